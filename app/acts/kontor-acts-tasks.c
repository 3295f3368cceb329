/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "acts/kontor-acts-tasks.h"

#include "model/entities/kontor-entities.h"
#include "words/kontor-format.h"
#include "words/kontor-phrases.h"

typedef struct
{
  const char *verb;
  char *args;
  KontorId task;
  KontorFields *changes;
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;
  g_free (work->args);
  kontor_fields_free (work->changes);
  g_free (work);
}

static gpointer
change_job (KontorStore *store, gpointer data, GError **error)
{
  Work *work = data;
  KontorActInfo info = { work->verb, &kontor_entity_task, KONTOR_ORIGIN_USER, work->args };
  g_autoptr (KontorAct) act = kontor_act_begin (store, &info, error);
  gint64 entry;
  if (act == NULL || !kontor_act_update (act, &work->task, work->changes, error)
      || !kontor_act_commit (g_steal_pointer (&act), &entry, error))
    return NULL;
  return kontor_outcome_new (store, entry, &work->task, error);
}

static DexFuture *
change (KontorWorkspace *workspace,
        const char *verb,
        const KontorId *task,
        const char *title,
        KontorFields *changes)
{
  Work *work = g_new0 (Work, 1);
  work->verb = verb;
  work->args = kontor_phrase_make_args (title, NULL, 1);
  work->task = *task;
  work->changes = changes;
  return kontor_outcome_wrap (kontor_workspace_write (workspace, change_job, work, free_work,
                                                      (GDestroyNotify) kontor_outcome_unref));
}

DexFuture *
kontor_acts_finish_task (KontorWorkspace *workspace,
                         const KontorId *task,
                         const char *title,
                         gboolean done)
{
  KontorFields *changes = kontor_fields_new (&kontor_entity_task);
  gint64 now = g_get_real_time () / 1000;
  kontor_fields_take_named (changes, "done_at",
                            done ? kontor_value_integer (KONTOR_INSTANT, now) : KONTOR_VALUE_NONE);
  return change (workspace, done ? "complete" : "reopen", task, title, changes);
}

DexFuture *
kontor_acts_snooze_task (KontorWorkspace *workspace,
                         const KontorId *task,
                         const char *title,
                         KontorDate due_on)
{
  KontorFields *changes = kontor_fields_new (&kontor_entity_task);
  KontorDate day = MAX (due_on, kontor_format_today ()) + 1;
  kontor_fields_take_named (changes, "due_on", kontor_value_integer (KONTOR_DATE, day));
  return change (workspace, "snooze", task, title, changes);
}
