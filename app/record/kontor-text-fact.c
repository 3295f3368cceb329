/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-text-fact.h"

#include "record/kontor-reach.h"
#include "words/kontor-format.h"
#include "words/kontor-input.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KontorTextFact
{
  KontorFactRow parent_instance;
  GtkEditable *text;
  GtkWidget *launch; /* writes, calls or opens; NULL for what can't be */
  char *shown;       /* what the entry held when the value was shown */
};

G_DEFINE_FINAL_TYPE (KontorTextFact, kontor_text_fact, KONTOR_TYPE_FACT_ROW)

/* While it has no focus a date reads "Yesterday"; what is edited is the value itself. */
static char *
make_text (KontorTextFact *self)
{
  KontorFactRow *row = KONTOR_FACT_ROW (self);
  const KontorField *field = kontor_fact_row_get_field (row);
  gboolean editing = gtk_widget_has_focus (GTK_WIDGET (self->text));
  if (field == NULL)
    return g_strdup ("");
  return editing ? kontor_format_for_entry (field, kontor_fact_row_get_value (row))
                 : kontor_format_value (field, kontor_fact_row_get_value (row));
}

static char *
make_uri (KontorTextFact *self)
{
  KontorFactRow *row = KONTOR_FACT_ROW (self);
  const KontorField *field = kontor_fact_row_get_field (row);
  return field ? kontor_reach_dup_uri (field, kontor_fact_row_get_value (row)) : NULL;
}

static void
launch_cb (KontorTextFact *self)
{
  g_autofree char *uri = make_uri (self);
  kontor_reach_open (GTK_WIDGET (self), uri);
}

static void
add_launch_button (KontorTextFact *self, const char *icon, const char *label)
{
  self->launch = gtk_button_new_from_icon_name (icon);
  gtk_widget_set_tooltip_text (self->launch, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->launch), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_widget_add_css_class (self->launch, "flat");
  g_signal_connect_swapped (self->launch, "clicked", G_CALLBACK (launch_cb), self);
  kontor_fact_row_add_suffix (KONTOR_FACT_ROW (self), self->launch);
}

/* Numbers and addresses are written from left to right everywhere, and stand where words begin. */
static void
set_direction (KontorTextFact *self, const KontorField *field)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  if (field->type != KONTOR_PHONE && field->type != KONTOR_EMAIL && field->type != KONTOR_URL)
    return;
  gtk_widget_set_direction (GTK_WIDGET (self->text), GTK_TEXT_DIR_LTR);
  gtk_editable_set_alignment (self->text, rtl ? 1 : 0);
}

/* The field is known only once the row is made. */
static void
ensure_launch_button (KontorTextFact *self, const KontorField *field)
{
  if (self->launch)
    return;
  if (field->type == KONTOR_EMAIL)
    add_launch_button (self, "mail-unread-symbolic", _ ("Write a mail"));
  else if (field->type == KONTOR_PHONE)
    add_launch_button (self, "call-start-symbolic", _ ("Call"));
  else if (field->type == KONTOR_URL)
    add_launch_button (self, "web-browser-symbolic", _ ("Open in the browser"));
}

static void
kontor_text_fact_show_value (KontorFactRow *row)
{
  KontorTextFact *self = KONTOR_TEXT_FACT (row);
  const KontorField *field = kontor_fact_row_get_field (row);
  g_autofree char *text = make_text (self);
  g_autofree char *uri = make_uri (self);
  g_set_str (&self->shown, text);
  gtk_editable_set_text (self->text, text);
  ensure_launch_button (self, field);
  set_direction (self, field);
  if (self->launch)
    gtk_widget_set_visible (self->launch, uri != NULL);
}

static void
kontor_text_fact_keep_typed (KontorFactRow *row)
{
  KontorTextFact *self = KONTOR_TEXT_FACT (row);
  g_free (self->shown);
  self->shown = make_text (self);
}

static gboolean
kontor_text_fact_is_dirty (KontorFactRow *row)
{
  KontorTextFact *self = KONTOR_TEXT_FACT (row);
  return g_strcmp0 (gtk_editable_get_text (self->text), self->shown) != 0;
}

static void
kontor_text_fact_edit (KontorFactRow *row)
{
  gtk_widget_grab_focus (GTK_WIDGET (KONTOR_TEXT_FACT (row)->text));
}

static gboolean
kontor_text_fact_finish (KontorFactRow *row)
{
  KontorTextFact *self = KONTOR_TEXT_FACT (row);
  KontorWorkspace *workspace = kontor_fact_row_get_workspace (row);
  g_autoptr (GError) error = NULL;
  KontorValue value = KONTOR_VALUE_NONE;
  if (!kontor_text_fact_is_dirty (row))
    return TRUE;
  if (!kontor_input_parse (kontor_fact_row_get_field (row), gtk_editable_get_text (self->text),
                           kontor_workspace_peek_currency (workspace), kontor_format_today (),
                           &value, &error))
    {
      kontor_fact_row_set_problem (row, error->message);
      return FALSE;
    }
  kontor_fact_row_commit (row, value, NULL);
  return TRUE;
}

static void
activate_cb (KontorTextFact *self)
{
  kontor_fact_row_finish (KONTOR_FACT_ROW (self));
}

static void
focus_changed_cb (KontorTextFact *self)
{
  if (!kontor_text_fact_is_dirty (KONTOR_FACT_ROW (self)))
    kontor_text_fact_show_value (KONTOR_FACT_ROW (self));
}

/* What was typed is undone in the entry. Once it is saved, it is undone where it was saved to, of
 * which the entry knows nothing. In a dialog nothing has been saved yet. */
static gboolean
change_saved (KontorTextFact *self, const char *action)
{
  GtkWidget *widget = GTK_WIDGET (self);
  if (kontor_text_fact_is_dirty (KONTOR_FACT_ROW (self))
      || gtk_widget_get_ancestor (widget, ADW_TYPE_DIALOG))
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (widget, action, NULL);
  return GDK_EVENT_STOP;
}

static gboolean
undo_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return change_saved (user_data, "win.undo");
}

static gboolean
redo_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return change_saved (user_data, "win.redo");
}

static void
add_key (KontorTextFact *self,
         GtkEventController *keys,
         GdkModifierType modifiers,
         GtkShortcutFunc callback)
{
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_z, modifiers),
                        gtk_callback_action_new (callback, self, NULL)));
}

/* The entry takes these keys even when it has nothing to undo: they are looked at before. */
static void
add_undo_keys (KontorTextFact *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_key (self, keys, GDK_CONTROL_MASK, undo_key_cb);
  add_key (self, keys, GDK_CONTROL_MASK | GDK_SHIFT_MASK, redo_key_cb);
  gtk_widget_add_controller (GTK_WIDGET (self->text), keys);
}

static void
kontor_text_fact_finalize (GObject *object)
{
  g_free (KONTOR_TEXT_FACT (object)->shown);
  G_OBJECT_CLASS (kontor_text_fact_parent_class)->finalize (object);
}

static void
kontor_text_fact_class_init (KontorTextFactClass *class)
{
  KontorFactRowClass *row_class = KONTOR_FACT_ROW_CLASS (class);
  G_OBJECT_CLASS (class)->finalize = kontor_text_fact_finalize;
  row_class->show_value = kontor_text_fact_show_value;
  row_class->is_dirty = kontor_text_fact_is_dirty;
  row_class->keep_typed = kontor_text_fact_keep_typed;
  row_class->finish = kontor_text_fact_finish;
  row_class->edit = kontor_text_fact_edit;
}

static void
kontor_text_fact_init (KontorTextFact *self)
{
  /* By itself it has no role: it counts on being part of an entry. */
  GtkWidget *text = g_object_new (GTK_TYPE_TEXT, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX,
                                  "hexpand", TRUE, NULL);
  self->text = GTK_EDITABLE (text);
  g_signal_connect_swapped (text, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (text, "notify::has-focus", G_CALLBACK (focus_changed_cb), self);
  add_undo_keys (self);
  kontor_fact_row_set_editor (KONTOR_FACT_ROW (self), text);
}
