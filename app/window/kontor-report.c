/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-report.h"

#include "window/kontor-window.h"
#include "words/kontor-phrases.h"

#include <glib/gi18n.h>

typedef struct
{
  GWeakRef window;
  KontorReportMode mode;
} Report;

static Report *
report_new (GtkWidget *from, KontorReportMode mode)
{
  Report *report = g_new0 (Report, 1);
  GtkWidget *window = gtk_widget_get_ancestor (from, KONTOR_TYPE_WINDOW);
  g_weak_ref_init (&report->window, window);
  report->mode = mode;
  return report;
}

static void
report_free (gpointer data)
{
  Report *report = data;
  g_weak_ref_clear (&report->window);
  g_free (report);
}

static void
tell_error (KontorWindow *window, const GError *error)
{
  g_autofree char *phrase = kontor_phrase_error (error);
  AdwToast *toast = adw_toast_new (phrase);
  g_message ("%s", error->message);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  kontor_window_add_toast (window, toast);
}

static void
tell_outcome (KontorWindow *window, const KontorOutcome *outcome)
{
  g_autofree char *phrase = kontor_phrase_entry (outcome->entry);
  AdwToast *toast = adw_toast_new (phrase);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _ ("Undo"));
  adw_toast_set_action_name (toast, "win.undo-entry");
  adw_toast_set_action_target (toast, "x", outcome->entry->entry);
  kontor_window_add_toast (window, toast);
}

static DexFuture *
tell_cb (DexFuture *act, gpointer user_data)
{
  Report *report = user_data;
  g_autoptr (KontorWindow) window = g_weak_ref_get (&report->window);
  g_autoptr (GError) error = NULL;
  KontorOutcome *outcome;
  if (window == NULL)
    return NULL;
  if (dex_future_get_value (act, &error) == NULL)
    {
      tell_error (window, error);
      return NULL;
    }
  outcome = kontor_outcome_peek (act);
  if (report->mode == KONTOR_REPORT_ALL && outcome && outcome->entry)
    tell_outcome (window, outcome);
  return NULL;
}

void
kontor_report (GtkWidget *from, DexFuture *act, KontorReportMode mode)
{
  dex_future_disown (dex_future_finally (act, tell_cb, report_new (from, mode), report_free));
}

void
kontor_report_failure (GtkWidget *from, DexFuture *work)
{
  kontor_report (from, work, KONTOR_REPORT_ERRORS);
}

void
kontor_report_error (GtkWidget *from, const GError *error)
{
  kontor_report_failure (from, dex_future_new_for_error (g_error_copy (error)));
}
