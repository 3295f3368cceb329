/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-trash-page.h"

#include "acts/kontor-acts.h"
#include "browse/kontor-header-factory.h"
#include "browse/kontor-record-row.h"
#include "browse/kontor-shape.h"
#include "store/kontor-list-model.h"
#include "window/kontor-report.h"
#include "window/kontor-sections.h"

#include <glib/gi18n.h>

struct _KontorTrashPage
{
  KontorPage parent_instance;
  GListStore *models; /* of KontorListModel, one for each entity */
  GListModel *items;

  GtkListView *rows;
};

enum
{
  PROP_STATE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorTrashPage, kontor_trash_page, KONTOR_TYPE_PAGE)

static gboolean
is_loading (KontorTrashPage *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->models)); i++)
    {
      g_autoptr (KontorListModel) model = g_list_model_get_item (G_LIST_MODEL (self->models), i);
      if (kontor_list_model_is_loading (model))
        return TRUE;
    }
  return FALSE;
}

static const char *
find_state (KontorTrashPage *self)
{
  if (self->items && g_list_model_get_n_items (self->items) > 0)
    return "rows";
  return self->models == NULL || is_loading (self) ? "loading" : "empty";
}

static void
update_state (KontorTrashPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  kontor_page_set_ready (KONTOR_PAGE (self), !is_loading (self));
}

static void
restore_cb (GtkWidget *button, GtkListItem *item)
{
  KontorTrashPage *self
      = KONTOR_TRASH_PAGE (gtk_widget_get_ancestor (button, KONTOR_TYPE_TRASH_PAGE));
  KontorRecord *record = gtk_list_item_get_item (item);
  kontor_report (GTK_WIDGET (self),
                 kontor_acts_restore (kontor_page_get_workspace (KONTOR_PAGE (self)),
                                      kontor_ref_list_single (kontor_record_get_entity (record),
                                                              kontor_record_get_id (record)),
                                      kontor_record_get_title (record)),
                 KONTOR_REPORT_ALL);
}

static void
activate_cb (KontorTrashPage *self, guint position)
{
  g_autoptr (KontorRecord) record = g_list_model_get_item (self->items, position);
  KontorPlace place = kontor_place_make (
      kontor_sections_name_for (kontor_record_get_entity (record)), kontor_record_get_id (record));
  g_autofree char *text = kontor_place_dup_text (&place);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.go", "s", text);
}

static void
set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *row = kontor_record_row_new (FALSE);
  GtkWidget *button = gtk_button_new_with_label (_ ("Restore"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", G_CALLBACK (restore_cb), item);
  gtk_box_append (GTK_BOX (row), button);
  gtk_list_item_set_child (item, row);
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

/* What is deleted with its owner comes back with it, and has no line of its own. */
static gboolean
has_own_line (const KontorEntity *entity)
{
  return !(entity->flags & (KONTOR_LINK | KONTOR_INTERNAL)) && !kontor_entity_has_parent (entity);
}

static void
add_entity (KontorTrashPage *self, const KontorEntity *entity)
{
  KontorWorkspace *workspace = kontor_page_get_workspace (KONTOR_PAGE (self));
  g_autoptr (KontorQuery) query
      = kontor_query_new (kontor_workspace_get_schema (workspace), entity);
  g_autoptr (KontorListModel) model = NULL;
  kontor_query_set_trash (query, TRUE);
  model = kontor_list_model_new (workspace, query);
  g_object_set_data (G_OBJECT (model), "entity", (gpointer) entity);
  g_signal_connect_object (model, "notify::loading", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_list_store_append (self->models, model);
}

static void
kontor_trash_page_show_place (KontorPage *page, const KontorPlace *place)
{
}

static gboolean
kontor_trash_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (KONTOR_TRASH_PAGE (widget)->rows));
}

static void
kontor_trash_page_constructed (GObject *object)
{
  KontorTrashPage *self = KONTOR_TRASH_PAGE (object);
  const KontorSchema *schema
      = kontor_workspace_get_schema (kontor_page_get_workspace (KONTOR_PAGE (self)));
  G_OBJECT_CLASS (kontor_trash_page_parent_class)->constructed (object);
  for (guint i = 0; i < schema->n_entities; i++)
    if (has_own_line (schema->entities[i]))
      add_entity (self, schema->entities[i]);
  g_signal_connect_object (self->items, "items-changed", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  update_state (self);
}

static void
kontor_trash_page_dispose (GObject *object)
{
  KontorTrashPage *self = KONTOR_TRASH_PAGE (object);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_TRASH_PAGE);
  g_clear_object (&self->items);
  g_clear_object (&self->models);
  G_OBJECT_CLASS (kontor_trash_page_parent_class)->dispose (object);
}

static void
kontor_trash_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_assert (id == PROP_STATE);
  g_value_set_static_string (value, find_state (KONTOR_TRASH_PAGE (object)));
}

static void
kontor_trash_page_class_init (KontorTrashPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->constructed = kontor_trash_page_constructed;
  object_class->dispose = kontor_trash_page_dispose;
  object_class->get_property = kontor_trash_page_get_property;
  widget_class->grab_focus = kontor_trash_page_grab_focus;
  KONTOR_PAGE_CLASS (class)->show_place = kontor_trash_page_show_place;
  properties[PROP_STATE]
      = g_param_spec_string ("state", NULL, NULL, NULL,
                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/browse/kontor-trash-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorTrashPage, rows);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
kontor_trash_page_init (KontorTrashPage *self)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) headers = NULL;
  g_autoptr (GtkNoSelection) selection = NULL;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->models = g_list_store_new (KONTOR_TYPE_LIST_MODEL);
  self->items
      = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (g_object_ref (self->models))));
  headers = kontor_header_factory_new (GTK_FLATTEN_LIST_MODEL (self->items));
  g_signal_connect (rows, "setup", G_CALLBACK (set_up_cb), NULL);
  g_signal_connect (rows, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (rows, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->rows, rows);
  gtk_list_view_set_header_factory (self->rows, headers);
  selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  gtk_list_view_set_model (self->rows, GTK_SELECTION_MODEL (selection));
}
