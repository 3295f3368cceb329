/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "merge/kontor-duplicate.h"

#include "browse/kontor-shape.h"
#include "words/kontor-format.h"
#include "words/kontor-match-words.h"

#include <string.h>

static void
free_line (gpointer data)
{
  KontorDuplicateLine *line = data;
  g_ptr_array_unref (line->texts);
  g_free (line->joined);
  g_free (line);
}

void
kontor_duplicate_free (KontorDuplicate *self)
{
  g_clear_pointer (&self->cluster, kontor_cluster_free);
  g_clear_pointer (&self->plan, kontor_merge_plan_free);
  g_clear_pointer (&self->titles, g_ptr_array_unref);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_free (self);
}

static KontorDuplicateLine *
line_new (const KontorField *field, int index)
{
  KontorDuplicateLine *line = g_new0 (KontorDuplicateLine, 1);
  line->field = field;
  line->index = index;
  line->texts = g_ptr_array_new_with_free_func (g_free);
  return line;
}

static char *
dup_text (KontorStore *store, const KontorField *field, const KontorValue *value)
{
  g_autoptr (KontorRecord) target = NULL;
  if (kontor_value_is_none (value))
    return g_strdup ("");
  if (value->type != KONTOR_REF)
    return kontor_format_value (field, value);
  target = kontor_store_get (
      store, kontor_schema_find (kontor_store_get_schema (store), field->target), &value->id, NULL);
  return g_strdup (target != NULL ? kontor_record_get_title (target) : "");
}

static gboolean
has_text (const KontorDuplicateLine *line)
{
  for (guint i = 0; i < line->texts->len; i++)
    if (*(const char *) line->texts->pdata[i] != '\0')
      return TRUE;
  return FALSE;
}

static void
take_line (KontorDuplicate *self, KontorDuplicateLine *line)
{
  if (has_text (line))
    g_ptr_array_add (self->lines, line);
  else
    free_line (line);
}

static void
add_field (KontorDuplicate *self, KontorStore *store, guint index)
{
  const KontorField *field = kontor_entity_get_field (self->cluster->entity, index);
  KontorDuplicateLine *line = line_new (field, (int) index);
  for (guint i = 0; i < kontor_merge_plan_get_n_records (self->plan); i++)
    g_ptr_array_add (
        line->texts,
        dup_text (store, field,
                  kontor_fields_get (kontor_merge_plan_get_fields (self->plan, i), index)));
  if (kontor_merge_plan_get_source (self->plan, index) < 0)
    {
      g_autoptr (KontorFields) result = kontor_merge_plan_dup_result (self->plan);
      line->joined = dup_text (store, field, kontor_fields_get (result, index));
    }
  take_line (self, line);
}

/* Numbers read from left to right, whatever the language. */
#define LEFT_TO_RIGHT "\342\201\246"
#define END_OF_ISOLATE "\342\201\251"

static void
append_value (GString *text, const KontorField *field, const char *value)
{
  gboolean isolated = field->type == KONTOR_PHONE;
  g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? "\n" : "",
                          isolated ? LEFT_TO_RIGHT : "", value, isolated ? END_OF_ISOLATE : "");
}

static gboolean
is_kept (GPtrArray *kept, KontorRecord *point, guint parent)
{
  for (guint i = 0; i < kept->len; i++)
    if (kontor_duplicates_is_same_part (kontor_record_get_fields (kept->pdata[i]),
                                        kontor_record_get_fields (point), parent))
      return TRUE;
  return FALSE;
}

/* What @points say in @line's field, as a text; what nobody before has is kept and joined. */
static char *
join_points (const KontorDuplicateLine *line,
             guint parent,
             GPtrArray *points,
             GPtrArray *kept,
             GString *joined)
{
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < points->len; i++)
    {
      const char *value = kontor_record_get_text (points->pdata[i], line->field->name);
      if (value == NULL)
        continue;
      append_value (text, line->field, value);
      if (is_kept (kept, points->pdata[i], parent))
        continue;
      append_value (joined, line->field, value);
      g_ptr_array_add (kept, g_object_ref (points->pdata[i]));
    }
  return g_strdup (text->str);
}

/* The ways of one kind to reach each of them. Of both, those that say the same are one. */
static gboolean
add_points (KontorDuplicate *self, KontorStore *store, const char *name, GError **error)
{
  const KontorEntity *point = kontor_schema_find (kontor_store_get_schema (store), "contact_point");
  const char *owner = self->cluster->entity->name;
  guint parent = kontor_entity_find_field (point, owner);
  KontorDuplicateLine *line = line_new (&point->fields[kontor_entity_find_field (point, name)], -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GString) joined = g_string_new (NULL);
  for (guint i = 0; i < self->cluster->ids->len; i++)
    {
      g_autoptr (GPtrArray) points = kontor_store_list_referring (
          store, point, owner, &g_array_index (self->cluster->ids, KontorId, i), error);
      if (points == NULL)
        {
          free_line (line);
          return FALSE;
        }
      g_ptr_array_add (line->texts, join_points (line, parent, points, kept, joined));
    }
  line->joined = g_strdup (joined->str);
  take_line (self, line);
  return TRUE;
}

/* Whole, or NULL with an error. */
static KontorDuplicate *
make_duplicate (KontorStore *store, KontorCluster *cluster, GError **error)
{
  g_autoptr (KontorDuplicate) self = g_new0 (KontorDuplicate, 1);
  self->cluster = cluster;
  self->titles = g_ptr_array_new_with_free_func (g_free);
  self->lines = g_ptr_array_new_with_free_func (free_line);
  self->plan = kontor_merge_plan_new (store, cluster->entity, cluster->ids, error);
  if (self->plan == NULL)
    return NULL;
  for (guint i = 0; i < cluster->ids->len; i++)
    g_ptr_array_add (self->titles,
                     kontor_fields_dup_title (kontor_merge_plan_get_fields (self->plan, i)));
  for (guint i = 0; i < cluster->entity->n_fields; i++)
    if (kontor_merge_plan_has_field (self->plan, i)
        && kontor_shape_is_shown (&cluster->entity->fields[i]))
      add_field (self, store, i);
  if (!add_points (self, store, "email", error) || !add_points (self, store, "phone", error))
    return NULL;
  return g_steal_pointer (&self);
}

GPtrArray *
kontor_duplicate_list (KontorStore *store, guint limit, GError **error)
{
  const KontorSchema *schema = kontor_store_get_schema (store);
  g_autoptr (GPtrArray) list
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_duplicate_free);
  for (guint i = 0; i < schema->n_entities && list->len < limit; i++)
    {
      g_autoptr (GPtrArray) clusters = NULL;
      if (!kontor_duplicates_can_merge (schema->entities[i]))
        continue;
      clusters = kontor_duplicates_find (store, schema->entities[i], KONTOR_MATCH_POSSIBLE,
                                         limit - list->len, error);
      if (clusters == NULL)
        return NULL;
      while (clusters->len > 0)
        {
          KontorDuplicate *duplicate
              = make_duplicate (store, g_ptr_array_steal_index (clusters, 0), error);
          if (duplicate == NULL)
            return NULL;
          g_ptr_array_add (list, duplicate);
        }
    }
  return g_steal_pointer (&list);
}

gboolean
kontor_duplicate_is_same (const KontorDuplicate *a, const KontorDuplicate *b)
{
  if (a->cluster->ids->len != b->cluster->ids->len || a->lines->len != b->lines->len
      || memcmp (a->cluster->ids->data, b->cluster->ids->data,
                 a->cluster->ids->len * sizeof (KontorId))
             != 0)
    return FALSE;
  for (guint i = 0; i < a->lines->len; i++)
    {
      const KontorDuplicateLine *one = a->lines->pdata[i], *other = b->lines->pdata[i];
      if (one->field != other->field)
        return FALSE;
      for (guint k = 0; k < one->texts->len; k++)
        if (strcmp (one->texts->pdata[k], other->texts->pdata[k]) != 0)
          return FALSE;
    }
  return TRUE;
}

char *
kontor_duplicate_dup_reasons (const KontorDuplicate *self)
{
  const KontorPair *pair;
  g_autoptr (GString) text = g_string_new (NULL);
  if (self->cluster->pairs->len == 0)
    return g_strdup ("");
  pair = self->cluster->pairs->pdata[0];
  for (guint i = 0; i < pair->parts->len; i++)
    {
      g_autofree char *part
          = kontor_phrase_match_part (&g_array_index (pair->parts, KontorMatchPart, i));
      g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", part);
    }
  return g_strdup (text->str);
}

const char *
kontor_duplicate_get_result (const KontorDuplicate *self, const KontorDuplicateLine *line)
{
  int source = line->index < 0 ? -1 : kontor_merge_plan_get_source (self->plan, line->index);
  return source < 0 ? line->joined : line->texts->pdata[source];
}

/* What the jobs need. */
typedef struct
{
  const KontorEntity *entity;
  GArray *ids;
  GArray *sources; /* of int, by field; -1: not chosen */
} Work;

static Work *
make_work (const KontorDuplicate *self)
{
  const KontorEntity *entity = self->cluster->entity;
  Work *work = g_new0 (Work, 1);
  work->entity = entity;
  work->ids = g_array_copy (self->cluster->ids);
  work->sources = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    {
      int source = kontor_merge_plan_has_field (self->plan, i)
                       ? kontor_merge_plan_get_source (self->plan, i)
                       : -1;
      g_array_append_val (work->sources, source);
    }
  return work;
}

static void
free_work (gpointer data)
{
  Work *work = data;
  g_array_unref (work->ids);
  g_array_unref (work->sources);
  g_free (work);
}

static KontorOutcome *
make_outcome (KontorStore *store, const Work *work, gint64 entry, GError **error)
{
  return kontor_outcome_new (store, entry, &g_array_index (work->ids, KontorId, 0), error);
}

/* Made again from what the records hold now: somebody may have changed them since they were shown. */
static gpointer
merge_job (KontorStore *store, gpointer data, GError **error)
{
  const Work *work = data;
  g_autoptr (KontorMergePlan) plan = kontor_merge_plan_new (store, work->entity, work->ids, error);
  gint64 entry;
  if (plan == NULL)
    return NULL;
  for (guint i = 0; i < work->sources->len; i++)
    if (g_array_index (work->sources, int, i) >= 0)
      kontor_merge_plan_choose (plan, i, g_array_index (work->sources, int, i));
  return kontor_merge_plan_run (plan, store, &entry, error)
             ? make_outcome (store, work, entry, error)
             : NULL;
}

static gpointer
keep_separate_job (KontorStore *store, gpointer data, GError **error)
{
  const Work *work = data;
  gint64 entry;
  return kontor_duplicates_keep_separate (store, work->entity, work->ids, &entry, error)
             ? make_outcome (store, work, entry, error)
             : NULL;
}

static DexFuture *
write_work (KontorWorkspace *workspace, KontorJob job, const KontorDuplicate *self)
{
  return kontor_outcome_wrap (kontor_workspace_write (workspace, job, make_work (self), free_work,
                                                      (GDestroyNotify) kontor_outcome_unref));
}

DexFuture *
kontor_duplicate_merge (KontorWorkspace *workspace, const KontorDuplicate *self)
{
  return write_work (workspace, merge_job, self);
}

DexFuture *
kontor_duplicate_keep_separate (KontorWorkspace *workspace, const KontorDuplicate *self)
{
  return write_work (workspace, keep_separate_job, self);
}
