/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/kontor-csv-dialect.h"

G_BEGIN_DECLS

/**
 * KontorCsvParser:
 *
 * Cuts rows out of a buffer of UTF-8 that grows at its end. Works in place: quotes are taken out by
 * moving what follows, and each field is ended by a NUL where its delimiter was, so that a row costs
 * no allocation. It keeps its place in the middle of a field, so that each byte is looked at once
 * however small the pieces are. All offsets are into the buffer.
 */
typedef enum
{
  KONTOR_CSV_AT_ROW,
  KONTOR_CSV_AT_FIELD,
  KONTOR_CSV_IN_PLAIN,
  KONTOR_CSV_IN_QUOTES,
  KONTOR_CSV_AT_QUOTE, /* a quote within quotes: it ends the field or is doubled */
} KontorCsvState;

typedef enum
{
  KONTOR_CSV_PARSED_ROW,
  KONTOR_CSV_PARSED_ALL, /* of the buffer: more is needed, or it was the last */
  KONTOR_CSV_PARSED_TOO_MUCH,
} KontorCsvParsed;

typedef struct
{
  gsize start;
  gsize length;
} KontorCsvSpan;

typedef struct
{
  KontorCsvDialect dialect;
  gsize max_field;
  gsize max_row;
  guint max_columns;

  KontorCsvState state;
  gsize row_start;
  gsize read;
  gsize write; /* behind what there is of the field; at most @read */
  gsize field_start;
  gsize closed; /* where @write was at the closing quote, or G_MAXSIZE */
  gboolean after_cr;
  guint64 line; /* of the byte at @read */

  /* The row. */
  guint64 row_line;
  KontorCsvRowFlags flags;
  guint n_quoted; /* fields in quotes */
  guint n_spaced; /* fields that begin with a blank and a quote */
  gboolean is_blank;
  KontorCsvSpan *spans;
  guint n_spans;
  guint spans_size;
  const char *excess; /* which limit: for the message of an error */
} KontorCsvParser;

void kontor_csv_parser_init (KontorCsvParser *self, const KontorCsvDialect *dialect);
void kontor_csv_parser_clear (KontorCsvParser *self);

/* Goes on in @data, which has a byte to spare behind @length. @final: nothing will follow. */
KontorCsvParsed
kontor_csv_parser_next (KontorCsvParser *self, char *data, gsize length, gboolean final);

/* The first @count bytes of the buffer, all of them before the present row, have been removed. */
void kontor_csv_parser_shift (KontorCsvParser *self, gsize count);

G_END_DECLS
