/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "transfer/kontor-import-guess-private.h"

#include "model/kontor-fold.h"
#include "model/kontor-rank.h"

#include <string.h>

/* Parts of a record are given places as if there were this many. */
#define N_PART_PLACES 1000

/* What a part is taken to say where no column does. */
static const struct
{
  const char *entity;
  const char *field;
  const char *value;
} defaults[] = {
  { "deal_line", "quantity", "1" },
};

void
kontor_guessing_complete_part (KontorRecordPlan *part, const KontorColumnTarget *target)
{
  g_autofree char *place
      = kontor_rank_spread (MIN (target->part, N_PART_PLACES - 1), N_PART_PLACES);

  if (target->kind != NULL)
    kontor_guessing_bind_constant (part, "kind", target->kind);
  if (target->label != NULL)
    kontor_guessing_bind_constant (part, "label", target->label);
  if (kontor_entity_find_field (part->entity, "position") >= 0)
    kontor_guessing_bind_constant (part, "position", place);
  for (guint i = 0; i < G_N_ELEMENTS (defaults); i++)
    if (g_str_equal (part->entity->name, defaults[i].entity))
      kontor_guessing_bind_constant (part, defaults[i].field, defaults[i].value);
}

/* What a part is called in the plan: its kind, numbered from the second on. The name is in the keys
 * of what it makes, so it must not change when the file gets a column more. */
static char *
name_part (const KontorGuessing *self, const KontorColumnTarget *target)
{
  const char *kind = target->kind != NULL ? target->kind : target->entity->name;
  guint number = 1;

  for (guint i = 0; i < self->guess->n_columns; i++)
    {
      const KontorColumnTarget *other = &self->guess->targets[i];
      gboolean seen = other->target != KONTOR_TARGET_PART || other->entity != target->entity
                      || g_strcmp0 (other->kind, target->kind) != 0 || other->part >= target->part;

      for (guint j = 0; j < i && !seen; j++)
        seen = self->guess->targets[j].target == KONTOR_TARGET_PART
               && self->guess->targets[j].part == other->part;
      number += seen ? 0 : 1;
    }
  return number == 1 ? g_strdup (kind) : g_strdup_printf ("%s %u", kind, number);
}

/* Other programs have their own words for the same labels. */
static void
bind_labels (const KontorGuessing *self, KontorRecordPlan *part, guint index)
{
  KontorBinding *binding = kontor_record_plan_find (part, "label");
  const GPtrArray *values = self->inspection->values[index];

  if (binding == NULL || binding->columns == NULL || self->own != NULL)
    return;
  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      const char *text = ((const KontorInspectedValue *) values->pdata[i])->text;
      g_autofree char *label = kontor_column_dup_label (text);

      if (g_str_equal (label, text))
        continue;
      if (binding->values == NULL)
        binding->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_hash_table_insert (binding->values, g_strdup (text), g_steal_pointer (&label));
    }
}

/* Something that belongs to what the row is about. */
gboolean
kontor_guessing_plan_part (const KontorGuessing *self,
                           guint index,
                           const KontorColumnTarget *target,
                           GError **error)
{
  g_autofree char *name = name_part (self, target);
  KontorRecordPlan *part = kontor_guessing_get_record (self, name, target->entity);

  kontor_guessing_bind_record (part, kontor_entity_get_field (target->entity, target->via)->name,
                               self->main->name);
  if (!kontor_guessing_plan_field (self, part, index, target->field, error))
    return FALSE;
  if (g_str_equal (kontor_entity_get_field (target->entity, target->field)->name, "label"))
    bind_labels (self, part, index);
  return TRUE;
}

void
kontor_guessing_complete_parts (const KontorGuessing *self)
{
  for (guint i = 0; i < self->guess->n_columns; i++)
    if (self->guess->targets[i].target == KONTOR_TARGET_PART)
      {
        g_autofree char *name = name_part (self, &self->guess->targets[i]);

        kontor_guessing_complete_part (kontor_file_plan_find_record (self->plan, name),
                                       &self->guess->targets[i]);
      }
}

/* What is said of a record only by whom it points to is called after that: a team by its manager,
 * who is in it if those who the rows are about are. */
static void
plan_namesake (const KontorGuessing *self,
               KontorRecordPlan *linked,
               const KontorField *field,
               const KontorField *via,
               const char *column)
{
  const KontorEntity *target = kontor_schema_find (self->schema, field->target);
  int name = kontor_guessing_find_name (linked->entity);
  KontorRecordPlan *leader;

  if (name >= 0 && kontor_record_plan_find (linked, linked->entity->fields[name].name) == NULL)
    kontor_record_plan_bind_column (linked, linked->entity->fields[name].name, column);
  leader = kontor_guessing_get_record (self, field->name, target);
  leader->existing = KONTOR_EXISTING_FILL;
  kontor_guessing_bind_name (leader, column);
  kontor_guessing_bind_record (linked, field->name, leader->name);
  if (target == self->main->entity)
    kontor_guessing_bind_record (leader, via->name, linked->name);
}

/* A field of something that the row's record refers to. */
gboolean
kontor_guessing_plan_linked (const KontorGuessing *self,
                             guint index,
                             const KontorColumnTarget *target,
                             GError **error)
{
  const KontorField *via = kontor_entity_get_field (self->main->entity, target->via);
  const KontorField *field = kontor_entity_get_field (target->entity, target->field);
  KontorBinding *named = kontor_record_plan_find (self->main, via->name);
  KontorRecordPlan *linked = kontor_guessing_get_record (self, via->name, target->entity);

  linked->existing = KONTOR_EXISTING_FILL;
  if (named != NULL && named->columns != NULL)
    {
      kontor_guessing_bind_name (linked, named->columns[0]);
      linked->missing = named->missing;
      g_clear_pointer (&named->columns, g_strfreev);
      named->missing = KONTOR_MISSING_CREATE;
      named->record = g_strdup (linked->name);
    }
  kontor_guessing_bind_record (self->main, via->name, linked->name);
  if (field->type != KONTOR_REF)
    return kontor_guessing_plan_field (self, linked, index, target->field, error);
  plan_namesake (self, linked, field, via, kontor_guessing_get_column (self, index));
  return TRUE;
}

/* Nothing tells which record is meant: then it can't be described. */
void
kontor_guessing_drop_nameless (const KontorGuessing *self)
{
  for (guint i = self->plan->records->len; i > 0; i--)
    {
      KontorRecordPlan *record = self->plan->records->pdata[i - 1];
      int name = kontor_guessing_find_name (record->entity);
      KontorBinding *binding = kontor_record_plan_find (self->main, record->name);

      if (record == self->main || name < 0 || binding == NULL || binding->record == NULL
          || kontor_record_plan_find (record, record->entity->fields[name].name) != NULL)
        continue;
      for (guint j = 0; j < record->bindings->len; j++)
        {
          const KontorBinding *lost = record->bindings->pdata[j];

          if (lost->columns != NULL)
            g_ptr_array_add (self->plan->ignored, g_strdup (lost->columns[0]));
        }
      g_ptr_array_remove (self->main->bindings, binding);
      g_ptr_array_remove_index (self->plan->records, i - 1);
    }
}

/* What joins what the rows are about with tags: its references to the two. */
static const KontorEntity *
find_tagging (const KontorGuessing *self, int *tag, int *tagged)
{
  for (guint i = 0; i < self->schema->n_entities; i++)
    {
      const KontorEntity *link = self->schema->entities[i];

      *tag = kontor_entity_find_field (link, "tag");
      *tagged = kontor_entity_find_field (link, self->main->entity->name);
      if ((link->flags & KONTOR_LINK) != 0 && *tag >= 0 && *tagged >= 0)
        return link;
    }
  return NULL;
}

static gboolean
is_called_tags (const char *name)
{
  static const char *const names[]
      = { "tags", "tag", "labels", "label", "categories", "group membership", "groups", NULL };
  g_autofree char *folded = kontor_fold (name);

  return g_strv_contains (names, folded);
}

/* Which characters stand between several values in a cell. */
static const char *
find_separators (const KontorGuessing *self, guint index)
{
  const KontorColumnProfile *profile = self->inspection->profiles[index];

  for (guint i = 0; i < KONTOR_PROFILE_N_SAMPLES && profile->samples[i] != NULL; i++)
    if (strstr (profile->samples[i], " ::: ") != NULL)
      return ":";
  return self->own != NULL ? "\n" : ",;|\n";
}

gboolean
kontor_guessing_plan_tags (const KontorGuessing *self, guint index)
{
  const char *column = kontor_guessing_get_column (self, index);
  int tag, tagged;
  const KontorEntity *link = find_tagging (self, &tag, &tagged);
  KontorRecordPlan *tagging;

  if (link == NULL
      || (self->guess->targets[index].target != KONTOR_TARGET_TAGS && !is_called_tags (column))
      || kontor_file_plan_find_record (self->plan, link->name) != NULL)
    return FALSE;
  tagging = kontor_file_plan_add_record (self->plan, link->name, link);
  tagging->each = g_strdup (column);
  tagging->separators = g_strdup (find_separators (self, index));
  kontor_record_plan_bind_column (tagging, link->fields[tag].name, column);
  kontor_guessing_bind_record (tagging, link->fields[tagged].name, self->main->name);
  return TRUE;
}
