/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-schema.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives @view the columns of @entity: a check for when several are chosen, the title, and the
 * fields that are columns. Sorting is the query's: the columns only say which one was asked for. */
void kontor_record_table_add_columns (GtkColumnView *view,
                                      const KontorSchema *schema,
                                      const KontorEntity *entity);

/* Shows the checks, which choose rows of the view's selection model. */
void kontor_record_table_set_selecting (GtkColumnView *view, gboolean selecting);

/* What the heads ask for, as kontor_query_set_sort() takes it; NULL: the entity's own order. */
char *kontor_record_table_dup_sort (GtkColumnView *view);

G_END_DECLS
