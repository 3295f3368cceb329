/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-job-queue.h"
#include "store/kontor-workspace.h"

G_BEGIN_DECLS

/**
 * KontorWorkspaceCore:
 *
 * What the threads of a workspace share; it outlives the object until the last of them has ended.
 */
typedef struct
{
  char *path;
  const KontorSchema *schema;
  KontorClock *clock;
  KontorStoreFlags flags;
  GMainContext *context; /* of the thread that opened it */
  GWeakRef workspace;
  gint64 data_version; /* the writer's thread alone */
  DexPromise *closed;
  gint n_queues; /* that have not ended yet; atomic */
  gint n_told;   /* commits that were told of; atomic */
} KontorWorkspaceCore;

KontorWorkspaceCore *kontor_workspace_core_new (const char *path,
                                                const KontorSchema *schema,
                                                KontorClock *clock,
                                                KontorStoreFlags flags);
KontorWorkspaceCore *kontor_workspace_core_ref (KontorWorkspaceCore *self);
void kontor_workspace_core_unref (KontorWorkspaceCore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorWorkspaceCore, kontor_workspace_core_unref)

/* Starts the threads that write (one) and that read; NULL where the system gives none. Jobs are
 * KontorWorkspaceJob. When those of both have ended, the promise "closed" is resolved. */
KontorJobQueue *kontor_workspace_core_start_writer (KontorWorkspaceCore *self);
KontorJobQueue *kontor_workspace_core_start_readers (KontorWorkspaceCore *self);

/* Tells of everything where another program has written since the last time. The writer's thread. */
void kontor_workspace_core_look (KontorWorkspaceCore *self, KontorStore *store);

/* Emits "changed" on the workspace, if it is still there. */
void kontor_workspace_emit_changed (KontorWorkspace *self, KontorChangeSet *changes);

/**
 * KontorWorkspaceJob: a call that waits for its thread.
 */
typedef struct
{
  KontorJob job;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
  GCancellable *cancellable; /* NULL for a write */
  DexPromise *promise;
} KontorWorkspaceJob;

/* Refuses a job that no thread takes. */
void kontor_workspace_job_refuse (KontorWorkspaceJob *self, GError *error);
/* Runs it on @store (NULL: @error says why there is none; taken), resolves its future, frees it. */
void kontor_workspace_job_run (KontorWorkspaceJob *self, KontorStore *store, GError *error);

G_END_DECLS
