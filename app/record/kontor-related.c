/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-related.h"

#include "browse/kontor-shape.h"
#include "window/kontor-sections.h"

#include <string.h>

static gboolean
has_page (const KontorEntity *entity)
{
  return !(entity->flags & (KONTOR_LINK | KONTOR_INTERNAL)) && !kontor_entity_has_parent (entity)
         && strcmp (entity->name, "activity") != 0;
}

GArray *
kontor_related_list (const KontorSchema *schema, const KontorEntity *entity)
{
  GArray *relations = g_array_new (FALSE, FALSE, sizeof (KontorRelation));
  for (guint i = 0; i < schema->n_entities; i++)
    {
      const KontorEntity *other = schema->entities[i];
      if (!has_page (other))
        continue;
      for (guint k = 0; k < other->n_fields; k++)
        {
          const KontorField *field = &other->fields[k];
          KontorRelation relation = { other, k };
          if (field->type == KONTOR_REF && g_strcmp0 (field->target, entity->name) == 0
              && kontor_shape_is_shown (field))
            g_array_append_val (relations, relation);
        }
    }
  return relations;
}

KontorQuery *
kontor_related_make_query (const KontorSchema *schema,
                           const KontorEntity *entity,
                           const char *field,
                           KontorRecord *record)
{
  KontorQuery *query = kontor_query_new (schema, entity);
  char id[KONTOR_ID_TEXT_SIZE];
  g_autofree char *where
      = g_strdup_printf ("%s = %s", field, kontor_id_to_text (kontor_record_get_id (record), id));
  gboolean understood = kontor_query_set_where (query, where, NULL);
  g_assert (understood);
  return query;
}

gboolean
kontor_related_belongs (const KontorSchema *schema,
                        const KontorEntity *entity,
                        const KontorField *field)
{
  const KontorSection *section;
  if (field->type != KONTOR_REF || g_strcmp0 (field->target, entity->name) == 0
      || !kontor_shape_is_shown (field))
    return FALSE;
  section = kontor_sections_find (field->target, schema);
  return section != NULL && section->listed;
}

static int
find_reference_to (const KontorEntity *entity, const char *target)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].type == KONTOR_REF && strcmp (entity->fields[i].target, target) == 0
        && kontor_shape_is_shown (&entity->fields[i]))
      return (int) i;
  return -1;
}

gboolean
kontor_related_can_refer (const KontorEntity *entity, const KontorEntity *about)
{
  return entity != about && find_reference_to (entity, about->name) >= 0;
}

void
kontor_related_refer (const KontorSchema *schema, KontorFields *fields, KontorRecord *record)
{
  const KontorEntity *entity = kontor_fields_get_entity (fields);
  const KontorEntity *about = kontor_record_get_entity (record);
  int to = find_reference_to (entity, about->name);
  if (to >= 0 && kontor_fields_get (fields, (guint) to) == NULL)
    kontor_fields_set_ref (fields, entity->fields[to].name, kontor_record_get_id (record));
  for (guint i = 0; i < entity->n_fields; i++)
    {
      const KontorField *field = &entity->fields[i];
      int index = kontor_entity_find_field (about, field->name);
      const KontorValue *value
          = index >= 0 ? kontor_fields_get (kontor_record_get_fields (record), (guint) index)
                       : NULL;
      if (value && value->type == KONTOR_REF && kontor_related_belongs (schema, entity, field)
          && kontor_fields_get (fields, i) == NULL)
        kontor_fields_set (fields, i, value);
    }
}
