/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * kontor_suggest:
 * @name: what somebody wrote
 * @candidates: (array zero-terminated=1): what there is
 *
 * The candidate that @name was probably meant to be: one that differs in case, accents, spaces and
 * punctuation alone (`GTXPro`, `GTX Pro`), else the one that a slip or two away is (a letter too
 * much, too few, another or swapped: one in four letters and more, two in eight and more). Digits
 * are no slips: `Model 2` is not `Model 3`.
 *
 * Returns: (nullable): borrowed from @candidates; %NULL where nothing is near or two are equally so.
 *   May be called from any thread.
 */
const char *kontor_suggest (const char *name, const char *const *candidates);

/* Slips between two texts (Damerau and Levenshtein, adjacent letters swapped count as one), or
 * @limit + 1 where there are more than @limit. */
guint kontor_suggest_distance (const char *a, const char *b, guint limit);

G_END_DECLS
