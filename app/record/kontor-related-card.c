/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-related-card.h"

#include "browse/kontor-record-row.h"
#include "browse/kontor-shape.h"
#include "record/kontor-new-dialog.h"
#include "window/kontor-place.h"
#include "window/kontor-sections.h"
#include "words/kontor-format.h"
#include "words/kontor-phrases.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_ROWS 5

struct _KontorRelatedCard
{
  AdwBin parent_instance;
  KontorWorkspace *workspace;
  KontorRelation relation;
  KontorRecord *record;
  KontorListModel *model;

  GtkButton *add;
  GtkListBox *rows;
};

enum
{
  PROP_HEADING = 1,
  PROP_ADD_LABEL,
  PROP_MORE_LABEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorRelatedCard, kontor_related_card, ADW_TYPE_BIN)

static gboolean
has_text (KontorRelatedCard *self, const char *text)
{
  return text && *text;
}

static const KontorField *
get_field (KontorRelatedCard *self)
{
  return kontor_entity_get_field (self->relation.entity, self->relation.field);
}

static void
items_changed_cb (KontorRelatedCard *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->rows),
                          g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HEADING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MORE_LABEL]);
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  KontorRelatedCard *self = user_data;
  const KontorSchema *schema = kontor_workspace_get_schema (self->workspace);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *content
      = kontor_record_row_new (kontor_shape_has_face (schema, self->relation.entity));
  gtk_widget_add_css_class (content, "related-row");
  kontor_record_row_set_record (KONTOR_RECORD_ROW (content), item);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), content);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  kontor_shape_get_title (item), -1);
  return row;
}

static void
activate_cb (KontorRelatedCard *self, GtkListBoxRow *row)
{
  g_autoptr (KontorRecord) record
      = kontor_list_model_dup_record (self->model, (guint) gtk_list_box_row_get_index (row));
  KontorPlace place = kontor_place_make (kontor_sections_name_for (self->relation.entity),
                                         kontor_record_get_id (record));
  g_autofree char *text = kontor_place_dup_text (&place);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.go", "s", text);
}

static void
add_cb (KontorRelatedCard *self)
{
  KontorFields *preset = kontor_fields_new (self->relation.entity);
  kontor_fields_set_ref (preset, get_field (self)->name, kontor_record_get_id (self->record));
  kontor_related_refer (kontor_workspace_get_schema (self->workspace), preset, self->record);
  kontor_new_dialog_present (GTK_WIDGET (self), self->workspace, preset, FALSE);
}

static void
show_all_cb (KontorRelatedCard *self)
{
  char id[KONTOR_ID_TEXT_SIZE];
  g_autofree char *where
      = g_strdup_printf ("%s = %s", get_field (self)->name,
                         kontor_id_to_text (kontor_record_get_id (self->record), id));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-where", "(ss)",
                              kontor_sections_name_for (self->relation.entity), where);
}

/* "Deals" for those of a company; "Companies · Subsidiary of" where the reference says more. */
static char *
make_heading (KontorRelatedCard *self)
{
  const KontorEntity *about = self->record ? kontor_record_get_entity (self->record) : NULL;
  const KontorField *field = get_field (self);
  guint total = kontor_list_model_get_total (self->model);
  const char *label = _ (self->relation.entity->label);
  g_autofree char *number = kontor_format_number (total, 0);
  g_autofree char *name = about && strcmp (field->name, about->name) != 0
                              ? g_strdup_printf ("%s · %s", label, _ (field->label))
                              : g_strdup (label);
  return total > 0 ? g_strdup_printf ("%s  %s", name, number) : g_steal_pointer (&name);
}

static char *
make_more_label (KontorRelatedCard *self)
{
  guint total = kontor_list_model_get_total (self->model);
  g_autofree char *count = NULL;
  if (total <= MAX_ROWS)
    return NULL;
  count = kontor_phrase_count (self->relation.entity, total);
  /* Translators: %s is "23 deals" */
  return g_strdup_printf (_ ("Show all %s"), count);
}

static char *
make_add_label (KontorRelatedCard *self)
{
  g_autofree char *one = g_utf8_strdown (_ (self->relation.entity->label_one), -1);
  return g_strdup_printf (_ ("New %s"), one);
}

static void
kontor_related_card_dispose (GObject *object)
{
  KontorRelatedCard *self = KONTOR_RELATED_CARD (object);
  if (self->rows)
    gtk_list_box_bind_model (self->rows, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_RELATED_CARD);
  g_clear_object (&self->model);
  g_clear_object (&self->record);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (kontor_related_card_parent_class)->dispose (object);
}

static void
kontor_related_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorRelatedCard *self = KONTOR_RELATED_CARD (object);
  if (self->model == NULL)
    return;
  switch (id)
    {
    case PROP_HEADING:
      g_value_take_string (value, make_heading (self));
      break;
    case PROP_ADD_LABEL:
      g_value_take_string (value, make_add_label (self));
      break;
    case PROP_MORE_LABEL:
      g_value_take_string (value, make_more_label (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_related_card_class_init (KontorRelatedCardClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  object_class->dispose = kontor_related_card_dispose;
  object_class->get_property = kontor_related_card_get_property;
  properties[PROP_HEADING] = g_param_spec_string ("heading", NULL, NULL, NULL, flags);
  properties[PROP_ADD_LABEL] = g_param_spec_string ("add-label", NULL, NULL, NULL, flags);
  properties[PROP_MORE_LABEL] = g_param_spec_string ("more-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/record/kontor-related-card.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorRelatedCard, add);
  gtk_widget_class_bind_template_child (widget_class, KontorRelatedCard, rows);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
}

static void
kontor_related_card_init (KontorRelatedCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
kontor_related_card_new (KontorWorkspace *workspace, const KontorRelation *relation)
{
  KontorRelatedCard *self = g_object_new (KONTOR_TYPE_RELATED_CARD, NULL);
  g_autofree char *add_label = NULL;
  self->workspace = g_object_ref (workspace);
  self->relation = *relation;
  self->model = kontor_list_model_new (workspace, NULL);
  add_label = make_add_label (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  add_label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (relation->entity->label), -1);
  gtk_list_box_bind_model (self->rows, G_LIST_MODEL (self->model), make_row, self, NULL);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::total", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADD_LABEL]);
  return GTK_WIDGET (self);
}

void
kontor_related_card_set_record (KontorRelatedCard *self, KontorRecord *record)
{
  g_autoptr (KontorQuery) query = NULL;
  if (!g_set_object (&self->record, record))
    return;
  if (record)
    {
      query = kontor_related_make_query (kontor_workspace_get_schema (self->workspace),
                                         self->relation.entity, get_field (self)->name, record);
      kontor_query_set_limit (query, MAX_ROWS);
    }
  kontor_list_model_set_query (self->model, query);
  items_changed_cb (self);
}
