/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-sort-menu.h"

#include "browse/kontor-record-table.h"

#include <glib/gi18n.h>

static GtkColumnViewColumn *
dup_column (GtkColumnView *view, const char *id)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      if (g_strcmp0 (gtk_column_view_column_get_id (column), id) == 0)
        return g_steal_pointer (&column);
    }
  return NULL;
}

static void
sort (GtkColumnView *view, const char *id, gboolean descending)
{
  g_autoptr (GtkColumnViewColumn) column = dup_column (view, id);
  if (column)
    gtk_column_view_sort_by_column (view, column,
                                    descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

static gboolean
is_descending (GtkColumnView *view)
{
  GtkColumnViewSorter *sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (view));
  return gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_DESCENDING;
}

static const char *
get_column_id (GtkColumnView *view)
{
  GtkColumnViewSorter *sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (view));
  GtkColumnViewColumn *column = gtk_column_view_sorter_get_primary_sort_column (sorter);
  return column ? gtk_column_view_column_get_id (column) : "";
}

static void
column_cb (GSimpleAction *action, GVariant *id, gpointer user_data)
{
  sort (user_data, g_variant_get_string (id, NULL), is_descending (user_data));
}

/* What has no order yet is turned round by its first column. */
static void
descending_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  const char *id = get_column_id (user_data);
  sort (user_data, *id ? id : "title", g_variant_get_boolean (state));
}

static void
show_order (GtkSorter *sorter, GtkSorterChange change, GActionMap *actions)
{
  GtkColumnView *view = g_object_get_data (G_OBJECT (actions), "view");
  GAction *column = g_action_map_lookup_action (actions, "column");
  GAction *descending = g_action_map_lookup_action (actions, "descending");
  g_simple_action_set_state (G_SIMPLE_ACTION (column), g_variant_new_string (get_column_id (view)));
  g_simple_action_set_state (G_SIMPLE_ACTION (descending),
                             g_variant_new_boolean (is_descending (view)));
}

GMenuModel *
kontor_sort_menu_new (GtkColumnView *view)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  g_autoptr (GMenu) by = g_menu_new ();
  g_autoptr (GMenu) order = g_menu_new ();
  GMenu *menu = g_menu_new ();
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      g_autoptr (GMenuItem) item
          = g_menu_item_new (gtk_column_view_column_get_title (column), NULL);
      g_menu_item_set_action_and_target (item, "sort.column", "s",
                                         gtk_column_view_column_get_id (column));
      if (!kontor_record_table_is_check (column))
        g_menu_append_item (by, item);
    }
  g_menu_append (order, _ ("Last first"), "sort.descending");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (by));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (order));
  return G_MENU_MODEL (menu);
}

GActionGroup *
kontor_sort_menu_make_actions (GtkColumnView *view)
{
  const GActionEntry entries[] = {
    { "column", NULL, "s", "''", column_cb },
    { "descending", NULL, NULL, "false", descending_cb },
  };
  GSimpleActionGroup *actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), view);
  g_object_set_data (G_OBJECT (actions), "view", view);
  g_signal_connect_object (gtk_column_view_get_sorter (view), "changed", G_CALLBACK (show_order),
                           actions, 0);
  return G_ACTION_GROUP (actions);
}
