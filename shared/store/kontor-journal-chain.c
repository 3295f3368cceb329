/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-journal-private.h"

#include "store/kontor-act-private.h"
#include "store/kontor-payload.h"

/* The operations on one record, gone through in their order. */
typedef struct
{
  KontorStore *store;
  GPtrArray *findings;
  const KontorEntity *entity; /* NULL for one that this Kontor does not know */
  KontorId id;
  KontorFields *left; /* as the operations so far have left it, what they have set; or NULL */
  gboolean gone;      /* its creation was refused */
} Chain;

static void
report (Chain *self, const char *field, const char *what)
{
  g_autofree char *id = kontor_id_dup_text (&self->id);

  g_ptr_array_add (self->findings, g_strdup_printf ("journal: %s of %s %s %s", field,
                                                    self->entity->name, id, what));
}

static gboolean
is_same_value (const KontorValue *a, const KontorValue *b)
{
  gboolean has_a = a != NULL && !kontor_value_is_none (a);
  gboolean has_b = b != NULL && !kontor_value_is_none (b);

  return has_a == has_b && (!has_a || kontor_value_equal (a, b));
}

static gboolean
is_same_extra (const KontorFields *a, const KontorFields *b, const char *key)
{
  const char *left = kontor_fields_get_extra (a, key), *right = kontor_fields_get_extra (b, key);

  return g_str_equal (left == NULL ? "null" : left, right == NULL ? "null" : right);
}

/* Reports what the operations so far have left otherwise than @found has it. Only of what @of has:
 * an operation says nothing about the rest. */
static void
compare (Chain *self, const KontorFields *found, const KontorFields *of, const char *what)
{
  guint64 mask = kontor_fields_get_mask (self->left) & kontor_fields_get_mask (of);
  g_autofree const char **keys = kontor_fields_list_extra (of);

  for (guint64 rest = mask; rest != 0; rest &= rest - 1)
    {
      guint index = (guint) __builtin_ctzll (rest);

      if (!is_same_value (kontor_fields_get (self->left, index), kontor_fields_get (found, index)))
        report (self, kontor_entity_get_field (self->entity, index)->name, what);
    }
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    if (kontor_fields_get_extra (self->left, keys[i]) != NULL
        && !is_same_extra (self->left, found, keys[i]))
      report (self, keys[i], what);
}

/* Where the row is gone, as its creation was refused, there is nothing to compare. */
static gboolean
end_record (Chain *self, GError **error)
{
  g_autoptr (KontorFields) left = self->left;
  g_auto (KontorRow) row = { 0 };
  g_autoptr (GError) own = NULL;

  if (left == NULL)
    return TRUE;
  if (kontor_row_load (self->store->database, self->entity, &self->id, &row, &own))
    compare (self, row.fields, left, "is not as the last operation left it");
  self->left = NULL;
  if (own == NULL || g_error_matches (own, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&own));
  return FALSE;
}

static void
take_update (Chain *self, const KontorOp *op)
{
  g_autoptr (KontorFields) before = NULL, after = NULL;
  g_autofree char *what = NULL;

  if (!kontor_payload_read (op->payload, op->entity, &before, &after, NULL))
    {
      report (self, "a change", "can't be read");
      return;
    }
  what = g_strdup_printf ("was not what operation %" G_GINT64_FORMAT " found", op->op);
  if (self->left == NULL)
    self->left = kontor_fields_new (op->entity);
  compare (self, before, before, what);
  kontor_fields_overlay (self->left, after);
}

/* What a record was made with is its present values with all that came later taken back. */
static void
take_insert (Chain *self, const KontorOp *op)
{
  g_clear_pointer (&self->left, kontor_fields_free);
  self->gone = op->state == KONTOR_OP_REFUSED || op->state == KONTOR_OP_SETTLED;
}

/* An edit of a record that was not to be has left nothing behind, not even one that was accepted, as
 * somebody else had made the same one, a link that is named after what it joins: that comes as it
 * was before, and says nothing of how it came. What is written of it from then on has found it. */
static gboolean
is_of_nothing (const Chain *self, const KontorOp *op)
{
  return self->gone && op->state != KONTOR_OP_LOCAL;
}

static gboolean
take_op (Chain *self, const KontorOp *op, GError **error)
{
  if (!kontor_id_equal (&op->id, &self->id))
    {
      if (!end_record (self, error))
        return FALSE;
      self->id = op->id;
      self->entity = op->entity;
      self->gone = FALSE;
    }
  if (self->entity == NULL)
    return TRUE;
  if (op->kind != KONTOR_OP_UPDATE)
    take_insert (self, op);
  else if (!is_of_nothing (self, op))
    {
      self->gone = FALSE;
      take_update (self, op);
    }
  return TRUE;
}

static gboolean
take_ops (Chain *self, KontorStatement *statement, GError **error)
{
  gboolean row;

  while (kontor_statement_step (statement, &row, error))
    {
      g_auto (KontorOp) op = { 0 };

      if (!row)
        return end_record (self, error);
      kontor_op_read (statement, self->store, &op);
      if (!take_op (self, &op, error))
        return FALSE;
    }
  return FALSE;
}

gboolean
kontor_journal_check_chains (KontorStore *store, GPtrArray *findings, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      store->database, "SELECT " KONTOR_OP_COLUMNS " FROM journal_op ORDER BY id, op", error);
  Chain self = { .store = store, .findings = findings };
  gboolean done;

  if (statement == NULL)
    return FALSE;
  done = take_ops (&self, statement, error);
  kontor_statement_reset (statement);
  g_clear_pointer (&self.left, kontor_fields_free);
  return done;
}
