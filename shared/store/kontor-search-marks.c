/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-search-marks.h"

#include "model/kontor-fold.h"

#include <string.h>

/* Characters of a fragment before the match, and in all. */
#define CHARACTERS_BEFORE 24
#define CHARACTERS 96
#define ELLIPSIS "…"

/* How many bytes of @word fold to as many as @wanted. */
static guint
measure_beginning (const char *word, gsize wanted)
{
  if (g_str_is_ascii (word))
    return wanted;
  for (const char *end = word; *end != '\0';)
    {
      g_autofree char *beginning = NULL, *begun = NULL;

      end = g_utf8_next_char (end);
      beginning = g_strndup (word, end - word);
      begun = kontor_fold (beginning);
      if (strlen (begun) >= wanted)
        return end - word;
    }
  return strlen (word);
}

/* The longest beginning of the word that is asked for. */
static guint
mark_word (const KontorSearchTerms *terms, const char *text, gsize length, guint64 *found)
{
  g_autofree char *word = g_strndup (text, length);
  g_autofree char *folded = kontor_fold (word);
  gsize longest = 0;

  for (guint i = 0; i < terms->parts->len; i++)
    {
      const char *part = g_array_index (terms->parts, KontorSearchPart, i).text;

      if (!g_str_has_prefix (folded, part))
        continue;
      *found |= G_GUINT64_CONSTANT (1) << i;
      longest = MAX (longest, strlen (part));
    }
  return longest == 0 ? 0 : measure_beginning (word, longest);
}

GArray *
kontor_search_mark (const KontorSearchTerms *terms, const char *text, guint64 *found)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (KontorSpan));
  const char *end = text;

  while (*end != '\0' && end - text < KONTOR_SEARCH_MAX_MARKED)
    {
      const char *start = end;
      KontorSpan span;

      while (*end != '\0' && kontor_search_is_of_word (end))
        end = g_utf8_next_char (end);
      span.start = start - text;
      span.length = end == start ? 0 : mark_word (terms, start, end - start, found);
      if (span.length > 0)
        g_array_append_val (spans, span);
      if (end == start)
        end = g_utf8_next_char (end);
    }
  return spans;
}

/* The digits of @text, and in @places where each of them stands. */
static char *
dup_digits (const char *text, GArray *places)
{
  GString *digits = g_string_new (NULL);

  for (guint i = 0; text[i] != '\0' && i < KONTOR_MAX_TEXT; i++)
    if (g_ascii_isdigit (text[i]))
      {
        g_string_append_c (digits, text[i]);
        g_array_append_val (places, i);
      }
  return g_string_free_and_steal (digits);
}

GArray *
kontor_search_mark_phone (const KontorSearchTerms *terms, const char *text, guint64 *found)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *digits = dup_digits (text, places);
  g_autofree char *number = kontor_fold_phone (text);
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (KontorSpan));

  for (guint i = 0; i < terms->numbers->len; i++)
    {
      const KontorSearchNumber *wanted = &g_array_index (terms->numbers, KontorSearchNumber, i);
      const char *place = strstr (digits, wanted->digits);
      KontorSpan span = { 0, strlen (text) };

      if (strstr (number, wanted->digits) == NULL)
        continue;
      *found |= wanted->parts;
      if (place != NULL)
        {
          guint last = place - digits + strlen (wanted->digits) - 1;

          span.start = g_array_index (places, guint, place - digits);
          span.length = g_array_index (places, guint, last) + 1 - span.start;
        }
      if (spans->len == 0)
        g_array_append_val (spans, span);
    }
  return spans;
}

/* Back to the beginning of a word, about as many characters as fit before a match. */
static const char *
find_begin (const char *text, const char *match)
{
  const char *begin = match;

  for (guint i = 0; i < CHARACTERS_BEFORE && begin > text; i++)
    begin = g_utf8_prev_char (begin);
  if (begin == text || !kontor_search_is_of_word (g_utf8_prev_char (begin)))
    return begin;
  while (begin < match && kontor_search_is_of_word (begin))
    begin = g_utf8_next_char (begin);
  while (begin < match && !kontor_search_is_of_word (begin))
    begin = g_utf8_next_char (begin);
  return begin;
}

static const char *
find_end (const char *begin)
{
  const char *end = begin;

  for (guint i = 0; i < CHARACTERS && *end != '\0'; i++)
    end = g_utf8_next_char (end);
  return end;
}

/* Leaves what lies between @begin and @end of the text, where @begin is now @offset. */
static void
move_spans (GArray *spans, guint begin, guint end, guint offset)
{
  guint n = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      KontorSpan span = g_array_index (spans, KontorSpan, i);

      if (span.start < begin || span.start + span.length > end)
        continue;
      span.start = span.start - begin + offset;
      g_array_index (spans, KontorSpan, n++) = span;
    }
  g_array_set_size (spans, n);
}

char *
kontor_search_cut (const char *text, GArray *spans)
{
  guint first = spans->len == 0 ? 0 : g_array_index (spans, KontorSpan, 0).start;
  const char *begin = find_begin (text, text + first), *end = find_end (begin);
  const char *before = begin > text ? ELLIPSIS : "";
  GString *cut = g_string_new (before);

  g_string_append_len (cut, begin, end - begin);
  if (*end != '\0')
    g_string_append (cut, ELLIPSIS);
  g_strdelimit (cut->str, "\n\r\t\v\f", ' ');
  move_spans (spans, begin - text, end - text, strlen (before));
  return g_string_free_and_steal (cut);
}
