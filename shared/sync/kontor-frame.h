/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "util/kontor-error.h"

G_BEGIN_DECLS

/* zstd of @plain; free with g_bytes_unref(). */
GBytes *kontor_frame_compress (GBytes *plain);

/**
 * kontor_frame_expand:
 * @limit: the most bytes it may grow to
 *
 * What a zstd body holds. KONTOR_ERROR_INVALID where it is none or cut off; KONTOR_ERROR_LIMIT where
 * it would grow beyond @limit or KONTOR_SYNC_MAX_RATIO, found before the memory is spent.
 */
GBytes *kontor_frame_expand (GBytes *packed, gsize limit, GError **error);

/**
 * KontorLines: the lines of an NDJSON body, one after the other. A plain struct.
 */
typedef struct
{
  const char *next;
  const char *end;
  guint line; /* of the one last given, from 1 */
} KontorLines;

void kontor_lines_init (KontorLines *self, const char *data, gsize length);
/* The next line that is not empty, without its end; FALSE at the end of the body, with an error for
 * a line beyond KONTOR_SYNC_MAX_LINE or a last one that is not ended. */
gboolean kontor_lines_next (KontorLines *self, const char **line, gsize *length, GError **error);

G_END_DECLS
