/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-text3.h"

#include <string.h>

static void
assert_merge (const char *base,
              const char *mine,
              const char *theirs,
              const char *expected,
              gboolean expected_clean)
{
  gboolean clean;
  g_autofree char *merged = kontor_text3_merge (base, mine, theirs, &clean);

  g_assert_cmpstr (merged, ==, expected);
  g_assert_cmpint (clean, ==, expected_clean);
}

static void
test_lines (void)
{
  assert_merge ("a\nb\nc", "A\nb\nc", "a\nb\nC", "A\nb\nC", TRUE);
  assert_merge ("a\nb\nc\n", "b\nc\n", "a\nb\nc\nd\n", "b\nc\nd\n", TRUE);
  assert_merge ("a\nb\nc\nd\ne", "a\nx\nb\nc\nd\ne", "a\nb\nc\nd\ny\ne", "a\nx\nb\nc\nd\ny\ne",
                TRUE);
}

static void
test_words (void)
{
  assert_merge ("call Anna on Monday", "call Anna on Friday", "ring Anna on Monday",
                "ring Anna on Friday", TRUE);
  assert_merge ("head\nthe old offer stands\ntail", "head\nthe new offer stands\ntail",
                "head\nthe old offer falls\ntail", "head\nthe new offer falls\ntail", TRUE);
}

static void
test_overlap (void)
{
  assert_merge ("on Monday", "on Friday", "on Tuesday", "on Tuesday", FALSE);
  assert_merge ("a\nb\nc", "a\nc", "a\nbee\nc", "a\nbee\nc", FALSE);
  assert_merge ("keep\non Monday\nold", "keep\non Friday\nold", "keep\non Tuesday\nnew",
                "keep\non Tuesday\nnew", FALSE);
}

static void
test_additions (void)
{
  assert_merge ("a", "a\nmine", "a\ntheirs", "a\ntheirs\nmine", TRUE);
  assert_merge ("", "mine", "theirs", "theirs\nmine", TRUE);
  assert_merge ("a", "a\nboth", "a\nboth", "a\nboth", TRUE);
  assert_merge ("a", "a\nmine", "a\ntheirs\nmine", "a\ntheirs\nmine", TRUE);
  assert_merge ("a", "a\ntheirs\nmine", "a\ntheirs", "a\ntheirs\nmine", TRUE);
}

static void
test_same (void)
{
  assert_merge ("", "", "", "", TRUE);
  assert_merge ("a\n", "a\n", "", "", TRUE);
  assert_merge ("a\n", "", "a\n", "", TRUE);
  assert_merge ("a", "b", "b", "b", TRUE);
  assert_merge ("a\n\n\nb", "a\n\nb", "a\n\n\nb\n", "a\n\nb\n", TRUE);
}

static char *
make_text (GRand *random, const char *alphabet, guint length)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < length; i++)
    g_string_append_c (text, alphabet[g_rand_int_range (random, 0, (int) strlen (alphabet))]);
  return g_string_free (text, FALSE);
}

static char *
change_text (GRand *random, const char *text)
{
  GString *changed = g_string_new (text);

  for (int i = g_rand_int_range (random, 1, 4); i > 0; i--)
    {
      gsize at = (gsize) g_rand_int_range (random, 0, (int) changed->len + 1);

      if (g_rand_boolean (random) && at < changed->len)
        g_string_erase (changed, (gssize) at, 1);
      else
        g_string_insert_c (changed, (gssize) at, "ab \n"[g_rand_int_range (random, 0, 4)]);
    }
  return g_string_free (changed, FALSE);
}

/* What holds for any three texts. */
static void
test_laws (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);

  for (guint round = 0; round < 20000; round++)
    {
      g_autofree char *base = make_text (random, "ab \n", (guint) g_rand_int_range (random, 0, 20));
      g_autofree char *mine = change_text (random, base);
      g_autofree char *theirs = change_text (random, base);

      assert_merge (base, base, theirs, theirs, TRUE);
      assert_merge (base, mine, base, mine, TRUE);
      assert_merge (base, mine, mine, mine, TRUE);
    }
}

static void
test_large (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autofree char *base = make_text (random, "abc \n", 300000);
  g_autofree char *mine = make_text (random, "abc \n", 300000);
  g_autofree char *theirs = make_text (random, "abc \n", 300000);
  gint64 start = g_get_monotonic_time ();
  gboolean clean;
  g_autofree char *merged = kontor_text3_merge (base, mine, theirs, &clean);

  g_assert_cmpstr (merged, ==, theirs);
  g_assert_false (clean);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text3/different-lines-are-both-kept", test_lines);
  g_test_add_func ("/text3/different-words-of-a-line-are-both-kept", test_words);
  g_test_add_func ("/text3/theirs-stands-where-both-changed", test_overlap);
  g_test_add_func ("/text3/lines-added-at-one-place-are-both-kept", test_additions);
  g_test_add_func ("/text3/one-side-unchanged-gives-the-other", test_same);
  g_test_add_func ("/text3/laws-hold-for-any-texts", test_laws);
  g_test_add_func ("/text3/large-strangers-merge-in-bounded-time", test_large);
  return g_test_run ();
}
