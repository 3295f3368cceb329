/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "browse/kontor-face.h"
#include "browse/kontor-shape.h"
#include "store/kontor-workspace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * KontorFieldColumn:
 * @part: what changes without the record, if its texts come from there; NULL: the record tells
 * @faces: those that stand before the texts; NULL: none
 * @is_title: it shows what the record is called
 * @is_numeric: figures are of one width, and stand at the end
 * @is_phone: it reads from left to right wherever it stands
 * @min_chars: so wide at least
 * @chars: and so wide if there is room, that columns don't jump while one scrolls
 * @request: what a cell asks for in each orientation, minimum and natural; 0 until one was asked.
 *   All ask for the same.
 *
 * What the cells of a column of a table have in common. Main thread.
 */
typedef struct
{
  const KontorEntity *part;
  KontorFaces *faces;
  gboolean is_title;
  gboolean is_numeric;
  gboolean is_phone;
  guint min_chars;
  guint chars;
  int request[2][2];
  /*< private >*/
  KontorWorkspace *workspace;
  KontorShapeColumn shape;
} KontorFieldColumn;

/* @shape NULL: the title. */
KontorFieldColumn *kontor_field_column_new (KontorWorkspace *workspace,
                                            const KontorEntity *entity,
                                            const KontorShapeColumn *shape,
                                            gboolean face);
KontorFieldColumn *kontor_field_column_ref (KontorFieldColumn *self);
void kontor_field_column_unref (KontorFieldColumn *self);

/* What the column says of @record in @widget, on one line; NULL or "" for nothing. Free it. */
char *kontor_field_column_dup_text (const KontorFieldColumn *self,
                                    GtkWidget *widget,
                                    KontorRecord *record);
/* The same at its full length and precision. */
char *kontor_field_column_dup_exact (const KontorFieldColumn *self,
                                     GtkWidget *widget,
                                     KontorRecord *record);

/* Where @text stands in @widget: 0 at its start, 1 at its end; the other way round where its letters
 * run against @widget, as layouts have it. */
float
kontor_field_column_align (const KontorFieldColumn *self, GtkWidget *widget, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorFieldColumn, kontor_field_column_unref)

G_END_DECLS
