/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-journal-private.h"

#include "store/kontor-act-private.h"
#include "store/kontor-payload.h"

/* Operations are read in steps of this many, so that undoing a large import needs little memory. */
#define STEP 2000

typedef struct
{
  KontorStore *store;
  KontorJournalEntry *entry;
  KontorAct *act;
  GArray *kept;
  gboolean touched_since; /* what others wrote after the entry may be in the way */
  guint n_kept;
} Undo;

static void
refuse_twice (gint64 number, GError **error)
{
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT,
               "entry %" G_GINT64_FORMAT " is undone already", number);
}

/* An entry that was undone and redone stands by its redo: that is what can be undone. */
static KontorJournalEntry *
find_standing (KontorStore *store, gint64 number, GError **error)
{
  g_autoptr (KontorJournalEntry) entry = kontor_journal_get (store, number, error);

  while (entry != NULL && entry->undone_by != 0)
    {
      g_autoptr (KontorJournalEntry) undo = kontor_journal_get (store, entry->undone_by, error);
      KontorJournalEntry *redo;

      if (undo == NULL)
        return NULL;
      if (undo->undone_by == 0)
        {
          refuse_twice (number, error);
          return NULL;
        }
      redo = kontor_journal_get (store, undo->undone_by, error);
      kontor_journal_entry_free (entry);
      entry = redo;
    }
  return g_steal_pointer (&entry);
}

static void
keep (Undo *self, const KontorOp *op, KontorKeptReason reason, gint64 later)
{
  KontorKept kept = { op->entity, op->id, op->mask, reason, later };

  self->n_kept++;
  if (self->kept != NULL)
    g_array_append_val (self->kept, kept);
}

static char *
dup_user_sql (gconstpointer subject, guint64 field)
{
  const KontorEntity *user = subject;

  return g_strdup_printf (
      "SELECT (SELECT o.entry FROM journal_op AS o WHERE o.id = t.id ORDER BY o.op DESC LIMIT 1) "
      "FROM \"%s\" AS t WHERE t.\"%s\" = ?1 AND t.deleted_at IS NULL AND NOT EXISTS "
      "(SELECT 1 FROM journal_op AS o WHERE o.id = t.id AND o.entry = ?2) LIMIT 1",
      user->name, user->fields[field].name);
}

static gboolean
find_user_by (Undo *self,
              const KontorEntity *user,
              guint field,
              const KontorOp *op,
              gint64 *entry,
              GError **error)
{
  KontorStatement *statement
      = kontor_database_prepare_for (self->store->database, dup_user_sql, user, field, error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_id (statement, 1, &op->id);
  kontor_statement_bind_int (statement, 2, op->entry);
  if (!kontor_statement_step (statement, &row, error))
    return FALSE;
  if (!row)
    return TRUE;
  /* One that came with a first load is of no entry. */
  *entry = MAX (kontor_statement_get_int (statement, 0), 1);
  kontor_statement_reset (statement);
  return TRUE;
}

/* A live record of another entry that points to @op's record; its entry, 0 for none. */
static gboolean
find_user (Undo *self, const KontorOp *op, gint64 *entry, GError **error)
{
  const KontorSchema *schema = self->store->schema;

  *entry = 0;
  for (guint i = 0; i < schema->n_entities; i++)
    for (guint j = 0; j < schema->entities[i]->n_fields && *entry == 0; j++)
      {
        const KontorField *field = &schema->entities[i]->fields[j];

        if (field->type == KONTOR_REF && g_str_equal (field->target, op->entity->name)
            && !find_user_by (self, schema->entities[i], j, op, entry, error))
          return FALSE;
      }
  return TRUE;
}

static gboolean
keep_changed (Undo *self, const KontorOp *op, guint64 groups, GError **error)
{
  KontorOp changed = *op;
  gint64 later;

  changed.mask = groups;
  later = kontor_journal_find_later (self->store, &changed, op->entry, error);
  if (later >= 0)
    keep (self, &changed, KONTOR_KEPT_CHANGED_SINCE, later);
  return later >= 0;
}

/* A group that is not as the operation left it stays as it is: somebody meant it so. What was
 * changed and changed back is as it was left. */
static guint64
find_changed_groups (const KontorFields *after, const KontorFields *present)
{
  const KontorEntity *entity = kontor_fields_get_entity (after);
  guint64 mask = kontor_fields_get_mask (after), groups = 0;

  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    if ((mask >> i & 1) != 0
        && !kontor_value_equal (kontor_fields_get (after, i), kontor_fields_get (present, i)))
      groups |= G_GUINT64_CONSTANT (1) << kontor_entity_get_group (entity, i);
  return groups;
}

static gboolean
is_extra_changed (const KontorFields *after, const KontorFields *present, const char *key)
{
  const char *left = kontor_fields_get_extra (after, key);
  const char *stands = kontor_fields_get_extra (present, key);

  return g_strcmp0 (left == NULL ? "null" : left, stands == NULL ? "null" : stands) != 0;
}

/* The same for fields that this Kontor does not know, each a group of its own. */
static gboolean
has_changed_extras (const KontorFields *after, const KontorFields *present)
{
  g_autofree const char **keys = kontor_fields_list_extra (after);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    if (is_extra_changed (after, present, keys[i]))
      return TRUE;
  return FALSE;
}

static void
remove_changed_extras (KontorFields *before, const KontorFields *after, const KontorFields *present)
{
  g_autofree const char **keys = kontor_fields_list_extra (after);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    if (is_extra_changed (after, present, keys[i]))
      kontor_fields_set_extra (before, keys[i], NULL);
}

static void
remove_groups (KontorFields *fields, guint64 groups)
{
  const KontorEntity *entity = kontor_fields_get_entity (fields);

  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    if ((groups >> kontor_entity_get_group (entity, i) & 1) != 0)
      kontor_fields_remove (fields, i);
}

static gboolean
undo_update (Undo *self, const KontorOp *op, KontorRow *row, GError **error)
{
  g_autoptr (KontorFields) before = NULL, after = NULL;
  guint64 changed;

  if (!kontor_payload_read (op->payload, op->entity, &before, &after, error))
    return FALSE;
  if (!self->touched_since)
    return kontor_act_change_row (self->act, row, before, error);
  changed = find_changed_groups (after, row->fields);
  if ((changed != 0 || has_changed_extras (after, row->fields))
      && !keep_changed (self, op, changed, error))
    return FALSE;
  remove_groups (before, changed);
  remove_changed_extras (before, after, row->fields);
  return kontor_act_change_row (self->act, row, before, error);
}

static gboolean
undo_insert (Undo *self, const KontorOp *op, KontorRow *row, GError **error)
{
  g_autoptr (KontorFields) made = NULL;
  guint64 changed = 0;
  gint64 user;

  if (!kontor_row_is_live (row))
    return TRUE;
  if (!self->touched_since)
    return kontor_act_set_life (self->act, row, FALSE, error);
  made = kontor_journal_get_fields_after (self->store, op->entity, &op->id, op->op, error);
  if (made == NULL)
    return FALSE;
  changed = find_changed_groups (made, row->fields);
  if (changed != 0 || has_changed_extras (made, row->fields)
      || has_changed_extras (row->fields, made))
    return keep_changed (self, op, changed, error);
  if (!find_user (self, op, &user, error))
    return FALSE;
  if (user == 0)
    return kontor_act_set_life (self->act, row, FALSE, error);
  keep (self, op, KONTOR_KEPT_IN_USE, user);
  return TRUE;
}

/* FALSE with an error. @row stays empty where the record is gone. */
static gboolean
load (Undo *self, const KontorOp *op, KontorRow *row, GError **error)
{
  g_autoptr (GError) own = NULL;

  if (kontor_row_load (self->store->database, op->entity, &op->id, row, &own)
      || g_error_matches (own, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&own));
  return FALSE;
}

/* What the server refused does not stand: there is nothing to take back. */
static gboolean
stands (const KontorOp *op)
{
  return op->entity != NULL && op->state != KONTOR_OP_REFUSED && op->state != KONTOR_OP_SETTLED;
}

static gboolean
undo_op (Undo *self, const KontorOp *op, GError **error)
{
  g_auto (KontorRow) row = { 0 };

  if (!stands (op))
    return TRUE;
  if (!load (self, op, &row, error))
    return FALSE;
  if (row.fields == NULL)
    return TRUE;
  kontor_act_next_group (self->act);
  return op->kind == KONTOR_OP_INSERT ? undo_insert (self, op, &row, error)
                                      : undo_update (self, op, &row, error);
}

/* So much is looked at one by one. Where others wrote more, each operation is checked instead. */
#define MANY_TOUCHED 10000

static gboolean
concerns (Undo *self, const KontorPlace *place, gboolean *concerned, GError **error)
{
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (KontorPlace));
  gint64 entry = self->entry->entry;

  *concerned = TRUE;
  if (place->entity == NULL)
    return TRUE;
  if (!kontor_journal_find_of_entry (self->store, entry, &place->id, FALSE, concerned, error))
    return FALSE;
  if (*concerned)
    return TRUE;
  if (!kontor_journal_list_targets (self->store, entry, place, targets, error))
    return FALSE;
  *concerned = targets->len > 0;
  return TRUE;
}

/* Looks whether what others wrote with operation @from and after is in the way of anything: of the
 * entry's records, or referring to them. */
static gboolean
look_at_others (Undo *self, gint64 from, GError **error)
{
  g_autoptr (GArray) places = kontor_journal_list_touched (self->store, from, self->entry->entry,
                                                           MANY_TOUCHED + 1, error);

  if (places == NULL)
    return FALSE;
  self->touched_since |= places->len > MANY_TOUCHED;
  for (guint i = 0; i < places->len && !self->touched_since; i++)
    if (!concerns (self, &g_array_index (places, KontorPlace, i), &self->touched_since, error))
      return FALSE;
  return TRUE;
}

/* Others write between two steps: what is in the way after that has to be seen. */
static gboolean
end_step (Undo *self, GError **error)
{
  static const char sql[] = "SELECT max (op) FROM journal_op";
  gint64 last = kontor_database_get_int (self->store->database, sql, 0);

  return kontor_act_checkpoint (self->act, error)
         && (self->touched_since || look_at_others (self, last + 1, error));
}

static gboolean
undo_ops (Undo *self, gboolean in_chunks, GError **error)
{
  guint left = self->entry->count;

  while (left > 0)
    {
      guint step = MIN (left, STEP);
      g_autoptr (GArray) ops
          = kontor_journal_read_ops (self->store, self->entry->entry, left - step, step, error);

      if (ops == NULL)
        return FALSE;
      for (guint i = ops->len; i > 0; i--)
        if (!undo_op (self, &g_array_index (ops, KontorOp, i - 1), error))
          return FALSE;
      left -= step;
      if (in_chunks && left > 0 && !end_step (self, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
mark_undone (Undo *self, gint64 by, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      self->store->database, "UPDATE journal_entry SET undone_by = ?2 WHERE entry = ?1", error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, self->entry->entry);
  kontor_statement_bind_int (statement, 2, by);
  return kontor_statement_run (statement, error);
}

static gint64
find_first_op (Undo *self)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT first_op FROM journal_entry WHERE entry = %" G_GINT64_FORMAT, self->entry->entry);

  return kontor_database_get_int (self->store->database, sql, 0);
}

/* Whether another program is at it, or was since @entry was read. */
static gboolean
check_standing (Undo *self, GError **error)
{
  gint64 number = self->entry->entry;
  KontorStatement *statement = kontor_database_prepare (
      self->store->database,
      "SELECT undone_by, (SELECT count (*) FROM journal_entry AS u WHERE u.state = 0 "
      "AND u.undoes = e.entry AND u.entry <> ?2) FROM journal_entry AS e WHERE e.entry = ?1",
      error);
  gboolean row, undone, running;

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, number);
  kontor_statement_bind_int (statement, 2, kontor_act_get_entry (self->act));
  if (!kontor_statement_step (statement, &row, error))
    return FALSE;
  undone = !row || kontor_statement_get_int (statement, 0) != 0;
  running = row && kontor_statement_get_int (statement, 1) > 0;
  kontor_statement_reset (statement);
  if (running)
    g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_BUSY,
                 "entry %" G_GINT64_FORMAT " is being undone", number);
  else if (undone)
    refuse_twice (number, error);
  return !running && !undone;
}

static gboolean
run (Undo *self, KontorUndoFlags flags, gint64 *made, GError **error)
{
  KontorActInfo info = {
    .verb = self->entry->verb,
    .entity = self->entry->entity,
    .origin = self->entry->origin == KONTOR_ORIGIN_UNDO ? KONTOR_ORIGIN_REDO : KONTOR_ORIGIN_UNDO,
    .args = self->entry->args,
  };
  gint64 entry;

  self->act = kontor_act_begin_undo (self->store, &info, self->entry->entry, error);
  if (self->act == NULL || !check_standing (self, error))
    return FALSE;
  entry = kontor_act_get_entry (self->act);
  /* Asked now that nobody else can write, and before the act itself does. */
  if (!look_at_others (self, find_first_op (self), error))
    return FALSE;
  /* With nothing in the way it may commit in steps. If something comes between two of them, they
   * are taken back. */
  if (!undo_ops (self, !self->touched_since || (flags & KONTOR_UNDO_REST) != 0, error))
    return FALSE;
  if (self->n_kept > 0 && (flags & KONTOR_UNDO_REST) == 0)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT,
                   "%u things have changed since entry %" G_GINT64_FORMAT, self->n_kept,
                   self->entry->entry);
      return FALSE;
    }
  if (!mark_undone (self, entry, error))
    return FALSE;
  return kontor_act_commit (g_steal_pointer (&self->act), made, error);
}

gboolean
kontor_journal_undo (KontorStore *store,
                     gint64 entry,
                     KontorUndoFlags flags,
                     gint64 *made,
                     GArray *kept,
                     GError **error)
{
  g_autoptr (KontorJournalEntry) standing = NULL;
  Undo undo = { .store = store, .kept = kept };
  gboolean done;

  /* A program may have ended in the middle of undoing this very entry. */
  if (!kontor_store_recover (store, error))
    return FALSE;
  undo.entry = standing = find_standing (store, entry, error);
  if (standing == NULL)
    return FALSE;
  done = run (&undo, flags, made, error);
  g_clear_pointer (&undo.act, kontor_act_cancel);
  return done;
}
