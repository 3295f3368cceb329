/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-value-form.h"

#include "model/kontor-date.h"
#include "model/kontor-rank.h"
#include "util/kontor-error.h"

#include <string.h>

/* NULL where all is well: else what is wrong, for the message. */
typedef const char *(*FormFunc) (const char *text);

static const char *
check_one_line (const char *text)
{
  for (; *text != '\0'; text++)
    if (g_ascii_iscntrl (*text))
      return "has a control character";
  return NULL;
}

static const char *
check_lines (const char *text)
{
  for (; *text != '\0'; text++)
    if (g_ascii_iscntrl (*text) && strchr ("\n\r\t", *text) == NULL)
      return "has a control character";
  return NULL;
}

static gboolean
has_space (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isspace (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

/* Not the whole of RFC 5321: what no mail server takes is kept out, the rest is the user's. */
static const char *
check_email (const char *text)
{
  const char *at = strrchr (text, '@');

  if (at == NULL || at == text || check_one_line (text) != NULL || has_space (text))
    return "is no e-mail address";
  if (at[1] == '\0' || at[1] == '.' || at[1] == '-' || strstr (at, "..") != NULL)
    return "is no e-mail address";
  if (g_str_has_suffix (at, ".") || memchr (text, '@', at - text) != NULL)
    return "is no e-mail address";
  return NULL;
}

static const char *
check_phone (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isdigit (g_utf8_get_char (p)))
      return check_one_line (text);
  return "has no digit";
}

/* With a scheme or, as people write them, without. */
static const char *
check_url (const char *text)
{
  if (check_one_line (text) != NULL || has_space (text))
    return "is no web address";
  return NULL;
}

static const char *
check_key (const char *text)
{
  if (!g_ascii_islower (text[0]) || text[strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789_")])
    return "is no key of a choice";
  return NULL;
}

static const char *
check_rank (const char *text)
{
  return kontor_rank_is_valid (text) ? NULL : "is no place in an order";
}

static const char *
check_wall_time (const char *text)
{
  return kontor_wall_time_is_valid (text) ? NULL : "is no time with a zone";
}

static const struct
{
  FormFunc check;
  gsize limit;
} text_forms[] = {
  [KONTOR_TEXT] = { check_one_line, KONTOR_MAX_TEXT },
  [KONTOR_LONG_TEXT] = { check_lines, KONTOR_MAX_LONG_TEXT },
  [KONTOR_WALL_TIME] = { check_wall_time, KONTOR_MAX_TEXT },
  [KONTOR_EMAIL] = { check_email, KONTOR_MAX_EMAIL },
  [KONTOR_PHONE] = { check_phone, KONTOR_MAX_TEXT },
  [KONTOR_URL] = { check_url, KONTOR_MAX_TEXT },
  [KONTOR_CHOICE] = { check_key, KONTOR_MAX_TEXT },
  [KONTOR_RANK] = { check_rank, KONTOR_MAX_RANK },
};

static gboolean
check_text (const KontorField *field, const char *text, GError **error)
{
  gsize length = strlen (text);
  const char *wrong;

  if (length > text_forms[field->type].limit)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT,
                   "%s: is longer than %" G_GSIZE_FORMAT " bytes", field->name,
                   text_forms[field->type].limit);
      return FALSE;
    }
  if (length == 0)
    wrong = "is empty";
  else if (!g_utf8_validate_len (text, length, NULL))
    wrong = "is not UTF-8";
  else
    wrong = text_forms[field->type].check (text);
  if (wrong == NULL)
    return TRUE;
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%s: %s", field->name, wrong);
  return FALSE;
}

static gboolean
is_currency_code (const char *code)
{
  return g_ascii_isupper (code[0]) && g_ascii_isupper (code[1]) && g_ascii_isupper (code[2])
         && code[3] == '\0';
}

static const char *
check_plain (const KontorValue *value)
{
  switch (value->type)
    {
    case KONTOR_MONEY:
      return is_currency_code (value->money.currency) ? NULL : "has no currency";

    case KONTOR_DATE:
      if (value->integer < KONTOR_MIN_DATE || value->integer > KONTOR_MAX_DATE)
        return "is no date";
      return NULL;

    case KONTOR_INSTANT:
      if (value->integer < KONTOR_MIN_INSTANT || value->integer > KONTOR_MAX_INSTANT)
        return "is no point in time";
      return NULL;

    case KONTOR_BOOLEAN:
      return value->integer == 0 || value->integer == 1 ? NULL : "is neither true nor false";

    case KONTOR_REF:
      return kontor_id_is_null (&value->id) ? "is no id" : NULL;

    default:
      return NULL;
    }
}

gboolean
kontor_value_check_form (const KontorField *field, const KontorValue *value, GError **error)
{
  const char *wrong;

  g_assert (value->type != KONTOR_NONE);
  if (value->type != field->type)
    wrong = "is of another type";
  else if (kontor_type_is_text (value->type))
    return check_text (field, value->text, error);
  else
    wrong = check_plain (value);
  if (wrong == NULL)
    return TRUE;
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%s: %s", field->name, wrong);
  return FALSE;
}
