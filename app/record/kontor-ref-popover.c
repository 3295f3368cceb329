/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-ref-popover.h"

#include "browse/kontor-record-row.h"
#include "browse/kontor-shape.h"

#include <glib/gi18n.h>

/* As many as one looks through before typing another letter. */
#define MAX_FOUND 50

struct _KontorRefPopover
{
  GtkPopover parent_instance;
  KontorWorkspace *workspace;
  const KontorEntity *entity;
  KontorListModel *model;
  gboolean can_clear;
  gboolean chooses_first; /* of what is being searched for */

  GtkSearchEntry *search;
  GtkListView *rows;
};

enum
{
  PROP_STATE = 1,
  PROP_CAN_CREATE,
  PROP_CAN_CLEAR,
  PROP_CREATE_LABEL,
  N_PROPS
};

enum
{
  CHOSEN,
  CREATE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KontorRefPopover, kontor_ref_popover, GTK_TYPE_POPOVER)

static char *
dup_typed (KontorRefPopover *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));
}

static void
notify_state (KontorRefPopover *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_CREATE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CREATE_LABEL]);
}

static KontorQuery *
make_query (KontorRefPopover *self)
{
  KontorQuery *query
      = kontor_query_new (kontor_workspace_get_schema (self->workspace), self->entity);
  kontor_query_set_limit (query, MAX_FOUND);
  kontor_query_set_search (query, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  return query;
}

static void
ask (KontorRefPopover *self)
{
  g_autoptr (KontorQuery) query = make_query (self);
  kontor_list_model_set_query (self->model, query);
  notify_state (self);
}

/* The entry tells with a delay, by when Enter may have asked already. */
static void
search_changed_cb (KontorRefPopover *self)
{
  const char *asked = kontor_query_get_search (kontor_list_model_get_query (self->model));
  if (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->search)), asked ? asked : ""))
    return;
  self->chooses_first = FALSE;
  ask (self);
}

static void
choose (KontorRefPopover *self, KontorRecord *record)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, record);
}

static void
activate_cb (KontorRefPopover *self, guint position)
{
  g_autoptr (KontorRecord) record = kontor_list_model_dup_record (self->model, position);
  if (record)
    choose (self, record);
}

/* What is listed first belongs to an earlier text until the answer to this one is there, which those
 * who type fast do not wait for. */
static void
activate_first_cb (KontorRefPopover *self)
{
  ask (self);
  if (kontor_list_model_is_loading (self->model))
    self->chooses_first = TRUE;
  else
    activate_cb (self, 0);
}

static void
loading_changed_cb (KontorRefPopover *self)
{
  gboolean chooses = self->chooses_first && !kontor_list_model_is_loading (self->model);
  notify_state (self);
  if (!chooses)
    return;
  self->chooses_first = FALSE;
  activate_cb (self, 0);
}

static void
stop_search_cb (KontorRefPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
clear_cb (KontorRefPopover *self)
{
  choose (self, NULL);
}

static void
create_cb (KontorRefPopover *self)
{
  g_autofree char *typed = dup_typed (self);
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CREATE], 0, typed);
}

static void
set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  KontorRefPopover *self = user_data;
  gtk_list_item_set_child (item, kontor_record_row_new (kontor_shape_has_face (
                                     kontor_workspace_get_schema (self->workspace), self->entity)));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  KontorRecord *record = gtk_list_item_get_item (item);
  kontor_record_row_set_record (KONTOR_RECORD_ROW (gtk_list_item_get_child (item)), record);
  gtk_list_item_set_accessible_label (item, kontor_shape_get_title (record));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  kontor_record_row_set_record (KONTOR_RECORD_ROW (gtk_list_item_get_child (item)), NULL);
}

/* The model is made when the popover is first opened: a page has many of them, most never used. */
static void
ensure_model (KontorRefPopover *self)
{
  g_autoptr (GtkListItemFactory) factory = NULL;
  g_autoptr (GtkSingleSelection) selection = NULL;
  if (self->model)
    return;
  factory = gtk_signal_list_item_factory_new ();
  self->model = kontor_list_model_new (self->workspace, NULL);
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (self->rows, factory);
  selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  gtk_list_view_set_model (self->rows, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (notify_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::loading", G_CALLBACK (loading_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
map_cb (KontorRefPopover *self)
{
  ensure_model (self);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  ask (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* Whoever closes it before the answer wants nothing of it any more. */
static void
unmap_cb (KontorRefPopover *self)
{
  self->chooses_first = FALSE;
}

static void
kontor_ref_popover_dispose (GObject *object)
{
  KontorRefPopover *self = KONTOR_REF_POPOVER (object);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_REF_POPOVER);
  g_clear_object (&self->model);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (kontor_ref_popover_parent_class)->dispose (object);
}

static const char *
find_state (KontorRefPopover *self)
{
  gboolean any = self->model && g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0;
  return any || self->model == NULL || kontor_list_model_is_loading (self->model) ? "rows"
                                                                                  : "nothing";
}

static gboolean
can_create (KontorRefPopover *self)
{
  g_autofree char *typed = self->search ? dup_typed (self) : NULL;
  return typed && *typed && self->entity && kontor_ref_popover_can_create (self->entity);
}

static void
kontor_ref_popover_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorRefPopover *self = KONTOR_REF_POPOVER (object);
  g_autofree char *typed = NULL;
  switch (id)
    {
    case PROP_STATE:
      g_value_set_string (value, find_state (self));
      break;
    case PROP_CAN_CREATE:
      g_value_set_boolean (value, can_create (self));
      break;
    case PROP_CAN_CLEAR:
      g_value_set_boolean (value, self->can_clear);
      break;
    case PROP_CREATE_LABEL:
      typed = self->search ? dup_typed (self) : g_strdup ("");
      /* Translators: makes a new record with the name that was typed */
      g_value_take_string (value, g_strdup_printf (_ ("Add “%s”"), typed));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_ref_popover_class_init (KontorRefPopoverClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  object_class->dispose = kontor_ref_popover_dispose;
  object_class->get_property = kontor_ref_popover_get_property;
  properties[PROP_STATE] = g_param_spec_string ("state", NULL, NULL, NULL, flags);
  properties[PROP_CAN_CREATE] = g_param_spec_boolean ("can-create", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_CLEAR] = g_param_spec_boolean ("can-clear", NULL, NULL, FALSE, flags);
  properties[PROP_CREATE_LABEL] = g_param_spec_string ("create-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHOSEN] = g_signal_new ("chosen", KONTOR_TYPE_REF_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, KONTOR_TYPE_RECORD);
  signals[CREATE] = g_signal_new ("create", KONTOR_TYPE_REF_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/record/kontor-ref-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorRefPopover, search);
  gtk_widget_class_bind_template_child (widget_class, KontorRefPopover, rows);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_first_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
kontor_ref_popover_init (KontorRefPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (unmap_cb), NULL);
}

GtkWidget *
kontor_ref_popover_new (KontorWorkspace *workspace, const KontorEntity *entity, gboolean can_clear)
{
  KontorRefPopover *self = g_object_new (KONTOR_TYPE_REF_POPOVER, NULL);
  self->workspace = g_object_ref (workspace);
  self->entity = entity;
  self->can_clear = can_clear;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_CLEAR]);
  return GTK_WIDGET (self);
}

gboolean
kontor_ref_popover_can_create (const KontorEntity *entity)
{
  guint titles = 0;
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const KontorField *field = &entity->fields[i];
      if (field->flags & KONTOR_TITLE)
        titles++;
      else if (field->flags & KONTOR_REQUIRED)
        return FALSE;
    }
  return titles == 1;
}
