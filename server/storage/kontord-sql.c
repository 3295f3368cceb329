/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-sql.h"

static void
bind_value (KontorStatement *statement, int parameter, const KontordSqlValue *value)
{
  switch (value->kind)
    {
    case KONTORD_SQL_INT:
      kontor_statement_bind_int (statement, parameter, value->integer);
      break;
    case KONTORD_SQL_TEXT:
      kontor_statement_bind_text (statement, parameter, value->data);
      break;
    case KONTORD_SQL_BLOB:
      kontor_statement_bind_blob (statement, parameter, value->data, value->length);
      break;
    case KONTORD_SQL_NULL:
    default:
      break; /* what parameters are until they are bound */
    }
}

KontorStatement *
kontord_sql_prepare_values (KontorDatabase *database,
                            GError **error,
                            const char *sql,
                            guint n_values,
                            const KontordSqlValue *values)
{
  KontorStatement *statement = kontor_database_prepare (database, sql, error);

  for (guint i = 0; statement != NULL && i < n_values; i++)
    bind_value (statement, i + 1, &values[i]);
  return statement;
}

gboolean
kontord_sql_run_values (KontorDatabase *database,
                        GError **error,
                        const char *sql,
                        guint n_values,
                        const KontordSqlValue *values)
{
  KontorStatement *statement = kontord_sql_prepare_values (database, error, sql, n_values, values);

  return statement != NULL && kontor_statement_run (statement, error);
}

gboolean
kontord_sql_first_values (KontorDatabase *database,
                          KontorStatement **row,
                          GError **error,
                          const char *sql,
                          guint n_values,
                          const KontordSqlValue *values)
{
  KontorStatement *statement = kontord_sql_prepare_values (database, error, sql, n_values, values);
  gboolean is_there;

  *row = NULL;
  if (statement == NULL || !kontor_statement_step (statement, &is_there, error))
    return FALSE;
  if (is_there)
    *row = statement;
  return TRUE;
}
