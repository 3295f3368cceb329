/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-list-export.h"

#include "transfer/kontor-exporter.h"
#include "window/kontor-report.h"
#include "window/kontor-window.h"
#include "words/kontor-phrases.h"

#include <glib/gi18n.h>

#define BUFFER_SIZE (64 * 1024)

/* What is to be written where; also what the dialog and the answer come back to. */
typedef struct
{
  GWeakRef from;
  KontorWorkspace *workspace;
  KontorQuery *query;
  KontorListForm form;
  GFile *file;
} Export;

static Export *
export_new (GtkWidget *from, KontorWorkspace *workspace, KontorQuery *query, KontorListForm form)
{
  Export *export = g_new0 (Export, 1);
  g_weak_ref_init (&export->from, from);
  export->workspace = g_object_ref (workspace);
  export->query = kontor_query_ref (query);
  export->form = form;
  return export;
}

static void
export_free (gpointer data)
{
  Export *export = data;
  g_weak_ref_clear (&export->from);
  g_object_unref (export->workspace);
  kontor_query_unref (export->query);
  g_clear_object (&export->file);
  g_free (export);
}

/* What the job needs: nothing of the main thread's. */
typedef struct
{
  KontorQuery *query;
  KontorListForm form;
  GFile *file;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;
  kontor_query_unref (work->query);
  g_object_unref (work->file);
  g_free (work);
}

static gboolean
write_bytes (const char *text, gsize length, gpointer stream, GError **error)
{
  return g_output_stream_write_all (stream, text, length, NULL, NULL, error);
}

static gboolean
write_list (KontorStore *store, const Work *work, GOutputStream *stream, GError **error)
{
  const KontorExportOptions options = { .vcard = KONTOR_VCARD_3_0 };
  if (work->form == KONTOR_LIST_AS_CARDS)
    return kontor_export_vcards (store, work->query, &options, write_bytes, stream, error);
  return kontor_export_csv (store, work->query, &options, write_bytes, stream, error);
}

static gpointer
export_job (KontorStore *store, gpointer data, GError **error)
{
  const Work *work = data;
  g_autoptr (GCancellable) given_up = g_cancellable_new ();
  g_autoptr (GFileOutputStream) file = NULL;
  g_autoptr (GOutputStream) stream = NULL;
  gint64 count = kontor_query_count (work->query, store, error);
  gboolean ok;
  if (count < 0)
    return NULL;
  file = g_file_replace (work->file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, error);
  if (file == NULL)
    return NULL;
  stream = g_buffered_output_stream_new_sized (G_OUTPUT_STREAM (file), BUFFER_SIZE);
  ok = write_list (store, work, stream, error) && g_output_stream_flush (stream, NULL, error);
  /* Closed while cancelled, what has been written does not take the file's place. */
  if (!ok)
    g_cancellable_cancel (given_up);
  ok = g_output_stream_close (stream, given_up, ok ? error : NULL) && ok;
  return ok ? g_memdup2 (&count, sizeof count) : NULL;
}

static DexFuture *
take_count_cb (DexFuture *job, gpointer user_data)
{
  GError *error = NULL;
  g_autofree gint64 *count = kontor_job_steal_result (job, &error);
  return count ? dex_future_new_for_int64 (*count) : dex_future_new_for_error (error);
}

DexFuture *
kontor_list_export_write (KontorWorkspace *workspace,
                          KontorQuery *query,
                          KontorListForm form,
                          GFile *file)
{
  Work *work = g_new (Work, 1);
  *work = (Work) { kontor_query_ref (query), form, g_object_ref (file) };
  return dex_future_then (kontor_workspace_read (workspace, export_job, work, work_free, g_free),
                          take_count_cb, NULL, NULL);
}

static void
show_folder_cb (AdwToast *toast, GFile *file)
{
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);
  gtk_file_launcher_open_containing_folder (launcher, NULL, NULL, NULL, NULL);
}

static DexFuture *
tell_cb (DexFuture *future, gpointer user_data)
{
  const Export *export = user_data;
  g_autoptr (GtkWidget) from = g_weak_ref_get ((GWeakRef *) &export->from);
  GtkWidget *window = from ? gtk_widget_get_ancestor (from, KONTOR_TYPE_WINDOW) : NULL;
  g_autofree char *name = g_file_get_basename (export->file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *count = NULL, *phrase = NULL;
  AdwToast *toast;
  if (window == NULL)
    return NULL;
  count = kontor_phrase_count (kontor_query_get_entity (export->query),
                               (guint64) g_value_get_int64 (dex_future_get_value (future, NULL)));
  /* Translators: what was written, and the name of the file: Exported 150 contacts to “a.csv” */
  phrase = g_strdup_printf (_ ("Exported %s to “%s”"), count, shown);
  toast = adw_toast_new (phrase);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _ ("Show"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (show_folder_cb),
                         g_object_ref (export->file), (GClosureNotify) g_object_unref, 0);
  kontor_window_add_toast (KONTOR_WINDOW (window), toast);
  return NULL;
}

static void
chosen_cb (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  Export *export = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkWidget) from = g_weak_ref_get (&export->from);
  export->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, &error);
  if (export->file && from)
    {
      DexFuture *written
          = kontor_list_export_write (export->workspace, export->query, export->form, export->file);
      kontor_report_failure (from, dex_future_then (written, tell_cb, export, export_free));
      return;
    }
  if (from && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    kontor_report_error (from, error);
  export_free (export);
}

void
kontor_list_export_ask (GtkWidget *from,
                        KontorWorkspace *workspace,
                        KontorQuery *query,
                        KontorListForm form)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = g_strconcat (_ (kontor_query_get_entity (query)->label),
                                       form == KONTOR_LIST_AS_CARDS ? ".vcf" : ".csv", NULL);
  gtk_file_dialog_set_title (dialog, _ ("Export the list"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (from)), NULL, chosen_cb,
                        export_new (from, workspace, query, form));
}
