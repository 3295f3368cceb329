/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-record-table.h"

#include "browse/kontor-field-cell.h"
#include "browse/kontor-shape.h"
#include "words/kontor-format.h"

#include <glib/gi18n.h>
#include <string.h>

#define CHECK_COLUMN "check"
#define MAX_WIDE_COLUMNS 4
/* Pixels, of a column that was drawn to its width. */
#define MIN_WIDTH 24
#define MAX_WIDTH 4000

static void
free_column (gpointer data, GClosure *closure)
{
  kontor_field_column_unref (data);
}

static void
set_up_cell_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, gpointer user_data)
{
  gtk_column_view_cell_set_child (cell, kontor_field_cell_new (user_data));
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

/* Takes @column over. */
static GtkListItemFactory *
make_factory (KontorFieldColumn *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_data (factory, "setup", G_CALLBACK (set_up_cell_cb), column, free_column, 0);
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

/* The head of numbers stands over their end, as they do, the mark of sorting before it. There is no
 * way to ask a column for it but to find its label. */
static void
align_last_head (GtkColumnView *view)
{
  GtkWidget *head = gtk_widget_get_last_child (gtk_widget_get_first_child (GTK_WIDGET (view)));
  GtkWidget *box = head ? gtk_widget_get_first_child (head) : NULL;
  GtkWidget *label = box ? gtk_widget_get_first_child (box) : NULL;
  if (!GTK_IS_BOX (box) || !GTK_IS_LABEL (label))
    return;
  gtk_box_reorder_child_after (GTK_BOX (box), label, gtk_widget_get_last_child (box));
  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
}

static GtkColumnViewColumn *
add_column (GtkColumnView *view, const char *name, const char *label, KontorFieldColumn *column)
{
  g_autoptr (GtkColumnViewColumn) made = gtk_column_view_column_new (label, make_factory (column));
  g_autoptr (GtkSorter) sorter = make_sorter ();
  gtk_column_view_column_set_id (made, name);
  gtk_column_view_column_set_sorter (made, sorter);
  gtk_column_view_column_set_resizable (made, TRUE);
  gtk_column_view_append_column (view, made);
  return made; /* the view's */
}

static void
add_title_column (GtkColumnView *view, KontorWorkspace *workspace, const KontorEntity *entity)
{
  gboolean face = kontor_shape_has_face (kontor_workspace_get_schema (workspace), entity);
  GtkColumnViewColumn *column
      = add_column (view, "title", kontor_shape_get_title_label (entity),
                    kontor_field_column_new (workspace, entity, NULL, face));
  gtk_column_view_column_set_expand (column, TRUE);
}

static void
add_field_column (GtkColumnView *view,
                  KontorWorkspace *workspace,
                  const KontorEntity *entity,
                  const KontorShapeColumn *shape)
{
  const KontorField *field = kontor_shape_get_field (entity, shape);
  GtkColumnViewColumn *column
      = add_column (view, field->name, _ (field->label),
                    kontor_field_column_new (workspace, entity, shape, FALSE));
  if (kontor_format_is_numeric (field))
    align_last_head (view);
  gtk_column_view_column_set_visible (column, shape->usual);
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

/* The heads stand in the order of the columns. */
static void
tell_order (GtkSorter *sorter, GtkSorterChange change, GtkWidget *view)
{
  GtkColumnViewSorter *order = GTK_COLUMN_VIEW_SORTER (sorter);
  GtkColumnViewColumn *by = gtk_column_view_sorter_get_primary_sort_column (order);
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (view));
  GtkWidget *head = gtk_widget_get_first_child (gtk_widget_get_first_child (view));
  for (guint i = 0; head; i++, head = gtk_widget_get_next_sibling (head))
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      GtkAccessibleSort sort = GTK_ACCESSIBLE_SORT_NONE;
      if (column && column == by)
        sort = gtk_column_view_sorter_get_primary_sort_order (order) == GTK_SORT_DESCENDING
                   ? GTK_ACCESSIBLE_SORT_DESCENDING
                   : GTK_ACCESSIBLE_SORT_ASCENDING;
      gtk_accessible_update_property (GTK_ACCESSIBLE (head), GTK_ACCESSIBLE_PROPERTY_SORT, sort,
                                      -1);
    }
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
                                 KontorWorkspace *workspace,
                                 const KontorEntity *entity)
{
  const KontorSchema *schema = kontor_workspace_get_schema (workspace);
  g_autoptr (GArray) offered = kontor_shape_list_offered (schema, entity);
  guint n_usual = 0;
  add_check_column (view);
  add_title_column (view, workspace, entity);
  for (guint i = 0; i < offered->len; i++)
    {
      const KontorShapeColumn *shape = &g_array_index (offered, KontorShapeColumn, i);
      n_usual += shape->usual;
      add_field_column (view, workspace, entity, shape);
    }
  if (n_usual <= MAX_WIDE_COLUMNS)
    spread_columns (view);
  g_signal_connect_object (gtk_column_view_get_sorter (view), "changed", G_CALLBACK (tell_order),
                           view, 0);
}

gboolean
kontor_record_table_is_check (GtkColumnViewColumn *column)
{
  return g_str_equal (gtk_column_view_column_get_id (column), CHECK_COLUMN);
}

void
kontor_record_table_set_selecting (GtkColumnView *view, gboolean selecting)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      if (kontor_record_table_is_check (column))
        gtk_column_view_column_set_visible (column, selecting);
    }
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

static gboolean
is_title (GtkColumnViewColumn *column)
{
  return g_str_equal (gtk_column_view_column_get_id (column), "title");
}

GPtrArray *
kontor_record_table_list_columns (GtkColumnView *view)
{
  GListModel *all = gtk_column_view_get_columns (view);
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (all, i);
      if (!kontor_record_table_is_check (column))
        g_ptr_array_add (columns, g_steal_pointer (&column));
    }
  return columns;
}

/* One that was drawn to a width of its own has that with it. */
static void
append_column (GString *names, GtkColumnViewColumn *column)
{
  int width = gtk_column_view_column_get_fixed_width (column);
  g_string_append_printf (names, "%s%s", names->len > 0 ? "," : "",
                          gtk_column_view_column_get_id (column));
  if (width > 0)
    g_string_append_printf (names, ":%d", width);
}

/* Takes the width off @name; -1: none. */
static int
split_width (char *name)
{
  char *colon = strchr (name, ':');
  gint64 width;
  if (colon == NULL)
    return -1;
  *colon = '\0';
  width = g_ascii_strtoll (colon + 1, NULL, 10);
  return width > 0 ? (int) CLAMP (width, MIN_WIDTH, MAX_WIDTH) : -1;
}

char *
kontor_record_table_dup_columns (GtkColumnView *view)
{
  g_autoptr (GPtrArray) columns = kontor_record_table_list_columns (view);
  GString *names = g_string_new (NULL);
  for (guint i = 0; i < columns->len; i++)
    if (gtk_column_view_column_get_visible (columns->pdata[i]))
      append_column (names, columns->pdata[i]);
  return g_string_free (names, FALSE);
}

static GtkColumnViewColumn *
find_column (GPtrArray *columns, const char *name)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_str_equal (gtk_column_view_column_get_id (columns->pdata[i]), name))
      return columns->pdata[i];
  return NULL;
}

void
kontor_record_table_set_columns (GtkColumnView *view, const char *text)
{
  g_auto (GStrv) names = g_strsplit (text, ",", -1);
  g_autoptr (GPtrArray) columns = kontor_record_table_list_columns (view);
  guint placed = 0;
  for (guint i = 0; i < columns->len; i++)
    gtk_column_view_column_set_visible (columns->pdata[i], FALSE);
  for (guint i = 0; names[i]; i++)
    {
      int width = split_width (names[i]);
      GtkColumnViewColumn *column = find_column (columns, names[i]);
      if (column == NULL || gtk_column_view_column_get_visible (column))
        continue;
      /* The check stands before all of them. */
      gtk_column_view_insert_column (view, ++placed, column);
      gtk_column_view_column_set_fixed_width (column, width);
      gtk_column_view_column_set_visible (column, TRUE);
    }
  gtk_column_view_column_set_visible (find_column (columns, "title"), TRUE);
}

GMenuModel *
kontor_record_table_make_menu (GtkColumnView *view)
{
  g_autoptr (GPtrArray) columns = kontor_record_table_list_columns (view);
  GMenu *menu = g_menu_new ();
  for (guint i = 0; i < columns->len; i++)
    {
      GtkColumnViewColumn *column = columns->pdata[i];
      g_autofree char *action
          = g_strconcat ("columns.", gtk_column_view_column_get_id (column), NULL);
      if (!is_title (column))
        g_menu_append (menu, gtk_column_view_column_get_title (column), action);
    }
  return G_MENU_MODEL (menu);
}

GActionGroup *
kontor_record_table_make_actions (GtkColumnView *view)
{
  g_autoptr (GPtrArray) columns = kontor_record_table_list_columns (view);
  GSimpleActionGroup *actions = g_simple_action_group_new ();
  for (guint i = 0; i < columns->len; i++)
    {
      GtkColumnViewColumn *column = columns->pdata[i];
      g_autoptr (GPropertyAction) action
          = g_property_action_new (gtk_column_view_column_get_id (column), column, "visible");
      if (!is_title (column))
        g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
    }
  return G_ACTION_GROUP (actions);
}
