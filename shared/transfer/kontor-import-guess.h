/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-store.h"
#include "transfer/kontor-import-plan.h"
#include "transfer/kontor-inspection.h"
#include "transfer/kontor-own-columns.h"

G_BEGIN_DECLS

/**
 * kontor_import_guess_file:
 * @store: (nullable): for which pipelines there are
 * @guess: what the table probably holds
 * @own: (nullable): it is a list that Kontor exported
 * @listed: entities, by their place in the schema, that some file of the import is a list of: a name
 *   that is not in it is wrong rather than new
 *
 * A plan for a file of comma-separated values. One row may make several records: what it is about,
 * what belongs to that (addresses, the line of a deal), what that refers to and the row describes (a
 * team and who leads it, a stage and its pipeline). %NULL with KONTOR_ERROR_INVALID where nothing
 * told what the rows are about.
 */
KontorFilePlan *kontor_import_guess_file (const KontorSchema *schema,
                                          KontorStore *store,
                                          const KontorInspection *inspection,
                                          const KontorTableGuess *guess,
                                          const KontorOwnColumns *own,
                                          guint64 listed,
                                          GError **error);

/* Gives the columns of which @plan says what they are, and which none of its records has, to its
 * records; everything else stays as it is, but for a column that was that before. @guess: with what
 * the plan says of its columns. */
gboolean kontor_import_guess_choose (const KontorSchema *schema,
                                     KontorStore *store,
                                     const KontorInspection *inspection,
                                     const KontorTableGuess *guess,
                                     guint64 listed,
                                     KontorFilePlan *plan,
                                     GError **error);

/* What the rows of an inspected file are about, and which column is what. @entity: (nullable): what
 * they are about, where that is known. */
KontorTableGuess *kontor_import_guess_table (const KontorSchema *schema,
                                             const KontorInspection *inspection,
                                             const KontorEntity *entity);

G_END_DECLS
