/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http/kontord-zstd.h"

#include "util/kontor-error.h"

#include <string.h>

#define MEBIBYTE (1024 * 1024)

static void
test_goes_round (void)
{
  const char *text = "{\"n\":1}\n{\"n\":2}\n";
  g_autoptr (GBytes) packed = kontord_zstd_pack (text, strlen (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) plain = kontord_zstd_unpack (packed, MEBIBYTE, 100, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), text, strlen (text));
}

static void
test_large_goes_round (void)
{
  g_autofree guint32 *numbers = g_new (guint32, MEBIBYTE / 4);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GBytes) plain = NULL;

  for (int i = 0; i < MEBIBYTE / 4; i++)
    numbers[i] = g_rand_int_range (random, 0, 1000);
  packed = kontord_zstd_pack (numbers, MEBIBYTE);
  plain = kontord_zstd_unpack (packed, MEBIBYTE, 100, NULL);
  g_assert_cmpmem (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), numbers, MEBIBYTE);
}

static void
test_several_frames (void)
{
  g_autoptr (GBytes) first = kontord_zstd_pack ("ab", 2);
  g_autoptr (GBytes) second = kontord_zstd_pack ("cd", 2);
  g_autoptr (GByteArray) both = g_byte_array_new ();
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GBytes) plain = NULL;

  g_byte_array_append (both, g_bytes_get_data (first, NULL), g_bytes_get_size (first));
  g_byte_array_append (both, g_bytes_get_data (second, NULL), g_bytes_get_size (second));
  packed = g_byte_array_free_to_bytes (g_steal_pointer (&both));
  plain = kontord_zstd_unpack (packed, 4, 100, NULL);
  g_assert_cmpmem (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), "abcd", 4);
}

static void
test_size_is_capped (void)
{
  g_autofree char *zeros = g_malloc0 (200);
  g_autoptr (GBytes) packed = kontord_zstd_pack (zeros, 200);
  g_autoptr (GBytes) plain = kontord_zstd_unpack (packed, 200, 100, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (plain);
  g_assert_null (kontord_zstd_unpack (packed, 199, 100, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT);
}

static void
test_bomb (void)
{
  gsize size = 256 * MEBIBYTE;
  g_autofree char *zeros = g_malloc0 (size);
  g_autoptr (GBytes) packed = kontord_zstd_pack (zeros, size);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_bytes_get_size (packed), <, 32 * 1024);
  g_assert_null (kontord_zstd_unpack (packed, 8 * MEBIBYTE, 100, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT);
}

/* The ratio counts even where the size alone would do. */
static void
test_ratio_is_capped (void)
{
  g_autofree char *zeros = g_malloc0 (4 * MEBIBYTE);
  g_autoptr (GBytes) packed = kontord_zstd_pack (zeros, 4 * MEBIBYTE);
  g_autoptr (GError) error = NULL;

  g_assert_null (kontord_zstd_unpack (packed, 8 * MEBIBYTE, 100, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT);
}

static void
test_broken (void)
{
  const char *text = "something that is long enough to be cut in the middle";
  g_autoptr (GBytes) packed = kontord_zstd_pack (text, strlen (text));
  gsize size = g_bytes_get_size (packed);
  g_autoptr (GBytes) noise = g_bytes_new_static ("no zstd at all", 14);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  for (gsize length = 1; length < size; length++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (packed, 0, length);
      g_autoptr (GError) error = NULL;

      g_assert_null (kontord_zstd_unpack (cut, MEBIBYTE, 100, &error));
      g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
    }
  g_assert_null (kontord_zstd_unpack (noise, MEBIBYTE, 100, NULL));
  g_assert_null (kontord_zstd_unpack (nothing, MEBIBYTE, 100, NULL));
}

/* A frame header that announces a window of 2 GiB. */
static void
test_window_is_capped (void)
{
  static const guint8 frame[] = { 0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa8, 0x01, 0x00, 0x00 };
  g_autoptr (GBytes) packed = g_bytes_new_static (frame, sizeof frame);
  g_autoptr (GError) error = NULL;

  g_assert_null (kontord_zstd_unpack (packed, MEBIBYTE, 100, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/zstd/goes-round", test_goes_round);
  g_test_add_func ("/zstd/large-bodies-go-round", test_large_goes_round);
  g_test_add_func ("/zstd/several-frames-are-one-body", test_several_frames);
  g_test_add_func ("/zstd/size-is-capped-exactly", test_size_is_capped);
  g_test_add_func ("/zstd/a-bomb-is-refused", test_bomb);
  g_test_add_func ("/zstd/ratio-is-capped", test_ratio_is_capped);
  g_test_add_func ("/zstd/broken-and-cut-frames-are-refused", test_broken);
  g_test_add_func ("/zstd/a-huge-window-is-refused", test_window_is_capped);
  return g_test_run ();
}
