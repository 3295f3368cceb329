/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-query-sql.h"

G_BEGIN_DECLS

#define KONTOR_QUERY_MAX_KEYS 8

/* An order: keys, the first of which counts most. Immutable, reference-counted, any thread. */
typedef struct _KontorQuerySort KontorQuerySort;

/* @text as kontor_query_set_sort() takes it; NULL: the entity's own order. KONTOR_ERROR_INVALID, or
 * LIMIT for more than KONTOR_QUERY_MAX_KEYS. */

KontorQuerySort *kontor_query_sort_new (const KontorSchema *schema,
                                        const KontorEntity *entity,
                                        const char *text,
                                        GError **error);
KontorQuerySort *kontor_query_sort_ref (KontorQuerySort *self);
void kontor_query_sort_unref (KontorQuerySort *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorQuerySort, kontor_query_sort_unref)

/* What stands after ORDER BY for the rows @alias. */
void kontor_query_sort_append (const KontorQuerySort *self, KontorQuerySql *sql, const char *alias);

/* Whether the order may follow from what @change says. */
gboolean kontor_query_sort_is_affected (const KontorQuerySort *self, const KontorRowChange *change);

G_END_DECLS
