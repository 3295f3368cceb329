/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-record.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_FIELD_CELL (kontor_field_cell_get_type ())
G_DECLARE_FINAL_TYPE (KontorFieldCell, kontor_field_cell, KONTOR, FIELD_CELL, GtkWidget)

/* The field is that of the title, not one of the table. */
#define KONTOR_FIELD_CELL_TITLE (-1)

/**
 * KontorFieldCell:
 *
 * One value of a record in a table: one line that ends in "…" where it is too long, with the whole
 * in its tooltip. Follows the record. A title comes with a face where @face is TRUE.
 */
GtkWidget *kontor_field_cell_new (const KontorEntity *entity, int field, gboolean face);
void kontor_field_cell_set_record (KontorFieldCell *self, KontorRecord *record);

G_END_DECLS
