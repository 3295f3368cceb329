/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "pipeline/kontor-board-facts.h"

#include "model/entities/kontor-entities.h"
#include "sales/kontor-deal-tags.h"
#include "sales/kontor-quiet-deals.h"
#include "words/kontor-format.h"

G_DEFINE_BOXED_TYPE (KontorBoardFacts,
                     kontor_board_facts,
                     kontor_board_facts_ref,
                     kontor_board_facts_unref)

KontorBoardFacts *
kontor_board_facts_ref (KontorBoardFacts *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
kontor_board_facts_unref (KontorBoardFacts *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->pipelines, g_ptr_array_unref);
  g_clear_pointer (&self->stages, g_ptr_array_unref);
  g_clear_pointer (&self->sums, g_ptr_array_unref);
  g_clear_pointer (&self->counts, g_array_unref);
  g_clear_pointer (&self->steps, g_hash_table_unref);
  g_clear_pointer (&self->quiet, g_hash_table_unref);
  g_clear_pointer (&self->tags, g_hash_table_unref);
  g_clear_pointer (&self->only_ids, g_array_unref);
  g_free (self);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (KontorId));
}

static gboolean
add_record (gint64 rowid, gpointer user_data)
{
  g_array_append_val ((GArray *) user_data, rowid);
  return TRUE;
}

static GPtrArray *
list_records (KontorStore *store, KontorQuery *query, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) rowids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!kontor_query_each (query, store, add_record, rowids, error))
    return NULL;
  for (guint i = 0; i < rowids->len; i++)
    {
      KontorRecord *record = kontor_store_get_row (store, kontor_query_get_entity (query),
                                                   g_array_index (rowids, gint64, i), error);
      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
    }
  return g_steal_pointer (&records);
}

/* Deals in the stages of @pipeline. */
static gint64
count_deals (KontorBoardFacts *self, GPtrArray *stages, const KontorId *pipeline)
{
  gint64 count = 0;
  for (guint i = 0; i < stages->len; i++)
    {
      const KontorValue *of = kontor_record_get_value (stages->pdata[i], "pipeline");
      const KontorQueryGroup *group
          = kontor_board_facts_get_sum (self, kontor_record_get_id (stages->pdata[i]));
      if (group && of->type == KONTOR_REF && kontor_id_equal (&of->id, pipeline))
        count += group->count;
    }
  return count;
}

/* The one that is asked for; else the one with the most deals, which is the one in use. */
static gboolean
choose_pipeline (KontorBoardFacts *self, GPtrArray *stages, const KontorId *wanted)
{
  gint64 most = -1;
  for (guint i = 0; i < self->pipelines->len; i++)
    {
      const KontorId *id = kontor_record_get_id (self->pipelines->pdata[i]);
      gint64 count = kontor_id_equal (id, wanted) ? G_MAXINT64 : count_deals (self, stages, id);
      if (count <= most)
        continue;
      most = count;
      self->pipeline = *id;
    }
  return self->pipelines->len > 0;
}

static gboolean
load_stages (KontorBoardFacts *self, KontorStore *store, GError **error)
{
  self->stages = kontor_store_list_referring (store, &kontor_entity_stage, "pipeline",
                                              &self->pipeline, error);
  return self->stages != NULL;
}

/* Deals without a step are not in the table: of them it is said which they are not. */
static GArray *
list_ids (GHashTable *steps, KontorNextState only)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (KontorId));
  GHashTableIter iter;
  gpointer id, step;
  g_hash_table_iter_init (&iter, steps);
  while (g_hash_table_iter_next (&iter, &id, &step))
    if (only == KONTOR_NEXT_NOTHING || ((KontorNextStep *) step)->state == only)
      g_array_append_vals (ids, id, 1);
  g_array_sort (ids, compare_ids);
  return ids;
}

static gboolean
load_deals (KontorBoardFacts *self, KontorStore *store, GError **error)
{
  g_autoptr (KontorQuery) deals
      = kontor_query_new (kontor_store_get_schema (store), &kontor_entity_deal);
  KontorDate today = kontor_format_today ();
  gint64 now = kontor_clock_now (kontor_store_get_clock (store));
  self->steps = kontor_next_step_load (store, today, error);
  if (self->steps == NULL)
    return FALSE;
  if (self->only >= 0)
    self->only_ids = list_ids (self->steps, (KontorNextState) self->only);
  kontor_board_facts_narrow (self, deals);
  self->sums = kontor_query_sum (deals, store, "stage", "value", error);
  self->counts = self->sums ? kontor_next_step_count (store, today, error) : NULL;
  self->quiet = self->counts ? kontor_quiet_deals_load (store, now, error) : NULL;
  self->tags = self->quiet ? kontor_deal_tags_load (store, error) : NULL;
  return self->tags != NULL;
}

static GPtrArray *
list_all (KontorStore *store, const KontorEntity *entity, GError **error)
{
  g_autoptr (KontorQuery) query = kontor_query_new (kontor_store_get_schema (store), entity);
  return list_records (store, query, error);
}

typedef struct
{
  KontorId pipeline;
  int only;
} Request;

static gpointer
load_job (KontorStore *store, gpointer data, GError **error)
{
  const Request *request = data;
  g_autoptr (KontorBoardFacts) self = g_new0 (KontorBoardFacts, 1);
  g_autoptr (GPtrArray) stages = NULL;
  g_atomic_ref_count_init (&self->references);
  self->only = request->only;
  self->pipelines = list_all (store, &kontor_entity_pipeline, error);
  stages = self->pipelines ? list_all (store, &kontor_entity_stage, error) : NULL;
  if (stages == NULL || !load_deals (self, store, error))
    return NULL;
  if (!choose_pipeline (self, stages, &request->pipeline))
    self->stages = g_ptr_array_new ();
  else if (!load_stages (self, store, error))
    return NULL;
  return g_steal_pointer (&self);
}

static DexFuture *
take_facts_cb (DexFuture *job, gpointer user_data)
{
  GError *error = NULL;
  KontorBoardFacts *facts = kontor_job_steal_result (job, &error);
  if (facts == NULL)
    return dex_future_new_for_error (error);
  return dex_future_new_take_boxed (KONTOR_TYPE_BOARD_FACTS, facts);
}

DexFuture *
kontor_board_facts_load (KontorWorkspace *workspace, const KontorId *pipeline, int only)
{
  const Request request = { *pipeline, only };
  DexFuture *job = kontor_workspace_read (workspace, load_job, g_memdup2 (&request, sizeof request),
                                          g_free, (GDestroyNotify) kontor_board_facts_unref);
  return dex_future_then (job, take_facts_cb, NULL, NULL);
}

KontorBoardFacts *
kontor_board_facts_peek (DexFuture *future)
{
  const GValue *value = dex_future_get_value (future, NULL);
  return value && G_VALUE_HOLDS (value, KONTOR_TYPE_BOARD_FACTS) ? g_value_get_boxed (value) : NULL;
}

const KontorQueryGroup *
kontor_board_facts_get_sum (const KontorBoardFacts *self, const KontorId *stage)
{
  for (guint i = 0; i < self->sums->len; i++)
    {
      const KontorQueryGroup *group = self->sums->pdata[i];
      if (group->value.type == KONTOR_REF && kontor_id_equal (&group->value.id, stage))
        return group;
    }
  return NULL;
}

const KontorNextCounts *
kontor_board_facts_get_counts (const KontorBoardFacts *self, const KontorId *stage)
{
  for (guint i = 0; i < self->counts->len; i++)
    {
      const KontorNextCounts *counts = &g_array_index (self->counts, KontorNextCounts, i);
      if (kontor_id_equal (&counts->stage, stage))
        return counts;
    }
  return NULL;
}

void
kontor_board_facts_narrow (const KontorBoardFacts *self, KontorQuery *query)
{
  kontor_query_set_ids (query, self->only_ids, self->only == KONTOR_NEXT_NOTHING);
}

const char *
kontor_board_facts_get_tags (const KontorBoardFacts *self, const KontorId *deal)
{
  return g_hash_table_lookup (self->tags, deal);
}

KontorNextStep
kontor_board_facts_get_step (const KontorBoardFacts *self, const KontorId *deal)
{
  const KontorNextStep *step = g_hash_table_lookup (self->steps, deal);
  return step ? *step : (KontorNextStep) { .state = KONTOR_NEXT_NOTHING };
}

int
kontor_board_facts_get_quiet_days (const KontorBoardFacts *self, const KontorId *deal)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->quiet, deal));
}
