/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-payload.h"

#include "support/kontor-test-store.h"
#include "util/kontor-error.h"

static KontorFields *
make (const char *name, const char *value)
{
  const KontorEntity *company = kontor_test_entity ("company");
  KontorFields *fields = kontor_fields_new (company);
  int index = kontor_entity_find_field (company, name);
  KontorValue read = KONTOR_VALUE_NONE;

  if (value != NULL)
    g_assert_true (kontor_value_from_text (kontor_entity_get_field (company, index), value, "EUR",
                                           &read, NULL));
  kontor_fields_take (fields, index, read);
  return fields;
}

static void
test_says_before_and_after (void)
{
  g_autoptr (KontorFields) before = make ("name", "Acme"), after = make ("name", "A\"B");
  g_autofree char *payload = kontor_payload_write (before, after);
  g_autoptr (KontorFields) old = NULL, new = NULL;

  g_assert_cmpstr (payload, ==, "{\"1\":[\"Acme\",\"A\\\"B\"]}");
  g_assert_true (kontor_payload_read (payload, kontor_test_entity ("company"), &old, &new, NULL));
  g_assert_cmpstr (kontor_fields_get_text (old, "name"), ==, "Acme");
  g_assert_cmpstr (kontor_fields_get_text (new, "name"), ==, "A\"B");
}

static void
test_either_may_be_left_out (void)
{
  g_autoptr (KontorFields) before = make ("revenue", NULL), after = make ("revenue", "12.50");
  g_autofree char *payload = kontor_payload_write (before, after);
  const KontorEntity *company = kontor_test_entity ("company");
  int revenue = kontor_entity_find_field (company, "revenue");
  g_autoptr (KontorFields) old = NULL, new = NULL;

  g_assert_true (kontor_payload_read (payload, company, &old, NULL, NULL));
  g_assert_true (kontor_value_is_none (kontor_fields_get (old, revenue)));
  g_assert_true (kontor_payload_read (payload, company, NULL, &new, NULL));
  g_assert_true (
      kontor_value_equal (kontor_fields_get (new, revenue), kontor_fields_get (after, revenue)));
}

/* A field of a newer Kontor goes through, and back again by an undo. */
static void
test_unknown_tags_are_kept (void)
{
  const KontorEntity *company = kontor_test_entity ("company");
  g_autoptr (KontorFields) old = NULL, new = NULL;
  g_autofree char *again = NULL;

  g_assert_true (kontor_payload_read ("{\"77\":[{\"a\":1},[2]]}", company, &old, &new, NULL));
  g_assert_cmpstr (kontor_fields_get_extra (old, "77"), ==, "{\"a\":1}");
  g_assert_cmpstr (kontor_fields_get_extra (new, "77"), ==, "[2]");
  again = kontor_payload_write (old, new);
  g_assert_cmpstr (again, ==, "{\"77\":[{\"a\":1},[2]]}");
}

static void
test_unknown_tags_are_listed (void)
{
  static const struct
  {
    const char *payload, *keys;
  } cases[] = {
    { "{\"1\":[null,\"A\"],\"77\":[1,2],\"x-a\":[null,3]}", "[\"77\",\"x-a\"]" },
    { "{\"1\":[null,\"A\"]}", NULL },
    { "{}", NULL },
    { "[", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *keys
          = kontor_payload_list_unknown (cases[i].payload, kontor_test_entity ("company"));

      g_assert_cmpstr (keys, ==, cases[i].keys);
    }
}

static void
test_what_is_no_payload (void)
{
  static const char *const texts[] = {
    "",
    "[",
    "null",
    "[]",
    "{\"1\":\"Acme\"}",
    "{\"1\":[\"Acme\"]}",
    "{\"1\":[\"Acme\",\"B\",\"C\"]}",
    "{\"1\":{\"a\":1,\"b\":2}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (KontorFields) old = NULL, new = NULL;
      g_autoptr (GError) error = NULL;

      if (kontor_payload_read (texts[i], kontor_test_entity ("company"), &old, &new, &error))
        g_error ("taken for a payload: %s", texts[i]);
      g_assert_nonnull (error);
      g_assert_true (error->domain == KONTOR_ERROR);
      g_assert_null (old);
      g_assert_null (new);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/payload/says-before-and-after", test_says_before_and_after);
  g_test_add_func ("/payload/either-may-be-left-out", test_either_may_be_left_out);
  g_test_add_func ("/payload/unknown-tags-are-kept", test_unknown_tags_are_kept);
  g_test_add_func ("/payload/unknown-tags-are-listed", test_unknown_tags_are_listed);
  g_test_add_func ("/payload/what-is-none-is-refused", test_what_is_no_payload);
  return g_test_run ();
}
