/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-csv-reader.h"

#include "exchange/kontor-csv-header-private.h"
#include "exchange/kontor-csv-parser-private.h"
#include "util/kontor-error.h"

#include <string.h>

struct _KontorCsvReader
{
  KontorCsvOptions options;
  KontorTextDecoder *decoder;
  GString *text; /* decoded and not given out yet; parsed in place */
  gboolean final;
  gboolean is_open; /* the dialect is known */
  gboolean has_columns;
  GError *failure;
  KontorCsvParser parser;
  gboolean has_header;
  char **header;
  guint64 header_row;
  guint n_columns;
  guint n_preamble; /* rows still to skip */
  guint64 row;
  KontorCsvField *fields;
  guint fields_size;
};

const char *
kontor_csv_row_get (const KontorCsvRow *row, guint index)
{
  return index < row->n_fields ? row->fields[index].text : "";
}

KontorCsvReader *
kontor_csv_reader_new (const KontorCsvOptions *options)
{
  KontorCsvReader *self = g_new0 (KontorCsvReader, 1);

  if (options != NULL)
    self->options = *options;
  if (self->options.max_field == 0)
    self->options.max_field = KONTOR_CSV_MAX_FIELD;
  if (self->options.max_row == 0)
    self->options.max_row = KONTOR_CSV_MAX_ROW;
  if (self->options.max_columns == 0)
    self->options.max_columns = KONTOR_CSV_MAX_COLUMNS;
  self->decoder = kontor_text_decoder_new (self->options.encoding);
  self->text = g_string_new (NULL);
  kontor_csv_parser_init (&self->parser, &KONTOR_CSV_DIALECT_RFC);
  return self;
}

void
kontor_csv_reader_free (KontorCsvReader *self)
{
  kontor_text_decoder_free (self->decoder);
  g_string_free (self->text, TRUE);
  g_clear_error (&self->failure);
  kontor_csv_parser_clear (&self->parser);
  g_strfreev (self->header);
  g_free (self->fields);
  g_free (self);
}

gboolean
kontor_csv_reader_push (KontorCsvReader *self,
                        const guint8 *bytes,
                        gsize length,
                        gboolean final,
                        GError **error)
{
  gsize done = self->parser.state == KONTOR_CSV_AT_ROW ? self->parser.read : self->parser.row_start;

  g_return_val_if_fail (!self->final, FALSE);

  self->final = final;
  if (done > 0)
    {
      self->parser.row_start = done;
      kontor_csv_parser_shift (&self->parser, done);
      g_string_erase (self->text, 0, done);
    }
  return kontor_text_decoder_push (self->decoder, bytes, length, final, self->text, error);
}

/* Finds the dialect in what there is. */
static void
open_table (KontorCsvReader *self)
{
  GString *text = self->text;
  char delimiter = self->options.delimiter;
  gsize sep = kontor_csv_dialect_find_sep_line (text->str, text->len, &delimiter);
  KontorCsvDialect dialect;

  if (self->options.delimiter != '\0')
    delimiter = self->options.delimiter;
  dialect
      = kontor_csv_dialect_detect (text->str + sep, MIN (text->len - sep, KONTOR_SNIFF_SIZE),
                                   self->final && text->len - sep <= KONTOR_SNIFF_SIZE, delimiter);
  kontor_csv_parser_init (&self->parser, &dialect);
  self->parser.max_field = self->options.max_field;
  self->parser.max_row = self->options.max_row;
  self->parser.max_columns = self->options.max_columns;
  self->parser.line = sep > 0 ? 2 : 1;
  g_string_erase (text, 0, sep);
  self->n_preamble = dialect.n_preamble;
  self->has_header = self->options.header == KONTOR_CSV_HAS_HEADER;
  if (self->options.header == KONTOR_CSV_FIND_HEADER)
    self->has_header = kontor_csv_header_detect (text->str, MIN (text->len, KONTOR_SNIFF_SIZE),
                                                 self->final, &dialect);
  self->is_open = TRUE;
}

static gboolean
is_empty (const KontorCsvField *field)
{
  for (gsize i = 0; i < field->length; i++)
    if (!g_ascii_isspace (field->text[i]))
      return FALSE;
  return TRUE;
}

static void
fill_row (KontorCsvReader *self, KontorCsvRow *row)
{
  KontorCsvParser *parser = &self->parser;
  gboolean has_value = FALSE;

  if (self->fields_size < parser->n_spans)
    {
      self->fields_size = parser->spans_size;
      self->fields = g_renew (KontorCsvField, self->fields, self->fields_size);
    }
  for (guint i = 0; i < parser->n_spans; i++)
    {
      self->fields[i].text = self->text->str + parser->spans[i].start;
      self->fields[i].length = parser->spans[i].length;
      has_value = has_value || !is_empty (&self->fields[i]);
    }
  row->fields = self->fields;
  row->n_fields = parser->n_spans;
  row->row = self->row;
  row->line = parser->row_line;
  row->flags = parser->flags | (has_value ? 0 : KONTOR_CSV_EMPTY);
}

static void
note_columns (KontorCsvReader *self, const KontorCsvRow *row)
{
  self->has_columns = TRUE;
  self->n_columns = row->n_fields;
  if (!self->has_header)
    return;
  self->header_row = row->row;
  self->header = g_new0 (char *, row->n_fields + 1);
  for (guint i = 0; i < row->n_fields; i++)
    self->header[i] = g_strstrip (g_strdup (row->fields[i].text));
}

/* FALSE where the row is not one of data. */
static gboolean
accept_row (KontorCsvReader *self, KontorCsvRow *row)
{
  self->row++;
  if (self->parser.is_blank)
    return FALSE;
  if (self->n_preamble > 0)
    {
      self->n_preamble--;
      return FALSE;
    }
  fill_row (self, row);
  if (!self->has_columns)
    {
      note_columns (self, row);
      if (self->has_header)
        return FALSE;
    }
  if (row->n_fields != self->n_columns)
    row->flags |= row->n_fields < self->n_columns ? KONTOR_CSV_SHORT : KONTOR_CSV_LONG;
  return TRUE;
}

static KontorCsvStep
fail (KontorCsvReader *self, GError **error)
{
  if (self->failure == NULL)
    self->failure = g_error_new (KONTOR_ERROR, KONTOR_ERROR_LIMIT, "line %" G_GUINT64_FORMAT ": %s",
                                 self->parser.row_line, self->parser.excess);
  g_propagate_error (error, g_error_copy (self->failure));
  return KONTOR_CSV_FAILED;
}

KontorCsvStep
kontor_csv_reader_next (KontorCsvReader *self, KontorCsvRow *row, GError **error)
{
  if (self->failure != NULL)
    return fail (self, error);
  if (!self->is_open)
    {
      if (!self->final && self->text->len < KONTOR_SNIFF_SIZE)
        return KONTOR_CSV_NEED_MORE;
      open_table (self);
    }
  for (;;)
    switch (kontor_csv_parser_next (&self->parser, self->text->str, self->text->len, self->final))
      {
      case KONTOR_CSV_PARSED_ROW:
        if (accept_row (self, row))
          return KONTOR_CSV_ROW;
        break;
      case KONTOR_CSV_PARSED_ALL:
        return self->final ? KONTOR_CSV_END : KONTOR_CSV_NEED_MORE;
      case KONTOR_CSV_PARSED_TOO_MUCH:
      default:
        return fail (self, error);
      }
}

gboolean
kontor_csv_reader_is_open (KontorCsvReader *self)
{
  return self->is_open;
}

const KontorCsvDialect *
kontor_csv_reader_get_dialect (KontorCsvReader *self)
{
  return &self->parser.dialect;
}

KontorTextDecoder *
kontor_csv_reader_get_decoder (KontorCsvReader *self)
{
  return self->decoder;
}

const char *const *
kontor_csv_reader_get_header (KontorCsvReader *self)
{
  return (const char *const *) self->header;
}

guint64
kontor_csv_reader_get_header_row (KontorCsvReader *self)
{
  return self->header_row;
}

guint
kontor_csv_reader_get_n_columns (KontorCsvReader *self)
{
  return self->n_columns;
}
