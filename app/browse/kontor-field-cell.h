/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "browse/kontor-field-column.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_FIELD_CELL (kontor_field_cell_get_type ())
G_DECLARE_FINAL_TYPE (KontorFieldCell, kontor_field_cell, KONTOR, FIELD_CELL, GtkWidget)

/**
 * KontorFieldCell:
 *
 * One value of a record in a table: one line that ends in "…" where it is too long, with the whole
 * in its tooltip. Follows the record, which is read when the cell is first painted: a view has some
 * two hundred rows ready, of which a dozen or two are ever seen.
 */
GtkWidget *kontor_field_cell_new (KontorFieldColumn *column);
void kontor_field_cell_set_record (KontorFieldCell *self, KontorRecord *record);

/* What it says; "" where that is nothing, or not painted yet. */
const char *kontor_field_cell_get_text (KontorFieldCell *self);

G_END_DECLS
