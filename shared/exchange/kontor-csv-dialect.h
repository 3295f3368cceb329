/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorCsvDialect:
 *
 * How a file of comma-separated values is written. Line ends are not part of it: LF, CR and CRLF are
 * all taken, mixed too.
 */
typedef struct
{
  char delimiter;         /* ',', ';', tab or '|' */
  char quote;             /* '"', '\'' or '\0' for none */
  gboolean blanks_before; /* blanks between a delimiter and a quote are not part of the value */
  guint n_preamble; /* rows before the table, such as a title or a note; blank ones not counted */
} KontorCsvDialect;

/* RFC 4180. */
#define KONTOR_CSV_DIALECT_RFC ((KontorCsvDialect) { ',', '"', FALSE, 0 })

/* What is odd about a row. */
typedef enum
{
  KONTOR_CSV_SHORT = 1 << 0,       /* fewer fields than the first row */
  KONTOR_CSV_LONG = 1 << 1,        /* more */
  KONTOR_CSV_EMPTY = 1 << 2,       /* no field has a value */
  KONTOR_CSV_LOOSE_QUOTE = 1 << 3, /* a quote within quotes that is not doubled; it was kept */
  KONTOR_CSV_OPEN_QUOTE = 1 << 4,  /* the file ends within quotes */
} KontorCsvRowFlags;

/**
 * kontor_csv_dialect_detect:
 * @sample: the beginning of a file, as UTF-8 without byte order mark
 * @is_whole: whether it is all of the file
 * @delimiter: the delimiter, if it is known; else '\0'
 *
 * Finds the dialect in which the sample reads as a table: all rows with as many fields as the first.
 * Rows of one field before the first that is like the others are a preamble, if the table has three
 * columns or a blank line stands before it. A comma that only ever stands between digits is taken as
 * a decimal comma where another delimiter fits. In a file of one column the delimiter is one that it
 * does not have, a comma if possible.
 */
KontorCsvDialect
kontor_csv_dialect_detect (const char *sample, gsize length, gboolean is_whole, char delimiter);

/* The length of the line `sep=;` (with its end) that Excel writes before some files, 0 if @text does
 * not begin with one. */
gsize kontor_csv_dialect_find_sep_line (const char *text, gsize length, char *delimiter);

G_END_DECLS
