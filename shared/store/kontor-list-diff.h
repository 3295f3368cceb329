/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More ranges than this are joined: telling of each costs a view more than laying out what lies
 * between them. */
#define KONTOR_LIST_MAX_RANGES 64

/* A place where two lists differ: @removed rows at @before in the one became @added rows at @after in
 * the other. Both may hold the same rows, in another order or beside each other. */
typedef struct
{
  guint before;
  guint removed;
  guint after;
  guint added;
} KontorListRange;

/**
 * kontor_list_diff:
 * @before: rowids, each at most once
 * @after: the same
 *
 * How the list @before became @after, as ranges from front to end that neither touch nor overlap,
 * with as few rows in them as can be unless they are too many. What moves is removed here and added
 * there. Takes n log n time at most, and little where little changed.
 *
 * Returns: (transfer full): of KontorListRange; empty where the lists are equal.
 */
GArray *kontor_list_diff (const gint64 *before, guint n_before, const gint64 *after, guint n_after);

G_END_DECLS
