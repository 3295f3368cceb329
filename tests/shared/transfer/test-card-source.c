/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/kontor-test-store.h"
#include "transfer/kontor-import-files.h"

#include <string.h>

typedef struct
{
  KontorTestStore store;
  KontorImportCount total;
  guint64 n_refused;
  GString *problems;
} Test;

static void
set_up (Test *test, gconstpointer data)
{
  kontor_test_store_set_up (&test->store, NULL);
  test->problems = g_string_new (NULL);
}

static void
tear_down (Test *test, gconstpointer data)
{
  g_string_free (test->problems, TRUE);
  kontor_test_store_tear_down (&test->store, NULL);
}

static void
take_event (const KontorImportEvent *event, gpointer user_data)
{
  Test *test = user_data;

  if (event->problem != NULL)
    g_string_append_printf (test->problems, "%s%" G_GUINT64_FORMAT " %s %s\n",
                            event->verdict == KONTOR_VERDICT_REFUSED ? "refused " : "", event->row,
                            event->problem->column, event->problem->value);
}

static void
import (Test *test, const char *text)
{
  g_autofree char *path = g_build_filename (test->store.folder, "cards.vcf", NULL);
  g_autoptr (KontorImportFiles) files
      = kontor_import_files_new (kontor_schema_get_default (), test->store.store, NULL, NULL);
  KontorImporterOptions options = { .report = take_event, .report_data = test };
  g_autoptr (KontorImporter) importer = NULL;
  g_autoptr (GError) error = NULL;

  g_string_truncate (test->problems, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_true (kontor_import_files_add (files, path, NULL));
  g_assert_true (kontor_import_files_prepare (files, NULL));
  importer = kontor_import_files_begin (files, &options, &error);
  g_assert_no_error (error);
  kontor_importer_run (importer, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  test->total = *kontor_importer_get_total (importer);
  test->n_refused = kontor_importer_get_n_refused (importer);
}

static gint64
count (Test *test, const char *sql)
{
  return kontor_test_store_count (&test->store, sql);
}

#define CARD(lines) "BEGIN:VCARD\r\nVERSION:3.0\r\n" lines "END:VCARD\r\n"

static void
test_a_card_becomes_a_contact (Test *test, gconstpointer data)
{
  static const char card[] = CARD ("N:Ruiz;Ana;María;Dr.;\r\nFN:Dr. Ana María Ruiz\r\n"
                                   "ORG:Acme;Sales\r\nTITLE:Buyer\r\nBDAY:1980-03-22\r\n"
                                   "EMAIL;TYPE=work:ana@example.com\r\nTEL;TYPE=cell:+34 600\r\n"
                                   "ADR;TYPE=work:;;Calle 1;Madrid;;28001;Spain\r\n"
                                   "NOTE:One\\nTwo\r\nX-SKYPE:ana\r\nUID:u-1\r\n"
                                   "CATEGORIES:VIP,Fair\r\n");

  import (test, card);
  g_assert_cmpuint (test->n_refused, ==, 0);
  g_assert_cmpint (count (test, "SELECT count(*) FROM contact JOIN company ON contact.company = "
                                "company.id WHERE first_name = 'Ana' AND middle_name = 'María' AND "
                                "last_name = 'Ruiz' AND prefix = 'Dr.' AND company.name = 'Acme' "
                                "AND job_title = 'Buyer' AND birthday = 3733 AND "
                                "contact.description = 'One' || char(10) || 'Two' AND "
                                "contact.source = 'vcard' AND contact.external_key = 'u-1' AND "
                                "contact.card LIKE '%X-SKYPE:ana%'"),
                   ==, 1);
  g_assert_cmpint (count (test, "SELECT count(*) FROM contact_point JOIN contact ON "
                                "contact_point.contact = contact.id"),
                   ==, 3);
  g_assert_cmpint (count (test, "SELECT count(*) FROM contact_point WHERE kind = 'address' AND "
                                "city = 'Madrid' AND label = 'work'"),
                   ==, 1);
  g_assert_cmpint (count (test, "SELECT count(*) FROM tagging JOIN tag ON tagging.tag = tag.id "
                                "WHERE tag.name IN ('VIP', 'Fair')"),
                   ==, 2);
  import (test, card);
  g_assert_cmpuint (test->total.created, ==, 0);
  g_assert_cmpuint (test->total.updated, ==, 0);
  kontor_test_store_assert_whole (&test->store);
}

static void
test_a_changed_card_changes_its_contact (Test *test, gconstpointer data)
{
  import (test, CARD ("N:Ruiz;Ana\r\nFN:Ana Ruiz\r\nEMAIL:ana@example.com\r\nUID:u-1\r\n"));
  /* Another address and another name, but the same card. */
  import (test, CARD ("N:Díaz;Ana\r\nFN:Ana Díaz\r\nEMAIL:diaz@example.com\r\nUID:u-1\r\n"));
  g_assert_cmpuint (test->total.created, ==, 0);
  g_assert_cmpuint (test->total.updated, ==, 1);
  g_assert_cmpint (count (test, "SELECT count(*) FROM contact WHERE last_name = 'Díaz'"), ==, 1);
  /* What is in a card is not all there is. */
  g_assert_cmpint (count (test, "SELECT count(*) FROM contact_point"), ==, 2);
}

static void
test_cards_of_one_person_are_one_contact (Test *test, gconstpointer data)
{
  import (test,
          CARD ("N:Ruiz;Ana\r\nFN:Ana Ruiz\r\nEMAIL:ana@example.com\r\nTITLE:Buyer\r\n")
              CARD ("N:Ruiz;Ana\r\nFN:Ana Ruiz\r\nEMAIL:ANA@example.com\r\nTITLE:Boss\r\n"
                    "TEL:+34 600\r\n") CARD ("N:Li;Bo\r\nFN:Bo Li\r\nEMAIL:ana@example.com\r\n"));
  /* What the second says otherwise is told; who merely shares an address is somebody else. */
  g_assert_cmpint (count (test, "SELECT count(*) FROM contact"), ==, 2);
  g_assert_cmpint (count (test, "SELECT count(*) FROM contact WHERE job_title = 'Buyer'"), ==, 1);
  g_assert_nonnull (strstr (test->problems->str, "2 TITLE Boss\n"));
  g_assert_cmpint (count (test, "SELECT count(*) FROM contact_point WHERE kind = 'phone'"), ==, 1);
}

static void
test_a_card_of_a_company_becomes_one (Test *test, gconstpointer data)
{
  import (test, CARD ("N:;;;;\r\nFN:Acme\r\nORG:Acme\r\nX-ABShowAs:COMPANY\r\nTEL:+34 900\r\n"
                      "X-SKYPE:acme\r\n"));
  g_assert_cmpuint (test->n_refused, ==, 0);
  g_assert_cmpint (count (test, "SELECT count(*) FROM contact"), ==, 0);
  g_assert_cmpint (count (test, "SELECT count(*) FROM company JOIN contact_point ON "
                                "contact_point.company = company.id WHERE name = 'Acme' AND "
                                "card LIKE '%X-SKYPE:acme%'"),
                   ==, 1);
}

static void
test_lists_of_cards_are_refused (Test *test, gconstpointer data)
{
  import (test, "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nFN:Friends\r\n"
                "MEMBER:urn:uuid:1\r\nEND:VCARD\r\n"
                "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ana\r\nEND:VCARD\r\n");
  g_assert_cmpuint (test->n_refused, ==, 1);
  g_assert_cmpstr (test->problems->str, ==, "refused 1 KIND group\n");
  g_assert_cmpint (count (test, "SELECT count(*) FROM contact"), ==, 1);
}

static void
test_what_is_too_large_is_told (Test *test, gconstpointer data)
{
  g_autofree char *photo = g_strnfill (2 * 1024 * 1024, 'A');
  g_autofree char *card = g_strdup_printf (
      CARD ("FN:Ana\r\nN:Ruiz;Ana\r\nX-SMALL:kept\r\nPHOTO;ENCODING=b;TYPE=JPEG:%s\r\n"), photo);

  import (test, card);
  g_assert_cmpuint (test->n_refused, ==, 0);
  g_assert_nonnull (strstr (test->problems->str, "PHOTO"));
  g_assert_cmpint (count (test, "SELECT count(*) FROM contact WHERE card LIKE '%X-SMALL%'"), ==, 1);
}

static void
test_real_cards_come_in (Test *test, gconstpointer data)
{
  static const char *const names[] = { "gmail-list.vcf", "outlook-2007.vcf", "rfc6350-example.vcf",
                                       "John_Doe_EVOLUTION.vcf", "John_Doe_IPHONE.vcf" };
  static const gint64 contacts[] = { 3, 4, 5, 6, 6 };
  const char *root = g_getenv ("KONTOR_TEST_DATA");

  if (root == NULL)
    {
      g_test_skip ("KONTOR_TEST_DATA does not lead to the real files");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (root, "vcard", names[i], NULL);
      g_autofree char *text = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      import (test, text);
      g_assert_cmpuint (test->n_refused, ==, 0);
      g_assert_cmpint (count (test, "SELECT count(*) FROM contact"), ==, contacts[i]);
      import (test, text);
      g_assert_cmpuint (test->total.created, ==, 0);
      g_assert_cmpuint (test->total.updated, ==, 0);
    }
}

#define ADD(path, func) g_test_add ("/card-source/" path, Test, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-card-becomes-a-contact", test_a_card_becomes_a_contact);
  ADD ("a-changed-card-changes-its-contact", test_a_changed_card_changes_its_contact);
  ADD ("cards-of-one-person-are-one-contact", test_cards_of_one_person_are_one_contact);
  ADD ("a-card-of-a-company-becomes-one", test_a_card_of_a_company_becomes_one);
  ADD ("lists-of-cards-are-refused", test_lists_of_cards_are_refused);
  ADD ("what-is-too-large-is-told", test_what_is_too_large_is_told);
  ADD ("real-cards-come-in", test_real_cards_come_in);
  return g_test_run ();
}
