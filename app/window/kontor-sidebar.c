/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-sidebar.h"

#include "window/kontor-actions.h"
#include "window/kontor-late-menu.h"
#include "window/kontor-sidebar-row.h"

#include <glib/gi18n.h>

/* Counting takes milliseconds but follows every commit: many in a row are counted once. */
#define COUNT_DELAY 200

struct _KontorSidebar
{
  AdwNavigationPage parent_instance;
  KontorWorkspace *workspace;
  KontorTruth *truth;
  char *workspace_name;
  char *section; /* the one shown */
  GListModel *items;
  gulong changed_handler;
  guint count_source;

  GtkListBox *sections;
  GtkMenuButton *menu_button;
};

enum
{
  PROP_WORKSPACE_NAME = 1,
  PROP_TRUTH,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorSidebar, kontor_sidebar, ADW_TYPE_NAVIGATION_PAGE)

static gpointer
read_name_job (KontorStore *store, gpointer data, GError **error)
{
  char *name = kontor_store_dup_setting (store, "name");
  return name ? name : g_strdup ("");
}

static DexFuture *
show_name_cb (DexFuture *job, gpointer user_data)
{
  KontorSidebar *self = user_data;
  g_autofree char *name = kontor_job_steal_result (job, NULL);
  g_set_str (&self->workspace_name, name && *name ? name : _ ("Kontor"));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE_NAME]);
  return NULL;
}

static gboolean
count_cb (gpointer user_data)
{
  KontorSidebar *self = user_data;
  self->count_source = 0;
  if (self->workspace)
    dex_future_disown (kontor_section_items_count (self->items, self->workspace));
  return G_SOURCE_REMOVE;
}

static void
workspace_changed_cb (KontorSidebar *self)
{
  if (self->count_source == 0)
    self->count_source = g_timeout_add (COUNT_DELAY, count_cb, self);
}

static void
forget_workspace (KontorSidebar *self)
{
  g_clear_handle_id (&self->count_source, g_source_remove);
  if (self->workspace)
    g_clear_signal_handler (&self->changed_handler, self->workspace);
  g_clear_object (&self->workspace);
}

static void
activate_section_cb (KontorSidebar *self, GtkListBoxRow *row)
{
  KontorSectionItem *item = kontor_sidebar_row_get_item (KONTOR_SIDEBAR_ROW (row));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.go", "s",
                              kontor_section_item_get_section (item)->name);
}

static gboolean
is_shown (KontorSidebar *self, GtkListBoxRow *row)
{
  KontorSectionItem *item = kontor_sidebar_row_get_item (KONTOR_SIDEBAR_ROW (row));
  return g_strcmp0 (kontor_section_item_get_section (item)->name, self->section) == 0;
}

/* What is selected is the section shown, wherever the focus walks. The list is gone where it is the
 * last thing that it says. */
static void
row_selected_cb (KontorSidebar *self, GtkListBoxRow *row)
{
  if (self->sections && (row == NULL || !is_shown (self, row)))
    kontor_sidebar_set_section (self, self->section);
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  return kontor_sidebar_row_new (item);
}

static GMenuModel *
make_menu (void)
{
  GMenu *menu = g_menu_new ();
  kontor_actions_append_section (menu, "win.undo", "win.redo", NULL);
  kontor_actions_append_section (menu, "win.go::search", "win.go::attention", "win.go::duplicates",
                                 "win.go::trash", NULL);
  kontor_actions_append_section (menu, "win.go::import", NULL);
  kontor_actions_append_section (menu, "app.new-workspace", "app.open-workspace", "app.sign-in",
                                 NULL);
  kontor_actions_append_section (menu, "win.shortcuts", "app.about", NULL);
  return G_MENU_MODEL (menu);
}

static void
kontor_sidebar_dispose (GObject *object)
{
  KontorSidebar *self = KONTOR_SIDEBAR (object);
  forget_workspace (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_SIDEBAR);
  g_clear_object (&self->items);
  g_clear_object (&self->truth);
  g_clear_pointer (&self->workspace_name, g_free);
  g_clear_pointer (&self->section, g_free);
  G_OBJECT_CLASS (kontor_sidebar_parent_class)->dispose (object);
}

static void
kontor_sidebar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorSidebar *self = KONTOR_SIDEBAR (object);
  switch (id)
    {
    case PROP_WORKSPACE_NAME:
      g_value_set_string (value, self->workspace_name);
      break;
    case PROP_TRUTH:
      g_value_set_object (value, self->truth);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_sidebar_class_init (KontorSidebarClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  object_class->dispose = kontor_sidebar_dispose;
  object_class->get_property = kontor_sidebar_get_property;
  properties[PROP_WORKSPACE_NAME] = g_param_spec_string ("workspace-name", NULL, NULL, NULL, flags);
  properties[PROP_TRUTH] = g_param_spec_object ("truth", NULL, NULL, KONTOR_TYPE_TRUTH, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/window/kontor-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorSidebar, sections);
  gtk_widget_class_bind_template_child (widget_class, KontorSidebar, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, activate_section_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
kontor_sidebar_init (KontorSidebar *self)
{
  g_autoptr (GMenuModel) menu = make_menu ();
  self->workspace_name = g_strdup (_ ("Kontor"));
  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = kontor_section_items_new ();
  gtk_list_box_bind_model (self->sections, self->items, make_row, NULL, NULL);
  kontor_late_menu_set (self->menu_button, menu);
}

void
kontor_sidebar_set_workspace (KontorSidebar *self, KontorWorkspace *workspace)
{
  forget_workspace (self);
  self->workspace = g_object_ref (workspace);
  self->changed_handler
      = g_signal_connect_swapped (workspace, "changed", G_CALLBACK (workspace_changed_cb), self);
  dex_future_disown (
      dex_future_then (kontor_workspace_read (workspace, read_name_job, NULL, NULL, g_free),
                       show_name_cb, g_object_ref (self), g_object_unref));
  count_cb (self);
}

void
kontor_sidebar_set_truth (KontorSidebar *self, KontorTruth *truth)
{
  if (g_set_object (&self->truth, truth))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TRUTH]);
}

void
kontor_sidebar_set_section (KontorSidebar *self, const char *section)
{
  g_set_str (&self->section, section);
  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->sections, i);
      if (row == NULL)
        break;
      if (is_shown (self, row))
        {
          gtk_list_box_select_row (self->sections, row);
          return;
        }
    }
  gtk_list_box_unselect_all (self->sections);
}

void
kontor_sidebar_open_menu (KontorSidebar *self)
{
  gtk_menu_button_popup (self->menu_button);
}
