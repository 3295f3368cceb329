/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-cell.h"

#include "model/kontor-fold.h"
#include "util/kontor-error.h"

#include <stdio.h>
#include <string.h>

static const char *const yes_words[]
    = { "true", "yes", "y", "1", "x", "on", "ja", "oui", "si", "sim", "да", "✓", NULL };
static const char *const no_words[]
    = { "false", "no", "n", "0", "-", "off", "nein", "non", "nao", "нет", NULL };

static gboolean
read_number (const KontorField *field,
             const char *text,
             const KontorCellForm *form,
             KontorValue *value,
             GError **error)
{
  guint digits = field->type == KONTOR_DECIMAL ? field->digits : 0;
  gint64 units;

  if (!kontor_decimal_parse_marked (text, form->decimal, digits, &units, error))
    return FALSE;
  *value = kontor_value_integer (field->type, units);
  return TRUE;
}

static gboolean
read_money (const char *text, const KontorCellForm *form, KontorValue *value, GError **error)
{
  KontorMoney money;

  if (!kontor_money_parse_marked (text, form->decimal, form->currency, &money, error))
    return FALSE;
  *value = kontor_value_money (money.minor, money.currency);
  return TRUE;
}

/* A day; that it reads two ways is another problem than that it is none. */
static gboolean
read_day (const char *text,
          const KontorCellForm *form,
          KontorDate *date,
          KontorProblemKind *problem)
{
  guint orders = kontor_date_find_orders (text);
  guint order = form->dates;

  *problem = KONTOR_PROBLEM_FORM;
  if (order == 0 && orders == KONTOR_DATE_ANY_ORDER)
    order = KONTOR_DATE_YMD;
  if (order == 0)
    order = orders;
  if ((order & (order - 1)) != 0)
    {
      *problem = KONTOR_PROBLEM_AMBIGUOUS;
      return FALSE;
    }
  return order != 0 && kontor_date_from_text_in_order (text, order, date);
}

static gboolean
read_clock (const char *text, int *hour, int *minute, int *second)
{
  const char *colon = strchr (text, ':');
  const char *from = colon;
  int n_read;

  if (colon == NULL)
    return FALSE;
  while (from > text && g_ascii_isdigit (from[-1]))
    from--;
  *second = 0;
  n_read = sscanf (from, "%2d:%2d:%2d", hour, minute, second);
  if (n_read < 2)
    return FALSE;
  if (strcasestr (colon, "pm") != NULL && *hour < 12)
    *hour += 12;
  else if (strcasestr (colon, "am") != NULL && *hour == 12)
    *hour = 0;
  return *hour < 24 && *minute < 60 && *second < 60;
}

static gboolean
read_instant (const char *text,
              const KontorCellForm *form,
              KontorValue *value,
              KontorProblemKind *problem)
{
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) time = NULL;
  int year, month, day, hour = 0, minute = 0, second = 0;
  KontorDate date;
  gint64 instant;

  if (kontor_instant_from_text (text, &instant))
    {
      *value = kontor_value_integer (KONTOR_INSTANT, instant);
      return TRUE;
    }
  if (!read_day (text, form, &date, problem))
    return FALSE;
  if (strchr (text, ':') != NULL && !read_clock (text, &hour, &minute, &second))
    return FALSE;
  kontor_date_to_ymd (date, &year, &month, &day);
  zone = g_time_zone_new_local ();
  time = g_date_time_new (zone, year, month, day, hour, minute, second);
  if (time == NULL)
    return FALSE;
  *value = kontor_value_integer (KONTOR_INSTANT, g_date_time_to_unix_usec (time) / 1000);
  return TRUE;
}

static gboolean
read_date (const char *text,
           const KontorCellForm *form,
           KontorValue *value,
           KontorProblemKind *problem)
{
  KontorDate date;

  if (!read_day (text, form, &date, problem))
    return FALSE;
  *value = kontor_value_integer (KONTOR_DATE, date);
  return TRUE;
}

static gboolean
read_boolean (const char *text, KontorValue *value)
{
  g_autofree char *folded = kontor_fold (text);
  gboolean yes = g_strv_contains (yes_words, folded);

  if (!yes && !g_strv_contains (no_words, folded))
    return FALSE;
  *value = kontor_value_integer (KONTOR_BOOLEAN, yes);
  return TRUE;
}

static gboolean
is_called (const char *name, const char *folded)
{
  g_autofree char *own = kontor_fold (name);

  return g_str_equal (own, folded);
}

static gboolean
read_choice (const KontorField *field, const char *text, KontorValue *value)
{
  g_autofree char *folded = kontor_fold (text);

  for (const KontorChoice *choice = field->choices; choice->key != NULL; choice++)
    if (is_called (choice->key, folded) || is_called (choice->label, folded))
      {
        *value = kontor_value_text (KONTOR_CHOICE, choice->key);
        return TRUE;
      }
  return FALSE;
}

static KontorProblemKind
name_problem (const GError *error)
{
  return g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT) ? KONTOR_PROBLEM_LIMIT
                                                                   : KONTOR_PROBLEM_FORM;
}

gboolean
kontor_cell_read (const KontorField *field,
                  const char *text,
                  const KontorCellForm *form,
                  KontorValue *value,
                  KontorProblemKind *problem)
{
  g_autoptr (GError) error = NULL;
  gboolean read;

  g_assert (field->type != KONTOR_REF);
  *problem = KONTOR_PROBLEM_FORM;
  if (*text == '\0')
    {
      *value = KONTOR_VALUE_NONE;
      return TRUE;
    }
  switch (field->type)
    {
    case KONTOR_INTEGER:
    case KONTOR_DECIMAL:
      read = read_number (field, text, form, value, &error);
      break;

    case KONTOR_MONEY:
      read = read_money (text, form, value, &error);
      break;

    case KONTOR_DATE:
      return read_date (text, form, value, problem);

    case KONTOR_INSTANT:
      return read_instant (text, form, value, problem);

    case KONTOR_BOOLEAN:
      return read_boolean (text, value);

    case KONTOR_CHOICE:
      return read_choice (field, text, value);

    default:
      read = kontor_value_from_text (field, text, form->currency, value, &error);
    }
  if (!read)
    *problem = name_problem (error);
  return read;
}
