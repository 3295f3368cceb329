/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sales/kontor-deal-move.h"

#include "model/kontor-rank.h"

typedef struct
{
  KontorAct *act;
  KontorStore *store;
  const KontorEntity *deal;
  const KontorId *stage;
  gboolean closes;
  KontorDate today;
} Move;

static char *
get_rank (KontorDatabase *database,
          const char *sql,
          const KontorId *stage,
          const char *rank,
          GError **error)
{
  KontorStatement *statement = kontor_database_prepare (database, sql, error);
  char *found = NULL;
  gboolean row;

  if (statement == NULL)
    return NULL;
  kontor_statement_bind_id (statement, 1, stage);
  kontor_statement_bind_text (statement, 2, rank);
  if (!kontor_statement_step (statement, &row, error) || !row)
    return NULL;
  found = g_strdup (kontor_statement_get_text (statement, 0));
  kontor_statement_reset (statement);
  return found;
}

static char *
get_rank_of (Move *self, const KontorId *id, GError **error)
{
  g_autoptr (KontorRecord) record = kontor_store_get (self->store, self->deal, id, error);

  return record == NULL ? NULL : g_strdup (kontor_record_get_text (record, "rank"));
}

/* Deals that came by an import or from another program may have no place in their stage. */
static gboolean
give_places (Move *self, GError **error)
{
  KontorDatabase *database = kontor_store_get_database (self->store);
  KontorStatement *statement = kontor_database_prepare (
      database,
      "SELECT id FROM deal WHERE stage = ?1 AND rank IS NULL AND deleted_at IS NULL ORDER BY rowid",
      error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KontorId));
  g_autofree char *last = NULL;
  gboolean row;

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_id (statement, 1, self->stage);
  while (TRUE)
    {
      KontorId id;

      if (!kontor_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        break;
      if (kontor_statement_get_id (statement, 0, &id))
        g_array_append_val (ids, id);
    }
  last = get_rank (database, "SELECT max (rank) FROM deal WHERE stage = ?1 AND deleted_at IS NULL",
                   self->stage, NULL, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (KontorFields) changes = kontor_fields_new (self->deal);
      char *rank = kontor_rank_between (last, NULL, kontor_store_get_clock (self->store));

      g_free (last);
      last = g_strdup (rank);
      kontor_fields_take_named (changes, "rank", kontor_value_take_text (KONTOR_RANK, rank));
      if (!kontor_act_update (self->act, &g_array_index (ids, KontorId, i), changes, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
place_deal (Move *self, const KontorId *id, const char *rank, GError **error)
{
  g_autoptr (KontorFields) changes = kontor_fields_new (self->deal);
  g_autoptr (KontorRecord) record = kontor_store_get (self->store, self->deal, id, error);

  if (record == NULL)
    return FALSE;
  kontor_fields_set_ref (changes, "stage", self->stage);
  kontor_fields_take_named (changes, "rank", kontor_value_text (KONTOR_RANK, rank));
  if (!self->closes)
    {
      kontor_fields_take_named (changes, "closed_on", KONTOR_VALUE_NONE);
      kontor_fields_take_named (changes, "lost_reason", KONTOR_VALUE_NONE);
    }
  else if (kontor_value_is_none (kontor_record_get_value (record, "closed_on")))
    kontor_fields_take_named (changes, "closed_on",
                              kontor_value_integer (KONTOR_DATE, self->today));
  return kontor_act_update (self->act, id, changes, error);
}

static gboolean
find_stage (Move *self, GError **error)
{
  const KontorEntity *stage = kontor_schema_find (kontor_store_get_schema (self->store), "stage");
  g_autoptr (KontorRecord) record = kontor_store_get (self->store, stage, self->stage, error);

  if (record == NULL)
    return FALSE;
  self->closes = g_strcmp0 (kontor_record_get_text (record, "kind"), "open") != 0;
  return TRUE;
}

/* Between which keys: @after is the one of @before, @left that of its neighbour in front. The moved
 * deals themselves may be that neighbour; a key after their own is as good. */
static void
find_gap (Move *self, const KontorId *before, char **left, char **right)
{
  KontorDatabase *database = kontor_store_get_database (self->store);

  *right = before == NULL ? NULL : get_rank_of (self, before, NULL);
  *left = *right == NULL
              ? get_rank (database,
                          "SELECT max (rank) FROM deal WHERE stage = ?1 AND deleted_at IS NULL",
                          self->stage, NULL, NULL)
              : get_rank (database,
                          "SELECT max (rank) FROM deal WHERE stage = ?1 AND rank < ?2 "
                          "AND deleted_at IS NULL",
                          self->stage, *right, NULL);
}

gboolean
kontor_deal_move (KontorAct *act,
                  KontorStore *store,
                  GArray *deals,
                  const KontorId *stage,
                  const KontorId *before,
                  KontorDate today,
                  GError **error)
{
  Move move = {
    .act = act,
    .store = store,
    .deal = kontor_schema_find (kontor_store_get_schema (store), "deal"),
    .stage = stage,
    .today = today,
  };
  g_autofree char *left = NULL, *right = NULL;

  if (!find_stage (&move, error) || !give_places (&move, error))
    return FALSE;
  find_gap (&move, before, &left, &right);
  for (guint i = 0; i < deals->len; i++)
    {
      char *rank = kontor_rank_between (left, right, kontor_store_get_clock (store));

      g_free (left);
      left = rank;
      if (!place_deal (&move, &g_array_index (deals, KontorId, i), rank, error))
        return FALSE;
    }
  return TRUE;
}
