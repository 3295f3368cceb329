/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-row-reader.h"

#include "sync/kontor-json-private.h"

#include <string.h>

/* Declarations of entities that the schema does not have, kept for their operations' hashes. */
#define MAX_UNKNOWN 64

/* The columns of one entity. */
typedef struct
{
  KontorColumns *columns; /* NULL for an unknown entity */
  GPtrArray *keys;        /* their tags as text */
} Declaration;

struct _KontorRowReader
{
  const KontorSchema *schema;
  GHashTable *declarations; /* entity's name → Declaration */
};

static void
free_declaration (gpointer data)
{
  Declaration *declaration = data;

  g_clear_pointer (&declaration->columns, kontor_columns_free);
  g_ptr_array_unref (declaration->keys);
  g_free (declaration);
}

KontorRowReader *
kontor_row_reader_new (const KontorSchema *schema)
{
  KontorRowReader *self = g_new (KontorRowReader, 1);

  self->schema = schema;
  self->declarations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_declaration);
  return self;
}

void
kontor_row_reader_free (KontorRowReader *self)
{
  g_hash_table_unref (self->declarations);
  g_free (self);
}

static GPtrArray *
list_keys (yyjson_val *tags)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  size_t i, max;
  yyjson_val *tag;

  yyjson_arr_foreach (tags, i, max, tag) g_ptr_array_add (
      keys, yyjson_is_str (tag) ? g_strdup (yyjson_get_str (tag))
                                : g_strdup_printf ("%" G_GUINT64_FORMAT, yyjson_get_uint (tag)));
  return keys;
}

gboolean
kontor_row_reader_declare (KontorRowReader *self, yyjson_val *line, GError **error)
{
  const char *name = kontor_json_get_text (line, "t");
  yyjson_val *tags = yyjson_obj_get (line, "tags");
  const KontorEntity *entity = name != NULL ? kontor_schema_find (self->schema, name) : NULL;
  KontorColumns *columns = NULL;
  Declaration *declaration;

  if (name == NULL || !yyjson_is_arr (tags)
      || yyjson_arr_size (tags) > KONTOR_MAX_FIELDS + KONTOR_N_COMMON_FIELDS + KONTOR_MAX_EXTRAS)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "columns that are none");
      return FALSE;
    }
  if (g_hash_table_size (self->declarations) >= self->schema->n_entities + MAX_UNKNOWN)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT, "columns of too many entities");
      return FALSE;
    }
  if (entity != NULL)
    {
      columns = kontor_columns_from_json (entity, tags, error);
      if (columns == NULL)
        return FALSE;
    }
  declaration = g_new (Declaration, 1);
  *declaration = (Declaration) { columns, list_keys (tags) };
  g_hash_table_replace (self->declarations, g_strdup (name), declaration);
  return TRUE;
}

KontorFields *
kontor_row_reader_read (KontorRowReader *self,
                        const KontorEntity *entity,
                        yyjson_val *row,
                        GError **error)
{
  Declaration *declaration = g_hash_table_lookup (self->declarations, entity->name);

  if (declaration != NULL)
    return kontor_columns_row_from_json (declaration->columns, row, error);
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%s: a row without columns",
               entity->name);
  return NULL;
}

gboolean
kontor_row_reader_hash (KontorRowReader *self, const char *name, yyjson_val *row, guint64 *hash)
{
  Declaration *declaration = g_hash_table_lookup (self->declarations, name);
  size_t i, max;
  yyjson_val *cell;

  if (declaration == NULL || !yyjson_is_arr (row) || yyjson_arr_size (row) > declaration->keys->len)
    return FALSE;
  yyjson_arr_foreach (row, i, max, cell) if (!yyjson_is_null (cell)
                                             && !kontor_json_hash_member (
                                                 hash, g_ptr_array_index (declaration->keys, i),
                                                 cell)) return FALSE;
  return TRUE;
}
