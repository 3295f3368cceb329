/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-date.h"
#include "store/kontor-store.h"

G_BEGIN_DECLS

/**
 * KontorNextState:
 *
 * Whether somebody means to do something about a deal, by its open tasks: what tells at a glance
 * which deals need a push.
 */
typedef enum
{
  KONTOR_NEXT_NOTHING, /* no open task */
  KONTOR_NEXT_OVERDUE,
  KONTOR_NEXT_TODAY,
  KONTOR_NEXT_LATER, /* or on no certain day */
} KontorNextState;

#define KONTOR_N_NEXT_STATES 4

typedef struct
{
  KontorNextState state;
  gboolean dated;
  KontorDate due_on; /* where dated */
  char *kind;        /* the task's, "todo" where it has none; NULL for KONTOR_NEXT_NOTHING */
} KontorNextStep;

void kontor_next_step_clear (KontorNextStep *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KontorNextStep, kontor_next_step_clear)

/* The soonest open task of @deal. A keyed read: it may run where a window waits. */
gboolean kontor_next_step_get (KontorStore *store,
                               const KontorId *deal,
                               KontorDate today,
                               KontorNextStep *step,
                               GError **error);

/* How many live deals of a stage are in each state. */
typedef struct
{
  KontorId stage;
  gint64 counts[KONTOR_N_NEXT_STATES];
} KontorNextCounts;

/* For every stage that has deals. Array of KontorNextCounts. */
GArray *kontor_next_step_count (KontorStore *store, KontorDate today, GError **error);

/* The next step of every deal that has one: KontorId to KontorNextStep. */
GHashTable *kontor_next_step_load (KontorStore *store, KontorDate today, GError **error);

G_END_DECLS
