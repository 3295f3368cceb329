/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-column-profile.h"

#include "money/kontor-money.h"

#include <string.h>

#define LONG_TEXT 200

KontorColumnProfile *
kontor_column_profile_new (void)
{
  KontorColumnProfile *self = g_new0 (KontorColumnProfile, 1);

  self->date_orders = KONTOR_DATE_ANY_ORDER;
  self->distinct = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
kontor_column_profile_free (KontorColumnProfile *self)
{
  for (guint i = 0; i < KONTOR_PROFILE_N_SAMPLES; i++)
    g_free (self->samples[i]);
  g_hash_table_unref (self->distinct);
  g_free (self);
}

static gboolean
is_email (const char *text)
{
  const char *at = strchr (text, '@');

  return at != NULL && at > text && strchr (at + 1, '@') == NULL && strchr (at, '.') != NULL
         && strpbrk (text, " \t,;<>") == NULL && g_ascii_isalnum (text[strlen (text) - 1]);
}

/* ibm.com, www.example.org/path */
static gboolean
is_bare_domain (const char *text)
{
  gsize host = strcspn (text, "/?");
  const char *dot = g_strrstr_len (text, host, ".");

  if (dot == NULL || dot == text || host - (dot + 1 - text) < 2)
    return FALSE;
  for (gsize i = 0; i < host; i++)
    if (!g_ascii_islower (text[i]) && !g_ascii_isdigit (text[i]) && strchr ("-.", text[i]) == NULL)
      return FALSE;
  for (const char *c = dot + 1; c < text + host; c++)
    if (!g_ascii_islower (*c))
      return FALSE;
  return TRUE;
}

static gboolean
is_url (const char *text)
{
  if (strpbrk (text, " \t\n") != NULL)
    return FALSE;
  return g_ascii_strncasecmp (text, "http://", 7) == 0
         || g_ascii_strncasecmp (text, "https://", 8) == 0 || is_bare_domain (text);
}

static gboolean
is_phone (const char *text)
{
  guint n_digits = 0;

  for (const char *c = text; *c != '\0'; c++)
    {
      n_digits += g_ascii_isdigit (*c);
      if (!g_ascii_isdigit (*c) && strchr ("+()-./ ", *c) == NULL)
        return FALSE;
    }
  return n_digits >= 6 && n_digits <= 17;
}

static gboolean
is_boolean (const char *text)
{
  static const char *const words[]
      = { "true", "false", "yes", "no", "ja", "nein", "oui", "non", "sí", "si" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Zeros in front are kept by codes, not by numbers. */
static gboolean
is_code (const char *text)
{
  return text[0] == '0' && g_ascii_isdigit (text[1]);
}

static gboolean
is_number (const char *text, guint digits)
{
  gint64 units;

  return kontor_decimal_parse_marked (text, KONTOR_DECIMAL_POINT, digits, &units, NULL)
         || kontor_decimal_parse_marked (text, KONTOR_DECIMAL_COMMA, digits, &units, NULL);
}

static gboolean
is_money (const char *text)
{
  KontorMoney money;

  return kontor_money_parse_marked (text, KONTOR_DECIMAL_POINT, NULL, &money, NULL)
         || kontor_money_parse_marked (text, KONTOR_DECIMAL_COMMA, NULL, &money, NULL);
}

static void
note_mark (KontorColumnProfile *self, const char *text)
{
  KontorDecimalMark mark = kontor_decimal_detect_mark (text);

  self->n_points += mark == KONTOR_DECIMAL_POINT;
  self->n_commas += mark == KONTOR_DECIMAL_COMMA;
}

/* 1.234,50 € shows its mark as 1.234,50 does. */
static void
note_mark_of_money (KontorColumnProfile *self, const char *text)
{
  g_autofree char *number = g_strdup (text);
  char *write = number;

  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_isdigit (*c) || ((*c == '.' || *c == ',') && write > number))
      *write++ = *c;
  *write = '\0';
  note_mark (self, number);
}

static void
note_date (KontorColumnProfile *self, const char *text, guint orders)
{
  self->n_dates++;
  self->n_times += strchr (text, ':') != NULL;
  self->date_orders &= orders;
}

static void
classify (KontorColumnProfile *self, const char *text)
{
  guint orders;

  if (is_email (text))
    self->n_emails++;
  else if (is_boolean (text))
    self->n_booleans++;
  else if (!is_code (text) && is_number (text, 0))
    {
      self->n_integers++;
      note_mark (self, text);
    }
  else if ((orders = kontor_date_find_orders (text)) != 0)
    note_date (self, text, orders);
  else if (!is_code (text) && is_number (text, 9))
    {
      self->n_decimals++;
      note_mark (self, text);
    }
  else if (is_phone (text))
    self->n_phones++;
  else if (is_money (text))
    {
      self->n_money++;
      note_mark_of_money (self, text);
    }
  else if (is_url (text))
    self->n_urls++;
  else if (strlen (text) > LONG_TEXT || strchr (text, '\n') != NULL)
    self->n_long++;
}

/* Of a long value its beginning counts. */
static void
note_distinct (KontorColumnProfile *self, char *text)
{
  g_autofree char *cut = NULL;

  if (self->n_distinct > KONTOR_PROFILE_MAX_DISTINCT)
    return;
  if (strlen (text) > LONG_TEXT)
    text = cut = g_utf8_make_valid (text, LONG_TEXT);
  if (g_hash_table_contains (self->distinct, text))
    return;
  if (self->n_distinct < KONTOR_PROFILE_N_SAMPLES)
    self->samples[self->n_distinct] = g_strdup (text);
  g_hash_table_add (self->distinct, g_strdup (text));
  self->n_distinct++;
}

void
kontor_column_profile_add (KontorColumnProfile *self, const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  if (*trimmed == '\0')
    {
      self->n_empty++;
      return;
    }
  self->n_values++;
  self->n_bytes += strlen (trimmed);
  classify (self, trimmed);
  note_distinct (self, trimmed);
}

static gboolean
is_most (const KontorColumnProfile *self, guint64 count)
{
  return count * 10 >= self->n_values * 9;
}

/* A number without a currency is money where the others have one. */
static gboolean
is_mostly_money (const KontorColumnProfile *self)
{
  return self->n_money * 2 >= self->n_values
         && is_most (self, self->n_money + self->n_integers + self->n_decimals);
}

static gboolean
is_mostly_choice (const KontorColumnProfile *self)
{
  return self->n_distinct <= 20 && self->n_values >= 4 * (guint64) self->n_distinct
         && self->n_bytes <= 30 * self->n_values;
}

KontorType
kontor_column_profile_get_type (const KontorColumnProfile *self)
{
  if (self->n_values == 0)
    return KONTOR_NONE;
  if (is_most (self, self->n_emails))
    return KONTOR_EMAIL;
  if (is_most (self, self->n_urls))
    return KONTOR_URL;
  if (is_mostly_money (self))
    return KONTOR_MONEY;
  if (is_most (self, self->n_times))
    return KONTOR_INSTANT;
  if (is_most (self, self->n_dates))
    return KONTOR_DATE;
  if (is_most (self, self->n_booleans))
    return KONTOR_BOOLEAN;
  if (is_most (self, self->n_integers))
    return KONTOR_INTEGER;
  if (is_most (self, self->n_integers + self->n_decimals))
    return KONTOR_DECIMAL;
  if (is_most (self, self->n_phones)
      || (self->n_phones > 0 && is_most (self, self->n_phones + self->n_integers)))
    return KONTOR_PHONE;
  if (self->n_long * 10 >= self->n_values)
    return KONTOR_LONG_TEXT;
  return is_mostly_choice (self) ? KONTOR_CHOICE : KONTOR_TEXT;
}

double
kontor_column_profile_get_fit (const KontorColumnProfile *self, KontorType type)
{
  guint64 fitting = self->n_values;

  switch (type)
    {
    case KONTOR_INTEGER:
      fitting = self->n_integers;
      break;
    case KONTOR_DECIMAL:
      fitting = self->n_integers + self->n_decimals;
      break;
    case KONTOR_MONEY:
      fitting = self->n_integers + self->n_decimals + self->n_money;
      break;
    case KONTOR_DATE:
    case KONTOR_INSTANT:
    case KONTOR_WALL_TIME:
      fitting = self->n_dates;
      break;
    case KONTOR_EMAIL:
      fitting = self->n_emails;
      break;
    case KONTOR_PHONE:
      fitting = self->n_phones + self->n_integers + self->n_decimals;
      break;
    case KONTOR_URL:
      fitting = self->n_urls;
      break;
    case KONTOR_BOOLEAN:
      fitting = self->n_booleans + self->n_integers;
      break;
    case KONTOR_NONE:
    case KONTOR_TEXT:
    case KONTOR_LONG_TEXT:
    case KONTOR_CHOICE:
    case KONTOR_REF:
    case KONTOR_RANK:
    default:
      break;
    }
  return self->n_values == 0 ? 1 : (double) fitting / self->n_values;
}

gboolean
kontor_column_profile_has_both_marks (const KontorColumnProfile *self)
{
  return self->n_points > 0 && self->n_commas > 0;
}

KontorDecimalMark
kontor_column_profile_get_mark (const KontorColumnProfile *self)
{
  if (self->n_points > 0 && self->n_commas == 0)
    return KONTOR_DECIMAL_POINT;
  if (self->n_commas > 0 && self->n_points == 0)
    return KONTOR_DECIMAL_COMMA;
  return KONTOR_DECIMAL_ANY;
}

gboolean
kontor_column_profile_is_order_open (const KontorColumnProfile *self)
{
  guint orders = self->date_orders;

  return self->n_dates > 0 && orders != KONTOR_DATE_ANY_ORDER && (orders & (orders - 1)) != 0;
}

gboolean
kontor_column_profile_has_no_order (const KontorColumnProfile *self)
{
  return self->n_dates > 0 && self->date_orders == 0;
}
