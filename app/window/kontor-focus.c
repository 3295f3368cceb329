/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-focus.h"

GtkWidget *
kontor_focus_take (GtkWidget *within)
{
  GtkRoot *root = gtk_widget_get_root (within);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  if (focus == NULL || !gtk_widget_is_ancestor (focus, within))
    return NULL;
  g_object_ref (focus);
  gtk_root_set_focus (root, NULL);
  return focus;
}

void
kontor_focus_give_back (GtkWidget *focus)
{
  if (focus && gtk_widget_get_root (focus))
    gtk_widget_grab_focus (focus);
  g_clear_object (&focus);
}
