/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/kontor-push.h"

G_BEGIN_DECLS

#define KONTORD_CURSOR_KEY_SIZE 32

/* Where a device stands, as an opaque text that only who has @key can make: a client can ask for
 * what it was told it may ask for, and nothing else. */
char *kontord_cursor_new (gint64 seq, const char *epoch, const guint8 *key);

/* FALSE for what kontord_cursor_new() did not make with the same epoch and key. */
gboolean kontord_cursor_parse (const char *text, const char *epoch, const guint8 *key, gint64 *seq);

G_END_DECLS
