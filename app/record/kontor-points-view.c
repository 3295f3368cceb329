/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-points-view.h"

#include "acts/kontor-acts.h"
#include "browse/kontor-shape.h"
#include "record/kontor-point-row.h"
#include "record/kontor-related.h"
#include "window/kontor-report.h"

#include <glib/gi18n.h>

struct _KontorPointsView
{
  AdwBin parent_instance;
  KontorWorkspace *workspace;
  KontorListModel *model;
  KontorRecord *record;
  KontorPointRow *draft; /* what is being added, of which nothing is stored yet; or NULL */
  gboolean saving;       /* the draft */
  gboolean read_only;
  KontorId added; /* what it has become, whose row takes its place; null: nothing yet */

  GtkListBox *points;
  GtkListBox *drafts;
  GtkMenuButton *add_point;
};

G_DEFINE_FINAL_TYPE (KontorPointsView, kontor_points_view, ADW_TYPE_BIN)

static const KontorEntity *
find_point_entity (KontorPointsView *self)
{
  return kontor_schema_find (kontor_workspace_get_schema (self->workspace), "contact_point");
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  KontorPointsView *self = user_data;
  GtkWidget *row = kontor_point_row_new (self->workspace, item);
  kontor_point_row_set_writable (KONTOR_POINT_ROW (row), !self->read_only);
  return row;
}

static gboolean
is_in_draft (KontorPointsView *self)
{
  return self->draft
         && gtk_widget_get_state_flags (GTK_WIDGET (self->draft)) & GTK_STATE_FLAG_FOCUS_WITHIN;
}

static void
remove_draft (KontorPointsView *self)
{
  KontorPointRow *draft = g_steal_pointer (&self->draft);
  self->saving = FALSE;
  self->added = (KontorId) { 0 };
  if (draft == NULL)
    return;
  gtk_list_box_remove (self->drafts, GTK_WIDGET (draft));
  gtk_widget_set_visible (GTK_WIDGET (self->drafts), FALSE);
}

static void
items_changed_cb (KontorPointsView *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->points),
                          g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0);
  if (kontor_id_is_null (&self->added))
    return;
  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->points, i);
      KontorRecord *point;
      if (row == NULL)
        return;
      point = kontor_point_row_get_point (KONTOR_POINT_ROW (row));
      if (kontor_id_equal (kontor_record_get_id (point), &self->added))
        {
          if (is_in_draft (self))
            kontor_point_row_edit (KONTOR_POINT_ROW (row));
          remove_draft (self);
          return;
        }
    }
}

/* What could not be saved stays where it was typed. */
static DexFuture *
saved_cb (DexFuture *act, gpointer user_data)
{
  KontorPointsView *self = user_data;
  KontorOutcome *outcome = kontor_outcome_peek (act);
  if (!self->saving || self->model == NULL)
    return dex_ref (act);
  if (outcome)
    {
      self->added = outcome->id;
      items_changed_cb (self);
    }
  else
    self->saving = FALSE;
  return dex_ref (act);
}

static void
save_draft (KontorPointsView *self)
{
  const KontorFields *draft = kontor_record_get_fields (kontor_point_row_get_point (self->draft));
  const KontorEntity *entity = kontor_fields_get_entity (draft);
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_fields_free);
  KontorFields *fields = kontor_fields_new (entity);
  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    {
      const KontorValue *value = kontor_fields_get (draft, i);
      if (value && !kontor_value_is_none (value))
        kontor_fields_set (fields, i, value);
    }
  g_ptr_array_add (records, fields);
  self->saving = TRUE;
  kontor_report_failure (GTK_WIDGET (self),
                         dex_future_finally (kontor_acts_create (self->workspace, NULL, records),
                                             saved_cb, g_object_ref (self), g_object_unref));
}

/* Not while the focus is on its way out of it. */
static gboolean
drop_empty_draft_cb (gpointer user_data)
{
  KontorPointsView *self = user_data;
  if (self->draft && kontor_point_row_is_empty (self->draft) && !is_in_draft (self))
    remove_draft (self);
  return G_SOURCE_REMOVE;
}

static void
finished_cb (KontorPointsView *self)
{
  if (self->draft == NULL || self->saving)
    return;
  if (kontor_point_row_is_empty (self->draft))
    g_idle_add_full (G_PRIORITY_DEFAULT, drop_empty_draft_cb, g_object_ref (self), g_object_unref);
  else
    save_draft (self);
}

static KontorRecord *
make_point (KontorPointsView *self, const char *kind)
{
  const KontorEntity *entity = find_point_entity (self);
  KontorFields *fields = kontor_fields_new (entity);
  const KontorId nobody = { 0 };
  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    kontor_fields_take (fields, i, KONTOR_VALUE_NONE);
  kontor_fields_take_named (fields, "kind", kontor_value_text (KONTOR_CHOICE, kind));
  kontor_fields_set_ref (fields, kontor_record_get_entity (self->record)->name,
                         kontor_record_get_id (self->record));
  return kontor_record_new (&nobody, 0, fields);
}

/* The menu it was chosen from gives the focus back first. */
static gboolean
edit_draft_cb (gpointer user_data)
{
  KontorPointsView *self = user_data;
  if (self->draft)
    kontor_point_row_edit (self->draft);
  return G_SOURCE_REMOVE;
}

/* Nothing is stored before there is something to store. */
static void
add_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorPointsView *self = user_data;
  if (self->draft == NULL || kontor_point_row_is_empty (self->draft))
    {
      g_autoptr (KontorRecord) point = make_point (self, g_variant_get_string (target, NULL));
      remove_draft (self);
      self->draft = KONTOR_POINT_ROW (kontor_point_row_new (self->workspace, point));
      g_signal_connect_object (self->draft, "finished", G_CALLBACK (finished_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_list_box_append (self->drafts, GTK_WIDGET (self->draft));
      gtk_widget_set_visible (GTK_WIDGET (self->drafts), TRUE);
    }
  g_idle_add_full (G_PRIORITY_DEFAULT, edit_draft_cb, g_object_ref (self), g_object_unref);
}

/* Leaving a draft saves or drops it. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  KontorPointsView *self = KONTOR_POINTS_VIEW (widget);
  if (!is_in_draft (self))
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (self->add_point));
  return GDK_EVENT_STOP;
}

static GMenuModel *
make_menu (const KontorEntity *entity)
{
  GMenu *menu = g_menu_new ();
  const KontorField *kind
      = kontor_entity_get_field (entity, (guint) kontor_entity_find_field (entity, "kind"));
  for (const KontorChoice *choice = kind->choices; choice->key; choice++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (choice->label), NULL);
      g_menu_item_set_action_and_target (item, "points.add", "s", choice->key);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static void
kontor_points_view_dispose (GObject *object)
{
  KontorPointsView *self = KONTOR_POINTS_VIEW (object);
  if (self->points)
    gtk_list_box_bind_model (self->points, NULL, NULL, NULL, NULL);
  self->draft = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_POINTS_VIEW);
  g_clear_object (&self->model);
  g_clear_object (&self->record);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (kontor_points_view_parent_class)->dispose (object);
}

static void
kontor_points_view_class_init (KontorPointsViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = kontor_points_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/record/kontor-points-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorPointsView, points);
  gtk_widget_class_bind_template_child (widget_class, KontorPointsView, drafts);
  gtk_widget_class_bind_template_child (widget_class, KontorPointsView, add_point);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
kontor_points_view_init (KontorPointsView *self)
{
  const GActionEntry entries[] = { { "add", add_cb, "s" } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "points", G_ACTION_GROUP (actions));
}

static void
ensure_model (KontorPointsView *self, KontorWorkspace *workspace)
{
  g_autoptr (GMenuModel) menu = NULL;
  if (self->model)
    return;
  self->workspace = g_object_ref (workspace);
  self->model = kontor_list_model_new (workspace, NULL);
  menu = make_menu (find_point_entity (self));
  gtk_menu_button_set_menu_model (self->add_point, menu);
  gtk_list_box_bind_model (self->points, G_LIST_MODEL (self->model), make_row, self, NULL);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

void
kontor_points_view_set_record (KontorPointsView *self,
                               KontorWorkspace *workspace,
                               KontorRecord *record)
{
  const KontorSchema *schema = kontor_workspace_get_schema (workspace);
  g_autoptr (KontorQuery) query = NULL;
  gboolean reachable = record && kontor_shape_has_face (schema, kontor_record_get_entity (record));
  ensure_model (self, workspace);
  gtk_widget_set_visible (GTK_WIDGET (self), reachable);
  if (self->draft && self->record != record)
    {
      kontor_point_row_finish (self->draft);
      remove_draft (self);
    }
  g_set_object (&self->record, record);
  if (reachable)
    query = kontor_related_make_query (schema, find_point_entity (self),
                                       kontor_record_get_entity (record)->name, record);
  kontor_list_model_set_query (self->model, query);
}

void
kontor_points_view_set_writable (KontorPointsView *self, gboolean writable)
{
  GtkListBoxRow *row;
  self->read_only = !writable;
  gtk_widget_set_sensitive (GTK_WIDGET (self->drafts), writable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_point), writable);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->points, i)); i++)
    kontor_point_row_set_writable (KONTOR_POINT_ROW (row), writable);
}
