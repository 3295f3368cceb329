/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-inspection.h"

#include "transfer/kontor-card-input.h"
#include "transfer/kontor-csv-input.h"
#include "transfer/kontor-file-input-private.h"

#include <string.h>

static void
free_value (gpointer data)
{
  KontorInspectedValue *value = data;

  g_free (value->text);
  g_free (value);
}

void
kontor_inspection_free (KontorInspection *self)
{
  for (guint i = 0; i < self->n_columns; i++)
    {
      g_clear_pointer (&self->profiles[i], kontor_column_profile_free);
      g_clear_pointer (&self->values[i], g_ptr_array_unref);
    }
  g_free (self->profiles);
  g_free (self->values);
  g_strfreev (self->columns);
  g_free (self->path);
  g_free (self->name);
  g_free (self);
}

/* A file of cards begins with one, whatever it is called. */
static gboolean
find_format (KontorInspection *self, GError **error)
{
  static const char begin[] = "BEGIN:VCARD";
  g_autoptr (KontorFileInput) file = kontor_file_input_open (self->path, error);
  g_autoptr (KontorTextDecoder) decoder = kontor_text_decoder_new (KONTOR_ENCODING_UNKNOWN);
  g_autoptr (GString) text = g_string_new (NULL);
  const guint8 *bytes;
  gsize length;
  gboolean final;
  const char *start;

  if (file == NULL || !kontor_file_input_read (file, &bytes, &length, &final, error))
    return FALSE;
  if (!kontor_text_decoder_push (decoder, bytes, length, final, text, error))
    {
      g_prefix_error (error, "%s: ", self->name);
      return FALSE;
    }
  for (start = text->str; g_ascii_isspace (*start); start++)
    ;
  if (g_ascii_strncasecmp (start, begin, strlen (begin)) == 0)
    self->format = KONTOR_FORMAT_VCARD;
  self->encoding = kontor_text_decoder_get_encoding (decoder);
  self->has_bom = kontor_text_decoder_has_bom (decoder);
  return TRUE;
}

static void
count_value (GPtrArray **values, const char *text, guint n_filled)
{
  KontorInspectedValue *value;

  for (guint i = 0; i < (*values)->len; i++)
    {
      value = (*values)->pdata[i];
      if (strcmp (value->text, text) != 0)
        continue;
      value->n_rows++;
      value->n_filled += n_filled;
      return;
    }
  if ((*values)->len == KONTOR_MAX_INSPECTED_VALUES)
    {
      g_clear_pointer (values, g_ptr_array_unref);
      return;
    }
  value = g_new (KontorInspectedValue, 1);
  *value = (KontorInspectedValue) { g_strdup (text), 1, n_filled };
  g_ptr_array_add (*values, value);
}

static void
add_row (KontorInspection *self, const KontorCsvRow *row)
{
  guint n_filled = 0;

  for (guint i = 0; i < row->n_fields; i++)
    n_filled += row->fields[i].length > 0;
  for (guint i = 0; i < self->n_columns; i++)
    {
      g_autofree char *text = g_strstrip (g_strdup (kontor_csv_row_get (row, i)));

      kontor_column_profile_add (self->profiles[i], text);
      if (self->values[i] != NULL && *text != '\0')
        count_value (&self->values[i], text, n_filled);
    }
  self->n_rows++;
  self->n_ragged += (row->flags & (KONTOR_CSV_SHORT | KONTOR_CSV_LONG)) != 0;
}

static void
take_reader (KontorInspection *self, KontorCsvInput *input)
{
  KontorCsvReader *reader = kontor_csv_input_get_reader (input);
  KontorTextDecoder *decoder = kontor_csv_reader_get_decoder (reader);

  self->dialect = *kontor_csv_reader_get_dialect (reader);
  self->has_header = kontor_csv_reader_get_header (reader) != NULL;
  self->encoding = kontor_text_decoder_get_encoding (decoder);
  self->has_bom = kontor_text_decoder_has_bom (decoder);
  self->n_damaged = kontor_text_decoder_get_n_damaged (decoder);
}

static gboolean
inspect_csv (KontorInspection *self, const KontorCsvOptions *options, GError **error)
{
  g_autoptr (KontorCsvInput) input = kontor_csv_input_open (self->path, options, error);
  KontorCsvRow row;
  gboolean found = TRUE;

  if (input == NULL)
    return FALSE;
  self->columns = g_strdupv ((GStrv) kontor_csv_input_get_columns (input));
  self->n_columns = g_strv_length (self->columns);
  self->profiles = g_new0 (KontorColumnProfile *, self->n_columns);
  self->values = g_new0 (GPtrArray *, self->n_columns);
  for (guint i = 0; i < self->n_columns; i++)
    {
      self->profiles[i] = kontor_column_profile_new ();
      self->values[i] = g_ptr_array_new_with_free_func (free_value);
    }
  while (self->n_rows < KONTOR_INSPECTED_ROWS)
    {
      if (!kontor_csv_input_next (input, &row, &found, error))
        return FALSE;
      if (!found)
        break;
      add_row (self, &row);
    }
  self->is_whole = !found;
  take_reader (self, input);
  return TRUE;
}

static gboolean
inspect_cards (KontorInspection *self, GError **error)
{
  g_autoptr (KontorCardInput) input = kontor_card_input_open (self->path, error);
  gboolean found = TRUE;

  if (input == NULL)
    return FALSE;
  while (self->n_rows < KONTOR_INSPECTED_ROWS)
    {
      g_autoptr (KontorVcard) card = NULL;

      if (!kontor_card_input_next (input, &card, error))
        return FALSE;
      found = card != NULL;
      if (!found)
        break;
      self->n_rows++;
    }
  self->is_whole = !found;
  return TRUE;
}

static KontorInspection *
make_inspection (const char *path)
{
  KontorInspection *self = g_new0 (KontorInspection, 1);

  self->path = g_strdup (path);
  self->name = g_path_get_basename (path);
  return self;
}

gboolean
kontor_inspection_find_format (const char *path, KontorFileFormat *format, GError **error)
{
  g_autoptr (KontorInspection) self = make_inspection (path);

  if (!find_format (self, error))
    return FALSE;
  *format = self->format;
  return TRUE;
}

KontorInspection *
kontor_inspection_new (const char *path, const KontorCsvOptions *options, GError **error)
{
  static const KontorCsvOptions nothing_known;
  g_autoptr (KontorInspection) self = make_inspection (path);
  gboolean ok;

  if (!find_format (self, error))
    return NULL;
  ok = self->format == KONTOR_FORMAT_VCARD
           ? inspect_cards (self, error)
           : inspect_csv (self, options == NULL ? &nothing_known : options, error);
  return ok ? g_steal_pointer (&self) : NULL;
}
