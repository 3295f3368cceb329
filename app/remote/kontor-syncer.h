/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "remote/kontor-connection.h"
#include "store/kontor-workspace.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_REPLICA_STATE (kontor_replica_state_get_type ())
GType kontor_replica_state_get_type (void);

#define KONTOR_TYPE_SYNCER (kontor_syncer_get_type ())
G_DECLARE_FINAL_TYPE (KontorSyncer, kontor_syncer, KONTOR, SYNCER, GObject)

/**
 * KontorSyncer:
 *
 * Keeps a workspace in step with its server, if it has one, until kontor_syncer_stop(), without
 * which questions under way hold it; several processes may have one for the same workspace, of which
 * one does the work. Main thread; what touches the disk runs as jobs of the workspace.
 *
 * Properties, which notify:
 *  - "state" (KontorReplicaState)
 *  - "code" (string): why it waits or has stopped, as KontorReplicaStatus.code; NULL otherwise
 *  - "waiting" (int64): operations that the server has not answered
 *  - "attention" (int64): refused ones that nobody has seen to
 *  - "last-contact" (int64): when the server was last heard, milliseconds since 1970; 0: never
 *  - "elsewhere" (boolean): another process syncs this workspace
 *  - "server", "account" (strings): NULL where there is none
 */

typedef enum
{
  KONTOR_SYNCER_ONCE = 1 << 0, /* does not park a question at the server */
} KontorSyncerFlags;

/* @store may be NULL: see kontor_connection_new(). Begins at once. */
KontorSyncer *
kontor_syncer_new (KontorWorkspace *workspace, KontorTokenStore *store, KontorSyncerFlags flags);

KontorReplicaState kontor_syncer_get_state (KontorSyncer *self);
const char *kontor_syncer_get_code (KontorSyncer *self);
gint64 kontor_syncer_get_waiting (KontorSyncer *self);
gint64 kontor_syncer_get_attention (KontorSyncer *self);
gint64 kontor_syncer_get_last_contact (KontorSyncer *self);
gboolean kontor_syncer_get_elsewhere (KontorSyncer *self);
const char *kontor_syncer_get_server (KontorSyncer *self);
const char *kontor_syncer_get_account (KontorSyncer *self);
/* Operations answered and rows received since it began. */
void kontor_syncer_get_counts (KontorSyncer *self, guint64 *sent, guint64 *received);

/**
 * kontor_syncer_connect:
 * @tenant: NULL for the only one
 *
 * Signs in and makes the workspace one of the server's, or signs in again. Resolves to a
 * KontorSignIn, whose choices are set where @tenant is to be chosen among several and nothing was
 * done; rejected as kontor_connection_sign_in() and kontor_join() are.
 */
DexFuture *kontor_syncer_connect (KontorSyncer *self,
                                  const char *server,
                                  const char *account,
                                  const char *password,
                                  const char *tenant);
/* Forgets the sign-in; the workspace stays the server's. Resolves to a boolean. */
DexFuture *kontor_syncer_sign_out (KontorSyncer *self);

/* Tries at once, and does not wait for what it waits for. */
void kontor_syncer_retry (KontorSyncer *self);
/* Asks nothing more. */
void kontor_syncer_stop (KontorSyncer *self);

G_END_DECLS
