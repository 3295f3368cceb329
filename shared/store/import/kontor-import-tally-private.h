/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/import/kontor-import-row-private.h"
#include "store/import/kontor-importer.h"

G_BEGIN_DECLS

/* Counts records, each once however many rows speak of it: of those that were there a bit is kept
 * by rowid, of those that the import made it is known. */
struct _KontorImportTally
{
  const KontorSchema *schema;
  KontorImportCount total;
  KontorImportCount *entities; /* by their place in the schema */
  GByteArray **touched;        /* bits by rowid, of records that were there */
  GByteArray **updated;
};

void kontor_import_tally_init (KontorImportTally *self, const KontorSchema *schema);
void kontor_import_tally_clear (KontorImportTally *self);

/* Whether an earlier row spoke of a record that was there. */
gboolean kontor_import_tally_is_touched (const KontorImportTally *self,
                                         const KontorEntity *entity,
                                         gint64 rowid);

/* Counts what has become of each item of a row that was decided on and carried out. */
void kontor_import_tally_count (KontorImportTally *self, const KontorImportRow *row);

G_END_DECLS
