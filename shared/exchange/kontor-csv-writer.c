/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-csv-writer.h"

#include <string.h>

/* So much is gathered before it goes to the sink. */
#define PIECE_SIZE (64 * 1024)

struct _KontorCsvWriter
{
  KontorCsvWriterFlags flags;
  char special[5]; /* the characters that make a value need quotes */
  KontorCsvSink sink;
  gpointer user_data;
  GString *bytes;
  gsize row_start;
  guint n_values; /* in the row */
};

KontorCsvWriter *
kontor_csv_writer_new (char delimiter,
                       KontorCsvWriterFlags flags,
                       KontorCsvSink sink,
                       gpointer user_data)
{
  KontorCsvWriter *self = g_new0 (KontorCsvWriter, 1);

  self->flags = flags;
  self->special[0] = delimiter != '\0' ? delimiter : ',';
  memcpy (self->special + 1, "\"\r\n", 4);
  self->sink = sink;
  self->user_data = user_data;
  self->bytes = g_string_sized_new (PIECE_SIZE);
  if (flags & KONTOR_CSV_WRITE_BOM)
    g_string_append (self->bytes, "\xef\xbb\xbf");
  self->row_start = self->bytes->len;
  return self;
}

void
kontor_csv_writer_free (KontorCsvWriter *self)
{
  g_string_free (self->bytes, TRUE);
  g_free (self);
}

/* What would be taken for a mark or a declaration at the beginning of a file. */
static gboolean
begins_file (const char *text)
{
  return g_str_has_prefix (text, "\xef\xbb\xbf") || g_ascii_strncasecmp (text, "sep=", 4) == 0;
}

static gboolean
needs_quotes (KontorCsvWriter *self, const char *text)
{
  gsize length = strlen (text);

  return length > 0
         && (strpbrk (text, self->special) != NULL || strchr (" \t'", text[0]) != NULL
             || begins_file (text) || strchr (" \t", text[length - 1]) != NULL);
}

static void
append_quoted (GString *bytes, const char *text)
{
  const char *quote;

  g_string_append_c (bytes, '"');
  while ((quote = strchr (text, '"')) != NULL)
    {
      g_string_append_len (bytes, text, quote + 1 - text);
      g_string_append_c (bytes, '"');
      text = quote + 1;
    }
  g_string_append (bytes, text);
  g_string_append_c (bytes, '"');
}

void
kontor_csv_writer_add (KontorCsvWriter *self, const char *text)
{
  if (text == NULL)
    text = "";
  if (self->n_values++ > 0)
    g_string_append_c (self->bytes, self->special[0]);
  if (needs_quotes (self, text))
    append_quoted (self->bytes, text);
  else
    g_string_append (self->bytes, text);
}

gboolean
kontor_csv_writer_end_row (KontorCsvWriter *self, GError **error)
{
  /* A bare line end would be a blank line, which readers skip. */
  if (self->n_values == 1 && self->bytes->len == self->row_start)
    g_string_append (self->bytes, "\"\"");
  g_string_append (self->bytes, self->flags & KONTOR_CSV_WRITE_CRLF ? "\r\n" : "\n");
  self->n_values = 0;
  self->row_start = self->bytes->len;
  return self->bytes->len < PIECE_SIZE || kontor_csv_writer_flush (self, error);
}

gboolean
kontor_csv_writer_write_row (KontorCsvWriter *self, const char *const *values, GError **error)
{
  for (; *values != NULL; values++)
    kontor_csv_writer_add (self, *values);
  return kontor_csv_writer_end_row (self, error);
}

gboolean
kontor_csv_writer_flush (KontorCsvWriter *self, GError **error)
{
  gboolean done = self->bytes->len == 0
                  || self->sink (self->bytes->str, self->bytes->len, self->user_data, error);

  g_string_truncate (self->bytes, 0);
  self->row_start = 0;
  return done;
}

gboolean
kontor_csv_sink_string (const char *bytes, gsize length, gpointer string, GError **error)
{
  g_string_append_len (string, bytes, length);
  return TRUE;
}
