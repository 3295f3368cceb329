/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-person-name.h"

#include "model/kontor-fold.h"

#include <string.h>

/* Folded, without points. */
static const char *const prefixes[] = {
  "mr",       "mrs",   "ms",   "mx",       "miss",   "dr",    "prof", "professor",
  "sir",      "madam", "rev",  "herr",     "herrn",  "frau",  "mag",  "ing",
  "dipl-ing", "mme",   "mlle", "monsieur", "madame", "sr",    "sra",  "srta",
  "don",      "dona",  "dott", "dottssa",  "sig",    "sigra", "dhr",  "mevr",
};

static const char *const suffixes[] = {
  "jr",  "sr", "ii", "iii", "iv",  "phd", "md",  "mba", "msc",
  "bsc", "ma", "ba", "esq", "cpa", "llm", "dds", "rn",  "ret",
};

static const char *const particles[] = {
  "van",   "von", "vom", "zu", "zum", "zur", "de",  "der",   "den", "del",
  "della", "di",  "da",  "du", "des", "dos", "das", "la",    "le",  "ter",
  "ten",   "bin", "ibn", "al", "el",  "st",  "te",  "dalla", "af",  "av",
};

static gboolean
is_among (const char *word, const char *const *words, gsize n_words)
{
  g_autofree char *folded = kontor_fold (word);
  char *end = folded;

  for (const char *c = folded; *c != '\0'; c++)
    if (*c != '.')
      *end++ = *c;
  *end = '\0';
  for (gsize i = 0; i < n_words; i++)
    if (strcmp (folded, words[i]) == 0)
      return TRUE;
  return FALSE;
}

#define IS_AMONG(word, words) is_among (word, words, G_N_ELEMENTS (words))

static GPtrArray *
split_words (const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = g_strsplit_set (text, " \t\r\n", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (words, g_strdup (parts[i]));
  return words;
}

static char *
join_words (GPtrArray *words, guint from, guint to)
{
  GString *text = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    {
      if (i > from)
        g_string_append_c (text, ' ');
      g_string_append (text, g_ptr_array_index (words, i));
    }
  return g_string_free (text, FALSE);
}

/* Whether each word of @text is a degree or the like. */
static gboolean
is_suffix (const char *text)
{
  g_autoptr (GPtrArray) words = split_words (text);

  for (guint i = 0; i < words->len; i++)
    if (!IS_AMONG (g_ptr_array_index (words, i), suffixes))
      return FALSE;
  return words->len > 0;
}

/* Splits the words from … to into first, middle and last name. */
static void
split_plain (GPtrArray *words, guint from, guint to, KontorPersonName *name)
{
  guint last = to;

  if (to > from + 1)
    last = to - 1;
  while (last > from + 1 && last < to && IS_AMONG (g_ptr_array_index (words, last - 1), particles))
    last--;
  name->first = join_words (words, from, MIN (from + 1, to));
  name->middle = join_words (words, MIN (from + 1, last), last);
  name->last = join_words (words, last, to);
}

static void
split_uncommaed (const char *text, KontorPersonName *name)
{
  g_autoptr (GPtrArray) words = split_words (text);
  guint from = 0, to = words->len;

  while (from + 1 < to && IS_AMONG (g_ptr_array_index (words, from), prefixes))
    from++;
  while (to > from + 2 && IS_AMONG (g_ptr_array_index (words, to - 1), suffixes))
    to--;
  name->prefix = join_words (words, 0, from);
  name->suffix = join_words (words, to, words->len);
  if (from > 0 && to == from + 1)
    {
      /* Who is addressed formally is called by the last name. */
      name->first = g_strdup ("");
      name->middle = g_strdup ("");
      name->last = join_words (words, from, to);
      return;
    }
  split_plain (words, from, to, name);
}

/* `Lovelace, Dr. Ada M.` */
static void
split_last_first (const char *last, const char *rest, KontorPersonName *name)
{
  g_autoptr (GPtrArray) words = split_words (rest);
  guint from = 0;

  while (from + 1 < words->len && IS_AMONG (g_ptr_array_index (words, from), prefixes))
    from++;
  name->prefix = join_words (words, 0, from);
  name->first = join_words (words, from, MIN (from + 1, words->len));
  name->middle = join_words (words, MIN (from + 1, words->len), words->len);
  name->last = g_strstrip (g_strdup (last));
  name->suffix = g_strdup ("");
}

void
kontor_person_name_split (const char *text, KontorPersonName *name)
{
  const char *comma = strchr (text, ',');
  g_autofree char *before = comma != NULL ? g_strndup (text, comma - text) : g_strdup (text);
  g_autofree char *after = g_strstrip (g_strdup (comma != NULL ? comma + 1 : ""));

  g_strstrip (before);
  if (*after == '\0')
    {
      split_uncommaed (before, name);
    }
  else if (strchr (after, ',') == NULL && !is_suffix (after) && *before != '\0')
    {
      split_last_first (before, after, name);
    }
  else
    {
      g_autofree char *suffix = NULL;

      split_uncommaed (before, name);
      suffix = g_steal_pointer (&name->suffix);
      name->suffix = *suffix != '\0' ? g_strconcat (suffix, ", ", after, NULL) : g_strdup (after);
    }
}

void
kontor_person_name_clear (KontorPersonName *name)
{
  g_free (name->prefix);
  g_free (name->first);
  g_free (name->middle);
  g_free (name->last);
  g_free (name->suffix);
}

char *
kontor_person_name_join (const KontorPersonName *name)
{
  const char *parts[] = { name->prefix, name->first, name->middle, name->last, name->suffix };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] == NULL || *parts[i] == '\0')
        continue;
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, parts[i]);
    }
  return g_string_free (text, FALSE);
}
