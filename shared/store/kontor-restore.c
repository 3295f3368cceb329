/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-restore.h"

#include "model/kontor-date.h"
#include "store/kontor-act-private.h"
#include "store/kontor-payload.h"
#include "store/kontor-store-private.h"

/* Numbers beyond this leave no room for those to come, and are not exact in JSON. */
#define MAX_NUMBER (G_GINT64_CONSTANT (1) << 53)

struct _KontorRestore
{
  KontorStore *store;
  gint64 entry; /* the last one, 0 before the first */
  gint64 op;    /* the last one of it */
  gint64 first_op;
  guint count;
};

static gboolean
fail (GError **error, const char *what, gint64 number)
{
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_CORRUPT, "%s %" G_GINT64_FORMAT, what, number);
  return FALSE;
}

static gboolean
check_empty (KontorStore *store, GError **error)
{
  gint64 acts = kontor_database_get_int (
      store->database, "SELECT EXISTS (SELECT 1 FROM journal_entry WHERE origin <> 5)", 1);

  if (acts == 0 && !store->connected)
    return TRUE;
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT, "the workspace is not empty");
  return FALSE;
}

static gboolean
clear (KontorStore *store, GError **error)
{
  for (guint i = 0; i < store->schema->n_entities; i++)
    {
      g_autofree char *sql
          = g_strdup_printf ("DELETE FROM \"%s\"", store->schema->entities[i]->name);

      if (!kontor_database_exec (store->database, sql, error))
        return FALSE;
    }
  return kontor_database_exec (store->database,
                               "DELETE FROM journal_op; DELETE FROM journal_entry; "
                               "DELETE FROM alias; DELETE FROM confirmed",
                               error);
}

KontorRestore *
kontor_restore_begin (KontorStore *store, GError **error)
{
  KontorRestore *self;

  if (!kontor_database_begin (store->database, error))
    return NULL;
  if (!kontor_store_read_settings (store, error) || !check_empty (store, error)
      || !clear (store, error))
    {
      kontor_database_rollback (store->database);
      return NULL;
    }
  self = g_new0 (KontorRestore, 1);
  self->store = store;
  return self;
}

gboolean
kontor_restore_add_record (KontorRestore *self,
                           const KontorId *id,
                           KontorFields *fields,
                           GError **error)
{
  g_autofree char *sort_key = kontor_row_dup_sort_key (fields), *text = NULL;
  KontorRow row = { .id = *id, .fields = fields };
  gboolean is_new;

  if (!kontor_row_insert_new (self->store->database, &row, sort_key, &is_new, error))
    return FALSE;
  if (is_new)
    return TRUE;
  text = kontor_id_dup_text (id);
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_CORRUPT, "%s is there twice", text);
  return FALSE;
}

static gboolean
end_entry (KontorRestore *self, GError **error)
{
  KontorStatement *statement;

  if (self->entry == 0)
    return TRUE;
  statement = kontor_database_prepare (
      self->store->database,
      "UPDATE journal_entry SET count = ?2, first_op = ?3, last_op = ?4 WHERE entry = ?1", error);
  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, self->entry);
  kontor_statement_bind_int (statement, 2, self->count);
  kontor_statement_bind_int (statement, 3, self->first_op);
  kontor_statement_bind_int (statement, 4, self->op);
  return kontor_statement_run (statement, error);
}

/* What undoes comes after what it undoes: then following them comes to an end. */
static gboolean
check_entry (KontorRestore *self, const KontorJournalEntry *entry, GError **error)
{
  if (entry->entry <= self->entry || entry->entry >= MAX_NUMBER || entry->undoes < 0
      || entry->undoes >= entry->entry || entry->time < 0 || entry->time > KONTOR_MAX_INSTANT
      || entry->undone_by >= MAX_NUMBER
      || (entry->undone_by != 0 && entry->undone_by <= entry->entry)
      || (guint) entry->origin > KONTOR_ORIGIN_REMOTE)
    return fail (error, "no such entry can be:", entry->entry);
  return TRUE;
}

gboolean
kontor_restore_add_entry (KontorRestore *self, const KontorJournalEntry *entry, GError **error)
{
  KontorStatement *statement;

  if (!check_entry (self, entry, error) || !end_entry (self, error))
    return FALSE;
  statement = kontor_database_prepare (
      self->store->database,
      "INSERT INTO journal_entry (entry, time, author, device, origin, verb, entity, args, undoes, "
      "undone_by, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 1)",
      error);
  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, entry->entry);
  kontor_statement_bind_int (statement, 2, entry->time);
  kontor_statement_bind_id (statement, 3, &entry->author);
  kontor_statement_bind_int (statement, 4, entry->device);
  kontor_statement_bind_int (statement, 5, entry->origin);
  kontor_statement_bind_text (statement, 6, entry->verb);
  kontor_statement_bind_text (statement, 7, entry->entity == NULL ? "" : entry->entity->name);
  kontor_statement_bind_text (statement, 8, entry->args);
  kontor_statement_bind_int (statement, 9, entry->undoes);
  kontor_statement_bind_int (statement, 10, entry->undone_by);
  self->entry = entry->entry;
  self->op = 0;
  self->first_op = 0;
  self->count = 0;
  return kontor_statement_run (statement, error);
}

/* The groups of the fields in @fields, each by its first field. */
static guint64
get_groups (const KontorFields *fields)
{
  const KontorEntity *entity = kontor_fields_get_entity (fields);
  guint64 groups = 0;

  for (guint64 rest = kontor_fields_get_mask (fields); rest != 0; rest &= rest - 1)
    groups |= G_GUINT64_CONSTANT (1)
              << kontor_entity_get_group (entity, (guint) __builtin_ctzll (rest));
  return groups;
}

/* An insert needs none but where its row is gone, or is not the one that it made. */
static char *
dup_payload (KontorRestore *self, const KontorChange *change)
{
  g_autoptr (KontorFields) nothing = NULL;

  if (change->kind == KONTOR_CHANGE_UPDATE)
    return kontor_payload_write (change->before, change->after);
  if (!change->refused && kontor_row_find (self->store->database, change->entity, &change->id) != 0)
    return NULL;
  nothing = kontor_fields_new (change->entity);
  for (guint64 rest = kontor_fields_get_mask (change->after); rest != 0; rest &= rest - 1)
    kontor_fields_take (nothing, (guint) __builtin_ctzll (rest), KONTOR_VALUE_NONE);
  return kontor_payload_write (nothing, change->after);
}

static gboolean
write_op (KontorRestore *self, const KontorChange *change, GError **error)
{
  g_autofree char *payload = dup_payload (self, change);
  gint64 number = kontor_store_get_name_number (self->store, change->entity, error);
  KontorStatement *statement;

  if (number == 0)
    return FALSE;
  statement = kontor_database_prepare (
      self->store->database,
      "INSERT INTO journal_op (op, entry, grp, entity, id, kind, mask, payload, state) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING",
      error);
  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, change->op);
  kontor_statement_bind_int (statement, 2, self->entry);
  kontor_statement_bind_int (statement, 3, change->group);
  kontor_statement_bind_int (statement, 4, number);
  kontor_statement_bind_id (statement, 5, &change->id);
  kontor_statement_bind_int (statement, 6, change->kind);
  if (change->kind == KONTOR_CHANGE_UPDATE)
    kontor_statement_bind_int (statement, 7, (gint64) get_groups (change->after));
  else
    kontor_statement_bind_int (statement, 7, 0);
  kontor_statement_bind_text (statement, 8, payload);
  kontor_statement_bind_int (statement, 9, change->refused ? KONTOR_OP_SETTLED : KONTOR_OP_LOCAL);
  return kontor_statement_run (statement, error)
         && (kontor_database_get_changes (self->store->database) == 1
             || fail (error, "there twice: operation", change->op));
}

/* An update says of each of its fields what was there and what came. */
static gboolean
has_its_values (const KontorChange *change)
{
  if (change->after == NULL)
    return FALSE;
  if (change->kind == KONTOR_CHANGE_INSERT)
    return change->before == NULL;
  return change->before != NULL
         && kontor_fields_get_mask (change->before) == kontor_fields_get_mask (change->after);
}

gboolean
kontor_restore_add_change (KontorRestore *self, const KontorChange *change, GError **error)
{
  if (self->entry == 0 || change->op <= self->op || change->op >= MAX_NUMBER
      || !has_its_values (change))
    return fail (error, "no such operation can be:", change->op);
  if (!write_op (self, change, error))
    return FALSE;
  if (self->first_op == 0)
    self->first_op = change->op;
  self->op = change->op;
  self->count++;
  return TRUE;
}

gboolean
kontor_restore_add_alias (KontorRestore *self,
                          const KontorId *old,
                          const KontorId *id,
                          GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      self->store->database, "INSERT OR REPLACE INTO alias (old, new) VALUES (?1, ?2)", error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_id (statement, 1, old);
  kontor_statement_bind_id (statement, 2, id);
  return kontor_statement_run (statement, error);
}

gboolean
kontor_restore_set_setting (KontorRestore *self, const char *key, const char *value, GError **error)
{
  return kontor_store_set_setting (self->store, key, value, error);
}

/* Each stands or falls by itself where they are sent one day. */
static gboolean
take_in_unwritten (KontorRestore *self, const KontorEntity *entity, gint64 entry, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO journal_op (entry, grp, entity, id, kind, mask) "
      "SELECT ?1, t.rowid, ?2, t.id, 1, 0 FROM \"%s\" AS t WHERE NOT EXISTS "
      "(SELECT 1 FROM journal_op AS o WHERE o.id = t.id AND o.kind = 1 AND o.state = 0) "
      "ORDER BY t.rowid",
      entity->name);
  gint64 number = kontor_store_get_name_number (self->store, entity, error);
  KontorStatement *statement;

  if (number == 0)
    return FALSE;
  statement = kontor_database_prepare (self->store->database, sql, error);
  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, entry);
  kontor_statement_bind_int (statement, 2, number);
  return kontor_statement_run (statement, error);
}

static gboolean
count_taken (KontorRestore *self, gint64 entry, gint64 first, GError **error)
{
  KontorDatabase *database = self->store->database;

  self->entry = entry;
  self->op = kontor_database_get_int (database, "SELECT max (op) FROM journal_op", 0);
  self->first_op = first;
  self->count = (guint) (self->op - first + 1);
  return end_entry (self, error);
}

/* A server's first load writes no history, but what is not in the journal would never be sent. */
static gboolean
write_unwritten (KontorRestore *self, GError **error)
{
  KontorDatabase *database = self->store->database;
  KontorJournalEntry taken = { .time = kontor_clock_now (self->store->clock),
                               .author = self->store->me,
                               .origin = KONTOR_ORIGIN_REMOTE,
                               .verb = (char *) "receive" };
  gint64 last = kontor_database_get_int (database, "SELECT max (op) FROM journal_op", 0);

  taken.entry = self->entry + 1;
  for (guint i = 0; i < self->store->schema->n_entities; i++)
    if (!take_in_unwritten (self, self->store->schema->entities[i], taken.entry, error))
      return FALSE;
  return kontor_database_get_int (database, "SELECT max (op) FROM journal_op", 0) == last
         || (kontor_restore_add_entry (self, &taken, error)
             && count_taken (self, taken.entry, last + 1, error));
}

static gboolean
check_entity (KontorRestore *self, const KontorEntity *entity, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT o.op FROM \"%s\" AS t JOIN journal_op AS o ON o.id = t.id "
      "WHERE o.entity <> (SELECT number FROM journal_name WHERE name = '%s') LIMIT 1",
      entity->name, entity->name);
  gint64 op = kontor_database_get_int (self->store->database, sql, 0);

  return op == 0 || fail (error, "of something else than its record: operation", op);
}

/* The operations on an id are taken for those on one record, whose values they change in turn. */
static gboolean
check_entities (KontorRestore *self, GError **error)
{
  gint64 op = kontor_database_get_int (self->store->database,
                                       "SELECT max (op) FROM journal_op GROUP BY id "
                                       "HAVING min (entity) <> max (entity) LIMIT 1",
                                       0);

  if (op != 0)
    return fail (error, "of something else than the one before: operation", op);
  for (guint i = 0; i < self->store->schema->n_entities; i++)
    if (!check_entity (self, self->store->schema->entities[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
write_search (KontorRestore *self, GError **error)
{
  KontorStore *store = self->store;

  for (guint i = 0; i < store->schema->n_entities; i++)
    if (kontor_entity_is_searchable (store->schema->entities[i])
        && !kontor_search_index_rebuild (store->search_index, store->schema->entities[i], error))
      return FALSE;
  return TRUE;
}

static void
tell (KontorStore *store)
{
  g_autoptr (KontorChangeSet) changes = kontor_change_set_new ();

  changes->everything = TRUE;
  if (store->listener != NULL)
    store->listener (store, changes, store->listener_data);
}

gboolean
kontor_restore_commit (KontorRestore *self, GError **error)
{
  if (!end_entry (self, error) || !write_unwritten (self, error) || !check_entities (self, error)
      || !write_search (self, error) || !kontor_database_commit (self->store->database, error))
    {
      kontor_restore_cancel (self);
      return FALSE;
    }
  tell (self->store);
  g_free (self);
  return TRUE;
}

void
kontor_restore_cancel (KontorRestore *self)
{
  kontor_database_rollback (self->store->database);
  kontor_store_forget_name_numbers (self->store);
  /* Where they can't be read, what writes next finds that out itself. */
  kontor_store_read_settings (self->store, NULL);
  g_free (self);
}
