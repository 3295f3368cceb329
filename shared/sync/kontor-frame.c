/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-frame.h"

#include "sync/kontor-sync-limits.h"

#include <zstd.h>

/* Level 1: a page takes a millisecond, and higher levels win little on rows like these. */
#define LEVEL 1

/* Below this a ratio says nothing: a page of equal rows shrinks to next to nothing. */
#define RATIO_FROM (1024 * 1024)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZSTD_DCtx, ZSTD_freeDCtx)

GBytes *
kontor_frame_compress (GBytes *plain)
{
  gsize length, packed_length;
  gconstpointer data = g_bytes_get_data (plain, &length);
  gsize bound = ZSTD_compressBound (length);
  gpointer packed = g_malloc (bound);

  packed_length = ZSTD_compress (packed, bound, data, length, LEVEL);
  g_assert (!ZSTD_isError (packed_length)); /* memory is all that it could lack */
  return g_bytes_new_take (g_realloc (packed, packed_length), packed_length);
}

static gboolean
refuse (const char *what, GError **error)
{
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, what);
  return FALSE;
}

static gboolean
check_growth (gsize packed, gsize plain, gsize limit, GError **error)
{
  if (plain <= limit && (plain <= RATIO_FROM || plain / KONTOR_SYNC_MAX_RATIO <= packed))
    return TRUE;
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT,
                       "a compressed body grows beyond the limit");
  return FALSE;
}

/* The window of a frame is memory too: no more than the body itself may need. */
static ZSTD_DCtx *
make_context (void)
{
  ZSTD_DCtx *context = ZSTD_createDCtx ();

  ZSTD_DCtx_setParameter (context, ZSTD_d_windowLogMax, 24);
  return context;
}

static gboolean
expand (ZSTD_DCtx *context, ZSTD_inBuffer *input, gsize limit, GByteArray *plain, GError **error)
{
  g_autofree guint8 *chunk = g_malloc (ZSTD_DStreamOutSize ());

  while (TRUE)
    {
      ZSTD_outBuffer output = { chunk, ZSTD_DStreamOutSize (), 0 };
      gsize left = ZSTD_decompressStream (context, &output, input);

      if (ZSTD_isError (left))
        return refuse (ZSTD_getErrorName (left), error);
      if (!check_growth (input->size, plain->len + output.pos, limit, error))
        return FALSE;
      g_byte_array_append (plain, chunk, (guint) output.pos);
      if (left == 0 && input->pos == input->size)
        return TRUE;
      if (input->pos == input->size && output.pos < output.size)
        return refuse ("a compressed body is cut off", error);
    }
}

/* How long that is which the bytes hold, where they are one frame that says so; else 0. */
static gsize
get_length (const ZSTD_inBuffer *input)
{
  unsigned long long length = ZSTD_getFrameContentSize (input->src, input->size);

  if (length == ZSTD_CONTENTSIZE_UNKNOWN || length == ZSTD_CONTENTSIZE_ERROR
      || ZSTD_findFrameCompressedSize (input->src, input->size) != input->size)
    return 0;
  return length;
}

/* In one go: what travels is made so. */
static GBytes *
expand_at_once (const ZSTD_inBuffer *input, gsize length, gsize limit, GError **error)
{
  g_autofree guint8 *plain = NULL;
  gsize got;

  if (!check_growth (input->size, length, limit, error))
    return NULL;
  plain = g_malloc (length);
  got = ZSTD_decompress (plain, length, input->src, input->size);
  if (!ZSTD_isError (got))
    return g_bytes_new_take (g_steal_pointer (&plain), got);
  refuse (ZSTD_getErrorName (got), error);
  return NULL;
}

/* Piece by piece: how long it is shows as it grows. */
static GBytes *
expand_slowly (ZSTD_inBuffer *input, gsize limit, GError **error)
{
  g_autoptr (ZSTD_DCtx) context = make_context ();
  g_autoptr (GByteArray) plain = g_byte_array_new ();

  if (!expand (context, input, limit, plain, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&plain));
}

GBytes *
kontor_frame_expand (GBytes *packed, gsize limit, GError **error)
{
  ZSTD_inBuffer input = { 0 };
  gsize length;

  input.src = g_bytes_get_data (packed, &input.size);
  length = get_length (&input);
  return length > 0 ? expand_at_once (&input, length, limit, error)
                    : expand_slowly (&input, limit, error);
}
