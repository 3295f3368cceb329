/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "window/kontor-section-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_SIDEBAR_ROW (kontor_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (KontorSidebarRow, kontor_sidebar_row, KONTOR, SIDEBAR_ROW, GtkListBoxRow)

GtkWidget *kontor_sidebar_row_new (KontorSectionItem *item);
KontorSectionItem *kontor_sidebar_row_get_item (KontorSidebarRow *self);

G_END_DECLS
