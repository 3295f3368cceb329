/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-filter-bar.h"

#include "browse/kontor-filter.h"
#include "browse/kontor-shape.h"

#include <glib/gi18n.h>

struct _KontorFilterBar
{
  AdwBin parent_instance;
  KontorWorkspace *workspace; /* borrowed: the page's, which has this */
  const KontorEntity *entity;
  char *text;

  GtkRevealer *entry_revealer;
  GtkEntry *entry;
  GtkLabel *problem;
  AdwWrapBox *chips;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (KontorFilterBar, kontor_filter_bar, ADW_TYPE_BIN)

static const KontorSchema *
get_schema (KontorFilterBar *self)
{
  return kontor_workspace_get_schema (self->workspace);
}

static gboolean
has_text (KontorFilterBar *self, const char *text)
{
  return text && *text;
}

/* Where nobody types, it costs nothing either. */
static gboolean
is_seen (KontorFilterBar *self, gboolean reveal, gboolean revealed)
{
  return reveal || revealed;
}

static void
set_and_tell (KontorFilterBar *self, const char *text)
{
  kontor_filter_bar_set_text (self, text);
  g_signal_emit (self, changed_signal, 0);
}

static void
remove_part_cb (GtkWidget *button, gpointer user_data)
{
  KontorFilterBar *self
      = KONTOR_FILTER_BAR (gtk_widget_get_ancestor (button, KONTOR_TYPE_FILTER_BAR));
  g_autofree char *text = kontor_filter_remove_part (self->text, GPOINTER_TO_UINT (user_data));
  set_and_tell (self, text);
}

static void
clear_cb (GtkWidget *button, gpointer user_data)
{
  set_and_tell (user_data, "");
}

static char *
dup_title (const KontorEntity *entity, const KontorId *id, gpointer data)
{
  g_autoptr (KontorRecord) record = kontor_workspace_peek_id (data, entity, id);
  return record ? g_strdup (kontor_shape_get_title (record)) : NULL;
}

static GtkWidget *
make_chip (KontorFilterBar *self, const char *part, guint index)
{
  g_autofree char *said
      = kontor_filter_say_part (get_schema (self), self->entity, part, dup_title, self->workspace);
  g_autofree char *tooltip = g_strdup_printf (_ ("Take away: %s"), said);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (said);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
  gtk_widget_add_css_class (button, "chip");
  g_signal_connect (button, "clicked", G_CALLBACK (remove_part_cb), GUINT_TO_POINTER (index));
  return button;
}

static void
show_chips (KontorFilterBar *self)
{
  g_auto (GStrv) parts = kontor_filter_split (self->text);
  GtkWidget *clear;
  while ((clear = gtk_widget_get_first_child (GTK_WIDGET (self->chips))))
    adw_wrap_box_remove (self->chips, clear);
  for (guint i = 0; parts[i]; i++)
    adw_wrap_box_append (self->chips, make_chip (self, parts[i], i));
  gtk_widget_set_visible (GTK_WIDGET (self->chips), parts[0] != NULL);
  if (parts[0] == NULL)
    return;
  clear = gtk_button_new_with_label (_ ("Clear"));
  gtk_widget_add_css_class (clear, "flat");
  g_signal_connect (clear, "clicked", G_CALLBACK (clear_cb), self);
  adw_wrap_box_append (self->chips, clear);
}

static void
apply_cb (KontorFilterBar *self)
{
  g_autofree char *before = g_strdup (self->text);
  kontor_filter_bar_set_text (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  if (g_strcmp0 (before, self->text) != 0)
    g_signal_emit (self, changed_signal, 0);
}

static void
close_entry (KontorFilterBar *self)
{
  gtk_label_set_label (self->problem, "");
  gtk_editable_set_text (GTK_EDITABLE (self->entry), self->text);
  gtk_revealer_set_reveal_child (self->entry_revealer, FALSE);
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                          GTK_DIR_TAB_FORWARD);
}

static void
icon_released_cb (KontorFilterBar *self, GtkEntryIconPosition position)
{
  if (position == GTK_ENTRY_ICON_SECONDARY)
    close_entry (self);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  close_entry (user_data);
  return TRUE;
}

static void
kontor_filter_bar_dispose (GObject *object)
{
  KontorFilterBar *self = KONTOR_FILTER_BAR (object);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_FILTER_BAR);
  g_clear_pointer (&self->text, g_free);
  G_OBJECT_CLASS (kontor_filter_bar_parent_class)->dispose (object);
}

static void
kontor_filter_bar_class_init (KontorFilterBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = kontor_filter_bar_dispose;
  changed_signal = g_signal_new ("changed", KONTOR_TYPE_FILTER_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/browse/kontor-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorFilterBar, entry_revealer);
  gtk_widget_class_bind_template_child (widget_class, KontorFilterBar, entry);
  gtk_widget_class_bind_template_child (widget_class, KontorFilterBar, problem);
  gtk_widget_class_bind_template_child (widget_class, KontorFilterBar, chips);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, is_seen);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, icon_released_cb);
}

static void
kontor_filter_bar_init (KontorFilterBar *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  self->text = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (escape_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
}

void
kontor_filter_bar_set_entity (KontorFilterBar *self,
                              KontorWorkspace *workspace,
                              const KontorEntity *entity)
{
  self->workspace = workspace;
  self->entity = entity;
}

const char *
kontor_filter_bar_get_text (KontorFilterBar *self)
{
  return self->text;
}

void
kontor_filter_bar_set_text (KontorFilterBar *self, const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text ? text : ""));
  KontorQueryProblem problem = { 0 };
  if (*trimmed)
    {
      g_autoptr (KontorExpr) expr
          = kontor_query_parse (get_schema (self), self->entity, trimmed, &problem, NULL);
      if (expr == NULL)
        {
          g_autofree char *said = kontor_filter_say_problem (trimmed, &problem);
          gtk_label_set_label (self->problem, said);
          gtk_editable_set_text (GTK_EDITABLE (self->entry), trimmed);
          gtk_revealer_set_reveal_child (self->entry_revealer, TRUE);
          return;
        }
    }
  gtk_label_set_label (self->problem, "");
  g_set_str (&self->text, trimmed);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), trimmed);
  show_chips (self);
}

void
kontor_filter_bar_add_part (KontorFilterBar *self, const char *part)
{
  g_autofree char *text = kontor_filter_add_part (self->text, part);
  set_and_tell (self, text);
}

void
kontor_filter_bar_edit (KontorFilterBar *self)
{
  gtk_revealer_set_reveal_child (self->entry_revealer, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
