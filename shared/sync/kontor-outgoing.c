/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-outgoing.h"

#include "sync/kontor-numbering.h"
#include "sync/kontor-sync-limits.h"

#include <string.h>
#include <yyjson.h>

static KontorPolicy
get_policy (const KontorEntity *entity, guint index)
{
  return kontor_entity_get_field (entity, kontor_entity_get_group (entity, index))->policy;
}

static gint64
get_integer (const KontorFields *fields, guint index)
{
  const KontorValue *value = kontor_fields_get (fields, index);

  return value == NULL || kontor_value_is_none (value) ? 0 : value->integer;
}

/* Sums go as the difference, texts with what they were made on. */
static void
prepare_update (KontorOperation *operation, const KontorFields *before)
{
  for (guint64 rest = kontor_fields_get_mask (operation->fields); rest != 0; rest &= rest - 1)
    {
      guint index = (guint) __builtin_ctzll (rest);
      KontorPolicy policy = get_policy (operation->entity, index);
      KontorType type = kontor_entity_get_field (operation->entity, index)->type;

      if (policy == KONTOR_INC)
        kontor_fields_take (operation->fields, index,
                            kontor_value_integer (type, get_integer (operation->fields, index)
                                                            - get_integer (before, index)));
      if (policy != KONTOR_TEXT3)
        continue;
      if (operation->before == NULL)
        operation->before = kontor_fields_new (operation->entity);
      kontor_fields_set (operation->before, index, kontor_fields_get (before, index));
    }
}

/* Fields without a value say nothing in an insert. */
static void
prepare_insert (KontorOperation *operation)
{
  for (guint64 rest = kontor_fields_get_mask (operation->fields); rest != 0; rest &= rest - 1)
    if (kontor_value_is_none (
            kontor_fields_get (operation->fields, (guint) __builtin_ctzll (rest))))
      kontor_fields_remove (operation->fields, (guint) __builtin_ctzll (rest));
}

static void
read_base (KontorOperation *operation, const char *key, yyjson_val *value)
{
  if (g_str_equal (key, KONTOR_OUTBOX_ORIGIN))
    {
      operation->was_device = (guint32) yyjson_get_uint (yyjson_arr_get (value, 0));
      operation->was_n = yyjson_get_sint (yyjson_arr_get (value, 1));
    }
  else
    kontor_operation_set_base (operation, (guint32) g_ascii_strtoull (key, NULL, 10),
                               yyjson_get_sint (value));
}

static void
read_bases (KontorOperation *operation, const char *json)
{
  yyjson_doc *doc = json == NULL ? NULL : yyjson_read (json, strlen (json), 0);
  size_t i, max;
  yyjson_val *key, *value;

  if (doc == NULL)
    return;
  yyjson_obj_foreach (yyjson_doc_get_root (doc), i, max, key, value)
      read_base (operation, yyjson_get_str (key), value);
  yyjson_doc_free (doc);
}

/* An undo means just what it takes back. What a new workspace begins with nobody wrote, unless
 * somebody changed it before it was sent. */
static gboolean
find_strict (KontorStore *store, const KontorOutboxOp *op, gboolean *strict, GError **error)
{
  *strict = FALSE;
  if (op->kind != KONTOR_CHANGE_INSERT)
    *strict = op->origin == KONTOR_ORIGIN_UNDO || op->origin == KONTOR_ORIGIN_REDO;
  else if (op->origin == KONTOR_ORIGIN_SEED)
    return kontor_outbox_is_as_inserted (store, op, strict, error);
  return TRUE;
}

KontorOperation *
kontor_outgoing_make (KontorStore *store, const KontorOutboxOp *op, GError **error)
{
  g_autoptr (KontorOperation) operation = kontor_operation_new (
      op->kind == KONTOR_CHANGE_INSERT ? KONTOR_OPERATION_INSERT : KONTOR_OPERATION_UPDATE);
  g_autoptr (KontorFields) before = NULL;

  if (op->entity == NULL)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_TOO_NEW,
                           "an operation of an entity that this Kontor does not know waits");
      return NULL;
    }
  operation->n = op->n;
  operation->hlc = op->hlc;
  operation->entity = op->entity;
  operation->id = op->id;
  if (!find_strict (store, op, &operation->strict, error)
      || !kontor_outbox_read (store, op, &before, &operation->fields, error))
    return NULL;
  if (operation->kind == KONTOR_OPERATION_INSERT)
    prepare_insert (operation);
  else
    prepare_update (operation, before);
  read_bases (operation, op->base);
  return g_steal_pointer (&operation);
}

/* TRUE where @op goes on the group of the one before it. What is sent when a workspace is connected
 * was done in all kinds of acts: each record by itself. */
static gboolean
continues_group (const KontorOutboxOp *before,
                 const KontorOutboxOp *op,
                 gint64 group,
                 gint64 enlisted)
{
  return before != NULL && op->op > enlisted && before->entry == op->entry
         && before->group == op->group && op->op == before->op + 1
         && op->n - group < KONTOR_SYNC_MAX_GROUP;
}

/* The operations as they go out, whole groups only. */
static gboolean
fill (KontorStore *store, GArray *ops, guint limit, KontorPush *push, GError **error)
{
  const KontorOutboxOp *before = NULL;
  gint64 group = 0, enlisted = kontor_outbox_get_enlisted (store);

  for (guint i = 0; i < ops->len; i++)
    {
      const KontorOutboxOp *op = &g_array_index (ops, KontorOutboxOp, i);
      KontorOperation *operation;

      if (!continues_group (before, op, group, enlisted))
        {
          if (i >= limit)
            return TRUE;
          group = op->n;
        }
      operation = kontor_outgoing_make (store, op, error);
      if (operation == NULL)
        return FALSE;
      operation->group = group;
      g_ptr_array_add (push->operations, operation);
      before = op;
    }
  return TRUE;
}

static gboolean
begins_group (const KontorPush *push, guint index)
{
  const KontorOperation *operation = push->operations->pdata[index];

  return operation->group == operation->n;
}

/* A place about the middle where a group begins; 0 where there is only one group. */
static guint
find_cut (const KontorPush *push)
{
  guint middle = push->operations->len / 2;

  for (guint i = middle; i > 0; i--)
    if (begins_group (push, i))
      return i;
  for (guint i = middle + 1; i < push->operations->len; i++)
    if (begins_group (push, i))
      return i;
  return 0;
}

static gboolean
has_long_line (GBytes *body)
{
  gsize length;
  const char *text = g_bytes_get_data (body, &length), *end = text + length, *newline;

  for (; text < end; text = newline + 1)
    {
      newline = memchr (text, '\n', (gsize) (end - text));
      if (newline - text > KONTOR_SYNC_MAX_LINE)
        return TRUE;
    }
  return FALSE;
}

/* NULL where the first group is too large by itself. */
static GBytes *
encode (KontorPush *push, GError **error)
{
  g_autoptr (GBytes) body = kontor_push_encode (push);
  guint cut = find_cut (push);

  while (g_bytes_get_size (body) > KONTOR_SYNC_MAX_BATCH && cut > 0)
    {
      g_ptr_array_set_size (push->operations, (int) cut);
      g_bytes_unref (body);
      body = kontor_push_encode (push);
      cut = find_cut (push);
    }
  if (g_bytes_get_size (body) <= KONTOR_SYNC_MAX_BATCH
      || (g_bytes_get_size (body) <= KONTOR_SYNC_MAX_BODY && !has_long_line (body)))
    return g_steal_pointer (&body);
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT, "a group is too large for a push");
  return NULL;
}

/* Gives numbers to what has none. What was numbered stays so, whether it is sent or not. */
static KontorSyncState *
number (KontorStore *store, GError **error)
{
  KontorDatabase *database = kontor_store_get_database (store);
  g_autoptr (KontorSyncState) state = NULL;
  gint64 next;

  if (!kontor_database_begin (database, error))
    return NULL;
  state = kontor_sync_state_load (store, error);
  next = state != NULL ? state->next_n : 0;
  if (state != NULL && kontor_numbering_run (store, state, error)
      && (state->next_n == next || kontor_sync_state_save (state, store, error))
      && kontor_database_commit (database, error))
    return g_steal_pointer (&state);
  kontor_database_rollback (database);
  return NULL;
}

/* One transaction to read in, not one for each of thousands of rows. */
static gboolean
read_push (KontorStore *store, KontorPush *push, guint limit, GError **error)
{
  KontorDatabase *database = kontor_store_get_database (store);
  g_autoptr (GArray) ops = NULL;
  gboolean done;

  if (!kontor_database_begin_read (database, error))
    return FALSE;
  ops = kontor_outbox_list (store, 1, limit + KONTOR_SYNC_MAX_GROUP, error);
  done = ops != NULL && fill (store, ops, limit, push, error);
  kontor_database_rollback (database);
  return done;
}

gboolean
kontor_outgoing_collect (KontorStore *store, guint limit, GBytes **body, GError **error)
{
  g_autoptr (KontorSyncState) state = NULL;
  g_autoptr (KontorPush) push = kontor_push_new ();

  *body = NULL;
  if (kontor_outbox_count (store) == 0)
    return TRUE;
  /* Nothing goes past a bulk act that is open: not even past one whose program has ended. */
  if (!kontor_store_recover (store, error))
    return FALSE;
  state = number (store, error);
  if (state == NULL)
    return FALSE;
  limit = CLAMP (limit, 1, KONTOR_SYNC_MAX_OPERATIONS - KONTOR_SYNC_MAX_GROUP);
  if (!read_push (store, push, limit, error))
    return FALSE;
  if (push->operations->len == 0)
    return TRUE;
  push->schema = kontor_store_get_schema (store)->version;
  push->device = state->device;
  g_strlcpy (push->epoch, state->epoch, sizeof push->epoch);
  push->from = ((KontorOperation *) push->operations->pdata[0])->n;
  push->ack = push->from - 1;
  *body = encode (push, error);
  return *body != NULL;
}

GArray *
kontor_outgoing_list_first (KontorStore *store, GError **error)
{
  GArray *ops = kontor_outbox_list (store, 1, KONTOR_SYNC_MAX_GROUP, error);
  gint64 enlisted = kontor_outbox_get_enlisted (store);
  guint count = 1;

  if (ops == NULL || ops->len == 0)
    return ops;
  while (count < ops->len
         && continues_group (&g_array_index (ops, KontorOutboxOp, count - 1),
                             &g_array_index (ops, KontorOutboxOp, count),
                             g_array_index (ops, KontorOutboxOp, 0).n, enlisted))
    count++;
  g_array_set_size (ops, count);
  return ops;
}
