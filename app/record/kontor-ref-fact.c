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

typedef struct
{
  KontorRefFact *self;
  char *title;
} Creation;

static void
creation_free (gpointer data)
{
  Creation *creation = data;
  g_object_unref (creation->self);
  g_free (creation->title);
  g_free (creation);
}

static DexFuture *
created_cb (DexFuture *act, gpointer user_data)
{
  Creation *creation = user_data;
  KontorOutcome *outcome = kontor_outcome_peek (act);
  if (outcome && gtk_widget_get_root (GTK_WIDGET (creation->self)))
    kontor_fact_row_commit (KONTOR_FACT_ROW (creation->self), kontor_value_ref (&outcome->id),
                            creation->title);
  return dex_ref (act);
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
  Creation *creation = g_new (Creation, 1);
  *creation = (Creation) { g_object_ref (self), g_strdup (name) };
  kontor_fields_set_text (fields, find_title_field (entity), name);
  g_ptr_array_add (records, fields);
  kontor_report_failure (
      GTK_WIDGET (self),
      dex_future_then (kontor_acts_create (kontor_fact_row_get_workspace (row), NULL, records),
                       created_cb, creation, creation_free));
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
  gtk_widget_set_visible (self->visit, !none);
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
