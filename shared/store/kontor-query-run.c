/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-query-private.h"

#include "store/kontor-search-terms.h"

/* What has no search table, and what lies in the trash, is found by its title. */
static void
append_title_search (KontorQuerySql *sql,
                     const KontorEntity *entity,
                     const KontorSearchTerms *terms)
{
  for (guint i = 0; i < terms->words->len; i++)
    {
      kontor_query_sql_append (sql, " AND instr (");
      kontor_query_sql_append_key (sql, entity, KONTOR_EXPR_TITLE, "t");
      kontor_query_sql_append (sql, ", ");
      kontor_query_sql_append_text (sql, terms->words->pdata[i]);
      kontor_query_sql_append (sql, ") > 0");
    }
}

static void
append_search (const KontorQuery *self, KontorQuerySql *sql)
{
  const char *name = self->entity->name;
  g_auto (KontorSearchTerms) terms = { 0 };

  kontor_search_terms_init (&terms, self->search);
  if (terms.match == NULL)
    return;
  if (!kontor_entity_is_searchable (self->entity) || self->trash)
    {
      append_title_search (sql, self->entity, &terms);
      return;
    }
  if (sql->single_row)
    kontor_query_sql_append (sql,
                             " AND EXISTS (SELECT 1 FROM \"%s_search\" AS s "
                             "WHERE s.rowid = t.rowid AND s.\"%s_search\" MATCH ",
                             name, name);
  else
    kontor_query_sql_append (sql,
                             " AND t.rowid IN (SELECT s.rowid FROM \"%s_search\" AS s "
                             "WHERE s.\"%s_search\" MATCH ",
                             name, name);
  kontor_query_sql_append_text (sql, terms.match);
  kontor_query_sql_append (sql, ")");
}

gboolean
kontor_query_append_rows (const KontorQuery *self, KontorQuerySql *sql, GError **error)
{
  kontor_query_sql_append (sql, " FROM \"%s\" AS t WHERE t.deleted_at IS %s", self->entity->name,
                           self->trash ? "NOT NULL" : "NULL");
  if (self->search != NULL)
    append_search (self, sql);
  if (self->ids != NULL)
    {
      kontor_query_sql_append (sql, " AND t.id %sIN (SELECT unhex (value) FROM json_each (",
                               self->except_ids ? "NOT " : "");
      kontor_query_sql_append_text (sql, self->ids);
      kontor_query_sql_append (sql, "))");
    }
  if (self->expr == NULL)
    return TRUE;
  kontor_query_sql_append (sql, " AND ");
  return kontor_query_sql_append_expr (sql, self->expr, "t", error);
}

static KontorStatement *
prepare_rows (const KontorQuery *self, KontorStore *store, KontorQuerySql *sql, GError **error)
{
  kontor_query_sql_init (sql, store, self->zone);
  kontor_query_sql_append (sql, "SELECT t.rowid");
  if (!kontor_query_append_rows (self, sql, error))
    return NULL;
  kontor_query_sql_append (sql, " ORDER BY ");
  kontor_query_sort_append (self->sort, sql, "t");
  if (self->limit > 0)
    {
      kontor_query_sql_append (sql, " LIMIT ");
      kontor_query_sql_append_integer (sql, self->limit);
    }
  return kontor_query_sql_prepare (sql, error);
}

gboolean
kontor_query_each (const KontorQuery *self,
                   KontorStore *store,
                   KontorQueryFunc func,
                   gpointer user_data,
                   GError **error)
{
  g_auto (KontorQuerySql) sql = { 0 };
  KontorStatement *statement = prepare_rows (self, store, &sql, error);
  gboolean row = statement != NULL;

  if (statement == NULL)
    return FALSE;
  while (TRUE)
    {
      if (!kontor_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      if (!func (kontor_statement_get_int (statement, 0), user_data))
        break;
    }
  kontor_statement_reset (statement);
  return TRUE;
}

static gboolean
append_rowid (gint64 rowid, gpointer user_data)
{
  g_array_append_val ((GArray *) user_data, rowid);
  return TRUE;
}

gboolean
kontor_query_collect (const KontorQuery *self, KontorStore *store, GArray *rowids, GError **error)
{
  return kontor_query_each (self, store, append_rowid, rowids, error);
}

/* The one number a statement answers, -1 on an error. */
static gint64
read_number (KontorStatement *statement, GError **error)
{
  gint64 number = 0;
  gboolean row;

  if (statement == NULL || !kontor_statement_step (statement, &row, error))
    return -1;
  if (!row)
    return 0;
  number = kontor_statement_get_int (statement, 0);
  kontor_statement_reset (statement);
  return number;
}

gint64
kontor_query_count (const KontorQuery *self, KontorStore *store, GError **error)
{
  g_auto (KontorQuerySql) sql = { 0 };

  kontor_query_sql_init (&sql, store, self->zone);
  kontor_query_sql_append (&sql, "SELECT count(*)");
  if (!kontor_query_append_rows (self, &sql, error))
    return -1;
  return read_number (kontor_query_sql_prepare (&sql, error), error);
}

gboolean
kontor_query_matches_row (const KontorQuery *self, KontorStore *store, gint64 rowid, GError **error)
{
  g_auto (KontorQuerySql) sql = { 0 };

  kontor_query_sql_init (&sql, store, self->zone);
  sql.single_row = TRUE;
  kontor_query_sql_append (&sql, "SELECT 1");
  if (!kontor_query_append_rows (self, &sql, error))
    return FALSE;
  kontor_query_sql_append (&sql, " AND t.rowid = ");
  kontor_query_sql_append_integer (&sql, rowid);
  return read_number (kontor_query_sql_prepare (&sql, error), error) == 1;
}
