/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files as they come: read piece by piece from the disk, understood, and brought in. */

#include "support/kontor-test-files.h"
#include "util/kontor-error.h"

#include <glib/gstdio.h>
#include <string.h>

/* What is read from a file at once. */
#define PIECE (64 * 1024)

static gint64
count (KontorTestStore *test, const char *sql)
{
  return kontor_test_store_count (test, sql);
}

/* Imports @bytes as a file called @name, which succeeds. Returns what it said. */
static char *
import_bytes (KontorTestStore *test, const char *name, const char *bytes, gssize length)
{
  g_autofree char *path = kontor_test_files_write (test, name, bytes, length);
  const char *paths[] = { path, NULL };
  g_auto (KontorTestImport) result = { 0 };

  kontor_test_files_run (&result, test, FALSE, NULL, paths);
  return g_string_free_and_steal (g_steal_pointer (&result.events));
}

/* Why @bytes can't be imported: nothing is written then. */
static GError *
fail_bytes (KontorTestStore *test, const char *name, const char *bytes, gssize length)
{
  g_autoptr (KontorImportFiles) files
      = kontor_import_files_new (kontor_schema_get_default (), test->store, NULL, NULL);
  g_autofree char *path = kontor_test_files_write (test, name, bytes, length);
  g_autofree char *before = kontor_test_store_dump (test), *after = NULL;
  g_autoptr (KontorImporter) importer = NULL;
  GError *error = NULL;
  KontorImporterOptions options = { 0 };

  if (kontor_import_files_add (files, path, &error) && kontor_import_files_prepare (files, &error)
      && (importer = kontor_import_files_begin (files, &options, &error)) != NULL)
    kontor_importer_run (importer, NULL, NULL, NULL, &error);
  g_assert_nonnull (error);
  after = kontor_test_store_dump (test);
  g_assert_cmpstr (before, ==, after);
  return error;
}

/* Whatever stands where one piece of the file ends and the next begins is read as anywhere else. */
static void
test_pieces_leave_no_trace (KontorTestStore *test, gconstpointer data)
{
  static const char *const awkward[] = {
    "\"Ana \"\"A\"\"\nRuiz\",", "\"\",", "\"x,y\",", "Ünal\r\n\"Ö\",", "\"\"\"\",", "a\"b\"c,",
  };

  for (guint i = 0; i < G_N_ELEMENTS (awkward); i++)
    for (guint shift = 0; shift <= strlen (awkward[i]); shift++)
      {
        g_autoptr (GString) text = g_string_new ("Name,Industry\n");
        g_autofree char *expected = NULL, *path = NULL;
        g_autoptr (KontorInspection) inspection = NULL;
        gsize at = PIECE - shift;

        while (text->len + 120 < at)
          g_string_append_printf (text, "Company %zu,%0*d\n", text->len, 80, 7);
        g_string_append_printf (text, "Last,%0*d\n", (int) (at - text->len - strlen ("Last,\n")),
                                7);
        g_assert_cmpuint (text->len, ==, at);
        g_string_append_printf (text, "%sTools\nEnd,End\n", awkward[i]);
        path = kontor_test_files_write (test, "companies.csv", text->str, text->len);
        inspection = kontor_inspection_new (path, NULL, NULL);
        g_assert_nonnull (inspection);
        g_assert_cmpuint (inspection->n_columns, ==, 2);
        g_assert_cmpuint (inspection->n_damaged, ==, 0);
        /* One row more where the value holds the end of one. */
        g_assert_cmpuint (inspection->n_ragged, ==, i == 3 ? 1 : 0);
      }
}

static void
test_line_ends_of_any_system_are_one (KontorTestStore *test, gconstpointer data)
{
  static const char *const ends[] = { "\n", "\r", "\r\n" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strdup_printf ("companies %u.csv", i);
      g_autofree char *text = g_strdup_printf ("Company name,Industry%sA %u,x%sB %u,y%s", ends[i],
                                               i, ends[i], i, ends[i]);
      g_autofree char *events = import_bytes (test, name, text, -1);
      g_autofree char *expected
          = g_strdup_printf ("2 created company A %u\n3 created company B %u", i, i);

      g_assert_cmpstr (events, ==, expected);
    }
}

static void
test_encodings_are_understood (KontorTestStore *test, gconstpointer data)
{
  static const char text[] = "First name,Last name,Email\r\nJürgen,Müller,j@example.com\r\n"
                             "Zoë,Ångström,z@example.com\r\n";
  static const struct
  {
    const char *charset;
    const char *mark;
  } encodings[] = {
    { "UTF-8", "\357\273\277" }, { "UTF-16LE", "" },     { "UTF-16BE", "" },
    { "UTF-16LE", "\377\376" },  { "WINDOWS-1252", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autofree char *name = g_strdup_printf ("people %u.csv", i);
      gsize length;
      g_autofree char *converted
          = g_convert (text, -1, encodings[i].charset, "UTF-8", NULL, &length, NULL);
      g_autoptr (GString) bytes = g_string_new (encodings[i].mark);
      g_autofree char *events = NULL;

      g_string_append_len (bytes, converted, length);
      events = import_bytes (test, name, bytes->str, bytes->len);
      g_assert_true (g_str_has_prefix (events, i == 0 ? "2 created contact Jürgen Müller"
                                                      : "2 unchanged contact Jürgen Müller"));
      g_assert_cmpint (count (test, "SELECT count(*) FROM contact"), ==, 2);
    }
}

/* A file may be of any size, one of its values may not: it is refused with its line, at once. */
static void
test_what_is_too_large_is_refused (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("Company name,Industry\nAcme,");
  g_autoptr (GError) cell = NULL, columns = NULL, line = NULL;
  gsize begin = text->len;

  g_string_set_size (text, begin + 10 * 1024 * 1024);
  memset (text->str + begin, 'x', text->len - begin);
  g_string_append (text, "\nBluth,Homes\n");
  cell = fail_bytes (test, "companies.csv", text->str, text->len);
  g_assert_error (cell, KONTOR_ERROR, KONTOR_ERROR_LIMIT);
  g_assert_nonnull (strstr (cell->message, "line 2"));
  g_string_assign (text, "Name");
  for (guint i = 1; i < 70000; i++)
    g_string_append_printf (text, ",c%u", i);
  g_string_append (text, "\nAcme\n");
  columns = fail_bytes (test, "wide.csv", text->str, text->len);
  g_assert_error (columns, KONTOR_ERROR, KONTOR_ERROR_LIMIT);
  g_string_assign (text, "BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nNOTE:");
  begin = text->len;
  g_string_set_size (text, begin + 17 * 1024 * 1024);
  memset (text->str + begin, 'x', text->len - begin);
  g_string_append (text, "\nEND:VCARD\n");
  line = fail_bytes (test, "large.vcf", text->str, text->len);
  g_assert_error (line, KONTOR_ERROR, KONTOR_ERROR_LIMIT);
}

/* One value that no field holds refuses its row, and the others come in. */
static void
test_a_large_value_refuses_its_row (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("Company name,Industry\nAcme,");
  g_autofree char *events = NULL;
  gsize begin = text->len;

  g_string_set_size (text, begin + 500 * 1024);
  memset (text->str + begin, 'x', text->len - begin);
  g_string_append (text, "\nBluth,Homes\n");
  events = import_bytes (test, "companies.csv", text->str, text->len);
  g_assert_true (g_str_has_prefix (events, "2 refused Industry \"xxx"));
  g_assert_true (g_str_has_suffix (events, "x\": limit\n3 created company Bluth"));
}

/* A NUL behind what was looked at beforehand: what came in before it is taken back. */
static void
test_a_late_nul_takes_all_back (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("Company name,Founded\n");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < KONTOR_INSPECTED_ROWS + 2000; i++)
    g_string_append_printf (text, "Company %u,1990\n", i);
  g_string_append_len (text, "Bad\0,1990\n", 10);
  error = fail_bytes (test, "companies.csv", text->str, text->len);
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "companies.csv: "));
  g_assert_nonnull (strstr (error->message, "12002"));
}

static char *
fold_at (const char *line, guint width)
{
  GString *folded = g_string_new (NULL);

  for (guint i = 0; line[i] != '\0'; i++)
    {
      if (i > 0 && i % width == 0)
        g_string_append (folded, "\r\n ");
      g_string_append_c (folded, line[i]);
    }
  return g_string_free_and_steal (folded);
}

/* Phones fold after so many bytes, in the middle of a character too. */
static void
test_cards_may_be_folded_anywhere (KontorTestStore *test, gconstpointer data)
{
  for (guint width = 1; width < 12; width++)
    {
      g_autofree char *name = fold_at ("N:Ångström;Zoë ☎𝄞;;;", width);
      g_autofree char *text = g_strdup_printf ("BEGIN:VCARD\r\nVERSION:3.0\r\n%s\r\n"
                                               "EMAIL:z@example.com\r\nEND:VCARD\r\n",
                                               name);
      g_autofree char *events = import_bytes (test, "phone.vcf", text, -1);

      g_assert_true (strstr (events, "contact Zoë ☎𝄞 Ångström") != NULL);
      g_assert_cmpint (count (test, "SELECT count(*) FROM contact"), ==, 1);
    }
}

/* The picture of a card and the card of an assistant in it are no fields of ours, and no loss. */
static void
test_what_a_card_holds_beside_is_kept (KontorTestStore *test, gconstpointer data)
{
  static const char text[]
      = "BEGIN:VCARD\r\nVERSION:2.1\r\nN:Ruiz;Ana\r\nPHOTO;ENCODING=BASE64;TYPE=PNG:\r\n"
        " iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJ\r\n"
        " RU5ErkJggg==\r\n\r\nAGENT:\r\nBEGIN:VCARD\r\nVERSION:2.1\r\nN:Li;Bo\r\nEND:VCARD\r\n"
        "TEL:+34 600 1\r\nEND:VCARD\r\n";
  g_autofree char *events = import_bytes (test, "phone.vcf", text, -1);
  g_autofree char *again = import_bytes (test, "phone.vcf", text, -1);

  g_assert_cmpstr (events, ==, "1 created contact Ana Ruiz\n1 created contact_point +34 600 1");
  g_assert_cmpstr (again, ==, "1 unchanged contact Ana Ruiz\n1 unchanged contact_point +34 600 1");
  g_assert_cmpint (count (test, "SELECT count(*) FROM contact WHERE card LIKE "
                                "'%iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ%' AND card LIKE "
                                "'%AGENT%' AND card LIKE '%Li;Bo%'"),
                   ==, 1);
}

static void
test_a_person_twice_in_a_file_is_one (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *events = kontor_test_files_import (
      test, "people.csv",
      "Name,Email,Phone\nAna Ruiz,a@example.com,\nana ruiz,A@example.com,+34 600 1\n"
      "Ana Ruiz,,+34 600 1\n",
      NULL);

  g_assert_nonnull (events);
  g_assert_cmpint (count (test, "SELECT count(*) FROM contact"), ==, 1);
  g_assert_cmpint (count (test, "SELECT count(*) FROM contact_point"), ==, 2);
}

/* Chosen twice, dropped twice: it is one file. */
static void
test_a_file_given_twice_is_one (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *path = kontor_test_files_write (
      test, "people.csv", "First name,Last name,Email\nAna,Ruiz,a@example.com\n,,\nBad,,x y\n", -1);
  g_autofree char *roundabout = g_build_filename (test->folder, ".", "people.csv", NULL);
  const char *paths[] = { path, roundabout, path, NULL };
  g_auto (KontorTestImport) result = { 0 };

  kontor_test_files_run (&result, test, FALSE, NULL, paths);
  g_assert_cmpstr (result.events->str, ==,
                   "2 created contact Ana Ruiz\n2 created contact_point a@example.com\n"
                   "4 refused Email \"x y\": form");
  g_assert_cmpuint (result.n_refused, ==, 1);
}

/* Two files of one name, from two folders, stay two: also by a plan that was made of them. */
static void
test_files_of_one_name_are_two (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (test->folder, "old", NULL);
  g_autofree char *people = kontor_test_files_write (
      test, "list.csv", "First name,Last name,Email\nAna,Ruiz,a@example.com\n", -1);
  g_autofree char *firms = g_build_filename (folder, "list.csv", NULL);
  const char *paths[] = { people, firms, NULL };
  g_auto (KontorTestImport) trial = { 0 }, result = { 0 };
  g_autoptr (KontorImportFiles) files
      = kontor_import_files_new (kontor_schema_get_default (), test->store, NULL, NULL);
  g_autoptr (KontorImportPlan) given = NULL;
  g_autofree char *json = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (firms, "Company name,Industry\nAcme,Tools\n", -1, NULL));
  for (guint i = 0; paths[i] != NULL; i++)
    g_assert_true (kontor_import_files_add (files, paths[i], NULL));
  g_assert_true (kontor_import_files_prepare (files, NULL));
  json = kontor_import_plan_to_json (kontor_import_files_get_plan (files));
  given = kontor_import_plan_from_json (kontor_schema_get_default (), json, NULL);
  kontor_test_files_run (&trial, test, TRUE, given, paths);
  kontor_test_files_run (&result, test, FALSE, given, paths);
  g_assert_cmpstr (trial.events->str, ==, result.events->str);
  g_assert_cmpuint (result.total.created, ==, 2);
  g_assert_cmpuint (result.n_refused, ==, 0);
  g_assert_cmpint (count (test, "SELECT count(*) FROM company WHERE name = 'Acme'"), ==, 1);
  g_assert_cmpint (g_unlink (firms), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Companies that are each other's parents, over rows and through what is there already. */
static void
test_circles_of_companies_are_refused (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *first = kontor_test_files_import (
      test, "companies.csv",
      "Company name,Subsidiary of\nA,B\nB,C\nC,A\nAlone,Alone\nFine,Root\nRoot,\n", NULL);
  g_autofree char *second = NULL;

  for (guint row = 2; row <= 5; row++)
    {
      g_autofree char *refused = g_strdup_printf ("%u refused Subsidiary of", row);

      g_assert_nonnull (strstr (first, refused));
    }
  g_assert_nonnull (strstr (first, "6 created company Fine"));
  second = kontor_test_files_import (test, "more.csv", "Company name,Subsidiary of\nRoot,Fine\n",
                                     NULL);
  g_assert_cmpstr (second, ==, "2 refused Subsidiary of \"Fine\": cycle");
}

/* Who of two is meant nobody can tell: the row is refused, and comes in once it can be told. */
static void
test_a_name_of_two_is_asked_about (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *refused = NULL;
  static const char deals[] = "Title,Contact,Value\nShop,Ana Ruiz,1200\n";

  kontor_test_store_insert (test, "contact", "first_name", "Ana", "last_name", "Ruiz", NULL);
  kontor_test_store_insert (test, "contact", "first_name", "Ana", "last_name", "Ruiz", NULL);
  refused = import_bytes (test, "deals.csv", deals, -1);
  g_assert_cmpstr (refused, ==, "2 refused Contact \"Ana Ruiz\": ambiguous");
  g_assert_cmpint (count (test, "SELECT count(*) FROM deal"), ==, 0);
}

/* What somebody changed after an import stays when it is taken back, and what nobody touched goes. */
static void
test_later_edits_outlive_an_undo (KontorTestStore *test, gconstpointer data)
{
  KontorId over = kontor_test_store_insert (test, "company", "name", "Over", "industry", "old",
                                            "location", "Here", NULL);
  g_autofree char *path = kontor_test_files_write (
      test, "companies.csv", "Company name,Industry,Founded\nOver,new,1990\nMade,x,1991\n", -1);
  const char *paths[] = { path, NULL };
  g_auto (KontorTestImport) result = { 0 };
  g_autofree char *industry = NULL, *founded = NULL, *location = NULL;
  g_autoptr (GError) error = NULL;

  kontor_test_files_run (&result, test, FALSE, NULL, paths);
  kontor_test_store_update (test, "company", &over, "industry", "mine", NULL);
  kontor_journal_undo (test->store, result.entry, KONTOR_UNDO_REST, NULL, NULL, &error);
  g_assert_no_error (error);
  industry = kontor_test_store_get (test, "company", &over, "industry");
  founded = kontor_test_store_get (test, "company", &over, "founded");
  location = kontor_test_store_get (test, "company", &over, "location");
  g_assert_cmpstr (industry, ==, "mine");
  g_assert_cmpstr (founded, ==, "");
  g_assert_cmpstr (location, ==, "Here");
  g_assert_cmpint (kontor_store_count (test->store, kontor_test_entity ("company")), ==, 1);
  kontor_test_store_assert_whole (test);
}

#define TEST(path, func)                                                                           \
  g_test_add ("/import-dirt/" path, KontorTestStore, NULL, kontor_test_store_set_up, func,         \
              kontor_test_store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("pieces-leave-no-trace", test_pieces_leave_no_trace);
  TEST ("line-ends-of-any-system-are-one", test_line_ends_of_any_system_are_one);
  TEST ("encodings-are-understood", test_encodings_are_understood);
  TEST ("what-is-too-large-is-refused", test_what_is_too_large_is_refused);
  TEST ("a-large-value-refuses-its-row", test_a_large_value_refuses_its_row);
  TEST ("a-late-nul-takes-all-back", test_a_late_nul_takes_all_back);
  TEST ("cards-may-be-folded-anywhere", test_cards_may_be_folded_anywhere);
  TEST ("what-a-card-holds-beside-is-kept", test_what_a_card_holds_beside_is_kept);
  TEST ("a-person-twice-in-a-file-is-one", test_a_person_twice_in_a_file_is_one);
  TEST ("a-file-given-twice-is-one", test_a_file_given_twice_is_one);
  TEST ("files-of-one-name-are-two", test_files_of_one_name_are_two);
  TEST ("circles-of-companies-are-refused", test_circles_of_companies_are_refused);
  TEST ("a-name-of-two-is-asked-about", test_a_name_of_two_is_asked_about);
  TEST ("later-edits-outlive-an-undo", test_later_edits_outlive_an_undo);
  return g_test_run ();
}
