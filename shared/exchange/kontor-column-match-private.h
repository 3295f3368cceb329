/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/kontor-column-guess.h"
#include "exchange/kontor-column-name-private.h"

G_BEGIN_DECLS

/* A column that may belong to a target. */
typedef struct
{
  guint column;
  guint number; /* of a part: the one its name says, or 0 */
  KontorColumnTarget target;
} KontorColumnCandidate;

/* Adds to @candidates (of KontorColumnCandidate; their labels are freed with it) all that column
 * @index, of whose name @words are the words, may be if the rows are about @entity. */
void kontor_column_match (KontorColumnNames *names,
                          const KontorSchema *schema,
                          const KontorEntity *entity,
                          guint index,
                          GPtrArray *words,
                          const KontorColumnProfile *profile,
                          GArray *candidates);

/* Whether a column may fill the field, and whether one may where the field is a part's. */
gboolean kontor_column_is_importable (const KontorField *field);
gboolean kontor_column_is_part_value (const KontorField *field);
/* The key of the part's choice `kind` that goes with @field: the one that is called like it, else
 * the one that no field is called like. NULL where it has no kinds. */
const char *kontor_column_find_kind (const KontorEntity *part, const KontorField *field);

G_END_DECLS
