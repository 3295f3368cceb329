/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-backoff.h"

#define FIRST 250

/* Longer than this is not waited, whatever the server says. */
#define MAX_LEAST (60 * 60 * 1000)

static guint32
draw (KontorClock *clock, gint64 range)
{
  guint32 random;

  kontor_clock_random (clock, (guint8 *) &random, sizeof random);
  return (guint32) ((guint64) random % (guint64) range);
}

void
kontor_backoff_fail (KontorBackoff *self, KontorClock *clock, gint64 now, gint64 least)
{
  gint64 range = MIN (FIRST << MIN (self->failures, 16), KONTOR_BACKOFF_MAX);

  if (self->failures < G_MAXUINT)
    self->failures++;
  self->until = now + 1 + CLAMP (least, 0, MAX_LEAST) + draw (clock, range);
}

void
kontor_backoff_time_out (KontorBackoff *self, gint64 now)
{
  if (self->failures < G_MAXUINT)
    self->failures++;
  self->until = MAX (self->until, now);
}

void
kontor_backoff_succeed (KontorBackoff *self)
{
  *self = (KontorBackoff) { 0 };
}

gint64
kontor_backoff_get_wait (const KontorBackoff *self, gint64 now)
{
  return MAX (self->until - now, 0);
}
