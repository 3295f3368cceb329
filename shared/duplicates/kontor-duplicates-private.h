/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "duplicates/kontor-duplicates.h"

G_BEGIN_DECLS

/* A record that was carried over: the one with @id referred by @field to the merged one. */
typedef struct
{
  const KontorEntity *entity;
  guint field;
  KontorId id;
} KontorMoved;

/**
 * KontorCarried:
 *
 * What a merge has done for one of the records that it merged; kept in that record, so that any device
 * can split it off again at any later time.
 */
typedef struct
{
  GArray *moved;     /* of KontorMoved */
  GArray *made;      /* of KontorMoved without a field: what was added to the one that stayed */
  GPtrArray *values; /* payloads of the journal's form: what it changed in that, in order */
} KontorCarried;

KontorCarried *kontor_carried_new (void);
/* What @text says; entities and fields that this Kontor does not know are left out. Never NULL: a
 * text that can't be read says nothing. */
KontorCarried *kontor_carried_parse (const KontorSchema *schema, const char *text);
void kontor_carried_free (KontorCarried *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorCarried, kontor_carried_free)

char *kontor_carried_dup_text (const KontorCarried *self);

/* The fields of the group that says what became of a merged record. */
#define KONTOR_MERGED_INTO "merged_into"
#define KONTOR_CARRIED_OVER "carried_over"
#define KONTOR_MERGES "merges"

/* The arguments of an act on @records records, called @title. */
char *kontor_duplicates_make_args (const char *title, guint records);

/* The ids of what lives and refers to @id by @field. NULL on an error. */
GArray *kontor_duplicates_list_referring (KontorStore *store,
                                          const KontorEntity *entity,
                                          guint field,
                                          const KontorId *id,
                                          GError **error);

/* Adds to "merges" of @id, in @act. */
gboolean kontor_duplicates_count_merges (KontorAct *act,
                                         const KontorEntity *entity,
                                         const KontorId *id,
                                         int difference,
                                         GError **error);

/* Says in @act that @a and @b are two. */
gboolean kontor_duplicates_separate (KontorAct *act,
                                     const KontorEntity *entity,
                                     const KontorId *a,
                                     const KontorId *b,
                                     GError **error);
/* What @id was said not to be. Of KontorId; NULL on an error. */
GArray *kontor_duplicates_list_separate (KontorStore *store,
                                         const KontorEntity *entity,
                                         const KontorId *id,
                                         GError **error);

G_END_DECLS
