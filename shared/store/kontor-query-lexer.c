/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-query-lexer.h"

#include <string.h>

/* The longer of two that begin alike comes first. */
static const char *const signs[]
    = { "!=", "<=", ">=", "^=", "=", "<", ">", "~", "(", ")", ",", ".", "+", "-" };

static gboolean
is_word_character (const char *text)
{
  gunichar character = g_utf8_get_char (text);

  return character == '_' || g_unichar_isalnum (character) || g_unichar_ismark (character);
}

static gsize
measure_word (const char *text)
{
  const char *end = text;

  while (*end != '\0' && is_word_character (end))
    end = g_utf8_next_char (end);
  return end - text;
}

static gsize
measure_digits (const char *text)
{
  return strspn (text, "0123456789");
}

/* Whether @text has the form of @pattern, where 9 stands for any digit. */
static gboolean
has_form (const char *text, const char *pattern)
{
  for (; *pattern != '\0'; text++, pattern++)
    if (*pattern == '9' ? !g_ascii_isdigit (*text) : *text != *pattern)
      return FALSE;
  return TRUE;
}

static gsize
measure_id (const char *text)
{
  char copy[KONTOR_ID_TEXT_SIZE];
  KontorId id;

  g_strlcpy (copy, text, sizeof copy);
  if (strlen (copy) != KONTOR_ID_TEXT_SIZE - 1 || !kontor_id_from_text (&id, copy))
    return 0;
  return is_word_character (text + strlen (copy)) ? 0 : strlen (copy);
}

static KontorToken
read_quoted (const char *text)
{
  const char *end = text + 1;

  while (*end != '\0' && *end != *text)
    end += (*end == '\\' && end[1] != '\0') ? 2 : 1;
  if (*end == '\0')
    return (KontorToken) { KONTOR_TOKEN_OPEN_TEXT, text, end - text };
  return (KontorToken) { KONTOR_TOKEN_TEXT, text, end + 1 - text };
}

static KontorToken
read_number (const char *text)
{
  gsize length = measure_digits (text);

  if (has_form (text, "9999-99-99T"))
    return (KontorToken) { KONTOR_TOKEN_INSTANT, text,
                           11 + strspn (text + 11, "0123456789:.+-Zz") };
  if (has_form (text, "9999-99-99"))
    return (KontorToken) { KONTOR_TOKEN_DATE, text, 10 };
  if (text[length] == '.' && g_ascii_isdigit (text[length + 1]))
    length += 1 + measure_digits (text + length + 1);
  return (KontorToken) { KONTOR_TOKEN_NUMBER, text, length };
}

KontorToken
kontor_token_next (const char *text)
{
  gsize length;

  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  if (*text == '\0')
    return (KontorToken) { KONTOR_TOKEN_END, text, 0 };
  if (*text == '"' || *text == '\'')
    return read_quoted (text);
  if ((length = measure_id (text)) > 0)
    return (KontorToken) { KONTOR_TOKEN_ID, text, length };
  if (g_ascii_isdigit (*text))
    return read_number (text);
  if ((length = measure_word (text)) > 0)
    return (KontorToken) { KONTOR_TOKEN_WORD, text, length };
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (text, signs[i]))
      return (KontorToken) { KONTOR_TOKEN_SIGN, text, strlen (signs[i]) };
  return (KontorToken) { KONTOR_TOKEN_STRANGE, text, g_utf8_next_char (text) - text };
}

gboolean
kontor_token_is (const KontorToken *token, const char *text)
{
  return (token->kind == KONTOR_TOKEN_SIGN || token->kind == KONTOR_TOKEN_WORD)
         && token->length == strlen (text)
         && g_ascii_strncasecmp (token->start, text, token->length) == 0;
}

char *
kontor_token_dup_text (const KontorToken *token)
{
  GString *text;

  if (token->kind != KONTOR_TOKEN_TEXT)
    return g_strndup (token->start, token->length);

  text = g_string_sized_new (token->length);
  for (gsize i = 1; i + 1 < token->length; i++)
    {
      if (token->start[i] == '\\' && strchr ("\\\"'", token->start[i + 1]) != NULL)
        i++;
      g_string_append_c (text, token->start[i]);
    }
  return g_string_free_and_steal (text);
}
