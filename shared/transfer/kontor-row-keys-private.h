/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/kontor-csv-reader.h"

G_BEGIN_DECLS

/* Keys for rows that have none: made from what they say, so that the same row has the same key in
 * a later file wherever it stands there, and counted where rows are alike. What has been counted
 * lies in a file that vanishes with it. */
typedef struct _KontorRowKeys KontorRowKeys;

KontorRowKeys *kontor_row_keys_new (GError **error);
void kontor_row_keys_free (KontorRowKeys *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorRowKeys, kontor_row_keys_free)

/* The key of @row, the next after those asked about before. NULL on an error. */
char *kontor_row_keys_next (KontorRowKeys *self, const KontorCsvRow *row, GError **error);
void kontor_row_keys_rewind (KontorRowKeys *self);

G_END_DECLS
