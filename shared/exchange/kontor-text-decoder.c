/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-text-decoder.h"

#include "util/kontor-error.h"

#include <string.h>

struct _KontorTextDecoder
{
  KontorEncoding encoding;
  gboolean told;
  gboolean has_bom;
  gboolean is_open;      /* the first bytes were looked at */
  gboolean is_all_ascii; /* of UTF-8: no other character yet, so it may still not be UTF-8 */
  gboolean after_cr;
  guint64 line;
  guint64 n_damaged;
  guint64 damaged_line;
  GByteArray *pending; /* not decoded yet */
};

const char *
kontor_encoding_get_name (KontorEncoding encoding)
{
  switch (encoding)
    {
    case KONTOR_ENCODING_UTF_8:
      return "UTF-8";
    case KONTOR_ENCODING_UTF_16_LE:
      return "UTF-16LE";
    case KONTOR_ENCODING_UTF_16_BE:
      return "UTF-16BE";
    case KONTOR_ENCODING_WINDOWS_1252:
      return "windows-1252";
    case KONTOR_ENCODING_UNKNOWN:
    default:
      return NULL;
    }
}

/* WHATWG Encoding, index windows-1252. */
gunichar
kontor_windows_1252_to_unichar (guint8 byte)
{
  static const guint16 upper[32] = {
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
  };

  return byte >= 0x80 && byte < 0xa0 ? upper[byte - 0x80] : byte;
}

KontorTextDecoder *
kontor_text_decoder_new (KontorEncoding encoding)
{
  KontorTextDecoder *self = g_new0 (KontorTextDecoder, 1);

  self->encoding = encoding;
  self->told = encoding != KONTOR_ENCODING_UNKNOWN;
  self->line = 1;
  self->pending = g_byte_array_sized_new (1024); /* an empty one has no address to count from */
  return self;
}

void
kontor_text_decoder_free (KontorTextDecoder *self)
{
  g_byte_array_unref (self->pending);
  g_free (self);
}

static KontorEncoding
find_bom (const guint8 *bytes, gsize length, gsize *size)
{
  *size = 0;
  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      *size = 3;
      return KONTOR_ENCODING_UTF_8;
    }
  if (length >= 2 && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0))
    {
      *size = 2;
      return bytes[0] == 0xff ? KONTOR_ENCODING_UTF_16_LE : KONTOR_ENCODING_UTF_16_BE;
    }
  return KONTOR_ENCODING_UNKNOWN;
}

KontorEncoding
kontor_encoding_find_utf_16 (const guint8 *bytes, gsize length)
{
  gsize zeros[2] = { 0, 0 };
  gsize units = length / 2;
  gsize bom;
  KontorEncoding marked = find_bom (bytes, length, &bom);

  if (marked != KONTOR_ENCODING_UNKNOWN)
    return marked != KONTOR_ENCODING_UTF_8 ? marked : KONTOR_ENCODING_UNKNOWN;
  /* Text in a Latin script has a zero in most units, always on the same side. */
  for (gsize i = 0; i < units * 2; i++)
    zeros[i & 1] += bytes[i] == 0;
  if (zeros[1] > zeros[0] * 8 && zeros[1] * 8 >= units)
    return KONTOR_ENCODING_UTF_16_LE;
  if (zeros[0] > zeros[1] * 8 && zeros[0] * 8 >= units)
    return KONTOR_ENCODING_UTF_16_BE;
  return KONTOR_ENCODING_UNKNOWN;
}

/* Whether @bytes begin a character that lacks its end. */
static gboolean
is_cut_off (const char *bytes, gsize length)
{
  return length < 4 && memchr (bytes, '\0', length) == NULL
         && g_utf8_get_char_validated (bytes, length) == (gunichar) -2;
}

/* Counts the characters beyond ASCII and the bytes that belong to none. A character cut off by the
 * end of the sample is neither. */
static void
count_utf_8 (const char *bytes, gsize length, gsize *n_valid, gsize *n_invalid)
{
  const char *end = bytes + length;

  *n_valid = *n_invalid = 0;
  while (bytes < end)
    {
      if ((guint8) *bytes < 0x80)
        bytes++;
      else if (is_cut_off (bytes, end - bytes))
        return;
      else if (g_utf8_get_char_validated (bytes, end - bytes) >= (gunichar) -2)
        {
          (*n_invalid)++;
          bytes++;
        }
      else
        {
          (*n_valid)++;
          bytes = g_utf8_next_char (bytes);
        }
    }
}

static void
open_text (KontorTextDecoder *self)
{
  const guint8 *bytes = self->pending->data;
  gsize length = MIN (self->pending->len, KONTOR_SNIFF_SIZE);
  gsize bom, n_valid, n_invalid;
  KontorEncoding found = find_bom (bytes, length, &bom);

  self->is_open = TRUE;
  self->has_bom = found != KONTOR_ENCODING_UNKNOWN && (!self->told || found == self->encoding);
  if (self->has_bom)
    g_byte_array_remove_range (self->pending, 0, bom);
  if (self->told)
    return;
  if (found == KONTOR_ENCODING_UNKNOWN)
    found = kontor_encoding_find_utf_16 (bytes, length);
  if (found == KONTOR_ENCODING_UNKNOWN)
    {
      count_utf_8 ((const char *) bytes, length, &n_valid, &n_invalid);
      found = n_invalid > n_valid ? KONTOR_ENCODING_WINDOWS_1252 : KONTOR_ENCODING_UTF_8;
      self->is_all_ascii = n_valid + n_invalid == 0;
    }
  self->encoding = found;
}

/* Counts the line ends in text[0 … length). */
static void
count_lines (KontorTextDecoder *self, const char *text, gsize length)
{
  guint64 lines = 0;
  gboolean after_cr = self->after_cr;

  for (gsize i = 0; i < length; i++)
    {
      lines += text[i] == '\r' || (text[i] == '\n' && !after_cr);
      after_cr = text[i] == '\r';
    }
  self->line += lines;
  self->after_cr = after_cr;
}

static void
append_text (KontorTextDecoder *self, GString *text, const char *bytes, gsize length)
{
  count_lines (self, bytes, length);
  g_string_append_len (text, bytes, length);
}

static void
append_unichar (KontorTextDecoder *self, GString *text, gunichar c)
{
  char utf_8[6];

  append_text (self, text, utf_8, g_unichar_to_utf8 (c, utf_8));
}

static void
note_damage (KontorTextDecoder *self)
{
  if (self->n_damaged++ == 0)
    self->damaged_line = self->line;
}

static gboolean
refuse_nul (KontorTextDecoder *self, GError **error)
{
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
               "line %" G_GUINT64_FORMAT " has a NUL character: this is not a text file",
               self->line);
  return FALSE;
}

static gsize
decode_windows_1252 (KontorTextDecoder *self, const guint8 *bytes, gsize length, GString *text)
{
  gsize i = 0;

  while (i < length && bytes[i] != 0)
    {
      gsize run = i;

      while (run < length && bytes[run] != 0 && bytes[run] < 0x80)
        run++;
      append_text (self, text, (const char *) bytes + i, run - i);
      for (i = run; i < length && bytes[i] >= 0x80; i++)
        append_unichar (self, text, kontor_windows_1252_to_unichar (bytes[i]));
    }
  return i;
}

/* What does not read as UTF-8 at @bytes: the beginning of a character that the next piece ends, a
 * byte of Windows-1252 in a file that had been ASCII, or a damaged byte. Returns the bytes used. */
static gsize
decode_broken_utf_8 (KontorTextDecoder *self,
                     const guint8 *bytes,
                     gsize length,
                     gboolean final,
                     GString *text)
{
  if (!final && is_cut_off ((const char *) bytes, length))
    return 0;
  if (self->is_all_ascii)
    {
      self->encoding = KONTOR_ENCODING_WINDOWS_1252;
      return decode_windows_1252 (self, bytes, length, text);
    }
  note_damage (self);
  append_unichar (self, text, kontor_windows_1252_to_unichar (bytes[0]));
  return 1;
}

static gboolean
has_upper (const char *text, const char *end)
{
  for (; text < end; text++)
    if ((guint8) *text >= 0x80)
      return TRUE;
  return FALSE;
}

static gsize
decode_utf_8 (KontorTextDecoder *self,
              const guint8 *bytes,
              gsize length,
              gboolean final,
              GString *text)
{
  gsize used = 0;

  while (used < length && self->encoding == KONTOR_ENCODING_UTF_8)
    {
      const char *start = (const char *) bytes + used;
      const char *end;
      gsize step;

      g_utf8_validate_len (start, length - used, &end);
      self->is_all_ascii = self->is_all_ascii && !has_upper (start, end);
      append_text (self, text, start, end - start);
      used += end - start;
      if (used == length || bytes[used] == 0)
        break;
      step = decode_broken_utf_8 (self, bytes + used, length - used, final, text);
      used += step;
      if (step == 0)
        break;
    }
  return used;
}

static guint16
get_unit (KontorTextDecoder *self, const guint8 *bytes)
{
  return self->encoding == KONTOR_ENCODING_UTF_16_LE ? bytes[0] | (bytes[1] << 8)
                                                     : bytes[1] | (bytes[0] << 8);
}

static gboolean
is_high_surrogate (guint16 unit)
{
  return (unit & 0xfc00) == 0xd800;
}

static gboolean
is_low_surrogate (guint16 unit)
{
  return (unit & 0xfc00) == 0xdc00;
}

static gsize
decode_utf_16 (KontorTextDecoder *self,
               const guint8 *bytes,
               gsize length,
               gboolean final,
               GString *text)
{
  gsize i;

  for (i = 0; i + 2 <= length; i += 2)
    {
      gunichar c = get_unit (self, bytes + i);

      if (c == 0)
        return i;
      if (is_high_surrogate (c) && i + 4 > length && !final)
        return i;
      if (is_high_surrogate (c) && i + 4 <= length
          && is_low_surrogate (get_unit (self, bytes + i + 2)))
        {
          c = 0x10000 + ((c & 0x3ff) << 10) + (get_unit (self, bytes + i + 2) & 0x3ff);
          i += 2;
        }
      else if (is_high_surrogate (c) || is_low_surrogate (c))
        {
          note_damage (self);
          c = 0xfffd;
        }
      append_unichar (self, text, c);
    }
  if (final && i < length)
    {
      note_damage (self);
      i = length;
    }
  return i;
}

/* Decodes from @bytes on; returns how many it used. It stops at a NUL and at a character that the
 * next piece will end. */
static gsize
decode (KontorTextDecoder *self, const guint8 *bytes, gsize length, gboolean final, GString *text)
{
  gsize used = 0;

  if (self->encoding == KONTOR_ENCODING_UTF_16_LE || self->encoding == KONTOR_ENCODING_UTF_16_BE)
    return decode_utf_16 (self, bytes, length, final, text);
  if (self->encoding == KONTOR_ENCODING_UTF_8)
    used = decode_utf_8 (self, bytes, length, final, text);
  if (self->encoding == KONTOR_ENCODING_WINDOWS_1252)
    used += decode_windows_1252 (self, bytes + used, length - used, text);
  return used;
}

static gboolean
is_nul (KontorTextDecoder *self, const guint8 *bytes, gsize length)
{
  if (self->encoding == KONTOR_ENCODING_UTF_16_LE || self->encoding == KONTOR_ENCODING_UTF_16_BE)
    return length >= 2 && bytes[0] == 0 && bytes[1] == 0;
  return length >= 1 && bytes[0] == 0;
}

gboolean
kontor_text_decoder_push (KontorTextDecoder *self,
                          const guint8 *bytes,
                          gsize length,
                          gboolean final,
                          GString *text,
                          GError **error)
{
  GByteArray *pending = self->pending;
  gsize used;

  g_byte_array_append (pending, bytes, length);
  if (!self->is_open && pending->len < KONTOR_SNIFF_SIZE && !final)
    return TRUE;
  if (!self->is_open)
    open_text (self);
  used = decode (self, pending->data, pending->len, final, text);
  g_byte_array_remove_range (pending, 0, used);
  if (is_nul (self, pending->data, pending->len))
    return refuse_nul (self, error);
  return TRUE;
}

KontorEncoding
kontor_text_decoder_get_encoding (KontorTextDecoder *self)
{
  return self->is_open || self->told ? self->encoding : KONTOR_ENCODING_UNKNOWN;
}

gboolean
kontor_text_decoder_has_bom (KontorTextDecoder *self)
{
  return self->has_bom;
}

guint64
kontor_text_decoder_get_n_damaged (KontorTextDecoder *self)
{
  return self->n_damaged;
}

guint64
kontor_text_decoder_get_damaged_line (KontorTextDecoder *self)
{
  return self->damaged_line;
}
