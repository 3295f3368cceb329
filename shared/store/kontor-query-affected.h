/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-query-tree.h"
#include "store/kontor-store.h"

G_BEGIN_DECLS

/* Whether a field (or KONTOR_EXPR_TITLE, ID) of @entity's records may have another value after
 * @change; a record that is new may be one that others referred to before it came. */
gboolean
kontor_field_is_affected (const KontorEntity *entity, int field, const KontorRowChange *change);
/* Whether the condition may hold of other records after @change. */
gboolean kontor_expr_is_affected (const KontorExpr *expr, const KontorRowChange *change);
/* Whether full-text search may find other records of @entity after @change. */
gboolean kontor_search_is_affected (const KontorEntity *entity, const KontorRowChange *change);

G_END_DECLS
