/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-face.h"

static void
assert_initials (const char *name, const char *expected)
{
  g_autofree char *initials = kontor_face_dup_initials (name);
  g_assert_cmpstr (initials, ==, expected);
}

static void
test_first_and_last (void)
{
  assert_initials ("Ana Ruiz", "AR");
  assert_initials ("Ana Maria de la Cruz", "AC");
  assert_initials ("Plato", "P");
}

static void
test_upper_case (void)
{
  assert_initials ("ørjan ærø", "ØÆ");
  assert_initials ("e\314\201lise", "É");
}

static void
test_any_script (void)
{
  assert_initials ("王 小明", "王小");
  assert_initials ("יוסף כהן", "יכ");
}

static void
test_nothing (void)
{
  assert_initials ("", "");
  assert_initials ("  ", "");
  assert_initials ("  Ana  Ruiz ", "AR");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/face/first-letters-of-first-and-last-word", test_first_and_last);
  g_test_add_func ("/face/letters-are-upper-case-and-whole", test_upper_case);
  g_test_add_func ("/face/any-script-has-initials", test_any_script);
  g_test_add_func ("/face/no-name-has-none", test_nothing);
  return g_test_run ();
}
