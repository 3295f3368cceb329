/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-place.h"

static void
test_text (void)
{
  const char *texts[] = { "contacts", "deals/0192f0c1-2345-7678-9abc-def012345678" };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      KontorPlace place;
      g_autofree char *text = NULL;
      g_assert_true (kontor_place_from_text (&place, texts[i]));
      text = kontor_place_dup_text (&place);
      g_assert_cmpstr (text, ==, texts[i]);
      g_assert_true (kontor_place_has_record (&place) == (i == 1));
    }
}

static void
test_bad_text (void)
{
  const char *texts[] = { "",
                          "/",
                          "contacts/",
                          "contacts/12",
                          "/0192f0c1-2345-7678-9abc-def012345678",
                          "a/0192f0c1-2345-7678-9abc-def012345678/b" };
  KontorPlace place = { .section = "untouched" };
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (kontor_place_from_text (&place, texts[i]));
  g_assert_cmpstr (place.section, ==, "untouched");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/place/text-goes-round", test_text);
  g_test_add_func ("/place/what-is-no-place-is-refused", test_bad_text);
  return g_test_run ();
}
