/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-outbox.h"

#include "store/kontor-act-private.h"
#include "store/kontor-payload.h"
#include "store/kontor-store-private.h"

#define COLUMNS                                                                                    \
  "o.op, o.entry, o.grp, e.time, e.origin, o.kind, o.entity, o.id, o.payload, o.n, o.hlc, "        \
  "o.base, "                                                                                       \
  "o.code FROM journal_op AS o JOIN journal_entry AS e ON e.entry = o.entry "

void
kontor_outbox_op_clear (KontorOutboxOp *self)
{
  g_clear_pointer (&self->payload, g_free);
  g_clear_pointer (&self->base, g_free);
  g_clear_pointer (&self->code, g_free);
}

gint64
kontor_outbox_count (KontorStore *store)
{
  return kontor_database_get_int (store->database,
                                  "SELECT count (*) FROM journal_op WHERE state = 1", 0);
}

gint64
kontor_outbox_count_refused (KontorStore *store)
{
  return kontor_database_get_int (store->database,
                                  "SELECT count (*) FROM journal_op WHERE state = 4", 0);
}

static KontorOutboxOp
read_op (KontorStore *store, KontorStatement *row)
{
  KontorOutboxOp op = {
    .op = kontor_statement_get_int (row, 0),
    .entry = kontor_statement_get_int (row, 1),
    .group = (guint) kontor_statement_get_int (row, 2),
    .time = kontor_statement_get_int (row, 3),
    .origin = (KontorOrigin) kontor_statement_get_int (row, 4),
    .kind = (KontorChangeKind) kontor_statement_get_int (row, 5),
    .entity = kontor_store_get_numbered_entity (store, kontor_statement_get_int (row, 6)),
    .payload = g_strdup (kontor_statement_get_text (row, 8)),
    .n = kontor_statement_get_int (row, 9),
    .hlc = (guint64) kontor_statement_get_int (row, 10),
    .base = g_strdup (kontor_statement_get_text (row, 11)),
    .code = g_strdup (kontor_statement_get_text (row, 12)),
  };

  kontor_statement_get_id (row, 7, &op.id);
  return op;
}

/* Runs @statement, whose parameters are bound, to its end. */
static GArray *
collect (KontorStore *store, KontorStatement *statement, GError **error)
{
  g_autoptr (GArray) ops = g_array_new (FALSE, FALSE, sizeof (KontorOutboxOp));
  gboolean row;

  g_array_set_clear_func (ops, (GDestroyNotify) kontor_outbox_op_clear);
  while (kontor_statement_step (statement, &row, error))
    {
      KontorOutboxOp op;

      if (!row)
        return g_steal_pointer (&ops);
      op = read_op (store, statement);
      g_array_append_val (ops, op);
    }
  return NULL;
}

/* A plus keeps SQLite from an index that it would take for the better one: here of all that was ever
 * done, and in the next but one of all that waits. */
GArray *
kontor_outbox_list_new (KontorStore *store, guint limit, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      store->database,
      "SELECT " COLUMNS "WHERE o.state = 1 AND o.n IS NULL AND +o.op < coalesce "
      "((SELECT min (nullif (first_op, 0)) FROM journal_entry WHERE state = 0), ?1) "
      "ORDER BY o.op LIMIT ?2",
      error);

  if (statement == NULL)
    return NULL;
  kontor_statement_bind_int (statement, 1, G_MAXINT64);
  kontor_statement_bind_int (statement, 2, limit);
  return collect (store, statement, error);
}

GArray *
kontor_outbox_list (KontorStore *store, gint64 n, guint limit, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      store->database, "SELECT " COLUMNS "WHERE o.state = 1 AND o.n >= ?1 ORDER BY o.n LIMIT ?2",
      error);

  if (statement == NULL)
    return NULL;
  kontor_statement_bind_int (statement, 1, n);
  kontor_statement_bind_int (statement, 2, limit);
  return collect (store, statement, error);
}

GArray *
kontor_outbox_list_record (KontorStore *store, const KontorId *id, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      store->database,
      "SELECT " COLUMNS "WHERE o.id = ?1 AND +o.state = 1 ORDER BY o.n IS NULL, o.n, o.op", error);

  if (statement == NULL)
    return NULL;
  kontor_statement_bind_id (statement, 1, id);
  return collect (store, statement, error);
}

GArray *
kontor_outbox_list_accepted (KontorStore *store, const KontorId *id, gint64 op, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      store->database,
      "SELECT " COLUMNS
      "WHERE o.id = ?1 AND o.op < ?2 AND (o.state = 2 OR o.state = 3 AND o.kind = 2) "
      "ORDER BY o.op DESC",
      error);

  if (statement == NULL)
    return NULL;
  kontor_statement_bind_id (statement, 1, id);
  kontor_statement_bind_int (statement, 2, op);
  return collect (store, statement, error);
}

GArray *
kontor_outbox_list_refused (KontorStore *store, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      store->database, "SELECT " COLUMNS "WHERE o.state = 4 ORDER BY o.n", error);

  return statement == NULL ? NULL : collect (store, statement, error);
}

gint64
kontor_outbox_get_enlisted (KontorStore *store)
{
  return store->enlisted;
}

gboolean
kontor_outbox_read (KontorStore *store,
                    const KontorOutboxOp *op,
                    KontorFields **before,
                    KontorFields **after,
                    GError **error)
{
  gint64 from = MAX (op->op, kontor_outbox_get_enlisted (store));

  *before = NULL;
  if (op->kind == KONTOR_CHANGE_UPDATE)
    return kontor_payload_read (op->payload, op->entity, before, after, error);
  if (op->payload != NULL)
    return kontor_payload_read (op->payload, op->entity, NULL, after, error);
  *after = kontor_journal_get_fields_after (store, op->entity, &op->id, from, error);
  return *after != NULL;
}

gboolean
kontor_outbox_is_as_inserted (KontorStore *store,
                              const KontorOutboxOp *op,
                              gboolean *as_inserted,
                              GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      store->database,
      "SELECT NOT EXISTS (SELECT 1 FROM journal_op WHERE id = ?1 AND op > ?2 AND op <= ?3)", error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_id (statement, 1, &op->id);
  kontor_statement_bind_int (statement, 2, op->op);
  kontor_statement_bind_int (statement, 3, kontor_outbox_get_enlisted (store));
  if (!kontor_statement_step (statement, &row, error))
    return FALSE;
  *as_inserted = kontor_statement_get_int (statement, 0) != 0;
  kontor_statement_reset (statement);
  return TRUE;
}

gboolean
kontor_outbox_number (KontorStore *store,
                      gint64 op,
                      gint64 n,
                      guint64 hlc,
                      const char *base,
                      GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      store->database,
      "UPDATE journal_op SET n = ?2, hlc = ?3, base = coalesce (base, ?4) WHERE op = ?1", error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, op);
  kontor_statement_bind_int (statement, 2, n);
  kontor_statement_bind_int (statement, 3, (gint64) hlc);
  kontor_statement_bind_text (statement, 4, base);
  return kontor_statement_run (statement, error);
}

gboolean
kontor_outbox_set_base (KontorStore *store, gint64 op, const char *base, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      store->database, "UPDATE journal_op SET base = ?2 WHERE op = ?1", error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, op);
  kontor_statement_bind_text (statement, 2, base);
  return kontor_statement_run (statement, error);
}

gboolean
kontor_outbox_answer (KontorStore *store,
                      gint64 op,
                      int state,
                      const char *code,
                      const char *payload,
                      GError **error)
{
  KontorStatement *statement
      = kontor_database_prepare (store->database,
                                 "UPDATE journal_op SET state = ?2, code = ?3, "
                                 "payload = coalesce (?4, payload), base = NULL WHERE op = ?1",
                                 error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, op);
  kontor_statement_bind_int (statement, 2, state);
  kontor_statement_bind_text (statement, 3, code);
  kontor_statement_bind_text (statement, 4, payload);
  return kontor_statement_run (statement, error);
}

gboolean
kontor_outbox_move_up (KontorStore *store, gint64 n, guint count, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      store->database, "UPDATE journal_op SET n = n - ?2 WHERE state = 1 AND n > ?1", error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, n);
  kontor_statement_bind_int (statement, 2, count);
  return kontor_statement_run (statement, error);
}

gboolean
kontor_outbox_reopen (KontorStore *store, const KontorOutboxOp *op, GError **error)
{
  KontorStatement *statement;

  if (op->origin != KONTOR_ORIGIN_UNDO && op->origin != KONTOR_ORIGIN_REDO)
    return TRUE;
  statement = kontor_database_prepare (
      store->database,
      "UPDATE journal_entry SET undone_by = 0 FROM (SELECT * FROM journal_entry "
      "WHERE entry = ?1 AND last_op = ?2) AS u "
      "WHERE journal_entry.entry = u.undoes AND journal_entry.undone_by = u.entry "
      "AND NOT EXISTS (SELECT 1 FROM journal_op AS o WHERE o.op BETWEEN u.first_op AND u.last_op "
      "AND o.entry = u.entry AND o.state NOT IN (4, 5))",
      error);
  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, op->entry);
  kontor_statement_bind_int (statement, 2, op->op);
  return kontor_statement_run (statement, error);
}

gboolean
kontor_outbox_settle (KontorStore *store, gint64 op, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      store->database, "UPDATE journal_op SET state = 5 WHERE state = 4 AND op = ?1", error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, op);
  return kontor_statement_run (statement, error);
}

/* The record shows what stands already; what waits for somebody has become less. */
static void
tell (KontorStore *store)
{
  g_autoptr (KontorChangeSet) nothing = kontor_change_set_new ();

  if (store->listener != NULL)
    store->listener (store, nothing, store->listener_data);
}

gboolean
kontor_outbox_discard (KontorStore *store, gint64 op, GError **error)
{
  if (!kontor_database_begin (store->database, error))
    return FALSE;
  if (!kontor_outbox_settle (store, op, error) || !kontor_database_commit (store->database, error))
    {
      kontor_database_rollback (store->database);
      return FALSE;
    }
  tell (store);
  return TRUE;
}

gboolean
kontor_outbox_do_again (KontorStore *store,
                        KontorAct *act,
                        const KontorOutboxOp *op,
                        const KontorFields *changes,
                        GError **error)
{
  g_autoptr (KontorFields) before = NULL, mine = NULL;
  g_autoptr (KontorRecord) record = NULL;

  if (!kontor_outbox_read (store, op, &before, &mine, error))
    return FALSE;
  if (changes != NULL)
    kontor_fields_overlay (mine, changes);
  record = kontor_store_get (store, op->entity, &op->id, NULL);
  if (record != NULL)
    return kontor_act_update (act, &op->id, mine, error);
  return kontor_act_insert (act, g_strcmp0 (op->code, "deleted") == 0 ? NULL : &op->id, mine, NULL,
                            error);
}

gboolean
kontor_outbox_renumber (KontorStore *store, gint64 *count, GError **error)
{
  if (!kontor_database_exec (
          store->database,
          "UPDATE journal_op SET n = r.place "
          "FROM (SELECT op AS numbered, row_number () OVER (ORDER BY n) AS place "
          "FROM journal_op WHERE state = 1 AND n IS NOT NULL) AS r "
          "WHERE op = r.numbered",
          error))
    return FALSE;
  *count = kontor_database_get_int (
      store->database, "SELECT count (*) FROM journal_op WHERE state = 1 AND n IS NOT NULL", 0);
  return TRUE;
}

gboolean
kontor_outbox_note_origin (KontorStore *store, guint32 device, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      store->database,
      "UPDATE journal_op SET base = json_set (coalesce (base, '{}'), '$." KONTOR_OUTBOX_ORIGIN
      "', json_array (?1, n)) WHERE state = 1 AND n IS NOT NULL "
      "AND json_type (coalesce (base, '{}'), '$." KONTOR_OUTBOX_ORIGIN "') IS NULL",
      error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, device);
  return kontor_statement_run (statement, error);
}

/* How many belongings deep an entity is. Nothing belongs to itself. */
static guint
get_depth (const KontorSchema *schema, const KontorEntity *entity)
{
  guint depth = 0;

  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & KONTOR_PARENT)
      depth = MAX (depth,
                   1 + get_depth (schema, kontor_schema_find (schema, entity->fields[i].target)));
  return depth;
}

/* In the order of SQL: "CASE o.entity WHEN 7 THEN 1 … ELSE 0 END". */
static char *
dup_depth_sql (KontorStore *store, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("CASE o.entity");

  for (guint i = 0; i < store->schema->n_entities; i++)
    {
      const KontorEntity *entity = store->schema->entities[i];
      gint64 number = kontor_store_get_name_number (store, entity, error);

      if (number == 0)
        return NULL;
      g_string_append_printf (sql, " WHEN %" G_GINT64_FORMAT " THEN %u", number,
                              get_depth (store->schema, entity));
    }
  g_string_append (sql, " ELSE 0 END");
  return g_string_free_and_steal (g_steal_pointer (&sql));
}

static gboolean
mark_enlisted (KontorStore *store, GError **error)
{
  g_autofree char *last = g_strdup_printf (
      "%" G_GINT64_FORMAT,
      kontor_database_get_int (store->database, "SELECT max (op) FROM journal_op", 0));

  return kontor_store_set_setting (store, "enlisted", last, error);
}

gboolean
kontor_outbox_enlist (KontorStore *store,
                      const KontorId *except,
                      guint64 hlc,
                      gint64 *count,
                      GError **error)
{
  g_autofree char *depth = dup_depth_sql (store, error);
  g_autofree char *sql = NULL;
  KontorStatement *statement;

  if (depth == NULL)
    return FALSE;
  /* What belongs to something was made after it and goes right after it, so that who fetches it meets
   * both at once; only what was changed since may belong to something that was made later. */
  sql = g_strdup_printf (
      "UPDATE journal_op SET state = 1, n = r.n, hlc = ?1 + r.n "
      "FROM (SELECT op AS made, row_number () OVER (ORDER BY CASE WHEN depth = 1 AND NOT EXISTS "
      "(SELECT 1 FROM journal_op AS u WHERE u.id = d.id AND u.kind = 2) THEN 0 ELSE depth END, op) "
      "AS n FROM (SELECT op, id, %s AS depth FROM journal_op AS o "
      "WHERE kind = 1 AND state = 0 AND id <> ?2) AS d) AS r WHERE op = r.made",
      depth);
  statement = kontor_database_prepare (store->database, sql, error);
  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, (gint64) hlc);
  kontor_statement_bind_id (statement, 2, except);
  if (!kontor_statement_run (statement, error))
    return FALSE;
  *count = kontor_database_get_changes (store->database);
  return mark_enlisted (store, error);
}
