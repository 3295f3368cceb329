/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "duplicates/kontor-duplicates-private.h"

#include "store/kontor-payload.h"
#include "store/kontor-row.h"
#include "util/kontor-error.h"

typedef struct
{
  const KontorEntity *entity;
  KontorStore *store;
  KontorAct *act;
  KontorId winner, loser;
  GArray *kept; /* of KontorKept, may be NULL */
  guint n_kept;
} Split;

static void
keep (Split *self, const KontorEntity *entity, const KontorId *id, guint index)
{
  KontorKept kept
      = { entity, *id, G_GUINT64_CONSTANT (1) << kontor_entity_get_group (entity, index),
          KONTOR_KEPT_CHANGED_SINCE, 0 };

  self->n_kept++;
  if (self->kept != NULL)
    g_array_append_val (self->kept, kept);
}

/* FALSE with an error. @row stays empty where the record is gone. */
static gboolean
load (Split *self, const KontorEntity *entity, const KontorId *id, KontorRow *row, GError **error)
{
  g_autoptr (GError) own = NULL;

  if (kontor_row_load (kontor_store_get_database (self->store), entity, id, row, &own)
      || g_error_matches (own, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&own));
  return FALSE;
}

/* As the merge left it, or as a later merge of the one that stayed did. */
static gboolean
is_as_left (Split *self, const KontorMoved *moved, const KontorValue *value)
{
  g_autoptr (KontorRecord) now = NULL;

  if (kontor_id_equal (&moved->id, &self->winner))
    return kontor_value_is_none (value);
  if (kontor_value_is_none (value))
    return FALSE;
  if (kontor_id_equal (&value->id, &self->winner))
    return TRUE;
  now = kontor_store_get (self->store, self->entity, &self->winner, NULL);
  return now != NULL && kontor_id_equal (&value->id, kontor_record_get_id (now));
}

static gboolean
give_back (Split *self, const KontorMoved *moved, GError **error)
{
  g_autoptr (KontorFields) changes = kontor_fields_new (moved->entity);
  g_auto (KontorRow) row = { 0 };

  if (!load (self, moved->entity, &moved->id, &row, error))
    return FALSE;
  if (row.fields == NULL)
    return TRUE;
  if (!is_as_left (self, moved, kontor_fields_get (row.fields, moved->field)))
    {
      keep (self, moved->entity, &moved->id, moved->field);
      return TRUE;
    }
  kontor_fields_take (changes, moved->field, kontor_value_ref (&self->loser));
  return kontor_act_update (self->act, &moved->id, changes, error);
}

static gboolean
take_off (Split *self, const KontorMoved *made, GError **error)
{
  g_auto (KontorRow) row = { 0 };

  if (!load (self, made->entity, &made->id, &row, error))
    return FALSE;
  return row.fields == NULL || kontor_act_trash (self->act, made->entity, &made->id, error);
}

static gboolean
put_back_values (Split *self, const char *payload, GError **error)
{
  g_autoptr (KontorFields) before = NULL, after = NULL;
  g_auto (KontorRow) row = { 0 };

  if (!kontor_payload_read (payload, self->entity, &before, &after, error)
      || !load (self, self->entity, &self->winner, &row, error))
    return FALSE;
  for (guint i = 0; row.fields != NULL && i < kontor_entity_get_n_fields (self->entity); i++)
    {
      const KontorValue *left = kontor_fields_get (after, i);

      if (left == NULL || kontor_value_equal (left, kontor_fields_get (row.fields, i)))
        continue;
      keep (self, self->entity, &self->winner, i);
      kontor_fields_remove (before, i);
    }
  return row.fields == NULL || kontor_act_update (self->act, &self->winner, before, error);
}

static gboolean
take_back (Split *self, const KontorCarried *carried, GError **error)
{
  for (guint i = carried->moved->len; i > 0; i--)
    if (!give_back (self, &g_array_index (carried->moved, KontorMoved, i - 1), error))
      return FALSE;
  for (guint i = carried->made->len; i > 0; i--)
    if (!take_off (self, &g_array_index (carried->made, KontorMoved, i - 1), error))
      return FALSE;
  for (guint i = carried->values->len; i > 0; i--)
    if (!put_back_values (self, carried->values->pdata[i - 1], error))
      return FALSE;
  return TRUE;
}

static gboolean
split (Split *self, const KontorCarried *carried, KontorUndoFlags flags, GError **error)
{
  g_autoptr (KontorFields) changes = kontor_fields_new (self->entity);

  kontor_fields_take_named (changes, KONTOR_MERGED_INTO, KONTOR_VALUE_NONE);
  kontor_fields_take_named (changes, KONTOR_CARRIED_OVER, KONTOR_VALUE_NONE);
  if (!kontor_act_restore (self->act, self->entity, &self->loser, error)
      || !kontor_act_update (self->act, &self->loser, changes, error)
      || !take_back (self, carried, error)
      || !kontor_duplicates_count_merges (self->act, self->entity, &self->winner, -1, error))
    return FALSE;
  if (self->n_kept == 0 || flags & KONTOR_UNDO_REST)
    return TRUE;
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT, "%u things have changed since the merge",
               self->n_kept);
  return FALSE;
}

static gboolean
run (Split *self, const KontorRow *row, KontorUndoFlags flags, gint64 *entry, GError **error)
{
  g_autofree char *title = kontor_fields_dup_title (row->fields);
  g_autofree char *args = kontor_duplicates_make_args (title, 1);
  KontorActInfo info = { "split", self->entity, KONTOR_ORIGIN_USER, args };
  g_autoptr (KontorCarried) carried
      = kontor_carried_parse (kontor_store_get_schema (self->store),
                              kontor_fields_get_text (row->fields, KONTOR_CARRIED_OVER));

  self->act = kontor_act_begin (self->store, &info, error);
  if (self->act == NULL)
    return FALSE;
  if (split (self, carried, flags, error))
    return kontor_act_commit (self->act, entry, error);
  kontor_act_cancel (self->act);
  return FALSE;
}

gboolean
kontor_duplicates_split (KontorStore *store,
                         const KontorEntity *entity,
                         const KontorId *id,
                         KontorUndoFlags flags,
                         gint64 *entry,
                         GArray *kept,
                         GError **error)
{
  Split self = { .entity = entity, .store = store, .loser = *id, .kept = kept };
  g_auto (KontorRow) row = { 0 };

  if (!kontor_row_load (kontor_store_get_database (store), entity, id, &row, error))
    return FALSE;
  if (!kontor_duplicates_can_merge (entity)
      || !kontor_fields_get_ref (row.fields, KONTOR_MERGED_INTO, &self.winner))
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND,
                           "the record was not merged");
      return FALSE;
    }
  return run (&self, &row, flags, entry, error);
}

GPtrArray *
kontor_duplicates_list_merged (KontorStore *store,
                               const KontorEntity *entity,
                               const KontorId *id,
                               GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT rowid FROM \"%s\" WHERE merged_into = ?1 AND deleted_at IS NOT NULL ORDER BY rowid",
      entity->name);
  KontorStatement *statement
      = kontor_database_prepare (kontor_store_get_database (store), sql, error);
  g_autoptr (GArray) rowids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean row = TRUE;

  if (statement == NULL)
    return NULL;
  kontor_statement_bind_id (statement, 1, id);
  while (row)
    {
      gint64 rowid;

      if (!kontor_statement_step (statement, &row, error))
        return NULL;
      rowid = row ? kontor_statement_get_int (statement, 0) : 0;
      if (row)
        g_array_append_val (rowids, rowid);
    }
  for (guint i = 0; i < rowids->len; i++)
    {
      KontorRecord *record
          = kontor_store_get_row (store, entity, g_array_index (rowids, gint64, i), error);

      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
    }
  return g_steal_pointer (&records);
}
