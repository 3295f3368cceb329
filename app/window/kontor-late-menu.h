/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets @button open @menu, whose widgets are made when it is opened first: those of a menu that is
 * long take as long as the page it belongs to. */
void kontor_late_menu_set (GtkMenuButton *button, GMenuModel *menu);

G_END_DECLS
