/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontorctl-commands.h"
#include "cli/kontorctl-names.h"
#include "cli/kontorctl-spool.h"
#include "transfer/kontor-card-input.h"
#include "transfer/kontor-csv-input.h"
#include "transfer/kontor-import-files.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

static const char *
get_type_name (KontorType type)
{
  static const char *const names[] = {
    [KONTOR_NONE] = "empty",      [KONTOR_TEXT] = "text",       [KONTOR_LONG_TEXT] = "long text",
    [KONTOR_INTEGER] = "integer", [KONTOR_DECIMAL] = "decimal", [KONTOR_MONEY] = "money",
    [KONTOR_DATE] = "date",       [KONTOR_INSTANT] = "instant", [KONTOR_WALL_TIME] = "wall time",
    [KONTOR_EMAIL] = "email",     [KONTOR_PHONE] = "phone",     [KONTOR_URL] = "url",
    [KONTOR_CHOICE] = "choice",   [KONTOR_REF] = "reference",   [KONTOR_RANK] = "rank",
    [KONTOR_BOOLEAN] = "boolean",
  };

  return names[type];
}

/* "deal.external_key": where the values of a column go by the plan. NULL where there is none. */
static GStrv
list_targets (const KontorFilePlan *plan, const char *column)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; plan != NULL && i < plan->records->len; i++)
    {
      const KontorRecordPlan *record = plan->records->pdata[i];

      for (guint j = 0; j < record->bindings->len; j++)
        {
          const KontorBinding *binding = record->bindings->pdata[j];

          if (binding->columns != NULL
              && g_strv_contains ((const char *const *) binding->columns, column))
            g_strv_builder_take (builder, g_strdup_printf ("%s.%s", record->name, binding->field));
          if (g_strcmp0 (binding->currency, column) == 0)
            g_strv_builder_take (builder,
                                 g_strdup_printf ("%s.%s.currency", record->name, binding->field));
        }
    }
  return g_strv_builder_end (builder);
}

static yyjson_mut_val *
column_to_json (yyjson_mut_doc *doc,
                const KontorInspection *inspection,
                const KontorFilePlan *plan,
                guint index)
{
  const KontorColumnProfile *profile = inspection->profiles[index];
  yyjson_mut_val *object = yyjson_mut_obj (doc);
  g_auto (GStrv) targets = list_targets (plan, inspection->columns[index]);
  yyjson_mut_val *list;

  yyjson_mut_obj_add_strcpy (doc, object, "name", inspection->columns[index]);
  yyjson_mut_obj_add_str (doc, object, "type",
                          get_type_name (kontor_column_profile_get_type (profile)));
  yyjson_mut_obj_add_uint (doc, object, "values", profile->n_values);
  yyjson_mut_obj_add_uint (doc, object, "empty", profile->n_empty);
  if (kontor_column_profile_is_order_open (profile))
    yyjson_mut_obj_add_bool (doc, object, "ambiguous_dates", true);
  list = yyjson_mut_obj_add_arr (doc, object, "samples");
  for (guint i = 0; i < KONTOR_PROFILE_N_SAMPLES && profile->samples[i] != NULL; i++)
    yyjson_mut_arr_add_strcpy (doc, list, profile->samples[i]);
  list = yyjson_mut_obj_add_arr (doc, object, "maps_to");
  for (guint i = 0; targets[i] != NULL; i++)
    yyjson_mut_arr_add_strcpy (doc, list, targets[i]);
  return object;
}

static void
add_table (yyjson_mut_doc *doc,
           yyjson_mut_val *object,
           const KontorInspection *inspection,
           const KontorTableGuess *guess,
           const KontorFilePlan *plan)
{
  const char delimiter[] = { inspection->dialect.delimiter, '\0' };
  const char quote[] = { inspection->dialect.quote, '\0' };
  yyjson_mut_val *list;

  yyjson_mut_obj_add_strcpy (doc, object, "delimiter", delimiter);
  yyjson_mut_obj_add_strcpy (doc, object, "quote", quote);
  yyjson_mut_obj_add_bool (doc, object, "header", inspection->has_header);
  yyjson_mut_obj_add_uint (doc, object, "ragged_rows", inspection->n_ragged);
  if (guess != NULL && guess->entity != NULL)
    yyjson_mut_obj_add_str (doc, object, "entity", guess->entity->name);
  else
    yyjson_mut_obj_add_null (doc, object, "entity");
  list = yyjson_mut_obj_add_arr (doc, object, "columns");
  for (guint i = 0; i < inspection->n_columns; i++)
    yyjson_mut_arr_append (list, column_to_json (doc, inspection, plan, i));
}

static yyjson_mut_doc *
file_to_json (const KontorInspection *inspection,
              const KontorTableGuess *guess,
              const KontorFilePlan *plan)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *object = yyjson_mut_obj (doc);
  gboolean is_csv = inspection->format == KONTOR_FORMAT_CSV;
  const char *encoding = kontor_encoding_get_name (inspection->encoding);

  yyjson_mut_doc_set_root (doc, object);
  yyjson_mut_obj_add_strcpy (doc, object, "file", inspection->name);
  yyjson_mut_obj_add_str (doc, object, "format", is_csv ? "csv" : "vcard");
  yyjson_mut_obj_add_str (doc, object, "encoding", encoding == NULL ? "UTF-8" : encoding);
  yyjson_mut_obj_add_bool (doc, object, "bom", inspection->has_bom);
  yyjson_mut_obj_add_uint (doc, object, "damaged_bytes", inspection->n_damaged);
  yyjson_mut_obj_add_uint (doc, object, is_csv ? "row_count" : "card_count", inspection->n_rows);
  /* A large file is not counted to its end. */
  yyjson_mut_obj_add_bool (doc, object, "counted_all", inspection->is_whole);
  if (is_csv)
    add_table (doc, object, inspection, guess, plan);
  return doc;
}

static yyjson_mut_doc *
row_to_json (const KontorCsvRow *row, const char *const *columns)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *object = yyjson_mut_obj (doc);
  guint i;

  yyjson_mut_doc_set_root (doc, object);
  for (i = 0; columns[i] != NULL; i++)
    yyjson_mut_obj_add (object, yyjson_mut_str (doc, columns[i]),
                        yyjson_mut_strcpy (doc, kontor_csv_row_get (row, i)));
  for (; i < row->n_fields; i++)
    {
      g_autofree char *name = g_strdup_printf ("Column %u", i + 1);

      yyjson_mut_obj_add (object, yyjson_mut_strcpy (doc, name),
                          yyjson_mut_strcpy (doc, row->fields[i].text));
    }
  return doc;
}

static gboolean
spool_rows (KontorctlSpool *spool, const char *path, GError **error)
{
  static const KontorCsvOptions nothing_known;
  g_autoptr (KontorCsvInput) input = kontor_csv_input_open (path, &nothing_known, error);
  KontorCsvRow row;
  gboolean found = input != NULL;

  while (found)
    {
      if (!kontor_csv_input_next (input, &row, &found, error))
        return FALSE;
      if (found)
        kontorctl_spool_add (spool, row_to_json (&row, kontor_csv_input_get_columns (input)));
    }
  return input != NULL;
}

static yyjson_mut_val *
params_to_json (yyjson_mut_doc *doc, const KontorVcardProperty *property)
{
  yyjson_mut_val *list = yyjson_mut_arr (doc);

  for (guint i = 0; i < property->params->len; i++)
    {
      const KontorVcardParam *param = &g_array_index (property->params, KontorVcardParam, i);
      yyjson_mut_val *pair = yyjson_mut_arr (doc);

      yyjson_mut_arr_add_strcpy (doc, pair, param->name);
      yyjson_mut_arr_add_strcpy (doc, pair, param->value);
      yyjson_mut_arr_append (list, pair);
    }
  return list;
}

static yyjson_mut_doc *
card_to_json (const KontorVcard *card)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *object = yyjson_mut_obj (doc), *list;

  yyjson_mut_doc_set_root (doc, object);
  yyjson_mut_obj_add_str (doc, object, "version", kontor_vcard_version_get_name (card->version));
  list = yyjson_mut_obj_add_arr (doc, object, "properties");
  for (guint i = 0; i < card->properties->len; i++)
    {
      const KontorVcardProperty *property = kontor_vcard_get (card, i);
      yyjson_mut_val *one = yyjson_mut_arr_add_obj (doc, list);

      if (property->group != NULL)
        yyjson_mut_obj_add_strcpy (doc, one, "group", property->group);
      yyjson_mut_obj_add_strcpy (doc, one, "name", property->name);
      yyjson_mut_obj_add_val (doc, one, "params", params_to_json (doc, property));
      yyjson_mut_obj_add_strcpy (doc, one, "value", property->value);
    }
  return doc;
}

static gboolean
spool_cards (KontorctlSpool *spool, const char *path, GError **error)
{
  g_autoptr (KontorCardInput) input = kontor_card_input_open (path, error);

  while (input != NULL)
    {
      g_autoptr (KontorVcard) card = NULL;

      if (!kontor_card_input_next (input, &card, error))
        return FALSE;
      if (card == NULL)
        return TRUE;
      kontorctl_spool_add (spool, card_to_json (card));
    }
  return FALSE;
}

static KontorctlSpool *
read_rows (const KontorInspection *inspection, GError **error)
{
  g_autoptr (KontorctlSpool) spool = kontorctl_spool_new ();
  gboolean ok;

  if (spool == NULL)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_FULL, _ ("no room for temporary files"));
      return NULL;
    }
  ok = inspection->format == KONTOR_FORMAT_CSV ? spool_rows (spool, inspection->path, error)
                                               : spool_cards (spool, inspection->path, error);
  return ok ? g_steal_pointer (&spool) : NULL;
}

static void
print_json (KontorImportFiles *files, GPtrArray *rows)
{
  const KontorImportPlan *plan = kontor_import_files_get_plan (files);

  printf ("{\"files\":[");
  for (guint i = 0; i < kontor_import_files_get_n (files); i++)
    {
      const KontorInspection *inspection = kontor_import_files_get_inspection (files, i);
      yyjson_mut_doc *doc
          = file_to_json (inspection, kontor_import_files_get_guess (files, i),
                          plan == NULL ? NULL : kontor_import_plan_find (plan, inspection->name));
      gsize length;
      char *text = yyjson_mut_write (doc, 0, &length);

      printf ("%s%.*s", i > 0 ? "," : "", (int) length - 1, text);
      if (rows->len > 0)
        {
          printf (",\"rows\":");
          kontorctl_spool_print (rows->pdata[i]);
        }
      printf ("}");
      free (text);
      yyjson_mut_doc_free (doc);
    }
  printf ("]}\n");
}

static void
print_columns (const KontorInspection *inspection, const KontorFilePlan *plan)
{
  for (guint i = 0; i < inspection->n_columns; i++)
    {
      const KontorColumnProfile *profile = inspection->profiles[i];
      g_auto (GStrv) targets = list_targets (plan, inspection->columns[i]);
      g_autofree char *target
          = targets[0] == NULL ? g_strdup (_ ("(ignored)")) : g_strjoinv (", ", targets);
      g_autofree char *samples
          = g_strjoinv (", ", (GStrv) (const char *[]) { profile->samples[0], profile->samples[1],
                                                         profile->samples[2], NULL });

      printf ("  %-24s %-10s → %s", inspection->columns[i],
              get_type_name (kontor_column_profile_get_type (profile)), target);
      if (*samples != '\0')
        printf ("   %s", samples);
      printf ("\n");
      if (kontor_column_profile_is_order_open (profile))
        printf (_ ("  %-24s its dates can be read in two ways; say which with --map\n"), "");
    }
}

static void
print_words (KontorImportFiles *files)
{
  const KontorImportPlan *plan = kontor_import_files_get_plan (files);

  for (guint i = 0; i < kontor_import_files_get_n (files); i++)
    {
      const KontorInspection *inspection = kontor_import_files_get_inspection (files, i);
      const KontorTableGuess *guess = kontor_import_files_get_guess (files, i);
      const char *encoding = kontor_encoding_get_name (inspection->encoding);

      printf ("%s: %s, %s", inspection->name,
              inspection->format == KONTOR_FORMAT_CSV ? _ ("comma-separated values") : "vCard",
              encoding == NULL ? "UTF-8" : encoding);
      if (inspection->n_damaged > 0)
        printf (_ (", %" PRIu64 " bytes that are not of it"), inspection->n_damaged);
      if (inspection->format == KONTOR_FORMAT_VCARD)
        {
          printf (_ (", %" PRIu64 " cards\n"), inspection->n_rows);
          continue;
        }
      printf (_ (", delimiter “%c”, %s, %" PRIu64 " rows, %s\n"), inspection->dialect.delimiter,
              inspection->has_header ? _ ("with a header") : _ ("without a header"),
              inspection->n_rows,
              guess == NULL || guess->entity == NULL ? _ ("of an unknown kind")
                                                     : _ (guess->entity->label));
      print_columns (inspection,
                     plan == NULL ? NULL : kontor_import_plan_find (plan, inspection->name));
    }
}

static gboolean
look (Kontorctl *self,
      KontorImportFiles *files,
      char **paths,
      gboolean with_rows,
      GPtrArray *rows,
      GError **error)
{
  for (guint i = 0; paths[i] != NULL; i++)
    if (!kontor_import_files_add (files, paths[i], error))
      return FALSE;
  /* A table that is about nothing known is shown all the same, without a plan. */
  kontor_import_files_prepare (files, NULL);
  for (guint i = 0; with_rows && i < kontor_import_files_get_n (files); i++)
    {
      KontorctlSpool *spool = read_rows (kontor_import_files_get_inspection (files, i), error);

      if (spool == NULL)
        return FALSE;
      g_ptr_array_add (rows, spool);
    }
  return TRUE;
}

KontorctlStatus
kontorctl_run_inspect (Kontorctl *self, int argc, char **argv)
{
  gboolean with_rows = FALSE;
  const GOptionEntry entries[] = {
    { "rows", 0, 0, G_OPTION_ARG_NONE, &with_rows, NULL, NULL },
    { NULL },
  };
  g_autoptr (KontorImportFiles) files = NULL;
  g_autoptr (GPtrArray) rows
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kontorctl_spool_free);
  g_autoptr (GError) error = NULL;
  KontorctlStatus status;

  if (!kontorctl_parse (self, entries, 1, -1, &argc, &argv))
    return KONTORCTL_USAGE;
  if (with_rows && !self->json)
    return kontorctl_misuse (self, _ ("--rows is for programs: it goes with --json"));
  if (self->workspace != NULL && !kontorctl_open (self, KONTOR_STORE_READ_ONLY, &status))
    return status;
  files = kontor_import_files_new (kontor_schema_get_default (), self->store, NULL, NULL);
  if (!look (self, files, argv + 1, with_rows, rows, &error))
    return kontorctl_refuse (self, error);
  if (self->json)
    print_json (files, rows);
  else
    print_words (files);
  return KONTORCTL_DONE;
}
