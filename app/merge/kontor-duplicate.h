/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "acts/kontor-outcome.h"
#include "duplicates/kontor-duplicates-search.h"
#include "duplicates/kontor-duplicates.h"
#include "store/kontor-workspace.h"

G_BEGIN_DECLS

/* A line of records side by side. */
typedef struct
{
  const KontorField *field;
  int index;        /* of the field among those that are chosen; -1: all of them are kept */
  GPtrArray *texts; /* of each record, as people read them; "" for none */
  char *joined;     /* what all of them give together; NULL where one is chosen */
} KontorDuplicateLine;

/**
 * KontorDuplicate:
 *
 * Records that may be one, with all that is shown of them. Made on a reader's thread.
 */
typedef struct
{
  KontorCluster *cluster;
  KontorMergePlan *plan;
  GPtrArray *titles;
  GPtrArray *lines; /* of KontorDuplicateLine */
} KontorDuplicate;

void kontor_duplicate_free (KontorDuplicate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorDuplicate, kontor_duplicate_free)

/* At most @limit of all kinds, as far as they can be merged; array of KontorDuplicate. */
GPtrArray *kontor_duplicate_list (KontorStore *store, guint limit, GError **error);

gboolean kontor_duplicate_is_same (const KontorDuplicate *a, const KontorDuplicate *b);
/* "Same name · Same email address: ada@example.com": why. Free it. */
char *kontor_duplicate_dup_reasons (const KontorDuplicate *self);
/* What the line gives as it is chosen now. Borrowed. */
const char *kontor_duplicate_get_result (const KontorDuplicate *self,
                                         const KontorDuplicateLine *line);

/* Futures of a KontorOutcome; @self is copied. */
DexFuture *kontor_duplicate_merge (KontorWorkspace *workspace, const KontorDuplicate *self);
DexFuture *kontor_duplicate_keep_separate (KontorWorkspace *workspace, const KontorDuplicate *self);

G_END_DECLS
