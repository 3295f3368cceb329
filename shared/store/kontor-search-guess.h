/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-search-terms.h"
#include "store/kontor-store.h"

G_BEGIN_DECLS

/* Shorter words are not guessed at: almost any is near to another. */
#define KONTOR_SEARCH_SHORTEST_GUESS 4

/**
 * kontor_search_guess:
 * @guess: (out): terms with words that @entity's records have in place of misspelt ones; without a
 *   match where there are none
 *
 * What may have been meant by @terms that find nothing: each word of letters may stand for words
 * that begin with the same letter and, in as much of them as was typed, differ by a letter too many,
 * too few, or wrong, or by two that changed places; long words by two of these.
 *
 * Returns: %FALSE on an error.
 */
gboolean kontor_search_guess (KontorStore *store,
                              const KontorEntity *entity,
                              const KontorSearchTerms *terms,
                              KontorSearchTerms *guess,
                              GError **error);

/* How many such differences there are between @word and the beginning of @term that is nearest to
 * it; @most + 1 where there are more. Both are folded. */
guint kontor_search_distance (const char *word, const char *term, guint most);

G_END_DECLS
