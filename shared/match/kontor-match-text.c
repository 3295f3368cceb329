/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "match/kontor-match-text.h"

#include "model/kontor-fold.h"

#include <string.h>

/* Slips in shorter words make other words: Jan and Jon are two people. */
#define LEAST_LETTERS 4

/* "ae" for ä and so on. Folding has made a of ä, so its long form becomes the same; that other words
 * lose a letter by it does no harm, as they do so on both sides. */
static gboolean
is_long_umlaut (const char *p)
{
  return p[1] == 'e' && strchr ("aou", *p) != NULL;
}

char *
kontor_match_reduce (const char *text)
{
  g_autofree char *folded = kontor_fold (text);
  GString *reduced = g_string_sized_new (strlen (folded));

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c) || g_unichar_ismark (c))
        {
          g_string_append_unichar (reduced, c);
          if (is_long_umlaut (p))
            p++;
        }
      /* The apostrophe of O'Neill is left out by many. */
      else if (c != '\'' && reduced->len > 0 && reduced->str[reduced->len - 1] != ' ')
        g_string_append_c (reduced, ' ');
    }
  if (reduced->len > 0 && reduced->str[reduced->len - 1] == ' ')
    g_string_truncate (reduced, reduced->len - 1);
  return g_string_free_and_steal (reduced);
}

static gboolean
has_letters (const char *text, guint least)
{
  while (least > 0 && *text != '\0')
    {
      text = g_utf8_next_char (text);
      least--;
    }
  return least == 0;
}

/* TRUE where the first two letters of one are those of the other the other way round, and the rest is
 * the same. */
static gboolean
is_swapped (const char *a, const char *b)
{
  const char *a2 = g_utf8_next_char (a), *b2 = g_utf8_next_char (b);

  if (*a2 == '\0' || *b2 == '\0')
    return FALSE;
  return g_utf8_get_char (a) == g_utf8_get_char (b2) && g_utf8_get_char (a2) == g_utf8_get_char (b)
         && g_str_equal (g_utf8_next_char (a2), g_utf8_next_char (b2));
}

gboolean
kontor_match_is_slip (const char *a, const char *b)
{
  if (!has_letters (a, LEAST_LETTERS) || !has_letters (b, LEAST_LETTERS))
    return FALSE;
  while (*a != '\0' && g_utf8_get_char (a) == g_utf8_get_char (b))
    {
      a = g_utf8_next_char (a);
      b = g_utf8_next_char (b);
    }
  if (*a == '\0' && *b == '\0')
    return FALSE;
  if (*a == '\0' || *b == '\0')
    return *g_utf8_next_char (*a == '\0' ? b : a) == '\0';
  return g_str_equal (g_utf8_next_char (a), b) || g_str_equal (a, g_utf8_next_char (b))
         || g_str_equal (g_utf8_next_char (a), g_utf8_next_char (b)) || is_swapped (a, b);
}
