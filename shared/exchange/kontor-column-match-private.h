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
 * @index may be if the rows are about @entity. */
void kontor_column_match (KontorColumnNames *names,
                          const KontorSchema *schema,
                          const KontorEntity *entity,
                          guint index,
                          const char *name,
                          const KontorColumnProfile *profile,
                          GArray *candidates);

G_END_DECLS
