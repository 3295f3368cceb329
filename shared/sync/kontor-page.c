/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-json-private.h"
#include "sync/kontor-pull.h"
#include "sync/kontor-row-reader.h"
#include "sync/kontor-sync-limits.h"

#include <string.h>

typedef struct
{
  const KontorSchema *schema;
  KontorLineReader *lines;
  KontorRowReader *rows;
  KontorPage *page;
} Decoder;

void
kontor_page_free (KontorPage *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->devices);
  g_ptr_array_unref (self->rows);
  g_free (self->cursor);
  g_free (self);
}

static KontorPage *
make_page (void)
{
  KontorPage *self = g_new0 (KontorPage, 1);

  self->devices = g_array_new (FALSE, FALSE, sizeof (KontorPageDevice));
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_image_free);
  return self;
}

static gboolean
refuse (Decoder *self, const char *what, GError **error)
{
  return kontor_json_refuse (what, kontor_line_reader_get_line (self->lines), error);
}

static gboolean
refuse_newer (Decoder *self, GError **error)
{
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_TOO_NEW, "line %u is of a newer Kontor",
               kontor_line_reader_get_line (self->lines));
  return FALSE;
}

static gboolean
read_head (Decoder *self, yyjson_val *line, GError **error)
{
  KontorPageHead *head = &self->page->head;
  const char *epoch = kontor_json_get_text (line, "epoch");
  gint64 protocol, schema;

  if (!kontor_json_get_number (line, "proto", G_MAXUINT32, &protocol)
      || !kontor_json_get_number (line, "schema", G_MAXUINT32, &schema)
      || !kontor_json_get_number (line, "now", G_MAXINT64, &head->now)
      || !kontor_json_get_number (line, "n", G_MAXINT64, &head->n)
      || !kontor_json_get_number (line, "seq", G_MAXINT64, &head->seq)
      || !kontor_epoch_is_valid (epoch))
    return refuse (self, "a page without a head", error);
  if (protocol > KONTOR_SYNC_PROTOCOL)
    return refuse_newer (self, error);
  head->schema = (guint) schema;
  memcpy (head->epoch, epoch, KONTOR_EPOCH_SIZE);
  return TRUE;
}

static gboolean
read_device (Decoder *self, yyjson_val *line, GError **error)
{
  KontorPageDevice device;
  gint64 number;

  if (!kontor_json_get_number (line, "dev", G_MAXUINT32, &number)
      || !kontor_json_get_id (line, "member", &device.member))
    return refuse (self, "a device that is none", error);
  device.device = (guint32) number;
  g_array_append_val (self->page->devices, device);
  return TRUE;
}

static gboolean
read_row (Decoder *self, yyjson_val *line, GError **error)
{
  GPtrArray *rows = self->page->rows;
  const KontorImage *last = rows->len > 0 ? rows->pdata[rows->len - 1] : NULL;
  KontorImage *image;

  if (rows->len == KONTOR_SYNC_MAX_PAGE)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT, "a page of too many rows");
      return FALSE;
    }
  image = kontor_image_from_json (self->schema, line, error);
  if (image == NULL)
    return FALSE;
  g_ptr_array_add (rows, image);
  if (last != NULL && last->version >= image->version)
    return refuse (self, "rows out of order", error);
  image->fields
      = kontor_row_reader_read (self->rows, image->entity, yyjson_obj_get (line, "r"), error);
  return image->fields != NULL;
}

static gboolean
read_end (Decoder *self, yyjson_val *line, GError **error)
{
  KontorPage *page = self->page;
  const char *cursor = kontor_json_get_text (line, "cursor");
  yyjson_val *more = yyjson_obj_get (line, "more");

  if (cursor == NULL || *cursor == '\0' || strlen (cursor) > KONTOR_SYNC_MAX_CURSOR
      || !kontor_json_get_number (line, "seq", G_MAXINT64, &page->seq) || !yyjson_is_bool (more))
    return refuse (self, "a checkpoint that is none", error);
  page->cursor = g_strdup (cursor);
  page->more = yyjson_is_true (more);
  return TRUE;
}

static gboolean
read_line (Decoder *self, yyjson_val *line, GError **error)
{
  if (kontor_line_reader_get_line (self->lines) == 1)
    return read_head (self, line, error);
  if (self->page->cursor != NULL)
    return refuse (self, "a line after the checkpoint", error);
  if (yyjson_obj_get (line, "tags") != NULL)
    return kontor_row_reader_declare (self->rows, line, error);
  if (yyjson_obj_get (line, "r") != NULL)
    return read_row (self, line, error);
  if (yyjson_obj_get (line, "dev") != NULL)
    return read_device (self, line, error);
  if (yyjson_obj_get (line, "cursor") != NULL)
    return read_end (self, line, error);
  return refuse_newer (self, error);
}

static gboolean
read_lines (Decoder *self, GError **error)
{
  GError *own = NULL;
  yyjson_val *line;

  while ((line = kontor_line_reader_next (self->lines, &own)) != NULL)
    if (!read_line (self, line, error))
      return FALSE;
  if (own == NULL)
    return self->page->cursor != NULL || refuse (self, "a page that is cut off", error);
  g_propagate_error (error, own);
  return FALSE;
}

KontorPage *
kontor_page_decode (const KontorSchema *schema, GBytes *body, GError **error)
{
  g_autoptr (KontorPage) page = make_page ();
  g_autoptr (KontorLineReader) lines = kontor_line_reader_new (body);
  g_autoptr (KontorRowReader) rows = kontor_row_reader_new (schema);
  Decoder self = { schema, lines, rows, page };

  if (!read_lines (&self, error))
    return NULL;
  return g_steal_pointer (&page);
}
