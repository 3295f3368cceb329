/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "remote/kontor-sync-loop-private.h"
#include "remote/kontor-syncer.h"

G_BEGIN_DECLS

/* What signing in and out needs of a syncer. Main thread. */

KontorWorkspace *kontor_syncer_get_workspace (KontorSyncer *self);
KontorTokenStore *kontor_syncer_get_store (KontorSyncer *self);

/* A connection for the server that the workspace has; NULL where it has none. */
KontorConnection *kontor_syncer_ensure_connection (KontorSyncer *self);

/* Takes @event, which it frees, in after those before it: one step of the replica after the other,
 * each carried out before the next begins. @connection is that of somebody who has signed in, and is
 * used from that step on; else NULL. Resolves to a boolean once it was carried out; rejected as
 * kontor_sync_loop_step() is, and where the syncer was stopped before it began. */
DexFuture *
kontor_syncer_take (KontorSyncer *self, KontorSyncEvent *event, KontorConnection *connection);

/* People go in and out one after the other: the next one waits for @through. Returns what the one
 * with @through has to wait for; NULL where there is nothing. */
DexFuture *kontor_syncer_line_up (KontorSyncer *self, DexFuture *through);

G_END_DECLS
