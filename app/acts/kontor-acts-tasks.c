/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "acts/kontor-acts-tasks.h"

#include "model/entities/kontor-entities.h"
#include "words/kontor-format.h"
#include "words/kontor-phrases.h"

/* What is to be changed in @task; NULL: nothing. */
typedef KontorFields *(*MakeChanges) (KontorRecord *task, gint64 now, KontorDate today);

typedef struct
{
  const char *verb;
  char *title;
  GArray *tasks; /* KontorRef */
  MakeChanges make_changes;
  KontorDate today;
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;
  g_free (work->title);
  g_array_unref (work->tasks);
  g_free (work);
}

static gboolean
change_task (KontorStore *store,
             KontorAct *act,
             const Work *work,
             const KontorRef *ref,
             GError **error)
{
  gint64 now = kontor_clock_now (kontor_store_get_clock (store));
  g_autoptr (KontorFields) changes = NULL;
  g_autoptr (KontorRecord) task = kontor_id_is_null (&ref->id)
                                      ? kontor_store_get_row (store, ref->entity, ref->rowid, error)
                                      : kontor_store_get (store, ref->entity, &ref->id, error);
  if (task == NULL)
    return FALSE;
  changes = work->make_changes (task, now, work->today);
  return changes == NULL || kontor_act_update (act, kontor_record_get_id (task), changes, error);
}

static gpointer
change_job (KontorStore *store, gpointer data, GError **error)
{
  Work *work = data;
  const KontorRef *first = &g_array_index (work->tasks, KontorRef, 0);
  g_autofree char *args = kontor_phrase_make_args (work->title, NULL, work->tasks->len);
  KontorActInfo info = { work->verb, &kontor_entity_task, KONTOR_ORIGIN_USER, args };
  g_autoptr (KontorAct) act = kontor_act_begin (store, &info, error);
  gint64 entry;
  if (act == NULL)
    return NULL;
  for (guint i = 0; i < work->tasks->len; i++)
    {
      if (i > 0)
        kontor_act_next_group (act);
      if (!change_task (store, act, work, &g_array_index (work->tasks, KontorRef, i), error))
        return NULL;
    }
  if (!kontor_act_commit (g_steal_pointer (&act), &entry, error))
    return NULL;
  return kontor_outcome_new (store, entry, kontor_id_is_null (&first->id) ? NULL : &first->id,
                             error);
}

static DexFuture *
change (KontorWorkspace *workspace,
        const char *verb,
        GArray *tasks,
        const char *title,
        MakeChanges make_changes)
{
  Work *work = g_new0 (Work, 1);
  g_return_val_if_fail (tasks->len > 0, NULL);
  work->verb = verb;
  work->title = g_strdup (title);
  work->tasks = tasks;
  work->make_changes = make_changes;
  work->today = kontor_format_today ();
  return kontor_outcome_wrap (kontor_workspace_write (workspace, change_job, work, free_work,
                                                      (GDestroyNotify) kontor_outcome_unref));
}

static gboolean
is_done (KontorRecord *task)
{
  return !kontor_value_is_none (kontor_record_get_value (task, "done_at"));
}

static KontorFields *
make_done (KontorRecord *task, gint64 now, KontorDate today)
{
  KontorFields *changes;
  if (is_done (task))
    return NULL;
  changes = kontor_fields_new (&kontor_entity_task);
  kontor_fields_take_named (changes, "done_at", kontor_value_integer (KONTOR_INSTANT, now));
  return changes;
}

static KontorFields *
make_open (KontorRecord *task, gint64 now, KontorDate today)
{
  KontorFields *changes;
  if (!is_done (task))
    return NULL;
  changes = kontor_fields_new (&kontor_entity_task);
  kontor_fields_take_named (changes, "done_at", KONTOR_VALUE_NONE);
  return changes;
}

static KontorFields *
make_later (KontorRecord *task, gint64 now, KontorDate today)
{
  const KontorValue *due_on = kontor_record_get_value (task, "due_on");
  KontorDate day
      = kontor_value_is_none (due_on) ? today : MAX ((KontorDate) due_on->integer, today);
  KontorFields *changes = kontor_fields_new (&kontor_entity_task);
  kontor_fields_take_named (changes, "due_on", kontor_value_integer (KONTOR_DATE, day + 1));
  return changes;
}

DexFuture *
kontor_acts_finish_tasks (KontorWorkspace *workspace,
                          GArray *tasks,
                          const char *title,
                          gboolean done)
{
  return change (workspace, done ? "complete" : "reopen", tasks, title,
                 done ? make_done : make_open);
}

DexFuture *
kontor_acts_snooze_tasks (KontorWorkspace *workspace, GArray *tasks, const char *title)
{
  return change (workspace, "snooze", tasks, title, make_later);
}
