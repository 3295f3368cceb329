/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The plain form of @packed: one or more zstd frames, whole. KONTOR_ERROR_INVALID where it is none,
 * KONTOR_ERROR_LIMIT where it would be larger than @max_size or, beyond the first 64 KiB, more than
 * @max_ratio times as large as @packed. Memory is bounded by those too, whatever the frame
 * announces. Any thread. */
GBytes *kontord_zstd_unpack (GBytes *packed, gsize max_size, guint max_ratio, GError **error);

/* One frame. Any thread. */
GBytes *kontord_zstd_pack (const void *data, gsize length);

G_END_DECLS
