/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-store-private.h"

#include "model/kontor-fold.h"
#include "store/kontor-called.h"
#include "store/kontor-act-private.h"
#include "store/kontor-ddl.h"

static gboolean
follow_alias (KontorStore *self, const KontorId *id, KontorId *target)
{
  KontorStatement *statement
      = kontor_database_prepare (self->database, "SELECT new FROM alias WHERE old = ?1", NULL);
  gboolean row, found;

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_id (statement, 1, id);
  if (!kontor_statement_step (statement, &row, NULL) || !row)
    return FALSE;
  found = kontor_statement_get_id (statement, 0, target);
  kontor_statement_reset (statement);
  return found;
}

/* Records were merged into ones that were merged into others; nobody does that this often. */
#define MOST_MERGES 16

/* From what lies in the trash because it was merged, to what it was merged into: @row is that, or
 * stays as it is where that is not there. */
static void
follow_merges (KontorStore *self, const KontorEntity *entity, KontorRow *row)
{
  int alias = kontor_entity_get_alias (entity);

  for (guint i = 0; alias >= 0 && i < MOST_MERGES && !kontor_row_is_live (row); i++)
    {
      const KontorValue *into = kontor_fields_get (row->fields, alias);
      g_auto (KontorRow) next = { 0 };

      if (kontor_value_is_none (into)
          || !kontor_row_load (self->database, entity, &into->id, &next, NULL))
        return;
      kontor_row_clear (row);
      *row = next;
      next = (KontorRow) { 0 };
    }
}

gboolean
kontor_store_read_each_alias (KontorStore *self,
                              KontorAliasFunc func,
                              gpointer user_data,
                              GError **error)
{
  KontorStatement *statement
      = kontor_database_prepare (self->database, "SELECT old, new FROM alias ORDER BY old", error);
  KontorId old, id;
  gboolean row;

  while (statement != NULL && kontor_statement_step (statement, &row, error))
    {
      if (!row)
        return TRUE;
      if (kontor_statement_get_id (statement, 0, &old)
          && kontor_statement_get_id (statement, 1, &id) && !func (&old, &id, user_data, error))
        {
          kontor_statement_reset (statement);
          return FALSE;
        }
    }
  return FALSE;
}

static char *
dup_title_of (KontorStore *self, const KontorEntity *entity, const KontorId *id)
{
  g_auto (KontorRow) row = { 0 };
  KontorId target;

  if (kontor_row_load (self->database, entity, id, &row, NULL))
    {
      follow_merges (self, entity, &row);
      return kontor_row_dup_called (self->database, self->schema, &row);
    }
  if (follow_alias (self, id, &target)
      && kontor_row_load (self->database, entity, &target, &row, NULL))
    return kontor_row_dup_called (self->database, self->schema, &row);
  return NULL;
}

static void
add_ref_titles (KontorStore *self, KontorRecord *record)
{
  const KontorEntity *entity = kontor_record_get_entity (record);
  const KontorFields *fields = kontor_record_get_fields (record);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const KontorValue *value = kontor_fields_get (fields, i);
      const KontorEntity *target;
      g_autofree char *title = NULL;

      if (entity->fields[i].type != KONTOR_REF || kontor_value_is_none (value))
        continue;
      target = kontor_schema_find (self->schema, entity->fields[i].target);
      title = dup_title_of (self, target, &value->id);
      kontor_record_set_ref_title (record, i, title);
    }
}

static KontorRecord *
make_record (KontorStore *self, KontorRow *row)
{
  g_autofree char *called = kontor_row_dup_called (self->database, self->schema, row);
  KontorRecord *record = kontor_record_new (&row->id, row->rowid, g_steal_pointer (&row->fields));

  if (*kontor_record_get_title (record) == '\0')
    kontor_record_set_called (record, called);
  add_ref_titles (self, record);
  return record;
}

KontorRecord *
kontor_store_get (KontorStore *self, const KontorEntity *entity, const KontorId *id, GError **error)
{
  g_auto (KontorRow) row = { 0 };
  KontorId target;

  if (kontor_row_load (self->database, entity, id, &row, NULL))
    {
      follow_merges (self, entity, &row);
      return make_record (self, &row);
    }
  if (!follow_alias (self, id, &target))
    target = *id;
  if (!kontor_row_load (self->database, entity, &target, &row, error))
    return NULL;
  return make_record (self, &row);
}

KontorRecord *
kontor_store_get_row (KontorStore *self, const KontorEntity *entity, gint64 rowid, GError **error)
{
  g_auto (KontorRow) row = { 0 };

  if (!kontor_row_load_at (self->database, entity, rowid, &row, error))
    return NULL;
  return make_record (self, &row);
}

gboolean
kontor_store_get_row_id (KontorStore *self,
                         const KontorEntity *entity,
                         gint64 rowid,
                         KontorId *id,
                         GError **error)
{
  return kontor_row_get_id (self->database, entity, rowid, id, error);
}

KontorRecord *
kontor_store_find (KontorStore *self, const KontorId *id, GError **error)
{
  KontorId target;

  if (!follow_alias (self, id, &target))
    target = *id;
  for (guint i = 0; i < self->schema->n_entities; i++)
    {
      g_auto (KontorRow) row = { 0 };
      g_autoptr (GError) local = NULL;

      if (kontor_row_load (self->database, self->schema->entities[i], &target, &row, &local))
        {
          follow_merges (self, self->schema->entities[i], &row);
          return make_record (self, &row);
        }
      if (!g_error_matches (local, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND, "no record with that id");
  return NULL;
}

static GPtrArray *
collect (KontorStore *self, const KontorEntity *entity, KontorStatement *statement, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (KontorRow));
  GPtrArray *records;
  gboolean found;

  /* All rows first: reading the titles they refer to may need the same statement. */
  g_array_set_clear_func (rows, (GDestroyNotify) kontor_row_clear);
  while (TRUE)
    {
      KontorRow row = { 0 };

      if (!kontor_statement_step (statement, &found, error))
        return NULL;
      if (!found)
        break;
      kontor_row_read (statement, 0, entity, &row);
      g_array_append_val (rows, row);
    }
  records = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (records, make_record (self, &g_array_index (rows, KontorRow, i)));
  return records;
}

GPtrArray *
kontor_store_find_titled (KontorStore *self,
                          const KontorEntity *entity,
                          const char *title,
                          guint limit,
                          GError **error)
{
  g_autofree char *key = kontor_fold (title);
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  KontorStatement *statement;

  if (!kontor_ddl_has_sort_key (entity))
    return g_ptr_array_new_with_free_func (g_object_unref);
  kontor_row_append_columns (sql, entity, "t");
  g_string_append_printf (sql,
                          " FROM \"%s\" AS t WHERE t.sort_key = ?1 AND t.deleted_at IS NULL "
                          "ORDER BY t.rowid LIMIT ?2",
                          entity->name);
  statement = kontor_database_prepare (self->database, sql->str, error);
  if (statement == NULL)
    return NULL;
  kontor_statement_bind_text (statement, 1, key);
  kontor_statement_bind_int (statement, 2, limit);
  return collect (self, entity, statement, error);
}

static void
append_order (GString *sql, const KontorEntity *entity)
{
  if (entity->sort != NULL)
    g_string_append_printf (sql, " ORDER BY t.\"%s\", t.rowid", entity->sort);
  else if (kontor_ddl_has_sort_key (entity))
    g_string_append (sql, " ORDER BY t.sort_key, t.rowid");
  else
    g_string_append (sql, " ORDER BY t.rowid");
}

/* Another device may not have known that what it referred to was merged. */
static void
append_refers_to (KontorStore *self, GString *sql, const KontorField *field)
{
  const KontorEntity *target = kontor_schema_find (self->schema, field->target);
  int alias = kontor_entity_get_alias (target);

  if (alias < 0)
    {
      g_string_append_printf (sql, "t.\"%s\" = ?1", field->name);
      return;
    }
  g_string_append_printf (sql,
                          "(t.\"%s\" = ?1 OR t.\"%s\" IN (SELECT m.id FROM \"%s\" AS m "
                          "WHERE m.\"%s\" = ?1 AND m.deleted_at IS NOT NULL))",
                          field->name, field->name, target->name, target->fields[alias].name);
}

GPtrArray *
kontor_store_list_referring (KontorStore *self,
                             const KontorEntity *entity,
                             const char *field,
                             const KontorId *id,
                             GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  int index = kontor_entity_find_field (entity, field);
  KontorStatement *statement;

  g_assert (index >= 0);
  kontor_row_append_columns (sql, entity, "t");
  g_string_append_printf (sql, " FROM \"%s\" AS t WHERE ", entity->name);
  append_refers_to (self, sql, kontor_entity_get_field (entity, index));
  g_string_append (sql, " AND t.deleted_at IS NULL");
  append_order (sql, entity);
  statement = kontor_database_prepare (self->database, sql->str, error);
  if (statement == NULL)
    return NULL;
  kontor_statement_bind_id (statement, 1, id);
  return collect (self, entity, statement, error);
}

gint64
kontor_store_count (KontorStore *self, const KontorEntity *entity)
{
  g_autofree char *sql
      = g_strdup_printf ("SELECT count(*) FROM \"%s\" WHERE deleted_at IS NULL", entity->name);

  return kontor_database_get_int (self->database, sql, 0);
}

/* The least of them is found here: for the main thread the database sorts nothing. */
static char *
take_first (KontorStatement *statement)
{
  g_autofree char *least = NULL;
  char *text = NULL;
  gboolean found;

  while (kontor_statement_step (statement, &found, NULL) && found)
    {
      const char *place = kontor_statement_get_text (statement, 1);

      if (text != NULL && g_strcmp0 (place, least) >= 0)
        continue;
      g_set_str (&text, kontor_statement_get_text (statement, 0));
      g_set_str (&least, place);
    }
  return text;
}

char *
kontor_store_dup_part_text (KontorStore *self,
                            const KontorEntity *part,
                            guint parent,
                            guint field,
                            const KontorId *id)
{
  const char *name = kontor_entity_get_field (part, field)->name;
  g_autofree char *sql = NULL;
  KontorStatement *statement;

  g_assert (kontor_type_is_text (kontor_entity_get_field (part, field)->type));
  sql = g_strdup_printf ("SELECT t.\"%s\", %s%s%s FROM \"%s\" AS t WHERE t.\"%s\" = ?1 "
                         "AND t.deleted_at IS NULL AND t.\"%s\" IS NOT NULL",
                         name, part->sort == NULL ? "NULL" : "t.\"",
                         part->sort == NULL ? "" : part->sort, part->sort == NULL ? "" : "\"",
                         part->name, kontor_entity_get_field (part, parent)->name, name);
  statement = kontor_database_prepare (self->database, sql, NULL);
  if (statement == NULL)
    return NULL;
  kontor_statement_bind_id (statement, 1, id);
  return take_first (statement);
}
