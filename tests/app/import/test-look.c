/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/kontor-import-edit.h"
#include "import/kontor-import-look.h"
#include "support/kontor-test-store.h"

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

#define ADD(path, test) g_test_add (path, Test, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/import-look/what-a-column-is-is-among-the-choices", test_words);
  ADD ("/import-look/one-file-is-taken-otherwise", test_edit);
  g_test_add_func ("/import-look/what-is-no-plan-is-not-edited", test_no_plan);
  ADD ("/import-look/values-are-refused-once-with-their-rows", test_refused);
  return g_test_run ();
}
