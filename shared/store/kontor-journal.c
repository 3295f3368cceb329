/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-journal-private.h"

#include "store/kontor-payload.h"

#define ENTRY_COLUMNS                                                                              \
  "entry, time, author, device, origin, verb, entity, count, args, undoes, undone_by"

void
kontor_journal_entry_free (KontorJournalEntry *self)
{
  g_free (self->verb);
  g_free (self->args);
  g_free (self);
}

static KontorJournalEntry *
read_entry (KontorStatement *statement, KontorStore *store)
{
  KontorJournalEntry *entry = g_new0 (KontorJournalEntry, 1);

  entry->entry = kontor_statement_get_int (statement, 0);
  entry->time = kontor_statement_get_int (statement, 1);
  kontor_statement_get_id (statement, 2, &entry->author);
  entry->device = kontor_statement_get_int (statement, 3);
  entry->origin = kontor_statement_get_int (statement, 4);
  entry->verb = g_strdup (kontor_statement_get_text (statement, 5));
  entry->entity = kontor_schema_find (store->schema, kontor_statement_get_text (statement, 6));
  entry->count = kontor_statement_get_int (statement, 7);
  entry->args = g_strdup (kontor_statement_get_text (statement, 8));
  entry->undoes = kontor_statement_get_int (statement, 9);
  entry->undone_by = kontor_statement_get_int (statement, 10);
  return entry;
}

GPtrArray *
kontor_journal_list (KontorStore *store, gint64 before, guint limit, GError **error)
{
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_journal_entry_free);
  KontorStatement *statement = kontor_database_prepare (
      store->database,
      "SELECT " ENTRY_COLUMNS " FROM journal_entry WHERE entry < ?1 AND state = 1 "
      "ORDER BY entry DESC LIMIT ?2",
      error);
  gboolean row;

  if (statement == NULL)
    return NULL;
  kontor_statement_bind_int (statement, 1, before == 0 ? G_MAXINT64 : before);
  kontor_statement_bind_int (statement, 2, limit);
  while (TRUE)
    {
      if (!kontor_statement_step (statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&entries);
      g_ptr_array_add (entries, read_entry (statement, store));
    }
}

KontorJournalEntry *
kontor_journal_get (KontorStore *store, gint64 entry, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      store->database, "SELECT " ENTRY_COLUMNS " FROM journal_entry WHERE entry = ?1 AND state = 1",
      error);
  KontorJournalEntry *found;
  gboolean row;

  if (statement == NULL)
    return NULL;
  kontor_statement_bind_int (statement, 1, entry);
  if (!kontor_statement_step (statement, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND,
                   "no journal entry %" G_GINT64_FORMAT, entry);
      return NULL;
    }
  found = read_entry (statement, store);
  kontor_statement_reset (statement);
  return found;
}

void
kontor_op_read (KontorStatement *statement, KontorStore *store, KontorOp *op)
{
  op->op = kontor_statement_get_int (statement, 0);
  op->entry = kontor_statement_get_int (statement, 1);
  op->entity = kontor_store_get_numbered_entity (store, kontor_statement_get_int (statement, 2));
  kontor_statement_get_id (statement, 3, &op->id);
  op->kind = kontor_statement_get_int (statement, 4);
  op->mask = kontor_statement_get_int (statement, 5);
  op->payload = g_strdup (kontor_statement_get_text (statement, 6));
  op->state = (int) kontor_statement_get_int (statement, 7);
  op->group = (guint) kontor_statement_get_int (statement, 8);
}

void
kontor_op_clear (KontorOp *self)
{
  g_clear_pointer (&self->payload, g_free);
}

GArray *
kontor_op_read_all (KontorStatement *statement, KontorStore *store, GError **error)
{
  g_autoptr (GArray) ops = g_array_new (FALSE, FALSE, sizeof (KontorOp));
  gboolean row;

  g_array_set_clear_func (ops, (GDestroyNotify) kontor_op_clear);
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

GArray *
kontor_journal_read_ops (KontorStore *store, gint64 entry, guint skip, guint limit, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      store->database,
      "SELECT o.op, o.entry, o.entity, o.id, o.kind, o.mask, o.payload, o.state, o.grp "
      "FROM journal_entry AS e JOIN journal_op AS o "
      "ON o.op BETWEEN e.first_op AND e.last_op AND o.entry = e.entry "
      "WHERE e.entry = ?1 ORDER BY o.op LIMIT ?2 OFFSET ?3",
      error);

  if (statement == NULL)
    return NULL;
  kontor_statement_bind_int (statement, 1, entry);
  kontor_statement_bind_int (statement, 2, limit);
  kontor_statement_bind_int (statement, 3, skip);
  return kontor_op_read_all (statement, store, error);
}

gint64
kontor_journal_find_later (KontorStore *store, const KontorOp *op, gint64 except, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      store->database,
      "SELECT entry FROM journal_op WHERE id = ?1 AND op > ?2 AND entry <> ?3 "
      "AND (kind = 1 OR ?4 = 0 AND ?5 IS NULL OR mask & ?4 OR EXISTS (SELECT 1 FROM json_each (?5) "
      "AS mine JOIN json_each (payload) AS its ON its.key = mine.value)) ORDER BY op DESC LIMIT 1",
      error);
  g_autofree char *unknown = kontor_payload_list_unknown (op->payload, op->entity);
  gint64 entry = 0;
  gboolean row;

  if (statement == NULL)
    return -1;
  kontor_statement_bind_id (statement, 1, &op->id);
  kontor_statement_bind_int (statement, 2, op->op);
  kontor_statement_bind_int (statement, 3, except);
  kontor_statement_bind_int (statement, 4, op->mask);
  kontor_statement_bind_text (statement, 5, unknown);
  if (!kontor_statement_step (statement, &row, error))
    return -1;
  if (row)
    {
      entry = kontor_statement_get_int (statement, 0);
      kontor_statement_reset (statement);
    }
  return entry;
}

/* One's own: what the server brought in is not for Ctrl+Z, and of what it refused altogether there
 * is nothing to undo. */
gint64
kontor_journal_get_undoable (KontorStore *store)
{
  return kontor_database_get_int (
      store->database,
      "SELECT entry FROM journal_entry AS e WHERE state = 1 AND undone_by = 0 "
      "AND origin IN (0, 1, 3, 4) AND EXISTS (SELECT 1 FROM journal_op AS o "
      "WHERE o.op BETWEEN e.first_op AND e.last_op AND o.entry = e.entry AND o.state NOT IN (4, "
      "5)) "
      "ORDER BY entry DESC LIMIT 1",
      0);
}

/* A new act ends the row of what can be redone. An undo that the server refused has undone nothing. */
gint64
kontor_journal_get_redoable (KontorStore *store)
{
  return kontor_database_get_int (
      store->database,
      "SELECT entry FROM journal_entry AS u WHERE state = 1 AND undone_by = 0 AND origin = 2 "
      "AND EXISTS (SELECT 1 FROM journal_entry AS undone WHERE undone.entry = u.undoes "
      "AND undone.undone_by = u.entry) "
      "AND NOT EXISTS (SELECT 1 FROM journal_entry AS later WHERE later.entry > u.entry "
      "AND later.state = 1 AND later.origin IN (0, 1, 4)) ORDER BY entry DESC LIMIT 1",
      0);
}
