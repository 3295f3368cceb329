/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KONTOR_CSV_WRITE_BOM = 1 << 0,  /* begin with a byte order mark, by which Excel knows UTF-8 */
  KONTOR_CSV_WRITE_CRLF = 1 << 1, /* end lines with CRLF, as RFC 4180 has it; else LF */
} KontorCsvWriterFlags;

/* Takes the next @length bytes; FALSE with @error set ends the writing. */
typedef gboolean (*KontorCsvSink) (const char *bytes,
                                   gsize length,
                                   gpointer user_data,
                                   GError **error);

/**
 * KontorCsvWriter:
 *
 * Writes rows as RFC 4180 has them, in UTF-8. A value is quoted where it has to be so that any reader
 * gets back the very bytes: with the delimiter, a quote or a line end in it, a blank at either end or
 * an apostrophe in front, and where it is a row's only value and empty. Nothing is changed, cut or left out. Bytes go to a
 * sink in larger pieces. Not thread-safe.
 */
typedef struct _KontorCsvWriter KontorCsvWriter;

/* @delimiter: '\0' for a comma. */
KontorCsvWriter *kontor_csv_writer_new (char delimiter,
                                        KontorCsvWriterFlags flags,
                                        KontorCsvSink sink,
                                        gpointer user_data);
void kontor_csv_writer_free (KontorCsvWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorCsvWriter, kontor_csv_writer_free)

/* Adds a value (NULL: empty) to the row. @text must be UTF-8. */
void kontor_csv_writer_add (KontorCsvWriter *self, const char *text);

/* Ends the row. FALSE if the sink failed; the row is lost then. */
gboolean kontor_csv_writer_end_row (KontorCsvWriter *self, GError **error);

/* A whole row of @values, ended by NULL. */
gboolean
kontor_csv_writer_write_row (KontorCsvWriter *self, const char *const *values, GError **error);

/* Hands the rest to the sink. Must be called last: freeing a writer loses what it has not handed
 * on. */
gboolean kontor_csv_writer_flush (KontorCsvWriter *self, GError **error);

/* A sink whose @user_data is a GString. */
gboolean kontor_csv_sink_string (const char *bytes, gsize length, gpointer string, GError **error);

G_END_DECLS
