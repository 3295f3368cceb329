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

G_END_DECLS
