/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-browse-page-private.h"

#include "browse/kontor-filter-bar.h"
#include "browse/kontor-shape.h"
#include "record/kontor-record-page.h"
#include "window/kontor-actions.h"
#include "window/kontor-focus.h"
#include "window/kontor-late-menu.h"
#include "window/kontor-sections.h"
#include "window/kontor-split.h"
#include "window/kontor-window.h"
#include "words/kontor-format.h"
#include "words/kontor-phrases.h"

#include <glib/gi18n.h>

struct _KontorBrowsePage
{
  KontorPage parent_instance;
  const KontorSection *section;
  const KontorEntity *entity;
  KontorListModel *model;
  KontorId open_id;    /* null: none */
  guint open_position; /* where it was last, for when it goes */
  gboolean narrow;
  gboolean record_open;
  gboolean opens_first; /* of what is being searched for */
  char *state;

  AdwNavigationSplitView *split;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search;
  GtkMenuButton *menu_button;
  KontorFilterBar *filter;
  KontorRecordList *list;
  KontorRecordPage *record_page; /* NULL until a record is opened */
};

enum
{
  PROP_NARROW = 1,
  PROP_RECORD_OPEN,
  PROP_STATE,
  PROP_SUMMARY,
  PROP_SELECTION_SUMMARY,
  PROP_SEARCH_SUMMARY,
  PROP_NEW_LABEL,
  PROP_EMPTY_TITLE,
  PROP_ICON_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorBrowsePage, kontor_browse_page, KONTOR_TYPE_PAGE)

static void
notify (KontorBrowsePage *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static const char *
get_search (KontorBrowsePage *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search));
}

gboolean
kontor_browse_page_is_filtered (KontorBrowsePage *self)
{
  return *get_search (self) || *kontor_filter_bar_get_text (self->filter);
}

/* What one sees first where the section leaves out the rest of its records. */
static gboolean
shows_first_part (KontorBrowsePage *self)
{
  return self->section->where && *get_search (self) == '\0'
         && g_str_equal (kontor_filter_bar_get_text (self->filter), self->section->where);
}

static const char *
find_state (KontorBrowsePage *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    return "rows";
  if (kontor_list_model_is_loading (self->model))
    return "loading";
  return kontor_browse_page_is_filtered (self) && !shows_first_part (self) ? "nothing-found"
                                                                           : "empty";
}

static void
update_state (KontorBrowsePage *self)
{
  const char *state = find_state (self);
  kontor_page_set_ready (KONTOR_PAGE (self), !g_str_equal (state, "loading"));
  if (g_set_str (&self->state, state))
    {
      notify (self, PROP_STATE);
      kontor_browse_page_update_actions (self);
    }
  notify (self, PROP_SUMMARY);
  notify (self, PROP_SEARCH_SUMMARY);
  notify (self, PROP_EMPTY_TITLE);
}

static void
ask_anew (KontorBrowsePage *self)
{
  g_autoptr (KontorQuery) query = kontor_query_copy (kontor_list_model_get_query (self->model));
  g_autofree char *sort = kontor_record_list_dup_sort (self->list);
  self->opens_first = FALSE;
  kontor_query_set_where (query, kontor_filter_bar_get_text (self->filter), NULL);
  kontor_query_set_search (query, get_search (self));
  kontor_query_set_sort (query, sort, NULL);
  kontor_list_model_set_query (self->model, query);
  update_state (self);
  kontor_browse_page_update_actions (self);
}

static void
go (KontorBrowsePage *self, const char *action, const KontorId *id)
{
  KontorPlace place = kontor_place_make (kontor_page_get_section (KONTOR_PAGE (self)), id);
  g_autofree char *text = kontor_place_dup_text (&place);
  gtk_widget_activate_action (GTK_WIDGET (self), action, "s", text);
}

static void
update_split (KontorBrowsePage *self)
{
  if (self->split)
    kontor_split_set_collapsed (self->split, self->narrow || !self->record_open);
}

static void
set_record_open (KontorBrowsePage *self, gboolean open)
{
  if (self->record_open == open)
    return;
  self->record_open = open;
  update_split (self);
  notify (self, PROP_RECORD_OPEN);
}

static void
show_walk_position (KontorBrowsePage *self)
{
  guint position;
  guint count = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  if (self->record_page == NULL)
    return;
  if (!self->record_open || !kontor_list_model_find (self->model, &self->open_id, &position))
    {
      kontor_record_page_set_position (self->record_page, 0, 0);
      return;
    }
  self->open_position = position;
  kontor_record_page_set_position (self->record_page, position + 1, count);
  kontor_record_list_show_position (self->list, position);
}

static void
items_changed_cb (KontorBrowsePage *self)
{
  update_state (self);
  show_walk_position (self);
}

static void
open_first (KontorBrowsePage *self)
{
  g_autoptr (KontorRecord) first = kontor_list_model_dup_record (self->model, 0);
  if (first)
    go (self, "win.go", kontor_record_get_id (first));
}

static void
loading_changed_cb (KontorBrowsePage *self)
{
  gboolean opens = self->opens_first && !kontor_list_model_is_loading (self->model);
  update_state (self);
  show_walk_position (self);
  if (!opens)
    return;
  self->opens_first = FALSE;
  /* Who has gone to another page meanwhile stays there. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    open_first (self);
}

/* The focus leaves the record before that goes, and goes to where one came from. */
static void
close_record (KontorBrowsePage *self)
{
  gboolean was_open = self->record_open;
  if (self->record_page)
    {
      GtkWidget *focus = kontor_focus_take (GTK_WIDGET (self->record_page));
      g_clear_object (&focus);
    }
  set_record_open (self, FALSE);
  if (self->record_page)
    kontor_record_page_clear (self->record_page);
  if (!kontor_record_list_is_selecting (self->list))
    kontor_record_list_unselect_all (self->list);
  if (was_open)
    kontor_record_list_return (self->list, self->open_position);
}

static void
record_closed_cb (KontorBrowsePage *self)
{
  go (self, "win.go", NULL);
}

/* The set one came from is the list as it is now. Where the record has left it, the one that took
 * its place is the next. */
static void
walk_cb (KontorBrowsePage *self, int steps)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  guint position;
  gint64 target;
  g_autoptr (KontorRecord) record = NULL;
  if (kontor_list_model_find (self->model, &self->open_id, &position))
    target = (gint64) position + steps;
  else
    target = (gint64) self->open_position + (steps > 0 ? steps - 1 : steps);
  if (target < 0 || target >= count)
    return;
  record = kontor_list_model_dup_record (self->model, (guint) target);
  if (record)
    go (self, "win.walk", kontor_record_get_id (record));
}

/* Many a list is looked at and left again, and its record's page is the most of it. */
static void
ensure_record_page (KontorBrowsePage *self)
{
  KontorRecordPage *page;
  if (self->record_page)
    return;
  page = g_object_new (KONTOR_TYPE_RECORD_PAGE, NULL);
  self->record_page = g_object_ref_sink (page);
  g_object_bind_property (self->split, "collapsed", page, "beside",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  g_signal_connect_object (page, "closed", G_CALLBACK (record_closed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "walk", G_CALLBACK (walk_cb), self, G_CONNECT_SWAPPED);
  kontor_record_page_set_workspace (page, kontor_page_get_workspace (KONTOR_PAGE (self)));
  kontor_page_set_actions (KONTOR_PAGE (self), "record", kontor_record_page_get_actions (page));
  adw_navigation_split_view_set_content (self->split, ADW_NAVIGATION_PAGE (page));
}

static void
kontor_browse_page_show_place (KontorPage *page, const KontorPlace *place)
{
  KontorBrowsePage *self = KONTOR_BROWSE_PAGE (page);
  self->open_id = place->id;
  self->opens_first = FALSE;
  if (kontor_place_has_record (place))
    {
      ensure_record_page (self);
      kontor_record_page_show (self->record_page, self->entity, &place->id);
      set_record_open (self, TRUE);
      show_walk_position (self);
    }
  else
    close_record (self);
  kontor_browse_page_update_actions (self);
}

static void
kontor_browse_page_show_where (KontorPage *page, const char *where)
{
  KontorBrowsePage *self = KONTOR_BROWSE_PAGE (page);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  kontor_filter_bar_set_text (self->filter, where);
  ask_anew (self);
}

static void
kontor_browse_page_start_search (KontorPage *page)
{
  KontorBrowsePage *self = KONTOR_BROWSE_PAGE (page);
  set_record_open (self, self->record_open && !self->narrow);
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
kontor_browse_page_open_filter (KontorBrowsePage *self)
{
  kontor_filter_bar_edit (self->filter);
}

void
kontor_browse_page_clear_filter (KontorBrowsePage *self)
{
  kontor_filter_bar_set_text (self->filter, "");
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  ask_anew (self);
}

static gboolean
kontor_browse_page_grab_focus (GtkWidget *widget)
{
  KontorBrowsePage *self = KONTOR_BROWSE_PAGE (widget);
  if (self->record_open)
    return gtk_widget_grab_focus (GTK_WIDGET (self->record_page));
  kontor_record_list_focus (self->list);
  return TRUE;
}

static void
open_cb (KontorBrowsePage *self, KontorRecord *record, gboolean walking)
{
  const KontorId *id = kontor_record_get_id (record);
  if (walking && !self->record_open)
    return;
  if (!self->record_open || !kontor_id_equal (id, &self->open_id))
    go (self, walking ? "win.walk" : "win.go", id);
  if (!walking)
    gtk_widget_grab_focus (GTK_WIDGET (self->record_page));
}

/* The entry tells with a delay, by when Enter may have asked already. */
static void
search_changed_cb (KontorBrowsePage *self)
{
  const char *asked = kontor_query_get_search (kontor_list_model_get_query (self->model));
  if (!g_str_equal (get_search (self), asked ? asked : ""))
    ask_anew (self);
}

/* What is listed first belongs to an earlier text until the answer to this one is there, which those
 * who type fast do not wait for. */
static void
search_activate_cb (KontorBrowsePage *self)
{
  ask_anew (self);
  if (kontor_list_model_is_loading (self->model))
    self->opens_first = TRUE;
  else
    open_first (self);
}

static void
filter_changed_cb (KontorBrowsePage *self)
{
  ask_anew (self);
}

static void
sort_changed_cb (KontorBrowsePage *self)
{
  ask_anew (self);
}

static void
selection_changed_cb (KontorBrowsePage *self)
{
  notify (self, PROP_SELECTION_SUMMARY);
  kontor_browse_page_update_actions (self);
}

/* Which columns a list has is remembered for this computer, like the size of the window. */
static KontorState *
find_state_file (KontorBrowsePage *self)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), KONTOR_TYPE_WINDOW);
  return window ? kontor_window_get_state (KONTOR_WINDOW (window)) : NULL;
}

static void
columns_changed_cb (KontorBrowsePage *self)
{
  KontorState *state = find_state_file (self);
  g_autofree char *columns = kontor_record_list_dup_columns (self->list);
  if (state)
    kontor_state_set_text (state, "columns", self->entity->name, columns);
}

static void
kontor_browse_page_root (GtkWidget *widget)
{
  KontorBrowsePage *self = KONTOR_BROWSE_PAGE (widget);
  KontorState *state;
  g_autofree char *columns = NULL;
  GTK_WIDGET_CLASS (kontor_browse_page_parent_class)->root (widget);
  state = find_state_file (self);
  columns = state ? kontor_state_dup_text (state, "columns", self->entity->name) : NULL;
  if (columns)
    kontor_record_list_set_columns (self->list, columns);
}

static void
offer_columns (KontorBrowsePage *self, GMenu *menu)
{
  g_autoptr (GMenu) section = g_menu_new ();
  g_autoptr (GMenuModel) columns = kontor_record_list_make_columns_menu (self->list);
  g_autoptr (GMenuModel) sort = kontor_record_list_make_sort_menu (self->list);
  GActionGroup *actions = kontor_record_list_make_columns_actions (self->list);
  g_menu_append_submenu (section, _ ("Sort by"), sort);
  g_menu_append_submenu (section, _ ("Columns"), columns);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "columns", actions);
  g_object_unref (actions);
}

static GMenuModel *
make_menu (KontorBrowsePage *self)
{
  const KontorSchema *schema
      = kontor_workspace_get_schema (kontor_page_get_workspace (KONTOR_PAGE (self)));
  GMenu *menu = g_menu_new ();
  kontor_actions_append_section (menu, "list.filter", "list.clear-filter", NULL);
  kontor_actions_append_section (menu, "list.select", "list.select-all", NULL);
  offer_columns (self, menu);
  if (kontor_shape_has_face (schema, self->entity))
    kontor_actions_append_section (menu, "win.go::import", "list.export-csv", "list.export-cards",
                                   NULL);
  else
    kontor_actions_append_section (menu, "win.go::import", "list.export-csv", NULL);
  return G_MENU_MODEL (menu);
}

static char *
make_summary (KontorBrowsePage *self)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  if (g_strcmp0 (self->state, "rows") != 0)
    return NULL;
  return kontor_phrase_count (self->entity, count);
}

static char *
make_selection_summary (KontorBrowsePage *self)
{
  guint count = kontor_record_list_get_n_selected (self->list);
  g_autofree char *number = kontor_format_number (count, 0);
  /* Translators: how many records are selected */
  return g_strdup_printf (ngettext ("%s selected", "%s selected", count), number);
}

static char *
make_search_summary (KontorBrowsePage *self)
{
  const char *search = get_search (self);
  const char *filter = kontor_filter_bar_get_text (self->filter);
  if (*search && *filter)
    return g_strdup_printf (_ ("Nothing here has “%s” and fits the filter."), search);
  if (*search)
    return g_strdup_printf (_ ("Nothing here has “%s”."), search);
  return g_strdup (_ ("Nothing here fits the filter."));
}

static char *
make_new_label (KontorBrowsePage *self)
{
  g_autofree char *one = g_utf8_strdown (_ (self->entity->label_one), -1);
  /* Translators: the kind of record, in lower case: "New contact" */
  return g_strdup_printf (_ ("New %s"), one);
}

static char *
make_empty_title (KontorBrowsePage *self)
{
  g_autofree char *many = g_utf8_strdown (_ (self->entity->label), -1);
  if (self->filter && shows_first_part (self))
    return g_strdup (_ (self->section->none));
  /* Translators: the kind of records, in lower case: "No contacts yet" */
  return g_strdup_printf (_ ("No %s yet"), many);
}

static void
kontor_browse_page_constructed (GObject *object)
{
  KontorBrowsePage *self = KONTOR_BROWSE_PAGE (object);
  KontorWorkspace *workspace = kontor_page_get_workspace (KONTOR_PAGE (self));
  const KontorSchema *schema = kontor_workspace_get_schema (workspace);
  const KontorSection *section
      = kontor_sections_find (kontor_page_get_section (KONTOR_PAGE (self)), schema);
  g_autoptr (KontorQuery) query = NULL;
  g_autoptr (GMenuModel) menu = NULL;
  G_OBJECT_CLASS (kontor_browse_page_parent_class)->constructed (object);
  self->section = section;
  self->entity = section->entity;
  query = kontor_query_new (schema, self->entity);
  kontor_query_set_where (query, section->where, NULL);
  self->model = kontor_list_model_new (workspace, query);
  gtk_widget_init_template (GTK_WIDGET (self));
  kontor_split_keep (self->split);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search));
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self->list));
  kontor_filter_bar_set_entity (self->filter, workspace, self->entity);
  kontor_filter_bar_set_text (self->filter, section->where);
  kontor_record_list_set_model (self->list, self->model);
  menu = make_menu (self);
  kontor_late_menu_set (self->menu_button, menu);
  kontor_browse_page_add_actions (self);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::loading", G_CALLBACK (loading_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update_state (self);
}

static void
kontor_browse_page_dispose (GObject *object)
{
  KontorBrowsePage *self = KONTOR_BROWSE_PAGE (object);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_BROWSE_PAGE);
  g_clear_object (&self->record_page);
  g_clear_object (&self->model);
  g_clear_pointer (&self->state, g_free);
  G_OBJECT_CLASS (kontor_browse_page_parent_class)->dispose (object);
}

static void
kontor_browse_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorBrowsePage *self = KONTOR_BROWSE_PAGE (object);
  switch (id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    case PROP_RECORD_OPEN:
      g_value_set_boolean (value, self->record_open);
      break;
    case PROP_STATE:
      g_value_set_string (value, self->state ? self->state : "loading");
      break;
    case PROP_SUMMARY:
      g_value_take_string (value, make_summary (self));
      break;
    case PROP_SELECTION_SUMMARY:
      g_value_take_string (value, self->list ? make_selection_summary (self) : NULL);
      break;
    case PROP_SEARCH_SUMMARY:
      g_value_take_string (value, self->search ? make_search_summary (self) : NULL);
      break;
    case PROP_NEW_LABEL:
      g_value_take_string (value, make_new_label (self));
      break;
    case PROP_EMPTY_TITLE:
      g_value_take_string (value, make_empty_title (self));
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, self->entity->icon);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_browse_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KontorBrowsePage *self = KONTOR_BROWSE_PAGE (object);
  switch (id)
    {
    case PROP_NARROW:
      self->narrow = g_value_get_boolean (value);
      update_split (self);
      break;
    case PROP_RECORD_OPEN:
      /* Going back in the split view closes the record. */
      if (self->record_open && !g_value_get_boolean (value))
        record_closed_cb (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const struct
  {
    guint id;
    const char *name;
  } texts[] = {
    { PROP_STATE, "state" },
    { PROP_SUMMARY, "summary" },
    { PROP_SELECTION_SUMMARY, "selection-summary" },
    { PROP_SEARCH_SUMMARY, "search-summary" },
    { PROP_NEW_LABEL, "new-label" },
    { PROP_EMPTY_TITLE, "empty-title" },
    { PROP_ICON_NAME, "icon-name" },
  };
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, TRUE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_RECORD_OPEN]
      = g_param_spec_boolean ("record-open", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    properties[texts[i].id] = g_param_spec_string (texts[i].name, NULL, NULL, NULL, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kontor_browse_page_class_init (KontorBrowsePageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->constructed = kontor_browse_page_constructed;
  object_class->dispose = kontor_browse_page_dispose;
  object_class->get_property = kontor_browse_page_get_property;
  object_class->set_property = kontor_browse_page_set_property;
  widget_class->grab_focus = kontor_browse_page_grab_focus;
  widget_class->root = kontor_browse_page_root;
  KONTOR_PAGE_CLASS (class)->show_place = kontor_browse_page_show_place;
  KONTOR_PAGE_CLASS (class)->show_where = kontor_browse_page_show_where;
  KONTOR_PAGE_CLASS (class)->start_search = kontor_browse_page_start_search;
  install_properties (object_class);
  g_type_ensure (KONTOR_TYPE_FILTER_BAR);
  g_type_ensure (KONTOR_TYPE_RECORD_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/browse/kontor-browse-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorBrowsePage, split);
  gtk_widget_class_bind_template_child (widget_class, KontorBrowsePage, search_bar);
  gtk_widget_class_bind_template_child (widget_class, KontorBrowsePage, search);
  gtk_widget_class_bind_template_child (widget_class, KontorBrowsePage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, KontorBrowsePage, filter);
  gtk_widget_class_bind_template_child (widget_class, KontorBrowsePage, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, sort_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, columns_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
}

static void
kontor_browse_page_init (KontorBrowsePage *self)
{
  /* Until it is known how much room there is: beside a list that takes all of it, a record would be
   * laid out in none. */
  self->narrow = TRUE;
}

const KontorEntity *
kontor_browse_page_get_entity (KontorBrowsePage *self)
{
  return self->entity;
}

KontorRecordList *
kontor_browse_page_get_list (KontorBrowsePage *self)
{
  return self->list;
}
