/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-schema.h"
#include "store/kontor-row.h"

G_BEGIN_DECLS

/**
 * KontordGuards:
 *
 * The predicates of a schema's `guarded_while`, read once: while one holds of a record, the second
 * of two that change the group at the same time is refused. They may compare fields of the record
 * and of what it refers to for equality. Constant, any thread.
 */
typedef struct _KontordGuards KontordGuards;

/* KONTOR_ERROR_INVALID for a predicate that asks for more. */
KontordGuards *kontord_guards_new (const KontorSchema *schema, GError **error);
void kontord_guards_free (KontordGuards *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontordGuards, kontord_guards_free)

/* The groups of @row whose predicate holds, as the mask of their first fields. */
gboolean kontord_guards_check (const KontordGuards *self,
                               KontorDatabase *database,
                               const KontorRow *row,
                               guint64 *groups,
                               GError **error);

G_END_DECLS
