/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/kontor-import-look.h"
#include "import/kontor-import-run.h"

G_BEGIN_DECLS

/* What the steps of an import say. Free the results. @look: (nullable) */

/* "12 new" */
char *
kontor_import_phrase_count (const KontorImportLook *look, KontorVerdict verdict, const char *what);
/* "Import 12 records" */
char *kontor_import_phrase_button (const KontorImportLook *look);
/* Why a file can't be read, if @error is about one of @paths; else NULL. Waits for the disk. */
char *kontor_import_phrase_unreadable (const char *const *paths, const GError *error);
/* That there is nothing in the file @name, but for the names of @n_columns columns. */
char *kontor_import_phrase_empty (const char *name, guint n_columns);
/* What an import did, a sentence a line. */
char *kontor_import_phrase_result (const KontorImportResult *result);

G_END_DECLS
