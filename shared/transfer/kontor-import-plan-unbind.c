/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-import-plan.h"

#include <string.h>

static gboolean
takes (const KontorBinding *binding, const char *column)
{
  return binding->columns != NULL
         && g_strv_contains ((const char *const *) binding->columns, column);
}

gboolean
kontor_file_plan_uses (const KontorFilePlan *self, const char *column)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      const KontorRecordPlan *record = self->records->pdata[i];

      if (g_strcmp0 (record->each, column) == 0)
        return TRUE;
      for (guint j = 0; j < record->bindings->len; j++)
        {
          const KontorBinding *binding = record->bindings->pdata[j];

          if (takes (binding, column) || g_strcmp0 (binding->currency, column) == 0)
            return TRUE;
        }
    }
  return FALSE;
}

static GStrv
without (GStrv columns, const char *column)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; columns[i] != NULL; i++)
    if (!g_str_equal (columns[i], column))
      g_strv_builder_add (builder, columns[i]);
  g_strfreev (columns);
  return g_strv_builder_end (builder);
}

/* TRUE where the record said something by that column. */
static gboolean
unbind_in (KontorRecordPlan *record, const char *column)
{
  gboolean found = FALSE;

  for (guint i = record->bindings->len; i > 0; i--)
    {
      KontorBinding *binding = record->bindings->pdata[i - 1];

      if (g_strcmp0 (binding->currency, column) == 0)
        g_clear_pointer (&binding->currency, g_free);
      if (!takes (binding, column))
        continue;
      found = TRUE;
      binding->columns = without (binding->columns, column);
      if (binding->columns[0] == NULL)
        g_ptr_array_remove_index (record->bindings, i - 1);
    }
  return found;
}

static gboolean
has_columns (const KontorRecordPlan *record)
{
  for (guint i = 0; i < record->bindings->len; i++)
    if (((const KontorBinding *) record->bindings->pdata[i])->columns != NULL)
      return TRUE;
  return record->each != NULL;
}

static gboolean
is_referred_to (const KontorFilePlan *self, const char *name)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      const KontorRecordPlan *record = self->records->pdata[i];

      for (guint j = 0; j < record->bindings->len; j++)
        if (g_strcmp0 (((const KontorBinding *) record->bindings->pdata[j])->record, name) == 0)
          return TRUE;
    }
  return FALSE;
}

static void
unbind_record (KontorFilePlan *self, const char *name)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      KontorRecordPlan *record = self->records->pdata[i];

      for (guint j = record->bindings->len; j > 0; j--)
        if (g_strcmp0 (((KontorBinding *) record->bindings->pdata[j - 1])->record, name) == 0)
          g_ptr_array_remove_index (record->bindings, j - 1);
    }
}

/* A record of which a row says nothing any more would be made of every row. What only it needed goes
 * with it: the pipeline of a stage. */
static void
drop_record (KontorFilePlan *self, KontorRecordPlan *record)
{
  g_autoptr (GPtrArray) needed = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < record->bindings->len; i++)
    {
      const KontorBinding *binding = record->bindings->pdata[i];

      if (binding->record != NULL)
        g_ptr_array_add (needed, g_strdup (binding->record));
    }
  unbind_record (self, record->name);
  g_ptr_array_remove (self->records, record);
  for (guint i = 0; i < needed->len; i++)
    {
      KontorRecordPlan *other = kontor_file_plan_find_record (self, needed->pdata[i]);

      if (other != NULL && other != self->records->pdata[0] && !has_columns (other)
          && !is_referred_to (self, other->name))
        drop_record (self, other);
    }
}

static void
remove_text (GPtrArray *texts, const char *text)
{
  for (guint i = texts->len; i > 0; i--)
    if (g_str_equal (texts->pdata[i - 1], text))
      g_ptr_array_remove_index (texts, i - 1);
}

void
kontor_file_plan_unbind (KontorFilePlan *self, const char *column)
{
  remove_text (self->ignored, column);
  for (guint i = self->records->len; i > 0; i--)
    {
      KontorRecordPlan *record;
      gboolean each, found;

      /* A record may have gone with another. */
      if (i > self->records->len)
        continue;
      record = self->records->pdata[i - 1];
      each = g_strcmp0 (record->each, column) == 0;
      found = unbind_in (record, column);
      if (i > 1 && (each || (found && !has_columns (record))))
        drop_record (self, record);
    }
}

gboolean
kontor_file_plan_ignores (const KontorFilePlan *self, const char *column)
{
  return g_ptr_array_find_with_equal_func (self->ignored, column, g_str_equal, NULL);
}

void
kontor_file_plan_ignore (KontorFilePlan *self, const char *column)
{
  if (!kontor_file_plan_ignores (self, column))
    g_ptr_array_add (self->ignored, g_strdup (column));
}
