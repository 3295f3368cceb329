/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/import/kontor-import-row-private.h"

G_BEGIN_DECLS

/* When what a row says about a record, and a record, are one: the rules by which an import neither
 * doubles people nor makes two of them one. */

/* The text of KONTOR_TAG_SOURCE or KONTOR_TAG_EXTERNAL_KEY, or NULL. */
const char *
kontor_import_get_origin (const KontorFields *fields, const KontorEntity *entity, guint tag);
/* Two keys of one source are two records, whatever they are called. */
gboolean kontor_import_has_other_key (const KontorImportItem *item, const KontorFields *fields);

/* A part of a record (an address of a person, a line of a deal) is the same where it says the same
 * and points to the same; what else it holds may change. */
gboolean kontor_import_is_same_part (const KontorImportRow *self,
                                     const KontorImportItem *item,
                                     const KontorFields *other);

typedef enum
{
  KONTOR_SCOPE_DIFFERS,
  KONTOR_SCOPE_OPEN, /* nothing says where it belongs */
  KONTOR_SCOPE_SAME,
} KontorScope;

/* Whether an item and the record at @hit stand within the same: a stage's pipeline, a person's
 * company. Of what was there before, a row that does not say so may mean it; of what the import
 * made, only a row that says as little as the first. */
KontorScope kontor_import_compare_scope (KontorImportRow *self,
                                         const KontorImportItem *item,
                                         const KontorImportHit *hit,
                                         const KontorFields *fields);
/* The same of two items of a row. */
gboolean kontor_import_is_same_scope (const KontorImportRow *self,
                                      const KontorImportItem *a,
                                      const KontorImportItem *b);

/* Whether the titles are the same, folded, and there are any. */
gboolean kontor_import_is_same_named (const KontorFields *a, const KontorFields *b);

G_END_DECLS
