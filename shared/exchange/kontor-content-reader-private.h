/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorContentReader:
 *
 * Cuts the pieces of a file into content lines (RFC 6350, section 3.2): folded lines are put together
 * again, those that quoted-printable breaks softly too. Lines are bytes, since a fold may stand
 * inside of a character; only a file of UTF-16 is decoded before. Not thread-safe.
 */
typedef struct _KontorContentReader KontorContentReader;

typedef enum
{
  KONTOR_CONTENT_LINE,
  KONTOR_CONTENT_NEED_MORE,
  KONTOR_CONTENT_END,
  KONTOR_CONTENT_FAILED,
} KontorContentStep;

/* @max_line: bytes of a line without its folds. */
KontorContentReader *kontor_content_reader_new (gsize max_line);
void kontor_content_reader_free (KontorContentReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorContentReader, kontor_content_reader_free)

/* FALSE with %KONTOR_ERROR_INVALID and the line in the message at a NUL. */
gboolean kontor_content_reader_push (KontorContentReader *self,
                                     const guint8 *bytes,
                                     gsize length,
                                     gboolean final,
                                     GError **error);

/* In vCard 2.1 the blank of a fold is part of the value (RFC 822). Holds from the next fold on. */
void kontor_content_reader_set_keeps_blank (KontorContentReader *self, gboolean keeps_blank);

/* The next line that is not blank, valid until the next call, and where it begins. Fails with
 * %KONTOR_ERROR_LIMIT. */
KontorContentStep kontor_content_reader_next (KontorContentReader *self,
                                              char **line,
                                              gsize *length,
                                              guint64 *number,
                                              GError **error);

G_END_DECLS
