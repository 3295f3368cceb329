/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-tag-dialog.h"

#include "window/kontor-report.h"
#include "words/kontor-phrases.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *parent;
  KontorWorkspace *workspace;
  GArray *records;
  GtkEditable *entry;
} Asked;

static void
asked_free (gpointer data, GClosure *closure)
{
  Asked *asked = data;
  g_object_unref (asked->parent);
  g_object_unref (asked->workspace);
  g_clear_pointer (&asked->records, g_array_unref);
  g_free (asked);
}

static void
answer_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  Asked *asked = user_data;
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (asked->entry)));
  if (g_strcmp0 (response, "tag") == 0 && *name)
    kontor_report (asked->parent,
                   kontor_acts_tag (asked->workspace, g_steal_pointer (&asked->records), name),
                   KONTOR_REPORT_ALL);
}

static void
text_changed_cb (GtkEditable *entry, AdwAlertDialog *dialog)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  adw_alert_dialog_set_response_enabled (dialog, "tag", *name != '\0');
}

void
kontor_tag_dialog_present (GtkWidget *parent, KontorWorkspace *workspace, GArray *records)
{
  const KontorEntity *entity = g_array_index (records, KontorRef, 0).entity;
  g_autofree char *count = kontor_phrase_count (entity, records->len);
  g_autofree char *heading = g_strdup_printf (_ ("Tag %s"), count);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, NULL));
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *entry = adw_entry_row_new ();
  Asked *asked = g_new (Asked, 1);
  *asked
      = (Asked) { g_object_ref (parent), g_object_ref (workspace), records, GTK_EDITABLE (entry) };
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _ ("Tag"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
  adw_alert_dialog_set_extra_child (dialog, group);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "tag", _ ("_Tag"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "tag", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "tag");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_set_response_enabled (dialog, "tag", FALSE);
  g_signal_connect (entry, "changed", G_CALLBACK (text_changed_cb), dialog);
  g_signal_connect_data (dialog, "response", G_CALLBACK (answer_cb), asked, asked_free, 0);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
  gtk_widget_grab_focus (entry);
}
