/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/app-fixture.h"

#include "acts/kontor-new-workspace.h"
#include "browse/kontor-field-cell.h"
#include "kontor-resources.h"

#include <glib/gstdio.h>
#include <locale.h>

#define PATIENCE (10 * G_USEC_PER_SEC)
/* A frame of the test display, which has no vertical blank, is far shorter. */
#define SETTLED_USEC (100 * 1000)
#define SETTLED_FRAMES 8
#define ASK_USEC (500 * 1000)

/* A process can register just one. */
static AdwApplication *application;

/* A window may be closed by what is waited for. */
static GtkWindow *settling;

void
app_fixture_init (int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (argc, argv, NULL);
  dex_init ();
  adw_init ();
  kontor_register_resource ();
  application = adw_application_new ("org.kontor.Test", G_APPLICATION_NON_UNIQUE);
  g_object_set (application, "resource-base-path", "/org/kontor/Kontor", NULL);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
}

static gboolean
is_settled (gpointer data)
{
  return !dex_future_is_pending (data);
}

void
app_fixture_wait (AppCondition done, gpointer data, const char *what)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;
  while (!done (data))
    {
      if (g_get_monotonic_time () > end)
        g_error ("This did not happen: %s", what);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

static gboolean
count_frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  ++*(guint *) data;
  return G_SOURCE_CONTINUE;
}

/* By frames too, not by time alone: on a busy machine the window may still be arranging itself. */
void
app_fixture_settle (void)
{
  gint64 end = g_get_monotonic_time () + SETTLED_USEC;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));
  guint frames = 0;
  guint tick = 0;
  if (window && gtk_widget_get_mapped (GTK_WIDGET (window)))
    tick = gtk_widget_add_tick_callback (GTK_WIDGET (window), count_frame_cb, &frames, NULL);
  else
    frames = SETTLED_FRAMES;
  g_set_weak_pointer (&settling, window);
  while (settling && (frames < SETTLED_FRAMES || g_get_monotonic_time () < end))
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  if (settling && tick)
    gtk_widget_remove_tick_callback (GTK_WIDGET (settling), tick);
  g_clear_weak_pointer (&settling);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

KontorId
app_fixture_await (DexFuture *act)
{
  g_autoptr (GError) error = NULL;
  KontorOutcome *outcome;
  KontorId id = { 0 };
  app_fixture_wait (is_settled, act, "an act");
  dex_future_get_value (act, &error);
  g_assert_no_error (error);
  outcome = kontor_outcome_peek (act);
  if (outcome)
    id = outcome->id;
  dex_unref (act);
  return id;
}

static KontorWorkspace *
make_workspace (AppFixture *self)
{
  g_autoptr (DexFuture) future
      = kontor_new_workspace (self->path, "Test office", "EUR", "Ana Ruiz");
  g_autoptr (GError) error = NULL;
  const GValue *value;
  app_fixture_wait (is_settled, future, "a workspace");
  value = dex_future_get_value (future, &error);
  g_assert_no_error (error);
  return g_value_dup_object (value);
}

/* On a busy machine the window may be there before the window manager, which then has to be asked
 * for the focus again. */
static gboolean
is_active (gpointer data)
{
  static gint64 asked;
  gint64 now = g_get_monotonic_time ();
  if (gtk_window_is_active (data))
    return TRUE;
  if (now - asked > ASK_USEC)
    {
      gtk_window_present (data);
      asked = now;
    }
  return FALSE;
}

void
app_fixture_set_up (AppFixture *self, gconstpointer data)
{
  g_autofree char *state = NULL;
  self->folder = g_dir_make_tmp ("kontor-app-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "test.kontor", NULL);
  state = g_build_filename (self->folder, "state.ini", NULL);
  self->application = application;
  self->state = kontor_state_load (state);
  self->workspace = make_workspace (self);
  kontor_database_guard_thread (g_thread_self ());
  self->window = kontor_window_new (self->application, self->state);
  kontor_window_set_workspace (self->window, self->workspace, NULL);
  gtk_window_present (GTK_WINDOW (self->window));
  app_fixture_wait (is_active, self->window, "the window being active");
  app_fixture_settle ();
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;
  while (folder && (name = g_dir_read_name (folder)))
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_unlink (file);
    }
  g_rmdir (path);
}

static gboolean
is_gone (gpointer data)
{
  return *(GObject **) data == NULL;
}

void
app_fixture_tear_down (AppFixture *self, gconstpointer data)
{
  g_autoptr (DexFuture) closing = NULL;
  GObject *workspace = G_OBJECT (self->workspace);
  GObject *window = G_OBJECT (self->window);
  g_object_add_weak_pointer (workspace, (gpointer *) &workspace);
  g_object_add_weak_pointer (window, (gpointer *) &window);
  gtk_window_close (GTK_WINDOW (self->window));
  app_fixture_settle ();
  closing = kontor_workspace_close (self->workspace);
  app_fixture_wait (is_settled, closing, "closing");
  kontor_database_guard_thread (NULL);
  g_object_unref (self->workspace);
  /* Nothing may hold on to what has been closed. */
  app_fixture_wait (is_gone, &window, "the window going");
  app_fixture_wait (is_gone, &workspace, "the workspace going");
  kontor_state_free (self->state);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

const KontorEntity *
app_fixture_entity (AppFixture *self, const char *name)
{
  return kontor_schema_find (kontor_workspace_get_schema (self->workspace), name);
}

KontorId
app_fixture_make (AppFixture *self, const char *entity, ...)
{
  const KontorEntity *type = app_fixture_entity (self, entity);
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_fields_free);
  KontorFields *fields = kontor_fields_new (type);
  const char *name;
  va_list pairs;
  va_start (pairs, entity);
  while ((name = va_arg (pairs, const char *)))
    {
      guint index = (guint) kontor_entity_find_field (type, name);
      g_autoptr (GError) error = NULL;
      KontorValue value = KONTOR_VALUE_NONE;
      kontor_value_from_text (kontor_entity_get_field (type, index), va_arg (pairs, const char *),
                              "EUR", &value, &error);
      g_assert_no_error (error);
      kontor_fields_take (fields, index, value);
    }
  va_end (pairs);
  g_ptr_array_add (records, fields);
  return app_fixture_await (kontor_acts_create (self->workspace, NULL, records));
}

void
app_fixture_make_contacts (AppFixture *self, guint count)
{
  KontorId company = app_fixture_make (self, "company", "name", "Acme", NULL);
  g_autofree char *id = kontor_id_dup_text (&company);
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *last = g_strdup_printf ("Number %04u", i);
      app_fixture_make (self, "contact", "first_name", "Contact", "last_name", last, "company", id,
                        NULL);
    }
}

KontorRecord *
app_fixture_get (AppFixture *self, const char *entity, const KontorId *id)
{
  return kontor_workspace_peek_id (self->workspace, app_fixture_entity (self, entity), id);
}

static gboolean
is_page_ready (gpointer data)
{
  AppFixture *self = data;
  KontorPage *page = kontor_window_get_page (self->window);
  return page && kontor_page_is_ready (page);
}

void
app_fixture_go (AppFixture *self, const char *place)
{
  KontorPlace there;
  g_assert_true (kontor_place_from_text (&there, place));
  g_assert_true (kontor_window_go (self->window, &there));
  app_fixture_wait (is_page_ready, self, place);
  app_fixture_settle ();
}

void
app_fixture_go_record (AppFixture *self, const char *section, const KontorId *id)
{
  KontorPlace place = kontor_place_make (section, id);
  g_autofree char *text = kontor_place_dup_text (&place);
  app_fixture_go (self, text);
}

void
app_fixture_do (AppFixture *self, const char *action)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_assert_true (g_action_parse_detailed_name (action, &name, &target, NULL));
  if (!gtk_widget_activate_action_variant (GTK_WIDGET (self->window), name, target))
    g_error ("There is no action %s here", action);
  app_fixture_settle ();
}

static gboolean
press_in_controller (GtkWidget *widget, GListModel *shortcuts, GtkShortcutTrigger *trigger)
{
  for (guint i = 0; i < g_list_model_get_n_items (shortcuts); i++)
    {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, i);
      if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), trigger)
          && gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut),
                                           GTK_SHORTCUT_ACTION_EXCLUSIVE, widget,
                                           gtk_shortcut_get_arguments (shortcut)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
press_in_widget (GtkWidget *widget, GtkPropagationPhase phase, GtkShortcutTrigger *trigger)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      if (GTK_IS_SHORTCUT_CONTROLLER (controller)
          && gtk_event_controller_get_propagation_phase (controller) == phase
          && press_in_controller (widget, G_LIST_MODEL (controller), trigger))
        return TRUE;
    }
  return FALSE;
}

static gboolean
press_down_to (GtkWidget *widget, GtkShortcutTrigger *trigger)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  return (parent && press_down_to (parent, trigger))
         || press_in_widget (widget, GTK_PHASE_CAPTURE, trigger);
}

gboolean
app_fixture_press (AppFixture *self, const char *keys)
{
  g_autoptr (GtkShortcutTrigger) trigger = gtk_shortcut_trigger_parse_string (keys);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  gboolean taken;
  g_assert_nonnull (focus);
  taken = press_down_to (focus, trigger);
  for (; focus && !taken; focus = gtk_widget_get_parent (focus))
    taken = press_in_widget (focus, GTK_PHASE_BUBBLE, trigger);
  app_fixture_settle ();
  return taken;
}

typedef gboolean (*WidgetTest) (GtkWidget *widget, gpointer data);

static GtkWidget *
search_widgets (GtkWidget *root, WidgetTest test, gpointer data)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (test (root, data))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = search_widgets (child, test, data);
      if (found)
        return found;
    }
  return NULL;
}

typedef struct
{
  GType type;
  guint nth;
  const char *text;
} Wanted;

static gboolean
is_nth_of_type (GtkWidget *widget, gpointer data)
{
  Wanted *wanted = data;
  return g_type_is_a (G_OBJECT_TYPE (widget), wanted->type) && wanted->nth-- == 0;
}

GtkWidget *
app_find (GtkWidget *root, GType type, guint nth)
{
  Wanted wanted = { type, nth, NULL };
  return search_widgets (root, is_nth_of_type, &wanted);
}

static const char *
get_words (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_label (GTK_LABEL (widget));
  if (GTK_IS_INSCRIPTION (widget))
    return gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  if (KONTOR_IS_FIELD_CELL (widget))
    return kontor_field_cell_get_text (KONTOR_FIELD_CELL (widget));
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_label (GTK_BUTTON (widget));
  if (GTK_IS_EDITABLE (widget))
    return gtk_editable_get_text (GTK_EDITABLE (widget));
  return NULL;
}

static gboolean
has_words (GtkWidget *widget, gpointer data)
{
  const Wanted *wanted = data;
  return g_type_is_a (G_OBJECT_TYPE (widget), wanted->type)
         && g_strcmp0 (get_words (widget), wanted->text) == 0;
}

GtkWidget *
app_find_text (GtkWidget *root, GType type, const char *text)
{
  Wanted wanted = { type, 0, text };
  return search_widgets (root, has_words, &wanted);
}

gboolean
app_shows (AppFixture *self, const char *text)
{
  return app_find_text (GTK_WIDGET (self->window), GTK_TYPE_WIDGET, text) != NULL;
}

typedef struct
{
  AppFixture *fixture;
  const char *text;
} Shown;

static gboolean
is_shown (gpointer data)
{
  const Shown *shown = data;
  return app_shows (shown->fixture, shown->text);
}

static gboolean
is_hidden (gpointer data)
{
  return !is_shown (data);
}

void
app_wait_shows (AppFixture *self, const char *text)
{
  Shown shown = { self, text };
  app_fixture_wait (is_shown, &shown, text);
}

void
app_wait_hides (AppFixture *self, const char *text)
{
  Shown shown = { self, text };
  app_fixture_wait (is_hidden, &shown, text);
}

static gboolean
is_label (GtkWidget *widget, gpointer data)
{
  const char *words = get_words (widget);
  return (GTK_IS_LABEL (widget) || GTK_IS_INSCRIPTION (widget) || KONTOR_IS_FIELD_CELL (widget))
         && words && *words;
}

/* As the accessible name is computed: what labels it, then what it says, then its tooltip. */
char *
app_dup_name (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  /* What takes the focus in a menu button or an entry is within, and has the name of the whole. */
  gboolean within = GTK_IS_MENU_BUTTON (parent) || GTK_IS_EDITABLE (parent);
  GtkAccessible *accessible = GTK_ACCESSIBLE (within ? parent : widget);
  const char *tooltip = gtk_widget_get_tooltip_text (widget);
  GtkWidget *label;
  if (gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL)
      || gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return g_strdup ("");
  if (GTK_IS_EDITABLE (widget) || GTK_IS_TEXT_VIEW (widget))
    return NULL;
  label = search_widgets (widget, is_label, NULL);
  if (label)
    return g_strdup (get_words (label));
  return g_strdup (tooltip);
}
