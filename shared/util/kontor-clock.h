/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorClock:
 *
 * Where time and randomness come from. Everything below the app takes one, so that a test or the
 * simulator can replace both. A clock is a plain struct that its owner keeps alive; the functions
 * may be called from any thread the owner allows.
 */
typedef struct _KontorClock KontorClock;

struct _KontorClock
{
  /* Milliseconds since 1970-01-01 00:00 UTC. May jump, like every wall clock. */
  gint64 (*now) (KontorClock *clock);
  /* Fills @bytes with unpredictable bytes. */
  void (*random) (KontorClock *clock, guint8 *bytes, gsize length);
};

/* The machine's own clock and entropy. Thread-safe, never freed. */
KontorClock *kontor_clock_system (void);

gint64 kontor_clock_now (KontorClock *clock);
void kontor_clock_random (KontorClock *clock, guint8 *bytes, gsize length);

/**
 * KontorTestClock:
 *
 * A clock that stands still until it is moved and whose randomness follows from a seed. Not
 * thread-safe.
 */
typedef struct
{
  KontorClock parent;
  gint64 time;
  guint64 state;
} KontorTestClock;

void kontor_test_clock_init (KontorTestClock *self, gint64 time, guint64 seed);
void kontor_test_clock_advance (KontorTestClock *self, gint64 milliseconds);

G_END_DECLS
