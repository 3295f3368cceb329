/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-query-day.h"

#define FIRST_YEAR 1
#define LAST_YEAR 9999

static KontorDate
get_edge (gboolean last)
{
  KontorDate day = 0;

  if (last)
    kontor_date_from_ymd (LAST_YEAR, 12, 31, &day);
  else
    kontor_date_from_ymd (FIRST_YEAR, 1, 1, &day);
  return day;
}

static KontorDate
move_months (KontorDate date, int months)
{
  int year, month, day;

  kontor_date_to_ymd (date, &year, &month, &day);
  months += year * 12 + month - 1;
  year = months / 12;
  if (months < 12 || year > LAST_YEAR)
    return get_edge (year > LAST_YEAR);
  while (!kontor_date_from_ymd (year, months % 12 + 1, day, &date))
    day--;
  return date;
}

KontorDate
kontor_day_move (KontorDate day, int months, gint64 days)
{
  if (months != 0)
    day = move_months (day, months);
  return CLAMP (day + days, get_edge (FALSE), get_edge (TRUE));
}

gint64
kontor_day_get_begin (KontorDate date, GTimeZone *zone)
{
  g_autoptr (GDateTime) begin = NULL;
  int year, month, day;

  kontor_date_to_ymd (date, &year, &month, &day);
  begin = g_date_time_new (zone, year, month, day, 0, 0, 0);
  return g_date_time_to_unix (begin) * 1000;
}

gint64
kontor_day_get_end (KontorDate day, GTimeZone *zone)
{
  return day == get_edge (TRUE) ? G_MAXINT64 : kontor_day_get_begin (day + 1, zone);
}
