/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-journal.h"

#include <libdex.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_OUTCOME (kontor_outcome_get_type ())

/**
 * KontorOutcome:
 *
 * What an act came to: its entry in the journal, or none where nothing had to be changed. Immutable
 * and reference-counted; what the futures of kontor-acts.h resolve to.
 */
typedef struct
{
  gatomicrefcount references;
  KontorJournalEntry *entry; /* NULL: nothing was changed */
  KontorId id;               /* the record that was made or changed; null where there are several */
} KontorOutcome;

GType kontor_outcome_get_type (void);
KontorOutcome *kontor_outcome_ref (KontorOutcome *self);
void kontor_outcome_unref (KontorOutcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorOutcome, kontor_outcome_unref)

/* On the writer's thread: what @entry is. NULL with an error where it can't be read. */
KontorOutcome *
kontor_outcome_new (KontorStore *store, gint64 entry, const KontorId *id, GError **error);

/* A future of a job whose result is an outcome, as one that resolves to it, for any number of
 * readers. Takes @job over. */
DexFuture *kontor_outcome_wrap (DexFuture *job);
/* The outcome of a future that has resolved. Borrowed from it. */
KontorOutcome *kontor_outcome_peek (DexFuture *future);

G_END_DECLS
