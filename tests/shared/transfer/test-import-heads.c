/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files with the heads that other programs write, and a row. */

#include "exchange/kontor-column-guess.h"

#include "support/kontor-test-files.h"

static gint64
count (KontorTestStore *test, const char *table, const char *where)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT count (*) FROM \"%s\" WHERE deleted_at IS NULL AND (%s)", table, where);

  return kontor_test_store_count (test, sql);
}

static void
assert_one (KontorTestStore *test, const char *table, const char *where)
{
  if (count (test, table, where) != 1)
    g_error ("%" G_GINT64_FORMAT " of %s have %s", count (test, table, where), table, where);
}

static void
test_google (KontorTestStore *test, gconstpointer data)
{
  static const char text[]
      = "First Name,Last Name,Name Prefix,Organization Name,Organization Title,Notes,Photo,Labels,"
        "E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,"
        "Address 1 - Street,Address 1 - City,Address 1 - Country\n"
        "Ana,Ruiz,Dr.,Acme,CTO,hello,https://pictures.example/x,* myContacts ::: Friends ::: * "
        "starred,"
        "* Work,ana@acme.example,Mobile,+34 600 1,Home Fax,Calle 1,Madrid,ES\n"
        "Bo,Li,,,,,https://pictures.example/y,* myContacts,Ferienhaus,bo@x.example,,,,,,\n";
  g_autofree char *events = kontor_test_files_import (test, "contacts.csv", text, NULL);

  g_assert_null (strstr (events, "refused"));
  assert_one (test, "contact", "prefix = 'Dr.' AND job_title = 'CTO' AND description = 'hello'");
  assert_one (test, "contact_point", "email = 'ana@acme.example' AND label = 'work'");
  assert_one (test, "contact_point", "phone = '+34 600 1' AND label = 'mobile'");
  assert_one (test, "contact_point", "email = 'bo@x.example' AND label = 'Ferienhaus'");
  assert_one (test, "contact_point", "city = 'Madrid' AND country = 'ES' AND label = 'home fax'");
  g_assert_cmpint (count (test, "contact_point", "kind = 'url'"), ==, 0);
  g_assert_cmpint (count (test, "tag", "TRUE"), ==, 2);
  g_assert_cmpint (count (test, "tag", "name IN ('Friends', 'starred')"), ==, 2);
}

static void
test_espocrm (KontorTestStore *test, gconstpointer data)
{
  static const char text[]
      = "id,deleted,salutationName,firstName,lastName,title,emailAddress,phoneNumber,"
        "phoneNumberMobile,addressStreet,addressCity,addressPostalCode,accountName\n"
        "65a1b2c3d4e5f,0,Ms.,Ana,Ruiz,Head of purchasing,ana@acme.example,+34911,+346001,Calle 1,"
        "Madrid,28001,Acme\n";
  g_autofree char *events = kontor_test_files_import (test, "Contact.csv", text, NULL);

  g_assert_null (strstr (events, "refused"));
  assert_one (test, "contact",
              "prefix = 'Ms.' AND job_title = 'Head of purchasing' AND "
              "external_key = '65a1b2c3d4e5f'");
  assert_one (test, "contact_point", "phone = '+346001' AND label = 'mobile'");
  assert_one (test, "contact_point", "street = 'Calle 1' AND postal_code = '28001'");
}

static void
test_pipedrive (KontorTestStore *test, gconstpointer data)
{
  static const char text[]
      = "Deal - ID,Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Organization,"
        "Deal - Pipeline,Deal - Stage,Deal - Expected close date\n"
        "1,Website,4000,EUR,Acme,Partners,Proposal Made,2023-06-01\n"
        "2,App,12000,USD,Globex,Partners,Qualified,2023-09-01\n";
  g_autofree char *events = kontor_test_files_import (test, "deals.csv", text, NULL);

  g_assert_null (strstr (events, "refused"));
  assert_one (test, "pipeline", "name = 'Partners'");
  g_assert_cmpint (count (test, "pipeline", "name = 'Deals'"), ==, 0);
  assert_one (test, "deal", "title = 'App' AND value_currency = 'USD' AND expected_on IS NOT NULL");
}

static void
test_hubspot (KontorTestStore *test, gconstpointer data)
{
  static const char text[]
      = "Record ID,Company name,Phone Number,City,Country/Region,Industry,Company Domain Name,"
        "Number of Employees,Annual Revenue\n"
        "55,Acme,+34 91 1,Madrid,Spain,SOFTWARE,acme.example,120,1000000\n";
  g_autofree char *events = kontor_test_files_import (test, "companies.csv", text, NULL);

  g_assert_null (strstr (events, "refused"));
  assert_one (test, "company", "name = 'Acme' AND employees = 120 AND external_key = '55'");
  assert_one (test, "contact_point", "city = 'Madrid' AND country = 'Spain'");
}

static void
test_labels (void)
{
  static const char *const labels[][2] = {
    { "* Work", "work" },           { "Home Fax", "home fax" }, { "Mobile", "mobile" },
    { "Ferienhaus", "Ferienhaus" }, { "* Odd", "Odd" },         { "", "" },
    { "Work place", "Work place" }, { "HOME", "home" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *label = kontor_column_dup_label (labels[i][0]);

      g_assert_cmpstr (label, ==, labels[i][1]);
    }
}

#define TEST(path, func)                                                                           \
  g_test_add ("/import-heads/" path, KontorTestStore, NULL, kontor_test_store_set_up, func,        \
              kontor_test_store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("google", test_google);
  TEST ("espocrm", test_espocrm);
  TEST ("pipedrive", test_pipedrive);
  TEST ("hubspot", test_hubspot);
  g_test_add_func ("/import-heads/labels-are-in-our-words", test_labels);
  return g_test_run ();
}
