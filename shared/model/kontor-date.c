/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-date.h"

#include <string.h>

#define SECONDS_A_DAY 86400
#define MS_A_SECOND 1000
#define MS_A_DAY (G_GINT64_CONSTANT (1000) * SECONDS_A_DAY)
#define MAX_ZONE_NAME 64

static const int days_before_month[]
    = { 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365 };

static gboolean
is_leap_year (int year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int
count_days_in_month (int year, int month)
{
  return days_before_month[month] - days_before_month[month - 1]
         + (month == 2 && is_leap_year (year));
}

/* Days from 0001-01-01 to the first of January of @year. */
static int
count_days_before_year (int year)
{
  int y = year - 1;

  return 365 * y + y / 4 - y / 100 + y / 400;
}

static gint64
divide_down (gint64 value, gint64 by)
{
  return value / by - (value % by < 0);
}

gboolean
kontor_date_from_ymd (int year, int month, int day, KontorDate *date)
{
  if (year < 1 || year > 9999 || month < 1 || month > 12)
    return FALSE;
  if (day < 1 || day > count_days_in_month (year, month))
    return FALSE;
  *date = KONTOR_MIN_DATE + count_days_before_year (year) + days_before_month[month - 1]
          + (month > 2 && is_leap_year (year)) + day - 1;
  return TRUE;
}

void
kontor_date_to_ymd (KontorDate date, int *year, int *month, int *day)
{
  int days = CLAMP (date, KONTOR_MIN_DATE, KONTOR_MAX_DATE) - KONTOR_MIN_DATE;
  int y = days / 366 + 1, m = 1;

  while (count_days_before_year (y + 1) <= days)
    y++;
  days -= count_days_before_year (y);
  while (days >= count_days_in_month (y, m))
    days -= count_days_in_month (y, m++);
  *year = y;
  *month = m;
  *day = days + 1;
}

int
kontor_date_get_weekday (KontorDate date)
{
  /* Day 0 was a Thursday. */
  return (int) (((gint64) date + 3) - 7 * divide_down ((gint64) date + 3, 7)) + 1;
}

/* Seconds that the clocks of @zone are ahead of UTC at @time, in seconds since 1970. */
static int
find_offset (GTimeZone *zone, gint64 time)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, time);

  return g_time_zone_get_offset (zone, interval);
}

KontorDate
kontor_date_at (gint64 instant, GTimeZone *zone)
{
  gint64 seconds
      = divide_down (CLAMP (instant, KONTOR_MIN_INSTANT, KONTOR_MAX_INSTANT), MS_A_SECOND);
  gint64 days = divide_down (seconds + find_offset (zone, seconds), SECONDS_A_DAY);

  return CLAMP (days, KONTOR_MIN_DATE, KONTOR_MAX_DATE);
}

/* Reads just @count ASCII digits at *@text and moves behind them; -1 where they are not there. */
static int
read_digits (const char **text, int count)
{
  int number = 0;

  for (int i = 0; i < count; i++)
    {
      if (!g_ascii_isdigit ((*text)[i]))
        return -1;
      number = 10 * number + (*text)[i] - '0';
    }
  *text += count;
  return number;
}

static gboolean
read_char (const char **text, const char *accepted)
{
  if (**text == '\0' || strchr (accepted, **text) == NULL)
    return FALSE;
  (*text)++;
  return TRUE;
}

static gboolean
read_date (const char **text, KontorDate *date)
{
  int year, month, day;

  year = read_digits (text, 4);
  if (year < 0 || !read_char (text, "-"))
    return FALSE;
  month = read_digits (text, 2);
  if (month < 0 || !read_char (text, "-"))
    return FALSE;
  day = read_digits (text, 2);
  return kontor_date_from_ymd (year, month, day, date);
}

/* HH:MM, as minutes of the day. */
static gboolean
read_minutes (const char **text, int *minutes)
{
  int hour, minute;

  hour = read_digits (text, 2);
  if (hour < 0 || hour > 23 || !read_char (text, ":"))
    return FALSE;
  minute = read_digits (text, 2);
  if (minute < 0 || minute > 59)
    return FALSE;
  *minutes = 60 * hour + minute;
  return TRUE;
}

gboolean
kontor_date_from_text (const char *text, KontorDate *date)
{
  KontorDate parsed;

  if (!read_date (&text, &parsed) || *text != '\0')
    return FALSE;
  *date = parsed;
  return TRUE;
}

char *
kontor_date_dup_text (KontorDate date)
{
  int year, month, day;

  kontor_date_to_ymd (date, &year, &month, &day);
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

/* The fraction of a second, cut to milliseconds: what comes after them can't be kept. */
static gboolean
read_milliseconds (const char **text, int *milliseconds)
{
  int unit = 100;

  *milliseconds = 0;
  if (!read_char (text, "."))
    return TRUE;
  if (!g_ascii_isdigit (**text))
    return FALSE;
  for (; g_ascii_isdigit (**text); (*text)++, unit /= 10)
    *milliseconds += unit * (**text - '0');
  return TRUE;
}

static gboolean
read_offset (const char **text, int *minutes)
{
  gboolean is_west = **text == '-';

  *minutes = 0;
  if (read_char (text, "Zz"))
    return TRUE;
  if (!read_char (text, "+-") || !read_minutes (text, minutes))
    return FALSE;
  if (is_west)
    *minutes = -*minutes;
  return TRUE;
}

gboolean
kontor_instant_from_text (const char *text, gint64 *instant)
{
  KontorDate date;
  int minutes, seconds, milliseconds, offset;
  gint64 parsed;

  if (!read_date (&text, &date) || !read_char (&text, "Tt ") || !read_minutes (&text, &minutes))
    return FALSE;
  if (!read_char (&text, ":"))
    return FALSE;
  seconds = read_digits (&text, 2);
  if (seconds < 0 || seconds > 60) /* 60 in a leap second, which is the next minute's first here */
    return FALSE;
  if (!read_milliseconds (&text, &milliseconds) || !read_offset (&text, &offset) || *text != '\0')
    return FALSE;
  parsed = date * MS_A_DAY + (minutes - offset) * 60 * MS_A_SECOND + seconds * MS_A_SECOND
           + milliseconds;
  if (parsed < KONTOR_MIN_INSTANT || parsed > KONTOR_MAX_INSTANT)
    return FALSE;
  *instant = parsed;
  return TRUE;
}

char *
kontor_instant_dup_text (gint64 instant)
{
  gint64 inside = CLAMP (instant, KONTOR_MIN_INSTANT, KONTOR_MAX_INSTANT);
  gint64 days = divide_down (inside, MS_A_DAY);
  int rest = inside - days * MS_A_DAY;
  int seconds = rest / MS_A_SECOND, milliseconds = rest % MS_A_SECOND;
  int year, month, day;
  char fraction[8] = "";

  kontor_date_to_ymd (days, &year, &month, &day);
  if (milliseconds != 0)
    g_snprintf (fraction, sizeof fraction, ".%03d", milliseconds);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d%sZ", year, month, day, seconds / 3600,
                          seconds / 60 % 60, seconds % 60, fraction);
}

/* The form of a name of the zone database. That also keeps anything that could lead out of its
 * folder from being looked up. */
static gboolean
read_zone (const char *text, char name[MAX_ZONE_NAME + 1])
{
  gsize length
      = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/");

  if (length == 0 || length > MAX_ZONE_NAME || !g_str_equal (text + length, "]"))
    return FALSE;
  if (!g_ascii_isalpha (text[0]) || text[length - 1] == '/')
    return FALSE;
  memcpy (name, text, length);
  name[length] = '\0';
  return strstr (name, "//") == NULL;
}

/* The seconds are those since 1970 if the wall clock were that of UTC. */
static gboolean
read_wall_time (const char *text, gint64 *seconds, char zone[MAX_ZONE_NAME + 1])
{
  KontorDate date;
  int minutes;

  if (!read_date (&text, &date) || !read_char (&text, "T") || !read_minutes (&text, &minutes))
    return FALSE;
  *seconds = (gint64) date * SECONDS_A_DAY + minutes * 60;
  return read_char (&text, "[") && read_zone (text, zone);
}

gboolean
kontor_wall_time_is_valid (const char *text)
{
  char zone[MAX_ZONE_NAME + 1];
  gint64 seconds;

  return read_wall_time (text, &seconds, zone);
}

gboolean
kontor_wall_time_to_instant (const char *text, gint64 *instant)
{
  g_autoptr (GTimeZone) zone = NULL;
  char name[MAX_ZONE_NAME + 1];
  gint64 wall, first, second;
  int before, after;

  if (!read_wall_time (text, &wall, name))
    return FALSE;
  zone = g_time_zone_new_identifier (name);
  if (zone == NULL)
    return FALSE;
  before = find_offset (zone, wall - SECONDS_A_DAY);
  after = find_offset (zone, wall + SECONDS_A_DAY);
  first = wall - before;
  second = wall - after;
  /* A time that comes twice is the first one. One that never comes is neither offset's, and the
   * old offset then leads as far behind the gap as the time stands in it. */
  if (find_offset (zone, first) != before && find_offset (zone, second) == after)
    first = second;
  *instant = first * MS_A_SECOND;
  return TRUE;
}
