/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-portrait.h"

#include "exchange/kontor-vcard-reader.h"

#include <string.h>

#define MAX_BYTES (1024 * 1024)
/* Each way: a few bytes can say that they are a picture as large as memory. */
#define MAX_POINTS 2048

static guint
read_number (const guint8 *bytes, guint n_bytes)
{
  guint number = 0;
  for (guint i = 0; i < n_bytes; i++)
    number = number << 8 | bytes[i];
  return number;
}

/* The head of a PNG comes first. */
static gboolean
read_png_size (const guint8 *bytes, gsize length, guint *width, guint *height)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  if (length < 24 || memcmp (bytes, signature, sizeof signature) != 0)
    return FALSE;
  *width = read_number (bytes + 16, 4);
  *height = read_number (bytes + 20, 4);
  return TRUE;
}

/* SOF0 to SOF15, but for the tables and arithmetic conditions among them. */
static gboolean
is_frame (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* A JPEG is a row of segments that say how long they are; that of the frame comes before the
 * picture. */
static gboolean
read_jpeg_size (const guint8 *bytes, gsize length, guint *width, guint *height)
{
  gsize at = 2;
  if (length < 4 || bytes[0] != 0xff || bytes[1] != 0xd8)
    return FALSE;
  while (at + 9 <= length && bytes[at] == 0xff)
    {
      if (is_frame (bytes[at + 1]))
        {
          *height = read_number (bytes + at + 5, 2);
          *width = read_number (bytes + at + 7, 2);
          return TRUE;
        }
      at += 2 + read_number (bytes + at + 2, 2);
    }
  return FALSE;
}

static gboolean
is_portrait (GBytes *photo)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (photo, &length);
  guint width = 0, height = 0;
  return (read_png_size (bytes, length, &width, &height)
          || read_jpeg_size (bytes, length, &width, &height))
         && width > 0 && height > 0 && width <= MAX_POINTS && height <= MAX_POINTS;
}

static GBytes *
find_photo (const char *text)
{
  g_autoptr (GPtrArray) cards = kontor_vcard_read_text (text, NULL);
  KontorVcardProperty *photo
      = cards != NULL && cards->len > 0 ? kontor_vcard_find (cards->pdata[0], "PHOTO") : NULL;
  g_autofree char *media_type = NULL;
  return photo ? kontor_vcard_property_dup_bytes (photo, MAX_BYTES, &media_type) : NULL;
}

GdkPaintable *
kontor_portrait_new (const char *card)
{
  g_autoptr (GBytes) photo = card ? find_photo (card) : NULL;
  GdkTexture *texture
      = photo && is_portrait (photo) ? gdk_texture_new_from_bytes (photo, NULL) : NULL;
  return texture ? GDK_PAINTABLE (texture) : NULL;
}
