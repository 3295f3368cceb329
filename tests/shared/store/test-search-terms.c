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
  assert_match ("600 12", "((\"600\"* AND \"12\"*) OR (\"60012\"*))");
  assert_match ("+34 600 12", "\"3460012\"*");
  assert_match ("+34", "((\"+34\"*) OR (\"34\"*))");
  assert_match ("(030)12-3", "((\"(030)12-3\"*) OR (\"30123\"*))");
  assert_match ("0176 12", "((\"0176\"* AND \"12\"*) OR (\"17612\"*) OR (\"017612\"*))");
  assert_match ("0045 12", "((\"0045\"* AND \"12\"*) OR (\"4512\"*))");
  assert_match ("ana 600 12 ruiz",
                "\"ana\"* AND ((\"600\"* AND \"12\"*) OR (\"60012\"*)) AND \"ruiz\"*");
  assert_match ("03 01 76", "((\"30176\"*) OR (\"030176\"*))");
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

static void
assert_narrow (const char *text, const char *expected)
{
  g_auto (KontorSearchTerms) terms = { 0 };

  kontor_search_terms_init (&terms, text);
  g_assert_cmpstr (terms.narrow, ==, expected);
}

static void
test_narrow (void)
{
  assert_narrow ("ana ru", NULL);
  assert_narrow ("anna ru", "\"ann\"* AND \"ru\"*");
  /* Only the end of a phrase is a beginning. */
  assert_narrow ("lucia.lopez@exampl", "\"lucia.lopez@exa\"*");
  assert_narrow ("lucia.l", NULL);
  assert_narrow ("größe", "\"gro\"*");
  assert_narrow ("+34 600 12", "\"346\"*");
}

static void
assert_met (const char *typed, const char *title, const char *body, gboolean expected)
{
  g_auto (KontorSearchTerms) terms = { 0 };

  kontor_search_terms_init (&terms, typed);
  if (kontor_search_terms_are_met (&terms, title, body) != expected)
    g_error ("“%s” in “%s” and “%s”", typed, title, body != NULL ? body : "");
}

static void
test_met (void)
{
  assert_met ("ana ru", "ana ruiz", NULL, TRUE);
  assert_met ("ru ana", "ana ruiz", NULL, TRUE);
  assert_met ("uiz", "ana ruiz", NULL, FALSE);
  assert_met ("ana x", "ana ruiz", NULL, FALSE);
  assert_met ("ana x", "ana ruiz", "a xylophone", TRUE);
  assert_met ("ana", "", "", FALSE);
  assert_met ("na", "ana na", NULL, TRUE);
  assert_met ("o'br", "zoe o'brien", NULL, TRUE);
  assert_met ("o'br", "zoe brien o", NULL, FALSE);
  assert_met ("o'br", "zoe o", "brien", FALSE);
  assert_met ("a@b.d", "", "a@b.de", TRUE);
  assert_met ("a@b.d", "", "a@bc.de", FALSE);
  assert_met ("600 12", "", "34600123 600123 00123", TRUE);
  assert_met ("600 13", "", "34600123 600123 00123", FALSE);
  assert_met ("600 12", "600 streets", "12 houses", TRUE);
}

static gboolean
matches (KontorStatement *statement, const char *match)
{
  g_autoptr (GError) error = NULL;
  gboolean row;

  kontor_statement_bind_text (statement, 1, match);
  kontor_statement_step (statement, &row, &error);
  g_assert_no_error (error);
  kontor_statement_reset (statement);
  return row;
}

/* Whatever is typed, FTS5 understands what is made of it, finds what is said here to be met, and
 * finds no less by the shorter beginnings. */
static void
test_any_text (KontorTestStore *self, gconstpointer data)
{
  static const char title[] = "a7 .title near-by", body[] = "7a.0 o'title a 77 077 (7) not";
  static const char *const pieces[]
      = { "\"",  "'",   "*",    "(",  ")", ":", "^", "{",     "}", "+",   "-",
          "AND", "NOT", "NEAR", " ",  "a", "é", "7", ".",     ",", " ",   "\\",
          "\t",  "😀",  "ا",    "한", "%", "_", "0", "title", "/", "\xff" };
  KontorDatabase *database = kontor_store_get_database (self->store);
  KontorStatement *insert = kontor_database_prepare (
      database, "INSERT INTO contact_search (rowid, title, body) VALUES (1, ?1, ?2)", NULL);
  KontorStatement *search = kontor_database_prepare (
      database, "SELECT 1 FROM contact_search WHERE contact_search MATCH ?1", NULL);
  guint n_met = 0;

  kontor_statement_bind_text (insert, 1, title);
  kontor_statement_bind_text (insert, 2, body);
  g_assert_true (kontor_statement_run (insert, NULL));
  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_auto (KontorSearchTerms) terms = { 0 };
      gboolean is_met;

      for (int j = g_test_rand_int_range (0, 8); j > 0; j--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      kontor_search_terms_init (&terms, text->str);
      if (terms.match == NULL)
        continue;
      is_met = kontor_search_terms_are_met (&terms, title, body);
      n_met += is_met;
      if (matches (search, terms.match) != is_met)
        g_error ("“%s” should %sbe met", text->str, is_met ? "not " : "");
      g_assert_true (!is_met || terms.narrow == NULL || matches (search, terms.narrow));
    }
  g_assert_cmpuint (n_met, >, 100);
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
  g_test_add_func ("/search/terms/long-beginnings-have-shorter-ones", test_narrow);
  g_test_add_func ("/search/terms/words-begin-and-phrases-stand-together", test_met);
  g_test_add ("/search/terms/no-text-is-an-error", KontorTestStore, NULL, kontor_test_store_set_up,
              test_any_text, kontor_test_store_tear_down);
  return g_test_run ();
}
