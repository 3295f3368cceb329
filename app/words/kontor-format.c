/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "words/kontor-format.h"

#include "money/kontor-currency.h"

#include <glib/gi18n.h>
#include <limits.h>
#include <locale.h>
#include <string.h>

#define MINUTE (60 * G_GINT64_CONSTANT (1000))
#define HOUR (60 * MINUTE)
/* The minus sign has the width of the figures; the hyphen has not. */
#define MINUS "\342\210\222"
#define NO_BREAK_SPACE "\302\240"

/* Puts separators into @digits as struct lconv says: each byte of @grouping is the size of a group
 * from the right, the last one holds for the rest, CHAR_MAX ends grouping. */
static char *
group_digits (const char *digits, const char *separator, const char *grouping)
{
  gsize left = strlen (digits);
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) owned = parts;
  GString *text = g_string_new (NULL);
  while (left > 0)
    {
      gsize size = *grouping > 0 && *grouping != CHAR_MAX ? (gsize) *grouping : left;
      size = MIN (size, left);
      g_ptr_array_insert (parts, 0, g_strndup (digits + left - size, size));
      left -= size;
      if (grouping[0] != '\0' && grouping[1] != '\0')
        grouping++;
    }
  for (guint i = 0; i < parts->len; i++)
    {
      if (i > 0)
        g_string_append (text, separator);
      g_string_append (text, g_ptr_array_index (parts, i));
    }
  return g_string_free (text, FALSE);
}

/* The locale "C" groups nothing, which no one can read. */
static char *
format_whole (guint64 whole)
{
  const struct lconv *locale = localeconv ();
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, whole);
  if (*locale->thousands_sep == '\0')
    return group_digits (digits, ",", "\3");
  return group_digits (digits, locale->thousands_sep, locale->grouping);
}

char *
kontor_format_number (gint64 units, guint digits)
{
  const struct lconv *locale = localeconv ();
  guint64 power = (guint64) kontor_decimal_power (digits);
  guint64 size = units < 0 ? (guint64) 0 - (guint64) units : (guint64) units;
  g_autofree char *whole = format_whole (size / power);
  const char *sign = units < 0 ? MINUS : "";
  if (digits == 0)
    return g_strconcat (sign, whole, NULL);
  return g_strdup_printf ("%s%s%s%0*" G_GUINT64_FORMAT, sign, whole, locale->decimal_point,
                          (int) digits, size % power);
}

static const char *
find_symbol (const KontorCurrency *currency)
{
  if (currency->symbol == NULL || kontor_currency_find_symbol (currency->symbol, NULL) != currency)
    return currency->code;
  return currency->symbol;
}

char *
kontor_format_money (const KontorMoney *money)
{
  const struct lconv *locale = localeconv ();
  const KontorCurrency *currency = kontor_currency_find (money->currency);
  guint digits = currency ? currency->digits : 2;
  const char *symbol = currency ? find_symbol (currency) : money->currency;
  gboolean is_code = g_ascii_isalpha (symbol[0]) && g_ascii_isalpha (symbol[strlen (symbol) - 1]);
  g_autofree char *number = kontor_format_number (money->minor, digits);
  const char *sign = "";
  const char *figures = number;
  if (is_code || locale->p_cs_precedes == 0)
    return g_strconcat (number, NO_BREAK_SPACE, symbol, NULL);
  if (g_str_has_prefix (number, MINUS))
    {
      sign = MINUS;
      figures += strlen (MINUS);
    }
  return g_strconcat (sign, symbol, locale->p_sep_by_space == 1 ? NO_BREAK_SPACE : "", figures,
                      NULL);
}

static char *
format_day_as (KontorDate date, const char *format)
{
  int year, month, day;
  g_autoptr (GDateTime) time = NULL;
  kontor_date_to_ymd (date, &year, &month, &day);
  time = g_date_time_new_utc (year, month, day, 0, 0, 0);
  return time ? g_date_time_format (time, format) : kontor_date_dup_text (date);
}

static gboolean
is_same_year (KontorDate a, KontorDate b)
{
  int year_a, year_b, month, day;
  kontor_date_to_ymd (a, &year_a, &month, &day);
  kontor_date_to_ymd (b, &year_b, &month, &day);
  return year_a == year_b;
}

static const char *
name_near_day (gint64 distance)
{
  switch (distance)
    {
    case -1:
      return _ ("Yesterday");
    case 0:
      return _ ("Today");
    case 1:
      return _ ("Tomorrow");
    default:
      return NULL;
    }
}

char *
kontor_format_date (KontorDate date, KontorDate today)
{
  gint64 distance = (gint64) date - today;
  const char *near_name = name_near_day (distance);
  if (near_name)
    return g_strdup (near_name);
  /* Only ahead: a past "Tuesday" would be read as the next one. */
  if (distance > 1 && distance < 7)
    return format_day_as (date, "%A");
  if (is_same_year (date, today))
    /* Translators: a day of this year, as strftime writes it: "3 Mar" */
    return format_day_as (date, C_ ("date", "%-d %b"));
  /* Translators: a day of another year, as strftime writes it: "3 Mar 2025" */
  return format_day_as (date, C_ ("date", "%-d %b %Y"));
}

char *
kontor_format_date_exact (KontorDate date)
{
  /* Translators: a whole date, as strftime writes it: "Tuesday, 3 March 2026" */
  return format_day_as (date, C_ ("date", "%A, %-d %B %Y"));
}

char *
kontor_format_day (KontorDate date, KontorDate today)
{
  const char *near_name = name_near_day ((gint64) date - today);
  if (near_name)
    return g_strdup (near_name);
  if (is_same_year (date, today))
    /* Translators: a day of this year, as strftime writes it: "Tuesday, 3 March" */
    return format_day_as (date, C_ ("date", "%A, %-d %B"));
  return kontor_format_date_exact (date);
}

static GDateTime *
find_local_time (gint64 instant)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (instant * 1000);
  return utc ? g_date_time_to_local (utc) : NULL;
}

static KontorDate
find_local_date (gint64 instant)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  return kontor_date_at (instant, zone);
}

KontorDate
kontor_format_today (void)
{
  return find_local_date (kontor_clock_now (kontor_clock_system ()));
}

char *
kontor_format_time (gint64 instant)
{
  g_autoptr (GDateTime) time = find_local_time (instant);
  /* Translators: a time of day, as strftime writes it: "14:05" */
  return time ? g_date_time_format (time, C_ ("time", "%H:%M")) : g_strdup ("");
}

static char *
format_past_minutes (gint64 distance)
{
  guint minutes = (guint) (distance / MINUTE);
  if (minutes == 0)
    return g_strdup (_ ("Just now"));
  return g_strdup_printf (ngettext ("%u minute ago", "%u minutes ago", minutes), minutes);
}

char *
kontor_format_instant (gint64 instant, gint64 now)
{
  KontorDate date = find_local_date (instant);
  KontorDate today = find_local_date (now);
  g_autofree char *day = NULL;
  g_autofree char *time = NULL;
  if (instant <= now && now - instant < HOUR)
    return format_past_minutes (now - instant);
  day = kontor_format_date (date, today);
  if (ABS ((gint64) date - today) > 6)
    return g_steal_pointer (&day);
  time = kontor_format_time (instant);
  /* Translators: a day and a time: "Yesterday 14:05" */
  return g_strdup_printf (C_ ("time", "%s %s"), day, time);
}

char *
kontor_format_instant_exact (gint64 instant)
{
  g_autoptr (GDateTime) time = find_local_time (instant);
  /* Translators: a whole date and time, as strftime writes them */
  return time ? g_date_time_format (time, C_ ("time", "%A, %-d %B %Y, %H:%M")) : g_strdup ("");
}

static char *
format_choice (const KontorField *field, const char *key)
{
  const KontorChoice *choice = kontor_field_find_choice (field, key);
  return g_strdup (choice ? _ (choice->label) : key);
}

static char *
format_integer (const KontorField *field, gint64 value)
{
  if (field->flags & KONTOR_YEAR)
    return g_strdup_printf ("%s%" G_GINT64_FORMAT, value < 0 ? MINUS : "", ABS (value));
  return kontor_format_number (value, 0);
}

/* An address as people say it, without what every one begins with. */
static char *
format_url (const char *url)
{
  const char *const prefixes[] = { "https://", "http://", "www." };
  char *text;
  gsize length;
  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (url, prefixes[i]) && url[strlen (prefixes[i])] != '\0')
      url += strlen (prefixes[i]);
  text = g_strdup (url);
  length = strlen (text);
  if (length > 1 && text[length - 1] == '/' && strchr (text, '/') == text + length - 1)
    text[length - 1] = '\0';
  return text;
}

char *
kontor_format_value (const KontorField *field, const KontorValue *value)
{
  if (value == NULL || kontor_value_is_none (value))
    return g_strdup ("");
  switch (field->type)
    {
    case KONTOR_INTEGER:
      return format_integer (field, value->integer);
    case KONTOR_DECIMAL:
      return kontor_format_number (value->integer, field->digits);
    case KONTOR_MONEY:
      return kontor_format_money (&value->money);
    case KONTOR_DATE:
      return kontor_format_date ((KontorDate) value->integer, kontor_format_today ());
    case KONTOR_INSTANT:
      return kontor_format_instant (value->integer, kontor_clock_now (kontor_clock_system ()));
    case KONTOR_BOOLEAN:
      return g_strdup (value->integer ? _ ("Yes") : _ ("No"));
    case KONTOR_CHOICE:
      return format_choice (field, value->text);
    case KONTOR_URL:
      return format_url (value->text);
    default:
      return kontor_value_dup_text (field, value);
    }
}

char *
kontor_format_field (KontorRecord *record, guint index)
{
  const KontorField *field = kontor_entity_get_field (kontor_record_get_entity (record), index);
  const KontorValue *value = kontor_fields_get (kontor_record_get_fields (record), index);
  if (field->type != KONTOR_REF)
    return kontor_format_value (field, value);
  if (value == NULL || kontor_value_is_none (value))
    return g_strdup ("");
  return g_strdup (kontor_record_get_ref_title (record, field->name));
}

char *
kontor_format_field_exact (KontorRecord *record, guint index)
{
  const KontorField *field = kontor_entity_get_field (kontor_record_get_entity (record), index);
  const KontorValue *value = kontor_fields_get (kontor_record_get_fields (record), index);
  if (value == NULL || kontor_value_is_none (value))
    return NULL;
  if (field->type == KONTOR_DATE)
    return kontor_format_date_exact ((KontorDate) value->integer);
  if (field->type == KONTOR_INSTANT)
    return kontor_format_instant_exact (value->integer);
  return NULL;
}

char *
kontor_format_for_entry (const KontorField *field, const KontorValue *value)
{
  if (value == NULL || kontor_value_is_none (value))
    return g_strdup ("");
  switch (field->type)
    {
    case KONTOR_INTEGER:
    case KONTOR_DECIMAL:
    case KONTOR_MONEY:
      return kontor_format_value (field, value);
    default:
      return kontor_value_dup_text (field, value);
    }
}

gboolean
kontor_format_is_numeric (const KontorField *field)
{
  return field->type == KONTOR_INTEGER || field->type == KONTOR_DECIMAL
         || field->type == KONTOR_MONEY;
}
