/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "window/kontor-trail.h"
#include "window/kontor-window.h"

G_BEGIN_DECLS

/* kontor-window-actions.c: gives the window its actions "win.", and says which can be used now. */
void kontor_window_add_actions (KontorWindow *self);
void kontor_window_update_actions (KontorWindow *self);

/* kontor-window-undo.c: undoes or redoes, asks where something stands in the way, and says what was
 * done. @entry is taken with KONTOR_UNDO_ENTRY only. */
typedef enum
{
  KONTOR_UNDO_LAST,
  KONTOR_REDO_LAST,
  KONTOR_UNDO_ENTRY,
} KontorUndoMode;

void kontor_window_undo (KontorWindow *self, KontorUndoMode mode, gint64 entry);

/* What the actions need of the window. */
KontorTrail *kontor_window_get_trail (KontorWindow *self);
void kontor_window_toggle_sidebar (KontorWindow *self);
void kontor_window_open_menu (KontorWindow *self);
/* Shows the place the trail is at. */
void kontor_window_follow_trail (KontorWindow *self);

G_END_DECLS
