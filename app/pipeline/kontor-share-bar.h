/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sales/kontor-next-step.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_SHARE_BAR (kontor_share_bar_get_type ())
G_DECLARE_FINAL_TYPE (KontorShareBar, kontor_share_bar, KONTOR, SHARE_BAR, GtkWidget)

/**
 * KontorShareBar:
 *
 * A thin bar that says how many deals of a stage are overdue, due today, planned and without a plan,
 * with the numbers in words as its tooltip and for screen readers. A click on a part asks for those
 * deals alone: the action "board.show", with the name of the state.
 */
/* "overdue", "today", "later", "nothing"; "all" for -1. */
const char *kontor_next_state_get_name (int state);
/* -1 for any other name. */
int kontor_next_state_from_name (const char *name);

void kontor_share_bar_set_counts (KontorShareBar *self, const KontorNextCounts *counts);

G_END_DECLS
