/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-import-plan-words-private.h"

#include <string.h>
#include <yyjson.h>

static yyjson_mut_val *
write_texts (yyjson_mut_doc *doc, GHashTable *texts)
{
  yyjson_mut_val *object = yyjson_mut_obj (doc);
  g_autoptr (GPtrArray) keys = g_hash_table_get_keys_as_ptr_array (texts);

  g_ptr_array_sort_values (keys, (GCompareFunc) strcmp);
  for (guint i = 0; i < keys->len; i++)
    yyjson_mut_obj_add (object, yyjson_mut_strcpy (doc, keys->pdata[i]),
                        yyjson_mut_strcpy (doc, g_hash_table_lookup (texts, keys->pdata[i])));
  return object;
}

static void
add_text (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *name, const char *text)
{
  if (text != NULL)
    yyjson_mut_obj_add_strcpy (doc, object, name, text);
}

static yyjson_mut_val *
write_list (yyjson_mut_doc *doc, const char *const *texts)
{
  yyjson_mut_val *list = yyjson_mut_arr (doc);

  for (guint i = 0; texts[i] != NULL; i++)
    yyjson_mut_arr_add_strcpy (doc, list, texts[i]);
  return list;
}

static void
write_columns_of (yyjson_mut_doc *doc, yyjson_mut_val *object, const KontorBinding *binding)
{
  if (binding->columns == NULL)
    return;
  if (binding->columns[1] == NULL)
    yyjson_mut_obj_add_strcpy (doc, object, "column", binding->columns[0]);
  else
    yyjson_mut_obj_add_val (doc, object, "columns",
                            write_list (doc, (const char *const *) binding->columns));
}

static yyjson_mut_val *
write_binding (yyjson_mut_doc *doc, const KontorBinding *binding)
{
  yyjson_mut_val *object = yyjson_mut_obj (doc);

  write_columns_of (doc, object, binding);
  add_text (doc, object, "separator", binding->separator);
  add_text (doc, object, "currency", binding->currency);
  if (binding->part != KONTOR_NAME_WHOLE)
    yyjson_mut_obj_add_str (doc, object, "part", part_names[binding->part]);
  add_text (doc, object, "value", binding->value);
  add_text (doc, object, "record", binding->record);
  if (binding->place)
    yyjson_mut_obj_add_bool (doc, object, "place", true);
  if (binding->values != NULL)
    yyjson_mut_obj_add_val (doc, object, "values", write_texts (doc, binding->values));
  add_text (doc, object, "otherwise", binding->otherwise);
  if (binding->missing != KONTOR_MISSING_CREATE)
    yyjson_mut_obj_add_str (doc, object, "missing", missing_names[binding->missing]);
  if (binding->initial)
    yyjson_mut_obj_add_bool (doc, object, "initial", true);
  /* A column and nothing else is just its name. */
  if (yyjson_mut_obj_size (object) == 1 && yyjson_mut_obj_get (object, "column") != NULL)
    return yyjson_mut_strcpy (doc, binding->columns[0]);
  return object;
}

static yyjson_mut_val *
write_record (yyjson_mut_doc *doc, const KontorRecordPlan *record)
{
  yyjson_mut_val *object = yyjson_mut_obj (doc), *fields = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_strcpy (doc, object, "entity", record->entity->name);
  if (record->missing != KONTOR_MISSING_CREATE)
    yyjson_mut_obj_add_str (doc, object, "missing", missing_names[record->missing]);
  if (record->existing != KONTOR_EXISTING_OVERWRITE)
    yyjson_mut_obj_add_str (doc, object, "existing", existing_names[record->existing]);
  add_text (doc, object, "each", record->each);
  add_text (doc, object, "separators", record->separators);
  yyjson_mut_obj_add_val (doc, object, "fields", fields);
  for (guint i = 0; i < record->bindings->len; i++)
    {
      const KontorBinding *binding = record->bindings->pdata[i];

      yyjson_mut_obj_add (fields, yyjson_mut_strcpy (doc, binding->field),
                          write_binding (doc, binding));
    }
  return object;
}

static yyjson_mut_val *
write_column (yyjson_mut_doc *doc, const KontorColumnPlan *column)
{
  yyjson_mut_val *object = yyjson_mut_obj (doc);

  add_text (doc, object, "target", column->target);
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (column->dates == orders[i].order)
      yyjson_mut_obj_add_str (doc, object, "dates", orders[i].name);
  if (column->decimal != KONTOR_DECIMAL_ANY)
    yyjson_mut_obj_add_str (doc, object, "decimal", decimal_names[column->decimal]);
  add_text (doc, object, "currency", column->currency);
  if (column->corrections != NULL)
    yyjson_mut_obj_add_val (doc, object, "corrections", write_texts (doc, column->corrections));
  return object;
}

static void
write_dialect (yyjson_mut_doc *doc, yyjson_mut_val *object, const KontorFilePlan *file)
{
  char delimiter[] = { file->delimiter, '\0' };

  add_text (doc, object, "encoding", kontor_encoding_get_name (file->encoding));
  if (file->delimiter != '\0')
    yyjson_mut_obj_add_strcpy (doc, object, "delimiter", delimiter);
  if (file->header != KONTOR_CSV_FIND_HEADER)
    yyjson_mut_obj_add_str (doc, object, "header", header_names[file->header]);
}

static yyjson_mut_val *
write_file (yyjson_mut_doc *doc, const KontorFilePlan *file)
{
  yyjson_mut_val *object = yyjson_mut_obj (doc), *columns = yyjson_mut_obj (doc);
  yyjson_mut_val *records = yyjson_mut_obj (doc), *ignored = yyjson_mut_arr (doc);

  add_text (doc, object, "file", file->file);
  add_text (doc, object, "source", file->source);
  add_text (doc, object, "entity", file->entity == NULL ? NULL : file->entity->name);
  write_dialect (doc, object, file);
  yyjson_mut_obj_add_val (doc, object, "columns", columns);
  for (guint i = 0; i < file->columns->len; i++)
    {
      const KontorColumnPlan *column = file->columns->pdata[i];

      yyjson_mut_obj_add (columns, yyjson_mut_strcpy (doc, column->name),
                          write_column (doc, column));
    }
  yyjson_mut_obj_add_val (doc, object, "records", records);
  for (guint i = 0; i < file->records->len; i++)
    {
      const KontorRecordPlan *record = file->records->pdata[i];

      yyjson_mut_obj_add (records, yyjson_mut_strcpy (doc, record->name),
                          write_record (doc, record));
    }
  yyjson_mut_obj_add_val (doc, object, "ignored", ignored);
  for (guint i = 0; i < file->ignored->len; i++)
    yyjson_mut_arr_add_strcpy (doc, ignored, file->ignored->pdata[i]);
  return object;
}

char *
kontor_import_plan_to_json (const KontorImportPlan *self)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc), *files = yyjson_mut_arr (doc);
  yyjson_mut_val *corrections = yyjson_mut_obj (doc);
  char *json, *text;

  yyjson_mut_doc_set_root (doc, root);
  add_text (doc, root, "currency", self->currency);
  yyjson_mut_obj_add_val (doc, root, "corrections", corrections);
  for (guint i = 0; i < self->corrections->len; i++)
    {
      const KontorColumnPlan *column = self->corrections->pdata[i];

      if (column->corrections != NULL)
        yyjson_mut_obj_add (corrections, yyjson_mut_strcpy (doc, column->name),
                            write_texts (doc, column->corrections));
    }
  yyjson_mut_obj_add_val (doc, root, "files", files);
  for (guint i = 0; i < self->files->len; i++)
    yyjson_mut_arr_append (files, write_file (doc, self->files->pdata[i]));
  json = yyjson_mut_write (doc, YYJSON_WRITE_PRETTY_TWO_SPACES | YYJSON_WRITE_NEWLINE_AT_END, NULL);
  text = g_strdup (json);
  free (json);
  yyjson_mut_doc_free (doc);
  return text;
}
