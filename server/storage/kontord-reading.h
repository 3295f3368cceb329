/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "http/kontord-queue.h"
#include "sync/kontor-push.h"

G_BEGIN_DECLS

/* A body of fewer bytes is decoded before another thread had begun with it. */
#define KONTORD_SMALL_PUSH (32 * 1024)

/**
 * KontordReading:
 *
 * A push that is decoded while its first operations are already being applied: a large one has two
 * processors at work. One thread waits for it, another of @queue reads; where none of those is free,
 * or the push is small, it is decoded at once by who asks for it.
 */
typedef struct _KontordReading KontordReading;

/* @body is expanded; its bytes have to stay until the end has been waited for. */
KontordReading *
kontord_reading_start (KontordQueue *queue, const KontorSchema *schema, GBytes *body);
/* Waits until nobody reads any more. */
void kontord_reading_free (KontordReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontordReading, kontord_reading_free)

/* Waits for the head. Of @operations only those that have been waited for may be looked at. NULL for
 * what is no push: kontord_reading_finish() says why. */
const KontorPush *kontord_reading_get_push (KontordReading *self);
/* Waits until there are @count operations or no more of them come; returns how many there are. */
guint kontord_reading_wait (KontordReading *self, guint count);
/* Waits for the end. FALSE, with the error of kontor_push_decode(), where it is no push after all. */
gboolean kontord_reading_finish (KontordReading *self, GError **error);

G_END_DECLS
