/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-columns.h"
#include "util/kontor-error.h"

#include <yyjson.h>

G_BEGIN_DECLS

/**
 * KontorLineReader:
 *
 * The lines of an NDJSON body, each a JSON object, one after the other. Not thread-safe.
 */
typedef struct _KontorLineReader KontorLineReader;

KontorLineReader *kontor_line_reader_new (GBytes *body);
void kontor_line_reader_free (KontorLineReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorLineReader, kontor_line_reader_free)

/* The next line, which lives until the call after it; NULL at the end, or with an error: INVALID
 * for what is no object or a last line that is not ended, LIMIT for a line beyond
 * KONTOR_SYNC_MAX_LINE. */
yyjson_val *kontor_line_reader_next (KontorLineReader *self, GError **error);
/* Its number, from 1. */
guint kontor_line_reader_get_line (KontorLineReader *self);

/**
 * KontorLineWriter:
 *
 * Writes such a body. Not thread-safe.
 */
typedef struct _KontorLineWriter KontorLineWriter;

KontorLineWriter *kontor_line_writer_new (void);
void kontor_line_writer_free (KontorLineWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorLineWriter, kontor_line_writer_free)

/* The document to make the next line of. */
yyjson_mut_doc *kontor_line_writer_begin (KontorLineWriter *self);
void kontor_line_writer_add (KontorLineWriter *self, yyjson_mut_val *line);
gsize kontor_line_writer_get_size (KontorLineWriter *self);
/* The body. The writer can only be freed after it. */
GBytes *kontor_line_writer_end (KontorLineWriter *self);

/* Writes the line that declares the columns of @fields where they have not been, and gives the row
 * of its values. */
yyjson_mut_val *kontor_line_writer_make_row (KontorLineWriter *self, const KontorFields *fields);

G_END_DECLS
