/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-frame.h"

#include <string.h>

#define MEBI (1024 * 1024)

static GBytes *
make_zeros (gsize length)
{
  return g_bytes_new_take (g_malloc0 (length), length);
}

static void
test_round_trip (void)
{
  static const gsize sizes[] = { 0, 1, 1000, 128 * 1024, 128 * 1024 + 1, 3 * MEBI };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      guint8 *data = g_malloc (sizes[i] + 1);
      g_autoptr (GRand) random = g_rand_new_with_seed (i);
      g_autoptr (GBytes) plain = NULL, packed = NULL, again = NULL;
      g_autoptr (GError) error = NULL;

      for (gsize at = 0; at < sizes[i]; at++)
        data[at] = (guint8) g_rand_int_range (random, 'a', 'e');
      plain = g_bytes_new_take (data, sizes[i]);
      packed = kontor_frame_compress (plain);
      again = kontor_frame_expand (packed, 3 * MEBI, &error);
      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (plain, again));
    }
}

static void
test_two_frames (void)
{
  g_autoptr (GBytes) one = g_bytes_new_static ("one ", 4), two = g_bytes_new_static ("two", 3);
  g_autoptr (GBytes) first = kontor_frame_compress (one), second = kontor_frame_compress (two);
  g_autoptr (GByteArray) joined = g_byte_array_new ();
  g_autoptr (GBytes) packed = NULL, plain = NULL;
  gsize length;

  g_byte_array_append (joined, g_bytes_get_data (first, NULL), g_bytes_get_size (first));
  g_byte_array_append (joined, g_bytes_get_data (second, NULL), g_bytes_get_size (second));
  packed = g_byte_array_free_to_bytes (g_steal_pointer (&joined));
  plain = kontor_frame_expand (packed, 100, NULL);
  g_assert_nonnull (plain);
  g_assert_cmpmem (g_bytes_get_data (plain, &length), 7, "one two", 7);
  g_assert_cmpuint (length, ==, 7);
}

static void
assert_refused (GBytes *packed, gsize limit, KontorError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kontor_frame_expand (packed, limit, &error));
  g_assert_error (error, KONTOR_ERROR, (int) code);
}

static void
test_limit (void)
{
  g_autoptr (GBytes) plain = make_zeros (1000), packed = kontor_frame_compress (plain), all = NULL;

  assert_refused (packed, 999, KONTOR_ERROR_LIMIT);
  all = kontor_frame_expand (packed, 1000, NULL);
  g_assert_nonnull (all);
}

/* A thousand bytes that are said to be one more or less. */
static void
test_wrong_length (void)
{
  g_autoptr (GBytes) plain = make_zeros (1000), packed = kontor_frame_compress (plain);

  for (int difference = -1; difference <= 1; difference += 2)
    {
      gsize length;
      guint8 *frame = g_bytes_unref_to_data (
          g_bytes_new_from_bytes (packed, 0, g_bytes_get_size (packed)), &length);
      g_autoptr (GBytes) wrong = NULL;

      g_assert_cmphex (frame[4] >> 5, ==, 3); /* two bytes say the length, less 256 */
      g_assert_cmphex (frame[5] | frame[6] << 8, ==, 1000 - 256);
      frame[5] = (guint8) (frame[5] + difference);
      wrong = g_bytes_new_take (frame, length);
      assert_refused (wrong, 2000, KONTOR_ERROR_INVALID);
    }
}

/* Sixty-four mebibytes of nothing in some kilobytes. */
static void
test_bomb (void)
{
  g_autoptr (GBytes) plain = make_zeros (64 * MEBI), packed = kontor_frame_compress (plain);

  g_assert_cmpuint (g_bytes_get_size (packed), <, 10000);
  assert_refused (packed, G_MAXSIZE, KONTOR_ERROR_LIMIT);
}

static void
test_cut (void)
{
  g_autoptr (GBytes) plain = g_bytes_new_static ("some text, some text", 20);
  g_autoptr (GBytes) packed = kontor_frame_compress (plain), rubbish = NULL;

  for (gsize length = 0; length < g_bytes_get_size (packed); length++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (packed, 0, length);

      assert_refused (cut, 100, KONTOR_ERROR_INVALID);
    }
  rubbish = g_bytes_new_static ("this is no zstd at all", 22);
  assert_refused (rubbish, 100, KONTOR_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frame/expands-to-what-was-compressed", test_round_trip);
  g_test_add_func ("/frame/several-frames-are-one-body", test_two_frames);
  g_test_add_func ("/frame/limit-holds-to-the-byte", test_limit);
  g_test_add_func ("/frame/wrong-length-is-refused", test_wrong_length);
  g_test_add_func ("/frame/bomb-is-refused", test_bomb);
  g_test_add_func ("/frame/cut-off-is-refused", test_cut);
  return g_test_run ();
}
