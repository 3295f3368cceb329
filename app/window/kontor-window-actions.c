/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-window-private.h"

#include "record/kontor-new-dialog.h"
#include "search/kontor-palette.h"
#include "window/kontor-report.h"
#include "window/kontor-shortcuts-dialog.h"
#include "window/kontor-status-dialog.h"

static void
go_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorPlace place;
  if (kontor_place_from_text (&place, g_variant_get_string (target, NULL)))
    kontor_window_go (user_data, &place);
}

static void
walk_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorPlace place;
  if (kontor_place_from_text (&place, g_variant_get_string (target, NULL)))
    kontor_window_walk (user_data, &place);
}

static void
show_where_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  const char *section, *where;
  KontorPlace place;
  g_variant_get (target, "(&s&s)", &section, &where);
  place = kontor_place_make (section, NULL);
  if (kontor_window_go (user_data, &place))
    kontor_page_show_where (kontor_window_get_page (user_data), where);
}

static void
new_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorWorkspace *workspace = kontor_window_get_workspace (user_data);
  const KontorEntity *entity = kontor_schema_find (kontor_workspace_get_schema (workspace),
                                                   g_variant_get_string (target, NULL));
  if (entity)
    kontor_new_dialog_present (user_data, workspace, kontor_fields_new (entity), TRUE);
}

static void
step (KontorWindow *self, int steps)
{
  if (kontor_trail_step (kontor_window_get_trail (self), steps))
    kontor_window_follow_trail (self);
}

static void
back_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  step (user_data, -1);
}

static void
forward_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  step (user_data, 1);
}

static void
sidebar_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  kontor_window_toggle_sidebar (user_data);
}

static void
menu_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  kontor_window_open_menu (user_data);
}

static void
palette_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  kontor_palette_present (user_data);
}

static void
shortcuts_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  adw_dialog_present (kontor_shortcuts_dialog_new (), user_data);
}

static void
status_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorWindow *self = user_data;
  adw_dialog_present (
      kontor_status_dialog_new (kontor_window_get_workspace (self), kontor_window_get_truth (self)),
      GTK_WIDGET (self));
}

static void
sync_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorSyncer *syncer = kontor_truth_get_syncer (kontor_window_get_truth (user_data));
  if (syncer)
    kontor_syncer_retry (syncer);
}

static void
sign_out_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorSyncer *syncer = kontor_truth_get_syncer (kontor_window_get_truth (user_data));
  if (syncer)
    kontor_report_failure (user_data, kontor_syncer_sign_out (syncer));
}

static void
undo_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  kontor_window_undo (user_data, KONTOR_UNDO_LAST, 0);
}

static void
redo_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  kontor_window_undo (user_data, KONTOR_REDO_LAST, 0);
}

static void
undo_entry_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  kontor_window_undo (user_data, KONTOR_UNDO_ENTRY, g_variant_get_int64 (target));
}

void
kontor_window_add_actions (KontorWindow *self)
{
  const GActionEntry entries[] = {
    { "go", go_cb, "s" },    { "walk", walk_cb, "s" },  { "show-where", show_where_cb, "(ss)" },
    { "back", back_cb },     { "forward", forward_cb }, { "sidebar", sidebar_cb },
    { "menu", menu_cb },     { "palette", palette_cb }, { "shortcuts", shortcuts_cb },
    { "status", status_cb }, { "sync", sync_cb },       { "sign-out", sign_out_cb },
    { "undo", undo_cb },     { "redo", redo_cb },       { "undo-entry", undo_entry_cb, "x" },
    { "new", new_cb, "s" },
  };
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

static void
set_enabled (KontorWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

void
kontor_window_update_actions (KontorWindow *self)
{
  const char *const need_workspace[]
      = { "go",   "walk",     "show-where", "sidebar", "menu",       "palette", "status",
          "sync", "sign-out", "undo",       "redo",    "undo-entry", "new" };
  gboolean open = kontor_window_get_workspace (self) != NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (need_workspace); i++)
    set_enabled (self, need_workspace[i], open);
  set_enabled (self, "back", kontor_trail_can_go (kontor_window_get_trail (self), -1));
  set_enabled (self, "forward", kontor_trail_can_go (kontor_window_get_trail (self), 1));
}
