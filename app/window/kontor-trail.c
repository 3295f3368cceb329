/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-trail.h"

struct _KontorTrail
{
  GArray *places;
  guint at; /* index of the present one; meaningless while there is none */
};

KontorTrail *
kontor_trail_new (void)
{
  KontorTrail *self = g_new0 (KontorTrail, 1);
  self->places = g_array_new (FALSE, FALSE, sizeof (KontorPlace));
  return self;
}

void
kontor_trail_free (KontorTrail *self)
{
  g_array_unref (self->places);
  g_free (self);
}

const KontorPlace *
kontor_trail_get_place (KontorTrail *self)
{
  return self->places->len > 0 ? &g_array_index (self->places, KontorPlace, self->at) : NULL;
}

void
kontor_trail_go (KontorTrail *self, const KontorPlace *place)
{
  const KontorPlace *present = kontor_trail_get_place (self);
  KontorPlace copy = *place;
  if (present && kontor_place_equal (present, place))
    return;
  if (present)
    g_array_set_size (self->places, self->at + 1);
  g_array_append_val (self->places, copy);
  if (self->places->len > KONTOR_TRAIL_LENGTH)
    g_array_remove_index (self->places, 0);
  self->at = self->places->len - 1;
}

void
kontor_trail_replace (KontorTrail *self, const KontorPlace *place)
{
  if (self->places->len == 0)
    kontor_trail_go (self, place);
  else
    g_array_index (self->places, KontorPlace, self->at) = *place;
}

gboolean
kontor_trail_can_go (KontorTrail *self, int steps)
{
  gint64 target = (gint64) self->at + steps;
  return self->places->len > 0 && target >= 0 && target < self->places->len;
}

const KontorPlace *
kontor_trail_step (KontorTrail *self, int steps)
{
  if (!kontor_trail_can_go (self, steps))
    return NULL;
  self->at = (guint) ((gint64) self->at + steps);
  return kontor_trail_get_place (self);
}
