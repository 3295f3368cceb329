/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/kontor-import-look.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Fills @box with what was recognised: first the values that need mending, each with its one-click
 * remedy, then a card for each file with its columns. @correct is called, with @data as its first
 * argument and the KontorImportLine as its second, when a remedy is chosen. */
void
kontor_import_columns_show (GtkBox *box, KontorImportLook *look, GCallback correct, gpointer data);

G_END_DECLS
