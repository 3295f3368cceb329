/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tasks are done and put off right in their list. */

#include "browse/kontor-browse-page-private.h"

#include "acts/kontor-acts-tasks.h"
#include "model/entities/kontor-entities.h"
#include "window/kontor-actions.h"
#include "window/kontor-report.h"

/* The row that left or moved was the one that keys are for: the next one is now. */
static void
go_on (KontorBrowsePage *self)
{
  KontorRecordList *list = kontor_browse_page_get_list (self);
  g_autoptr (GtkBitset) selected = kontor_record_list_get_selected (list);
  guint count = g_list_model_get_n_items (G_LIST_MODEL (kontor_record_list_get_model (list)));
  guint position = gtk_bitset_get_minimum (selected);
  if (kontor_record_list_is_selecting (list))
    kontor_record_list_set_selecting (list, FALSE);
  else if (count > 1)
    {
      position = position + 1 < count ? position + 1 : position - 1;
      kontor_record_list_show_position (list, position);
      kontor_record_list_return (list, position);
    }
}

static void
done_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorBrowsePage *self = user_data;
  g_autofree char *title = kontor_browse_page_dup_only_title (self);
  g_autoptr (GArray) tasks = kontor_browse_page_list_selected (self);
  if (tasks->len == 0)
    return;
  kontor_report (GTK_WIDGET (self),
                 kontor_acts_finish_tasks (kontor_page_get_workspace (KONTOR_PAGE (self)),
                                           g_steal_pointer (&tasks), title, TRUE),
                 KONTOR_REPORT_ALL);
  go_on (self);
}

static void
snooze_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorBrowsePage *self = user_data;
  g_autofree char *title = kontor_browse_page_dup_only_title (self);
  g_autoptr (GArray) tasks = kontor_browse_page_list_selected (self);
  if (tasks->len == 0)
    return;
  kontor_report (GTK_WIDGET (self),
                 kontor_acts_snooze_tasks (kontor_page_get_workspace (KONTOR_PAGE (self)),
                                           g_steal_pointer (&tasks), title),
                 KONTOR_REPORT_ALL);
  go_on (self);
}

void
kontor_browse_page_add_task_actions (KontorBrowsePage *self)
{
  const GActionEntry entries[] = { { "done", done_cb }, { "snooze", snooze_cb } };
  g_autoptr (GSimpleActionGroup) actions = NULL;
  if (kontor_browse_page_get_entity (self) != &kontor_entity_task)
    return;
  actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  kontor_page_set_actions (KONTOR_PAGE (self), "task", G_ACTION_GROUP (actions));
  kontor_actions_add_text_keys (GTK_WIDGET (kontor_browse_page_get_list (self)), "task");
}

void
kontor_browse_page_update_task_actions (KontorBrowsePage *self)
{
  const char *const names[] = { "done", "snooze" };
  GActionMap *actions = G_ACTION_MAP (kontor_page_get_actions (KONTOR_PAGE (self), "task"));
  gboolean any = kontor_record_list_get_n_selected (kontor_browse_page_get_list (self)) > 0;
  for (gsize i = 0; actions && i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (actions, names[i])),
                                 any);
}
