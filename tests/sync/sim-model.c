/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sim-model.h"

#include "model/kontor-wire.h"
#include "sync/kontor-sync-limits.h"

/* --- rows --- */

SimRow *
sim_row_copy (const SimRow *row)
{
  SimRow *copy = g_memdup2 (row, sizeof *row);

  copy->fields = kontor_fields_copy (row->fields);
  copy->stamps = g_array_copy (row->stamps);
  return copy;
}

void
sim_row_free (SimRow *row)
{
  kontor_fields_free (row->fields);
  g_array_unref (row->stamps);
  g_free (row);
}

const SimStamp *
sim_row_get_stamp (const SimRow *row, guint32 tag)
{
  for (guint i = 0; i < row->stamps->len; i++)
    if (g_array_index (row->stamps, SimStamp, i).tag == tag)
      return &g_array_index (row->stamps, SimStamp, i);
  return &row->made;
}

void
sim_row_set_stamp (SimRow *row, const SimStamp *stamp)
{
  for (guint i = 0; i < row->stamps->len; i++)
    if (g_array_index (row->stamps, SimStamp, i).tag == stamp->tag)
      {
        g_array_index (row->stamps, SimStamp, i) = *stamp;
        return;
      }
  g_array_append_vals (row->stamps, stamp, 1);
}

gboolean
sim_same_value (const KontorFields *a, const KontorFields *b, guint index)
{
  const KontorValue *left = kontor_fields_get (a, index), *right = kontor_fields_get (b, index);
  gboolean has_left = left != NULL && !kontor_value_is_none (left);
  gboolean has_right = right != NULL && !kontor_value_is_none (right);

  return has_left == has_right && (!has_left || kontor_value_equal (left, right));
}

/* --- the model --- */

static void
free_loser (gpointer data)
{
  SimLoser *loser = data;

  kontor_fields_free (loser->value);
  g_free (loser);
}

static void
free_answer (gpointer data)
{
  SimAnswer *answer = data;

  g_free (answer->print);
  g_free (answer);
}

static void
free_device (gpointer data)
{
  SimModelDevice *device = data;

  g_ptr_array_unref (device->answers);
  g_free (device);
}

SimModel *
sim_model_new (const KontorSchema *schema, const KontorPage *first)
{
  SimModel *self = g_new0 (SimModel, 1);

  self->schema = schema;
  self->rows = g_hash_table_new_full (kontor_id_hash, kontor_id_equal_func, NULL,
                                      (GDestroyNotify) sim_row_free);
  self->losers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_loser);
  self->devices = g_ptr_array_new_with_free_func (free_device);
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->seq = first->head.seq;
  for (guint i = 0; i < first->rows->len; i++)
    {
      const KontorImage *image = first->rows->pdata[i];
      SimRow *row = g_new0 (SimRow, 1);

      row->entity = image->entity;
      row->id = image->id;
      row->fields = kontor_fields_copy (image->fields);
      row->made = (SimStamp) { 0, image->version, image->hlc, image->device };
      row->stamps = g_array_new (FALSE, FALSE, sizeof (SimStamp));
      row->version = image->version;
      g_hash_table_insert (self->rows, &row->id, row);
    }
  return self;
}

void
sim_model_free (SimModel *self)
{
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->losers);
  g_hash_table_unref (self->asked);
  g_ptr_array_unref (self->devices);
  g_free (self->trouble);
  g_free (self);
}

SimModelDevice *
sim_model_get_device (SimModel *self, guint32 device)
{
  while (self->devices->len <= device)
    {
      SimModelDevice *one = g_new0 (SimModelDevice, 1);

      one->answers = g_ptr_array_new_with_free_func (free_answer);
      g_ptr_array_add (self->devices, one);
    }
  return self->devices->pdata[device];
}

/* --- operations --- */

/* What is asked, and when; the same for each retry, and for nothing else of that device and n. */
static char *
print (const KontorOperation *operation)
{
  g_autofree char *id = kontor_id_dup_text (&operation->id);
  g_autofree char *fields
      = operation->fields != NULL ? kontor_fields_dup_json (operation->fields) : g_strdup ("");

  return g_strdup_printf ("%d%s %s %" G_GINT64_MODIFIER "x %s", (int) operation->kind,
                          operation->strict ? " strict" : "", id, operation->hlc, fields);
}

/* The same loser is kept once, and comes with a number of its own. */
static void
keep_losers (SimModel *self, GPtrArray *losers)
{
  for (guint i = 0; i < losers->len; i++)
    {
      SimLoser *loser = losers->pdata[i];
      g_autofree char *id = kontor_id_dup_text (&loser->id);
      g_autofree char *value = kontor_fields_dup_json (loser->value);
      g_autofree char *key
          = g_strdup_printf ("%s %s %u %" G_GINT64_MODIFIER "x %u %s", loser->entity->name, id,
                             loser->tag, loser->hlc, loser->device, value);

      if (g_hash_table_contains (self->losers, key))
        free_loser (loser);
      else
        {
          g_hash_table_insert (self->losers, g_steal_pointer (&key), loser);
          self->seq++;
        }
    }
}

/* Clocks that are ahead of the server's by more than five minutes are set to that. */
static KontorHlc
clamp (KontorHlc hlc, gint64 now)
{
  return MIN (hlc, (guint64) (now + KONTOR_SYNC_MAX_AHEAD) << 16);
}

/* What was asked before, under whatever number, is not done again: the row is shown as it stands. */
static SimAnswer *
repeat (SimModel *self, const KontorOperation *operation, const SimAnswer *first)
{
  const SimRow *row = g_hash_table_lookup (self->rows, &operation->id);
  SimAnswer *answer = g_memdup2 (first, sizeof *first);

  answer->print = g_strdup (first->print);
  if (answer->kind != KONTOR_VERDICT_REFUSED && row == NULL)
    {
      answer->kind = KONTOR_VERDICT_REFUSED;
      answer->refusal = KONTOR_REFUSAL_DELETED;
    }
  else if (answer->kind != KONTOR_VERDICT_REFUSED)
    answer->kind = KONTOR_VERDICT_MERGED;
  answer->version = answer->kind == KONTOR_VERDICT_REFUSED ? 0 : row->version;
  return answer;
}

static SimAnswer *
apply_first (SimModel *self, guint32 device, const KontorOperation *operation, gint64 now)
{
  g_autoptr (GPtrArray) losers = g_ptr_array_new ();
  SimCase one = {
    .model = self,
    .operation = operation,
    .stamp = { 0, self->seq + 1, clamp (operation->hlc, now), device },
    .row = g_hash_table_lookup (self->rows, &operation->id),
    .losers = losers,
  };
  gboolean is_refused;

  sim_rules_apply (&one);
  is_refused = one.answer.kind == KONTOR_VERDICT_REFUSED;
  if (is_refused)
    {
      g_clear_pointer (&one.next, sim_row_free);
      g_ptr_array_set_free_func (losers, free_loser);
    }
  else if (one.next != NULL)
    {
      one.answer.version = one.next->version = ++self->seq;
      g_hash_table_replace (self->rows, &one.next->id, one.next);
    }
  else
    one.answer.version = one.row->version;
  if (!is_refused)
    keep_losers (self, losers);
  one.answer.print = print (operation);
  return g_memdup2 (&one.answer, sizeof one.answer);
}

/* Who asks is a person, by whatever devices. */
static char *
dup_key (SimModel *self, guint32 device, const KontorOperation *operation)
{
  g_autofree char *member = kontor_id_dup_text (&sim_model_get_device (self, device)->member);
  g_autofree char *asked = print (operation);

  return g_strconcat (member, " ", asked, NULL);
}

static SimAnswer *
apply (SimModel *self, guint32 device, const KontorOperation *operation, gint64 now)
{
  g_autofree char *key = dup_key (self, device, operation);
  const SimAnswer *first = g_hash_table_lookup (self->asked, key);
  SimAnswer *answer;

  if (first != NULL)
    return repeat (self, operation, first);
  answer = apply_first (self, device, operation, now);
  g_hash_table_insert (self->asked, g_steal_pointer (&key), answer);
  return answer;
}

/* What there was before a group that may have to be taken back. */
typedef struct
{
  gint64 seq;
  GHashTable *rows;
  GHashTable *losers;
} Before;

static Before
remember (SimModel *self, const KontorPush *push, guint first, guint count)
{
  Before before = { self->seq, g_hash_table_new (kontor_id_hash, kontor_id_equal_func),
                    g_hash_table_new (g_str_hash, g_str_equal) };
  GHashTableIter iter;
  gpointer key;

  for (guint i = first; i < first + count; i++)
    {
      KontorOperation *operation = push->operations->pdata[i];
      SimRow *row = g_hash_table_lookup (self->rows, &operation->id);

      if (!g_hash_table_contains (before.rows, &operation->id))
        g_hash_table_insert (before.rows, &operation->id, row != NULL ? sim_row_copy (row) : NULL);
    }
  g_hash_table_iter_init (&iter, self->losers);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (before.losers, key);
  return before;
}

static gboolean
is_new (gpointer key, gpointer value, gpointer before)
{
  return !g_hash_table_contains (before, key);
}

static void
go_back (SimModel *self, Before *before)
{
  GHashTableIter iter;
  gpointer id, row;

  g_hash_table_iter_init (&iter, before->rows);
  while (g_hash_table_iter_next (&iter, &id, &row))
    {
      SimRow *again = row != NULL ? sim_row_copy (row) : NULL;

      if (again == NULL)
        g_hash_table_remove (self->rows, id);
      else
        g_hash_table_replace (self->rows, &again->id, again);
    }
  g_hash_table_foreach_remove (self->losers, is_new, before->losers);
  self->seq = before->seq;
}

static void
forget (Before *before)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, before->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (row != NULL)
      sim_row_free (row);
  g_hash_table_unref (before->rows);
  g_hash_table_unref (before->losers);
}

/* Of a group that is refused none but the first ones are looked at. */
static void
note_asked (SimModel *self, guint32 device, const KontorOperation *operation, SimAnswer *answer)
{
  g_autofree char *key = dup_key (self, device, operation);

  if (!g_hash_table_contains (self->asked, key))
    g_hash_table_insert (self->asked, g_steal_pointer (&key), answer);
}

/* All or nothing: where one is refused it says why, and the others that it was not them. */
static void
apply_group (SimModel *self, const KontorPush *push, guint first, guint count, gint64 now)
{
  GPtrArray *answers = sim_model_get_device (self, push->device)->answers;
  Before before = remember (self, push, first, count);
  guint begin = answers->len, refused = G_MAXUINT;

  for (guint i = 0; i < count && refused == G_MAXUINT; i++)
    {
      SimAnswer *answer = apply (self, push->device, push->operations->pdata[first + i], now);

      g_ptr_array_add (answers, answer);
      if (answer->kind == KONTOR_VERDICT_REFUSED)
        refused = i;
    }
  if (refused != G_MAXUINT)
    go_back (self, &before);
  for (guint i = 0; i < count && refused != G_MAXUINT; i++)
    {
      SimAnswer *answer = i <= refused ? answers->pdata[begin + i] : g_new0 (SimAnswer, 1);

      if (i > refused)
        {
          answer->print = print (push->operations->pdata[first + i]);
          g_ptr_array_add (answers, answer);
          note_asked (self, push->device, push->operations->pdata[first + i], answer);
        }
      if (i == refused)
        continue;
      answer->kind = KONTOR_VERDICT_REFUSED;
      answer->refusal = KONTOR_REFUSAL_GROUP;
      answer->version = 0;
    }
  forget (&before);
}

static void
apply_new (SimModel *self, const KontorPush *push, guint first, gint64 now)
{
  while (first < push->operations->len)
    {
      gint64 group = ((const KontorOperation *) push->operations->pdata[first])->group;
      guint end = first + 1;

      while (end < push->operations->len
             && ((const KontorOperation *) push->operations->pdata[end])->group == group)
        end++;
      apply_group (self, push, first, end - first, now);
      first = end;
    }
}

/* --- pushes --- */

/* TRUE where the device has asked something else under one of these numbers before. */
static gboolean
is_forked (const SimModelDevice *device, const KontorPush *push, guint answered)
{
  for (guint i = 0; i < answered; i++)
    {
      const SimAnswer *answer = device->answers->pdata[push->from - 1 + i];
      g_autofree char *asked = print (push->operations->pdata[i]);

      if (!g_str_equal (answer->print, asked))
        return TRUE;
    }
  return FALSE;
}

static void
check_answer (SimModel *self, const SimModelDevice *device, const KontorVerdict *verdict)
{
  const SimAnswer *must = device->answers->pdata[verdict->n - 1];

  if (self->trouble == NULL
      && (verdict->kind != must->kind || verdict->refusal != must->refusal
          || verdict->version != must->version))
    self->trouble = g_strdup_printf (
        "the server answers %" G_GINT64_FORMAT " with %d %s at %" G_GINT64_FORMAT
        " and not with %d %s at %" G_GINT64_FORMAT ": %s",
        verdict->n, (int) verdict->kind, kontor_refusal_to_text (verdict->refusal),
        verdict->version, (int) must->kind, kontor_refusal_to_text (must->refusal), must->version,
        must->print);
}

static void
take_push (SimModel *self, const KontorPush *push, gint64 now, const KontorAnswer *answer)
{
  SimModelDevice *device = sim_model_get_device (self, push->device);
  guint answered = (guint) MIN ((gint64) device->answers->len + 1 - push->from,
                                (gint64) push->operations->len);

  apply_new (self, push, answered, now);
  device->ack = MAX (device->ack, push->ack);
  for (guint i = 0; answer != NULL && i < answer->verdicts->len; i++)
    check_answer (self, device, answer->verdicts->pdata[i]);
  if (answer != NULL && self->trouble == NULL && answer->seq != self->seq)
    self->trouble
        = g_strdup_printf ("the server is at %" G_GINT64_FORMAT " and not at %" G_GINT64_FORMAT,
                           answer->seq, self->seq);
}

gboolean
sim_model_push (SimModel *self,
                const KontorPush *push,
                gint64 now,
                KontordOutcome outcome,
                const KontorAnswer *answer)
{
  SimModelDevice *device = sim_model_get_device (self, push->device);
  KontordOutcome must = KONTORD_OUTCOME_DONE;
  guint answered;

  if (push->from > (gint64) device->answers->len + 1)
    must = KONTORD_OUTCOME_GAP;
  else
    {
      answered = (guint) MIN ((gint64) device->answers->len + 1 - push->from,
                              (gint64) push->operations->len);
      /* What was acknowledged may have been forgotten. */
      if (is_forked (device, push, answered)
          || (outcome == KONTORD_OUTCOME_FORKED && answered > 0 && push->from <= device->ack))
        must = KONTORD_OUTCOME_FORKED;
    }
  if (outcome != must)
    self->trouble
        = g_strdup_printf ("a push of %u ends as %d and not as %d", push->device, outcome, must);
  else if (must == KONTORD_OUTCOME_DONE)
    take_push (self, push, now, answer);
  return self->trouble == NULL;
}
