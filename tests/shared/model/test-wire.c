/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-wire.h"

#include "util/kontor-error.h"

#include <string.h>

#define ID "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"

static const KontorChoice choices[] = { { "open", "Open" }, { "won", "Won" }, { NULL } };

/* One of each type; the tag of a field is its type's number. */
static const KontorField table[] = {
  { 1, "text", KONTOR_TEXT, 0, .since = 1, .label = "Text" },
  { 2, "long_text", KONTOR_LONG_TEXT, 0, .since = 1, .label = "Long text" },
  { 3, "integer", KONTOR_INTEGER, 0, .since = 1, .label = "Integer" },
  { 4, "decimal", KONTOR_DECIMAL, 0, .since = 1, .label = "Decimal", .digits = 3 },
  { 5, "money", KONTOR_MONEY, 0, .since = 1, .label = "Money" },
  { 6, "date", KONTOR_DATE, 0, .since = 1, .label = "Date" },
  { 7, "instant", KONTOR_INSTANT, 0, .since = 1, .label = "Instant" },
  { 8, "wall_time", KONTOR_WALL_TIME, 0, .since = 1, .label = "Wall time" },
  { 9, "email", KONTOR_EMAIL, 0, .since = 1, .label = "Email" },
  { 10, "phone", KONTOR_PHONE, 0, .since = 1, .label = "Phone" },
  { 11, "url", KONTOR_URL, 0, .since = 1, .label = "URL" },
  { 12, "choice", KONTOR_CHOICE, 0, .since = 1, .label = "Choice", .choices = choices },
  { 13, "ref", KONTOR_REF, 0, .since = 1, .label = "Reference", .target = "all" },
  { 14, "rank", KONTOR_RANK, 0, .since = 1, .label = "Rank" },
  { 15, "boolean", KONTOR_BOOLEAN, 0, .since = 1, .label = "Boolean" },
};

static const KontorEntity all = { "all", KONTOR_FIELDS (table), .since = 1 };

static void
assert_refused (const char *json, KontorError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorFields) fields = kontor_fields_parse_json (&all, json, -1, &error);

  if (fields != NULL)
    g_error ("taken: %s", json);
  g_assert_error (error, KONTOR_ERROR, (int) code);
}

static void
test_refuses_other_forms (void)
{
  static const char *const wrong[] = {
    "",
    "{",
    "[]",
    "null",
    "7",
    "{\"1\":\"a\"} x",
    /* of another type */
    "{\"1\":1}",
    "{\"1\":[\"a\"]}",
    "{\"1\":true}",
    "{\"3\":\"a\"}",
    "{\"3\":1.0}",
    "{\"3\":1e3}",
    "{\"3\":true}",
    "{\"3\":\"\"}",
    "{\"3\":\"0x10\"}",
    "{\"3\":\" 1\"}",
    "{\"3\":\"+1\"}",
    "{\"3\":\"1\\u0000\"}",
    "{\"15\":1}",
    "{\"15\":\"true\"}",
    "{\"6\":\"2026-11-22\"}",
    /* money */
    "{\"5\":1250}",
    "{\"5\":[]}",
    "{\"5\":[1250]}",
    "{\"5\":[1250,\"EUR\",1]}",
    "{\"5\":[\"EUR\",1250]}",
    "{\"5\":[12.5,\"EUR\"]}",
    "{\"5\":[1250,\"EURO\"]}",
    "{\"5\":[1250,\"eur\"]}",
    "{\"5\":[1250,null]}",
    "{\"5\":{\"0\":1250,\"1\":\"EUR\"}}",
    "{\"5\":[1250,\"E\\u0000R\"]}",
    "{\"5\":[1250,123]}",
    /* numbers that don't fit */
    "{\"3\":9223372036854775808}",
    "{\"3\":\"9223372036854775808\"}",
    "{\"3\":123456789012345678901234567890}",
    /* forms of the types */
    "{\"1\":\"bell\\u0007\"}",
    "{\"1\":\"a\\u0000b\"}",
    "{\"6\":2932897}",
    "{\"6\":-719163}",
    "{\"7\":253402300800000}",
    "{\"8\":\"2026-03-29T09:30\"}",
    "{\"9\":\"anna\"}",
    "{\"10\":\"anna\"}",
    "{\"11\":\"a b\"}",
    "{\"12\":\"Not A Key\"}",
    "{\"13\":\"\"}",
    "{\"13\":\"017f22e2\"}",
    "{\"13\":\"00000000-0000-0000-0000-000000000000\"}",
    "{\"13\":\"" ID "\\u0000\"}",
    "{\"14\":\"a0\"}",
    /* keys */
    "{\"1\":\"a\",\"1\":\"b\"}",
    "{\"41\":1,\"41\":2}",
    "{\"\":1}",
    "{\"01\":1}",
    "{\"-1\":1}",
    "{\"a b\":1}",
    "{\"1\\u0000\":\"a\"}",
    "{\"A\":1}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_refused (wrong[i], KONTOR_ERROR_INVALID);
}

static char *
make_long (const char *tag, gsize length)
{
  g_autofree char *filler = g_strnfill (length, 'x');

  return g_strdup_printf ("{\"%s\":\"%s\"}", tag, filler);
}

static void
assert_length (const char *tag, gsize limit)
{
  g_autofree char *longest = make_long (tag, limit);
  g_autofree char *too_long = make_long (tag, limit + 1);
  g_autoptr (KontorFields) fields = kontor_fields_parse_json (&all, longest, -1, NULL);

  g_assert_nonnull (fields);
  assert_refused (too_long, KONTOR_ERROR_LIMIT);
}

static void
test_lengths (void)
{
  g_autofree char *key = g_strnfill (KONTOR_MAX_EXTRA_KEY, 'k');
  g_autofree char *long_key = g_strconcat (key, "k", NULL);
  g_autofree char *json = make_long (key, 1);
  g_autofree char *long_json = make_long (long_key, 1);
  g_autoptr (KontorFields) fields = kontor_fields_parse_json (&all, json, -1, NULL);

  assert_length ("1", KONTOR_MAX_TEXT);
  assert_length ("2", KONTOR_MAX_LONG_TEXT);
  assert_length ("41", KONTOR_MAX_EXTRA - 2);
  g_assert_nonnull (fields);
  assert_refused (long_json, KONTOR_ERROR_INVALID);
}

static void
test_number_of_extras (void)
{
  g_autoptr (GString) json = g_string_new ("{\"1\":\"a\"");
  g_autoptr (KontorFields) fields = NULL;

  for (guint i = 0; i < KONTOR_MAX_EXTRAS; i++)
    g_string_append_printf (json, ",\"%u\":%u", 1000 + i, i);
  g_string_append_c (json, '}');
  fields = kontor_fields_parse_json (&all, json->str, json->len, NULL);
  g_assert_nonnull (fields);
  g_string_truncate (json, json->len - 1);
  g_string_append (json, ",\"999\":0}");
  assert_refused (json->str, KONTOR_ERROR_LIMIT);
}

/* Each line of the file is read and written again just so. */
static void
test_golden (void)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "golden", "wire-values.json", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (file, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (KontorFields) fields = kontor_fields_parse_json (&all, lines[i], -1, &error);
      g_autofree char *json = NULL;

      g_assert_no_error (error);
      json = kontor_fields_dup_json (fields);
      g_assert_cmpstr (json, ==, lines[i]);
    }
}

static void
test_golden_values (void)
{
  g_autoptr (KontorFields) fields = kontor_fields_new (&all);
  g_autofree char *json = NULL;
  KontorId id;

  g_assert_true (kontor_id_from_text (&id, ID));
  kontor_fields_set_money (fields, "money", -1250, "EUR");
  kontor_fields_set_ref (fields, "ref", &id);
  kontor_fields_set_integer (fields, "integer", (G_GINT64_CONSTANT (1) << 53) + 1);
  kontor_fields_set_integer (fields, "decimal", -(G_GINT64_CONSTANT (1) << 53));
  kontor_fields_set_integer (fields, "boolean", 0);
  kontor_fields_set_text (fields, "text", NULL);
  kontor_fields_set_extra (fields, "b", "\"\\u00e4\"");
  kontor_fields_set_extra (fields, "41", "null");
  json = kontor_fields_dup_json (fields);
  g_assert_cmpstr (json, ==,
                   "{\"1\":null,\"3\":\"9007199254740993\",\"4\":-9007199254740992,"
                   "\"5\":[-1250,\"EUR\"],\"13\":\"" ID "\",\"15\":false,\"41\":null,\"b\":\"ä\"}");
}

static void
test_cleared_and_missing (void)
{
  g_autoptr (KontorFields) fields
      = kontor_fields_parse_json (&all, "{\"1\":null,\"9\":\"\",\"41\":null}", -1, NULL);

  g_assert_cmpint (kontor_fields_get_named (fields, "text")->type, ==, KONTOR_NONE);
  g_assert_cmpint (kontor_fields_get_named (fields, "email")->type, ==, KONTOR_NONE);
  g_assert_null (kontor_fields_get_named (fields, "integer"));
  g_assert_cmpstr (kontor_fields_get_extra (fields, "41"), ==, "null");
  g_assert_null (kontor_fields_get_extra (fields, "42"));
}

static void
test_newer_choices_and_currencies (void)
{
  const char *json = "{\"5\":[1250,\"QQQ\"],\"12\":\"postponed\"}";
  g_autoptr (KontorFields) fields = kontor_fields_parse_json (&all, json, -1, NULL);
  g_autofree char *back = NULL;

  g_assert_nonnull (fields);
  back = kontor_fields_dup_json (fields);
  g_assert_cmpstr (back, ==, json);
  g_assert_false (kontor_fields_check (fields, FALSE, NULL));
  g_assert_false (kontor_fields_check_meaning (fields, FALSE, NULL));
}

/* What is known only to a newer Kontor goes through an older one unchanged. */
static void
test_unknown_fields_go_through (void)
{
  const KontorEntity older = { "all", table, 2, .since = 1 };
  const char *json = "{\"1\":\"a\",\"5\":[1,\"EUR\"],\"9\":\"a@b.c\",\"13\":\"" ID "\"}";
  g_autoptr (KontorFields) old = kontor_fields_parse_json (&older, json, -1, NULL);
  g_autofree char *sent_on = kontor_fields_dup_json (old);
  g_autoptr (KontorFields) fields = kontor_fields_parse_json (&all, sent_on, -1, NULL);
  g_autofree char *back = kontor_fields_dup_json (fields);

  g_assert_cmpuint (kontor_fields_get_mask (old), ==, 1);
  g_assert_cmpstr (back, ==, json);
}

static void
test_failure_leaves_value (void)
{
  yyjson_doc *doc = yyjson_read ("\"anna\"", 6, 0);
  KontorValue value = kontor_value_integer (KONTOR_INTEGER, 77);

  g_assert_false (kontor_value_from_json (&table[8], yyjson_doc_get_root (doc), &value, NULL));
  g_assert_cmpint (value.integer, ==, 77);
  yyjson_doc_free (doc);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/refuses-other-forms", test_refuses_other_forms);
  g_test_add_func ("/wire/lengths-are-kept-to-the-byte", test_lengths);
  g_test_add_func ("/wire/unknown-fields-are-counted", test_number_of_extras);
  g_test_add_func ("/wire/golden-file-goes-round", test_golden);
  g_test_add_func ("/wire/values-have-their-golden-form", test_golden_values);
  g_test_add_func ("/wire/cleared-and-missing-differ", test_cleared_and_missing);
  g_test_add_func ("/wire/choices-of-a-newer-kontor-are-kept", test_newer_choices_and_currencies);
  g_test_add_func ("/wire/unknown-fields-go-through-unchanged", test_unknown_fields_go_through);
  g_test_add_func ("/wire/failure-leaves-the-value-alone", test_failure_leaves_value);
  return g_test_run ();
}
