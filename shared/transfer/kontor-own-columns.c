/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-own-columns.h"

#include <string.h>

#define TAGS "tags"
/* More parts of one kind than a file that is read back may have columns for. */
#define MAX_PARTS 1000

static void
free_column (gpointer data)
{
  KontorOwnColumn *column = data;

  g_free (column->name);
  g_free (column);
}

void
kontor_own_columns_free (KontorOwnColumns *self)
{
  g_ptr_array_unref (self->columns);
  g_free (self);
}

static int
find_reference (const KontorEntity *entity, const char *target, KontorFieldFlags flags)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].type == KONTOR_REF && g_str_equal (entity->fields[i].target, target)
        && (entity->fields[i].flags & flags) == flags)
      return i;
  return -1;
}

/* Parts of several kinds, each with a label, are shown flat beside what they belong to. */
static void
find_part (KontorOwnColumns *self, const KontorSchema *schema)
{
  for (guint i = 0; i < schema->n_entities; i++)
    {
      const KontorEntity *part = schema->entities[i];
      int parent = find_reference (part, self->entity->name, KONTOR_PARENT);
      int kind = kontor_entity_find_field (part, "kind");

      if (parent < 0 || kind < 0 || part->fields[kind].type != KONTOR_CHOICE
          || kontor_entity_find_field (part, "label") < 0)
        continue;
      self->part = part;
      self->part_parent = parent;
    }
}

static void
find_link (KontorOwnColumns *self, const KontorSchema *schema)
{
  for (guint i = 0; i < schema->n_entities; i++)
    {
      const KontorEntity *link = schema->entities[i];
      int parent = find_reference (link, self->entity->name, KONTOR_PARENT);
      int tag = find_reference (link, "tag", 0);

      if ((link->flags & KONTOR_LINK) == 0 || parent < 0 || tag < 0)
        continue;
      self->link = link;
      self->link_parent = parent;
      self->link_tag = tag;
    }
}

const KontorChoice *
kontor_own_columns_get_kinds (const KontorOwnColumns *self)
{
  if (self->part == NULL)
    return NULL;
  return self->part->fields[kontor_entity_find_field (self->part, "kind")].choices;
}

static void
add_column (KontorOwnColumns *self, KontorOwnColumn column)
{
  g_ptr_array_add (self->columns, g_memdup2 (&column, sizeof column));
}

/* Steps are called alike in several processes, so their whole is said too. */
static gboolean
is_step (const KontorSchema *schema, const KontorField *field)
{
  const KontorEntity *target
      = field->type == KONTOR_REF ? kontor_schema_find (schema, field->target) : NULL;

  for (guint i = 0; target != NULL && i < target->n_fields; i++)
    if ((target->fields[i].flags & KONTOR_PARENT) != 0
        && (target->fields[i].flags & KONTOR_REQUIRED) != 0)
      return TRUE;
  return FALSE;
}

static const char *
get_whole_name (const KontorSchema *schema, const KontorField *field)
{
  const KontorEntity *target = kontor_schema_find (schema, field->target);

  for (guint i = 0; i < target->n_fields; i++)
    if (target->fields[i].flags & KONTOR_PARENT)
      return target->fields[i].name;
  g_assert_not_reached ();
}

static void
add_fields (KontorOwnColumns *self, const KontorSchema *schema)
{
  for (guint i = 0; i < self->entity->n_fields; i++)
    {
      const KontorField *field = &self->entity->fields[i];

      if (field->flags & KONTOR_HIDDEN)
        continue;
      add_column (self, (KontorOwnColumn) { g_strdup (field->name), KONTOR_OWN_FIELD, i, NULL, 0 });
      if (is_step (schema, field))
        add_column (self, (KontorOwnColumn) { g_strdup_printf ("%s.%s", field->name,
                                                               get_whole_name (schema, field)),
                                              KONTOR_OWN_WHOLE, i, NULL, 0 });
    }
}

static char *
make_part_name (const char *name, guint number, const char *suffix)
{
  if (number == 0)
    return g_strconcat (name, suffix, NULL);
  return g_strdup_printf ("%s_%u%s", name, number + 1, suffix);
}

/* Whether a part of kind @kind has its value in @field: its own, or, where it has none, those that no
 * other kind has. */
static gboolean
is_value_of (const KontorOwnColumns *self, const char *kind, const KontorField *field)
{
  const KontorChoice *kinds = kontor_own_columns_get_kinds (self);

  if (field->group == NULL || (field->flags & KONTOR_TITLE) == 0)
    return FALSE;
  if (kontor_entity_find_field (self->part, kind) >= 0)
    return g_str_equal (field->name, kind);
  for (; kinds->key != NULL; kinds++)
    if (g_str_equal (kinds->key, field->name))
      return FALSE;
  return TRUE;
}

static void
add_part (KontorOwnColumns *self, const char *kind, guint number)
{
  for (guint i = 0; i < self->part->n_fields; i++)
    if (is_value_of (self, kind, &self->part->fields[i]))
      add_column (self, (KontorOwnColumn) { make_part_name (self->part->fields[i].name, number, ""),
                                            KONTOR_OWN_PART, i, kind, number });
  add_column (self,
              (KontorOwnColumn) { make_part_name (kind, number, "_label"), KONTOR_OWN_PART,
                                  kontor_entity_find_field (self->part, "label"), kind, number });
}

KontorOwnColumns *
kontor_own_columns_new (const KontorSchema *schema,
                        const KontorEntity *entity,
                        const guint *n_parts)
{
  KontorOwnColumns *self = g_new0 (KontorOwnColumns, 1);
  const KontorChoice *kinds;

  self->entity = entity;
  self->columns = g_ptr_array_new_with_free_func (free_column);
  find_part (self, schema);
  find_link (self, schema);
  add_column (self, (KontorOwnColumn) { g_strdup ("id"), KONTOR_OWN_ID, 0, NULL, 0 });
  add_fields (self, schema);
  kinds = kontor_own_columns_get_kinds (self);
  for (guint i = 0; kinds != NULL && kinds[i].key != NULL; i++)
    for (guint j = 0; j < (n_parts == NULL ? 1 : n_parts[i]); j++)
      add_part (self, kinds[i].key, j);
  if (self->link != NULL)
    add_column (self, (KontorOwnColumn) { g_strdup (TAGS), KONTOR_OWN_TAGS, 0, NULL, 0 });
  return self;
}

const KontorOwnColumn *
kontor_own_columns_find (const KontorOwnColumns *self, const char *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const KontorOwnColumn *column = self->columns->pdata[i];

      if (g_str_equal (column->name, name))
        return column;
    }
  return NULL;
}

/* The highest number of a part that a column's name could say. */
static guint
find_highest_number (const char *const *header)
{
  guint highest = 1;

  for (guint i = 0; header[i] != NULL; i++)
    for (const char *p = strchr (header[i], '_'); p != NULL; p = strchr (p + 1, '_'))
      highest = MAX (highest, MIN (strtoul (p + 1, NULL, 10), MAX_PARTS));
  return highest;
}

static KontorOwnColumns *
recognise_as (const KontorSchema *schema, const KontorEntity *entity, const char *const *header)
{
  guint highest = find_highest_number (header);
  g_autoptr (KontorOwnColumns) one = kontor_own_columns_new (schema, entity, NULL);
  g_autoptr (KontorOwnColumns) columns = NULL;
  const KontorChoice *kinds = kontor_own_columns_get_kinds (one);
  guint n_parts[32];

  for (guint i = 0; i < G_N_ELEMENTS (n_parts); i++)
    n_parts[i] = highest;
  for (guint i = 0; kinds != NULL && kinds[i].key != NULL; i++)
    g_assert (i < G_N_ELEMENTS (n_parts));
  columns = kontor_own_columns_new (schema, entity, n_parts);
  for (guint i = 0; header[i] != NULL; i++)
    if (kontor_own_columns_find (columns, header[i]) == NULL)
      return NULL;
  return g_steal_pointer (&columns);
}

/* All columns of one kind of records are there, but for parts. */
static gboolean
is_whole (const KontorOwnColumns *self, const char *const *header)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const KontorOwnColumn *column = self->columns->pdata[i];

      if (column->kind == KONTOR_OWN_FIELD && !g_strv_contains (header, column->name))
        return FALSE;
    }
  return TRUE;
}

KontorOwnColumns *
kontor_own_columns_recognise (const KontorSchema *schema, const char *const *header)
{
  if (header[0] == NULL || !g_str_equal (header[0], "id"))
    return NULL;
  for (guint i = 0; i < schema->n_entities; i++)
    {
      g_autoptr (KontorOwnColumns) columns = NULL;

      if (schema->entities[i]->flags & KONTOR_INTERNAL)
        continue;
      columns = recognise_as (schema, schema->entities[i], header);
      if (columns != NULL && is_whole (columns, header))
        return g_steal_pointer (&columns);
    }
  return NULL;
}

/* Parts are numbered through over all kinds. */
static guint
number_part (const KontorOwnColumns *self, const KontorOwnColumn *column)
{
  const KontorChoice *kinds = kontor_own_columns_get_kinds (self);
  guint kind = 0, n_kinds = 0;

  for (; kinds[n_kinds].key != NULL; n_kinds++)
    if (g_str_equal (kinds[n_kinds].key, column->part))
      kind = n_kinds;
  return column->number * n_kinds + kind;
}

static void
set_target (const KontorOwnColumns *self, const KontorOwnColumn *column, KontorColumnTarget *target)
{
  target->field = -1;
  target->via = -1;
  target->certainty = 1;
  if (column->kind == KONTOR_OWN_FIELD)
    {
      target->target = KONTOR_TARGET_FIELD;
      target->entity = self->entity;
      target->field = column->field;
    }
  else if (column->kind == KONTOR_OWN_PART)
    {
      target->target = KONTOR_TARGET_PART;
      target->entity = self->part;
      target->field = column->field;
      target->via = self->part_parent;
      target->part = number_part (self, column);
      target->kind = column->part;
    }
}

KontorTableGuess *
kontor_own_columns_make_guess (const KontorOwnColumns *self, const char *const *header)
{
  KontorTableGuess *guess = g_new0 (KontorTableGuess, 1);

  guess->entity = self->entity;
  guess->certainty = 1;
  guess->n_columns = g_strv_length ((GStrv) header);
  guess->targets = g_new0 (KontorColumnTarget, guess->n_columns);
  for (guint i = 0; i < guess->n_columns; i++)
    set_target (self, kontor_own_columns_find (self, header[i]), &guess->targets[i]);
  return guess;
}
