/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/kontor-import-edit.h"
#include "import/kontor-import-look.h"
#include "support/kontor-test-store.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  KontorTestStore store;
  KontorImportLook *look;
} Test;

static void
set_up (Test *test, gconstpointer data)
{
  kontor_test_store_set_up (&test->store, NULL);
}

static void
tear_down (Test *test, gconstpointer data)
{
  g_clear_pointer (&test->look, kontor_import_look_unref);
  kontor_test_store_tear_down (&test->store, NULL);
}

/* Looks at "list.csv" and "more.csv", with @text in both. Takes @plan over. */
static void
look (Test *test, const char *text, char *plan)
{
  static const char *const names[] = { "list.csv", "more.csv" };
  g_autofree char *given = plan;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) paths = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      char *path = g_build_filename (test->store.folder, names[i], NULL);
      g_assert_true (g_file_set_contents (path, text, -1, NULL));
      g_strv_builder_take (builder, path);
    }
  paths = g_strv_builder_end (builder);
  g_clear_pointer (&test->look, kontor_import_look_unref);
  test->look = kontor_import_look_new (test->store.store, paths, given, &error);
  g_assert_no_error (error);
}

static const KontorImportFile *
get_file (Test *test, guint index)
{
  return test->look->files->pdata[index];
}

static const char *
get_word (Test *test, guint file, guint column)
{
  return ((const KontorImportColumn *) get_file (test, file)->columns->pdata[column])->word;
}

/* Whatever a column is, the choice that says so is among those offered, unless none can. */
static void
test_words (Test *test, gconstpointer data)
{
  static const char *const words[]
      = { "*", "contact_point.email", "company", "company>industry", "#", "-", NULL };
  look (test,
        "Name,Email,Company,Industry,Tags,Xyzzy,Record ID\n"
        "Ana Ruiz,a@example.com,Acme,Tools,vip;press,1,17\n"
        "Bo Li,b@example.com,Acme,Tools,vip,1,18\n",
        NULL);
  for (guint i = 0; words[i]; i++)
    {
      const KontorImportFile *file = get_file (test, 0);
      guint found = 0;
      g_assert_cmpstr (get_word (test, 0, i), ==, words[i]);
      for (guint j = 0; j < file->choices->len; j++)
        found
            += g_str_equal (((const KontorImportChoice *) file->choices->pdata[j])->word, words[i]);
      g_assert_cmpuint (found, ==, 1);
    }
  /* The key in the other program is no choice, and no loss. */
  g_assert_cmpstr (((const KontorImportColumn *) get_file (test, 0)->columns->pdata[6])->target, !=,
                   NULL);
}

/* Of two files that are looked at only the one that is spoken of is taken otherwise, and what was
 * mended before stays mended. */
static void
test_edit (Test *test, gconstpointer data)
{
  static const char text[] = "First name,Last name,Xyz\nAna,Ruiz,1\nBo,Li,2\n";
  g_autoptr (GError) error = NULL;
  g_autofree char *corrected = NULL;
  look (test, text, NULL);
  corrected = kontor_import_edit_correct (test->look->plan, "First name", "Bo", "Bob", &error);
  g_assert_no_error (error);
  look (test, text, kontor_import_edit_choose (corrected, "more.csv", "Xyz", "nickname", &error));
  g_assert_cmpstr (get_word (test, 0, 2), ==, "-");
  g_assert_cmpstr (get_word (test, 1, 2), ==, "nickname");
  g_assert_nonnull (strstr (test->look->plan, "\"Bo\": \"Bob\""));
  look (test, text, kontor_import_edit_choose (test->look->plan, "more.csv", "Xyz", "-", &error));
  g_assert_cmpstr (get_word (test, 1, 2), ==, "-");
  /* About something else a column is what it is guessed to be then. */
  look (test, text,
        kontor_import_edit_about (test->look->plan, "list.csv", kontor_test_entity ("company"),
                                  &error));
  g_assert_true (get_file (test, 0)->about == kontor_test_entity ("company"));
  g_assert_true (get_file (test, 1)->about == kontor_test_entity ("contact"));
}

/* What somebody wrote into a plan, and what was guessed of other columns, stays. */
static void
test_only_that_column_changes (Test *test, gconstpointer data)
{
  static const char text[] = "Who,Mail,Firma,Extra,Mobil\nAna Ruiz,a@example.com,Acme,1,+34 600 1\n"
                             "Bo Li,b@example.com,Acme,2,+34 600 2\n";
  static const char plan[]
      = "{\"files\": [{\"file\": \"list.csv\", \"source\": \"old\", \"records\": {"
        "\"somebody\": {\"entity\": \"contact\", \"fields\": {\"last_name\": \"Who\","
        "\"lead_source\": {\"value\": \"Fair\"}, \"company\": {\"record\": \"firm\"}}},"
        "\"firm\": {\"entity\": \"company\", \"fields\": {\"name\": \"Firma\"}}},"
        "\"ignored\": [\"Mail\", \"Extra\", \"Mobil\"]}]}";
  static const char *const choices[][2] = { { "Mail", "contact_point.email" },
                                            { "Mobil", "contact_point.phone" },
                                            { "Extra", "company>industry" },
                                            { "Extra", "contact_point.phone" } };
  static const char *const kept[]
      = { "\"last_name\": \"Who\"", "\"value\": \"Fair\"", "\"record\": \"firm\"",
          "\"name\": \"Firma\"", "\"source\": \"old\"" };
  g_autoptr (GError) error = NULL;
  look (test, text, g_strdup (plan));
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      look (test, text,
            kontor_import_edit_choose (test->look->plan, "list.csv", choices[i][0], choices[i][1],
                                       &error));
      g_assert_no_error (error);
      for (guint j = 0; j < G_N_ELEMENTS (kept); j++)
        if (strstr (test->look->plan, kept[j]) == NULL)
          g_error ("%s is lost by %s:\n%s", kept[j], choices[i][1], test->look->plan);
    }
  g_assert_cmpstr (get_word (test, 0, 1), ==, "contact_point.email");
  g_assert_cmpstr (get_word (test, 0, 3), ==, "contact_point.phone");
  g_assert_cmpstr (get_word (test, 0, 4), ==, "contact_point.phone");
  g_assert_null (strstr (test->look->plan, "industry"));
  g_assert_nonnull (strstr (test->look->plan, "\"phone 2\""));
  /* A name in another column: the one it was in is left out, and no record is made of nothing. */
  look (test, text,
        kontor_import_edit_choose (test->look->plan, "list.csv", "Extra", "last_name", &error));
  g_assert_cmpstr (get_word (test, 0, 0), ==, "-");
  g_assert_cmpstr (get_word (test, 0, 3), ==, "last_name");
  g_assert_null (strstr (test->look->plan, "\"phone 2\""));
  g_assert_nonnull (strstr (test->look->plan, "\"value\": \"Fair\""));
  look (test, text, kontor_import_edit_choose (test->look->plan, "list.csv", "Firma", "-", &error));
  g_assert_null (strstr (test->look->plan, "\"firm\""));
  g_assert_cmpuint (test->look->counts[KONTOR_VERDICT_REFUSED], ==, 0);
}

static guint
count (const char *text, const char *part)
{
  g_auto (GStrv) parts = g_strsplit (text, part, -1);
  return g_strv_length (parts) - 1;
}

/* A stage is made of its own column: without it nothing stays that each row would make. */
static void
test_what_a_column_needed_goes_with_it (Test *test, gconstpointer data)
{
  static const char text[] = "Title,Stage,Value\nOne,Won,1\nTwo,Open,2\n";
  g_autoptr (GError) error = NULL;
  look (test, text, NULL);
  g_assert_cmpstr (get_word (test, 0, 1), ==, "stage");
  look (test, text, kontor_import_edit_choose (test->look->plan, "list.csv", "Stage", "-", &error));
  g_assert_nonnull (strstr (test->look->plan, "\"stage\": {"));
  /* The other file has its own. */
  g_assert_cmpuint (count (test->look->plan, "\"entity\": \"pipeline\""), ==, 1);
  g_assert_cmpstr (get_word (test, 0, 1), ==, "-");
  look (test, text,
        kontor_import_edit_choose (test->look->plan, "list.csv", "Stage", "stage", &error));
  g_assert_cmpstr (get_word (test, 0, 1), ==, "stage");
}

static void
test_no_plan (void)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (kontor_import_edit_correct ("{", "a", "b", "c", &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (kontor_import_edit_choose ("[]", "a", "b", "c", &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (kontor_import_edit_about ("", "a", kontor_test_entity ("contact"), &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
}

/* Values that are refused are told with their number, whatever the number. */
static void
test_refused (Test *test, gconstpointer data)
{
  GListModel *lines;
  look (test, "First name,Last name,Birthday\nAna,Ruiz,soon\nBo,Li,soon\nCy,Ek,1980-04-03\n", NULL);
  lines = G_LIST_MODEL (test->look->lines[KONTOR_VERDICT_REFUSED]);
  g_assert_cmpuint (test->look->counts[KONTOR_VERDICT_REFUSED], ==, 4);
  g_assert_cmpuint (g_list_model_get_n_items (lines), ==, 1);
  {
    g_autoptr (KontorImportLine) line = g_list_model_get_item (lines, 0);
    g_assert_cmpuint (line->n_rows, ==, 4);
    g_assert_cmpstr (line->value, ==, "soon");
  }
}

/* Why the file @name can't be read. */
static char *
find_problem (Test *test, const char *name)
{
  g_autofree char *path = g_build_filename (test->store.folder, name, NULL);
  char *paths[] = { path, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorImportLook) found
      = kontor_import_look_new (test->store.store, paths, NULL, &error);
  g_assert_no_error (error);
  return g_strdup (found->problem);
}

static void
assert_problem (Test *test, const char *name, const char *bytes, gssize length, const char *words)
{
  g_autofree char *path = g_build_filename (test->store.folder, name, NULL);
  g_autofree char *problem = NULL;
  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
  problem = find_problem (test, name);
  if (problem == NULL)
    g_error ("%s is no problem", name);
  if (strstr (problem, words) == NULL || strstr (problem, name) == NULL)
    g_error ("%s: %s", name, problem);
}

/* What can't be read is told in words, with the file's name. */
static void
test_unreadable (Test *test, gconstpointer data)
{
  g_autofree char *missing = find_problem (test, "gone.csv");
  g_autofree char *folder = g_build_filename (test->store.folder, "folder.csv", NULL);
  g_autofree char *of_folder = NULL, *wide = NULL;
  static const char archive[]
      = "PK\003\004\024\000\006\000\010\000\000\000!\000b\356\235h^\001\000\000\220\004\000\000\023"
        "\000\010\002[Content_Types].xml \242\004\002(\240\000\002\000\000\000\000\000\000\000\000";
  g_autoptr (GString) columns = g_string_new ("a");
  g_assert_cmpstr (missing, ==, "“gone.csv” is not there any more.");
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  of_folder = find_problem (test, "folder.csv");
  g_assert_cmpstr (of_folder, ==, "“folder.csv” is a folder. Choose the files in it.");
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  assert_problem (test, "empty.csv", "", 0, "is empty");
  assert_problem (test, "empty.vcf", "", 0, "is empty");
  assert_problem (test, "blank.csv", "\n \r\n\n", -1, "is empty");
  assert_problem (test, "header.csv", "First name,Email\n", -1, "has 2 columns, but no rows");
  assert_problem (test, "gaps.csv", "First name,Email\n,\n", -1, "has 2 columns, but no rows");
  assert_problem (test, "table.xlsx", archive, sizeof archive - 1, "neither a list");
  assert_problem (test, "late.csv", "First name,Email\nAna,a@example.com\nB\0o,b\n", 41,
                  "neither a list");
  for (guint i = 0; i < 70000; i++)
    g_string_append_printf (columns, ",%u", i);
  assert_problem (test, "wide.csv", columns->str, -1, "has more in one row");
}

/* Where the file must be read by somebody who may not. */
static void
test_forbidden (Test *test, gconstpointer data)
{
  g_autofree char *path = g_build_filename (test->store.folder, "mine.csv", NULL);
  g_autofree char *problem = NULL;
  if (geteuid () == 0)
    {
      g_test_skip ("root may read everything");
      return;
    }
  g_assert_true (g_file_set_contents (path, "a,b\n", -1, NULL));
  g_assert_cmpint (g_chmod (path, 0), ==, 0);
  problem = find_problem (test, "mine.csv");
  g_assert_cmpstr (problem, ==, "You have no right to read “mine.csv”.");
}

#define ADD(path, test) g_test_add (path, Test, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/import-look/what-a-column-is-is-among-the-choices", test_words);
  ADD ("/import-look/one-file-is-taken-otherwise", test_edit);
  ADD ("/import-look/only-the-column-that-is-chosen-changes", test_only_that_column_changes);
  ADD ("/import-look/what-a-column-needed-goes-with-it", test_what_a_column_needed_goes_with_it);
  g_test_add_func ("/import-look/what-is-no-plan-is-not-edited", test_no_plan);
  ADD ("/import-look/values-are-refused-once-with-their-rows", test_refused);
  ADD ("/import-look/files-that-cannot-be-read-are-told-in-words", test_unreadable);
  ADD ("/import-look/files-that-may-not-be-read-are-told-in-words", test_forbidden);
  return g_test_run ();
}
