/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-split.h"

#include "window/kontor-focus.h"

/* Taken out before and put back after, the pages are not lost count of. */
static void
unfold (AdwNavigationSplitView *split)
{
  AdwNavigationPage *sidebar = adw_navigation_split_view_get_sidebar (split);
  AdwNavigationPage *content = adw_navigation_split_view_get_content (split);
  gboolean show_content = adw_navigation_split_view_get_show_content (split);
  if (sidebar)
    g_object_ref (sidebar);
  if (content)
    g_object_ref (content);
  adw_navigation_split_view_set_sidebar (split, NULL);
  adw_navigation_split_view_set_content (split, NULL);
  adw_navigation_split_view_set_collapsed (split, FALSE);
  adw_navigation_split_view_set_sidebar (split, sidebar);
  adw_navigation_split_view_set_content (split, content);
  adw_navigation_split_view_set_show_content (split, show_content);
  g_clear_object (&sidebar);
  g_clear_object (&content);
}

void
kontor_split_set_collapsed (AdwNavigationSplitView *split, gboolean collapsed)
{
  GtkWidget *focus;
  if (!adw_navigation_split_view_get_collapsed (split) == !collapsed)
    return;
  focus = kontor_focus_take (GTK_WIDGET (split));
  if (collapsed)
    adw_navigation_split_view_set_collapsed (split, TRUE);
  else
    unfold (split);
  kontor_focus_give_back (focus);
}

/* Its turn comes after that of libadwaita's. */
static void
outlast_idle_cb (AdwNavigationSplitView *split)
{
  g_idle_add_once (g_object_unref, g_object_ref (split));
}

void
kontor_split_keep (AdwNavigationSplitView *split)
{
  g_signal_connect (split, "notify::show-content", G_CALLBACK (outlast_idle_cb), NULL);
}
