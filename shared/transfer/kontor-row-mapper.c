/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-row-mapper-private.h"

#include "util/kontor-error.h"

#include <string.h>

static void
clear_slot (gpointer data)
{
  KontorMapperSlot *slot = data;

  g_free (slot->columns);
  kontor_value_clear (&slot->value);
}

static void
clear_record (gpointer data)
{
  g_array_unref (((KontorMapperRecord *) data)->slots);
}

KontorMapperRecord *
kontor_row_mapper_get_record (KontorRowMapper *self, guint index)
{
  return &g_array_index (self->records, KontorMapperRecord, index);
}

const KontorMapperColumn *
kontor_row_mapper_get_column (KontorRowMapper *self, guint index)
{
  return &g_array_index (self->columns, KontorMapperColumn, index);
}

static gboolean
fail (GError **error, const KontorRecordPlan *record, const char *what, const char *name)
{
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%s: %s: %s", record->name, what, name);
  return FALSE;
}

static const KontorColumnPlan *
find_column_plan (GPtrArray *columns, const char *name)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const KontorColumnPlan *column = columns->pdata[i];

      if (g_str_equal (column->name, name))
        return column;
    }
  return NULL;
}

static void
add_columns (KontorRowMapper *self, const KontorImportPlan *shared, const char *const *header)
{
  for (guint i = 0; header[i] != NULL; i++)
    {
      const KontorColumnPlan *own = find_column_plan (self->plan->columns, header[i]);
      const KontorColumnPlan *all = find_column_plan (shared->corrections, header[i]);
      KontorMapperColumn column = { .name = header[i] };

      column.form.currency = self->currency;
      column.shared = all == NULL ? NULL : all->corrections;
      if (own != NULL)
        {
          column.corrections = own->corrections;
          column.form.dates = own->dates;
          column.form.decimal = own->decimal;
          if (own->currency != NULL)
            column.form.currency = own->currency;
        }
      g_array_append_val (self->columns, column);
    }
}

static int
find_column (KontorRowMapper *self, const char *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_str_equal (kontor_row_mapper_get_column (self, i)->name, name))
      return i;
  return -1;
}

static int
find_record (KontorRowMapper *self, const char *name)
{
  for (guint i = 0; i < self->records->len; i++)
    if (g_str_equal (kontor_row_mapper_get_record (self, i)->plan->name, name))
      return i;
  return -1;
}

static gboolean
find_slot_columns (KontorRowMapper *self,
                   const KontorMapperRecord *record,
                   KontorMapperSlot *slot,
                   GError **error)
{
  GStrv names = slot->binding->columns;

  slot->n_columns = g_strv_length (names);
  slot->columns = g_new (guint, slot->n_columns);
  for (guint i = 0; i < slot->n_columns; i++)
    {
      int column = find_column (self, names[i]);

      if (column < 0)
        return fail (error, record->plan, "no such column", names[i]);
      slot->columns[i] = column;
    }
  if (slot->binding->currency == NULL)
    return TRUE;
  slot->currency = find_column (self, slot->binding->currency);
  return slot->currency >= 0
         || fail (error, record->plan, "no such column", slot->binding->currency);
}

static gboolean
read_constant (KontorRowMapper *self,
               const KontorMapperRecord *record,
               KontorMapperSlot *slot,
               GError **error)
{
  const KontorField *field = kontor_entity_get_field (record->plan->entity, slot->field);

  return kontor_value_from_text (field, slot->binding->value, self->currency, &slot->value, NULL)
         || fail (error, record->plan, "not a value of its field", slot->binding->value);
}

/* What is found out about a binding before the first row. */
static gboolean
add_slot (KontorRowMapper *self,
          KontorMapperRecord *record,
          const KontorBinding *binding,
          GError **error)
{
  const KontorEntity *entity = record->plan->entity;
  KontorMapperSlot slot = { .binding = binding, .field = KONTOR_ID_FIELD, .currency = -1 };
  const KontorField *field = NULL;
  gboolean ok = TRUE;

  if (!g_str_equal (binding->field, "id"))
    {
      slot.field = kontor_entity_find_field (entity, binding->field);
      if (slot.field < 0)
        return fail (error, record->plan, "no such field", binding->field);
      field = kontor_entity_get_field (entity, slot.field);
    }
  if (binding->columns != NULL)
    ok = find_slot_columns (self, record, &slot, error);
  else if (binding->record != NULL && (field == NULL || field->type != KONTOR_REF))
    ok = fail (error, record->plan, "not a reference", binding->field);
  else if (binding->value != NULL && field != NULL && field->type != KONTOR_REF)
    ok = read_constant (self, record, &slot, error);
  g_array_append_val (record->slots, slot);
  record->has_columns |= binding->columns != NULL;
  return ok;
}

static guint64
get_bit (KontorRowMapper *self, const KontorEntity *entity)
{
  return G_GUINT64_CONSTANT (1) << kontor_schema_index (self->schema, entity);
}

static gboolean
add_record (KontorRowMapper *self, const KontorRecordPlan *plan, GError **error)
{
  KontorMapperRecord record = { .plan = plan, .each = -1, .whole = -1 };

  record.slots = g_array_new (FALSE, TRUE, sizeof (KontorMapperSlot));
  g_array_set_clear_func (record.slots, clear_slot);
  g_array_append_val (self->records, record);
  for (guint i = 0; i < plan->bindings->len; i++)
    if (!add_slot (self, kontor_row_mapper_get_record (self, self->records->len - 1),
                   plan->bindings->pdata[i], error))
      return FALSE;
  /* What must be there is looked for like what a reference names. */
  if (plan->missing == KONTOR_MISSING_CREATE)
    self->made |= get_bit (self, plan->entity);
  else
    self->named |= get_bit (self, plan->entity);
  if (plan->each == NULL)
    return TRUE;
  kontor_row_mapper_get_record (self, self->records->len - 1)->each
      = find_column (self, plan->each);
  return find_column (self, plan->each) >= 0 || fail (error, plan, "no such column", plan->each);
}

gboolean
kontor_mapper_is_part (const KontorMapperRecord *record, const KontorMapperSlot *slot)
{
  return slot->binding->record != NULL && slot->field >= 0
         && (kontor_entity_get_field (record->plan->entity, slot->field)->flags & KONTOR_PARENT)
                != 0;
}

/* The records in the order in which each comes after what it is part of. */
static gboolean
order_records (KontorRowMapper *self, GError **error)
{
  const guint n = self->records->len;

  for (guint done = 0; done < n;)
    {
      guint before = done;

      for (guint i = done; i < n; i++)
        {
          KontorMapperRecord record = *kontor_row_mapper_get_record (self, i);
          gboolean ready = TRUE;

          for (guint j = 0; j < record.slots->len; j++)
            {
              const KontorMapperSlot *slot = &g_array_index (record.slots, KontorMapperSlot, j);

              if (kontor_mapper_is_part (&record, slot))
                ready &= find_record (self, slot->binding->record) < (int) done;
            }
          if (!ready)
            continue;
          memmove (kontor_row_mapper_get_record (self, done + 1),
                   kontor_row_mapper_get_record (self, done),
                   (i - done) * sizeof (KontorMapperRecord));
          *kontor_row_mapper_get_record (self, done++) = record;
        }
      if (done == before)
        return fail (error, kontor_row_mapper_get_record (self, done)->plan, "part of", "itself");
    }
  return TRUE;
}

static gboolean
has_slot (const KontorMapperRecord *record, guint tag)
{
  for (guint i = 0; i < record->slots->len; i++)
    {
      const KontorMapperSlot *slot = &g_array_index (record->slots, KontorMapperSlot, i);

      if (slot->field >= 0
          && kontor_entity_get_field (record->plan->entity, slot->field)->tag == tag)
        return TRUE;
    }
  return FALSE;
}

static gboolean
link_slot (KontorRowMapper *self,
           KontorMapperRecord *record,
           KontorMapperSlot *slot,
           GError **error)
{
  const KontorField *field;
  int target;

  if (slot->field < 0)
    return TRUE;
  field = kontor_entity_get_field (record->plan->entity, slot->field);
  if (field->type == KONTOR_REF && slot->binding->record == NULL)
    self->named |= get_bit (self, kontor_schema_find (self->schema, field->target));
  if (slot->binding->record == NULL)
    return TRUE;
  target = find_record (self, slot->binding->record);
  if (target < 0)
    return fail (error, record->plan, "no such record", slot->binding->record);
  if (!g_str_equal (kontor_row_mapper_get_record (self, target)->plan->entity->name, field->target))
    return fail (error, record->plan, "of another kind", slot->binding->record);
  slot->record = target;
  if (kontor_mapper_is_part (record, slot))
    record->whole = target;
  return TRUE;
}

/* A part of something that has a key is found again by that key, even if all it says has changed. */
static void
derive_key (KontorRowMapper *self, KontorMapperRecord *record)
{
  record->derives_key
      = record->whole >= 0 && record->each < 0 && (record->plan->entity->flags & KONTOR_LINK) == 0
        && !has_slot (record, KONTOR_TAG_EXTERNAL_KEY)
        && has_slot (kontor_row_mapper_get_record (self, record->whole), KONTOR_TAG_EXTERNAL_KEY);
}

static gboolean
link_records (KontorRowMapper *self, GError **error)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      KontorMapperRecord *record = kontor_row_mapper_get_record (self, i);

      for (guint j = 0; j < record->slots->len; j++)
        if (!link_slot (self, record, &g_array_index (record->slots, KontorMapperSlot, j), error))
          return FALSE;
      derive_key (self, record);
    }
  return TRUE;
}

static gboolean
needs_keys (KontorRowMapper *self)
{
  for (guint i = 0; i < self->records->len; i++)
    for (guint j = 0; j < kontor_row_mapper_get_record (self, i)->slots->len; j++)
      {
        const KontorMapperSlot *slot
            = &g_array_index (kontor_row_mapper_get_record (self, i)->slots, KontorMapperSlot, j);

        if (slot->binding->place && slot->field >= 0
            && kontor_entity_get_field (kontor_row_mapper_get_record (self, i)->plan->entity,
                                        slot->field)
                       ->type
                   != KONTOR_RANK)
          return TRUE;
      }
  return FALSE;
}

KontorRowMapper *
kontor_row_mapper_new (const KontorSchema *schema,
                       const KontorFilePlan *plan,
                       const KontorImportPlan *shared,
                       const char *const *header,
                       const char *currency,
                       GError **error)
{
  g_autoptr (KontorRowMapper) self = g_new0 (KontorRowMapper, 1);

  self->schema = schema;
  self->plan = plan;
  /* The workspace's may change its place when somebody writes. */
  self->currency = g_strdup (shared->currency != NULL ? shared->currency : currency);
  self->cell = g_string_new (NULL);
  self->columns = g_array_new (FALSE, TRUE, sizeof (KontorMapperColumn));
  self->records = g_array_new (FALSE, TRUE, sizeof (KontorMapperRecord));
  g_array_set_clear_func (self->records, clear_record);
  add_columns (self, shared, header);
  for (guint i = 0; i < plan->records->len; i++)
    if (!add_record (self, plan->records->pdata[i], error))
      return NULL;
  if (!order_records (self, error) || !link_records (self, error))
    return NULL;
  if (needs_keys (self) && (self->keys = kontor_row_keys_new (error)) == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

void
kontor_row_mapper_free (KontorRowMapper *self)
{
  g_array_unref (self->records);
  g_array_unref (self->columns);
  g_clear_pointer (&self->keys, kontor_row_keys_free);
  g_string_free (self->cell, TRUE);
  g_free (self->key);
  g_free (self->currency);
  g_free (self);
}

guint64
kontor_row_mapper_get_made (KontorRowMapper *self)
{
  return self->made;
}

guint64
kontor_row_mapper_get_named (KontorRowMapper *self)
{
  return self->named;
}

void
kontor_row_mapper_rewind (KontorRowMapper *self)
{
  if (self->keys != NULL)
    kontor_row_keys_rewind (self->keys);
}
