/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-act-private.h"
#include "store/kontor-bulk-lock.h"
#include "store/kontor-journal-private.h"
#include "store/kontor-outbox.h"
#include "store/kontor-payload.h"
#include "store/kontor-remote.h"

#define STEP 2000

/* Taking one entry back. */
typedef struct
{
  KontorStore *store;
  KontorRemote *remote; /* one step, in which also goes what the server has said since */
  gint64 entry;
  gint64 below;        /* operations from here on have been looked at */
  guint left;          /* of them, with what others built on */
  gint64 touched_from; /* operations of others from here on have not been looked at */
  GHashTable *wanted;  /* ids of records it made to which something of others may refer */
} Recovery;

/* The last operations of an open entry, newest first. */
static GArray *
read_last_ops (KontorStore *store, gint64 entry, gint64 below, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      store->database,
      "SELECT " KONTOR_OP_COLUMNS " FROM journal_op WHERE entry = ?1 AND op < ?2 "
      "ORDER BY op DESC LIMIT ?3",
      error);

  if (statement == NULL)
    return NULL;
  kontor_statement_bind_int (statement, 1, entry);
  kontor_statement_bind_int (statement, 2, below);
  kontor_statement_bind_int (statement, 3, STEP);
  return kontor_op_read_all (statement, store, error);
}

/* Finds what others may have built on, and what that stands on in turn. They are asked for what they
 * have written since the entry began, or since the last step: its own operations there are gone
 * then, and theirs have come after what is left. */
static gboolean
find_wanted (Recovery *self, GError **error)
{
  g_autoptr (GArray) places
      = kontor_journal_list_touched (self->store, self->touched_from, self->entry, G_MAXINT, error);
  guint n_touched;

  if (places == NULL)
    return FALSE;
  n_touched = places->len;
  for (guint i = 0; i < places->len; i++)
    {
      KontorPlace place = g_array_index (places, KontorPlace, i);
      gboolean is_new
          = i < n_touched || g_hash_table_add (self->wanted, kontor_id_copy (&place.id));

      if (place.entity != NULL && is_new
          && !kontor_journal_list_targets (self->store, self->entry, &place, places, error))
        return FALSE;
    }
  return TRUE;
}

static char *
dup_referring_sql (gconstpointer subject, guint64 field)
{
  const KontorEntity *user = subject;

  return g_strdup_printf ("SELECT count (*) FROM (SELECT 1 FROM \"%s\" WHERE \"%s\" = ?1 LIMIT 1)",
                          user->name, user->fields[field].name);
}

static gboolean
find_referring_by (Recovery *self,
                   const KontorEntity *user,
                   guint field,
                   const KontorId *id,
                   gboolean *found,
                   GError **error)
{
  KontorStatement *statement
      = kontor_database_prepare_for (self->store->database, dup_referring_sql, user, field, error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_id (statement, 1, id);
  if (!kontor_statement_step (statement, found, error))
    return FALSE;
  *found = kontor_statement_get_int (statement, 0) > 0;
  kontor_statement_reset (statement);
  return TRUE;
}

/* Whether something still refers to @op's record, in the trash or not. What the entry made itself
 * has gone before, as it is taken back from its end. */
static gboolean
find_referring (Recovery *self, const KontorOp *op, gboolean *found, GError **error)
{
  const KontorSchema *schema = self->store->schema;

  *found = FALSE;
  for (guint i = 0; i < schema->n_entities; i++)
    for (guint j = 0; j < schema->entities[i]->n_fields && !*found; j++)
      {
        const KontorField *field = &schema->entities[i]->fields[j];

        if (field->type == KONTOR_REF && g_str_equal (field->target, op->entity->name)
            && !find_referring_by (self, schema->entities[i], j, &op->id, found, error))
          return FALSE;
      }
  return TRUE;
}

static gboolean
get_confirmed (Recovery *self, const KontorOp *op, KontorFields **confirmed, GError **error)
{
  GError *own = NULL;
  gint64 n;

  *confirmed = kontor_remote_get_confirmed (self->remote, op->entity, &op->id, &n, &own);
  if (own != NULL)
    g_propagate_error (error, own);
  return own == NULL;
}

static void
remove_fields (KontorFields *from, const KontorFields *fields)
{
  g_autofree const char **keys = kontor_fields_list_extra (fields);

  for (guint64 rest = kontor_fields_get_mask (fields); rest != 0; rest &= rest - 1)
    kontor_fields_remove (from, (guint) __builtin_ctzll (rest));
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    kontor_fields_set_extra (from, keys[i], NULL);
}

/* Takes out of @fields what an operation before @op waits to set: what the server has said of that is
 * to be seen once it is answered. A group is in an operation with all its fields. */
static gboolean
remove_waiting (Recovery *self, const KontorOp *op, KontorFields *fields, GError **error)
{
  KontorStatement *statement
      = kontor_database_prepare (self->store->database,
                                 "SELECT payload FROM journal_op WHERE id = ?1 AND op < ?2 "
                                 "AND state = 1 AND kind = 2",
                                 error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_id (statement, 1, &op->id);
  kontor_statement_bind_int (statement, 2, op->op);
  while (kontor_statement_step (statement, &row, error))
    {
      g_autoptr (KontorFields) waiting = NULL;

      if (!row)
        return TRUE;
      if (!kontor_payload_read (kontor_statement_get_text (statement, 0), op->entity, NULL,
                                &waiting, error))
        {
          kontor_statement_reset (statement);
          return FALSE;
        }
      remove_fields (fields, waiting);
    }
  return FALSE;
}

/* While the operation waited, what the server sent was kept out of sight: without it that is what
 * the row has to show, or it would be another one here than everywhere else. */
static gboolean
show_confirmed (Recovery *self,
                const KontorOp *op,
                KontorRow *row,
                const KontorFields *before,
                const KontorFields *confirmed,
                GError **error)
{
  g_autoptr (KontorFields) view = kontor_fields_copy (row->fields);
  g_autoptr (KontorFields) hidden = kontor_fields_copy (before);
  g_autofree const char **keys = NULL;

  if (!remove_waiting (self, op, hidden, error))
    return FALSE;
  for (guint64 rest = kontor_fields_get_mask (hidden); rest != 0; rest &= rest - 1)
    {
      guint index = (guint) __builtin_ctzll (rest);
      const KontorValue *value = kontor_fields_get (confirmed, index);

      kontor_fields_take (view, index,
                          value == NULL ? KONTOR_VALUE_NONE : kontor_value_copy (value));
    }
  keys = kontor_fields_list_extra (hidden);
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    kontor_fields_set_extra (view, keys[i], kontor_fields_get_extra (confirmed, keys[i]));
  return kontor_remote_show (self->remote, row, view, error);
}

static gboolean
take_back_update (Recovery *self,
                  const KontorOp *op,
                  KontorRow *row,
                  const KontorFields *confirmed,
                  GError **error)
{
  g_autoptr (KontorFields) before = NULL;

  return kontor_payload_read (op->payload, op->entity, &before, NULL, error)
         && kontor_remote_take_back (self->remote, row, before, error)
         && (confirmed == NULL || show_confirmed (self, op, row, before, confirmed, error));
}

static gboolean
drop_confirmed (Recovery *self, const KontorOp *op, GError **error)
{
  g_autoptr (GArray) ops = kontor_outbox_list_record (self->store, &op->id, error);

  return ops != NULL
         && (ops->len > 0 || kontor_remote_drop_confirmed (self->remote, &op->id, error));
}

static gboolean
delete_op (KontorStore *store, gint64 op, GError **error)
{
  KontorStatement *statement
      = kontor_database_prepare (store->database, "DELETE FROM journal_op WHERE op = ?1", error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, op);
  return kontor_statement_run (statement, error);
}

static gboolean
take_back (Recovery *self, const KontorOp *op, GError **error)
{
  g_auto (KontorRow) row = { 0 };
  g_autoptr (KontorFields) confirmed = NULL;
  gboolean done = TRUE;

  if (!kontor_remote_load (self->remote, op->entity, &op->id, &row, error)
      || !get_confirmed (self, op, &confirmed, error))
    return FALSE;
  /* Of a row whose creation was refused since, nothing is left; one that the server has stays. */
  if (row.fields != NULL && op->kind == KONTOR_OP_UPDATE)
    done = take_back_update (self, op, &row, confirmed, error);
  else if (row.fields != NULL && confirmed == NULL)
    done = kontor_remote_delete (self->remote, &row, error);
  return done && delete_op (self->store, op->op, error)
         && (confirmed == NULL || drop_confirmed (self, op, error));
}

/* By others; or by the entry itself in an operation that stays, as others have built on that: what was
 * taken back already is in the journal no more. */
static gboolean
find_built_on (Recovery *self, const KontorOp *op, gboolean *built_on, GError **error)
{
  gint64 later = kontor_journal_find_later (self->store, op, 0, error);

  *built_on = later > 0;
  if (later < 0)
    return FALSE;
  return later > 0 || op->kind != KONTOR_OP_INSERT || !g_hash_table_contains (self->wanted, &op->id)
         || find_referring (self, op, built_on, error);
}

/* What somebody has built on since stays, and stays in the journal. */
static gboolean
take_back_op (Recovery *self, const KontorOp *op, GError **error)
{
  gboolean built_on = TRUE;

  if (op->entity != NULL && !find_built_on (self, op, &built_on, error))
    return FALSE;
  if (!built_on)
    return take_back (self, op, error);
  self->left++;
  return TRUE;
}

static gboolean
end_entry (KontorStore *store, gint64 entry, guint left, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      store->database,
      left == 0 ? "DELETE FROM journal_entry WHERE entry = ?1"
                : "UPDATE journal_entry SET state = 1, count = ?2, "
                  "first_op = (SELECT min (op) FROM journal_op WHERE entry = ?1), "
                  "last_op = (SELECT max (op) FROM journal_op WHERE entry = ?1) WHERE entry = ?1",
      error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, entry);
  if (left > 0)
    kontor_statement_bind_int (statement, 2, left);
  return kontor_statement_run (statement, error);
}

static gboolean
run_step (Recovery *self, gboolean *done, GError **error)
{
  g_autoptr (GArray) ops = read_last_ops (self->store, self->entry, self->below, error);

  /* Whose it is what the server has said meanwhile was not kept: nobody's. */
  if (ops == NULL || !find_wanted (self, error)
      || !kontor_remote_set_author (self->remote, 0, kontor_clock_now (self->store->clock), error))
    return FALSE;
  for (guint i = 0; i < ops->len; i++)
    {
      const KontorOp *op = &g_array_index (ops, KontorOp, i);

      if (!take_back_op (self, op, error))
        return FALSE;
      self->below = op->op;
    }
  self->touched_from = self->below;
  *done = ops->len < STEP;
  return !*done || end_entry (self->store, self->entry, self->left, error);
}

static gboolean
recover_in_steps (Recovery *self, GError **error)
{
  gboolean done = FALSE;

  while (!done)
    {
      self->remote = kontor_remote_begin (self->store, TRUE, error);
      if (self->remote == NULL)
        return FALSE;
      if (!run_step (self, &done, error))
        {
          kontor_remote_cancel (self->remote);
          return FALSE;
        }
      if (!kontor_remote_commit (self->remote, error))
        return FALSE;
      kontor_bulk_lock_give_way (self->store->bulk_lock);
    }
  return TRUE;
}

/* Each step commits, so that it can be interrupted and goes on next time. */
static gboolean
recover_entry (KontorStore *store, gint64 entry, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT first_op FROM journal_entry WHERE entry = %" G_GINT64_FORMAT, entry);
  g_autoptr (GHashTable) wanted
      = g_hash_table_new_full (kontor_id_hash, kontor_id_equal_func, g_free, NULL);
  Recovery self = {
    .store = store,
    .entry = entry,
    .below = G_MAXINT64,
    .touched_from = kontor_database_get_int (store->database, sql, 0),
    .wanted = wanted,
  };

  return recover_in_steps (&self, error);
}

/* The oldest one, 0 where there is none. */
static gint64
find_open_entry (KontorStore *store)
{
  return kontor_database_get_int (store->database,
                                  "SELECT min (entry) FROM journal_entry WHERE state = 0", 0);
}

gboolean
kontor_store_has_open_entry (KontorStore *self)
{
  return find_open_entry (self) != 0;
}

gboolean
kontor_store_recover (KontorStore *self, GError **error)
{
  gboolean done = TRUE;
  gint64 entry;

  if (find_open_entry (self) == 0)
    return TRUE;
  /* Whoever holds the lock is still at it. */
  if (!kontor_store_lock_bulk (self, NULL))
    return TRUE;
  while (done && (entry = find_open_entry (self)) != 0)
    done = recover_entry (self, entry, error);
  kontor_store_unlock_bulk (self);
  return done;
}
