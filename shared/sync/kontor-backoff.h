/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "util/kontor-clock.h"

G_BEGIN_DECLS

/* The longest that is waited, milliseconds: a server that is back is found within that. */
#define KONTOR_BACKOFF_MAX 8000

/**
 * KontorBackoff:
 *
 * How long to wait after a failure: twice as long each time up to a limit, and a random part of it
 * (full jitter), so that a thousand devices do not come back together. A plain struct, zero at first.
 */
typedef struct
{
  guint failures;
  gint64 until;
} KontorBackoff;

/* @now and the time it gives are of a clock that only goes forward. Waits @least at any rate. */
void kontor_backoff_fail (KontorBackoff *self, KontorClock *clock, gint64 now, gint64 least);
/* A failure that has taken long enough by itself: it is tried again at once. */
void kontor_backoff_time_out (KontorBackoff *self, gint64 now);
void kontor_backoff_succeed (KontorBackoff *self);
/* Milliseconds still to wait. */
gint64 kontor_backoff_get_wait (const KontorBackoff *self, gint64 now);

G_END_DECLS
