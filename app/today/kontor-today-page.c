/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "today/kontor-today-page.h"

#include "acts/kontor-acts-tasks.h"
#include "attention/kontor-attention.h"
#include "model/entities/kontor-entities.h"
#include "record/kontor-new-dialog.h"
#include "today/kontor-today-row.h"
#include "window/kontor-actions.h"
#include "window/kontor-report.h"
#include "words/kontor-format.h"
#include "words/kontor-standing.h"

#include <glib/gi18n.h>

/* More rows than anybody reads; the rest is counted. */
#define MAX_ROWS 50

struct _KontorTodayPage
{
  KontorPage parent_instance;
  GSimpleActionGroup *actions;
  GPtrArray *rows; /* GtkWidget, borrowed */
  gboolean loading;
  gboolean stale;
  gboolean wants_focus; /* once there are rows */
  gint64 attention;
  const char *state;

  AdwPreferencesGroup *overdue;
  AdwPreferencesGroup *due_today;
  GtkWidget *attention_row;
  AdwPreferencesGroup *quiet;
  AdwPreferencesGroup *tomorrow;
};

enum
{
  PROP_STATE = 1,
  PROP_DAY,
  PROP_ATTENTION_LABEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorTodayPage, kontor_today_page, KONTOR_TYPE_PAGE)

static void load (KontorTodayPage *self);

static AdwPreferencesGroup *
get_group (KontorTodayPage *self, KontorAgendaPart part)
{
  switch (part)
    {
    case KONTOR_AGENDA_OVERDUE:
      return self->overdue;
    case KONTOR_AGENDA_TODAY:
      return self->due_today;
    case KONTOR_AGENDA_QUIET:
      return self->quiet;
    case KONTOR_AGENDA_TOMORROW:
    case KONTOR_N_AGENDA_PARTS:
    default:
      return self->tomorrow;
    }
}

static void
row_activated_cb (KontorTodayPage *self, KontorTodayRow *row)
{
  KontorRecord *record = kontor_today_row_get_record (row);
  gboolean is_task = kontor_record_get_entity (record) == &kontor_entity_task;
  KontorPlace place
      = kontor_place_make (is_task ? "tasks" : "deals", kontor_record_get_id (record));
  g_autofree char *text = kontor_place_dup_text (&place);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.go", "s", text);
}

static void
add_row (KontorTodayPage *self, AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static void
add_rest (KontorTodayPage *self, AdwPreferencesGroup *group, gint64 rest)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *number = kontor_format_number (rest, 0);
  /* Translators: rows that are not shown for want of room */
  g_autofree char *title
      = g_strdup_printf (ngettext ("And %s more", "And %s more", (gulong) rest), number);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_add_css_class (row, "dim-label");
  add_row (self, group, row);
}

static void
show_part (KontorTodayPage *self, const KontorAgenda *agenda, KontorAgendaPart part)
{
  AdwPreferencesGroup *group = get_group (self, part);
  GPtrArray *records = agenda->parts[part];
  gtk_widget_set_visible (GTK_WIDGET (group), records->len > 0);
  for (guint i = 0; i < records->len; i++)
    {
      GtkWidget *row = kontor_today_row_new (records->pdata[i], part);
      g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self,
                               G_CONNECT_SWAPPED);
      add_row (self, group, row);
    }
  if (agenda->totals[part] > records->len)
    add_rest (self, group, agenda->totals[part] - records->len);
}

/* Returns them. */
static GPtrArray *
remove_rows (KontorTodayPage *self)
{
  GPtrArray *removed = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);
      g_ptr_array_add (removed, g_object_ref (row));
      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
  return removed;
}

/* The row that stands for what @before stood for. One that has been put off is left behind. */
static GtkWidget *
find_again (KontorTodayPage *self, GtkWidget *before)
{
  KontorTodayRow *wanted = KONTOR_IS_TODAY_ROW (before) ? KONTOR_TODAY_ROW (before) : NULL;
  for (guint i = 0; wanted && i < self->rows->len; i++)
    {
      KontorTodayRow *row = self->rows->pdata[i];
      if (KONTOR_IS_TODAY_ROW (row)
          && kontor_today_row_get_part (row) <= kontor_today_row_get_part (wanted)
          && kontor_id_equal (kontor_record_get_id (kontor_today_row_get_record (row)),
                              kontor_record_get_id (kontor_today_row_get_record (wanted))))
        return GTK_WIDGET (row);
    }
  return NULL;
}

/* So that doing one task after the other goes on where one was: the row that had the focus, else
 * the next one that is still there, else the nearest above. */
static void
restore_focus (KontorTodayPage *self, GPtrArray *before, guint focused)
{
  GtkWidget *row = NULL;
  for (guint i = focused; row == NULL && i < before->len; i++)
    row = find_again (self, before->pdata[i]);
  for (guint i = focused; row == NULL && i > 0; i--)
    row = find_again (self, before->pdata[i - 1]);
  if (row == NULL && self->rows->len > 0)
    row = self->rows->pdata[0];
  if (row)
    gtk_widget_grab_focus (row);
}

/* Which row has the focus; -1: none. */
static int
find_focused_row (KontorTodayPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];
      if (gtk_widget_has_focus (row) || gtk_widget_get_focus_child (row))
        return (int) i;
    }
  return -1;
}

/* What one would do first: the first row there is. */
static gboolean
kontor_today_page_grab_focus (GtkWidget *widget)
{
  KontorTodayPage *self = KONTOR_TODAY_PAGE (widget);
  self->wants_focus = !kontor_page_is_ready (KONTOR_PAGE (self));
  if (self->rows->len > 0)
    return gtk_widget_grab_focus (self->rows->pdata[0]);
  return self->attention > 0 && gtk_widget_grab_focus (self->attention_row);
}

typedef struct
{
  KontorAgenda *agenda;
  gint64 attention;
} Day;

static void
free_day (gpointer data)
{
  Day *day = data;
  g_clear_pointer (&day->agenda, kontor_agenda_free);
  g_free (day);
}

static void
show_day (KontorTodayPage *self, const Day *day)
{
  const KontorAgenda *agenda = day->agenda;
  int focused = find_focused_row (self);
  g_autoptr (GPtrArray) before = remove_rows (self);
  self->attention = day->attention;
  for (guint part = 0; part < KONTOR_N_AGENDA_PARTS; part++)
    show_part (self, agenda, part);
  self->state = self->rows->len > 0 || self->attention > 0 ? "agenda" : "free";
  if (focused >= 0)
    restore_focus (self, before, (guint) focused);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAY]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ATTENTION_LABEL]);
  kontor_page_set_ready (KONTOR_PAGE (self), TRUE);
  if (self->wants_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static gpointer
load_job (KontorStore *store, gpointer data, GError **error)
{
  gint64 now = kontor_clock_now (kontor_store_get_clock (store));
  Day *day = g_new0 (Day, 1);
  day->attention = kontor_attention_count (store);
  day->agenda = kontor_agenda_load (store, now, MAX_ROWS, error);
  if (day->agenda == NULL)
    g_clear_pointer (&day, free_day);
  return day;
}

static DexFuture *
loaded_cb (DexFuture *future, gpointer user_data)
{
  g_autoptr (KontorTodayPage) self = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;
  Day *day = kontor_job_steal_result (future, &error);
  if (self == NULL)
    {
      g_clear_pointer (&day, free_day);
      return NULL;
    }
  self->loading = FALSE;
  if (day)
    show_day (self, day);
  g_clear_pointer (&day, free_day);
  if (self->stale)
    load (self);
  return error ? dex_future_new_for_error (g_steal_pointer (&error)) : NULL;
}

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* One at a time: what changes meanwhile is read right after. */
static void
load (KontorTodayPage *self)
{
  KontorWorkspace *workspace = kontor_page_get_workspace (KONTOR_PAGE (self));
  GWeakRef *reference;
  DexFuture *future;
  self->stale = self->loading;
  if (self->loading)
    return;
  self->loading = TRUE;
  reference = g_new (GWeakRef, 1);
  g_weak_ref_init (reference, self);
  future = kontor_workspace_read (workspace, load_job, NULL, NULL, free_day);
  kontor_report_failure (GTK_WIDGET (self),
                         dex_future_finally (future, loaded_cb, reference, free_weak_ref));
}

static void
changed_cb (KontorTodayPage *self)
{
  load (self);
}

/* The record with that id among the rows; with no id, the one that has the focus. */
static KontorRecord *
find_task (KontorTodayPage *self, GVariant *target)
{
  KontorId id = { 0 };
  int focused = find_focused_row (self);
  if (target)
    kontor_id_from_text (&id, g_variant_get_string (target, NULL));
  for (guint i = 0; i < self->rows->len; i++)
    {
      KontorRecord *record;
      if (!KONTOR_IS_TODAY_ROW (self->rows->pdata[i]))
        continue;
      record = kontor_today_row_get_record (self->rows->pdata[i]);
      if (kontor_record_get_entity (record) == &kontor_entity_task
          && (target ? kontor_id_equal (kontor_record_get_id (record), &id) : (int) i == focused))
        return record;
    }
  return NULL;
}

static GArray *
list_only (KontorRecord *task)
{
  return kontor_ref_list_single (&kontor_entity_task, kontor_record_get_id (task));
}

static void
done_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorTodayPage *self = user_data;
  KontorRecord *task = find_task (self, target);
  if (task)
    kontor_report (GTK_WIDGET (self),
                   kontor_acts_finish_tasks (kontor_page_get_workspace (KONTOR_PAGE (self)),
                                             list_only (task), kontor_record_get_title (task),
                                             TRUE),
                   KONTOR_REPORT_ALL);
}

static void
snooze_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorTodayPage *self = user_data;
  KontorRecord *task = find_task (self, target);
  if (task)
    kontor_report (GTK_WIDGET (self),
                   kontor_acts_snooze_tasks (kontor_page_get_workspace (KONTOR_PAGE (self)),
                                             list_only (task), kontor_record_get_title (task)),
                   KONTOR_REPORT_ALL);
}

static void
new_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorTodayPage *self = user_data;
  KontorFields *fields = kontor_fields_new (&kontor_entity_task);
  kontor_fields_take_named (fields, "due_on",
                            kontor_value_integer (KONTOR_DATE, kontor_format_today ()));
  kontor_new_dialog_present (GTK_WIDGET (self), kontor_page_get_workspace (KONTOR_PAGE (self)),
                             fields, FALSE);
}

static void
add_actions (KontorTodayPage *self)
{
  const GActionEntry entries[] = {
    { "done", done_cb },
    { "snooze", snooze_cb },
    { "done-task", done_cb, "s" },
    { "snooze-task", snooze_cb, "s" },
  };
  const GActionEntry list_entries[] = { { "new", new_cb } };
  g_autoptr (GSimpleActionGroup) list = g_simple_action_group_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  kontor_page_set_actions (KONTOR_PAGE (self), "task", G_ACTION_GROUP (self->actions));
  g_action_map_add_action_entries (G_ACTION_MAP (list), list_entries, G_N_ELEMENTS (list_entries),
                                   self);
  kontor_page_set_actions (KONTOR_PAGE (self), "list", G_ACTION_GROUP (list));
  kontor_actions_add_text_keys (GTK_WIDGET (self), "task");
}

static void
kontor_today_page_show_place (KontorPage *page, const KontorPlace *place)
{
}

static void
kontor_today_page_constructed (GObject *object)
{
  KontorTodayPage *self = KONTOR_TODAY_PAGE (object);
  G_OBJECT_CLASS (kontor_today_page_parent_class)->constructed (object);
  add_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (kontor_page_get_workspace (KONTOR_PAGE (self)), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  load (self);
}

static void
kontor_today_page_dispose (GObject *object)
{
  KontorTodayPage *self = KONTOR_TODAY_PAGE (object);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_TODAY_PAGE);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (kontor_today_page_parent_class)->dispose (object);
}

static char *
say_attention (KontorTodayPage *self)
{
  KontorStanding standing = { .state = KONTOR_REPLICA_IN_STEP, .attention = self->attention };
  return self->attention > 0 ? kontor_standing_dup_label (&standing, 0) : g_strdup ("");
}

static gboolean
has_text (gpointer object, const char *text)
{
  return text && *text;
}

static void
kontor_today_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorTodayPage *self = KONTOR_TODAY_PAGE (object);
  switch (id)
    {
    case PROP_STATE:
      g_value_set_static_string (value, self->state);
      break;
    case PROP_DAY:
      g_value_take_string (value, kontor_format_date_exact (kontor_format_today ()));
      break;
    case PROP_ATTENTION_LABEL:
      g_value_take_string (value, say_attention (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_today_page_class_init (KontorTodayPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->constructed = kontor_today_page_constructed;
  object_class->dispose = kontor_today_page_dispose;
  object_class->get_property = kontor_today_page_get_property;
  widget_class->grab_focus = kontor_today_page_grab_focus;
  KONTOR_PAGE_CLASS (class)->show_place = kontor_today_page_show_place;
  properties[PROP_STATE] = g_param_spec_string ("state", NULL, NULL, "loading",
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DAY]
      = g_param_spec_string ("day", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ATTENTION_LABEL] = g_param_spec_string (
      "attention-label", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/today/kontor-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorTodayPage, overdue);
  gtk_widget_class_bind_template_child (widget_class, KontorTodayPage, due_today);
  gtk_widget_class_bind_template_child (widget_class, KontorTodayPage, attention_row);
  gtk_widget_class_bind_template_child (widget_class, KontorTodayPage, quiet);
  gtk_widget_class_bind_template_child (widget_class, KontorTodayPage, tomorrow);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
}

static void
kontor_today_page_init (KontorTodayPage *self)
{
  self->rows = g_ptr_array_new ();
  self->state = "loading";
}
