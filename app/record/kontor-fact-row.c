/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-fact-row.h"

#include "record/kontor-choice-fact.h"
#include "record/kontor-long-text-fact.h"
#include "record/kontor-ref-fact.h"
#include "record/kontor-switch-fact.h"
#include "record/kontor-text-fact.h"

#include <glib/gi18n.h>

typedef struct
{
  KontorFactInfo info;
  KontorValue value;
  char *ref_title;
  KontorId subject;
  gboolean entered;
  gboolean read_only;

  GtkLabel *name;
  AdwBin *editor;
  GtkLabel *problem;
  GtkBox *suffixes;
  GtkRevealer *history_revealer;
  GtkLabel *history;
  GtkButton *put_back;
} KontorFactRowPrivate;

enum
{
  COMMIT,
  ENTERED,
  PUT_BACK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (KontorFactRow, kontor_fact_row, ADW_TYPE_PREFERENCES_ROW)

#define PRIVATE(self) ((KontorFactRowPrivate *) kontor_fact_row_get_instance_private (self))

static void
put_back_cb (KontorFactRow *self)
{
  g_signal_emit (self, signals[PUT_BACK], 0);
}

static void
enter_cb (KontorFactRow *self)
{
  PRIVATE (self)->entered = TRUE;
  g_signal_emit (self, signals[ENTERED], 0);
}

static void
leave_cb (KontorFactRow *self)
{
  PRIVATE (self)->entered = FALSE;
  kontor_fact_row_finish (self);
  gtk_revealer_set_reveal_child (PRIVATE (self)->history_revealer, FALSE);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  KontorFactRow *self = KONTOR_FACT_ROW (widget);
  KontorFactRowClass *class = KONTOR_FACT_ROW_GET_CLASS (self);
  if (class->is_dirty == NULL || !class->is_dirty (self))
    return GDK_EVENT_PROPAGATE;
  kontor_fact_row_set_problem (self, NULL);
  class->show_value (self);
  return GDK_EVENT_STOP;
}

static void
kontor_fact_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KONTOR_TYPE_FACT_ROW);
  G_OBJECT_CLASS (kontor_fact_row_parent_class)->dispose (object);
}

static void
kontor_fact_row_finalize (GObject *object)
{
  KontorFactRowPrivate *private = PRIVATE (KONTOR_FACT_ROW (object));
  g_clear_object (&private->info.workspace);
  kontor_value_clear (&private->value);
  g_free (private->ref_title);
  G_OBJECT_CLASS (kontor_fact_row_parent_class)->finalize (object);
}

static void
kontor_fact_row_class_init (KontorFactRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->dispose = kontor_fact_row_dispose;
  object_class->finalize = kontor_fact_row_finalize;
  signals[COMMIT] = g_signal_new ("commit", KONTOR_TYPE_FACT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, KONTOR_TYPE_VALUE);
  signals[ENTERED] = g_signal_new ("entered", KONTOR_TYPE_FACT_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[PUT_BACK] = g_signal_new ("put-back", KONTOR_TYPE_FACT_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/record/kontor-fact-row.ui");
  gtk_widget_class_bind_template_child_private (widget_class, KontorFactRow, name);
  gtk_widget_class_bind_template_child_private (widget_class, KontorFactRow, editor);
  gtk_widget_class_bind_template_child_private (widget_class, KontorFactRow, problem);
  gtk_widget_class_bind_template_child_private (widget_class, KontorFactRow, suffixes);
  gtk_widget_class_bind_template_child_private (widget_class, KontorFactRow, history_revealer);
  gtk_widget_class_bind_template_child_private (widget_class, KontorFactRow, history);
  gtk_widget_class_bind_template_child_private (widget_class, KontorFactRow, put_back);
  gtk_widget_class_bind_template_callback (widget_class, put_back_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
kontor_fact_row_init (KontorFactRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (enter_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

static GType
choose_class (const KontorField *field)
{
  switch (field->type)
    {
    case KONTOR_CHOICE:
      return KONTOR_TYPE_CHOICE_FACT;
    case KONTOR_BOOLEAN:
      return KONTOR_TYPE_SWITCH_FACT;
    case KONTOR_REF:
      return KONTOR_TYPE_REF_FACT;
    case KONTOR_LONG_TEXT:
      return KONTOR_TYPE_LONG_TEXT_FACT;
    default:
      return KONTOR_TYPE_TEXT_FACT;
    }
}

KontorFactRow *
kontor_fact_row_new (const KontorFactInfo *info)
{
  const KontorField *field = kontor_entity_get_field (info->entity, info->index);
  KontorFactRow *self
      = g_object_new (choose_class (field), "title", _ (field->label), "use-markup", FALSE, NULL);
  KontorFactRowPrivate *private = PRIVATE (self);
  private->info = *info;
  private->info.workspace = g_object_ref (info->workspace);
  KONTOR_FACT_ROW_GET_CLASS (self)->show_value (self);
  return self;
}

const KontorEntity *
kontor_fact_row_get_entity (KontorFactRow *self)
{
  return PRIVATE (self)->info.entity;
}

const KontorField *
kontor_fact_row_get_field (KontorFactRow *self)
{
  KontorFactRowPrivate *private = PRIVATE (self);
  return private->info.entity ? kontor_entity_get_field (private->info.entity, private->info.index)
                              : NULL;
}

guint
kontor_fact_row_get_index (KontorFactRow *self)
{
  return PRIVATE (self)->info.index;
}

KontorWorkspace *
kontor_fact_row_get_workspace (KontorFactRow *self)
{
  return PRIVATE (self)->info.workspace;
}

/* Whether it is the value it had. */
static gboolean
hold_value (KontorFactRow *self, const KontorValue *value, const char *title)
{
  KontorFactRowPrivate *private = PRIVATE (self);
  const KontorValue none = KONTOR_VALUE_NONE;
  KontorValue copy = kontor_value_copy (value ? value : &none);
  gboolean same = kontor_value_equal (&copy, &private->value);
  kontor_value_clear (&private->value);
  private->value = copy;
  return !g_set_str (&private->ref_title, title) && same;
}

/* "Tomorrow" is another day tomorrow. */
static gboolean
reads_by_day (KontorFactRow *self)
{
  KontorType type = kontor_fact_row_get_field (self)->type;
  return (type == KONTOR_DATE || type == KONTOR_INSTANT) && !PRIVATE (self)->entered;
}

void
kontor_fact_row_set_value (KontorFactRow *self, const KontorValue *value, const char *title)
{
  KontorFactRowClass *class = KONTOR_FACT_ROW_GET_CLASS (self);
  gboolean same = hold_value (self, value, title) && !reads_by_day (self);
  if (!same && (class->is_dirty == NULL || !class->is_dirty (self)))
    class->show_value (self);
}

const KontorValue *
kontor_fact_row_get_value (KontorFactRow *self)
{
  return &PRIVATE (self)->value;
}

const char *
kontor_fact_row_get_ref_title (KontorFactRow *self)
{
  return PRIVATE (self)->ref_title;
}

void
kontor_fact_row_set_subject (KontorFactRow *self, const KontorId *id)
{
  PRIVATE (self)->subject = *id;
}

const KontorId *
kontor_fact_row_get_subject (KontorFactRow *self)
{
  return &PRIVATE (self)->subject;
}

void
kontor_fact_row_set_writable (KontorFactRow *self, gboolean writable)
{
  GtkWidget *editor = kontor_fact_row_get_editor (self);
  PRIVATE (self)->read_only = !writable;
  if (GTK_IS_EDITABLE (editor))
    gtk_editable_set_editable (GTK_EDITABLE (editor), writable);
  else if (GTK_IS_TEXT_VIEW (editor))
    gtk_text_view_set_editable (GTK_TEXT_VIEW (editor), writable);
  else
    gtk_widget_set_sensitive (editor, writable);
}

void
kontor_fact_row_refuse (KontorFactRow *self,
                        const KontorValue *value,
                        const char *title,
                        const char *problem)
{
  KontorFactRowClass *class = KONTOR_FACT_ROW_GET_CLASS (self);
  hold_value (self, value, title);
  if (class->keep_typed)
    class->keep_typed (self);
  else
    class->show_value (self);
  kontor_fact_row_set_problem (self, problem);
}

void
kontor_fact_row_reset (KontorFactRow *self)
{
  kontor_fact_row_set_problem (self, NULL);
  kontor_fact_row_set_history (self, NULL, FALSE);
  KONTOR_FACT_ROW_GET_CLASS (self)->show_value (self);
}

void
kontor_fact_row_edit (KontorFactRow *self)
{
  KONTOR_FACT_ROW_GET_CLASS (self)->edit (self);
}

gboolean
kontor_fact_row_is_entered (KontorFactRow *self)
{
  return PRIVATE (self)->entered;
}

GtkWidget *
kontor_fact_row_get_editor (KontorFactRow *self)
{
  return adw_bin_get_child (PRIVATE (self)->editor);
}

gboolean
kontor_fact_row_finish (KontorFactRow *self)
{
  KontorFactRowClass *class = KONTOR_FACT_ROW_GET_CLASS (self);
  return class->finish == NULL || class->finish (self);
}

void
kontor_fact_row_set_history (KontorFactRow *self, const char *text, gboolean can_put_back)
{
  KontorFactRowPrivate *private = PRIVATE (self);
  if (text)
    gtk_label_set_label (private->history, text);
  gtk_widget_set_visible (GTK_WIDGET (private->put_back), can_put_back && !private->read_only);
  gtk_revealer_set_reveal_child (private->history_revealer, text != NULL);
}

void
kontor_fact_row_set_editor (KontorFactRow *self, GtkWidget *editor)
{
  KontorFactRowPrivate *private = PRIVATE (self);
  adw_bin_set_child (private->editor, editor);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  private->name, NULL, -1);
}

void
kontor_fact_row_add_suffix (KontorFactRow *self, GtkWidget *suffix)
{
  gtk_box_prepend (PRIVATE (self)->suffixes, suffix);
}

void
kontor_fact_row_set_problem (KontorFactRow *self, const char *problem)
{
  KontorFactRowPrivate *private = PRIVATE (self);
  gtk_label_set_label (private->problem, problem ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (private->problem), problem != NULL);
  if (problem)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), problem,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

void
kontor_fact_row_commit (KontorFactRow *self, KontorValue value, const char *title)
{
  KontorFactRowPrivate *private = PRIVATE (self);
  kontor_fact_row_set_problem (self, NULL);
  if (kontor_value_equal (&value, &private->value))
    {
      kontor_value_clear (&value);
      KONTOR_FACT_ROW_GET_CLASS (self)->show_value (self);
      return;
    }
  kontor_value_clear (&private->value);
  private->value = value;
  g_set_str (&private->ref_title, title);
  KONTOR_FACT_ROW_GET_CLASS (self)->show_value (self);
  g_signal_emit (self, signals[COMMIT], 0, &private->value);
}
