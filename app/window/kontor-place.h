/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "util/kontor-id.h"

G_BEGIN_DECLS

/**
 * KontorPlace:
 *
 * Where one is: a section, and in it perhaps a record. The text form, "contacts" or
 * "contacts/0192f0c1-…", is what the last place is remembered as and what --page takes. A plain
 * value.
 */
typedef struct
{
  const char *section; /* interned */
  KontorId id;         /* null: no record */
} KontorPlace;

KontorPlace kontor_place_make (const char *section, const KontorId *id);
gboolean kontor_place_from_text (KontorPlace *self, const char *text);
char *kontor_place_dup_text (const KontorPlace *self);
gboolean kontor_place_equal (const KontorPlace *a, const KontorPlace *b);
gboolean kontor_place_has_record (const KontorPlace *self);

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
/* The present place; NULL before the first. */
const KontorPlace *kontor_trail_get_place (KontorTrail *self);
gboolean kontor_trail_can_go (KontorTrail *self, int steps);
/* Goes back (negative) or forward; the place one is at then, or NULL where there is none. */
const KontorPlace *kontor_trail_step (KontorTrail *self, int steps);

G_END_DECLS
