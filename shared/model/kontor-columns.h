/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-wire.h"

G_BEGIN_DECLS

/**
 * KontorColumns:
 *
 * The fields that many whole records have, declared once, [1,2,6], so that each record is just a row
 * of values, ["Anna",null,7]. In a row null and missing at its end are the same: a whole record has
 * no value there. Unknown tags of a reader are extras, as above. Not thread-safe.
 */
typedef struct _KontorColumns KontorColumns;

KontorColumns *kontor_columns_new (const KontorEntity *entity);
void kontor_columns_free (KontorColumns *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorColumns, kontor_columns_free)

/* Adds what @fields holds and is not among the columns; TRUE where there was any. A row can be
 * written once it is covered, and read under the columns as they were declared last before it. */
gboolean kontor_columns_cover (KontorColumns *self, const KontorFields *fields);
yyjson_mut_val *kontor_columns_to_json (const KontorColumns *self, yyjson_mut_doc *doc);
KontorColumns *
kontor_columns_from_json (const KontorEntity *entity, yyjson_val *json, GError **error);

yyjson_mut_val *kontor_columns_row_to_json (const KontorColumns *self,
                                            yyjson_mut_doc *doc,
                                            const KontorFields *fields);
/* Fields without a value are absent in what it returns. */
KontorFields *
kontor_columns_row_from_json (const KontorColumns *self, yyjson_val *json, GError **error);

G_END_DECLS
