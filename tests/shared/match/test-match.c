/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "match/kontor-match.h"

#include <string.h>

/* Somebody as "First|Last|place|birthday|way to reach|…"; a firm, with "firm" in front, as
 * "firm|Name|place||way…". */
static KontorTraits *
read_traits (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "|", -1);
  gboolean firm = g_str_equal (parts[0], "firm");
  KontorTraits *traits = kontor_traits_new (firm ? KONTOR_TRAITS_FIRM : KONTOR_TRAITS_PERSON);
  guint n = g_strv_length (parts);

  if (firm)
    kontor_traits_set_firm (traits, parts[1]);
  else
    kontor_traits_set_person (traits, parts[0], n > 1 ? parts[1] : NULL);
  if (n > 2)
    kontor_traits_set_place (traits, parts[2]);
  if (n > 3 && !firm)
    kontor_traits_set_birthday (traits, parts[3]);
  for (guint i = 4; i < n; i++)
    {
      if (strchr (parts[i], '@') != NULL)
        kontor_traits_add_email (traits, parts[i]);
      else if (strpbrk (parts[i], "abcdefghijklmnopqrstuvwxyz") != NULL)
        kontor_traits_add_url (traits, parts[i]);
      else
        kontor_traits_add_phone (traits, parts[i]);
    }
  return traits;
}

static char *
dup_words (const KontorMatch *match)
{
  GString *words = g_string_new (kontor_match_grade_get_name (match->grade));

  for (guint i = 0; i < match->n_parts; i++)
    g_string_append_printf (words, " %s", kontor_match_reason_get_name (match->parts[i].reason));
  return g_string_free_and_steal (words);
}

static gboolean
have_key_in_common (const KontorTraits *a, const KontorTraits *b)
{
  g_autoptr (GArray) of_a = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (GArray) of_b = g_array_new (FALSE, FALSE, sizeof (guint64));

  kontor_traits_append_keys (a, of_a);
  kontor_traits_append_keys (b, of_b);
  for (guint i = 0; i < of_a->len; i++)
    for (guint j = 0; j < of_b->len; j++)
      if (g_array_index (of_a, guint64, i) == g_array_index (of_b, guint64, j))
        return TRUE;
  return FALSE;
}

typedef struct
{
  const char *a, *b, *expected;
} Pair;

/* Both ways round; and a pair that is one must be found by a key. */
static void
assert_pairs (const Pair *pairs, gsize n, KontorMatchCount count)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (KontorTraits) a = read_traits (pairs[i].a);
      g_autoptr (KontorTraits) b = read_traits (pairs[i].b);
      g_autofree char *there = NULL, *back = NULL;
      KontorMatch match, other;

      kontor_match_compare (a, b, count, NULL, &match);
      kontor_match_compare (b, a, count, NULL, &other);
      there = dup_words (&match);
      back = dup_words (&other);
      g_assert_cmpstr (there, ==, pairs[i].expected);
      g_assert_cmpstr (back, ==, pairs[i].expected);
      g_assert_cmpint (match.score, ==, other.score);
      g_assert_true (match.grade == KONTOR_MATCH_NONE || have_key_in_common (a, b));
    }
}
#define ASSERT_PAIRS(pairs) assert_pairs (pairs, G_N_ELEMENTS (pairs), NULL)

static void
test_a_mailbox_says_most (void)
{
  static const Pair pairs[] = {
    { "Ada|Lovelace|||ada@example.com", "Ada|Lovelace|||ADA@example.com", "sure name email" },
    { "Ada|Lovelace|||ada@example.com", "A.|Lovelace|||ada@example.com",
      "sure name-shorter email" },
    { "Ada|Lovelace|||ada@example.com", "||||ada@example.com", "likely email" },
    { "Ada|Lovelace|||ada@example.com", "Ada|King|||ada@example.com", "possible name-other email" },
    { "Ada|Lovelace|||ada@example.com", "Charles|Babbage|||ada@example.com",
      "possible name-other email" },
    { "Ada|Lovelace|||ada+news@example.com", "||||ada@example.com", "possible email-alike" },
    { "Ada|Lovelace|||ada+news@example.com", "Ada|Lovelace|||ada@example.com",
      "likely name email-alike" },
    { "Ada|Lovelace|||ada@example.com", "Grace|Hopper|||grace@example.com", "none name-other" },
  };

  ASSERT_PAIRS (pairs);
}

static void
test_a_shared_mailbox_is_never_enough (void)
{
  static const Pair pairs[] = {
    { "Ada|Lovelace|||info@example.com", "||||info@example.com", "none email-shared" },
    { "Ada|Lovelace|||info@example.com", "Grace|Hopper|||info@example.com",
      "none name-other email-shared" },
    { "||Acme||info@example.com|+49 30 123456", "||Acme GmbH||info@example.com|030 123456",
      "possible place email-shared phone-national" },
    { "Ada|Lovelace|||info@example.com", "Ada|Lovelace|||info@example.com",
      "likely name email-shared" },
  };

  ASSERT_PAIRS (pairs);
}

static void
test_a_telephone_is_never_enough (void)
{
  static const Pair pairs[] = {
    { "Ada|Lovelace|||+49 30 123456", "||||0049 (0)30 12 34 56", "possible phone" },
    { "||Acme||+49 30 123456", "||Acme||030/123456", "possible place phone-national" },
    { "Ada|Lovelace|||+49 30 123456", "Grace|Hopper|||+49 30 123456", "none name-other phone" },
    { "Ada|Lovelace|||+49 30 123456", "Ada|Lovelace|||+43 30 123456", "possible name" },
    { "Ada|Lovelace|||+49 30 123456", "Ada|Lovelace|||030 123456", "likely name phone-national" },
    { "Ada|Lovelace|||+49 30 123456", "Ada|Lovelace|||+49 30 123456", "sure name phone" },
    { "Ada|Lovelace|||110", "Grace|Hopper|||110", "none name-other" },
  };

  ASSERT_PAIRS (pairs);
}

static guint
count_many (guint64 key, gpointer user_data)
{
  return 4;
}

static void
test_what_many_have_is_nobodys_own (void)
{
  static const Pair pairs[] = {
    { "Ada|Lovelace|||desk7@example.com", "||||desk7@example.com", "none email-shared" },
    { "Ada|Lovelace|||+49 30 123456", "||||+49 30 123456", "none phone-shared" },
    { "Ada|Lovelace|||+49 30 123456|desk7@example.com", "||||+49 30 123456|desk7@example.com",
      "none email-shared phone-shared" },
    { "Ada|Lovelace|||+49 30 123456", "Ada|Lovelace|||+49 30 123456",
      "possible name phone-shared" },
  };

  assert_pairs (pairs, G_N_ELEMENTS (pairs), count_many);
}

static void
test_names_are_known_again (void)
{
  static const Pair pairs[] = {
    { "José|García López", "Jose|Garcia Lopez", "possible name" },
    { "Jörg|Müller|Acme", "Joerg|MUELLER|ACME GmbH", "likely name place" },
    { "Ada|Lovelace", "Lovelace|Ada", "possible name-swapped" },
    { "Ada Lovelace|", "Ada|Lovelace", "possible name" },
    { "Lovelace, Ada|", "Ada|Lovelace", "possible name" },
    { "Bob|Miller|Acme", "Robert|Miller|Acme Inc.", "possible name-nickname place" },
    { "Pepe|García|||pepe@example.es", "José|García|||pepe@example.es",
      "sure name-nickname email" },
    { "Matthias|Schmidt", "Mathias|Schmidt", "possible name-nickname" },
    { "Sabine|Schmidt", "Sabine|Schmitt", "possible name-slip" },
    { "Sabine|Schmidt", "Sbaine|Schmidt", "possible name-slip" },
    { "Hans|Meier", "Hans-Peter|Meier", "possible name-shorter" },
    { "Sabine|Meier||1980-02-01", "Sabine|Meier-Schmidt||1980-02-01",
      "possible name-shorter birthday" },
    { "S.|Schmidt", "Sabine|Schmidt", "none name-shorter" },
    { "Sabine|Schmidt|||030 123456", "S|Schmidt|||030 123456",
      "likely name-shorter phone-national" },
    { "Tim|Meier", "Tom|Meier", "none name-other" },
    { "Ulrich|Meier", "Ulrike|Meier", "none name-other" },
    { "Ada|Lovelace", "Ada|Byron", "none name-other" },
    { "Ada|Lovelace||1815-12-10", "Ada|Lovelace||1815-12-11", "none name birthday-other" },
    { "Ada|Lovelace||1815-12-10", "Ada|Lovelace||1815-12-10", "likely name birthday" },
    { "Ada|", "Ada|Lovelace", "none name-shorter" },
    { "|", "|", "none" },
  };

  ASSERT_PAIRS (pairs);
}

static void
test_firms_are_known_by_name_and_domain (void)
{
  static const Pair pairs[] = {
    { "firm|Acme GmbH", "firm|ACME", "likely name" },
    { "firm|Acme GmbH", "firm|Acme AG", "possible name legal-form-other" },
    { "firm|Acme|||https://www.acme.com", "firm|Acme, Inc.|||acme.com/about", "sure name domain" },
    { "firm|Acme|||acme.com", "firm|Acme Deutschland|||sales@acme.com",
      "likely name-shorter domain" },
    { "firm|Acme|||acme.com", "firm|Umbrella|||acme.com", "none name-other domain" },
    { "firm|Codehow|Spain", "firm|Codehow|Chile", "possible name place-other" },
    { "firm|Codehow|Spain", "firm|Codehow S.L.|spain", "likely name place" },
    { "firm|Betasoloin", "firm|Betasolion", "possible name-slip" },
    { "firm|Acme|||a@gmail.com", "firm|Umbrella|||b@gmail.com", "none name-other" },
    { "firm|Acme|||facebook.com/acme", "firm|Umbrella|||facebook.com/umbrella", "none name-other" },
    { "firm|Acme|||030 123456", "firm|Umbrella|||030 123456", "none name-other phone-national" },
    { "firm||||info@acme.com", "firm||||info@acme.com", "likely domain email-shared" },
  };

  ASSERT_PAIRS (pairs);
}

static void
test_each_part_says_what_it_is_about (void)
{
  g_autoptr (KontorTraits) a = read_traits ("Ada|Lovelace|Acme GmbH||ada@example.com|030 123456");
  g_autoptr (KontorTraits) b = read_traits ("Ada|Lovelace|Acme||ADA@example.com|+49 30 123456");
  KontorMatch match;
  int sum = 0;

  kontor_match_compare (a, b, NULL, NULL, &match);
  g_assert_cmpuint (match.n_parts, ==, 4);
  g_assert_null (match.parts[0].text);
  g_assert_cmpstr (match.parts[1].text, ==, "acme");
  g_assert_cmpstr (match.parts[2].text, ==, "ada@example.com");
  g_assert_cmpstr (match.parts[3].text, ==, "30123456");
  for (guint i = 0; i < match.n_parts; i++)
    sum += match.parts[i].points;
  g_assert_cmpint (sum, >, 100);
  g_assert_cmpint (match.score, ==, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/match/a-mailbox-says-most", test_a_mailbox_says_most);
  g_test_add_func ("/match/a-shared-mailbox-is-never-enough",
                   test_a_shared_mailbox_is_never_enough);
  g_test_add_func ("/match/a-telephone-is-never-enough", test_a_telephone_is_never_enough);
  g_test_add_func ("/match/what-many-have-is-nobodys-own", test_what_many_have_is_nobodys_own);
  g_test_add_func ("/match/names-are-known-again", test_names_are_known_again);
  g_test_add_func ("/match/firms-are-known-by-name-and-domain",
                   test_firms_are_known_by_name_and_domain);
  g_test_add_func ("/match/each-part-says-what-it-is-about", test_each_part_says_what_it_is_about);
  return g_test_run ();
}
