/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-merge-private.h"

const KontorEntity *
kontor_decision_get_entity (const KontorDecision *self)
{
  return kontor_fields_get_entity (self->operation->fields);
}

static KontorStamp
get_present_stamp (const KontorMergeRow *row, guint32 tag)
{
  return row->stamps != NULL ? *kontor_stamps_get (row->stamps, tag) : row->last;
}

/* A device has seen what it did itself: it sends its operations in their order. */
static gboolean
has_seen (const KontorDecision *self, guint32 tag, const KontorStamp *present)
{
  return present->device == self->stamp.device
         || present->version == kontor_operation_get_base (self->operation, tag);
}

static const KontorValue *
get_life (const KontorFields *fields)
{
  return kontor_fields_get (
      fields, (guint) kontor_entity_get_deleted_at (kontor_fields_get_entity (fields)));
}

gboolean
kontor_fields_are_trashed (const KontorFields *fields)
{
  const KontorValue *life = get_life (fields);

  return life != NULL && !kontor_value_is_none (life);
}

static gboolean
is_life (const KontorGroup *group)
{
  return group->tag == KONTOR_TAG_DELETED_AT;
}

gboolean
kontor_decision_is_same_value (const KontorFields *a, const KontorFields *b, guint index)
{
  const KontorValue *left = kontor_fields_get (a, index), *right = kontor_fields_get (b, index);

  if (left == NULL || right == NULL)
    return (left == NULL || kontor_value_is_none (left))
           && (right == NULL || kontor_value_is_none (right));
  return kontor_value_equal (left, right);
}

gboolean
kontor_decision_is_same_extra (const KontorFields *a, const KontorFields *b, const char *key)
{
  const char *left = kontor_fields_get_extra (a, key), *right = kontor_fields_get_extra (b, key);

  return g_strcmp0 (left != NULL ? left : "null", right != NULL ? right : "null") == 0;
}

guint64
kontor_decision_get_given (const KontorDecision *self, const KontorGroup *group)
{
  return group->mask & kontor_fields_get_mask (self->operation->fields);
}

gboolean
kontor_decision_is_same_group (const KontorDecision *self, const KontorGroup *group)
{
  const KontorFields *present = self->row->fields, *asked = self->operation->fields;

  if (group->extra != NULL)
    return kontor_decision_is_same_extra (present, asked, group->extra);
  for (guint64 rest = kontor_decision_get_given (self, group); rest != 0; rest &= rest - 1)
    if (!kontor_decision_is_same_value (present, asked, (guint) __builtin_ctzll (rest)))
      return FALSE;
  return TRUE;
}

gboolean
kontor_decision_is_later (const KontorDecision *self, const KontorStamp *present)
{
  return kontor_hlc_compare (self->stamp.hlc, self->stamp.device, present->hlc, present->device)
         > 0;
}

/* To the trash beats back from it, whatever the clocks say. */
static KontorFate
settle_life (const KontorDecision *self)
{
  if (kontor_fields_are_trashed (self->operation->fields))
    return kontor_fields_are_trashed (self->row->fields) ? KONTOR_FATE_YIELDS : KONTOR_FATE_APPLIES;
  return KONTOR_FATE_LOSES;
}

/* Life of a link comes and goes: the later wins, and of two at the same time the one that adds. */
KontorFate
kontor_decision_settle_set (const KontorDecision *self, const KontorGroup *group)
{
  if (self->stamp.hlc == group->present.hlc)
    return kontor_fields_are_trashed (self->operation->fields) ? KONTOR_FATE_YIELDS
                                                               : KONTOR_FATE_APPLIES;
  return kontor_decision_is_later (self, &group->present) ? KONTOR_FATE_APPLIES
                                                          : KONTOR_FATE_YIELDS;
}

/* Both mean the same list: only their places in it differ. */
static gboolean
is_same_list (const KontorDecision *self, const KontorGroup *group)
{
  const KontorEntity *entity = kontor_decision_get_entity (self);

  for (guint64 rest = kontor_decision_get_given (self, group); rest != 0; rest &= rest - 1)
    {
      guint index = (guint) __builtin_ctzll (rest);

      if (kontor_entity_get_field (entity, index)->type != KONTOR_RANK
          && !kontor_decision_is_same_value (self->operation->fields, self->row->fields, index))
        return FALSE;
    }
  return TRUE;
}

/* Where something stands among its like nobody asks about; what it stands among was decided. */
static KontorFate
settle_order (const KontorDecision *self, const KontorGroup *group)
{
  gboolean later = kontor_decision_is_later (self, &group->present);

  if (is_same_list (self, group))
    return later ? KONTOR_FATE_APPLIES : KONTOR_FATE_YIELDS;
  return later ? KONTOR_FATE_BEATS : KONTOR_FATE_LOSES;
}

/* Two changes that have not seen each other. */
static KontorFate
settle_conflict (const KontorDecision *self, const KontorGroup *group)
{
  switch (group->policy)
    {
    case KONTOR_GUARDED:
      return KONTOR_FATE_REFUSED;

    case KONTOR_SET:
      return kontor_decision_settle_set (self, group);

    case KONTOR_ORDER:
      return settle_order (self, group);

    case KONTOR_LWW:
    case KONTOR_INC:
    case KONTOR_TEXT3:
    case KONTOR_IMMUTABLE:
    case KONTOR_SERVER:
    default:
      if (is_life (group))
        return settle_life (self);
      return kontor_decision_is_later (self, &group->present) ? KONTOR_FATE_BEATS
                                                              : KONTOR_FATE_LOSES;
    }
}

/* A text whose base is not what stands has to be merged even by who has seen the last change: the
 * server may have merged that one already. */
static gboolean
is_text_to_blend (const KontorDecision *self, const KontorGroup *group)
{
  const KontorFields *before = self->operation->before;

  if (group->policy != KONTOR_TEXT3 || before == NULL)
    return FALSE;
  for (guint64 rest = kontor_decision_get_given (self, group); rest != 0; rest &= rest - 1)
    {
      guint index = (guint) __builtin_ctzll (rest);

      if (kontor_fields_get (before, index) != NULL
          && !kontor_decision_is_same_value (before, self->row->fields, index))
        return TRUE;
    }
  return FALSE;
}

gboolean
kontor_decision_meets_deletion (const KontorDecision *self)
{
  KontorStamp life;

  if (!kontor_fields_are_trashed (self->row->fields) || get_life (self->operation->fields) != NULL)
    return FALSE;
  life = get_present_stamp (self->row, KONTOR_TAG_DELETED_AT);
  return !has_seen (self, KONTOR_TAG_DELETED_AT, &life);
}

KontorFate
kontor_decision_decide (const KontorDecision *self, const KontorGroup *group)
{
  if (group->policy == KONTOR_SERVER)
    return KONTOR_FATE_IGNORED;
  if (group->policy == KONTOR_INC)
    return KONTOR_FATE_BLENDS;
  if (kontor_decision_is_same_group (self, group))
    return KONTOR_FATE_SAME;
  if (group->policy == KONTOR_IMMUTABLE)
    return KONTOR_FATE_REFUSED;
  if (kontor_decision_meets_deletion (self))
    return KONTOR_FATE_LOSES;
  if (is_text_to_blend (self, group))
    return KONTOR_FATE_BLENDS;
  return group->seen ? KONTOR_FATE_APPLIES : settle_conflict (self, group);
}

static KontorPolicy
get_policy (const KontorDecision *self, guint first)
{
  const KontorEntity *entity = kontor_decision_get_entity (self);

  if (kontor_entity_get_field (entity, first)->tag == KONTOR_TAG_DELETED_AT)
    return entity->flags & KONTOR_LINK ? KONTOR_SET : KONTOR_LWW;
  if (self->row->guarded >> first & 1)
    return KONTOR_GUARDED;
  return kontor_entity_get_field (entity, first)->policy;
}

KontorGroup
kontor_decision_describe_group (const KontorDecision *self, guint first)
{
  const KontorEntity *entity = kontor_decision_get_entity (self);
  KontorGroup group = {
    .tag = kontor_entity_get_field (entity, first)->tag,
    .mask = kontor_entity_get_group_mask (entity, first),
    .policy = get_policy (self, first),
  };

  group.present = get_present_stamp (self->row, group.tag);
  group.seen = has_seen (self, group.tag, &group.present);
  return group;
}

static KontorGroup
describe_extra (const KontorDecision *self, const char *key)
{
  KontorGroup group
      = { .tag = kontor_stamp_tag_for_extra (key), .extra = key, .policy = KONTOR_LWW };

  group.present = get_present_stamp (self->row, group.tag);
  group.seen = has_seen (self, group.tag, &group.present);
  return group;
}

gboolean
kontor_decision_for_each_group (KontorDecision *self, KontorGroupFunc func)
{
  const KontorEntity *entity = kontor_decision_get_entity (self);
  g_autofree const char **keys = kontor_fields_list_extra (self->operation->fields);
  guint64 rest = kontor_fields_get_mask (self->operation->fields);

  while (rest != 0)
    {
      guint first = kontor_entity_get_group (entity, (guint) __builtin_ctzll (rest));
      KontorGroup group = kontor_decision_describe_group (self, first);

      rest &= ~group.mask;
      if (!func (self, &group))
        return FALSE;
    }
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      KontorGroup group = describe_extra (self, keys[i]);

      if (!func (self, &group))
        return FALSE;
    }
  return TRUE;
}
