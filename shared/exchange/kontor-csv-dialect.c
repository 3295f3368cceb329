/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-csv-dialect.h"

#include "exchange/kontor-csv-parser-private.h"

#include <string.h>

/* Rows that are looked at. */
#define MAX_ROWS 200
#define MAX_PREAMBLE 10

/* How well a sample reads in a dialect. */
typedef struct
{
  guint n_rows;
  guint n_fields[MAX_ROWS];
  gboolean after_blank[MAX_ROWS];
  guint n_quoted;
  guint n_spaced;
  guint n_odd; /* rows with a quote out of place */

  guint n_preamble;
  guint n_columns;
  double agreement; /* how many of the rows have that many fields, 0 to 1 */
  double score;
} Reading;

static void
note_row (Reading *reading, const KontorCsvParser *parser, gboolean after_blank)
{
  guint row = reading->n_rows++;

  reading->n_fields[row] = parser->n_spans;
  reading->after_blank[row] = after_blank;
  reading->n_quoted += parser->n_quoted;
  reading->n_spaced += parser->n_spaced;
  reading->n_odd += (parser->flags & (KONTOR_CSV_LOOSE_QUOTE | KONTOR_CSV_OPEN_QUOTE)) != 0;
}

static guint
count_rows_like (const Reading *reading, guint from, guint n_fields)
{
  guint count = 0;

  for (guint i = from; i < reading->n_rows; i++)
    count += reading->n_fields[i] == n_fields;
  return count;
}

/* Rows of one field that stand before rows which nearly all agree. */
static guint
find_preamble (const Reading *reading)
{
  guint first = 0, n_like;

  while (first < reading->n_rows && first < MAX_PREAMBLE && reading->n_fields[first] == 1)
    first++;
  if (first == 0 || first == reading->n_rows)
    return 0;
  if (reading->n_fields[first] < 3 && !reading->after_blank[first])
    return 0;
  n_like = count_rows_like (reading, first, reading->n_fields[first]);
  return n_like >= 2 && n_like * 10 >= (reading->n_rows - first) * 9 ? first : 0;
}

/* More columns weigh more, but less than that all rows agree. A preamble is the explanation where
 * there is no other. */
static void
judge_reading (Reading *reading)
{
  guint first = find_preamble (reading);

  if (reading->n_rows == 0)
    return;
  reading->n_preamble = first;
  reading->n_columns = reading->n_fields[first];
  reading->agreement
      = (double) count_rows_like (reading, first, reading->n_columns) / (reading->n_rows - first);
  reading->score = reading->agreement * (1 - 1.0 / reading->n_columns) * (first > 0 ? 0.5 : 1);
}

static Reading
read_sample (const char *sample, gsize length, gboolean is_whole, const KontorCsvDialect *dialect)
{
  g_autofree char *copy = g_malloc (length + 1);
  gboolean after_blank = FALSE;
  KontorCsvParser parser;
  Reading reading = { 0 };

  memcpy (copy, sample, length);
  kontor_csv_parser_init (&parser, dialect);
  while (reading.n_rows < MAX_ROWS
         && kontor_csv_parser_next (&parser, copy, length, is_whole) == KONTOR_CSV_PARSED_ROW)
    {
      if (!parser.is_blank)
        note_row (&reading, &parser, after_blank);
      after_blank = parser.is_blank;
    }
  /* Quotes that never close swallow the sample. */
  if (!is_whole && reading.n_rows < 2 && parser.state == KONTOR_CSV_IN_QUOTES)
    reading.n_odd++;
  kontor_csv_parser_clear (&parser);
  judge_reading (&reading);
  return reading;
}

/* Whether every comma outside of quotes stands between digits, and there is one. */
static gboolean
has_decimal_commas_only (const char *sample, gsize length)
{
  gboolean found = FALSE, quoted = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (sample[i] == '"')
        quoted = !quoted;
      if (sample[i] != ',' || quoted)
        continue;
      if (i == 0 || i + 1 == length || !g_ascii_isdigit (sample[i - 1])
          || !g_ascii_isdigit (sample[i + 1]))
        return FALSE;
      found = TRUE;
    }
  return found;
}

/* One column: a delimiter that leaves every row whole. */
static KontorCsvDialect
find_for_one_column (const char *sample,
                     gsize length,
                     gboolean is_whole,
                     char quote,
                     Reading *reading)
{
  static const char delimiters[] = { ',', ';', '\t', '|' };

  for (gsize i = 0; i < G_N_ELEMENTS (delimiters); i++)
    {
      KontorCsvDialect dialect = { delimiters[i], quote, FALSE, 0 };

      *reading = read_sample (sample, length, is_whole, &dialect);
      if (reading->agreement == 1)
        return dialect;
    }
  return (KontorCsvDialect) { ',', quote, FALSE, 0 };
}

/* The delimiter that makes the best table with @quote. Where two make an equal one, the rarer in
 * text is meant. */
static KontorCsvDialect
find_delimiter (const char *sample, gsize length, gboolean is_whole, char quote, Reading *best)
{
  static const char delimiters[] = { '\t', '|', ';', ',' };
  KontorCsvDialect found = { ',', quote, FALSE, 0 };

  *best = (Reading) { 0 };
  for (gsize i = 0; i < G_N_ELEMENTS (delimiters); i++)
    {
      KontorCsvDialect dialect = { delimiters[i], quote, FALSE, 0 };
      Reading reading = read_sample (sample, length, is_whole, &dialect);

      if (delimiters[i] == ',' && best->agreement > 0.9 && best->score > 0
          && has_decimal_commas_only (sample, length))
        continue;
      if (reading.score > best->score)
        {
          *best = reading;
          found = dialect;
        }
    }
  if (best->score == 0)
    return find_for_one_column (sample, length, is_whole, quote, best);
  return found;
}

static KontorCsvDialect
find_with_quote (const char *sample,
                 gsize length,
                 gboolean is_whole,
                 char delimiter,
                 char quote,
                 Reading *reading)
{
  KontorCsvDialect dialect = { delimiter, quote, FALSE, 0 };

  if (delimiter == '\0')
    dialect = find_delimiter (sample, length, is_whole, quote, reading);
  else
    *reading = read_sample (sample, length, is_whole, &dialect);
  dialect.blanks_before = reading->n_spaced > 0;
  if (dialect.blanks_before)
    *reading = read_sample (sample, length, is_whole, &dialect);
  dialect.n_preamble = reading->n_preamble;
  return dialect;
}

KontorCsvDialect
kontor_csv_dialect_detect (const char *sample, gsize length, gboolean is_whole, char delimiter)
{
  Reading reading, other_reading;
  KontorCsvDialect dialect, other;

  dialect = find_with_quote (sample, length, is_whole, delimiter, '"', &reading);
  if (reading.n_quoted == 0)
    {
      other = find_with_quote (sample, length, is_whole, delimiter, '\'', &other_reading);
      /* A value that begins with an apostrophe is seldom; quotes stand in every row. */
      if (other_reading.n_odd == 0 && other_reading.n_rows > 0
          && other_reading.n_quoted >= other_reading.n_rows && other_reading.score >= reading.score)
        return other;
    }
  else if (reading.n_odd > 0)
    {
      other = find_with_quote (sample, length, is_whole, delimiter, '\0', &other_reading);
      if (other_reading.score > reading.score && other_reading.agreement == 1)
        return other;
    }
  return dialect;
}

gsize
kontor_csv_dialect_find_sep_line (const char *text, gsize length, char *delimiter)
{
  gsize end = strlen ("sep=") + 1;

  if (length < end || g_ascii_strncasecmp (text, "sep=", strlen ("sep=")) != 0)
    return 0;
  if (end < length && text[end] == '\r')
    end++;
  if (end < length && text[end] == '\n')
    end++;
  if (end < length && end == strlen ("sep=") + 1)
    return 0;
  *delimiter = text[strlen ("sep=")];
  return strchr (",;\t|", *delimiter) != NULL && *delimiter != '\0' ? end : 0;
}
