/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-browse-page-private.h"

#include "acts/kontor-acts.h"
#include "browse/kontor-list-export.h"
#include "browse/kontor-shape.h"
#include "browse/kontor-tag-dialog.h"
#include "record/kontor-new-dialog.h"
#include "window/kontor-actions.h"
#include "window/kontor-report.h"

static KontorWorkspace *
get_workspace (KontorBrowsePage *self)
{
  return kontor_page_get_workspace (KONTOR_PAGE (self));
}

static void
new_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorBrowsePage *self = user_data;
  kontor_new_dialog_present (GTK_WIDGET (self), get_workspace (self),
                             kontor_fields_new (kontor_browse_page_get_entity (self)), TRUE);
}

static void
search_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  kontor_page_start_search (user_data);
}

static void
filter_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  kontor_browse_page_open_filter (user_data);
}

static void
clear_filter_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  kontor_browse_page_clear_filter (user_data);
}

static void
select_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorRecordList *list = kontor_browse_page_get_list (user_data);
  kontor_record_list_set_selecting (list, !kontor_record_list_is_selecting (list));
}

static void
select_all_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  kontor_record_list_select_all (kontor_browse_page_get_list (user_data));
}

GArray *
kontor_browse_page_list_selected (KontorBrowsePage *self)
{
  const KontorEntity *entity = kontor_browse_page_get_entity (self);
  g_autoptr (GArray) rows
      = kontor_record_list_dup_selected_rows (kontor_browse_page_get_list (self));
  GArray *refs = kontor_ref_list_new ();
  for (guint i = 0; i < rows->len; i++)
    {
      KontorRef ref = kontor_ref_make_row (entity, g_array_index (rows, gint64, i));
      g_array_append_val (refs, ref);
    }
  return refs;
}

char *
kontor_browse_page_dup_only_title (KontorBrowsePage *self)
{
  KontorRecordList *list = kontor_browse_page_get_list (self);
  g_autoptr (GtkBitset) selected = kontor_record_list_get_selected (list);
  g_autoptr (KontorRecord) record = NULL;
  if (gtk_bitset_get_size (selected) != 1)
    return NULL;
  record = kontor_list_model_dup_record (kontor_record_list_get_model (list),
                                         gtk_bitset_get_minimum (selected));
  return record ? g_strdup (kontor_record_get_title (record)) : NULL;
}

static void
delete_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorBrowsePage *self = user_data;
  g_autofree char *title = kontor_browse_page_dup_only_title (self);
  g_autoptr (GArray) refs = kontor_browse_page_list_selected (self);
  if (refs->len == 0)
    return;
  kontor_report (GTK_WIDGET (self),
                 kontor_acts_delete (get_workspace (self), g_steal_pointer (&refs), title),
                 KONTOR_REPORT_ALL);
  kontor_record_list_set_selecting (kontor_browse_page_get_list (self), FALSE);
}

static void
tag_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorBrowsePage *self = user_data;
  g_autoptr (GArray) refs = kontor_browse_page_list_selected (self);
  if (refs->len > 0)
    kontor_tag_dialog_present (GTK_WIDGET (self), get_workspace (self), g_steal_pointer (&refs));
}

static void
export_as (KontorBrowsePage *self, KontorListForm form)
{
  KontorListModel *model = kontor_record_list_get_model (kontor_browse_page_get_list (self));
  kontor_list_export_ask (GTK_WIDGET (self), get_workspace (self),
                          kontor_list_model_get_query (model), form);
}

static void
export_csv_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  export_as (user_data, KONTOR_LIST_AS_CSV);
}

static void
export_cards_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  export_as (user_data, KONTOR_LIST_AS_CARDS);
}

void
kontor_browse_page_add_actions (KontorBrowsePage *self)
{
  const GActionEntry entries[] = {
    { "new", new_cb },
    { "search", search_cb },
    { "filter", filter_cb },
    { "clear-filter", clear_filter_cb },
    { "select", select_cb },
    { "select-all", select_all_cb },
    { "delete", delete_cb },
    { "tag", tag_cb },
    { "export-csv", export_csv_cb },
    { "export-cards", export_cards_cb },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  kontor_record_list_add_sort_actions (kontor_browse_page_get_list (self), G_ACTION_MAP (actions));
  kontor_page_set_actions (KONTOR_PAGE (self), "list", G_ACTION_GROUP (actions));
  kontor_actions_add_text_keys (GTK_WIDGET (kontor_browse_page_get_list (self)), "list");
  kontor_browse_page_add_task_actions (self);
  kontor_browse_page_update_actions (self);
}

static gboolean
can_tag (KontorBrowsePage *self)
{
  const KontorSchema *schema = kontor_workspace_get_schema (get_workspace (self));
  const KontorEntity *tagging = kontor_schema_find (schema, "tagging");
  return tagging
         && kontor_entity_find_field (tagging, kontor_browse_page_get_entity (self)->name) >= 0;
}

static gboolean
has_rows (KontorBrowsePage *self)
{
  KontorListModel *model = kontor_record_list_get_model (kontor_browse_page_get_list (self));
  return g_list_model_get_n_items (G_LIST_MODEL (model)) > 0;
}

void
kontor_browse_page_update_actions (KontorBrowsePage *self)
{
  const KontorSchema *schema = kontor_workspace_get_schema (get_workspace (self));
  const KontorEntity *entity = kontor_browse_page_get_entity (self);
  GActionMap *actions = G_ACTION_MAP (kontor_page_get_actions (KONTOR_PAGE (self), "list"));
  gboolean any = kontor_record_list_get_n_selected (kontor_browse_page_get_list (self)) > 0;
  const struct
  {
    const char *name;
    gboolean enabled;
  } states[] = {
    { "delete", any },
    { "tag", any && can_tag (self) },
    { "clear-filter", kontor_browse_page_is_filtered (self) },
    { "export-csv", has_rows (self) },
    { "export-cards", has_rows (self) && kontor_shape_has_face (schema, entity) },
  };
  if (actions == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (actions, states[i].name)), states[i].enabled);
  kontor_browse_page_update_task_actions (self);
}
