/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "util/kontor-random.h"

static void
test_reference (void)
{
  /* The first outputs of the reference implementation for the seed 1234567. */
  static const guint64 expected[] = {
    G_GUINT64_CONSTANT (6457827717110365317),  G_GUINT64_CONSTANT (3203168211198807973),
    G_GUINT64_CONSTANT (9817491932198370423),  G_GUINT64_CONSTANT (4593380528125082431),
    G_GUINT64_CONSTANT (16408922859458223821),
  };
  KontorRandom random;

  kontor_random_init (&random, 1234567);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (kontor_random_next (&random), ==, expected[i]);
}

static void
test_below_is_even (void)
{
  guint counts[7] = { 0 };
  KontorRandom random;

  kontor_random_init (&random, 0);
  for (guint i = 0; i < 70000; i++)
    counts[kontor_random_below (&random, G_N_ELEMENTS (counts))]++;
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_assert_cmpuint (counts[i], >, 9600);
      g_assert_cmpuint (counts[i], <, 10400);
    }
  g_assert_cmpuint (kontor_random_below (&random, 1), ==, 0);
}

static void
test_between_holds_its_ends (void)
{
  gboolean low = FALSE, high = FALSE;
  KontorRandom random;

  kontor_random_init (&random, 3);
  for (guint i = 0; i < 200; i++)
    {
      gint64 number = kontor_random_between (&random, -2, 2);

      g_assert_cmpint (number, >=, -2);
      g_assert_cmpint (number, <=, 2);
      low = low || number == -2;
      high = high || number == 2;
    }
  g_assert_true (low && high);
  g_assert_cmpint (kontor_random_between (&random, 5, 5), ==, 5);
  g_assert_cmpint (kontor_random_between (&random, G_MAXINT64, G_MAXINT64), ==, G_MAXINT64);
}

static void
test_between_the_widest (void)
{
  gboolean negative = FALSE, positive = FALSE;
  KontorRandom random;

  kontor_random_init (&random, 3);
  for (guint i = 0; i < 64; i++)
    {
      gint64 number = kontor_random_between (&random, G_MININT64, G_MAXINT64);

      negative = negative || number < 0;
      positive = positive || number > 0;
    }
  g_assert_true (negative && positive);
}

static void
test_chance (void)
{
  guint hits = 0;
  KontorRandom random;

  kontor_random_init (&random, 3);
  for (guint i = 0; i < 10000; i++)
    {
      hits += kontor_random_chance (&random, 25);
      g_assert_false (kontor_random_chance (&random, 0));
      g_assert_true (kontor_random_chance (&random, 100));
    }
  g_assert_cmpuint (hits, >, 2300);
  g_assert_cmpuint (hits, <, 2700);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/random/is-splitmix64", test_reference);
  g_test_add_func ("/random/below-is-even", test_below_is_even);
  g_test_add_func ("/random/between-holds-its-ends", test_between_holds_its_ends);
  g_test_add_func ("/random/between-the-widest-ends", test_between_the_widest);
  g_test_add_func ("/random/chance-is-in-a-hundred", test_chance);
  return g_test_run ();
}
