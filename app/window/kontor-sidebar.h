/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "account/kontor-truth.h"
#include "store/kontor-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_SIDEBAR (kontor_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (KontorSidebar, kontor_sidebar, KONTOR, SIDEBAR, AdwNavigationPage)

/**
 * KontorSidebar:
 *
 * The left of the window: the workspace's name and menu, search, the sections with their counts,
 * and one row that tells the truth about the data. It activates "win.go".
 *
 * Property: "truth", how the data stands; notifies.
 */
void kontor_sidebar_set_workspace (KontorSidebar *self, KontorWorkspace *workspace);
void kontor_sidebar_set_truth (KontorSidebar *self, KontorTruth *truth);
void kontor_sidebar_set_section (KontorSidebar *self, const char *section);
void kontor_sidebar_open_menu (KontorSidebar *self);

G_END_DECLS
