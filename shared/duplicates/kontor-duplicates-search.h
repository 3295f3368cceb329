/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "match/kontor-match.h"
#include "store/kontor-store.h"

G_BEGIN_DECLS

/* Two records of a cluster that look alike. */
typedef struct
{
  guint a, b; /* places in the cluster */
  int score;
  KontorMatchGrade grade;
  GArray *parts; /* of KontorMatchPart, which own their texts */
} KontorPair;

/**
 * KontorCluster:
 *
 * Records that may be one, the one with most in it first.
 */
typedef struct
{
  const KontorEntity *entity;
  GArray *ids;      /* of KontorId */
  gboolean late;    /* all but the first were merged into it, and something came to them since */
  GPtrArray *pairs; /* of KontorPair, the most alike first; none where it is late */
  int score;        /* of the most alike ones */
  KontorMatchGrade grade;
} KontorCluster;

void kontor_cluster_free (KontorCluster *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorCluster, kontor_cluster_free)

/**
 * kontor_duplicates_find:
 * @least: no pairs below it
 * @limit: so many clusters at most
 *
 * Looks through all live records of @entity. Those that are likely the same are one cluster, however
 * many they are; possible ones are told in pairs, as looking a little alike is no chain. What is kept
 * separate is in none. Late ones first, then by score. Array of KontorCluster; INVALID for an entity
 * that is not looked through.
 */
GPtrArray *kontor_duplicates_find (KontorStore *store,
                                   const KontorEntity *entity,
                                   KontorMatchGrade least,
                                   guint limit,
                                   GError **error);

/* A record that is like one that is not stored yet. */
typedef struct
{
  KontorId id;
  char *title;
  KontorPair *pair; /* its places say nothing */
} KontorLikeness;

void kontor_likeness_free (KontorLikeness *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorLikeness, kontor_likeness_free)

/**
 * kontor_duplicates_find_like:
 * @fields: what has been typed of a record
 * @points: (nullable): of KontorFields, the ways to reach it
 *
 * Live records that may be the one that is being typed, the most alike first, at most @limit. Asks the
 * search tables, so it is done between two keys also where there are many. Array of KontorLikeness.
 */
GPtrArray *kontor_duplicates_find_like (KontorStore *store,
                                        const KontorFields *fields,
                                        GPtrArray *points,
                                        guint limit,
                                        GError **error);

G_END_DECLS
