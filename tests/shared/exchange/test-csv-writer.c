/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-csv-writer.h"

#include "exchange/kontor-csv-reader.h"
#include "util/kontor-error.h"

static const char *const *
row (const char *first, ...)
{
  static const char *values[16];
  const char *value = first;
  guint n = 0;
  va_list args;

  va_start (args, first);
  for (; value != NULL; value = va_arg (args, const char *))
    values[n++] = value;
  values[n] = NULL;
  va_end (args);
  return values;
}

static char *
write_one (char delimiter, KontorCsvWriterFlags flags, const char *const *values)
{
  GString *bytes = g_string_new (NULL);
  g_autoptr (KontorCsvWriter) writer
      = kontor_csv_writer_new (delimiter, flags, kontor_csv_sink_string, bytes);

  g_assert_true (kontor_csv_writer_write_row (writer, values, NULL));
  g_assert_true (kontor_csv_writer_flush (writer, NULL));
  return g_string_free (bytes, FALSE);
}

static void
test_quotes_what_needs_it (void)
{
  static const char *const cases[][2] = {
    { "plain", "plain" },
    { "two words", "two words" },
    { "a,b", "\"a,b\"" },
    { "a;b", "a;b" },
    { "a\"b", "\"a\"\"b\"" },
    { "a\nb", "\"a\nb\"" },
    { "a\rb", "\"a\rb\"" },
    { " a", "\" a\"" },
    { "a ", "\"a \"" },
    { "\ta", "\"\ta\"" },
    { "'a'", "\"'a'\"" },
    { "it's", "it's" },
    { "\"\"", "\"\"\"\"\"\"" },
    { "", "\"\"" },
    { "=1+1", "=1+1" },
    { "sep=;", "\"sep=;\"" },
    { "\xef\xbb\xbfx", "\"\xef\xbb\xbfx\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *bytes = write_one ('\0', 0, row (cases[i][0], NULL));
      g_autofree char *expected = g_strconcat (cases[i][1], "\n", NULL);

      g_assert_cmpstr (bytes, ==, expected);
    }
}

static void
test_options_are_kept (void)
{
  g_autofree char *plain = write_one ('\0', 0, row ("a", "", "c", NULL));
  g_autofree char *windows
      = write_one (';', KONTOR_CSV_WRITE_BOM | KONTOR_CSV_WRITE_CRLF, row ("a,b", "c;d", NULL));

  g_assert_cmpstr (plain, ==, "a,,c\n");
  g_assert_cmpstr (windows, ==,
                   "\xef\xbb\xbf"
                   "a,b;\"c;d\"\r\n");
}

static void
test_null_is_empty (void)
{
  GString *bytes = g_string_new (NULL);
  g_autoptr (KontorCsvWriter) writer
      = kontor_csv_writer_new ('\0', 0, kontor_csv_sink_string, bytes);
  g_autofree char *text = NULL;

  kontor_csv_writer_add (writer, NULL);
  kontor_csv_writer_add (writer, "b");
  g_assert_true (kontor_csv_writer_end_row (writer, NULL));
  g_assert_true (kontor_csv_writer_flush (writer, NULL));
  text = g_string_free (bytes, FALSE);
  g_assert_cmpstr (text, ==, ",b\n");
}

typedef struct
{
  guint n_pieces;
  gsize n_bytes;
  guint fail_at; /* the piece that fails, 0: none */
} Counter;

static gboolean
count_piece (const char *bytes, gsize length, gpointer user_data, GError **error)
{
  Counter *counter = user_data;

  counter->n_pieces++;
  counter->n_bytes += length;
  if (counter->n_pieces != counter->fail_at)
    return TRUE;
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_FULL, "no space");
  return FALSE;
}

static void
test_bytes_come_in_pieces (void)
{
  Counter counter = { 0 };
  g_autoptr (KontorCsvWriter) writer = kontor_csv_writer_new ('\0', 0, count_piece, &counter);

  for (guint i = 0; i < 100000; i++)
    g_assert_true (kontor_csv_writer_write_row (writer, row ("12345", "6789", NULL), NULL));
  g_assert_true (kontor_csv_writer_flush (writer, NULL));
  g_assert_cmpuint (counter.n_bytes, ==, 100000 * 11);
  g_assert_cmpuint (counter.n_pieces, >, 5);
  g_assert_cmpuint (counter.n_pieces, <, 100);
  g_assert_true (kontor_csv_writer_flush (writer, NULL));
  g_assert_cmpuint (counter.n_bytes, ==, 100000 * 11);
}

static void
test_failed_sink_is_told (void)
{
  Counter counter = { .fail_at = 2 };
  g_autoptr (KontorCsvWriter) writer = kontor_csv_writer_new ('\0', 0, count_piece, &counter);
  g_autoptr (GError) error = NULL;
  guint i = 0;

  while (i < 100000 && kontor_csv_writer_write_row (writer, row ("12345", "6789", NULL), &error))
    i++;
  g_assert_cmpuint (i, <, 100000);
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_FULL);
}

static char *
make_value (void)
{
  static const char *const parts[]
      = { "a", "\"", ",", ";", "\n", "\r", "\r\n", " ", "\t", "é", "'", "|", "x\"\"y", "1" };
  GString *value = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, 5); n > 0; n--)
    g_string_append (value, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
  return g_string_free (value, FALSE);
}

#define N_ROWS 20
#define N_COLUMNS 4

/* Reads @bytes in @delimiter and compares with @values. */
static void
assert_reads_back (const GString *bytes, char delimiter, GPtrArray *values)
{
  KontorCsvOptions options = { .delimiter = delimiter, .header = KONTOR_CSV_HAS_NO_HEADER };
  g_autoptr (KontorCsvReader) reader = kontor_csv_reader_new (&options);
  KontorCsvRow read;
  guint i = 0;

  g_assert_true (
      kontor_csv_reader_push (reader, (const guint8 *) bytes->str, bytes->len, TRUE, NULL));
  while (kontor_csv_reader_next (reader, &read, NULL) == KONTOR_CSV_ROW)
    {
      g_assert_cmpuint (read.n_fields, ==, N_COLUMNS);
      for (guint column = 0; column < N_COLUMNS; column++)
        g_assert_cmpstr (read.fields[column].text, ==, g_ptr_array_index (values, i++));
    }
  g_assert_cmpuint (i, ==, values->len);
}

static void
test_any_value_goes_round (void)
{
  static const char delimiters[] = { ',', ';', '\t', '|' };

  for (guint round = 0; round < 400; round++)
    {
      g_autoptr (GString) bytes = g_string_new (NULL);
      g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
      char delimiter = delimiters[round % 4];
      g_autoptr (KontorCsvWriter) writer
          = kontor_csv_writer_new (delimiter, round % 3, kontor_csv_sink_string, bytes);

      for (guint i = 0; i < N_ROWS * N_COLUMNS; i++)
        {
          g_ptr_array_add (values, make_value ());
          kontor_csv_writer_add (writer, g_ptr_array_index (values, i));
          if (i % N_COLUMNS == N_COLUMNS - 1)
            g_assert_true (kontor_csv_writer_end_row (writer, NULL));
        }
      g_assert_true (kontor_csv_writer_flush (writer, NULL));
      assert_reads_back (bytes, delimiter, values);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-writer/quotes-what-needs-it", test_quotes_what_needs_it);
  g_test_add_func ("/csv-writer/options-are-kept", test_options_are_kept);
  g_test_add_func ("/csv-writer/null-is-empty", test_null_is_empty);
  g_test_add_func ("/csv-writer/bytes-come-in-pieces", test_bytes_come_in_pieces);
  g_test_add_func ("/csv-writer/failed-sink-is-told", test_failed_sink_is_told);
  g_test_add_func ("/csv-writer/any-value-goes-round", test_any_value_goes_round);
  return g_test_run ();
}
