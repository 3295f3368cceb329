/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-fields.h"

#include "util/kontor-error.h"

#include <string.h>

/* One allocation: an import makes hundreds of thousands. Which of the values are there is said by
 * the mask; the others are not initialised. */
struct _KontorFields
{
  const KontorEntity *entity;
  guint64 mask;
  GTree *extra; /* JSON texts by key; NULL while there are none */
  KontorValue values[];
};

#define BIT(index) (G_GUINT64_CONSTANT (1) << (index))

static gsize
count_size (const KontorEntity *entity)
{
  return sizeof (KontorFields) + kontor_entity_get_n_fields (entity) * sizeof (KontorValue);
}

KontorFields *
kontor_fields_new (const KontorEntity *entity)
{
  KontorFields *self = g_malloc (count_size (entity));

  self->entity = entity;
  self->mask = 0;
  self->extra = NULL;
  return self;
}

static gboolean
set_extra (gpointer key, gpointer json, gpointer fields)
{
  kontor_fields_set_extra (fields, key, json);
  return FALSE;
}

KontorFields *
kontor_fields_copy (const KontorFields *self)
{
  KontorFields *copy = kontor_fields_new (self->entity);

  copy->mask = self->mask;
  for (guint64 rest = self->mask; rest != 0; rest &= rest - 1)
    {
      guint index = __builtin_ctzll (rest);

      copy->values[index] = kontor_value_copy (&self->values[index]);
    }
  if (self->extra != NULL)
    g_tree_foreach (self->extra, set_extra, copy);
  return copy;
}

void
kontor_fields_free (KontorFields *self)
{
  if (self == NULL)
    return;
  for (guint64 rest = self->mask; rest != 0; rest &= rest - 1)
    kontor_value_clear (&self->values[__builtin_ctzll (rest)]);
  g_clear_pointer (&self->extra, g_tree_unref);
  g_free (self);
}

const KontorEntity *
kontor_fields_get_entity (const KontorFields *self)
{
  return self->entity;
}

guint64
kontor_fields_get_mask (const KontorFields *self)
{
  return self->mask;
}

gboolean
kontor_fields_is_empty (const KontorFields *self)
{
  return self->mask == 0 && self->extra == NULL;
}

const KontorValue *
kontor_fields_get (const KontorFields *self, guint index)
{
  return self->mask & BIT (index) ? &self->values[index] : NULL;
}

void
kontor_fields_take (KontorFields *self, guint index, KontorValue value)
{
  g_assert (index < kontor_entity_get_n_fields (self->entity));
  kontor_fields_remove (self, index);
  self->values[index] = value;
  self->mask |= BIT (index);
}

void
kontor_fields_set (KontorFields *self, guint index, const KontorValue *value)
{
  kontor_fields_take (self, index, kontor_value_copy (value));
}

void
kontor_fields_remove (KontorFields *self, guint index)
{
  if (self->mask & BIT (index))
    kontor_value_clear (&self->values[index]);
  self->mask &= ~BIT (index);
}

void
kontor_fields_overlay (KontorFields *self, const KontorFields *other)
{
  g_assert (self->entity == other->entity);
  for (guint64 rest = other->mask; rest != 0; rest &= rest - 1)
    {
      guint index = __builtin_ctzll (rest);

      kontor_fields_set (self, index, &other->values[index]);
    }
  if (other->extra != NULL)
    g_tree_foreach (other->extra, set_extra, self);
}

static guint
find_index (const KontorFields *self, const char *name)
{
  int index = kontor_entity_find_field (self->entity, name);

  g_assert (index >= 0);
  return index;
}

const KontorValue *
kontor_fields_get_named (const KontorFields *self, const char *name)
{
  return kontor_fields_get (self, find_index (self, name));
}

void
kontor_fields_take_named (KontorFields *self, const char *name, KontorValue value)
{
  kontor_fields_take (self, find_index (self, name), value);
}

const char *
kontor_fields_get_text (const KontorFields *self, const char *name)
{
  const KontorValue *value = kontor_fields_get_named (self, name);

  return value != NULL && kontor_type_is_text (value->type) ? value->text : NULL;
}

void
kontor_fields_set_text (KontorFields *self, const char *name, const char *text)
{
  guint index = find_index (self, name);

  kontor_fields_take (
      self, index, kontor_value_text (kontor_entity_get_field (self->entity, index)->type, text));
}

void
kontor_fields_set_integer (KontorFields *self, const char *name, gint64 integer)
{
  guint index = find_index (self, name);
  KontorType type = kontor_entity_get_field (self->entity, index)->type;

  kontor_fields_take (self, index, kontor_value_integer (type, integer));
}

void
kontor_fields_set_money (KontorFields *self, const char *name, gint64 minor, const char *currency)
{
  kontor_fields_take_named (self, name, kontor_value_money (minor, currency));
}

void
kontor_fields_set_ref (KontorFields *self, const char *name, const KontorId *id)
{
  kontor_fields_take_named (self, name, kontor_value_ref (id));
}

gboolean
kontor_fields_get_ref (const KontorFields *self, const char *name, KontorId *id)
{
  const KontorValue *value = kontor_fields_get_named (self, name);

  if (value == NULL || value->type != KONTOR_REF)
    return FALSE;
  *id = value->id;
  return TRUE;
}

static gboolean
is_integer (KontorType type)
{
  return type != KONTOR_NONE && type != KONTOR_MONEY && type != KONTOR_REF
         && !kontor_type_is_text (type);
}

gint64
kontor_fields_get_integer (const KontorFields *self, const char *name, gint64 otherwise)
{
  const KontorValue *value = kontor_fields_get_named (self, name);

  return value != NULL && is_integer (value->type) ? value->integer : otherwise;
}

static int
compare_keys (gconstpointer a, gconstpointer b, gpointer data)
{
  return strcmp (a, b);
}

void
kontor_fields_set_extra (KontorFields *self, const char *key, const char *json)
{
  if (json != NULL)
    {
      if (self->extra == NULL)
        self->extra = g_tree_new_full (compare_keys, NULL, g_free, g_free);
      g_tree_replace (self->extra, g_strdup (key), g_strdup (json));
    }
  else if (self->extra != NULL)
    {
      g_tree_remove (self->extra, key);
      if (g_tree_nnodes (self->extra) == 0)
        g_clear_pointer (&self->extra, g_tree_unref);
    }
}

const char *
kontor_fields_get_extra (const KontorFields *self, const char *key)
{
  return self->extra != NULL ? g_tree_lookup (self->extra, key) : NULL;
}

const char **
kontor_fields_list_extra (const KontorFields *self)
{
  const char **keys;
  guint count = 0;

  if (self->extra == NULL)
    return NULL;
  keys = g_new0 (const char *, g_tree_nnodes (self->extra) + 1);
  for (GTreeNode *node = g_tree_node_first (self->extra); node; node = g_tree_node_next (node))
    keys[count++] = g_tree_node_key (node);
  return keys;
}

char *
kontor_fields_dup_title (const KontorFields *self)
{
  GString *title = g_string_new (NULL);

  for (guint64 rest = self->mask; rest != 0; rest &= rest - 1)
    {
      guint index = __builtin_ctzll (rest);
      const KontorField *field = kontor_entity_get_field (self->entity, index);
      const KontorValue *value = &self->values[index];

      if (!(field->flags & KONTOR_TITLE) || !kontor_type_is_text (value->type))
        continue;
      if (title->len > 0)
        g_string_append_c (title, ' ');
      g_string_append (title, value->text);
    }
  return g_string_free_and_steal (title);
}

typedef gboolean (*CheckFunc) (const KontorField *field, const KontorValue *value, GError **error);

static gboolean
check (const KontorFields *self, gboolean whole, CheckFunc func, GError **error)
{
  static const KontorValue none = KONTOR_VALUE_NONE;

  for (guint i = 0; i < kontor_entity_get_n_fields (self->entity); i++)
    {
      const KontorValue *value = kontor_fields_get (self, i);

      if (value == NULL && whole)
        value = &none;
      if (value != NULL && !func (kontor_entity_get_field (self->entity, i), value, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
kontor_fields_check (const KontorFields *self, gboolean whole, GError **error)
{
  return check (self, whole, kontor_value_check, error);
}

gboolean
kontor_fields_check_meaning (const KontorFields *self, gboolean whole, GError **error)
{
  return check (self, whole, kontor_value_check_meaning, error);
}
