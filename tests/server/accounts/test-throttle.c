/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "accounts/kontord-throttle.h"

static void
test_grows (void)
{
  g_autoptr (KontordThrottle) throttle = kontord_throttle_new (3, 1000, 60000, 100);
  gint64 now = 0;

  for (int i = 0; i < 3; i++)
    g_assert_cmpint (kontord_throttle_try (throttle, "a", now), ==, 0);
  g_assert_cmpint (kontord_throttle_try (throttle, "a", now), ==, 1000);
  g_assert_cmpint (kontord_throttle_try (throttle, "a", now + 400), ==, 600);
  for (gint64 wait = 1000; wait < 60000; wait *= 2)
    {
      g_assert_cmpint (kontord_throttle_try (throttle, "a", now), ==, wait);
      now += wait;
      g_assert_cmpint (kontord_throttle_try (throttle, "a", now), ==, 0);
    }
  for (int i = 0; i < 100; i++)
    {
      g_assert_cmpint (kontord_throttle_try (throttle, "a", now), ==, 60000);
      now += 60000;
      g_assert_cmpint (kontord_throttle_try (throttle, "a", now), ==, 0);
    }
}

/* Asking while one has to wait does not make the wait longer: that would be a lock. */
static void
test_asking_costs_nothing (void)
{
  g_autoptr (KontordThrottle) throttle = kontord_throttle_new (1, 1000, 60000, 100);

  g_assert_cmpint (kontord_throttle_try (throttle, "a", 0), ==, 0);
  for (int i = 0; i < 50; i++)
    g_assert_cmpint (kontord_throttle_try (throttle, "a", 10), ==, 990);
  g_assert_cmpint (kontord_throttle_try (throttle, "a", 1000), ==, 0);
}

static void
test_keys_are_apart (void)
{
  g_autoptr (KontordThrottle) throttle = kontord_throttle_new (1, 1000, 60000, 100);

  g_assert_cmpint (kontord_throttle_try (throttle, "a", 0), ==, 0);
  g_assert_cmpint (kontord_throttle_try (throttle, "a", 0), >, 0);
  g_assert_cmpint (kontord_throttle_try (throttle, "b", 0), ==, 0);
}

static void
test_success (void)
{
  g_autoptr (KontordThrottle) throttle = kontord_throttle_new (2, 1000, 60000, 100);

  g_assert_cmpint (kontord_throttle_try (throttle, "a", 0), ==, 0);
  g_assert_cmpint (kontord_throttle_try (throttle, "a", 0), ==, 0);
  kontord_throttle_take_back (throttle, "a");
  g_assert_cmpint (kontord_throttle_try (throttle, "a", 0), ==, 0);
  g_assert_cmpint (kontord_throttle_try (throttle, "a", 0), >, 0);
  kontord_throttle_forget (throttle, "a");
  g_assert_cmpint (kontord_throttle_try (throttle, "a", 0), ==, 0);
  kontord_throttle_forget (throttle, "nobody");
  kontord_throttle_take_back (throttle, "nobody");
}

static void
test_quiet (void)
{
  g_autoptr (KontordThrottle) throttle = kontord_throttle_new (1, 1000, 60000, 100);

  g_assert_cmpint (kontord_throttle_try (throttle, "a", 0), ==, 0);
  g_assert_cmpint (kontord_throttle_try (throttle, "a", 5000), ==, 0);
  g_assert_cmpint (kontord_throttle_try (throttle, "a", 5001), ==, 1999);
  g_assert_cmpint (kontord_throttle_try (throttle, "a", 5000 + 4 * 60000 + 1), ==, 0);
  g_assert_cmpint (kontord_throttle_try (throttle, "a", 5000 + 4 * 60000 + 2), ==, 999);
}

static void
test_bounded (void)
{
  g_autoptr (KontordThrottle) throttle = kontord_throttle_new (1, 1000, 60000, 10);

  g_assert_cmpint (kontord_throttle_try (throttle, "kept", 0), ==, 0);
  for (int i = 0; i < 1000; i++)
    {
      g_autofree char *key = g_strdup_printf ("%d", i);

      g_assert_cmpint (kontord_throttle_try (throttle, key, 2000 * i), ==, 0);
      /* tried again each time, so it is never the longest quiet one */
      kontord_throttle_try (throttle, "kept", 2000 * i);
      g_assert_cmpint (kontord_throttle_get_n_keys (throttle), <=, 10);
    }
  g_assert_cmpint (kontord_throttle_try (throttle, "0", 2000000), ==, 0);
  g_assert_cmpint (kontord_throttle_try (throttle, "999", 1998001), >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/throttle/waits-double-up-to-a-most", test_grows);
  g_test_add_func ("/throttle/asking-makes-no-wait-longer", test_asking_costs_nothing);
  g_test_add_func ("/throttle/keys-are-apart", test_keys_are_apart);
  g_test_add_func ("/throttle/success-begins-anew", test_success);
  g_test_add_func ("/throttle/a-long-quiet-key-begins-anew", test_quiet);
  g_test_add_func ("/throttle/holds-a-bounded-number-of-keys", test_bounded);
  return g_test_run ();
}
