/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-store.h"

#include <stdio.h>

G_BEGIN_DECLS

/**
 * KontorArchiveReader:
 *
 * An archive as kontor_archive_write() makes it, from whomever it comes. Nothing in it names a place
 * on the disk: its files are read where they are, and those that are not in the manifest, or not as
 * it says, make the whole of it KONTOR_ERROR_CORRUPT. Memory grows with the longest record, not with
 * their number. One thread at a time; it waits for the disk.
 */
typedef struct _KontorArchiveReader KontorArchiveReader;

/**
 * kontor_archive_reader_open:
 *
 * Looks at the headers and the manifest of @path, which takes no longer for a large one.
 * KONTOR_ERROR_INVALID where it is no archive, which is how to find out; TOO_NEW where a newer
 * Kontor wrote it; CORRUPT where it was cut short or changed; NOT_FOUND, DENIED, IO.
 */
KontorArchiveReader *
kontor_archive_reader_open (const char *path, const KontorSchema *schema, GError **error);
/* The same of a file that can be sought in, which it takes over. */
KontorArchiveReader *
kontor_archive_reader_new (FILE *stream, const KontorSchema *schema, GError **error);
void kontor_archive_reader_free (KontorArchiveReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorArchiveReader, kontor_archive_reader_free)

/* When it was written, in milliseconds since 1970. */
gint64 kontor_archive_reader_get_time (KontorArchiveReader *self);

/**
 * kontor_archive_reader_restore:
 *
 * Puts all of it into @store, which must be empty (KONTOR_ERROR_CONFLICT), once every file in it has
 * the size and the sum that the manifest says. All or nothing: see KontorRestore for what is kept.
 */
gboolean
kontor_archive_reader_restore (KontorArchiveReader *self, KontorStore *store, GError **error);

/* The same into a new workspace file at @path, which is there whole at the end or not at all.
 * KONTOR_ERROR_CONFLICT where there is something already. */
gboolean kontor_archive_reader_restore_to (KontorArchiveReader *self,
                                           const char *path,
                                           KontorClock *clock,
                                           GError **error);

G_END_DECLS
