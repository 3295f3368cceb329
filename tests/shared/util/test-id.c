/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "util/kontor-id.h"

static void
test_grows (void)
{
  KontorTestClock clock;
  KontorIdSource source;
  KontorId last, next;

  kontor_test_clock_init (&clock, 1763800000000, 3);
  kontor_id_source_init (&source, &clock.parent);
  last = kontor_id_source_next (&source);
  for (int i = 0; i < 20000; i++)
    {
      if (i == 9000)
        kontor_test_clock_advance (&clock, -60000);
      if (i == 15000)
        kontor_test_clock_advance (&clock, 120000);
      next = kontor_id_source_next (&source);
      g_assert_cmpint (kontor_id_compare (&last, &next), <, 0);
      last = next;
    }
}

static void
test_is_version_7 (void)
{
  KontorTestClock clock;
  KontorIdSource source;
  KontorId id;

  kontor_test_clock_init (&clock, 1763800000123, 3);
  kontor_id_source_init (&source, &clock.parent);
  id = kontor_id_source_next (&source);
  g_assert_cmpint (id.bytes[6] >> 4, ==, 7);
  g_assert_cmpint (id.bytes[8] >> 6, ==, 2);
  g_assert_cmpint (kontor_id_get_time (&id), ==, 1763800000123);
}

static void
test_text_goes_round (void)
{
  const char *text = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"; /* RFC 9562, appendix A.6 */
  char back[KONTOR_ID_TEXT_SIZE];
  KontorId id;

  g_assert_true (kontor_id_from_text (&id, text));
  g_assert_cmpint (kontor_id_get_time (&id), ==, 0x017f22e279b0);
  g_assert_cmpstr (kontor_id_to_text (&id, back), ==, text);
  g_assert_true (kontor_id_from_text (&id, "017F22E2-79B0-7CC3-98C4-DC0C0C07398F"));
  g_assert_cmpstr (kontor_id_to_text (&id, back), ==, text);
}

static void
test_refuses_other_forms (void)
{
  static const char *const forms[] = {
    "",
    "017f22e2",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398ff",
    "017f22e279b07cc398c4dc0c0c07398f",
    "{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
    "017f22e2+79b0+7cc3+98c4+dc0c0c07398f",
  };
  KontorId id = { { 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    g_assert_false (kontor_id_from_text (&id, forms[i]));
  g_assert_cmpint (id.bytes[0], ==, 1);
}

static void
test_links_agree (void)
{
  KontorId a = { { 1 } }, b = { { 2 } };
  KontorId first = kontor_id_for_link ("tagging", &a, &b);
  KontorId again = kontor_id_for_link ("tagging", &a, &b);
  KontorId other_way = kontor_id_for_link ("tagging", &b, &a);
  KontorId other_kind = kontor_id_for_link ("share", &a, &b);

  g_assert_true (kontor_id_equal (&first, &again));
  g_assert_false (kontor_id_equal (&first, &other_way));
  g_assert_false (kontor_id_equal (&first, &other_kind));
  g_assert_cmpint (first.bytes[6] >> 4, ==, 8);
  g_assert_cmpint (kontor_id_get_time (&first), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id/grows-through-clock-jumps", test_grows);
  g_test_add_func ("/id/is-version-7-with-its-time", test_is_version_7);
  g_test_add_func ("/id/text-goes-round", test_text_goes_round);
  g_test_add_func ("/id/refuses-other-forms", test_refuses_other_forms);
  g_test_add_func ("/id/same-link-same-id", test_links_agree);
  return g_test_run ();
}
