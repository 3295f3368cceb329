/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/import/kontor-importer.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_IMPORT_LINE (kontor_import_line_get_type ())
G_DECLARE_FINAL_TYPE (KontorImportLine, kontor_import_line, KONTOR, IMPORT_LINE, GObject)

/**
 * KontorImportLine:
 *
 * One line of what an import would do: a record that is new, changed or the same, or a value for
 * which rows are refused, with how many. Immutable. Properties "title", "detail", "place".
 */
struct _KontorImportLine
{
  GObject parent_instance;
  KontorVerdict verdict;
  char *title;
  char *detail; /* changed fields with before and after, or why it is refused; "" for none */
  char *place;  /* file and row */

  /* Of what is refused for a value. */
  char *column;
  char *value;
  char *suggestion; /* what was probably meant, or NULL */
  guint n_rows;
};

KontorImportLine *kontor_import_line_new (const KontorImportEvent *event);

G_END_DECLS
