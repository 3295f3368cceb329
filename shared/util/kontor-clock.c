/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "util/kontor-clock.h"

#include <sys/random.h>

static gint64
read_system_time (KontorClock *clock)
{
  return g_get_real_time () / 1000;
}

static void
read_system_entropy (KontorClock *clock, guint8 *bytes, gsize length)
{
  while (length > 0)
    {
      gssize got = getrandom (bytes, length, 0);

      if (got < 0)
        continue; /* EINTR is the only error once the pool is initialised */
      bytes += got;
      length -= got;
    }
}

KontorClock *
kontor_clock_system (void)
{
  static KontorClock clock = { read_system_time, read_system_entropy };

  return &clock;
}

gint64
kontor_clock_now (KontorClock *clock)
{
  return clock->now (clock);
}

void
kontor_clock_random (KontorClock *clock, guint8 *bytes, gsize length)
{
  clock->random (clock, bytes, length);
}

static gint64
read_test_time (KontorClock *clock)
{
  return ((KontorTestClock *) clock)->time;
}

/* SplitMix64: every seed, zero too, gives a full-period sequence. */
static void
read_test_entropy (KontorClock *clock, guint8 *bytes, gsize length)
{
  KontorTestClock *self = (KontorTestClock *) clock;

  for (gsize i = 0; i < length; i++)
    {
      guint64 z = (self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

      z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
      z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
      bytes[i] = (z ^ (z >> 31)) & 0xff;
    }
}

void
kontor_test_clock_init (KontorTestClock *self, gint64 time, guint64 seed)
{
  self->parent.now = read_test_time;
  self->parent.random = read_test_entropy;
  self->time = time;
  self->state = seed;
}

void
kontor_test_clock_advance (KontorTestClock *self, gint64 milliseconds)
{
  self->time += milliseconds;
}
