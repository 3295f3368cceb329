/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KONTOR_ENCODING_UNKNOWN,
  KONTOR_ENCODING_UTF_8,
  KONTOR_ENCODING_UTF_16_LE,
  KONTOR_ENCODING_UTF_16_BE,
  KONTOR_ENCODING_WINDOWS_1252,
} KontorEncoding;

/* Its name in the IANA registry; NULL for %KONTOR_ENCODING_UNKNOWN. */
const char *kontor_encoding_get_name (KontorEncoding encoding);

/* How much text the guesses of this room are made from, at most. */
#define KONTOR_SNIFF_SIZE (64 * 1024)

/**
 * KontorTextDecoder:
 *
 * Turns the bytes of a text file into UTF-8, piece by piece as they come. A byte order mark decides
 * the encoding; without one, zeros in every other byte say UTF-16, text that is valid as UTF-8 is
 * that, and anything else is Windows-1252. A file of ASCII that is first broken late is decided
 * there.
 *
 * A byte that is not of the encoding is read as Windows-1252 and counted, so that one bad byte does
 * not lose a file and is not passed over in silence. Not thread-safe.
 */
typedef struct _KontorTextDecoder KontorTextDecoder;

/* With any other than %KONTOR_ENCODING_UNKNOWN nothing is guessed; a byte order mark is dropped. */
KontorTextDecoder *kontor_text_decoder_new (KontorEncoding encoding);
void kontor_text_decoder_free (KontorTextDecoder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorTextDecoder, kontor_text_decoder_free)

/**
 * kontor_text_decoder_push:
 * @bytes: (array length=length): the next bytes of the file
 * @final: whether they are the last
 * @text: what could be decoded is appended; the first %KONTOR_SNIFF_SIZE bytes come together
 *
 * Returns: %FALSE with %KONTOR_ERROR_INVALID at a NUL character, which no text file has: the message
 *   names the line. What stands before it has been appended.
 */
gboolean kontor_text_decoder_push (KontorTextDecoder *self,
                                   const guint8 *bytes,
                                   gsize length,
                                   gboolean final,
                                   GString *text,
                                   GError **error);

/* %KONTOR_ENCODING_UNKNOWN until the first text has come out. Text that is all ASCII so far is
 * called UTF-8. */
KontorEncoding kontor_text_decoder_get_encoding (KontorTextDecoder *self);
gboolean kontor_text_decoder_has_bom (KontorTextDecoder *self);

/* How many bytes (of UTF-16: units) were not of the encoding, and the line of the first (0: none).
 * Lines count from 1 and end with LF, CR or CRLF. */
guint64 kontor_text_decoder_get_n_damaged (KontorTextDecoder *self);
guint64 kontor_text_decoder_get_damaged_line (KontorTextDecoder *self);

/* The kind of UTF-16 that the beginning of a file is in, by its mark or its zeros;
 * %KONTOR_ENCODING_UNKNOWN if it is not. */
KontorEncoding kontor_encoding_find_utf_16 (const guint8 *bytes, gsize length);

/* The character of Windows-1252 that @byte stands for; the five bytes it leaves open stand for
 * themselves, as on the web. */
gunichar kontor_windows_1252_to_unichar (guint8 byte);

G_END_DECLS
