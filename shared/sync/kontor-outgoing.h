/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-outbox.h"
#include "sync/kontor-push.h"
#include "sync/kontor-sync-state.h"

G_BEGIN_DECLS

/* An operation of the outbox as it goes to the server, without its group. */
KontorOperation *
kontor_outgoing_make (KontorStore *store, const KontorOutboxOp *op, GError **error);

/**
 * kontor_outgoing_collect:
 * @limit: at most so many operations, but a whole group always
 * @body: gets the push's body, not compressed, or NULL where nothing waits
 *
 * The oldest operations that wait, numbering first what has no number. The same ones give the same
 * operations again until they are answered. Writes in a transaction of its own. KONTOR_ERROR_LIMIT
 * where the first group is larger than any server takes: kontor_incoming_refuse_first().
 */
gboolean kontor_outgoing_collect (KontorStore *store, guint limit, GBytes **body, GError **error);

/* The numbered operations of the oldest group that waits, KontorOutboxOp; NULL on an error. */
GArray *kontor_outgoing_list_first (KontorStore *store, GError **error);

G_END_DECLS
