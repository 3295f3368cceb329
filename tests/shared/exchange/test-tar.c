/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-tar.h"
#include "util/kontor-error.h"

#include <string.h>

static void
test_header (void)
{
  char block[KONTOR_TAR_BLOCK];
  guint sum = 0;

  g_assert_true (kontor_tar_make_header ("records.txt", 1234, 1767225600, block, NULL));
  g_assert_cmpstr (block, ==, "records.txt");
  g_assert_cmpstr (block + 100, ==, "0000644");
  g_assert_cmpstr (block + 124, ==, "00000002322");
  g_assert_cmpstr (block + 136, ==, "15125334400");
  g_assert_cmpint (block[156], ==, '0');
  g_assert_cmpmem (block + 257, 8, "ustar\00000", 8);
  for (guint i = 0; i < KONTOR_TAR_BLOCK; i++)
    sum += i >= 148 && i < 156 ? ' ' : (guchar) block[i];
  g_assert_cmpuint (g_ascii_strtoull (block + 148, NULL, 8), ==, sum);
  g_assert_cmpmem (block + 154, 2, "\0 ", 2);
}

static void
test_limits (void)
{
  g_autofree char *longest = g_strnfill (100, 'a'), *longer = g_strnfill (101, 'a');
  g_autoptr (GError) error = NULL;
  char block[KONTOR_TAR_BLOCK];

  g_assert_true (kontor_tar_make_header (longest, 077777777777, -1, block, NULL));
  g_assert_cmpmem (block, 100, longest, 100);
  g_assert_cmpstr (block + 124, ==, "77777777777");
  g_assert_cmpstr (block + 136, ==, "00000000000");
  g_assert_false (kontor_tar_make_header (longer, 0, 0, block, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT);
  g_clear_error (&error);
  g_assert_false (kontor_tar_make_header ("a", 0100000000000, 0, block, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT);
}

static void
test_padding (void)
{
  g_assert_cmpuint (kontor_tar_get_padding (0), ==, 0);
  g_assert_cmpuint (kontor_tar_get_padding (1), ==, 511);
  g_assert_cmpuint (kontor_tar_get_padding (512), ==, 0);
  g_assert_cmpuint (kontor_tar_get_padding (G_GUINT64_CONSTANT (0x100000001)), ==, 511);
}

/* Puts the sum right after something was changed. */
static void
sum_up (char *block)
{
  guint sum = 0;

  memset (block + 148, ' ', 8);
  for (guint i = 0; i < KONTOR_TAR_BLOCK; i++)
    sum += (guchar) block[i];
  g_snprintf (block + 148, 8, "%06o", sum);
}

static void
test_read (void)
{
  g_autofree char *longest = g_strnfill (100, 'a');
  g_autoptr (GError) error = NULL;
  char block[KONTOR_TAR_BLOCK];
  KontorTarMember member;
  gboolean end;

  g_assert_true (kontor_tar_make_header (longest, 077777777777, 0, block, NULL));
  g_assert_true (kontor_tar_read_header (block, &member, &end, &error));
  g_assert_no_error (error);
  g_assert_false (end);
  g_assert_cmpstr (member.name, ==, longest);
  g_assert_cmpuint (member.size, ==, 077777777777);
  memset (block, 0, sizeof block);
  g_assert_true (kontor_tar_read_header (block, &member, &end, &error));
  g_assert_true (end);
}

static void
test_damage (void)
{
  for (guint i = 0; i < KONTOR_TAR_BLOCK; i++)
    {
      g_autoptr (GError) error = NULL;
      char block[KONTOR_TAR_BLOCK];
      KontorTarMember member;
      gboolean end;

      g_assert_true (kontor_tar_make_header ("records.txt", 1234, 0, block, NULL));
      block[i] ^= 0x04;
      /* The bytes behind the sum's digits say nothing. */
      if (i != 154 && i != 155)
        g_assert_false (kontor_tar_read_header (block, &member, &end, &error));
    }
}

static void
test_others (void)
{
  static const struct
  {
    guint at;
    const char *bytes;
  } cases[] = {
    { 156, "1" }, { 156, "2" },  { 156, "5" }, { 156, "x" },        { 156, "L" },
    { 345, "a" }, { 124, "-1" }, { 124, "9" }, { 124, "\x80\x01" }, { 124, "           " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      char block[KONTOR_TAR_BLOCK];
      KontorTarMember member;
      gboolean end;

      g_assert_true (kontor_tar_make_header ("a", 0, 0, block, NULL));
      memcpy (block + cases[i].at, cases[i].bytes, strlen (cases[i].bytes));
      if (strlen (cases[i].bytes) == 11)
        block[124 + 11] = ' ';
      sum_up (block);
      g_assert_false (kontor_tar_read_header (block, &member, &end, &error));
      g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tar/a-header-says-what-follows", test_header);
  g_test_add_func ("/tar/what-a-header-has-no-room-for-is-refused", test_limits);
  g_test_add_func ("/tar/files-end-with-their-block", test_padding);
  g_test_add_func ("/tar/a-header-is-read-again", test_read);
  g_test_add_func ("/tar/a-changed-header-is-refused", test_damage);
  g_test_add_func ("/tar/what-is-no-plain-file-is-refused", test_others);
  return g_test_run ();
}
