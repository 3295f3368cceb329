/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorRandom:
 *
 * Numbers that follow from a seed, the same on every machine: for samples, demonstrations and tests.
 * Nothing secret or unique may come from it; that is what a KontorClock's randomness is for. A plain
 * struct, not thread-safe.
 */
typedef struct
{
  guint64 state;
} KontorRandom;

void kontor_random_init (KontorRandom *self, guint64 seed);
guint64 kontor_random_next (KontorRandom *self);
/* From 0 to below @limit, evenly; @limit is above zero. */
guint kontor_random_below (KontorRandom *self, guint limit);
/* From @low to @high, both included, evenly. */
gint64 kontor_random_between (KontorRandom *self, gint64 low, gint64 high);
/* TRUE @percent times in a hundred. */
gboolean kontor_random_chance (KontorRandom *self, guint percent);

/* One element of a constant array. */
#define KONTOR_RANDOM_PICK(self, array)                                                            \
  ((array)[kontor_random_below ((self), G_N_ELEMENTS (array))])

G_END_DECLS
