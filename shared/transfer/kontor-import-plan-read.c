/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-import-plan-words-private.h"

#include "util/kontor-error.h"

#include <string.h>
#include <yyjson.h>

/* A plan with the corrections of a large file; what is longer was not written by hand or by us. */
#define MAX_PLAN (16 * 1024 * 1024)

/* Where in the plan reading stands, for messages; keeps the first error. */
typedef struct
{
  const KontorSchema *schema;
  GString *place;
  GError **error;
  gboolean failed;
} Reader;

static gboolean
fail (Reader *reader, const char *message)
{
  if (!reader->failed)
    g_set_error (reader->error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%s: %s",
                 reader->place->len == 0 ? "the plan" : reader->place->str, message);
  reader->failed = TRUE;
  return FALSE;
}

/* Goes into member @name; returns where to come back to. */
static gsize
enter (Reader *reader, const char *name)
{
  gsize before = reader->place->len;

  g_string_append_printf (reader->place, "%s%s", before == 0 ? "" : ".", name);
  return before;
}

static gboolean
read_text (Reader *reader, yyjson_val *val, char **text)
{
  if (!yyjson_is_str (val) || strlen (yyjson_get_str (val)) != yyjson_get_len (val))
    return fail (reader, "a text was expected");
  g_free (*text);
  *text = g_strdup (yyjson_get_str (val));
  return TRUE;
}

static gboolean
read_choice (Reader *reader,
             yyjson_val *val,
             const char *const *names,
             guint n_names,
             guint *choice)
{
  for (guint i = 0; i < n_names; i++)
    if (yyjson_equals_str (val, names[i]))
      {
        *choice = i;
        return TRUE;
      }
  return fail (reader, "an unknown word");
}

#define READ_CHOICE(reader, val, names, member)                                                    \
  do                                                                                               \
    {                                                                                              \
      guint choice_ = member;                                                                      \
                                                                                                   \
      if (read_choice (reader, val, names, G_N_ELEMENTS (names), &choice_))                        \
        member = choice_;                                                                          \
    }                                                                                              \
  while (FALSE)

static gboolean
read_boolean (Reader *reader, yyjson_val *val, gboolean *value)
{
  if (!yyjson_is_bool (val))
    return fail (reader, "true or false was expected");
  *value = yyjson_get_bool (val);
  return TRUE;
}

static GHashTable *
read_texts (Reader *reader, yyjson_val *val)
{
  GHashTable *texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  yyjson_obj_iter iter = yyjson_obj_iter_with (val);
  yyjson_val *key;

  if (!yyjson_is_obj (val))
    fail (reader, "an object was expected");
  while ((key = yyjson_obj_iter_next (&iter)) != NULL)
    {
      g_autofree char *text = NULL;

      if (read_text (reader, yyjson_obj_iter_get_val (key), &text))
        g_hash_table_insert (texts, g_strdup (yyjson_get_str (key)), g_steal_pointer (&text));
    }
  return texts;
}

static GStrv
read_list (Reader *reader, yyjson_val *val)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  yyjson_arr_iter iter = yyjson_arr_iter_with (val);
  yyjson_val *item;

  if (!yyjson_is_arr (val) || yyjson_arr_size (val) == 0)
    fail (reader, "a list was expected");
  while ((item = yyjson_arr_iter_next (&iter)) != NULL)
    {
      g_autofree char *text = NULL;

      if (read_text (reader, item, &text))
        g_strv_builder_add (builder, text);
    }
  return g_strv_builder_end (builder);
}

/* Calls @func for each member of an object. */
typedef void (*MemberFunc) (Reader *reader, const char *name, yyjson_val *val, gpointer data);

static void
read_members (Reader *reader, yyjson_val *val, MemberFunc func, gpointer data)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (val);
  yyjson_val *key;

  if (!yyjson_is_obj (val))
    {
      fail (reader, "an object was expected");
      return;
    }
  while (!reader->failed && (key = yyjson_obj_iter_next (&iter)) != NULL)
    {
      gsize place = enter (reader, yyjson_get_str (key));

      func (reader, yyjson_get_str (key), yyjson_obj_iter_get_val (key), data);
      g_string_truncate (reader->place, place);
    }
}

static void
read_binding_member (Reader *reader, const char *name, yyjson_val *val, gpointer data)
{
  KontorBinding *binding = data;

  if (g_str_equal (name, "column") && yyjson_is_str (val))
    {
      const char *columns[] = { yyjson_get_str (val), NULL };

      g_strfreev (binding->columns);
      binding->columns = g_strdupv ((GStrv) columns);
    }
  else if (g_str_equal (name, "columns") && binding->columns == NULL)
    binding->columns = read_list (reader, val);
  else if (g_str_equal (name, "separator"))
    read_text (reader, val, &binding->separator);
  else if (g_str_equal (name, "currency"))
    read_text (reader, val, &binding->currency);
  else if (g_str_equal (name, "part"))
    READ_CHOICE (reader, val, part_names, binding->part);
  else if (g_str_equal (name, "value"))
    read_text (reader, val, &binding->value);
  else if (g_str_equal (name, "record"))
    read_text (reader, val, &binding->record);
  else if (g_str_equal (name, "place"))
    read_boolean (reader, val, &binding->place);
  else if (g_str_equal (name, "values") && binding->values == NULL)
    binding->values = read_texts (reader, val);
  else if (g_str_equal (name, "otherwise"))
    read_text (reader, val, &binding->otherwise);
  else if (g_str_equal (name, "missing"))
    READ_CHOICE (reader, val, missing_names, binding->missing);
  else if (g_str_equal (name, "initial"))
    read_boolean (reader, val, &binding->initial);
  else
    fail (reader, "not known here");
}

static void
read_field (Reader *reader, const char *name, yyjson_val *val, gpointer data)
{
  KontorRecordPlan *record = data;
  KontorBinding *binding;
  guint n_origins;

  if (!g_str_equal (name, "id")
      && (record->entity == NULL || kontor_entity_find_field (record->entity, name) < 0))
    {
      fail (reader, "no such field");
      return;
    }
  binding = kontor_record_plan_bind (record, name);
  if (yyjson_is_str (val))
    {
      read_binding_member (reader, "column", val, binding);
      return;
    }
  read_members (reader, val, read_binding_member, binding);
  n_origins = (binding->columns != NULL) + (binding->value != NULL) + (binding->record != NULL)
              + (binding->place ? 1 : 0);
  if (n_origins != 1)
    fail (reader, "one of column, columns, value, record and place was expected");
}

static void
read_record_member (Reader *reader, const char *name, yyjson_val *val, gpointer data)
{
  KontorRecordPlan *record = data;

  if (g_str_equal (name, "fields"))
    read_members (reader, val, read_field, record);
  else if (g_str_equal (name, "missing"))
    READ_CHOICE (reader, val, missing_names, record->missing);
  else if (g_str_equal (name, "existing"))
    READ_CHOICE (reader, val, existing_names, record->existing);
  else if (g_str_equal (name, "each"))
    read_text (reader, val, &record->each);
  else if (g_str_equal (name, "separators"))
    read_text (reader, val, &record->separators);
  else if (!g_str_equal (name, "entity"))
    fail (reader, "not known here");
}

static void
read_record (Reader *reader, const char *name, yyjson_val *val, gpointer data)
{
  const char *entity = yyjson_get_str (yyjson_obj_get (val, "entity"));
  const KontorEntity *of = entity == NULL ? NULL : kontor_schema_find (reader->schema, entity);

  if (of == NULL)
    {
      fail (reader, "no such entity");
      return;
    }
  read_members (reader, val, read_record_member, kontor_file_plan_add_record (data, name, of));
}

static void
read_column_member (Reader *reader, const char *name, yyjson_val *val, gpointer data)
{
  KontorColumnPlan *column = data;

  if (g_str_equal (name, "target"))
    read_text (reader, val, &column->target);
  else if (g_str_equal (name, "decimal"))
    READ_CHOICE (reader, val, decimal_names, column->decimal);
  else if (g_str_equal (name, "currency"))
    read_text (reader, val, &column->currency);
  else if (g_str_equal (name, "corrections") && column->corrections == NULL)
    column->corrections = read_texts (reader, val);
  else if (g_str_equal (name, "dates"))
    {
      for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
        if (yyjson_equals_str (val, orders[i].name))
          column->dates = orders[i].order;
      if (column->dates == 0)
        fail (reader, "ymd, dmy or mdy was expected");
    }
  else
    fail (reader, "not known here");
}

static void
read_column (Reader *reader, const char *name, yyjson_val *val, gpointer data)
{
  read_members (reader, val, read_column_member, kontor_file_plan_get_column (data, name));
}

static void
read_delimiter (Reader *reader, yyjson_val *val, char *delimiter)
{
  const char *text = yyjson_get_str (val);

  if (text == NULL || strlen (text) != 1 || strchr (",;\t|", *text) == NULL)
    fail (reader, "a comma, a semicolon, a tab or a bar was expected");
  else
    *delimiter = *text;
}

static void
read_encoding (Reader *reader, yyjson_val *val, KontorEncoding *encoding)
{
  for (KontorEncoding i = KONTOR_ENCODING_UTF_8; i <= KONTOR_ENCODING_WINDOWS_1252; i++)
    if (yyjson_is_str (val)
        && g_ascii_strcasecmp (yyjson_get_str (val), kontor_encoding_get_name (i)) == 0)
      {
        *encoding = i;
        return;
      }
  fail (reader, "an unknown encoding");
}

static void
read_ignored (Reader *reader, yyjson_val *val, GPtrArray *ignored)
{
  g_auto (GStrv) names = NULL;

  if (yyjson_is_arr (val) && yyjson_arr_size (val) == 0)
    return;
  names = read_list (reader, val);
  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (ignored, g_strdup (names[i]));
}

static void
read_entity (Reader *reader, yyjson_val *val, const KontorEntity **entity)
{
  *entity = yyjson_is_str (val) ? kontor_schema_find (reader->schema, yyjson_get_str (val)) : NULL;
  if (*entity == NULL)
    fail (reader, "no such entity");
}

static void
read_file_member (Reader *reader, const char *name, yyjson_val *val, gpointer data)
{
  KontorFilePlan *file = data;

  if (g_str_equal (name, "file"))
    read_text (reader, val, &file->file);
  else if (g_str_equal (name, "source"))
    read_text (reader, val, &file->source);
  else if (g_str_equal (name, "entity"))
    read_entity (reader, val, &file->entity);
  else if (g_str_equal (name, "encoding"))
    read_encoding (reader, val, &file->encoding);
  else if (g_str_equal (name, "delimiter"))
    read_delimiter (reader, val, &file->delimiter);
  else if (g_str_equal (name, "header"))
    READ_CHOICE (reader, val, header_names, file->header);
  else if (g_str_equal (name, "columns"))
    read_members (reader, val, read_column, file);
  else if (g_str_equal (name, "records"))
    read_members (reader, val, read_record, file);
  else if (g_str_equal (name, "ignored"))
    read_ignored (reader, val, file->ignored);
  else
    fail (reader, "not known here");
}

static void
read_files (Reader *reader, yyjson_val *val, KontorImportPlan *plan)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (val);
  yyjson_val *item;

  if (!yyjson_is_arr (val))
    fail (reader, "a list was expected");
  while (!reader->failed && (item = yyjson_arr_iter_next (&iter)) != NULL)
    {
      KontorFilePlan *file = kontor_file_plan_new (NULL);

      g_ptr_array_add (plan->files, file);
      read_members (reader, item, read_file_member, file);
      if (file->file == NULL)
        fail (reader, "a file has no name");
    }
}

static void
read_corrections (Reader *reader, const char *name, yyjson_val *val, gpointer data)
{
  KontorColumnPlan *column = kontor_import_plan_get_column (data, name);

  if (column->corrections == NULL)
    column->corrections = read_texts (reader, val);
}

static void
read_plan_member (Reader *reader, const char *name, yyjson_val *val, gpointer data)
{
  KontorImportPlan *plan = data;

  if (g_str_equal (name, "currency"))
    read_text (reader, val, &plan->currency);
  else if (g_str_equal (name, "files"))
    read_files (reader, val, plan);
  else if (g_str_equal (name, "corrections"))
    read_members (reader, val, read_corrections, plan);
  else
    fail (reader, "not known here");
}

KontorImportPlan *
kontor_import_plan_from_json (const KontorSchema *schema, const char *json, GError **error)
{
  g_autoptr (KontorImportPlan) plan = kontor_import_plan_new ();
  g_autoptr (GString) place = g_string_new (NULL);
  Reader reader = { schema, place, error, FALSE };
  yyjson_read_err problem;
  yyjson_doc *doc;

  if (strlen (json) > MAX_PLAN)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT, "a plan of more than %d bytes",
                   MAX_PLAN);
      return NULL;
    }
  doc = yyjson_read_opts ((char *) json, strlen (json), 0, NULL, &problem);
  if (doc == NULL)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "the plan at byte %zu: %s",
                   problem.pos, problem.msg);
      return NULL;
    }
  read_members (&reader, yyjson_doc_get_root (doc), read_plan_member, plan);
  yyjson_doc_free (doc);
  return reader.failed ? NULL : g_steal_pointer (&plan);
}
