/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-columns.h"

#include "util/kontor-error.h"

#include <string.h>

static const KontorField table[] = {
  { 1, "name", KONTOR_TEXT, 0, .since = 1, .label = "Name" },
  { 2, "number", KONTOR_INTEGER, 0, .since = 1, .label = "Number" },
  { 3, "price", KONTOR_MONEY, 0, .since = 1, .label = "Price" },
};

static const KontorEntity thing = { "thing", KONTOR_FIELDS (table), .since = 1 };

static KontorColumns *
read_columns (const char *json, GError **error)
{
  yyjson_doc *doc = yyjson_read (json, strlen (json), 0);
  KontorColumns *columns = kontor_columns_from_json (&thing, yyjson_doc_get_root (doc), error);

  yyjson_doc_free (doc);
  return columns;
}

static KontorFields *
read_row (KontorColumns *columns, const char *json, GError **error)
{
  yyjson_doc *doc = yyjson_read (json, strlen (json), 0);
  KontorFields *row = kontor_columns_row_from_json (columns, yyjson_doc_get_root (doc), error);

  yyjson_doc_free (doc);
  return row;
}

/* The columns and the row of @fields, as one text. */
static char *
dup_json (KontorColumns *columns, const KontorFields *fields)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *both = yyjson_mut_arr (doc);
  char *text, *copy;

  yyjson_mut_arr_append (both, kontor_columns_to_json (columns, doc));
  yyjson_mut_arr_append (both, kontor_columns_row_to_json (columns, doc, fields));
  yyjson_mut_doc_set_root (doc, both);
  text = yyjson_mut_write (doc, 0, NULL);
  copy = g_strdup (text);
  free (text);
  yyjson_mut_doc_free (doc);
  return copy;
}

static void
test_refuses_columns (void)
{
  static const char *const wrong[] = {
    "{}",    "1",      "null",    "[0]",     "[-1]",        "[1.5]",          "[null]",
    "[[1]]", "[true]", "[1,2,1]", "[41,41]", "[41,\"41\"]", "[\"a\\u0000\"]",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KontorColumns) columns = read_columns (wrong[i], &error);

      if (columns != NULL)
        g_error ("taken: %s", wrong[i]);
      g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
    }
}

static void
test_refuses_too_many_columns (void)
{
  g_autoptr (GString) json = g_string_new ("[1");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < KONTOR_MAX_FIELDS + KONTOR_N_COMMON_FIELDS + KONTOR_MAX_EXTRAS; i++)
    g_string_append_printf (json, ",%u", 1000 + i);
  g_string_append_c (json, ']');
  g_assert_null (read_columns (json->str, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT);
}

static void
test_refuses_rows (void)
{
  static const char *const wrong[] = {
    "{}", "null", "7", "[\"a\",7,null]", "[7,7]", "[\"a\",\"b\"]", "[\"a\\u0007\"]",
  };
  g_autoptr (KontorColumns) columns = read_columns ("[1,2]", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KontorFields) row = read_row (columns, wrong[i], &error);

      if (row != NULL)
        g_error ("taken: %s", wrong[i]);
      g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
    }
}

static void
test_bad_key_of_an_extra (void)
{
  g_autoptr (KontorColumns) columns = read_columns ("[1,\"Not a key\"]", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (read_row (columns, "[\"a\",1]", &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
}

static void
test_golden (void)
{
  g_autoptr (KontorColumns) columns = kontor_columns_new (&thing);
  g_autoptr (KontorFields) first = kontor_fields_new (&thing);
  g_autoptr (KontorFields) second = kontor_fields_new (&thing);
  g_autofree char *first_json = NULL, *second_json = NULL;

  kontor_fields_set_text (first, "name", "Anna");
  kontor_fields_set_integer (first, "number", 7);
  kontor_fields_set_text (first, "source", NULL);
  kontor_fields_set_extra (first, "custom-7", "[1]");
  kontor_fields_set_money (second, "price", 1250, "EUR");
  kontor_fields_set_extra (second, "41", "true");
  kontor_columns_cover (columns, first);
  kontor_columns_cover (columns, second);
  kontor_columns_cover (columns, first);
  first_json = dup_json (columns, first);
  second_json = dup_json (columns, second);
  g_assert_cmpstr (first_json, ==, "[[1,2,\"custom-7\",3,41],[\"Anna\",7,[1]]]");
  g_assert_cmpstr (second_json, ==,
                   "[[1,2,\"custom-7\",3,41],[null,null,null,[1250,\"EUR\"],true]]");
}

static void
test_rows_go_round (void)
{
  g_autoptr (KontorColumns) columns = read_columns ("[3,41,1,\"custom-7\"]", NULL);
  g_autoptr (KontorFields) row = read_row (columns, "[[5,\"EUR\"],{\"a\":[]},\"Anna\"]", NULL);
  g_autoptr (KontorFields) empty = read_row (columns, "[null,null]", NULL);
  g_autofree char *json = dup_json (columns, row);

  g_assert_cmpstr (json, ==, "[[3,41,1,\"custom-7\"],[[5,\"EUR\"],{\"a\":[]},\"Anna\"]]");
  g_assert_null (kontor_fields_get_named (row, "number"));
  g_assert_null (kontor_fields_get_extra (row, "custom-7"));
  g_assert_true (kontor_fields_is_empty (empty));
}

static void
test_no_rows_no_columns (void)
{
  g_autoptr (KontorColumns) columns = kontor_columns_new (&thing);
  g_autoptr (KontorFields) fields = kontor_fields_new (&thing);
  g_autofree char *json = NULL;

  kontor_columns_cover (columns, fields);
  json = dup_json (columns, fields);
  g_assert_cmpstr (json, ==, "[[],[]]");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/columns/refuses-what-is-no-list-of-fields", test_refuses_columns);
  g_test_add_func ("/columns/refuses-more-than-a-record-holds", test_refuses_too_many_columns);
  g_test_add_func ("/columns/refuses-rows-that-do-not-fit", test_refuses_rows);
  g_test_add_func ("/columns/refuses-a-value-under-a-bad-key", test_bad_key_of_an_extra);
  g_test_add_func ("/columns/rows-have-their-golden-form", test_golden);
  g_test_add_func ("/columns/rows-go-round-with-unknown-fields", test_rows_go_round);
  g_test_add_func ("/columns/no-values-no-columns", test_no_rows_no_columns);
  return g_test_run ();
}
