/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "window/kontor-page.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_IMPORT_PAGE (kontor_import_page_get_type ())
G_DECLARE_FINAL_TYPE (KontorImportPage, kontor_import_page, KONTOR, IMPORT_PAGE, KontorPage)

/* Files into the workspace: choose, columns, differences, done. Nothing is written before the last
 * step. Its actions have the prefix "import". */

/* Goes on with @files (GFile), as if they had been chosen. */
void kontor_import_page_take_files (KontorImportPage *self, GListModel *files);

G_END_DECLS
