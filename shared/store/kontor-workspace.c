/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-workspace-private.h"

#include "store/kontor-store-private.h"
#include "util/kontor-error.h"

#include <gio/gio.h>

/* How often another program's writing is looked for: at most, and where the system doesn't tell. */
#define WATCH_MIN_MS 1000
#define WATCH_MAX_SECONDS 5

struct _KontorWorkspace
{
  GObject parent_instance;

  KontorWorkspaceCore *core;
  KontorJobQueue *writer; /* NULL once it is closed */
  KontorJobQueue *readers;
  KontorStore *peek; /* the main thread's */
  GSource *peeking;  /* ends the transaction that peeks share; NULL where there is none */
  gint peeked_at;    /* as many commits were told of when it began */
  GFileMonitor *monitor;
  guint backstop;
  guint watch; /* the source that looks soon; 0 where none is due */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KontorWorkspace, kontor_workspace, G_TYPE_OBJECT)

static void
end_peeking (KontorWorkspace *self)
{
  if (self->peeking == NULL)
    return;
  g_source_destroy (self->peeking);
  g_clear_pointer (&self->peeking, g_source_unref);
  kontor_database_rollback (kontor_store_get_database (self->peek));
}

static gboolean
peeked_cb (gpointer data)
{
  end_peeking (data);
  return G_SOURCE_REMOVE;
}

/* A page of a list is hundreds of rows, each with what it refers to: what is peeked at in one turn of
 * the loop shares a transaction, or a good part of the time went into its locks. It ends early where
 * something was committed since: who knows of that sees it. */
static void
begin_peeking (KontorWorkspace *self)
{
  gint n_told = g_atomic_int_get (&self->core->n_told);

  if (self->peeking != NULL && self->peeked_at == n_told)
    return;
  end_peeking (self);
  if (!kontor_database_begin_read (kontor_store_get_database (self->peek), NULL))
    return;
  self->peeked_at = n_told;
  self->peeking = g_idle_source_new ();
  /* Not above what it would keep from its turn, where somebody peeks again and again. */
  g_source_set_priority (self->peeking, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->peeking, peeked_cb, self, NULL);
  g_source_attach (self->peeking, g_main_context_get_thread_default ());
}

void
kontor_workspace_emit_changed (KontorWorkspace *self, KontorChangeSet *changes)
{
  end_peeking (self);
  if (self->peek != NULL)
    g_signal_emit (self, signals[CHANGED], 0, changes);
}

void
kontor_workspace_retell (KontorWorkspace *self)
{
  g_autoptr (KontorChangeSet) changes = kontor_change_set_new ();

  g_return_if_fail (KONTOR_IS_WORKSPACE (self));

  changes->everything = TRUE;
  kontor_workspace_emit_changed (self, changes);
}

static DexFuture *
push (KontorJobQueue *queue, KontorWorkspaceJob job)
{
  KontorWorkspaceJob *copy = g_memdup2 (&job, sizeof job);
  DexFuture *future = dex_ref (DEX_FUTURE (job.promise));

  if (queue == NULL || !kontor_job_queue_push (queue, copy))
    kontor_workspace_job_refuse (
        copy, g_error_new_literal (KONTOR_ERROR, KONTOR_ERROR_IO,
                                   "the workspace is closed, or has no threads"));
  return future;
}

DexFuture *
kontor_workspace_write (KontorWorkspace *self,
                        KontorJob job,
                        gpointer data,
                        GDestroyNotify data_free,
                        GDestroyNotify result_free)
{
  g_return_val_if_fail (KONTOR_IS_WORKSPACE (self), NULL);

  return push (self->writer, (KontorWorkspaceJob) {
                                 .job = job,
                                 .data = data,
                                 .data_free = data_free,
                                 .result_free = result_free,
                                 .promise = dex_promise_new (),
                             });
}

DexFuture *
kontor_workspace_read (KontorWorkspace *self,
                       KontorJob job,
                       gpointer data,
                       GDestroyNotify data_free,
                       GDestroyNotify result_free)
{
  return kontor_workspace_read_until (self, NULL, job, data, data_free, result_free);
}

DexFuture *
kontor_workspace_read_until (KontorWorkspace *self,
                             GCancellable *cancellable,
                             KontorJob job,
                             gpointer data,
                             GDestroyNotify data_free,
                             GDestroyNotify result_free)
{
  g_return_val_if_fail (KONTOR_IS_WORKSPACE (self), NULL);

  return push (self->readers, (KontorWorkspaceJob) {
                                  .job = job,
                                  .data = data,
                                  .data_free = data_free,
                                  .result_free = result_free,
                                  .cancellable = cancellable ? g_object_ref (cancellable) : NULL,
                                  .promise = dex_promise_new (),
                              });
}

static gpointer
look_job (KontorStore *store, gpointer data, GError **error)
{
  kontor_workspace_core_look (data, store);
  return NULL;
}

static void
look_for_others (KontorWorkspace *self)
{
  /* Nothing can go wrong with it that the next write would not tell. */
  dex_unref (kontor_workspace_write (self, look_job, kontor_workspace_core_ref (self->core),
                                     (GDestroyNotify) kontor_workspace_core_unref, NULL));
}

static gboolean
look_in_time (gpointer data)
{
  KontorWorkspace *self = data;

  self->watch = 0;
  look_for_others (self);
  return G_SOURCE_REMOVE;
}

static gboolean
look_again (gpointer data)
{
  look_for_others (data);
  return G_SOURCE_CONTINUE;
}

/* Own writing is seen here as well, so this looks at most once in a while. */
static void
log_changed_cb (KontorWorkspace *self)
{
  if (self->watch == 0)
    self->watch = g_timeout_add (WATCH_MIN_MS, look_in_time, self);
}

static void
start_watching (KontorWorkspace *self)
{
  g_autofree char *path = g_strconcat (self->core->path, "-wal", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (log_changed_cb), self,
                             G_CONNECT_SWAPPED);
  self->backstop = g_timeout_add_seconds (WATCH_MAX_SECONDS, look_again, self);
}

static void
stop_watching (KontorWorkspace *self)
{
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_handle_id (&self->backstop, g_source_remove);
  g_clear_handle_id (&self->watch, g_source_remove);
}

/* Opening may have to make or to migrate a file: that is not for the main thread, nor is opening
 * the connection it reads by. */
static gpointer
open_job (KontorStore *store, gpointer data, GError **error)
{
  const KontorWorkspaceCore *core = data;

  return kontor_store_open (core->path, core->schema, core->clock, KONTOR_STORE_READ_ONLY, error);
}

static DexFuture *
opened_cb (DexFuture *future, gpointer user_data)
{
  KontorWorkspace *self = user_data;

  self->peek = kontor_job_steal_result (future, NULL);
  start_watching (self);
  return dex_future_new_for_object (self);
}

DexFuture *
kontor_workspace_open (const char *path,
                       const KontorSchema *schema,
                       KontorClock *clock,
                       KontorStoreFlags flags)
{
  KontorWorkspace *self = g_object_new (KONTOR_TYPE_WORKSPACE, NULL);
  DexFuture *opened;

  self->core = kontor_workspace_core_new (path, schema, clock, flags);
  g_weak_ref_set (&self->core->workspace, self);
  self->writer = kontor_workspace_core_start_writer (self->core);
  self->readers = kontor_workspace_core_start_readers (self->core);
  opened = kontor_workspace_write (self, open_job, kontor_workspace_core_ref (self->core),
                                   (GDestroyNotify) kontor_workspace_core_unref,
                                   (GDestroyNotify) kontor_store_close);
  return dex_future_then (opened, opened_cb, self, g_object_unref);
}

static gpointer
close_store_job (KontorStore *store, gpointer data, GError **error)
{
  kontor_store_close (data);
  return NULL;
}

/* The last connection to close writes the log into the file, which takes time: the writer's. */
static void
close_all (KontorWorkspace *self)
{
  stop_watching (self);
  end_peeking (self);
  if (self->peek != NULL)
    dex_unref (
        kontor_workspace_write (self, close_store_job, g_steal_pointer (&self->peek), NULL, NULL));
  g_clear_pointer (&self->readers, kontor_job_queue_close);
  g_clear_pointer (&self->writer, kontor_job_queue_close);
}

DexFuture *
kontor_workspace_close (KontorWorkspace *self)
{
  g_return_val_if_fail (KONTOR_IS_WORKSPACE (self), NULL);

  close_all (self);
  return dex_ref (DEX_FUTURE (self->core->closed));
}

KontorRecord *
kontor_workspace_peek (KontorWorkspace *self, const KontorEntity *entity, gint64 rowid)
{
  g_return_val_if_fail (KONTOR_IS_WORKSPACE (self), NULL);

  if (self->peek == NULL)
    return NULL;
  begin_peeking (self);
  return kontor_store_get_row (self->peek, entity, rowid, NULL);
}

KontorRecord *
kontor_workspace_peek_id (KontorWorkspace *self, const KontorEntity *entity, const KontorId *id)
{
  g_return_val_if_fail (KONTOR_IS_WORKSPACE (self), NULL);

  if (self->peek == NULL)
    return NULL;
  begin_peeking (self);
  return kontor_store_get (self->peek, entity, id, NULL);
}

char *
kontor_workspace_peek_part_text (KontorWorkspace *self,
                                 const KontorEntity *part,
                                 guint parent,
                                 guint field,
                                 const KontorId *id)
{
  g_return_val_if_fail (KONTOR_IS_WORKSPACE (self), NULL);

  return self->peek == NULL ? NULL
                            : kontor_store_dup_part_text (self->peek, part, parent, field, id);
}

const char *
kontor_workspace_peek_currency (KontorWorkspace *self)
{
  g_return_val_if_fail (KONTOR_IS_WORKSPACE (self), NULL);

  if (self->peek == NULL)
    return NULL;
  /* Written since this store read them, if only by who made the workspace, and nobody tells of it:
   * what other peeks share may have begun before. What can't be read stays as it was. */
  end_peeking (self);
  kontor_store_read_settings (self->peek, NULL);
  return kontor_store_get_currency (self->peek);
}

const KontorSchema *
kontor_workspace_get_schema (KontorWorkspace *self)
{
  g_return_val_if_fail (KONTOR_IS_WORKSPACE (self), NULL);

  return self->core->schema;
}

const char *
kontor_workspace_get_path (KontorWorkspace *self)
{
  g_return_val_if_fail (KONTOR_IS_WORKSPACE (self), NULL);

  return self->core->path;
}

static void
kontor_workspace_dispose (GObject *object)
{
  KontorWorkspace *self = KONTOR_WORKSPACE (object);

  if (self->core != NULL)
    close_all (self);

  G_OBJECT_CLASS (kontor_workspace_parent_class)->dispose (object);
}

static void
kontor_workspace_finalize (GObject *object)
{
  KontorWorkspace *self = KONTOR_WORKSPACE (object);

  g_clear_pointer (&self->core, kontor_workspace_core_unref);

  G_OBJECT_CLASS (kontor_workspace_parent_class)->finalize (object);
}

static void
kontor_workspace_class_init (KontorWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kontor_workspace_dispose;
  object_class->finalize = kontor_workspace_finalize;

  /**
   * KontorWorkspace::changed:
   * @changes: (type gpointer): KontorChangeSet
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
kontor_workspace_init (KontorWorkspace *self)
{
}
