/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "acts/kontor-outcome.h"
#include "store/kontor-workspace.h"

G_BEGIN_DECLS

/* One field of a change that somebody has to look at, as texts for eyes; "" for no value. */
typedef struct
{
  const KontorField *field;
  char *before; /* NULL: not known on this computer */
  char *theirs; /* as it stands; NULL: the record is not there */
  char *mine;   /* what was refused, or lost */
} KontorAttentionField;

/**
 * KontorAttention:
 *
 * A change that the server refused, or that lost against another one. Immutable once it is made; a
 * thread of the workspace makes it and the main thread shows it.
 */
typedef struct
{
  gint64 op;         /* of a refused operation; 0: it lost */
  KontorId conflict; /* of what lost */
  const KontorEntity *entity;
  KontorId record;
  gboolean exists; /* the record is there and not in the trash */
  char *title;     /* of the record; "" where it has none */
  char *code;      /* why it was refused; NULL: it lost */
  char *author;    /* who wrote what lost; NULL: who works here, or not known */
  char *winner;    /* who wrote what stands; NULL: who works here, or not known */
  gboolean won;    /* who works here wrote what stands */
  gint64 time;     /* when it was written, milliseconds since 1970 */
  GArray *fields;  /* KontorAttentionField */
} KontorAttention;

void kontor_attention_free (KontorAttention *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorAttention, kontor_attention_free)

/* On a thread of the workspace: newest first, at most @limit. Array of KontorAttention. */
GPtrArray *kontor_attention_list (KontorStore *store, guint limit, GError **error);
/* How many there are. */
gint64 kontor_attention_count (KontorStore *store);

/**
 * kontor_attention_settle:
 * @keep: TRUE: the record gets what was refused, or lost, once more; FALSE: what stands stays
 *
 * Resolves to a KontorOutcome once it is on the disk; its entry is NULL where there is nothing that
 * could be undone. Main thread.
 */
DexFuture *
kontor_attention_settle (KontorWorkspace *workspace, const KontorAttention *self, gboolean keep);

/* What happened, as a sentence. Free it. */
char *kontor_attention_dup_sentence (const KontorAttention *self);
/* FALSE where doing it once more can't help. */
gboolean kontor_attention_can_keep (const KontorAttention *self);
/* The words of the two buttons, and of the columns. */
const char *kontor_attention_get_keep_label (const KontorAttention *self);
const char *kontor_attention_get_leave_label (const KontorAttention *self);
const char *kontor_attention_get_theirs_label (const KontorAttention *self);
const char *kontor_attention_get_mine_label (const KontorAttention *self);

G_END_DECLS
