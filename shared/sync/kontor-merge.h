/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-schema.h"
#include "sync/kontor-operation.h"

G_BEGIN_DECLS

typedef enum
{
  KONTOR_ROW_ABSENT,  /* never there */
  KONTOR_ROW_PRESENT, /* there, in the trash or not */
  KONTOR_ROW_PURGED,  /* was there, and is gone for good */
} KontorRowState;

/* The row that an operation meets. Everything is borrowed. */
typedef struct
{
  KontorRowState state;
  const KontorFields *fields; /* all of them; NULL unless PRESENT */
  const KontorStamps *stamps; /* NULL for an untouched row */
  KontorStamp last;           /* its last change; for an untouched row that is its creation */
  guint64 guarded;            /* groups (as the mask of their first fields) whose guarded_while
                               * holds for the row as it stands */
  gboolean parent_missing;    /* a KONTOR_PARENT reference that the operation gives names no row */
} KontorMergeRow;

/* A value that somebody wrote and that does not stand. Of the row's entity and id. */
typedef struct
{
  guint32 tag;          /* the group */
  KontorFields *value;  /* what lost */
  KontorFields *winner; /* what stands */
  guint32 device;       /* who wrote what lost, and when */
  KontorHlc hlc;
  guint32 winner_device; /* who wrote what stands */
  gint64 base;           /* the version that the loser had seen; 0 where that is not known */
} KontorLoser;

void kontor_loser_free (KontorLoser *self);

/* What an operation does. */
typedef struct
{
  KontorVerdictKind kind;
  KontorRefusal refusal; /* REFUSED: why, and nothing below is set */
  gboolean writes;       /* the row changes, and takes the version that was offered */
  KontorFields *changes; /* what to write: the values that change (may be none where only stamps
                          * do), or all of a new row; NULL: the operation's, as they are */
  KontorStamps *stamps;  /* the row's stamps from now on; NULL: untouched since it was made */
  GPtrArray *losers;     /* KontorLoser, or NULL */
} KontorMerge;

/**
 * kontor_merge_apply:
 * @device: who sends @operation
 * @hlc: its stamp, clamped by the server's clock
 * @version: the version that the row takes if it changes: the tenant's next
 *
 * The decision: what @operation does to @row. Pure, so the same on every node and at every retry.
 * The values of @operation have the form of their types, which its decoder has seen to. Policies are
 * in README.md. An operation whose @refusal is set is refused with it.
 */
void kontor_merge_apply (KontorMerge *merge,
                         const KontorMergeRow *row,
                         const KontorOperation *operation,
                         guint32 device,
                         KontorHlc hlc,
                         gint64 version);
void kontor_merge_clear (KontorMerge *merge);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KontorMerge, kontor_merge_clear)

/**
 * kontor_loser_describe:
 * @author: the member whose device wrote what lost
 * @winner: the member whose device wrote what stands
 * @conflict: gets the id of the conflict record: the same for the same loser, whoever finds it
 *
 * The values of the `conflict` record that keeps @loser, which belongs to record @id of @entity.
 */
KontorFields *kontor_loser_describe (const KontorLoser *loser,
                                     const KontorSchema *schema,
                                     const KontorEntity *entity,
                                     const KontorId *id,
                                     const KontorId *author,
                                     const KontorId *winner,
                                     KontorId *conflict);

/**
 * kontor_merge_replay:
 *
 * Puts @operation, which the server has not answered, on top of @fields, the row as the server has
 * it: what the user sees is that. Pure and idempotent for every policy but inc.
 */
void kontor_merge_replay (KontorFields *fields, const KontorOperation *operation);

G_END_DECLS
