/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-entity.h"

G_BEGIN_DECLS

/* How many records of one kind. */
typedef struct
{
  const KontorEntity *entity; /* NULL: of kinds that this Kontor does not know */
  guint64 count;
} KontorTally;

/* "8,800 deals, 85 companies and 48 other records": those there are most of first, at most @most
 * kinds by their names. @tallies: array of KontorTally, which is put into that order. "" where all
 * counts are 0. */
char *kontor_phrase_tallies (GArray *tallies, guint most);

G_END_DECLS
