/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_POINT_ROW (kontor_point_row_get_type ())
G_DECLARE_FINAL_TYPE (KontorPointRow, kontor_point_row, KONTOR, POINT_ROW, GtkListBoxRow)

/* One contact point: its fields of its kind, edited in place, and a button that deletes it. Follows
 * the record. */
GtkWidget *kontor_point_row_new (KontorWorkspace *workspace, KontorRecord *point);
KontorRecord *kontor_point_row_get_point (KontorPointRow *self);
void kontor_point_row_edit (KontorPointRow *self);

/* The fields of a contact point that are meant by @kind ("email", "address" …), by index; of guint.
 * Free it. */
GArray *kontor_point_row_list_fields (const KontorEntity *entity, const char *kind);

G_END_DECLS
