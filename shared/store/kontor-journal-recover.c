/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-act-private.h"
#include "store/kontor-journal-private.h"
#include "store/kontor-payload.h"

#define STEP 2000

/* The last operations of an open entry, newest first. */
static GArray *
read_last_ops (KontorStore *store, gint64 entry, gint64 below, GError **error)
{
  g_autoptr (GArray) ops = g_array_new (FALSE, FALSE, sizeof (KontorOp));
  KontorStatement *statement = kontor_database_prepare (
      store->database,
      "SELECT " KONTOR_OP_COLUMNS " FROM journal_op WHERE entry = ?1 AND op < ?2 "
      "ORDER BY op DESC LIMIT ?3",
      error);
  gboolean row;

  g_array_set_clear_func (ops, (GDestroyNotify) kontor_op_clear);
  if (statement == NULL)
    return NULL;
  kontor_statement_bind_int (statement, 1, entry);
  kontor_statement_bind_int (statement, 2, below);
  kontor_statement_bind_int (statement, 3, STEP);
  while (TRUE)
    {
      KontorOp op = { 0 };

      if (!kontor_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&ops);
      kontor_op_read (statement, store, &op);
      g_array_append_val (ops, op);
    }
}

static gboolean
put_back (KontorStore *store, const KontorOp *op, KontorRow *row, GError **error)
{
  g_autoptr (KontorFields) before = NULL, present = kontor_fields_copy (row->fields);
  g_autofree const char **keys = NULL;
  guint64 mask;

  if (!kontor_payload_read (op->payload, op->entity, &before, NULL, error))
    return FALSE;
  mask = kontor_fields_get_mask (before);
  keys = kontor_fields_list_extra (before);
  for (guint i = 0; i < kontor_entity_get_n_fields (op->entity); i++)
    if ((mask >> i & 1) != 0)
      kontor_fields_set (row->fields, i, kontor_fields_get (before, i));
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    kontor_fields_set_extra (row->fields, keys[i], kontor_fields_get_extra (before, keys[i]));
  kontor_search_index_note (store->search_index, row, present);
  return kontor_row_update (store->database, row, mask, keys != NULL, error);
}

static gboolean
take_back (KontorStore *store, const KontorOp *op, GError **error)
{
  g_auto (KontorRow) row = { 0 };

  if (!kontor_row_load (store->database, op->entity, &op->id, &row, error))
    return FALSE;
  if (op->kind == KONTOR_OP_UPDATE)
    return put_back (store, op, &row, error);
  /* What it belonged to is written anew without it. */
  kontor_search_index_note (store->search_index, &row, row.fields);
  return kontor_search_index_remove (store->search_index, op->entity, row.rowid, error)
         && kontor_row_delete (store->database, op->entity, row.rowid, error);
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

/* What somebody has built on since stays, and stays in the journal. */
static gboolean
take_back_op (KontorStore *store, const KontorOp *op, guint *left, GError **error)
{
  gint64 later = op->entity == NULL ? 0 : kontor_journal_find_later (store, op, error);

  if (later < 0)
    return FALSE;
  if (later > 0 || op->entity == NULL)
    {
      *left += 1;
      return TRUE;
    }
  return take_back (store, op, error) && delete_op (store, op->op, error);
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

/* In steps that each commit, so that it can be interrupted and goes on next time. */
static gboolean
recover_step (KontorStore *store,
              gint64 entry,
              gint64 *below,
              guint *left,
              gboolean *done,
              GError **error)
{
  g_autoptr (GArray) ops = read_last_ops (store, entry, *below, error);

  if (ops == NULL)
    return FALSE;
  for (guint i = 0; i < ops->len; i++)
    {
      const KontorOp *op = &g_array_index (ops, KontorOp, i);

      if (!take_back_op (store, op, left, error))
        return FALSE;
      *below = op->op;
    }
  *done = ops->len < STEP;
  return (!*done || end_entry (store, entry, *left, error))
         && kontor_search_index_flush (store->search_index, error);
}

static gboolean
recover_entry (KontorStore *store, gint64 entry, GError **error)
{
  gint64 below = G_MAXINT64;
  gboolean done = FALSE;
  guint left = 0;

  while (!done)
    {
      if (!kontor_database_begin (store->database, error))
        return FALSE;
      if (!recover_step (store, entry, &below, &left, &done, error)
          || !kontor_database_commit (store->database, error))
        {
          kontor_search_index_forget (store->search_index);
          kontor_database_rollback (store->database);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
kontor_store_recover (KontorStore *self, GError **error)
{
  static const char sql[] = "SELECT min (entry) FROM journal_entry WHERE state = 0";
  gboolean done = TRUE;

  if (kontor_database_get_int (self->database, sql, 0) == 0)
    return TRUE;
  /* Whoever holds the lock is still at it. */
  if (!kontor_store_lock_bulk (self, NULL))
    return TRUE;
  while (done && kontor_database_get_int (self->database, sql, 0) != 0)
    done = recover_entry (self, kontor_database_get_int (self->database, sql, 0), error);
  kontor_store_unlock_bulk (self);
  return done;
}
