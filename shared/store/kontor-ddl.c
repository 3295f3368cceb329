/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-ddl.h"

/* What the journal, settings and aliases live in; described in README.md. */
static const char workspace_tables[]
    = "CREATE TABLE IF NOT EXISTS setting (\n"
      "  key TEXT PRIMARY KEY,\n"
      "  value TEXT NOT NULL\n"
      ") WITHOUT ROWID;\n"
      "CREATE TABLE IF NOT EXISTS alias (\n"
      "  old BLOB PRIMARY KEY,\n"
      "  new BLOB NOT NULL\n"
      ") WITHOUT ROWID;\n"
      "CREATE TABLE IF NOT EXISTS journal_name (\n"
      "  number INTEGER PRIMARY KEY,\n"
      "  name TEXT NOT NULL UNIQUE\n"
      ");\n"
      "CREATE TABLE IF NOT EXISTS journal_entry (\n"
      "  entry INTEGER PRIMARY KEY,\n"
      "  time INTEGER NOT NULL,\n"
      "  author BLOB NOT NULL,\n"
      "  device INTEGER NOT NULL,\n"
      "  origin INTEGER NOT NULL,\n"
      "  verb TEXT NOT NULL,\n"
      "  entity TEXT NOT NULL,\n"
      "  args TEXT,\n"
      "  count INTEGER NOT NULL DEFAULT 0,\n"
      "  first_op INTEGER NOT NULL DEFAULT 0,\n"
      "  last_op INTEGER NOT NULL DEFAULT 0,\n"
      "  undoes INTEGER NOT NULL DEFAULT 0,\n"
      "  undone_by INTEGER NOT NULL DEFAULT 0,\n"
      "  state INTEGER NOT NULL DEFAULT 0\n"
      ");\n"
      "CREATE INDEX IF NOT EXISTS journal_entry_open ON journal_entry (state) WHERE state = 0;\n"
      "CREATE TABLE IF NOT EXISTS journal_op (\n"
      "  op INTEGER PRIMARY KEY,\n"
      "  entry INTEGER NOT NULL,\n"
      "  grp INTEGER NOT NULL,\n"
      "  entity INTEGER NOT NULL,\n"
      "  id BLOB NOT NULL,\n"
      "  kind INTEGER NOT NULL,\n"
      "  mask INTEGER NOT NULL,\n"
      "  payload TEXT,\n"
      "  n INTEGER,\n"
      "  state INTEGER NOT NULL DEFAULT 0,\n"
      "  hlc INTEGER,\n"
      "  base TEXT,\n"
      "  code TEXT\n"
      ");\n"
      "CREATE INDEX IF NOT EXISTS journal_op_record ON journal_op (id);\n"
      "CREATE INDEX IF NOT EXISTS journal_op_unanswered ON journal_op (state, n) WHERE state = 1;\n"
      "CREATE INDEX IF NOT EXISTS journal_op_refused ON journal_op (state, n) WHERE state = 4;\n"
      "CREATE TABLE IF NOT EXISTS confirmed (\n"
      "  id BLOB PRIMARY KEY,\n"
      "  n INTEGER NOT NULL,\n"
      "  fields TEXT NOT NULL\n"
      ") WITHOUT ROWID;\n"
      "CREATE TABLE IF NOT EXISTS remote_device (\n"
      "  device INTEGER PRIMARY KEY,\n"
      "  member BLOB NOT NULL\n"
      ");\n";

static const char *
get_column_type (KontorType type)
{
  switch (type)
    {
    case KONTOR_REF:
      return "BLOB";

    case KONTOR_EMAIL:
      return "TEXT COLLATE NOCASE";

    case KONTOR_INTEGER:
    case KONTOR_DECIMAL:
    case KONTOR_MONEY:
    case KONTOR_DATE:
    case KONTOR_INSTANT:
    case KONTOR_BOOLEAN:
      return "INTEGER";

    default:
      return "TEXT";
    }
}

gboolean
kontor_ddl_has_sort_key (const KontorEntity *entity)
{
  gboolean titled = FALSE, keyed = FALSE;

  for (guint i = 0; i < entity->n_fields; i++)
    {
      titled |= (entity->fields[i].flags & KONTOR_TITLE) != 0;
      keyed |= (entity->fields[i].flags & KONTOR_KEY) != 0;
    }
  return titled && (keyed || !kontor_entity_has_parent (entity));
}

static void
append_columns (GString *sql, const KontorField *field, const char *before, const char *after)
{
  g_string_append_printf (sql, "%s\"%s\" %s%s", before, field->name, get_column_type (field->type),
                          after);
  if (field->type == KONTOR_MONEY)
    g_string_append_printf (sql, "%s\"%s_currency\" TEXT%s", before, field->name, after);
}

/* A reference is mostly asked for by its target; an index of the empty ones would be waste. */
static void
append_index (GString *sql, const KontorEntity *entity, const KontorField *field)
{
  g_string_append_printf (sql, "CREATE INDEX IF NOT EXISTS \"%s_%s\" ON \"%s\" (\"%s\")%s%s%s;\n",
                          entity->name, field->name, entity->name, field->name,
                          field->type == KONTOR_REF ? " WHERE \"" : "",
                          field->type == KONTOR_REF ? field->name : "",
                          field->type == KONTOR_REF ? "\" IS NOT NULL" : "");
}

static void
append_indexes (GString *sql, const KontorEntity *entity)
{
  const char *name = entity->name;

  if (kontor_ddl_has_sort_key (entity))
    g_string_append_printf (sql,
                            "CREATE INDEX IF NOT EXISTS \"%s_sort_key\" ON \"%s\" (sort_key) "
                            "WHERE deleted_at IS NULL;\n",
                            name, name);
  g_string_append_printf (sql,
                          "CREATE INDEX IF NOT EXISTS \"%s_deleted_at\" ON \"%s\" (deleted_at) "
                          "WHERE deleted_at IS NOT NULL;\n",
                          name, name);
  g_string_append_printf (sql,
                          "CREATE INDEX IF NOT EXISTS \"%s_external_key\" ON \"%s\" (external_key) "
                          "WHERE external_key IS NOT NULL;\n",
                          name, name);
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & KONTOR_INDEXED)
      append_index (sql, entity, &entity->fields[i]);
}

static void
append_table (GString *sql, const KontorEntity *entity)
{
  g_string_append_printf (sql,
                          "CREATE TABLE IF NOT EXISTS \"%s\" (\n"
                          "  rowid INTEGER PRIMARY KEY,\n"
                          "  id BLOB NOT NULL UNIQUE,\n"
                          "  version INTEGER,\n"
                          "  stamps BLOB,\n"
                          "  extra TEXT",
                          entity->name);
  if (kontor_ddl_has_sort_key (entity))
    g_string_append (sql, ",\n  sort_key TEXT");
  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    append_columns (sql, kontor_entity_get_field (entity, i), ",\n  ", "");
  g_string_append (sql, "\n);\n");
}

char *
kontor_ddl_dup_table (const KontorEntity *entity)
{
  GString *sql = g_string_new (NULL);

  append_table (sql, entity);
  append_indexes (sql, entity);
  return g_string_free_and_steal (sql);
}

/* Prefixes of one, two and three letters are what the first keys of a search are: without the
 * one-letter index they take ages at a million rows. Deleted text leaves the file at once. */
char *
kontor_ddl_dup_search (const KontorEntity *entity)
{
  if (!kontor_entity_is_searchable (entity))
    return NULL;
  return g_strdup_printf (
      "CREATE VIRTUAL TABLE IF NOT EXISTS \"%s_search\" USING fts5 (title, body, "
      "tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');\n"
      "INSERT INTO \"%s_search\" (\"%s_search\", rank) VALUES ('secure-delete', 1);\n",
      entity->name, entity->name, entity->name);
}

char *
kontor_ddl_dup_workspace (const KontorSchema *schema)
{
  GString *sql = g_string_new (workspace_tables);

  for (guint i = 0; i < schema->n_entities; i++)
    {
      g_autofree char *table = kontor_ddl_dup_table (schema->entities[i]);
      g_autofree char *search = kontor_ddl_dup_search (schema->entities[i]);

      g_string_append (sql, table);
      if (search != NULL)
        g_string_append (sql, search);
    }
  return g_string_free_and_steal (sql);
}

static gboolean
has_column (KontorDatabase *database, const char *table, const char *column)
{
  KontorStatement *statement = kontor_database_prepare (
      database, "SELECT 1 FROM pragma_table_info (?1) WHERE name = ?2", NULL);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_text (statement, 1, table);
  kontor_statement_bind_text (statement, 2, column);
  if (!kontor_statement_step (statement, &row, NULL))
    return FALSE;
  kontor_statement_reset (statement);
  return row;
}

static gboolean
has_table (KontorDatabase *database, const char *name)
{
  KontorStatement *statement = kontor_database_prepare (
      database, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1", NULL);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_text (statement, 1, name);
  if (!kontor_statement_step (statement, &row, NULL))
    return FALSE;
  kontor_statement_reset (statement);
  return row;
}

static gboolean
add_columns (KontorDatabase *database,
             const KontorEntity *entity,
             gboolean *searched,
             GError **error)
{
  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    {
      const KontorField *field = kontor_entity_get_field (entity, i);
      g_autofree char *before = g_strdup_printf ("ALTER TABLE \"%s\" ADD COLUMN ", entity->name);
      g_autoptr (GString) sql = g_string_new (NULL);

      if (has_column (database, entity->name, field->name))
        continue;
      append_columns (sql, field, before, ";\n");
      if (!kontor_database_exec (database, sql->str, error))
        return FALSE;
      *searched |= (field->flags & (KONTOR_SEARCH | KONTOR_TITLE)) != 0;
    }
  return TRUE;
}

static gboolean
make_search (KontorDatabase *database,
             const KontorEntity *entity,
             gboolean *searched,
             GError **error)
{
  g_autofree char *search = kontor_ddl_dup_search (entity);
  g_autofree char *name = g_strdup_printf ("%s_search", entity->name);

  if (search == NULL || has_table (database, name))
    return TRUE;
  *searched = TRUE;
  return kontor_database_exec (database, search, error);
}

static gboolean
migrate_entity (KontorDatabase *database,
                const KontorEntity *entity,
                GPtrArray *rebuild,
                GError **error)
{
  gboolean is_new = !has_table (database, entity->name), searched = FALSE;
  g_autofree char *table = kontor_ddl_dup_table (entity);
  g_autoptr (GString) indexes = g_string_new (NULL);

  if (is_new)
    return kontor_database_exec (database, table, error)
           && make_search (database, entity, &searched, error);
  append_indexes (indexes, entity);
  if (!add_columns (database, entity, &searched, error)
      || !kontor_database_exec (database, indexes->str, error)
      || !make_search (database, entity, &searched, error))
    return FALSE;
  if (searched)
    g_ptr_array_add (rebuild, (gpointer) entity);
  return TRUE;
}

gboolean
kontor_ddl_migrate (KontorDatabase *database,
                    const KontorSchema *schema,
                    GPtrArray *rebuild,
                    GError **error)
{
  g_autofree char *marks = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %u",
                                            KONTOR_APPLICATION_ID, schema->version);

  if (!kontor_database_exec (database, workspace_tables, error))
    return FALSE;
  for (guint i = 0; i < schema->n_entities; i++)
    if (!migrate_entity (database, schema->entities[i], rebuild, error))
      return FALSE;
  return kontor_database_exec (database, marks, error);
}

gboolean
kontor_ddl_migrate_records (KontorDatabase *database, const KontorSchema *schema, GError **error)
{
  for (guint i = 0; i < schema->n_entities; i++)
    {
      const KontorEntity *entity = schema->entities[i];
      g_autoptr (GString) table = g_string_new (NULL);
      gboolean searched = FALSE;

      append_table (table, entity);
      if (!kontor_database_exec (database, table->str, error)
          || !add_columns (database, entity, &searched, error))
        return FALSE;
    }
  return TRUE;
}
