/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/kontor-vcard.h"
#include "store/kontor-query.h"

G_BEGIN_DECLS

/* Called now and then while an export runs, with the share that is done, from 0 to 1; FALSE ends it
 * with G_IO_ERROR_CANCELLED. */
typedef gboolean (*KontorExportFunc) (double progress, gpointer user_data);

typedef struct
{
  KontorExportFunc progress; /* or NULL */
  gpointer progress_data;
  gboolean bom;             /* of CSV: begin with a byte order mark, for Excel */
  KontorVcardVersion vcard; /* of vCards: 3.0 or 4.0 */
} KontorExportOptions;

/**
 * kontor_export_csv:
 *
 * Writes what @query finds as comma-separated values: a header, then a row for each record, with
 * what kontor-own-columns.h says. References are titles, or ids where a title does not tell which
 * record is meant. Imported again, such a file changes nothing. Reads one state of the workspace;
 * memory does not grow with the number of records.
 */
gboolean kontor_export_csv (KontorStore *store,
                            const KontorQuery *query,
                            const KontorExportOptions *options,
                            KontorSink sink,
                            gpointer sink_data,
                            GError **error);

/**
 * kontor_export_vcards:
 * @query: of contacts or companies
 *
 * Writes what @query finds as vCards, with all that the cards they came from said. A card has a UID:
 * the one it came with, else the record's id. KONTOR_ERROR_INVALID for other records.
 */
gboolean kontor_export_vcards (KontorStore *store,
                               const KontorQuery *query,
                               const KontorExportOptions *options,
                               KontorSink sink,
                               gpointer sink_data,
                               GError **error);

G_END_DECLS
