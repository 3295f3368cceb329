/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-lines.h"

#include "sync/kontor-sync-limits.h"

#include <string.h>

/* A document keeps what its lines were made of; a new one now and then bounds that. */
#define LINES_A_DOCUMENT 64

struct _KontorLineReader
{
  GBytes *body;
  const char *next;
  const char *end;
  guint line;
  yyjson_alc *memory; /* used again for each line */
  yyjson_doc *doc;
};

KontorLineReader *
kontor_line_reader_new (GBytes *body)
{
  KontorLineReader *self = g_new0 (KontorLineReader, 1);
  gsize length;

  self->body = g_bytes_ref (body);
  self->next = g_bytes_get_data (body, &length);
  self->end = self->next + length;
  self->memory = yyjson_alc_dyn_new ();
  return self;
}

void
kontor_line_reader_free (KontorLineReader *self)
{
  g_clear_pointer (&self->doc, yyjson_doc_free);
  yyjson_alc_dyn_free (self->memory);
  g_bytes_unref (self->body);
  g_free (self);
}

guint
kontor_line_reader_get_line (KontorLineReader *self)
{
  return self->line;
}

static yyjson_val *
refuse (KontorLineReader *self, KontorError code, const char *what, GError **error)
{
  g_set_error (error, KONTOR_ERROR, code, "line %u %s", self->line, what);
  return NULL;
}

static yyjson_val *
parse (KontorLineReader *self, const char *text, gsize length, GError **error)
{
  g_clear_pointer (&self->doc, yyjson_doc_free);
  self->doc = yyjson_read_opts ((char *) text, length, 0, self->memory, NULL);
  if (!yyjson_is_obj (yyjson_doc_get_root (self->doc)))
    return refuse (self, KONTOR_ERROR_INVALID, "is no JSON object", error);
  return yyjson_doc_get_root (self->doc);
}

yyjson_val *
kontor_line_reader_next (KontorLineReader *self, GError **error)
{
  const char *text = self->next, *newline;

  if (text == self->end)
    return NULL;
  self->line++;
  newline = memchr (text, '\n', (gsize) (self->end - text));
  if ((newline != NULL ? newline : self->end) - text > KONTOR_SYNC_MAX_LINE)
    return refuse (self, KONTOR_ERROR_LIMIT, "is too long", error);
  if (newline == NULL)
    return refuse (self, KONTOR_ERROR_INVALID, "is cut off", error);
  self->next = newline + 1;
  return parse (self, text, (gsize) (newline - text), error);
}

struct _KontorLineWriter
{
  GByteArray *body;
  yyjson_mut_doc *doc;
  guint lines;         /* made of @doc */
  GHashTable *columns; /* KontorEntity → KontorColumns */
};

KontorLineWriter *
kontor_line_writer_new (void)
{
  KontorLineWriter *self = g_new0 (KontorLineWriter, 1);

  self->body = g_byte_array_new ();
  self->columns = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) kontor_columns_free);
  return self;
}

void
kontor_line_writer_free (KontorLineWriter *self)
{
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_clear_pointer (&self->doc, yyjson_mut_doc_free);
  g_hash_table_unref (self->columns);
  g_free (self);
}

yyjson_mut_doc *
kontor_line_writer_begin (KontorLineWriter *self)
{
  if (self->lines++ % LINES_A_DOCUMENT == 0)
    {
      g_clear_pointer (&self->doc, yyjson_mut_doc_free);
      self->doc = yyjson_mut_doc_new (NULL);
    }
  return self->doc;
}

void
kontor_line_writer_add (KontorLineWriter *self, yyjson_mut_val *line)
{
  size_t length;
  char *text = yyjson_mut_val_write (line, 0, &length);

  g_assert (text != NULL); /* values are UTF-8 and finite: checked where they came in */
  g_byte_array_append (self->body, (const guint8 *) text, (guint) length);
  g_byte_array_append (self->body, (const guint8 *) "\n", 1);
  free (text);
}

gsize
kontor_line_writer_get_size (KontorLineWriter *self)
{
  return self->body->len;
}

GBytes *
kontor_line_writer_end (KontorLineWriter *self)
{
  return g_byte_array_free_to_bytes (g_steal_pointer (&self->body));
}

yyjson_mut_val *
kontor_line_writer_make_row (KontorLineWriter *self, const KontorFields *fields)
{
  const KontorEntity *entity = kontor_fields_get_entity (fields);
  KontorColumns *columns = g_hash_table_lookup (self->columns, entity);
  gboolean is_new = columns == NULL;

  if (is_new)
    {
      columns = kontor_columns_new (entity);
      g_hash_table_insert (self->columns, (gpointer) entity, columns);
    }
  if (kontor_columns_cover (columns, fields) || is_new)
    {
      yyjson_mut_val *line = yyjson_mut_obj (self->doc);

      yyjson_mut_obj_add_str (self->doc, line, "t", entity->name);
      yyjson_mut_obj_add_val (self->doc, line, "tags", kontor_columns_to_json (columns, self->doc));
      kontor_line_writer_add (self, line);
    }
  return kontor_columns_row_to_json (columns, self->doc, fields);
}
