/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/kontor-test-source.h"

#include "store/kontor-journal.h"

#include <string.h>

/* The importer's promises, held against files that nobody wrote. */

/* Files of few names, so that rows meet: companies under each other, people in them, with keys and
 * without, some of it wrong. Where they are not @tangled, no company comes to stand above itself. */
static KontorTestSource *
make_random (GRand *random, gboolean tangled)
{
  static const char *const policies[] = { "overwrite", "fill", "keep" };
  KontorTestSource *source = kontor_test_source_new ("random.csv");
  int n_rows = g_rand_int_range (random, 1, 12);

  for (int i = 0; i < n_rows; i++)
    {
      int number = g_rand_int_range (random, 0, 6);
      int above = g_rand_int_range (random, tangled ? 0 : number + 1, 8);
      g_autofree char *name = g_strdup_printf ("C%d", number);
      g_autofree char *parent = g_strdup_printf ("?C%d", above);
      g_autofree char *founded = g_strdup_printf ("%d", g_rand_int_range (random, 1990, 1993));
      g_autofree char *key = g_strdup_printf ("K%d", g_rand_int_range (random, 0, 4));
      g_autofree char *email = g_strdup_printf ("p%d@example.com", g_rand_int_range (random, 0, 4));
      const char *policy = policies[g_rand_int_range (random, 0, 3)];
      gboolean has_parent = g_rand_boolean (random), has_key = g_rand_int_range (random, 0, 4) == 0;

      kontor_test_source_add_row (source);
      kontor_test_source_add (source, "company", "name", name, "founded", founded,
                              g_str_equal (policy, "overwrite") ? "industry" : "(existing)", policy,
                              has_parent ? "parent" : NULL, parent, NULL);
      if (g_rand_boolean (random))
        continue;
      kontor_test_source_add (source, "contact", "last_name", name, "company",
                              g_rand_boolean (random) ? "@0" : "+C1",
                              has_key ? "external_key" : NULL, key, "source", "r", NULL);
      kontor_test_source_add (source, "contact_point", "contact", "@1", "kind", "email", "email",
                              email, NULL);
    }
  return source;
}

static void
import_random (KontorTestImport *result,
               KontorTestStore *test,
               gboolean trial,
               guint32 seed,
               gboolean tangled)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  KontorTestSource *first = make_random (random, tangled), *second = make_random (random, tangled);

  kontor_test_import_run (result, test, trial, first, second, NULL);
}

static void
assert_undone (KontorTestStore *test, gint64 entry, const char *before)
{
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  if (entry != 0)
    kontor_journal_undo (test->store, entry, KONTOR_UNDO_ALL_OR_NOTHING, NULL, NULL, &error);
  g_assert_no_error (error);
  after = kontor_test_store_dump_live (test);
  g_assert_true (g_str_equal (before, after));
}

/* Whatever the files hold: trying out says what importing does, importing again changes nothing unless
 * a row could not tell two records apart that later rows made different, and undoing leaves what was
 * there. */
static void
test_random_files_keep_the_promises (KontorTestStore *test, gconstpointer data)
{
  guint n_same = 0;

  for (guint32 seed = 1; seed <= 150; seed++)
    {
      g_auto (KontorTestImport) trial = { 0 }, real = { 0 }, again = { 0 };
      g_autofree char *before = kontor_test_store_dump_live (test), *between = NULL;

      g_test_message ("seed %u", seed);
      import_random (&trial, test, TRUE, seed, FALSE);
      assert_undone (test, 0, before);
      import_random (&real, test, FALSE, seed, FALSE);
      g_assert_cmpstr (trial.events->str, ==, real.events->str);
      between = kontor_test_store_dump_live (test);
      import_random (&again, test, FALSE, seed, FALSE);
      if (strstr (real.events->str, ": ambiguous") == NULL)
        {
          n_same++;
          g_assert_cmpint (again.entry, ==, 0);
          g_assert_cmpint (again.total.created + again.total.updated, ==, 0);
        }
      assert_undone (test, again.entry, between);
      if (seed % 3 != 0)
        assert_undone (test, real.entry, before);
    }
  g_assert_cmpint (n_same, >, 75);
  kontor_test_store_assert_whole (test);
}

/* A row that was refused may come in when the others have, so the same files may change something
 * twice; but never so that a company stands above itself. */
static void
test_random_files_make_no_circles (KontorTestStore *test, gconstpointer data)
{
  for (guint32 seed = 1; seed <= 100; seed++)
    {
      g_auto (KontorTestImport) trial = { 0 }, real = { 0 };
      g_autofree char *before = kontor_test_store_dump_live (test);

      g_test_message ("seed %u", seed);
      import_random (&trial, test, TRUE, seed, TRUE);
      import_random (&real, test, FALSE, seed, TRUE);
      g_assert_cmpstr (trial.events->str, ==, real.events->str);
      g_assert_cmpint (kontor_test_store_count (
                           test, "WITH RECURSIVE above (start, id) AS "
                                 "(SELECT id, parent FROM company UNION SELECT start, parent "
                                 "FROM above JOIN company USING (id)) "
                                 "SELECT count(*) FROM above WHERE start = id"),
                       ==, 0);
      if (seed % 3 != 0)
        assert_undone (test, real.entry, before);
    }
  kontor_test_store_assert_whole (test);
}

#define TEST(path, func)                                                                           \
  g_test_add ("/importer/" path, KontorTestStore, NULL, kontor_test_store_set_up, func,            \
              kontor_test_store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("random-files-keep-the-promises", test_random_files_keep_the_promises);
  TEST ("random-files-make-no-circles", test_random_files_make_no_circles);
  return g_test_run ();
}
