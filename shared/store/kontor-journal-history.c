/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-journal-private.h"

#include "store/kontor-act-private.h"
#include "store/kontor-payload.h"

void
kontor_change_free (KontorChange *self)
{
  g_clear_pointer (&self->entry, kontor_journal_entry_free);
  g_clear_pointer (&self->before, kontor_fields_free);
  g_clear_pointer (&self->after, kontor_fields_free);
  g_free (self);
}

/* The operations on a record after @op, newest first. */
static GArray *
read_record_ops (KontorStore *store, const KontorId *id, gint64 op, GError **error)
{
  g_autoptr (GArray) ops = g_array_new (FALSE, FALSE, sizeof (KontorOp));
  KontorStatement *statement = kontor_database_prepare (
      store->database,
      "SELECT " KONTOR_OP_COLUMNS " FROM journal_op WHERE id = ?1 AND op > ?2 ORDER BY op DESC",
      error);
  gboolean row;

  g_array_set_clear_func (ops, (GDestroyNotify) kontor_op_clear);
  if (statement == NULL)
    return NULL;
  kontor_statement_bind_id (statement, 1, id);
  kontor_statement_bind_int (statement, 2, op);
  while (TRUE)
    {
      KontorOp one = { 0 };

      if (!kontor_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&ops);
      kontor_op_read (statement, store, &one);
      g_array_append_val (ops, one);
    }
}

static gboolean
take_back (const KontorOp *op, KontorFields *fields, GError **error)
{
  g_autoptr (KontorFields) before = NULL;

  if (op->kind != KONTOR_OP_UPDATE)
    return TRUE;
  if (!kontor_payload_read (op->payload, op->entity, &before, NULL, error))
    return FALSE;
  kontor_fields_overlay (fields, before);
  return TRUE;
}

KontorFields *
kontor_journal_get_fields_after (KontorStore *store,
                                 const KontorEntity *entity,
                                 const KontorId *id,
                                 gint64 op,
                                 GError **error)
{
  g_auto (KontorRow) row = { 0 };
  g_autoptr (GArray) later = NULL;

  if (!kontor_row_load (store->database, entity, id, &row, error))
    return NULL;
  later = read_record_ops (store, id, op, error);
  if (later == NULL)
    return NULL;
  for (guint i = 0; i < later->len; i++)
    if (!take_back (&g_array_index (later, KontorOp, i), row.fields, error))
      return NULL;
  return g_steal_pointer (&row.fields);
}

static KontorChange *
make_change (KontorStore *store, const KontorOp *op, GError **error)
{
  g_autoptr (KontorChange) change = g_new0 (KontorChange, 1);

  change->kind = op->kind == KONTOR_OP_INSERT ? KONTOR_CHANGE_INSERT : KONTOR_CHANGE_UPDATE;
  change->entity = op->entity;
  change->id = op->id;
  change->op = op->op;
  change->group = op->group;
  change->refused = op->state == KONTOR_OP_REFUSED || op->state == KONTOR_OP_SETTLED;
  change->entry = kontor_journal_get (store, op->entry, error);
  if (change->entry == NULL)
    return NULL;
  /* The values of an insert that the server refused lie in its payload: the row is gone. */
  if (op->kind == KONTOR_OP_INSERT && op->payload == NULL)
    change->after = kontor_journal_get_fields_after (store, op->entity, &op->id, op->op, error);
  else if (!kontor_payload_read (op->payload, op->entity, &change->before, &change->after, error))
    return NULL;
  if (op->kind == KONTOR_OP_INSERT)
    g_clear_pointer (&change->before, kontor_fields_free);
  return change->after == NULL ? NULL : g_steal_pointer (&change);
}

static GPtrArray *
make_changes (KontorStore *store, GArray *ops, guint limit, GError **error)
{
  g_autoptr (GPtrArray) changes
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_change_free);

  for (guint i = 0; i < ops->len && i < limit; i++)
    {
      const KontorOp *op = &g_array_index (ops, KontorOp, i);
      KontorChange *change;

      if (op->entity == NULL)
        continue;
      change = make_change (store, op, error);
      if (change == NULL)
        return NULL;
      g_ptr_array_add (changes, change);
    }
  return g_steal_pointer (&changes);
}

GPtrArray *
kontor_journal_list_changes (KontorStore *store,
                             gint64 entry,
                             guint skip,
                             guint limit,
                             GError **error)
{
  g_autoptr (GArray) ops = kontor_journal_read_ops (store, entry, skip, limit, error);

  return ops == NULL ? NULL : make_changes (store, ops, limit, error);
}

/* An entry that is still open is not history yet. */
static void
drop_open_entries (KontorStore *store, GArray *ops)
{
  if (kontor_database_get_int (store->database,
                               "SELECT count(*) FROM journal_entry WHERE state = 0", 0)
      == 0)
    return;
  for (guint i = ops->len; i > 0; i--)
    {
      g_autoptr (KontorJournalEntry) entry
          = kontor_journal_get (store, g_array_index (ops, KontorOp, i - 1).entry, NULL);

      if (entry == NULL)
        g_array_remove_index (ops, i - 1);
    }
}

GPtrArray *
kontor_journal_list_record (KontorStore *store,
                            const KontorEntity *entity,
                            const KontorId *id,
                            guint limit,
                            GError **error)
{
  g_autoptr (GArray) ops = read_record_ops (store, id, 0, error);

  if (ops == NULL)
    return NULL;
  drop_open_entries (store, ops);
  return make_changes (store, ops, limit, error);
}

KontorChange *
kontor_journal_get_field (KontorStore *store,
                          const KontorEntity *entity,
                          const KontorId *id,
                          guint index,
                          GError **error)
{
  guint64 group = G_GUINT64_CONSTANT (1) << kontor_entity_get_group (entity, index);
  g_autoptr (GArray) ops = read_record_ops (store, id, 0, error);

  if (ops == NULL)
    return NULL;
  drop_open_entries (store, ops);
  for (guint i = 0; i < ops->len; i++)
    {
      const KontorOp *op = &g_array_index (ops, KontorOp, i);
      g_autoptr (KontorChange) change = NULL;

      if (op->kind != KONTOR_OP_UPDATE || (op->mask & group) == 0)
        continue;
      change = make_change (store, op, error);
      if (change == NULL)
        return NULL;
      if (!kontor_value_equal (kontor_fields_get (change->before, index),
                               kontor_fields_get (change->after, index)))
        return g_steal_pointer (&change);
    }
  return NULL;
}
