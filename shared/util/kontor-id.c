/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "util/kontor-id.h"

#include <string.h>

/* RFC 9562, section 6.2, method 1: a 12-bit counter seeded low enough to leave room. */
#define COUNTER_MAX 0xfff
#define COUNTER_SEED_MASK 0x3ff

static void
set_version (KontorId *id, guint8 version)
{
  id->bytes[6] = (id->bytes[6] & 0x0f) | (version << 4);
  id->bytes[8] = (id->bytes[8] & 0x3f) | 0x80;
}

void
kontor_id_source_init (KontorIdSource *self, KontorClock *clock)
{
  self->clock = clock;
  self->last_time = 0;
  self->counter = 0;
}

static void
step (KontorIdSource *self, guint8 random[2])
{
  gint64 now = kontor_clock_now (self->clock);

  if (now > self->last_time)
    {
      self->last_time = now;
      self->counter = ((random[0] << 8) | random[1]) & COUNTER_SEED_MASK;
    }
  else if (self->counter < COUNTER_MAX)
    {
      self->counter++;
    }
  else
    {
      self->last_time++;
      self->counter = 0;
    }
}

KontorId
kontor_id_source_next (KontorIdSource *self)
{
  guint8 random[10];
  KontorId id;

  kontor_clock_random (self->clock, random, sizeof random);
  step (self, random);
  for (int i = 0; i < 6; i++)
    id.bytes[i] = self->last_time >> (8 * (5 - i));
  id.bytes[6] = self->counter >> 8;
  id.bytes[7] = self->counter & 0xff;
  memcpy (id.bytes + 8, random + 2, 8);
  set_version (&id, 7);
  return id;
}

static KontorId
make_from_digest (GChecksum *checksum)
{
  guint8 digest[32];
  gsize length = sizeof digest;
  KontorId id;

  g_checksum_get_digest (checksum, digest, &length);
  memcpy (id.bytes, digest, KONTOR_ID_SIZE);
  set_version (&id, 8);
  return id;
}

KontorId
kontor_id_for_link (const char *kind, const KontorId *a, const KontorId *b)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  /* The closing NUL keeps ("ab", c) and ("a", bc) apart. */
  g_checksum_update (checksum, (const guchar *) kind, strlen (kind) + 1);
  g_checksum_update (checksum, a->bytes, KONTOR_ID_SIZE);
  g_checksum_update (checksum, b->bytes, KONTOR_ID_SIZE);
  return make_from_digest (checksum);
}

KontorId
kontor_id_for_name (const char *kind, const char *name)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (checksum, (const guchar *) kind, strlen (kind) + 1);
  g_checksum_update (checksum, (const guchar *) name, strlen (name));
  return make_from_digest (checksum);
}

gboolean
kontor_id_is_null (const KontorId *id)
{
  static const KontorId null_id;

  return kontor_id_equal (id, &null_id);
}

gboolean
kontor_id_equal (const KontorId *a, const KontorId *b)
{
  return memcmp (a->bytes, b->bytes, KONTOR_ID_SIZE) == 0;
}

int
kontor_id_compare (const KontorId *a, const KontorId *b)
{
  return memcmp (a->bytes, b->bytes, KONTOR_ID_SIZE);
}

guint
kontor_id_hash (gconstpointer id)
{
  guint32 hash;

  /* The tail: the head is a time and much alike. */
  memcpy (&hash, ((const KontorId *) id)->bytes + KONTOR_ID_SIZE - sizeof hash, sizeof hash);
  return hash;
}

gboolean
kontor_id_equal_func (gconstpointer a, gconstpointer b)
{
  return kontor_id_equal (a, b);
}

KontorId *
kontor_id_copy (const KontorId *id)
{
  return g_memdup2 (id, sizeof *id);
}

gint64
kontor_id_get_time (const KontorId *id)
{
  gint64 time = 0;

  if ((id->bytes[6] >> 4) != 7)
    return 0;
  for (int i = 0; i < 6; i++)
    time = (time << 8) | id->bytes[i];
  return time;
}

static gboolean
is_dash_before (int byte)
{
  return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

char *
kontor_id_to_text (const KontorId *id, char text[KONTOR_ID_TEXT_SIZE])
{
  static const char digits[] = "0123456789abcdef";
  char *out = text;

  for (int i = 0; i < KONTOR_ID_SIZE; i++)
    {
      if (is_dash_before (i))
        *out++ = '-';
      *out++ = digits[id->bytes[i] >> 4];
      *out++ = digits[id->bytes[i] & 0xf];
    }
  *out = '\0';
  return text;
}

char *
kontor_id_dup_text (const KontorId *id)
{
  return kontor_id_to_text (id, g_malloc (KONTOR_ID_TEXT_SIZE));
}

static int
read_digit (char c)
{
  if (c >= '0' && c <= '9')
    return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

gboolean
kontor_id_from_text (KontorId *id, const char *text)
{
  KontorId parsed;

  for (int i = 0; i < KONTOR_ID_SIZE; i++)
    {
      int high, low;

      if (is_dash_before (i) && *text++ != '-')
        return FALSE;
      high = read_digit (text[0]);
      low = high < 0 ? -1 : read_digit (text[1]);
      if (low < 0)
        return FALSE;
      parsed.bytes[i] = (high << 4) | low;
      text += 2;
    }
  if (*text != '\0')
    return FALSE;
  *id = parsed;
  return TRUE;
}
