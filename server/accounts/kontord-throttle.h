/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontordThrottle:
 *
 * Slows down guessing. Each key has some attempts free; each further one has to wait twice as long
 * as the one before, up to a most. Nobody is locked out for good, and keys that hold who tries
 * (not only whom) keep an attacker from slowing down the one he tries to be. Times are given, in
 * milliseconds. The keys that are longest quiet are forgotten first. Thread-safe.
 */
typedef struct _KontordThrottle KontordThrottle;

KontordThrottle *
kontord_throttle_new (guint free_attempts, gint64 first_wait, gint64 most_wait, guint max_keys);
void kontord_throttle_free (KontordThrottle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontordThrottle, kontord_throttle_free)

/* 0: go on; the attempt counts as failed until it is taken back. Else the milliseconds to wait. */
gint64 kontord_throttle_try (KontordThrottle *self, const char *key, gint64 now);
/* The attempt was none: it does not count. */
void kontord_throttle_take_back (KontordThrottle *self, const char *key);
/* It succeeded: @key begins anew. */
void kontord_throttle_forget (KontordThrottle *self, const char *key);

guint kontord_throttle_get_n_keys (KontordThrottle *self);

G_END_DECLS
