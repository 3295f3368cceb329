/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "accounts/kontord-token.h"

#include <sodium.h>
#include <string.h>

#define ACCESS_PREFIX "ka_"
#define REFRESH_PREFIX "kr_"
#define PREFIX_LENGTH 3
#define SECRET_SIZE 32
#define FAMILY_SIZE 16

#define VARIANT sodium_base64_VARIANT_URLSAFE_NO_PADDING

static char *
encode (const char *prefix, const guint8 *bytes, gsize length)
{
  gsize size = sodium_base64_encoded_len (length, VARIANT);
  char *token = g_malloc (PREFIX_LENGTH + size);

  memcpy (token, prefix, PREFIX_LENGTH);
  sodium_bin2base64 (token + PREFIX_LENGTH, size, bytes, length, VARIANT);
  return token;
}

/* Only the one form that encode() gives. */
static gboolean
decode (const char *token, const char *prefix, guint8 *bytes, gsize length)
{
  gsize text_length = strlen (token);
  size_t decoded;
  const char *end;

  return strncmp (token, prefix, PREFIX_LENGTH) == 0
         && text_length == PREFIX_LENGTH + sodium_base64_encoded_len (length, VARIANT) - 1
         && sodium_base642bin (bytes, length, token + PREFIX_LENGTH, text_length - PREFIX_LENGTH,
                               NULL, &decoded, &end, VARIANT)
                == 0
         && decoded == length && *end == '\0';
}

static void
digest_bytes (const guint8 *bytes, gsize length, KontordDigest *digest)
{
  crypto_hash_sha256 (digest->bytes, bytes, length);
}

char *
kontord_token_new_access (KontorClock *clock)
{
  guint8 bytes[SECRET_SIZE];

  kontor_clock_random (clock, bytes, sizeof bytes);
  return encode (ACCESS_PREFIX, bytes, sizeof bytes);
}

char *
kontord_token_new_refresh (KontorClock *clock, const char *predecessor)
{
  guint8 bytes[FAMILY_SIZE + SECRET_SIZE];

  if (predecessor == NULL || !decode (predecessor, REFRESH_PREFIX, bytes, sizeof bytes))
    kontor_clock_random (clock, bytes, FAMILY_SIZE);
  kontor_clock_random (clock, bytes + FAMILY_SIZE, SECRET_SIZE);
  return encode (REFRESH_PREFIX, bytes, sizeof bytes);
}

gboolean
kontord_token_digest_access (const char *token, KontordDigest *digest)
{
  guint8 bytes[SECRET_SIZE];

  if (!decode (token, ACCESS_PREFIX, bytes, sizeof bytes))
    return FALSE;
  digest_bytes (bytes, sizeof bytes, digest);
  return TRUE;
}

gboolean
kontord_token_digest_refresh (const char *token, KontordDigest *family, KontordDigest *digest)
{
  guint8 bytes[FAMILY_SIZE + SECRET_SIZE];

  if (!decode (token, REFRESH_PREFIX, bytes, sizeof bytes))
    return FALSE;
  digest_bytes (bytes, FAMILY_SIZE, family);
  digest_bytes (bytes, sizeof bytes, digest);
  return TRUE;
}

guint
kontord_digest_hash (gconstpointer digest)
{
  guint hash;

  memcpy (&hash, ((const KontordDigest *) digest)->bytes, sizeof hash);
  return hash;
}

gboolean
kontord_digest_equal (gconstpointer a, gconstpointer b)
{
  return sodium_memcmp (a, b, KONTORD_DIGEST_SIZE) == 0;
}
