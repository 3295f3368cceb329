/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http/kontord-pace.h"

#include "http/kontord-limits.h"

static void
enter (KontordPace *self, KontordPacePhase phase, gint64 now)
{
  self->phase = phase;
  self->since = now;
  self->received = 0;
}

void
kontord_pace_begin (KontordPace *self, gint64 now, gboolean is_first)
{
  enter (self, KONTORD_PACE_HEAD, now);
  /* Between two requests a connection may rest as long as the library lets it. */
  self->deadline = now + KONTORD_HEAD_TIME + (is_first ? 0 : KONTORD_IDLE_TIME);
}

void
kontord_pace_receive (KontordPace *self, gint64 now, gsize bytes)
{
  if (self->phase != KONTORD_PACE_BODY)
    enter (self, KONTORD_PACE_BODY, now);
  self->received += bytes;
}

void
kontord_pace_work (KontordPace *self, gint64 now)
{
  enter (self, KONTORD_PACE_WORK, now);
}

void
kontord_pace_send (KontordPace *self, gint64 now, gsize bytes)
{
  enter (self, KONTORD_PACE_SENDING, now);
  self->deadline = now + KONTORD_RATE_GRACE + (gint64) bytes * 1000 / KONTORD_MIN_RATE;
}

static gboolean
is_body_slow (const KontordPace *self, gint64 now)
{
  gint64 elapsed = now - self->since;

  return elapsed > KONTORD_RATE_GRACE && self->received * 1000 < elapsed * KONTORD_MIN_RATE;
}

gboolean
kontord_pace_is_overdue (const KontordPace *self, gint64 now)
{
  switch (self->phase)
    {
    case KONTORD_PACE_HEAD:
    case KONTORD_PACE_SENDING:
      return now > self->deadline;
    case KONTORD_PACE_BODY:
      return is_body_slow (self, now);
    case KONTORD_PACE_WORK:
    default:
      return FALSE;
    }
}
