/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-trail.h"

static void
go (KontorTrail *trail, const char *section)
{
  KontorPlace place = kontor_place_make (section, NULL);
  kontor_trail_go (trail, &place);
}

static void
assert_at (const KontorPlace *place, const char *section)
{
  g_assert_nonnull (place);
  g_assert_cmpstr (place->section, ==, section);
}

static void
test_trail (void)
{
  g_autoptr (KontorTrail) trail = kontor_trail_new ();
  g_assert_null (kontor_trail_get_place (trail));
  g_assert_null (kontor_trail_step (trail, -1));
  go (trail, "a");
  go (trail, "b");
  go (trail, "b");
  go (trail, "c");
  assert_at (kontor_trail_step (trail, -1), "b");
  assert_at (kontor_trail_step (trail, -1), "a");
  g_assert_false (kontor_trail_can_go (trail, -1));
  g_assert_null (kontor_trail_step (trail, -1));
  assert_at (kontor_trail_step (trail, 1), "b");
  go (trail, "d");
  g_assert_false (kontor_trail_can_go (trail, 1));
  assert_at (kontor_trail_step (trail, -2), "a");
}

static void
test_replace (void)
{
  g_autoptr (KontorTrail) trail = kontor_trail_new ();
  KontorPlace b = kontor_place_make ("b", NULL);
  KontorPlace c = kontor_place_make ("c", NULL);
  kontor_trail_replace (trail, &b);
  assert_at (kontor_trail_get_place (trail), "b");
  go (trail, "a");
  kontor_trail_replace (trail, &c);
  assert_at (kontor_trail_get_place (trail), "c");
  assert_at (kontor_trail_step (trail, -1), "b");
}

static void
test_long_trail (void)
{
  g_autoptr (KontorTrail) trail = kontor_trail_new ();
  int steps = 0;
  for (int i = 0; i < KONTOR_TRAIL_LENGTH * 3; i++)
    go (trail, i % 2 ? "odd" : "even");
  while (kontor_trail_step (trail, -1))
    steps++;
  g_assert_cmpint (steps, ==, KONTOR_TRAIL_LENGTH - 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trail/goes-back-forward-and-forgets-what-was-ahead", test_trail);
  g_test_add_func ("/trail/walking-leaves-no-way-back-to-each-step", test_replace);
  g_test_add_func ("/trail/has-an-end", test_long_trail);
  return g_test_run ();
}
