/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-push.h"

#include "sync/kontor-json-private.h"
#include "sync/kontor-sync-limits.h"

#include <string.h>

KontorPush *
kontor_push_new (void)
{
  KontorPush *self = g_new0 (KontorPush, 1);

  /* Room for as many as there can be: the array does not move as it grows. */
  self->operations
      = g_ptr_array_new_full (KONTOR_SYNC_MAX_OPERATIONS, (GDestroyNotify) kontor_operation_free);
  return self;
}

void
kontor_push_free (KontorPush *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->operations);
  g_free (self);
}

gboolean
kontor_epoch_is_valid (const char *text)
{
  return text != NULL && strlen (text) == KONTOR_EPOCH_SIZE - 1
         && strspn (text, "0123456789abcdef") == KONTOR_EPOCH_SIZE - 1;
}

static void
write_head (KontorLineWriter *writer, const KontorPush *push)
{
  yyjson_mut_doc *doc = kontor_line_writer_begin (writer);
  yyjson_mut_val *line = yyjson_mut_obj (doc);

  kontor_json_add_number (doc, line, "proto", KONTOR_SYNC_PROTOCOL);
  kontor_json_add_number (doc, line, "schema", push->schema);
  kontor_json_add_number (doc, line, "dev", push->device);
  yyjson_mut_obj_add_str (doc, line, "epoch", push->epoch);
  kontor_json_add_number (doc, line, "from", push->from);
  kontor_json_add_number (doc, line, "ack", push->ack);
  kontor_line_writer_add (writer, line);
}

static yyjson_mut_val *
make_bases (yyjson_mut_doc *doc, GArray *bases)
{
  yyjson_mut_val *object = yyjson_mut_obj (doc);

  for (guint i = 0; i < bases->len; i++)
    {
      const KontorBase *base = &g_array_index (bases, KontorBase, i);
      char tag[12];

      g_snprintf (tag, sizeof tag, "%u", base->tag);
      yyjson_mut_obj_add (object, yyjson_mut_strcpy (doc, tag),
                          yyjson_mut_sint (doc, base->version));
    }
  return object;
}

static void
write_update (yyjson_mut_doc *doc, yyjson_mut_val *line, const KontorOperation *operation)
{
  if (operation->bases != NULL)
    yyjson_mut_obj_add_val (doc, line, "b", make_bases (doc, operation->bases));
  yyjson_mut_obj_add_val (doc, line, "f", kontor_fields_to_json (doc, operation->fields));
  if (operation->before != NULL)
    yyjson_mut_obj_add_val (doc, line, "o", kontor_fields_to_json (doc, operation->before));
}

static void
add_origin (yyjson_mut_doc *doc, yyjson_mut_val *line, const KontorOperation *operation)
{
  yyjson_mut_val *pair = yyjson_mut_obj_add_arr (doc, line, "w");

  yyjson_mut_arr_add_uint (doc, pair, operation->was_device);
  yyjson_mut_arr_add_sint (doc, pair, operation->was_n);
}

static void
write_operation (KontorLineWriter *writer, const KontorOperation *operation)
{
  yyjson_mut_doc *doc = kontor_line_writer_begin (writer);
  yyjson_mut_val *line = yyjson_mut_obj (doc);

  kontor_json_add_number (doc, line, "n", operation->n);
  kontor_json_add_number (doc, line, "g", operation->group);
  kontor_json_add_hlc (doc, line, "h", operation->hlc);
  yyjson_mut_obj_add_str (doc, line, "t", operation->entity->name);
  kontor_json_add_id (doc, line, "id", &operation->id);
  if (operation->strict)
    yyjson_mut_obj_add_true (doc, line, "s");
  if (operation->was_device != 0)
    add_origin (doc, line, operation);
  if (operation->kind == KONTOR_OPERATION_INSERT)
    yyjson_mut_obj_add_val (doc, line, "r",
                            kontor_line_writer_make_row (writer, operation->fields));
  else
    write_update (doc, line, operation);
  kontor_line_writer_add (writer, line);
}

GBytes *
kontor_push_encode (const KontorPush *self)
{
  g_autoptr (KontorLineWriter) writer = kontor_line_writer_new ();

  write_head (writer, self);
  for (guint i = 0; i < self->operations->len; i++)
    write_operation (writer, self->operations->pdata[i]);
  return kontor_line_writer_end (writer);
}
