/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-search-index.h"

#include "model/kontor-fold.h"
#include "store/kontor-called.h"
#include "store/kontor-store-private.h"

#include <string.h>

#define SHORTEST_PHONE_END 4
/* More digits than any number has: what is longer is not a number, and would make many words. */
#define LONGEST_PHONE 20

typedef struct
{
  const KontorEntity *entity;
  KontorId id;
  gboolean is_new; /* nothing of it is in the search table yet */
} Note;

struct _KontorSearchIndex
{
  KontorDatabase *database;
  const KontorSchema *schema;
  GHashTable *notes;        /* set of Note, by id */
  gboolean *unmerged;       /* by entity: what left its table is still in the file */
  KontorChangeSet *changes; /* while it is flushed: what is called something else is noted in */
};

KontorSearchIndex *
kontor_search_index_new (KontorDatabase *database, const KontorSchema *schema)
{
  KontorSearchIndex *self = g_new0 (KontorSearchIndex, 1);

  self->database = database;
  self->schema = schema;
  self->notes = g_hash_table_new_full (kontor_id_hash, kontor_id_equal_func, NULL, g_free);
  self->unmerged = g_new0 (gboolean, schema->n_entities);
  return self;
}

void
kontor_search_index_free (KontorSearchIndex *self)
{
  g_hash_table_unref (self->notes);
  g_free (self->unmerged);
  g_free (self);
}

static void
note_record (KontorSearchIndex *self,
             const KontorEntity *entity,
             const KontorId *id,
             gboolean is_new)
{
  Note *note = g_hash_table_lookup (self->notes, id);

  if (note != NULL || !kontor_entity_is_searchable (entity))
    return;
  note = g_new (Note, 1);
  note->entity = entity;
  note->id = *id;
  note->is_new = is_new;
  g_hash_table_insert (self->notes, &note->id, note);
}

static void
note_parents (KontorSearchIndex *self, const KontorFields *fields)
{
  const KontorEntity *entity = kontor_fields_get_entity (fields);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const KontorValue *value = kontor_fields_get (fields, i);

      if ((entity->fields[i].flags & KONTOR_PARENT) != 0 && value != NULL
          && !kontor_value_is_none (value))
        note_record (self, kontor_schema_find (self->schema, entity->fields[i].target), &value->id,
                     FALSE);
    }
}

void
kontor_search_index_note (KontorSearchIndex *self, const KontorRow *row, const KontorFields *before)
{
  note_record (self, kontor_fields_get_entity (row->fields), &row->id, before == NULL);
  note_parents (self, row->fields);
  if (before != NULL)
    note_parents (self, before);
}

void
kontor_search_index_forget (KontorSearchIndex *self)
{
  g_hash_table_remove_all (self->notes);
}

void
kontor_search_append_phone (GString *text, const char *phone)
{
  g_autofree char *digits = kontor_fold_phone (phone);
  gsize length = strlen (digits);

  if (length > LONGEST_PHONE)
    return;
  for (gsize start = 0; start == 0 || start + SHORTEST_PHONE_END <= length; start++)
    {
      g_string_append_c (text, ' ');
      g_string_append (text, digits + start);
    }
}

/* What is looked for is folded, so this must be: FTS5 by itself takes ß for a letter of its own. */
static void
append_folded (GString *body, const char *text)
{
  g_autofree char *folded = kontor_fold (text);

  g_string_append_c (body, ' ');
  g_string_append (body, folded);
}

static void
append_text (GString *body, const KontorFields *fields, KontorFieldFlags without)
{
  const KontorEntity *entity = kontor_fields_get_entity (fields);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const KontorField *field = &entity->fields[i];
      const KontorValue *value = kontor_fields_get (fields, i);

      if ((field->flags & KONTOR_SEARCH) == 0 || (field->flags & without) != 0 || value == NULL
          || !kontor_type_is_text (value->type))
        continue;
      if (field->type == KONTOR_PHONE)
        {
          kontor_search_append_phone (body, value->text);
          continue;
        }
      append_folded (body, value->text);
    }
}

static gboolean
is_searched_part (const KontorEntity *part, const KontorField *field, const KontorEntity *whole)
{
  if ((field->flags & KONTOR_PARENT) == 0 || !g_str_equal (field->target, whole->name))
    return FALSE;
  for (guint i = 0; i < part->n_fields; i++)
    if (part->fields[i].flags & KONTOR_SEARCH)
      return TRUE;
  return FALSE;
}

static char *
dup_parts_sql (gconstpointer subject, guint64 field)
{
  const KontorEntity *part = subject;
  GString *sql = g_string_new ("SELECT ");

  kontor_row_append_columns (sql, part, "t");
  g_string_append_printf (sql, " FROM \"%s\" AS t WHERE t.\"%s\" = ?1 AND t.deleted_at IS NULL",
                          part->name, part->fields[field].name);
  return g_string_free_and_steal (sql);
}

static gboolean
append_parts_of (KontorSearchIndex *self,
                 GString *body,
                 const KontorEntity *part,
                 guint field,
                 const KontorId *id,
                 GError **error)
{
  KontorStatement *statement
      = kontor_database_prepare_for (self->database, dup_parts_sql, part, field, error);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_id (statement, 1, id);
  while (TRUE)
    {
      g_auto (KontorRow) row = { 0 };

      if (!kontor_statement_step (statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      kontor_row_read (statement, 0, part, &row);
      append_text (body, row.fields, 0);
    }
}

static gboolean
append_parts (KontorSearchIndex *self,
              GString *body,
              const KontorEntity *entity,
              const KontorId *id,
              GError **error)
{
  for (guint i = 0; i < self->schema->n_entities; i++)
    {
      const KontorEntity *part = self->schema->entities[i];

      for (guint j = 0; j < part->n_fields; j++)
        if (is_searched_part (part, &part->fields[j], entity)
            && !append_parts_of (self, body, part, j, id, error))
          return FALSE;
    }
  return TRUE;
}

static char *
dup_remove_sql (gconstpointer subject, guint64 key)
{
  return g_strdup_printf ("DELETE FROM \"%s_search\" WHERE rowid = ?1",
                          ((const KontorEntity *) subject)->name);
}

static char *
dup_add_sql (gconstpointer subject, guint64 key)
{
  return g_strdup_printf ("INSERT INTO \"%s_search\" (rowid, title, body) VALUES (?1, ?2, ?3)",
                          ((const KontorEntity *) subject)->name);
}

gboolean
kontor_search_index_remove (KontorSearchIndex *self,
                            const KontorEntity *entity,
                            gint64 rowid,
                            GError **error)
{
  KontorStatement *statement;

  if (!kontor_entity_is_searchable (entity))
    return TRUE;
  statement = kontor_database_prepare_for (self->database, dup_remove_sql, entity, 0, error);
  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, rowid);
  return kontor_statement_run (statement, error);
}

static guint64
get_title_mask (const KontorEntity *entity)
{
  guint64 mask = 0;

  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & KONTOR_TITLE)
      mask |= G_GUINT64_CONSTANT (1) << i;
  return mask;
}

/* Where what belongs to a record calls it, that decides its place in a list. */
static gboolean
sort_as_called (KontorSearchIndex *self, const KontorRow *row, GError **error)
{
  const KontorEntity *entity = kontor_fields_get_entity (row->fields);
  g_autofree char *title = kontor_fields_dup_title (row->fields);
  g_autofree char *called = NULL;

  if (*title != '\0' || !kontor_entity_may_be_nameless (entity))
    return TRUE;
  called = kontor_row_dup_called (self->database, self->schema, row);
  if (self->changes != NULL)
    kontor_change_set_add (self->changes, row, get_title_mask (entity), FALSE);
  return kontor_row_sort_as_called (self->database, entity, &row->id, called, error);
}

static gboolean
add_row (KontorSearchIndex *self, const KontorRow *row, GError **error)
{
  const KontorEntity *entity = kontor_fields_get_entity (row->fields);
  g_autofree char *title = kontor_fields_dup_title (row->fields);
  g_autofree char *folded_title = kontor_fold (title);
  g_autoptr (GString) body = g_string_new (NULL);
  KontorStatement *statement;

  append_text (body, row->fields, KONTOR_TITLE);
  if (!sort_as_called (self, row, error))
    return FALSE;
  if (!append_parts (self, body, entity, &row->id, error))
    return FALSE;
  statement = kontor_database_prepare_for (self->database, dup_add_sql, entity, 0, error);
  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, row->rowid);
  kontor_statement_bind_text (statement, 2, folded_title);
  kontor_statement_bind_text (statement, 3, body->len > 0 ? body->str + 1 : "");
  return kontor_statement_run (statement, error);
}

static gboolean
is_live (const KontorFields *fields)
{
  int deleted_at = kontor_entity_get_deleted_at (kontor_fields_get_entity (fields));

  return kontor_value_is_none (kontor_fields_get (fields, deleted_at));
}

static gboolean
write_note (KontorSearchIndex *self, const Note *note, GError **error)
{
  g_auto (KontorRow) row = { 0 };
  g_autoptr (GError) local = NULL;

  if (!kontor_row_load (self->database, note->entity, &note->id, &row, &local))
    {
      /* A part may come before its whole, which is then indexed when it comes. */
      if (g_error_matches (local, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (!note->is_new && !kontor_search_index_remove (self, note->entity, row.rowid, error))
    return FALSE;
  return !is_live (row.fields) || add_row (self, &row, error);
}

static int
compare_notes (gconstpointer a, gconstpointer b)
{
  return kontor_id_compare (&(*(const Note *const *) a)->id, &(*(const Note *const *) b)->id);
}

/* Taking a word that thousands of records share out of each of them at once costs the square of
 * their number: past this many, old text leaves when the search table is merged after the commit. */
#define MANY_REMOVALS 500

static gboolean
set_secure_delete (KontorSearchIndex *self, gboolean secure, GError **error)
{
  for (guint i = 0; i < self->schema->n_entities; i++)
    {
      const char *name = self->schema->entities[i]->name;
      g_autofree char *sql = NULL;

      if (!kontor_entity_is_searchable (self->schema->entities[i]))
        continue;
      sql = g_strdup_printf ("INSERT INTO \"%s_search\" (\"%s_search\", rank) "
                             "VALUES ('secure-delete', %d)",
                             name, name, secure);
      if (!kontor_database_exec (self->database, sql, error))
        return FALSE;
    }
  return TRUE;
}

static guint
count_removals (GPtrArray *notes)
{
  guint count = 0;

  for (guint i = 0; i < notes->len; i++)
    count += !((const Note *) notes->pdata[i])->is_new;
  return count;
}

static void
note_unmerged (KontorSearchIndex *self, GPtrArray *notes)
{
  for (guint i = 0; i < notes->len; i++)
    {
      const Note *note = notes->pdata[i];

      if (!note->is_new)
        self->unmerged[kontor_schema_index (self->schema, note->entity)] = TRUE;
    }
}

static gboolean
write_notes (KontorSearchIndex *self, GPtrArray *notes, GError **error)
{
  for (guint i = 0; i < notes->len; i++)
    if (!write_note (self, notes->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
kontor_search_index_flush (KontorSearchIndex *self, KontorChangeSet *changes, GError **error)
{
  g_autoptr (GPtrArray) notes = NULL;
  gboolean many, done;

  if (g_hash_table_size (self->notes) == 0)
    return TRUE;
  /* In the order of ids, which for new rows is that of their making: the same file each time. */
  notes = g_hash_table_get_values_as_ptr_array (self->notes);
  g_ptr_array_sort (notes, compare_notes);
  many = count_removals (notes) > MANY_REMOVALS;
  self->changes = changes;
  done = (!many || set_secure_delete (self, FALSE, error)) && write_notes (self, notes, error)
         && (!many || set_secure_delete (self, TRUE, error));
  self->changes = NULL;
  if (!done)
    return FALSE;
  if (many)
    note_unmerged (self, notes);
  g_hash_table_remove_all (self->notes);
  return TRUE;
}

/* Pages that a step writes: it takes some hundredths of a second. */
#define MERGE_PAGES 500

/* Below zero: all of the table, not only what has come to be in many parts. A step that finds nothing
 * to do changes but one row. */
static gboolean
merge_some (KontorSearchIndex *self, const KontorEntity *entity, gboolean *done, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO \"%s_search\" (\"%s_search\", rank) "
                                          "VALUES ('merge', -%d)",
                                          entity->name, entity->name, MERGE_PAGES);
  gint64 before = kontor_database_get_total_changes (self->database);

  if (!kontor_database_begin (self->database, error))
    return FALSE;
  if (!kontor_database_exec (self->database, sql, error)
      || !kontor_database_commit (self->database, error))
    {
      kontor_database_rollback (self->database);
      return FALSE;
    }
  *done = kontor_database_get_total_changes (self->database) - before < 2;
  return TRUE;
}

gboolean
kontor_search_index_merge (KontorSearchIndex *self, gboolean *done, GError **error)
{
  gboolean merged;

  *done = FALSE;
  for (guint i = 0; i < self->schema->n_entities; i++)
    {
      if (!self->unmerged[i])
        continue;
      if (!merge_some (self, self->schema->entities[i], &merged, error))
        return FALSE;
      self->unmerged[i] = !merged;
      return TRUE;
    }
  *done = TRUE;
  return TRUE;
}

static gboolean
add_all (KontorSearchIndex *self, const KontorEntity *entity, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  KontorStatement *statement;
  gboolean found;

  kontor_row_append_columns (sql, entity, "t");
  g_string_append_printf (sql, " FROM \"%s\" AS t WHERE t.deleted_at IS NULL ORDER BY t.rowid",
                          entity->name);
  statement = kontor_database_prepare (self->database, sql->str, error);
  while (statement != NULL)
    {
      g_auto (KontorRow) row = { 0 };

      if (!kontor_statement_step (statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      kontor_row_read (statement, 0, entity, &row);
      if (!add_row (self, &row, error))
        {
          kontor_statement_reset (statement);
          return FALSE;
        }
    }
  return FALSE;
}

gboolean
kontor_search_index_rebuild (KontorSearchIndex *self, const KontorEntity *entity, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM \"%s_search\"", entity->name);

  return kontor_database_exec (self->database, sql, error) && add_all (self, entity, error);
}
