/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-shortcuts-dialog.h"

#include "model/kontor-fold.h"
#include "window/kontor-actions.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KontorShortcutsDialog
{
  AdwDialog parent_instance;
  GPtrArray *groups; /* AdwPreferencesGroup, one for each topic */
  GPtrArray *rows;   /* of all groups, each with its "action" */

  GtkSearchEntry *search;
  GtkStack *states;
  AdwPreferencesPage *topics;
};

G_DEFINE_FINAL_TYPE (KontorShortcutsDialog, kontor_shortcuts_dialog, ADW_TYPE_DIALOG)

static GtkWidget *
make_key_label (const char *accelerator)
{
  guint key;
  GdkModifierType modifiers;
  g_autofree char *label = NULL;
  GtkWidget *widget;
  gtk_accelerator_parse (accelerator, &key, &modifiers);
  label = gtk_accelerator_get_label (key, modifiers);
  widget = gtk_label_new (label);
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (widget, "keycap");
  return widget;
}

static GtkWidget *
make_row (const KontorAction *action)
{
  GtkWidget *row = adw_action_row_new ();
  g_auto (GStrv) keys = g_strsplit (action->keys, " ", -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (action->label));
  for (gsize i = 0; keys[i]; i++)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_key_label (keys[i]));
  g_object_set_data (G_OBJECT (row), "action", (gpointer) action);
  return row;
}

static void
add_topic (KontorShortcutsDialog *self, KontorTopic topic)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  guint count;
  const KontorAction *actions = kontor_actions_get_all (&count);
  adw_preferences_group_set_title (group, kontor_topic_get_label (topic));
  for (guint i = 0; i < count; i++)
    if (actions[i].topic == topic && actions[i].keys)
      {
        GtkWidget *row = make_row (&actions[i]);
        g_ptr_array_add (self->rows, row);
        adw_preferences_group_add (group, row);
      }
  adw_preferences_page_add (self->topics, group);
  g_ptr_array_add (self->groups, group);
}

static void
search_changed_cb (KontorShortcutsDialog *self)
{
  g_autofree char *wanted = kontor_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  gboolean found[KONTOR_N_TOPICS] = { FALSE };
  gboolean any = FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      const KontorAction *action = g_object_get_data (G_OBJECT (row), "action");
      g_autofree char *label = kontor_fold (_ (action->label));
      gboolean matches = strstr (label, wanted) != NULL;
      gtk_widget_set_visible (row, matches);
      found[action->topic] = found[action->topic] || matches;
      any = any || matches;
    }
  for (guint i = 0; i < self->groups->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->groups, i), found[i]);
  gtk_stack_set_visible_child_name (self->states, any ? "topics" : "nothing");
}

static void
stop_search_cb (KontorShortcutsDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
kontor_shortcuts_dialog_dispose (GObject *object)
{
  KontorShortcutsDialog *self = KONTOR_SHORTCUTS_DIALOG (object);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_SHORTCUTS_DIALOG);
  G_OBJECT_CLASS (kontor_shortcuts_dialog_parent_class)->dispose (object);
}

static void
kontor_shortcuts_dialog_class_init (KontorShortcutsDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = kontor_shortcuts_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/kontor/Kontor/window/kontor-shortcuts-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorShortcutsDialog, search);
  gtk_widget_class_bind_template_child (widget_class, KontorShortcutsDialog, states);
  gtk_widget_class_bind_template_child (widget_class, KontorShortcutsDialog, topics);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
kontor_shortcuts_dialog_init (KontorShortcutsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->groups = g_ptr_array_new ();
  self->rows = g_ptr_array_new ();
  for (KontorTopic topic = 0; topic < KONTOR_N_TOPICS; topic++)
    add_topic (self, topic);
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
}

AdwDialog *
kontor_shortcuts_dialog_new (void)
{
  return g_object_new (KONTOR_TYPE_SHORTCUTS_DIALOG, NULL);
}
