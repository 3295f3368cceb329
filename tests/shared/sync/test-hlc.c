/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-hlc.h"
#include "sync/kontor-sync-limits.h"

static void
test_parts (void)
{
  KontorHlc hlc = kontor_hlc_new (1700000000123, 7);

  g_assert_cmpint (kontor_hlc_get_time (hlc), ==, 1700000000123);
  g_assert_cmpuint (kontor_hlc_get_counter (hlc), ==, 7);
  g_assert_cmpint (kontor_hlc_get_time (kontor_hlc_new (-5, 0)), ==, 0);
  g_assert_cmpint (kontor_hlc_get_time (kontor_hlc_new (G_MAXINT64, 0)), ==,
                   (G_GINT64_CONSTANT (1) << 48) - 1);
}

static void
test_send_grows (void)
{
  KontorHlc last = KONTOR_HLC_NONE;

  for (gint64 now = 1000; now > 900; now--)
    {
      KontorHlc next = kontor_hlc_send (last, now);

      g_assert_cmpuint (next, >, last);
      last = next;
    }
  g_assert_cmpint (kontor_hlc_get_time (last), ==, 1000);
  g_assert_cmpuint (kontor_hlc_get_counter (last), ==, 99);
  g_assert_cmpuint (kontor_hlc_send (last, 2000), ==, kontor_hlc_new (2000, 0));
}

static void
test_counter_carries (void)
{
  KontorHlc next = kontor_hlc_send (kontor_hlc_new (1000, G_MAXUINT16), 1000);

  g_assert_cmpuint (next, ==, kontor_hlc_new (1001, 0));
  g_assert_cmpuint (kontor_hlc_send (G_MAXUINT64, 0), ==, G_MAXUINT64);
}

/* The four cases of the receive rule, as the paper has them. */
static void
test_receive (void)
{
  KontorHlc ahead = kontor_hlc_new (2000, 4), behind = kontor_hlc_new (1000, 9);

  g_assert_cmpuint (kontor_hlc_receive (behind, ahead, 1500), ==, kontor_hlc_new (2000, 5));
  g_assert_cmpuint (kontor_hlc_receive (ahead, behind, 1500), ==, kontor_hlc_new (2000, 5));
  g_assert_cmpuint (kontor_hlc_receive (kontor_hlc_new (2000, 4), kontor_hlc_new (2000, 8), 2000),
                    ==, kontor_hlc_new (2000, 9));
  g_assert_cmpuint (kontor_hlc_receive (behind, ahead, 3000), ==, kontor_hlc_new (3000, 0));
}

static void
test_clamp (void)
{
  gint64 now = 1700000000000;
  KontorHlc limit = kontor_hlc_new (now + KONTOR_SYNC_MAX_AHEAD, 0);

  g_assert_cmpuint (kontor_hlc_clamp (kontor_hlc_new (now, 3), now), ==, kontor_hlc_new (now, 3));
  g_assert_cmpuint (kontor_hlc_clamp (limit, now), ==, limit);
  g_assert_cmpuint (kontor_hlc_clamp (limit + 1, now), ==, limit);
  g_assert_cmpuint (kontor_hlc_clamp (G_MAXUINT64, now), ==, limit);
}

static void
test_compare (void)
{
  g_assert_cmpint (kontor_hlc_compare (5, 9, 6, 1), <, 0);
  g_assert_cmpint (kontor_hlc_compare (6, 1, 5, 9), >, 0);
  g_assert_cmpint (kontor_hlc_compare (5, 1, 5, 2), <, 0);
  g_assert_cmpint (kontor_hlc_compare (5, 2, 5, 1), >, 0);
  g_assert_cmpint (kontor_hlc_compare (5, 2, 5, 2), ==, 0);
}

static void
test_text (void)
{
  static const char *const wrong[] = { "",
                                       "019b2c7a1234000",
                                       "019b2c7a12340000a",
                                       "019B2C7A12340000",
                                       "019b2c7a1234000g",
                                       "-19b2c7a12340000",
                                       "019b2c7a 2340000" };
  char text[KONTOR_HLC_TEXT_SIZE];
  KontorHlc hlc = 77;

  g_assert_true (kontor_hlc_from_text (&hlc, "019b2c7a12340a0f"));
  g_assert_cmpuint (hlc, ==, G_GUINT64_CONSTANT (0x019b2c7a12340a0f));
  g_assert_cmpstr (kontor_hlc_to_text (hlc, text), ==, "019b2c7a12340a0f");
  g_assert_cmpstr (kontor_hlc_to_text (G_MAXUINT64, text), ==, "ffffffffffffffff");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (kontor_hlc_from_text (&hlc, wrong[i]));
  g_assert_cmpuint (hlc, ==, G_GUINT64_CONSTANT (0x019b2c7a12340a0f));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hlc/holds-time-and-counter", test_parts);
  g_test_add_func ("/hlc/grows-when-the-clock-goes-back", test_send_grows);
  g_test_add_func ("/hlc/full-counter-carries", test_counter_carries);
  g_test_add_func ("/hlc/is-after-what-was-seen", test_receive);
  g_test_add_func ("/hlc/far-future-is-clamped", test_clamp);
  g_test_add_func ("/hlc/device-parts-equal-stamps", test_compare);
  g_test_add_func ("/hlc/text-is-sixteen-lower-hex-digits", test_text);
  return g_test_run ();
}
