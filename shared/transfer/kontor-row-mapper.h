/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "transfer/kontor-import-plan.h"

G_BEGIN_DECLS

/**
 * KontorRowMapper:
 *
 * Applies the plan of a file to its rows: cells become drafts of records. A record none of whose
 * columns has a value in a row is left out of it, but for one that has parts there; a row with values that
 * makes no record is refused. Knows no workspace. Not thread-safe.
 */
typedef struct _KontorRowMapper KontorRowMapper;

/**
 * kontor_row_mapper_new:
 * @plan: of the file, whole; kept as long as the mapper
 * @shared: the plan that it is part of, for what holds for all files
 * @header: names of the columns, ended by NULL
 * @currency: of amounts that name none, where the plan names none either
 *
 * KONTOR_ERROR_INVALID where the plan speaks of a column or record that is not there, gives a field
 * a value it can't have, or has records that are part of each other.
 */
KontorRowMapper *kontor_row_mapper_new (const KontorSchema *schema,
                                        const KontorFilePlan *plan,
                                        const KontorImportPlan *shared,
                                        const char *const *header,
                                        const char *currency,
                                        GError **error);
void kontor_row_mapper_free (KontorRowMapper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorRowMapper, kontor_row_mapper_free)

/* Entities, by their place in the schema, that rows may make, and that they refer to by name. */
guint64 kontor_row_mapper_get_made (KontorRowMapper *self);
guint64 kontor_row_mapper_get_named (KontorRowMapper *self);

/* Fills @drafts, problems too. FALSE only where there is no room on the disk for what a plan with
 * keys of rows has to keep. */
gboolean kontor_row_mapper_map (KontorRowMapper *self,
                                const KontorCsvRow *row,
                                KontorDraftRow *drafts,
                                GError **error);
/* The rows come anew from the first. */
void kontor_row_mapper_rewind (KontorRowMapper *self);

G_END_DECLS
