/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-conflicts.h"

#include "model/kontor-wire.h"
#include "store/kontor-row.h"

#include <string.h>

void
kontor_conflict_free (KontorConflict *self)
{
  g_clear_pointer (&self->lost, kontor_fields_free);
  g_clear_pointer (&self->won, kontor_fields_free);
  g_free (self);
}

static const KontorEntity *
get_entity (KontorStore *store)
{
  return kontor_schema_find (kontor_store_get_schema (store), "conflict");
}

static KontorFields *
read_side (const KontorEntity *entity, const KontorFields *fields, const char *name, GError **error)
{
  const char *json = kontor_fields_get_text (fields, name);

  return json == NULL ? kontor_fields_new (entity)
                      : kontor_fields_parse_json (entity, json, -1, error);
}

/* NULL without an error: of an entity that a newer Kontor has. */
static KontorConflict *
read_conflict (KontorStore *store, const KontorRow *row, GError **error)
{
  g_autoptr (KontorConflict) conflict = g_new0 (KontorConflict, 1);
  const KontorFields *fields = row->fields;
  const char *name = kontor_fields_get_text (fields, "subject_entity");
  const char *record = kontor_fields_get_text (fields, "subject");

  conflict->id = row->id;
  conflict->entity
      = name == NULL ? NULL : kontor_schema_find (kontor_store_get_schema (store), name);
  if (conflict->entity == NULL || record == NULL
      || !kontor_id_from_text (&conflict->record, record))
    return NULL;
  kontor_fields_get_ref (fields, "author", &conflict->author);
  kontor_fields_get_ref (fields, "winner_author", &conflict->winner);
  conflict->written_at = kontor_fields_get_integer (fields, "written_at", 0);
  conflict->lost = read_side (conflict->entity, fields, "value", error);
  conflict->won
      = conflict->lost == NULL ? NULL : read_side (conflict->entity, fields, "winner", error);
  return conflict->won == NULL ? NULL : g_steal_pointer (&conflict);
}

GPtrArray *
kontor_conflicts_list (KontorStore *store, guint limit, GError **error)
{
  const KontorEntity *entity = get_entity (store);
  g_autoptr (GPtrArray) conflicts
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_conflict_free);
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  KontorStatement *statement;
  gboolean found;

  kontor_row_append_columns (sql, entity, "t");
  g_string_append (sql, " FROM \"conflict\" AS t WHERE t.deleted_at IS NULL "
                        "ORDER BY t.rowid DESC LIMIT ?1");
  statement = kontor_database_prepare (kontor_store_get_database (store), sql->str, error);
  if (statement == NULL)
    return NULL;
  kontor_statement_bind_int (statement, 1, limit);
  while (TRUE)
    {
      g_auto (KontorRow) row = { 0 };
      g_autoptr (GError) local = NULL;
      KontorConflict *conflict;

      if (!kontor_statement_step (statement, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&conflicts);
      kontor_row_read (statement, 0, entity, &row);
      conflict = read_conflict (store, &row, &local);
      /* One that can't be read must not hide the others. */
      if (conflict != NULL)
        g_ptr_array_add (conflicts, conflict);
    }
}

KontorConflict *
kontor_conflicts_get (KontorStore *store, const KontorId *id, GError **error)
{
  g_auto (KontorRow) row = { 0 };
  KontorConflict *conflict;

  if (!kontor_row_load (kontor_store_get_database (store), get_entity (store), id, &row, error))
    return NULL;
  conflict = read_conflict (store, &row, error);
  if (conflict == NULL && (error == NULL || *error == NULL))
    g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_TOO_NEW, "of an unknown entity");
  return conflict;
}

gint64
kontor_conflicts_count (KontorStore *store)
{
  return kontor_store_count (store, get_entity (store));
}

gboolean
kontor_conflict_settle (const KontorConflict *self,
                        KontorAct *act,
                        gboolean restore,
                        GError **error)
{
  const KontorEntity *conflict
      = kontor_schema_find (kontor_store_get_schema (kontor_act_get_store (act)), "conflict");

  return (!restore || kontor_act_update (act, &self->record, self->lost, error))
         && kontor_act_trash (act, conflict, &self->id, error);
}
