/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http/kontord-zstd.h"

#include "util/kontor-error.h"

#include <zstd.h>

#define LEVEL 3
/* What a frame may make the decoder hold: 2^23 is 8 MiB, more than any body may have. */
#define WINDOW_LOG 23
/* Even tiny bodies of much white space pack well. */
#define RATIO_FREE (64 * 1024)

typedef ZSTD_DCtx Decoder;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Decoder, ZSTD_freeDCtx)

typedef ZSTD_CCtx Encoder;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Encoder, ZSTD_freeCCtx)

/* Appends what one step gives; FALSE where it would pass @limit. */
static gboolean
append_within (GByteArray *plain, const ZSTD_outBuffer *step, gsize limit)
{
  if (step->pos > limit - plain->len)
    return FALSE;
  g_byte_array_append (plain, step->dst, step->pos);
  return TRUE;
}

/* The decoder's last word tells whether the last frame was whole: 0 at a frame's end. */
static gboolean
unpack_all (Decoder *decoder, ZSTD_inBuffer *in, GByteArray *plain, gsize limit, GError **error)
{
  gsize size = ZSTD_DStreamOutSize ();
  g_autofree char *buffer = g_malloc (size);
  gsize rest = 1;
  gboolean is_flushing = FALSE;

  while (in->pos < in->size || is_flushing)
    {
      ZSTD_outBuffer out = { buffer, size, 0 };

      rest = ZSTD_decompressStream (decoder, &out, in);
      if (ZSTD_isError (rest))
        break;
      if (!append_within (plain, &out, limit))
        {
          g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT,
                               "It unpacks to more than allowed");
          return FALSE;
        }
      is_flushing = rest != 0 && out.pos == out.size;
    }
  if (rest != 0)
    g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "It is no whole zstd frame");
  return rest == 0;
}

GBytes *
kontord_zstd_unpack (GBytes *packed, gsize max_size, guint max_ratio, GError **error)
{
  g_autoptr (Decoder) decoder = ZSTD_createDCtx ();
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  ZSTD_inBuffer in = { 0 };
  gsize limit;

  in.src = g_bytes_get_data (packed, &in.size);
  limit = MIN (max_size, MAX (in.size * max_ratio, RATIO_FREE));
  ZSTD_DCtx_setParameter (decoder, ZSTD_d_windowLogMax, WINDOW_LOG);
  if (!unpack_all (decoder, &in, plain, limit, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&plain));
}

GBytes *
kontord_zstd_pack (const void *data, gsize length)
{
  g_autoptr (Encoder) encoder = ZSTD_createCCtx ();
  gsize capacity = ZSTD_compressBound (length);
  g_autofree char *packed = g_malloc (capacity);
  gsize size = ZSTD_compressCCtx (encoder, packed, capacity, data, length, LEVEL);

  g_assert (!ZSTD_isError (size)); /* the buffer is large enough, and nothing else can fail */
  return g_bytes_new_take (g_realloc (g_steal_pointer (&packed), size), size);
}
