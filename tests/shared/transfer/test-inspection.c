/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-inspection.h"
#include "util/kontor-error.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *path;
} Test;

static void
set_up (Test *test, gconstpointer data)
{
  int fd = g_file_open_tmp ("kontor-inspection-XXXXXX", &test->path, NULL);

  g_close (fd, NULL);
}

static void
tear_down (Test *test, gconstpointer data)
{
  g_unlink (test->path);
  g_free (test->path);
}

static KontorInspection *
inspect (Test *test, const char *bytes, gssize length)
{
  g_autoptr (GError) error = NULL;
  KontorInspection *inspection;

  g_assert_true (g_file_set_contents (test->path, bytes, length, NULL));
  inspection = kontor_inspection_new (test->path, NULL, &error);
  g_assert_no_error (error);
  return inspection;
}

static void
test_finds_how_a_table_is_written (Test *test, gconstpointer data)
{
  g_autoptr (KontorInspection) inspection
      = inspect (test, "\xEF\xBB\xBFName;Amount\r\n\"A;B\";1,5\r\nC;2,5\r\nD\r\n", -1);

  g_assert_cmpint (inspection->format, ==, KONTOR_FORMAT_CSV);
  g_assert_cmpint (inspection->encoding, ==, KONTOR_ENCODING_UTF_8);
  g_assert_true (inspection->has_bom);
  g_assert_cmpint (inspection->dialect.delimiter, ==, ';');
  g_assert_true (inspection->has_header);
  g_assert_cmpuint (inspection->n_columns, ==, 2);
  g_assert_cmpstr (inspection->columns[1], ==, "Amount");
  g_assert_cmpuint (inspection->n_rows, ==, 3);
  g_assert_true (inspection->is_whole);
  g_assert_cmpuint (inspection->n_ragged, ==, 1);
  g_assert_cmpint (kontor_column_profile_get_mark (inspection->profiles[1]), ==,
                   KONTOR_DECIMAL_COMMA);
}

static void
test_tells_damage (Test *test, gconstpointer data)
{
  g_autoptr (KontorInspection) latin = inspect (test, "Name,City\nJos\xE9,K\xF6ln\n", -1);

  g_assert_cmpint (latin->encoding, ==, KONTOR_ENCODING_WINDOWS_1252);
  g_assert_cmpuint (latin->n_damaged, ==, 0);
}

static void
test_columns_have_names_of_their_own (Test *test, gconstpointer data)
{
  g_autoptr (KontorInspection) inspection = inspect (test, "Name,,Name,City\nA,1,B,C\n", -1);

  g_assert_cmpstr (inspection->columns[0], ==, "Name");
  g_assert_cmpstr (inspection->columns[1], ==, "Column 2");
  g_assert_cmpstr (inspection->columns[2], ==, "Column 3");
  g_assert_cmpstr (inspection->columns[3], ==, "City");
}

static void
test_counts_the_values_of_columns_with_few (Test *test, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("Stage,Deal,Date\n");
  g_autoptr (KontorInspection) inspection = NULL;
  const KontorInspectedValue *value;

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text, "%s,Deal %u,%s\n", i % 4 == 0 ? "Won" : " Open ", i,
                            i % 4 == 0 ? "2016-01-01" : "");
  inspection = inspect (test, text->str, text->len);
  g_assert_cmpuint (inspection->values[0]->len, ==, 2);
  value = inspection->values[0]->pdata[0];
  g_assert_cmpstr (value->text, ==, "Won");
  g_assert_cmpuint (value->n_rows, ==, 50);
  g_assert_cmpuint (value->n_filled, ==, 150);
  value = inspection->values[0]->pdata[1];
  g_assert_cmpstr (value->text, ==, "Open");
  g_assert_cmpuint (value->n_filled, ==, 300);
  g_assert_null (inspection->values[1]);
}

static void
test_a_large_file_is_not_read_to_its_end (Test *test, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("Name\n");
  g_autoptr (KontorInspection) inspection = NULL;

  for (guint i = 0; i < KONTOR_INSPECTED_ROWS + 10; i++)
    g_string_append_printf (text, "Name %u\n", i);
  inspection = inspect (test, text->str, text->len);
  g_assert_cmpuint (inspection->n_rows, ==, KONTOR_INSPECTED_ROWS);
  g_assert_false (inspection->is_whole);
}

static void
test_cards_are_known_by_how_they_begin (Test *test, gconstpointer data)
{
  g_autoptr (KontorInspection) inspection
      = inspect (test,
                 "\xEF\xBB\xBF\r\n\nbegin:vcard\nVERSION:3.0\nFN:A\nEND:VCARD\n"
                 "BEGIN:VCARD\nVERSION:3.0\nFN:B\nEND:VCARD\n",
                 -1);

  g_assert_cmpint (inspection->format, ==, KONTOR_FORMAT_VCARD);
  g_assert_cmpuint (inspection->n_rows, ==, 2);
  g_assert_cmpuint (inspection->n_columns, ==, 0);
}

static void
test_an_empty_file_has_nothing_in_it (Test *test, gconstpointer data)
{
  g_autoptr (KontorInspection) empty = inspect (test, "", 0);
  g_autoptr (KontorInspection) header = inspect (test, "Name,City\n", -1);

  g_assert_cmpuint (empty->n_rows, ==, 0);
  g_assert_cmpuint (empty->n_columns, ==, 0);
  g_assert_cmpuint (header->n_rows, ==, 0);
  g_assert_cmpuint (header->n_columns, ==, 2);
}

static void
test_what_is_no_text_is_refused (Test *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (test->path, "Name,City\nA,B\nC\0,D\n", 19, NULL));
  g_assert_null (kontor_inspection_new (test->path, NULL, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (kontor_inspection_new ("/nowhere/at/all.csv", NULL, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (kontor_inspection_new (g_get_tmp_dir (), NULL, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_IO);
}

static void
test_a_field_has_a_size (Test *test, gconstpointer data)
{
  g_autofree char *much = g_strnfill (3 * 1024 * 1024, 'x');
  g_autofree char *text = g_strdup_printf ("Name,City\nA,%s\n", much);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (test->path, text, -1, NULL));
  g_assert_null (kontor_inspection_new (test->path, NULL, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT);
}

#define ADD(path, func) g_test_add ("/inspection/" path, Test, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("finds-how-a-table-is-written", test_finds_how_a_table_is_written);
  ADD ("tells-damage", test_tells_damage);
  ADD ("columns-have-names-of-their-own", test_columns_have_names_of_their_own);
  ADD ("counts-the-values-of-columns-with-few", test_counts_the_values_of_columns_with_few);
  ADD ("a-large-file-is-not-read-to-its-end", test_a_large_file_is_not_read_to_its_end);
  ADD ("cards-are-known-by-how-they-begin", test_cards_are_known_by_how_they_begin);
  ADD ("an-empty-file-has-nothing-in-it", test_an_empty_file_has_nothing_in_it);
  ADD ("what-is-no-text-is-refused", test_what_is_no_text_is_refused);
  ADD ("a-field-has-a-size", test_a_field_has_a_size);
  return g_test_run ();
}
