/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "duplicates/kontor-duplicates-search.h"

G_BEGIN_DECLS

/**
 * KontorRoll:
 *
 * The traits of records, each under its number from 0.
 */
typedef struct
{
  const KontorEntity *entity;
  GPtrArray *traits;          /* of KontorTraits */
  GArray *ids;                /* of KontorId */
  GArray *weights;            /* of guint: how much is in each */
  GHashTable *numbers;        /* of each id, plus one */
  char *row_sql, *points_sql; /* of one */
} KontorRoll;

/* NULL with INVALID where records of @entity are not compared. */
KontorRoll *kontor_roll_new (const KontorEntity *entity, GError **error);
void kontor_roll_free (KontorRoll *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorRoll, kontor_roll_free)

/* All that live. */
gboolean kontor_roll_load (KontorRoll *self, KontorStore *store, GError **error);
/* The one at @rowid, where it lives. */
gboolean kontor_roll_load_row (KontorRoll *self, KontorStore *store, gint64 rowid, GError **error);

/* Of a record that is not stored. @place: its company's name. */
KontorTraits *
kontor_roll_make_traits (const KontorFields *fields, GPtrArray *points, const char *place);

KontorPair *kontor_pair_new (const KontorMatch *match);
void kontor_pair_free (KontorPair *self);

/* The clusters that are late, at most @limit, appended to @clusters. */
gboolean kontor_duplicates_append_late (KontorStore *store,
                                        const KontorEntity *entity,
                                        guint limit,
                                        GPtrArray *clusters,
                                        GError **error);

KontorCluster *kontor_cluster_new (const KontorEntity *entity);

G_END_DECLS
