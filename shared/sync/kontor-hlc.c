/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-hlc.h"

#include "sync/kontor-sync-limits.h"

#define COUNTER_BITS 16
#define MAX_TIME ((G_GINT64_CONSTANT (1) << 48) - 1)

KontorHlc
kontor_hlc_new (gint64 time, guint16 counter)
{
  return ((guint64) CLAMP (time, 0, MAX_TIME) << COUNTER_BITS) | counter;
}

gint64
kontor_hlc_get_time (KontorHlc self)
{
  return (gint64) (self >> COUNTER_BITS);
}

guint16
kontor_hlc_get_counter (KontorHlc self)
{
  return (guint16) self;
}

/* A full counter carries into the milliseconds, and the last stamp there is stays the last. */
KontorHlc
kontor_hlc_send (KontorHlc last, gint64 now)
{
  KontorHlc fresh = kontor_hlc_new (now, 0);

  if (fresh > last)
    return fresh;
  return last == G_MAXUINT64 ? last : last + 1;
}

KontorHlc
kontor_hlc_receive (KontorHlc last, KontorHlc received, gint64 now)
{
  return kontor_hlc_send (MAX (last, received), now);
}

KontorHlc
kontor_hlc_clamp (KontorHlc self, gint64 now)
{
  return MIN (self, kontor_hlc_new (now + KONTOR_SYNC_MAX_AHEAD, 0));
}

int
kontor_hlc_compare (KontorHlc a, guint32 a_device, KontorHlc b, guint32 b_device)
{
  if (a != b)
    return a < b ? -1 : 1;
  return (a_device > b_device) - (a_device < b_device);
}

char *
kontor_hlc_to_text (KontorHlc self, char text[KONTOR_HLC_TEXT_SIZE])
{
  static const char digits[] = "0123456789abcdef";

  for (int i = KONTOR_HLC_TEXT_SIZE - 2; i >= 0; i--, self >>= 4)
    text[i] = digits[self & 15];
  text[KONTOR_HLC_TEXT_SIZE - 1] = '\0';
  return text;
}

gboolean
kontor_hlc_from_text (KontorHlc *self, const char *text)
{
  KontorHlc value = 0;

  for (int i = 0; i < KONTOR_HLC_TEXT_SIZE - 1; i++)
    {
      if (text[i] >= '0' && text[i] <= '9')
        value = value << 4 | (guint64) (text[i] - '0');
      else if (text[i] >= 'a' && text[i] <= 'f')
        value = value << 4 | (guint64) (text[i] - 'a' + 10);
      else
        return FALSE;
    }
  if (text[KONTOR_HLC_TEXT_SIZE - 1] != '\0')
    return FALSE;
  *self = value;
  return TRUE;
}
