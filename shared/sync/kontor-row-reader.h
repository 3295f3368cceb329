/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-columns.h"
#include "model/kontor-schema.h"

G_BEGIN_DECLS

/**
 * KontorRowReader:
 *
 * Reads rows under the columns that lines before them declared, {"t":"contact","tags":[2,4]}. Not
 * thread-safe.
 */
typedef struct _KontorRowReader KontorRowReader;

KontorRowReader *kontor_row_reader_new (const KontorSchema *schema);
void kontor_row_reader_free (KontorRowReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorRowReader, kontor_row_reader_free)

/* Takes a declaration, also of an entity that is not of the schema. INVALID or LIMIT. */
gboolean kontor_row_reader_declare (KontorRowReader *self, yyjson_val *line, GError **error);
/* The values of @row; INVALID or LIMIT, also where nothing was declared. */
KontorFields *kontor_row_reader_read (KontorRowReader *self,
                                      const KontorEntity *entity,
                                      yyjson_val *row,
                                      GError **error);
/* Adds up what @row says, under whatever columns: nulls say nothing. FALSE where it does not fit
 * its columns or is nested too deep. */
gboolean
kontor_row_reader_hash (KontorRowReader *self, const char *name, yyjson_val *row, guint64 *hash);

G_END_DECLS
