/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-date-order.h"

#include "model/kontor-fold.h"

#include <string.h>

/* Two-digit years are taken from here on. */
#define FIRST_SHORT_YEAR 1970

/* A text as the parts of a date: three numbers, or two and the name of a month among them. */
typedef struct
{
  guint n_parts;
  int value[3];
  guint n_digits[3]; /* 0: the month by its name */
  int name;          /* its place, or -1 */
} Parts;

/* Folded. Abbreviations need three letters and must not mean two months. */
static const char *const month_names[12] = {
  "january januar janvier enero gennaio janeiro januari",
  "february februar fevrier febrero febbraio fevereiro februari",
  "march marz mars marzo marco maart maerz",
  "april avril abril aprile",
  "may mai mayo maggio maio mei",
  "june juni juin junio giugno junho",
  "july juli juillet julio luglio julho",
  "august aout agosto augustus",
  "september septembre septiembre settembre setembro",
  "october oktober octobre octubre ottobre outubro",
  "november novembre noviembre novembro",
  "december dezember decembre diciembre dicembre dezembro",
};

static gboolean
has_name_with (const char *names, const char *word, gsize length)
{
  for (const char *name = names; name != NULL; name = strchr (name, ' '))
    {
      name += *name == ' ';
      if (strncmp (name, word, length) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The month that @word begins the name of, 0 if none or more than one. */
static int
find_month (const char *word, gsize length)
{
  int found = 0;

  if (length < 3)
    return 0;
  for (int month = 1; month <= 12; month++)
    if (has_name_with (month_names[month - 1], word, length))
      {
        if (found != 0)
          return 0;
        found = month;
      }
  return found;
}

/* Skips what may stand between two parts: one mark and blanks. */
static const char *
skip_between (const char *text)
{
  gboolean has_mark = FALSE;

  for (;; text++)
    {
      if (*text != '\0' && strchr ("./-,", *text) != NULL && !has_mark)
        has_mark = TRUE;
      else if (*text != ' ')
        return text;
    }
}

static const char *
read_number (const char *text, Parts *parts)
{
  guint n_digits = 0;
  int value = 0;

  for (; g_ascii_isdigit (*text) && n_digits < 9; text++, n_digits++)
    value = value * 10 + (*text - '0');
  parts->value[parts->n_parts] = value;
  parts->n_digits[parts->n_parts++] = n_digits;
  return text;
}

static const char *
read_name (const char *text, Parts *parts)
{
  gsize length = 0;

  while (g_ascii_isalpha (text[length]))
    length++;
  parts->value[parts->n_parts] = find_month (text, length);
  if (parts->value[parts->n_parts] == 0 || parts->name >= 0)
    return NULL;
  parts->name = parts->n_parts;
  parts->n_digits[parts->n_parts++] = 0;
  return text + length;
}

/* Nothing, or the time of day: T or a blank, digits and what stands among them. */
static gboolean
is_time (const char *text)
{
  if (*text == '\0')
    return TRUE;
  if (*text == 't' || *text == ',')
    text++;
  while (*text == ' ')
    text++;
  if (!g_ascii_isdigit (*text) || strchr (text, ':') == NULL)
    return FALSE;
  return strspn (text, "0123456789:.,+- zapmutcg") == strlen (text);
}

/* 20161020 */
static gboolean
split_eight_digits (Parts *parts)
{
  int all = parts->value[0];

  if (parts->n_parts != 1 || parts->n_digits[0] != 8)
    return FALSE;
  *parts = (Parts) {
    .n_parts = 3,
    .value = { all / 10000, all / 100 % 100, all % 100 },
    .n_digits = { 4, 2, 2 },
    .name = -1,
  };
  return TRUE;
}

static gboolean
split_date (const char *text, Parts *parts)
{
  g_autofree char *folded = kontor_fold (text);
  const char *at = folded;

  *parts = (Parts) { .name = -1 };
  while (parts->n_parts < 3)
    {
      at = g_ascii_isdigit (*at) ? read_number (at, parts) : read_name (at, parts);
      if (at == NULL)
        return FALSE;
      if (split_eight_digits (parts))
        break;
      if (parts->n_parts < 3)
        at = skip_between (at);
    }
  return is_time (at);
}

static gboolean
make_date (const Parts *parts, int year_at, int month_at, int day_at, KontorDate *date)
{
  int year = parts->value[year_at];

  if (parts->n_digits[day_at] < 1 || parts->n_digits[day_at] > 2 || parts->n_digits[month_at] > 2)
    return FALSE;
  if (parts->n_digits[year_at] == 2)
    year += FIRST_SHORT_YEAR / 100 * 100 + (year < FIRST_SHORT_YEAR % 100 ? 100 : 0);
  else if (parts->n_digits[year_at] != 4)
    return FALSE;
  return kontor_date_from_ymd (year, parts->value[month_at], parts->value[day_at], date);
}

/* The one reading of a month by its name: the year is the longer or the last number. */
static gboolean
make_named_date (const Parts *parts, KontorDate *date)
{
  int first = parts->name == 0 ? 1 : 0;
  int last = parts->name == 2 ? 1 : 2;

  if (parts->n_digits[first] == 4)
    return make_date (parts, first, parts->name, last, date);
  return make_date (parts, last, parts->name, first, date);
}

static gboolean
read_parts (const Parts *parts, KontorDateOrder order, KontorDate *date)
{
  if (parts->name >= 0)
    return make_named_date (parts, date);
  if (parts->n_digits[0] == 4 || order == KONTOR_DATE_YMD)
    return make_date (parts, 0, 1, 2, date);
  if (order == KONTOR_DATE_DMY)
    return make_date (parts, 2, 1, 0, date);
  return make_date (parts, 2, 0, 1, date);
}

gboolean
kontor_date_from_text_in_order (const char *text, KontorDateOrder order, KontorDate *date)
{
  Parts parts;

  return split_date (text, &parts) && read_parts (&parts, order, date);
}

guint
kontor_date_find_orders (const char *text)
{
  guint orders = 0;
  KontorDate date;
  Parts parts;

  if (!split_date (text, &parts))
    return 0;
  for (guint order = KONTOR_DATE_YMD; order <= KONTOR_DATE_MDY; order <<= 1)
    if (read_parts (&parts, order, &date))
      orders |= order;
  return orders;
}
