/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/kontor-import-look.h"

#include <adwaita.h>

G_BEGIN_DECLS

typedef void (*KontorCorrectFunc) (gpointer data, KontorImportLine *line);

/* Adds the values of @look that need mending to @box, where there are any: a row each, with a button
 * where it is known what was probably meant. That button calls @correct, with @data. */
void kontor_import_problems_add (GtkBox *box,
                                 KontorImportLook *look,
                                 KontorCorrectFunc correct,
                                 gpointer data);

G_END_DECLS
