/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-csv-source.h"

#include "transfer/kontor-csv-input.h"
#include "transfer/kontor-row-mapper.h"

typedef struct
{
  KontorDraftSource parent;
  KontorCsvInput *input;
  KontorRowMapper *mapper;
} CsvSource;

static gboolean
next (KontorDraftSource *source, KontorDraftRow *drafts, gboolean *found, GError **error)
{
  CsvSource *self = (CsvSource *) source;
  KontorCsvRow row;

  return kontor_csv_input_next (self->input, &row, found, error)
         && (!*found || kontor_row_mapper_map (self->mapper, &row, drafts, error));
}

static gboolean
rewind_source (KontorDraftSource *source, GError **error)
{
  CsvSource *self = (CsvSource *) source;

  kontor_row_mapper_rewind (self->mapper);
  return kontor_csv_input_rewind (self->input, error);
}

static double
get_progress (KontorDraftSource *source)
{
  return kontor_csv_input_get_progress (((CsvSource *) source)->input);
}

static void
free_source (KontorDraftSource *source)
{
  CsvSource *self = (CsvSource *) source;

  g_clear_pointer (&self->mapper, kontor_row_mapper_free);
  g_clear_pointer (&self->input, kontor_csv_input_close);
  g_free (self);
}

KontorDraftSource *
kontor_csv_source_new (const KontorSchema *schema,
                       const char *path,
                       const KontorFilePlan *plan,
                       const KontorImportPlan *shared,
                       const char *currency,
                       GError **error)
{
  KontorCsvOptions options = { plan->encoding, plan->delimiter, plan->header, 0, 0, 0 };
  CsvSource *self = g_new0 (CsvSource, 1);

  self->parent
      = (KontorDraftSource) { plan->file, 0, 0, next, rewind_source, get_progress, free_source };
  self->input = kontor_csv_input_open (path, &options, error);
  if (self->input != NULL)
    self->mapper = kontor_row_mapper_new (
        schema, plan, shared, kontor_csv_input_get_columns (self->input), currency, error);
  if (self->mapper == NULL)
    {
      free_source (&self->parent);
      return NULL;
    }
  self->parent.makes = kontor_row_mapper_get_made (self->mapper);
  self->parent.names = kontor_row_mapper_get_named (self->mapper);
  return &self->parent;
}
