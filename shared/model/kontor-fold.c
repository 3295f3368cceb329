/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-fold.h"

#include <string.h>

/* Letters that Unicode does not take apart, though people who lack the key write them so, and signs
 * that are written in several ways. In the order of their code points. */
static const struct
{
  gunichar from;
  const char *to;
} replacements[] = {
  { 0xe6, "ae" },  { 0xf0, "d" },   { 0xf8, "o" },   { 0xfe, "th" },   { 0x111, "d" },
  { 0x127, "h" },  { 0x131, "i" },  { 0x142, "l" },  { 0x153, "oe" },  { 0x167, "t" },
  { 0x2bc, "'" },  { 0x2010, "-" }, { 0x2011, "-" }, { 0x2012, "-" },  { 0x2013, "-" },
  { 0x2014, "-" }, { 0x2018, "'" }, { 0x2019, "'" }, { 0x201c, "\"" }, { 0x201d, "\"" },
  { 0x2212, "-" },
};

static const char *
find_replacement (gunichar c)
{
  gsize low = 0, high = G_N_ELEMENTS (replacements);

  while (low < high)
    {
      gsize middle = (low + high) / 2;

      if (replacements[middle].from == c)
        return replacements[middle].to;
      if (replacements[middle].from < c)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

/* Accents and points that are left out in writing. Marks of scripts that can't be read without
 * theirs, such as Devanagari and Thai vowels or the voicing of kana, are not among them. */
static gboolean
is_accent (gunichar c)
{
  return (c >= 0x300 && c <= 0x36f)    /* Latin, Greek, Cyrillic */
         || (c >= 0x483 && c <= 0x487) /* old Cyrillic */
         || (c >= 0x591 && c <= 0x5bd) /* Hebrew accents and vowels */
         || (c >= 0x5bf && c <= 0x5c7 && g_unichar_ismark (c))
         || (c >= 0x610 && c <= 0x61a)    /* Arabic signs */
         || (c >= 0x64b && c <= 0x65f)    /* Arabic vowels */
         || c == 0x670                    /* Arabic superscript alef */
         || (c >= 0x1ab0 && c <= 0x1aff)  /* combining marks, extended */
         || (c >= 0x1dc0 && c <= 0x1dff)  /* combining marks, supplement */
         || (c >= 0x20d0 && c <= 0x20f0); /* around symbols */
}

/* Zero-width characters and soft hyphens, which files bring along unseen, and Arabic stretching. */
static gboolean
is_unseen (gunichar c)
{
  return c == 0x640 || g_unichar_type (c) == G_UNICODE_FORMAT;
}

static char *
strip_accents (const char *text)
{
  g_autofree char *apart = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *small = g_utf8_casefold (apart, -1);
  GString *out = g_string_sized_new (strlen (small));

  for (const char *p = small; *p != '\0'; p = g_utf8_next_char (p))
    {
      /* Folding makes Cherokee large and leaves the rest small. */
      gunichar c = g_unichar_tolower (g_utf8_get_char (p));
      const char *replacement;

      if (c < 0x80)
        g_string_append_c (out, c);
      else if (g_unichar_isspace (c))
        g_string_append_c (out, ' ');
      else if ((replacement = find_replacement (c)) != NULL)
        g_string_append (out, replacement);
      else if (!is_accent (c) && !is_unseen (c))
        g_string_append_unichar (out, c);
    }
  return g_string_free_and_steal (out);
}

/* ASCII letters become small, white space at the ends goes, and between words one space stays. In
 * place: the text never grows. */
static char *
tidy (char *text)
{
  char *out = text;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (!g_ascii_isspace (*p))
        *out++ = g_ascii_tolower (*p);
      else if (out > text && out[-1] != ' ')
        *out++ = ' ';
    }
  if (out > text && out[-1] == ' ')
    out--;
  *out = '\0';
  return text;
}

/* The letters of Europe, Latin, Greek and Cyrillic, each folded once by the long way: that takes a
 * text apart and puts it together again, and is some ten times slower. Folding letter by letter is
 * the same as long as no combining mark follows one. */
#define FIRST_LETTER 0xa0
#define LAST_LETTER 0x45f
#define FIRST_MARK 0x300
#define LAST_MARK 0x36f
#define MAX_FOLDED 7 /* ¼ gives the most: 1⁄4 */

static char letters[LAST_LETTER - FIRST_LETTER + 1][MAX_FOLDED + 1];

static void
fill_letters (void)
{
  for (gunichar c = FIRST_LETTER; c <= LAST_LETTER; c++)
    {
      char text[7] = "";
      g_autofree char *stripped = NULL;

      g_unichar_to_utf8 (c, text);
      stripped = strip_accents (text);
      g_assert (strlen (stripped) <= MAX_FOLDED);
      g_strlcpy (letters[c - FIRST_LETTER], stripped, sizeof letters[0]);
    }
}

/* Letters without case, accents and parts; Hangul syllables, which are taken apart and put together
 * again. Jamo are put together with others. */
static gboolean
stays_as_it_is (gunichar c)
{
  gunichar apart[2];

  if (c >= 0xac00 && c <= 0xd7a3)
    return TRUE;
  return g_unichar_type (c) == G_UNICODE_OTHER_LETTER && (c < 0x1100 || c > 0x11ff)
         && g_unichar_fully_decompose (c, TRUE, apart, G_N_ELEMENTS (apart)) == 1 && apart[0] == c;
}

/* What the letter at @p becomes, after @out. NULL where it takes the long way. */
static char *
append_letter (char *out, const char *p)
{
  gunichar c = g_utf8_get_char (p);
  const char *folded;

  if (c < FIRST_LETTER || (c >= FIRST_MARK && c <= LAST_MARK))
    return NULL;
  folded = c <= LAST_LETTER ? letters[c - FIRST_LETTER] : find_replacement (c);
  if (folded != NULL)
    return stpcpy (out, folded);
  return stays_as_it_is (c) ? out + g_unichar_to_utf8 (c, out) : NULL;
}

/* NULL where the text has other letters. */
static char *
strip_letters (const char *text)
{
  static gsize filled;
  g_autofree char *stripped = NULL;
  char *out;

  if (g_once_init_enter (&filled))
    {
      fill_letters ();
      g_once_init_leave (&filled, 1);
    }
  /* Two bytes or more become no more than MAX_FOLDED. */
  out = stripped = g_malloc (strlen (text) * MAX_FOLDED / 2 + 2);
  for (const char *p = text; *p != '\0';)
    {
      if ((guchar) *p < 0x80)
        {
          *out++ = *p++;
          continue;
        }
      out = append_letter (out, p);
      if (out == NULL)
        return NULL;
      p = g_utf8_next_char (p);
    }
  *out = '\0';
  return g_steal_pointer (&stripped);
}

char *
kontor_fold (const char *text)
{
  g_autofree char *valid = NULL, *stripped = NULL;
  char *simple;

  if (g_str_is_ascii (text))
    return tidy (g_strdup (text));
  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  simple = strip_letters (text);
  if (simple != NULL)
    return tidy (simple);
  stripped = tidy (strip_accents (text));
  /* What was taken apart and kept, such as Hangul, goes together again. */
  return g_utf8_normalize (stripped, -1, G_NORMALIZE_ALL_COMPOSE);
}

/* "+49 (0)30": the zero is dialled only where the country code is not. */
static gboolean
is_trunk_zero (const char *p)
{
  return strncmp (p, "(0)", 3) == 0;
}

char *
kontor_fold_phone (const char *text)
{
  GString *digits = g_string_sized_new (strlen (text));
  gboolean is_international = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char_validated (p, -1);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        break;
      if (g_unichar_isdigit (c))
        g_string_append_c (digits, '0' + g_unichar_digit_value (c));
      else if (digits->len > 0 && (g_unichar_isalpha (c) || strchr (",;#", *p) != NULL))
        break;
      else if (c == '+' && digits->len == 0)
        is_international = TRUE;
      else if (is_international && is_trunk_zero (p))
        p += 2;
      if (!is_international && g_str_equal (digits->str, "00"))
        {
          is_international = TRUE;
          g_string_truncate (digits, 0);
        }
    }
  return g_string_free_and_steal (digits);
}
