/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-workspace-private.h"

#include "store/kontor-store-private.h"

/* Two: a long list does not keep a search waiting. */
#define N_READERS 2
#define N_QUEUES 2 /* the writer's and the readers' */

KontorWorkspaceCore *
kontor_workspace_core_new (const char *path,
                           const KontorSchema *schema,
                           KontorClock *clock,
                           KontorStoreFlags flags)
{
  KontorWorkspaceCore *self = g_atomic_rc_box_new0 (KontorWorkspaceCore);

  self->path = g_strdup (path);
  self->schema = schema;
  self->clock = clock;
  self->flags = flags;
  self->context = g_main_context_ref_thread_default ();
  self->closed = dex_promise_new ();
  self->n_queues = N_QUEUES;
  g_weak_ref_init (&self->workspace, NULL);
  return self;
}

static void
clear_core (gpointer data)
{
  KontorWorkspaceCore *self = data;

  g_weak_ref_clear (&self->workspace);
  dex_clear (&self->closed);
  g_main_context_unref (self->context);
  g_free (self->path);
}

KontorWorkspaceCore *
kontor_workspace_core_ref (KontorWorkspaceCore *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
kontor_workspace_core_unref (KontorWorkspaceCore *self)
{
  g_atomic_rc_box_release_full (self, clear_core);
}

typedef struct
{
  KontorWorkspaceCore *core;
  KontorChangeSet *changes;
} Message;

static void
free_message (gpointer data)
{
  Message *message = data;

  kontor_workspace_core_unref (message->core);
  kontor_change_set_unref (message->changes);
  g_free (message);
}

static gboolean
deliver (gpointer data)
{
  Message *message = data;
  g_autoptr (KontorWorkspace) workspace = g_weak_ref_get (&message->core->workspace);

  if (workspace != NULL)
    kontor_workspace_emit_changed (workspace, message->changes);
  return G_SOURCE_REMOVE;
}

/* Always from the loop: nobody is told of a change in the middle of what they do. */
static void
tell (KontorWorkspaceCore *self, KontorChangeSet *changes)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Message *message = g_new (Message, 1);

  /* Before anybody can know of it. */
  g_atomic_int_inc (&self->n_told);
  message->core = kontor_workspace_core_ref (self);
  message->changes = kontor_change_set_ref (changes);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver, message, free_message);
  g_source_attach (source, self->context);
}

static void
tell_committed (KontorStore *store, KontorChangeSet *changes, gpointer core)
{
  tell (core, changes);
}

void
kontor_workspace_core_look (KontorWorkspaceCore *self, KontorStore *store)
{
  gint64 version = kontor_database_get_data_version (kontor_store_get_database (store));
  g_autoptr (KontorChangeSet) changes = NULL;

  if (version == self->data_version)
    return;
  self->data_version = version;
  changes = kontor_change_set_new ();
  changes->everything = TRUE;
  tell (self, changes);
}

static KontorStore *
open_store (KontorWorkspaceCore *self, KontorStoreFlags flags, GError **error)
{
  return kontor_store_open (self->path, self->schema, self->clock, flags, error);
}

/* A thread opens its store with its first job. */
static void
run_write (gpointer job, gpointer *own, gpointer user_data)
{
  KontorWorkspaceCore *self = user_data;
  GError *error = NULL;

  if (*own == NULL && (*own = open_store (self, self->flags, &error)) != NULL)
    {
      self->data_version = kontor_database_get_data_version (kontor_store_get_database (*own));
      kontor_store_set_listener (*own, tell_committed, self);
    }
  /* What can't be read stays as it was: who writes is told then. */
  if (*own != NULL)
    kontor_store_read_settings (*own, NULL);
  kontor_workspace_job_run (job, *own, error);
}

/* The writer may have changed the settings since this store read them. */
static void
run_read (gpointer job, gpointer *own, gpointer user_data)
{
  GError *error = NULL;

  if (*own == NULL)
    *own = open_store (user_data, KONTOR_STORE_READ_ONLY, &error);
  else
    kontor_store_read_settings (*own, NULL);
  kontor_workspace_job_run (job, *own, error);
}

static void
leave (gpointer own, gpointer user_data)
{
  if (own != NULL)
    kontor_store_close (own);
}

static void
end (gpointer user_data)
{
  KontorWorkspaceCore *self = user_data;

  if (g_atomic_int_dec_and_test (&self->n_queues))
    dex_promise_resolve_boolean (self->closed, TRUE);
  kontor_workspace_core_unref (self);
}

static KontorJobQueue *
start (KontorWorkspaceCore *self, guint n_threads, KontorJobRun run)
{
  KontorJobQueue *queue
      = kontor_job_queue_new (n_threads, run, leave, end, kontor_workspace_core_ref (self));

  if (queue == NULL)
    end (self);
  return queue;
}

KontorJobQueue *
kontor_workspace_core_start_writer (KontorWorkspaceCore *self)
{
  return start (self, 1, run_write);
}

KontorJobQueue *
kontor_workspace_core_start_readers (KontorWorkspaceCore *self)
{
  return start (self, N_READERS, run_read);
}
