/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-stamps.h"

#include <string.h>

/* The packed form: this byte, then for each stamp its tag, version and device as LEB128 and its
 * clock as eight bytes, most significant first. */
#define FORMAT 1
#define CUSTOM_TAG 0x80000000u

struct _KontorStamps
{
  GArray *list; /* KontorStamp by tag; the first is the creation */
};

KontorStamps *
kontor_stamps_new (const KontorStamp *made)
{
  KontorStamps *self = g_new (KontorStamps, 1);
  KontorStamp first = *made;

  first.tag = KONTOR_STAMP_MADE;
  self->list = g_array_sized_new (FALSE, FALSE, sizeof (KontorStamp), 4);
  g_array_append_val (self->list, first);
  return self;
}

KontorStamps *
kontor_stamps_copy (const KontorStamps *self)
{
  KontorStamps *copy;

  if (self == NULL)
    return NULL;
  copy = g_new (KontorStamps, 1);
  copy->list = g_array_copy (self->list);
  return copy;
}

void
kontor_stamps_free (KontorStamps *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->list);
  g_free (self);
}

/* Where the stamp of @tag is, or would have to be. */
static guint
find_place (const KontorStamps *self, guint32 tag)
{
  guint place = 0;

  while (place < self->list->len && g_array_index (self->list, KontorStamp, place).tag < tag)
    place++;
  return place;
}

const KontorStamp *
kontor_stamps_find (const KontorStamps *self, guint32 tag)
{
  guint place = find_place (self, tag);

  if (place == self->list->len || g_array_index (self->list, KontorStamp, place).tag != tag)
    return NULL;
  return &g_array_index (self->list, KontorStamp, place);
}

const KontorStamp *
kontor_stamps_get (const KontorStamps *self, guint32 tag)
{
  const KontorStamp *stamp = kontor_stamps_find (self, tag);

  return stamp != NULL ? stamp : &g_array_index (self->list, KontorStamp, 0);
}

void
kontor_stamps_set (KontorStamps *self, const KontorStamp *stamp)
{
  guint place = find_place (self, stamp->tag);

  if (place < self->list->len && g_array_index (self->list, KontorStamp, place).tag == stamp->tag)
    g_array_index (self->list, KontorStamp, place) = *stamp;
  else
    g_array_insert_vals (self->list, place, stamp, 1);
}

const KontorStamp *
kontor_stamps_list (const KontorStamps *self, guint *count)
{
  *count = self->list->len;
  return &g_array_index (self->list, KontorStamp, 0);
}

static void
append_number (GByteArray *bytes, guint64 number)
{
  do
    {
      guint8 byte = number & 0x7f;

      number >>= 7;
      if (number > 0)
        byte |= 0x80;
      g_byte_array_append (bytes, &byte, 1);
    }
  while (number > 0);
}

GBytes *
kontor_stamps_pack (const KontorStamps *self)
{
  GByteArray *bytes = g_byte_array_sized_new (1 + 16 * self->list->len);
  guint8 format = FORMAT;

  g_byte_array_append (bytes, &format, 1);
  for (guint i = 0; i < self->list->len; i++)
    {
      const KontorStamp *stamp = &g_array_index (self->list, KontorStamp, i);
      guint64 hlc = GUINT64_TO_BE (stamp->hlc);

      append_number (bytes, stamp->tag);
      append_number (bytes, (guint64) stamp->version);
      append_number (bytes, stamp->device);
      g_byte_array_append (bytes, (const guint8 *) &hlc, sizeof hlc);
    }
  return g_byte_array_free_to_bytes (bytes);
}

/* Takes a number of at most @max off the front; FALSE where there is none, or one with more bytes
 * than it needs. */
static gboolean
read_number (const guint8 **data, const guint8 *end, guint64 max, guint64 *number)
{
  guint64 value = 0;

  for (guint shift = 0; shift < 64 && *data < end; shift += 7)
    {
      guint8 byte = *(*data)++;
      guint64 part = byte & 0x7f;

      if (shift == 63 && part > 1)
        return FALSE;
      value |= part << shift;
      if (byte & 0x80)
        continue;
      *number = value;
      return value <= max && (byte != 0 || shift == 0);
    }
  return FALSE;
}

static gboolean
read_stamp (const guint8 **data, const guint8 *end, KontorStamp *stamp)
{
  guint64 tag, version, device, hlc;

  if (!read_number (data, end, G_MAXUINT32, &tag) || !read_number (data, end, G_MAXINT64, &version)
      || !read_number (data, end, G_MAXUINT32, &device) || end - *data < (gssize) sizeof hlc)
    return FALSE;
  memcpy (&hlc, *data, sizeof hlc);
  *data += sizeof hlc;
  *stamp = (KontorStamp) { .tag = (guint32) tag,
                           .device = (guint32) device,
                           .version = (gint64) version,
                           .hlc = GUINT64_FROM_BE (hlc) };
  return TRUE;
}

gboolean
kontor_stamps_unpack (GBytes *packed, KontorStamps **stamps, GError **error)
{
  gsize length = 0;
  const guint8 *at = packed != NULL ? g_bytes_get_data (packed, &length) : NULL;
  const guint8 *end = at + length;
  g_autoptr (KontorStamps) self = NULL;
  gint64 last_tag = -1;
  KontorStamp stamp;

  *stamps = NULL;
  if (packed == NULL)
    return TRUE;
  if (length > 0 && *at == FORMAT)
    for (at++; at < end && read_stamp (&at, end, &stamp); last_tag = stamp.tag)
      {
        if (stamp.tag <= last_tag || (self == NULL && stamp.tag != KONTOR_STAMP_MADE))
          break;
        if (self == NULL)
          self = kontor_stamps_new (&stamp);
        else
          g_array_append_val (self->list, stamp);
        if (at == end)
          {
            *stamps = g_steal_pointer (&self);
            return TRUE;
          }
      }
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_CORRUPT, "stamps are damaged");
  return FALSE;
}

guint32
kontor_stamp_tag_for_field (const KontorEntity *entity, guint index)
{
  return kontor_entity_get_field (entity, kontor_entity_get_group (entity, index))->tag;
}

guint32
kontor_stamp_tag_for_extra (const char *key)
{
  guint64 tag;

  if (*key != '0' && g_ascii_string_to_unsigned (key, 10, 1, G_MAXUINT16, &tag, NULL))
    return (guint32) tag;
  return CUSTOM_TAG | g_str_hash (key);
}
