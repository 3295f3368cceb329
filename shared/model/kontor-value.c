/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-value.h"

#include "model/kontor-date.h"
#include "model/kontor-value-form.h"
#include "money/kontor-currency.h"
#include "util/kontor-error.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (KontorValue, kontor_value, kontor_value_dup, kontor_value_free)

KontorValue
kontor_value_text (KontorType type, const char *text)
{
  return kontor_value_take_text (type, g_strdup (text));
}

KontorValue
kontor_value_take_text (KontorType type, char *text)
{
  g_assert (kontor_type_is_text (type));
  if (text == NULL || *text == '\0')
    {
      g_free (text);
      return KONTOR_VALUE_NONE;
    }
  return (KontorValue) { .type = type, .text = text };
}

KontorValue
kontor_value_integer (KontorType type, gint64 integer)
{
  g_assert (type != KONTOR_NONE && type != KONTOR_MONEY && type != KONTOR_REF);
  g_assert (!kontor_type_is_text (type));
  return (KontorValue) { .type = type, .integer = integer };
}

KontorValue
kontor_value_money (gint64 minor, const char *currency)
{
  KontorValue value = { .type = KONTOR_MONEY, .money.minor = minor };

  g_strlcpy (value.money.currency, currency, sizeof value.money.currency);
  return value;
}

KontorValue
kontor_value_ref (const KontorId *id)
{
  if (id == NULL || kontor_id_is_null (id))
    return KONTOR_VALUE_NONE;
  return (KontorValue) { .type = KONTOR_REF, .id = *id };
}

KontorValue
kontor_value_copy (const KontorValue *value)
{
  KontorValue copy = *value;

  if (kontor_type_is_text (value->type))
    copy.text = g_strdup (value->text);
  return copy;
}

void
kontor_value_clear (KontorValue *value)
{
  if (kontor_type_is_text (value->type))
    g_free (value->text);
  *value = KONTOR_VALUE_NONE;
}

gboolean
kontor_value_equal (const KontorValue *a, const KontorValue *b)
{
  if (a->type != b->type)
    return FALSE;
  if (kontor_type_is_text (a->type))
    return g_str_equal (a->text, b->text);
  switch (a->type)
    {
    case KONTOR_NONE:
      return TRUE;

    case KONTOR_MONEY:
      return kontor_money_compare (&a->money, &b->money) == 0;

    case KONTOR_REF:
      return kontor_id_equal (&a->id, &b->id);

    default:
      return a->integer == b->integer;
    }
}

KontorValue *
kontor_value_dup (const KontorValue *value)
{
  KontorValue copy = kontor_value_copy (value);

  return g_memdup2 (&copy, sizeof copy);
}

void
kontor_value_free (KontorValue *value)
{
  kontor_value_clear (value);
  g_free (value);
}

gboolean
kontor_value_check (const KontorField *field, const KontorValue *value, GError **error)
{
  return (kontor_value_is_none (value) || kontor_value_check_form (field, value, error))
         && kontor_value_check_meaning (field, value, error);
}

gboolean
kontor_value_check_meaning (const KontorField *field, const KontorValue *value, GError **error)
{
  if (kontor_value_is_none (value))
    {
      if (field->flags & KONTOR_REQUIRED)
        {
          g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%s: is required", field->name);
          return FALSE;
        }
      return TRUE;
    }
  if (value->type == KONTOR_CHOICE && kontor_field_find_choice (field, value->text) == NULL)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%s: is none of the choices",
                   field->name);
      return FALSE;
    }
  if (value->type == KONTOR_MONEY && kontor_currency_find (value->money.currency) == NULL)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%s: is of an unknown currency",
                   field->name);
      return FALSE;
    }
  return TRUE;
}

/* A sign, digits, a point and digits: what machines write. What people write is read elsewhere. */
static gboolean
is_plain_number (const char *text)
{
  gsize digits;

  if (*text == '-' || *text == '+')
    text++;
  digits = strspn (text, "0123456789");
  if (digits == 0)
    return FALSE;
  text += digits;
  if (*text != '.')
    return *text == '\0';
  digits = strspn (++text, "0123456789");
  return digits > 0 && text[digits] == '\0';
}

static gboolean
refuse_text (const KontorField *field, const char *what, GError **error)
{
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%s: %s", field->name, what);
  return FALSE;
}

static gboolean
read_integer (const KontorField *field, const char *text, KontorValue *value, GError **error)
{
  gint64 integer;

  /* The function takes blanks and signs in more places than a number has them. */
  if (!is_plain_number (text) || strchr (text, '.') != NULL)
    return refuse_text (field, "is no whole number", error);
  if (!g_ascii_string_to_signed (text + (*text == '+'), 10, G_MININT64, G_MAXINT64, &integer, NULL))
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT, "%s: is too large", field->name);
      return FALSE;
    }
  *value = kontor_value_integer (KONTOR_INTEGER, integer);
  return TRUE;
}

static gboolean
read_decimal (const KontorField *field, const char *text, KontorValue *value, GError **error)
{
  gint64 units;

  if (!is_plain_number (text))
    return refuse_text (field, "is no number", error);
  if (!kontor_decimal_parse_marked (text, KONTOR_DECIMAL_POINT, field->digits, &units, error))
    {
      g_prefix_error (error, "%s: ", field->name);
      return FALSE;
    }
  *value = kontor_value_integer (KONTOR_DECIMAL, units);
  return TRUE;
}

static gboolean
read_money (const KontorField *field,
            const char *text,
            const char *currency,
            KontorValue *value,
            GError **error)
{
  g_autofree char *number = g_strdup (text);
  char *space = strchr (number, ' ');
  const KontorCurrency *found;
  gint64 minor;

  if (space != NULL)
    {
      *space = '\0';
      currency = space + 1;
    }
  if (!is_plain_number (number))
    return refuse_text (field, "is no amount", error);
  if (currency == NULL)
    return refuse_text (field, "names no currency", error);
  found = kontor_currency_find (currency);
  if (found == NULL)
    return refuse_text (field, "is of an unknown currency", error);
  if (!kontor_decimal_parse_marked (number, KONTOR_DECIMAL_POINT, found->digits, &minor, error))
    {
      g_prefix_error (error, "%s: ", field->name);
      return FALSE;
    }
  *value = kontor_value_money (minor, found->code);
  return TRUE;
}

static gboolean
read_date (const KontorField *field, const char *text, KontorValue *value, GError **error)
{
  KontorDate date;

  if (!kontor_date_from_text (text, &date))
    return refuse_text (field, "is no date", error);
  *value = kontor_value_integer (KONTOR_DATE, date);
  return TRUE;
}

static gboolean
read_instant (const KontorField *field, const char *text, KontorValue *value, GError **error)
{
  gint64 instant;

  if (!kontor_instant_from_text (text, &instant))
    return refuse_text (field, "is no point in time", error);
  *value = kontor_value_integer (KONTOR_INSTANT, instant);
  return TRUE;
}

static gboolean
read_boolean (const KontorField *field, const char *text, KontorValue *value, GError **error)
{
  if (!g_str_equal (text, "true") && !g_str_equal (text, "false"))
    return refuse_text (field, "is neither true nor false", error);
  *value = kontor_value_integer (KONTOR_BOOLEAN, *text == 't');
  return TRUE;
}

static gboolean
read_ref (const KontorField *field, const char *text, KontorValue *value, GError **error)
{
  KontorId id;

  if (!kontor_id_from_text (&id, text) || kontor_id_is_null (&id))
    return refuse_text (field, "is no id", error);
  *value = kontor_value_ref (&id);
  return TRUE;
}

/* @text is trimmed and not empty. */
static gboolean
read_value (const KontorField *field,
            const char *text,
            const char *currency,
            KontorValue *value,
            GError **error)
{
  switch (field->type)
    {
    case KONTOR_INTEGER:
      return read_integer (field, text, value, error);

    case KONTOR_DECIMAL:
      return read_decimal (field, text, value, error);

    case KONTOR_MONEY:
      return read_money (field, text, currency, value, error);

    case KONTOR_DATE:
      return read_date (field, text, value, error);

    case KONTOR_INSTANT:
      return read_instant (field, text, value, error);

    case KONTOR_BOOLEAN:
      return read_boolean (field, text, value, error);

    case KONTOR_REF:
      return read_ref (field, text, value, error);

    default:
      *value = kontor_value_text (field->type, text);
      return TRUE;
    }
}

/* A line break in a field of one line becomes a space. */
static void
join_lines (char *text)
{
  for (; *text != '\0'; text++)
    if (*text == '\n' || *text == '\r' || *text == '\t')
      *text = ' ';
}

gboolean
kontor_value_from_text (const KontorField *field,
                        const char *text,
                        const char *currency,
                        KontorValue *value,
                        GError **error)
{
  g_autofree char *trimmed = NULL;
  KontorValue read = KONTOR_VALUE_NONE;

  if (!g_utf8_validate (text, -1, NULL))
    return refuse_text (field, "is not UTF-8", error);
  trimmed = g_strstrip (g_strdup (text));
  if (field->type != KONTOR_LONG_TEXT)
    join_lines (trimmed);
  if (*trimmed != '\0' && !read_value (field, trimmed, currency, &read, error))
    return FALSE;
  if (!kontor_value_check (field, &read, error))
    {
      kontor_value_clear (&read);
      return FALSE;
    }
  *value = read;
  return TRUE;
}

/* A currency that only a newer Kontor knows is shown in its minor units. */
static char *
dup_money_text (const KontorMoney *money)
{
  if (kontor_currency_find (money->currency) == NULL)
    return g_strdup_printf ("%" G_GINT64_FORMAT " %s", money->minor, money->currency);
  return kontor_money_dup_text (money);
}

char *
kontor_value_dup_text (const KontorField *field, const KontorValue *value)
{
  if (kontor_type_is_text (value->type))
    return g_strdup (value->text);
  switch (value->type)
    {
    case KONTOR_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, value->integer);

    case KONTOR_DECIMAL:
      return kontor_decimal_dup_text (value->integer, field->digits);

    case KONTOR_MONEY:
      return dup_money_text (&value->money);

    case KONTOR_DATE:
      return kontor_date_dup_text (CLAMP (value->integer, KONTOR_MIN_DATE, KONTOR_MAX_DATE));

    case KONTOR_INSTANT:
      return kontor_instant_dup_text (value->integer);

    case KONTOR_BOOLEAN:
      return g_strdup (value->integer != 0 ? "true" : "false");

    case KONTOR_REF:
      return kontor_id_dup_text (&value->id);

    default:
      return g_strdup ("");
    }
}
