/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "kontor-application.h"

#include "account/kontor-sign-in-dialog.h"
#include "acts/kontor-new-workspace.h"
#include "import/kontor-import-page.h"
#include "kontor-config.h"
#include "kontor-shot.h"
#include "remote/kontor-sign-in-file.h"
#include "store/kontor-workspace.h"
#include "util/kontor-error.h"
#include "window/kontor-actions.h"
#include "window/kontor-report.h"
#include "window/kontor-window.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

struct _KontorApplication
{
  AdwApplication parent_instance;
  KontorState *state;
  KontorWindow *window; /* weak */
  KontorWorkspace *workspace;
  KontorSyncer *syncer; /* of the workspace */
  KontorTokenStore *keyring;
  char *page;          /* where to go once there is a workspace */
  GListStore *imports; /* GFile, to import once there is a workspace; or NULL */
  KontorShot *shot;
};

G_DEFINE_FINAL_TYPE (KontorApplication, kontor_application, ADW_TYPE_APPLICATION)

static KontorWindow *
find_window (KontorApplication *self)
{
  if (self->window == NULL)
    {
      KontorWindow *window = kontor_window_new (ADW_APPLICATION (self), self->state);
      g_set_weak_pointer (&self->window, window);
      if (self->shot)
        kontor_shot_begin (self->shot, GTK_WINDOW (window));
    }
  return self->window;
}

/* A place can be the first one that is shown; an action is carried out once one is somewhere. */
static gboolean
take_first_place (KontorApplication *self, KontorPlace *place)
{
  if (self->page == NULL || kontor_actions_find (self->page)
      || !kontor_place_from_text (place, self->page))
    return FALSE;
  g_clear_pointer (&self->page, g_free);
  return TRUE;
}

static void
go_to_page (KontorApplication *self)
{
  KontorPlace place;
  g_autofree char *page = g_steal_pointer (&self->page);
  if (page == NULL)
    return;
  if (kontor_actions_find (page))
    {
      gtk_widget_activate_action_variant (GTK_WIDGET (find_window (self)), page, NULL);
      return;
    }
  if (!kontor_place_from_text (&place, page) || !kontor_window_go (find_window (self), &place))
    g_warning ("There is no page “%s”", page);
}

static void
import_files (KontorApplication *self)
{
  g_autoptr (GListStore) files = g_steal_pointer (&self->imports);
  KontorPlace place = kontor_place_make ("import", NULL);
  KontorPage *page;
  if (files == NULL || !kontor_window_go (find_window (self), &place))
    return;
  page = kontor_window_get_page (find_window (self));
  if (KONTOR_IS_IMPORT_PAGE (page))
    kontor_import_page_take_files (KONTOR_IMPORT_PAGE (page), G_LIST_MODEL (files));
}

static void
stop_syncing (KontorApplication *self)
{
  if (self->syncer)
    kontor_syncer_stop (self->syncer);
  g_clear_object (&self->syncer);
}

/* A script that signed in keeps that beside the workspace: two sign-ins of one device would take the
 * tokens from each other. */
static KontorSyncer *
make_syncer (KontorApplication *self, KontorWorkspace *workspace)
{
  const char *path = kontor_workspace_get_path (workspace);
  g_autoptr (KontorTokenStore) tokens = kontor_sign_in_file_exists (path)
                                            ? kontor_sign_in_file_new (path)
                                            : g_object_ref (self->keyring);
  return kontor_syncer_new (workspace, tokens, 0);
}

/* @syncer: what keeps it in step already, or NULL. */
static void
show_workspace (KontorApplication *self, KontorWorkspace *workspace, KontorSyncer *syncer)
{
  KontorWorkspace *previous = g_steal_pointer (&self->workspace);
  KontorPlace place;
  gboolean has_place = take_first_place (self, &place);
  stop_syncing (self);
  self->workspace = g_object_ref (workspace);
  self->syncer = syncer ? g_object_ref (syncer) : make_syncer (self, workspace);
  kontor_state_set_text (self->state, "workspace", "last", kontor_workspace_get_path (workspace));
  if (!kontor_window_set_workspace (find_window (self), workspace, has_place ? &place : NULL))
    g_warning ("There is no page “%s”", place.section);
  kontor_window_set_syncer (find_window (self), self->syncer);
  go_to_page (self);
  import_files (self);
  if (previous)
    {
      dex_future_disown (kontor_workspace_close (previous));
      g_object_unref (previous);
    }
  gtk_window_present (GTK_WINDOW (find_window (self)));
}

static DexFuture *
show_opened_cb (DexFuture *opening, gpointer user_data)
{
  KontorApplication *self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (opening, &error);
  g_application_release (G_APPLICATION (self));
  if (value)
    show_workspace (self, g_value_get_object (value), NULL);
  else if (self->workspace)
    kontor_report_error (GTK_WIDGET (find_window (self)), error);
  else
    {
      g_message ("%s", error->message);
      /* One that was moved or deleted is no failure: it is simply not there any more. */
      kontor_window_show_welcome (
          find_window (self),
          g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND) ? NULL : error);
      gtk_window_present (GTK_WINDOW (find_window (self)));
    }
  return NULL;
}

/* Shows the workspace that @opening (taken over) resolves to, or says why there is none. */
static void
show_when_open (KontorApplication *self, DexFuture *opening)
{
  g_application_hold (G_APPLICATION (self));
  dex_future_disown (
      dex_future_finally (opening, show_opened_cb, g_object_ref (self), g_object_unref));
}

static void
open_path (KontorApplication *self, const char *path)
{
  show_when_open (
      self, kontor_workspace_open (path, kontor_schema_get_default (), kontor_clock_system (), 0));
}

static void
begin_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  const char *name, *member, *currency, *page;
  g_autofree char *path = NULL;
  g_variant_get (target, "(&s&s&s&s)", &name, &member, &currency, &page);
  if (*page)
    g_set_str (&((KontorApplication *) user_data)->page, page);
  path = kontor_new_workspace_dup_path (name);
  show_when_open (user_data, kontor_new_workspace (path, name, currency, member));
}

static void
entered_cb (KontorApplication *self, KontorSignInDialog *dialog)
{
  KontorEntrance *entrance = kontor_sign_in_dialog_get_entrance (dialog);
  KontorWorkspace *workspace = kontor_entrance_get_workspace (entrance);
  if (workspace != self->workspace)
    show_workspace (self, workspace, kontor_entrance_get_syncer (entrance));
  if (!kontor_keyring_get_keeps (KONTOR_KEYRING (self->keyring)))
    kontor_window_add_toast (
        find_window (self),
        adw_toast_new (_ ("Without a keyring, you will be asked for the password next time")));
}

/* On the first start there is no workspace yet that could be signed in. */
static void
sign_in_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorApplication *self = user_data;
  g_autoptr (KontorEntrance) entrance
      = kontor_entrance_new (self->workspace, self->syncer, self->keyring);
  AdwDialog *dialog = kontor_sign_in_dialog_new (entrance, KONTOR_KEYRING (self->keyring));
  g_signal_connect_object (dialog, "entered", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (find_window (self)));
}

static void
new_workspace_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  kontor_window_show_welcome (find_window (user_data), NULL);
  gtk_window_present (GTK_WINDOW (find_window (user_data)));
}

static void
chosen_cb (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorApplication) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, NULL);
  if (file)
    open_path (self, g_file_peek_path (file));
}

static void
open_workspace_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorApplication *self = user_data;
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "kontor", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  gtk_file_filter_add_pattern (filter, "*.kontor");
  gtk_file_filter_set_name (filter, _ ("Kontor workspaces"));
  gtk_file_dialog_set_title (dialog, _ ("Open a workspace"));
  gtk_file_dialog_set_default_filter (dialog, filter);
  gtk_file_dialog_set_initial_folder (dialog, file);
  gtk_file_dialog_open (dialog, GTK_WINDOW (find_window (self)), NULL, chosen_cb,
                        g_object_ref (self));
}

static void
about_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  adw_show_about_dialog (GTK_WIDGET (find_window (user_data)), "application-name", "Kontor",
                         "application-icon", "org.kontor.Kontor", "version", KONTOR_VERSION,
                         "developer-name", _ ("The Kontor developers"), "license-type",
                         GTK_LICENSE_GPL_3_0, "comments",
                         _ ("The office of a sales team, on your own computer"), NULL);
}

/* Closing the window first lets it keep its place. */
static void
quit_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorApplication *self = user_data;
  if (self->window)
    gtk_window_close (GTK_WINDOW (self->window));
  else
    g_application_quit (G_APPLICATION (self));
}

static void
show_page_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorApplication *self = user_data;
  g_set_str (&self->page, g_variant_get_string (target, NULL));
  if (self->workspace)
    go_to_page (self);
}

/* From the menu that a desktop makes of the app's icon: there may be no window yet. */
static void
import_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorApplication *self = user_data;
  g_set_str (&self->page, "import");
  if (self->workspace)
    go_to_page (self);
  g_application_activate (G_APPLICATION (self));
}

/* The session ends: as if the window were closed, which saves what is being typed. */
static gboolean
end_cb (gpointer user_data)
{
  g_action_group_activate_action (G_ACTION_GROUP (user_data), "quit", NULL);
  return G_SOURCE_CONTINUE;
}

/* The platform reads its own theme along with its settings, a fifth of what a start computes, before
 * libadwaita puts an empty one in its place and brings its own. It is that one from the beginning,
 * unless somebody wants to see another. What is started later doesn't hear of it. */
static void
begin_without_theme (void)
{
  if (g_getenv ("GTK_THEME"))
    return;
  g_setenv ("GTK_THEME", "Adwaita-empty", TRUE);
  if (gtk_init_check ())
    gtk_settings_get_default ();
  g_unsetenv ("GTK_THEME");
}

static void
kontor_application_startup (GApplication *application)
{
  const GActionEntry entries[] = {
    { "new-workspace", new_workspace_cb },
    { "open-workspace", open_workspace_cb },
    { "sign-in", sign_in_cb },
    { "import", import_cb },
    { "begin", begin_cb, "(ssss)" },
    { "show-page", show_page_cb, "s" },
    { "about", about_cb },
    { "quit", quit_cb },
  };
  const int ends[] = { SIGTERM, SIGINT, SIGHUP };
  begin_without_theme ();
  G_APPLICATION_CLASS (kontor_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
  kontor_actions_set_accels (GTK_APPLICATION (application));
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    g_unix_signal_add (ends[i], end_cb, application);
  gtk_window_set_default_icon_name ("org.kontor.Kontor");
}

static void
kontor_application_activate (GApplication *application)
{
  KontorApplication *self = KONTOR_APPLICATION (application);
  const char *named = g_getenv ("KONTOR_WORKSPACE");
  g_autofree char *last = kontor_state_dup_text (self->state, "workspace", "last");
  const char *path = named && *named ? named : last;
  if (self->window)
    gtk_window_present (GTK_WINDOW (self->window));
  else if (path)
    open_path (self, path);
  else
    {
      kontor_window_show_welcome (find_window (self), NULL);
      gtk_window_present (GTK_WINDOW (self->window));
    }
}

static gboolean
is_workspace (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  return name && g_str_has_suffix (name, ".kontor");
}

/* A workspace is opened; other files are meant to come into the present one. */
static void
kontor_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  KontorApplication *self = KONTOR_APPLICATION (application);
  const char *path = g_file_peek_path (files[0]);
  if (path && is_workspace (files[0]))
    {
      open_path (self, path);
      return;
    }
  g_clear_object (&self->imports);
  self->imports = g_list_store_new (G_TYPE_FILE);
  for (int i = 0; i < n_files; i++)
    g_list_store_append (self->imports, files[i]);
  g_application_activate (application);
  if (self->workspace)
    import_files (self);
}

static int
kontor_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  KontorApplication *self = KONTOR_APPLICATION (application);
  g_autoptr (GError) error = NULL;
  const char *page;
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Kontor %s\n", KONTOR_VERSION);
      return EXIT_SUCCESS;
    }
  if (g_variant_dict_contains (options, "shot-out"))
    {
      g_application_set_flags (application,
                               g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
      self->shot = kontor_shot_new (options);
      g_variant_dict_lookup (options, "shot-page", "s", &self->page);
    }
  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  if (g_variant_dict_lookup (options, "page", "&s", &page))
    g_action_group_activate_action (G_ACTION_GROUP (application), "show-page",
                                    g_variant_new_string (page));
  return -1;
}

static void
kontor_application_shutdown (GApplication *application)
{
  KontorApplication *self = KONTOR_APPLICATION (application);
  kontor_state_save (self->state);
  g_clear_object (&self->imports);
  stop_syncing (self);
  g_clear_object (&self->keyring);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->shot, kontor_shot_free);
  G_APPLICATION_CLASS (kontor_application_parent_class)->shutdown (application);
}

static void
kontor_application_finalize (GObject *object)
{
  KontorApplication *self = KONTOR_APPLICATION (object);
  g_clear_weak_pointer (&self->window);
  g_clear_pointer (&self->page, g_free);
  g_clear_pointer (&self->state, kontor_state_free);
  G_OBJECT_CLASS (kontor_application_parent_class)->finalize (object);
}

static void
kontor_application_class_init (KontorApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);
  G_OBJECT_CLASS (class)->finalize = kontor_application_finalize;
  application_class->startup = kontor_application_startup;
  application_class->activate = kontor_application_activate;
  application_class->open = kontor_application_open;
  application_class->handle_local_options = kontor_application_handle_local_options;
  application_class->shutdown = kontor_application_shutdown;
}

static void
kontor_application_init (KontorApplication *self)
{
  const GOptionEntry options[] = {
    { "page", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Go to a page, or carry out an action"),
      N_ ("PLACE") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
    { "shot-page", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, NULL, NULL, NULL },
    { "shot-size", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING, NULL, NULL, NULL },
    { "shot-do", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING_ARRAY, NULL, NULL, NULL },
    { "shot-out", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, NULL, NULL, NULL },
    { NULL },
  };
  self->state = kontor_state_load (NULL);
  self->keyring = kontor_keyring_new ();
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

KontorApplication *
kontor_application_new (void)
{
  return g_object_new (KONTOR_TYPE_APPLICATION, "application-id", "org.kontor.Kontor", "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/org/kontor/Kontor",
                       NULL);
}
