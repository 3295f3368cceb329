/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-split.h"

static AdwNavigationPage *
make_page (void)
{
  return adw_navigation_page_new (gtk_label_new (NULL), "Page");
}

/* Collapsed and in a window, as on a phone. */
static GtkWidget *
open_split (AdwNavigationSplitView **split)
{
  GtkWidget *window = adw_window_new ();

  *split = ADW_NAVIGATION_SPLIT_VIEW (adw_navigation_split_view_new ());
  kontor_split_keep (*split);
  adw_navigation_split_view_set_sidebar (*split, make_page ());
  adw_navigation_split_view_set_content (*split, make_page ());
  adw_navigation_split_view_set_collapsed (*split, TRUE);
  adw_window_set_content (ADW_WINDOW (window), GTK_WIDGET (*split));
  return window;
}

static void
test_keep (void)
{
  AdwNavigationSplitView *split;
  GtkWidget *window = open_split (&split);

  g_object_add_weak_pointer (G_OBJECT (split), (gpointer *) &split);
  adw_navigation_split_view_set_show_content (split, TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_nonnull (split);
  while (split != NULL)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/split/outlives-what-libadwaita-still-does-to-it", test_keep);
  return g_test_run ();
}
