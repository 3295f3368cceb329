/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-import-plan.h"

static void
free_binding (gpointer data)
{
  KontorBinding *binding = data;

  g_free (binding->field);
  g_strfreev (binding->columns);
  g_free (binding->separator);
  g_free (binding->currency);
  g_free (binding->value);
  g_free (binding->record);
  g_clear_pointer (&binding->values, g_hash_table_unref);
  g_free (binding->otherwise);
  g_free (binding);
}

static void
free_record (gpointer data)
{
  KontorRecordPlan *record = data;

  g_free (record->name);
  g_ptr_array_unref (record->bindings);
  g_free (record->each);
  g_free (record->separators);
  g_free (record);
}

static void
free_column (gpointer data)
{
  KontorColumnPlan *column = data;

  g_free (column->name);
  g_free (column->target);
  g_free (column->currency);
  g_clear_pointer (&column->corrections, g_hash_table_unref);
  g_free (column);
}

KontorImportPlan *
kontor_import_plan_new (void)
{
  KontorImportPlan *self = g_new0 (KontorImportPlan, 1);

  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_file_plan_free);
  self->corrections = g_ptr_array_new_with_free_func (free_column);
  return self;
}

void
kontor_import_plan_free (KontorImportPlan *self)
{
  g_free (self->currency);
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->corrections);
  g_free (self);
}

KontorFilePlan *
kontor_file_plan_new (const char *file)
{
  KontorFilePlan *self = g_new0 (KontorFilePlan, 1);

  self->file = g_strdup (file);
  self->columns = g_ptr_array_new_with_free_func (free_column);
  self->records = g_ptr_array_new_with_free_func (free_record);
  self->ignored = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
kontor_file_plan_free (KontorFilePlan *self)
{
  g_free (self->file);
  g_free (self->source);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->records);
  g_ptr_array_unref (self->ignored);
  g_free (self);
}

KontorFilePlan *
kontor_import_plan_find (const KontorImportPlan *self, const char *file)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      KontorFilePlan *plan = self->files->pdata[i];

      if (g_strcmp0 (plan->file, file) == 0)
        return plan;
    }
  return NULL;
}

KontorRecordPlan *
kontor_file_plan_add_record (KontorFilePlan *self, const char *name, const KontorEntity *entity)
{
  KontorRecordPlan *record = g_new0 (KontorRecordPlan, 1);

  record->name = g_strdup (name);
  record->entity = entity;
  record->bindings = g_ptr_array_new_with_free_func (free_binding);
  g_ptr_array_add (self->records, record);
  return record;
}

KontorRecordPlan *
kontor_file_plan_find_record (const KontorFilePlan *self, const char *name)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      KontorRecordPlan *record = self->records->pdata[i];

      if (g_str_equal (record->name, name))
        return record;
    }
  return NULL;
}

KontorBinding *
kontor_record_plan_bind (KontorRecordPlan *self, const char *field)
{
  KontorBinding *binding = g_new0 (KontorBinding, 1);

  binding->field = g_strdup (field);
  g_ptr_array_add (self->bindings, binding);
  return binding;
}

KontorBinding *
kontor_record_plan_bind_column (KontorRecordPlan *self, const char *field, const char *column)
{
  KontorBinding *binding = kontor_record_plan_bind (self, field);
  const char *columns[] = { column, NULL };

  binding->columns = g_strdupv ((GStrv) columns);
  return binding;
}

KontorBinding *
kontor_record_plan_find (const KontorRecordPlan *self, const char *field)
{
  for (guint i = 0; i < self->bindings->len; i++)
    {
      KontorBinding *binding = self->bindings->pdata[i];

      if (g_str_equal (binding->field, field))
        return binding;
    }
  return NULL;
}

static KontorColumnPlan *
get_column (GPtrArray *columns, const char *name)
{
  KontorColumnPlan *column;

  for (guint i = 0; i < columns->len; i++)
    {
      column = columns->pdata[i];
      if (g_str_equal (column->name, name))
        return column;
    }
  column = g_new0 (KontorColumnPlan, 1);
  column->name = g_strdup (name);
  g_ptr_array_add (columns, column);
  return column;
}

KontorColumnPlan *
kontor_file_plan_get_column (KontorFilePlan *self, const char *name)
{
  return get_column (self->columns, name);
}

KontorColumnPlan *
kontor_import_plan_get_column (KontorImportPlan *self, const char *name)
{
  return get_column (self->corrections, name);
}

void
kontor_column_plan_correct (KontorColumnPlan *self, const char *value, const char *meant)
{
  if (self->corrections == NULL)
    self->corrections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (self->corrections, g_strdup (value), g_strdup (meant));
}
