/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "duplicates/kontor-duplicates-private.h"
#include "duplicates/kontor-roll-private.h"

static KontorCluster *
find_cluster (GPtrArray *clusters, const KontorId *winner)
{
  for (guint i = 0; i < clusters->len; i++)
    {
      KontorCluster *cluster = clusters->pdata[i];

      if (kontor_id_equal (&g_array_index (cluster->ids, KontorId, 0), winner))
        return cluster;
    }
  return NULL;
}

static void
add (GPtrArray *clusters,
     const KontorEntity *entity,
     const KontorId *winner,
     const KontorId *loser,
     guint limit)
{
  KontorCluster *cluster = find_cluster (clusters, winner);

  if (cluster == NULL && clusters->len >= limit)
    return;
  if (cluster == NULL)
    {
      cluster = kontor_cluster_new (entity);
      cluster->late = TRUE;
      cluster->grade = KONTOR_MATCH_SURE;
      cluster->score = 100;
      g_array_append_vals (cluster->ids, winner, 1);
      g_ptr_array_add (clusters, cluster);
    }
  for (guint i = 1; i < cluster->ids->len; i++)
    if (kontor_id_equal (&g_array_index (cluster->ids, KontorId, i), loser))
      return;
  g_array_append_vals (cluster->ids, loser, 1);
}

/* Merged records are few: from them to what refers to them. */
static gboolean
append_late_by (KontorStore *store,
                const KontorEntity *entity,
                const KontorEntity *part,
                const KontorField *field,
                guint limit,
                GPtrArray *clusters,
                GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT DISTINCT m.merged_into, m.id FROM \"%s\" AS m CROSS JOIN \"%s\" AS w "
      "ON w.id = m.merged_into CROSS JOIN \"%s\" AS t ON t.\"%s\" = m.id "
      "WHERE m.merged_into IS NOT NULL AND m.deleted_at IS NOT NULL AND w.deleted_at IS NULL "
      "AND t.deleted_at IS NULL",
      entity->name, entity->name, part->name, field->name);
  KontorStatement *statement
      = kontor_database_prepare (kontor_store_get_database (store), sql, error);
  gboolean row;

  while (statement != NULL)
    {
      KontorId winner, loser;

      if (!kontor_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      if (kontor_statement_get_id (statement, 0, &winner)
          && kontor_statement_get_id (statement, 1, &loser))
        add (clusters, entity, &winner, &loser, limit);
    }
  return FALSE;
}

gboolean
kontor_duplicates_append_late (KontorStore *store,
                               const KontorEntity *entity,
                               guint limit,
                               GPtrArray *clusters,
                               GError **error)
{
  const KontorSchema *schema = kontor_store_get_schema (store);

  for (guint i = 0; i < schema->n_entities; i++)
    for (guint j = 0; j < schema->entities[i]->n_fields; j++)
      {
        const KontorEntity *part = schema->entities[i];
        const KontorField *field = &part->fields[j];

        if (field->type == KONTOR_REF && (field->flags & KONTOR_ALIAS) == 0
            && g_str_equal (field->target, entity->name) && !g_str_equal (part->name, "separation")
            && !append_late_by (store, entity, part, field, limit, clusters, error))
          return FALSE;
      }
  return TRUE;
}
