/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/kontor-import-run.h"

#include "import/kontor-import-words.h"
#include "transfer/kontor-import-files.h"
#include "words/kontor-tally.h"

/* Progress is looked at so often. */
#define PROGRESS_MS 100

struct _KontorImportRun
{
  GObject parent_instance;
  char *workspace_path;
  const KontorSchema *schema;
  GStrv paths;
  char *plan;
  char *problem; /* set by the thread before it ends */
  int permille;  /* atomic: the thread writes, the main thread reads */
  guint timer;
};

enum
{
  PROP_PROGRESS = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorImportRun, kontor_import_run, G_TYPE_OBJECT)

static void
kontor_import_run_finalize (GObject *object)
{
  KontorImportRun *self = KONTOR_IMPORT_RUN (object);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_free (self->workspace_path);
  g_strfreev (self->paths);
  g_free (self->plan);
  g_free (self->problem);
  G_OBJECT_CLASS (kontor_import_run_parent_class)->finalize (object);
}

static void
kontor_import_run_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KontorImportRun *self = KONTOR_IMPORT_RUN (object);
  switch (id)
    {
    case PROP_PROGRESS:
      g_value_set_double (value, g_atomic_int_get (&self->permille) / 1000.0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kontor_import_run_class_init (KontorImportRunClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  object_class->finalize = kontor_import_run_finalize;
  object_class->get_property = kontor_import_run_get_property;
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kontor_import_run_init (KontorImportRun *self)
{
}

KontorImportRun *
kontor_import_run_new (KontorWorkspace *workspace, GStrv paths, const char *plan)
{
  KontorImportRun *self = g_object_new (KONTOR_TYPE_IMPORT_RUN, NULL);
  self->workspace_path = g_strdup (kontor_workspace_get_path (workspace));
  self->schema = kontor_workspace_get_schema (workspace);
  self->paths = g_strdupv (paths);
  self->plan = g_strdup (plan);
  return self;
}

typedef struct
{
  KontorImportRun *run;
  GCancellable *cancellable;
} Watch;

static gboolean
watch_progress (double progress, gpointer user_data)
{
  Watch *watch = user_data;
  g_atomic_int_set (&watch->run->permille, (int) (progress * 1000));
  return !g_cancellable_is_cancelled (watch->cancellable);
}

static char *
say_what_came_in (KontorImportRun *self, KontorImporter *importer)
{
  g_autoptr (GArray) tallies = g_array_new (FALSE, FALSE, sizeof (KontorTally));
  for (guint i = 0; i < self->schema->n_entities; i++)
    {
      const KontorEntity *entity = self->schema->entities[i];
      KontorTally tally = { entity, kontor_importer_get_count (importer, entity)->created };
      if (!kontor_entity_has_parent (entity))
        g_array_append_val (tallies, tally);
    }
  return kontor_phrase_tallies (tallies, tallies->len);
}

static void
note_refused (const KontorImportEvent *event, gpointer refused)
{
  kontor_import_refused_take (refused, event);
}

static gboolean
import (KontorImportRun *self,
        GCancellable *cancellable,
        KontorImportResult *result,
        GError **error)
{
  g_autoptr (KontorStore) store
      = kontor_store_open (self->workspace_path, self->schema, kontor_clock_system (), 0, error);
  g_autoptr (KontorImportPlan) plan
      = store ? kontor_import_plan_from_json (self->schema, self->plan, error) : NULL;
  g_autoptr (KontorImportFiles) files
      = plan ? kontor_import_files_new (self->schema, store, plan, NULL) : NULL;
  const KontorImporterOptions options = { .report = note_refused, .report_data = result->why };
  g_autoptr (KontorImporter) importer = NULL;
  Watch watch = { self, cancellable };
  for (guint i = 0; files && self->paths[i]; i++)
    if (!kontor_import_files_add (files, self->paths[i], error))
      return FALSE;
  if (files == NULL || !kontor_import_files_prepare (files, error))
    return FALSE;
  importer = kontor_import_files_begin (files, &options, error);
  if (importer == NULL
      || !kontor_importer_run (importer, watch_progress, &watch, &result->entry, error))
    return FALSE;
  result->created = kontor_importer_get_total (importer)->created;
  result->updated = kontor_importer_get_total (importer)->updated;
  result->unchanged = kontor_importer_get_total (importer)->unchanged;
  result->refused = kontor_importer_get_n_refused (importer);
  result->came_in = say_what_came_in (self, importer);
  return kontor_import_files_remember (files, error);
}

static void
free_result (gpointer data)
{
  KontorImportResult *result = data;
  g_free (result->came_in);
  kontor_import_refused_unref (result->why);
  g_free (result);
}

static void
import_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  KontorImportResult *result = g_new0 (KontorImportResult, 1);
  KontorImportRun *self = source;
  GError *error = NULL;
  result->why = kontor_import_refused_new ();
  if (import (self, cancellable, result, &error))
    g_task_return_pointer (task, result, free_result);
  else
    {
      free_result (result);
      self->problem = kontor_import_phrase_unreadable ((const char *const *) self->paths, error);
      g_task_return_error (task, error);
    }
}

static gboolean
tell_progress_cb (gpointer user_data)
{
  g_object_notify_by_pspec (user_data, properties[PROP_PROGRESS]);
  return G_SOURCE_CONTINUE;
}

void
kontor_import_run_start (KontorImportRun *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  self->timer = g_timeout_add (PROGRESS_MS, tell_progress_cb, self);
  /* What it did is known only when it has ended, cancelled or not. */
  g_task_set_return_on_cancel (task, FALSE);
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, import_thread);
}

gboolean
kontor_import_run_finish (KontorImportRun *self,
                          GAsyncResult *result,
                          KontorImportResult *outcome,
                          GError **error)
{
  g_autofree KontorImportResult *done = g_task_propagate_pointer (G_TASK (result), error);
  g_clear_handle_id (&self->timer, g_source_remove);
  if (done)
    *outcome = *done;
  return done != NULL;
}

const char *
kontor_import_run_get_problem (KontorImportRun *self)
{
  return self->problem;
}
