/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-vcard-writer.h"

#include "exchange/kontor-vcard-convert-private.h"
#include "exchange/kontor-vcard-line-private.h"

#include <string.h>

#define LINE_LENGTH 75
#define QUOTED_PRINTABLE ";CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE"

static gboolean
is_word (const char *text)
{
  if (*text == '\0')
    return FALSE;
  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && *text != '-' && *text != '_')
      return FALSE;
  return TRUE;
}

static void
append_parts (GString *text, const char *before, const char *middle, const char *after)
{
  g_string_append (text, before);
  g_string_append (text, middle);
  g_string_append (text, after);
}

/* RFC 6868 in 4.0; before, a parameter can't hold quotation marks and line ends. */
static char *
encode_param (const char *value, KontorVcardVersion version)
{
  GString *encoded = g_string_new (NULL);

  for (; *value != '\0'; value++)
    if (version == KONTOR_VCARD_4_0 && strchr ("^\"\n", *value) != NULL)
      g_string_append (encoded, *value == '^' ? "^^" : (*value == '"' ? "^'" : "^n"));
    else if (*value == '"')
      g_string_append_c (encoded, '\'');
    else
      g_string_append_c (encoded, *value == '\n' || *value == '\r' ? ' ' : *value);
  return g_string_free (encoded, FALSE);
}

/* @previous: the parameter before, of which this is another value if it has the same name. */
static void
append_param (GString *line,
              const KontorVcardParam *param,
              const KontorVcardParam *previous,
              KontorVcardVersion version)
{
  g_autofree char *value = encode_param (param->value, version);
  gboolean is_type = g_ascii_strcasecmp (param->name, "TYPE") == 0;

  if (version == KONTOR_VCARD_2_1 && is_type && is_word (value)
      && strcmp (kontor_vcard_line_find_bare_name (value), "TYPE") == 0)
    {
      append_parts (line, ";", value, "");
      return;
    }
  if (previous != NULL && g_ascii_strcasecmp (previous->name, param->name) == 0
      && version != KONTOR_VCARD_2_1)
    g_string_append_c (line, ',');
  else
    append_parts (line, ";", param->name, "=");
  if (strpbrk (value, ",;:\\") != NULL)
    append_parts (line, "\"", value, "\"");
  else
    g_string_append (line, value);
}

static GString *
begin_line (const KontorVcardProperty *property, KontorVcardVersion version)
{
  GString *line = g_string_new (property->group);

  if (property->group != NULL)
    g_string_append_c (line, '.');
  g_string_append (line, property->name);
  for (guint i = 0; i < property->params->len; i++)
    append_param (line, &g_array_index (property->params, KontorVcardParam, i),
                  i > 0 ? &g_array_index (property->params, KontorVcardParam, i - 1) : NULL,
                  version);
  return line;
}

/* Line ends within a value are escaped; a backslash before one must not be read with it. */
static void
append_value (GString *line, const char *value)
{
  for (; *value != '\0'; value++)
    {
      if (*value == '\\' && value[1] == '\n')
        g_string_append (line, "\\\\");
      else if (*value == '\\' && value[1] != '\0' && value[1] != '\r')
        {
          g_string_append_c (line, *value++);
          g_string_append_c (line, *value);
        }
      else if (*value == '\n')
        g_string_append (line, "\\n");
      else if (*value != '\r')
        g_string_append_c (line, *value);
    }
}

/* How much of @text goes into a line of @room bytes without cutting a character apart. */
static gsize
find_cut (const char *text, gsize length, gsize room)
{
  if (length <= room)
    return length;
  while (room > 1 && ((guint8) text[room] & 0xc0) == 0x80)
    room--;
  return room;
}

static void
append_folded (GString *bytes, const char *line, gsize length)
{
  gsize cut = find_cut (line, length, LINE_LENGTH);

  for (; cut < length; cut = find_cut (line, length, LINE_LENGTH - 1))
    {
      g_string_append_len (bytes, line, cut);
      g_string_append (bytes, "\r\n ");
      line += cut;
      length -= cut;
    }
  g_string_append_len (bytes, line, length);
  g_string_append (bytes, "\r\n");
}

static gboolean
needs_quoted_printable (const char *value)
{
  for (; *value != '\0'; value++)
    if ((guint8) *value >= 0x80 || *value == '\n')
      return TRUE;
  return FALSE;
}

/* A line of the file must not begin with a word that frames cards. */
static gboolean
begins_frame (const char *text, gsize column)
{
  return column == 0
         && (g_ascii_strncasecmp (text, "BEGIN:", 6) == 0
             || g_ascii_strncasecmp (text, "END:", 4) == 0);
}

static void
append_quoted_printable (GString *bytes, const char *value, gsize column)
{
  for (; *value != '\0'; value++)
    {
      if (column + 7 > LINE_LENGTH)
        {
          g_string_append (bytes, "=\r\n");
          column = 0;
        }
      if (*value == '\n')
        {
          g_string_append (bytes, "=0D=0A");
          column += 6;
        }
      else if ((guint8) *value >= 0x7f || *value == '=' || (guint8) *value < ' '
               || begins_frame (value, column) || (*value == ' ' && value[1] == '\0'))
        {
          g_string_append_printf (bytes, "=%02X", (guint8) *value);
          column += 3;
        }
      else
        {
          g_string_append_c (bytes, *value);
          column++;
        }
    }
  g_string_append (bytes, "\r\n");
}

/* Base64 in 2.1 ends with a blank line. */
static void
append_base64 (GString *bytes, const char *value)
{
  g_string_append (bytes, "\r\n ");
  append_folded (bytes, value, strlen (value));
  g_string_append (bytes, "\r\n");
}

/* The lines of a card that 2.1 can hold as they are; NULL if they would be read as something else. */
static char **
split_agent (const char *value)
{
  g_autofree char *card = kontor_vcard_unescape (value);
  g_auto (GStrv) lines = g_strsplit (card, "\n", -1);
  guint depth = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean begins = g_ascii_strcasecmp (lines[i], "BEGIN:VCARD") == 0;

      if (!g_ascii_isalnum (lines[i][0]) || strchr (lines[i], ':') == NULL
          || strchr (lines[i], '\r') != NULL || g_str_has_suffix (lines[i], "="))
        return NULL;
      if ((depth == 0) != (i == 0) || (i == 0 && !begins))
        return NULL;
      depth += begins;
      depth -= g_ascii_strcasecmp (lines[i], "END:VCARD") == 0;
    }
  return depth == 0 && lines[0] != NULL ? g_steal_pointer (&lines) : NULL;
}

static void
append_lines (GString *bytes, char **lines)
{
  for (guint i = 0; lines[i] != NULL; i++)
    append_parts (bytes, "\r\n", lines[i], "");
  g_string_append (bytes, "\r\n");
}

static void
append_2_1 (GString *bytes, const GString *line, const KontorVcardProperty *property)
{
  g_auto (GStrv) agent = NULL;

  if (kontor_vcard_property_is (property, "AGENT"))
    agent = split_agent (property->value);
  g_string_append_len (bytes, line->str, line->len);
  if (agent != NULL)
    {
      g_string_append_c (bytes, ':');
      append_lines (bytes, agent);
    }
  else if (kontor_vcard_property_is_base64 (property))
    {
      g_string_append_c (bytes, ':');
      append_base64 (bytes, property->value);
    }
  else if (needs_quoted_printable (property->value))
    {
      g_string_append (bytes, QUOTED_PRINTABLE ":");
      append_quoted_printable (bytes, property->value, line->len + strlen (QUOTED_PRINTABLE) + 1);
    }
  else
    {
      append_parts (bytes, ":", property->value, "\r\n");
    }
}

static void
append_property (GString *bytes, const KontorVcardProperty *property, KontorVcardVersion version)
{
  g_autoptr (GString) line = begin_line (property, version);

  if (version == KONTOR_VCARD_2_1)
    {
      append_2_1 (bytes, line, property);
      return;
    }
  g_string_append_c (line, ':');
  append_value (line, property->value);
  append_folded (bytes, line->str, line->len);
}

void
kontor_vcard_write (const KontorVcard *card, KontorVcardVersion version, GString *bytes)
{
  g_string_append_printf (bytes, "BEGIN:VCARD\r\nVERSION:%s\r\n",
                          kontor_vcard_version_get_name (version));
  for (guint i = 0; i < card->properties->len; i++)
    {
      g_autoptr (KontorVcardProperty) property
          = kontor_vcard_convert (kontor_vcard_get (card, i), card->version, version);

      append_property (bytes, property, version);
    }
  g_string_append (bytes, "END:VCARD\r\n");
}
