/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-list-model.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_RECORD_LIST (kontor_record_list_get_type ())
G_DECLARE_FINAL_TYPE (KontorRecordList, kontor_record_list, KONTOR, RECORD_LIST, AdwBin)

/**
 * KontorRecordList:
 *
 * The records of one entity: a table when there is room for one, else rows of two lines. A click
 * or Enter opens a record; several are chosen with Ctrl, Shift, or the checks of selecting.
 *
 * Properties: "narrow"; "selecting": rows have checks; "n-selected".
 * Signals: "open" (KontorRecord, gboolean walking): walking is TRUE where the keys moved to it;
 * "sort-changed"; "columns-changed": the user chose other columns, or another order of them.
 */
void kontor_record_list_set_model (KontorRecordList *self, KontorListModel *model);
KontorListModel *kontor_record_list_get_model (KontorRecordList *self);

/* What the heads of the table ask for; NULL: the entity's own order. Free it. */
char *kontor_record_list_dup_sort (KontorRecordList *self);

/* The columns of the table, as of kontor_record_table_dup_columns(). */
char *kontor_record_list_dup_columns (KontorRecordList *self);
void kontor_record_list_set_columns (KontorRecordList *self, const char *columns);
/* What shows and hides them: a menu, and its actions "columns.". (transfer full) */
GMenuModel *kontor_record_list_make_columns_menu (KontorRecordList *self);
GActionGroup *kontor_record_list_make_columns_actions (KontorRecordList *self);
/* What to sort by, and the actions of that menu, as of kontor_sort_menu_add_actions(). */
GMenuModel *kontor_record_list_make_sort_menu (KontorRecordList *self);
void kontor_record_list_add_sort_actions (KontorRecordList *self, GActionMap *actions);

gboolean kontor_record_list_is_selecting (KontorRecordList *self);
void kontor_record_list_set_selecting (KontorRecordList *self, gboolean selecting);
void kontor_record_list_select_all (KontorRecordList *self);
guint kontor_record_list_get_n_selected (KontorRecordList *self);
/* Positions of what is selected. Free it. */
GtkBitset *kontor_record_list_get_selected (KontorRecordList *self);
/* The same as rows in the file (gint64), none of which is read for it. */
GArray *kontor_record_list_dup_selected_rows (KontorRecordList *self);

/* Makes the record at @position the only selected one and brings it into view. */
void kontor_record_list_show_position (KontorRecordList *self, guint position);
void kontor_record_list_unselect_all (KontorRecordList *self);
void kontor_record_list_focus (KontorRecordList *self);
/* Puts the focus on the row at @position, and keeps it there when the other view takes over. */
void kontor_record_list_return (KontorRecordList *self, guint position);

G_END_DECLS
