/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontorctl-import-report.h"

#include "cli/kontorctl-spool.h"
#include "words/kontor-import-phrases.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Reasons that are told apart in words, and of which so many are shown; with --json there are
 * all. */
#define MAX_REASONS 1000
#define SHOWN_REASONS 40
#define SHOWN_CHANGES 20

/* Longest value in words, in characters; long texts and cards are longer. */
#define SHOWN_LENGTH 60

/* Rows with the same problem in the same cell. */
typedef struct
{
  char *file;
  char *column; /* or NULL */
  char *value;
  char *words;
  char *suggestion; /* or NULL */
  guint64 first_row;
  guint64 n_rows;
} Reason;

/* Problems of one verdict. */
typedef struct
{
  KontorctlSpool *spool;
  GHashTable *reasons; /* text of all that makes it to Reason */
  GPtrArray *order;    /* of Reason, borrowed */
  guint64 n_others;
} Problems;

struct _KontorctlImportReport
{
  Kontorctl *ctl;
  gboolean dry_run;
  Problems refused;
  Problems noted;
  KontorctlSpool *changes;
  GString *shown; /* the first changes, in words */
  guint64 n_shown;
};

static void
free_reason (gpointer data)
{
  Reason *reason = data;

  g_free (reason->file);
  g_free (reason->column);
  g_free (reason->value);
  g_free (reason->words);
  g_free (reason->suggestion);
  g_free (reason);
}

static gboolean
init_problems (Problems *self)
{
  self->spool = kontorctl_spool_new ();
  self->reasons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_reason);
  self->order = g_ptr_array_new ();
  return self->spool != NULL;
}

static void
clear_problems (Problems *self)
{
  g_clear_pointer (&self->spool, kontorctl_spool_free);
  g_hash_table_unref (self->reasons);
  g_ptr_array_unref (self->order);
}

KontorctlImportReport *
kontorctl_import_report_new (Kontorctl *ctl, gboolean dry_run)
{
  g_autoptr (KontorctlImportReport) self = g_new0 (KontorctlImportReport, 1);
  gboolean has_room;

  self->ctl = ctl;
  self->dry_run = dry_run;
  self->shown = g_string_new (NULL);
  self->changes = kontorctl_spool_new ();
  /* Both, so that both can be cleared. */
  has_room = init_problems (&self->refused);
  has_room = init_problems (&self->noted) && has_room && self->changes != NULL;
  return has_room ? g_steal_pointer (&self) : NULL;
}

void
kontorctl_import_report_free (KontorctlImportReport *self)
{
  clear_problems (&self->refused);
  clear_problems (&self->noted);
  g_clear_pointer (&self->changes, kontorctl_spool_free);
  g_string_free (self->shown, TRUE);
  g_free (self);
}

static void
add_text (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *key, const char *text)
{
  if (text == NULL)
    yyjson_mut_obj_add_null (doc, object, key);
  else
    yyjson_mut_obj_add_strcpy (doc, object, key, text);
}

static yyjson_mut_doc *
begin_item (const KontorImportEvent *event)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);

  yyjson_mut_doc_set_root (doc, root);
  add_text (doc, root, "file", event->source);
  yyjson_mut_obj_add_uint (doc, root, "row", event->row);
  return doc;
}

static void
spool_problem (Problems *self, const KontorImportEvent *event, const char *words)
{
  const KontorProblem *problem = event->problem;
  yyjson_mut_doc *doc = begin_item (event);
  yyjson_mut_val *root = yyjson_mut_doc_get_root (doc);

  add_text (doc, root, "column", problem->column);
  add_text (doc, root, "value", problem->value);
  add_text (doc, root, "reason", words);
  add_text (doc, root, "code", kontor_problem_kind_get_code (problem->kind));
  if (problem->suggestion != NULL)
    add_text (doc, root, "suggestion", problem->suggestion);
  kontorctl_spool_add (self->spool, doc);
}

static void
count_reason (Problems *self, const KontorImportEvent *event, const char *words)
{
  const KontorProblem *problem = event->problem;
  const char *column = problem->column == NULL ? "" : problem->column;
  g_autofree char *key = g_strjoin ("\n", event->source, column, problem->value, words, NULL);
  Reason *reason = g_hash_table_lookup (self->reasons, key);

  if (reason == NULL && self->order->len == MAX_REASONS)
    {
      self->n_others++;
      return;
    }
  if (reason == NULL)
    {
      reason = g_new0 (Reason, 1);
      reason->file = g_strdup (event->source);
      reason->column = g_strdup (problem->column);
      reason->value = g_strdup (problem->value);
      reason->words = g_strdup (words);
      reason->suggestion = g_strdup (problem->suggestion);
      reason->first_row = event->row;
      g_ptr_array_add (self->order, reason);
      g_hash_table_insert (self->reasons, g_steal_pointer (&key), reason);
    }
  reason->n_rows++;
}

/* A reference by its title; that of a record which is made only now is its id. */
static char *
dup_value (KontorctlImportReport *self, const KontorField *field, const KontorValue *value)
{
  const KontorSchema *schema = kontor_store_get_schema (self->ctl->store);
  g_autoptr (KontorRecord) record = NULL;

  if (value != NULL && value->type == KONTOR_REF)
    record = kontor_store_get (self->ctl->store, kontor_schema_find (schema, field->target),
                               &value->id, NULL);
  if (record != NULL)
    return g_strdup (kontor_record_get_title (record));
  return kontor_value_dup_text (field, value);
}

/* Its first line, or the beginning of that. */
static char *
dup_short (char *text)
{
  g_autofree char *whole = text;
  gsize line = strcspn (whole, "\r\n");
  g_autofree char *first = g_strndup (whole, line);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (first, -1) <= SHOWN_LENGTH)
    return g_strconcat (first, whole[line] == '\0' ? "" : "…", NULL);
  start = g_utf8_substring (first, 0, SHOWN_LENGTH);
  return g_strconcat (start, "…", NULL);
}

static void
add_change (KontorctlImportReport *self,
            yyjson_mut_doc *doc,
            yyjson_mut_val *fields,
            const KontorImportEvent *event,
            guint index)
{
  const KontorField *field = kontor_entity_get_field (event->entity, index);
  yyjson_mut_val *pair = yyjson_mut_arr (doc);
  g_autofree char *before = dup_value (self, field, kontor_fields_get (event->before, index));
  g_autofree char *after = dup_value (self, field, kontor_fields_get (event->after, index));

  yyjson_mut_arr_add_strcpy (doc, pair, before);
  yyjson_mut_arr_add_strcpy (doc, pair, after);
  yyjson_mut_obj_add (fields, yyjson_mut_str (doc, field->name), pair);
}

static void
spool_change (KontorctlImportReport *self, const KontorImportEvent *event)
{
  yyjson_mut_doc *doc = begin_item (event);
  yyjson_mut_val *root = yyjson_mut_doc_get_root (doc), *fields = yyjson_mut_obj (doc);
  g_autofree char *id = kontor_id_dup_text (event->id);
  g_autofree char *title = kontor_import_event_dup_title (event);

  add_text (doc, root, "entity", event->entity->name);
  add_text (doc, root, "id", id);
  add_text (doc, root, "title", title);
  yyjson_mut_obj_add_val (doc, root, "fields", fields);
  for (guint i = 0; i < kontor_entity_get_n_fields (event->entity); i++)
    if (kontor_fields_get (event->after, i) != NULL)
      add_change (self, doc, fields, event, i);
  kontorctl_spool_add (self->changes, doc);
}

static void
show_change (KontorctlImportReport *self, const KontorImportEvent *event)
{
  g_autofree char *title = kontor_import_event_dup_title (event);

  if (self->n_shown++ >= SHOWN_CHANGES)
    return;
  /* Translators: a file, a row, the name of a record */
  g_string_append_printf (self->shown, _ ("  %s, row %" PRIu64 ": “%s”"), event->source, event->row,
                          title);
  for (guint i = 0; i < kontor_entity_get_n_fields (event->entity); i++)
    {
      const KontorField *field = kontor_entity_get_field (event->entity, i);
      g_autofree char *before = NULL, *after = NULL;

      if (kontor_fields_get (event->after, i) == NULL)
        continue;
      before = dup_short (dup_value (self, field, kontor_fields_get (event->before, i)));
      after = dup_short (dup_value (self, field, kontor_fields_get (event->after, i)));
      g_string_append_printf (self->shown, "; %s: %s → %s", field->name, before, after);
    }
  g_string_append_c (self->shown, '\n');
}

void
kontorctl_import_report_take (const KontorImportEvent *event, gpointer report)
{
  KontorctlImportReport *self = report;

  if (event->problem != NULL)
    {
      Problems *problems = event->verdict == KONTOR_VERDICT_REFUSED ? &self->refused : &self->noted;
      g_autofree char *words = kontor_phrase_problem (event->problem);

      spool_problem (problems, event, words);
      count_reason (problems, event, words);
    }
  else if (event->verdict == KONTOR_VERDICT_UPDATED)
    {
      spool_change (self, event);
      show_change (self, event);
    }
}

static yyjson_mut_val *
write_count (yyjson_mut_doc *doc, const KontorImportCount *count)
{
  yyjson_mut_val *object = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_uint (doc, object, "created", count->created);
  yyjson_mut_obj_add_uint (doc, object, "updated", count->updated);
  yyjson_mut_obj_add_uint (doc, object, "unchanged", count->unchanged);
  return object;
}

static gboolean
has_any (const KontorImportCount *count)
{
  return count->created + count->updated + count->unchanged > 0;
}

/* What of a file is not made use of, or not what it should be. */
static yyjson_mut_val *
write_file (yyjson_mut_doc *doc, KontorImportFiles *files, guint index)
{
  const KontorInspection *inspection = kontor_import_files_get_inspection (files, index);
  const KontorFilePlan *plan
      = kontor_import_plan_find (kontor_import_files_get_plan (files), inspection->name);
  yyjson_mut_val *object = yyjson_mut_obj (doc);
  yyjson_mut_val *ignored = yyjson_mut_arr (doc);

  add_text (doc, object, "file", inspection->name);
  yyjson_mut_obj_add_uint (doc, object, "damaged_bytes", inspection->n_damaged);
  yyjson_mut_obj_add_val (doc, object, "ignored_columns", ignored);
  for (guint i = 0; plan != NULL && i < plan->ignored->len; i++)
    yyjson_mut_arr_add_strcpy (doc, ignored, plan->ignored->pdata[i]);
  return object;
}

/* Everything but the lists, which may be long, and the closing brace. */
static char *
write_head (KontorctlImportReport *self,
            KontorImportFiles *files,
            KontorImporter *importer,
            gint64 entry)
{
  const KontorSchema *schema = kontor_store_get_schema (self->ctl->store);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = write_count (doc, kontor_importer_get_total (importer));
  yyjson_mut_val *entities = yyjson_mut_obj (doc), *list = yyjson_mut_arr (doc);
  char *text, *head;
  gsize length;

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_uint (doc, root, "refused_rows", kontor_importer_get_n_refused (importer));
  yyjson_mut_obj_add_bool (doc, root, "dry_run", self->dry_run);
  if (entry == 0)
    yyjson_mut_obj_add_null (doc, root, "entry");
  else
    yyjson_mut_obj_add_sint (doc, root, "entry", entry);
  yyjson_mut_obj_add_val (doc, root, "entities", entities);
  for (guint i = 0; i < schema->n_entities; i++)
    {
      const KontorImportCount *count = kontor_importer_get_count (importer, schema->entities[i]);

      if (has_any (count))
        yyjson_mut_obj_add_val (doc, entities, schema->entities[i]->name, write_count (doc, count));
    }
  yyjson_mut_obj_add_val (doc, root, "files", list);
  for (guint i = 0; i < kontor_import_files_get_n (files); i++)
    yyjson_mut_arr_append (list, write_file (doc, files, i));
  text = yyjson_mut_write (doc, 0, &length);
  head = g_strndup (text, length - 1);
  free (text);
  yyjson_mut_doc_free (doc);
  return head;
}

static void
print_json (KontorctlImportReport *self,
            KontorImportFiles *files,
            KontorImporter *importer,
            gint64 entry)
{
  g_autofree char *head = write_head (self, files, importer, entry);

  printf ("%s,\"changes\":", head);
  kontorctl_spool_print (self->changes);
  printf (",\"notes\":");
  kontorctl_spool_print (self->noted.spool);
  printf (",\"refused\":");
  kontorctl_spool_print (self->refused.spool);
  printf ("}\n");
}

static void
print_reason (const Reason *reason)
{
  printf (
      ngettext ("  %s, row %" PRIu64, "  %s, row %" PRIu64 " and others", (gulong) reason->n_rows),
      reason->file, reason->first_row);
  if (reason->n_rows > 1)
    /* Translators: how many rows have the same problem */
    printf (ngettext (" (%" PRIu64 " row)", " (%" PRIu64 " rows)", (gulong) reason->n_rows),
            reason->n_rows);
  if (reason->column != NULL || *reason->value != '\0')
    {
      g_autofree char *value = dup_short (g_strdup (reason->value));

      printf (reason->column == NULL ? ",%s “%s”" : ", %s “%s”",
              reason->column == NULL ? "" : reason->column, value);
    }
  printf (": %s\n", reason->words);
}

static void
print_problems (const Problems *problems)
{
  guint shown = MIN (problems->order->len, SHOWN_REASONS);

  for (guint i = 0; i < shown; i++)
    print_reason (problems->order->pdata[i]);
  if (problems->order->len > shown || problems->n_others > 0)
    printf (_ ("  … and others; --json lists all of them\n"));
}

static void
print_files (KontorImportFiles *files)
{
  for (guint i = 0; i < kontor_import_files_get_n (files); i++)
    {
      const KontorInspection *inspection = kontor_import_files_get_inspection (files, i);
      const KontorFilePlan *plan
          = kontor_import_plan_find (kontor_import_files_get_plan (files), inspection->name);

      if (inspection->n_damaged > 0)
        printf (_ ("%s: %" PRIu64 " bytes are not %s; what they were meant to be is a "
                   "guess.\n"),
                inspection->name, inspection->n_damaged,
                kontor_encoding_get_name (inspection->encoding));
      for (guint j = 0; plan != NULL && j < plan->ignored->len; j++)
        printf (_ ("%s: nothing is done with the column “%s”.\n"), inspection->name,
                (const char *) plan->ignored->pdata[j]);
    }
}

static void
print_words (KontorctlImportReport *self, KontorImportFiles *files, KontorImporter *importer)
{
  const KontorImportCount *total = kontor_importer_get_total (importer);
  guint64 n_refused = kontor_importer_get_n_refused (importer);

  printf (self->dry_run
              ? _ ("Would create %" PRIu64 ", update %" PRIu64 ", leave %" PRIu64 " as they are.\n")
              : _ ("Created %" PRIu64 ", updated %" PRIu64 ", left %" PRIu64 " as they are.\n"),
          total->created, total->updated, total->unchanged);
  print_files (files);
  printf ("%s", self->shown->str);
  if (self->n_shown > SHOWN_CHANGES)
    printf (_ ("  … and %" PRIu64 " more changes\n"), self->n_shown - SHOWN_CHANGES);
  if (self->noted.order->len > 0)
    printf (_ ("Not taken over:\n"));
  print_problems (&self->noted);
  if (n_refused > 0)
    printf (
        ngettext ("Refused %" PRIu64 " row:\n", "Refused %" PRIu64 " rows:\n", (gulong) n_refused),
        n_refused);
  print_problems (&self->refused);
}

void
kontorctl_import_report_print (KontorctlImportReport *self,
                               KontorImportFiles *files,
                               KontorImporter *importer,
                               gint64 entry)
{
  if (self->ctl->json)
    print_json (self, files, importer, entry);
  else
    print_words (self, files, importer);
}

void
kontorctl_import_report_propose (KontorctlImportReport *self, KontorImportPlan *plan)
{
  for (guint i = 0; i < self->refused.order->len; i++)
    {
      const Reason *reason = self->refused.order->pdata[i];
      KontorFilePlan *file = kontor_import_plan_find (plan, reason->file);

      if (file != NULL && reason->column != NULL && reason->suggestion != NULL)
        kontor_column_plan_correct (kontor_file_plan_get_column (file, reason->column),
                                    reason->value, reason->suggestion);
    }
}
