/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-workspace.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_POINT_ROW (kontor_point_row_get_type ())
G_DECLARE_FINAL_TYPE (KontorPointRow, kontor_point_row, KONTOR, POINT_ROW, GtkListBoxRow)

/**
 * KontorPointRow:
 *
 * One contact point: its fields of its kind, edited in place, and a button that deletes it. Follows
 * the record. One that is not stored is a draft: what is typed stands in the record alone.
 *
 * Signal "finished", of a draft: Enter was pressed in it or the focus has left it.
 */
GtkWidget *kontor_point_row_new (KontorWorkspace *workspace, KontorRecord *point);
KontorRecord *kontor_point_row_get_point (KontorPointRow *self);
void kontor_point_row_edit (KontorPointRow *self);

/* Takes what is being typed into a draft, and emits "finished" unless that is not of the right
 * form, which is then said. */
void kontor_point_row_finish (KontorPointRow *self);
/* Whether it has no value, and none is being typed. */
gboolean kontor_point_row_is_empty (KontorPointRow *self);

/* The fields of a contact point that are meant by @kind ("email", "address" …), by index; of guint.
 * Free it. */
GArray *kontor_point_row_list_fields (const KontorEntity *entity, const char *kind);
void kontor_point_row_set_writable (KontorPointRow *self, gboolean writable);

G_END_DECLS
