/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-columns.h"

#include "util/kontor-error.h"

#include <string.h>

/* One column: a field of the entity, or one that is not. */
typedef struct
{
  int index; /* -1: by key */
  char *key; /* NULL for a field of the entity */
} Column;

struct _KontorColumns
{
  const KontorEntity *entity;
  GArray *columns;  /* of Column */
  guint64 mask;     /* fields that are among them */
  GHashTable *keys; /* of the others; borrowed from the columns; NULL while there are none */
};

static void
clear_column (gpointer column)
{
  g_free (((Column *) column)->key);
}

KontorColumns *
kontor_columns_new (const KontorEntity *entity)
{
  KontorColumns *self = g_new0 (KontorColumns, 1);

  self->entity = entity;
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (self->columns, clear_column);
  return self;
}

void
kontor_columns_free (KontorColumns *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_array_unref (self->columns);
  g_free (self);
}

/* FALSE where it is there already. */
static gboolean
add_field (KontorColumns *self, guint index)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << index;
  Column column = { index, NULL };

  if (self->mask & bit)
    return FALSE;
  self->mask |= bit;
  g_array_append_val (self->columns, column);
  return TRUE;
}

static gboolean
add_key (KontorColumns *self, const char *key)
{
  Column column = { -1, NULL };

  if (self->keys == NULL)
    self->keys = g_hash_table_new (g_str_hash, g_str_equal);
  if (g_hash_table_contains (self->keys, key))
    return FALSE;
  column.key = g_strdup (key);
  g_hash_table_add (self->keys, column.key);
  g_array_append_val (self->columns, column);
  return TRUE;
}

gboolean
kontor_columns_cover (KontorColumns *self, const KontorFields *fields)
{
  g_autofree const char **extra = kontor_fields_list_extra (fields);
  guint64 missing = kontor_fields_get_mask (fields) & ~self->mask;
  guint before = self->columns->len;

  g_assert (kontor_fields_get_entity (fields) == self->entity);
  for (; missing != 0; missing &= missing - 1)
    {
      guint index = __builtin_ctzll (missing);

      if (kontor_fields_get (fields, index)->type != KONTOR_NONE)
        add_field (self, index);
    }
  for (guint i = 0; extra != NULL && extra[i] != NULL; i++)
    add_key (self, extra[i]);
  return self->columns->len > before;
}

static gboolean
is_tag (const char *key)
{
  return strspn (key, "0123456789") == strlen (key) && strlen (key) < 10;
}

yyjson_mut_val *
kontor_columns_to_json (const KontorColumns *self, yyjson_mut_doc *doc)
{
  yyjson_mut_val *list = yyjson_mut_arr (doc);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, i);

      if (column->key == NULL)
        yyjson_mut_arr_append (
            list,
            yyjson_mut_uint (doc, kontor_entity_get_field (self->entity, column->index)->tag));
      else if (is_tag (column->key))
        yyjson_mut_arr_append (list,
                               yyjson_mut_uint (doc, g_ascii_strtoull (column->key, NULL, 10)));
      else
        yyjson_mut_arr_append (list, yyjson_mut_strcpy (doc, column->key));
    }
  return list;
}

static gboolean
refuse (const KontorEntity *entity, const char *what, GError **error)
{
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%s: %s", entity->name, what);
  return FALSE;
}

static gboolean
read_column (KontorColumns *self, yyjson_val *json, GError **error)
{
  g_autofree char *key = NULL;
  guint64 tag = yyjson_get_uint (json);
  gboolean is_new;
  int index = -1;

  if (yyjson_is_uint (json) && tag > 0)
    {
      if (tag <= G_MAXUINT16)
        index = kontor_entity_find_tag (self->entity, tag);
      key = g_strdup_printf ("%" G_GUINT64_FORMAT, tag);
    }
  else if (yyjson_is_str (json) && strlen (yyjson_get_str (json)) == yyjson_get_len (json))
    key = g_strdup (yyjson_get_str (json));
  else
    return refuse (self->entity, "has a column that is no field", error);
  is_new = index >= 0 ? add_field (self, index) : add_key (self, key);
  return is_new || refuse (self->entity, "has a column twice", error);
}

KontorColumns *
kontor_columns_from_json (const KontorEntity *entity, yyjson_val *json, GError **error)
{
  g_autoptr (KontorColumns) self = kontor_columns_new (entity);
  yyjson_arr_iter iter;
  yyjson_val *column;

  if (!yyjson_arr_iter_init (json, &iter))
    {
      refuse (entity, "columns are no list", error);
      return NULL;
    }
  if (yyjson_arr_size (json) > KONTOR_MAX_FIELDS + KONTOR_N_COMMON_FIELDS + KONTOR_MAX_EXTRAS)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT, "%s: has too many columns",
                   entity->name);
      return NULL;
    }
  while ((column = yyjson_arr_iter_next (&iter)) != NULL)
    if (!read_column (self, column, error))
      return NULL;
  return g_steal_pointer (&self);
}

static yyjson_mut_val *
make_cell (const KontorColumns *self,
           const Column *column,
           yyjson_mut_doc *doc,
           const KontorFields *fields)
{
  const KontorValue *value;
  const char *extra;

  if (column->key != NULL)
    {
      extra = kontor_fields_get_extra (fields, column->key);
      return extra != NULL ? kontor_extra_to_json (doc, extra) : yyjson_mut_null (doc);
    }
  value = kontor_fields_get (fields, column->index);
  if (value == NULL)
    return yyjson_mut_null (doc);
  return kontor_value_to_json (doc, kontor_entity_get_field (self->entity, column->index), value);
}

yyjson_mut_val *
kontor_columns_row_to_json (const KontorColumns *self,
                            yyjson_mut_doc *doc,
                            const KontorFields *fields)
{
  yyjson_mut_val *row = yyjson_mut_arr (doc);
  gsize last = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      yyjson_mut_val *cell
          = make_cell (self, &g_array_index (self->columns, Column, i), doc, fields);

      yyjson_mut_arr_append (row, cell);
      if (!yyjson_mut_is_null (cell))
        last = i + 1;
    }
  yyjson_mut_arr_remove_range (row, last, self->columns->len - last);
  return row;
}

static gboolean
read_cell (const KontorColumns *self,
           const Column *column,
           yyjson_val *json,
           KontorFields *fields,
           GError **error)
{
  KontorValue value;

  if (yyjson_is_null (json))
    return TRUE;
  if (column->key != NULL)
    return kontor_extra_from_json (fields, column->key, json, error);
  if (!kontor_value_from_json (kontor_entity_get_field (self->entity, column->index), json, &value,
                               error))
    return FALSE;
  if (value.type != KONTOR_NONE)
    kontor_fields_take (fields, column->index, value);
  return TRUE;
}

KontorFields *
kontor_columns_row_from_json (const KontorColumns *self, yyjson_val *json, GError **error)
{
  g_autoptr (KontorFields) fields = kontor_fields_new (self->entity);
  yyjson_arr_iter iter;
  guint i = 0;
  yyjson_val *cell;

  if (!yyjson_arr_iter_init (json, &iter) || yyjson_arr_size (json) > self->columns->len)
    {
      refuse (self->entity, "has a row that does not fit its columns", error);
      return NULL;
    }
  while ((cell = yyjson_arr_iter_next (&iter)) != NULL)
    if (!read_cell (self, &g_array_index (self->columns, Column, i++), cell, fields, error))
      return NULL;
  return g_steal_pointer (&fields);
}
