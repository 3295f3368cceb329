/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-cursor.h"

#include <sodium.h>
#include <string.h>

/* What a cursor holds; the form leaves room for scopes and positions of a back-fill behind it. */
#define FORM 1
#define MARK_SIZE 16
#define SIZE (1 + 8 + MARK_SIZE)

#define VARIANT sodium_base64_VARIANT_URLSAFE_NO_PADDING
#define TEXT_SIZE sodium_base64_ENCODED_LEN (SIZE, VARIANT)

G_STATIC_ASSERT (crypto_generichash_KEYBYTES == KONTORD_CURSOR_KEY_SIZE);

static void
sign (guint8 bytes[SIZE], const char *epoch, const guint8 *key, guint8 mark[MARK_SIZE])
{
  crypto_generichash_state state;

  crypto_generichash_init (&state, key, KONTORD_CURSOR_KEY_SIZE, MARK_SIZE);
  crypto_generichash_update (&state, bytes, SIZE - MARK_SIZE);
  crypto_generichash_update (&state, (const guint8 *) epoch, strlen (epoch));
  crypto_generichash_final (&state, mark, MARK_SIZE);
}

char *
kontord_cursor_new (gint64 seq, const char *epoch, const guint8 *key)
{
  guint64 big_endian = GINT64_TO_BE (seq);
  char *text = g_malloc (TEXT_SIZE);
  guint8 bytes[SIZE] = { FORM };

  memcpy (bytes + 1, &big_endian, sizeof big_endian);
  sign (bytes, epoch, key, bytes + SIZE - MARK_SIZE);
  sodium_bin2base64 (text, TEXT_SIZE, bytes, sizeof bytes, VARIANT);
  return text;
}

gboolean
kontord_cursor_parse (const char *text, const char *epoch, const guint8 *key, gint64 *seq)
{
  guint8 bytes[SIZE], mark[MARK_SIZE];
  guint64 big_endian;
  gsize length;

  if (strlen (text) != TEXT_SIZE - 1
      || sodium_base642bin (bytes, sizeof bytes, text, TEXT_SIZE - 1, NULL, &length, NULL, VARIANT)
             != 0
      || length != sizeof bytes || bytes[0] != FORM)
    return FALSE;
  sign (bytes, epoch, key, mark);
  if (sodium_memcmp (mark, bytes + SIZE - MARK_SIZE, MARK_SIZE) != 0)
    return FALSE;
  memcpy (&big_endian, bytes + 1, sizeof big_endian);
  *seq = GINT64_FROM_BE (big_endian);
  return TRUE;
}
