/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-outbox.h"
#include "sync/kontor-sync-state.h"

G_BEGIN_DECLS

/**
 * kontor_numbering_run:
 *
 * Gives each operation that waits its number, its clock stamp and the versions its author saw. Runs
 * before anything newer is taken over from the server, so that what is noted is what the user saw
 * when he did it; inside a transaction of the caller's, who saves @state.
 */
gboolean kontor_numbering_run (KontorStore *store, KontorSyncState *state, GError **error);

/* Notes what the author of @op saw, for one that has no number yet because its entry is open. */
gboolean kontor_numbering_freeze (KontorStore *store, const KontorOutboxOp *op, GError **error);

/**
 * kontor_numbering_rebase:
 * @device: the number under which it was to be sent
 *
 * Notes that the author of @op, which has a number and waits, had seen what this device's own earlier
 * operations came to. The server knows it by the device's number; it must be said before that becomes
 * another.
 */
gboolean kontor_numbering_rebase (KontorStore *store,
                                  const KontorOutboxOp *op,
                                  guint32 device,
                                  GError **error);

G_END_DECLS
