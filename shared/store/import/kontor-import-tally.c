/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/import/kontor-import-tally-private.h"

void
kontor_import_tally_init (KontorImportTally *self, const KontorSchema *schema)
{
  *self = (KontorImportTally) { .schema = schema };
  self->entities = g_new0 (KontorImportCount, schema->n_entities);
  self->touched = g_new0 (GByteArray *, schema->n_entities);
  self->updated = g_new0 (GByteArray *, schema->n_entities);
  for (guint i = 0; i < schema->n_entities; i++)
    {
      self->touched[i] = g_byte_array_new ();
      self->updated[i] = g_byte_array_new ();
    }
}

void
kontor_import_tally_clear (KontorImportTally *self)
{
  for (guint i = 0; self->schema != NULL && i < self->schema->n_entities; i++)
    {
      g_byte_array_unref (self->touched[i]);
      g_byte_array_unref (self->updated[i]);
    }
  g_clear_pointer (&self->entities, g_free);
  g_clear_pointer (&self->touched, g_free);
  g_clear_pointer (&self->updated, g_free);
  self->schema = NULL;
}

/* Sets the bit of @rowid; TRUE where it was not set. */
static gboolean
set_bit (GByteArray *bits, gint64 rowid)
{
  gsize byte = rowid / 8;
  guint8 bit = 1 << rowid % 8;

  if (byte >= bits->len)
    {
      gsize old = bits->len;

      g_byte_array_set_size (bits, MAX (byte + 1, old * 2));
      memset (bits->data + old, 0, bits->len - old);
    }
  if (bits->data[byte] & bit)
    return FALSE;
  bits->data[byte] |= bit;
  return TRUE;
}

gboolean
kontor_import_tally_is_touched (const KontorImportTally *self,
                                const KontorEntity *entity,
                                gint64 rowid)
{
  const GByteArray *bits = self->touched[kontor_schema_index (self->schema, entity)];

  return rowid / 8 < bits->len && (bits->data[rowid / 8] >> rowid % 8 & 1) != 0;
}

/* What an item belongs to among the items of its row, or NULL. */
static const KontorImportItem *
find_whole (const KontorImportRow *row, const KontorImportItem *item)
{
  for (guint i = 0; item->draft != NULL && i < item->draft->links->len; i++)
    {
      const KontorDraftLink *link = &g_array_index (item->draft->links, KontorDraftLink, i);

      if (link->draft >= 0
          && (kontor_entity_get_field (item->entity, link->field)->flags & KONTOR_PARENT) != 0)
        return kontor_import_row_get_root (row, link->draft);
    }
  return NULL;
}

static gboolean
was_there (const KontorImportRow *row, const KontorImportItem *item)
{
  return item->state == KONTOR_ITEM_EXISTS
         && !kontor_import_view_is_made (row->view, item->entity, &item->hit);
}

static void
count_existing (KontorImportTally *self,
                const KontorImportItem *item,
                gboolean updated,
                gboolean by_itself)
{
  guint index = kontor_schema_index (self->schema, item->entity);
  KontorImportCount *counts[] = { &self->entities[index], by_itself ? &self->total : NULL };
  gboolean first = set_bit (self->touched[index], item->hit.rowid);
  gboolean becomes_updated = updated && set_bit (self->updated[index], item->hit.rowid);

  for (guint i = 0; i < G_N_ELEMENTS (counts) && counts[i] != NULL; i++)
    {
      counts[i]->unchanged += first ? 1 : 0;
      if (!becomes_updated)
        continue;
      counts[i]->unchanged--;
      counts[i]->updated++;
    }
}

static void
count_item (KontorImportTally *self, const KontorImportRow *row, const KontorImportItem *item)
{
  const KontorImportItem *whole = find_whole (row, item);
  gboolean changed = item->state == KONTOR_ITEM_NEW
                     || (item->changes != NULL && !kontor_fields_is_empty (item->changes));

  if (item->state == KONTOR_ITEM_NEW)
    {
      self->entities[kontor_schema_index (self->schema, item->entity)].created++;
      self->total.created += whole == NULL ? 1 : 0;
    }
  else if (was_there (row, item))
    count_existing (self, item, changed, whole == NULL);
  /* Somebody with another phone number is somebody who changed. */
  if (changed && whole != NULL && was_there (row, whole))
    count_existing (self, whole, TRUE, find_whole (row, whole) == NULL);
}

void
kontor_import_tally_count (KontorImportTally *self, const KontorImportRow *row)
{
  for (guint i = 0; i < row->items->len; i++)
    count_item (self, row, kontor_import_row_get (row, i));
}
