/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Headings for the sections of a list that is made of one model for each entity: each of those
 * models has a KontorEntity as its data "entity", and its label is the heading. */
GtkListItemFactory *kontor_header_factory_new (GtkFlattenListModel *model);

G_END_DECLS
