/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/kontor-import-page-private.h"

#include "acts/kontor-acts.h"
#include "window/kontor-report.h"
#include "window/kontor-window.h"

#include <glib/gi18n.h>

void
kontor_import_page_clear_result (KontorImportPage *self)
{
  g_clear_pointer (&self->result.came_in, g_free);
  g_clear_pointer (&self->result.why, kontor_import_refused_unref);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorImportPage) self = user_data;
  g_autoptr (GError) error = NULL;
  const char *problem = kontor_import_run_get_problem (KONTOR_IMPORT_RUN (source));
  kontor_import_page_clear_result (self);
  self->done = kontor_import_run_finish (KONTOR_IMPORT_RUN (source), result, &self->result, &error);
  g_clear_object (&self->run);
  g_clear_object (&self->cancellable);
  if (!self->done)
    {
      adw_navigation_view_pop (self->view);
      if (problem)
        kontor_import_page_take_problem (self, g_strdup (problem));
      else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        kontor_report_error (GTK_WIDGET (self), error);
    }
  kontor_import_page_notify_all (self);
}

static void
progress_cb (KontorImportRun *run, GParamSpec *pspec, KontorImportPage *self)
{
  double progress;
  g_object_get (run, "progress", &progress, NULL);
  gtk_progress_bar_set_fraction (self->progress, progress);
}

static void
run_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorImportPage *self = user_data;
  if (self->look == NULL || self->run)
    return;
  self->done = FALSE;
  self->cancellable = g_cancellable_new ();
  self->run = kontor_import_run_new (kontor_page_get_workspace (KONTOR_PAGE (self)), self->paths,
                                     self->look->plan);
  g_signal_connect_object (self->run, "notify::progress", G_CALLBACK (progress_cb), self, 0);
  adw_navigation_view_push (self->view, self->done_page);
  kontor_import_run_start (self->run, self->cancellable, ran_cb, g_object_ref (self));
  kontor_import_page_notify_all (self);
}

static void
cancel_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  g_cancellable_cancel (((KontorImportPage *) user_data)->cancellable);
}

static void
again_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorImportPage *self = user_data;
  adw_navigation_view_pop_to_page (self->view, self->choose_page);
}

static void
undo_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorImportPage *self = user_data;
  if (!self->done || self->result.entry == 0)
    return;
  kontor_report (
      GTK_WIDGET (self),
      kontor_acts_undo (kontor_page_get_workspace (KONTOR_PAGE (self)), self->result.entry, 0),
      KONTOR_REPORT_ALL);
  adw_navigation_view_pop_to_page (self->view, self->choose_page);
}

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* The rows that were refused on their way into files. */
typedef struct
{
  KontorImportRefused *refused;
  GStrv paths;
  char *folder;
} Saving;

static void
free_saving (gpointer data)
{
  Saving *saving = data;
  kontor_import_refused_unref (saving->refused);
  g_strfreev (saving->paths);
  g_free (saving->folder);
  g_free (saving);
}

static gpointer
save_job (KontorStore *store, gpointer data, GError **error)
{
  const Saving *saving = data;
  g_auto (GStrv) names = kontor_import_refused_save (
      saving->refused, (const char *const *) saving->paths, saving->folder, error);
  return names ? g_strjoinv (", ", names) : NULL;
}

static DexFuture *
saved_cb (DexFuture *future, gpointer user_data)
{
  g_autoptr (KontorImportPage) self = g_weak_ref_get (user_data);
  GtkRoot *root = self ? gtk_widget_get_root (GTK_WIDGET (self)) : NULL;
  g_autofree char *names = kontor_job_steal_result (future, NULL);
  /* Translators: the names of files */
  g_autofree char *words = g_strdup_printf (_ ("Saved as %s"), names ? names : "");
  if (names && KONTOR_IS_WINDOW (root))
    {
      AdwToast *toast = adw_toast_new (words);
      adw_toast_set_use_markup (toast, FALSE);
      kontor_window_add_toast (KONTOR_WINDOW (root), toast);
    }
  return dex_ref (future);
}

/* For scripts: into a folder, without a dialog. */
static void
save_refused_in_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorImportPage *self = user_data;
  GWeakRef *reference = g_new (GWeakRef, 1);
  Saving *saving = g_new0 (Saving, 1);
  DexFuture *future;
  g_weak_ref_init (reference, self);
  if (self->result.why)
    saving->refused = kontor_import_refused_ref (self->result.why);
  else
    saving->refused = kontor_import_refused_new ();
  saving->paths = g_strdupv (self->paths);
  saving->folder = g_variant_dup_string (target, NULL);
  future = kontor_workspace_read (kontor_page_get_workspace (KONTOR_PAGE (self)), save_job, saving,
                                  free_saving, g_free);
  kontor_report_failure (GTK_WIDGET (self),
                         dex_future_finally (future, saved_cb, reference, free_weak_ref));
}

static void
folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorImportPage) self = user_data;
  g_autoptr (GFile) folder
      = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);
  if (folder && g_file_peek_path (folder))
    g_action_group_activate_action (G_ACTION_GROUP (self->actions), "save-refused-in",
                                    g_variant_new_string (g_file_peek_path (folder)));
}

static void
save_refused_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorImportPage *self = user_data;
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  gtk_file_dialog_set_title (dialog, _ ("Choose a folder for the refused rows"));
  gtk_file_dialog_set_accept_label (dialog, _ ("Save here"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                                 folder_chosen_cb, g_object_ref (self));
}

void
kontor_import_page_add_run_actions (KontorImportPage *self)
{
  const GActionEntry entries[] = {
    { "run", run_cb },
    { "cancel", cancel_cb },
    { "again", again_cb },
    { "undo", undo_cb },
    { "save-refused", save_refused_cb },
    { "save-refused-in", save_refused_in_cb, "s" },
  };
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
}
