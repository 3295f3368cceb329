/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/kontor-test-source.h"

/* Adds a row about a person. Any of the texts may be NULL. */
static void
add_person (KontorTestSource *source,
            const char *first,
            const char *last,
            const char *company,
            const char *email)
{
  g_autofree char *link = company == NULL ? NULL : g_strconcat ("+", company, NULL);

  kontor_test_source_add_row (source);
  if (company != NULL)
    kontor_test_source_add (source, "contact", "first_name", first, "last_name", last, "company",
                            link, NULL);
  else
    kontor_test_source_add (source, "contact", "first_name", first, "last_name", last, NULL);
  if (email != NULL)
    kontor_test_source_add (source, "contact_point", "contact", "@0", "kind", "email", "email",
                            email, NULL);
}

/* What the import of one more row about a person says. */
static char *
import_person (KontorTestStore *test,
               const char *first,
               const char *last,
               const char *company,
               const char *email)
{
  KontorTestSource *source = kontor_test_source_new ("people.csv");
  g_auto (KontorTestImport) result = { 0 };

  add_person (source, first, last, company, email);
  kontor_test_import_run (&result, test, FALSE, source, NULL);
  return g_string_free_and_steal (g_steal_pointer (&result.events));
}

static void
insert_person (KontorTestStore *test,
               const char *first,
               const char *last,
               const char *company,
               const char *email)
{
  KontorId person
      = kontor_test_store_insert (test, "contact", "first_name", first, "last_name", last, NULL);
  g_autofree char *id = kontor_id_dup_text (&person);

  if (company != NULL)
    {
      KontorId firm = kontor_test_store_insert (test, "company", "name", company, NULL);
      g_autofree char *firm_id = kontor_id_dup_text (&firm);

      kontor_test_store_update (test, "contact", &person, "company", firm_id, NULL);
    }
  if (email != NULL)
    kontor_test_store_insert (test, "contact_point", "contact", id, "kind", "email", "email", email,
                              NULL);
}

static void
test_an_address_finds_a_person (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *events = NULL;

  insert_person (test, "Ana", "Ruiz", "Acme", "ana@example.com");
  events = import_person (test, "Ana", "Díaz", NULL, "ANA@Example.com");
  g_assert_cmpstr (events, ==,
                   "2 updated contact Ana Ruiz: last_name \"Ruiz\" to \"Díaz\"\n"
                   "2 unchanged contact_point ana@example.com");
}

static void
test_an_address_of_several_finds_the_one_of_the_name (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *events = NULL, *others = NULL;

  insert_person (test, "Ana", "Ruiz", NULL, "info@example.com");
  insert_person (test, "Bo", "Li", NULL, "info@example.com");
  events = import_person (test, "bo", "li", NULL, "info@example.com");
  g_assert_cmpstr (events, ==,
                   "2 unchanged contact Bo Li\n2 unchanged contact_point info@example.com");
  others = import_person (test, "Cy", "Ng", NULL, "info@example.com");
  g_assert_true (g_str_has_prefix (others, "2 created contact Cy Ng"));
}

static void
test_name_and_company_find_a_person (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *same = NULL, *other = NULL;

  insert_person (test, "Ana", "Ruiz", "Acme", "ana@example.com");
  same = import_person (test, "Ana", "Ruiz", "acme", "new@example.com");
  g_assert_cmpstr (same, ==,
                   "2 unchanged contact Ana Ruiz\n2 created contact_point new@example.com");
  other = import_person (test, "Ana", "Ruiz", "Bluth", NULL);
  g_assert_cmpstr (other, ==, "2 created contact Ana Ruiz\n2 created company Bluth");
}

static void
test_a_name_alone_is_not_enough_beside_another_address (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *other = NULL, *same = NULL;

  insert_person (test, "Ana", "Ruiz", NULL, "ana@example.com");
  other = import_person (test, "Ana", "Ruiz", NULL, "ruiz@example.org");
  g_assert_true (g_str_has_prefix (other, "2 created contact Ana Ruiz"));
  insert_person (test, "Bo", "Li", "Acme", NULL);
  same = import_person (test, "Bo", "Li", NULL, "bo@example.com");
  g_assert_cmpstr (same, ==, "2 unchanged contact Bo Li\n2 created contact_point bo@example.com");
}

static void
test_rows_of_one_name_and_no_company_are_one_person (KontorTestStore *test, gconstpointer data)
{
  KontorTestSource *source = kontor_test_source_new ("people.csv");
  g_auto (KontorTestImport) result = { 0 };

  add_person (source, "Ana", "Ruiz", NULL, NULL);
  add_person (source, "Ana", "Ruiz", NULL, NULL);
  add_person (source, "Ana", "Ruiz", "Acme", NULL);
  add_person (source, "Ana", "Ruiz", NULL, "ana@example.com");
  add_person (source, "Ana", "Ruiz", NULL, "ruiz@example.com");
  kontor_test_import_run (&result, test, FALSE, source, NULL);
  g_assert_cmpstr (result.events->str, ==,
                   "2 created contact Ana Ruiz\n3 unchanged contact Ana Ruiz\n"
                   "4 created contact Ana Ruiz\n4 created company Acme\n"
                   "5 unchanged contact Ana Ruiz\n5 created contact_point ana@example.com\n"
                   "6 created contact Ana Ruiz\n6 created contact_point ruiz@example.com");
  g_assert_cmpint (result.total.created, ==, 3 + 1);
}

static void
test_people_of_one_address_and_two_names_are_two (KontorTestStore *test, gconstpointer data)
{
  KontorTestSource *source = kontor_test_source_new ("people.csv");
  g_auto (KontorTestImport) result = { 0 };

  add_person (source, "Ana", "Ruiz", NULL, "home@example.com");
  add_person (source, "Bo", "Ruiz", NULL, "home@example.com");
  kontor_test_import_run (&result, test, FALSE, source, NULL);
  g_assert_cmpint (result.total.created, ==, 2);
  kontor_test_import_run (&result, test, FALSE, kontor_test_source_new ("none.csv"), NULL);
  g_assert_cmpint (result.entry, ==, 0);
}

/* Whether the first of the two is there already makes no difference. */
static void
test_a_shared_address_is_not_taken_twice (KontorTestStore *test, gconstpointer data)
{
  KontorTestSource *source = kontor_test_source_new ("people.csv");
  g_auto (KontorTestImport) result = { 0 };

  insert_person (test, "Ana", "Ruiz", NULL, "home@example.com");
  add_person (source, "Ana", "Ruiz", NULL, "home@example.com");
  add_person (source, "Bo", "Ruiz", NULL, "home@example.com");
  kontor_test_import_run (&result, test, FALSE, source, NULL);
  g_assert_cmpstr (result.events->str, ==,
                   "2 unchanged contact Ana Ruiz\n2 unchanged contact_point home@example.com\n"
                   "3 created contact Bo Ruiz\n3 created contact_point home@example.com");
}

static void
test_of_one_name_and_address_the_one_at_the_company_is_meant (KontorTestStore *test,
                                                              gconstpointer data)
{
  g_autofree char *events = NULL;

  insert_person (test, "Ana", "Ruiz", "Acme", "info@example.com");
  insert_person (test, "Ana", "Ruiz", "Bluth", "info@example.com");
  events = import_person (test, "Ana", "Ruiz", "Bluth", "info@example.com");
  g_assert_cmpstr (events, ==,
                   "2 unchanged contact Ana Ruiz\n2 unchanged contact_point info@example.com");
}

static void
test_parts_are_found_by_what_they_say (KontorTestStore *test, gconstpointer data)
{
  KontorTestSource *source = kontor_test_source_new ("people.csv");
  g_auto (KontorTestImport) result = { 0 };

  insert_person (test, "Ana", "Ruiz", "Acme", NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "contact", "first_name", "Ana", "last_name", "Ruiz", NULL);
  kontor_test_source_add (source, "contact_point", "contact", "@0", "kind", "phone", "phone",
                          "+34 600 1", "label", "work", NULL);
  kontor_test_source_add (source, "contact_point", "contact", "@0", "kind", "phone", "phone",
                          "+34 (600) 1", NULL);
  kontor_test_source_add (source, "contact_point", "contact", "@0", "kind", "phone", "phone",
                          "+34 600 2", NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "contact", "first_name", "Ana", "last_name", "Ruiz", NULL);
  kontor_test_source_add (source, "contact_point", "contact", "@0", "kind", "phone", "phone",
                          "0034-600-1", NULL);
  kontor_test_import_run (&result, test, FALSE, source, NULL);
  g_assert_cmpstr (result.events->str, ==,
                   "2 unchanged contact Ana Ruiz\n2 created contact_point +34 600 1\n"
                   "2 created contact_point +34 600 2\n3 unchanged contact Ana Ruiz\n"
                   "3 unchanged contact_point +34 600 1");
  /* She changed, by getting numbers. */
  g_assert_cmpint (result.total.updated, ==, 1);
}

static void
test_a_part_with_a_key_changes_in_place (KontorTestStore *test, gconstpointer data)
{
  static const char *const emails[] = { "old@example.com", "new@example.com" };
  g_auto (KontorTestImport) result = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (emails); i++)
    {
      KontorTestSource *source = kontor_test_source_new ("people.csv");

      kontor_test_source_add_row (source);
      kontor_test_source_add (source, "contact", "source", "crm", "external_key", "7", "last_name",
                              "Ruiz", NULL);
      kontor_test_source_add (source, "contact_point", "contact", "@0", "source", "crm",
                              "external_key", "7/email", "kind", "email", "email", emails[i], NULL);
      kontor_test_import_run (&result, test, FALSE, source, NULL);
    }
  g_assert_cmpstr (result.events->str, ==,
                   "2 unchanged contact Ruiz\n2 updated contact_point old@example.com: email "
                   "\"old@example.com\" to \"new@example.com\"");
  g_assert_cmpint (result.total.updated, ==, 1);
}

static void
test_rows_that_disagree_are_told (KontorTestStore *test, gconstpointer data)
{
  for (guint round = 0; round < 2; round++)
    {
      KontorTestSource *source = kontor_test_source_new ("companies.csv");
      g_auto (KontorTestImport) result = { 0 };

      kontor_test_source_add_row (source);
      kontor_test_source_add (source, "company", "name", "Acme", "founded", "1996", NULL);
      kontor_test_source_add_row (source);
      kontor_test_source_add (source, "company", "name", "Acme", "founded", "1997", "industry",
                              "Tools", NULL);
      kontor_test_import_run (&result, test, FALSE, source, NULL);
      g_assert_cmpstr (result.events->str, ==,
                       round == 0 ? "2 created company Acme\n"
                                    "3 noted founded \"1997\": disagrees\n"
                                    "3 updated company Acme: industry \"\" to \"Tools\""
                                  : "2 unchanged company Acme\n"
                                    "3 noted founded \"1997\": disagrees\n"
                                    "3 unchanged company Acme");
      g_assert_cmpint (result.total.created, ==, round == 0 ? 1 : 0);
      g_assert_cmpint (result.total.updated, ==, 0);
    }
}

static void
test_an_ambiguous_name_is_what_it_was (KontorTestStore *test, gconstpointer data)
{
  KontorTestSource *source = kontor_test_source_new ("people.csv");
  g_auto (KontorTestImport) result = { 0 };
  KontorId firm = kontor_test_store_insert (test, "company", "name", "Acme", NULL);
  g_autofree char *id = kontor_id_dup_text (&firm);

  kontor_test_store_insert (test, "company", "name", "ACME", NULL);
  kontor_test_store_insert (test, "contact", "last_name", "Ruiz", "company", id, "source", "crm",
                            "external_key", "7", NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "contact", "source", "crm", "external_key", "7", "last_name",
                          "Ruiz", "company", "?acme", NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "contact", "source", "crm", "external_key", "8", "last_name",
                          "Li", "company", "?acme", NULL);
  kontor_test_import_run (&result, test, FALSE, source, NULL);
  g_assert_cmpstr (result.events->str, ==,
                   "2 unchanged contact Ruiz\n3 refused company \"acme\": ambiguous");
}

static void
test_links_are_made_once (KontorTestStore *test, gconstpointer data)
{
  for (guint round = 0; round < 2; round++)
    {
      KontorTestSource *source = kontor_test_source_new ("people.csv");
      g_auto (KontorTestImport) result = { 0 };

      kontor_test_source_add_row (source);
      kontor_test_source_add (source, "company", "name", "Acme", NULL);
      kontor_test_source_add (source, "tagging", "tag", "+VIP", "company", "@0", NULL);
      kontor_test_source_add (source, "tagging", "tag", "+VIP", "company", "@0", NULL);
      kontor_test_import_run (&result, test, FALSE, source, NULL);
      g_assert_cmpint (kontor_test_store_count (test, "SELECT count(*) FROM tagging"), ==, 1);
      g_assert_cmpint (result.entry != 0, ==, round == 0);
    }
}

#define TEST(path, func)                                                                           \
  g_test_add ("/import-match/" path, KontorTestStore, NULL, kontor_test_store_set_up, func,        \
              kontor_test_store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("an-address-finds-a-person", test_an_address_finds_a_person);
  TEST ("an-address-of-several-finds-the-one-of-the-name",
        test_an_address_of_several_finds_the_one_of_the_name);
  TEST ("name-and-company-find-a-person", test_name_and_company_find_a_person);
  TEST ("a-name-alone-is-not-enough-beside-another-address",
        test_a_name_alone_is_not_enough_beside_another_address);
  TEST ("rows-of-one-name-and-no-company-are-one-person",
        test_rows_of_one_name_and_no_company_are_one_person);
  TEST ("people-of-one-address-and-two-names-are-two",
        test_people_of_one_address_and_two_names_are_two);
  TEST ("a-shared-address-is-not-taken-twice", test_a_shared_address_is_not_taken_twice);
  TEST ("of-one-name-and-address-the-one-at-the-company-is-meant",
        test_of_one_name_and_address_the_one_at_the_company_is_meant);
  TEST ("parts-are-found-by-what-they-say", test_parts_are_found_by_what_they_say);
  TEST ("a-part-with-a-key-changes-in-place", test_a_part_with_a_key_changes_in_place);
  TEST ("rows-that-disagree-are-told", test_rows_that_disagree_are_told);
  TEST ("an-ambiguous-name-is-what-it-was", test_an_ambiguous_name_is_what_it_was);
  TEST ("links-are-made-once", test_links_are_made_once);
  return g_test_run ();
}
