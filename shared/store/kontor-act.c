/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-act-private.h"

#include "store/kontor-bulk-lock.h"
#include "store/kontor-payload.h"
#include "store/kontor-store-private.h"

struct _KontorAct
{
  KontorStore *store;
  gint64 entry; /* 0 while a remote one has not written anything */
  gint64 time;
  gint64 first_op, last_op;
  guint group;
  guint count;
  KontorId author; /* and the device: who wrote what is written */
  guint32 device;
  gboolean remote;
  gboolean undoes;   /* another entry, which is undone also where nothing had to be written */
  gboolean unlogged; /* rows that it makes are no history */
  gboolean checkpointed;
  KontorChangeSet *changes;
};

static gint64
begin_entry (KontorAct *self, const KontorActInfo *info, gint64 undoes, GError **error)
{
  KontorStore *store = self->store;
  KontorStatement *statement = kontor_database_prepare (
      store->database,
      "INSERT INTO journal_entry (time, author, device, origin, verb, entity, args, undoes) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
      error);

  if (statement == NULL)
    return 0;
  kontor_statement_bind_int (statement, 1, self->time);
  kontor_statement_bind_id (statement, 2, &self->author);
  kontor_statement_bind_int (statement, 3, self->device);
  kontor_statement_bind_int (statement, 4, info->origin);
  kontor_statement_bind_text (statement, 5, info->verb);
  kontor_statement_bind_text (statement, 6, info->entity == NULL ? "" : info->entity->name);
  kontor_statement_bind_text (statement, 7, info->args);
  kontor_statement_bind_int (statement, 8, undoes);
  if (!kontor_statement_run (statement, error))
    return 0;
  return kontor_database_get_last_rowid (store->database);
}

static KontorAct *
begin_act (KontorStore *store, GError **error)
{
  KontorAct *self;

  if (!kontor_database_begin (store->database, error))
    return NULL;
  /* Without them it would be written as if no server were known, and never sent. */
  if (!kontor_store_read_settings (store, error))
    {
      kontor_database_rollback (store->database);
      return NULL;
    }
  self = g_new0 (KontorAct, 1);
  self->store = store;
  self->time = kontor_clock_now (store->clock);
  self->author = store->me;
  self->device = store->device;
  self->changes = kontor_change_set_new ();
  return self;
}

KontorAct *
kontor_act_begin_remote (KontorStore *store, gboolean logged, GError **error)
{
  KontorAct *self = begin_act (store, error);

  if (self == NULL)
    return NULL;
  self->remote = TRUE;
  self->unlogged = !logged;
  return self;
}

KontorAct *
kontor_act_begin_undo (KontorStore *store, const KontorActInfo *info, gint64 undoes, GError **error)
{
  KontorAct *self = begin_act (store, error);

  if (self == NULL)
    return NULL;
  self->undoes = undoes != 0;
  self->entry = begin_entry (self, info, undoes, error);
  if (self->entry == 0)
    {
      kontor_act_cancel (self);
      return NULL;
    }
  return self;
}

KontorAct *
kontor_act_begin (KontorStore *store, const KontorActInfo *info, GError **error)
{
  return kontor_act_begin_undo (store, info, 0, error);
}

KontorStore *
kontor_act_get_store (KontorAct *self)
{
  return self->store;
}

gint64
kontor_act_get_entry (KontorAct *self)
{
  return self->entry;
}

gboolean
kontor_row_is_live (const KontorRow *row)
{
  int deleted_at = kontor_entity_get_deleted_at (kontor_fields_get_entity (row->fields));

  return kontor_value_is_none (kontor_fields_get (row->fields, deleted_at));
}

/* What the server brings has an entry once it changes something. */
static gboolean
ensure_entry (KontorAct *self, const KontorEntity *entity, GError **error)
{
  const KontorActInfo info = { "receive", entity, KONTOR_ORIGIN_REMOTE, NULL };

  if (self->entry == 0)
    self->entry = begin_entry (self, &info, 0, error);
  return self->entry != 0;
}

static gboolean
write_op (KontorAct *self,
          const KontorRow *row,
          int kind,
          guint64 mask,
          const char *payload,
          GError **error)
{
  KontorStore *store = self->store;
  const KontorEntity *entity = kontor_fields_get_entity (row->fields);
  KontorStatement *statement;
  gint64 number;

  number = kontor_store_get_name_number (store, entity, error);
  if (number == 0 || !ensure_entry (self, entity, error))
    return FALSE;
  statement = kontor_database_prepare (
      store->database,
      "INSERT INTO journal_op (entry, grp, entity, id, kind, mask, payload, state) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
      error);
  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, self->entry);
  kontor_statement_bind_int (statement, 2, self->group);
  kontor_statement_bind_int (statement, 3, number);
  kontor_statement_bind_id (statement, 4, &row->id);
  kontor_statement_bind_int (statement, 5, kind);
  kontor_statement_bind_int (statement, 6, mask);
  kontor_statement_bind_text (statement, 7, payload);
  kontor_statement_bind_int (
      statement, 8, store->connected && !self->remote ? KONTOR_OP_WAITING : KONTOR_OP_LOCAL);
  if (!kontor_statement_run (statement, error))
    return FALSE;
  self->last_op = kontor_database_get_last_rowid (store->database);
  if (self->first_op == 0)
    self->first_op = self->last_op;
  self->count++;
  return TRUE;
}

/* Links are named after what they join, so that the same link made twice is one. */
static KontorId
make_id (KontorAct *self, const KontorFields *fields)
{
  const KontorEntity *entity = kontor_fields_get_entity (fields);
  KontorId ends[2];
  guint n_ends = 0;

  if ((entity->flags & KONTOR_LINK) == 0)
    return kontor_id_source_next (&self->store->ids);
  for (guint i = 0; i < entity->n_fields && n_ends < 2; i++)
    {
      const KontorValue *value = kontor_fields_get (fields, i);

      if (value != NULL && value->type == KONTOR_REF)
        ends[n_ends++] = value->id;
    }
  if (n_ends < 2)
    return kontor_id_source_next (&self->store->ids);
  return kontor_id_for_link (entity->name, &ends[0], &ends[1]);
}

gboolean
kontor_act_insert_row (KontorAct *self, KontorRow *row, GError **error)
{
  const KontorEntity *entity = kontor_fields_get_entity (row->fields);

  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    if (kontor_fields_get (row->fields, i) == NULL)
      kontor_fields_take (row->fields, i, KONTOR_VALUE_NONE);
  if (!kontor_row_insert (self->store->database, row, error)
      || (!self->unlogged && !write_op (self, row, KONTOR_OP_INSERT, 0, NULL, error)))
    return FALSE;
  kontor_search_index_note (self->store->search_index, row, NULL);
  kontor_change_set_add (self->changes, row, ~G_GUINT64_CONSTANT (0), TRUE);
  return TRUE;
}

static gboolean
revive_link (KontorAct *self, const KontorEntity *entity, const KontorId *id, GError **error)
{
  g_auto (KontorRow) row = { 0 };

  return kontor_row_load (self->store->database, entity, id, &row, error)
         && (kontor_row_is_live (&row) || kontor_act_set_life (self, &row, TRUE, error));
}

gboolean
kontor_act_insert (KontorAct *self,
                   const KontorId *id,
                   const KontorFields *fields,
                   KontorId *made,
                   GError **error)
{
  const KontorEntity *entity = kontor_fields_get_entity (fields);
  g_auto (KontorRow) row = { 0 };

  if (!kontor_fields_check (fields, TRUE, error))
    return FALSE;
  row.id = id != NULL ? *id : make_id (self, fields);
  if (made != NULL)
    *made = row.id;
  if ((entity->flags & KONTOR_LINK) != 0
      && kontor_row_find (self->store->database, entity, &row.id) != 0)
    return revive_link (self, entity, &row.id, error);
  row.fields = kontor_fields_copy (fields);
  return kontor_act_insert_row (self, &row, error);
}

static gboolean
is_same_extra (const KontorFields *fields, const char *key, const char *json)
{
  const char *present = kontor_fields_get_extra (fields, key);

  return g_strcmp0 (present == NULL ? "null" : present, json) == 0;
}

/* What of @changes differs from @row; a group changes as a whole, so that its fields go together. */
static void
pick_differences (const KontorRow *row,
                  const KontorFields *changes,
                  KontorFields *before,
                  KontorFields *after)
{
  const KontorEntity *entity = kontor_fields_get_entity (changes);
  guint64 given = kontor_fields_get_mask (changes), mask = 0;
  g_autofree const char **keys = kontor_fields_list_extra (changes);

  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    if ((given >> i & 1) != 0
        && !kontor_value_equal (kontor_fields_get (changes, i), kontor_fields_get (row->fields, i)))
      mask |= kontor_entity_get_group_mask (entity, kontor_entity_get_group (entity, i));
  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    {
      if ((mask >> i & 1) == 0)
        continue;
      kontor_fields_set (before, i, kontor_fields_get (row->fields, i));
      kontor_fields_set (after, i,
                         kontor_fields_get ((given >> i & 1) != 0 ? changes : row->fields, i));
    }
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      const char *json = kontor_fields_get_extra (changes, keys[i]);
      const char *present = kontor_fields_get_extra (row->fields, keys[i]);

      if (is_same_extra (row->fields, keys[i], json))
        continue;
      kontor_fields_set_extra (before, keys[i], present == NULL ? "null" : present);
      kontor_fields_set_extra (after, keys[i], json);
    }
}

static gboolean
apply (KontorRow *row, const KontorFields *after)
{
  const KontorEntity *entity = kontor_fields_get_entity (after);
  guint64 mask = kontor_fields_get_mask (after);
  g_autofree const char **keys = kontor_fields_list_extra (after);

  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    if ((mask >> i & 1) != 0)
      kontor_fields_set (row->fields, i, kontor_fields_get (after, i));
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    kontor_fields_set_extra (row->fields, keys[i], kontor_fields_get_extra (after, keys[i]));
  return keys != NULL;
}

/* The groups of the fields in @mask, each by its first field. */
static guint64
get_groups (const KontorEntity *entity, guint64 mask)
{
  guint64 groups = 0;

  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    if ((mask >> i & 1) != 0)
      groups |= G_GUINT64_CONSTANT (1) << kontor_entity_get_group (entity, i);
  return groups;
}

gboolean
kontor_act_change_row (KontorAct *self, KontorRow *row, const KontorFields *changes, GError **error)
{
  const KontorEntity *entity = kontor_fields_get_entity (changes);
  g_autoptr (KontorFields) before = kontor_fields_new (entity);
  g_autoptr (KontorFields) after = kontor_fields_new (entity);
  g_autofree char *payload = NULL;
  guint64 mask;
  gboolean extras;

  pick_differences (row, changes, before, after);
  if (kontor_fields_is_empty (after))
    return TRUE;
  /* What a newer Kontor wrote need not be valid here. */
  if (!self->remote && !kontor_fields_check (after, FALSE, error))
    return FALSE;
  payload = kontor_payload_write (before, after);
  mask = kontor_fields_get_mask (after);
  extras = apply (row, after);
  if (!kontor_row_update (self->store->database, row, mask, extras, error)
      || !write_op (self, row, KONTOR_OP_UPDATE, get_groups (entity, mask), payload, error))
    return FALSE;
  kontor_search_index_note (self->store->search_index, row, before);
  kontor_change_set_add (self->changes, row, mask, FALSE);
  return TRUE;
}

gboolean
kontor_act_update (KontorAct *self, const KontorId *id, const KontorFields *changes, GError **error)
{
  g_auto (KontorRow) row = { 0 };

  return kontor_row_load (self->store->database, kontor_fields_get_entity (changes), id, &row,
                          error)
         && kontor_act_change_row (self, &row, changes, error);
}

gboolean
kontor_act_set_life (KontorAct *self, KontorRow *row, gboolean live, GError **error)
{
  const KontorEntity *entity = kontor_fields_get_entity (row->fields);
  g_autoptr (KontorFields) changes = kontor_fields_new (entity);

  kontor_fields_take (changes, kontor_entity_get_deleted_at (entity),
                      live ? KONTOR_VALUE_NONE : kontor_value_integer (KONTOR_INSTANT, self->time));
  return kontor_act_change_row (self, row, changes, error);
}

static char *
dup_parts_sql (gconstpointer subject, guint64 field)
{
  const KontorEntity *part = subject;

  return g_strdup_printf ("SELECT id FROM \"%s\" WHERE \"%s\" = ?1 AND deleted_at IS ?2",
                          part->name, part->fields[field].name);
}

/* The ids of what belongs to @id by @field and went to the trash at @deleted_at, or lives where
 * that is 0. */
static GArray *
list_parts (KontorAct *self,
            const KontorEntity *part,
            guint field,
            const KontorId *id,
            gint64 deleted_at,
            GError **error)
{
  KontorStatement *statement
      = kontor_database_prepare_for (self->store->database, dup_parts_sql, part, field, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KontorId));
  KontorId found;
  gboolean row;

  if (statement == NULL)
    return NULL;
  kontor_statement_bind_id (statement, 1, id);
  if (deleted_at != 0)
    kontor_statement_bind_int (statement, 2, deleted_at);
  while (TRUE)
    {
      if (!kontor_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&ids);
      if (kontor_statement_get_id (statement, 0, &found))
        g_array_append_val (ids, found);
    }
}

typedef gboolean (*LifeFunc) (KontorAct *self,
                              const KontorEntity *entity,
                              const KontorId *id,
                              GError **error);

static gboolean
for_each_part (KontorAct *self,
               const KontorEntity *entity,
               const KontorId *id,
               gint64 deleted_at,
               LifeFunc func,
               GError **error)
{
  const KontorSchema *schema = self->store->schema;

  for (guint i = 0; i < schema->n_entities; i++)
    for (guint j = 0; j < schema->entities[i]->n_fields; j++)
      {
        const KontorEntity *part = schema->entities[i];
        const KontorField *field = &part->fields[j];
        g_autoptr (GArray) ids = NULL;

        if ((field->flags & KONTOR_PARENT) == 0 || !g_str_equal (field->target, entity->name))
          continue;
        ids = list_parts (self, part, j, id, deleted_at, error);
        if (ids == NULL)
          return FALSE;
        for (guint k = 0; k < ids->len; k++)
          if (!func (self, part, &g_array_index (ids, KontorId, k), error))
            return FALSE;
      }
  return TRUE;
}

gboolean
kontor_act_trash (KontorAct *self, const KontorEntity *entity, const KontorId *id, GError **error)
{
  g_auto (KontorRow) row = { 0 };

  if (!kontor_row_load (self->store->database, entity, id, &row, error))
    return FALSE;
  if (!kontor_row_is_live (&row))
    return TRUE;
  return for_each_part (self, entity, id, 0, kontor_act_trash, error)
         && kontor_act_set_life (self, &row, FALSE, error);
}

gboolean
kontor_act_restore (KontorAct *self, const KontorEntity *entity, const KontorId *id, GError **error)
{
  g_auto (KontorRow) row = { 0 };
  gint64 deleted_at;

  if (!kontor_row_load (self->store->database, entity, id, &row, error))
    return FALSE;
  if (kontor_row_is_live (&row))
    return TRUE;
  deleted_at = kontor_fields_get (row.fields, kontor_entity_get_deleted_at (entity))->integer;
  return kontor_act_set_life (self, &row, TRUE, error)
         && for_each_part (self, entity, id, deleted_at, kontor_act_restore, error);
}

void
kontor_act_next_group (KontorAct *self)
{
  self->group++;
}

static gboolean
write_entry (KontorAct *self, int state, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      self->store->database,
      "UPDATE journal_entry SET count = ?2, first_op = ?3, last_op = ?4, state = ?5 "
      "WHERE entry = ?1",
      error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, self->entry);
  kontor_statement_bind_int (statement, 2, self->count);
  kontor_statement_bind_int (statement, 3, self->first_op);
  kontor_statement_bind_int (statement, 4, self->last_op);
  kontor_statement_bind_int (statement, 5, state);
  return kontor_statement_run (statement, error);
}

static void
tell (KontorAct *self)
{
  KontorStore *store = self->store;

  if (store->listener != NULL && (self->changes->rows->len > 0 || self->changes->everything))
    store->listener (store, self->changes, store->listener_data);
  kontor_change_set_unref (self->changes);
  self->changes = kontor_change_set_new ();
}

/* The same second by the same device is one act. */
#define SAME_ACT 1000

gboolean
kontor_act_set_author (KontorAct *self,
                       const KontorId *author,
                       guint32 device,
                       gint64 time,
                       GError **error)
{
  if (device == self->device && ABS (time - self->time) <= SAME_ACT && self->entry != 0)
    return TRUE;
  if (self->entry != 0 && !write_entry (self, 1, error))
    return FALSE;
  self->author = *author;
  self->device = device;
  self->time = time;
  self->entry = 0;
  self->first_op = 0;
  self->last_op = 0;
  self->count = 0;
  return TRUE;
}

void
kontor_act_note_everything (KontorAct *self)
{
  self->changes->everything = TRUE;
  g_array_set_size (self->changes->rows, 0);
}

gboolean
kontor_act_delete_row (KontorAct *self, KontorRow *row, GError **error)
{
  const KontorEntity *entity = kontor_fields_get_entity (row->fields);
  KontorStore *store = self->store;

  /* What it belonged to is written anew without it. */
  kontor_search_index_note (store->search_index, row, row->fields);
  kontor_change_set_add (self->changes, row, ~G_GUINT64_CONSTANT (0), FALSE);
  return kontor_search_index_remove (store->search_index, entity, row->rowid, error)
         && kontor_row_delete (store->database, entity, row->rowid, error);
}

gboolean
kontor_act_take_back (KontorAct *self, KontorRow *row, const KontorFields *before, GError **error)
{
  g_autoptr (KontorFields) present = kontor_fields_copy (row->fields);
  guint64 mask = kontor_fields_get_mask (before);
  gboolean extras = apply (row, before);

  kontor_search_index_note (self->store->search_index, row, present);
  kontor_change_set_add (self->changes, row, mask, FALSE);
  return kontor_row_update (self->store->database, row, mask, extras, error);
}

static gboolean
write_out (KontorAct *self, int state, GError **error)
{
  if ((self->entry != 0 && !write_entry (self, state, error))
      || !kontor_search_index_flush (self->store->search_index, self->changes, error)
      || !kontor_database_commit (self->store->database, error))
    return FALSE;
  tell (self);
  return TRUE;
}

gboolean
kontor_act_checkpoint (KontorAct *self, GError **error)
{
  if (!self->checkpointed && !kontor_store_lock_bulk (self->store, error))
    return FALSE;
  self->checkpointed = TRUE;
  if (!write_out (self, 0, error))
    return FALSE;
  kontor_bulk_lock_give_way (self->store->bulk_lock);
  return kontor_database_begin (self->store->database, error);
}

gboolean
kontor_act_set_args (KontorAct *self, const char *args, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      self->store->database, "UPDATE journal_entry SET args = ?2 WHERE entry = ?1", error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, self->entry);
  kontor_statement_bind_text (statement, 2, args);
  return kontor_statement_run (statement, error);
}

static void
free_act (KontorAct *self)
{
  if (self->checkpointed)
    kontor_store_unlock_bulk (self->store);
  kontor_change_set_unref (self->changes);
  g_free (self);
}

/* Steps of merging the search tables after an act that was not a bulk one. Of those that bring what
 * the server has, many follow each other. */
#define MERGE_STEPS 4
#define MERGE_STEPS_REMOTE 1

/* What is written is: where this can't go on now, it does after the next act. */
static void
merge_search (KontorAct *self)
{
  guint left = self->remote ? MERGE_STEPS_REMOTE : MERGE_STEPS;
  gboolean done = FALSE;

  if (self->checkpointed)
    left = G_MAXUINT;
  while (!done && left-- > 0 && kontor_search_index_merge (self->store->search_index, &done, NULL))
    kontor_bulk_lock_give_way (self->store->bulk_lock);
}

gboolean
kontor_act_commit (KontorAct *self, gint64 *entry, GError **error)
{
  if (self->count == 0 && !self->remote && !self->undoes)
    {
      if (entry != NULL)
        *entry = 0;
      kontor_act_cancel (self);
      return TRUE;
    }
  if (entry != NULL)
    *entry = self->entry;
  if (!write_out (self, 1, error))
    {
      kontor_act_cancel (self);
      return FALSE;
    }
  merge_search (self);
  free_act (self);
  return TRUE;
}

void
kontor_act_cancel (KontorAct *self)
{
  kontor_database_rollback (self->store->database);
  kontor_search_index_forget (self->store->search_index);
  kontor_store_forget_name_numbers (self->store);
  if (self->checkpointed)
    {
      kontor_store_unlock_bulk (self->store);
      /* Where even this fails, the next program to open the file does it. */
      kontor_store_recover (self->store, NULL);
    }
  free_act (self);
}
