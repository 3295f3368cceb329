/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "acts/kontor-acts-deals.h"

#include "model/entities/kontor-entities.h"
#include "sales/kontor-deal-move.h"
#include "words/kontor-format.h"
#include "words/kontor-phrases.h"

typedef struct
{
  GArray *deals; /* gint64 */
  KontorId stage;
  gint64 before;
  KontorDate today;
} Move;

static void
free_move (gpointer data)
{
  Move *move = data;
  g_array_unref (move->deals);
  g_free (move);
}

/* KontorId of each; NULL where one is gone. */
static GArray *
read_ids (KontorStore *store, const Move *move, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KontorId));
  for (guint i = 0; i < move->deals->len; i++)
    {
      KontorId id;
      if (!kontor_store_get_row_id (store, &kontor_entity_deal,
                                    g_array_index (move->deals, gint64, i), &id, error))
        return NULL;
      g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

/* One deal is called by its title. */
static char *
make_args (KontorStore *store, const Move *move)
{
  g_autoptr (KontorRecord) deal = NULL;
  if (move->deals->len == 1)
    deal = kontor_store_get_row (store, &kontor_entity_deal, g_array_index (move->deals, gint64, 0),
                                 NULL);
  return kontor_phrase_make_args (deal ? kontor_record_get_title (deal) : NULL, NULL,
                                  move->deals->len);
}

static gpointer
move_job (KontorStore *store, gpointer data, GError **error)
{
  Move *move = data;
  g_autofree char *args = make_args (store, move);
  KontorActInfo info = { "move", &kontor_entity_deal, KONTOR_ORIGIN_USER, args };
  g_autoptr (KontorAct) act = kontor_act_begin (store, &info, error);
  g_autoptr (GArray) ids = act ? read_ids (store, move, error) : NULL;
  KontorId before;
  gint64 entry;
  /* Where that has gone meanwhile: at the end. */
  gboolean has_before
      = move->before
        && kontor_store_get_row_id (store, &kontor_entity_deal, move->before, &before, NULL);
  if (ids == NULL
      || !kontor_deal_move (act, store, ids, &move->stage, has_before ? &before : NULL, move->today,
                            error)
      || !kontor_act_commit (g_steal_pointer (&act), &entry, error))
    return NULL;
  return kontor_outcome_new (store, entry, &g_array_index (ids, KontorId, 0), error);
}

DexFuture *
kontor_acts_move_deals (KontorWorkspace *workspace,
                        GArray *deals,
                        const KontorId *stage,
                        gint64 before)
{
  Move *move = g_new0 (Move, 1);
  move->deals = deals;
  move->stage = *stage;
  move->before = before;
  move->today = kontor_format_today ();
  return kontor_outcome_wrap (kontor_workspace_write (workspace, move_job, move, free_move,
                                                      (GDestroyNotify) kontor_outcome_unref));
}
