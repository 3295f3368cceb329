/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-sort-menu.h"

#include "browse/kontor-record-table.h"

#include <glib/gi18n.h>

static GtkColumnViewSorter *
get_sorter (GtkColumnView *view)
{
  return GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (view));
}

static gboolean
is_descending (GtkColumnView *view)
{
  return gtk_column_view_sorter_get_primary_sort_order (get_sorter (view)) == GTK_SORT_DESCENDING;
}

static const char *
get_column_id (GtkColumnView *view)
{
  GtkColumnViewColumn *column = gtk_column_view_sorter_get_primary_sort_column (get_sorter (view));
  return column ? gtk_column_view_column_get_id (column) : "";
}

static void
sort (GtkColumnView *view, GtkColumnViewColumn *column, gboolean descending)
{
  const char *title = gtk_column_view_column_get_title (column);
  g_autofree char *words = NULL;
  gtk_column_view_sort_by_column (view, column,
                                  descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  words = descending
              /* Translators: the name of a column */
              ? g_strdup_printf (_ ("Sorted by %s, last first"), title)
              : g_strdup_printf (_ ("Sorted by %s"), title);
  gtk_accessible_announce (GTK_ACCESSIBLE (view), words,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* The place of the column among @columns; -1: none. */
static int
find_column (GPtrArray *columns, const char *id)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_str_equal (gtk_column_view_column_get_id (columns->pdata[i]), id))
      return (int) i;
  return -1;
}

static void
sort_cb (GSimpleAction *action, GVariant *id, gpointer user_data)
{
  g_autoptr (GPtrArray) columns = kontor_record_table_list_columns (user_data);
  int index = find_column (columns, g_variant_get_string (id, NULL));
  if (index >= 0)
    sort (user_data, columns->pdata[index], is_descending (user_data));
}

static void
next_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  g_autoptr (GPtrArray) columns = kontor_record_table_list_columns (user_data);
  guint index = (guint) (find_column (columns, get_column_id (user_data)) + 1);
  while (!gtk_column_view_column_get_visible (columns->pdata[index % columns->len]))
    index++;
  sort (user_data, columns->pdata[index % columns->len], FALSE);
}

/* What has no order yet is turned round by its first column. */
static void
reverse_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  g_autoptr (GPtrArray) columns = kontor_record_table_list_columns (user_data);
  int index = find_column (columns, get_column_id (user_data));
  sort (user_data, columns->pdata[MAX (index, 0)], g_variant_get_boolean (state));
}

static void
show_order (GtkSorter *sorter, GtkSorterChange change, GActionMap *actions)
{
  GtkColumnView *view = g_object_get_data (G_OBJECT (actions), "view");
  GAction *column = g_action_map_lookup_action (actions, "sort");
  GAction *reverse = g_action_map_lookup_action (actions, "sort-reverse");
  g_simple_action_set_state (G_SIMPLE_ACTION (column), g_variant_new_string (get_column_id (view)));
  g_simple_action_set_state (G_SIMPLE_ACTION (reverse),
                             g_variant_new_boolean (is_descending (view)));
}

GMenuModel *
kontor_sort_menu_new (GtkColumnView *view)
{
  g_autoptr (GPtrArray) columns = kontor_record_table_list_columns (view);
  g_autoptr (GMenu) by = g_menu_new ();
  g_autoptr (GMenu) order = g_menu_new ();
  GMenu *menu = g_menu_new ();
  for (guint i = 0; i < columns->len; i++)
    {
      g_autoptr (GMenuItem) item
          = g_menu_item_new (gtk_column_view_column_get_title (columns->pdata[i]), NULL);
      g_menu_item_set_action_and_target (item, "list.sort", "s",
                                         gtk_column_view_column_get_id (columns->pdata[i]));
      g_menu_append_item (by, item);
    }
  g_menu_append (order, _ ("Last first"), "list.sort-reverse");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (by));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (order));
  return G_MENU_MODEL (menu);
}

void
kontor_sort_menu_add_actions (GtkColumnView *view, GActionMap *actions)
{
  const GActionEntry entries[] = {
    { "sort", NULL, "s", "''", sort_cb },
    { "sort-next", next_cb },
    { "sort-reverse", NULL, NULL, "false", reverse_cb },
  };
  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), view);
  g_object_set_data (G_OBJECT (actions), "view", view);
  g_signal_connect_object (gtk_column_view_get_sorter (view), "changed", G_CALLBACK (show_order),
                           actions, 0);
}
