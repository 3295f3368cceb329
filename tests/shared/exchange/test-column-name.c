/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-column-name-private.h"

#include "model/kontor-schema.h"

static void
assert_words (const char *name, const char *expected)
{
  g_autoptr (GPtrArray) words = kontor_column_name_split (name);
  g_autoptr (GString) found = g_string_new (NULL);
  g_autofree char *joined = kontor_column_name_join (words, 0, words->len);
  g_autofree char *expected_joined = NULL;
  g_auto (GStrv) parts = g_strsplit (expected, " ", -1);

  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (found, "%s%s", i > 0 ? " " : "", (char *) g_ptr_array_index (words, i));
  expected_joined = g_strjoinv ("", parts);
  g_assert_cmpstr (found->str, ==, expected);
  g_assert_cmpstr (joined, ==, expected_joined);
}

static void
test_names_are_words (void)
{
  assert_words ("E-mail 1 - Value", "e mail 1 value");
  assert_words ("FirstName", "first name");
  assert_words ("address1Street", "address1 street");
  assert_words ("sales_agent", "sales agent");
  assert_words ("Zip/Postal Code", "zip postal code");
  assert_words ("Assistant's Phone", "assistants phone");
  assert_words ("  Straße  ", "strasse");
  assert_words ("ÉTAT", "etat");
  assert_words ("ID", "id");
  assert_words ("", "");
  assert_words ("---", "");
}

static void
assert_label (const char *name, const char *label, guint number, const char *rest)
{
  g_autoptr (GPtrArray) words = kontor_column_name_split (name);
  KontorColumnLabel found;

  kontor_column_label_read (words, &found);
  g_assert_cmpstr (found.label, ==, label);
  g_assert_cmpuint (found.number, ==, number);
  g_assert_cmpstr (found.rest, ==, rest);
  kontor_column_label_clear (&found);
}

static void
test_labels_are_told_apart (void)
{
  assert_label ("Business Phone 2", "work", 2, "phone");
  assert_label ("E-mail 1 - Value", NULL, 1, "email");
  assert_label ("Home Fax", "home fax", 0, "");
  assert_label ("Mobile", "mobile", 0, "");
  assert_label ("Mailing City", "mailing", 0, "city");
  assert_label ("First Name", NULL, 0, "firstname");
  assert_label ("", NULL, 0, "");
}

static void
test_label_columns_are_known (void)
{
  g_autoptr (GPtrArray) words = kontor_column_name_split ("Phone 1 - Type");
  KontorColumnLabel label;

  kontor_column_label_read (words, &label);
  g_assert_true (label.is_label);
  g_assert_false (label.is_phone);
  g_assert_cmpstr (label.rest, ==, "phone");
  kontor_column_label_clear (&label);
}

static void
test_entities_have_names (void)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  KontorColumnNames *names = kontor_column_names_get ();
  static const struct
  {
    const char *word;
    const char *entity;
    gboolean is_name;
  } cases[] = {
    { "company", "company", TRUE },  { "companies", "company", TRUE },
    { "account", "company", TRUE },  { "organization", "company", TRUE },
    { "opportunity", "deal", TRUE }, { "person", "contact", TRUE },
    { "product", "product", TRUE },  { "account", "deal", FALSE },
    { "first", "contact", FALSE },   { "", "company", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (kontor_column_name_is_entity (names, cases[i].word,
                                                   kontor_schema_find (schema, cases[i].entity),
                                                   schema->entities, schema->n_entities),
                     ==, cases[i].is_name);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/column-name/names-are-words", test_names_are_words);
  g_test_add_func ("/column-name/labels-are-told-apart", test_labels_are_told_apart);
  g_test_add_func ("/column-name/label-columns-are-known", test_label_columns_are_known);
  g_test_add_func ("/column-name/entities-have-names", test_entities_have_names);
  return g_test_run ();
}
