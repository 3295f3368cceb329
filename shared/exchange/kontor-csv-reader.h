/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/kontor-csv-dialect.h"
#include "exchange/kontor-text-decoder.h"

G_BEGIN_DECLS

/* Limits unless others are asked for. */
#define KONTOR_CSV_MAX_FIELD (1024 * 1024)    /* bytes of a field */
#define KONTOR_CSV_MAX_ROW (16 * 1024 * 1024) /* bytes of a row as written */
#define KONTOR_CSV_MAX_COLUMNS 1000

typedef enum
{
  KONTOR_CSV_FIND_HEADER,
  KONTOR_CSV_HAS_HEADER,
  KONTOR_CSV_HAS_NO_HEADER,
} KontorCsvHeader;

/* What is known of a file. All zeros: nothing, and the limits above. */
typedef struct
{
  KontorEncoding encoding; /* %KONTOR_ENCODING_UNKNOWN: found */
  char delimiter;          /* '\0': found */
  KontorCsvHeader header;
  gsize max_field;
  gsize max_row;
  guint max_columns;
} KontorCsvOptions;

/* A field's value: UTF-8, ended by a NUL that @length does not count, without one inside. */
typedef struct
{
  const char *text;
  gsize length;
} KontorCsvField;

typedef struct
{
  const KontorCsvField *fields;
  guint n_fields;
  guint64 row;  /* as a spreadsheet numbers it: the first of the file is 1, blank ones count */
  guint64 line; /* of the file, where it begins, from 1 */
  KontorCsvRowFlags flags;
} KontorCsvRow;

/* The value of column @index, "" where the row is too short for it. */
const char *kontor_csv_row_get (const KontorCsvRow *row, guint index);

typedef enum
{
  KONTOR_CSV_ROW,
  KONTOR_CSV_NEED_MORE, /* push, then go on */
  KONTOR_CSV_END,
  KONTOR_CSV_FAILED,
} KontorCsvStep;

/**
 * KontorCsvReader:
 *
 * Reads comma-separated values from pieces of a file as they come, in memory that does not depend on
 * the file's size:
 *
 *   while (more)
 *     {
 *       kontor_csv_reader_push (reader, bytes, length, is_last, &error) …
 *       while ((step = kontor_csv_reader_next (reader, &row, &error)) == KONTOR_CSV_ROW)
 *         …
 *     }
 *
 * Takes RFC 4180 and what programs really write: any delimiter and line end, quotes inside of
 * values, ragged rows, blank lines (skipped, but counted), a `sep=` line, a preamble. What is odd
 * about a row is said in its flags. Not thread-safe.
 */
typedef struct _KontorCsvReader KontorCsvReader;

KontorCsvReader *kontor_csv_reader_new (const KontorCsvOptions *options);
void kontor_csv_reader_free (KontorCsvReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorCsvReader, kontor_csv_reader_free)

/**
 * kontor_csv_reader_push:
 * @bytes: (array length=length): the next bytes of the file
 * @final: whether they are the last; nothing may follow
 *
 * Rows should be taken until %KONTOR_CSV_NEED_MORE before more is pushed: what is not taken is kept.
 *
 * Returns: %FALSE with %KONTOR_ERROR_INVALID and the line in the message if the file is no text.
 */
gboolean kontor_csv_reader_push (KontorCsvReader *self,
                                 const guint8 *bytes,
                                 gsize length,
                                 gboolean final,
                                 GError **error);

/**
 * kontor_csv_reader_next:
 * @row: (out): the row, valid until the next call of either function
 *
 * The next row of data. Fails with %KONTOR_ERROR_LIMIT and the line in the message where a limit is
 * exceeded; the reader then stays failed.
 */
KontorCsvStep kontor_csv_reader_next (KontorCsvReader *self, KontorCsvRow *row, GError **error);

/* What was found out; all of it is known once kontor_csv_reader_next() gave a row or the end. */
gboolean kontor_csv_reader_is_open (KontorCsvReader *self);
const KontorCsvDialect *kontor_csv_reader_get_dialect (KontorCsvReader *self);
KontorTextDecoder *kontor_csv_reader_get_decoder (KontorCsvReader *self);

/* The header's names, trimmed, ended by NULL; NULL where the file has no header. And its row. */
const char *const *kontor_csv_reader_get_header (KontorCsvReader *self);
guint64 kontor_csv_reader_get_header_row (KontorCsvReader *self);

/* Fields in the header or, without one, in the first row. */
guint kontor_csv_reader_get_n_columns (KontorCsvReader *self);

G_END_DECLS
