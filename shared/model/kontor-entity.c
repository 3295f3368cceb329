/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-entity.h"

#include <glib/gi18n.h>

/* Policy of life: a deletion beats an edit, whatever the clocks say; see sync/kontor-merge.h. */
const KontorField kontor_entity_common_fields[KONTOR_N_COMMON_FIELDS] = {
  { KONTOR_TAG_DELETED_AT, "deleted_at", KONTOR_INSTANT, KONTOR_HIDDEN, .since = 1,
    .label = N_ ("Deleted"), .group = "life" },
  { KONTOR_TAG_SOURCE, "source", KONTOR_TEXT, KONTOR_HIDDEN, .since = 1, .label = N_ ("Source"),
    .group = "origin" },
  { KONTOR_TAG_EXTERNAL_KEY, "external_key", KONTOR_TEXT, KONTOR_HIDDEN, .since = 1,
    .label = N_ ("Key at the source"), .group = "origin" },
};

int
kontor_entity_find_field (const KontorEntity *entity, const char *name)
{
  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    if (g_str_equal (kontor_entity_get_field (entity, i)->name, name))
      return i;
  return -1;
}

int
kontor_entity_find_tag (const KontorEntity *entity, guint tag)
{
  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    if (kontor_entity_get_field (entity, i)->tag == tag)
      return i;
  return -1;
}

int
kontor_entity_get_deleted_at (const KontorEntity *entity)
{
  return entity->n_fields;
}

guint
kontor_entity_get_group (const KontorEntity *entity, guint index)
{
  const char *group = kontor_entity_get_field (entity, index)->group;

  for (guint i = 0; group != NULL && i < index; i++)
    if (g_strcmp0 (kontor_entity_get_field (entity, i)->group, group) == 0)
      return i;
  return index;
}

guint64
kontor_entity_get_group_mask (const KontorEntity *entity, guint group)
{
  guint64 mask = 0;

  for (guint i = group; i < kontor_entity_get_n_fields (entity); i++)
    if (kontor_entity_get_group (entity, i) == group)
      mask |= G_GUINT64_CONSTANT (1) << i;
  return mask;
}

int
kontor_entity_get_alias (const KontorEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & KONTOR_ALIAS)
      return i;
  return -1;
}

gboolean
kontor_entity_has_parent (const KontorEntity *entity)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & KONTOR_PARENT)
      return TRUE;
  return FALSE;
}

gboolean
kontor_entity_is_searchable (const KontorEntity *entity)
{
  if (kontor_entity_has_parent (entity))
    return FALSE;
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & KONTOR_SEARCH)
      return TRUE;
  return FALSE;
}
