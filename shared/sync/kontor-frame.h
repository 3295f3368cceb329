/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "util/kontor-error.h"

G_BEGIN_DECLS

/* Bodies of the wire are zstd from KONTOR_SYNC_COMPRESS_FROM bytes on, and plain below. */

/* zstd of @plain, with its size in the frame. */
GBytes *kontor_frame_compress (GBytes *plain);

/**
 * kontor_frame_expand:
 * @limit: the most bytes it may grow to
 *
 * What a zstd body of one or more frames holds. KONTOR_ERROR_INVALID where it is none or cut off;
 * KONTOR_ERROR_LIMIT where it would grow beyond @limit or, from a mebibyte on, by more than
 * KONTOR_SYNC_MAX_RATIO: found before the memory is spent.
 */
GBytes *kontor_frame_expand (GBytes *packed, gsize limit, GError **error);

G_END_DECLS
