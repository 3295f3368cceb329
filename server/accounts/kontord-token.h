/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "util/kontor-clock.h"

G_BEGIN_DECLS

#define KONTORD_DIGEST_SIZE 32

/**
 * Tokens: random words that mean nothing by themselves, with a prefix by which a leaked one is
 * recognised. The server keeps their SHA-256 digests only.
 *
 *   access    ka_ and 256 random bits; ends after KONTORD_ACCESS_TIME
 *   refresh   kr_, 128 bits that name the family (one sign-in on one device), and 256 that change
 *             each time it is used
 */
#define KONTORD_ACCESS_TIME (15 * 60 * 1000)                          /* milliseconds */
#define KONTORD_REFRESH_TIME (180 * 24 * G_GINT64_CONSTANT (3600000)) /* since it was used last */

typedef struct
{
  guint8 bytes[KONTORD_DIGEST_SIZE];
} KontordDigest;

char *kontord_token_new_access (KontorClock *clock);
/* Of a new family, or where @predecessor, a well-formed refresh token, is not NULL of its. */
char *kontord_token_new_refresh (KontorClock *clock, const char *predecessor);

/* FALSE for what can be no token of that kind, whatever it says. */
gboolean kontord_token_digest_access (const char *token, KontordDigest *digest);
gboolean
kontord_token_digest_refresh (const char *token, KontordDigest *family, KontordDigest *digest);

/* For GHashTable; takes KontordDigest pointers. */
guint kontord_digest_hash (gconstpointer digest);
gboolean kontord_digest_equal (gconstpointer a, gconstpointer b);

G_END_DECLS
