/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/kontor-import-edit.h"

char *
kontor_import_edit_correct (const char *plan,
                            const char *column,
                            const char *value,
                            const char *meant,
                            GError **error)
{
  g_autoptr (KontorImportPlan) edited
      = kontor_import_plan_from_json (kontor_schema_get_default (), plan, error);
  if (edited == NULL)
    return NULL;
  kontor_column_plan_correct (kontor_import_plan_get_column (edited, column), value, meant);
  return kontor_import_plan_to_json (edited);
}

static KontorFilePlan *
ensure_file (KontorImportPlan *plan, const char *name)
{
  KontorFilePlan *file = kontor_import_plan_find (plan, name);
  if (file == NULL)
    {
      file = kontor_file_plan_new (name);
      g_ptr_array_add (plan->files, file);
    }
  return file;
}

/* What is left to be guessed. */
static void
forget_records (KontorFilePlan *file)
{
  g_ptr_array_set_size (file->records, 0);
  g_ptr_array_set_size (file->ignored, 0);
}

char *
kontor_import_edit_choose (const char *plan,
                           const char *file,
                           const char *column,
                           const char *word,
                           GError **error)
{
  g_autoptr (KontorImportPlan) edited
      = kontor_import_plan_from_json (kontor_schema_get_default (), plan, error);
  KontorFilePlan *of;
  KontorColumnPlan *chosen;
  if (edited == NULL)
    return NULL;
  of = ensure_file (edited, file);
  kontor_file_plan_unbind (of, column);
  chosen = kontor_file_plan_get_column (of, column);
  g_free (chosen->target);
  chosen->target = g_strdup (word);
  return kontor_import_plan_to_json (edited);
}

char *
kontor_import_edit_about (const char *plan,
                          const char *file,
                          const KontorEntity *entity,
                          GError **error)
{
  g_autoptr (KontorImportPlan) edited
      = kontor_import_plan_from_json (kontor_schema_get_default (), plan, error);
  KontorFilePlan *of;
  if (edited == NULL)
    return NULL;
  of = ensure_file (edited, file);
  for (guint i = 0; i < edited->files->len; i++)
    forget_records (edited->files->pdata[i]);
  for (guint i = 0; i < of->columns->len; i++)
    g_clear_pointer (&((KontorColumnPlan *) of->columns->pdata[i])->target, g_free);
  of->entity = entity;
  return kontor_import_plan_to_json (edited);
}
