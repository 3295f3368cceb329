/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/kontor-import-look.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_IMPORT_COLUMNS (kontor_import_columns_get_type ())
G_DECLARE_FINAL_TYPE (KontorImportColumns, kontor_import_columns, KONTOR, IMPORT_COLUMNS, GtkBox)

/**
 * KontorImportColumns:
 *
 * What was recognised: first the values that need mending, each with its one-click remedy, then for
 * each file what its rows are about and what its columns are, to be changed.
 *
 * Signals: "correct" (KontorImportLine *) a remedy was chosen; "choose" (const char *file, const char
 * *column, const char *word) a column is to be something else; "about" (const char *file, const char
 * *entity) so are the rows of a file.
 */

/* Where the files and what their columns may be are as they were, rows stay, and so does the focus. */
void kontor_import_columns_show (KontorImportColumns *self, KontorImportLook *look);

G_END_DECLS
