/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/kontor-import-page-private.h"

#include "window/kontor-report.h"

#include <glib/gi18n.h>

/* What to look at; and, for who waits for it, the how-many-eth question it is. */
typedef struct
{
  GStrv paths;
  char *plan;
} Request;

typedef struct
{
  GWeakRef page;
  guint number;
} Question;

static void
free_request (gpointer data)
{
  Request *request = data;
  g_strfreev (request->paths);
  g_free (request->plan);
  g_free (request);
}

static gpointer
look_job (KontorStore *store, gpointer data, GError **error)
{
  Request *request = data;
  return kontor_import_look_new (store, request->paths, request->plan, error);
}

void
kontor_import_page_take_problem (KontorImportPage *self, char *problem)
{
  g_free (self->problem);
  self->problem = problem;
  g_clear_pointer (&self->look, kontor_import_look_unref);
  adw_navigation_view_pop_to_page (self->view, self->choose_page);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), problem,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

/* An answer about files or a plan that are no longer asked about is let go. */
static DexFuture *
looked_cb (DexFuture *future, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (KontorImportPage) self = g_weak_ref_get (&question->page);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorImportLook) found = kontor_job_steal_result (future, &error);
  if (self == NULL || question->number != self->n_asked)
    return NULL;
  self->looking = FALSE;
  if (found && found->problem)
    kontor_import_page_take_problem (self, g_strdup (found->problem));
  else if (found)
    kontor_import_page_show_look (self, found);
  /* What could not be answered was not asked. */
  g_free (self->plan);
  self->plan = g_strdup (self->look ? self->look->plan : NULL);
  kontor_import_page_notify_all (self);
  return found ? NULL : dex_future_new_for_error (g_steal_pointer (&error));
}

static void
free_question (gpointer data)
{
  Question *question = data;
  g_weak_ref_clear (&question->page);
  g_free (question);
}

void
kontor_import_page_look (KontorImportPage *self, char *plan)
{
  Question *question = g_new0 (Question, 1);
  Request *request = g_new0 (Request, 1);
  DexFuture *future;
  g_free (self->plan);
  self->plan = plan;
  g_weak_ref_init (&question->page, self);
  question->number = ++self->n_asked;
  request->paths = g_strdupv (self->paths);
  request->plan = g_strdup (plan);
  self->looking = TRUE;
  g_clear_pointer (&self->problem, g_free);
  kontor_import_page_notify_all (self);
  future = kontor_workspace_read (kontor_page_get_workspace (KONTOR_PAGE (self)), look_job, request,
                                  free_request, (GDestroyNotify) kontor_import_look_unref);
  kontor_report_failure (GTK_WIDGET (self),
                         dex_future_finally (future, looked_cb, question, free_question));
}

void
kontor_import_page_take_files (KontorImportPage *self, GListModel *files)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      char *path = g_file_get_path (file);
      if (path)
        g_strv_builder_take (paths, path);
    }
  g_strfreev (self->paths);
  self->paths = g_strv_builder_end (paths);
  adw_navigation_view_pop_to_page (self->view, self->choose_page);
  if (self->paths[0])
    kontor_import_page_look (self, NULL);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorImportPage) self = user_data;
  g_autoptr (GListModel) files
      = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);
  if (files)
    kontor_import_page_take_files (self, files);
}

static void
choose_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorImportPage *self = user_data;
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  gtk_file_filter_set_name (filter, _ ("Lists and contact cards"));
  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_filter_add_suffix (filter, "tsv");
  gtk_file_filter_add_suffix (filter, "txt");
  gtk_file_filter_add_suffix (filter, "vcf");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_title (dialog, _ ("Choose files to import"));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                                 chosen_cb, g_object_ref (self));
}

/* For scripts and drops: paths, without a dialog. */
static void
open_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  g_autofree const char **paths = g_variant_get_strv (target, NULL);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  for (guint i = 0; paths[i]; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (paths[i]);
      g_list_store_append (files, file);
    }
  kontor_import_page_take_files (user_data, G_LIST_MODEL (files));
}

static gboolean
drop_cb (KontorImportPage *self, const GValue *value, double x, double y)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  GSList *dropped = g_value_get_boxed (value);
  for (GSList *item = dropped; item; item = item->next)
    g_list_store_append (files, item->data);
  kontor_import_page_take_files (self, G_LIST_MODEL (files));
  return TRUE;
}

void
kontor_import_page_add_choose_actions (KontorImportPage *self)
{
  const GActionEntry entries[] = {
    { "choose", choose_cb },
    { "open", open_cb, "as" },
  };
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
