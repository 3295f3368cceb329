/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-list-records.h"

struct _KontorListRecords
{
  KontorWorkspace *workspace;
  const KontorEntity *entity;
  GHashTable *live; /* of Entry, by its rowid */
};

/* One record that somebody holds. */
typedef struct
{
  gint64 rowid;
  KontorListRecords *owner;
  KontorRecord *record; /* not referenced */
} Entry;

static void
forget_cb (gpointer data, GObject *where_the_record_was)
{
  Entry *entry = data;

  entry->record = NULL;
  g_hash_table_remove (entry->owner->live, &entry->rowid);
}

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  if (entry->record != NULL)
    g_object_weak_unref (G_OBJECT (entry->record), forget_cb, entry);
  g_free (entry);
}

KontorListRecords *
kontor_list_records_new (KontorWorkspace *workspace, const KontorEntity *entity)
{
  KontorListRecords *self = g_new0 (KontorListRecords, 1);

  self->workspace = g_object_ref (workspace);
  self->entity = entity;
  self->live = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_entry);
  return self;
}

void
kontor_list_records_free (KontorListRecords *self)
{
  g_hash_table_unref (self->live);
  g_object_unref (self->workspace);
  g_free (self);
}

const KontorEntity *
kontor_list_records_get_entity (KontorListRecords *self)
{
  return self->entity;
}

guint
kontor_list_records_count (KontorListRecords *self)
{
  return g_hash_table_size (self->live);
}

static KontorRecord *
read_record (GObject *workspace, const KontorEntity *entity, gint64 rowid)
{
  return kontor_workspace_peek (KONTOR_WORKSPACE (workspace), entity, rowid);
}

/* Between the run of a query and the reading the row may have gone: the record is empty, and the list
 * is about to follow. */
KontorRecord *
kontor_list_records_dup (KontorListRecords *self, gint64 rowid)
{
  Entry *entry = g_hash_table_lookup (self->live, &rowid);
  KontorRecord *record;

  if (entry != NULL)
    return g_object_ref (entry->record);
  record = kontor_record_new_unread (self->entity, rowid, read_record, G_OBJECT (self->workspace));
  entry = g_new (Entry, 1);
  entry->rowid = rowid;
  entry->owner = self;
  entry->record = record;
  g_object_weak_ref (G_OBJECT (record), forget_cb, entry);
  g_hash_table_insert (self->live, &entry->rowid, entry);
  return record;
}

static void
update_record (KontorListRecords *self, KontorRecord *record)
{
  g_autoptr (KontorRecord) fresh = NULL;

  /* Who has asked for nothing yet gets it as it is when asked for. */
  if (!kontor_record_is_read (record))
    return;
  fresh = kontor_workspace_peek (self->workspace, self->entity, kontor_record_get_rowid (record));
  if (fresh != NULL
      && kontor_id_equal (kontor_record_get_id (fresh), kontor_record_get_id (record)))
    kontor_record_update (record, fresh);
}

/* Whether a reference of @entity may point to a record of another title now. */
static gboolean
may_rename (const KontorEntity *entity, const KontorRowChange *change)
{
  guint64 titles = 0;

  for (guint i = 0; i < change->entity->n_fields; i++)
    if (change->entity->fields[i].flags & KONTOR_TITLE)
      titles |= G_GUINT64_CONSTANT (1) << i;
  if (!change->inserted && (change->mask & titles) == 0)
    return FALSE;
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].type == KONTOR_REF
        && g_str_equal (entity->fields[i].target, change->entity->name))
      return TRUE;
  return FALSE;
}

static gboolean
refers_to (KontorRecord *record, const KontorId *id)
{
  const KontorFields *fields
      = kontor_record_is_read (record) ? kontor_record_get_fields (record) : NULL;

  for (guint i = 0; fields != NULL && i < kontor_fields_get_entity (fields)->n_fields; i++)
    {
      const KontorValue *value = kontor_fields_get (fields, i);

      if (value != NULL && value->type == KONTOR_REF && kontor_id_equal (&value->id, id))
        return TRUE;
    }
  return FALSE;
}

/* Referenced, since whoever is told of a change may let go of any of them, or ask for others. */
static GPtrArray *
list_live (KontorListRecords *self)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer entry;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &entry))
    g_ptr_array_add (records, g_object_ref (((Entry *) entry)->record));
  return records;
}

static void
update_referring (KontorListRecords *self, const KontorId *id)
{
  g_autoptr (GPtrArray) records = list_live (self);

  for (guint i = 0; i < records->len; i++)
    if (refers_to (records->pdata[i], id))
      update_record (self, records->pdata[i]);
}

void
kontor_list_records_update (KontorListRecords *self, const KontorChangeSet *changes)
{
  g_autoptr (GPtrArray) all = changes->everything ? list_live (self) : NULL;

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      update_record (self, all->pdata[i]);
      kontor_record_retell (all->pdata[i]);
    }
  for (guint i = 0; i < changes->rows->len; i++)
    {
      const KontorRowChange *change = &g_array_index (changes->rows, KontorRowChange, i);
      Entry *entry = NULL;

      if (change->entity == self->entity)
        entry = g_hash_table_lookup (self->live, &change->rowid);
      if (entry != NULL)
        {
          g_autoptr (KontorRecord) record = g_object_ref (entry->record);

          update_record (self, record);
        }
      if (may_rename (self->entity, change))
        update_referring (self, &change->id);
    }
}
