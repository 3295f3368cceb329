/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-long-text-fact.h"

#include "words/kontor-format.h"
#include "words/kontor-input.h"

struct _KontorLongTextFact
{
  KontorFactRow parent_instance;
  GtkWidget *view;
  GtkTextBuffer *buffer;
  char *shown;
};

G_DEFINE_FINAL_TYPE (KontorLongTextFact, kontor_long_text_fact, KONTOR_TYPE_FACT_ROW)

static char *
dup_text (KontorLongTextFact *self)
{
  GtkTextIter start, end;
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

static void
kontor_long_text_fact_show_value (KontorFactRow *row)
{
  KontorLongTextFact *self = KONTOR_LONG_TEXT_FACT (row);
  const KontorField *field = kontor_fact_row_get_field (row);
  g_autofree char *text = kontor_format_value (field, kontor_fact_row_get_value (row));
  g_set_str (&self->shown, text);
  gtk_text_buffer_set_text (self->buffer, text, -1);
}

static void
kontor_long_text_fact_keep_typed (KontorFactRow *row)
{
  KontorLongTextFact *self = KONTOR_LONG_TEXT_FACT (row);
  const KontorField *field = kontor_fact_row_get_field (row);
  g_free (self->shown);
  self->shown = kontor_format_value (field, kontor_fact_row_get_value (row));
}

static gboolean
kontor_long_text_fact_is_dirty (KontorFactRow *row)
{
  KontorLongTextFact *self = KONTOR_LONG_TEXT_FACT (row);
  g_autofree char *text = dup_text (self);
  return g_strcmp0 (text, self->shown) != 0;
}

static gboolean
kontor_long_text_fact_finish (KontorFactRow *row)
{
  KontorLongTextFact *self = KONTOR_LONG_TEXT_FACT (row);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = dup_text (self);
  KontorValue value = KONTOR_VALUE_NONE;
  if (g_strcmp0 (text, self->shown) == 0)
    return TRUE;
  if (!kontor_input_parse (kontor_fact_row_get_field (row), text, NULL, kontor_format_today (),
                           &value, &error))
    {
      kontor_fact_row_set_problem (row, error->message);
      return FALSE;
    }
  kontor_fact_row_commit (row, value, NULL);
  return TRUE;
}

static void
kontor_long_text_fact_edit (KontorFactRow *row)
{
  gtk_widget_grab_focus (KONTOR_LONG_TEXT_FACT (row)->view);
}

static gboolean
save_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return kontor_fact_row_finish (user_data);
}

static void
kontor_long_text_fact_finalize (GObject *object)
{
  g_free (KONTOR_LONG_TEXT_FACT (object)->shown);
  G_OBJECT_CLASS (kontor_long_text_fact_parent_class)->finalize (object);
}

static void
kontor_long_text_fact_class_init (KontorLongTextFactClass *class)
{
  KontorFactRowClass *row_class = KONTOR_FACT_ROW_CLASS (class);
  G_OBJECT_CLASS (class)->finalize = kontor_long_text_fact_finalize;
  row_class->show_value = kontor_long_text_fact_show_value;
  row_class->is_dirty = kontor_long_text_fact_is_dirty;
  row_class->keep_typed = kontor_long_text_fact_keep_typed;
  row_class->finish = kontor_long_text_fact_finish;
  row_class->edit = kontor_long_text_fact_edit;
}

static void
kontor_long_text_fact_init (KontorLongTextFact *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  self->view = gtk_text_view_new ();
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  gtk_text_buffer_set_enable_undo (self->buffer, TRUE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_widget_set_hexpand (self->view, TRUE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Return, GDK_CONTROL_MASK),
                        gtk_callback_action_new (save_cb, self, NULL)));
  gtk_widget_add_controller (self->view, keys);
  kontor_fact_row_set_editor (KONTOR_FACT_ROW (self), self->view);
}
