/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More words than these are not looked for, and more parts not marked. */
#define KONTOR_SEARCH_MAX_WORDS 16
#define KONTOR_SEARCH_MAX_PARTS 64

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
 *
 * What was typed into a search, taken apart: words, each the beginning of a word of what is to be
 * found.
 */
typedef struct
{
  GPtrArray *words; /* char *, folded, with at least one letter or digit */
  GArray *parts;    /* of KontorSearchPart */
  GArray *numbers;  /* of KontorSearchNumber */
  char *match;      /* what FTS5 is asked, NULL where there are no words */
} KontorSearchTerms;

/* Any bytes. */
void kontor_search_terms_init (KontorSearchTerms *self, const char *text);
void kontor_search_terms_clear (KontorSearchTerms *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KontorSearchTerms, kontor_search_terms_clear)

/* Whether the character at @text is of a word, and not between words. */
gboolean kontor_search_is_of_word (const char *text);

G_END_DECLS
