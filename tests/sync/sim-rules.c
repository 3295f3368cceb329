/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How two changes meet, once more. */

#include "sim-model.h"

#include "sync/kontor-text3.h"

#include <string.h>

/* A group that the operation names. */
typedef struct
{
  guint32 tag;
  guint64 given; /* fields of it that the operation gives */
  const char *extra;
  KontorPolicy policy;
  SimStamp present;
  gboolean is_seen;
} Part;

static const KontorEntity *
get_entity (const SimCase *self)
{
  return self->operation->entity;
}

static gboolean
is_link (const SimCase *self)
{
  return (get_entity (self)->flags & KONTOR_LINK) != 0;
}

static void
refuse (SimCase *self, KontorRefusal refusal)
{
  self->answer.kind = KONTOR_VERDICT_REFUSED;
  self->answer.refusal = refusal;
}

static void
note_merged (SimCase *self)
{
  self->answer.kind = KONTOR_VERDICT_MERGED;
}

/* --- what stands --- */

static gboolean
is_trashed (const SimCase *self, const KontorFields *fields)
{
  const KontorValue *value
      = kontor_fields_get (fields, (guint) kontor_entity_get_deleted_at (get_entity (self)));

  return value != NULL && !kontor_value_is_none (value);
}

/* The only condition of the simulation's entities: a deal whose stage is one of the last two, which
 * are called won and lost. */
static gboolean
is_closed (const SimRow *row)
{
  KontorId won = kontor_id_for_name ("stage", "4"), lost = kontor_id_for_name ("stage", "5"), stage;

  return kontor_fields_get_ref (row->fields, "stage", &stage)
         && (kontor_id_equal (&stage, &won) || kontor_id_equal (&stage, &lost));
}

static KontorPolicy
find_policy (const SimCase *self, guint first)
{
  const KontorField *field = kontor_entity_get_field (get_entity (self), first);

  if (field->tag == KONTOR_TAG_DELETED_AT && is_link (self))
    return KONTOR_SET;
  if (field->guarded_while == NULL)
    return field->policy;
  g_assert_cmpstr (field->guarded_while, ==, "stage.kind != open");
  return is_closed (self->row) ? KONTOR_GUARDED : field->policy;
}

static gboolean
has_seen (const SimCase *self, const SimStamp *present, guint32 tag)
{
  return present->device == self->stamp.device
         || present->version == kontor_operation_get_base (self->operation, tag);
}

static Part
describe (const SimCase *self, guint32 tag)
{
  Part part = { .tag = tag, .policy = KONTOR_LWW };

  part.present = *sim_row_get_stamp (self->row, tag);
  part.is_seen = has_seen (self, &part.present, tag);
  return part;
}

static GArray *
list_parts (const SimCase *self)
{
  const KontorFields *asked = self->operation->fields;
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Part));
  const char *extra = kontor_fields_get_extra (asked, "311");
  guint64 done = 0;

  for (guint i = 0; i < kontor_entity_get_n_fields (get_entity (self)); i++)
    {
      guint first = kontor_entity_get_group (get_entity (self), i);
      guint64 mask = kontor_entity_get_group_mask (get_entity (self), first);
      Part part;

      if (kontor_fields_get (asked, i) == NULL || (done >> i & 1) != 0)
        continue;
      done |= mask;
      part = describe (self, kontor_entity_get_field (get_entity (self), first)->tag);
      part.policy = find_policy (self, first);
      part.given = mask & kontor_fields_get_mask (asked);
      g_array_append_val (parts, part);
    }
  if (extra != NULL)
    {
      Part part = describe (self, 311);

      part.extra = extra;
      g_array_append_val (parts, part);
    }
  return parts;
}

static gboolean
is_same (const SimCase *self, const Part *part)
{
  const char *present = kontor_fields_get_extra (self->row->fields, "311");

  if (part->extra != NULL)
    return g_strcmp0 (part->extra, present != NULL ? present : "null") == 0;
  for (guint i = 0; i < 64; i++)
    if ((part->given >> i & 1) != 0
        && !sim_same_value (self->row->fields, self->operation->fields, i))
      return FALSE;
  return TRUE;
}

static gboolean
is_later (const SimCase *self, const SimStamp *present)
{
  if (self->stamp.hlc != present->hlc)
    return self->stamp.hlc > present->hlc;
  return self->stamp.device > present->device;
}

/* It edits what somebody else has put into the trash, without having seen that. */
static gboolean
is_buried (const SimCase *self)
{
  int life = kontor_entity_get_deleted_at (get_entity (self));
  const SimStamp *present = sim_row_get_stamp (self->row, KONTOR_TAG_DELETED_AT);

  return is_trashed (self, self->row->fields)
         && kontor_fields_get (self->operation->fields, (guint) life) == NULL
         && !has_seen (self, present, KONTOR_TAG_DELETED_AT);
}

/* --- what comes of it --- */

static void
keep (SimCase *self, const Part *part, const KontorFields *fields, const SimStamp *author)
{
  SimLoser *loser = g_new0 (SimLoser, 1);

  loser->entity = get_entity (self);
  loser->id = self->operation->id;
  loser->tag = part->tag;
  loser->hlc = author->hlc;
  loser->device = author->device;
  loser->value = kontor_fields_new (get_entity (self));
  if (part->extra != NULL)
    kontor_fields_set_extra (loser->value, "311", kontor_fields_get_extra (fields, "311"));
  for (guint i = 0; i < kontor_entity_get_n_fields (get_entity (self)); i++)
    if (part->extra == NULL && kontor_fields_get (fields, i) != NULL
        && kontor_stamp_tag_for_field (get_entity (self), i) == part->tag)
      kontor_fields_set (loser->value, i, kontor_fields_get (fields, i));
  g_ptr_array_add (self->losers, loser);
}

static void
lose (SimCase *self, const Part *part)
{
  keep (self, part, self->operation->fields, &self->stamp);
  note_merged (self);
}

static SimRow *
get_next (SimCase *self)
{
  if (self->next == NULL)
    self->next = sim_row_copy (self->row);
  return self->next;
}

static void
stamp (SimCase *self, const Part *part, const SimStamp *author)
{
  SimStamp own = { part->tag, self->stamp.version, author->hlc, author->device };

  sim_row_set_stamp (get_next (self), &own);
}

static void
put (KontorFields *fields, guint index, const KontorValue *value)
{
  if (kontor_value_is_none (value))
    kontor_fields_remove (fields, index);
  else
    kontor_fields_set (fields, index, value);
}

static void
write_part (SimCase *self, const Part *part)
{
  KontorFields *fields = get_next (self)->fields;

  for (guint i = 0; i < 64; i++)
    if ((part->given >> i & 1) != 0)
      put (fields, i, kontor_fields_get (self->operation->fields, i));
  if (part->extra != NULL)
    kontor_fields_set_extra (fields, "311", g_str_equal (part->extra, "null") ? NULL : part->extra);
  stamp (self, part, &self->stamp);
}

static void
add (SimCase *self, const Part *part)
{
  KontorFields *fields = get_next (self)->fields;

  for (guint i = 0; i < 64; i++)
    {
      const KontorValue *before = kontor_fields_get (fields, i);
      const KontorValue *difference = kontor_fields_get (self->operation->fields, i);

      if ((part->given >> i & 1) != 0)
        kontor_fields_take (
            fields, i,
            kontor_value_integer (difference->type,
                                  (before == NULL ? 0 : before->integer) + difference->integer));
    }
  stamp (self, part, &self->stamp);
  if (!part->is_seen)
    note_merged (self);
}

static const char *
get_text (const KontorFields *fields, guint index)
{
  const KontorValue *value = kontor_fields_get (fields, index);

  return value == NULL || kontor_value_is_none (value) ? "" : value->text;
}

/* Each word of @text that is not in @base is in @result. */
static gboolean
has_new_words (const char *text, const char *base, const char *result)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);
  g_auto (GStrv) old = g_strsplit_set (base, " \n", -1);
  g_auto (GStrv) now = g_strsplit_set (result, " \n", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) old, words[i])
        && !g_strv_contains ((const char *const *) now, words[i]))
      return FALSE;
  return TRUE;
}

static void
blend (SimCase *self, const Part *part)
{
  guint i = (guint) __builtin_ctzll (part->given);
  const char *base = get_text (self->operation->before, i);
  const char *own = get_text (self->operation->fields, i);
  const char *present = get_text (self->row->fields, i);
  KontorType type = kontor_entity_get_field (get_entity (self), i)->type;
  gboolean is_clean;
  g_autofree char *text = kontor_text3_merge (base, own, present, &is_clean);
  KontorValue value = *text != '\0' ? kontor_value_text (type, text) : KONTOR_VALUE_NONE;

  if (!has_new_words (present, base, text) || (is_clean && !has_new_words (own, base, text)))
    g_set_str (&self->model->trouble, "a merged text has lost words");
  put (get_next (self)->fields, i, &value);
  kontor_value_clear (&value);
  stamp (self, part, &self->stamp);
  note_merged (self);
  if (!is_clean)
    keep (self, part, self->operation->fields, &self->stamp);
}

static gboolean
is_to_blend (const SimCase *self, const Part *part)
{
  guint i = (guint) __builtin_ctzll (part->given | G_GUINT64_CONSTANT (1) << 63);

  return part->policy == KONTOR_TEXT3 && self->operation->before != NULL
         && kontor_fields_get (self->operation->before, i) != NULL
         && !sim_same_value (self->operation->before, self->row->fields, i);
}

/* Of two that are as late as each other, the one that adds. */
static gboolean
is_set_anew (const SimCase *self, const Part *part)
{
  if (self->stamp.hlc == part->present.hlc)
    return !is_trashed (self, self->operation->fields);
  return is_later (self, &part->present);
}

static void
settle_life (SimCase *self, const Part *part)
{
  if (!is_trashed (self, self->operation->fields))
    lose (self, part);
  else if (is_trashed (self, self->row->fields))
    note_merged (self);
  else
    write_part (self, part);
}

/* A place in one and the same list; what moves to another list is kept as any other edit is. */
static gboolean
is_place (const SimCase *self, const Part *part)
{
  const KontorEntity *entity = self->operation->entity;

  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    if (part->given >> i & 1 && kontor_entity_get_field (entity, i)->type != KONTOR_RANK
        && !sim_same_value (self->operation->fields, self->row->fields, i))
      return FALSE;
  return part->policy == KONTOR_ORDER;
}

static void
settle_conflict (SimCase *self, const Part *part)
{
  if (part->policy == KONTOR_GUARDED)
    refuse (self, KONTOR_REFUSAL_GUARD);
  else if (part->policy == KONTOR_SET || is_place (self, part))
    {
      if (part->policy == KONTOR_SET ? is_set_anew (self, part) : is_later (self, &part->present))
        write_part (self, part);
      else
        note_merged (self);
    }
  else if (part->tag == KONTOR_TAG_DELETED_AT)
    settle_life (self, part);
  else if (is_later (self, &part->present))
    {
      keep (self, part, self->row->fields, &part->present);
      write_part (self, part);
    }
  else
    lose (self, part);
}

static void
settle (SimCase *self, const Part *part)
{
  if (part->policy == KONTOR_SERVER)
    {
      if (!is_same (self, part))
        note_merged (self);
    }
  else if (part->policy == KONTOR_INC)
    add (self, part);
  else if (is_same (self, part))
    stamp (self, part, is_later (self, &part->present) ? &self->stamp : &part->present);
  else if (part->policy == KONTOR_IMMUTABLE)
    refuse (self, KONTOR_REFUSAL_IMMUTABLE);
  else if (is_buried (self))
    lose (self, part);
  else if (is_to_blend (self, part))
    blend (self, part);
  else if (part->is_seen)
    write_part (self, part);
  else
    settle_conflict (self, part);
}

/* --- operations --- */

/* What it is to belong to is there. */
static gboolean
has_parents (const SimCase *self)
{
  for (guint i = 0; i < get_entity (self)->n_fields; i++)
    {
      const KontorValue *value = kontor_fields_get (self->operation->fields, i);

      if ((get_entity (self)->fields[i].flags & KONTOR_PARENT) != 0 && value != NULL
          && !kontor_value_is_none (value)
          && !g_hash_table_contains (self->model->rows, &value->id))
        return FALSE;
    }
  return TRUE;
}

static void
make (SimCase *self)
{
  const KontorFields *asked = self->operation->fields;
  SimRow *row = g_new0 (SimRow, 1);

  row->entity = get_entity (self);
  row->id = self->operation->id;
  row->fields = kontor_fields_new (row->entity);
  row->made = self->stamp;
  row->stamps = g_array_new (FALSE, FALSE, sizeof (SimStamp));
  for (guint i = 0; i < kontor_entity_get_n_fields (row->entity); i++)
    {
      const KontorValue *value = kontor_fields_get (asked, i);

      if (value == NULL || kontor_value_is_none (value))
        continue;
      if (kontor_entity_get_field (row->entity, i)->policy == KONTOR_SERVER)
        note_merged (self);
      else
        kontor_fields_set (row->fields, i, value);
    }
  kontor_fields_set_extra (row->fields, "311", kontor_fields_get_extra (asked, "311"));
  self->next = row;
}

/* It is there already: what stands, stands; a link lives again. What nobody wrote is no loss. */
static void
make_again (SimCase *self)
{
  g_autoptr (GArray) parts = list_parts (self);
  Part life = describe (self, KONTOR_TAG_DELETED_AT);
  int index = kontor_entity_get_deleted_at (get_entity (self));

  note_merged (self);
  for (guint i = 0; i < parts->len && !is_link (self) && !self->operation->strict; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);

      if (part->policy != KONTOR_SERVER && !is_same (self, part))
        keep (self, part, self->operation->fields, &self->stamp);
    }
  if (!is_link (self) || !is_trashed (self, self->row->fields)
      || is_trashed (self, self->operation->fields) || !(life.is_seen || is_set_anew (self, &life)))
    return;
  kontor_fields_remove (get_next (self)->fields, (guint) index);
  stamp (self, &life, &self->stamp);
}

static void
change (SimCase *self)
{
  g_autoptr (GArray) parts = list_parts (self);
  gboolean is_seen = TRUE;

  for (guint i = 0; i < parts->len; i++)
    is_seen &= g_array_index (parts, Part, i).is_seen;
  if (self->operation->strict && (!is_seen || is_buried (self)))
    refuse (self, KONTOR_REFUSAL_CHANGED);
  for (guint i = 0; i < parts->len && self->answer.kind != KONTOR_VERDICT_REFUSED; i++)
    settle (self, &g_array_index (parts, Part, i));
}

void
sim_rules_apply (SimCase *self)
{
  gboolean is_insert = self->operation->kind == KONTOR_OPERATION_INSERT;

  self->answer.kind = KONTOR_VERDICT_OK;
  if (self->operation->refusal != KONTOR_REFUSAL_NONE)
    refuse (self, self->operation->refusal);
  else if (self->row == NULL && (!is_insert || !has_parents (self)))
    refuse (self, KONTOR_REFUSAL_PARENT);
  else if (self->row == NULL)
    make (self);
  else if (is_insert)
    make_again (self);
  else if (!has_parents (self))
    refuse (self, KONTOR_REFUSAL_PARENT);
  else
    change (self);
}
