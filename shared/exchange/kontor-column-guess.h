/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/kontor-column-profile.h"
#include "model/kontor-schema.h"

G_BEGIN_DECLS

typedef enum
{
  KONTOR_TARGET_NONE,
  KONTOR_TARGET_FIELD,    /* a field of the record that a row is about */
  KONTOR_TARGET_CURRENCY, /* the currency of one, which is money */
  KONTOR_TARGET_TITLE,    /* its whole title, where that is several fields: the name of a person */
  KONTOR_TARGET_PART, /* a field of a record that belongs to it: an e-mail address, a deal's line */
  KONTOR_TARGET_TAGS, /* tags of it, several in a cell; only where somebody says so */
  KONTOR_TARGET_LINKED, /* a field of a record that it refers to: the industry of its company */
} KontorTargetKind;

/**
 * KontorColumnTarget:
 * @entity: whose field it is
 * @field: its index in @entity; -1 of %KONTOR_TARGET_NONE and %KONTOR_TARGET_TITLE
 * @via: of %KONTOR_TARGET_LINKED the index of the reference in the row's entity; of
 *   %KONTOR_TARGET_PART the index of the part's reference to it; else -1
 * @part: of %KONTOR_TARGET_PART: columns of one @entity with the same number make one part
 * @kind: of %KONTOR_TARGET_PART: the key of the part's choice `kind`, if it has one; else NULL
 * @label: of %KONTOR_TARGET_PART: what the column's name says of it (work, mobile), or NULL
 * @certainty: from 0 to 1
 * @chosen: not guessed: somebody said so
 *
 * Where the values of a column probably belong.
 */
typedef struct
{
  KontorTargetKind target;
  const KontorEntity *entity;
  int field;
  int via;
  guint part;
  const char *kind;
  char *label;
  double certainty;
  gboolean chosen;
} KontorColumnTarget;

/**
 * KontorTableGuess:
 * @entity: what the rows are about; NULL if nothing told
 * @targets: of each column
 *
 * What a table probably holds.
 */
typedef struct
{
  const KontorEntity *entity;
  double certainty;
  guint n_columns;
  KontorColumnTarget *targets;
} KontorTableGuess;

/**
 * kontor_table_guess_new:
 * @entity: (nullable): what the rows are about, if that is known
 * @file_name: (nullable): may tell it, too: accounts.csv
 * @header: (nullable): the names of the columns
 * @profiles: what is in them
 *
 * Guesses from names, aliases and values, over all entities of @schema that can be imported. Each
 * field gets one column at most; a column whose values do not fit its field counts for little. Pure;
 * may be called from any thread.
 */
KontorTableGuess *kontor_table_guess_new (const KontorSchema *schema,
                                          const KontorEntity *entity,
                                          const char *file_name,
                                          const char *const *header,
                                          guint n_columns,
                                          KontorColumnProfile *const *profiles);
/* From now on @column is @target, and no other column is, unless there can be several. */
void
kontor_table_guess_choose (KontorTableGuess *self, guint column, const KontorColumnTarget *target);
/* What a program calls an address by, in our words: "work fax" for "* Work Fax"; the text without
 * Google's mark where they are not known. Free the result. */
char *kontor_column_dup_label (const char *text);

void kontor_table_guess_free (KontorTableGuess *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorTableGuess, kontor_table_guess_free)

G_END_DECLS
