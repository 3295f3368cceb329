/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-query.h"
#include "store/kontor-workspace.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_LIST_MODEL (kontor_list_model_get_type ())
G_DECLARE_FINAL_TYPE (KontorListModel, kontor_list_model, KONTOR, LIST_MODEL, GObject)

/**
 * KontorListModel:
 *
 * A GListModel of the KontorRecords a query finds, alive: it follows every change of the workspace.
 * It holds eight bytes for each row and reads a record when it is asked for; as long as somebody
 * holds a record, get_item returns the same one, and it shows what changes. Rows that come, go or
 * move are told of in small ranges, so that scroll and selection stay. Main thread.
 *
 * Properties: "workspace" (construct only), "query" (KontorQuery or NULL: empty), "n-items",
 * "loading" (rows of the present query are still coming; what was there before stays until its
 * first rows are there), "total" (uint: rows there would be without the query's limit), "error"
 * (GError: why the last query could not be run, or NULL).
 * Signals: "settled": all ranges of a change were told of. What moved was removed in one range and
 * added in another, and is only now where it belongs.
 */
KontorListModel *kontor_list_model_new (KontorWorkspace *workspace, KontorQuery *query);

KontorWorkspace *kontor_list_model_get_workspace (KontorListModel *self);
KontorQuery *kontor_list_model_get_query (KontorListModel *self);
/* Shares @query, which is not changed any more. The same question again changes nothing. While
 * "items-changed" is emitted, only one of the same entity may be set. */
void kontor_list_model_set_query (KontorListModel *self, KontorQuery *query);

gboolean kontor_list_model_is_loading (KontorListModel *self);
guint kontor_list_model_get_total (KontorListModel *self);
const GError *kontor_list_model_get_error (KontorListModel *self);

/* The record at @position: g_list_model_get_item() with its type. NULL beyond the end. */
KontorRecord *kontor_list_model_dup_record (KontorListModel *self, guint position);
/* Its row in the file, without reading it: for acts on many. 0 beyond the end. */
gint64 kontor_list_model_get_rowid (KontorListModel *self, guint position);
/* While "items-changed" is emitted: the row of the @index-th of the items that were removed. */
gint64 kontor_list_model_get_removed (KontorListModel *self, guint index);
/* Where the record @id is; FALSE where the model does not hold it (yet). */
gboolean kontor_list_model_find (KontorListModel *self, const KontorId *id, guint *position);

G_END_DECLS
