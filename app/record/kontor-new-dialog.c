/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-new-dialog.h"

#include "acts/kontor-acts.h"
#include "browse/kontor-shape.h"
#include "merge/kontor-alike-hint.h"
#include "record/kontor-fact-row.h"
#include "record/kontor-related.h"
#include "sales/kontor-defaults.h"
#include "window/kontor-focus.h"
#include "window/kontor-place.h"
#include "window/kontor-report.h"
#include "window/kontor-sections.h"
#include "words/kontor-format.h"

#include <glib/gi18n.h>
#include <string.h>

struct _KontorNewDialog
{
  AdwDialog parent_instance;
  KontorWorkspace *workspace;
  KontorFields *fields;
  GHashTable *points; /* KontorFactRow → kind of the contact point it is the value of */
  GPtrArray *facts;   /* KontorFactRow, all of them */
  gboolean visit;
  gboolean touched; /* something was entered */
  gboolean saving;
  GtkWidget *parent; /* weak */

  char *wanted; /* the place that is gone to, once it may close */
  guint look;   /* source: who is alike is asked once what was entered has settled */

  GtkListBox *rows;
  KontorAlikeHint *alike;
  GtkButton *save;
};

G_DEFINE_FINAL_TYPE (KontorNewDialog, kontor_new_dialog, ADW_TYPE_DIALOG)

/* What names a record, what it can't be without, what lists show, and what it belongs to. */
static gboolean
is_asked_for (const KontorSchema *schema, const KontorEntity *entity, const KontorField *field)
{
  gboolean names = field->flags & KONTOR_TITLE && field->flags & (KONTOR_KEY | KONTOR_REQUIRED);
  return kontor_shape_is_shown (field) && !(field->flags & KONTOR_LATER)
         && field->type != KONTOR_LONG_TEXT && field->type != KONTOR_INSTANT
         && (names || field->flags & (KONTOR_COLUMN | KONTOR_REQUIRED)
             || kontor_related_belongs (schema, entity, field));
}

static GPtrArray *make_records (KontorNewDialog *self);

static gboolean
look_cb (gpointer data)
{
  KontorNewDialog *self = data;
  self->look = 0;
  kontor_alike_hint_look (self->alike, self->workspace, make_records (self));
  return G_SOURCE_REMOVE;
}

static void
commit_cb (KontorFactRow *row, const KontorValue *value, KontorNewDialog *self)
{
  self->touched = TRUE;
  /* The row has the value right after this. */
  if (self->look == 0)
    self->look = g_idle_add (look_cb, self);
  if (g_hash_table_contains (self->points, row))
    return;
  /* One that was emptied stays so: it is not filled in again. */
  kontor_fields_set (self->fields, kontor_fact_row_get_index (row), value);
}

static KontorFactRow *
add_fact (KontorNewDialog *self, const KontorEntity *entity, guint index)
{
  const KontorFactInfo info = { self->workspace, entity, index };
  KontorFactRow *row = kontor_fact_row_new (&info);
  g_signal_connect (row, "commit", G_CALLBACK (commit_cb), self);
  g_ptr_array_add (self->facts, row);
  gtk_list_box_append (self->rows, GTK_WIDGET (row));
  return row;
}

static void
add_point (KontorNewDialog *self, const char *kind)
{
  const KontorEntity *point
      = kontor_schema_find (kontor_workspace_get_schema (self->workspace), "contact_point");
  int index = kontor_entity_find_field (point, kind);
  KontorFactRow *row = add_fact (self, point, (guint) index);
  g_hash_table_insert (self->points, row, (gpointer) kind);
}

/* A value that is given, which the user sees and may change. */
static void
show_given (KontorNewDialog *self, KontorFactRow *row, const KontorValue *value)
{
  const KontorField *field = kontor_fact_row_get_field (row);
  g_autoptr (KontorRecord) target = NULL;
  if (field->type == KONTOR_REF)
    target = kontor_workspace_peek_id (
        self->workspace,
        kontor_schema_find (kontor_workspace_get_schema (self->workspace), field->target),
        &value->id);
  kontor_fact_row_set_value (row, value, target ? kontor_record_get_title (target) : NULL);
}

static void
fill (KontorNewDialog *self)
{
  const KontorSchema *schema = kontor_workspace_get_schema (self->workspace);
  const KontorEntity *entity = kontor_fields_get_entity (self->fields);
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const KontorValue *given = kontor_fields_get (self->fields, i);
      if (given && kontor_shape_is_shown (&entity->fields[i]))
        show_given (self, add_fact (self, entity, i), given);
      else if (given == NULL && is_asked_for (schema, entity, &entity->fields[i]))
        add_fact (self, entity, i);
    }
  if (kontor_shape_has_face (schema, entity))
    {
      add_point (self, "email");
      add_point (self, "phone");
    }
}

static gpointer
read_defaults_job (KontorStore *store, gpointer preset, GError **error)
{
  g_autoptr (KontorFields) fields = kontor_fields_copy (preset);
  if (!kontor_defaults_fill (store, fields, kontor_format_today (), error))
    return NULL;
  return g_steal_pointer (&fields);
}

/* Where nothing was given, and nothing entered meanwhile. */
static DexFuture *
show_defaults_cb (DexFuture *job, gpointer user_data)
{
  KontorNewDialog *self = user_data;
  g_autoptr (KontorFields) defaults = kontor_job_steal_result (job, NULL);
  for (guint i = 0; self->facts && i < self->facts->len; i++)
    {
      KontorFactRow *row = g_ptr_array_index (self->facts, i);
      guint index = kontor_fact_row_get_index (row);
      const KontorValue *value = defaults ? kontor_fields_get (defaults, index) : NULL;
      if (value == NULL || g_hash_table_contains (self->points, row)
          || kontor_fields_get (self->fields, index) != NULL)
        continue;
      kontor_fields_set (self->fields, index, value);
      show_given (self, row, value);
    }
  return dex_ref (job);
}

/* What would be filled in where nothing is said is said beforehand. */
static void
ask_defaults (KontorNewDialog *self)
{
  DexFuture *job = kontor_workspace_read (
      self->workspace, read_defaults_job, kontor_fields_copy (self->fields),
      (GDestroyNotify) kontor_fields_free, (GDestroyNotify) kontor_fields_free);
  kontor_report_failure (
      self->parent ? self->parent : GTK_WIDGET (self),
      dex_future_then (job, show_defaults_cb, g_object_ref (self), g_object_unref));
}

/* All rows that hold what can be saved; the first that does not gets the focus and says why. */
static gboolean
finish_facts (KontorNewDialog *self)
{
  for (guint i = 0; i < self->facts->len; i++)
    {
      KontorFactRow *row = g_ptr_array_index (self->facts, i);
      if (!kontor_fact_row_finish (row))
        {
          kontor_fact_row_edit (row);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_title (KontorNewDialog *self)
{
  g_autofree char *title = kontor_fields_dup_title (self->fields);
  KontorFactRow *first = g_ptr_array_index (self->facts, 0);
  if (*title != '\0')
    return TRUE;
  kontor_fact_row_set_problem (first, _ ("It needs a name"));
  kontor_fact_row_edit (first);
  return FALSE;
}

static GPtrArray *
make_records (KontorNewDialog *self)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_fields_free);
  const KontorEntity *point
      = kontor_schema_find (kontor_workspace_get_schema (self->workspace), "contact_point");
  g_ptr_array_add (records, kontor_fields_copy (self->fields));
  for (guint i = 0; i < self->facts->len; i++)
    {
      KontorFactRow *row = g_ptr_array_index (self->facts, i);
      const char *kind = g_hash_table_lookup (self->points, row);
      KontorFields *fields;
      if (kind == NULL || kontor_value_is_none (kontor_fact_row_get_value (row)))
        continue;
      fields = kontor_fields_new (point);
      kontor_fields_take_named (fields, "kind", kontor_value_text (KONTOR_CHOICE, kind));
      kontor_fields_set (fields, kontor_fact_row_get_index (row), kontor_fact_row_get_value (row));
      g_ptr_array_add (records, fields);
    }
  return records;
}

static void
close_now (KontorNewDialog *self)
{
  if (self->wanted && self->parent)
    gtk_widget_activate_action (self->parent, "win.go", "s", self->wanted);
  GtkWidget *focus = kontor_focus_take (GTK_WIDGET (self));
  g_clear_object (&focus);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
set_saving (KontorNewDialog *self, gboolean saving)
{
  self->saving = saving;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save), !saving);
}

static DexFuture *
created_cb (DexFuture *act, gpointer user_data)
{
  KontorNewDialog *self = user_data;
  KontorOutcome *outcome = kontor_outcome_peek (act);
  if (outcome == NULL)
    {
      set_saving (self, FALSE);
      return dex_ref (act);
    }
  close_now (self);
  if (self->visit && self->parent)
    {
      KontorPlace place = kontor_place_make (
          kontor_sections_name_for (kontor_fields_get_entity (self->fields)), &outcome->id);
      g_autofree char *text = kontor_place_dup_text (&place);
      gtk_widget_activate_action (self->parent, "win.go", "s", text);
    }
  return dex_ref (act);
}

static void
save (KontorNewDialog *self)
{
  if (self->saving || !finish_facts (self) || !check_title (self))
    return;
  set_saving (self, TRUE);
  kontor_report (self->parent ? self->parent : GTK_WIDGET (self),
                 dex_future_then (kontor_acts_create (self->workspace, NULL, make_records (self)),
                                  created_cb, g_object_ref (self), g_object_unref),
                 KONTOR_REPORT_ALL);
}

static void
save_cb (KontorNewDialog *self)
{
  save (self);
}

static gboolean
save_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  save (KONTOR_NEW_DIALOG (widget));
  return GDK_EVENT_STOP;
}

static void
drop_cb (KontorNewDialog *self, const char *response)
{
  if (g_strcmp0 (response, "drop") == 0)
    close_now (self);
  else
    g_clear_pointer (&self->wanted, g_free);
}

/* The one who is here already is gone to instead; what was typed is asked about as ever. */
static void
opened_cb (KontorNewDialog *self, const char *place)
{
  g_set_str (&self->wanted, place);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
close_attempt_cb (KontorNewDialog *self)
{
  AdwDialog *dialog;
  finish_facts (self);
  if (!self->touched)
    {
      close_now (self);
      return;
    }
  dialog = adw_alert_dialog_new (_ ("Drop what you typed?"), NULL);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "keep", _ ("_Keep writing"), "drop",
                                  _ ("_Drop it"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "drop",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "keep");
  g_signal_connect_object (dialog, "response", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
kontor_new_dialog_dispose (GObject *object)
{
  KontorNewDialog *self = KONTOR_NEW_DIALOG (object);
  g_clear_handle_id (&self->look, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_NEW_DIALOG);
  g_clear_weak_pointer (&self->parent);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->facts, g_ptr_array_unref);
  g_clear_pointer (&self->points, g_hash_table_unref);
  g_clear_pointer (&self->fields, kontor_fields_free);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (kontor_new_dialog_parent_class)->dispose (object);
}

static void
kontor_new_dialog_class_init (KontorNewDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = kontor_new_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/record/kontor-new-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorNewDialog, rows);
  gtk_widget_class_bind_template_child (widget_class, KontorNewDialog, alike);
  gtk_widget_class_bind_template_child (widget_class, KontorNewDialog, save);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_attempt_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, save_key_cb, NULL);
}

static void
kontor_new_dialog_init (KontorNewDialog *self)
{
  self->facts = g_ptr_array_new ();
  self->points = g_hash_table_new (NULL, NULL);
  g_type_ensure (KONTOR_TYPE_ALIKE_HINT);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kontor_new_dialog_present (GtkWidget *parent,
                           KontorWorkspace *workspace,
                           KontorFields *preset,
                           gboolean visit)
{
  KontorNewDialog *self = g_object_new (KONTOR_TYPE_NEW_DIALOG, NULL);
  const KontorEntity *entity = kontor_fields_get_entity (preset);
  g_autofree char *one = g_utf8_strdown (_ (entity->label_one), -1);
  g_autofree char *title = g_strdup_printf (_ ("New %s"), one);
  g_autofree char *label = g_strdup_printf (_ ("Add %s"), one);
  self->workspace = g_object_ref (workspace);
  self->fields = preset;
  self->visit = visit;
  g_set_weak_pointer (&self->parent, GTK_WIDGET (gtk_widget_get_root (parent)));
  adw_dialog_set_title (ADW_DIALOG (self), title);
  gtk_button_set_label (self->save, label);
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  fill (self);
  ask_defaults (self);
  adw_dialog_set_focus (ADW_DIALOG (self),
                        kontor_fact_row_get_editor (g_ptr_array_index (self->facts, 0)));
  adw_dialog_present (ADW_DIALOG (self), parent);
}
