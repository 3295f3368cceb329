/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "window/kontor-place.h"

G_BEGIN_DECLS

/**
 * KontorTrail:
 *
 * The places one has been to, with one of them the present one, as in a browser. Going on from
 * the middle forgets what was ahead. Remembers the last KONTOR_TRAIL_LENGTH places.
 */
typedef struct _KontorTrail KontorTrail;

#define KONTOR_TRAIL_LENGTH 100

KontorTrail *kontor_trail_new (void);
void kontor_trail_free (KontorTrail *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorTrail, kontor_trail_free)

/* Goes to @place; nothing where one is there already. */
void kontor_trail_go (KontorTrail *self, const KontorPlace *place);
/* Goes to @place without a way back to the present one. */
void kontor_trail_replace (KontorTrail *self, const KontorPlace *place);
/* The present place; NULL before the first. */
const KontorPlace *kontor_trail_get_place (KontorTrail *self);
gboolean kontor_trail_can_go (KontorTrail *self, int steps);
/* Goes back (negative) or forward; the place one is at then, or NULL where there is none. */
const KontorPlace *kontor_trail_step (KontorTrail *self, int steps);

G_END_DECLS
