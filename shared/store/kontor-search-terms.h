/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More words than these are not looked for, and more parts not marked. */
#define KONTOR_SEARCH_MAX_WORDS 16
#define KONTOR_SEARCH_MAX_PARTS 64

/* The longest beginnings that the search tables have an index of, in characters. */
#define KONTOR_SEARCH_INDEXED 3

/* A run of letters and digits in a word: o and brien of o'brien. */
typedef struct
{
  char *text;
  guint word; /* its place among the words */
} KontorSearchPart;

/* Words side by side that are digits with the punctuation of phone numbers. */
typedef struct
{
  char *digits;
  guint64 parts; /* the parts of these words, as a mask */
} KontorSearchNumber;

/**
 * KontorSearchTerms:
 * @words: char *, folded, with at least one letter or digit
 * @parts: of KontorSearchPart
 * @numbers: of KontorSearchNumber
 * @needs: GPtrArray; of each of these one must hold: a GPtrArray of words all of which must be there
 * @match: what FTS5 is asked; NULL where there are no words
 * @narrow: the same, but of words longer than that just the first letters for which the search table
 *   has an index: what it finds is more, and is found one after the other, while @match has FTS5
 *   first list all rows with a word that begins so. NULL where it would be the same
 *
 * What was typed into a search, taken apart: words, each the beginning of a word of what is to be
 * found.
 */
typedef struct
{
  GPtrArray *words;
  GArray *parts;
  GArray *numbers;
  GPtrArray *needs;
  char *match;
  char *narrow;
} KontorSearchTerms;

/* Any bytes. */
void kontor_search_terms_init (KontorSearchTerms *self, const char *text);
/* Of each array of words in @words, one must be there. */
void kontor_search_terms_init_choices (KontorSearchTerms *self, const GPtrArray *words);
void kontor_search_terms_clear (KontorSearchTerms *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KontorSearchTerms, kontor_search_terms_clear)

/* Whether the terms are met by @title and @body (nullable) together, both folded: what FTS5 says of
 * @match. */
gboolean
kontor_search_terms_are_met (const KontorSearchTerms *self, const char *title, const char *body);

/* Whether the character at @text is of a word, and not between words. */
gboolean kontor_search_is_of_word (const char *text);

G_END_DECLS
