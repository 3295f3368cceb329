/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-search-terms.h"
#include "store/kontor-search.h"

G_BEGIN_DECLS

/* Longer texts are not looked through to their end for what matched in them; bytes. */
#define KONTOR_SEARCH_MAX_MARKED 16384

/**
 * kontor_search_mark:
 * @found: (inout): the parts of @terms that were found, as a mask; those in @text are added
 *
 * Returns: (transfer full): what of @text matches, in order and apart; bytes of @text.
 */
GArray *kontor_search_mark (const KontorSearchTerms *terms, const char *text, guint64 *found);

/* The same for a phone number as it was typed: its digits match from any of them on. */
GArray *kontor_search_mark_phone (const KontorSearchTerms *terms, const char *text, guint64 *found);

/**
 * kontor_search_cut:
 * @spans: what matches in @text; moved to what is returned, those beyond it removed
 *
 * Returns: (transfer full): a piece of @text around the first match, short enough for a line, on one
 *   line, with "…" where something was left out.
 */
char *kontor_search_cut (const char *text, GArray *spans);

G_END_DECLS
