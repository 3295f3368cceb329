/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-vcard-line-private.h"

#include "exchange/kontor-text-decoder.h"

#include <string.h>

/* A line being read. */
typedef struct
{
  const char *at;
  const char *end;
  KontorVcardVersion version;
  gboolean has_quotes; /* a quotation mark quotes; in a line with an odd one it does not */
  KontorVcardProperty *property;
  gboolean *is_damaged;
} Cursor;

static char *
decode_windows_1252 (const char *bytes, gsize length)
{
  GString *text = g_string_sized_new (length + 16);

  for (gsize i = 0; i < length; i++)
    g_string_append_unichar (
        text, bytes[i] == '\0' ? 0xfffd : kontor_windows_1252_to_unichar ((guint8) bytes[i]));
  return g_string_free (text, FALSE);
}

static gboolean
is_known_as_utf_8 (const char *charset)
{
  return charset == NULL || g_ascii_strcasecmp (charset, "UTF-8") == 0
         || g_ascii_strcasecmp (charset, "UTF8") == 0
         || g_ascii_strcasecmp (charset, "US-ASCII") == 0;
}

char *
kontor_vcard_line_decode (const char *bytes,
                          gsize length,
                          const char *charset,
                          gboolean *is_damaged)
{
  gboolean has_nul = memchr (bytes, '\0', length) != NULL;

  if (!is_known_as_utf_8 (charset) && !has_nul)
    {
      g_autofree char *text = g_convert (bytes, length, "UTF-8", charset, NULL, NULL, NULL);

      if (text != NULL && g_utf8_validate (text, -1, NULL))
        return g_steal_pointer (&text);
      *is_damaged = TRUE;
    }
  if (!has_nul && g_utf8_validate_len (bytes, length, NULL))
    return g_strndup (bytes, length);
  if (has_nul || charset != NULL)
    *is_damaged = TRUE;
  return decode_windows_1252 (bytes, length);
}

/* Undoes quoted-printable in place; line breaks become LF. Returns the new length. */
static gsize
undo_quoted_printable (char *bytes, gsize length)
{
  gsize write = 0;

  for (gsize read = 0; read < length; read++)
    {
      int high = -1, low = -1;

      if (bytes[read] == '=' && read + 2 < length)
        {
          high = g_ascii_xdigit_value (bytes[read + 1]);
          low = g_ascii_xdigit_value (bytes[read + 2]);
        }
      if (high >= 0 && low >= 0)
        {
          bytes[write++] = (char) (high << 4 | low);
          read += 2;
        }
      else if (bytes[read] != '=' || read + 1 < length)
        bytes[write++] = bytes[read];
    }
  return write;
}

static char *
normalise_line_ends (char *text)
{
  char *write = text;

  for (char *read = text; *read != '\0'; read++)
    if (*read == '\r')
      {
        *write++ = '\n';
        read += read[1] == '\n';
      }
    else
      *write++ = *read;
  *write = '\0';
  return text;
}

char *
kontor_vcard_line_drop_blanks (char *text)
{
  char *write = text;

  for (char *read = text; *read != '\0'; read++)
    if (!g_ascii_isspace (*read))
      *write++ = *read;
  *write = '\0';
  return text;
}

static void
set_value (Cursor *cursor)
{
  KontorVcardProperty *property = cursor->property;
  const char *charset = kontor_vcard_property_get_param (property, "CHARSET");
  gsize length = cursor->end - cursor->at;
  g_autofree char *bytes = g_strndup (cursor->at, length);

  /* g_strndup() stops at a NUL, which the file does not have. */
  if (kontor_vcard_property_has_param (property, "ENCODING", "QUOTED-PRINTABLE")
      || kontor_vcard_property_has_param (property, "ENCODING", "Q"))
    {
      length = undo_quoted_printable (bytes, length);
      kontor_vcard_property_remove_param_value (property, "ENCODING", "QUOTED-PRINTABLE");
      kontor_vcard_property_remove_param_value (property, "ENCODING", "Q");
    }
  g_free (property->value);
  property->value
      = normalise_line_ends (kontor_vcard_line_decode (bytes, length, charset, cursor->is_damaged));
  if (kontor_vcard_property_is_base64 (property))
    kontor_vcard_line_drop_blanks (property->value);
  kontor_vcard_property_remove_param (property, "CHARSET");
}

const char *
kontor_vcard_line_find_bare_name (const char *value)
{
  static const char *const encodings[]
      = { "7BIT", "8BIT", "QUOTED-PRINTABLE", "BASE64", "B", NULL };
  static const char *const values[] = { "INLINE", "URL", "CONTENT-ID", "CID", NULL };

  for (guint i = 0; encodings[i] != NULL; i++)
    if (g_ascii_strcasecmp (value, encodings[i]) == 0)
      return "ENCODING";
  for (guint i = 0; values[i] != NULL; i++)
    if (g_ascii_strcasecmp (value, values[i]) == 0)
      return "VALUE";
  return "TYPE";
}

/* RFC 6868: ^n, ^^ and ^' in the parameters of 4.0. */
static void
undo_carets (GString *value)
{
  gsize write = 0;

  for (gsize read = 0; read < value->len; read++)
    {
      char c = value->str[read];
      char next = value->str[read + 1];

      if (c == '^' && (next == 'n' || next == '^' || next == '\''))
        {
          c = next == 'n' ? '\n' : (next == '^' ? '^' : '"');
          read++;
        }
      value->str[write++] = c;
    }
  g_string_truncate (value, write);
}

static void
add_param (Cursor *cursor, const char *name, GString *value)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) types = NULL;

  if (cursor->version == KONTOR_VCARD_4_0)
    undo_carets (value);
  text = kontor_vcard_line_decode (value->str, value->len, NULL, cursor->is_damaged);
  g_string_truncate (value, 0);
  g_strstrip (text);
  if (name == NULL && *text == '\0')
    return;
  if (name == NULL)
    name = kontor_vcard_line_find_bare_name (text);
  if (g_ascii_strcasecmp (name, "TYPE") != 0 || strchr (text, ',') == NULL)
    {
      kontor_vcard_property_add_param (cursor->property, name, text);
      return;
    }
  /* TYPE="work,voice", as RFC 6350 has it in its examples, means two. */
  types = g_strsplit (text, ",", -1);
  for (guint i = 0; types[i] != NULL; i++)
    kontor_vcard_property_add_param (cursor->property, name, g_strstrip (types[i]));
}

/* Reads up to the first of @stops outside of quotes; quotes are dropped. FALSE at the end. */
static gboolean
read_until (Cursor *cursor, const char *stops, GString *text)
{
  gboolean quoted = FALSE;

  for (; cursor->at < cursor->end; cursor->at++)
    {
      char c = *cursor->at;

      if (c == '"')
        quoted = cursor->has_quotes && !quoted;
      else if (!quoted && strchr (stops, c) != NULL)
        return TRUE;
      else if (!quoted && c == '\\' && cursor->at + 1 < cursor->end
               && strchr (";:,\\", cursor->at[1]) != NULL)
        g_string_append_c (text, *++cursor->at);
      else
        g_string_append_c (text, c);
    }
  return FALSE;
}

/* What is left of @text as the name of a parameter. */
static char *
dup_name (const char *text)
{
  GString *name = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (g_ascii_isalnum (*text) || *text == '-' || *text == '_')
      g_string_append_c (name, *text);
  if (name->len == 0)
    g_string_append (name, "X");
  return g_string_free (name, FALSE);
}

/* Android's way to write a label of the user's: `X-CUSTOM(Holidays)`, or with how it is written:
 * `X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=D0=94)`. It becomes a parameter like others.
 * FALSE where there is none. */
static gboolean
read_custom_label (Cursor *cursor)
{
  static const char open[] = "X-CUSTOM(";
  gsize length = cursor->end - cursor->at;
  const char *text = cursor->at + strlen (open), *close;
  g_autoptr (GString) label = NULL;
  gboolean is_quoted = FALSE;

  if (length < strlen (open) || g_ascii_strncasecmp (cursor->at, open, strlen (open)) != 0)
    return FALSE;
  close = memchr (text, ')', cursor->end - text);
  if (close == NULL || close + 1 >= cursor->end || strchr (";:", close[1]) == NULL)
    return FALSE;
  label = g_string_new_len (text, close - text);
  while (g_ascii_strncasecmp (label->str, "CHARSET=", strlen ("CHARSET=")) == 0
         || g_ascii_strncasecmp (label->str, "ENCODING=", strlen ("ENCODING=")) == 0)
    {
      gsize end = strcspn (label->str, ",");

      is_quoted = is_quoted || g_ascii_toupper (label->str[0]) == 'E';
      g_string_erase (label, 0, MIN (end + 1, label->len));
    }
  if (is_quoted)
    g_string_truncate (label, undo_quoted_printable (label->str, label->len));
  add_param (cursor, "X-CUSTOM", label);
  cursor->at = close + 1;
  return TRUE;
}

/* Reads one parameter, from behind its semicolon. */
static gboolean
read_param (Cursor *cursor)
{
  g_autoptr (GString) value = g_string_new (NULL);
  g_autofree char *name = NULL;

  if (read_custom_label (cursor))
    return TRUE;
  if (!read_until (cursor, "=;:", value))
    return FALSE;
  if (*cursor->at != '=')
    {
      add_param (cursor, NULL, value);
      return TRUE;
    }
  name = dup_name (value->str);
  g_string_truncate (value, 0);
  do
    {
      cursor->at++;
      if (!read_until (cursor, ",;:", value))
        return FALSE;
      add_param (cursor, name, value);
    }
  while (*cursor->at == ',');
  return TRUE;
}

static gboolean
is_name (const char *text)
{
  if (*text == '\0')
    return FALSE;
  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && *text != '-' && *text != '_')
      return FALSE;
  return TRUE;
}

/* Reads the name with its group. */
static gboolean
read_name (Cursor *cursor)
{
  g_autoptr (GString) name = g_string_new (NULL);
  char *dot;

  if (!read_until (cursor, ";:", name))
    return FALSE;
  g_strstrip (name->str);
  dot = strchr (name->str, '.');
  if (dot != NULL)
    *dot = '\0';
  if (!is_name (name->str) || (dot != NULL && !is_name (dot + 1)))
    return FALSE;
  cursor->property = kontor_vcard_property_new (dot != NULL ? name->str : NULL,
                                                dot != NULL ? dot + 1 : name->str, "");
  return TRUE;
}

static KontorVcardProperty *
parse_line (Cursor *cursor, guint max_params)
{
  g_autoptr (KontorVcardProperty) property = NULL;

  if (!read_name (cursor))
    return NULL;
  property = cursor->property;
  while (*cursor->at == ';')
    {
      cursor->at++;
      if (!read_param (cursor) || property->params->len > max_params)
        return NULL;
    }
  cursor->at++;
  set_value (cursor);
  return g_steal_pointer (&property);
}

KontorVcardProperty *
kontor_vcard_line_parse (const char *line,
                         gsize length,
                         KontorVcardVersion version,
                         guint max_params,
                         gboolean *is_damaged)
{
  Cursor cursor = { line, line + length, version, TRUE, NULL, is_damaged };
  KontorVcardProperty *property = parse_line (&cursor, max_params);

  if (property != NULL)
    return property;
  cursor = (Cursor) { line, line + length, version, FALSE, NULL, is_damaged };
  return parse_line (&cursor, max_params);
}
