/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "duplicates/kontor-duplicates-search.h"
#include "duplicates/kontor-duplicates.h"

#include "support/kontor-test-store.h"
#include "util/kontor-error.h"

#include <string.h>

typedef KontorTestStore Fixture;

static KontorId
add_person (Fixture *self,
            const char *first,
            const char *last,
            const char *email,
            const char *phone)
{
  KontorId id
      = kontor_test_store_insert (self, "contact", "first_name", first, "last_name", last, NULL);
  char text[KONTOR_ID_TEXT_SIZE];

  kontor_id_to_text (&id, text);
  if (email != NULL)
    kontor_test_store_insert (self, "contact_point", "contact", text, "kind", "email", "email",
                              email, NULL);
  if (phone != NULL)
    kontor_test_store_insert (self, "contact_point", "contact", text, "kind", "phone", "phone",
                              phone, NULL);
  return id;
}

/* The titles of each cluster, the most alike first: "sure: Ada Lovelace, A. Lovelace". */
static char *
find (Fixture *self, const char *entity, KontorMatchGrade least)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) clusters
      = kontor_duplicates_find (self->store, kontor_test_entity (entity), least, 100, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < clusters->len; i++)
    {
      KontorCluster *cluster = clusters->pdata[i];

      g_string_append_printf (text, "%s%s:", i > 0 ? "; " : "",
                              cluster->late ? "late"
                                            : kontor_match_grade_get_name (cluster->grade));
      for (guint j = 0; j < cluster->ids->len; j++)
        {
          g_autoptr (KontorRecord) record = kontor_store_get (
              self->store, cluster->entity, &g_array_index (cluster->ids, KontorId, j), &error);

          g_string_append_printf (text, "%s %s", j > 0 ? "," : "",
                                  kontor_record_get_title (record));
        }
    }
  return g_string_free_and_steal (text);
}

static void
assert_found (Fixture *self, const char *entity, KontorMatchGrade least, const char *expected)
{
  g_autofree char *found = find (self, entity, least);

  g_assert_cmpstr (found, ==, expected);
}

static void
keep_separate (Fixture *self, const KontorId *a, const KontorId *b)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KontorId));

  g_array_append_vals (ids, a, 1);
  g_array_append_vals (ids, b, 1);
  g_assert_true (kontor_duplicates_keep_separate (self->store, kontor_test_entity ("contact"), ids,
                                                  NULL, NULL));
}

static void
test_alike_ones_are_found (Fixture *self, gconstpointer data)
{
  KontorId trashed;

  assert_found (self, "contact", KONTOR_MATCH_POSSIBLE, "");
  add_person (self, "Ada", "Lovelace", "ada@example.com", "+49 30 123456");
  add_person (self, "A.", "Lovelace", "ADA@example.com", NULL);
  add_person (self, "Grace", "Hopper", "grace@example.com", NULL);
  add_person (self, "Grace", "Hoper", NULL, NULL);
  add_person (self, "Alan", "Turing", "alan@example.com", NULL);
  trashed = add_person (self, "Alan", "Turing", "alan@example.com", NULL);
  kontor_test_store_trash (self, "contact", &trashed);
  assert_found (self, "contact", KONTOR_MATCH_POSSIBLE,
                "sure: Ada Lovelace, A. Lovelace; possible: Grace Hopper, Grace Hoper");
  assert_found (self, "contact", KONTOR_MATCH_LIKELY, "sure: Ada Lovelace, A. Lovelace");
}

static void
test_likely_ones_are_one_cluster (Fixture *self, gconstpointer data)
{
  add_person (self, "Ada", "Lovelace", "ada@example.com", NULL);
  add_person (self, "Ada", "Lovelace", "ada@example.com", "+49 30 123456");
  add_person (self, "Ada", "Lovelace", NULL, "030 123456");
  assert_found (self, "contact", KONTOR_MATCH_LIKELY,
                "sure: Ada Lovelace, Ada Lovelace, Ada Lovelace");
}

static void
test_a_mailbox_of_many_is_nobodys (Fixture *self, gconstpointer data)
{
  const char *const names[] = { "Ada", "Ben", "Cleo", "Dora", "Emil" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    add_person (self, names[i], "", "front.desk@example.com", "+49 30 123456");
  assert_found (self, "contact", KONTOR_MATCH_POSSIBLE, "");
}

static void
test_what_is_kept_separate_is_not_found (Fixture *self, gconstpointer data)
{
  KontorId a = add_person (self, "Ada", "Lovelace", "ada@example.com", NULL);
  KontorId b = add_person (self, "Ada", "Lovelace", "ada@example.com", NULL);

  keep_separate (self, &a, &b);
  assert_found (self, "contact", KONTOR_MATCH_POSSIBLE, "");
}

static void
test_a_third_brings_none_together_that_are_separate (Fixture *self, gconstpointer data)
{
  KontorId a = add_person (self, "Ada", "Lovelace", "ada@example.com", "+49 30 123456");
  KontorId b = add_person (self, "Ada", "Lovelace", "ada@example.com", NULL);
  g_autofree char *found = NULL;
  guint clusters = 1;

  add_person (self, "Ada", "Lovelace", "ada@example.com", NULL);
  keep_separate (self, &a, &b);
  found = find (self, "contact", KONTOR_MATCH_LIKELY);
  for (const char *p = found; *p != '\0'; p++)
    clusters += *p == ';';
  g_assert_cmpuint (clusters, ==, 2);
  g_assert_null (strstr (found, "Lovelace, Ada Lovelace, Ada"));
}

static void
test_firms_are_found (Fixture *self, gconstpointer data)
{
  kontor_test_store_insert (self, "company", "name", "Acme GmbH", "website",
                            "https://www.acme.example", NULL);
  kontor_test_store_insert (self, "company", "name", "ACME", "website", "acme.example/de", NULL);
  kontor_test_store_insert (self, "company", "name", "Umbrella", NULL);
  assert_found (self, "company", KONTOR_MATCH_LIKELY, "sure: Acme GmbH, ACME");
}

static void
test_what_came_late_is_found_first (Fixture *self, gconstpointer data)
{
  KontorId a = add_person (self, "Ada", "Lovelace", "ada@example.com", NULL);
  KontorId b = add_person (self, "A.", "Lovelace", NULL, NULL);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KontorId));
  g_autoptr (KontorMergePlan) plan = NULL;
  char text[KONTOR_ID_TEXT_SIZE];

  g_array_append_val (ids, a);
  g_array_append_val (ids, b);
  plan = kontor_merge_plan_new (self->store, kontor_test_entity ("contact"), ids, NULL);
  g_assert_true (kontor_merge_plan_run (plan, self->store, NULL, NULL));
  assert_found (self, "contact", KONTOR_MATCH_POSSIBLE, "");
  kontor_test_store_insert (self, "task", "title", "Late", "contact", kontor_id_to_text (&b, text),
                            NULL);
  assert_found (self, "contact", KONTOR_MATCH_POSSIBLE, "late: Ada Lovelace, Ada Lovelace");
}

static void
test_what_is_not_compared_is_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kontor_duplicates_find (self->store, kontor_test_entity ("deal"),
                                         KONTOR_MATCH_POSSIBLE, 10, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
}

static void
test_there_is_a_limit (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) clusters = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *email = g_strdup_printf ("%u@example.com", i);

      add_person (self, "", "", email, NULL);
      add_person (self, "", "", email, NULL);
    }
  clusters = kontor_duplicates_find (self->store, kontor_test_entity ("contact"),
                                     KONTOR_MATCH_POSSIBLE, 3, NULL);
  g_assert_cmpuint (clusters->len, ==, 3);
}

/* The titles of those who are like the person that is typed. */
static char *
type (Fixture *self, const char *first, const char *last, const char *email, const char *phone)
{
  g_autoptr (KontorFields) fields
      = kontor_test_store_fields (self, "contact", "first_name", first, "last_name", last, NULL);
  g_autoptr (GPtrArray) points
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_fields_free);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);

  if (email != NULL)
    g_ptr_array_add (points, kontor_test_store_fields (self, "contact_point", "kind", "email",
                                                       "email", email, NULL));
  if (phone != NULL)
    g_ptr_array_add (points, kontor_test_store_fields (self, "contact_point", "kind", "phone",
                                                       "phone", phone, NULL));
  found = kontor_duplicates_find_like (self->store, fields, points, 5, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    {
      KontorLikeness *likeness = found->pdata[i];

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", likeness->title);
    }
  return g_string_free_and_steal (text);
}

static void
assert_typed (Fixture *self,
              const char *first,
              const char *last,
              const char *email,
              const char *phone,
              const char *expected)
{
  g_autofree char *found = type (self, first, last, email, phone);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_who_is_typed_is_known_again (Fixture *self, gconstpointer data)
{
  add_person (self, "Robert", "Müller", "bob@example.com", "+49 30 123456");
  add_person (self, "Grace", "Hopper", "info@example.com", "+1 415 555 0100");
  assert_typed (self, "", "", NULL, NULL, "");
  assert_typed (self, "Robert", "", NULL, NULL, "");
  assert_typed (self, "Robert", "M", NULL, NULL, "");
  assert_typed (self, "Robert", "Müller", NULL, NULL, "Robert Müller");
  assert_typed (self, "Bob", "Mueller", NULL, NULL, "Robert Müller");
  assert_typed (self, "Robert", "Muller", NULL, NULL, "Robert Müller");
  assert_typed (self, "Robert", "Mülle", NULL, NULL, "Robert Müller");
  assert_typed (self, "Ropert", "Müller", NULL, NULL, "Robert Müller");
  assert_typed (self, "", "", "BOB@example.com", NULL, "Robert Müller");
  assert_typed (self, "", "", "bob+news@example.com", NULL, "Robert Müller");
  assert_typed (self, "", "", NULL, "030 / 12 34 56", "Robert Müller");
  assert_typed (self, "", "", "info@example.com", NULL, "");
  assert_typed (self, "Zaphod", "Beeblebrox", "z@example.com", "+49 89 999999", "");
}

static void
test_any_text_can_be_typed (Fixture *self, gconstpointer data)
{
  static const char *const texts[]
      = { "\"", "*",   "a\" OR b",     "NEAR(", "-",    "title:", "^x",  "''",
          "(",  "a*b", "\xe2\x80\x99", "ß",     "日本", " ",      "AND", "NOT" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (KontorFields) firm = NULL;
      g_autoptr (GPtrArray) found = NULL;
      g_autoptr (GError) error = NULL;

      assert_typed (self, texts[i], texts[i], NULL, NULL, "");
      if (g_str_equal (texts[i], " "))
        continue; /* a firm has a name */
      firm = kontor_test_store_fields (self, "company", "name", texts[i], NULL);
      found = kontor_duplicates_find_like (self->store, firm, NULL, 5, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (found->len, ==, 0);
    }
}

static void
test_a_firm_that_is_typed_is_known_again (Fixture *self, gconstpointer data)
{
  g_autoptr (KontorFields) named = NULL, by_site = NULL;
  g_autoptr (GPtrArray) found = NULL, at_site = NULL;

  kontor_test_store_insert (self, "company", "name", "Acme GmbH", "website",
                            "https://www.acme.example", NULL);
  named = kontor_test_store_fields (self, "company", "name", "ACME", NULL);
  found = kontor_duplicates_find_like (self->store, named, NULL, 5, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  by_site = kontor_test_store_fields (self, "company", "website", "acme.example", NULL);
  at_site = kontor_duplicates_find_like (self->store, by_site, NULL, 5, NULL);
  g_assert_cmpuint (at_site->len, ==, 1);
}

int
main (int argc, char **argv)
{
#define ADD(path, function)                                                                        \
  g_test_add (path, Fixture, NULL, kontor_test_store_set_up, function, kontor_test_store_tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("/duplicates/alike-ones-are-found", test_alike_ones_are_found);
  ADD ("/duplicates/likely-ones-are-one-cluster", test_likely_ones_are_one_cluster);
  ADD ("/duplicates/a-mailbox-of-many-is-nobodys", test_a_mailbox_of_many_is_nobodys);
  ADD ("/duplicates/what-is-kept-separate-is-not-found", test_what_is_kept_separate_is_not_found);
  ADD ("/duplicates/a-third-brings-none-together-that-are-separate",
       test_a_third_brings_none_together_that_are_separate);
  ADD ("/duplicates/firms-are-found", test_firms_are_found);
  ADD ("/duplicates/what-came-late-is-found-first", test_what_came_late_is_found_first);
  ADD ("/duplicates/what-is-not-compared-is-refused", test_what_is_not_compared_is_refused);
  ADD ("/duplicates/there-is-a-limit", test_there_is_a_limit);
  ADD ("/duplicates/who-is-typed-is-known-again", test_who_is_typed_is_known_again);
  ADD ("/duplicates/any-text-can-be-typed", test_any_text_can_be_typed);
  ADD ("/duplicates/a-firm-that-is-typed-is-known-again", test_a_firm_that_is_typed_is_known_again);
  return g_test_run ();
}
