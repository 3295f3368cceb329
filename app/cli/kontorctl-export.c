/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontorctl-commands.h"
#include "cli/kontorctl-names.h"
#include "cli/kontorctl-print.h"
#include "transfer/kontor-archive.h"
#include "transfer/kontor-exporter.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

typedef struct
{
  char *as;
  char *where;
  char *sort;
  char *card_version;
  gboolean bom;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->as);
  g_free (options->where);
  g_free (options->sort);
  g_free (options->card_version);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* One export on its way into a file. */
typedef struct
{
  Kontorctl *self;
  const Options *options;
  KontorVcardVersion version;
  GOutputStream *out; /* NULL: the screen */
  guint64 n_records;
} Export;

static gboolean
write_bytes (const char *bytes, gsize length, gpointer user_data, GError **error)
{
  const Export *export = user_data;

  if (export->out == NULL)
    {
      fwrite (bytes, 1, length, stdout);
      return TRUE;
    }
  return g_output_stream_write_all (export->out, bytes, length, NULL, NULL, error);
}

static gboolean
write_json_record (Export *export, KontorRecord *record, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  const char *separator = export->n_records++ == 0 ? "\n" : ",\n";
  char *text;
  gboolean ok;

  yyjson_mut_doc_set_root (doc, kontorctl_record_to_json (doc, record));
  text = yyjson_mut_write (doc, 0, NULL);
  ok = write_bytes (separator, strlen (separator), export, error)
       && write_bytes (text, strlen (text), export, error);
  free (text);
  yyjson_mut_doc_free (doc);
  return ok;
}

static gboolean
write_json_rows (Export *export, const KontorQuery *query, GError **error)
{
  g_autoptr (GArray) rowids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!kontor_query_collect (query, export->self->store, rowids, error))
    return FALSE;
  for (guint i = 0; i < rowids->len; i++)
    {
      g_autoptr (KontorRecord) record
          = kontor_store_get_row (export->self->store, kontor_query_get_entity (query),
                                  g_array_index (rowids, gint64, i), error);

      if (record == NULL || !write_json_record (export, record, error))
        return FALSE;
    }
  return TRUE;
}

static KontorQuery *
make_query (const Export *export, const KontorEntity *entity, GError **error)
{
  g_autoptr (KontorQuery) query
      = kontor_query_new (kontor_store_get_schema (export->self->store), entity);

  if (!kontor_query_set_where (query, export->options->where, error)
      || !kontor_query_set_sort (query, export->options->sort, error))
    return NULL;
  return g_steal_pointer (&query);
}

/* All of one kind, or, where @entity is NULL, of every kind. */
static gboolean
write_json (Export *export, const KontorEntity *entity, GError **error)
{
  const KontorSchema *schema = kontor_store_get_schema (export->self->store);

  if (!write_bytes ("[", 1, export, error))
    return FALSE;
  for (guint i = 0; i < schema->n_entities; i++)
    {
      g_autoptr (KontorQuery) query = NULL;

      if (entity == NULL ? (schema->entities[i]->flags & KONTOR_INTERNAL) != 0
                         : schema->entities[i] != entity)
        continue;
      query = make_query (export, schema->entities[i], error);
      if (query == NULL || !write_json_rows (export, query, error))
        return FALSE;
    }
  return write_bytes ("\n]\n", 3, export, error);
}

static gboolean
write_all (Export *export, const KontorEntity *entity, GError **error)
{
  KontorExportOptions options = { .bom = export->options->bom, .vcard = export->version };
  g_autoptr (KontorQuery) query = NULL;

  if (g_str_equal (export->options->as, "archive"))
    return kontor_archive_write (export->self->store, write_bytes, export, error);
  if (g_str_equal (export->options->as, "json"))
    return write_json (export, entity, error);
  query = make_query (export, entity, error);
  if (query == NULL)
    return FALSE;
  if (g_str_equal (export->options->as, "csv"))
    return kontor_export_csv (export->self->store, query, &options, write_bytes, export, error);
  return kontor_export_vcards (export->self->store, query, &options, write_bytes, export, error);
}

/* A file appears whole or not at all. */
static gboolean
write_file (Export *export, const KontorEntity *entity, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GFileOutputStream) out
      = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, error);
  gboolean ok;

  if (out == NULL)
    return FALSE;
  export->out = g_buffered_output_stream_new_sized (G_OUTPUT_STREAM (out), 64 * 1024);
  ok = write_all (export, entity, error) && g_output_stream_flush (export->out, NULL, error);
  /* Closed while cancelled, what has been written does not take the file's place. */
  if (!ok)
    g_cancellable_cancel (cancelled);
  ok = g_output_stream_close (export->out, cancelled, ok ? error : NULL) && ok;
  g_clear_object (&export->out);
  return ok;
}

static gboolean
read_version (const char *text, KontorVcardVersion *version)
{
  if (text == NULL || g_str_equal (text, "3.0"))
    *version = KONTOR_VCARD_3_0;
  else if (g_str_equal (text, "4.0"))
    *version = KONTOR_VCARD_4_0;
  else
    return FALSE;
  return TRUE;
}

static KontorctlStatus export (Kontorctl *self,
                               const Options *options,
                               const KontorEntity *entity,
                               const char *path)
{
  Export export = { .self = self, .options = options };
  g_autoptr (GError) error = NULL;

  if (!read_version (options->card_version, &export.version))
    return kontorctl_misuse (self, _ ("vCards are of version 3.0 or 4.0"));
  if (!(g_str_equal (path, "-") ? write_all (&export, entity, &error)
                                : write_file (&export, entity, path, &error)))
    return kontorctl_refuse (self, error);
  return KONTORCTL_DONE;
}

KontorctlStatus
kontorctl_run_export (Kontorctl *self, int argc, char **argv)
{
  static const char *const formats[] = { "csv", "vcard", "json", "archive", NULL };
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &options.as, NULL, NULL },
    { "where", 0, 0, G_OPTION_ARG_STRING, &options.where, NULL, NULL },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &options.sort, NULL, NULL },
    { "card-version", 0, 0, G_OPTION_ARG_STRING, &options.card_version, NULL, NULL },
    { "bom", 0, 0, G_OPTION_ARG_NONE, &options.bom, NULL, NULL },
    { NULL },
  };
  const KontorEntity *entity = NULL;
  KontorctlStatus status;

  if (!kontorctl_parse (self, entries, 1, 2, &argc, &argv))
    return KONTORCTL_USAGE;
  if (options.as == NULL || !g_strv_contains (formats, options.as))
    return kontorctl_misuse (self, _ ("as what? --as csv, vcard, json or archive"));
  if (g_str_equal (options.as, "archive")
      && (argc > 2 || options.where != NULL || options.sort != NULL))
    return kontorctl_misuse (self, _ ("an archive is of the whole workspace"));
  if (!kontorctl_open (self, KONTOR_STORE_READ_ONLY, &status))
    return status;
  if (argc > 2 && (entity = kontorctl_find_entity (self, argv[1])) == NULL)
    return KONTORCTL_REFUSED;
  if (entity == NULL && g_str_equal (options.as, "csv"))
    return kontorctl_misuse (self, _ ("a list of what? Name the kind of records"));
  if (entity == NULL && g_str_equal (options.as, "vcard"))
    entity = kontor_schema_find (kontor_store_get_schema (self->store), "contact");
  return export (self, &options, entity, argv[argc - 1]);
}
