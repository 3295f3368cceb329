/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where widgets are about to be taken out of the window and put back elsewhere in it: GTK 4.18
 * tells a widget nothing of a focus that it lost in that way, holds it for ever, and tells it
 * nothing when the focus comes back. So the focus is taken first. */

/* Takes the focus from what has it in @within. (transfer full) (nullable) */
GtkWidget *kontor_focus_take (GtkWidget *within);
/* Gives it back, where it can have it. (transfer full) (nullable) */
void kontor_focus_give_back (GtkWidget *focus);

G_END_DECLS
