/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "transfer/kontor-archive-reader.h"

G_BEGIN_DECLS

/* Of the format: another one where a reader of this one would go wrong. */
#define KONTOR_ARCHIVE_VERSION 1

/* What a workspace knows about itself that is not of this installation alone. Ends with NULL. */
extern const char *const kontor_archive_settings[];

/* Every entry of the journal as a line of JSON, oldest first, each followed by a line for every record
 * that it made or changed, with values by tag. */
gboolean kontor_archive_write_journal (KontorStore *store,
                                       KontorSink sink,
                                       gpointer sink_data,
                                       GError **error);

/* Says of an archive that it is broken, and returns FALSE. */
gboolean kontor_archive_fail (GError **error, const char *file, const char *what);

const KontorSchema *kontor_archive_reader_get_schema (KontorArchiveReader *self);
/* Compares every file with the manifest. */
gboolean kontor_archive_reader_verify (KontorArchiveReader *self, GError **error);

/* @line is ended by a NUL in place of its line end. */
typedef gboolean (*KontorLineFunc) (char *line, gsize length, gpointer user_data, GError **error);
/* Reads the file called @name by lines; one that is not there has none, unless @required. */
gboolean kontor_archive_reader_read_lines (KontorArchiveReader *self,
                                           const char *name,
                                           gboolean required,
                                           KontorLineFunc func,
                                           gpointer user_data,
                                           GError **error);
/* All of a small one. NULL with an error. */
char *kontor_archive_reader_dup_file (KontorArchiveReader *self,
                                      const char *name,
                                      gsize *length,
                                      GError **error);

G_END_DECLS
