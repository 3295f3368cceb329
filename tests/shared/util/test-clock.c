/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "util/kontor-clock.h"

#include <string.h>

static void
test_stands_still (void)
{
  KontorTestClock clock;

  kontor_test_clock_init (&clock, 1000, 1);
  g_assert_cmpint (kontor_clock_now (&clock.parent), ==, 1000);
  kontor_test_clock_advance (&clock, 25);
  g_assert_cmpint (kontor_clock_now (&clock.parent), ==, 1025);
  kontor_test_clock_advance (&clock, -1000);
  g_assert_cmpint (kontor_clock_now (&clock.parent), ==, 25);
}

static void
test_seed_decides (void)
{
  KontorTestClock a, b, c;
  guint8 first[32], second[32], third[32];

  kontor_test_clock_init (&a, 0, 7);
  kontor_test_clock_init (&b, 0, 7);
  kontor_test_clock_init (&c, 0, 8);
  kontor_clock_random (&a.parent, first, sizeof first);
  kontor_clock_random (&b.parent, second, sizeof second);
  kontor_clock_random (&c.parent, third, sizeof third);
  g_assert_cmpmem (first, sizeof first, second, sizeof second);
  g_assert_true (memcmp (first, third, sizeof first) != 0);
}

static void
test_system_clock (void)
{
  KontorClock *clock = kontor_clock_system ();
  guint8 first[16], second[16];

  g_assert_cmpint (kontor_clock_now (clock), >, G_GINT64_CONSTANT (1700000000000));
  kontor_clock_random (clock, first, sizeof first);
  kontor_clock_random (clock, second, sizeof second);
  g_assert_true (memcmp (first, second, sizeof first) != 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock/stands-still-until-moved", test_stands_still);
  g_test_add_func ("/clock/seed-decides-randomness", test_seed_decides);
  g_test_add_func ("/clock/system-clock-is-real", test_system_clock);
  return g_test_run ();
}
