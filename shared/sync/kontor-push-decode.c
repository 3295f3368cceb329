/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-json-private.h"
#include "sync/kontor-push.h"
#include "sync/kontor-row-reader.h"
#include "sync/kontor-sync-limits.h"

#include <string.h>

/* More groups than an operation can name. */
#define MAX_BASES (KONTOR_MAX_FIELDS + KONTOR_N_COMMON_FIELDS + KONTOR_MAX_EXTRAS)

/* Operations between two tellings. */
#define STRIDE 32

typedef struct
{
  const KontorSchema *schema;
  KontorLineReader *lines;
  KontorRowReader *rows;
  KontorPush *push;
  KontorPushProgress progress; /* or NULL */
  gpointer data;
} Decoder;

static void
tell_progress (Decoder *self)
{
  if (self->progress != NULL)
    self->progress (self->push, self->data);
}

static gboolean
refuse (Decoder *self, const char *what, GError **error)
{
  return kontor_json_refuse (what, kontor_line_reader_get_line (self->lines), error);
}

static gboolean
exceed (const char *what, GError **error)
{
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT, what);
  return FALSE;
}

static gboolean
read_head (Decoder *self, GError **error)
{
  GError *own = NULL;
  yyjson_val *line = kontor_line_reader_next (self->lines, &own);
  const char *epoch = kontor_json_get_text (line, "epoch");
  gint64 protocol, schema, device;

  if (own != NULL)
    {
      g_propagate_error (error, own);
      return FALSE;
    }
  if (!kontor_json_get_number (line, "proto", G_MAXUINT32, &protocol) || protocol < 1)
    return refuse (self, "a push without a protocol", error);
  if (protocol > KONTOR_SYNC_PROTOCOL)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_TOO_NEW, "another protocol");
      return FALSE;
    }
  if (!kontor_json_get_number (line, "schema", G_MAXUINT32, &schema)
      || !kontor_json_get_number (line, "dev", G_MAXUINT32, &device) || device < 1
      || !kontor_json_get_number (line, "from", G_MAXINT64 - KONTOR_SYNC_MAX_OPERATIONS,
                                  &self->push->from)
      || self->push->from < 1
      || !kontor_json_get_number (line, "ack", self->push->from - 1, &self->push->ack)
      || !kontor_epoch_is_valid (epoch))
    return refuse (self, "a head that is none", error);
  self->push->schema = (guint) schema;
  self->push->device = (guint32) device;
  memcpy (self->push->epoch, epoch, KONTOR_EPOCH_SIZE);
  return TRUE;
}

static KontorRefusal
explain (const GError *error)
{
  return g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT) ? KONTOR_REFUSAL_LARGE
                                                                   : KONTOR_REFUSAL_INVALID;
}

static KontorRefusal
read_bases (KontorOperation *operation, yyjson_val *json)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (json);
  yyjson_val *key, *value;

  if (json != NULL && !yyjson_is_obj (json))
    return KONTOR_REFUSAL_INVALID;
  if (yyjson_obj_size (json) > MAX_BASES)
    return KONTOR_REFUSAL_LARGE;
  while ((key = yyjson_obj_iter_next (&iter)) != NULL)
    {
      guint64 tag;

      value = yyjson_obj_iter_get_val (key);
      if (!g_ascii_string_to_unsigned (yyjson_get_str (key), 10, 1, G_MAXUINT32, &tag, NULL)
          || !yyjson_is_uint (value) || yyjson_get_uint (value) > G_MAXINT64)
        return KONTOR_REFUSAL_INVALID;
      kontor_operation_set_base (operation, (guint32) tag, (gint64) yyjson_get_uint (value));
    }
  return KONTOR_REFUSAL_NONE;
}

static gboolean
hash_object (guint64 *hash, yyjson_val *object)
{
  size_t i, max;
  yyjson_val *key, *value;

  if (!yyjson_is_obj (object))
    return FALSE;
  yyjson_obj_foreach (
      object, i, max, key,
      value) if (!kontor_json_hash_member (hash, yyjson_get_str (key), value)) return FALSE;
  return TRUE;
}

static KontorRefusal
read_update (KontorOperation *operation, yyjson_val *line)
{
  yyjson_val *before = yyjson_obj_get (line, "o"), *fields = yyjson_obj_get (line, "f");
  g_autoptr (GError) error = NULL;

  if (!hash_object (&operation->hash, fields))
    return KONTOR_REFUSAL_INVALID;
  if (operation->entity == NULL)
    return KONTOR_REFUSAL_SCHEMA;
  operation->fields = kontor_fields_from_json (operation->entity, fields, &error);
  if (operation->fields != NULL && before != NULL)
    operation->before = kontor_fields_from_json (operation->entity, before, &error);
  if (error != NULL)
    return explain (error);
  return read_bases (operation, yyjson_obj_get (line, "b"));
}

static KontorRefusal
read_insert (Decoder *self, KontorOperation *operation, const char *name, yyjson_val *row)
{
  g_autoptr (GError) error = NULL;

  if (!kontor_row_reader_hash (self->rows, name, row, &operation->hash))
    return KONTOR_REFUSAL_INVALID;
  if (operation->entity == NULL)
    return KONTOR_REFUSAL_SCHEMA;
  operation->fields = kontor_row_reader_read (self->rows, operation->entity, row, &error);
  return operation->fields != NULL ? KONTOR_REFUSAL_NONE : explain (error);
}

/* What makes two operations two, beside their values. */
static void
hash_head (KontorOperation *operation, const char *name)
{
  guint32 kind = operation->kind | (operation->strict ? 0x100u : 0);
  guint64 hash = kontor_json_hash_bytes (0, name, strlen (name) + 1);

  hash = kontor_json_hash_bytes (hash, &operation->id, sizeof operation->id);
  hash = kontor_json_hash_bytes (hash, &operation->hlc, sizeof operation->hlc);
  operation->hash ^= kontor_json_hash_bytes (hash, &kind, sizeof kind);
}

/* [device, n] */
static gboolean
read_origin (KontorOperation *operation, yyjson_val *pair)
{
  yyjson_val *device = yyjson_arr_get (pair, 0), *n = yyjson_arr_get (pair, 1);

  if (pair == NULL)
    return TRUE;
  if (yyjson_arr_size (pair) != 2 || !yyjson_is_uint (device) || !yyjson_is_uint (n)
      || yyjson_get_uint (device) < 1 || yyjson_get_uint (device) > G_MAXUINT32
      || yyjson_get_uint (n) < 1 || yyjson_get_uint (n) > G_MAXINT64)
    return FALSE;
  operation->was_device = (guint32) yyjson_get_uint (device);
  operation->was_n = (gint64) yyjson_get_uint (n);
  return TRUE;
}

static KontorRefusal
read_body (Decoder *self, KontorOperation *operation, yyjson_val *line)
{
  const char *name = kontor_json_get_text (line, "t");
  yyjson_val *row = yyjson_obj_get (line, "r");
  KontorRefusal refusal;

  if (name == NULL || !kontor_json_get_hlc (line, "h", &operation->hlc)
      || !kontor_json_get_id (line, "id", &operation->id)
      || !read_origin (operation, yyjson_obj_get (line, "w")))
    return KONTOR_REFUSAL_INVALID;
  operation->kind = row != NULL ? KONTOR_OPERATION_INSERT : KONTOR_OPERATION_UPDATE;
  operation->strict = yyjson_is_true (yyjson_obj_get (line, "s"));
  operation->entity = kontor_schema_find (self->schema, name);
  refusal = row != NULL ? read_insert (self, operation, name, row) : read_update (operation, line);
  hash_head (operation, name);
  return refusal;
}

/* A group goes on, or a new one begins with its own n. */
static gboolean
is_group (const GPtrArray *operations, gint64 n, gint64 group)
{
  const KontorOperation *last;

  if (group == n)
    return TRUE;
  if (operations->len == 0 || group > n)
    return FALSE;
  last = operations->pdata[operations->len - 1];
  return last->group == group && n - group < KONTOR_SYNC_MAX_GROUP;
}

static gboolean
read_operation (Decoder *self, yyjson_val *line, GError **error)
{
  GPtrArray *operations = self->push->operations;
  KontorOperation *operation;
  gint64 n, group;

  if (operations->len == KONTOR_SYNC_MAX_OPERATIONS)
    return exceed ("a push of too many operations", error);
  if (!kontor_json_get_number (line, "n", G_MAXINT64, &n)
      || n != self->push->from + (gint64) operations->len)
    return refuse (self, "an operation out of order", error);
  if (!kontor_json_get_number (line, "g", G_MAXINT64, &group) || !is_group (operations, n, group))
    return refuse (self, "an operation of no group", error);
  operation = kontor_operation_new (KONTOR_OPERATION_UPDATE);
  operation->n = n;
  operation->group = group;
  g_ptr_array_add (operations, operation);
  operation->refusal = read_body (self, operation, line);
  if (operation->refusal == KONTOR_REFUSAL_NONE)
    {
      kontor_operation_prepare (operation);
      return TRUE;
    }
  g_clear_pointer (&operation->fields, kontor_fields_free);
  g_clear_pointer (&operation->before, kontor_fields_free);
  return TRUE;
}

static gboolean
read_lines (Decoder *self, GError **error)
{
  GError *own = NULL;
  yyjson_val *line;

  while ((line = kontor_line_reader_next (self->lines, &own)) != NULL)
    {
      gboolean read = yyjson_obj_get (line, "tags") != NULL
                          ? kontor_row_reader_declare (self->rows, line, error)
                          : read_operation (self, line, error);

      if (!read)
        return FALSE;
      if (self->push->operations->len % STRIDE == 0)
        tell_progress (self);
    }
  if (own != NULL)
    g_propagate_error (error, own);
  return own == NULL;
}

static gboolean
check_size (const KontorPush *push, GBytes *body, GError **error)
{
  const KontorOperation *first, *last;

  if (g_bytes_get_size (body) > KONTOR_SYNC_MAX_BODY)
    return exceed ("a push of too many bytes", error);
  if (g_bytes_get_size (body) <= KONTOR_SYNC_MAX_BATCH || push->operations->len == 0)
    return TRUE;
  first = push->operations->pdata[0];
  last = push->operations->pdata[push->operations->len - 1];
  return first->group == last->group || exceed ("a push of several groups is too large", error);
}

gboolean
kontor_push_read (KontorPush *push,
                  const KontorSchema *schema,
                  GBytes *body,
                  KontorPushProgress progress,
                  gpointer data,
                  GError **error)
{
  g_autoptr (KontorLineReader) lines = kontor_line_reader_new (body);
  g_autoptr (KontorRowReader) rows = kontor_row_reader_new (schema);
  Decoder self = { schema, lines, rows, push, progress, data };

  if (!read_head (&self, error))
    return FALSE;
  tell_progress (&self);
  return read_lines (&self, error) && check_size (push, body, error);
}

KontorPush *
kontor_push_decode (const KontorSchema *schema, GBytes *body, GError **error)
{
  g_autoptr (KontorPush) push = kontor_push_new ();

  return kontor_push_read (push, schema, body, NULL, NULL, error) ? g_steal_pointer (&push) : NULL;
}
