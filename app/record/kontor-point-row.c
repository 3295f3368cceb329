/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-point-row.h"

#include "acts/kontor-acts.h"
#include "record/kontor-fact-row.h"
#include "window/kontor-report.h"
#include "words/kontor-format.h"
#include "words/kontor-phrases.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KontorPointRow
{
  GtkListBoxRow parent_instance;
  KontorWorkspace *workspace;
  KontorRecord *point;
  GPtrArray *rows; /* KontorFactRow */
  gboolean read_only;

  GtkBox *summary;
  GtkToggleButton *details_button;
  GtkBox *details;
};

enum
{
  PROP_SUMMARY = 1,
  PROP_MEANT,
  N_PROPS
};

enum
{
  FINISHED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KontorPointRow, kontor_point_row, GTK_TYPE_LIST_BOX_ROW)

static gboolean
is_draft (KontorPointRow *self)
{
  return self->point && kontor_record_get_rowid (self->point) == 0;
}

static void
take_into_draft (KontorPointRow *self, guint index, const KontorValue *value)
{
  KontorFields *fields = kontor_fields_copy (kontor_record_get_fields (self->point));
  g_autoptr (KontorRecord) fresh = NULL;
  kontor_fields_set (fields, index, value);
  fresh = kontor_record_new (kontor_record_get_id (self->point), 0, fields);
  kontor_record_update (self->point, fresh);
}

/* The row shows what it committed for saved. */
static DexFuture *
refused_cb (DexFuture *act, gpointer row)
{
  GtkWidget *ancestor = gtk_widget_get_ancestor (row, KONTOR_TYPE_POINT_ROW);
  g_autoptr (GError) error = NULL;
  g_autofree char *problem = NULL;
  const KontorFields *fields;
  dex_future_get_value (act, &error);
  problem = kontor_phrase_error (error);
  if (ancestor)
    {
      fields = kontor_record_get_fields (KONTOR_POINT_ROW (ancestor)->point);
      kontor_fact_row_refuse (row, kontor_fields_get (fields, kontor_fact_row_get_index (row)),
                              NULL, problem);
    }
  return dex_ref (act);
}

static void
commit_cb (KontorFactRow *row, const KontorValue *value, KontorPointRow *self)
{
  KontorFields *changes;
  DexFuture *act;
  if (is_draft (self))
    {
      take_into_draft (self, kontor_fact_row_get_index (row), value);
      /* Whoever goes on to the next part of an address has not finished it. */
      if (kontor_fact_row_is_entered (row))
        g_signal_emit (self, signals[FINISHED], 0);
      return;
    }
  changes = kontor_fields_new (kontor_record_get_entity (self->point));
  kontor_fields_set (changes, kontor_fact_row_get_index (row), value);
  act = kontor_acts_update (self->workspace, kontor_record_get_id (self->point), changes,
                            kontor_record_get_title (self->point));
  kontor_report_failure (GTK_WIDGET (self),
                         dex_future_catch (act, refused_cb, g_object_ref (row), g_object_unref));
}

static void
delete_cb (KontorPointRow *self)
{
  kontor_report (GTK_WIDGET (self),
                 kontor_acts_delete (self->workspace,
                                     kontor_ref_list_single (kontor_record_get_entity (self->point),
                                                             kontor_record_get_id (self->point)),
                                     kontor_record_get_title (self->point)),
                 KONTOR_REPORT_ALL);
}

static void
focus_point (KontorPointRow *self)
{
  if (gtk_toggle_button_get_active (self->details_button) && self->rows->len > 0)
    kontor_fact_row_edit (g_ptr_array_index (self->rows, 0));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->details_button));
}

/* In a text, where the key deletes a letter, it does not come to here. The row is about to go: the
 * focus is taken to its neighbour before. */
static gboolean
delete_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  KontorPointRow *self = KONTOR_POINT_ROW (widget);
  GtkWidget *next = gtk_widget_get_next_sibling (widget);
  if (is_draft (self) || self->read_only)
    return GDK_EVENT_PROPAGATE;
  if (next == NULL)
    next = gtk_widget_get_prev_sibling (widget);
  if (KONTOR_IS_POINT_ROW (next))
    focus_point (KONTOR_POINT_ROW (next));
  delete_cb (self);
  return GDK_EVENT_STOP;
}

/* Whoever looks up a number in another window comes back. */
static void
leave_cb (KontorPointRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  if (is_draft (self) && GTK_IS_WINDOW (root) && gtk_window_is_active (GTK_WINDOW (root)))
    kontor_point_row_finish (self);
}

/* What it is in one line: the parts of an address, with commas. */
static char *
make_summary (KontorPointRow *self)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < self->rows->len; i++)
    {
      KontorFactRow *row = g_ptr_array_index (self->rows, i);
      g_autofree char *part = kontor_format_field (self->point, kontor_fact_row_get_index (row));
      if (*part == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append (text, part);
    }
  if (text->len == 0)
    g_string_append (text, _ ("Empty"));
  return g_string_free (text, FALSE);
}

static void
show_point (KontorPointRow *self)
{
  const KontorFields *fields = kontor_record_get_fields (self->point);
  for (guint i = 0; i < self->rows->len; i++)
    {
      KontorFactRow *row = g_ptr_array_index (self->rows, i);
      kontor_fact_row_set_value (row, kontor_fields_get (fields, kontor_fact_row_get_index (row)),
                                 NULL);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUMMARY]);
}

/* Shown although the point may not differ: a fact shows what was typed as soon as it is, and that may
 * have been changed back before the point came to say it. */
static void
workspace_changed_cb (KontorPointRow *self, KontorChangeSet *changes)
{
  if (self->point && !is_draft (self)
      && kontor_change_set_touches (changes, kontor_record_get_entity (self->point),
                                    kontor_record_get_rowid (self->point)))
    show_point (self);
}

/* What such a point is labelled with stands before what it is: "Work email". */
static char *
make_title (KontorRecord *point, const KontorField *field)
{
  const char *label = kontor_record_get_text (point, "label");
  if (label && *label)
    /* Translators: the kind of a contact point and its label: "Phone, work" */
    return g_strdup_printf (_ ("%s, %s"), _ (field->label), label);
  return g_strdup (_ (field->label));
}

static GtkWidget *
make_delete_button (KontorPointRow *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Delete"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Delete"), -1);
  gtk_widget_add_css_class (button, "flat");
  g_object_bind_property (self, "meant", button, "visible", G_BINDING_SYNC_CREATE);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (delete_cb), self);
  return button;
}

static void
add_fact (KontorPointRow *self, guint index, gboolean single)
{
  const KontorEntity *entity = kontor_record_get_entity (self->point);
  const KontorFactInfo info = { self->workspace, entity, index };
  KontorFactRow *row = kontor_fact_row_new (&info);
  g_autofree char *title = make_title (self->point, kontor_entity_get_field (entity, index));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect (row, "commit", G_CALLBACK (commit_cb), self);
  if (single)
    kontor_fact_row_add_suffix (row, make_delete_button (self));
  g_ptr_array_add (self->rows, row);
  gtk_box_append (self->details, GTK_WIDGET (row));
}

static void
kontor_point_row_dispose (GObject *object)
{
  KontorPointRow *self = KONTOR_POINT_ROW (object);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_POINT_ROW);
  g_clear_object (&self->point);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (kontor_point_row_parent_class)->dispose (object);
}

/* What one hovers or is in: only then can it be deleted, and there is room for what it is. */
static gboolean
is_meant (KontorPointRow *self)
{
  GtkStateFlags state = gtk_widget_get_state_flags (GTK_WIDGET (self));
  return !is_draft (self) && !self->read_only
         && (state & (GTK_STATE_FLAG_PRELIGHT | GTK_STATE_FLAG_FOCUS_WITHIN)) != 0;
}

static void
kontor_point_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorPointRow *self = KONTOR_POINT_ROW (object);
  if (id == PROP_SUMMARY)
    g_value_take_string (value, self->point ? make_summary (self) : NULL);
  else
    g_value_set_boolean (value, is_meant (self));
}

static void
kontor_point_row_state_flags_changed (GtkWidget *widget, GtkStateFlags previous)
{
  GTK_WIDGET_CLASS (kontor_point_row_parent_class)->state_flags_changed (widget, previous);
  g_object_notify_by_pspec (G_OBJECT (widget), properties[PROP_MEANT]);
}

static void
kontor_point_row_class_init (KontorPointRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->dispose = kontor_point_row_dispose;
  object_class->get_property = kontor_point_row_get_property;
  widget_class->state_flags_changed = kontor_point_row_state_flags_changed;
  properties[PROP_SUMMARY]
      = g_param_spec_string ("summary", NULL, NULL, NULL,
                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_MEANT]
      = g_param_spec_boolean ("meant", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[FINISHED] = g_signal_new ("finished", KONTOR_TYPE_POINT_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/record/kontor-point-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorPointRow, summary);
  gtk_widget_class_bind_template_child (widget_class, KontorPointRow, details_button);
  gtk_widget_class_bind_template_child (widget_class, KontorPointRow, details);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, delete_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Delete, 0, delete_key_cb, NULL);
}

static void
kontor_point_row_init (KontorPointRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

GArray *
kontor_point_row_list_fields (const KontorEntity *entity, const char *kind)
{
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (guint));
  int only = kontor_entity_find_field (entity, kind);
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const KontorField *field = &entity->fields[i];
      /* What is none of the single values is a part of the address. */
      gboolean of_address = field->flags & KONTOR_TITLE && field->type == KONTOR_TEXT;
      if (only >= 0 ? (int) i == only : of_address)
        g_array_append_val (fields, i);
    }
  return fields;
}

GtkWidget *
kontor_point_row_new (KontorWorkspace *workspace, KontorRecord *point)
{
  KontorPointRow *self = g_object_new (KONTOR_TYPE_POINT_ROW, NULL);
  const char *kind = kontor_record_get_text (point, "kind");
  g_autoptr (GArray) fields
      = kontor_point_row_list_fields (kontor_record_get_entity (point), kind ? kind : "");
  gboolean single = fields->len == 1;
  self->workspace = g_object_ref (workspace);
  self->point = g_object_ref (point);
  for (guint i = 0; i < fields->len; i++)
    add_fact (self, g_array_index (fields, guint, i), single);
  /* A single value is edited where it is read; of several, the whole is read and the parts fold. */
  gtk_widget_set_visible (GTK_WIDGET (self->summary), !single);
  gtk_toggle_button_set_active (self->details_button, single);
  g_signal_connect_object (point, "notify", G_CALLBACK (show_point), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (workspace_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  show_point (self);
  return GTK_WIDGET (self);
}

KontorRecord *
kontor_point_row_get_point (KontorPointRow *self)
{
  return self->point;
}

void
kontor_point_row_set_writable (KontorPointRow *self, gboolean writable)
{
  self->read_only = !writable;
  for (guint i = 0; i < self->rows->len; i++)
    kontor_fact_row_set_writable (self->rows->pdata[i], writable);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEANT]);
}

void
kontor_point_row_edit (KontorPointRow *self)
{
  gtk_toggle_button_set_active (self->details_button, TRUE);
  if (self->rows->len > 0)
    kontor_fact_row_edit (g_ptr_array_index (self->rows, 0));
}

void
kontor_point_row_finish (KontorPointRow *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (!kontor_fact_row_finish (g_ptr_array_index (self->rows, i)))
      return;
  g_signal_emit (self, signals[FINISHED], 0);
}

gboolean
kontor_point_row_is_empty (KontorPointRow *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      KontorFactRow *row = g_ptr_array_index (self->rows, i);
      KontorFactRowClass *class = KONTOR_FACT_ROW_GET_CLASS (row);
      if (!kontor_value_is_none (kontor_fact_row_get_value (row))
          || (class->is_dirty && class->is_dirty (row)))
        return FALSE;
    }
  return TRUE;
}
