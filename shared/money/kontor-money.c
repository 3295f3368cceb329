/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "money/kontor-money.h"

#include "money/kontor-currency.h"
#include "util/kontor-error.h"

#include <string.h>

/* Longer than any amount worth reading. */
#define TEXT_MAX 128
/* Longer than any symbol. */
#define SYMBOL_MAX 16

/* An amount taken apart: what stands before the number, the number, what stands behind it. */
typedef struct
{
  guint signs;
  gboolean negative;
  char before[SYMBOL_MAX];
  char after[SYMBOL_MAX];
  char number[TEXT_MAX];
} Parts;

static gboolean
set_currency (KontorMoney *money, const KontorCurrency *currency, gint64 minor)
{
  money->minor = minor;
  memcpy (money->currency, currency->code, sizeof money->currency);
  return TRUE;
}

gboolean
kontor_money_init (KontorMoney *money, gint64 minor, const char *currency, GError **error)
{
  const KontorCurrency *found = kontor_currency_find (currency);

  if (found == NULL)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "unknown currency “%s”", currency);
      return FALSE;
    }
  return set_currency (money, found, minor);
}

static gboolean
is_dash (gunichar c)
{
  return c == '-' || c == 0x2212 || c == 0x2013 || c == 0x2014;
}

static void
note_sign (Parts *parts, gboolean negative)
{
  parts->signs++;
  parts->negative |= negative;
}

/* Copies text … end to @symbol without its blanks, its sign and the point of an abbreviation. FALSE
 * if it is too long for a symbol. */
static gboolean
cut_symbol (Parts *parts, const char *text, const char *end, char symbol[SYMBOL_MAX])
{
  gsize length = 0;

  for (; text < end; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      gsize size = g_utf8_next_char (text) - text;

      if (is_dash (c) || c == '+')
        note_sign (parts, c != '+');
      else if (length + size >= SYMBOL_MAX)
        return FALSE;
      else if (!g_unichar_isspace (c))
        {
          memcpy (symbol + length, text, size);
          length += size;
        }
    }
  if (length > 0 && symbol[length - 1] == '.')
    length--;
  symbol[length] = '\0';
  return TRUE;
}

/* The first digit of the number, or the mark before it; the point of `Rs.500` is none. */
static const char *
find_number_start (const char *text)
{
  gboolean in_word = FALSE;

  while (!g_ascii_isdigit (*text))
    {
      if ((*text == '.' || *text == ',') && g_ascii_isdigit (text[1]) && !in_word)
        break;
      in_word = g_unichar_isalpha (g_utf8_get_char (text));
      text = g_utf8_next_char (text);
    }
  return text;
}

/* The first byte behind the number that ends with the digit before @end, and behind its `,–`. */
static const char *
skip_no_minor (const char *end)
{
  if ((*end != ',' && *end != '.') || !is_dash (g_utf8_get_char (end + 1)))
    return end;
  for (end++; is_dash (g_utf8_get_char (end));)
    end = g_utf8_next_char (end);
  return end;
}

static const char *
find_last_digit (const char *text)
{
  const char *last = NULL;

  for (; *text != '\0'; text++)
    if (g_ascii_isdigit (*text))
      last = text;
  return last;
}

static gboolean
split_amount (const char *text, Parts *parts)
{
  char inner[TEXT_MAX];
  char *first = inner;
  const char *start, *last, *tail;

  if (g_strlcpy (inner, text, sizeof inner) >= sizeof inner || !g_utf8_validate (inner, -1, NULL))
    return FALSE;
  g_strstrip (inner);
  if (inner[0] == '(' && g_str_has_suffix (inner, ")"))
    {
      inner[strlen (inner) - 1] = '\0';
      first++;
      note_sign (parts, TRUE);
    }
  last = find_last_digit (first);
  if (last == NULL)
    return FALSE;
  start = find_number_start (first);
  tail = skip_no_minor (last + 1);
  memcpy (parts->number, start, last + 1 - start);
  return cut_symbol (parts, first, start, parts->before)
         && cut_symbol (parts, tail, tail + strlen (tail), parts->after) && parts->signs <= 1;
}

static const KontorCurrency *
find_currency (const char *text, const char *preferred)
{
  const KontorCurrency *currency = kontor_currency_find (text);

  return currency != NULL ? currency : kontor_currency_find_symbol (text, preferred);
}

/* The currency that a symbol or code before, one after, or else the default names. Two must agree:
 * `$ 5 CAD` does. */
static const KontorCurrency *
settle_currency (const Parts *parts, const char *preferred)
{
  const KontorCurrency *before, *after;

  if (parts->before[0] == '\0' && parts->after[0] == '\0')
    return preferred != NULL ? kontor_currency_find (preferred) : NULL;
  if (parts->before[0] == '\0')
    return find_currency (parts->after, preferred);
  if (parts->after[0] == '\0')
    return find_currency (parts->before, preferred);
  after = find_currency (parts->after, preferred);
  before = find_currency (parts->before, after != NULL ? after->code : preferred);
  return before == after ? after : NULL;
}

gboolean
kontor_money_parse_marked (const char *text,
                           KontorDecimalMark mark,
                           const char *default_currency,
                           KontorMoney *money,
                           GError **error)
{
  const KontorCurrency *currency;
  g_autofree char *number = NULL;
  Parts parts = { 0 };
  gint64 minor;

  if (!split_amount (text, &parts))
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "not an amount of money");
      return FALSE;
    }
  currency = settle_currency (&parts, default_currency);
  if (currency == NULL)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "no known currency: “%s%s”",
                   parts.before, parts.after);
      return FALSE;
    }
  number = g_strconcat (parts.negative ? "-" : "", parts.number, NULL);
  return kontor_decimal_parse_marked (number, mark, currency->digits, &minor, error)
         && set_currency (money, currency, minor);
}

gboolean
kontor_money_parse (const char *text,
                    const char *default_currency,
                    KontorMoney *money,
                    GError **error)
{
  return kontor_money_parse_marked (text, KONTOR_DECIMAL_ANY, default_currency, money, error);
}

char *
kontor_money_dup_text (const KontorMoney *money)
{
  const KontorCurrency *currency = kontor_currency_find (money->currency);
  g_autofree char *number = NULL;

  g_return_val_if_fail (currency != NULL, NULL);

  number = kontor_decimal_dup_text (money->minor, currency->digits);
  return g_strconcat (number, " ", currency->code, NULL);
}

gboolean
kontor_money_add (const KontorMoney *a, const KontorMoney *b, KontorMoney *sum, GError **error)
{
  gint64 minor;

  if (strcmp (a->currency, b->currency) != 0)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%s and %s do not add up",
                   a->currency, b->currency);
      return FALSE;
    }
  if (__builtin_add_overflow (a->minor, b->minor, &minor))
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT, "the sum is too large");
      return FALSE;
    }
  *sum = *a;
  sum->minor = minor;
  return TRUE;
}

int
kontor_money_compare (const KontorMoney *a, const KontorMoney *b)
{
  int order = strcmp (a->currency, b->currency);

  return order != 0 ? order : (a->minor > b->minor) - (a->minor < b->minor);
}

gboolean
kontor_money_multiply (const KontorMoney *price,
                       gint64 units,
                       guint digits,
                       KontorMoney *product,
                       GError **error)
{
  gint64 minor;

  if (!kontor_decimal_scale (price->minor, units, kontor_decimal_power (digits), &minor))
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT, "the product is too large");
      return FALSE;
    }
  *product = *price;
  product->minor = minor;
  return TRUE;
}
