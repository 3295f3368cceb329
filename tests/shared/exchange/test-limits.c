/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What README.md says that readers refuse, and take just before. */

#include "exchange/kontor-csv-reader.h"
#include "exchange/kontor-vcard-reader.h"
#include "util/kontor-error.h"

#include <string.h>

static GString *
begin_file (const char *text)
{
  return g_string_new (text);
}

/* The number of rows, or -1 with @error. */
static int
count_rows (const GString *file, GError **error)
{
  g_autoptr (KontorCsvReader) reader = kontor_csv_reader_new (NULL);
  KontorCsvStep step = KONTOR_CSV_NEED_MORE;
  int count = 0;

  for (gsize at = 0; step == KONTOR_CSV_NEED_MORE; at += 65536)
    {
      gsize length = MIN (65536, file->len - at);
      KontorCsvRow row;

      if (!kontor_csv_reader_push (reader, (const guint8 *) file->str + at, length,
                                   at + length == file->len, error))
        return -1;
      while ((step = kontor_csv_reader_next (reader, &row, error)) == KONTOR_CSV_ROW)
        count++;
    }
  return step == KONTOR_CSV_FAILED ? -1 : count;
}

static void
assert_csv (const GString *file, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  int count = count_rows (file, &error);

  if (words == NULL)
    {
      g_assert_no_error (error);
      g_assert_cmpint (count, ==, 1);
      return;
    }
  g_assert_error (error, KONTOR_ERROR, code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in “%s”", words, error->message);
}

static GString *
make_value (gsize length)
{
  GString *file = begin_file ("name,note\nAna,");
  gsize begin = file->len;

  g_string_set_size (file, begin + length);
  memset (file->str + begin, 'x', length);
  g_string_append_c (file, '\n');
  return file;
}

static void
test_values (void)
{
  g_autoptr (GString) most = make_value (1024 * 1024);
  g_autoptr (GString) more = make_value (1024 * 1024 + 1);

  assert_csv (most, 0, NULL);
  assert_csv (more, KONTOR_ERROR_LIMIT, "2");
}

static GString *
make_columns (guint n_columns)
{
  GString *file = begin_file (NULL);

  for (guint i = 0; i < 2 * n_columns; i++)
    g_string_append_printf (file, "column %u%c", i, (i + 1) % n_columns == 0 ? '\n' : ',');
  return file;
}

static void
test_columns (void)
{
  g_autoptr (GString) most = make_columns (1000);
  g_autoptr (GString) more = make_columns (1001);

  assert_csv (most, 0, NULL);
  assert_csv (more, KONTOR_ERROR_LIMIT, "1");
}

static void
test_nul (void)
{
  static const char text[] = "name,note\nAna,one\nBo,t\0wo\n";
  g_autoptr (GString) file = g_string_new_len (text, sizeof text - 1);

  assert_csv (file, KONTOR_ERROR_INVALID, "3");
}

static GString *
make_card (guint n_properties)
{
  GString *file = begin_file ("BEGIN:VCARD\r\nVERSION:3.0\r\n");

  for (guint i = 0; i < n_properties; i++)
    g_string_append_printf (file, "X-A:%u\r\n", i);
  g_string_append (file, "END:VCARD\r\n");
  return file;
}

static void
test_properties (void)
{
  g_autoptr (GString) most = make_card (4000);
  g_autoptr (GString) more = make_card (4001);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cards = kontor_vcard_read_text (most->str, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (((const KontorVcard *) cards->pdata[0])->properties->len, ==, 4000);
  g_assert_null (kontor_vcard_read_text (more->str, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT);
}

static void
test_nul_in_a_card (void)
{
  static const guint8 text[] = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A\0na\r\nEND:VCARD\r\n";
  g_autoptr (KontorVcardReader) reader = kontor_vcard_reader_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (kontor_vcard_reader_push (reader, text, sizeof text - 1, TRUE, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "3"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/limits/a-value-of-a-mebibyte-is-taken", test_values);
  g_test_add_func ("/limits/a-thousand-columns-are-taken", test_columns);
  g_test_add_func ("/limits/a-nul-is-told-with-its-line", test_nul);
  g_test_add_func ("/limits/a-card-of-four-thousand-properties-is-taken", test_properties);
  g_test_add_func ("/limits/a-nul-in-a-card-is-told-with-its-line", test_nul_in_a_card);
  return g_test_run ();
}
