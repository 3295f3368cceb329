/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-called.h"

#include "model/kontor-fold.h"
#include "store/kontor-ddl.h"

/* What calls a record best so far. */
typedef struct
{
  char *title;
  guint field; /* the first field that says it: e-mail comes before phone */
} Called;

gboolean
kontor_entity_may_be_nameless (const KontorEntity *entity)
{
  if (!kontor_ddl_has_sort_key (entity))
    return FALSE;
  for (guint i = 0; i < entity->n_fields; i++)
    if ((entity->fields[i].flags & KONTOR_TITLE) != 0
        && (entity->fields[i].flags & KONTOR_REQUIRED) != 0)
      return FALSE;
  return TRUE;
}

/* Addresses call what they belong to. */
static gboolean
calls (const KontorEntity *part)
{
  for (guint i = 0; i < part->n_fields; i++)
    if (part->fields[i].type == KONTOR_EMAIL && (part->fields[i].flags & KONTOR_TITLE) != 0)
      return kontor_entity_has_parent (part);
  return FALSE;
}

static gboolean
belongs_by (const KontorField *field, const KontorEntity *entity)
{
  return (field->flags & KONTOR_PARENT) != 0 && g_str_equal (field->target, entity->name);
}

static char *
dup_parts_sql (gconstpointer subject, guint64 field)
{
  const KontorEntity *part = subject;
  GString *sql = g_string_new ("SELECT ");

  kontor_row_append_columns (sql, part, "t");
  g_string_append_printf (sql,
                          " FROM \"%s\" AS t WHERE t.\"%s\" = ?1 AND t.deleted_at IS NULL "
                          "ORDER BY t.\"%s\", t.rowid",
                          part->name, part->fields[field].name,
                          part->sort == NULL ? "rowid" : part->sort);
  return g_string_free_and_steal (sql);
}

static guint
find_title_field (const KontorFields *fields)
{
  const KontorEntity *entity = kontor_fields_get_entity (fields);
  guint i = 0;

  while (i < entity->n_fields
         && ((entity->fields[i].flags & KONTOR_TITLE) == 0 || kontor_fields_get (fields, i) == NULL
             || kontor_value_is_none (kontor_fields_get (fields, i))))
    i++;
  return i;
}

static void
look_into_part (Called *called, const KontorFields *fields)
{
  guint field = find_title_field (fields);
  g_autofree char *title = NULL;

  if (field >= kontor_fields_get_entity (fields)->n_fields
      || (called->title != NULL && field >= called->field))
    return;
  title = kontor_fields_dup_title (fields);
  if (*title == '\0')
    return;
  g_set_str (&called->title, title);
  called->field = field;
}

static void
look_into_parts (Called *called,
                 KontorDatabase *database,
                 const KontorEntity *part,
                 guint field,
                 const KontorId *id)
{
  KontorStatement *statement
      = kontor_database_prepare_for (database, dup_parts_sql, part, field, NULL);
  gboolean found;

  if (statement == NULL)
    return;
  kontor_statement_bind_id (statement, 1, id);
  while (kontor_statement_step (statement, &found, NULL) && found)
    {
      g_auto (KontorRow) row = { 0 };

      kontor_row_read (statement, 0, part, &row);
      look_into_part (called, row.fields);
    }
}

static char *
dup_from_parts (KontorDatabase *database, const KontorSchema *schema, const KontorRow *row)
{
  const KontorEntity *entity = kontor_fields_get_entity (row->fields);
  Called called = { 0 };

  for (guint i = 0; i < schema->n_entities && called.title == NULL; i++)
    {
      const KontorEntity *part = schema->entities[i];

      for (guint j = 0; calls (part) && j < part->n_fields; j++)
        if (belongs_by (&part->fields[j], entity))
          look_into_parts (&called, database, part, j, &row->id);
    }
  return called.title;
}

const char *
kontor_fields_get_called (const KontorFields *fields)
{
  const KontorEntity *entity = kontor_fields_get_entity (fields);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const KontorValue *value = kontor_fields_get (fields, i);

      if (entity->fields[i].type == KONTOR_TEXT && (entity->fields[i].flags & KONTOR_SEARCH) != 0
          && value != NULL && !kontor_value_is_none (value) && *value->text != '\0')
        return value->text;
    }
  return NULL;
}

static char *
dup_from_references (KontorDatabase *database, const KontorSchema *schema, const KontorRow *row)
{
  const KontorEntity *entity = kontor_fields_get_entity (row->fields);

  for (guint i = 0; i < entity->n_fields; i++)
    {
      const KontorValue *value = kontor_fields_get (row->fields, i);
      g_auto (KontorRow) target = { 0 };

      if (entity->fields[i].type == KONTOR_REF && (entity->fields[i].flags & KONTOR_KEY) != 0
          && value != NULL && !kontor_value_is_none (value)
          && kontor_row_load (database, kontor_schema_find (schema, entity->fields[i].target),
                              &value->id, &target, NULL))
        return kontor_fields_dup_title (target.fields);
    }
  return g_strdup ("");
}

char *
kontor_row_dup_called (KontorDatabase *database, const KontorSchema *schema, const KontorRow *row)
{
  g_autofree char *title = kontor_fields_dup_title (row->fields);
  char *called;

  if (*title != '\0' || !kontor_entity_may_be_nameless (kontor_fields_get_entity (row->fields)))
    return g_steal_pointer (&title);
  called = dup_from_parts (database, schema, row);
  if (called == NULL)
    called = g_strdup (kontor_fields_get_called (row->fields));
  return called == NULL ? dup_from_references (database, schema, row) : called;
}

static char *
dup_sort_sql (gconstpointer subject, guint64 key)
{
  return g_strdup_printf ("UPDATE \"%s\" SET sort_key = ?2 WHERE id = ?1 AND sort_key IS NOT ?2",
                          ((const KontorEntity *) subject)->name);
}

gboolean
kontor_row_sort_as_called (KontorDatabase *database,
                           const KontorEntity *entity,
                           const KontorId *id,
                           const char *called,
                           GError **error)
{
  KontorStatement *statement
      = kontor_database_prepare_for (database, dup_sort_sql, entity, 0, error);
  g_autofree char *key = kontor_fold (called);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_id (statement, 1, id);
  kontor_statement_bind_text (statement, 2, *key != '\0' ? key : NULL);
  return kontor_statement_run (statement, error);
}
