/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sales/kontor-quiet-deals.h"

#define DAY_MS G_GINT64_CONSTANT (86400000)

/* The last thing that happened, in milliseconds: an activity, else the day the deal was opened. */
#define LAST_HAPPENED                                                                              \
  "coalesce ((SELECT max (at) FROM activity WHERE deal = d.id AND deleted_at IS NULL), "           \
  "d.opened_on * 86400000)"

static const char list_sql[]
    = "SELECT d.rowid, d.id, " LAST_HAPPENED
      " AS last FROM deal AS d JOIN stage AS s ON s.id = d.stage "
      "WHERE d.deleted_at IS NULL AND s.kind = 'open' "
      "AND last < ?1 - coalesce (s.rots_after, ?2) * 86400000 "
      "AND NOT EXISTS (SELECT 1 FROM task WHERE deal = d.id AND done_at IS NULL "
      "AND deleted_at IS NULL) ORDER BY last, d.rowid LIMIT ?3";

static KontorStatement *
prepare_list (KontorStore *store, gint64 now, gint64 limit, GError **error)
{
  KontorStatement *statement
      = kontor_database_prepare (kontor_store_get_database (store), list_sql, error);

  if (statement == NULL)
    return NULL;
  kontor_statement_bind_int (statement, 1, now);
  kontor_statement_bind_int (statement, 2, KONTOR_QUIET_DAYS);
  kontor_statement_bind_int (statement, 3, limit);
  return statement;
}

static gboolean
collect_rowids (KontorStore *store, gint64 now, guint limit, GArray *rowids, GError **error)
{
  KontorStatement *statement = prepare_list (store, now, limit, error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  while (TRUE)
    {
      gint64 rowid;

      if (!kontor_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      rowid = kontor_statement_get_int (statement, 0);
      g_array_append_val (rowids, rowid);
    }
}

GPtrArray *
kontor_quiet_deals_list (KontorStore *store, gint64 now, guint limit, GError **error)
{
  const KontorEntity *deal = kontor_schema_find (kontor_store_get_schema (store), "deal");
  g_autoptr (GArray) rowids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) deals = g_ptr_array_new_with_free_func (g_object_unref);

  if (!collect_rowids (store, now, limit, rowids, error))
    return NULL;
  for (guint i = 0; i < rowids->len; i++)
    {
      KontorRecord *record
          = kontor_store_get_row (store, deal, g_array_index (rowids, gint64, i), error);

      if (record == NULL)
        return NULL;
      g_ptr_array_add (deals, record);
    }
  return g_steal_pointer (&deals);
}

GHashTable *
kontor_quiet_deals_load (KontorStore *store, gint64 now, GError **error)
{
  KontorStatement *statement = prepare_list (store, now, -1, error);
  g_autoptr (GHashTable) days
      = g_hash_table_new_full (kontor_id_hash, kontor_id_equal_func, g_free, NULL);
  KontorId deal;
  gboolean row;

  if (statement == NULL)
    return NULL;
  while (TRUE)
    {
      if (!kontor_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&days);
      if (kontor_statement_get_id (statement, 1, &deal))
        g_hash_table_insert (
            days, kontor_id_copy (&deal),
            GINT_TO_POINTER ((now - kontor_statement_get_int (statement, 2)) / DAY_MS));
    }
}
