/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-merge.h"
#include "sync/kontor-text3.h"

static void
replay_sum (KontorFields *fields, guint index, const KontorValue *difference)
{
  const KontorValue *present = kontor_fields_get (fields, index);
  gint64 before = present == NULL || kontor_value_is_none (present) ? 0 : present->integer, sum;

  if (!kontor_value_is_none (difference)
      && !__builtin_add_overflow (before, difference->integer, &sum))
    kontor_fields_take (fields, index, kontor_value_integer (difference->type, sum));
}

static const char *
get_text (const KontorFields *fields, guint index)
{
  const KontorValue *value = kontor_fields_get (fields, index);

  return value == NULL || kontor_value_is_none (value) ? "" : value->text;
}

static void
replay_text (KontorFields *fields, guint index, const KontorOperation *operation)
{
  const KontorEntity *entity = kontor_fields_get_entity (fields);
  gboolean clean;
  char *text
      = kontor_text3_merge (get_text (operation->before, index),
                            get_text (operation->fields, index), get_text (fields, index), &clean);

  /* An empty one is no value. */
  kontor_fields_take (fields, index,
                      kontor_value_take_text (kontor_entity_get_field (entity, index)->type, text));
}

static KontorPolicy
get_policy (const KontorEntity *entity, guint index)
{
  return kontor_entity_get_field (entity, kontor_entity_get_group (entity, index))->policy;
}

void
kontor_merge_replay (KontorFields *fields, const KontorOperation *operation)
{
  const KontorEntity *entity = kontor_fields_get_entity (fields);
  g_autofree const char **keys = kontor_fields_list_extra (operation->fields);

  for (guint64 rest = kontor_fields_get_mask (operation->fields); rest != 0; rest &= rest - 1)
    {
      guint index = (guint) __builtin_ctzll (rest);
      const KontorValue *value = kontor_fields_get (operation->fields, index);
      KontorPolicy policy = get_policy (entity, index);

      if (policy == KONTOR_SERVER)
        continue;
      if (policy == KONTOR_INC && operation->kind == KONTOR_OPERATION_UPDATE)
        replay_sum (fields, index, value);
      else if (policy == KONTOR_TEXT3 && operation->before != NULL
               && kontor_fields_get (operation->before, index) != NULL)
        replay_text (fields, index, operation);
      else
        kontor_fields_set (fields, index, value);
    }
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    kontor_fields_set_extra (fields, keys[i], kontor_fields_get_extra (operation->fields, keys[i]));
}
