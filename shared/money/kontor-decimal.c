/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "money/kontor-decimal.h"

#include "util/kontor-error.h"

#include <string.h>

/* More than any number that fits, its grouping and a good many leading zeros. */
#define BODY_MAX 64

/* A number stripped of sign and blanks: digits, '.', ',', and '_' for every character that can only
 * group. */
typedef struct
{
  gboolean negative;
  gsize length;
  char body[BODY_MAX + 1];
} Scan;

static gboolean
is_grouping (gunichar c)
{
  return c == ' ' || c == 0xa0 || c == 0x202f || c == 0x2009 || c == '\'' || c == 0x2019;
}

static gboolean
is_minus (gunichar c)
{
  return c == '-' || c == 0x2212;
}

/* Cuts blanks, then a sign or a pair of parentheses off both ends of *text … *end. FALSE if there is
 * more than one of them. */
static gboolean
cut_sign (const char **text, const char **end, gboolean *negative)
{
  const char *first = *text, *last = *end;
  guint signs = 0;

  while (first < last && g_ascii_isspace (*first))
    first++;
  while (last > first && g_ascii_isspace (last[-1]))
    last--;
  *negative = FALSE;
  if (last - first > 2 && *first == '(' && last[-1] == ')')
    {
      signs++;
      first++;
      last--;
      *negative = TRUE;
    }
  if (first < last && (*first == '+' || is_minus (g_utf8_get_char (first))))
    {
      signs++;
      *negative = *first != '+';
      first = g_utf8_next_char (first);
    }
  if (last > first && last[-1] == '-')
    {
      signs++;
      last--;
      *negative = TRUE;
    }
  *text = first;
  *end = last;
  return signs <= 1;
}

static gboolean
scan_number (const char *text, Scan *scan)
{
  const char *end = text + strlen (text);

  scan->length = 0;
  if (!g_utf8_validate (text, end - text, NULL) || !cut_sign (&text, &end, &scan->negative))
    return FALSE;
  while (text < end && g_ascii_isspace (*text))
    text++;
  for (; text < end; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (scan->length == BODY_MAX)
        return FALSE;
      if (g_ascii_isdigit (*text) || c == '.' || c == ',')
        scan->body[scan->length++] = *text;
      else if (is_grouping (c) && scan->length > 0)
        scan->body[scan->length++] = '_';
      else
        return FALSE;
    }
  while (scan->length > 0 && scan->body[scan->length - 1] == '_')
    scan->length--;
  scan->body[scan->length] = '\0';
  return strpbrk (scan->body, "0123456789") != NULL;
}

/* Whether body[0 … length) is digits in groups of @separator: the first group of one to three, the
 * last of three, those between of three or (India) two. A body without separators is one, too. */
static gboolean
is_grouped (const char *body, gsize length, char separator)
{
  gsize run = 0;
  gboolean first = TRUE;

  for (gsize i = 0; i < length; i++)
    {
      if (g_ascii_isdigit (body[i]))
        {
          run++;
          continue;
        }
      if (body[i] != separator || run == 0 || run > 3 || (!first && run < 2))
        return FALSE;
      first = FALSE;
      run = 0;
    }
  return first ? run == length : run == 3;
}

/* The one kind of separator in body[0 … length), '\0' if there is none, '!' if there are two. */
static char
find_separator (const char *body, gsize length)
{
  char found = '\0';

  for (gsize i = 0; i < length; i++)
    {
      if (g_ascii_isdigit (body[i]))
        continue;
      if (found != '\0' && found != body[i])
        return '!';
      found = body[i];
    }
  return found;
}

/* Whether the number reads with its decimal mark at @at (or with none if that is its length). */
static gboolean
reads_with_mark_at (const Scan *scan, gsize at)
{
  char separator = find_separator (scan->body, at);

  if (separator == '!' || (at < scan->length && separator == scan->body[at]))
    return FALSE;
  for (gsize i = at + 1; i < scan->length; i++)
    if (!g_ascii_isdigit (scan->body[i]))
      return FALSE;
  return is_grouped (scan->body, at, separator);
}

/* Where the one possible mark @mark stands: its last place, or the end. */
static gsize
find_mark (const Scan *scan, char mark)
{
  const char *at = strrchr (scan->body, mark);

  return at != NULL ? (gsize) (at - scan->body) : scan->length;
}

/* Leading zeros don't group: 0.500 is a half. */
static gboolean
could_be_grouped (const Scan *scan)
{
  return scan->body[0] != '0' && reads_with_mark_at (scan, scan->length);
}

typedef enum
{
  NO_NUMBER,
  PLAIN,        /* one reading, @at says where the mark stands */
  TWO_READINGS, /* the mark is at @at, or the number is grouped */
} Reading;

static Reading
read_marked (const Scan *scan, KontorDecimalMark mark, gsize *at)
{
  *at = find_mark (scan, mark == KONTOR_DECIMAL_COMMA ? ',' : '.');
  return reads_with_mark_at (scan, *at) ? PLAIN : NO_NUMBER;
}

static Reading
read_any (const Scan *scan, gsize *at)
{
  gsize point = find_mark (scan, '.'), comma = find_mark (scan, ',');
  gboolean with_point = reads_with_mark_at (scan, point) && point < scan->length;
  gboolean with_comma = reads_with_mark_at (scan, comma) && comma < scan->length;

  if (with_point || with_comma)
    {
      *at = with_point ? point : comma;
      return could_be_grouped (scan) ? TWO_READINGS : PLAIN;
    }
  *at = scan->length;
  return reads_with_mark_at (scan, scan->length) ? PLAIN : NO_NUMBER;
}

KontorDecimalMark
kontor_decimal_detect_mark (const char *text)
{
  Scan scan;
  gsize at;

  if (!scan_number (text, &scan))
    return KONTOR_DECIMAL_ANY;
  switch (read_any (&scan, &at))
    {
    case PLAIN:
      if (at < scan.length)
        return scan.body[at] == ',' ? KONTOR_DECIMAL_COMMA : KONTOR_DECIMAL_POINT;
      /* 1,234,567 shows what its comma is not. */
      if (strchr (scan.body, ','))
        return KONTOR_DECIMAL_POINT;
      return strchr (scan.body, '.') ? KONTOR_DECIMAL_COMMA : KONTOR_DECIMAL_ANY;
    case TWO_READINGS:
    case NO_NUMBER:
    default:
      return KONTOR_DECIMAL_ANY;
    }
}

/* Decides between two readings; see kontor_decimal_parse_marked(). */
static gboolean
settle_ambiguity (const Scan *scan, guint digits, gsize *at)
{
  gboolean is_comma = scan->body[*at] == ',';

  if (is_comma == (digits >= 3))
    return FALSE;
  if (is_comma)
    *at = scan->length;
  return TRUE;
}

static gboolean
find_reading (const char *text,
              Scan *scan,
              KontorDecimalMark mark,
              guint digits,
              gsize *at,
              GError **error)
{
  Reading reading = NO_NUMBER;

  if (scan_number (text, scan))
    reading = mark == KONTOR_DECIMAL_ANY ? read_any (scan, at) : read_marked (scan, mark, at);
  if (reading == NO_NUMBER)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "not a number");
      return FALSE;
    }
  if (reading == TWO_READINGS && !settle_ambiguity (scan, digits, at))
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                   "ambiguous: the mark may group digits or begin a fraction of more than %u",
                   MIN (digits, 2));
      return FALSE;
    }
  return TRUE;
}

static gboolean
append_digit (guint64 *value, int digit)
{
  return g_uint64_checked_mul (value, *value, 10) && g_uint64_checked_add (value, *value, digit);
}

static gboolean
collect_units (const Scan *scan, gsize at, guint digits, guint64 *value)
{
  guint fraction = 0;

  *value = 0;
  for (gsize i = 0; i < scan->length; i++)
    {
      if (!g_ascii_isdigit (scan->body[i]))
        continue;
      if (i > at && fraction++ >= digits)
        continue; /* a zero at the end: others were refused */
      if (!append_digit (value, scan->body[i] - '0'))
        return FALSE;
    }
  for (; fraction < digits; fraction++)
    if (!append_digit (value, 0))
      return FALSE;
  return *value <= (guint64) G_MAXINT64 + (scan->negative ? 1 : 0);
}

static gboolean
fits_fraction (const Scan *scan, gsize at, guint digits)
{
  gsize last = scan->length;

  while (last > at && scan->body[last - 1] == '0')
    last--;
  return last <= at + 1 + digits;
}

gboolean
kontor_decimal_parse_marked (const char *text,
                             KontorDecimalMark mark,
                             guint digits,
                             gint64 *units,
                             GError **error)
{
  Scan scan;
  guint64 value;
  gsize at;

  g_return_val_if_fail (digits <= KONTOR_DECIMAL_MAX_DIGITS, FALSE);

  if (!find_reading (text, &scan, mark, digits, &at, error))
    return FALSE;
  if (!fits_fraction (&scan, at, digits))
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "more than %u fraction digits",
                   digits);
      return FALSE;
    }
  if (!collect_units (&scan, at, digits, &value))
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT, "the number is too large");
      return FALSE;
    }
  *units = scan.negative ? (gint64) (0 - value) : (gint64) value;
  return TRUE;
}

gboolean
kontor_decimal_parse (const char *text, guint digits, gint64 *units, GError **error)
{
  return kontor_decimal_parse_marked (text, KONTOR_DECIMAL_ANY, digits, units, error);
}

gint64
kontor_decimal_power (guint digits)
{
  gint64 power = 1;

  g_assert (digits <= KONTOR_DECIMAL_MAX_DIGITS);
  while (digits-- > 0)
    power *= 10;
  return power;
}

char *
kontor_decimal_dup_text (gint64 units, guint digits)
{
  guint64 value = units < 0 ? 0 - (guint64) units : (guint64) units;
  guint64 power = kontor_decimal_power (digits);
  const char *sign = units < 0 ? "-" : "";

  if (digits == 0)
    return g_strdup_printf ("%s%" G_GUINT64_FORMAT, sign, value);
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT, sign, value / power,
                          (int) digits, value % power);
}

gboolean
kontor_decimal_scale (gint64 value, gint64 numerator, gint64 denominator, gint64 *result)
{
  __int128 product = (__int128) value * numerator;
  __int128 quotient = product / denominator;
  __int128 rest = product % denominator;

  g_assert (denominator > 0);
  if (rest < 0)
    rest = -rest;
  if (rest * 2 >= denominator)
    quotient += product < 0 ? -1 : 1;
  if (quotient < G_MININT64 || quotient > G_MAXINT64)
    return FALSE;
  *result = (gint64) quotient;
  return TRUE;
}
