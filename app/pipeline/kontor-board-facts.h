/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sales/kontor-next-step.h"
#include "store/kontor-query.h"
#include "store/kontor-workspace.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_BOARD_FACTS (kontor_board_facts_get_type ())

/**
 * KontorBoardFacts:
 *
 * What a board shows beside the deals themselves: heads of columns, next steps, how long deals have
 * been quiet. Read in one go, immutable, reference-counted.
 */
typedef struct
{
  gatomicrefcount references;
  GPtrArray *pipelines; /* KontorRecord, in their order */
  GPtrArray *stages;    /* KontorRecord of the pipeline shown, in their order */
  KontorId pipeline;
  GPtrArray *sums;   /* KontorQueryGroup by stage */
  GArray *counts;    /* KontorNextCounts by stage */
  GHashTable *steps; /* KontorId to KontorNextStep */
  GHashTable *quiet; /* KontorId to days */
  GHashTable *tags;  /* KontorId to names */
  int only;          /* KontorNextState of the deals that are shown; -1: all */
  GArray *only_ids;  /* KontorId: those that are, of KONTOR_NEXT_NOTHING those that are not */
} KontorBoardFacts;

GType kontor_board_facts_get_type (void);
KontorBoardFacts *kontor_board_facts_ref (KontorBoardFacts *self);
void kontor_board_facts_unref (KontorBoardFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorBoardFacts, kontor_board_facts_unref)

/* Resolves to KontorBoardFacts. @pipeline null or gone: the one with the most deals. @only: a
 * KontorNextState, -1: all. */
DexFuture *kontor_board_facts_load (KontorWorkspace *workspace, const KontorId *pipeline, int only);
/* Of a future that has resolved; borrowed from it. */
KontorBoardFacts *kontor_board_facts_peek (DexFuture *future);

/* NULL where the stage has no deals. */
const KontorQueryGroup *kontor_board_facts_get_sum (const KontorBoardFacts *self,
                                                    const KontorId *stage);
const KontorNextCounts *kontor_board_facts_get_counts (const KontorBoardFacts *self,
                                                       const KontorId *stage);
/* Leaves in @query the deals that are shown. */
void kontor_board_facts_narrow (const KontorBoardFacts *self, KontorQuery *query);
/* NULL for a deal without. */
const char *kontor_board_facts_get_tags (const KontorBoardFacts *self, const KontorId *deal);
/* KONTOR_NEXT_NOTHING for a deal without. */
KontorNextStep kontor_board_facts_get_step (const KontorBoardFacts *self, const KontorId *deal);
/* Days, 0 for a deal that is not quiet. */
int kontor_board_facts_get_quiet_days (const KontorBoardFacts *self, const KontorId *deal);

G_END_DECLS
