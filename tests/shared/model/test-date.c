/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-date.h"

static void
test_refuses_texts (void)
{
  static const char *const texts[] = {
    "",           "2026",        "2026-11",          "2026-1-2",
    "26-11-22",   "2026-11-22 ", " 2026-11-22",      "2026/11/22",
    "2026-00-10", "2026-13-01",  "2026-01-00",       "2026-01-32",
    "2026-04-31", "2025-02-29",  "1900-02-29",       "0000-01-01",
    "-001-01-01", "10000-01-01", "2026-11-22T00:00", "2026-11-2x",
    "٢٠٢٦-١١-٢٢",
  };
  KontorDate date = 7;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (kontor_date_from_text (texts[i], &date));
  g_assert_cmpint (date, ==, 7);
}

static void
test_days_count_up (void)
{
  static const int lengths[2][12] = { { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 },
                                      { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 } };
  KontorDate expected = KONTOR_MIN_DATE;

  for (int year = 1; year <= 9999; year++)
    for (int month = 1; month <= 12; month++)
      for (int day = 1; day <= lengths[g_date_is_leap_year (year)][month - 1]; day++)
        {
          KontorDate date;
          int y, m, d;

          if (!kontor_date_from_ymd (year, month, day, &date) || date != expected++)
            g_error ("%04d-%02d-%02d is day %d", year, month, day, date);
          if (day != 1 && month % 6 != 0)
            continue;
          kontor_date_to_ymd (date, &y, &m, &d);
          g_assert_true (y == year && m == month && d == day);
        }
  g_assert_cmpint (expected, ==, KONTOR_MAX_DATE + 1);
}

static void
test_known_days (void)
{
  static const struct
  {
    const char *text;
    KontorDate date;
    int weekday;
  } days[] = {
    { "1970-01-01", 0, 4 },     { "1969-12-31", -1, 3 },      { "2000-02-29", 11016, 2 },
    { "2026-11-22", 20779, 7 }, { "0001-01-01", -719162, 1 }, { "9999-12-31", 2932896, 5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *back = kontor_date_dup_text (days[i].date);
      KontorDate date;

      g_assert_true (kontor_date_from_text (days[i].text, &date));
      g_assert_cmpint (date, ==, days[i].date);
      g_assert_cmpstr (back, ==, days[i].text);
      g_assert_cmpint (kontor_date_get_weekday (date), ==, days[i].weekday);
    }
}

static void
test_days_beyond_are_the_nearest (void)
{
  g_autofree char *first = kontor_date_dup_text (G_MININT32);
  g_autofree char *last = kontor_date_dup_text (G_MAXINT32);
  g_autofree char *first_instant = kontor_instant_dup_text (G_MININT64);
  g_autofree char *last_instant = kontor_instant_dup_text (G_MAXINT64);

  g_assert_cmpstr (first, ==, "0001-01-01");
  g_assert_cmpstr (last, ==, "9999-12-31");
  g_assert_cmpstr (first_instant, ==, "0001-01-01T00:00:00Z");
  g_assert_cmpstr (last_instant, ==, "9999-12-31T23:59:59.999Z");
}

static void
test_instant_refuses_texts (void)
{
  static const char *const texts[] = {
    "",
    "2026-11-22",
    "2026-11-22T10:15Z",
    "2026-11-22T10:15:00",
    "2026-11-22T10:15:00z ",
    "2026-11-22T24:00:00Z",
    "2026-11-22T10:60:00Z",
    "2026-11-22T10:15:61Z",
    "2026-11-22T10:15:00.Z",
    "2026-11-22T10:15:00,5Z",
    "2026-11-22T10:15:00+1:00",
    "2026-11-22T10:15:00+24:00",
    "2026-11-22T10:15:00+0100",
    "2026-02-30T10:15:00Z",
    "2026-11-22X10:15:00Z",
    "0001-01-01T00:30:00+01:00",
    "9999-12-31T23:30:00-01:00",
  };
  gint64 instant = 7;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (kontor_instant_from_text (texts[i], &instant));
  g_assert_cmpint (instant, ==, 7);
}

static void
test_known_instants (void)
{
  static const struct
  {
    const char *text;
    gint64 instant;
    const char *canonical;
  } instants[] = {
    { "1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z" },
    { "2026-11-22T10:15:00Z", 1795342500000, "2026-11-22T10:15:00Z" },
    { "2026-11-22t11:15:00.25+01:00", 1795342500250, "2026-11-22T10:15:00.250Z" },
    { "2026-11-22 04:45:00.123456-05:30", 1795342500123, "2026-11-22T10:15:00.123Z" },
    { "2026-11-22T10:15:00-00:00", 1795342500000, "2026-11-22T10:15:00Z" },
    { "2016-12-31T23:59:60Z", 1483228800000, "2017-01-01T00:00:00Z" },
    { "1969-12-31T23:59:59.999Z", -1, "1969-12-31T23:59:59.999Z" },
    { "1601-01-01T00:00:00Z", -11644473600000, "1601-01-01T00:00:00Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (instants); i++)
    {
      g_autofree char *back = kontor_instant_dup_text (instants[i].instant);
      gint64 instant;

      g_assert_true (kontor_instant_from_text (instants[i].text, &instant));
      g_assert_cmpint (instant, ==, instants[i].instant);
      g_assert_cmpstr (back, ==, instants[i].canonical);
    }
}

static gint64
read_instant (const char *text)
{
  gint64 instant = 0;

  g_assert_true (kontor_instant_from_text (text, &instant));
  return instant;
}

static void
assert_day_at (const char *instant, const char *zone, const char *day)
{
  g_autoptr (GTimeZone) found = g_time_zone_new_identifier (zone);
  g_autofree char *text = kontor_date_dup_text (kontor_date_at (read_instant (instant), found));

  g_assert_cmpstr (text, ==, day);
}

static void
test_day_depends_on_zone (void)
{
  assert_day_at ("2026-11-22T23:30:00Z", "UTC", "2026-11-22");
  assert_day_at ("2026-11-22T23:30:00Z", "Europe/Berlin", "2026-11-23");
  assert_day_at ("2026-07-01T22:00:00Z", "Europe/Berlin", "2026-07-02");
  assert_day_at ("2026-01-01T04:59:00Z", "America/New_York", "2025-12-31");
  assert_day_at ("1969-12-31T23:59:59.999Z", "UTC", "1969-12-31");
}

static void
test_wall_time_refuses_texts (void)
{
  static const char *const texts[] = {
    "",
    "2026-03-29T09:30",
    "2026-03-29T09:30[]",
    "2026-03-29T09:30[Europe/Berlin",
    "2026-03-29T09:30[Europe/Berlin] ",
    "2026-03-29T24:30[Europe/Berlin]",
    "2026-02-29T09:30[Europe/Berlin]",
    "2026-03-29 09:30[Europe/Berlin]",
    "2026-03-29T09:30:00[Europe/Berlin]",
    "2026-03-29T09:30+01:00[Europe/Berlin]",
    "2026-03-29T09:30[/etc/passwd]",
    "2026-03-29T09:30[../../etc/passwd]",
    "2026-03-29T09:30[Europe//Berlin]",
    "2026-03-29T09:30[Europe/]",
    "2026-03-29T09:30[Europe Berlin]",
    "2026-03-29T09:30[AaaaaaaaaaAaaaaaaaaaAaaaaaaaaaAaaaaaaaaaAaaaaaaaaaAaaaaaaaaaAaaaa]",
  };
  gint64 instant;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_false (kontor_wall_time_is_valid (texts[i]));
      g_assert_false (kontor_wall_time_to_instant (texts[i], &instant));
    }
}

static void
assert_wall_time (const char *text, const char *instant)
{
  g_autofree char *back = NULL;
  gint64 found;

  g_assert_true (kontor_wall_time_is_valid (text));
  g_assert_true (kontor_wall_time_to_instant (text, &found));
  back = kontor_instant_dup_text (found);
  g_assert_cmpstr (back, ==, instant);
}

static void
test_wall_time_through_changes (void)
{
  assert_wall_time ("2026-01-15T09:30[Europe/Berlin]", "2026-01-15T08:30:00Z");
  assert_wall_time ("2026-07-15T09:30[Europe/Berlin]", "2026-07-15T07:30:00Z");
  /* 02:00 to 03:00 is skipped; 02:30 is taken as 03:30, half an hour after the gap's beginning. */
  assert_wall_time ("2026-03-29T01:59[Europe/Berlin]", "2026-03-29T00:59:00Z");
  assert_wall_time ("2026-03-29T02:30[Europe/Berlin]", "2026-03-29T01:30:00Z");
  assert_wall_time ("2026-03-29T03:00[Europe/Berlin]", "2026-03-29T01:00:00Z");
  /* 02:00 to 03:00 comes twice; the first one counts. */
  assert_wall_time ("2026-10-25T02:30[Europe/Berlin]", "2026-10-25T00:30:00Z");
  assert_wall_time ("2026-10-25T03:00[Europe/Berlin]", "2026-10-25T02:00:00Z");
  assert_wall_time ("2026-03-08T02:30[America/New_York]", "2026-03-08T07:30:00Z");
  assert_wall_time ("2026-11-22T05:45[Asia/Kathmandu]", "2026-11-22T00:00:00Z");
  assert_wall_time ("2026-11-22T05:45[UTC]", "2026-11-22T05:45:00Z");
}

static void
test_unknown_zone_has_no_instant (void)
{
  gint64 instant = 7;

  g_assert_true (kontor_wall_time_is_valid ("2026-03-29T09:30[Mars/Olympus]"));
  g_assert_false (kontor_wall_time_to_instant ("2026-03-29T09:30[Mars/Olympus]", &instant));
  g_assert_cmpint (instant, ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date/refuses-all-but-iso-days", test_refuses_texts);
  g_test_add_func ("/date/every-day-of-9999-years-counts-one-up", test_days_count_up);
  g_test_add_func ("/date/known-days-and-weekdays", test_known_days);
  g_test_add_func ("/date/days-beyond-are-shown-as-the-nearest", test_days_beyond_are_the_nearest);
  g_test_add_func ("/date/day-depends-on-the-zone", test_day_depends_on_zone);
  g_test_add_func ("/instant/refuses-all-but-rfc-3339", test_instant_refuses_texts);
  g_test_add_func ("/instant/known-instants-with-offsets-and-fractions", test_known_instants);
  g_test_add_func ("/wall-time/refuses-other-forms-and-paths", test_wall_time_refuses_texts);
  g_test_add_func ("/wall-time/skipped-and-doubled-hours", test_wall_time_through_changes);
  g_test_add_func ("/wall-time/unknown-zone-has-no-instant", test_unknown_zone_has_no_instant);
  return g_test_run ();
}
