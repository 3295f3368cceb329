/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/kontor-column-guess.h"

G_BEGIN_DECLS

/**
 * What a column may be said to be, in a word that a plan keeps:
 *
 * | word | the column is |
 * |---|---|
 * | `-` | left out |
 * | `*` | the whole title, where that is several fields: the name of a person |
 * | `job_title` | a field of the record that a row is about |
 * | `value$` | the currency of one |
 * | `contact_point.email` | a field of a part of it |
 * | `company>industry` | a field of what its reference `company` points to |
 * | `#` | tags, several in a cell |
 */

/* Free the result. @about: what the rows are about. */
char *kontor_column_target_to_word (const KontorColumnTarget *target, const KontorEntity *about);
/* FALSE where @word is nothing that a column of rows about @about can be. */
gboolean kontor_column_target_from_word (const KontorSchema *schema,
                                         const KontorEntity *about,
                                         const char *word,
                                         KontorColumnTarget *target);
/* All that a column may be (KontorColumnTarget), in the order in which one would offer it: what the
 * record is called, its fields, its parts, tags, currencies, what it refers to. Not that it may be
 * left out. */
GArray *kontor_column_target_list (const KontorSchema *schema, const KontorEntity *about);

G_END_DECLS
