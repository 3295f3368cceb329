/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/kontor-merge.h"

G_BEGIN_DECLS

/* What becomes of one group of an operation. */
typedef enum
{
  KONTOR_FATE_APPLIES, /* as it was asked */
  KONTOR_FATE_SAME,    /* the value stands already */
  KONTOR_FATE_IGNORED, /* nobody but the server writes it */
  KONTOR_FATE_BEATS,   /* applies, and what stood is kept as a loser */
  KONTOR_FATE_LOSES,   /* does not apply, and is kept as a loser */
  KONTOR_FATE_YIELDS,  /* does not apply, and nobody needs to know */
  KONTOR_FATE_BLENDS,  /* what is written is made of both */
  KONTOR_FATE_REFUSED,
} KontorFate;

/* One decision in the making. */
typedef struct
{
  KontorMerge *merge;
  const KontorMergeRow *row;
  const KontorOperation *operation;
  KontorStamp stamp; /* of the operation, for each group it writes */
} KontorDecision;

/* One group of an update. */
typedef struct
{
  guint32 tag;
  guint64 mask;      /* fields of the group; 0 for an unknown field */
  const char *extra; /* key of an unknown field */
  KontorPolicy policy;
  KontorStamp present;
  gboolean seen; /* by who changes it */
} KontorGroup;

const KontorEntity *kontor_decision_get_entity (const KontorDecision *self);

/* A missing field of a whole record has no value. */
gboolean kontor_decision_is_same_value (const KontorFields *a, const KontorFields *b, guint index);
gboolean
kontor_decision_is_same_extra (const KontorFields *a, const KontorFields *b, const char *key);
gboolean kontor_fields_are_trashed (const KontorFields *fields);

/* The group whose first field is @first, for this operation and row. */
KontorGroup kontor_decision_describe_group (const KontorDecision *self, guint first);
typedef gboolean (*KontorGroupFunc) (KontorDecision *self, const KontorGroup *group);
/* Until @func says FALSE; then so does this. */
gboolean kontor_decision_for_each_group (KontorDecision *self, KontorGroupFunc func);

/* The fields that the operation gives: the rest of the group it leaves alone. */
guint64 kontor_decision_get_given (const KontorDecision *self, const KontorGroup *group);
gboolean kontor_decision_is_same_group (const KontorDecision *self, const KontorGroup *group);
/* The operation is later than @present. */
gboolean kontor_decision_is_later (const KontorDecision *self, const KontorStamp *present);
/* The operation edits what somebody else has put into the trash meanwhile. */
gboolean kontor_decision_meets_deletion (const KontorDecision *self);

KontorFate kontor_decision_settle_set (const KontorDecision *self, const KontorGroup *group);
KontorFate kontor_decision_decide (const KontorDecision *self, const KontorGroup *group);

G_END_DECLS
