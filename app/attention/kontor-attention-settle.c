/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "attention/kontor-attention.h"
#include "store/kontor-conflicts.h"
#include "store/kontor-outbox.h"
#include "util/kontor-error.h"
#include "words/kontor-phrases.h"

/* What the job needs of what is settled. */
typedef struct
{
  gint64 op;
  KontorId conflict;
  char *title;
  gboolean keep;
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  g_free (work->title);
  g_free (work);
}

static KontorAct *
begin_act (KontorStore *store,
           const Work *work,
           const char *verb,
           const KontorEntity *entity,
           GError **error)
{
  g_autofree char *args = kontor_phrase_make_args (work->title, NULL, 1);
  KontorActInfo info = { verb, entity, KONTOR_ORIGIN_USER, args };

  return kontor_act_begin (store, &info, error);
}

static KontorOutcome *
commit_act (KontorStore *store, KontorAct *act, const KontorId *id, GError **error)
{
  gint64 entry;

  return kontor_act_commit (act, &entry, error) ? kontor_outcome_new (store, entry, id, error)
                                                : NULL;
}

static KontorOutcome *
settle_conflict (KontorStore *store, const Work *work, GError **error)
{
  g_autoptr (KontorConflict) conflict = kontor_conflicts_get (store, &work->conflict, error);
  g_autoptr (KontorAct) act = NULL;

  if (conflict == NULL)
    return NULL;
  act = begin_act (store, work, work->keep ? "put-back" : "settle", conflict->entity, error);
  if (act == NULL || !kontor_conflict_settle (conflict, act, work->keep, error))
    return NULL;
  return commit_act (store, g_steal_pointer (&act), &conflict->record, error);
}

/* Borrowed from @ops. */
static const KontorOutboxOp *
find_refused (GArray *ops, gint64 op, GError **error)
{
  for (guint i = 0; i < ops->len; i++)
    if (g_array_index (ops, KontorOutboxOp, i).op == op)
      return &g_array_index (ops, KontorOutboxOp, i);
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND, "it has been seen to");
  return NULL;
}

static KontorOutcome *
do_again (KontorStore *store, const Work *work, GError **error)
{
  g_autoptr (GArray) ops = kontor_outbox_list_refused (store, error);
  const KontorOutboxOp *op = ops != NULL ? find_refused (ops, work->op, error) : NULL;
  g_autoptr (KontorAct) act = NULL;

  if (op == NULL)
    return NULL;
  act = begin_act (store, work, op->kind == KONTOR_CHANGE_INSERT ? "create" : "edit", op->entity,
                   error);
  if (act == NULL || !kontor_outbox_do_again (store, act, op, NULL, error))
    return NULL;
  return commit_act (store, g_steal_pointer (&act), &op->id, error);
}

/* The refusal is forgotten last: whoever loses power between the two finds it still there, which is
 * harmless, and never finds it gone with nothing done. */
static gpointer
settle_job (KontorStore *store, gpointer data, GError **error)
{
  const Work *work = data;
  g_autoptr (KontorOutcome) outcome = NULL;

  if (work->op == 0)
    return settle_conflict (store, work, error);
  outcome = work->keep ? do_again (store, work, error) : kontor_outcome_new (store, 0, NULL, error);
  if (outcome == NULL || !kontor_outbox_discard (store, work->op, error))
    return NULL;
  return g_steal_pointer (&outcome);
}

DexFuture *
kontor_attention_settle (KontorWorkspace *workspace, const KontorAttention *self, gboolean keep)
{
  Work *work = g_new0 (Work, 1);

  work->op = self->op;
  work->conflict = self->conflict;
  work->title = g_strdup (self->title);
  work->keep = keep;
  return kontor_outcome_wrap (kontor_workspace_write (workspace, settle_job, work, free_work,
                                                      (GDestroyNotify) kontor_outcome_unref));
}
