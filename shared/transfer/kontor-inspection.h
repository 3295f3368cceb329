/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/kontor-column-guess.h"
#include "exchange/kontor-csv-reader.h"

G_BEGIN_DECLS

/* Rows of a file that are looked at before it is said what is in it. */
#define KONTOR_INSPECTED_ROWS 10000
/* A column with more different values than this has no list of them. */
#define KONTOR_MAX_INSPECTED_VALUES 64

typedef enum
{
  KONTOR_FORMAT_CSV,
  KONTOR_FORMAT_VCARD,
} KontorFileFormat;

/* One of the values of a column with few of them. */
typedef struct
{
  char *text;
  guint64 n_rows;
  guint64 n_filled; /* cells with a value in those rows */
} KontorInspectedValue;

/**
 * KontorInspection:
 * @n_rows: rows or cards that were looked at
 * @is_whole: whether those are all
 * @columns: names, ended by NULL; see kontor-csv-input.h
 * @values: by column its different values in the order in which they come (KontorInspectedValue),
 *   or NULL
 *
 * What a file is, found out without knowing what it is for. To be read only.
 */
typedef struct
{
  char *path;
  char *name; /* without folder */
  KontorFileFormat format;
  KontorEncoding encoding;
  gboolean has_bom;
  guint64 n_damaged; /* bytes that are not of the encoding */
  guint64 n_rows;
  gboolean is_whole;
  /* Of KONTOR_FORMAT_CSV. */
  KontorCsvDialect dialect;
  gboolean has_header;
  guint64 n_ragged; /* rows with more or fewer values than the header */
  guint n_columns;
  GStrv columns;
  KontorColumnProfile **profiles;
  GPtrArray **values;
} KontorInspection;

/* What a file is by how it begins. Errors as below. */
gboolean kontor_inspection_find_format (const char *path, KontorFileFormat *format, GError **error);

/**
 * kontor_inspection_new:
 * @options: (nullable): what is known of it, as of the reader
 *
 * KONTOR_ERROR_NOT_FOUND, DENIED, IO; INVALID where it is no text; LIMIT.
 */
KontorInspection *
kontor_inspection_new (const char *path, const KontorCsvOptions *options, GError **error);
void kontor_inspection_free (KontorInspection *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorInspection, kontor_inspection_free)

G_END_DECLS
