/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "acts/kontor-acts.h"

G_BEGIN_DECLS

/**
 * kontor_acts_move_deals:
 * @deals: (transfer full): their rows in the file (gint64), in the order they are to stand in
 * @stage: where to
 * @before: the row of the deal they are to stand before; 0: at the end
 *
 * Moves deals on the board, as one act.
 */
DexFuture *kontor_acts_move_deals (KontorWorkspace *workspace,
                                   GArray *deals,
                                   const KontorId *stage,
                                   gint64 before);

G_END_DECLS
