/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "accounts/kontord-email.h"

#include <string.h>

static void
test_folds (void)
{
  static const char *const cases[][2] = {
    { "ada@example.org", "ada@example.org" },
    { "Ada.Byron+x@Example.ORG", "ada.byron+x@example.org" },
    { "JÜRGEN@BÜRO.example", "jürgen@büro.example" },
    { "cafe\xcc\x81@example.org", "caf\xc3\xa9@example.org" },
    { "a@b", "a@b" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = kontord_email_fold (cases[i][0]);

      g_assert_cmpstr (folded, ==, cases[i][1]);
    }
}

static void
test_refuses (void)
{
  static const char *const cases[] = {
    "",
    "@",
    "ada",
    "@example.org",
    "ada@",
    "ada@@example.org",
    "a@b@c",
    "ada @example.org",
    " ada@example.org",
    "ada@example.org\n",
    "a\x01@b",
    "a\xff@b",
    "a\xe2\x80\x8b@b",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = kontord_email_fold (cases[i]);

      g_assert_null (folded);
    }
}

static void
test_length (void)
{
  g_autofree char *fill = g_strnfill (252, 'x');
  g_autofree char *fits = g_strconcat (fill, "@y", NULL);
  g_autofree char *too_long = g_strconcat (fill, "x@y", NULL);
  g_autofree char *folded = kontord_email_fold (fits);

  g_assert_cmpint (strlen (folded), ==, 254);
  g_assert_null (kontord_email_fold (too_long));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/email/folds-case-and-composition", test_folds);
  g_test_add_func ("/email/refuses-what-can-be-no-address", test_refuses);
  g_test_add_func ("/email/is-at-most-254-bytes", test_length);
  return g_test_run ();
}
