/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/import/kontor-importer.h"

G_BEGIN_DECLS

/**
 * KontorImportRefused:
 *
 * Which rows of which files an import refused, and why; and those rows as files of their own, to be
 * mended and brought in again. One thread fills it; from then on it is not changed, and shared.
 */
typedef struct _KontorImportRefused KontorImportRefused;

KontorImportRefused *kontor_import_refused_new (void);
KontorImportRefused *kontor_import_refused_ref (KontorImportRefused *self);
void kontor_import_refused_unref (KontorImportRefused *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorImportRefused, kontor_import_refused_unref)

/* Notes @event if it is a refusal: for a KontorImportFunc. */
void kontor_import_refused_take (KontorImportRefused *self, const KontorImportEvent *event);
/* Rows of all files. */
guint64 kontor_import_refused_get_n (const KontorImportRefused *self);

/**
 * kontor_import_refused_save:
 * @paths: the files that were imported
 * @folder: an existing one
 *
 * Reads the files again and writes the rows of each that were refused, as they stood there and with
 * the reason in a last column, of cards in a last property, into @folder: of "deals.csv" into "deals, refused.csv", or "deals,
 * refused 2.csv" where there is one: nothing is overwritten. Waits for the disk.
 *
 * Returns: the names of the files written; NULL on an error, with what was written before it left
 * there.
 */
GStrv kontor_import_refused_save (KontorImportRefused *self,
                                  const char *const *paths,
                                  const char *folder,
                                  GError **error);

G_END_DECLS
