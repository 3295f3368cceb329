/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-search-hit.h"

#include "store/kontor-called.h"
#include "store/kontor-search-marks.h"

void
kontor_search_hit_free (KontorSearchHit *self)
{
  g_free (self->title);
  g_free (self->fragment);
  g_clear_pointer (&self->title_spans, g_array_unref);
  g_clear_pointer (&self->fragment_spans, g_array_unref);
  g_free (self);
}

/* Looks for parts of words that are not found yet; takes the first field that has one. */
static void
look_into (KontorSearchHit *self,
           const KontorFields *fields,
           KontorFieldFlags without,
           const KontorSearchTerms *terms,
           guint64 *found)
{
  const KontorEntity *entity = kontor_fields_get_entity (fields);

  for (guint i = 0; i < entity->n_fields && self->field == NULL; i++)
    {
      const KontorField *field = &entity->fields[i];
      const KontorValue *value = kontor_fields_get (fields, i);
      guint64 found_here = 0;
      GArray *spans;

      if ((field->flags & KONTOR_SEARCH) == 0 || (field->flags & without) != 0 || value == NULL
          || !kontor_type_is_text (value->type))
        continue;
      spans = field->type == KONTOR_PHONE
                  ? kontor_search_mark_phone (terms, value->text, &found_here)
                  : kontor_search_mark (terms, value->text, &found_here);
      if ((found_here & ~*found) == 0)
        {
          g_array_unref (spans);
          continue;
        }
      *found |= found_here;
      self->field = field;
      self->fragment = kontor_search_cut (value->text, spans);
      self->fragment_spans = spans;
    }
}

static gboolean
look_into_parts_by (KontorSearchHit *self,
                    KontorStore *store,
                    const KontorEntity *part,
                    const KontorField *reference,
                    const KontorSearchTerms *terms,
                    guint64 *found,
                    GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  KontorStatement *statement;
  gboolean row;

  kontor_row_append_columns (sql, part, "t");
  g_string_append_printf (sql, " FROM \"%s\" AS t WHERE t.\"%s\" = ?1 AND t.deleted_at IS NULL",
                          part->name, reference->name);
  statement = kontor_database_prepare (kontor_store_get_database (store), sql->str, error);
  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_id (statement, 1, &self->id);
  while (self->field == NULL)
    {
      g_auto (KontorRow) part_row = { 0 };

      if (!kontor_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      kontor_row_read (statement, 0, part, &part_row);
      look_into (self, part_row.fields, 0, terms, found);
    }
  kontor_statement_reset (statement);
  return TRUE;
}

static gboolean
is_searched (const KontorEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & KONTOR_SEARCH)
      return TRUE;
  return FALSE;
}

static gboolean
look_into_parts (KontorSearchHit *self,
                 KontorStore *store,
                 const KontorSearchTerms *terms,
                 guint64 *found,
                 GError **error)
{
  const KontorSchema *schema = kontor_store_get_schema (store);

  for (guint i = 0; i < schema->n_entities; i++)
    {
      const KontorEntity *part = schema->entities[i];

      if (!is_searched (part))
        continue;
      for (guint j = 0; j < part->n_fields && self->field == NULL; j++)
        if ((part->fields[j].flags & KONTOR_PARENT) != 0
            && g_str_equal (part->fields[j].target, self->entity->name)
            && !look_into_parts_by (self, store, part, &part->fields[j], terms, found, error))
          return FALSE;
    }
  return TRUE;
}

KontorSearchHit *
kontor_search_hit_new (KontorStore *store,
                       const KontorEntity *entity,
                       gint64 rowid,
                       const KontorSearchTerms *terms,
                       GError **error)
{
  guint64 wanted = G_MAXUINT64 >> (KONTOR_SEARCH_MAX_PARTS - terms->parts->len), found = 0;
  g_autoptr (KontorSearchHit) self = g_new0 (KontorSearchHit, 1);
  g_auto (KontorRow) row = { 0 };

  if (!kontor_row_load_at (kontor_store_get_database (store), entity, rowid, &row, error))
    return NULL;
  self->entity = entity;
  self->rowid = rowid;
  self->id = row.id;
  self->title = kontor_row_dup_called (kontor_store_get_database (store),
                                       kontor_store_get_schema (store), &row);
  self->title_spans = kontor_search_mark (terms, self->title, &found);
  if ((wanted & ~found) != 0)
    look_into (self, row.fields, KONTOR_TITLE, terms, &found);
  if ((wanted & ~found) != 0 && self->field == NULL
      && !look_into_parts (self, store, terms, &found, error))
    return NULL;
  return g_steal_pointer (&self);
}
