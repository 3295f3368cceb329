/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sales/kontor-deal-tags.h"

static const char tags_sql[] = "SELECT g.deal, group_concat (t.name, ' · ' ORDER BY t.name COLLATE "
                               "NOCASE) FROM tagging AS g "
                               "JOIN tag AS t ON t.id = g.tag AND t.deleted_at IS NULL "
                               "WHERE g.deal IS NOT NULL AND g.deleted_at IS NULL GROUP BY g.deal";

GHashTable *
kontor_deal_tags_load (KontorStore *store, GError **error)
{
  KontorStatement *statement
      = kontor_database_prepare (kontor_store_get_database (store), tags_sql, error);
  g_autoptr (GHashTable) tags
      = g_hash_table_new_full (kontor_id_hash, kontor_id_equal_func, g_free, g_free);
  KontorId deal;
  gboolean row;

  if (statement == NULL)
    return NULL;
  while (TRUE)
    {
      if (!kontor_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&tags);
      if (kontor_statement_get_id (statement, 0, &deal))
        g_hash_table_insert (tags, kontor_id_copy (&deal),
                             g_strdup (kontor_statement_get_text (statement, 1)));
    }
}
