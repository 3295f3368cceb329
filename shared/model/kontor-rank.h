/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "util/kontor-clock.h"

G_BEGIN_DECLS

/* A longer key is a reason to spread the keys of a list anew. */
#define KONTOR_RANK_LONG 48
#define KONTOR_MAX_RANK 255

/**
 * kontor_rank_between:
 * @before: key of the neighbour before, or NULL at the beginning
 * @after: key of the neighbour after, or NULL at the end
 *
 * A key that sorts (strcmp) strictly between the two: base-62 digits, ended by random ones, so
 * that two devices that insert at the same place while apart do not meet. @before must sort
 * before @after.
 */
char *kontor_rank_between (const char *before, const char *after, KontorClock *clock);

/* The @index-th, from 0, of @count evenly spread keys, for lists made in bulk. */
char *kontor_rank_spread (guint index, guint count);

gboolean kontor_rank_is_valid (const char *text);

G_END_DECLS
