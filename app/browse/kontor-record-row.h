/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-record.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_RECORD_ROW (kontor_record_row_get_type ())
G_DECLARE_FINAL_TYPE (KontorRecordRow, kontor_record_row, KONTOR, RECORD_ROW, GtkBox)

/**
 * KontorRecordRow:
 *
 * A record in two lines, for narrow lists. Follows the record.
 *
 * Properties: "title", "subtitle", "trailing", "has-face"; "selecting" and "selected" for lists in
 * which several are chosen. Signal "toggled": the user chose it, or not, by its check button.
 */
GtkWidget *kontor_record_row_new (gboolean has_face);
void kontor_record_row_set_record (KontorRecordRow *self, KontorRecord *record);

G_END_DECLS
