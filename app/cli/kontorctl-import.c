/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontorctl-commands.h"
#include "cli/kontorctl-import-report.h"
#include "cli/kontorctl-names.h"
#include "transfer/kontor-import-files.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

typedef struct
{
  gboolean dry_run;
  char *as;
  char *map;
  char *map_out;
} Options;

static volatile sig_atomic_t interrupted;

static void
interrupt (int signal_number)
{
  interrupted = 1;
}

/* Ctrl+C takes back what has come in, which a killed import leaves to the next program that opens
 * the workspace. */
static void
catch_interrupt (void)
{
  struct sigaction action = { .sa_handler = interrupt, .sa_flags = SA_RESETHAND };

  sigaction (SIGINT, &action, NULL);
  sigaction (SIGTERM, &action, NULL);
}

static gboolean
show_progress (double progress, gpointer user_data)
{
  const Kontorctl *self = user_data;

  if (!self->json && isatty (STDERR_FILENO))
    fprintf (stderr, progress < 1 ? "\r%3.0f %%" : "\r     \r", progress * 100);
  return interrupted == 0;
}

static gboolean
read_map (const char *path, KontorImportPlan **plan, GError **error)
{
  g_autofree char *json = NULL;

  if (!g_file_get_contents (path, &json, NULL, error))
    return FALSE;
  *plan = kontor_import_plan_from_json (kontor_schema_get_default (), json, error);
  if (*plan == NULL)
    g_prefix_error (error, "%s: ", path);
  return *plan != NULL;
}

static gboolean
write_map (const Options *options,
           KontorImportFiles *files,
           KontorctlImportReport *report,
           GError **error)
{
  g_autofree char *json = NULL;

  if (options->map_out == NULL)
    return TRUE;
  kontorctl_import_report_propose (report, kontor_import_files_get_plan (files));
  json = kontor_import_plan_to_json (kontor_import_files_get_plan (files));
  return g_file_set_contents (options->map_out, json, -1, error);
}

static gboolean
add_files (KontorImportFiles *files, char **paths, GError **error)
{
  for (guint i = 0; paths[i] != NULL; i++)
    if (!kontor_import_files_add (files, paths[i], error))
      return FALSE;
  return kontor_import_files_prepare (files, error);
}

static gboolean
run (Kontorctl *self,
     const Options *options,
     KontorImportFiles *files,
     KontorctlImportReport *report,
     guint64 *n_refused,
     GError **error)
{
  KontorImporterOptions importer_options = { .trial = options->dry_run,
                                             .report = kontorctl_import_report_take,
                                             .report_data = report };
  g_autoptr (KontorImporter) importer = kontor_import_files_begin (files, &importer_options, error);
  gint64 entry;

  if (importer == NULL || !kontor_importer_run (importer, show_progress, self, &entry, error)
      || (!options->dry_run && !kontor_import_files_remember (files, error))
      || !write_map (options, files, report, error))
    return FALSE;
  *n_refused = kontor_importer_get_n_refused (importer);
  kontorctl_import_report_print (report, files, importer, entry);
  return TRUE;
}

static KontorctlStatus
import (Kontorctl *self, const Options *options, const KontorEntity *entity, char **paths)
{
  g_autoptr (KontorctlImportReport) report = kontorctl_import_report_new (self, options->dry_run);
  g_autoptr (KontorImportPlan) given = NULL;
  g_autoptr (KontorImportFiles) files = NULL;
  g_autoptr (GError) error = NULL;
  guint64 n_refused = 0;

  if (report == NULL)
    {
      g_set_error (&error, KONTOR_ERROR, KONTOR_ERROR_FULL, _ ("no room for temporary files"));
      return kontorctl_refuse (self, error);
    }
  if (options->map != NULL && !read_map (options->map, &given, &error))
    return kontorctl_refuse (self, error);
  files = kontor_import_files_new (kontor_schema_get_default (), self->store, given, entity);
  catch_interrupt ();
  if (!add_files (files, paths, &error) || !run (self, options, files, report, &n_refused, &error))
    return kontorctl_refuse (self, error);
  return n_refused == 0 ? KONTORCTL_DONE : KONTORCTL_REFUSED;
}

static void
clear_options (Options *options)
{
  g_free (options->as);
  g_free (options->map);
  g_free (options->map_out);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

KontorctlStatus
kontorctl_run_import (Kontorctl *self, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &options.dry_run, NULL, NULL },
    { "as", 0, 0, G_OPTION_ARG_STRING, &options.as, NULL, NULL },
    { "map", 0, 0, G_OPTION_ARG_FILENAME, &options.map, NULL, NULL },
    { "map-out", 0, 0, G_OPTION_ARG_FILENAME, &options.map_out, NULL, NULL },
    { NULL },
  };
  const KontorEntity *entity = NULL;
  KontorctlStatus status;

  if (!kontorctl_parse (self, entries, 1, -1, &argc, &argv))
    return KONTORCTL_USAGE;
  if (!kontorctl_open (self, options.dry_run ? KONTOR_STORE_READ_ONLY : 0, &status))
    return status;
  if (options.as != NULL && (entity = kontorctl_find_entity (self, options.as)) == NULL)
    return KONTORCTL_REFUSED;
  return import (self, &options, entity, argv + 1);
}
