/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-outbox.h"
#include "store/kontor-remote.h"
#include "sync/kontor-operation.h"
#include "sync/kontor-sync-state.h"

G_BEGIN_DECLS

/* One transaction of taking over. */
typedef struct
{
  KontorStore *store;
  KontorRemote *remote;
  KontorSyncState *state;
} KontorIncoming;

/* Begins one, with all that waits numbered. */
gboolean kontor_incoming_open (KontorIncoming *self, KontorStore *store, GError **error);
/* The same for something that the server has said. INVALID where no server is known, CONFLICT for another
 * epoch than @epoch. @server_now is the server's time. */
gboolean kontor_incoming_begin (KontorIncoming *self,
                                KontorStore *store,
                                const char *epoch,
                                gint64 server_now,
                                GError **error);
/* Saves the state and commits; or takes everything back where @done is FALSE. Frees what the
 * incoming holds either way. */
gboolean kontor_incoming_end (KontorIncoming *self, gboolean done, GError **error);

/* Takes over what became of @op, which waits. */
gboolean kontor_incoming_take_verdict (KontorIncoming *self,
                                       const KontorVerdict *verdict,
                                       const KontorOutboxOp *op,
                                       GError **error);

/* Takes the row over as the server has it, with this device's operations up to @n in it. */
gboolean kontor_incoming_take_image (KontorIncoming *self,
                                     const KontorImage *image,
                                     gint64 n,
                                     GError **error);

/* Puts what waits, and is not in the confirmed image, on top of it. */
gboolean kontor_incoming_replay (KontorIncoming *self,
                                 KontorFields *fields,
                                 GArray *ops,
                                 gint64 n,
                                 GError **error);

G_END_DECLS
