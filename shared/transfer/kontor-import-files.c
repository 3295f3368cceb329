/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-import-files.h"

#include "exchange/kontor-column-target.h"
#include "exchange/kontor-suggest.h"
#include "transfer/kontor-card-source.h"
#include "transfer/kontor-csv-source.h"
#include "transfer/kontor-import-guess.h"
#include "transfer/kontor-import-memory-private.h"
#include "util/kontor-error.h"

#include <string.h>

typedef struct
{
  KontorInspection *inspection;
  KontorTableGuess *guess;
  KontorOwnColumns *own;      /* of a list that we exported, or NULL */
  KontorFilePlan *remembered; /* or NULL */
  const KontorFilePlan *plan; /* of the whole plan */
  gboolean decided;           /* by somebody, not guessed */
} File;

struct _KontorImportFiles
{
  const KontorSchema *schema;
  KontorStore *store;
  KontorImportPlan *given;
  const KontorEntity *entity;
  const KontorEntity *fallback;
  GPtrArray *files; /* of File */
  KontorImportPlan *plan;
};

static void
free_file (gpointer data)
{
  File *file = data;

  g_clear_pointer (&file->inspection, kontor_inspection_free);
  g_clear_pointer (&file->guess, kontor_table_guess_free);
  g_clear_pointer (&file->own, kontor_own_columns_free);
  g_clear_pointer (&file->remembered, kontor_file_plan_free);
  g_free (file);
}

KontorImportFiles *
kontor_import_files_new (const KontorSchema *schema,
                         KontorStore *store,
                         KontorImportPlan *given,
                         const KontorEntity *entity)
{
  KontorImportFiles *self = g_new0 (KontorImportFiles, 1);

  self->schema = schema;
  self->store = store;
  self->given = given;
  self->entity = entity;
  self->files = g_ptr_array_new_with_free_func (free_file);
  return self;
}

void
kontor_import_files_free (KontorImportFiles *self)
{
  g_ptr_array_unref (self->files);
  g_clear_pointer (&self->plan, kontor_import_plan_free);
  g_free (self);
}

static KontorFilePlan *
find_given (KontorImportFiles *self, const char *name)
{
  return self->given == NULL ? NULL : kontor_import_plan_find (self->given, name);
}

static gboolean
is_same_file (const char *a, const char *b)
{
  g_autofree char *whole_a = g_canonicalize_filename (a, NULL);
  g_autofree char *whole_b = g_canonicalize_filename (b, NULL);

  return g_str_equal (whole_a, whole_b);
}

/* "old/list.csv", or "old/list.csv (2)" where there is one of that name already. */
static char *
make_long_name (const char *path, guint number)
{
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  g_autofree char *name = g_path_get_basename (whole);
  g_autofree char *folder = g_path_get_dirname (whole);
  g_autofree char *parent = g_path_get_basename (folder);

  return number == 1 ? g_build_filename (parent, name, NULL)
                     : g_strdup_printf ("%s%s%s (%u)", parent, G_DIR_SEPARATOR_S, name, number);
}

static gboolean
is_name_taken (GStrv names, guint n_names, const char *name)
{
  for (guint i = 0; i < n_names; i++)
    if (g_str_equal (names[i], name))
      return TRUE;
  return FALSE;
}

static int
find_same_file (const char *const *paths, guint index)
{
  for (guint i = 0; i < index; i++)
    if (is_same_file (paths[i], paths[index]))
      return i;
  return -1;
}

GStrv
kontor_import_files_name (const char *const *paths)
{
  guint n_paths = g_strv_length ((GStrv) paths);
  GStrv names = g_new0 (char *, n_paths + 1);

  for (guint i = 0; i < n_paths; i++)
    {
      int same = find_same_file (paths, i);

      names[i] = same < 0 ? g_path_get_basename (paths[i]) : g_strdup (names[same]);
      for (guint number = 1; same < 0 && is_name_taken (names, i, names[i]); number++)
        {
          g_free (names[i]);
          names[i] = make_long_name (paths[i], number);
        }
    }
  return names;
}

/* What the next file is called: as kontor_import_files_name() calls it. NULL for one that is there. */
static char *
name_next (KontorImportFiles *self, const char *path)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i < self->files->len; i++)
    {
      const File *file = self->files->pdata[i];

      if (is_same_file (file->inspection->path, path))
        return NULL;
      g_ptr_array_add (paths, file->inspection->path);
    }
  g_ptr_array_add (paths, (gpointer) path);
  g_ptr_array_add (paths, NULL);
  names = kontor_import_files_name ((const char *const *) paths->pdata);
  return g_strdup (names[paths->len - 2]);
}

gboolean
kontor_import_files_add (KontorImportFiles *self, const char *path, GError **error)
{
  g_autofree char *name = name_next (self, path);
  const KontorFilePlan *given = name == NULL ? NULL : find_given (self, name);
  KontorCsvOptions options = { 0 };
  KontorInspection *inspection;
  File *file;

  if (name == NULL)
    return TRUE;
  if (given != NULL)
    options = (KontorCsvOptions) { .encoding = given->encoding,
                                   .delimiter = given->delimiter,
                                   .header = given->header };
  inspection = kontor_inspection_new (path, &options, error);
  if (inspection == NULL)
    return FALSE;
  g_set_str (&inspection->name, name);
  file = g_new0 (File, 1);
  file->inspection = inspection;
  g_ptr_array_add (self->files, file);
  return TRUE;
}

static File *
get_file (KontorImportFiles *self, guint index)
{
  return self->files->pdata[index];
}

guint
kontor_import_files_get_n (KontorImportFiles *self)
{
  return self->files->len;
}

const KontorInspection *
kontor_import_files_get_inspection (KontorImportFiles *self, guint index)
{
  return get_file (self, index)->inspection;
}

const KontorTableGuess *
kontor_import_files_get_guess (KontorImportFiles *self, guint index)
{
  return get_file (self, index)->guess;
}

static guint64
get_bit (KontorImportFiles *self, const KontorEntity *entity)
{
  return entity == NULL ? 0 : G_GUINT64_CONSTANT (1) << kontor_schema_index (self->schema, entity);
}

/* "id" and "name" alone are not ours unless the file says so too, and our ids are UUIDs. */
static gboolean
is_own (const File *file)
{
  const char *id = file->inspection->profiles[0]->samples[0];
  KontorId parsed;

  return (id == NULL || kontor_id_from_text (&parsed, id))
         && (file->inspection->n_columns > 2
             || strstr (file->inspection->name, file->own->entity->name) != NULL);
}

void
kontor_import_files_set_fallback (KontorImportFiles *self, const KontorEntity *entity)
{
  self->fallback = entity;
}

/* What somebody said of the file's columns goes before what was guessed. */
static gboolean
take_targets (KontorImportFiles *self, File *file, const KontorFilePlan *plan, GError **error)
{
  for (guint i = 0; plan != NULL && i < plan->columns->len; i++)
    {
      const KontorColumnPlan *column = plan->columns->pdata[i];
      KontorColumnTarget target;
      guint index = 0;

      while (index < file->inspection->n_columns
             && !g_str_equal (file->inspection->columns[index], column->name))
        index++;
      if (column->target == NULL || index == file->inspection->n_columns)
        continue;
      if (file->guess->entity == NULL
          || !kontor_column_target_from_word (self->schema, file->guess->entity, column->target,
                                              &target))
        {
          g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%s: %s can't be %s", plan->file,
                       column->name, column->target);
          return FALSE;
        }
      kontor_table_guess_choose (file->guess, index, &target);
    }
  return TRUE;
}

static gboolean
says_targets (const KontorFilePlan *plan)
{
  for (guint i = 0; plan != NULL && i < plan->columns->len; i++)
    if (((const KontorColumnPlan *) plan->columns->pdata[i])->target != NULL)
      return TRUE;
  return plan != NULL && plan->entity != NULL;
}

static void
guess_columns (KontorImportFiles *self, File *file, const KontorEntity *entity)
{
  const char *const *header = (const char *const *) file->inspection->columns;

  if (file->inspection->has_header)
    file->own = kontor_own_columns_recognise (self->schema, header);
  if (file->own != NULL && (!is_own (file) || (entity != NULL && entity != file->own->entity)))
    g_clear_pointer (&file->own, kontor_own_columns_free);
  if (file->own != NULL)
    file->guess = kontor_own_columns_make_guess (file->own, header);
  else
    file->guess = kontor_import_guess_table (self->schema, file->inspection, entity);
}

/* What this workspace remembers of such a file, unless somebody says something else now. */
static void
remember (KontorImportFiles *self, File *file, const KontorFilePlan *given)
{
  if (self->store != NULL && self->entity == NULL && !says_targets (given)
      && (given == NULL || given->records->len == 0))
    file->remembered = kontor_import_memory_find (self->store, file->inspection);
}

/* What somebody says the rows are about: the first record of a plan that says all; NULL. */
static const KontorEntity *
get_entity (KontorImportFiles *self, const KontorFilePlan *said)
{
  if (said != NULL && said->entity != NULL)
    return said->entity;
  if (said != NULL && said->records->len > 0)
    return ((const KontorRecordPlan *) said->records->pdata[0])->entity;
  return self->entity;
}

static gboolean
guess_table (KontorImportFiles *self, File *file, GError **error)
{
  const KontorFilePlan *said = find_given (self, file->inspection->name);

  if (file->guess != NULL)
    return TRUE;
  remember (self, file, said);
  if (file->remembered != NULL)
    said = file->remembered;
  guess_columns (self, file, get_entity (self, said));
  if (file->guess->entity == NULL && self->fallback != NULL)
    {
      kontor_table_guess_free (file->guess);
      file->guess = kontor_import_guess_table (self->schema, file->inspection, self->fallback);
    }
  return take_targets (self, file, said, error);
}

/* What the files are lists of. */
static gboolean
guess_tables (KontorImportFiles *self, guint64 *listed, GError **error)
{
  *listed = 0;
  for (guint i = 0; i < self->files->len; i++)
    {
      File *file = get_file (self, i);

      if (file->inspection->format == KONTOR_FORMAT_VCARD)
        {
          *listed |= get_bit (self, kontor_schema_find (self->schema, "contact"));
          continue;
        }
      if (!guess_table (self, file, error))
        return FALSE;
      *listed |= get_bit (self, file->guess->entity);
    }
  return TRUE;
}

static void
take_corrections (KontorColumnPlan *to, const KontorColumnPlan *from)
{
  GHashTableIter iter;
  gpointer value, meant;

  if (from->corrections == NULL)
    return;
  g_hash_table_iter_init (&iter, from->corrections);
  while (g_hash_table_iter_next (&iter, &value, &meant))
    kontor_column_plan_correct (to, value, meant);
}

/* Lays the parts of a plan that are given over one that was guessed. */
static void
lay_over (KontorFilePlan *plan, const KontorFilePlan *given)
{
  if (given->source != NULL)
    {
      g_free (plan->source);
      plan->source = g_strdup (given->source);
    }
  plan->entity = given->entity;
  plan->encoding = given->encoding;
  plan->delimiter = given->delimiter;
  plan->header = given->header;
  for (guint i = 0; i < given->columns->len; i++)
    {
      const KontorColumnPlan *from = given->columns->pdata[i];
      KontorColumnPlan *to = kontor_file_plan_get_column (plan, from->name);

      g_free (to->target);
      to->target = g_strdup (from->target);
      to->dates = from->dates != 0 ? from->dates : to->dates;
      to->decimal = from->decimal != KONTOR_DECIMAL_ANY ? from->decimal : to->decimal;
      if (from->currency != NULL)
        {
          g_free (to->currency);
          to->currency = g_strdup (from->currency);
        }
      take_corrections (to, from);
    }
}

/* Corrections for all files are noted at each that has the column, so that they are kept with it. */
static void
take_shared_corrections (KontorImportFiles *self, File *file, KontorFilePlan *plan)
{
  for (guint i = 0; self->given != NULL && i < self->given->corrections->len; i++)
    {
      const KontorColumnPlan *from = self->given->corrections->pdata[i];

      if (!g_strv_contains ((const char *const *) file->inspection->columns, from->name))
        continue;
      take_corrections (kontor_file_plan_get_column (plan, from->name), from);
      file->decided = TRUE;
    }
}

static KontorFilePlan *
copy_file_plan (KontorImportFiles *self, KontorFilePlan *plan)
{
  KontorImportPlan wrapper = { .files = g_ptr_array_new (), .corrections = g_ptr_array_new () };
  g_autofree char *json = NULL;
  g_autoptr (KontorImportPlan) copy = NULL;

  g_ptr_array_add (wrapper.files, plan);
  json = kontor_import_plan_to_json (&wrapper);
  g_ptr_array_unref (wrapper.files);
  g_ptr_array_unref (wrapper.corrections);
  copy = kontor_import_plan_from_json (self->schema, json, NULL);
  return g_ptr_array_steal_index (copy->files, 0);
}

static KontorFilePlan *
make_file_plan (KontorImportFiles *self, File *file, guint64 listed, GError **error)
{
  KontorFilePlan *given = find_given (self, file->inspection->name);
  g_autofree char *source = NULL;
  KontorFilePlan *plan;

  file->decided = given != NULL;
  if (given != NULL && given->records->len > 0)
    {
      plan = copy_file_plan (self, given);
      if (kontor_import_guess_choose (self->schema, self->store, file->inspection, file->guess,
                                      listed, plan, error))
        return plan;
      kontor_file_plan_free (plan);
      return NULL;
    }
  if (self->store != NULL)
    source = kontor_import_memory_dup_source (self->store, file->inspection);
  if (file->remembered != NULL)
    {
      file->decided = TRUE;
      plan = copy_file_plan (self, file->remembered);
    }
  else
    plan = kontor_import_guess_file (self->schema, self->store, file->inspection, file->guess,
                                     file->own, listed, error);
  if (plan == NULL)
    return NULL;
  if (source != NULL)
    {
      g_free (plan->source);
      plan->source = g_steal_pointer (&source);
    }
  if (given != NULL)
    lay_over (plan, given);
  return plan;
}

gboolean
kontor_import_files_prepare (KontorImportFiles *self, GError **error)
{
  g_autoptr (KontorImportPlan) plan = kontor_import_plan_new ();
  guint64 listed;

  if (!guess_tables (self, &listed, error))
    return FALSE;
  plan->currency = self->given == NULL ? NULL : g_strdup (self->given->currency);
  for (guint i = 0; i < self->files->len; i++)
    {
      File *file = get_file (self, i);
      KontorFilePlan *one;

      if (file->inspection->format != KONTOR_FORMAT_CSV)
        continue;
      one = make_file_plan (self, file, listed, error);
      if (one == NULL)
        return FALSE;
      take_shared_corrections (self, file, one);
      g_ptr_array_add (plan->files, one);
      file->plan = one;
    }
  g_clear_pointer (&self->plan, kontor_import_plan_free);
  self->plan = g_steal_pointer (&plan);
  return TRUE;
}

KontorImportPlan *
kontor_import_files_get_plan (KontorImportFiles *self)
{
  return self->plan;
}

static KontorDraftSource *
open_source (KontorImportFiles *self, File *file, GError **error)
{
  if (file->inspection->format == KONTOR_FORMAT_VCARD)
    return kontor_card_source_new (self->schema, file->inspection->path, file->inspection->name,
                                   error);
  return kontor_csv_source_new (self->schema, file->inspection->path, file->plan, self->plan,
                                kontor_store_get_currency (self->store), error);
}

static const KontorEntity *
get_subject (KontorImportFiles *self, const File *file)
{
  return file->guess == NULL ? kontor_schema_find (self->schema, "contact") : file->guess->entity;
}

/* What the files are about, where that is one thing. */
static const KontorEntity *
find_subject (KontorImportFiles *self)
{
  const KontorEntity *subject
      = self->files->len == 0 ? NULL : get_subject (self, get_file (self, 0));

  for (guint i = 1; i < self->files->len; i++)
    if (get_subject (self, get_file (self, i)) != subject)
      return NULL;
  return subject;
}

KontorImporter *
kontor_import_files_begin (KontorImportFiles *self,
                           const KontorImporterOptions *options,
                           GError **error)
{
  KontorImporterOptions filled = *options;
  g_autoptr (KontorImporter) importer = NULL;

  g_assert (self->plan != NULL && self->store != NULL);
  if (filled.about == NULL)
    filled.about = find_subject (self);
  if (filled.suggest == NULL)
    filled.suggest = kontor_suggest;
  importer = kontor_importer_new (self->store, &filled);
  for (guint i = 0; i < self->files->len; i++)
    {
      KontorDraftSource *source = open_source (self, get_file (self, i), error);

      if (source == NULL)
        return NULL;
      kontor_importer_add (importer, source);
    }
  return g_steal_pointer (&importer);
}

gboolean
kontor_import_files_remember (KontorImportFiles *self, GError **error)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      const File *file = get_file (self, i);

      if (file->plan != NULL
          && !kontor_import_memory_keep (self->store, file->inspection, file->plan, file->decided,
                                         error))
        return FALSE;
    }
  return TRUE;
}
