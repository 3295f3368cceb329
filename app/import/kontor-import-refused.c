/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/kontor-import-refused.h"

#include "exchange/kontor-csv-writer.h"
#include "exchange/kontor-vcard-writer.h"
#include "transfer/kontor-card-input.h"
#include "transfer/kontor-csv-input.h"
#include "transfer/kontor-import-files.h"
#include "transfer/kontor-inspection.h"
#include "words/kontor-import-phrases.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

struct _KontorImportRefused
{
  GHashTable *files;     /* name to GHashTable of row to reason, borrowed from the chunk */
  GStringChunk *reasons; /* few, whatever the number of rows */
  guint64 count;
};

static void
free_rows (gpointer data)
{
  g_hash_table_unref (data);
}

KontorImportRefused *
kontor_import_refused_new (void)
{
  KontorImportRefused *self = g_atomic_rc_box_new0 (KontorImportRefused);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_rows);
  self->reasons = g_string_chunk_new (1024);
  return self;
}

KontorImportRefused *
kontor_import_refused_ref (KontorImportRefused *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_refused (gpointer data)
{
  KontorImportRefused *self = data;
  g_hash_table_unref (self->files);
  g_string_chunk_free (self->reasons);
}

void
kontor_import_refused_unref (KontorImportRefused *self)
{
  g_atomic_rc_box_release_full (self, clear_refused);
}

static GHashTable *
ensure_rows (KontorImportRefused *self, const char *name)
{
  GHashTable *rows = g_hash_table_lookup (self->files, name);
  if (rows == NULL)
    {
      rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      g_hash_table_insert (self->files, g_strdup (name), rows);
    }
  return rows;
}

/* A row may have several problems: the first one is what one mends first. */
void
kontor_import_refused_take (KontorImportRefused *self, const KontorImportEvent *event)
{
  GHashTable *rows;
  g_autofree char *problem = NULL, *reason = NULL;
  gint64 row = (gint64) event->row;
  if (event->verdict != KONTOR_VERDICT_REFUSED)
    return;
  rows = ensure_rows (self, event->source);
  if (g_hash_table_contains (rows, &row))
    return;
  problem = kontor_phrase_problem (event->problem);
  /* Translators: the name of a column, and what is wrong with its value */
  reason = event->problem->column ? g_strdup_printf (_ ("%s: %s"), event->problem->column, problem)
                                  : g_steal_pointer (&problem);
  g_hash_table_insert (rows, g_memdup2 (&row, sizeof row),
                       g_string_chunk_insert_const (self->reasons, reason));
  self->count++;
}

guint64
kontor_import_refused_get_n (const KontorImportRefused *self)
{
  return self->count;
}

static gboolean
write_to_stream (const char *bytes, gsize length, gpointer stream, GError **error)
{
  return g_output_stream_write_all (stream, bytes, length, NULL, NULL, error);
}

static gboolean
write_header (KontorCsvWriter *writer, KontorCsvInput *input, GError **error)
{
  const char *const *columns = kontor_csv_input_get_columns (input);
  for (guint i = 0; columns[i]; i++)
    kontor_csv_writer_add (writer, columns[i]);
  kontor_csv_writer_add (writer, _ ("Refused because"));
  return kontor_csv_writer_end_row (writer, error);
}

/* The reason stands in its own column, however short the row is. */
static gboolean
write_row (KontorCsvWriter *writer,
           const KontorCsvRow *row,
           guint n_columns,
           const char *reason,
           GError **error)
{
  for (guint i = 0; i < n_columns; i++)
    kontor_csv_writer_add (writer, kontor_csv_row_get (row, i));
  kontor_csv_writer_add (writer, reason);
  for (guint i = n_columns; i < row->n_fields; i++)
    kontor_csv_writer_add (writer, row->fields[i].text);
  return kontor_csv_writer_end_row (writer, error);
}

static gboolean
copy_rows (GHashTable *rows, KontorCsvInput *input, KontorCsvWriter *writer, GError **error)
{
  guint n_columns = g_strv_length ((char **) kontor_csv_input_get_columns (input));
  gboolean found = TRUE;
  KontorCsvRow row;
  if (!write_header (writer, input, error))
    return FALSE;
  while (kontor_csv_input_next (input, &row, &found, error))
    {
      gint64 number = (gint64) row.row;
      const char *reason;
      if (!found)
        return kontor_csv_writer_flush (writer, error);
      reason = g_hash_table_lookup (rows, &number);
      if (reason && !write_row (writer, &row, n_columns, reason, error))
        return FALSE;
    }
  return FALSE;
}

/* A file that was not there before. */
static GFileOutputStream *
create_file (const char *folder,
             const char *name,
             const char *ending,
             char **chosen,
             GError **error)
{
  const char *dot = strrchr (name, '.');
  g_autofree char *stem = g_strndup (name, dot ? (gsize) (dot - name) : strlen (name));
  for (guint n = 1;; n++)
    {
      /* Translators: the name of a file without its ending: "deals, refused" */
      g_autofree char *base = g_strdup_printf (_ ("%s, refused"), stem);
      g_autofree char *try = n == 1 ? g_strdup_printf ("%s.%s", base, ending)
                                    : g_strdup_printf ("%s %u.%s", base, n, ending);
      g_autoptr (GFile) file = g_file_new_build_filename (folder, try, NULL);
      g_autoptr (GError) own = NULL;
      GFileOutputStream *stream = g_file_create (file, G_FILE_CREATE_NONE, NULL, &own);
      if (stream)
        *chosen = g_steal_pointer (&try);
      if (stream || !g_error_matches (own, G_IO_ERROR, G_IO_ERROR_EXISTS))
        {
          if (own)
            g_propagate_error (error, g_steal_pointer (&own));
          return stream;
        }
    }
}

static gboolean
save_rows (GHashTable *rows, const char *path, GOutputStream *stream, GError **error)
{
  static const KontorCsvOptions nothing_known;
  g_autoptr (KontorCsvInput) input = kontor_csv_input_open (path, &nothing_known, error);
  g_autoptr (KontorCsvWriter) writer
      = kontor_csv_writer_new ('\0', KONTOR_CSV_WRITE_CRLF, write_to_stream, stream);
  return input && copy_rows (rows, input, writer, error);
}

static gboolean
write_card (KontorVcard *card, const char *reason, GOutputStream *stream, GError **error)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  g_autofree char *value = kontor_vcard_escape (reason);
  kontor_vcard_add (card, KONTOR_CARD_REFUSED, value);
  kontor_vcard_write (card, card->version, bytes);
  return write_to_stream (bytes->str, bytes->len, stream, error);
}

/* A card is a row: the how-many-eth it is says which. */
static gboolean
save_cards (GHashTable *rows, const char *path, GOutputStream *stream, GError **error)
{
  g_autoptr (KontorCardInput) input = kontor_card_input_open (path, error);
  gint64 number = 0;
  while (input)
    {
      g_autoptr (KontorVcard) card = NULL;
      const char *reason;
      if (!kontor_card_input_next (input, &card, error))
        return FALSE;
      if (card == NULL)
        return TRUE;
      number++;
      reason = g_hash_table_lookup (rows, &number);
      if (reason && !write_card (card, reason, stream, error))
        return FALSE;
    }
  return FALSE;
}

/* The name of the file that was written, or NULL. */
static char *
save_file (GHashTable *rows, const char *path, const char *folder, GError **error)
{
  g_autofree char *name = g_path_get_basename (path), *chosen = NULL;
  g_autoptr (GFileOutputStream) stream = NULL;
  KontorFileFormat format;
  gboolean saved;
  if (!kontor_inspection_find_format (path, &format, error))
    return NULL;
  stream
      = create_file (folder, name, format == KONTOR_FORMAT_VCARD ? "vcf" : "csv", &chosen, error);
  if (stream == NULL)
    return NULL;
  saved = format == KONTOR_FORMAT_VCARD ? save_cards (rows, path, G_OUTPUT_STREAM (stream), error)
                                        : save_rows (rows, path, G_OUTPUT_STREAM (stream), error);
  return saved && g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error)
             ? g_steal_pointer (&chosen)
             : NULL;
}

/* A file that was given twice is one. */
static gboolean
is_said_before (GStrv names, guint index)
{
  for (guint i = 0; i < index; i++)
    if (g_str_equal (names[i], names[index]))
      return TRUE;
  return FALSE;
}

GStrv
kontor_import_refused_save (KontorImportRefused *self,
                            const char *const *paths,
                            const char *folder,
                            GError **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) called = kontor_import_files_name (paths);
  for (guint i = 0; paths[i]; i++)
    {
      GHashTable *rows = g_hash_table_lookup (self->files, called[i]);
      char *saved;
      if (rows == NULL || is_said_before (called, i))
        continue;
      saved = save_file (rows, paths[i], folder, error);
      if (saved == NULL)
        return NULL;
      g_strv_builder_take (names, saved);
    }
  return g_strv_builder_end (names);
}
