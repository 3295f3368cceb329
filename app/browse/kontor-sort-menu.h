/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The order of a table for those who have no pointer, or no heads to click on. Gives @actions what
 * orders @view: "sort" with the name of a column, "sort-next" and "sort-reverse". Each says what it has done. */
void kontor_sort_menu_add_actions (GtkColumnView *view, GActionMap *actions);
/* A menu of them, under the prefix "list". (transfer full) */
GMenuModel *kontor_sort_menu_new (GtkColumnView *view);

G_END_DECLS
