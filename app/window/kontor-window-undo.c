/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-window-private.h"

#include "acts/kontor-acts.h"
#include "util/kontor-error.h"
#include "window/kontor-report.h"
#include "words/kontor-phrases.h"

#include <glib/gi18n.h>

typedef struct
{
  KontorWindow *window;
  KontorWorkspace *workspace;
  KontorUndoMode mode;
  gint64 entry;
} Undo;

static void
undo_free (gpointer data)
{
  Undo *undo = data;
  g_object_unref (undo->window);
  g_object_unref (undo->workspace);
  g_free (undo);
}

static void
tell (Undo *undo, const char *phrase, const char *button, const char *action)
{
  AdwToast *toast = adw_toast_new (phrase);
  adw_toast_set_use_markup (toast, FALSE);
  if (button)
    {
      adw_toast_set_button_label (toast, button);
      adw_toast_set_action_name (toast, action);
    }
  kontor_window_add_toast (undo->window, toast);
}

static void
answer_cb (DexPromise *answer, const char *response)
{
  dex_promise_resolve_string (answer, g_strdup (response));
}

static gboolean
ask_about_rest_fiber (Undo *undo)
{
  AdwDialog *dialog = adw_alert_dialog_new (
      _ ("Some of it has been changed since"),
      _ ("Nothing was undone. You can undo the rest and keep what was changed since."));
  g_autoptr (DexPromise) answer = dex_promise_new ();
  g_autofree char *response = NULL;
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "keep", _ ("_Keep everything"), "rest",
                                  _ ("_Undo the rest"), NULL);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "keep");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answer_cb), dex_ref (answer),
                         (GClosureNotify) dex_unref, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (undo->window));
  response = dex_await_string (dex_ref (DEX_FUTURE (answer)), NULL);
  return g_strcmp0 (response, "rest") == 0;
}

static gboolean
find_entry_fiber (Undo *undo, GError **error)
{
  g_autoptr (GError) failure = NULL;
  if (undo->mode == KONTOR_UNDO_ENTRY)
    return TRUE;
  undo->entry = dex_await_int64 (undo->mode == KONTOR_UNDO_LAST
                                     ? kontor_acts_find_undoable (undo->workspace)
                                     : kontor_acts_find_redoable (undo->workspace),
                                 &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static KontorOutcome *
undo_entry_fiber (Undo *undo, GError **error)
{
  g_autoptr (GError) failure = NULL;
  KontorOutcome *outcome
      = dex_await_boxed (kontor_acts_undo (undo->workspace, undo->entry, 0), &failure);
  if (g_error_matches (failure, KONTOR_ERROR, KONTOR_ERROR_CONFLICT))
    {
      if (!ask_about_rest_fiber (undo))
        return NULL;
      g_clear_error (&failure);
      outcome = dex_await_boxed (kontor_acts_undo (undo->workspace, undo->entry, KONTOR_UNDO_REST),
                                 &failure);
    }
  if (failure)
    g_propagate_error (error, g_steal_pointer (&failure));
  return outcome;
}

static void
tell_outcome (Undo *undo, const KontorOutcome *outcome)
{
  gboolean redo = undo->mode == KONTOR_REDO_LAST;
  g_autofree char *phrase
      = redo ? kontor_phrase_redone (outcome->entry) : kontor_phrase_undone (outcome->entry);
  if (redo)
    tell (undo, phrase, _ ("Undo"), "win.undo");
  else
    tell (undo, phrase, _ ("Redo"), "win.redo");
}

static DexFuture *
undo_fiber (gpointer data)
{
  Undo *undo = data;
  GError *error = NULL;
  g_autoptr (KontorOutcome) outcome = NULL;
  if (!find_entry_fiber (undo, &error))
    return dex_future_new_for_error (error);
  if (undo->entry == 0)
    {
      tell (undo,
            undo->mode == KONTOR_UNDO_LAST ? _ ("There is nothing to undo")
                                           : _ ("There is nothing to redo"),
            NULL, NULL);
      return dex_future_new_true ();
    }
  outcome = undo_entry_fiber (undo, &error);
  if (error)
    return dex_future_new_for_error (error);
  if (outcome && outcome->entry)
    tell_outcome (undo, outcome);
  return dex_future_new_true ();
}

void
kontor_window_undo (KontorWindow *self, KontorUndoMode mode, gint64 entry)
{
  Undo *undo = g_new0 (Undo, 1);
  undo->window = g_object_ref (self);
  undo->workspace = g_object_ref (kontor_window_get_workspace (self));
  undo->mode = mode;
  undo->entry = entry;
  kontor_report_failure (GTK_WIDGET (self),
                         dex_scheduler_spawn (NULL, 0, undo_fiber, undo, undo_free));
}
