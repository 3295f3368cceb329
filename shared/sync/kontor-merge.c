/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-merge-private.h"

#include "sync/kontor-text3.h"

static void
add_loser (KontorDecision *self,
           guint32 tag,
           KontorFields *value,
           const KontorStamp *author,
           KontorFields *winner,
           guint32 winner_device,
           gint64 base)
{
  KontorLoser *loser = g_new (KontorLoser, 1);

  *loser = (KontorLoser) {
    .tag = tag,
    .value = value,
    .winner = winner,
    .device = author->device,
    .hlc = author->hlc,
    .winner_device = winner_device,
    .base = base,
  };
  if (self->merge->losers == NULL)
    self->merge->losers = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_loser_free);
  g_ptr_array_add (self->merge->losers, loser);
}

static void
refuse (KontorDecision *self, KontorRefusal refusal)
{
  kontor_merge_clear (self->merge);
  self->merge->kind = KONTOR_VERDICT_REFUSED;
  self->merge->refusal = refusal;
}

/* The fields of a group out of a record. */
static KontorFields *
pick_group (const KontorFields *fields, const KontorGroup *group)
{
  KontorFields *picked = kontor_fields_new (kontor_fields_get_entity (fields));
  const char *json = group->extra != NULL ? kontor_fields_get_extra (fields, group->extra) : NULL;

  if (group->extra != NULL)
    kontor_fields_set_extra (picked, group->extra, json != NULL ? json : "null");
  for (guint64 rest = group->mask; rest != 0; rest &= rest - 1)
    {
      guint index = (guint) __builtin_ctzll (rest);
      const KontorValue *value = kontor_fields_get (fields, index);

      if (value != NULL)
        kontor_fields_set (picked, index, value);
    }
  return picked;
}

static void
keep_own_as_loser (KontorDecision *self, const KontorGroup *group)
{
  add_loser (self, group->tag, pick_group (self->operation->fields, group), &self->stamp,
             pick_group (self->row->fields, group), group->present.device,
             kontor_operation_get_base (self->operation, group->tag));
}

/* The new value of a group made of both. FALSE where a sum does not fit. */
static gboolean
add_difference (KontorDecision *self, guint index)
{
  const KontorValue *present = kontor_fields_get (self->row->fields, index);
  const KontorValue *difference = kontor_fields_get (self->operation->fields, index);
  gint64 before = present == NULL || kontor_value_is_none (present) ? 0 : present->integer, sum;

  if (kontor_value_is_none (difference))
    return FALSE;
  if (__builtin_add_overflow (before, difference->integer, &sum))
    return FALSE;
  kontor_fields_take (self->merge->changes, index, kontor_value_integer (difference->type, sum));
  return TRUE;
}

static const char *
get_text (const KontorFields *fields, guint index)
{
  const KontorValue *value = kontor_fields_get (fields, index);

  return value == NULL || kontor_value_is_none (value) ? "" : value->text;
}

/* FALSE where something of the operation's text is not in the new one. */
static gboolean
blend_text (KontorDecision *self, guint index)
{
  KontorType type = kontor_entity_get_field (kontor_decision_get_entity (self), index)->type;
  const char *present = get_text (self->row->fields, index);
  gboolean clean;
  char *text = kontor_text3_merge (get_text (self->operation->before, index),
                                   get_text (self->operation->fields, index), present, &clean);

  if (*text == '\0')
    {
      g_free (text);
      kontor_fields_take (self->merge->changes, index, KONTOR_VALUE_NONE);
    }
  else
    kontor_fields_take (self->merge->changes, index, kontor_value_take_text (type, text));
  return clean;
}

static gboolean
blend (KontorDecision *self, const KontorGroup *group)
{
  gboolean clean = TRUE;

  for (guint64 rest = kontor_decision_get_given (self, group); rest != 0; rest &= rest - 1)
    {
      guint index = (guint) __builtin_ctzll (rest);

      if (group->policy == KONTOR_INC && !add_difference (self, index))
        return FALSE;
      if (group->policy == KONTOR_TEXT3)
        clean &= blend_text (self, index);
    }
  if (!clean)
    keep_own_as_loser (self, group);
  return TRUE;
}

static void
write_group (KontorDecision *self, const KontorGroup *group)
{
  const KontorFields *asked = self->operation->fields;
  KontorStamp stamp = self->stamp;

  for (guint64 rest = kontor_decision_get_given (self, group); rest != 0; rest &= rest - 1)
    {
      guint index = (guint) __builtin_ctzll (rest);

      if (!kontor_decision_is_same_value (self->row->fields, asked, index))
        kontor_fields_set (self->merge->changes, index, kontor_fields_get (asked, index));
    }
  if (group->extra != NULL
      && !kontor_decision_is_same_extra (self->row->fields, asked, group->extra))
    kontor_fields_set_extra (self->merge->changes, group->extra,
                             kontor_fields_get_extra (asked, group->extra));
  stamp.tag = group->tag;
  kontor_stamps_set (self->merge->stamps, &stamp);
}

static void
stamp_group (KontorDecision *self, const KontorGroup *group)
{
  KontorStamp stamp = self->stamp;

  stamp.tag = group->tag;
  kontor_stamps_set (self->merge->stamps, &stamp);
}

/* The same value, written by two: it is as late as the later of them. */
static void
restamp_group (KontorDecision *self, const KontorGroup *group)
{
  KontorStamp stamp = self->stamp;

  if (!kontor_decision_is_later (self, &group->present))
    {
      stamp.hlc = group->present.hlc;
      stamp.device = group->present.device;
    }
  stamp.tag = group->tag;
  kontor_stamps_set (self->merge->stamps, &stamp);
}

static KontorRefusal
get_refusal (const KontorGroup *group)
{
  return group->policy == KONTOR_IMMUTABLE ? KONTOR_REFUSAL_IMMUTABLE : KONTOR_REFUSAL_GUARD;
}

/* Carries out what was decided for a group. FALSE where the operation is refused. */
static gboolean
settle_group (KontorDecision *self, const KontorGroup *group)
{
  KontorMerge *merge = self->merge;

  switch (kontor_decision_decide (self, group))
    {
    case KONTOR_FATE_IGNORED:
      if (!kontor_decision_is_same_group (self, group))
        merge->kind = KONTOR_VERDICT_MERGED;
      break;

    case KONTOR_FATE_SAME:
      restamp_group (self, group);
      merge->writes = TRUE;
      break;

    case KONTOR_FATE_BEATS:
      add_loser (self, group->tag, pick_group (self->row->fields, group), &group->present,
                 pick_group (self->operation->fields, group), self->stamp.device, 0);
      write_group (self, group);
      merge->writes = TRUE;
      break;

    case KONTOR_FATE_APPLIES:
      write_group (self, group);
      merge->writes = TRUE;
      break;

    case KONTOR_FATE_LOSES:
      keep_own_as_loser (self, group);
      merge->kind = KONTOR_VERDICT_MERGED;
      break;

    case KONTOR_FATE_YIELDS:
      merge->kind = KONTOR_VERDICT_MERGED;
      break;

    case KONTOR_FATE_BLENDS:
      if (!blend (self, group))
        {
          refuse (self, KONTOR_REFUSAL_INVALID);
          return FALSE;
        }
      stamp_group (self, group);
      merge->writes = TRUE;
      if (group->policy == KONTOR_TEXT3 || !group->seen)
        merge->kind = KONTOR_VERDICT_MERGED;
      break;

    case KONTOR_FATE_REFUSED:
    default:
      refuse (self, get_refusal (group));
      return FALSE;
    }
  return TRUE;
}

static gboolean
is_seen (KontorDecision *self, const KontorGroup *group)
{
  return group->seen;
}

static void
apply_update (KontorDecision *self)
{
  KontorMerge *merge = self->merge;

  if (self->operation->strict
      && (!kontor_decision_for_each_group (self, is_seen) || kontor_decision_meets_deletion (self)))
    {
      refuse (self, KONTOR_REFUSAL_CHANGED);
      return;
    }
  merge->changes = kontor_fields_new (kontor_decision_get_entity (self));
  merge->stamps = self->row->stamps != NULL ? kontor_stamps_copy (self->row->stamps)
                                            : kontor_stamps_new (&self->row->last);
  if (!kontor_decision_for_each_group (self, settle_group) || merge->writes)
    return;
  g_clear_pointer (&merge->changes, kontor_fields_free);
  g_clear_pointer (&merge->stamps, kontor_stamps_free);
}

/* A value that the row which is there already does not have. */
static gboolean
keep_difference (KontorDecision *self, const KontorGroup *group)
{
  if (group->policy != KONTOR_SERVER && !kontor_decision_is_same_group (self, group))
    keep_own_as_loser (self, group);
  return TRUE;
}

/* Inserting a link that is in the trash brings it back to life, unless it was put there later. */
static gboolean
revives (const KontorDecision *self)
{
  KontorGroup life = kontor_decision_describe_group (
      self, (guint) kontor_entity_get_deleted_at (kontor_decision_get_entity (self)));

  return kontor_fields_are_trashed (self->row->fields)
         && !kontor_fields_are_trashed (self->operation->fields)
         && (life.seen || kontor_decision_settle_set (self, &life) == KONTOR_FATE_APPLIES);
}

static void
apply_insert_again (KontorDecision *self)
{
  KontorMerge *merge = self->merge;
  guint index = (guint) kontor_entity_get_deleted_at (kontor_decision_get_entity (self));
  KontorStamp stamp = self->stamp;

  merge->kind = KONTOR_VERDICT_MERGED;
  if ((kontor_decision_get_entity (self)->flags & KONTOR_LINK) == 0)
    {
      if (!self->operation->strict)
        kontor_decision_for_each_group (self, keep_difference);
      return;
    }
  if (!revives (self))
    return;
  merge->writes = TRUE;
  merge->changes = kontor_fields_new (kontor_decision_get_entity (self));
  kontor_fields_take (merge->changes, index, KONTOR_VALUE_NONE);
  merge->stamps = self->row->stamps != NULL ? kontor_stamps_copy (self->row->stamps)
                                            : kontor_stamps_new (&self->row->last);
  stamp.tag = KONTOR_TAG_DELETED_AT;
  kontor_stamps_set (merge->stamps, &stamp);
}

/* What is the server's is not the client's to give. */
static KontorFields *
copy_own_fields (KontorDecision *self)
{
  const KontorEntity *entity = kontor_decision_get_entity (self);
  KontorFields *fields = kontor_fields_copy (self->operation->fields);

  for (guint64 rest = kontor_fields_get_mask (fields); rest != 0; rest &= rest - 1)
    {
      guint index = (guint) __builtin_ctzll (rest);
      guint first = kontor_entity_get_group (entity, index);

      if (kontor_value_is_none (kontor_fields_get (fields, index)))
        kontor_fields_remove (fields, index);
      else if (kontor_entity_get_field (entity, first)->policy == KONTOR_SERVER)
        {
          kontor_fields_remove (fields, index);
          self->merge->kind = KONTOR_VERDICT_MERGED;
        }
    }
  return fields;
}

static void
apply_insert (KontorDecision *self)
{
  KontorMerge *merge = self->merge;

  if (self->row->parent_missing)
    {
      refuse (self, KONTOR_REFUSAL_PARENT);
      return;
    }
  merge->writes = TRUE;
  if (self->operation->is_plain)
    return;
  merge->changes = copy_own_fields (self);
  if (!kontor_fields_check_meaning (merge->changes, TRUE, NULL))
    refuse (self, KONTOR_REFUSAL_INVALID);
}

void
kontor_merge_apply (KontorMerge *merge,
                    const KontorMergeRow *row,
                    const KontorOperation *operation,
                    guint32 device,
                    KontorHlc hlc,
                    gint64 version)
{
  KontorDecision self = { merge, row, operation, { 0, device, version, hlc } };
  gboolean insert = operation->kind == KONTOR_OPERATION_INSERT;

  *merge = (KontorMerge) { .kind = KONTOR_VERDICT_OK };
  if (operation->refusal != KONTOR_REFUSAL_NONE)
    refuse (&self, operation->refusal);
  else if (row->state == KONTOR_ROW_PURGED)
    refuse (&self, KONTOR_REFUSAL_DELETED);
  else if (row->state == KONTOR_ROW_ABSENT && !insert)
    refuse (&self, KONTOR_REFUSAL_PARENT);
  else if (row->state == KONTOR_ROW_ABSENT)
    apply_insert (&self);
  else if (insert)
    apply_insert_again (&self);
  else if (row->parent_missing)
    refuse (&self, KONTOR_REFUSAL_PARENT);
  else if (!operation->is_plain && !kontor_fields_check_meaning (operation->fields, FALSE, NULL))
    refuse (&self, KONTOR_REFUSAL_INVALID);
  else
    apply_update (&self);
}

void
kontor_merge_clear (KontorMerge *merge)
{
  g_clear_pointer (&merge->changes, kontor_fields_free);
  g_clear_pointer (&merge->stamps, kontor_stamps_free);
  g_clear_pointer (&merge->losers, g_ptr_array_unref);
  merge->writes = FALSE;
}
