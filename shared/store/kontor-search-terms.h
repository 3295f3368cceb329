/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More words than these are not looked for. */
#define KONTOR_SEARCH_MAX_WORDS 16

/**
 * KontorSearchTerms:
 *
 * What was typed into a search, taken apart: words, each the beginning of a word of what is to be
 * found, and numbers, which are words side by side that are digits with the punctuation of phone
 * numbers.
 */
typedef struct
{
  GPtrArray *words;   /* char *, folded, with at least one letter or digit */
  GPtrArray *numbers; /* char *, digits of several words, or of one with punctuation */
  char *match;        /* what FTS5 is asked, NULL where there are no words */
} KontorSearchTerms;

/* Any bytes. */
void kontor_search_terms_init (KontorSearchTerms *self, const char *text);
void kontor_search_terms_clear (KontorSearchTerms *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KontorSearchTerms, kontor_search_terms_clear)

G_END_DECLS
