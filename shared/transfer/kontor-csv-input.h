/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/kontor-csv-reader.h"

G_BEGIN_DECLS

/* Rows of a file on the disk: a reader and what feeds it. */
typedef struct _KontorCsvInput KontorCsvInput;

/* Opens @path and finds out how it is written. @options as of the reader. */
KontorCsvInput *
kontor_csv_input_open (const char *path, const KontorCsvOptions *options, GError **error);
void kontor_csv_input_close (KontorCsvInput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorCsvInput, kontor_csv_input_close)

KontorCsvReader *kontor_csv_input_get_reader (KontorCsvInput *self);
/* Names of all columns, ended by NULL: those of the header; without one, or where it has no name or
 * one twice, "Column N", which is as people count. */
const char *const *kontor_csv_input_get_columns (KontorCsvInput *self);

/* @found is FALSE at the end. The row is valid until the next call. */
gboolean
kontor_csv_input_next (KontorCsvInput *self, KontorCsvRow *row, gboolean *found, GError **error);
gboolean kontor_csv_input_rewind (KontorCsvInput *self, GError **error);
double kontor_csv_input_get_progress (KontorCsvInput *self);

G_END_DECLS
