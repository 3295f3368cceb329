/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-workspace.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_FINDER (kontor_finder_get_type ())
G_DECLARE_FINAL_TYPE (KontorFinder, kontor_finder, KONTOR, FINDER, GObject)

/**
 * KontorFinder:
 *
 * Records found for what is being typed, off the main thread. An answer to an older text is never
 * shown over that to a newer one; what was found before stays until then.
 *
 * Property "searching". Signal "found", when the results are those of the present text.
 */
KontorFinder *kontor_finder_new (KontorWorkspace *workspace, guint limit);

void kontor_finder_set_text (KontorFinder *self, const char *text);
const char *kontor_finder_get_text (KontorFinder *self);
gboolean kontor_finder_is_searching (KontorFinder *self);

/* GPtrArray of KontorSearchGroup, borrowed until the next "found"; NULL before the first. */
GPtrArray *kontor_finder_get_groups (KontorFinder *self);
/* Why the last search found nothing out; NULL: it did. Borrowed like the groups. */
const GError *kontor_finder_get_error (KontorFinder *self);

G_END_DECLS
