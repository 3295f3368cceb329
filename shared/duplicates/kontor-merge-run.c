/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "duplicates/kontor-duplicates-private.h"

#include "store/kontor-payload.h"
#include "store/kontor-row.h"

/* What one merge changes goes to the server as a whole, as far as a group of it may be large. */
#define GROUP 150

typedef struct
{
  const KontorMergePlan *plan;
  const KontorEntity *entity;
  KontorStore *store;
  KontorAct *act;
  const KontorId *winner;
  const KontorId *loser;
  gboolean late;          /* it was merged before, and something came to it since */
  KontorCarried *carried; /* of the loser */
  guint written;
} Merge;

static void
count_written (Merge *self)
{
  if (++self->written % GROUP == 0)
    kontor_act_next_group (self->act);
}

static void
note (GArray *list, const KontorEntity *entity, guint field, const KontorId *id)
{
  KontorMoved moved = { entity, field, *id };

  g_array_append_val (list, moved);
}

static gboolean
load (Merge *self, const KontorEntity *entity, const KontorId *id, KontorRow *row, GError **error)
{
  return kontor_row_load (kontor_store_get_database (self->store), entity, id, row, error);
}

/* What the one that stays has of @part by @field. Of KontorFields. */
static GPtrArray *
load_present (Merge *self, const KontorEntity *part, guint field, GError **error)
{
  g_autoptr (GArray) ids
      = kontor_duplicates_list_referring (self->store, part, field, self->winner, error);
  g_autoptr (GPtrArray) present
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_fields_free);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_auto (KontorRow) row = { 0 };

      if (!load (self, part, &g_array_index (ids, KontorId, i), &row, error))
        return NULL;
      g_ptr_array_add (present, g_steal_pointer (&row.fields));
    }
  return ids == NULL ? NULL : g_steal_pointer (&present);
}

static gboolean
has_part (GPtrArray *present, const KontorFields *fields, guint field)
{
  for (guint i = 0; i < present->len; i++)
    if (kontor_duplicates_is_same_part (present->pdata[i], fields, field))
      return TRUE;
  return FALSE;
}

/* What has its name from what it links is made anew. */
static gboolean
link_anew (Merge *self, const KontorFields *fields, guint field, GError **error)
{
  const KontorEntity *link = kontor_fields_get_entity (fields);
  g_autoptr (KontorFields) anew = kontor_fields_copy (fields);
  KontorId made;

  kontor_fields_take (anew, field, kontor_value_ref (self->winner));
  if (!kontor_act_insert (self->act, NULL, anew, &made, error))
    return FALSE;
  note (self->carried->made, link, 0, &made);
  count_written (self);
  return TRUE;
}

/* What the loser is part of by itself: a firm is no subsidiary of itself. */
static gboolean
point_at_winner (Merge *self, KontorRow *row, guint field, GError **error)
{
  const KontorEntity *entity = kontor_fields_get_entity (row->fields);
  g_autoptr (KontorFields) changes = kontor_fields_new (entity);
  gboolean itself = kontor_id_equal (&row->id, self->winner);

  kontor_fields_take (changes, field, itself ? KONTOR_VALUE_NONE : kontor_value_ref (self->winner));
  note (self->carried->moved, entity, field, &row->id);
  count_written (self);
  return kontor_act_update (self->act, &row->id, changes, error);
}

static gboolean
carry (Merge *self,
       const KontorEntity *entity,
       guint field,
       const KontorId *id,
       GPtrArray *present,
       GError **error)
{
  g_auto (KontorRow) row = { 0 };
  gboolean is_part = (entity->fields[field].flags & KONTOR_PARENT) != 0;

  if (!load (self, entity, id, &row, error))
    return FALSE;
  /* It goes to the trash with the loser, and comes back with it. */
  if (is_part && has_part (present, row.fields, field))
    return !self->late || kontor_act_trash (self->act, entity, id, error);
  if ((entity->flags & KONTOR_LINK) == 0)
    return point_at_winner (self, &row, field, error);
  return link_anew (self, row.fields, field, error)
         && (!self->late || kontor_act_trash (self->act, entity, id, error));
}

static gboolean
carry_all (Merge *self, const KontorEntity *entity, guint field, GError **error)
{
  g_autoptr (GArray) ids
      = kontor_duplicates_list_referring (self->store, entity, field, self->loser, error);
  g_autoptr (GPtrArray) present = NULL;

  if (ids == NULL)
    return FALSE;
  if (ids->len == 0)
    return TRUE;
  present = load_present (self, entity, field, error);
  if (present == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!carry (self, entity, field, &g_array_index (ids, KontorId, i), present, error))
      return FALSE;
  return TRUE;
}

static gboolean
carry_separations (Merge *self, GError **error)
{
  g_autoptr (GArray) ids
      = kontor_duplicates_list_separate (self->store, self->entity, self->loser, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      const KontorId *other = &g_array_index (ids, KontorId, i);

      if (!kontor_id_equal (other, self->winner)
          && !kontor_duplicates_separate (self->act, self->entity, self->winner, other, error))
        return FALSE;
    }
  return ids != NULL;
}

static gboolean
carry_everything (Merge *self, GError **error)
{
  const KontorSchema *schema = kontor_store_get_schema (self->store);

  for (guint i = 0; i < schema->n_entities; i++)
    {
      const KontorEntity *entity = schema->entities[i];

      if (g_str_equal (entity->name, "separation"))
        continue;
      for (guint j = 0; j < entity->n_fields; j++)
        if (entity->fields[j].type == KONTOR_REF && (entity->fields[j].flags & KONTOR_ALIAS) == 0
            && g_str_equal (entity->fields[j].target, self->entity->name)
            && !carry_all (self, entity, j, error))
          return FALSE;
    }
  return carry_separations (self, error);
}

/* What has no second place in a record and one among what belongs to it: a person's other employer is
 * a role there, another site of a firm a way to reach it. */
typedef struct
{
  const char *entity, *field, *with;
  const char *part, *parent, *value, *beside; /* @with is kept in @beside */
  const char *kind;
} Second;

static const Second seconds[] = {
  { "contact", "company", "job_title", "role", "contact", "company", "title", NULL },
  { "company", "website", NULL, "contact_point", "company", "url", NULL, "url" },
};

static KontorFields *
make_second (Merge *self, const Second *second, const KontorFields *from)
{
  const KontorEntity *part
      = kontor_schema_find (kontor_store_get_schema (self->store), second->part);
  KontorFields *fields = kontor_fields_new (part);

  kontor_fields_set_ref (fields, second->parent, self->winner);
  kontor_fields_set (fields, kontor_entity_find_field (part, second->value),
                     kontor_fields_get_named (from, second->field));
  if (second->beside != NULL)
    kontor_fields_set (fields, kontor_entity_find_field (part, second->beside),
                       kontor_fields_get_named (from, second->with));
  if (second->kind != NULL)
    kontor_fields_set_text (fields, "kind", second->kind);
  return fields;
}

static gboolean
has_second (GPtrArray *present, const KontorFields *fields, const char *value)
{
  for (guint i = 0; i < present->len; i++)
    if (kontor_value_equal (kontor_fields_get_named (present->pdata[i], value),
                            kontor_fields_get_named (fields, value)))
      return TRUE;
  return FALSE;
}

static gboolean
keep_second (Merge *self, const Second *second, const KontorFields *from, GError **error)
{
  g_autoptr (KontorFields) fields = make_second (self, second, from);
  const KontorEntity *part = kontor_fields_get_entity (fields);
  int parent = kontor_entity_find_field (part, second->parent);
  g_autoptr (GPtrArray) present = load_present (self, part, parent, error);
  KontorId made;

  if (present == NULL)
    return FALSE;
  if (has_second (present, fields, second->value))
    return TRUE;
  if (!kontor_act_insert (self->act, NULL, fields, &made, error))
    return FALSE;
  note (self->carried->made, part, 0, &made);
  count_written (self);
  return TRUE;
}

/* The values of the loser, and of the winner where the loser's stands now, that were not chosen. */
static gboolean
keep_seconds (Merge *self, guint record, const KontorFields *result, GError **error)
{
  const guint records[] = { 0, record };

  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++)
    for (guint j = 0; j < G_N_ELEMENTS (records); j++)
      {
        const KontorFields *from = kontor_merge_plan_get_fields (self->plan, records[j]);
        const KontorValue *value;

        if (!g_str_equal (seconds[i].entity, self->entity->name))
          break;
        value = kontor_fields_get_named (from, seconds[i].field);
        if (!kontor_value_is_none (value)
            && !kontor_value_equal (value, kontor_fields_get_named (result, seconds[i].field))
            && !keep_second (self, &seconds[i], from, error))
          return FALSE;
      }
  return TRUE;
}

/* Those fields of @result that come from @record; what comes from none of them alone, with the last. */
static gboolean
take_values (Merge *self, guint record, const KontorFields *result, GError **error)
{
  g_autoptr (KontorFields) before = kontor_fields_new (self->entity);
  g_autoptr (KontorFields) after = kontor_fields_new (self->entity);
  gboolean last = record == kontor_merge_plan_get_n_records (self->plan) - 1;
  g_auto (KontorRow) row = { 0 };

  if (!load (self, self->entity, self->winner, &row, error))
    return FALSE;
  for (guint i = 0; i < kontor_entity_get_n_fields (self->entity); i++)
    {
      const KontorValue *value = kontor_fields_get (result, i);
      int source;

      if (value == NULL || kontor_value_equal (value, kontor_fields_get (row.fields, i)))
        continue;
      source = kontor_merge_plan_get_source (self->plan, i);
      if (source != (int) record && !(source < 0 && last))
        continue;
      kontor_fields_set (before, i, kontor_fields_get (row.fields, i));
      kontor_fields_set (after, i, value);
    }
  if (kontor_fields_is_empty (after))
    return TRUE;
  g_ptr_array_add (self->carried->values, kontor_payload_write (before, after));
  count_written (self);
  return kontor_act_update (self->act, self->winner, after, error);
}

static gboolean
bury (Merge *self, GError **error)
{
  g_autoptr (KontorFields) changes = kontor_fields_new (self->entity);
  g_autofree char *text = kontor_carried_dup_text (self->carried);

  kontor_fields_set_ref (changes, KONTOR_MERGED_INTO, self->winner);
  kontor_fields_set_text (changes, KONTOR_CARRIED_OVER, text);
  return kontor_act_update (self->act, self->loser, changes, error)
         && kontor_act_trash (self->act, self->entity, self->loser, error)
         && (self->late
             || kontor_duplicates_count_merges (self->act, self->entity, self->winner, 1, error));
}

static gboolean
merge_record (Merge *self, guint record, const KontorFields *result, GError **error)
{
  const KontorFields *fields = kontor_merge_plan_get_fields (self->plan, record);
  g_autoptr (KontorCarried) carried = kontor_carried_parse (
      kontor_store_get_schema (self->store), kontor_fields_get_text (fields, KONTOR_CARRIED_OVER));

  self->loser = kontor_merge_plan_get_id (self->plan, record);
  self->late = !kontor_value_is_none (
      kontor_fields_get (fields, kontor_entity_get_deleted_at (self->entity)));
  /* One that was restored without being split begins anew. */
  if (!self->late)
    {
      kontor_carried_free (carried);
      carried = kontor_carried_new ();
    }
  self->carried = carried;
  return carry_everything (self, error) && keep_seconds (self, record, result, error)
         && take_values (self, record, result, error) && bury (self, error);
}

gboolean
kontor_merge_plan_run (const KontorMergePlan *self,
                       KontorStore *store,
                       gint64 *entry,
                       GError **error)
{
  Merge merge = { .plan = self, .store = store };
  g_autoptr (KontorFields) result = kontor_merge_plan_dup_result (self);
  g_autofree char *title = kontor_fields_dup_title (result);
  g_autofree char *args = kontor_duplicates_make_args (title, 1);
  KontorActInfo info = { "merge", kontor_fields_get_entity (result), KONTOR_ORIGIN_USER, args };

  merge.entity = info.entity;
  merge.winner = kontor_merge_plan_get_id (self, 0);
  merge.act = kontor_act_begin (store, &info, error);
  if (merge.act == NULL)
    return FALSE;
  for (guint i = 1; i < kontor_merge_plan_get_n_records (self); i++)
    if (!merge_record (&merge, i, result, error))
      {
        kontor_act_cancel (merge.act);
        return FALSE;
      }
  return kontor_act_commit (merge.act, entry, error);
}
