/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-pull.h"

#include "sync/kontor-json-private.h"
#include "sync/kontor-sync-limits.h"

struct _KontorPageWriter
{
  KontorLineWriter *lines;
  GHashTable *devices; /* numbers that have been declared */
};

KontorPageWriter *
kontor_page_writer_new (const KontorPageHead *head)
{
  KontorPageWriter *self = g_new (KontorPageWriter, 1);
  yyjson_mut_doc *doc;
  yyjson_mut_val *line;

  self->lines = kontor_line_writer_new ();
  self->devices = g_hash_table_new (NULL, NULL);
  doc = kontor_line_writer_begin (self->lines);
  line = yyjson_mut_obj (doc);
  kontor_json_add_number (doc, line, "proto", KONTOR_SYNC_PROTOCOL);
  kontor_json_add_number (doc, line, "schema", head->schema);
  yyjson_mut_obj_add_str (doc, line, "epoch", head->epoch);
  kontor_json_add_number (doc, line, "now", head->now);
  kontor_json_add_number (doc, line, "n", head->n);
  kontor_json_add_number (doc, line, "seq", head->seq);
  kontor_line_writer_add (self->lines, line);
  return self;
}

void
kontor_page_writer_free (KontorPageWriter *self)
{
  kontor_line_writer_free (self->lines);
  g_hash_table_unref (self->devices);
  g_free (self);
}

gboolean
kontor_page_writer_wants_device (KontorPageWriter *self, guint32 device)
{
  return device != 0 && !g_hash_table_contains (self->devices, GUINT_TO_POINTER (device));
}

void
kontor_page_writer_add_device (KontorPageWriter *self, guint32 device, const KontorId *member)
{
  yyjson_mut_doc *doc = kontor_line_writer_begin (self->lines);
  yyjson_mut_val *line = yyjson_mut_obj (doc);

  g_hash_table_add (self->devices, GUINT_TO_POINTER (device));
  kontor_json_add_number (doc, line, "dev", device);
  kontor_json_add_id (doc, line, "member", member);
  kontor_line_writer_add (self->lines, line);
}

void
kontor_page_writer_add_row (KontorPageWriter *self, const KontorImage *image)
{
  yyjson_mut_doc *doc = kontor_line_writer_begin (self->lines);
  yyjson_mut_val *line = kontor_image_to_json (doc, image);

  yyjson_mut_obj_add_val (doc, line, "r", kontor_line_writer_make_row (self->lines, image->fields));
  kontor_line_writer_add (self->lines, line);
}

gsize
kontor_page_writer_get_size (KontorPageWriter *self)
{
  return kontor_line_writer_get_size (self->lines);
}

GBytes *
kontor_page_writer_end (KontorPageWriter *self, const char *cursor, gint64 seq, gboolean more)
{
  yyjson_mut_doc *doc = kontor_line_writer_begin (self->lines);
  yyjson_mut_val *line = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_str (doc, line, "cursor", cursor);
  kontor_json_add_number (doc, line, "seq", seq);
  yyjson_mut_obj_add_bool (doc, line, "more", more);
  kontor_line_writer_add (self->lines, line);
  return kontor_line_writer_end (self->lines);
}
