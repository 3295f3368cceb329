/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "account/kontor-truth.h"
#include "window/kontor-page.h"
#include "window/kontor-state.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_WINDOW (kontor_window_get_type ())
G_DECLARE_FINAL_TYPE (KontorWindow, kontor_window, KONTOR, WINDOW, AdwApplicationWindow)

/**
 * KontorWindow:
 *
 * The window: first start, then the sidebar and the page of the section one is in. It carries out
 * the actions "win." and offers those of the page it shows.
 *
 * Properties: "narrow", for phones: one pane and a bottom bar; "sidebar-hidden".
 */

/* @state outlives the window, which keeps its size and place there. */
KontorWindow *kontor_window_new (AdwApplication *application, KontorState *state);

/* What pages remember of how they look, too. */
KontorState *kontor_window_get_state (KontorWindow *self);

/* The first start, with @error (may be NULL) where the last workspace could not be opened. */
void kontor_window_show_welcome (KontorWindow *self, const GError *error);
/* Shows @workspace at @place; NULL: where one was last. FALSE where there is no such section: then it
 * is shown at the latter. */
gboolean kontor_window_set_workspace (KontorWindow *self,
                                      KontorWorkspace *workspace,
                                      const KontorPlace *place);
KontorWorkspace *kontor_window_get_workspace (KontorWindow *self);
/* What keeps the workspace in step, until another one is shown. */
void kontor_window_set_syncer (KontorWindow *self, KontorSyncer *syncer);
/* NULL before there is a workspace. */
KontorTruth *kontor_window_get_truth (KontorWindow *self);

/* FALSE where there is no such section. */
gboolean kontor_window_go (KontorWindow *self, const KontorPlace *place);
/* The same in place of the present one, to which there is then no way back: from record to record
 * of a list. */
gboolean kontor_window_walk (KontorWindow *self, const KontorPlace *place);
const KontorPlace *kontor_window_get_place (KontorWindow *self);
/* The page that is shown; NULL before there is a workspace. */
KontorPage *kontor_window_get_page (KontorWindow *self);

void kontor_window_add_toast (KontorWindow *self, AdwToast *toast);
/* Whether @name, detailed, could be activated now. */
gboolean kontor_window_can (KontorWindow *self, const char *name);

G_END_DECLS
