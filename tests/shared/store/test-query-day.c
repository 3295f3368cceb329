/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-query-day.h"

#define HOUR (3600 * 1000)

static void
assert_moved (const char *from, int months, gint64 days, const char *to)
{
  g_autofree char *moved = NULL;
  KontorDate date;

  g_assert_true (kontor_date_from_text (from, &date));
  moved = kontor_date_dup_text (kontor_day_move (date, months, days));
  g_assert_cmpstr (moved, ==, to);
}

static void
test_move (void)
{
  assert_moved ("2026-01-31", 0, 0, "2026-01-31");
  assert_moved ("2026-01-31", 0, 1, "2026-02-01");
  assert_moved ("2026-01-31", 1, 0, "2026-02-28");
  assert_moved ("2028-01-31", 1, 0, "2028-02-29");
  assert_moved ("2026-01-31", 1, 1, "2026-03-01");
  assert_moved ("2026-01-15", -1, 0, "2025-12-15");
  assert_moved ("2026-12-15", 1, 0, "2027-01-15");
  assert_moved ("2024-02-29", -48, 0, "2020-02-29");
  assert_moved ("2024-02-29", 12, 0, "2025-02-28");
}

static void
test_edges (void)
{
  assert_moved ("9999-12-01", 1, 0, "9999-12-31");
  assert_moved ("9999-12-31", 0, 99999, "9999-12-31");
  assert_moved ("2026-01-01", 99999 * 12, 0, "9999-12-31");
  assert_moved ("0001-01-01", 0, -1, "0001-01-01");
  assert_moved ("2026-01-01", -99999 * 12, 0, "0001-01-01");
  assert_moved ("0001-02-15", -2, 0, "0001-01-01");
}

static void
assert_hours (const char *zone_name, const char *day, int offset, int hours)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  gint64 begin, end;
  KontorDate date;

  g_assert_true (kontor_date_from_text (day, &date));
  if (zone == NULL)
    {
      g_test_skip ("this system knows no time zones");
      return;
    }
  begin = kontor_day_get_begin (date, zone);
  end = kontor_day_get_end (date, zone);
  g_assert_cmpint (begin, ==, (gint64) date * 24 * HOUR - offset * HOUR);
  g_assert_cmpint (end - begin, ==, hours * HOUR);
}

static void
test_bounds (void)
{
  assert_hours ("UTC", "2026-01-01", 0, 24);
  assert_hours ("Europe/Berlin", "2026-01-01", 1, 24);
  assert_hours ("Europe/Berlin", "2026-03-29", 1, 23);
  assert_hours ("Europe/Berlin", "2026-10-25", 2, 25);
  assert_hours ("America/New_York", "2026-07-01", -4, 24);
  /* Here summer time began at midnight: the day began at one. */
  assert_hours ("America/Sao_Paulo", "2018-11-04", -3 + 1 - 1, 23);
}

static void
test_last_day (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  KontorDate date;

  g_assert_true (kontor_date_from_text ("9999-12-31", &date));
  g_assert_cmpint (kontor_day_get_end (date, utc), ==, G_MAXINT64);
  g_assert_true (kontor_date_from_text ("0001-01-01", &date));
  g_assert_cmpint (kontor_day_get_begin (date, utc), <, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query/day/a-month-later-is-its-last-day-at-most", test_move);
  g_test_add_func ("/query/day/nothing-leaves-the-calendar", test_edges);
  g_test_add_func ("/query/day/a-day-has-23-24-or-25-hours", test_bounds);
  g_test_add_func ("/query/day/the-calendar-has-an-end", test_last_day);
  return g_test_run ();
}
