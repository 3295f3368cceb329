/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-store.h"

G_BEGIN_DECLS

/* What a demonstration holds, whatever the seed. */
#define KONTOR_DEMO_N_COMPANIES 60
#define KONTOR_DEMO_N_CONTACTS 150
#define KONTOR_DEMO_N_OPPORTUNITIES 120

/**
 * kontor_demo_fill:
 * @store: a new workspace, not yet seeded
 * @clock: the clock that @store was opened with; it stands at now
 *
 * Makes a small firm's workspace of the last half year: its people, teams and products, customers in
 * many countries, deals won, lost and open, what was talked about and what is to be done, around
 * now. Everything went through the journal at the time it happened: the clock is set back, runs
 * through the half year, and stands at now again. Equal seeds and times give equal workspaces.
 */
gboolean
kontor_demo_fill (KontorStore *store, KontorTestClock *clock, guint64 seed, GError **error);

G_END_DECLS
