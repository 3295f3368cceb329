/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "remote/kontor-http.h"
#include "store/kontor-workspace.h"
#include "sync/kontor-join.h"
#include "sync/kontor-replica.h"

G_BEGIN_DECLS

/**
 * KontorSyncLoop:
 *
 * A replica whose steps run as jobs of the workspace: one after the other, on the writer's thread,
 * which packs and expands what goes over the wire as well.
 */
typedef struct _KontorSyncLoop KontorSyncLoop;

KontorSyncLoop *kontor_sync_loop_new (gboolean live);
void kontor_sync_loop_unref (KontorSyncLoop *self);

/* What a step came to. */
typedef struct
{
  KontorActions actions;
  KontorReplicaStatus status;
  char *server, *account, *tenant, *installation; /* NULL where there is none */
} KontorSyncOutcome;

void kontor_sync_outcome_free (KontorSyncOutcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorSyncOutcome, kontor_sync_outcome_free)

/* The clock of its events: milliseconds, forward only. */
gint64 kontor_sync_loop_now (void);

/* @active: this process does the syncing; else it only looks how things stand. @answer is for a
 * reply; NULL where none came. Resolves to a pointer to a KontorSyncOutcome, for
 * kontor_job_steal_result(). */
DexFuture *kontor_sync_loop_step (KontorSyncLoop *self,
                                  KontorWorkspace *workspace,
                                  gboolean active,
                                  KontorEventKind kind,
                                  guint id,
                                  KontorHttpAnswer *answer);

/* kontor_join() and kontor_join_dup_installation() as jobs. */
DexFuture *kontor_sync_loop_join (KontorWorkspace *workspace, const KontorMembership *membership);
DexFuture *kontor_sync_loop_get_installation (KontorWorkspace *workspace);

G_END_DECLS
