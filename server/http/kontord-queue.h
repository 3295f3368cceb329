/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef void (*KontordWork) (gpointer data);

/**
 * KontordQueue:
 *
 * Threads that work off what is pushed, with a bound on how much may wait. Work that has been taken
 * is always run. Thread-safe.
 */
typedef struct _KontordQueue KontordQueue;

KontordQueue *kontord_queue_new (guint threads, guint max_waiting);
/* Runs what waits, then ends. Nobody may push any more. */
void kontord_queue_free (KontordQueue *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontordQueue, kontord_queue_free)

/* FALSE, and nothing taken, where @max_waiting are waiting already. */
gboolean kontord_queue_push (KontordQueue *self, KontordWork work, gpointer data);
/* Takes it in any case: for the continuation of work that was let in before. */
void kontord_queue_push_always (KontordQueue *self, KontordWork work, gpointer data);

G_END_DECLS
