/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "accounts/kontord-email.h"

#include <string.h>

#define MAX_EMAIL 254 /* RFC 5321 */

static gboolean
has_form (const char *email)
{
  const char *at = strchr (email, '@');

  return at != NULL && at > email && at[1] != '\0' && strchr (at + 1, '@') == NULL;
}

static gboolean
has_odd_characters (const char *email)
{
  for (const char *c = email; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (g_unichar_isspace (character) || !g_unichar_isprint (character))
        return TRUE;
    }
  return FALSE;
}

char *
kontord_email_fold (const char *email)
{
  g_autofree char *normal = NULL;
  g_autofree char *folded = NULL;

  if (strlen (email) > MAX_EMAIL || !g_utf8_validate (email, -1, NULL) || !has_form (email)
      || has_odd_characters (email))
    return NULL;
  normal = g_utf8_normalize (email, -1, G_NORMALIZE_NFC);
  folded = g_utf8_strdown (normal, -1);
  return strlen (folded) <= MAX_EMAIL ? g_steal_pointer (&folded) : NULL;
}
