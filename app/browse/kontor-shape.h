/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-record.h"
#include "model/kontor-schema.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How lists show an entity, read from its table: nothing here knows any by name. Indexes are those
 * of fields; arrays are of guint and the caller's to free. */

/* What has contact points is somebody, and is shown with a face. */
gboolean kontor_shape_has_face (const KontorSchema *schema, const KontorEntity *entity);

/* Columns beside the title, in the order of the table. */
GArray *kontor_shape_list_columns (const KontorEntity *entity);
/**
 * KontorShapeColumn:
 * @part: whose @field it is: of what belongs to the record, the first of which is shown; NULL: the
 *   record's own
 * @parent: the part's reference to the record
 * @usual: TRUE: a column until one chooses others
 *
 * A column that a list can have. Its name is that of its field, and what to sort by.
 */
typedef struct
{
  const KontorEntity *part;
  guint parent;
  guint field;
  gboolean usual;
} KontorShapeColumn;

/* All columns a list of @entity can have beside the title, those first that are usual. Of
 * KontorShapeColumn. */
GArray *kontor_shape_list_offered (const KontorSchema *schema, const KontorEntity *entity);
const KontorField *kontor_shape_get_field (const KontorEntity *entity,
                                           const KontorShapeColumn *column);

/* What the column of titles is called. */
const char *kontor_shape_get_title_label (const KontorEntity *entity);
/* The field that stands at the end of a row of two lines: an amount, else a date; -1: none. */
int kontor_shape_find_trailing (const KontorEntity *entity);
/* The second line of such a row: what columns hold words, joined. Free it. */
char *kontor_shape_dup_subtitle (KontorRecord *record);
/* What to call a record that has no title. */
const char *kontor_shape_get_title (KontorRecord *record);

/* Where words in whatever script stand, as GtkInscription:xalign, so that those of a column begin at
 * the same side of @widget. */
float kontor_shape_align_text (GtkWidget *widget, const char *text);

/* Fields that a form offers: not those of the system, nor places in an order. */
gboolean kontor_shape_is_shown (const KontorField *field);

G_END_DECLS
