/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "duplicates/kontor-duplicates-private.h"

#include "store/kontor-row.h"
#include "util/kontor-error.h"

#include <string.h>

struct _KontorMergePlan
{
  const KontorEntity *entity;
  GArray *ids;       /* of KontorId */
  GPtrArray *fields; /* of KontorFields */
  GArray *sources;   /* of int, for each field of the entity; UNCHOSEN until it is chosen */
};

#define UNCHOSEN (-2)
#define JOINED (-1)

gboolean
kontor_duplicates_can_merge (const KontorEntity *entity)
{
  return kontor_entity_get_alias (entity) >= 0;
}

static gboolean
add_record (KontorMergePlan *self, KontorStore *store, const KontorId *id, GError **error)
{
  int alias = kontor_entity_get_alias (self->entity);
  g_auto (KontorRow) row = { 0 };
  gboolean live;

  if (!kontor_row_load (kontor_store_get_database (store), self->entity, id, &row, error))
    return FALSE;
  for (guint i = 0; i < self->ids->len; i++)
    if (kontor_id_equal (&g_array_index (self->ids, KontorId, i), id))
      {
        g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
                             "a record can't be merged with itself");
        return FALSE;
      }
  live = kontor_value_is_none (
      kontor_fields_get (row.fields, kontor_entity_get_deleted_at (self->entity)));
  if (!live)
    {
      const KontorValue *into = kontor_fields_get (row.fields, alias);

      if (self->ids->len == 0 || kontor_value_is_none (into)
          || !kontor_id_equal (&into->id, &g_array_index (self->ids, KontorId, 0)))
        {
          g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT,
                               "a record is in the trash");
          return FALSE;
        }
    }
  g_array_append_vals (self->ids, id, 1);
  g_ptr_array_add (self->fields, g_steal_pointer (&row.fields));
  return TRUE;
}

KontorMergePlan *
kontor_merge_plan_new (KontorStore *store, const KontorEntity *entity, GArray *ids, GError **error)
{
  g_autoptr (KontorMergePlan) self = g_new0 (KontorMergePlan, 1);

  self->entity = entity;
  self->ids = g_array_new (FALSE, FALSE, sizeof (KontorId));
  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_fields_free);
  self->sources = g_array_new (FALSE, FALSE, sizeof (int));
  if (!kontor_duplicates_can_merge (entity) || ids->len < 2)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%u of %s can't be merged", ids->len,
                   entity->name);
      return NULL;
    }
  for (guint i = 0; i < ids->len; i++)
    if (!add_record (self, store, &g_array_index (ids, KontorId, i), error))
      return NULL;
  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    {
      int unchosen = UNCHOSEN;

      g_array_append_val (self->sources, unchosen);
    }
  return g_steal_pointer (&self);
}

void
kontor_merge_plan_free (KontorMergePlan *self)
{
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->sources, g_array_unref);
  g_free (self);
}

guint
kontor_merge_plan_get_n_records (const KontorMergePlan *self)
{
  return self->ids->len;
}

const KontorId *
kontor_merge_plan_get_id (const KontorMergePlan *self, guint record)
{
  return &g_array_index (self->ids, KontorId, record);
}

const KontorFields *
kontor_merge_plan_get_fields (const KontorMergePlan *self, guint record)
{
  return self->fields->pdata[record];
}

gboolean
kontor_merge_plan_has_field (const KontorMergePlan *self, guint index)
{
  guint alias = kontor_entity_get_alias (self->entity);

  return (int) index != kontor_entity_get_deleted_at (self->entity)
         && kontor_entity_get_group (self->entity, index)
                != kontor_entity_get_group (self->entity, alias);
}

void
kontor_merge_plan_choose (KontorMergePlan *self, guint index, guint record)
{
  g_assert (record < self->ids->len && kontor_merge_plan_has_field (self, index));
  g_array_index (self->sources, int, index) = record;
}

static const KontorValue *
get_value (const KontorMergePlan *self, guint record, guint index)
{
  return kontor_fields_get (self->fields->pdata[record], index);
}

static gboolean
has_any_of_group (const KontorMergePlan *self, guint record, guint index)
{
  guint64 mask
      = kontor_entity_get_group_mask (self->entity, kontor_entity_get_group (self->entity, index));

  for (guint i = 0; i < kontor_entity_get_n_fields (self->entity); i++)
    if ((mask >> i & 1) != 0 && !kontor_value_is_none (get_value (self, record, i)))
      return TRUE;
  return FALSE;
}

int
kontor_merge_plan_get_source (const KontorMergePlan *self, guint index)
{
  const KontorField *field = kontor_entity_get_field (self->entity, index);
  int chosen = g_array_index (self->sources, int, index);

  if (chosen != UNCHOSEN)
    return chosen;
  if (field->policy == KONTOR_TEXT3)
    return JOINED;
  for (guint i = 0; i < self->ids->len; i++)
    if (has_any_of_group (self, i, index))
      return i;
  return 0;
}

/* Below each other, what is within another one left out. */
static KontorValue
join_texts (const KontorMergePlan *self, guint index)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < self->ids->len; i++)
    {
      const KontorValue *value = get_value (self, i, index);

      if (kontor_value_is_none (value) || strstr (joined->str, value->text) != NULL)
        continue;
      if (joined->len > 0)
        g_string_append (joined, "\n\n");
      g_string_append (joined, value->text);
    }
  return kontor_value_text (kontor_entity_get_field (self->entity, index)->type, joined->str);
}

KontorFields *
kontor_merge_plan_dup_result (const KontorMergePlan *self)
{
  KontorFields *result = kontor_fields_new (self->entity);

  for (guint i = 0; i < kontor_entity_get_n_fields (self->entity); i++)
    {
      int source = kontor_merge_plan_get_source (self, i);

      if (!kontor_merge_plan_has_field (self, i))
        continue;
      if (source == JOINED)
        kontor_fields_take (result, i, join_texts (self, i));
      else
        kontor_fields_set (result, i, get_value (self, source, i));
    }
  return result;
}
