/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-record-table.h"

#include "browse/kontor-field-cell.h"
#include "browse/kontor-shape.h"
#include "words/kontor-format.h"

#include <glib/gi18n.h>

#define CHECK_COLUMN "check"
#define MAX_WIDE_COLUMNS 3

typedef struct
{
  const KontorEntity *entity;
  int field;
  gboolean face;
} Column;

static void
set_up_cell_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, gpointer user_data)
{
  const Column *column = user_data;
  gtk_column_view_cell_set_child (
      cell, kontor_field_cell_new (column->entity, column->field, column->face));
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, gpointer user_data)
{
  kontor_field_cell_set_record (KONTOR_FIELD_CELL (gtk_column_view_cell_get_child (cell)),
                                gtk_column_view_cell_get_item (cell));
}

static void
unbind_cell_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, gpointer user_data)
{
  kontor_field_cell_set_record (KONTOR_FIELD_CELL (gtk_column_view_cell_get_child (cell)), NULL);
}

static GtkListItemFactory *
make_factory (const KontorEntity *entity, int field, gboolean face)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Column *column = g_new (Column, 1);
  *column = (Column) { entity, field, face };
  g_signal_connect_data (factory, "setup", G_CALLBACK (set_up_cell_cb), column,
                         (GClosureNotify) (void (*) (void)) g_free, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cell_cb), NULL);
  return factory;
}

/* A head can be clicked only if its column has a sorter. This one is never asked to compare: the
 * rows come sorted from the store. */
static GtkSorter *
make_sorter (void)
{
  return GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));
}

/* The head of numbers stands over their end, as they do. There is no way to ask a column for it but
 * to find its label. */
static void
align_last_head (GtkColumnView *view)
{
  GtkWidget *head = gtk_widget_get_last_child (gtk_widget_get_first_child (GTK_WIDGET (view)));
  GtkWidget *box = head ? gtk_widget_get_first_child (head) : NULL;
  GtkWidget *label = box ? gtk_widget_get_first_child (box) : NULL;
  if (!GTK_IS_LABEL (label))
    return;
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
}

static void
add_column (GtkColumnView *view,
            const KontorEntity *entity,
            int field,
            const char *label,
            gboolean face)
{
  g_autoptr (GtkColumnViewColumn) column
      = gtk_column_view_column_new (label, make_factory (entity, field, face));
  g_autoptr (GtkSorter) sorter = make_sorter ();
  const KontorField *info = field < 0 ? NULL : kontor_entity_get_field (entity, (guint) field);
  gtk_column_view_column_set_id (column, info ? info->name : "title");
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, info == NULL);
  gtk_column_view_append_column (view, column);
  if (info && kontor_format_is_numeric (info))
    align_last_head (view);
}

/* The model the view shows, reached from a check in one of its cells. */
static GtkSelectionModel *
find_selection (GtkWidget *check)
{
  GtkWidget *view = gtk_widget_get_ancestor (check, GTK_TYPE_COLUMN_VIEW);
  return view ? gtk_column_view_get_model (GTK_COLUMN_VIEW (view)) : NULL;
}

static void
check_toggled_cb (GtkCheckButton *check, GtkColumnViewCell *cell)
{
  GtkSelectionModel *selection = find_selection (GTK_WIDGET (check));
  guint position = gtk_column_view_cell_get_position (cell);
  gboolean active = gtk_check_button_get_active (check);
  if (selection == NULL || position == GTK_INVALID_LIST_POSITION
      || active == gtk_column_view_cell_get_selected (cell))
    return;
  if (active)
    gtk_selection_model_select_item (selection, position, FALSE);
  else
    gtk_selection_model_unselect_item (selection, position);
}

static void
set_up_check_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, gpointer user_data)
{
  GtkWidget *check = gtk_check_button_new ();
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_focusable (check, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Selected"), -1);
  g_object_bind_property (cell, "selected", check, "active", G_BINDING_SYNC_CREATE);
  g_signal_connect (check, "toggled", G_CALLBACK (check_toggled_cb), cell);
  gtk_column_view_cell_set_child (cell, check);
}

static void
add_check_column (GtkColumnView *view)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (NULL, factory);
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_check_cb), NULL);
  gtk_column_view_column_set_id (column, CHECK_COLUMN);
  gtk_column_view_column_set_visible (column, FALSE);
  gtk_column_view_append_column (view, column);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkColumnViewRow *row, gpointer user_data)
{
  gtk_column_view_row_set_accessible_label (
      row, kontor_shape_get_title (gtk_column_view_row_get_item (row)));
}

/* Where there are few, they share the room. */
static void
spread_columns (GtkColumnView *view)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  for (guint i = 1; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      gtk_column_view_column_set_expand (column, TRUE);
    }
}

void
kontor_record_table_add_columns (GtkColumnView *view,
                                 const KontorSchema *schema,
                                 const KontorEntity *entity)
{
  g_autoptr (GArray) fields = kontor_shape_list_columns (entity);
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();
  add_check_column (view);
  add_column (view, entity, KONTOR_FIELD_CELL_TITLE, kontor_shape_get_title_label (entity),
              kontor_shape_has_face (schema, entity));
  for (guint i = 0; i < fields->len; i++)
    {
      guint index = g_array_index (fields, guint, i);
      add_column (view, entity, (int) index, _ (kontor_entity_get_field (entity, index)->label),
                  FALSE);
    }
  if (fields->len <= MAX_WIDE_COLUMNS)
    spread_columns (view);
  g_signal_connect (rows, "bind", G_CALLBACK (bind_row_cb), NULL);
  gtk_column_view_set_row_factory (view, rows);
}

void
kontor_record_table_set_selecting (GtkColumnView *view, gboolean selecting)
{
  g_autoptr (GtkColumnViewColumn) column
      = g_list_model_get_item (gtk_column_view_get_columns (view), 0);
  gtk_column_view_column_set_visible (column, selecting);
}

char *
kontor_record_table_dup_sort (GtkColumnView *view)
{
  GtkColumnViewSorter *sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (view));
  GtkColumnViewColumn *column = gtk_column_view_sorter_get_primary_sort_column (sorter);
  gboolean descending
      = gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_DESCENDING;
  if (column == NULL)
    return NULL;
  return g_strconcat (descending ? "-" : "", gtk_column_view_column_get_id (column), NULL);
}
