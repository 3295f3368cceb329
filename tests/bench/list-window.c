/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the platform takes to show such a window as a list of contacts has: a sidebar, two bars, a
 * table of five columns. Nothing of the app is in it: its rows are there from the beginning, all with
 * the same words, in the letters of one script. */

#include "bench/kontor-bench-frame.h"

#include <adwaita.h>

#define ROWS 25

static GtkWidget *
make_section (const char *icon, const char *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (name);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_label_new ("100,000"));
  return box;
}

static GtkWidget *
make_sidebar (void)
{
  static const char *const sections[][2] = {
    { "x-office-calendar-symbolic", "Today" }, { "avatar-default-symbolic", "Contacts" },
    { "system-users-symbolic", "Companies" },  { "starred-symbolic", "Deals" },
    { "view-grid-symbolic", "Board" },         { "checkbox-checked-symbolic", "Tasks" },
  };
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *menu = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu), "open-menu-symbolic");
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), menu);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    gtk_list_box_append (GTK_LIST_BOX (list), make_section (sections[i][0], sections[i][1]));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), bar);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), list);
  return view;
}

static void
set_up_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_column_view_cell_set_child (cell, label);
}

static GtkWidget *
make_table (void)
{
  static const char *const columns[][2] = {
    { "Name", "Agnieszka Kowalska" }, { "Company", "Lindqvist & Co HB" },
    { "Role", "Head of Purchasing" }, { "Email", "agnieszka@lindqvist.example" },
    { "Phone", "+48 22 644 76 49" },
  };
  GtkStringList *rows = gtk_string_list_new (NULL);
  GtkWidget *table
      = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (rows))));
  GtkWidget *window = gtk_scrolled_window_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      GtkColumnViewColumn *column = gtk_column_view_column_new (columns[i][0], factory);

      g_signal_connect (factory, "setup", G_CALLBACK (set_up_cb), (gpointer) columns[i][1]);
      gtk_column_view_column_set_expand (column, TRUE);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (table), column);
      g_object_unref (column);
    }
  for (guint i = 0; i < ROWS; i++)
    gtk_string_list_append (rows, "");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), table);
  return window;
}

static GtkWidget *
make_page (void)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *menu = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu), "view-more-symbolic");
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar),
                             gtk_button_new_from_icon_name ("list-add-symbolic"));
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), menu);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar),
                           gtk_button_new_from_icon_name ("edit-find-symbolic"));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar),
                                   adw_window_title_new ("Contacts", "100,000 contacts"));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), bar);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), make_table ());
  return view;
}

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *split = adw_navigation_split_view_new ();

  adw_navigation_split_view_set_sidebar (ADW_NAVIGATION_SPLIT_VIEW (split),
                                         adw_navigation_page_new (make_sidebar (), "Kontor"));
  adw_navigation_split_view_set_content (ADW_NAVIGATION_SPLIT_VIEW (split),
                                         adw_navigation_page_new (make_page (), "Contacts"));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), split);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application
      = adw_application_new ("org.kontor.List", G_APPLICATION_DEFAULT_FLAGS);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  kontor_bench_frame_watch (GTK_APPLICATION (application), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
