/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The first byte says how the rest, a file, is read: in pieces of which size, and whether with small
 * limits. What is read must not depend on the pieces, must be text, and must come back the same when
 * it is written. */

#include "exchange/kontor-csv-reader.h"
#include "exchange/kontor-csv-writer.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize length);

/* Every row as an array of its fields. */
typedef struct
{
  GPtrArray *rows; /* of char ** */
  GString *places; /* numbers and flags */
  gboolean failed;
} Reading;

static void
note_row (Reading *reading, const KontorCsvRow *row)
{
  g_autoptr (GStrvBuilder) fields = g_strv_builder_new ();

  for (guint i = 0; i < row->n_fields; i++)
    {
      const KontorCsvField *field = &row->fields[i];

      g_assert (strlen (field->text) == field->length);
      g_assert (g_utf8_validate_len (field->text, field->length, NULL));
      g_strv_builder_add (fields, field->text);
    }
  g_ptr_array_add (reading->rows, g_strv_builder_end (fields));
  g_string_append_printf (reading->places, "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %x\n",
                          row->row, row->line, row->flags);
}

static Reading
read_file (const guint8 *data, gsize length, gsize piece, const KontorCsvOptions *options)
{
  g_autoptr (KontorCsvReader) reader = kontor_csv_reader_new (options);
  Reading reading = { g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev),
                      g_string_new (NULL), FALSE };
  KontorCsvStep step = KONTOR_CSV_NEED_MORE;
  gsize at = 0;

  while (step == KONTOR_CSV_NEED_MORE)
    {
      gsize size = MIN (piece, length - at);
      g_autoptr (GError) error = NULL;
      KontorCsvRow row;

      if (!kontor_csv_reader_push (reader, data + at, size, at + size == length, &error))
        step = KONTOR_CSV_FAILED;
      at += size;
      while (step != KONTOR_CSV_FAILED
             && (step = kontor_csv_reader_next (reader, &row, &error)) == KONTOR_CSV_ROW)
        note_row (&reading, &row);
      g_assert ((step == KONTOR_CSV_FAILED) == (error != NULL));
    }
  reading.failed = step == KONTOR_CSV_FAILED;
  return reading;
}

static void
clear_reading (Reading *reading)
{
  g_ptr_array_unref (reading->rows);
  g_string_free (reading->places, TRUE);
}

static void
check_same (const Reading *a, const Reading *b)
{
  g_assert (a->failed == b->failed);
  if (a->failed)
    return; /* a file that is refused may be so before its last rows are given out */
  g_assert (a->rows->len == b->rows->len);
  g_assert (strcmp (a->places->str, b->places->str) == 0);
  for (guint i = 0; i < a->rows->len; i++)
    g_assert (g_strv_equal (g_ptr_array_index (a->rows, i), g_ptr_array_index (b->rows, i)));
}

static guint
find_width (const Reading *reading)
{
  guint width = 1;

  for (guint i = 0; i < reading->rows->len; i++)
    width = MAX (width, g_strv_length (g_ptr_array_index (reading->rows, i)));
  return width;
}

/* Writes the rows, all as wide as the widest, and reads them again. */
static void
check_round_trip (const Reading *reading, char delimiter)
{
  KontorCsvOptions options = { .delimiter = delimiter, .header = KONTOR_CSV_HAS_NO_HEADER };
  g_autoptr (GString) bytes = g_string_new (NULL);
  g_autoptr (KontorCsvWriter) writer
      = kontor_csv_writer_new (delimiter, 0, kontor_csv_sink_string, bytes);
  guint width = find_width (reading);
  Reading back;

  for (guint i = 0; i < reading->rows->len; i++)
    {
      char **fields = g_ptr_array_index (reading->rows, i);
      guint n_fields = g_strv_length (fields);

      for (guint j = 0; j < width; j++)
        kontor_csv_writer_add (writer, j < n_fields ? fields[j] : NULL);
      g_assert (kontor_csv_writer_end_row (writer, NULL));
    }
  g_assert (kontor_csv_writer_flush (writer, NULL));
  back = read_file ((const guint8 *) bytes->str, bytes->len, bytes->len + 1, &options);
  g_assert (!back.failed && back.rows->len == reading->rows->len);
  for (guint i = 0; i < back.rows->len; i++)
    {
      char **fields = g_ptr_array_index (reading->rows, i);
      char **again = g_ptr_array_index (back.rows, i);

      g_assert (g_strv_length (again) == width);
      for (guint j = 0; fields[j] != NULL; j++)
        g_assert (strcmp (fields[j], again[j]) == 0);
    }
  clear_reading (&back);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize length)
{
  static const char delimiters[] = { ',', ';', '\t', '|' };
  KontorCsvOptions options = { 0 };
  Reading whole, pieces;

  if (length < 1)
    return 0;
  if (data[0] & 0x80)
    options = (KontorCsvOptions) { .max_field = 50, .max_columns = 8, .max_row = 200 };
  options.header = (data[0] >> 5) % 3;
  whole = read_file (data + 1, length - 1, length, &options);
  pieces = read_file (data + 1, length - 1, 1 + (data[0] & 0x1f), &options);
  check_same (&whole, &pieces);
  if (!whole.failed && whole.rows->len > 0)
    check_round_trip (&whole, delimiters[data[0] % 4]);
  clear_reading (&whole);
  clear_reading (&pieces);
  return 0;
}
