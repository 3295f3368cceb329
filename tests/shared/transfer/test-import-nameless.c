/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/kontor-test-files.h"

static void
test_an_address_without_a_name_is_a_contact (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *events
      = kontor_test_files_import (test, "people.csv",
                                  "Name,Email,Phone\nAna Ruiz,a@example.com,\n"
                                  ",b@example.com,+34 600 1\n,,+34 600 2\n,a@example.com,\n",
                                  NULL);

  g_assert_cmpstr (events, ==,
                   "2 created contact Ana Ruiz\n2 created contact_point a@example.com\n"
                   "3 created contact b@example.com\n3 created contact_point b@example.com\n"
                   "3 created contact_point +34 600 1\n"
                   "4 created contact +34 600 2\n4 created contact_point +34 600 2\n"
                   "5 unchanged contact Ana Ruiz\n5 unchanged contact_point a@example.com");
}

static void
test_a_name_in_two_columns_may_be_missing (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *events = kontor_test_files_import (
      test, "people.csv", "Given name,Family name,Email\nAna,Ruiz,a@example.com\n,,b@example.com\n",
      NULL);

  g_assert_nonnull (strstr (events, "3 created contact b@example.com\n"));
}

static void
test_a_file_of_addresses_is_of_contacts (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *events = kontor_test_files_import (
      test, "list.csv", "Email,Phone\na@example.com,+34 600 1\nb@example.com,\n,+34 600 2\n", NULL);

  g_assert_cmpstr (events, ==,
                   "2 created contact a@example.com\n2 created contact_point a@example.com\n"
                   "2 created contact_point +34 600 1\n"
                   "3 created contact b@example.com\n3 created contact_point b@example.com\n"
                   "4 created contact +34 600 2\n4 created contact_point +34 600 2");
}

/* Who has got a name meanwhile keeps it. */
static void
test_a_name_given_later_stays (KontorTestStore *test, gconstpointer data)
{
  static const char text[] = "Name,Email\n,b@example.com\n";
  g_autofree char *first = kontor_test_files_import (test, "people.csv", text, NULL);
  g_autofree char *again = NULL;
  g_autoptr (GPtrArray) found = kontor_store_find_titled (
      test->store, kontor_test_entity ("contact"), "b@example.com", 2, NULL);

  g_assert_cmpuint (found->len, ==, 1);
  g_assert_null (kontor_record_get_text (found->pdata[0], "last_name"));
  kontor_test_store_update (test, "contact", kontor_record_get_id (found->pdata[0]), "first_name",
                            "Bo", "last_name", "Li", NULL);
  again = kontor_test_files_import (test, "people.csv", text, NULL);
  g_assert_cmpstr (again, ==, "2 unchanged contact Bo Li\n2 unchanged contact_point b@example.com");
}

/* A record that can't do without a name, and a person of whom only a tag is known. */
static void
test_what_nothing_names_is_refused (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *firms = kontor_test_files_import (
      test, "companies.csv",
      "Company name,Industry,Website\nAcme,Tools,acme.example\n,,b.example\n", NULL);
  g_autofree char *people = kontor_test_files_import (
      test, "contacts.csv", "First name,Last name,Email,Tags\nAna,Ruiz,a@example.com,vip\n,,,vip\n",
      NULL);

  g_assert_nonnull (strstr (firms, "\n3 refused Company name \"\": missing"));
  g_assert_nonnull (strstr (people, "\n3 refused Last name \"\": missing"));
}

/* Nor does a row vanish of which only what is left out has a value. */
static void
test_a_row_that_says_nothing_we_keep_is_refused (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *events = kontor_test_files_import (
      test, "contacts.csv",
      "First name,Last name,Email,Xyzzy\nAna,Ruiz,a@example.com,1\n,,,total 7\n,,,\n", NULL);

  g_assert_cmpstr (events, ==,
                   "2 created contact Ana Ruiz\n2 created contact_point a@example.com\n"
                   "3 refused Last name \"\": missing");
}

/* A colleague without a name or address, and what a card may say instead of one. */
static void
test_other_things_may_name_somebody (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *rows = kontor_test_files_import (
      test, "contacts.csv",
      "First name,Last name,Email,Company,Job title\nAna,Ruiz,a@example.com,,\n,,,Acme,Head of "
      "sales\n,,,Bluth,\n",
      NULL);
  g_autofree char *cards = kontor_test_files_import (
      test, "phone.vcf",
      "BEGIN:VCARD\nVERSION:3.0\nEMAIL:c@example.com\nEND:VCARD\n"
      "BEGIN:VCARD\nVERSION:3.0\nTEL:+34 600 3\nEMAIL:d@example.com\nEND:VCARD\n"
      "BEGIN:VCARD\nVERSION:3.0\nNICKNAME:Bobby\nEND:VCARD\n"
      "BEGIN:VCARD\nVERSION:3.0\nNOTE:Who was it?\nEND:VCARD\n",
      NULL);

  g_assert_nonnull (strstr (rows, "3 created contact Head of sales"));
  g_assert_nonnull (strstr (rows, "4 created contact Bluth"));
  g_assert_cmpstr (cards, ==,
                   "1 created contact c@example.com\n1 created contact_point c@example.com\n"
                   "2 created contact d@example.com\n2 created contact_point +34 600 3\n"
                   "2 created contact_point d@example.com\n3 created contact Bobby\n"
                   "4 refused - \"\": missing");
}

/* Nobody's data says a name that nobody has: it is only shown. */
static void
test_no_name_is_invented (KontorTestStore *test, gconstpointer data)
{
  static const char text[] = "Name,Email,Phone,Job title\nAna Ruiz,a@example.com,,\n"
                             ",b@example.com,+34 600 1,\n,,+34 600 2,\n,,,Head of sales\n";
  g_autofree char *first = kontor_test_files_import (test, "people.csv", text, NULL);
  g_autofree char *again = kontor_test_files_import (test, "people.csv", text, NULL);

  g_assert_nonnull (strstr (first, "5 created contact Head of sales"));
  g_assert_null (strstr (again, "created"));
  g_assert_null (strstr (again, "updated"));
  g_assert_cmpint (kontor_test_store_count (test, "SELECT count (*) FROM contact"), ==, 4);
  g_assert_cmpint (kontor_test_store_count (test, "SELECT count (*) FROM contact WHERE "
                                                  "first_name IS NULL AND last_name IS NULL"),
                   ==, 3);
}

/* What comes out of a workspace without a name goes into another one without. */
static void
test_a_record_with_an_id_does_without (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *events = kontor_test_files_import (
      test, "contacts.csv",
      "id,First name,Last name,Email\n019b76da-a800-729f-b890-8fafafcc5252,,,a@example.com\n",
      NULL);

  g_assert_cmpstr (events, ==, "2 created contact \n2 created contact_point a@example.com");
}

#define TEST(path, func)                                                                           \
  g_test_add ("/import-nameless/" path, KontorTestStore, NULL, kontor_test_store_set_up, func,     \
              kontor_test_store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("an-address-without-a-name-is-a-contact", test_an_address_without_a_name_is_a_contact);
  TEST ("a-name-in-two-columns-may-be-missing", test_a_name_in_two_columns_may_be_missing);
  TEST ("a-file-of-addresses-is-of-contacts", test_a_file_of_addresses_is_of_contacts);
  TEST ("a-name-given-later-stays", test_a_name_given_later_stays);
  TEST ("what-nothing-names-is-refused", test_what_nothing_names_is_refused);
  TEST ("a-row-that-says-nothing-we-keep-is-refused",
        test_a_row_that_says_nothing_we_keep_is_refused);
  TEST ("other-things-may-name-somebody", test_other_things_may_name_somebody);
  TEST ("no-name-is-invented", test_no_name_is_invented);
  TEST ("a-record-with-an-id-does-without", test_a_record_with_an_id_does_without);
  return g_test_run ();
}
