/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Archives as POSIX.1-1988 (ustar) has them: blocks; a header before each file, zeros after it up to
 * the next block, and two empty blocks at the end. */
#define KONTOR_TAR_BLOCK 512

/* Fills the header of a plain file. @name: at most 100 bytes; @time: seconds since 1970.
 * KONTOR_ERROR_LIMIT where @name is longer or @size more than 8 GiB. */
gboolean kontor_tar_make_header (const char *name,
                                 guint64 size,
                                 gint64 time,
                                 char block[KONTOR_TAR_BLOCK],
                                 GError **error);

/* Zeros that are missing after a file of @size bytes. */
guint kontor_tar_get_padding (guint64 size);

/* What a header says of the file that follows it. */
typedef struct
{
  char name[101];
  guint64 size;
} KontorTarMember;

/**
 * kontor_tar_read_header:
 *
 * Understands what kontor_tar_make_header() writes: plain files with a name in one piece. Anything
 * else that a tar file may have, links, folders, devices, is KONTOR_ERROR_INVALID, as is what is no
 * header; a header whose sum is wrong is KONTOR_ERROR_CORRUPT. @end: it is the block of zeros after
 * the last file, which leaves @member alone.
 */
gboolean kontor_tar_read_header (const char block[KONTOR_TAR_BLOCK],
                                 KontorTarMember *member,
                                 gboolean *end,
                                 GError **error);

G_END_DECLS
