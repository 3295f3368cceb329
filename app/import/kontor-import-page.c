/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/kontor-import-page.h"

#include "acts/kontor-acts.h"
#include "import/kontor-import-columns.h"
#include "import/kontor-import-look.h"
#include "import/kontor-import-run.h"
#include "window/kontor-report.h"
#include "window/kontor-window.h"
#include "words/kontor-format.h"

#include <glib/gi18n.h>

struct _KontorImportPage
{
  KontorPage parent_instance;
  GSimpleActionGroup *actions;
  GStrv paths;
  KontorImportLook *look;
  gboolean looking;
  KontorImportRun *run;
  GCancellable *cancellable;
  gboolean done;
  KontorImportResult result;

  AdwNavigationView *view;
  AdwNavigationPage *choose_page;
  AdwNavigationPage *columns_page;
  AdwNavigationPage *differences_page;
  AdwNavigationPage *done_page;
  GtkBox *columns_box;
  AdwToggleGroup *verdicts;
  GtkNoSelection *selection;
  GtkProgressBar *progress;
};

enum
{
  PROP_CHOOSE_STATE = 1,
  PROP_LINES_STATE,
  PROP_RUN_STATE,
  PROP_CREATED_LABEL,
  PROP_UPDATED_LABEL,
  PROP_UNCHANGED_LABEL,
  PROP_REFUSED_LABEL,
  PROP_IMPORT_LABEL,
  PROP_DONE_SUMMARY,
  PROP_HAS_REFUSED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorImportPage, kontor_import_page, KONTOR_TYPE_PAGE)

static KontorWorkspace *
get_workspace (KontorImportPage *self)
{
  return kontor_page_get_workspace (KONTOR_PAGE (self));
}

/* Files being looked at or brought in are something to wait for. */
static void
notify_all (KontorImportPage *self)
{
  kontor_page_set_ready (KONTOR_PAGE (self), !self->looking && self->run == NULL);
  for (guint i = PROP_CHOOSE_STATE; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

static KontorVerdict
get_chosen_verdict (KontorImportPage *self)
{
  const char *name = self->verdicts ? adw_toggle_group_get_active_name (self->verdicts) : NULL;
  if (g_strcmp0 (name, "updated") == 0)
    return KONTOR_VERDICT_UPDATED;
  if (g_strcmp0 (name, "unchanged") == 0)
    return KONTOR_VERDICT_UNCHANGED;
  return g_strcmp0 (name, "refused") == 0 ? KONTOR_VERDICT_REFUSED : KONTOR_VERDICT_CREATED;
}

static void
verdict_chosen_cb (KontorImportPage *self)
{
  if (self->look)
    gtk_no_selection_set_model (self->selection,
                                G_LIST_MODEL (self->look->lines[get_chosen_verdict (self)]));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LINES_STATE]);
}

static void look (KontorImportPage *self, const char *plan);

static void
correct_cb (KontorImportPage *self, KontorImportLine *line)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *plan = kontor_import_look_correct (self->look, line->column, line->value,
                                                      line->suggestion, &error);
  if (plan)
    look (self, plan);
  else
    kontor_report_error (GTK_WIDGET (self), error);
}

static void
show_look (KontorImportPage *self, KontorImportLook *found)
{
  gboolean first = adw_navigation_view_get_visible_page (self->view) == self->choose_page;
  g_clear_pointer (&self->look, kontor_import_look_unref);
  self->look = kontor_import_look_ref (found);
  kontor_import_columns_show (self->columns_box, found, G_CALLBACK (correct_cb), self);
  adw_toggle_group_set_active_name (self->verdicts, "created");
  verdict_chosen_cb (self);
  if (first)
    adw_navigation_view_push (self->view, self->columns_page);
}

typedef struct
{
  GStrv paths;
  char *plan;
} Request;

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

static DexFuture *
looked_cb (DexFuture *future, gpointer user_data)
{
  g_autoptr (KontorImportPage) self = g_weak_ref_get (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorImportLook) found = kontor_job_steal_result (future, &error);
  if (self == NULL)
    return NULL;
  self->looking = FALSE;
  if (found)
    show_look (self, found);
  notify_all (self);
  return found ? NULL : dex_future_new_for_error (g_steal_pointer (&error));
}

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
look (KontorImportPage *self, const char *plan)
{
  GWeakRef *reference = g_new (GWeakRef, 1);
  Request *request = g_new0 (Request, 1);
  DexFuture *future;
  g_weak_ref_init (reference, self);
  request->paths = g_strdupv (self->paths);
  request->plan = g_strdup (plan);
  self->looking = TRUE;
  notify_all (self);
  future = kontor_workspace_read (get_workspace (self), look_job, request, free_request,
                                  (GDestroyNotify) kontor_import_look_unref);
  kontor_report_failure (GTK_WIDGET (self),
                         dex_future_finally (future, looked_cb, reference, free_weak_ref));
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
    look (self, NULL);
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

static void
differences_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  KontorImportPage *self = user_data;
  if (self->look && adw_navigation_view_get_visible_page (self->view) == self->columns_page)
    adw_navigation_view_push (self->view, self->differences_page);
}

/* Which of the differences are listed: "created", "updated", "unchanged", "refused". */
static void
show_cb (GSimpleAction *action, GVariant *target, gpointer user_data)
{
  adw_toggle_group_set_active_name (((KontorImportPage *) user_data)->verdicts,
                                    g_variant_get_string (target, NULL));
}

static void
clear_result (KontorImportPage *self)
{
  g_clear_pointer (&self->result.came_in, g_free);
  g_clear_pointer (&self->result.why, kontor_import_refused_unref);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KontorImportPage) self = user_data;
  g_autoptr (GError) error = NULL;
  clear_result (self);
  self->done = kontor_import_run_finish (KONTOR_IMPORT_RUN (source), result, &self->result, &error);
  g_clear_object (&self->run);
  g_clear_object (&self->cancellable);
  if (!self->done)
    {
      adw_navigation_view_pop (self->view);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        kontor_report_error (GTK_WIDGET (self), error);
    }
  notify_all (self);
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
  self->run = kontor_import_run_new (get_workspace (self), self->paths, self->look->plan);
  g_signal_connect_object (self->run, "notify::progress", G_CALLBACK (progress_cb), self, 0);
  adw_navigation_view_push (self->view, self->done_page);
  kontor_import_run_start (self->run, self->cancellable, ran_cb, g_object_ref (self));
  notify_all (self);
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
  kontor_report (GTK_WIDGET (self), kontor_acts_undo (get_workspace (self), self->result.entry, 0),
                 KONTOR_REPORT_ALL);
  adw_navigation_view_pop_to_page (self->view, self->choose_page);
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
  future = kontor_workspace_read (get_workspace (self), save_job, saving, free_saving, g_free);
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

static void
add_actions (KontorImportPage *self)
{
  const GActionEntry entries[] = {
    { "choose", choose_cb },
    { "open", open_cb, "as" },
    { "differences", differences_cb },
    { "run", run_cb },
    { "cancel", cancel_cb },
    { "again", again_cb },
    { "undo", undo_cb },
    { "show", show_cb, "s" },
    { "save-refused", save_refused_cb },
    { "save-refused-in", save_refused_in_cb, "s" },
  };
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  kontor_page_set_actions (KONTOR_PAGE (self), "import", G_ACTION_GROUP (self->actions));
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

static char *
make_count_label (KontorImportPage *self, KontorVerdict verdict, const char *what)
{
  g_autofree char *count
      = kontor_format_number (self->look ? (gint64) self->look->counts[verdict] : 0, 0);
  /* Translators: how many, and of what: "12 new" */
  return g_strdup_printf (_ ("%s %s"), count, what);
}

static char *
make_import_label (KontorImportPage *self)
{
  guint64 count = self->look ? self->look->counts[KONTOR_VERDICT_CREATED]
                                   + self->look->counts[KONTOR_VERDICT_UPDATED]
                             : 0;
  g_autofree char *number = kontor_format_number ((gint64) count, 0);
  return g_strdup_printf (ngettext ("Import %s record", "Import %s records", count), number);
}

/* Takes @sentence over. */
static void
append_sentence (GString *words, gboolean holds, char *sentence)
{
  if (holds)
    g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", sentence);
  g_free (sentence);
}

static char *
make_done_summary (KontorImportPage *self)
{
  const KontorImportResult *result = &self->result;
  g_autofree char *updated = kontor_format_number ((gint64) result->updated, 0);
  g_autofree char *unchanged = kontor_format_number ((gint64) result->unchanged, 0);
  g_autofree char *refused = kontor_format_number ((gint64) result->refused, 0);
  GString *words = g_string_new (NULL);
  /* Translators: %s is a list: "8,800 deals, 85 companies and 7 products" */
  append_sentence (words, result->created > 0,
                   g_strdup_printf (_ ("%s came in."), result->came_in ? result->came_in : ""));
  append_sentence (words, result->updated > 0,
                   g_strdup_printf (ngettext ("%s record that was here has been changed.",
                                              "%s records that were here have been changed.",
                                              (gulong) result->updated),
                                    updated));
  append_sentence (words, result->unchanged > 0,
                   g_strdup_printf (ngettext ("%s record is the same as it was.",
                                              "%s records are the same as they were.",
                                              (gulong) result->unchanged),
                                    unchanged));
  append_sentence (words, result->refused > 0,
                   g_strdup_printf (ngettext ("%s row was refused.", "%s rows were refused.",
                                              (gulong) result->refused),
                                    refused));
  if (words->len == 0)
    g_string_append (words, _ ("There was nothing in it."));
  return g_string_free_and_steal (words);
}

static const char *
get_lines_state (KontorImportPage *self)
{
  if (self->look == NULL)
    return "none";
  return g_list_model_get_n_items (G_LIST_MODEL (self->look->lines[get_chosen_verdict (self)])) > 0
             ? "lines"
             : "none";
}

static void
kontor_import_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorImportPage *self = KONTOR_IMPORT_PAGE (object);
  switch (id)
    {
    case PROP_CHOOSE_STATE:
      g_value_set_static_string (value, self->looking ? "looking" : "choose");
      break;
    case PROP_LINES_STATE:
      g_value_set_static_string (value, get_lines_state (self));
      break;
    case PROP_RUN_STATE:
      g_value_set_static_string (value, self->done ? "done" : "running");
      break;
    case PROP_CREATED_LABEL:
      g_value_take_string (value, make_count_label (self, KONTOR_VERDICT_CREATED, _ ("new")));
      break;
    case PROP_UPDATED_LABEL:
      g_value_take_string (value, make_count_label (self, KONTOR_VERDICT_UPDATED, _ ("changed")));
      break;
    case PROP_UNCHANGED_LABEL:
      g_value_take_string (value, make_count_label (self, KONTOR_VERDICT_UNCHANGED, _ ("same")));
      break;
    case PROP_REFUSED_LABEL:
      g_value_take_string (value, make_count_label (self, KONTOR_VERDICT_REFUSED, _ ("refused")));
      break;
    case PROP_IMPORT_LABEL:
      g_value_take_string (value, make_import_label (self));
      break;
    case PROP_DONE_SUMMARY:
      g_value_take_string (value, make_done_summary (self));
      break;
    case PROP_HAS_REFUSED:
      g_value_set_boolean (value,
                           self->result.why && kontor_import_refused_get_n (self->result.why) > 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* On each step the button that goes on. */
static gboolean
kontor_import_page_grab_focus (GtkWidget *widget)
{
  AdwNavigationPage *step
      = adw_navigation_view_get_visible_page (KONTOR_IMPORT_PAGE (widget)->view);
  return step && gtk_widget_child_focus (GTK_WIDGET (step), GTK_DIR_TAB_FORWARD);
}

static void
kontor_import_page_show_place (KontorPage *page, const KontorPlace *place)
{
}

static void
kontor_import_page_constructed (GObject *object)
{
  KontorImportPage *self = KONTOR_IMPORT_PAGE (object);
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  G_OBJECT_CLASS (kontor_import_page_parent_class)->constructed (object);
  add_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  kontor_page_set_ready (KONTOR_PAGE (self), TRUE);
}

static void
kontor_import_page_dispose (GObject *object)
{
  KontorImportPage *self = KONTOR_IMPORT_PAGE (object);
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  /* The template would let go of it without telling the page. */
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KONTOR_TYPE_IMPORT_PAGE);
  g_clear_object (&self->actions);
  g_clear_object (&self->run);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->paths, g_strfreev);
  g_clear_pointer (&self->look, kontor_import_look_unref);
  clear_result (self);
  G_OBJECT_CLASS (kontor_import_page_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *class)
{
  static const char *const names[] = {
    "choose-state",    "lines-state",   "run-state",    "created-label", "updated-label",
    "unchanged-label", "refused-label", "import-label", "done-summary",
  };
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    properties[i + 1] = g_param_spec_string (names[i], NULL, NULL, NULL,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HAS_REFUSED] = g_param_spec_boolean ("has-refused", NULL, NULL, FALSE,
                                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (class, N_PROPS, properties);
}

static void
kontor_import_page_class_init (KontorImportPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  object_class->constructed = kontor_import_page_constructed;
  object_class->dispose = kontor_import_page_dispose;
  object_class->get_property = kontor_import_page_get_property;
  widget_class->grab_focus = kontor_import_page_grab_focus;
  KONTOR_PAGE_CLASS (class)->show_place = kontor_import_page_show_place;
  install_properties (object_class);
  g_type_ensure (KONTOR_TYPE_IMPORT_LINE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/kontor/Kontor/import/kontor-import-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, view);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, choose_page);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, columns_page);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, differences_page);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, done_page);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, columns_box);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, verdicts);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, selection);
  gtk_widget_class_bind_template_child (widget_class, KontorImportPage, progress);
  gtk_widget_class_bind_template_callback (widget_class, verdict_chosen_cb);
}

static void
kontor_import_page_init (KontorImportPage *self)
{
}
