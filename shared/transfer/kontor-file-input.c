/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-file-input-private.h"

#include "util/kontor-error.h"

#define PIECE (64 * 1024)

struct _KontorFileInput
{
  char *path;
  GFileInputStream *stream;
  goffset size;
  goffset done;
  guint8 bytes[PIECE];
};

static gboolean
set_error (KontorFileInput *self, GError *local, GError **error)
{
  KontorError code = KONTOR_ERROR_IO;

  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    code = KONTOR_ERROR_NOT_FOUND;
  else if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    code = KONTOR_ERROR_DENIED;
  g_set_error (error, KONTOR_ERROR, code, "%s: %s", self->path,
               code == KONTOR_ERROR_NOT_FOUND ? "no such file" : local->message);
  g_error_free (local);
  return FALSE;
}

static gboolean
open_stream (KontorFileInput *self, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GFileInfo) info = NULL;
  GError *local = NULL;

  g_clear_object (&self->stream);
  self->stream = g_file_read (file, NULL, &local);
  if (self->stream == NULL)
    return set_error (self, local, error);
  info = g_file_input_stream_query_info (self->stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, NULL);
  self->size = info == NULL ? 0 : g_file_info_get_size (info);
  self->done = 0;
  return TRUE;
}

KontorFileInput *
kontor_file_input_open (const char *path, GError **error)
{
  g_autoptr (KontorFileInput) self = g_new0 (KontorFileInput, 1);

  self->path = g_strdup (path);
  return open_stream (self, error) ? g_steal_pointer (&self) : NULL;
}

void
kontor_file_input_close (KontorFileInput *self)
{
  g_clear_object (&self->stream);
  g_free (self->path);
  g_free (self);
}

gboolean
kontor_file_input_read (KontorFileInput *self,
                        const guint8 **bytes,
                        gsize *length,
                        gboolean *final,
                        GError **error)
{
  GError *local = NULL;

  if (!g_input_stream_read_all (G_INPUT_STREAM (self->stream), self->bytes, PIECE, length, NULL,
                                &local))
    return set_error (self, local, error);
  *bytes = self->bytes;
  *final = *length < PIECE;
  self->done += *length;
  return TRUE;
}

gboolean
kontor_file_input_rewind (KontorFileInput *self, GError **error)
{
  return open_stream (self, error);
}

double
kontor_file_input_get_progress (KontorFileInput *self)
{
  return self->size <= 0 ? 0 : CLAMP ((double) self->done / self->size, 0, 1);
}
