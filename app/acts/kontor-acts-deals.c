/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "acts/kontor-acts-deals.h"

#include "model/entities/kontor-entities.h"
#include "sales/kontor-deal-move.h"
#include "words/kontor-format.h"
#include "words/kontor-phrases.h"

typedef struct
{
  GArray *deals;
  KontorId stage;
  KontorId before;
  gboolean has_before;
  KontorDate today;
} Move;

static void
free_move (gpointer data)
{
  Move *move = data;
  g_array_unref (move->deals);
  g_free (move);
}

/* One deal is called by its title. */
static char *
make_args (KontorStore *store, const Move *move)
{
  g_autoptr (KontorRecord) deal = NULL;
  if (move->deals->len == 1)
    deal = kontor_store_get (store, &kontor_entity_deal, &g_array_index (move->deals, KontorId, 0),
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
  const KontorId *before = move->has_before ? &move->before : NULL;
  gint64 entry;
  if (act == NULL
      || !kontor_deal_move (act, store, move->deals, &move->stage, before, move->today, error)
      || !kontor_act_commit (g_steal_pointer (&act), &entry, error))
    return NULL;
  return kontor_outcome_new (store, entry, &g_array_index (move->deals, KontorId, 0), error);
}

DexFuture *
kontor_acts_move_deals (KontorWorkspace *workspace,
                        GArray *deals,
                        const KontorId *stage,
                        const KontorId *before)
{
  Move *move = g_new0 (Move, 1);
  move->deals = deals;
  move->stage = *stage;
  move->has_before = before != NULL;
  if (before)
    move->before = *before;
  move->today = kontor_format_today ();
  return kontor_outcome_wrap (kontor_workspace_write (workspace, move_job, move, free_move,
                                                      (GDestroyNotify) kontor_outcome_unref));
}
