/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-store.h"
#include "sync/kontor-pull.h"

G_BEGIN_DECLS

/* What the server says, into the workspace: what the user sees is the rows as the server has them,
 * with what the server has not answered on top. Each call is one transaction. */

/**
 * kontor_incoming_take_page:
 *
 * Takes a page over together with its cursor. KONTOR_ERROR_CONFLICT where it is of another epoch.
 */
gboolean kontor_incoming_take_page (KontorStore *store, const KontorPage *page, GError **error);

/**
 * kontor_incoming_take_answer:
 *
 * Takes verdicts over: accepted operations are confirmed, merged ones replaced by the server's row,
 * refused ones taken back and kept, with what the user wrote, until he has seen to them. Verdicts on
 * what does not wait any more are passed over. KONTOR_ERROR_CONFLICT for another epoch.
 */
gboolean
kontor_incoming_take_answer (KontorStore *store, const KontorAnswer *answer, GError **error);

/**
 * kontor_incoming_refuse_first:
 *
 * Refuses the group that would be sent next as too large, as a server would that could read it: it is
 * taken back and kept for its author to see to. What waits behind it moves up in its numbers, for the
 * server will never hear of them. Does nothing where nothing waits.
 */
gboolean kontor_incoming_refuse_first (KontorStore *store, GError **error);

G_END_DECLS
