/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-csv-reader.h"

#include "util/kontor-error.h"

#include <string.h>

/* Reads all of @bytes in pieces and writes down what came: fields between [ ], rows with their row
 * and line numbers and flags. */
static char *
read_all (KontorCsvReader *reader, const char *bytes, gsize length, gsize piece, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize at = 0; at == 0 || at < length; at += piece)
    {
      gsize size = MIN (piece, length - at);
      KontorCsvStep step;
      KontorCsvRow row;

      if (!kontor_csv_reader_push (reader, (const guint8 *) bytes + at, size, at + size == length,
                                   error))
        return NULL;
      while ((step = kontor_csv_reader_next (reader, &row, error)) == KONTOR_CSV_ROW)
        {
          g_string_append_printf (text, "%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT, row.row,
                                  row.line);
          if (row.flags != 0)
            g_string_append_printf (text, "!%x", row.flags);
          for (guint i = 0; i < row.n_fields; i++)
            {
              g_assert_cmpuint (strlen (row.fields[i].text), ==, row.fields[i].length);
              g_string_append_printf (text, "[%s]", row.fields[i].text);
            }
          g_string_append_c (text, '\n');
        }
      if (step == KONTOR_CSV_FAILED)
        return NULL;
      g_assert_cmpint (step, ==, at + size == length ? KONTOR_CSV_END : KONTOR_CSV_NEED_MORE);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* In pieces of every size. */
static void
assert_rows (const char *bytes, KontorCsvHeader header, const char *expected)
{
  KontorCsvOptions options = { .header = header };

  for (gsize piece = 1; piece <= MAX (1, strlen (bytes)); piece++)
    {
      g_autoptr (KontorCsvReader) reader = kontor_csv_reader_new (&options);
      g_autoptr (GError) error = NULL;
      g_autofree char *rows = read_all (reader, bytes, strlen (bytes), piece, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (rows, ==, expected);
    }
}

static void
test_reads_rfc_4180 (void)
{
  assert_rows ("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n", KONTOR_CSV_HAS_NO_HEADER,
               "1/1[aaa][bbb][ccc]\n2/2[zzz][yyy][xxx]\n");
  assert_rows ("aaa,bbb,ccc\r\nzzz,yyy,xxx", KONTOR_CSV_HAS_NO_HEADER,
               "1/1[aaa][bbb][ccc]\n2/2[zzz][yyy][xxx]\n");
  assert_rows ("\"aaa\",\"b \r\nbb\",\"ccc\"\r\nzzz,yyy,xxx\r\n", KONTOR_CSV_HAS_NO_HEADER,
               "1/1[aaa][b \r\nbb][ccc]\n2/3[zzz][yyy][xxx]\n");
  assert_rows ("\"aaa\",\"b\"\"bb\",\"ccc\"\r\n", KONTOR_CSV_HAS_NO_HEADER,
               "1/1[aaa][b\"bb][ccc]\n");
}

static void
test_reads_awkward_quotes (void)
{
  assert_rows ("a,b\n1,\"\"\n\"\",2\n", KONTOR_CSV_HAS_HEADER, "2/2[1][]\n3/3[][2]\n");
  assert_rows ("a,b\n\"\"\"\",\"\"\"x\"\"\"\n", KONTOR_CSV_HAS_HEADER, "2/2[\"][\"x\"]\n");
  assert_rows ("a,b\n5\" pipe,say \"hi\" \n", KONTOR_CSV_HAS_HEADER,
               "2/2[5\" pipe][say \"hi\" ]\n");
  assert_rows ("a,b\n\"x\" ,\"y\"\t\n", KONTOR_CSV_HAS_HEADER, "2/2[x][y]\n");
  assert_rows ("a,b\n\"x\"y,2\n", KONTOR_CSV_HAS_HEADER, "2/2!8[xy][2]\n");
  assert_rows ("a,b\n\"he said \"no\"\",2\n", KONTOR_CSV_HAS_HEADER, "2/2!8[he said no\"\"][2]\n");
  assert_rows ("a,b\n1,\"x\ny", KONTOR_CSV_HAS_HEADER, "2/2!10[1][x\ny]\n");
  assert_rows ("a, \"b\"\n1, \"x, y\"\n2, z\n", KONTOR_CSV_HAS_HEADER,
               "2/2[1][x, y]\n3/3[2][ z]\n");
  assert_rows ("'a','b'\n'x, y','it''s'\n", KONTOR_CSV_HAS_HEADER, "2/2[x, y][it's]\n");
}

static void
test_line_ends_mix (void)
{
  assert_rows ("a,b\r\n1,2\n3,4\r5,6\r\n\"7\r8\",\"9\n\r\n0\"\rx,y", KONTOR_CSV_HAS_HEADER,
               "2/2[1][2]\n3/3[3][4]\n4/4[5][6]\n5/5[7\r8][9\n\r\n0]\n6/9[x][y]\n");
}

static void
test_blank_lines_are_skipped_and_counted (void)
{
  assert_rows ("a,b\n\n1,2\r\n\r\n\r3,4\n\n\n", KONTOR_CSV_HAS_HEADER, "3/3[1][2]\n6/6[3][4]\n");
  assert_rows ("a\n\n\"\"\nx\n", KONTOR_CSV_HAS_HEADER, "3/3!4[]\n4/4[x]\n");
  assert_rows ("a,b,c\n, ,\n1,,\n", KONTOR_CSV_HAS_HEADER, "2/2!4[][ ][]\n3/3[1][][]\n");
  assert_rows ("", KONTOR_CSV_FIND_HEADER, "");
  assert_rows ("\n\r\n", KONTOR_CSV_FIND_HEADER, "");
}

static void
test_ragged_rows_are_told (void)
{
  assert_rows ("a,b,c\n1,2\n1,2,3\n1,2,3,4\n", KONTOR_CSV_HAS_HEADER,
               "2/2!1[1][2]\n3/3[1][2][3]\n4/4!2[1][2][3][4]\n");
}

static void
test_row_too_short_reads_as_empty (void)
{
  g_autoptr (KontorCsvReader) reader = kontor_csv_reader_new (NULL);
  KontorCsvRow row;

  g_assert_true (kontor_csv_reader_push (reader, (const guint8 *) "a,b\nx\n", 6, TRUE, NULL));
  g_assert_cmpint (kontor_csv_reader_next (reader, &row, NULL), ==, KONTOR_CSV_ROW);
  g_assert_cmpstr (kontor_csv_row_get (&row, 0), ==, "x");
  g_assert_cmpstr (kontor_csv_row_get (&row, 1), ==, "");
}

static void
test_sep_line_is_no_row (void)
{
  assert_rows ("sep=;\r\na;b\r\n1;2,5\r\n", KONTOR_CSV_HAS_HEADER, "2/3[1][2,5]\n");
}

static void
test_preamble_is_no_row (void)
{
  assert_rows ("Notes:\n\"Some\nwords.\"\n\na,b,c\n1,2,3\n4,5,6\n", KONTOR_CSV_FIND_HEADER,
               "5/6[1][2][3]\n6/7[4][5][6]\n");
}

static void
assert_header (const char *bytes, const char *expected)
{
  g_autoptr (KontorCsvReader) reader = kontor_csv_reader_new (NULL);
  g_autofree char *rows = read_all (reader, bytes, strlen (bytes), 7, NULL);
  g_autofree char *header = NULL;

  if (kontor_csv_reader_get_header (reader) != NULL)
    header = g_strjoinv ("|", (char **) kontor_csv_reader_get_header (reader));
  g_assert_nonnull (rows);
  g_assert_cmpstr (header, ==, expected);
}

static void
test_header_is_found (void)
{
  assert_header ("Name, E-mail ,Since\nAda,ada@example.org,2024-01-02\n", "Name|E-mail|Since");
  assert_header ("name,town\nAda,London\nGrace,New York\n", "name|town");
  assert_header ("name,2024,2025\nAda,12.5,8\nGrace,,9\n", NULL);
  assert_header ("Ada,ada@example.org\nGrace,grace@example.org\n", NULL);
  assert_header ("1,2\n3,4\n", NULL);
  assert_header ("Ada,London\nGrace,London\nAlan,London\n", NULL);
  assert_header ("a,,c\n1,2,3\n", "a||c");
  assert_header ("name\n", "name");
  assert_header ("ada@example.org\n", NULL);
}

static void
test_encodings_are_read (void)
{
  g_autoptr (KontorCsvReader) wide = kontor_csv_reader_new (NULL);
  g_autoptr (KontorCsvReader) latin = kontor_csv_reader_new (NULL);
  static const char utf_16[] = "\xff\xfe"
                               "a\0;\0b\0\n\0"
                               "1\0;\0\xf6\0\n\0";
  g_autofree char *wide_rows = read_all (wide, utf_16, sizeof utf_16 - 1, 3, NULL);
  g_autofree char *latin_rows = read_all (latin, "a;b\n1;\xf6\n", 8, 3, NULL);

  g_assert_cmpstr (wide_rows, ==, "2/2[1][ö]\n");
  g_assert_cmpstr (latin_rows, ==, "2/2[1][ö]\n");
  g_assert_cmpint (kontor_text_decoder_get_encoding (kontor_csv_reader_get_decoder (latin)), ==,
                   KONTOR_ENCODING_WINDOWS_1252);
}

static void
test_nul_is_refused_with_its_line (void)
{
  g_autoptr (KontorCsvReader) reader = kontor_csv_reader_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (read_all (reader, "a,b,c\nd,e,f\ng\0h,i,j\n", 20, 20, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "line 3 "));
}

static void
assert_limit (const KontorCsvOptions *options, const char *bytes, const char *message)
{
  for (gsize piece = 1; piece <= strlen (bytes); piece++)
    {
      g_autoptr (KontorCsvReader) reader = kontor_csv_reader_new (options);
      g_autoptr (GError) error = NULL;
      KontorCsvRow row;

      g_assert_null (read_all (reader, bytes, strlen (bytes), piece, &error));
      g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT);
      g_assert_cmpstr (error->message, ==, message);
      g_assert_cmpint (kontor_csv_reader_next (reader, &row, NULL), ==, KONTOR_CSV_FAILED);
    }
}

static void
test_limits_are_refused_with_the_line (void)
{
  KontorCsvOptions field = { .max_field = 5 };
  KontorCsvOptions columns = { .max_columns = 3 };
  KontorCsvOptions row = { .max_row = 12 };

  assert_limit (&field, "a,b\n12345,1\n123456,1\n", "line 3: a field is too long");
  assert_limit (&field, "a,b\n1,\"12345\"\n1,\"1234\"\"6\"\n", "line 3: a field is too long");
  assert_limit (&field, "a,b\n1,2\n1,\"and\nso on", "line 3: a field is too long");
  assert_limit (&columns, "a,b,c\n1,2,3\n1,2,3,4\n", "line 3: there are too many columns");
  assert_limit (&row, "a,b\n12345,12345\n123456,123456\n", "line 3: a row is too long");
}

static void
test_value_at_the_limit_is_read (void)
{
  KontorCsvOptions options = { .max_field = 5, .max_columns = 2, .max_row = 12 };
  g_autoptr (KontorCsvReader) reader = kontor_csv_reader_new (&options);
  g_autofree char *rows = read_all (reader, "a,b\n12345,67890\n", 16, 3, NULL);

  g_assert_cmpstr (rows, ==, "2/2[12345][67890]\n");
}

static void
test_open_quote_does_not_eat_memory (void)
{
  g_autoptr (KontorCsvReader) reader = kontor_csv_reader_new (NULL);
  g_autofree char *filler = g_strnfill (64 * 1024, 'x');
  g_autoptr (GError) error = NULL;
  KontorCsvStep step = KONTOR_CSV_NEED_MORE;
  KontorCsvRow row;
  guint pieces = 0;

  g_assert_true (kontor_csv_reader_push (reader, (const guint8 *) "a,b\n1,\"", 7, FALSE, NULL));
  for (; step == KONTOR_CSV_NEED_MORE && pieces < 100; pieces++)
    {
      g_assert_true (
          kontor_csv_reader_push (reader, (const guint8 *) filler, 64 * 1024, FALSE, NULL));
      while ((step = kontor_csv_reader_next (reader, &row, &error)) == KONTOR_CSV_ROW)
        continue;
    }
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT);
  g_assert_cmpuint (pieces, <=, KONTOR_CSV_MAX_FIELD / (64 * 1024) + 1);
}

/* Byte by byte a long value must still be looked at once, not again for each. */
static void
test_small_pieces_cost_no_more (void)
{
  g_autofree char *value = g_strnfill (KONTOR_CSV_MAX_FIELD, '"');
  g_autofree char *bytes = g_strconcat ("a,b\n1,\"", value, "\"\n", NULL);
  g_autoptr (KontorCsvReader) reader = kontor_csv_reader_new (NULL);
  gint64 start = g_get_monotonic_time ();
  g_autofree char *rows = read_all (reader, bytes, strlen (bytes), 1, NULL);

  g_assert_nonnull (rows);
  g_assert_cmpuint (strlen (rows), ==, KONTOR_CSV_MAX_FIELD / 2 + strlen ("2/2[1][]\n"));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
}

static void
test_many_rows_are_numbered (void)
{
  g_autoptr (GString) bytes = g_string_new ("name,note\n");
  g_autoptr (KontorCsvReader) reader = kontor_csv_reader_new (NULL);
  g_autofree char *rows = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append (bytes, "Ada,\"two\nlines\"\n");
  rows = read_all (reader, bytes->str, bytes->len, 4096, NULL);
  g_assert_true (g_str_has_suffix (rows, "20001/40000[Ada][two\nlines]\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-reader/reads-rfc-4180", test_reads_rfc_4180);
  g_test_add_func ("/csv-reader/reads-awkward-quotes", test_reads_awkward_quotes);
  g_test_add_func ("/csv-reader/line-ends-mix", test_line_ends_mix);
  g_test_add_func ("/csv-reader/blank-lines-are-skipped-and-counted",
                   test_blank_lines_are_skipped_and_counted);
  g_test_add_func ("/csv-reader/ragged-rows-are-told", test_ragged_rows_are_told);
  g_test_add_func ("/csv-reader/row-too-short-reads-as-empty", test_row_too_short_reads_as_empty);
  g_test_add_func ("/csv-reader/sep-line-is-no-row", test_sep_line_is_no_row);
  g_test_add_func ("/csv-reader/preamble-is-no-row", test_preamble_is_no_row);
  g_test_add_func ("/csv-reader/header-is-found", test_header_is_found);
  g_test_add_func ("/csv-reader/encodings-are-read", test_encodings_are_read);
  g_test_add_func ("/csv-reader/nul-is-refused-with-its-line", test_nul_is_refused_with_its_line);
  g_test_add_func ("/csv-reader/limits-are-refused-with-the-line",
                   test_limits_are_refused_with_the_line);
  g_test_add_func ("/csv-reader/value-at-the-limit-is-read", test_value_at_the_limit_is_read);
  g_test_add_func ("/csv-reader/open-quote-does-not-eat-memory",
                   test_open_quote_does_not_eat_memory);
  g_test_add_func ("/csv-reader/small-pieces-cost-no-more", test_small_pieces_cost_no_more);
  g_test_add_func ("/csv-reader/many-rows-are-numbered", test_many_rows_are_numbered);
  return g_test_run ();
}
