/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-list-diff.h"
#include "store/kontor-query.h"

G_BEGIN_DECLS

/* As many rows are shown before all of them are known: more than a screen holds. */
#define KONTOR_LIST_FIRST_ROWS 200

/* The first rows of a list that is longer. Called on the thread of the load; @rows is shared and not
 * changed any more. */
typedef void (*KontorListFirst) (GArray *rows, gpointer user_data);

/**
 * KontorListLoad:
 * @query: what to run
 * @before: (nullable): the rows there were; what changed since is told as ranges
 * @first: (nullable): is told the first rows
 *
 * One run of a query for a list, as a job for a reader's thread.
 */
typedef struct
{
  KontorQuery *query;
  GArray *before; /* of gint64 */
  KontorListFirst first;
  gpointer first_data;
  GDestroyNotify first_data_free;
} KontorListLoad;

void kontor_list_load_free (KontorListLoad *self);

/* What came of it. The arrays are shared and not changed any more. */
typedef struct
{
  GArray *rows;   /* of gint64 */
  GArray *ranges; /* of KontorListRange; NULL where there was no before */
  gint64 total;   /* rows without the query's limit */
} KontorListLoaded;

void kontor_list_loaded_free (KontorListLoaded *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorListLoaded, kontor_list_loaded_free)

/* A KontorJob: from a KontorListLoad to a KontorListLoaded. */
gpointer kontor_list_load_job (KontorStore *store, gpointer load, GError **error);

G_END_DECLS
