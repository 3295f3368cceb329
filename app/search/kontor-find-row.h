/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "search/kontor-find-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_FIND_ROW (kontor_find_row_get_type ())
G_DECLARE_FINAL_TYPE (KontorFindRow, kontor_find_row, KONTOR, FIND_ROW, GtkBox)

/* A factory of rows for lists of KontorFindItem. */
GtkListItemFactory *kontor_find_row_factory_new (void);

G_END_DECLS
