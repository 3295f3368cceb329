/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "browse/kontor-shape.h"
#include "store/kontor-workspace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_FIELD_CELL (kontor_field_cell_get_type ())
G_DECLARE_FINAL_TYPE (KontorFieldCell, kontor_field_cell, KONTOR, FIELD_CELL, GtkWidget)

/**
 * KontorFieldCell:
 *
 * One value of a record in a table: one line that ends in "…" where it is too long, with the whole
 * in its tooltip. Follows the record. @column NULL: the title, with a face where @face is TRUE.
 */
GtkWidget *kontor_field_cell_new (KontorWorkspace *workspace,
                                  const KontorEntity *entity,
                                  const KontorShapeColumn *column,
                                  gboolean face);
void kontor_field_cell_set_record (KontorFieldCell *self, KontorRecord *record);

G_END_DECLS
