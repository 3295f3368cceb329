/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-search-marks.h"

#include <string.h>

/* @text with brackets round each of @spans. */
static char *
show (const char *text, const GArray *spans)
{
  GString *shown = g_string_new (NULL);
  guint done = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      KontorSpan span = g_array_index (spans, KontorSpan, i);

      g_assert_cmpuint (span.start, >=, done);
      g_assert_cmpuint (span.start + span.length, <=, strlen (text));
      g_string_append_len (shown, text + done, span.start - done);
      g_string_append_c (shown, '[');
      g_string_append_len (shown, text + span.start, span.length);
      g_string_append_c (shown, ']');
      done = span.start + span.length;
    }
  g_string_append (shown, text + done);
  g_assert_true (g_utf8_validate (shown->str, -1, NULL));
  return g_string_free_and_steal (shown);
}

static void
assert_marked (const char *typed, const char *text, const char *expected, guint64 expected_found)
{
  g_auto (KontorSearchTerms) terms = { 0 };
  g_autoptr (GArray) spans = NULL;
  g_autofree char *shown = NULL;
  guint64 found = 0;

  kontor_search_terms_init (&terms, typed);
  spans = kontor_search_mark (&terms, text, &found);
  shown = show (text, spans);
  g_assert_cmpstr (shown, ==, expected);
  g_assert_cmpuint (found, ==, expected_found);
}

static void
test_beginnings (void)
{
  assert_marked ("an", "Ana Banana Ander", "[An]a Banana [An]der", 1);
  assert_marked ("ana b", "Ana Banana", "[Ana] [B]anana", 3);
  assert_marked ("a an ana", "Anastasia", "[Ana]stasia", 7);
  assert_marked ("x", "Ana", "Ana", 0);
  assert_marked ("x", "", "", 0);
}

static void
test_folded (void)
{
  assert_marked ("soren str", "Søren Straße", "[Søren] [Str]aße", 3);
  assert_marked ("strasse", "Straße 5", "[Straße] 5", 1);
  assert_marked ("stras", "Straße 5", "[Straß]e 5", 1);
  assert_marked ("ecole", "l'e\314\201cole", "l'[e\314\201cole]", 1);
  assert_marked ("o'br", "O'Brien", "[O]'[Br]ien", 3);
}

static void
assert_phone (const char *typed, const char *text, const char *expected, guint64 expected_found)
{
  g_auto (KontorSearchTerms) terms = { 0 };
  g_autoptr (GArray) spans = NULL;
  g_autofree char *shown = NULL;
  guint64 found = 0;

  kontor_search_terms_init (&terms, typed);
  spans = kontor_search_mark_phone (&terms, text, &found);
  shown = show (text, spans);
  g_assert_cmpstr (shown, ==, expected);
  g_assert_cmpuint (found, ==, expected_found);
}

static void
test_phones (void)
{
  assert_phone ("600 12", "+34 600-12 34 56", "+34 [600-12] 34 56", 3);
  assert_phone ("+34 (600)", "0034 600 12", "00[34 600] 12", 3);
  assert_phone ("ana 3456", "+34 600 12 34 56", "+34 600 12 [34 56]", 2);
  assert_phone ("030 123", "+49 (0)30 123", "+49 (0)[30 123]", 3);
  /* The zero that is not dialled stands in the middle of what was typed: all of it is marked. */
  assert_phone ("+49 30 123", "+49 (0)30 123", "[+49 (0)30 123]", 7);
  assert_phone ("999", "+34 600 12", "+34 600 12", 0);
}

static void
assert_cut (const char *typed, const char *text, const char *expected)
{
  g_auto (KontorSearchTerms) terms = { 0 };
  g_autoptr (GArray) spans = NULL;
  g_autofree char *cut = NULL, *shown = NULL;
  guint64 found = 0;

  kontor_search_terms_init (&terms, typed);
  spans = kontor_search_mark (&terms, text, &found);
  cut = kontor_search_cut (text, spans);
  shown = show (cut, spans);
  g_assert_cmpstr (shown, ==, expected);
}

static void
test_cut (void)
{
  assert_cut ("fox", "The fox\nand\tthe hound", "The [fox] and the hound");
  assert_cut ("fox", "Once upon a time there was in the woods a fox, and it was red",
              "…was in the woods a [fox], and it was red");
  assert_cut ("fox over",
              "The quick brown fox jumps over the lazy dog, and the quick brown fox jumps over the "
              "lazy dog, and the quick",
              "The quick brown [fox] jumps [over] the lazy dog, and the quick brown [fox] jumps "
              "[over] the lazy dog, an…");
  assert_cut ("é", "Ää Öö Üü ß Ää Öö Üü ß Ää Öö Üü ß é", "…ß Ää Öö Üü ß Ää Öö Üü ß [é]");
  assert_cut ("x", "x", "[x]");
}

static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (KontorSearchTerms) terms = { 0 };
  g_autoptr (GArray) spans = NULL;
  guint64 found = 0;

  while (text->len < 1024 * 1024)
    g_string_append (text, "word ");
  g_string_append (text, "needle");
  kontor_search_terms_init (&terms, "needle");
  spans = kontor_search_mark (&terms, text->str, &found);
  g_assert_cmpuint (spans->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/marks/beginnings-of-words-are-marked", test_beginnings);
  g_test_add_func ("/search/marks/folded-letters-are-marked-as-written", test_folded);
  g_test_add_func ("/search/marks/phones-match-by-digits", test_phones);
  g_test_add_func ("/search/marks/a-piece-is-cut-round-the-match", test_cut);
  g_test_add_func ("/search/marks/long-texts-are-not-read-to-their-end", test_long);
  return g_test_run ();
}
