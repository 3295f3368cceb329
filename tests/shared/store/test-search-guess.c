/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-search-guess.h"

#include "support/kontor-test-store.h"

static void
test_distance (void)
{
  static const struct
  {
    const char *word, *term;
    guint distance;
  } cases[] = {
    { "muller", "muller", 0 },
    { "mull", "muller", 0 },
    { "muler", "muller", 1 },
    { "mulller", "muller", 1 },
    { "mumler", "muller", 1 },
    { "mlu", "muller", 1 },
    { "mluler", "muller", 1 },
    { "muellre", "mueller", 1 },
    { "mulrx", "muller", 2 },
    { "abcd", "wxyz", 3 },
    { "größe", "grösse", 2 },
    { "straße", "strase", 1 },
    { "a", "", 1 },
    { "", "abc", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (kontor_search_distance (cases[i].word, cases[i].term, 2) != cases[i].distance)
      g_error ("%s and %s", cases[i].word, cases[i].term);
  g_assert_cmpuint (kontor_search_distance ("mulrx", "muller", 1), ==, 2);
}

static void
test_long (void)
{
  g_autofree char *word = g_strnfill (100, 'a'), *term = g_strnfill (1000, 'a');

  /* No more is compared than of any word. */
  g_assert_cmpuint (kontor_search_distance (word, term, 2), ==, 0);
}

static void
assert_guess (KontorTestStore *self, const char *text, const char *expected)
{
  g_auto (KontorSearchTerms) terms = { 0 }, guess = { 0 };
  g_autoptr (GError) error = NULL;

  kontor_search_terms_init (&terms, text);
  g_assert_true (
      kontor_search_guess (self->store, kontor_test_entity ("company"), &terms, &guess, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (guess.match, ==, expected);
}

static void
test_words (KontorTestStore *self, gconstpointer data)
{
  kontor_test_store_insert (self, "company", "name", "Muller", NULL);
  kontor_test_store_insert (self, "company", "name", "Mullen", NULL);
  kontor_test_store_insert (self, "company", "name", "Mullen & Sons", NULL);
  kontor_test_store_insert (self, "company", "name", "Keller", NULL);
  /* What more records have comes before what fewer have, and the nearest before all. */
  assert_guess (self, "mulleq", "((\"mulleq\"*) OR (\"mullen\"*) OR (\"muller\"*))");
  assert_guess (self, "mullerr", "((\"mullerr\"*) OR (\"muller\"*))");
  assert_guess (self, "a kelle", "\"a\"* AND ((\"kelle\"*) OR (\"keller\"*))");
  assert_guess (self, "eller", NULL);
  assert_guess (self, "kel", NULL);
  assert_guess (self, "k4ller", NULL);
}

/* A store that only reads can guess too, in the middle of reading and more than once. */
static void
test_reader (KontorTestStore *self, gconstpointer data)
{
  g_autoptr (KontorStore) writer = g_steal_pointer (&self->store);
  g_autoptr (GError) error = NULL;

  self->store = writer;
  kontor_test_store_insert (self, "company", "name", "Keller", NULL);
  self->store = kontor_store_open (self->path, kontor_schema_get_default (), &self->clock.parent,
                                   KONTOR_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_true (kontor_database_begin_read (kontor_store_get_database (self->store), NULL));
  assert_guess (self, "kelller", "((\"kelller\"*) OR (\"keller\"*))");
  assert_guess (self, "kelller", "((\"kelller\"*) OR (\"keller\"*))");
  kontor_database_rollback (kontor_store_get_database (self->store));
  /* It still only reads. */
  g_assert_false (
      kontor_database_exec (kontor_store_get_database (self->store), "DELETE FROM company", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/guess/mistakes-are-counted-to-the-nearest-beginning", test_distance);
  g_test_add_func ("/search/guess/long-words-are-compared-in-part", test_long);
  g_test_add ("/search/guess/words-that-records-have-are-offered", KontorTestStore, NULL,
              kontor_test_store_set_up, test_words, kontor_test_store_tear_down);
  g_test_add ("/search/guess/a-reader-guesses-and-still-only-reads", KontorTestStore, NULL,
              kontor_test_store_set_up, test_reader, kontor_test_store_tear_down);
  return g_test_run ();
}
