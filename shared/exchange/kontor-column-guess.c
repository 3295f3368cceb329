/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-column-guess.h"

#include "exchange/kontor-column-match-private.h"

#include <string.h>

/* Less than this is no guess. */
#define LEAST_CERTAINTY 0.25
/* What is more common comes first in a schema, and stands unless another fits better by this much:
 * people with an address are contacts rather than members. */
#define MARGIN 0.1

/* A table that is being guessed. */
typedef struct
{
  KontorColumnNames *names;
  const KontorSchema *schema;
  const char *const *header;
  GPtrArray *words; /* of each column's name, as an array of them */
  guint n_columns;
  KontorColumnProfile *const *profiles;
} Table;

static void
clear_candidate (gpointer data)
{
  g_free (((KontorColumnCandidate *) data)->target.label);
}

/* The surer first; among equals the column further left. */
static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const KontorColumnCandidate *left = a, *right = b;

  if (left->target.certainty != right->target.certainty)
    return left->target.certainty > right->target.certainty ? -1 : 1;
  return (left->column > right->column) - (left->column < right->column);
}

static GArray *
find_candidates (const Table *table, const KontorEntity *entity)
{
  GArray *candidates = g_array_new (FALSE, FALSE, sizeof (KontorColumnCandidate));

  g_array_set_clear_func (candidates, clear_candidate);
  for (guint i = 0; i < table->n_columns; i++)
    kontor_column_match (table->names, table->schema, entity, i, table->words->pdata[i],
                         table->profiles[i], candidates);
  g_array_sort (candidates, compare_candidates);
  return candidates;
}

/* What tells one part from another: `Home Phone 2` from `Home Phone` and `Business Phone`. */
static char *
make_part_key (const KontorColumnCandidate *candidate)
{
  const KontorColumnTarget *target = &candidate->target;

  return g_strdup_printf ("%s/%s/%s/%u", target->entity->name,
                          target->kind != NULL ? target->kind : "",
                          target->label != NULL ? target->label : "", candidate->number);
}

static gboolean
is_same_target (const KontorColumnTarget *a, const KontorColumnTarget *b)
{
  return a->target == b->target && a->entity == b->entity && a->field == b->field
         && a->via == b->via && (a->target != KONTOR_TARGET_PART || a->part == b->part);
}

static gboolean
is_taken (const KontorTableGuess *guess, const KontorColumnTarget *target)
{
  for (guint i = 0; i < guess->n_columns; i++)
    if (is_same_target (&guess->targets[i], target))
      return TRUE;
  return FALSE;
}

/* Numbers the part that the candidate is of: the one with its key, or a new one where that has a
 * value in the field already. */
static void
number_part (const KontorTableGuess *guess,
             GHashTable *parts,
             guint *n_parts,
             KontorColumnCandidate *candidate)
{
  g_autofree char *key = make_part_key (candidate);
  gpointer number;

  if (!g_hash_table_lookup_extended (parts, key, NULL, &number))
    number = GUINT_TO_POINTER ((*n_parts)++);
  candidate->target.part = GPOINTER_TO_UINT (number);
  if (is_taken (guess, &candidate->target))
    candidate->target.part = (*n_parts)++;
  g_hash_table_insert (parts, g_steal_pointer (&key), GUINT_TO_POINTER (candidate->target.part));
}

static KontorTableGuess *
make_guess (const KontorEntity *entity, guint n_columns)
{
  KontorTableGuess *guess = g_new0 (KontorTableGuess, 1);

  guess->entity = entity;
  guess->n_columns = n_columns;
  guess->targets = g_new0 (KontorColumnTarget, n_columns);
  for (guint i = 0; i < n_columns; i++)
    guess->targets[i].field = guess->targets[i].via = -1;
  return guess;
}

/* Gives each column the best target that no surer column has. */
static KontorTableGuess *
assign_columns (const Table *table, const KontorEntity *entity)
{
  KontorTableGuess *guess = make_guess (entity, table->n_columns);
  g_autoptr (GArray) candidates = find_candidates (table, entity);
  g_autoptr (GHashTable) parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_parts = 0;

  for (guint i = 0; i < candidates->len; i++)
    {
      KontorColumnCandidate *candidate = &g_array_index (candidates, KontorColumnCandidate, i);
      KontorColumnTarget *target = &guess->targets[candidate->column];

      if (target->target != KONTOR_TARGET_NONE || candidate->target.certainty < LEAST_CERTAINTY)
        continue;
      if (candidate->target.target == KONTOR_TARGET_PART)
        number_part (guess, parts, &n_parts, candidate);
      else if (is_taken (guess, &candidate->target))
        continue;
      *target = candidate->target;
      target->label = g_strdup (candidate->target.label);
    }
  return guess;
}

static void
drop_target (KontorColumnTarget *target)
{
  g_free (target->label);
  *target = (KontorColumnTarget) { .field = -1, .via = -1 };
}

/* A whole name says nothing new beside its parts. */
static void
drop_needless_title (KontorTableGuess *guess)
{
  guint n_parts = 0;

  for (guint i = 0; i < guess->n_columns; i++)
    if (guess->targets[i].target == KONTOR_TARGET_FIELD
        && kontor_entity_get_field (guess->entity, guess->targets[i].field)->flags & KONTOR_TITLE)
      n_parts++;
  for (guint i = 0; i < guess->n_columns; i++)
    if (guess->targets[i].target == KONTOR_TARGET_TITLE && n_parts >= 2)
      drop_target (&guess->targets[i]);
}

/* The label of a part that is not there says nothing. */
static void
drop_lone_labels (KontorTableGuess *guess)
{
  for (guint i = 0; i < guess->n_columns; i++)
    {
      KontorColumnTarget *label = &guess->targets[i];
      gboolean has_value = FALSE;

      if (label->target != KONTOR_TARGET_PART
          || strcmp (kontor_entity_get_field (label->entity, label->field)->name, "label") != 0)
        continue;
      for (guint j = 0; j < guess->n_columns; j++)
        has_value = has_value
                    || (j != i && guess->targets[j].target == KONTOR_TARGET_PART
                        && guess->targets[j].part == label->part);
      if (!has_value)
        drop_target (label);
    }
}

static gboolean
has_column (const KontorTableGuess *guess, int field)
{
  for (guint i = 0; i < guess->n_columns; i++)
    if (guess->targets[i].target == KONTOR_TARGET_FIELD && guess->targets[i].field == field)
      return TRUE;
  return FALSE;
}

/* A record that no column names can be found by what it points to, but not by its details. */
static void
drop_unnamed_links (KontorTableGuess *guess)
{
  for (guint i = 0; i < guess->n_columns; i++)
    {
      KontorColumnTarget *target = &guess->targets[i];

      if (target->target == KONTOR_TARGET_LINKED && !has_column (guess, target->via)
          && kontor_entity_get_field (target->entity, target->field)->type != KONTOR_REF)
        drop_target (target);
    }
}

static double
weigh_target (const KontorColumnTarget *target)
{
  switch (target->target)
    {
    case KONTOR_TARGET_FIELD:
    case KONTOR_TARGET_CURRENCY:
    case KONTOR_TARGET_TITLE:
    case KONTOR_TARGET_PART:
      return target->certainty;
    case KONTOR_TARGET_LINKED:
      return target->certainty * 0.5;
    case KONTOR_TARGET_TAGS:
    case KONTOR_TARGET_NONE:
    default:
      return 0;
    }
}

/* A reference is a key only beside a name, and an address is one of anybody. */
static gboolean
is_name (const KontorField *field)
{
  return (field->flags & (KONTOR_TITLE | KONTOR_KEY)) != 0 && field->type != KONTOR_REF
         && field->type != KONTOR_EMAIL;
}

/* Whether a column says what the record is called or known by; a part is known by its whole. */
static gboolean
has_name (const KontorTableGuess *guess)
{
  if (kontor_entity_has_parent (guess->entity))
    return FALSE;
  for (guint i = 0; i < guess->n_columns; i++)
    {
      const KontorColumnTarget *target = &guess->targets[i];

      if (target->target == KONTOR_TARGET_TITLE)
        return TRUE;
      if (target->target == KONTOR_TARGET_FIELD
          && is_name (kontor_entity_get_field (guess->entity, target->field)))
        return TRUE;
    }
  return FALSE;
}

/* Whether the file is called like the records of @entity: accounts.csv. */
static gboolean
is_file_of (const Table *table, const KontorEntity *entity, const char *file_name)
{
  g_autofree char *base = file_name != NULL ? g_path_get_basename (file_name) : g_strdup ("");
  g_autoptr (GPtrArray) words = kontor_column_name_split (base);

  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);
      gsize length = strlen (word);
      g_autofree char *singular = g_strndup (word, length - (g_str_has_suffix (word, "s") ? 1 : 0));

      if (kontor_column_name_is_entity (table->names, word, entity, table->schema->entities,
                                        table->schema->n_entities)
          || kontor_column_name_is_entity (table->names, singular, entity, table->schema->entities,
                                           table->schema->n_entities))
        return TRUE;
    }
  return FALSE;
}

/* Whether a column says something of the records beyond which one it is: a key is a key of
 * anything. */
static gboolean
tells_anything (const KontorTableGuess *guess)
{
  for (guint i = 0; i < guess->n_columns; i++)
    {
      const KontorColumnTarget *target = &guess->targets[i];

      if (target->target != KONTOR_TARGET_NONE
          && (target->target != KONTOR_TARGET_FIELD
              || target->field < (int) guess->entity->n_fields))
        return TRUE;
    }
  return FALSE;
}

static void
judge_guess (const Table *table, KontorTableGuess *guess, const char *file_name)
{
  double sum = 0;
  guint n_telling = 0;

  for (guint i = 0; i < table->n_columns; i++)
    {
      sum += weigh_target (&guess->targets[i]);
      n_telling += table->header == NULL || *table->header[i] != '\0'
                   || guess->targets[i].target != KONTOR_TARGET_NONE;
    }
  if (sum == 0 || !tells_anything (guess))
    return;
  guess->certainty = 0.75 * sum / MAX (n_telling, 1);
  guess->certainty += has_name (guess) ? 0.15 : 0;
  guess->certainty += is_file_of (table, guess->entity, file_name) ? 0.1 : 0;
}

static KontorTableGuess *
guess_as (const Table *table, const KontorEntity *entity, const char *file_name)
{
  KontorTableGuess *guess = assign_columns (table, entity);

  drop_needless_title (guess);
  drop_lone_labels (guess);
  drop_unnamed_links (guess);
  judge_guess (table, guess, file_name);
  return guess;
}

static GPtrArray *
split_header (const char *const *header, guint n_columns)
{
  GPtrArray *words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < n_columns; i++)
    g_ptr_array_add (words, kontor_column_name_split (header != NULL ? header[i] : ""));
  return words;
}

KontorTableGuess *
kontor_table_guess_new (const KontorSchema *schema,
                        const KontorEntity *entity,
                        const char *file_name,
                        const char *const *header,
                        guint n_columns,
                        KontorColumnProfile *const *profiles)
{
  KontorColumnNames *names = kontor_column_names_get ();
  g_autoptr (GPtrArray) words = split_header (header, n_columns);
  Table table = { names, schema, header, words, n_columns, profiles };
  KontorTableGuess *best;

  if (entity != NULL)
    return guess_as (&table, entity, file_name);
  best = make_guess (NULL, n_columns);
  for (guint i = 0; i < schema->n_entities; i++)
    {
      g_autoptr (KontorTableGuess) guess = NULL;

      if (schema->entities[i]->flags & KONTOR_INTERNAL)
        continue;
      guess = guess_as (&table, schema->entities[i], file_name);
      if (guess->certainty > best->certainty + (best->entity == NULL ? 0 : MARGIN))
        {
          KontorTableGuess *worse = best;

          best = g_steal_pointer (&guess);
          kontor_table_guess_free (worse);
        }
    }
  return best;
}

/* The part that the target is of: one of its kind that has no value in that field yet, else a new
 * one. */
static guint
find_part (const KontorTableGuess *self, const KontorColumnTarget *target)
{
  guint n_parts = 0;

  for (guint i = 0; i < self->n_columns; i++)
    {
      KontorColumnTarget same = self->targets[i];

      if (same.target != KONTOR_TARGET_PART)
        continue;
      n_parts = MAX (n_parts, same.part + 1);
      if (same.entity != target->entity || g_strcmp0 (same.kind, target->kind) != 0)
        continue;
      same.field = target->field;
      same.via = target->via;
      if (!is_taken (self, &same))
        return same.part;
    }
  return n_parts;
}

void
kontor_table_guess_choose (KontorTableGuess *self, guint column, const KontorColumnTarget *target)
{
  KontorColumnTarget chosen = *target, before = self->targets[column];

  self->targets[column] = (KontorColumnTarget) { .field = -1, .via = -1 };
  chosen.label = before.target == KONTOR_TARGET_PART && before.entity == target->entity
                     ? g_strdup (before.label)
                     : NULL;
  chosen.certainty = 1;
  chosen.chosen = TRUE;
  if (chosen.target == KONTOR_TARGET_PART)
    chosen.part = find_part (self, target);
  for (guint i = 0; i < self->n_columns; i++)
    if (chosen.target != KONTOR_TARGET_NONE && is_same_target (&self->targets[i], &chosen))
      drop_target (&self->targets[i]);
  drop_target (&before);
  self->targets[column] = chosen;
}

void
kontor_table_guess_free (KontorTableGuess *self)
{
  for (guint i = 0; i < self->n_columns; i++)
    g_free (self->targets[i].label);
  g_free (self->targets);
  g_free (self);
}
