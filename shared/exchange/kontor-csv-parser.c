/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-csv-parser-private.h"

#include <string.h>

#define NOT_CLOSED G_MAXSIZE
/* So many blanks before a quote are taken for an indentation. */
#define MAX_BLANKS 16

void
kontor_csv_parser_init (KontorCsvParser *self, const KontorCsvDialect *dialect)
{
  *self = (KontorCsvParser) {
    .dialect = *dialect,
    .max_field = G_MAXSIZE,
    .max_row = G_MAXSIZE,
    .max_columns = G_MAXUINT,
    .line = 1,
  };
}

void
kontor_csv_parser_clear (KontorCsvParser *self)
{
  g_clear_pointer (&self->spans, g_free);
}

void
kontor_csv_parser_shift (KontorCsvParser *self, gsize count)
{
  g_assert (count <= self->row_start);
  self->row_start -= count;
  self->read -= count;
  self->write -= count;
  self->field_start -= count;
  if (self->closed != NOT_CLOSED)
    self->closed -= count;
  for (guint i = 0; i < self->n_spans; i++)
    self->spans[i].start -= count;
}

static void
count_lines (KontorCsvParser *self, const char *text, gsize length)
{
  if (memchr (text, '\n', length) == NULL && memchr (text, '\r', length) == NULL && !self->after_cr)
    return;
  for (gsize i = 0; i < length; i++)
    {
      self->line += text[i] == '\r' || (text[i] == '\n' && !self->after_cr);
      self->after_cr = text[i] == '\r';
    }
}

/* Takes the bytes up to @end into the field. */
static void
take (KontorCsvParser *self, char *data, gsize end)
{
  gsize length = end - self->read;

  if (self->write != self->read)
    memmove (data + self->write, data + self->read, length);
  self->write += length;
  self->read = end;
}

static gboolean
fits (KontorCsvParser *self)
{
  if (self->write - self->field_start > self->max_field)
    self->excess = "a field is too long";
  if (self->read - self->row_start > self->max_row)
    self->excess = "a row is too long";
  else if (self->n_spans > self->max_columns)
    self->excess = "there are too many columns";
  return self->excess == NULL;
}

/* Blanks behind a closing quote are noise; anything else there means that the quote should have been
 * doubled. */
static void
settle_tail (KontorCsvParser *self, const char *data)
{
  if (self->closed == NOT_CLOSED)
    return;
  for (gsize i = self->closed; i < self->write; i++)
    if (data[i] != ' ' && data[i] != '\t')
      {
        self->flags |= KONTOR_CSV_LOOSE_QUOTE;
        return;
      }
  self->write = self->closed;
}

static void
end_field (KontorCsvParser *self, char *data)
{
  settle_tail (self, data);
  fits (self);
  if (self->n_spans == self->spans_size)
    {
      self->spans_size = MAX (32, self->spans_size * 2);
      self->spans = g_renew (KontorCsvSpan, self->spans, self->spans_size);
    }
  data[self->write] = '\0';
  self->spans[self->n_spans].start = self->field_start;
  self->spans[self->n_spans].length = self->write - self->field_start;
  self->n_spans++;
  self->closed = NOT_CLOSED;
}

static void
start_row (KontorCsvParser *self, const char *data)
{
  gboolean is_crlf = self->after_cr && data[self->read] == '\n';

  self->after_cr = FALSE;
  if (is_crlf)
    {
      self->read++;
      return;
    }
  self->row_start = self->field_start = self->write = self->read;
  self->row_line = self->line;
  self->flags = 0;
  self->n_quoted = self->n_spaced = 0;
  self->n_spans = 0;
  self->closed = NOT_CLOSED;
  self->state = KONTOR_CSV_AT_FIELD;
}

static KontorCsvParsed
end_row (KontorCsvParser *self)
{
  self->is_blank = self->n_spans == 1 && self->n_quoted == 0 && self->spans[0].length == 0;
  self->state = KONTOR_CSV_AT_ROW;
  return fits (self) ? KONTOR_CSV_PARSED_ROW : KONTOR_CSV_PARSED_TOO_MUCH;
}

/* Where a quote that opens the field stands, G_MAXSIZE if none does. */
static gsize
find_opening_quote (KontorCsvParser *self, const char *data, gsize length)
{
  gsize at = self->read;

  while (at < length && at - self->read < MAX_BLANKS && data[at] == ' ')
    at++;
  if (at == length || self->dialect.quote == '\0' || data[at] != self->dialect.quote)
    return G_MAXSIZE;
  if (at > self->read)
    self->n_spaced++;
  return at == self->read || self->dialect.blanks_before ? at : G_MAXSIZE;
}

/* Whether the blanks that the field begins with, up to the end of the buffer, may be those before a
 * quote. */
static gboolean
is_undecided (KontorCsvParser *self, const char *data, gsize length)
{
  if (!self->dialect.blanks_before || length - self->read >= MAX_BLANKS)
    return FALSE;
  for (gsize i = self->read; i < length; i++)
    if (data[i] != ' ')
      return FALSE;
  return TRUE;
}

static void
start_field (KontorCsvParser *self, const char *data, gsize length)
{
  gsize quote = find_opening_quote (self, data, length);

  self->state = KONTOR_CSV_IN_PLAIN;
  if (quote != G_MAXSIZE)
    {
      self->state = KONTOR_CSV_IN_QUOTES;
      self->n_quoted++;
      self->read = quote + 1;
    }
  self->field_start = self->write = self->read;
}

/* The field ends at the byte at @read: a delimiter or a line end. TRUE at a line end. */
static gboolean
end_field_at (KontorCsvParser *self, char *data)
{
  char c = data[self->read];

  end_field (self, data);
  self->read++;
  if (c == self->dialect.delimiter)
    {
      self->state = KONTOR_CSV_AT_FIELD;
      return FALSE;
    }
  self->line++;
  self->after_cr = c == '\r';
  return TRUE;
}

static gboolean
ends_field (KontorCsvParser *self, char c)
{
  return c == self->dialect.delimiter || c == '\n' || c == '\r';
}

static void
read_plain (KontorCsvParser *self, char *data, gsize length)
{
  char delimiter = self->dialect.delimiter;
  gsize at = self->read;

  while (at < length && data[at] != delimiter && data[at] != '\n' && data[at] != '\r')
    at++;
  take (self, data, at);
}

static void
read_quoted (KontorCsvParser *self, char *data, gsize length)
{
  char *quote = memchr (data + self->read, self->dialect.quote, length - self->read);
  gsize end = quote != NULL ? (gsize) (quote - data) : length;

  count_lines (self, data + self->read, end - self->read);
  take (self, data, end);
  if (quote != NULL)
    {
      self->read++;
      self->after_cr = FALSE;
      self->state = KONTOR_CSV_AT_QUOTE;
    }
}

/* Decides what the quote before @read was. */
static void
read_after_quote (KontorCsvParser *self, char *data)
{
  if (data[self->read] == self->dialect.quote)
    {
      data[self->write++] = self->dialect.quote;
      self->read++;
      self->state = KONTOR_CSV_IN_QUOTES;
      return;
    }
  self->closed = self->write;
  self->state = KONTOR_CSV_IN_PLAIN;
}

static KontorCsvParsed
parse_end (KontorCsvParser *self, char *data, gboolean final)
{
  if (!final || self->state == KONTOR_CSV_AT_ROW)
    return fits (self) ? KONTOR_CSV_PARSED_ALL : KONTOR_CSV_PARSED_TOO_MUCH;
  if (self->state == KONTOR_CSV_IN_QUOTES)
    self->flags |= KONTOR_CSV_OPEN_QUOTE;
  if (self->state == KONTOR_CSV_AT_FIELD)
    self->field_start = self->write = self->read;
  end_field (self, data);
  return end_row (self);
}

/* One step at the byte at @read; TRUE if it ended a row. */
static gboolean
parse_step (KontorCsvParser *self, char *data, gsize length)
{
  switch (self->state)
    {
    case KONTOR_CSV_AT_ROW:
      start_row (self, data);
      return FALSE;
    case KONTOR_CSV_AT_FIELD:
      start_field (self, data, length);
      return FALSE;
    case KONTOR_CSV_IN_QUOTES:
      read_quoted (self, data, length);
      return FALSE;
    case KONTOR_CSV_AT_QUOTE:
      read_after_quote (self, data);
      return FALSE;
    case KONTOR_CSV_IN_PLAIN:
    default:
      read_plain (self, data, length);
      return self->read < length && ends_field (self, data[self->read])
             && end_field_at (self, data);
    }
}

KontorCsvParsed
kontor_csv_parser_next (KontorCsvParser *self, char *data, gsize length, gboolean final)
{
  while (self->read < length)
    {
      if (self->state == KONTOR_CSV_AT_FIELD && !final && is_undecided (self, data, length))
        break;
      if (parse_step (self, data, length))
        return end_row (self);
    }
  return parse_end (self, data, final);
}
