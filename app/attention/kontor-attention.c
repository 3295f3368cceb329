/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "attention/kontor-attention.h"

#include "store/kontor-conflicts.h"
#include "store/kontor-outbox.h"
#include "words/kontor-format.h"

static void
clear_field (gpointer data)
{
  KontorAttentionField *field = data;

  g_free (field->before);
  g_free (field->theirs);
  g_free (field->mine);
}

static KontorAttention *
attention_new (const KontorEntity *entity, const KontorId *record, gint64 time)
{
  KontorAttention *self = g_new0 (KontorAttention, 1);

  self->entity = entity;
  self->record = *record;
  self->time = time;
  self->fields = g_array_new (FALSE, FALSE, sizeof (KontorAttentionField));
  g_array_set_clear_func (self->fields, clear_field);
  return self;
}

void
kontor_attention_free (KontorAttention *self)
{
  g_free (self->title);
  g_free (self->code);
  g_free (self->author);
  g_free (self->winner);
  g_array_unref (self->fields);
  g_free (self);
}

static char *
dup_title_of (KontorStore *store, const KontorId *id)
{
  g_autoptr (KontorRecord) record = kontor_store_find (store, id, NULL);

  return record != NULL ? g_strdup (kontor_record_get_title (record)) : NULL;
}

/* NULL where @fields is, or lacks the field. */
static char *
dup_text (KontorStore *store, const KontorFields *fields, guint index)
{
  const KontorValue *value = fields != NULL ? kontor_fields_get (fields, index) : NULL;
  const KontorField *field;
  char *title;

  if (value == NULL)
    return NULL;
  field = kontor_entity_get_field (kontor_fields_get_entity (fields), index);
  title = value->type == KONTOR_REF ? dup_title_of (store, &value->id) : NULL;
  return title != NULL ? title : kontor_format_value (field, value);
}

/* Empty fields of a new record say nothing. */
static gboolean
is_worth_showing (const KontorAttentionField *field)
{
  return (field->before != NULL && *field->before != '\0')
         || (field->theirs != NULL && *field->theirs != '\0')
         || (field->mine != NULL && *field->mine != '\0');
}

static void
add_fields (KontorAttention *self,
            KontorStore *store,
            const KontorFields *before,
            const KontorFields *theirs,
            const KontorFields *mine)
{
  for (guint64 rest = kontor_fields_get_mask (mine); rest != 0; rest &= rest - 1)
    {
      guint index = (guint) __builtin_ctzll (rest);
      KontorAttentionField field = {
        .field = kontor_entity_get_field (self->entity, index),
        .before = dup_text (store, before, index),
        .theirs = dup_text (store, theirs, index),
        .mine = dup_text (store, mine, index),
      };

      if (is_worth_showing (&field))
        g_array_append_val (self->fields, field);
      else
        clear_field (&field);
    }
}

static void
set_title (KontorAttention *self, KontorRecord *record, const KontorFields *mine)
{
  self->exists = record != NULL && !kontor_record_is_trashed (record);
  self->title = record != NULL ? g_strdup (kontor_record_get_title (record))
                               : kontor_fields_dup_title (mine);
}

static KontorAttention *
read_refused (KontorStore *store, const KontorOutboxOp *op, GError **error)
{
  g_autoptr (KontorFields) before = NULL, mine = NULL;
  g_autoptr (KontorRecord) record = NULL;
  KontorAttention *self;

  if (!kontor_outbox_read (store, op, &before, &mine, error))
    return NULL;
  record = kontor_store_get (store, op->entity, &op->id, NULL);
  self = attention_new (op->entity, &op->id, op->time);
  self->op = op->op;
  self->code = g_strdup (op->code);
  set_title (self, record, mine);
  add_fields (self, store, before, record != NULL ? kontor_record_get_fields (record) : NULL, mine);
  return self;
}

/* What field @index was before @change, which wrote @written there; NULL where it did not. */
static const KontorValue *
get_value_before (const KontorChange *change, const KontorFields *written, guint index)
{
  const KontorValue *after = kontor_fields_get (change->after, index);
  const KontorValue *value = kontor_fields_get (written, index);

  return change->before != NULL && after != NULL && value != NULL
                 && kontor_value_equal (after, value)
             ? kontor_fields_get (change->before, index)
             : NULL;
}

/* What both started from, as the journal of this computer tells it: what was there before one of the
 * two was written. That the one came after the other tells nothing. */
static const KontorValue *
find_base (GPtrArray *changes, const KontorConflict *conflict, guint index)
{
  const KontorFields *sides[] = { conflict->lost, conflict->won };

  for (guint side = 0; side < G_N_ELEMENTS (sides); side++)
    for (guint i = 0; i < changes->len; i++)
      {
        const KontorValue *base = get_value_before (changes->pdata[i], sides[side], index);
        const KontorValue *other = kontor_fields_get (sides[1 - side], index);

        if (base != NULL && (other == NULL || !kontor_value_equal (base, other)))
          return base;
      }
  return NULL;
}

/* More changes of one record than lie between a loss and its being looked at. */
#define MAX_CHANGES 200

static KontorFields *
find_bases (KontorStore *store, const KontorConflict *conflict)
{
  g_autoptr (GPtrArray) changes
      = kontor_journal_list_record (store, conflict->entity, &conflict->record, MAX_CHANGES, NULL);
  KontorFields *bases = kontor_fields_new (conflict->entity);

  if (changes == NULL)
    return bases;
  for (guint64 rest = kontor_fields_get_mask (conflict->lost); rest != 0; rest &= rest - 1)
    {
      guint index = (guint) __builtin_ctzll (rest);
      const KontorValue *base = find_base (changes, conflict, index);

      if (base != NULL)
        kontor_fields_set (bases, index, base);
    }
  return bases;
}

/* NULL for who works here. */
static char *
dup_other_member (KontorStore *store, const KontorId *member)
{
  KontorId me;

  kontor_store_get_me (store, &me);
  return kontor_id_is_null (member) || kontor_id_equal (member, &me) ? NULL
                                                                     : dup_title_of (store, member);
}

static KontorAttention *
read_conflict (KontorStore *store, const KontorConflict *conflict)
{
  g_autoptr (KontorRecord) record
      = kontor_store_get (store, conflict->entity, &conflict->record, NULL);
  g_autoptr (KontorFields) bases = find_bases (store, conflict);
  KontorAttention *self = attention_new (conflict->entity, &conflict->record, conflict->written_at);
  KontorId me;

  kontor_store_get_me (store, &me);
  self->conflict = conflict->id;
  self->author = dup_other_member (store, &conflict->author);
  self->winner = dup_other_member (store, &conflict->winner);
  self->won = kontor_id_equal (&conflict->winner, &me);
  set_title (self, record, conflict->lost);
  add_fields (self, store, bases,
              record != NULL ? kontor_record_get_fields (record) : conflict->won, conflict->lost);
  return self;
}

static gboolean
add_refused (GPtrArray *list, KontorStore *store, GError **error)
{
  g_autoptr (GArray) ops = kontor_outbox_list_refused (store, error);

  for (guint i = 0; ops != NULL && i < ops->len; i++)
    {
      const KontorOutboxOp *op = &g_array_index (ops, KontorOutboxOp, i);
      KontorAttention *self = op->entity != NULL ? read_refused (store, op, error) : NULL;

      if (self == NULL && op->entity != NULL)
        return FALSE;
      if (self != NULL)
        g_ptr_array_add (list, self);
    }
  return ops != NULL;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const KontorAttention *one = *(KontorAttention *const *) a;
  const KontorAttention *two = *(KontorAttention *const *) b;

  return (one->time < two->time) - (one->time > two->time);
}

GPtrArray *
kontor_attention_list (KontorStore *store, guint limit, GError **error)
{
  g_autoptr (GPtrArray) list
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_attention_free);
  g_autoptr (GPtrArray) conflicts = kontor_conflicts_list (store, limit, error);

  if (conflicts == NULL || !add_refused (list, store, error))
    return NULL;
  for (guint i = 0; i < conflicts->len; i++)
    g_ptr_array_add (list, read_conflict (store, conflicts->pdata[i]));
  g_ptr_array_sort (list, compare_newest_first);
  if (list->len > limit)
    g_ptr_array_set_size (list, (int) limit);
  return g_steal_pointer (&list);
}

gint64
kontor_attention_count (KontorStore *store)
{
  return kontor_outbox_count_refused (store) + kontor_conflicts_count (store);
}
