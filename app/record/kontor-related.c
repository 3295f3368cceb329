/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-related.h"

#include "browse/kontor-shape.h"

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
