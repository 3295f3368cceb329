/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-remote.h"

#include "model/kontor-wire.h"
#include "store/kontor-act-private.h"
#include "store/kontor-store-private.h"

struct _KontorRemote
{
  KontorStore *store;
  KontorAct *act;
  gboolean alone;
};

KontorRemote *
kontor_remote_begin (KontorStore *store, gboolean logged, GError **error)
{
  KontorAct *act = kontor_act_begin_remote (store, logged, error);
  KontorRemote *self;

  if (act == NULL)
    return NULL;
  self = g_new (KontorRemote, 1);
  *self = (KontorRemote) { store, act, FALSE };
  return self;
}

/* The lock is asked for inside the transaction, so that no bulk act comes to ask for it meanwhile,
 * and fails. */
KontorRemote *
kontor_remote_begin_alone (KontorStore *store, GError **error)
{
  g_autoptr (KontorRemote) self = NULL;

  if (!kontor_store_recover (store, error))
    return NULL;
  self = kontor_remote_begin (store, TRUE, error);
  if (self == NULL || !kontor_store_lock_bulk (store, error))
    return NULL;
  self->alone = TRUE;
  if (!kontor_store_has_open_entry (store))
    return g_steal_pointer (&self);
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_BUSY, "a bulk change has just ended halfway");
  return NULL;
}

static void
free_remote (KontorRemote *self)
{
  if (self->alone)
    kontor_store_unlock_bulk (self->store);
  g_free (self);
}

gboolean
kontor_remote_commit (KontorRemote *self, GError **error)
{
  gboolean done = kontor_act_commit (self->act, NULL, error);

  free_remote (self);
  return done;
}

void
kontor_remote_cancel (KontorRemote *self)
{
  kontor_act_cancel (self->act);
  free_remote (self);
}

static KontorStatement *
prepare (KontorRemote *self, const char *sql, GError **error)
{
  return kontor_database_prepare (self->store->database, sql, error);
}

/* Nobody (the null id) where the server has not said whose it is. */
static gboolean
find_member (KontorRemote *self, guint32 device, KontorId *member, GError **error)
{
  KontorStatement *statement
      = prepare (self, "SELECT member FROM remote_device WHERE device = ?1", error);
  gboolean row;

  *member = (KontorId) { 0 };
  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, device);
  if (!kontor_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    {
      kontor_statement_get_id (statement, 0, member);
      kontor_statement_reset (statement);
    }
  return TRUE;
}

gboolean
kontor_remote_set_author (KontorRemote *self, guint32 device, gint64 time, GError **error)
{
  KontorId member;

  return find_member (self, device, &member, error)
         && kontor_act_set_author (self->act, &member, device, time, error);
}

gboolean
kontor_remote_set_member (KontorRemote *self,
                          guint32 device,
                          const KontorId *member,
                          GError **error)
{
  KontorStatement *statement = prepare (
      self, "INSERT INTO remote_device VALUES (?1, ?2) ON CONFLICT DO UPDATE SET member = ?2",
      error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, device);
  kontor_statement_bind_id (statement, 2, member);
  return kontor_statement_run (statement, error);
}

gboolean
kontor_remote_load (KontorRemote *self,
                    const KontorEntity *entity,
                    const KontorId *id,
                    KontorRow *row,
                    GError **error)
{
  g_autoptr (GError) own = NULL;

  if (kontor_row_load (self->store->database, entity, id, row, &own)
      || g_error_matches (own, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&own));
  return FALSE;
}

gboolean
kontor_remote_insert (KontorRemote *self,
                      const KontorId *id,
                      KontorFields *fields,
                      gint64 version,
                      GBytes *stamps,
                      GError **error)
{
  g_auto (KontorRow) row = { .id = *id, .version = version, .fields = fields };

  if (stamps != NULL)
    row.stamps = g_bytes_ref (stamps);
  return kontor_act_insert_row (self->act, &row, error);
}

/* Everything there is to a record: what it does not have is cleared. */
static KontorFields *
complete (const KontorFields *view, const KontorFields *present)
{
  const KontorEntity *entity = kontor_fields_get_entity (view);
  KontorFields *whole = kontor_fields_copy (view);
  g_autofree const char **keys = kontor_fields_list_extra (present);

  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    if (kontor_fields_get (whole, i) == NULL)
      kontor_fields_take (whole, i, KONTOR_VALUE_NONE);
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    if (kontor_fields_get_extra (whole, keys[i]) == NULL)
      kontor_fields_set_extra (whole, keys[i], "null");
  return whole;
}

gboolean
kontor_remote_show (KontorRemote *self, KontorRow *row, const KontorFields *view, GError **error)
{
  g_autoptr (KontorFields) whole = complete (view, row->fields);

  return kontor_act_change_row (self->act, row, whole, error);
}

gboolean
kontor_remote_set_version (KontorRemote *self,
                           KontorRow *row,
                           gint64 version,
                           GBytes *stamps,
                           GError **error)
{
  gboolean is_same = row->stamps == NULL || stamps == NULL ? row->stamps == stamps
                                                           : g_bytes_equal (row->stamps, stamps);

  /* What a device has sent comes back to it, mostly as it is there already. */
  if (row->version == version && is_same)
    return TRUE;
  return kontor_row_set_stamps (self->store->database, kontor_fields_get_entity (row->fields),
                                row->rowid, version, stamps, error);
}

gboolean
kontor_remote_delete (KontorRemote *self, KontorRow *row, GError **error)
{
  return kontor_act_delete_row (self->act, row, error);
}

gboolean
kontor_remote_take_back (KontorRemote *self,
                         KontorRow *row,
                         const KontorFields *before,
                         GError **error)
{
  return kontor_act_take_back (self->act, row, before, error);
}

KontorFields *
kontor_remote_get_confirmed (KontorRemote *self,
                             const KontorEntity *entity,
                             const KontorId *id,
                             gint64 *n,
                             GError **error)
{
  KontorStatement *statement
      = prepare (self, "SELECT n, fields FROM confirmed WHERE id = ?1", error);
  KontorFields *fields;
  gboolean row;

  if (statement == NULL)
    return NULL;
  kontor_statement_bind_id (statement, 1, id);
  if (!kontor_statement_step (statement, &row, error) || !row)
    return NULL;
  *n = kontor_statement_get_int (statement, 0);
  fields = kontor_fields_parse_json (entity, kontor_statement_get_text (statement, 1), -1, error);
  kontor_statement_reset (statement);
  return fields;
}

gboolean
kontor_remote_set_confirmed (KontorRemote *self,
                             const KontorId *id,
                             const KontorFields *fields,
                             gint64 n,
                             GError **error)
{
  KontorStatement *statement
      = prepare (self, "INSERT OR REPLACE INTO confirmed VALUES (?1, ?2, ?3)", error);
  g_autofree char *json = kontor_fields_dup_json (fields);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_id (statement, 1, id);
  kontor_statement_bind_int (statement, 2, n);
  kontor_statement_bind_text (statement, 3, json);
  return kontor_statement_run (statement, error);
}

gboolean
kontor_remote_forget_numbers (KontorRemote *self, GError **error)
{
  return kontor_database_exec (self->store->database, "UPDATE confirmed SET n = 0", error);
}

gboolean
kontor_remote_drop_confirmed (KontorRemote *self, const KontorId *id, GError **error)
{
  KontorStatement *statement = prepare (self, "DELETE FROM confirmed WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_id (statement, 1, id);
  return kontor_statement_run (statement, error);
}

static gboolean
run_with_ids (KontorRemote *self,
              const char *sql,
              const KontorId *old,
              const KontorId *id,
              GError **error)
{
  KontorStatement *statement = prepare (self, sql, error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_id (statement, 1, old);
  kontor_statement_bind_id (statement, 2, id);
  return kontor_statement_run (statement, error);
}

static gboolean
rename_in_rows (KontorRemote *self, const KontorId *old, const KontorId *id, GError **error)
{
  const KontorSchema *schema = self->store->schema;

  for (guint i = 0; i < schema->n_entities; i++)
    for (guint j = 0; j <= schema->entities[i]->n_fields; j++)
      {
        const KontorEntity *entity = schema->entities[i];
        const char *column = j == entity->n_fields ? "id" : entity->fields[j].name;
        g_autofree char *sql = NULL;

        if (j < entity->n_fields && entity->fields[j].type != KONTOR_REF)
          continue;
        sql = g_strdup_printf ("UPDATE \"%s\" SET \"%s\" = ?2 WHERE \"%s\" = ?1", entity->name,
                               column, column);
        if (!run_with_ids (self, sql, old, id, error))
          return FALSE;
      }
  return TRUE;
}

/* Values in payloads are JSON, where an id can stand only as itself. */
static gboolean
rename_in_payloads (KontorRemote *self, const KontorId *old, const KontorId *id, GError **error)
{
  KontorStatement *statement = prepare (
      self,
      "UPDATE journal_op SET payload = replace (payload, ?1, ?2) WHERE instr (payload, ?1) > 0",
      error);
  char from[KONTOR_ID_TEXT_SIZE], to[KONTOR_ID_TEXT_SIZE];

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_text (statement, 1, kontor_id_to_text (old, from));
  kontor_statement_bind_text (statement, 2, kontor_id_to_text (id, to));
  return kontor_statement_run (statement, error);
}

gboolean
kontor_remote_rename (KontorRemote *self, const KontorId *old, const KontorId *id, GError **error)
{
  kontor_act_note_everything (self->act);
  return rename_in_rows (self, old, id, error) && rename_in_payloads (self, old, id, error)
         && run_with_ids (self, "UPDATE journal_op SET id = ?2 WHERE id = ?1", old, id, error)
         && run_with_ids (self, "UPDATE journal_entry SET author = ?2 WHERE author = ?1", old, id,
                          error)
         && run_with_ids (self, "INSERT OR REPLACE INTO alias (old, new) VALUES (?1, ?2)", old, id,
                          error);
}
