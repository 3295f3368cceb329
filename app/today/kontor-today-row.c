/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "today/kontor-today-row.h"

#include "model/entities/kontor-entities.h"
#include "words/kontor-format.h"

#include <glib/gi18n.h>

struct _KontorTodayRow
{
  AdwActionRow parent_instance;
  KontorRecord *record;
  KontorAgendaPart part;

  GtkButton *done_button;
  GtkButton *snooze_button;
};

enum
{
  PROP_IS_TASK = 1,
  PROP_WHEN,
  PROP_WHEN_ICON,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorTodayRow, kontor_today_row, ADW_TYPE_ACTION_ROW)

static gboolean
is_task (KontorTodayRow *self)
{
  return self->part != KONTOR_AGENDA_QUIET;
}

static gboolean
has_text (gpointer object, const char *text)
{
  return text && *text;
}

/* With whom: the person, else the company, else the deal. */
static char *
make_subtitle (KontorRecord *record, gboolean task)
{
  static const char *const of_task[] = { "contact", "company", "deal" };
  static const char *const of_deal[] = { "company", "stage" };
  const char *const *names = task ? of_task : of_deal;
  gsize count = task ? G_N_ELEMENTS (of_task) : G_N_ELEMENTS (of_deal);
  GString *subtitle = g_string_new (NULL);
  for (gsize i = 0; i < count; i++)
    {
      const char *title = kontor_record_get_ref_title (record, names[i]);
      if (title)
        g_string_append_printf (subtitle, "%s%s", subtitle->len ? " · " : "", title);
    }
  return g_string_free_and_steal (subtitle);
}

static char *
make_when (KontorTodayRow *self)
{
  const KontorValue *value
      = self->record ? kontor_record_get_value (self->record, is_task (self) ? "due_on" : "value")
                     : NULL;
  if (value == NULL || kontor_value_is_none (value))
    return NULL;
  /* The heading says it already. */
  if (self->part == KONTOR_AGENDA_TODAY || self->part == KONTOR_AGENDA_TOMORROW)
    return NULL;
  if (is_task (self))
    return kontor_format_date ((KontorDate) value->integer, kontor_format_today ());
  return kontor_format_money (&value->money);
}

static void
activate (KontorTodayRow *self, const char *action)
{
  g_autofree char *id = kontor_id_dup_text (kontor_record_get_id (self->record));
  gtk_widget_activate_action (GTK_WIDGET (self), action, "s", id);
}

static void
done_cb (KontorTodayRow *self)
{
  activate (self, "task.done-task");
}

static void
snooze_cb (KontorTodayRow *self)
{
  activate (self, "task.snooze-task");
}

static void
kontor_today_row_dispose (GObject *object)
{
  KontorTodayRow *self = KONTOR_TODAY_ROW (object);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_TODAY_ROW);
  g_clear_object (&self->record);
  G_OBJECT_CLASS (kontor_today_row_parent_class)->dispose (object);
}

static void
kontor_today_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorTodayRow *self = KONTOR_TODAY_ROW (object);
  switch (id)
    {
    case PROP_IS_TASK:
      g_value_set_boolean (value, is_task (self));
      break;
    case PROP_WHEN:
      g_value_take_string (value, make_when (self));
      break;
    case PROP_WHEN_ICON:
      g_value_set_static_string (
          value, self->part == KONTOR_AGENDA_OVERDUE ? "dialog-warning-symbolic" : NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_today_row_class_init (KontorTodayRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  object_class->dispose = kontor_today_row_dispose;
  object_class->get_property = kontor_today_row_get_property;
  properties[PROP_IS_TASK] = g_param_spec_boolean ("is-task", NULL, NULL, FALSE, flags);
  properties[PROP_WHEN] = g_param_spec_string ("when", NULL, NULL, NULL, flags);
  properties[PROP_WHEN_ICON] = g_param_spec_string ("when-icon", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/today/kontor-today-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorTodayRow, done_button);
  gtk_widget_class_bind_template_child (widget_class, KontorTodayRow, snooze_button);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, snooze_cb);
}

static void
kontor_today_row_init (KontorTodayRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kontor_today_row_new (KontorRecord *record, KontorAgendaPart part)
{
  KontorTodayRow *self = g_object_new (KONTOR_TYPE_TODAY_ROW, NULL);
  g_autofree char *subtitle = make_subtitle (record, part != KONTOR_AGENDA_QUIET);
  self->record = g_object_ref (record);
  self->part = part;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), kontor_record_get_title (record));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  for (guint i = PROP_IS_TASK; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  return GTK_WIDGET (self);
}

KontorRecord *
kontor_today_row_get_record (KontorTodayRow *self)
{
  return self->record;
}

KontorAgendaPart
kontor_today_row_get_part (KontorTodayRow *self)
{
  return self->part;
}
