/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-rank.h"

#include <string.h>

static KontorTestClock clock_;
#define CLOCK (&clock_.parent)

static void
assert_between (const char *before, const char *key, const char *after)
{
  g_assert_true (kontor_rank_is_valid (key));
  if (before != NULL)
    g_assert_cmpstr (before, <, key);
  if (after != NULL)
    g_assert_cmpstr (key, <, after);
}

static void
test_refuses (void)
{
  g_autofree char *longest = g_strnfill (KONTOR_MAX_RANK, 'z');
  g_autofree char *too_long = g_strnfill (KONTOR_MAX_RANK + 1, 'z');

  g_assert_false (kontor_rank_is_valid (""));
  g_assert_false (kontor_rank_is_valid ("0"));
  g_assert_false (kontor_rank_is_valid ("a0"));
  g_assert_false (kontor_rank_is_valid ("a b"));
  g_assert_false (kontor_rank_is_valid ("a_b"));
  g_assert_false (kontor_rank_is_valid ("ä"));
  g_assert_true (kontor_rank_is_valid ("a01"));
  g_assert_true (kontor_rank_is_valid (longest));
  g_assert_false (kontor_rank_is_valid (too_long));
}

static void
test_neighbours_without_room (void)
{
  static const char *const pairs[][2] = {
    { "V", "V1" },
    { "V", "V00000001" },
    { "1", "2" },
    { "Vz", "W" },
    { "zzzz", "zzzzz" },
    { "0001", "0002" },
    { "0000000001", "1" },
    { "aaaazzzz", "aaab" },
    { NULL, "1" },
    { NULL, "00001" },
    { "zzzzzzzz", NULL },
    { NULL, NULL },
    { NULL, "0000000000001" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *key = kontor_rank_between (pairs[i][0], pairs[i][1], CLOCK);

      assert_between (pairs[i][0], key, pairs[i][1]);
    }
}

static void
test_equal_neighbours (void)
{
  g_autofree char *key = kontor_rank_between ("V3f", "V3f", CLOCK);
  g_autofree char *wrong = kontor_rank_between ("V3f", "A", CLOCK);

  assert_between ("V3f", key, "V3g");
  assert_between ("V3f", wrong, "V3g");
}

static void
test_random_inserts_keep_order (void)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (int i = 0; i < 3000; i++)
    {
      guint place = g_rand_int_range (random, 0, keys->len + 1);
      const char *before = place > 0 ? keys->pdata[place - 1] : NULL;
      const char *after = place < keys->len ? keys->pdata[place] : NULL;
      char *key = kontor_rank_between (before, after, CLOCK);

      assert_between (before, key, after);
      g_ptr_array_insert (keys, place, key);
    }
}

/* Always at the beginning, always at the end. */
static void
test_one_sided_growth_stays_short (void)
{
  g_autofree char *first = kontor_rank_between (NULL, NULL, CLOCK);
  g_autofree char *last = g_strdup (first);

  for (int i = 0; i < 5000; i++)
    {
      char *lower = kontor_rank_between (NULL, first, CLOCK);
      char *higher = kontor_rank_between (last, NULL, CLOCK);

      assert_between (NULL, lower, first);
      assert_between (last, higher, NULL);
      g_free (first);
      g_free (last);
      first = lower;
      last = higher;
    }
  g_assert_cmpuint (strlen (first), <=, 10);
  g_assert_cmpuint (strlen (last), <=, 10);
}

static void
test_one_place_grows_slowly (void)
{
  g_autofree char *before = kontor_rank_between (NULL, NULL, CLOCK);
  g_autofree char *after = kontor_rank_between (before, NULL, CLOCK);

  for (int i = 0; i < 100; i++)
    {
      char *key = kontor_rank_between (before, after, CLOCK);

      assert_between (before, key, after);
      g_set_str (i % 2 == 0 ? &before : &after, key);
      g_free (key);
    }
  g_assert_cmpuint (strlen (before), <, KONTOR_RANK_LONG);
  g_assert_cmpuint (strlen (after), <, KONTOR_RANK_LONG);
}

static void
test_devices_do_not_meet (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint64 seed = 0; seed < 1000; seed++)
    {
      KontorTestClock device;

      kontor_test_clock_init (&device, 0, seed);
      g_assert_true (g_hash_table_add (seen, kontor_rank_between ("A", "B", &device.parent)));
    }
}

static void
assert_spread (guint count, guint step)
{
  g_autofree char *last = NULL;

  for (guint64 i = 0; i < count; i += step)
    {
      char *key = kontor_rank_spread (i, count);

      assert_between (last, key, NULL);
      g_free (last);
      last = key;
    }
}

static void
test_spread (void)
{
  g_autofree char *middle = kontor_rank_spread (0, 1);
  g_autofree char *key = kontor_rank_between (NULL, middle, CLOCK);

  g_assert_cmpstr (middle, ==, "V");
  assert_between (NULL, key, middle);
  assert_spread (2, 1);
  assert_spread (61, 1);
  assert_spread (20000, 1);
  assert_spread (G_MAXUINT, 40000000);
}

static void
test_fits_between_spread_ones (void)
{
  for (guint i = 0; i + 1 < 500; i++)
    {
      g_autofree char *before = kontor_rank_spread (i, 500);
      g_autofree char *after = kontor_rank_spread (i + 1, 500);
      g_autofree char *key = kontor_rank_between (before, after, CLOCK);

      assert_between (before, key, after);
      g_assert_cmpuint (strlen (key), <=, 10);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  kontor_test_clock_init (&clock_, 0, 11);
  g_test_add_func ("/rank/refuses-what-is-no-key", test_refuses);
  g_test_add_func ("/rank/finds-a-key-where-there-is-little-room", test_neighbours_without_room);
  g_test_add_func ("/rank/equal-neighbours-give-the-key-after-both", test_equal_neighbours);
  g_test_add_func ("/rank/thousands-of-inserts-keep-the-order", test_random_inserts_keep_order);
  g_test_add_func ("/rank/growing-at-one-end-keeps-keys-short", test_one_sided_growth_stays_short);
  g_test_add_func ("/rank/a-hundred-at-one-place-stay-below-long", test_one_place_grows_slowly);
  g_test_add_func ("/rank/devices-apart-do-not-meet", test_devices_do_not_meet);
  g_test_add_func ("/rank/spread-keys-ascend", test_spread);
  g_test_add_func ("/rank/there-is-room-between-spread-keys", test_fits_between_spread_ones);
  return g_test_run ();
}
