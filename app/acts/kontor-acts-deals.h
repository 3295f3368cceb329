/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "acts/kontor-acts.h"

G_BEGIN_DECLS

/**
 * kontor_acts_move_deals:
 * @deals: (transfer full): KontorId, in the order they are to stand in
 * @stage: where to
 * @before: (nullable): the deal they are to stand before; NULL: at the end
 *
 * Moves deals on the board, as one act.
 */
DexFuture *kontor_acts_move_deals (KontorWorkspace *workspace,
                                   GArray *deals,
                                   const KontorId *stage,
                                   const KontorId *before);

G_END_DECLS
