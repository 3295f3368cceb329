/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/import/kontor-importer.h"
#include "transfer/kontor-import-plan.h"
#include "transfer/kontor-inspection.h"

G_BEGIN_DECLS

/**
 * KontorImportFiles:
 *
 * Files that are to be imported together: looks at them, plans what becomes of their columns, and
 * makes an importer that reads them. What is known beforehand goes before what is guessed: a plan
 * that is given, then what this workspace remembers of a file with the same columns.
 *
 *   files = kontor_import_files_new (store, NULL, NULL);
 *   kontor_import_files_add (files, "accounts.csv", &error) …
 *   kontor_import_files_prepare (files, &error);
 *   importer = kontor_import_files_begin (files, &options, &error);
 *
 * One thread, which is the store's.
 */
typedef struct _KontorImportFiles KontorImportFiles;

/**
 * kontor_import_files_new:
 * @store: (nullable): without one files can be looked at and planned, but not imported
 * @given: (nullable): a plan, or parts of one
 * @entity: (nullable): what the rows of all files are about, where that is known
 */
KontorImportFiles *kontor_import_files_new (const KontorSchema *schema,
                                            KontorStore *store,
                                            KontorImportPlan *given,
                                            const KontorEntity *entity);
void kontor_import_files_free (KontorImportFiles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorImportFiles, kontor_import_files_free)

/* What files that are imported together are called in plans and reports: by their names, and by those
 * of their folders too where several have one name. A file that is given twice has one name. */
GStrv kontor_import_files_name (const char *const *paths);

/* Looks at a file; one that is there already is not added again. KONTOR_ERROR_NOT_FOUND, DENIED, IO, INVALID, LIMIT, with its name in the message. */
gboolean kontor_import_files_add (KontorImportFiles *self, const char *path, GError **error);

guint kontor_import_files_get_n (KontorImportFiles *self);
const KontorInspection *kontor_import_files_get_inspection (KontorImportFiles *self, guint index);
/* What its columns probably are; NULL of a file of cards, and before they are prepared. */
const KontorTableGuess *kontor_import_files_get_guess (KontorImportFiles *self, guint index);

/* What rows are taken to be about where nothing tells, for somebody to say it then. Before
 * kontor_import_files_prepare(), which refuses such a file otherwise. */
void kontor_import_files_set_fallback (KontorImportFiles *self, const KontorEntity *entity);

/* Plans all of it. KONTOR_ERROR_INVALID where nothing told what a file is about, or where a column
 * was said to be something that it can't be. */
gboolean kontor_import_files_prepare (KontorImportFiles *self, GError **error);
/* The plan, for all files but those of cards, which need none. May be changed before an import
 * begins. */
KontorImportPlan *kontor_import_files_get_plan (KontorImportFiles *self);

/* An importer of these files, which must live on while it does. What @options leave open (what it is
 * about, suggestions) is filled in. */
KontorImporter *kontor_import_files_begin (KontorImportFiles *self,
                                           const KontorImporterOptions *options,
                                           GError **error);

/* Keeps in the workspace what was decided about files with such columns. After an import. */
gboolean kontor_import_files_remember (KontorImportFiles *self, GError **error);

G_END_DECLS
