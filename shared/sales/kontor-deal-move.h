/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-date.h"
#include "store/kontor-act.h"

G_BEGIN_DECLS

/**
 * kontor_deal_move:
 * @deals: of KontorId, in the order they are to stand in
 * @stage: where to
 * @before: (nullable): the deal they are to stand before; NULL: at the end
 * @today: what a deal that is won or lost by it was closed on
 *
 * Moves deals to a place in a stage, as part of @act. A deal that comes to a stage that means won or
 * lost is closed today; one that goes back to an open one is closed no more, nor lost for a reason.
 * Where the deals around have no place yet, they get theirs, in the order they are shown.
 * KONTOR_ERROR_NOT_FOUND where a deal or the stage is gone.
 */
gboolean kontor_deal_move (KontorAct *act,
                           KontorStore *store,
                           GArray *deals,
                           const KontorId *stage,
                           const KontorId *before,
                           KontorDate today,
                           GError **error);

G_END_DECLS
