/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-window-private.h"

#include "window/kontor-actions.h"
#include "window/kontor-day-watch.h"
#include "window/kontor-focus.h"
#include "window/kontor-section-bar.h"
#include "window/kontor-sections.h"
#include "window/kontor-sidebar.h"
#include "window/kontor-split.h"
#include "window/kontor-welcome-page.h"

#include <glib/gi18n.h>

struct _KontorWindow
{
  AdwApplicationWindow parent_instance;
  KontorState *state;
  KontorWorkspace *workspace;
  KontorTruth *truth;
  KontorTrail *trail;
  GHashTable *pages; /* section → KontorPage */
  KontorPage *page;  /* borrowed from pages */
  gboolean narrow;
  gboolean sidebar_hidden;
  AdwToast *news;    /* weak: what was told last */
  guint keep_source; /* the state is to be kept */
  KontorDayWatch *day;

  AdwToastOverlay *toasts;
  GtkStack *screens;
  KontorWelcomePage *welcome; /* NULL until it is needed */
  AdwNavigationSplitView *split;
  KontorSidebar *sidebar;
  KontorSectionBar *section_bar;
};

enum
{
  PROP_NARROW = 1,
  PROP_SIDEBAR_HIDDEN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

#define KEEP_SECONDS 1

/* The prefixes under which a page may offer actions. */
static const char *const page_prefixes[] = { "list", "record", "board", "task", "import", "page" };

G_DEFINE_FINAL_TYPE (KontorWindow, kontor_window, ADW_TYPE_APPLICATION_WINDOW)

static void
update_split (KontorWindow *self)
{
  if (self->split)
    kontor_split_set_collapsed (self->split, self->narrow || self->sidebar_hidden);
}

static void
restore_size (KontorWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self),
                               kontor_state_get_number (self->state, "window", "width", 1200),
                               kontor_state_get_number (self->state, "window", "height", 780));
  if (kontor_state_get_number (self->state, "window", "maximized", 0))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
note_state (KontorWindow *self)
{
  const KontorPlace *place = kontor_trail_get_place (self->trail);
  int width, height;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  kontor_state_set_number (self->state, "window", "width", width);
  kontor_state_set_number (self->state, "window", "height", height);
  kontor_state_set_number (self->state, "window", "maximized",
                           gtk_window_is_maximized (GTK_WINDOW (self)));
  kontor_state_set_number (self->state, "window", "sidebar-hidden", self->sidebar_hidden);
  if (self->workspace && place)
    {
      g_autofree char *text = kontor_place_dup_text (place);
      kontor_state_set_text (self->state, "places", kontor_workspace_get_path (self->workspace),
                             text);
    }
}

static void
keep_state (KontorWindow *self)
{
  g_clear_handle_id (&self->keep_source, g_source_remove);
  note_state (self);
  kontor_state_save (self->state);
}

static gboolean
keep_soon_cb (gpointer user_data)
{
  KontorWindow *self = user_data;
  self->keep_source = 0;
  note_state (self);
  kontor_state_save_beside (self->state);
  return G_SOURCE_REMOVE;
}

/* A program may be ended without being asked. Who pages through a hundred records writes once. */
static void
keep_soon (KontorWindow *self)
{
  if (self->state && self->keep_source == 0)
    self->keep_source = g_timeout_add_seconds (KEEP_SECONDS, keep_soon_cb, self);
}

static KontorPage *
find_page (KontorWindow *self, const KontorSection *section)
{
  KontorPage *page = g_hash_table_lookup (self->pages, section->name);
  if (page)
    return page;
  page = g_object_new (section->page_type (), "workspace", self->workspace, "section",
                       section->name, "title", _ (section->label), "tag", section->name, NULL);
  g_hash_table_insert (self->pages, g_strdup (section->name), g_object_ref_sink (page));
  return page;
}

static void
offer_actions_of (KontorWindow *self, KontorPage *page)
{
  for (gsize i = 0; i < G_N_ELEMENTS (page_prefixes); i++)
    gtk_widget_insert_action_group (GTK_WIDGET (self), page_prefixes[i],
                                    page ? kontor_page_get_actions (page, page_prefixes[i]) : NULL);
}

/* Whoever goes to a page means to do something there, not in the sidebar. */
static void
focus_page (KontorWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->page)))
    gtk_widget_grab_focus (GTK_WIDGET (self->page));
}

/* What one was typing is finished while its page still stands in the window. */
static void
leave_page (KontorWindow *self, KontorPage *next)
{
  GtkWidget *focus
      = self->page && self->page != next ? kontor_focus_take (GTK_WIDGET (self->page)) : NULL;
  g_clear_object (&focus);
}

static gboolean
show_place (KontorWindow *self, const KontorPlace *place)
{
  const KontorSection *section;
  KontorPage *page;
  section = kontor_sections_find (place->section, kontor_workspace_get_schema (self->workspace));
  if (section == NULL)
    return FALSE;
  page = find_page (self, section);
  leave_page (self, page);
  self->page = page;
  adw_navigation_split_view_set_content (self->split, ADW_NAVIGATION_PAGE (self->page));
  adw_navigation_split_view_set_show_content (self->split, TRUE);
  kontor_sidebar_set_section (self->sidebar, section->name);
  kontor_section_bar_set_section (self->section_bar, section->name);
  kontor_page_show_place (self->page, place);
  /* Which may be those of a record that is the first one shown. */
  offer_actions_of (self, self->page);
  focus_page (self);
  return TRUE;
}

/* Where there is no bar to be seen, it costs nothing either. */
static gboolean
has_bar (KontorWindow *self, gboolean narrow, gboolean revealed)
{
  return narrow || revealed;
}

static gboolean
close_request_cb (KontorWindow *self)
{
  keep_state (self);
  return GDK_EVENT_PROPAGATE;
}

static void
kontor_window_dispose (GObject *object)
{
  KontorWindow *self = KONTOR_WINDOW (object);
  offer_actions_of (self, NULL);
  g_clear_weak_pointer (&self->news);
  g_clear_handle_id (&self->keep_source, g_source_remove);
  g_clear_pointer (&self->day, kontor_day_watch_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_WINDOW);
  self->page = NULL;
  g_hash_table_remove_all (self->pages);
  g_clear_object (&self->truth);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (kontor_window_parent_class)->dispose (object);
}

static void
kontor_window_finalize (GObject *object)
{
  KontorWindow *self = KONTOR_WINDOW (object);
  g_clear_pointer (&self->trail, kontor_trail_free);
  g_clear_pointer (&self->pages, g_hash_table_unref);
  G_OBJECT_CLASS (kontor_window_parent_class)->finalize (object);
}

static void
kontor_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorWindow *self = KONTOR_WINDOW (object);
  if (id == PROP_NARROW)
    g_value_set_boolean (value, self->narrow);
  else if (id == PROP_SIDEBAR_HIDDEN)
    g_value_set_boolean (value, self->sidebar_hidden);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kontor_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KontorWindow *self = KONTOR_WINDOW (object);
  if (id == PROP_NARROW)
    self->narrow = g_value_get_boolean (value);
  else if (id == PROP_SIDEBAR_HIDDEN)
    self->sidebar_hidden = g_value_get_boolean (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  update_split (self);
}

static void
kontor_window_class_init (KontorWindowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->dispose = kontor_window_dispose;
  object_class->finalize = kontor_window_finalize;
  object_class->get_property = kontor_window_get_property;
  object_class->set_property = kontor_window_set_property;
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIDEBAR_HIDDEN] = g_param_spec_boolean (
      "sidebar-hidden", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (KONTOR_TYPE_SIDEBAR);
  g_type_ensure (KONTOR_TYPE_SECTION_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/window/kontor-window.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, screens);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, split);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, KontorWindow, section_bar);
  gtk_widget_class_bind_template_callback (widget_class, has_bar);
}

static void
kontor_window_init (KontorWindow *self)
{
  self->trail = kontor_trail_new ();
  self->pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  kontor_split_keep (self->split);
  kontor_window_add_actions (self);
  kontor_window_update_actions (self);
  kontor_actions_add_text_keys (GTK_WIDGET (self), "win");
  g_signal_connect (self, "close-request", G_CALLBACK (close_request_cb), NULL);
  g_signal_connect (self, "notify::default-width", G_CALLBACK (keep_soon), NULL);
  g_signal_connect (self, "notify::default-height", G_CALLBACK (keep_soon), NULL);
  g_signal_connect (self, "notify::maximized", G_CALLBACK (keep_soon), NULL);
  g_signal_connect (self, "notify::sidebar-hidden", G_CALLBACK (keep_soon), NULL);
}

KontorWindow *
kontor_window_new (AdwApplication *application, KontorState *state)
{
  KontorWindow *self = g_object_new (KONTOR_TYPE_WINDOW, "application", application, NULL);
  self->state = state;
  restore_size (self);
  g_object_set (self, "sidebar-hidden",
                kontor_state_get_number (state, "window", "sidebar-hidden", 0) != 0, NULL);
  return self;
}

KontorState *
kontor_window_get_state (KontorWindow *self)
{
  return self->state;
}

void
kontor_window_show_welcome (KontorWindow *self, const GError *error)
{
  if (self->welcome == NULL)
    {
      self->welcome = g_object_new (KONTOR_TYPE_WELCOME_PAGE, NULL);
      gtk_stack_add_named (self->screens, GTK_WIDGET (self->welcome), "welcome");
    }
  kontor_welcome_page_set_error (self->welcome, error);
  gtk_stack_set_visible_child_name (self->screens, "welcome");
}

static KontorPlace
find_first_place (KontorWindow *self)
{
  const char *path = kontor_workspace_get_path (self->workspace);
  g_autofree char *text = kontor_state_dup_text (self->state, "places", path);
  guint count;
  KontorPlace place;
  if (text && kontor_place_from_text (&place, text)
      && kontor_sections_find (place.section, kontor_workspace_get_schema (self->workspace)))
    return place;
  return kontor_place_make (kontor_sections_get_all (&count)[0].name, NULL);
}

gboolean
kontor_window_set_workspace (KontorWindow *self,
                             KontorWorkspace *workspace,
                             const KontorPlace *place)
{
  KontorPlace last;
  if (self->workspace)
    keep_state (self);
  offer_actions_of (self, NULL);
  adw_navigation_split_view_set_content (self->split, NULL);
  self->page = NULL;
  g_hash_table_remove_all (self->pages);
  g_clear_pointer (&self->trail, kontor_trail_free);
  self->trail = kontor_trail_new ();
  g_set_object (&self->workspace, workspace);
  g_clear_pointer (&self->day, kontor_day_watch_free);
  self->day = kontor_day_watch_new (GTK_WINDOW (self), workspace);
  g_clear_object (&self->truth);
  self->truth = kontor_truth_new (workspace);
  kontor_sidebar_set_workspace (self->sidebar, workspace);
  kontor_sidebar_set_truth (self->sidebar, self->truth);
  gtk_stack_set_visible_child_name (self->screens, "office");
  if (place && kontor_window_go (self, place))
    return TRUE;
  last = find_first_place (self);
  kontor_window_go (self, &last);
  return place == NULL;
}

KontorWorkspace *
kontor_window_get_workspace (KontorWindow *self)
{
  return self->workspace;
}

void
kontor_window_set_syncer (KontorWindow *self, KontorSyncer *syncer)
{
  g_return_if_fail (self->truth != NULL);
  kontor_truth_set_syncer (self->truth, syncer);
}

KontorTruth *
kontor_window_get_truth (KontorWindow *self)
{
  return self->truth;
}

gboolean
kontor_window_go (KontorWindow *self, const KontorPlace *place)
{
  if (self->workspace == NULL || !show_place (self, place))
    return FALSE;
  kontor_trail_go (self->trail, place);
  kontor_window_update_actions (self);
  keep_soon (self);
  return TRUE;
}

gboolean
kontor_window_walk (KontorWindow *self, const KontorPlace *place)
{
  if (self->workspace == NULL || !show_place (self, place))
    return FALSE;
  kontor_trail_replace (self->trail, place);
  kontor_window_update_actions (self);
  keep_soon (self);
  return TRUE;
}

const KontorPlace *
kontor_window_get_place (KontorWindow *self)
{
  return kontor_trail_get_place (self->trail);
}

KontorPage *
kontor_window_get_page (KontorWindow *self)
{
  return self->page;
}

void
kontor_window_add_toast (KontorWindow *self, AdwToast *toast)
{
  /* Toasts wait for each other. One that comes late offers to undo what is no longer the last. */
  if (adw_toast_get_priority (toast) == ADW_TOAST_PRIORITY_NORMAL)
    {
      if (self->news)
        adw_toast_dismiss (self->news);
      g_set_weak_pointer (&self->news, toast);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static GActionGroup *
find_action_group (KontorWindow *self, const char *prefix)
{
  if (g_str_equal (prefix, "win"))
    return G_ACTION_GROUP (self);
  if (g_str_equal (prefix, "app"))
    return G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (self)));
  return self->page ? kontor_page_get_actions (self->page, prefix) : NULL;
}

gboolean
kontor_window_can (KontorWindow *self, const char *name)
{
  g_autofree char *plain = NULL;
  g_autoptr (GVariant) target = NULL;
  g_auto (GStrv) parts = NULL;
  GActionGroup *group;
  if (!g_action_parse_detailed_name (name, &plain, &target, NULL))
    return FALSE;
  parts = g_strsplit (plain, ".", 2);
  if (parts[0] == NULL || parts[1] == NULL)
    return FALSE;
  if (g_str_equal (parts[0], "window"))
    return TRUE;
  group = find_action_group (self, parts[0]);
  return group && g_action_group_get_action_enabled (group, parts[1]);
}

KontorTrail *
kontor_window_get_trail (KontorWindow *self)
{
  return self->trail;
}

/* A narrow window has either the sidebar or a page, a wide one has room for both. */
void
kontor_window_toggle_sidebar (KontorWindow *self)
{
  if (self->narrow)
    {
      gboolean shown = adw_navigation_split_view_get_show_content (self->split);
      adw_navigation_split_view_set_show_content (self->split, !shown);
      return;
    }
  g_object_set (self, "sidebar-hidden", !self->sidebar_hidden, NULL);
  adw_navigation_split_view_set_show_content (self->split, TRUE);
}

void
kontor_window_open_menu (KontorWindow *self)
{
  if (adw_navigation_split_view_get_collapsed (self->split))
    adw_navigation_split_view_set_show_content (self->split, FALSE);
  kontor_sidebar_open_menu (self->sidebar);
}

void
kontor_window_follow_trail (KontorWindow *self)
{
  show_place (self, kontor_trail_get_place (self->trail));
  kontor_window_update_actions (self);
  keep_soon (self);
}
