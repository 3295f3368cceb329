/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-journal-private.h"

GArray *
kontor_journal_list_touched (KontorStore *store,
                             gint64 from,
                             gint64 except,
                             guint limit,
                             GError **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (KontorPlace));
  KontorStatement *statement = kontor_database_prepare (
      store->database,
      "SELECT DISTINCT entity, id FROM journal_op WHERE op >= ?1 AND entry <> ?2 LIMIT ?3", error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  kontor_statement_bind_int (statement, 1, from);
  kontor_statement_bind_int (statement, 2, except);
  kontor_statement_bind_int (statement, 3, limit);
  while (TRUE)
    {
      KontorPlace place;

      if (!kontor_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&places);
      place.entity
          = kontor_store_get_numbered_entity (store, kontor_statement_get_int (statement, 0));
      kontor_statement_get_id (statement, 1, &place.id);
      g_array_append_val (places, place);
    }
}

gboolean
kontor_journal_find_of_entry (KontorStore *store,
                              gint64 entry,
                              const KontorId *id,
                              gboolean made,
                              gboolean *found,
                              GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      store->database,
      "SELECT count (*) FROM journal_op WHERE id = ?1 AND entry = ?2 AND (kind = 1 OR NOT ?3)",
      error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_id (statement, 1, id);
  kontor_statement_bind_int (statement, 2, entry);
  kontor_statement_bind_int (statement, 3, made);
  if (!kontor_statement_step (statement, found, error))
    return FALSE;
  *found = kontor_statement_get_int (statement, 0) > 0;
  kontor_statement_reset (statement);
  return TRUE;
}

static gboolean
append_if_made (KontorStore *store,
                gint64 entry,
                const char *target,
                const KontorId *id,
                GArray *places,
                GError **error)
{
  KontorPlace place = { kontor_schema_find (store->schema, target), *id };
  gboolean made;

  if (!kontor_journal_find_of_entry (store, entry, id, TRUE, &made, error))
    return FALSE;
  if (made)
    g_array_append_val (places, place);
  return TRUE;
}

gboolean
kontor_journal_list_targets (KontorStore *store,
                             gint64 entry,
                             const KontorPlace *place,
                             GArray *places,
                             GError **error)
{
  g_autoptr (GError) own = NULL;
  g_auto (KontorRow) row = { 0 };

  if (!kontor_row_load (store->database, place->entity, &place->id, &row, &own))
    {
      if (g_error_matches (own, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }
  for (guint i = 0; i < place->entity->n_fields; i++)
    {
      const KontorValue *value = kontor_fields_get (row.fields, i);

      if (value != NULL && value->type == KONTOR_REF
          && !append_if_made (store, entry, place->entity->fields[i].target, &value->id, places,
                              error))
        return FALSE;
    }
  return TRUE;
}
