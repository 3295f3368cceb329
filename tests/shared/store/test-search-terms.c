/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-search-terms.h"

#include "support/kontor-test-store.h"

static void
assert_match (const char *text, const char *expected)
{
  g_auto (KontorSearchTerms) terms = { 0 };

  kontor_search_terms_init (&terms, text);
  g_assert_cmpstr (terms.match, ==, expected);
}

static void
test_words (void)
{
  assert_match ("ana", "\"ana\"*");
  assert_match ("  Ána  RUIZ ", "\"ana\"* AND \"ruiz\"*");
  assert_match ("Straße", "\"strasse\"*");
  assert_match ("o'brien", "\"o'brien\"*");
  assert_match ("a@b.de", "\"a@b.de\"*");
}

static void
test_nothing (void)
{
  assert_match ("", NULL);
  assert_match (" \t\n ", NULL);
  assert_match ("- * \" ( ) : ^ {} + 😀", NULL);
}

static void
test_syntax (void)
{
  assert_match ("a\"b", "\"a\"\"b\"*");
  assert_match ("\"", NULL);
  assert_match ("NOT a OR b", "\"not\"* AND \"a\"* AND \"or\"* AND \"b\"*");
  assert_match ("title:x", "\"title:x\"*");
}

static void
test_numbers (void)
{
  assert_match ("600", "\"600\"*");
  assert_match ("600 12", "((\"600\"* AND \"12\"*) OR \"60012\"*)");
  assert_match ("+34 600 12", "((\"+34\"* AND \"600\"* AND \"12\"*) OR \"3460012\"*)");
  assert_match ("+34", "((\"+34\"*) OR \"34\"*)");
  assert_match ("(030)12-3", "((\"(030)12-3\"*) OR \"30123\"*)");
  assert_match ("0176 12", "((\"0176\"* AND \"12\"*) OR \"17612\"* OR \"017612\"*)");
  assert_match ("0045 12", "((\"0045\"* AND \"12\"*) OR \"4512\"*)");
  assert_match ("ana 600 12 ruiz",
                "\"ana\"* AND ((\"600\"* AND \"12\"*) OR \"60012\"*) AND \"ruiz\"*");
  assert_match ("0", "\"0\"*");
  assert_match ("00", "\"00\"*");
}

static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (KontorSearchTerms) terms = { 0 };

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "word ");
  kontor_search_terms_init (&terms, text->str);
  g_assert_cmpuint (terms.words->len, ==, KONTOR_SEARCH_MAX_WORDS);
}

/* Whatever is typed, FTS5 understands what is made of it. */
static void
test_any_text (KontorTestStore *self, gconstpointer data)
{
  static const char *const pieces[]
      = { "\"",  "'",   "*",    "(", ")", ":", "^",     "{", "}",   "+",  "-",
          "AND", "NOT", "NEAR", " ", "a", "é", "7",     ".", ",",   "\\", "\t",
          "😀",  "ا",   "한",   "%", "_", "0", "title", "/", "\xff" };
  KontorStatement *statement = kontor_database_prepare (
      kontor_store_get_database (self->store),
      "SELECT count(*) FROM contact_search WHERE contact_search MATCH ?1", NULL);

  kontor_test_store_insert (self, "contact", "first_name", "A", NULL);
  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_auto (KontorSearchTerms) terms = { 0 };
      g_autoptr (GError) error = NULL;
      gboolean row;

      for (int j = g_test_rand_int_range (0, 10); j > 0; j--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      kontor_search_terms_init (&terms, text->str);
      if (terms.match == NULL)
        continue;
      kontor_statement_bind_text (statement, 1, terms.match);
      kontor_statement_step (statement, &row, &error);
      g_assert_no_error (error);
      kontor_statement_reset (statement);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/terms/words-are-folded-beginnings", test_words);
  g_test_add_func ("/search/terms/signs-alone-ask-for-nothing", test_nothing);
  g_test_add_func ("/search/terms/nothing-typed-is-syntax", test_syntax);
  g_test_add_func ("/search/terms/digits-side-by-side-are-a-number-too", test_numbers);
  g_test_add_func ("/search/terms/words-have-a-limit", test_many);
  g_test_add ("/search/terms/no-text-is-an-error", KontorTestStore, NULL, kontor_test_store_set_up,
              test_any_text, kontor_test_store_tear_down);
  return g_test_run ();
}
