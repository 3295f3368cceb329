/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/import/kontor-importer.h"

#include "model/kontor-fold.h"
#include "store/import/kontor-import-tally-private.h"

#include <gio/gio.h>
#include <yyjson.h>

/* How long a step holds the workspace. */
#define STEP_MICROSECONDS 100000
/* The clock is asked every so many rows. */
#define ROWS_PER_LOOK 32

/* Going once through a source. */
typedef struct
{
  guint source;
  gboolean surveying;
  gboolean settles; /* the last of some surveys */
} Phase;

struct _KontorImporter
{
  KontorStore *store;
  const KontorSchema *schema;
  KontorImporterOptions options;
  GPtrArray *sources; /* KontorDraftSource, in the order they are read in once started */
  GArray *phases;     /* of Phase; NULL until started */
  guint phase;
  KontorAct *act; /* NULL until there is something to write */
  KontorImportView *view;
  KontorImportNames *names;
  KontorImportSurvey *survey;
  KontorDraftRow *draft_row;
  KontorImportRow row;
  KontorImportTally tally;
  guint64 n_refused;
};

static void
free_source (gpointer data)
{
  KontorDraftSource *source = data;

  source->free (source);
}

KontorImporter *
kontor_importer_new (KontorStore *store, const KontorImporterOptions *options)
{
  KontorImporter *self = g_new0 (KontorImporter, 1);

  self->store = store;
  self->schema = kontor_store_get_schema (store);
  self->options = *options;
  self->sources = g_ptr_array_new_with_free_func (free_source);
  self->draft_row = kontor_draft_row_new ();
  kontor_import_row_init (&self->row, self->schema);
  kontor_import_tally_init (&self->tally, self->schema);
  return self;
}

void
kontor_importer_free (KontorImporter *self)
{
  kontor_import_row_clear (&self->row);
  kontor_import_tally_clear (&self->tally);
  g_clear_pointer (&self->names, kontor_import_names_free);
  g_clear_pointer (&self->view, kontor_import_view_free);
  g_clear_pointer (&self->survey, kontor_import_survey_free);
  g_clear_pointer (&self->act, kontor_act_cancel);
  g_clear_pointer (&self->phases, g_array_unref);
  kontor_draft_row_free (self->draft_row);
  g_ptr_array_unref (self->sources);
  g_free (self);
}

void
kontor_importer_add (KontorImporter *self, KontorDraftSource *source)
{
  g_assert (self->phases == NULL);
  g_ptr_array_add (self->sources, source);
}

static KontorDraftSource *
get_source (KontorImporter *self, guint index)
{
  return self->sources->pdata[index];
}

/* What the sources from @index on make, that at @but left out. */
static guint64
collect_made (KontorImporter *self, guint index, guint but)
{
  guint64 made = 0;

  for (guint i = index; i < self->sources->len; i++)
    if (i != but)
      made |= get_source (self, i)->makes;
  return made;
}

/* First comes what refers to nothing that another one has yet to make. */
static void
order_sources (KontorImporter *self)
{
  for (guint at = 0; at < self->sources->len; at++)
    {
      guint next = at;

      for (guint i = at; i < self->sources->len; i++)
        if ((get_source (self, i)->names & collect_made (self, at, i)) == 0)
          {
            next = i;
            break;
          }
      g_ptr_array_insert (self->sources, at, g_ptr_array_steal_index (self->sources, next));
    }
}

/* The sources from @index on whose names have to be known before that at @index is read: it, and
 * those that make what these refer to. 0 where it refers to nothing that is still to come. */
static guint64
find_to_survey (KontorImporter *self, guint index)
{
  guint64 chosen = 0, names = get_source (self, index)->names, before;

  do
    {
      before = chosen;
      for (guint i = index; i < self->sources->len; i++)
        if ((get_source (self, i)->makes & names) != 0)
          {
            chosen |= G_GUINT64_CONSTANT (1) << i;
            names |= get_source (self, i)->names;
          }
    }
  while (chosen != before);
  return chosen == 0 ? 0 : chosen | G_GUINT64_CONSTANT (1) << index;
}

static void
plan_phases (KontorImporter *self)
{
  guint64 surveyed = 0;

  self->phases = g_array_new (FALSE, TRUE, sizeof (Phase));
  for (guint i = 0; i < self->sources->len; i++)
    {
      guint64 to_survey = find_to_survey (self, i) & ~surveyed;
      Phase phase = { .source = i };

      for (guint j = i; j < self->sources->len; j++)
        {
          Phase survey = { .source = j, .surveying = TRUE };

          survey.settles = to_survey >> j == 1;
          if (to_survey >> j & 1)
            g_array_append_val (self->phases, survey);
        }
      surveyed |= to_survey;
      g_array_append_val (self->phases, phase);
    }
}

static gboolean
start (KontorImporter *self, GError **error)
{
  if (self->sources->len > 64)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT, "more than 64 files at once");
      return FALSE;
    }
  order_sources (self);
  plan_phases (self);
  self->view = self->options.trial ? kontor_import_view_new_trial (self->store, error)
                                   : kontor_import_view_new (self->store);
  self->survey = kontor_import_survey_new (self->schema, error);
  if (self->view == NULL || self->survey == NULL)
    return FALSE;
  self->names = kontor_import_names_new (self->schema, self->view, self->options.suggest);
  self->row.view = self->view;
  self->row.names = self->names;
  self->row.survey = self->survey;
  self->row.tally = &self->tally;
  self->row.row = self->draft_row;
  return TRUE;
}

/* How many records of each kind that stands by itself came in, or were changed. */
static void
write_counts (KontorImporter *self, yyjson_mut_doc *doc, yyjson_mut_val *counts)
{
  const KontorSchema *schema = kontor_store_get_schema (self->store);

  for (guint i = 0; i < schema->n_entities; i++)
    {
      const KontorEntity *entity = schema->entities[i];
      const KontorImportCount *count = &self->tally.entities[i];

      if (!kontor_entity_has_parent (entity) && count->created + count->updated > 0)
        yyjson_mut_obj_add_uint (doc, counts, entity->name, count->created + count->updated);
    }
}

/* For the words of the journal: the names of the files, and how many records there were, which is
 * known at the end. */
static char *
write_args (KontorImporter *self)
{
  const KontorImportCount *total = &self->tally.total;
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc), *files = yyjson_mut_arr (doc);
  yyjson_mut_val *counts = yyjson_mut_obj (doc);
  char *text, *json;

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_val (doc, root, "files", files);
  for (guint i = 0; i < self->sources->len; i++)
    yyjson_mut_arr_add_strcpy (doc, files, get_source (self, i)->name);
  yyjson_mut_obj_add_uint (doc, root, "records", total->created + total->updated);
  yyjson_mut_obj_add_val (doc, root, "counts", counts);
  write_counts (self, doc, counts);
  text = yyjson_mut_write (doc, 0, NULL);
  json = g_strdup (text);
  free (text);
  yyjson_mut_doc_free (doc);
  return json;
}

static gboolean
begin_act (KontorImporter *self, GError **error)
{
  g_autofree char *args = write_args (self);
  KontorActInfo info = { "import", self->options.about, KONTOR_ORIGIN_IMPORT, args };

  self->act = kontor_act_begin (self->store, &info, error);
  if (self->act == NULL)
    return FALSE;
  kontor_import_view_set_act (self->view, self->act);
  return TRUE;
}

static gboolean
has_changes (const KontorImportItem *item)
{
  return item->state == KONTOR_ITEM_EXISTS && !kontor_fields_is_empty (item->changes);
}

static gboolean
has_writes (const KontorImportRow *row)
{
  for (guint i = 0; i < row->items->len; i++)
    {
      const KontorImportItem *item = kontor_import_row_get (row, i);

      if (item->state == KONTOR_ITEM_NEW || has_changes (item))
        return TRUE;
    }
  return FALSE;
}

static gboolean
changes_title (const KontorFields *changes)
{
  const KontorEntity *entity = kontor_fields_get_entity (changes);

  for (guint i = 0; i < entity->n_fields; i++)
    if ((entity->fields[i].flags & KONTOR_TITLE) != 0 && kontor_fields_get (changes, i) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
write_item (KontorImporter *self, const KontorImportItem *item, GError **error)
{
  if (item->state == KONTOR_ITEM_NEW)
    {
      g_autofree char *title = kontor_import_item_dup_title (item);

      kontor_import_names_note (self->names, item->entity, title);
      return kontor_import_view_insert (self->view, &item->hit.id, item->fields, error)
             && (item->called == NULL
                 || kontor_import_view_call (self->view, item->entity, &item->hit.id, item->called,
                                             error));
    }
  if (!has_changes (item))
    return TRUE;
  if (changes_title (item->changes))
    kontor_import_names_forget (self->names, item->entity);
  return kontor_import_view_update (self->view, &item->hit, item->changes, error);
}

char *
kontor_import_event_dup_title (const KontorImportEvent *event)
{
  const KontorFields *fields
      = event->verdict == KONTOR_VERDICT_CREATED ? event->after : event->before;
  g_autofree char *title = fields == NULL ? g_strdup ("") : kontor_fields_dup_title (fields);

  return *title == '\0' && event->called != NULL ? g_strdup (event->called)
                                                 : g_steal_pointer (&title);
}

static void
report (KontorImporter *self, KontorImportEvent *event)
{
  event->source = get_source (self, self->row.source)->name;
  event->row = self->draft_row->number;
  if (self->options.report != NULL)
    self->options.report (event, self->options.report_data);
}

static void
report_item (KontorImporter *self, const KontorImportItem *item)
{
  KontorImportEvent event = { .entity = item->entity, .id = &item->hit.id };

  if (item->state != KONTOR_ITEM_NEW && item->state != KONTOR_ITEM_EXISTS)
    return;
  event.before = item->before;
  if (item->state == KONTOR_ITEM_NEW)
    event.verdict = KONTOR_VERDICT_CREATED;
  else
    event.verdict = has_changes (item) ? KONTOR_VERDICT_UPDATED : KONTOR_VERDICT_UNCHANGED;
  event.after = item->state == KONTOR_ITEM_NEW ? item->fields : item->changes;
  event.called = item->called;
  report (self, &event);
}

static void
report_problems (KontorImporter *self, const GArray *problems, KontorVerdict verdict)
{
  for (guint i = 0; i < problems->len; i++)
    {
      KontorImportEvent event = { .verdict = verdict };

      event.problem = &g_array_index (problems, KontorProblem, i);
      event.entity = event.problem->entity;
      report (self, &event);
    }
}

static gboolean
write_row (KontorImporter *self, GError **error)
{
  if (self->act != NULL)
    kontor_act_next_group (self->act);
  for (guint i = 0; i < self->row.items->len; i++)
    if (!write_item (self, kontor_import_row_get (&self->row, i), error))
      return FALSE;
  kontor_import_tally_count (&self->tally, &self->row);
  report_problems (self, self->draft_row->notices, KONTOR_VERDICT_NOTED);
  for (guint i = 0; i < self->row.items->len; i++)
    report_item (self, kontor_import_row_get (&self->row, i));
  return TRUE;
}

/* The first row that writes is decided on again once nobody else can write. */
static gboolean
take_row (KontorImporter *self, GError **error)
{
  gboolean is_open = self->options.trial || self->act != NULL;
  guint n_notices = self->draft_row->notices->len;

  self->row.keeps_drafts = !is_open;
  if (!kontor_import_row_decide (&self->row, error))
    return FALSE;
  if (self->draft_row->problems->len > 0)
    {
      self->n_refused++;
      report_problems (self, self->draft_row->problems, KONTOR_VERDICT_REFUSED);
      return TRUE;
    }
  if (is_open || !has_writes (&self->row))
    return write_row (self, error);
  g_array_set_size (self->draft_row->notices, n_notices);
  return begin_act (self, error) && take_row (self, error);
}

static gboolean
announce (KontorImporter *self, const KontorImportItem *item, const char *name, GError **error)
{
  KontorSurveyPlace place = { self->row.source, self->draft_row->number };

  return *name == '\0'
         || kontor_import_survey_announce (self->survey, place, item->entity, name, &item->hit.id,
                                           error);
}

/* Its title, and its id where the row says it. */
static gboolean
announce_item (KontorImporter *self, const KontorImportItem *item, GError **error)
{
  g_autofree char *title = NULL, *folded = NULL;
  char id[KONTOR_ID_TEXT_SIZE];

  if (item->state != KONTOR_ITEM_NEW || item->draft == NULL)
    return TRUE;
  title = kontor_import_item_dup_title (item);
  folded = kontor_fold (title);
  return announce (self, item, folded, error)
         && (kontor_id_is_null (&item->draft->id)
             || announce (self, item, kontor_id_to_text (&item->draft->id, id), error));
}

static const char *
find_need (const KontorImportRow *row, guint item, guint field)
{
  for (guint i = 0; i < row->needs->len; i++)
    {
      const KontorImportNeed *need = &g_array_index (row->needs, KontorImportNeed, i);

      if (need->item == item && need->field == field)
        return need->name;
    }
  return NULL;
}

/* Notes what the item is put under, where that is of its own kind. */
static gboolean
survey_above (KontorImporter *self, guint index, GError **error)
{
  const KontorImportItem *item = kontor_import_row_get (&self->row, index);
  KontorSurveyPlace place = { self->row.source, self->draft_row->number };

  for (guint i = 0; i < item->entity->n_fields; i++)
    {
      const KontorField *field = &item->entity->fields[i];
      const char *name = find_need (&self->row, index, i);
      KontorId above;
      gboolean known;

      if (field->type != KONTOR_REF || !g_str_equal (field->target, item->entity->name))
        continue;
      known = kontor_import_row_get_ref (&self->row, item, i, &above);
      if ((known || name != NULL)
          && !kontor_import_survey_put_under (self->survey, place, item->entity, i, &item->hit.id,
                                              known ? &above : NULL, name, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
survey_row (KontorImporter *self, GError **error)
{
  KontorSurveyPlace place = { self->row.source, self->draft_row->number };

  self->row.keeps_drafts = FALSE;
  if (!kontor_import_row_decide (&self->row, error))
    return FALSE;
  if (self->draft_row->problems->len > 0)
    return TRUE;
  for (guint i = 0; i < self->row.items->len; i++)
    if (!announce_item (self, kontor_import_row_get (&self->row, i), error)
        || !survey_above (self, i, error))
      return FALSE;
  for (guint i = 0; i < self->row.needs->len; i++)
    {
      const KontorImportNeed *need = &g_array_index (self->row.needs, KontorImportNeed, i);

      if (!kontor_import_survey_need (self->survey, place, need->entity, need->name, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
end_phase (KontorImporter *self, const Phase *phase, GError **error)
{
  KontorDraftSource *source = get_source (self, phase->source);

  self->phase++;
  if (!phase->surveying)
    return TRUE;
  return source->rewind (source, error)
         && (!phase->settles || kontor_import_survey_settle (self->survey, self->view, error));
}

static gboolean
go_on (KontorImporter *self, GError **error)
{
  gint64 end = g_get_monotonic_time () + STEP_MICROSECONDS;

  for (guint n = 1; self->phase < self->phases->len; n++)
    {
      const Phase *phase = &g_array_index (self->phases, Phase, self->phase);
      KontorDraftSource *source = get_source (self, phase->source);
      gboolean found;

      self->row.source = phase->source;
      self->row.surveying = phase->surveying;
      if (!source->next (source, self->draft_row, &found, error)
          || !(found ? (phase->surveying ? survey_row : take_row) (self, error)
                     : end_phase (self, phase, error)))
        return FALSE;
      if (n == self->options.step_rows
          || (n % ROWS_PER_LOOK == 0 && g_get_monotonic_time () >= end))
        return TRUE;
    }
  return TRUE;
}

/* Lets others write. */
static gboolean
end_step (KontorImporter *self, GError **error)
{
  kontor_import_view_end_step (self->view);
  if (!kontor_act_checkpoint (self->act, error))
    return FALSE;
  kontor_import_view_begin_step (self->view);
  return TRUE;
}

gboolean
kontor_importer_step (KontorImporter *self, gboolean *done, GError **error)
{
  gboolean ok = (self->phases != NULL || start (self, error)) && go_on (self, error);

  *done = ok && self->phase == self->phases->len;
  if (ok && self->act != NULL && !*done)
    ok = end_step (self, error);
  if (!ok)
    g_clear_pointer (&self->act, kontor_act_cancel);
  return ok;
}

double
kontor_importer_get_progress (KontorImporter *self)
{
  const Phase *phase;

  if (self->phases == NULL)
    return 0;
  if (self->phase == self->phases->len)
    return 1;
  phase = &g_array_index (self->phases, Phase, self->phase);
  return (self->phase
          + get_source (self, phase->source)->get_progress (get_source (self, phase->source)))
         / self->phases->len;
}

gboolean
kontor_importer_finish (KontorImporter *self, gint64 *entry, GError **error)
{
  g_autofree char *args = NULL;

  if (entry != NULL)
    *entry = 0;
  if (self->act == NULL)
    return TRUE;
  args = write_args (self);
  if (kontor_act_set_args (self->act, args, error))
    return kontor_act_commit (g_steal_pointer (&self->act), entry, error);
  g_clear_pointer (&self->act, kontor_act_cancel);
  return FALSE;
}

gboolean
kontor_importer_run (KontorImporter *self,
                     KontorProgressFunc progress,
                     gpointer user_data,
                     gint64 *entry,
                     GError **error)
{
  gboolean done = FALSE;

  while (!done)
    {
      if (!kontor_importer_step (self, &done, error))
        return FALSE;
      if (progress != NULL && !progress (kontor_importer_get_progress (self), user_data))
        {
          g_clear_pointer (&self->act, kontor_act_cancel);
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the import was cancelled");
          return FALSE;
        }
    }
  return kontor_importer_finish (self, entry, error);
}

const KontorImportCount *
kontor_importer_get_total (KontorImporter *self)
{
  return &self->tally.total;
}

const KontorImportCount *
kontor_importer_get_count (KontorImporter *self, const KontorEntity *entity)
{
  return &self->tally.entities[kontor_schema_index (self->schema, entity)];
}

guint64
kontor_importer_get_n_refused (KontorImporter *self)
{
  return self->n_refused;
}
