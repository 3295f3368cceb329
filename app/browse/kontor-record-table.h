/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-workspace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Gives @view the columns that a list of @entity can have: a check for when several are chosen, the
 * title, and those of kontor_shape_list_offered(), of which the usual ones are seen. Sorting is the query's: the columns only say which one was asked for. */
void kontor_record_table_add_columns (GtkColumnView *view,
                                      KontorWorkspace *workspace,
                                      const KontorEntity *entity);

/* Shows the checks, which choose rows of the view's selection model. */
void kontor_record_table_set_selecting (GtkColumnView *view, gboolean selecting);

/* What the heads ask for, as kontor_query_set_sort() takes it; NULL: the entity's own order. */
char *kontor_record_table_dup_sort (GtkColumnView *view);

/* All but the check, in their order. Of GtkColumnViewColumn. (transfer full) */
GPtrArray *kontor_record_table_list_columns (GtkColumnView *view);
/* The columns that are seen, as "title:240,company,email" in their order; one that was drawn to a
 * width of its own has that, in pixels. Free it. */
char *kontor_record_table_dup_columns (GtkColumnView *view);
/* Shows just those of @text, in its order; what it names and there is not is left out. A title is
 * always seen. */
void kontor_record_table_set_columns (GtkColumnView *view, const char *text);

gboolean kontor_record_table_is_check (GtkColumnViewColumn *column);

/* A menu that shows and hides columns by the actions "columns.NAME". (transfer full) */
GMenuModel *kontor_record_table_make_menu (GtkColumnView *view);
GActionGroup *kontor_record_table_make_actions (GtkColumnView *view);

G_END_DECLS
