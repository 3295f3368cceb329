/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The order of a table as a menu: which column, and whether the last comes first. It says what the
 * heads of the columns say, for those who use no pointer. */
GMenuModel *kontor_sort_menu_new (GtkColumnView *view);
/* Its actions, under "sort": "column" (the column's id) and "descending". */
GActionGroup *kontor_sort_menu_make_actions (GtkColumnView *view);

G_END_DECLS
