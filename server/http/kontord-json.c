/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http/kontord-json.h"

void
kontord_json_append_text (GString *json, const char *text)
{
  g_autofree char *valid = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  g_string_append_c (json, '"');
  for (const char *c = text; *c != '\0'; c++)
    {
      guchar byte = *c;

      if (byte == '"' || byte == '\\')
        g_string_append_printf (json, "\\%c", byte);
      else if (byte < 0x20 || byte == 0x7f)
        g_string_append_printf (json, "\\u%04x", byte);
      else
        g_string_append_c (json, byte);
    }
  g_string_append_c (json, '"');
}
