/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/kontor-import-look.h"

#include "exchange/kontor-column-target.h"
#include "import/kontor-import-words.h"
#include "words/kontor-format.h"
#include "words/kontor-phrases.h"

#include <glib/gi18n.h>

G_DEFINE_BOXED_TYPE (KontorImportLook,
                     kontor_import_look,
                     kontor_import_look_ref,
                     kontor_import_look_unref)

static void
free_column (gpointer data)
{
  KontorImportColumn *column = data;
  g_free (column->name);
  g_free (column->target);
  g_free (column->word);
  g_free (column->samples);
  g_free (column);
}

static void
free_choice (gpointer data)
{
  KontorImportChoice *choice = data;
  g_free (choice->word);
  g_free (choice->label);
  g_free (choice);
}

static void
free_file (gpointer data)
{
  KontorImportFile *file = data;
  g_free (file->name);
  g_free (file->summary);
  g_ptr_array_unref (file->columns);
  g_ptr_array_unref (file->choices);
  g_free (file);
}

KontorImportLook *
kontor_import_look_ref (KontorImportLook *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
kontor_import_look_unref (KontorImportLook *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_ptr_array_unref (self->files);
  for (guint i = 0; i < G_N_ELEMENTS (self->lines); i++)
    g_object_unref (self->lines[i]);
  g_free (self->plan);
  g_free (self->problem);
  g_free (self);
}

/* "Company, Name", "Deal line, Product": where the values of a column go. */
static char *
make_target (const KontorFilePlan *plan, const char *column)
{
  GString *target = g_string_new (NULL);
  for (guint i = 0; plan && i < plan->records->len; i++)
    {
      const KontorRecordPlan *record = plan->records->pdata[i];
      for (guint j = 0; j < record->bindings->len; j++)
        {
          const KontorBinding *binding = record->bindings->pdata[j];
          int field = kontor_entity_find_field (record->entity, binding->field);
          if (field < 0 || binding->columns == NULL
              || !g_strv_contains ((const char *const *) binding->columns, column))
            continue;
          g_string_append_printf (
              target, "%s%s, %s", target->len ? " · " : "", _ (record->entity->label_one),
              _ (kontor_entity_get_field (record->entity, (guint) field)->label));
        }
    }
  return g_string_free (target, target->len == 0);
}

static gboolean
holds_tags (const KontorFilePlan *plan, const char *column)
{
  for (guint i = 0; plan && i < plan->records->len; i++)
    if (g_strcmp0 (((const KontorRecordPlan *) plan->records->pdata[i])->each, column) == 0)
      return TRUE;
  return FALSE;
}

/* The choice that says what the column became; NULL for what cannot be chosen, such as a key. */
static char *
make_word (const KontorFilePlan *plan,
           const KontorTableGuess *guess,
           guint index,
           const KontorImportColumn *column)
{
  const KontorColumnTarget *target = guess ? &guess->targets[index] : NULL;
  if (target && target->target == KONTOR_TARGET_CURRENCY)
    return kontor_column_target_to_word (target, guess->entity);
  if (column->target == NULL)
    return g_strdup ("-");
  if (holds_tags (plan, column->name))
    return g_strdup ("#");
  return target && target->target != KONTOR_TARGET_NONE
             ? kontor_column_target_to_word (target, guess->entity)
             : NULL;
}

static char *
make_choice_label (const KontorColumnTarget *target, const KontorEntity *about)
{
  const char *field
      = target->field < 0 ? "" : _ (kontor_entity_get_field (target->entity, target->field)->label);
  switch (target->target)
    {
    case KONTOR_TARGET_TITLE:
      return g_strdup (_ ("Whole name"));
    case KONTOR_TARGET_TAGS:
      return g_strdup (_ ("Tags"));
    case KONTOR_TARGET_CURRENCY:
      /* Translators: a column with the currency of a field: "Value: currency" */
      return g_strdup_printf (_ ("%s: currency"), field);
    case KONTOR_TARGET_LINKED:
      return g_strdup_printf ("%s: %s", _ (kontor_entity_get_field (about, target->via)->label),
                              field);
    case KONTOR_TARGET_PART:
      if (target->kind == NULL)
        return g_strdup_printf ("%s: %s", _ (target->entity->label_one), field);
      return g_strdup (field);
    case KONTOR_TARGET_FIELD:
    case KONTOR_TARGET_NONE:
    default:
      return g_strdup (field);
    }
}

static void
add_choice (GPtrArray *choices, char *word, char *label)
{
  KontorImportChoice *choice = g_new (KontorImportChoice, 1);
  *choice = (KontorImportChoice) { word, label };
  g_ptr_array_add (choices, choice);
}

static GPtrArray *
make_choices (const KontorSchema *schema, const KontorEntity *about)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (free_choice);
  g_autoptr (GArray) targets = about ? kontor_column_target_list (schema, about) : NULL;
  add_choice (choices, g_strdup ("-"), g_strdup (_ ("Left out")));
  for (guint i = 0; targets && i < targets->len; i++)
    {
      const KontorColumnTarget *target = &g_array_index (targets, KontorColumnTarget, i);
      add_choice (choices, kontor_column_target_to_word (target, about),
                  make_choice_label (target, about));
    }
  return choices;
}

static char *
make_samples (const KontorColumnProfile *profile)
{
  GString *samples = g_string_new (NULL);
  for (guint i = 0; i < 3 && i < KONTOR_PROFILE_N_SAMPLES && profile->samples[i]; i++)
    g_string_append_printf (samples, "%s%s", i > 0 ? " · " : "", profile->samples[i]);
  return g_string_free_and_steal (samples);
}

static KontorImportColumn *
make_column (const KontorInspection *inspection,
             const KontorFilePlan *plan,
             const KontorTableGuess *guess,
             guint index)
{
  KontorImportColumn *column = g_new0 (KontorImportColumn, 1);
  column->name = g_strdup (inspection->columns[index]);
  column->target = make_target (plan, column->name);
  column->word = make_word (plan, guess, index, column);
  column->samples = make_samples (inspection->profiles[index]);
  return column;
}

/* Whether anything, or anybody, told what the rows are about. */
static gboolean
is_recognised (const KontorFilePlan *plan, const KontorTableGuess *guess)
{
  return guess && guess->entity && (guess->certainty > 0 || (plan && plan->entity));
}

static char *
make_summary (const KontorInspection *inspection,
              const KontorFilePlan *plan,
              const KontorTableGuess *guess)
{
  g_autofree char *rows = kontor_format_number ((gint64) inspection->n_rows, 0);
  const char *encoding = kontor_encoding_get_name (inspection->encoding);
  if (inspection->format == KONTOR_FORMAT_VCARD)
    return g_strdup_printf (ngettext ("%s contact card", "%s contact cards", inspection->n_rows),
                            rows);
  /* Translators: what a file holds, how many rows, its encoding: "Deals, 8,800 rows, UTF-8" */
  return g_strdup_printf (ngettext ("%s, %s row, %s", "%s, %s rows, %s", inspection->n_rows),
                          is_recognised (plan, guess) ? _ (guess->entity->label)
                                                      : _ ("Not recognised"),
                          rows, encoding ? encoding : "UTF-8");
}

static KontorImportFile *
make_file (const KontorSchema *schema, KontorImportFiles *files, guint index)
{
  const KontorInspection *inspection = kontor_import_files_get_inspection (files, index);
  const KontorImportPlan *plan = kontor_import_files_get_plan (files);
  const KontorFilePlan *file_plan = kontor_import_plan_find (plan, inspection->name);
  const KontorTableGuess *guess = kontor_import_files_get_guess (files, index);
  KontorImportFile *file = g_new0 (KontorImportFile, 1);
  file->name = g_strdup (inspection->name);
  file->summary = make_summary (inspection, file_plan, guess);
  file->about = guess ? guess->entity : NULL;
  file->choices = make_choices (schema, file->about);
  file->columns = g_ptr_array_new_with_free_func (free_column);
  for (guint i = 0; i < inspection->n_columns; i++)
    g_ptr_array_add (file->columns, make_column (inspection, file_plan, guess, i));
  return file;
}

/* One line for each value that is refused, however many rows have it. */
static gboolean
count_again (KontorImportLook *self, const KontorProblem *problem)
{
  GListModel *lines = G_LIST_MODEL (self->lines[KONTOR_VERDICT_REFUSED]);
  for (guint i = 0; problem->column && i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (KontorImportLine) line = g_list_model_get_item (lines, i);
      if (g_strcmp0 (line->column, problem->column) == 0
          && g_strcmp0 (line->value, problem->value) == 0)
        {
          line->n_rows++;
          return TRUE;
        }
    }
  return FALSE;
}

static void
take_event (const KontorImportEvent *event, gpointer user_data)
{
  KontorImportLook *self = user_data;
  g_autoptr (KontorImportLine) line = NULL;
  if (event->verdict >= KONTOR_VERDICT_NOTED)
    return;
  if (event->verdict == KONTOR_VERDICT_REFUSED && count_again (self, event->problem))
    return;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->lines[event->verdict]))
      >= KONTOR_MAX_IMPORT_LINES)
    return;
  line = kontor_import_line_new (event);
  g_list_store_append (self->lines[event->verdict], line);
}

static gboolean
try_out (KontorImportLook *self, KontorImportFiles *files, GError **error)
{
  KontorImporterOptions options = { .trial = TRUE, .report = take_event, .report_data = self };
  g_autoptr (KontorImporter) importer = kontor_import_files_begin (files, &options, error);
  const KontorImportCount *total;
  if (importer == NULL || !kontor_importer_run (importer, NULL, NULL, NULL, error))
    return FALSE;
  total = kontor_importer_get_total (importer);
  self->counts[KONTOR_VERDICT_CREATED] = total->created;
  self->counts[KONTOR_VERDICT_UPDATED] = total->updated;
  self->counts[KONTOR_VERDICT_UNCHANGED] = total->unchanged;
  self->counts[KONTOR_VERDICT_REFUSED] = kontor_importer_get_n_refused (importer);
  return TRUE;
}

static KontorImportLook *
make_look (void)
{
  KontorImportLook *self = g_new0 (KontorImportLook, 1);
  g_atomic_ref_count_init (&self->references);
  self->files = g_ptr_array_new_with_free_func (free_file);
  for (guint i = 0; i < G_N_ELEMENTS (self->lines); i++)
    self->lines[i] = g_list_store_new (KONTOR_TYPE_IMPORT_LINE);
  return self;
}

/* Whether there is a card, or a row with a value: the names of columns are nothing to bring in. */
static gboolean
holds_anything (const KontorInspection *inspection)
{
  gboolean has_value = inspection->format == KONTOR_FORMAT_VCARD;
  for (guint i = 0; i < inspection->n_columns && !has_value; i++)
    has_value = inspection->profiles[i]->n_values > 0;
  return has_value;
}

/* Columns that the file gives names to; a blank line gives none. */
static guint
count_named (const KontorInspection *inspection)
{
  guint count = 0;
  for (guint i = 0; inspection->has_header && i < inspection->n_columns; i++)
    {
      g_autofree char *numbered = g_strdup_printf ("Column %u", i + 1);
      count += !g_str_equal (inspection->columns[i], numbered);
    }
  return count;
}

static gboolean
look_at (KontorImportLook *self, KontorImportFiles *files, GStrv paths, GError **error)
{
  for (guint i = 0; paths[i]; i++)
    {
      const KontorInspection *inspection;
      if (!kontor_import_files_add (files, paths[i], error))
        return FALSE;
      inspection
          = kontor_import_files_get_inspection (files, kontor_import_files_get_n (files) - 1);
      if (holds_anything (inspection))
        continue;
      self->problem = kontor_import_phrase_empty (inspection->name, count_named (inspection));
      return TRUE;
    }
  return kontor_import_files_prepare (files, error) && try_out (self, files, error);
}

KontorImportLook *
kontor_import_look_new (KontorStore *store, GStrv paths, const char *plan, GError **error)
{
  const KontorSchema *schema = kontor_store_get_schema (store);
  g_autoptr (KontorImportLook) self = make_look ();
  g_autoptr (KontorImportPlan) given = NULL;
  g_autoptr (KontorImportFiles) files = NULL;
  g_autoptr (GError) own = NULL;
  if (plan && (given = kontor_import_plan_from_json (schema, plan, error)) == NULL)
    return NULL;
  files = kontor_import_files_new (schema, store, given, NULL);
  kontor_import_files_set_fallback (files, kontor_schema_find (schema, "contact"));
  if (!look_at (self, files, paths, &own))
    {
      self->problem = kontor_import_phrase_unreadable ((const char *const *) paths, own);
      if (self->problem == NULL)
        g_propagate_error (error, g_steal_pointer (&own));
      return self->problem ? g_steal_pointer (&self) : NULL;
    }
  if (self->problem)
    return g_steal_pointer (&self);
  for (guint i = 0; i < kontor_import_files_get_n (files); i++)
    g_ptr_array_add (self->files, make_file (schema, files, i));
  self->plan = kontor_import_plan_to_json (kontor_import_files_get_plan (files));
  return g_steal_pointer (&self);
}
