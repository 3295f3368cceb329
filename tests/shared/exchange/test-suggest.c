/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-suggest.h"

static const char *const products[] = {
  "GTX Basic", "GTX Pro",    "GTX Plus Basic", "GTX Plus Pro",
  "GTK 500",   "MG Special", "MG Advanced",    NULL,
};

static const char *const others[] = { "Technology",  "Telecommunications",
                                      "Philippines", "Model 2",
                                      "Model 3",     "IBM",
                                      "Ünal GmbH",   "Müller",
                                      "Mueller",     "Anna",
                                      "Anne",        NULL };

static void
test_spelling_is_seen_through (void)
{
  g_assert_cmpstr (kontor_suggest ("GTXPro", products), ==, "GTX Pro");
  g_assert_cmpstr (kontor_suggest ("gtx-pro", products), ==, "GTX Pro");
  g_assert_cmpstr (kontor_suggest (" GTX  PLUS.PRO ", products), ==, "GTX Plus Pro");
  g_assert_cmpstr (kontor_suggest ("unal gmbh", others), ==, "Ünal GmbH");
}

static void
test_slips_are_seen_through (void)
{
  g_assert_cmpstr (kontor_suggest ("technolgy", others), ==, "Technology");
  g_assert_cmpstr (kontor_suggest ("Philipines", others), ==, "Philippines");
  g_assert_cmpstr (kontor_suggest ("Technoolgy", others), ==, "Technology");
  g_assert_cmpstr (kontor_suggest ("Telecomunicatoins", others), ==, "Telecommunications");
  g_assert_cmpstr (kontor_suggest ("MG Spezial", products), ==, "MG Special");
}

static void
test_what_is_far_is_not_suggested (void)
{
  g_assert_null (kontor_suggest ("Biology", others));
  g_assert_null (kontor_suggest ("IBN", others));
  g_assert_null (kontor_suggest ("", others));
  g_assert_null (kontor_suggest ("...", others));
  g_assert_null (kontor_suggest ("Technolies", others));
}

static void
test_digits_are_no_slips (void)
{
  g_assert_null (kontor_suggest ("Model 4", others));
  g_assert_null (kontor_suggest ("GTK 5000", products));
  g_assert_cmpstr (kontor_suggest ("Modell 3", others), ==, "Model 3");
}

static void
test_two_equally_near_are_no_suggestion (void)
{
  g_assert_null (kontor_suggest ("Annx", others));
  g_assert_cmpstr (kontor_suggest ("anna", others), ==, "Anna");
}

static void
test_no_candidates_no_suggestion (void)
{
  static const char *const none[] = { NULL };

  g_assert_null (kontor_suggest ("GTXPro", none));
}

static void
test_distance_counts_slips (void)
{
  g_assert_cmpuint (kontor_suggest_distance ("", "", 2), ==, 0);
  g_assert_cmpuint (kontor_suggest_distance ("abc", "abc", 2), ==, 0);
  g_assert_cmpuint (kontor_suggest_distance ("abc", "acb", 2), ==, 1);
  g_assert_cmpuint (kontor_suggest_distance ("abc", "ab", 2), ==, 1);
  g_assert_cmpuint (kontor_suggest_distance ("abc", "xabc", 2), ==, 1);
  g_assert_cmpuint (kontor_suggest_distance ("größe", "grösse", 2), ==, 2);
  g_assert_cmpuint (kontor_suggest_distance ("kitten", "sitting", 3), ==, 3);
  g_assert_cmpuint (kontor_suggest_distance ("kitten", "sitting", 2), ==, 3);
  g_assert_cmpuint (kontor_suggest_distance ("a", "abcdefgh", 2), ==, 3);
}

static void
test_long_names_are_left_alone (void)
{
  g_autofree char *name = g_strnfill (5000, 'x');
  const char *candidates[] = { name, NULL };

  g_assert_null (kontor_suggest (name, candidates));
  g_assert_cmpuint (kontor_suggest_distance (name, "x", 2), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/suggest/spelling-is-seen-through", test_spelling_is_seen_through);
  g_test_add_func ("/suggest/slips-are-seen-through", test_slips_are_seen_through);
  g_test_add_func ("/suggest/what-is-far-is-not-suggested", test_what_is_far_is_not_suggested);
  g_test_add_func ("/suggest/digits-are-no-slips", test_digits_are_no_slips);
  g_test_add_func ("/suggest/two-equally-near-are-no-suggestion",
                   test_two_equally_near_are_no_suggestion);
  g_test_add_func ("/suggest/no-candidates-no-suggestion", test_no_candidates_no_suggestion);
  g_test_add_func ("/suggest/distance-counts-slips", test_distance_counts_slips);
  g_test_add_func ("/suggest/long-names-are-left-alone", test_long_names_are_left_alone);
  return g_test_run ();
}
