/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-date.h"
#include "store/kontor-store.h"

G_BEGIN_DECLS

/**
 * kontor_defaults_fill:
 * @fields: a new record; what is absent may be added, what is cleared stays so
 * @today: the day of the person who makes it
 *
 * What a new record has where the person who makes it did not say otherwise. A deal begins in the
 * first open stage of the first pipeline, last in its stage, today, and is one's own; one that begins
 * closed is closed today. An activity is a note of now by oneself. A task is one's own. Imports and
 * what comes from the server say everything themselves.
 */
gboolean
kontor_defaults_fill (KontorStore *store, KontorFields *fields, KontorDate today, GError **error);

G_END_DECLS
