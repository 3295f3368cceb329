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
  assert_problem (test, "header.csv", "First name,Email\n", -1, "is empty");
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
  g_test_add_func ("/import-look/what-is-no-plan-is-not-edited", test_no_plan);
  ADD ("/import-look/values-are-refused-once-with-their-rows", test_refused);
  ADD ("/import-look/files-that-cannot-be-read-are-told-in-words", test_unreadable);
  ADD ("/import-look/files-that-may-not-be-read-are-told-in-words", test_forbidden);
  return g_test_run ();
}
