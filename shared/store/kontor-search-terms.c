/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-search-terms.h"

#include "model/kontor-fold.h"

#include <string.h>

/* As many words of digits may each be a number of its own. Looking for more of them, each so short
 * that every other record has it, would take long to find what nobody means. */
#define MAX_APART 2

gboolean
kontor_search_is_of_word (const char *text)
{
  gunichar c = g_utf8_get_char (text);

  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* Goes on to the next run of letters and digits from @end on. FALSE where there is none. */
static gboolean
next_part (const char **start, const char **end)
{
  const char *place = *end;

  while (*place != '\0' && !kontor_search_is_of_word (place))
    place = g_utf8_next_char (place);
  *start = place;
  while (*place != '\0' && kontor_search_is_of_word (place))
    place = g_utf8_next_char (place);
  *end = place;
  return *start < *end;
}

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

static GPtrArray *
add_alternative (GPtrArray *need)
{
  GPtrArray *alternative = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (need, alternative);
  return alternative;
}

static GPtrArray *
add_need (KontorSearchTerms *self, guint first, guint n_words)
{
  GPtrArray *need = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray *words = add_alternative (need);

  for (guint i = first; i < first + n_words; i++)
    g_ptr_array_add (words, g_strdup (self->words->pdata[i]));
  g_ptr_array_add (self->needs, need);
  return need;
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
  g_array_append_val (self->numbers, number);
}

/* Two words of digits may be one number or two, such as those of a house and of its town; more are
 * one. It is found from any of its digits on, but not with the zero that stands for the country. */
static void
add_number_need (KontorSearchTerms *self, guint first, guint n_words)
{
  GPtrArray *need = add_need (self, first, n_words);
  g_autoptr (GString) typed = g_string_new (NULL);
  g_autofree char *digits = NULL;
  const char *significant;

  for (guint i = first; i < first + n_words; i++)
    g_string_append (typed, self->words->pdata[i]);
  digits = kontor_fold_phone (typed->str);
  significant = digits + strspn (digits, "0");
  if (*significant == '\0')
    return;
  add_number (self, significant, first, n_words);
  if (n_words == 1 && g_str_equal (significant, self->words->pdata[first]))
    return;
  if (n_words > MAX_APART)
    g_ptr_array_set_size (need, 0);
  g_ptr_array_add (add_alternative (need), g_strdup (significant));
  if (significant > digits && n_words > 1)
    g_ptr_array_add (add_alternative (need), g_strdup (digits));
}

static void
add_needs (KontorSearchTerms *self)
{
  guint n;

  for (guint i = 0; i < self->words->len; i += n)
    {
      for (n = 0; i + n < self->words->len && is_of_a_number (self->words->pdata[i + n]);)
        n++;
      if (n > 0)
        add_number_need (self, i, n);
      else
        add_need (self, i, n = 1);
    }
}

/* Its last part is cut to what has an index. */
static gsize
measure_narrow (const char *word)
{
  const char *start, *end = word, *last = word;

  while (next_part (&start, &end))
    last = start;
  for (guint i = 0; i < KONTOR_SEARCH_INDEXED && *last != '\0'; i++)
    last = g_utf8_next_char (last);
  return last - word;
}

/* A word as a phrase whose last part is a beginning: FTS5 takes it apart as it did the text, so
 * that o'br finds O'Brien. */
static void
append_phrase (GString *match, const char *word, gsize length)
{
  g_string_append_c (match, '"');
  for (gsize i = 0; i < length; i++)
    {
      if (word[i] == '"')
        g_string_append_c (match, '"');
      g_string_append_c (match, word[i]);
    }
  g_string_append (match, "\"*");
}

static void
append_alternative (GString *match, const GPtrArray *words, gboolean narrow)
{
  for (guint i = 0; i < words->len; i++)
    {
      const char *word = words->pdata[i];

      if (i > 0)
        g_string_append (match, " AND ");
      append_phrase (match, word, narrow ? measure_narrow (word) : strlen (word));
    }
}

static void
append_need (GString *match, const GPtrArray *need, gboolean narrow)
{
  if (need->len > 1)
    g_string_append_c (match, '(');
  for (guint i = 0; i < need->len; i++)
    {
      g_string_append (match, i > 0 ? " OR (" : need->len > 1 ? "(" : "");
      append_alternative (match, need->pdata[i], narrow);
      g_string_append (match, need->len > 1 ? ")" : "");
    }
  if (need->len > 1)
    g_string_append_c (match, ')');
}

static char *
make_match (KontorSearchTerms *self, gboolean narrow)
{
  GString *match = g_string_new (NULL);

  for (guint i = 0; i < self->needs->len; i++)
    {
      g_string_append (match, i > 0 ? " AND " : "");
      append_need (match, self->needs->pdata[i], narrow);
    }
  return g_string_free_and_steal (match);
}

static void
add_parts (KontorSearchTerms *self, guint word)
{
  const char *start, *end = self->words->pdata[word];

  while (next_part (&start, &end) && self->parts->len < KONTOR_SEARCH_MAX_PARTS)
    {
      KontorSearchPart part = { g_strndup (start, end - start), word };

      g_array_append_val (self->parts, part);
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

static void
begin (KontorSearchTerms *self)
{
  *self = (KontorSearchTerms) {
    .words = g_ptr_array_new_with_free_func (g_free),
    .parts = g_array_new (FALSE, FALSE, sizeof (KontorSearchPart)),
    .numbers = g_array_new (FALSE, FALSE, sizeof (KontorSearchNumber)),
    .needs = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref),
  };
  g_array_set_clear_func (self->parts, clear_part);
  g_array_set_clear_func (self->numbers, clear_number);
}

static void
add_word (KontorSearchTerms *self, const char *word)
{
  g_ptr_array_add (self->words, g_strdup (word));
  add_parts (self, self->words->len - 1);
}

static void
finish (KontorSearchTerms *self)
{
  if (self->needs->len == 0)
    return;
  self->match = make_match (self, FALSE);
  self->narrow = make_match (self, TRUE);
  if (g_str_equal (self->match, self->narrow))
    g_clear_pointer (&self->narrow, g_free);
}

void
kontor_search_terms_init (KontorSearchTerms *self, const char *text)
{
  g_autofree char *folded = kontor_fold (text);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  begin (self);
  for (guint i = 0; words[i] != NULL && self->words->len < KONTOR_SEARCH_MAX_WORDS; i++)
    if (has_substance (words[i]))
      add_word (self, words[i]);
  add_needs (self);
  finish (self);
}

void
kontor_search_terms_init_choices (KontorSearchTerms *self, const GPtrArray *words)
{
  begin (self);
  for (guint i = 0; i < words->len; i++)
    {
      const GPtrArray *choices = words->pdata[i];
      GPtrArray *need = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

      for (guint j = 0; j < choices->len; j++)
        {
          add_word (self, choices->pdata[j]);
          g_ptr_array_add (add_alternative (need), g_strdup (choices->pdata[j]));
        }
      g_ptr_array_add (self->needs, need);
    }
  finish (self);
}

void
kontor_search_terms_clear (KontorSearchTerms *self)
{
  g_clear_pointer (&self->words, g_ptr_array_unref);
  g_clear_pointer (&self->parts, g_array_unref);
  g_clear_pointer (&self->numbers, g_array_unref);
  g_clear_pointer (&self->needs, g_ptr_array_unref);
  g_clear_pointer (&self->match, g_free);
  g_clear_pointer (&self->narrow, g_free);
}

/* Whether the parts of @phrase stand at @text, side by side, the last as a beginning. */
static gboolean
stands_at (const char *text, const char *phrase)
{
  const char *word, *word_end = text, *part, *part_end = phrase;
  gboolean is_whole = TRUE;

  while (next_part (&part, &part_end))
    {
      if (!is_whole || !next_part (&word, &word_end) || strncmp (word, part, part_end - part) != 0)
        return FALSE;
      is_whole = word_end - word == part_end - part;
    }
  return TRUE;
}

static gboolean
has_phrase (const char *text, const char *phrase)
{
  const char *part, *part_end = phrase;
  g_autofree char *first = NULL;

  if (!next_part (&part, &part_end))
    return FALSE;
  first = g_strndup (part, part_end - part);
  for (const char *place = text; (place = strstr (place, first)) != NULL;
       place = g_utf8_next_char (place))
    if ((place == text || !kontor_search_is_of_word (g_utf8_prev_char (place)))
        && stands_at (place, phrase))
      return TRUE;
  return FALSE;
}

static gboolean
is_alternative_met (const GPtrArray *words, const char *title, const char *body)
{
  for (guint i = 0; i < words->len; i++)
    if (!has_phrase (title, words->pdata[i])
        && (body == NULL || !has_phrase (body, words->pdata[i])))
      return FALSE;
  return TRUE;
}

gboolean
kontor_search_terms_are_met (const KontorSearchTerms *self, const char *title, const char *body)
{
  for (guint i = 0; i < self->needs->len; i++)
    {
      const GPtrArray *need = self->needs->pdata[i];
      gboolean met = FALSE;

      for (guint j = 0; j < need->len && !met; j++)
        met = is_alternative_met (need->pdata[j], title, body);
      if (!met)
        return FALSE;
    }
  return TRUE;
}
