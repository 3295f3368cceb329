/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-search-terms.h"

#include "model/kontor-fold.h"

#include <string.h>

gboolean
kontor_search_is_of_word (const char *text)
{
  gunichar c = g_utf8_get_char (text);

  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* Whether FTS5's tokenizer finds something in it. */
static gboolean
has_substance (const char *word)
{
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

static gboolean
is_of_a_number (const char *word)
{
  return strspn (word, "0123456789+-./()") == strlen (word) && strpbrk (word, "0123456789") != NULL;
}

/* A word as a phrase whose last part is a beginning: FTS5 takes it apart as it did the text, so
 * that o'br finds O'Brien. */
static void
append_phrase (GString *match, const char *word)
{
  g_string_append_c (match, '"');
  for (const char *p = word; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (match, '"');
      g_string_append_c (match, *p);
    }
  g_string_append (match, "\"*");
}

static void
append_words (GString *match, char **words, guint n_words)
{
  for (guint i = 0; i < n_words; i++)
    {
      if (i > 0)
        g_string_append (match, " AND ");
      append_phrase (match, words[i]);
    }
}

static void
add_number (KontorSearchTerms *self, const char *digits, guint first, guint n_words)
{
  KontorSearchNumber number = { g_strdup (digits), 0 };

  for (guint i = 0; i < self->parts->len; i++)
    {
      guint word = g_array_index (self->parts, KontorSearchPart, i).word;

      if (word >= first && word < first + n_words)
        number.parts |= G_GUINT64_CONSTANT (1) << i;
    }
  if (*digits != '\0')
    g_array_append_val (self->numbers, number);
  else
    g_free (number.digits);
}

/* Words of digits may be one number or several things, such as a house and a postal code. A number
 * is found from any of its digits on, but not with the zero that stands for the country code. */
static void
append_number (KontorSearchTerms *self, GString *match, guint first, guint n_words)
{
  g_autoptr (GString) typed = g_string_new (NULL);
  g_autofree char *digits = NULL;
  char **words = (char **) self->words->pdata + first;
  const char *significant;

  for (guint i = 0; i < n_words; i++)
    g_string_append (typed, words[i]);
  digits = kontor_fold_phone (typed->str);
  significant = digits + strspn (digits, "0");
  add_number (self, significant, first, n_words);
  if (*significant == '\0' || g_str_equal (significant, words[0]))
    {
      append_words (match, words, n_words);
      return;
    }
  g_string_append (match, "((");
  append_words (match, words, n_words);
  g_string_append (match, ") OR ");
  append_phrase (match, significant);
  if (significant > digits && n_words > 1)
    {
      g_string_append (match, " OR ");
      append_phrase (match, digits);
    }
  g_string_append_c (match, ')');
}

static char *
make_match (KontorSearchTerms *self)
{
  GString *match = g_string_new (NULL);
  char **words = (char **) self->words->pdata;
  guint n = 1;

  for (guint i = 0; i < self->words->len; i += n)
    {
      if (i > 0)
        g_string_append (match, " AND ");
      n = 1;
      if (!is_of_a_number (words[i]))
        {
          append_phrase (match, words[i]);
          continue;
        }
      while (i + n < self->words->len && is_of_a_number (words[i + n]))
        n++;
      append_number (self, match, i, n);
    }
  return g_string_free_and_steal (match);
}

static void
add_parts (KontorSearchTerms *self, guint word)
{
  const char *end = self->words->pdata[word];

  while (*end != '\0')
    {
      const char *start = end;
      KontorSearchPart part = { NULL, word };

      while (*end != '\0' && kontor_search_is_of_word (end))
        end = g_utf8_next_char (end);
      if (end > start && self->parts->len < KONTOR_SEARCH_MAX_PARTS)
        {
          part.text = g_strndup (start, end - start);
          g_array_append_val (self->parts, part);
        }
      if (end == start)
        end = g_utf8_next_char (end);
    }
}

static void
clear_part (gpointer part)
{
  g_free (((KontorSearchPart *) part)->text);
}

static void
clear_number (gpointer number)
{
  g_free (((KontorSearchNumber *) number)->digits);
}

void
kontor_search_terms_init (KontorSearchTerms *self, const char *text)
{
  g_autofree char *folded = kontor_fold (text);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  self->words = g_ptr_array_new_with_free_func (g_free);
  self->parts = g_array_new (FALSE, FALSE, sizeof (KontorSearchPart));
  self->numbers = g_array_new (FALSE, FALSE, sizeof (KontorSearchNumber));
  g_array_set_clear_func (self->parts, clear_part);
  g_array_set_clear_func (self->numbers, clear_number);
  for (guint i = 0; words[i] != NULL && self->words->len < KONTOR_SEARCH_MAX_WORDS; i++)
    if (has_substance (words[i]))
      {
        g_ptr_array_add (self->words, g_strdup (words[i]));
        add_parts (self, self->words->len - 1);
      }
  self->match = self->words->len == 0 ? NULL : make_match (self);
}

void
kontor_search_terms_clear (KontorSearchTerms *self)
{
  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_clear_pointer (&self->parts, g_array_unref);
  g_clear_pointer (&self->numbers, g_array_unref);
  g_clear_pointer (&self->match, g_free);
}
