/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-csv-input.h"

#include "transfer/kontor-file-input-private.h"

struct _KontorCsvInput
{
  char *path;
  KontorCsvOptions options;
  KontorFileInput *file;
  KontorCsvReader *reader;
  GStrv columns;
  KontorCsvRow first; /* a row that has been read and not been given yet */
  gboolean has_first;
  gboolean at_end;
};

static gboolean
feed (KontorCsvInput *self, GError **error)
{
  const guint8 *bytes;
  gsize length;
  gboolean final;

  if (!kontor_file_input_read (self->file, &bytes, &length, &final, error))
    return FALSE;
  if (kontor_csv_reader_push (self->reader, bytes, length, final, error))
    return TRUE;
  g_prefix_error (error, "%s: ", self->path);
  return FALSE;
}

static gboolean
read_row (KontorCsvInput *self, KontorCsvRow *row, gboolean *found, GError **error)
{
  while (TRUE)
    switch (kontor_csv_reader_next (self->reader, row, error))
      {
      case KONTOR_CSV_ROW:
        *found = TRUE;
        return TRUE;

      case KONTOR_CSV_END:
        *found = FALSE;
        return TRUE;

      case KONTOR_CSV_NEED_MORE:
        if (!feed (self, error))
          return FALSE;
        break;

      case KONTOR_CSV_FAILED:
      default:
        g_prefix_error (error, "%s: ", self->path);
        return FALSE;
      }
}

/* Up to the first row, which is when all is known that can be found out. */
static gboolean
start (KontorCsvInput *self, GError **error)
{
  g_clear_pointer (&self->reader, kontor_csv_reader_free);
  self->reader = kontor_csv_reader_new (&self->options);
  if (!read_row (self, &self->first, &self->has_first, error))
    return FALSE;
  self->at_end = !self->has_first;
  return TRUE;
}

static gboolean
is_named_before (GPtrArray *names, const char *name)
{
  return g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL);
}

static void
name_columns (KontorCsvInput *self)
{
  const char *const *header = kontor_csv_reader_get_header (self->reader);
  guint n_columns = kontor_csv_reader_get_n_columns (self->reader);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < n_columns; i++)
    {
      const char *name = header == NULL ? "" : header[i];

      if (*name == '\0' || is_named_before (names, name))
        g_ptr_array_add (names, g_strdup_printf ("Column %u", i + 1));
      else
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_add (names, NULL);
  self->columns = (GStrv) g_ptr_array_steal (names, NULL);
}

KontorCsvInput *
kontor_csv_input_open (const char *path, const KontorCsvOptions *options, GError **error)
{
  g_autoptr (KontorCsvInput) self = g_new0 (KontorCsvInput, 1);

  self->path = g_path_get_basename (path);
  self->options = *options;
  self->file = kontor_file_input_open (path, error);
  if (self->file == NULL || !start (self, error))
    return NULL;
  name_columns (self);
  return g_steal_pointer (&self);
}

void
kontor_csv_input_close (KontorCsvInput *self)
{
  g_clear_pointer (&self->file, kontor_file_input_close);
  g_clear_pointer (&self->reader, kontor_csv_reader_free);
  g_strfreev (self->columns);
  g_free (self->path);
  g_free (self);
}

KontorCsvReader *
kontor_csv_input_get_reader (KontorCsvInput *self)
{
  return self->reader;
}

const char *const *
kontor_csv_input_get_columns (KontorCsvInput *self)
{
  return (const char *const *) self->columns;
}

gboolean
kontor_csv_input_next (KontorCsvInput *self, KontorCsvRow *row, gboolean *found, GError **error)
{
  if (self->has_first)
    {
      *row = self->first;
      *found = TRUE;
      self->has_first = FALSE;
      return TRUE;
    }
  *found = FALSE;
  if (self->at_end)
    return TRUE;
  if (!read_row (self, row, found, error))
    return FALSE;
  self->at_end = !*found;
  return TRUE;
}

gboolean
kontor_csv_input_rewind (KontorCsvInput *self, GError **error)
{
  return kontor_file_input_rewind (self->file, error) && start (self, error);
}

double
kontor_csv_input_get_progress (KontorCsvInput *self)
{
  return self->at_end ? 1 : kontor_file_input_get_progress (self->file);
}
