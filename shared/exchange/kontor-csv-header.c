/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-csv-header-private.h"

#include "exchange/kontor-csv-parser-private.h"

#include <string.h>

#define MAX_ROWS 100

/* What is known of a column. */
typedef struct
{
  char *first; /* its value in the first row */
  guint n_values;
  guint n_data;       /* values that no header has */
  guint n_like_first; /* values that are the first again */
} Column;

static void
clear_column (gpointer column)
{
  g_free (((Column *) column)->first);
}

/* Numbers, dates, phone numbers, e-mail and web addresses: what is hardly ever the name of a
 * column. */
static gboolean
looks_like_data (const char *text)
{
  guint n_digits = 0, n_others = 0;

  if (strchr (text, '@') != NULL || strstr (text, "://") != NULL)
    return TRUE;
  for (; *text != '\0'; text++)
    {
      n_digits += g_ascii_isdigit (*text);
      n_others += !g_ascii_isdigit (*text) && !g_ascii_isspace (*text);
    }
  return n_digits > 0 && n_digits >= n_others;
}

static void
note_value (Column *column, const char *text)
{
  if (*text == '\0')
    return;
  column->n_values++;
  column->n_data += looks_like_data (text);
  column->n_like_first += strcmp (text, column->first) == 0;
}

static void
note_first_row (GArray *columns, const KontorCsvParser *parser, const char *data)
{
  for (guint i = 0; i < parser->n_spans; i++)
    {
      Column column = { .first = g_strdup (data + parser->spans[i].start) };

      g_array_append_val (columns, column);
    }
}

static void
note_row (GArray *columns, const KontorCsvParser *parser, const char *data)
{
  for (guint i = 0; i < MIN (columns->len, parser->n_spans); i++)
    note_value (&g_array_index (columns, Column, i), data + parser->spans[i].start);
}

/* Above zero if the column says that the first row is a header, below if that it is data. */
static int
ask_column (const Column *column)
{
  gboolean first_is_data = looks_like_data (column->first);

  if (column->n_values == 0)
    return first_is_data ? -1 : 0;
  if (column->n_data * 2 > column->n_values)
    return first_is_data ? -1 : (*column->first != '\0' ? 1 : 0);
  return column->n_like_first > 0 && *column->first != '\0' ? -1 : 0;
}

gboolean
kontor_csv_header_detect (const char *sample,
                          gsize length,
                          gboolean is_whole,
                          const KontorCsvDialect *dialect)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_autofree char *copy = g_malloc (length + 1);
  KontorCsvParser parser;
  guint n_rows = 0;
  int votes = 0;

  g_array_set_clear_func (columns, clear_column);
  memcpy (copy, sample, length);
  kontor_csv_parser_init (&parser, dialect);
  while (n_rows < MAX_ROWS + dialect->n_preamble
         && kontor_csv_parser_next (&parser, copy, length, is_whole) == KONTOR_CSV_PARSED_ROW)
    {
      if (parser.is_blank || n_rows++ < dialect->n_preamble)
        continue;
      if (n_rows == dialect->n_preamble + 1)
        note_first_row (columns, &parser, copy);
      else
        note_row (columns, &parser, copy);
    }
  kontor_csv_parser_clear (&parser);
  for (guint i = 0; i < columns->len; i++)
    votes += ask_column (&g_array_index (columns, Column, i));
  return votes >= 0;
}
