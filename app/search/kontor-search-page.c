/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "search/kontor-search-page.h"

#include "browse/kontor-header-factory.h"
#include "search/kontor-find-row.h"
#include "search/kontor-finder.h"

#include <glib/gi18n.h>

/* Of each kind. Who has not found it among so many types another letter. */
#define HITS_EACH 50

struct _KontorSearchPage
{
  KontorPage parent_instance;
  KontorFinder *finder;
  GListStore *groups; /* of GListStore of KontorFindItem */
  GListModel *items;  /* the groups as one, in sections */

  GtkSearchEntry *search;
  GtkListView *rows;
};

enum
{
  PROP_STATE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorSearchPage, kontor_search_page, KONTOR_TYPE_PAGE)

static GListStore *
make_group (const KontorSearchGroup *group)
{
  GListStore *items = g_list_store_new (KONTOR_TYPE_FIND_ITEM);
  g_object_set_data (G_OBJECT (items), "entity", (gpointer) group->entity);
  for (guint i = 0; i < group->hits->len; i++)
    {
      g_autoptr (KontorFindItem) item
          = kontor_find_item_new_hit (g_ptr_array_index (group->hits, i));
      g_list_store_append (items, item);
    }
  return items;
}

static void
found_cb (KontorSearchPage *self)
{
  GPtrArray *found = kontor_finder_get_groups (self->finder);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (groups, make_group (g_ptr_array_index (found, i)));
  g_list_store_splice (self->groups, 0, g_list_model_get_n_items (G_LIST_MODEL (self->groups)),
                       groups->pdata, groups->len);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
search_changed_cb (KontorSearchPage *self)
{
  kontor_finder_set_text (self->finder, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
activate_cb (KontorSearchPage *self, guint position)
{
  g_autoptr (KontorFindItem) item = g_list_model_get_item (self->items, position);
  if (item)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.go", "s",
                                kontor_find_item_get_place (item));
}

static void
activate_first_cb (KontorSearchPage *self)
{
  activate_cb (self, 0);
}

static void
kontor_search_page_show_place (KontorPage *page, const KontorPlace *place)
{
}

static gboolean
kontor_search_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (KONTOR_SEARCH_PAGE (widget)->search));
}

static void
kontor_search_page_start_search (KontorPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (KONTOR_SEARCH_PAGE (page)->search));
}

static void
kontor_search_page_constructed (GObject *object)
{
  KontorSearchPage *self = KONTOR_SEARCH_PAGE (object);
  G_OBJECT_CLASS (kontor_search_page_parent_class)->constructed (object);
  self->finder = kontor_finder_new (kontor_page_get_workspace (KONTOR_PAGE (self)), HITS_EACH);
  g_signal_connect_object (self->finder, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  kontor_page_set_ready (KONTOR_PAGE (self), TRUE);
}

static void
kontor_search_page_dispose (GObject *object)
{
  KontorSearchPage *self = KONTOR_SEARCH_PAGE (object);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_SEARCH_PAGE);
  g_clear_object (&self->finder);
  g_clear_object (&self->items);
  g_clear_object (&self->groups);
  G_OBJECT_CLASS (kontor_search_page_parent_class)->dispose (object);
}

static const char *
find_state (KontorSearchPage *self)
{
  if (self->items && g_list_model_get_n_items (self->items) > 0)
    return "rows";
  if (self->finder == NULL || *kontor_finder_get_text (self->finder) == '\0'
      || kontor_finder_is_searching (self->finder))
    return "begin";
  return kontor_finder_get_error (self->finder) ? "failed" : "nothing";
}

static void
kontor_search_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_assert (id == PROP_STATE);
  g_value_set_static_string (value, find_state (KONTOR_SEARCH_PAGE (object)));
}

static void
kontor_search_page_class_init (KontorSearchPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->constructed = kontor_search_page_constructed;
  object_class->dispose = kontor_search_page_dispose;
  object_class->get_property = kontor_search_page_get_property;
  widget_class->grab_focus = kontor_search_page_grab_focus;
  KONTOR_PAGE_CLASS (class)->show_place = kontor_search_page_show_place;
  KONTOR_PAGE_CLASS (class)->start_search = kontor_search_page_start_search;
  properties[PROP_STATE]
      = g_param_spec_string ("state", NULL, NULL, NULL,
                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/search/kontor-search-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorSearchPage, search);
  gtk_widget_class_bind_template_child (widget_class, KontorSearchPage, rows);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_first_cb);
}

static void
kontor_search_page_init (KontorSearchPage *self)
{
  g_autoptr (GtkListItemFactory) rows = kontor_find_row_factory_new ();
  g_autoptr (GtkListItemFactory) headers = NULL;
  g_autoptr (GtkSingleSelection) selection = NULL;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->groups = g_list_store_new (G_TYPE_LIST_STORE);
  self->items
      = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (g_object_ref (self->groups))));
  headers = kontor_header_factory_new (GTK_FLATTEN_LIST_MODEL (self->items));
  gtk_list_view_set_factory (self->rows, rows);
  gtk_list_view_set_header_factory (self->rows, headers);
  selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  gtk_list_view_set_model (self->rows, GTK_SELECTION_MODEL (selection));
}
