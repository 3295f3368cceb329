/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "words/kontor-input.h"

#include "model/kontor-fold.h"
#include "util/kontor-error.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>

/* A shorter beginning could be several weekdays in several languages. */
#define MIN_WEEKDAY_LENGTH 2
#define MAX_DISTANCE 36500

static KontorDecimalMark
find_decimal_mark (void)
{
  return strcmp (localeconv ()->decimal_point, ",") == 0 ? KONTOR_DECIMAL_COMMA
                                                         : KONTOR_DECIMAL_POINT;
}

static gboolean
parse_decimal (const char *text, guint digits, gint64 *units)
{
  return kontor_decimal_parse_marked (text, find_decimal_mark (), digits, units, NULL)
         || kontor_decimal_parse (text, digits, units, NULL);
}

static gboolean
parse_money (const char *text, const char *currency, KontorMoney *money)
{
  return kontor_money_parse_marked (text, find_decimal_mark (), currency, money, NULL)
         || kontor_money_parse (text, currency, money, NULL);
}

/* The order of day, month and year in the locale's own dates, as "dmy" or "mdy" or "ymd". */
static void
find_date_order (char order[4])
{
  const char *format = nl_langinfo (D_FMT);
  guint n = 0;
  strcpy (order, "dmy");
  for (const char *at = strchr (format, '%'); at && n < 3; at = strchr (at + 2, '%'))
    {
      if (at[1] == '\0')
        break;
      if (strchr ("de", at[1]))
        order[n++] = 'd';
      else if (strchr ("mbB", at[1]))
        order[n++] = 'm';
      else if (strchr ("yY", at[1]))
        order[n++] = 'y';
      else if (at[1] == 'D')
        {
          strcpy (order, "mdy");
          return;
        }
    }
}

/* Up to three numbers with one mark between them; returns how many, or 0. */
static guint
scan_numbers (const char *text, int numbers[3])
{
  guint n = 0;
  while (*text)
    {
      char *end;
      if (n == 3 || !g_ascii_isdigit (*text))
        return 0;
      numbers[n++] = (int) CLAMP (g_ascii_strtoll (text, &end, 10), 0, 99999);
      text = end;
      if (*text && strchr ("./- ", *text))
        text++;
      while (*text == ' ')
        text++;
    }
  return n;
}

static gboolean
parse_numeric_date (const char *text, KontorDate today, KontorDate *date)
{
  char order[4];
  int numbers[3] = { 0 };
  int year, month, day;
  guint n = scan_numbers (text, numbers);
  guint next = 0;
  if (n < 2)
    return FALSE;
  kontor_date_to_ymd (today, &year, &month, &day);
  find_date_order (order);
  for (const char *part = order; *part; part++)
    {
      if (*part == 'y' && n == 3)
        year = numbers[next++];
      else if (*part == 'm')
        month = numbers[next++];
      else if (*part == 'd')
        day = numbers[next++];
    }
  if (n == 3 && year < 100)
    year += 2000;
  return kontor_date_from_ymd (year, month, day, date);
}

static gboolean
parse_distance (const char *text, KontorDate today, KontorDate *date)
{
  char *end;
  gint64 count;
  if (*text != '+' || !g_ascii_isdigit (text[1]))
    return FALSE;
  count = g_ascii_strtoll (text + 1, &end, 10);
  while (*end == ' ')
    end++;
  if (g_ascii_tolower (*end) == 'w')
    count *= 7;
  else if (*end != '\0' && g_ascii_tolower (*end) != 'd')
    return FALSE;
  if (count > MAX_DISTANCE)
    return FALSE;
  *date = today + (KontorDate) count;
  return TRUE;
}

static gboolean
match_word (const char *folded, const char *word)
{
  g_autofree char *other = kontor_fold (word);
  return strcmp (folded, other) == 0;
}

static gboolean
match_weekday (const char *folded, int weekday)
{
  /* ISO counts from Monday, langinfo from Sunday. */
  const nl_item names[] = { DAY_1, DAY_2, DAY_3, DAY_4, DAY_5, DAY_6, DAY_7 };
  g_autofree char *name = kontor_fold (nl_langinfo (names[weekday % 7]));
  return strlen (folded) >= MIN_WEEKDAY_LENGTH && g_str_has_prefix (name, folded);
}

static gboolean
parse_word_date (const char *text, KontorDate today, KontorDate *date)
{
  g_autofree char *folded = kontor_fold (text);
  if (match_word (folded, _ ("Today")))
    *date = today;
  else if (match_word (folded, _ ("Tomorrow")))
    *date = today + 1;
  else if (match_word (folded, _ ("Yesterday")))
    *date = today - 1;
  else
    {
      int ahead = 1;
      while (ahead <= 7 && !match_weekday (folded, kontor_date_get_weekday (today + ahead)))
        ahead++;
      if (ahead > 7)
        return FALSE;
      *date = today + ahead;
    }
  return TRUE;
}

gboolean
kontor_input_parse_date (const char *text, KontorDate today, KontorDate *date)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  return kontor_date_from_text (trimmed, date) || parse_distance (trimmed, today, date)
         || parse_numeric_date (trimmed, today, date) || parse_word_date (trimmed, today, date);
}

static const char *
explain_type (const KontorField *field)
{
  switch (field->type)
    {
    case KONTOR_INTEGER:
      return _ ("This takes a whole number");
    case KONTOR_DECIMAL:
      return _ ("This takes a number");
    case KONTOR_MONEY:
      return _ ("This takes an amount, such as 1200 or 1200 EUR");
    case KONTOR_DATE:
      return _ ("This takes a day, such as 2026-11-22, tomorrow or +3d");
    case KONTOR_INSTANT:
      return _ ("This takes a date with a time");
    case KONTOR_EMAIL:
      return _ ("This takes an email address");
    case KONTOR_PHONE:
      return _ ("This takes a phone number");
    case KONTOR_URL:
      return _ ("This takes a web address");
    default:
      return _ ("This can't be saved here");
    }
}

static gboolean
parse_typed (const KontorField *field,
             const char *text,
             const char *currency,
             KontorDate today,
             KontorValue *value)
{
  KontorDate date;
  gint64 units;
  KontorMoney money;
  switch (field->type)
    {
    case KONTOR_INTEGER:
    case KONTOR_DECIMAL:
      if (!parse_decimal (text, field->digits, &units))
        return FALSE;
      *value = kontor_value_integer (field->type, units);
      return TRUE;
    case KONTOR_MONEY:
      if (!parse_money (text, currency, &money))
        return FALSE;
      *value = kontor_value_money (money.minor, money.currency);
      return TRUE;
    case KONTOR_DATE:
      if (!kontor_input_parse_date (text, today, &date))
        return FALSE;
      *value = kontor_value_integer (KONTOR_DATE, date);
      return TRUE;
    default:
      return kontor_value_from_text (field, text, currency, value, NULL);
    }
}

gboolean
kontor_input_parse (const KontorField *field,
                    const char *text,
                    const char *currency,
                    KontorDate today,
                    KontorValue *value,
                    GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autoptr (GError) refusal = NULL;
  KontorValue parsed = KONTOR_VALUE_NONE;
  if (*trimmed == '\0')
    {
      if (field->flags & KONTOR_REQUIRED)
        {
          g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                               _ ("This can't be left empty"));
          return FALSE;
        }
      *value = KONTOR_VALUE_NONE;
      return TRUE;
    }
  if (!parse_typed (field, trimmed, currency, today, &parsed))
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, explain_type (field));
      return FALSE;
    }
  if (!kontor_value_check (field, &parsed, &refusal))
    {
      g_set_error_literal (error, KONTOR_ERROR, refusal->code,
                           refusal->code == KONTOR_ERROR_LIMIT ? _ ("This is too long")
                                                               : explain_type (field));
      kontor_value_clear (&parsed);
      return FALSE;
    }
  *value = parsed;
  return TRUE;
}
