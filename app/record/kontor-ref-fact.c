/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-ref-fact.h"

#include "acts/kontor-acts.h"
#include "record/kontor-ref-popover.h"
#include "window/kontor-place.h"
#include "window/kontor-report.h"
#include "window/kontor-sections.h"

#include <glib/gi18n.h>

struct _KontorRefFact
{
  KontorFactRow parent_instance;
  GtkMenuButton *button;
  GtkLabel *label;
  GtkWidget *visit;
};

G_DEFINE_FINAL_TYPE (KontorRefFact, kontor_ref_fact, KONTOR_TYPE_FACT_ROW)

static const KontorEntity *
find_target (KontorFactRow *row)
{
  const KontorSchema *schema = kontor_workspace_get_schema (kontor_fact_row_get_workspace (row));
  return kontor_schema_find (schema, kontor_fact_row_get_field (row)->target);
}

static void
chosen_cb (KontorRefFact *self, KontorRecord *record)
{
  if (record)
    kontor_fact_row_commit (KONTOR_FACT_ROW (self),
                            kontor_value_ref (kontor_record_get_id (record)),
                            kontor_record_get_title (record));
  else
    kontor_fact_row_commit (KONTOR_FACT_ROW (self), KONTOR_VALUE_NONE, NULL);
}

/* Somebody is made whom a record is to refer to. The row may be about another record by then. */
typedef struct
{
  KontorRefFact *self;
  KontorId subject;
  char *subject_title;
  char *title;
} Creation;

static Creation *
creation_new (KontorRefFact *self, const char *title)
{
  KontorFactRow *row = KONTOR_FACT_ROW (self);
  const KontorId *subject = kontor_fact_row_get_subject (row);
  g_autoptr (KontorRecord) record = NULL;
  Creation *creation = g_new0 (Creation, 1);
  creation->self = g_object_ref (self);
  creation->subject = *subject;
  creation->title = g_strdup (title);
  if (!kontor_id_is_null (subject))
    record = kontor_workspace_peek_id (kontor_fact_row_get_workspace (row),
                                       kontor_fact_row_get_entity (row), subject);
  creation->subject_title = record ? g_strdup (kontor_record_get_title (record)) : NULL;
  return creation;
}

static void
creation_free (gpointer data)
{
  Creation *creation = data;
  g_object_unref (creation->self);
  g_free (creation->subject_title);
  g_free (creation->title);
  g_free (creation);
}

static DexFuture *
created_cb (DexFuture *act, gpointer user_data)
{
  Creation *creation = user_data;
  KontorFactRow *row = KONTOR_FACT_ROW (creation->self);
  KontorOutcome *outcome = kontor_outcome_peek (act);
  gboolean is_shown = gtk_widget_get_root (GTK_WIDGET (row))
                      && kontor_id_equal (&creation->subject, kontor_fact_row_get_subject (row));
  KontorFields *changes;
  if (is_shown)
    kontor_fact_row_commit (row, kontor_value_ref (&outcome->id), creation->title);
  if (is_shown || kontor_id_is_null (&creation->subject))
    return dex_ref (act);
  changes = kontor_fields_new (kontor_fact_row_get_entity (row));
  kontor_fields_set_ref (changes, kontor_fact_row_get_field (row)->name, &outcome->id);
  return kontor_acts_update (kontor_fact_row_get_workspace (row), &creation->subject, changes,
                             creation->subject_title);
}

static const char *
find_title_field (const KontorEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & KONTOR_TITLE)
      return entity->fields[i].name;
  g_return_val_if_reached (NULL);
}

static void
create_cb (KontorRefFact *self, const char *name)
{
  KontorFactRow *row = KONTOR_FACT_ROW (self);
  const KontorEntity *entity = find_target (row);
  KontorFields *fields = kontor_fields_new (entity);
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_fields_free);
  kontor_fields_set_text (fields, find_title_field (entity), name);
  g_ptr_array_add (records, fields);
  kontor_report_failure (
      GTK_WIDGET (self),
      dex_future_then (kontor_acts_create (kontor_fact_row_get_workspace (row), NULL, records),
                       created_cb, creation_new (self, name), creation_free));
}

static void
visit_cb (KontorRefFact *self)
{
  KontorFactRow *row = KONTOR_FACT_ROW (self);
  const KontorValue *value = kontor_fact_row_get_value (row);
  KontorPlace place;
  g_autofree char *text = NULL;
  if (kontor_value_is_none (value))
    return;
  place = kontor_place_make (kontor_sections_name_for (find_target (row)), &value->id);
  text = kontor_place_dup_text (&place);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.go", "s", text);
}

static void
ensure_popover (KontorRefFact *self)
{
  KontorFactRow *row = KONTOR_FACT_ROW (self);
  GtkWidget *popover;
  if (gtk_menu_button_get_popover (self->button))
    return;
  popover = kontor_ref_popover_new (kontor_fact_row_get_workspace (row), find_target (row),
                                    !(kontor_fact_row_get_field (row)->flags & KONTOR_REQUIRED));
  g_signal_connect_swapped (popover, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (popover, "create", G_CALLBACK (create_cb), self);
  gtk_menu_button_set_popover (self->button, popover);
}

static void
kontor_ref_fact_show_value (KontorFactRow *row)
{
  KontorRefFact *self = KONTOR_REF_FACT (row);
  const char *title = kontor_fact_row_get_ref_title (row);
  gboolean none = kontor_value_is_none (kontor_fact_row_get_value (row));
  ensure_popover (self);
  gtk_label_set_label (self->label, none ? _ ("None") : title ? title : _ ("Unknown"));
  /* Nothing leads away from a record that is still being made. */
  gtk_widget_set_visible (self->visit,
                          !none && !kontor_id_is_null (kontor_fact_row_get_subject (row)));
}

static void
kontor_ref_fact_edit (KontorFactRow *row)
{
  gtk_menu_button_popup (KONTOR_REF_FACT (row)->button);
}

static void
kontor_ref_fact_class_init (KontorRefFactClass *class)
{
  KONTOR_FACT_ROW_CLASS (class)->show_value = kontor_ref_fact_show_value;
  KONTOR_FACT_ROW_CLASS (class)->edit = kontor_ref_fact_edit;
}

static void
kontor_ref_fact_init (KontorRefFact *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *label = gtk_label_new (NULL);
  self->button = GTK_MENU_BUTTON (button);
  self->label = GTK_LABEL (label);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->label, 0);
  gtk_menu_button_set_child (self->button, label);
  gtk_menu_button_set_always_show_arrow (self->button, TRUE);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_add_css_class (button, "flat");
  self->visit = gtk_button_new_from_icon_name ("go-next-symbolic");
  gtk_widget_set_tooltip_text (self->visit, _ ("Go there"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->visit), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Go there"), -1);
  gtk_widget_add_css_class (self->visit, "flat");
  g_signal_connect_swapped (self->visit, "clicked", G_CALLBACK (visit_cb), self);
  kontor_fact_row_add_suffix (KONTOR_FACT_ROW (self), self->visit);
  kontor_fact_row_set_editor (KONTOR_FACT_ROW (self), button);
}
