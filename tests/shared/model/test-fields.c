/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-fields.h"

#include "util/kontor-error.h"

static const KontorField table[] = {
  { 1, "name", KONTOR_TEXT, KONTOR_REQUIRED | KONTOR_TITLE, .since = 1, .label = "Name" },
  { 2, "number", KONTOR_INTEGER, 0, .since = 1, .label = "Number" },
  { 3, "surname", KONTOR_TEXT, KONTOR_TITLE, .since = 1, .label = "Surname" },
  { 4, "price", KONTOR_MONEY, 0, .since = 1, .label = "Price" },
  { 5, "parent", KONTOR_REF, 0, .since = 1, .label = "Parent", .target = "thing" },
  { 6, "mail", KONTOR_EMAIL, 0, .since = 1, .label = "Mail" },
};

static const KontorEntity thing = { "thing", KONTOR_FIELDS (table), .since = 1 };

static void
assert_refused (const KontorFields *fields, gboolean whole, const char *name)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kontor_fields_check (fields, whole, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, name));
}

static void
test_check (void)
{
  g_autoptr (KontorFields) fields = kontor_fields_new (&thing);

  g_assert_true (kontor_fields_check (fields, FALSE, NULL));
  assert_refused (fields, TRUE, "name: ");
  kontor_fields_set_text (fields, "name", NULL);
  assert_refused (fields, FALSE, "name: ");
  g_assert_false (kontor_fields_check_meaning (fields, FALSE, NULL));
  kontor_fields_set_text (fields, "name", "Anna");
  g_assert_true (kontor_fields_check (fields, TRUE, NULL));
  kontor_fields_set_text (fields, "mail", "anna");
  assert_refused (fields, FALSE, "mail: ");
  g_assert_true (kontor_fields_check_meaning (fields, TRUE, NULL));
  kontor_fields_take_named (fields, "mail", kontor_value_text (KONTOR_TEXT, "anna@example.com"));
  assert_refused (fields, FALSE, "mail: ");
}

static void
test_absent_cleared_set (void)
{
  g_autoptr (KontorFields) fields = kontor_fields_new (&thing);

  g_assert_true (kontor_fields_is_empty (fields));
  g_assert_null (kontor_fields_get (fields, 0));
  kontor_fields_set_text (fields, "name", "");
  g_assert_false (kontor_fields_is_empty (fields));
  g_assert_cmpuint (kontor_fields_get_mask (fields), ==, 1);
  g_assert_cmpint (kontor_fields_get (fields, 0)->type, ==, KONTOR_NONE);
  g_assert_null (kontor_fields_get_text (fields, "name"));
  kontor_fields_set_text (fields, "name", "Anna");
  g_assert_cmpstr (kontor_fields_get_text (fields, "name"), ==, "Anna");
  kontor_fields_remove (fields, 0);
  kontor_fields_remove (fields, 0);
  g_assert_null (kontor_fields_get_named (fields, "name"));
  g_assert_true (kontor_fields_is_empty (fields));
}

static void
test_last_field_has_room (void)
{
  g_autoptr (KontorFields) fields = kontor_fields_new (&thing);
  guint last = kontor_entity_get_n_fields (&thing) - 1;

  for (guint i = 0; i <= last; i++)
    kontor_fields_take (fields, i, KONTOR_VALUE_NONE);
  kontor_fields_take (fields, last, kontor_value_text (KONTOR_TEXT, "key"));
  g_assert_cmpstr (kontor_fields_get_text (fields, "external_key"), ==, "key");
  g_assert_cmpuint (kontor_fields_get_mask (fields), ==, (1 << 9) - 1);
}

static void
test_typed_setters (void)
{
  g_autoptr (KontorFields) fields = kontor_fields_new (&thing);
  KontorId id = { { 1 } }, found, none = { { 0 } };
  const KontorValue *price;

  g_assert_cmpint (kontor_fields_get_integer (fields, "number", -1), ==, -1);
  g_assert_false (kontor_fields_get_ref (fields, "parent", &found));
  kontor_fields_set_integer (fields, "number", 5);
  kontor_fields_set_money (fields, "price", 1250, "EUR");
  kontor_fields_set_ref (fields, "parent", &id);
  kontor_fields_set_text (fields, "mail", "a@b.c");
  g_assert_cmpint (kontor_fields_get_integer (fields, "number", -1), ==, 5);
  g_assert_true (kontor_fields_get_ref (fields, "parent", &found));
  g_assert_true (kontor_id_equal (&id, &found));
  price = kontor_fields_get_named (fields, "price");
  g_assert_cmpint (price->money.minor, ==, 1250);
  g_assert_cmpint (kontor_fields_get_named (fields, "mail")->type, ==, KONTOR_EMAIL);
  kontor_fields_set_ref (fields, "parent", &none);
  g_assert_false (kontor_fields_get_ref (fields, "parent", &found));
  /* The wrong getter finds nothing rather than something else. */
  g_assert_null (kontor_fields_get_text (fields, "number"));
  g_assert_cmpint (kontor_fields_get_integer (fields, "price", -1), ==, -1);
  g_assert_cmpint (kontor_fields_get_integer (fields, "mail", -1), ==, -1);
}

static void
test_copy_is_deep (void)
{
  g_autoptr (KontorFields) fields = kontor_fields_new (&thing);
  g_autoptr (KontorFields) copy = NULL;

  kontor_fields_set_text (fields, "name", "Anna");
  kontor_fields_set_text (fields, "mail", NULL);
  kontor_fields_set_extra (fields, "41", "7");
  copy = kontor_fields_copy (fields);
  kontor_fields_set_text (fields, "name", "Bert");
  kontor_fields_set_extra (fields, "41", NULL);
  g_assert_true (kontor_fields_get_entity (copy) == &thing);
  g_assert_cmpuint (kontor_fields_get_mask (copy), ==, kontor_fields_get_mask (fields));
  g_assert_cmpstr (kontor_fields_get_text (copy, "name"), ==, "Anna");
  g_assert_cmpint (kontor_fields_get_named (copy, "mail")->type, ==, KONTOR_NONE);
  g_assert_cmpstr (kontor_fields_get_extra (copy, "41"), ==, "7");
}

static void
test_set_copies (void)
{
  g_autoptr (KontorFields) fields = kontor_fields_new (&thing);
  KontorValue value = kontor_value_text (KONTOR_TEXT, "Anna");

  kontor_fields_set (fields, 0, &value);
  value.text[0] = 'H';
  kontor_value_clear (&value);
  g_assert_cmpstr (kontor_fields_get_text (fields, "name"), ==, "Anna");
}

static void
test_extras_are_sorted (void)
{
  g_autoptr (KontorFields) fields = kontor_fields_new (&thing);
  g_autofree const char **keys = NULL;

  g_assert_null (kontor_fields_list_extra (fields));
  g_assert_null (kontor_fields_get_extra (fields, "41"));
  kontor_fields_set_extra (fields, "41", NULL);
  kontor_fields_set_extra (fields, "b", "1");
  kontor_fields_set_extra (fields, "41", "null");
  kontor_fields_set_extra (fields, "a", "[1,2]");
  kontor_fields_set_extra (fields, "b", "2");
  keys = kontor_fields_list_extra (fields);
  g_assert_cmpuint (g_strv_length ((char **) keys), ==, 3);
  g_assert_cmpstr (keys[0], ==, "41");
  g_assert_cmpstr (keys[1], ==, "a");
  g_assert_cmpstr (keys[2], ==, "b");
  g_assert_cmpstr (kontor_fields_get_extra (fields, "b"), ==, "2");
  g_assert_false (kontor_fields_is_empty (fields));
  kontor_fields_set_extra (fields, "41", NULL);
  kontor_fields_set_extra (fields, "a", NULL);
  kontor_fields_set_extra (fields, "b", NULL);
  g_assert_true (kontor_fields_is_empty (fields));
}

static void
assert_title (const char *name, const char *surname, const char *expected)
{
  g_autoptr (KontorFields) fields = kontor_fields_new (&thing);
  g_autofree char *title = NULL;

  kontor_fields_set_integer (fields, "number", 5);
  kontor_fields_set_text (fields, "surname", surname);
  kontor_fields_set_text (fields, "name", name);
  title = kontor_fields_dup_title (fields);
  g_assert_cmpstr (title, ==, expected);
}

static void
test_title (void)
{
  g_autoptr (KontorFields) empty = kontor_fields_new (&thing);
  g_autofree char *title = kontor_fields_dup_title (empty);

  g_assert_cmpstr (title, ==, "");
  assert_title (NULL, NULL, "");
  assert_title ("Anna", NULL, "Anna");
  assert_title (NULL, "Meier", "Meier");
  assert_title ("Anna", "Meier", "Anna Meier");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fields/check-names-the-field-that-is-wrong", test_check);
  g_test_add_func ("/fields/absent-cleared-and-set-differ", test_absent_cleared_set);
  g_test_add_func ("/fields/common-fields-have-room", test_last_field_has_room);
  g_test_add_func ("/fields/typed-setters-and-getters", test_typed_setters);
  g_test_add_func ("/fields/a-copy-owns-all-it-has", test_copy_is_deep);
  g_test_add_func ("/fields/set-copies-the-value", test_set_copies);
  g_test_add_func ("/fields/unknown-fields-are-kept-in-order", test_extras_are_sorted);
  g_test_add_func ("/fields/title-joins-what-is-there", test_title);
  return g_test_run ();
}
