/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-import-guess-private.h"

#include "model/kontor-fold.h"
#include "model/kontor-rank.h"
#include "store/kontor-query.h"

#include <string.h>

/* Words in the names of steps after which a process has ended, and the kind of step that is. */
static const struct
{
  const char *word;
  const char *kind;
} endings[] = {
  { "won", "won" },          { "win", "won" },        { "gewonnen", "won" },
  { "gagne", "won" },        { "ganado", "won" },     { "ganada", "won" },
  { "vinto", "won" },        { "ganha", "won" },      { "ganho", "won" },
  { "castigat", "won" },     { "выиграна", "won" },   { "lost", "lost" },
  { "lose", "lost" },        { "verloren", "lost" },  { "perdu", "lost" },
  { "perdido", "lost" },     { "perdida", "lost" },   { "perso", "lost" },
  { "pierdut", "lost" },     { "проиграна", "lost" }, { "disqualified", "lost" },
  { "unqualified", "lost" }, { "abandoned", "lost" },
};

/* Longest list of pipelines a title is looked up among. */
#define MAX_FOUND 100

typedef struct
{
  const char *name;
  const char *kind; /* NULL where the entity has no kinds */
  guint kind_index;
  double filled; /* cells with a value in a row, on average */
} Step;

/* The kind of a step by its name, else the first there is, which is that of a process going on. */
static void
find_kind (const KontorField *field, Step *step)
{
  g_autofree char *folded = kontor_fold (step->name);
  g_auto (GStrv) words = g_strsplit_set (folded, " -_/.:,()", -1);

  if (field == NULL || field->choices == NULL)
    return;
  step->kind = field->choices[0].key;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_strv_contains ((const char *const *) words, endings[i].word)
        && kontor_field_find_choice (field, endings[i].kind) != NULL)
      step->kind = kontor_field_find_choice (field, endings[i].kind)->key;
  for (const KontorChoice *choice = field->choices; choice->key != step->kind; choice++)
    step->kind_index++;
}

/* What goes on before what has ended; and the further a record has come, the more is known of it. */
static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const Step *left = a, *right = b;

  if (left->kind_index != right->kind_index)
    return left->kind_index < right->kind_index ? -1 : 1;
  return (left->filled > right->filled) - (left->filled < right->filled);
}

static GArray *
list_steps (const KontorGuessing *self, guint column, const KontorField *kind)
{
  GArray *steps = g_array_new (FALSE, TRUE, sizeof (Step));
  const GPtrArray *values = self->inspection->values[column];

  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      const KontorInspectedValue *value = values->pdata[i];
      Step step = { .name = value->text, .filled = (double) value->n_filled / value->n_rows };

      find_kind (kind, &step);
      g_array_append_val (steps, step);
    }
  g_array_sort (steps, compare_steps);
  return steps;
}

/* The wholes that have a step called @name, as a set of their ids. */
static GHashTable *
find_wholes (const KontorGuessing *self,
             const KontorEntity *entity,
             const KontorField *whole,
             const char *name,
             GError **error)
{
  g_autoptr (GPtrArray) found
      = kontor_store_find_titled (self->store, entity, name, MAX_FOUND, error);
  GHashTable *ids;

  if (found == NULL)
    return NULL;
  ids = g_hash_table_new_full (kontor_id_hash, kontor_id_equal_func, g_free, NULL);
  for (guint i = 0; i < found->len; i++)
    {
      KontorId id;

      if (kontor_fields_get_ref (kontor_record_get_fields (found->pdata[i]), whole->name, &id))
        g_hash_table_add (ids, kontor_id_copy (&id));
    }
  return ids;
}

static gboolean
is_missing_in (gpointer id, gpointer value, gpointer others)
{
  return !g_hash_table_contains (others, id);
}

/* The title of the one thing that has all these steps already; NULL where there is none or several. */
static gboolean
find_common_whole (const KontorGuessing *self,
                   const KontorEntity *entity,
                   const KontorField *whole,
                   GArray *steps,
                   char **title,
                   GError **error)
{
  g_autoptr (GHashTable) common = NULL;
  g_autoptr (KontorRecord) record = NULL;
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < steps->len; i++)
    {
      g_autoptr (GHashTable) ids
          = find_wholes (self, entity, whole, g_array_index (steps, Step, i).name, error);

      if (ids == NULL)
        return FALSE;
      if (common == NULL)
        common = g_steal_pointer (&ids);
      else
        g_hash_table_foreach_remove (common, is_missing_in, ids);
    }
  if (common == NULL || g_hash_table_size (common) != 1)
    return TRUE;
  g_hash_table_iter_init (&iter, common);
  g_hash_table_iter_next (&iter, &id, NULL);
  record
      = kontor_store_get (self->store, kontor_schema_find (self->schema, whole->target), id, error);
  if (record == NULL)
    return FALSE;
  *title = g_strdup (kontor_record_get_title (record));
  return TRUE;
}

/* "sales_pipeline.csv" is "Sales pipeline". */
static char *
make_title (const char *file)
{
  const char *dot = strrchr (file, '.');
  g_autofree char *stem = dot == NULL ? g_strdup (file) : g_strndup (file, dot - file);
  g_autofree char *first = NULL;
  char *rest;

  for (char *p = stem; *p != '\0'; p++)
    if (*p == '_' || *p == '-')
      *p = ' ';
  g_strstrip (stem);
  if (!g_utf8_validate (stem, -1, NULL) || *stem == '\0')
    return g_strdup (file);
  rest = g_utf8_next_char (stem);
  first = g_utf8_strup (stem, rest - stem);
  return g_strconcat (first, rest, NULL);
}

static KontorBinding *
bind_values (KontorRecordPlan *record, const char *field, const char *column)
{
  KontorBinding *binding = kontor_record_plan_bind_column (record, field, column);

  binding->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  binding->initial = TRUE;
  return binding;
}

static void
bind_kinds (KontorRecordPlan *step, const KontorField *kind, const char *column, GArray *steps)
{
  KontorBinding *binding;

  if (kind == NULL)
    return;
  binding = bind_values (step, kind->name, column);
  binding->otherwise = g_strdup (kind->choices[0].key);
  for (guint i = 0; i < steps->len; i++)
    {
      const Step *one = &g_array_index (steps, Step, i);

      if (one->kind_index != 0)
        g_hash_table_insert (binding->values, g_strdup (one->name), g_strdup (one->kind));
    }
}

static void
bind_places (KontorRecordPlan *step, const char *column, GArray *steps)
{
  KontorBinding *binding;

  if (kontor_entity_find_field (step->entity, "position") < 0 || steps->len == 0)
    return;
  binding = bind_values (step, "position", column);
  for (guint i = 0; i < steps->len; i++)
    g_hash_table_insert (binding->values, g_strdup (g_array_index (steps, Step, i).name),
                         kontor_rank_spread (i, steps->len));
  /* One that comes later than was looked comes last. */
  binding->otherwise = kontor_rank_spread (steps->len, steps->len + 1);
}

static const KontorField *
find_choice_field (const KontorEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].type == KONTOR_CHOICE && (entity->fields[i].flags & KONTOR_REQUIRED) != 0)
      return &entity->fields[i];
  return NULL;
}

/* What the steps are part of: as a column says, else what has them all already, else something new
 * that is called like the file. */
static gboolean
plan_whole (const KontorGuessing *self,
            KontorRecordPlan *container,
            const KontorField *field,
            const KontorField *whole,
            GArray *steps,
            GError **error)
{
  const KontorEntity *step = kontor_schema_find (self->schema, field->target);
  const char *name = container->entity->fields[kontor_guessing_find_name (container->entity)].name;
  g_autofree char *column = g_strdup_printf ("%s.%s", field->name, whole->name);
  g_autofree char *title = NULL;

  if (g_strv_contains ((const char *const *) self->inspection->columns, column))
    {
      kontor_record_plan_bind_column (container, name, column);
      return TRUE;
    }
  if (self->store != NULL && !find_common_whole (self, step, whole, steps, &title, error))
    return FALSE;
  if (title == NULL)
    title = make_title (self->inspection->name);
  kontor_record_plan_bind (container, name)->value = g_steal_pointer (&title);
  return TRUE;
}

gboolean
kontor_guessing_plan_steps (const KontorGuessing *self,
                            guint column,
                            const KontorField *field,
                            GError **error)
{
  const KontorEntity *entity = kontor_schema_find (self->schema, field->target);
  const KontorField *whole = &entity->fields[kontor_guessing_find_whole (entity)];
  const KontorEntity *within = kontor_schema_find (self->schema, whole->target);
  const KontorField *kind = find_choice_field (entity);
  g_autoptr (GArray) steps = list_steps (self, column, kind);
  const char *name = kontor_guessing_get_column (self, column);
  KontorRecordPlan *container, *step;

  container = kontor_file_plan_add_record (self->plan, whole->name, within);
  container->existing = KONTOR_EXISTING_KEEP;
  container->missing = kontor_guessing_choose_missing (self, within);
  if (!plan_whole (self, container, field, whole, steps, error))
    return FALSE;
  step = kontor_file_plan_add_record (self->plan, field->name, entity);
  step->existing = KONTOR_EXISTING_KEEP;
  step->missing = kontor_guessing_choose_missing (self, entity);
  kontor_record_plan_bind (step, whole->name)->record = g_strdup (container->name);
  kontor_record_plan_bind_column (step, entity->fields[kontor_guessing_find_name (entity)].name,
                                  name);
  bind_kinds (step, kind, name, steps);
  bind_places (step, name, steps);
  kontor_record_plan_bind (self->main, field->name)->record = g_strdup (step->name);
  return TRUE;
}

/* The first record of @entity in its own order, or NULL. */
static KontorRecord *
get_first (GPtrArray *records)
{
  return records == NULL || records->len == 0 ? NULL : g_object_ref (records->pdata[0]);
}

void
kontor_guessing_plan_first_step (const KontorGuessing *self, const KontorField *field)
{
  const KontorEntity *entity = kontor_schema_find (self->schema, field->target);
  int whole = kontor_guessing_find_whole (entity);
  g_autoptr (KontorQuery) query = NULL;
  g_autoptr (GArray) rowids = NULL;
  g_autoptr (KontorRecord) first = NULL;
  g_autoptr (KontorRecord) step = NULL;
  g_autoptr (GPtrArray) steps = NULL;

  if (self->store == NULL || whole < 0)
    return;
  query = kontor_query_new (self->schema,
                            kontor_schema_find (self->schema, entity->fields[whole].target));
  kontor_query_set_limit (query, 1);
  rowids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!kontor_query_collect (query, self->store, rowids, NULL) || rowids->len == 0)
    return;
  first = kontor_store_get_row (self->store, kontor_query_get_entity (query),
                                g_array_index (rowids, gint64, 0), NULL);
  if (first == NULL)
    return;
  steps = kontor_store_list_referring (self->store, entity, entity->fields[whole].name,
                                       kontor_record_get_id (first), NULL);
  step = get_first (steps);
  if (step != NULL)
    kontor_record_plan_bind (self->main, field->name)->value
        = kontor_id_dup_text (kontor_record_get_id (step));
}
