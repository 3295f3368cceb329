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

/* What a step takes in. */
typedef struct
{
  KontorEventKind kind;
  guint id;                     /* REPLY, PROGRESS: of which question */
  KontorHttpAnswer *answer;     /* REPLY: NULL where none came */
  KontorMembership *membership; /* SIGNED_IN: what the workspace joins before */
} KontorSyncEvent;

KontorSyncEvent *kontor_sync_event_new (KontorEventKind kind);
KontorSyncEvent *kontor_sync_event_new_reply (guint id, KontorHttpAnswer *answer);
KontorSyncEvent *kontor_sync_event_new_progress (guint id);
KontorSyncEvent *kontor_sync_event_new_signed_in (const KontorMembership *membership);
void kontor_sync_event_free (KontorSyncEvent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorSyncEvent, kontor_sync_event_free)

/* Takes @event, which it frees. @active: this process does the syncing; else it only looks how things
 * stand. Resolves to a pointer to a KontorSyncOutcome, for kontor_job_steal_result(); rejected as
 * kontor_join() is, where nothing was done. */
DexFuture *kontor_sync_loop_step (KontorSyncLoop *self,
                                  KontorWorkspace *workspace,
                                  gboolean active,
                                  KontorSyncEvent *event);

/* kontor_join_dup_installation() as a job. */
DexFuture *kontor_sync_loop_get_installation (KontorWorkspace *workspace);

G_END_DECLS
