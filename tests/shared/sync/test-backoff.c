/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-backoff.h"

static void
test_grows (void)
{
  KontorTestClock clock;
  KontorBackoff backoff = { 0 };
  gint64 longest = 0;

  kontor_test_clock_init (&clock, 0, 3);
  g_assert_cmpint (kontor_backoff_get_wait (&backoff, 500), ==, 0);
  for (guint i = 0; i < 200; i++)
    {
      gint64 wait;

      kontor_backoff_fail (&backoff, &clock.parent, 500, 0);
      wait = kontor_backoff_get_wait (&backoff, 500);
      g_assert_cmpint (wait, >=, 1);
      g_assert_cmpint (wait, <=, i == 0 ? 250 : KONTOR_BACKOFF_MAX);
      longest = MAX (longest, wait);
    }
  g_assert_cmpint (longest, >, KONTOR_BACKOFF_MAX / 2);
}

static void
test_jitter (void)
{
  g_autoptr (GHashTable) waits = g_hash_table_new (NULL, NULL);
  KontorTestClock clock;

  kontor_test_clock_init (&clock, 0, 3);
  for (guint i = 0; i < 50; i++)
    {
      KontorBackoff backoff = { .failures = 10 };

      kontor_backoff_fail (&backoff, &clock.parent, 0, 0);
      g_hash_table_add (waits, GINT_TO_POINTER ((int) kontor_backoff_get_wait (&backoff, 0)));
    }
  g_assert_cmpuint (g_hash_table_size (waits), >, 40);
}

static void
test_least (void)
{
  KontorTestClock clock;
  KontorBackoff backoff = { 0 };

  kontor_test_clock_init (&clock, 0, 3);
  kontor_backoff_fail (&backoff, &clock.parent, 1000, 30000);
  g_assert_cmpint (kontor_backoff_get_wait (&backoff, 1000), >, 30000);
  g_assert_cmpint (kontor_backoff_get_wait (&backoff, 31000), >, 0);
  g_assert_cmpint (kontor_backoff_get_wait (&backoff, 32000), ==, 0);
  kontor_backoff_fail (&backoff, &clock.parent, 0, G_MAXINT64);
  g_assert_cmpint (kontor_backoff_get_wait (&backoff, 0), <, 2 * 60 * 60 * 1000);
  kontor_backoff_fail (&backoff, &clock.parent, 0, -5);
  g_assert_cmpint (kontor_backoff_get_wait (&backoff, 0), >, 0);
}

static void
test_time_out (void)
{
  KontorTestClock clock;
  KontorBackoff backoff = { 0 };

  kontor_test_clock_init (&clock, 0, 3);
  kontor_backoff_time_out (&backoff, 9000);
  g_assert_cmpuint (backoff.failures, ==, 1);
  g_assert_cmpint (kontor_backoff_get_wait (&backoff, 9000), ==, 0);
  kontor_backoff_fail (&backoff, &clock.parent, 9000, 30000);
  kontor_backoff_time_out (&backoff, 10000);
  g_assert_cmpint (kontor_backoff_get_wait (&backoff, 10000), >, 28000);
}

static void
test_success (void)
{
  KontorTestClock clock;
  KontorBackoff backoff = { 0 };

  kontor_test_clock_init (&clock, 0, 3);
  for (guint i = 0; i < 20; i++)
    kontor_backoff_fail (&backoff, &clock.parent, 0, 0);
  kontor_backoff_succeed (&backoff);
  g_assert_cmpint (kontor_backoff_get_wait (&backoff, 0), ==, 0);
  kontor_backoff_fail (&backoff, &clock.parent, 0, 0);
  g_assert_cmpint (kontor_backoff_get_wait (&backoff, 0), <=, 250);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backoff/grows-to-its-limit", test_grows);
  g_test_add_func ("/backoff/devices-do-not-come-back-together", test_jitter);
  g_test_add_func ("/backoff/waits-as-long-as-the-server-asks-within-reason", test_least);
  g_test_add_func ("/backoff/what-took-long-is-tried-again-at-once", test_time_out);
  g_test_add_func ("/backoff/success-begins-anew", test_success);
  return g_test_run ();
}
