/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http/kontord-pace.h"

#include "http/kontord-limits.h"

static void
test_head_has_a_deadline (void)
{
  KontordPace pace;

  kontord_pace_begin (&pace, 1000, TRUE);
  g_assert_false (kontord_pace_is_overdue (&pace, 1000 + KONTORD_HEAD_TIME));
  g_assert_true (kontord_pace_is_overdue (&pace, 1001 + KONTORD_HEAD_TIME));
}

static void
test_next_request_may_rest (void)
{
  KontordPace pace;

  kontord_pace_begin (&pace, 0, FALSE);
  g_assert_false (kontord_pace_is_overdue (&pace, KONTORD_HEAD_TIME + KONTORD_IDLE_TIME));
  g_assert_true (kontord_pace_is_overdue (&pace, KONTORD_HEAD_TIME + KONTORD_IDLE_TIME + 1));
}

/* One byte a second: never silent, never done. */
static void
test_trickle_is_cut (void)
{
  KontordPace pace;
  gint64 now = 0;

  kontord_pace_begin (&pace, now, TRUE);
  kontord_pace_receive (&pace, now, 0);
  while (!kontord_pace_is_overdue (&pace, now))
    {
      kontord_pace_receive (&pace, now, 1);
      now += 1000;
      g_assert_cmpint (now, <=, KONTORD_RATE_GRACE + 1000);
    }
  g_assert_cmpint (now, >, KONTORD_RATE_GRACE);
}

/* At the minimum rate a body may take as long as it needs. */
static void
test_slow_but_steady_goes_on (void)
{
  KontordPace pace;

  kontord_pace_begin (&pace, 0, TRUE);
  for (gint64 now = 0; now < 1000000; now += 100)
    {
      kontord_pace_receive (&pace, now, KONTORD_MIN_RATE / 10 + 1);
      g_assert_false (kontord_pace_is_overdue (&pace, now + 99));
    }
}

static void
test_work_has_none (void)
{
  KontordPace pace;

  kontord_pace_begin (&pace, 0, TRUE);
  kontord_pace_work (&pace, 5);
  g_assert_false (kontord_pace_is_overdue (&pace, G_MAXINT64));
}

static void
test_answer_is_taken_in_time (void)
{
  KontordPace pace;

  kontord_pace_begin (&pace, 0, TRUE);
  kontord_pace_send (&pace, 0, 10 * KONTORD_MIN_RATE);
  g_assert_false (kontord_pace_is_overdue (&pace, KONTORD_RATE_GRACE + 10000));
  g_assert_true (kontord_pace_is_overdue (&pace, KONTORD_RATE_GRACE + 10001));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pace/a-head-has-a-deadline", test_head_has_a_deadline);
  g_test_add_func ("/pace/a-connection-rests-between-requests", test_next_request_may_rest);
  g_test_add_func ("/pace/a-trickle-is-cut", test_trickle_is_cut);
  g_test_add_func ("/pace/slow-but-steady-goes-on", test_slow_but_steady_goes_on);
  g_test_add_func ("/pace/the-server-s-own-time-does-not-count", test_work_has_none);
  g_test_add_func ("/pace/an-answer-is-taken-in-time", test_answer_is_taken_in_time);
  return g_test_run ();
}
