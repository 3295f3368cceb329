/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "util/kontor-random.h"

void
kontor_random_init (KontorRandom *self, guint64 seed)
{
  self->state = seed;
}

/* SplitMix64 (Steele, Lea, Flood 2014): every seed, zero too, gives a full-period sequence. */
guint64
kontor_random_next (KontorRandom *self)
{
  guint64 z = (self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* The upper half of a product: even enough for a limit far below 2^32, and without a division. */
guint
kontor_random_below (KontorRandom *self, guint limit)
{
  g_assert (limit > 0);
  return ((kontor_random_next (self) >> 32) * limit) >> 32;
}

gint64
kontor_random_between (KontorRandom *self, gint64 low, gint64 high)
{
  guint64 span = (guint64) high - (guint64) low + 1;

  g_assert (low <= high);
  return (gint64) ((guint64) low
                   + (span != 0 ? kontor_random_next (self) % span : kontor_random_next (self)));
}

gboolean
kontor_random_chance (KontorRandom *self, guint percent)
{
  return kontor_random_below (self, 100) < percent;
}
