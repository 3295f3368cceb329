/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-apply.h"

#include "storage/kontord-operation.h"
#include "storage/kontord-origins.h"
#include "storage/kontord-sql.h"
#include "storage/kontord-verdicts.h"
#include "sync/kontor-sync-limits.h"

/* What a group may bring into an answer, which began below KONTOR_SYNC_PAGE_BYTES: it stays below
 * KONTOR_SYNC_MAX_BODY. */
#define MAX_GROUP_BYTES (KONTOR_SYNC_MAX_BODY / 2)

/* --- devices --- */

/* The last operation of the device that was answered; a device that is new here is entered. */
static gboolean
read_last_n (KontorDatabase *database, const KontordActor *actor, gint64 *last_n, GError **error)
{
  KontorStatement *row;

  if (!kontord_sql_first (database, &row, error,
                          "INSERT INTO device (device, member, last_n) VALUES (?1, ?2, 0)"
                          " ON CONFLICT DO UPDATE SET member = excluded.member RETURNING last_n",
                          KONTORD_INT (actor->device), KONTORD_ID (&actor->member)))
    return FALSE;
  *last_n = kontor_statement_get_int (row, 0);
  kontor_statement_reset (row);
  return TRUE;
}

/* --- groups --- */

/* What is done of a push, as far as it has come. */
typedef struct
{
  KontordOperationContext *context;
  const KontorPush *push;
  KontordReading *reading; /* NULL where all of @push is there */
  guint n_there;           /* operations that are known to be */
  GPtrArray *verdicts;
  GByteArray *packed; /* the verdicts from the first new one on, as they are kept for a retry */
  gsize before;       /* bytes of the answer that others take */
  KontordOrigins origins;
} Work;

static gboolean
has_operation (Work *self, guint index)
{
  if (index >= self->n_there && self->reading != NULL)
    self->n_there = kontord_reading_wait (self->reading, index + 1);
  return index < self->n_there;
}

/* The number of operations from @first on that stand or fall together. */
static guint
measure_group (Work *self, guint first)
{
  gpointer *operations = self->push->operations->pdata;
  gint64 group = ((KontorOperation *) operations[first])->group;
  guint end = first + 1;

  while (has_operation (self, end) && ((KontorOperation *) operations[end])->group == group)
    end++;
  return end - first;
}

static void
pack (Work *self, guint first)
{
  for (guint i = first; i < self->verdicts->len; i++)
    kontord_verdicts_append (self->packed,
                             ((KontorOperation *) self->push->operations->pdata[i])->hash,
                             self->verdicts->pdata[i]);
}

/* All of a group are refused when one is: that one says why, the others that it is not them. None
 * shows its row, which they saw with what has been taken back. */
static void
refuse_others (GPtrArray *verdicts, guint first, guint guilty)
{
  for (guint i = first; i < verdicts->len; i++)
    {
      KontorVerdict *verdict = verdicts->pdata[i];

      g_clear_pointer (&verdict->image, kontor_image_free);
      if (i == guilty)
        continue;
      verdict->kind = KONTOR_VERDICT_REFUSED;
      verdict->refusal = KONTOR_REFUSAL_GROUP;
      verdict->version = 0;
    }
}

/* Whatever number it comes under, an operation is done once. */
static KontorVerdict *
decide (Work *self, const KontorOperation *operation, GError **error)
{
  KontorRefusal refusal;
  gboolean found;

  if (!kontord_origins_find (&self->origins, operation, &found, &refusal, error))
    return NULL;
  return found ? kontord_operation_repeat (self->context, operation, refusal, error)
               : kontord_operation_apply (self->context, operation, error);
}

static gboolean
apply_one (Work *self, guint index, KontorVerdict **verdict, GError **error)
{
  *verdict = decide (self, self->push->operations->pdata[index], error);
  if (*verdict == NULL)
    return FALSE;
  g_ptr_array_add (self->verdicts, *verdict);
  pack (self, index);
  return TRUE;
}

/* Applies operations until one is refused; *guilty is its place, or the end. A group that changes
 * little of many large rows is answered with all of them: there is a limit to that as well. */
static gboolean
apply_until_refused (Work *self, guint first, guint count, guint *guilty, GError **error)
{
  guint begin = self->packed->len;

  for (*guilty = first; *guilty < first + count; (*guilty)++)
    {
      KontorVerdict *verdict;

      if (!apply_one (self, *guilty, &verdict, error))
        return FALSE;
      if (self->packed->len - begin > MAX_GROUP_BYTES)
        {
          verdict->kind = KONTOR_VERDICT_REFUSED;
          verdict->refusal = KONTOR_REFUSAL_LARGE;
          verdict->version = 0;
        }
      if (verdict->kind == KONTOR_VERDICT_REFUSED)
        break;
    }
  return TRUE;
}

/* A group of several: what its first ones wrote goes away when a later one is refused. */
static gboolean
apply_group (Work *self, guint first, guint count, GError **error)
{
  KontordOperationContext *context = self->context;
  gint64 seq = context->seq;
  guint begin = self->packed->len, guilty;

  if (!kontord_new_changes_write (&context->new_changes, context->database, error)
      || !kontor_database_exec (context->database, "SAVEPOINT work", error)
      || !apply_until_refused (self, first, count, &guilty, error))
    return FALSE;
  if (guilty == first + count)
    return kontor_database_exec (context->database, "RELEASE work", error);
  context->seq = seq;
  context->known.entity = NULL;
  kontord_new_changes_drop (&context->new_changes);
  for (guint i = guilty + 1; i < first + count; i++)
    {
      KontorOperation *operation = self->push->operations->pdata[i];

      g_ptr_array_add (self->verdicts, kontor_verdict_new (operation->n, KONTOR_VERDICT_REFUSED));
    }
  refuse_others (self->verdicts, first, guilty);
  g_byte_array_set_size (self->packed, begin);
  pack (self, first);
  return kontor_database_exec (context->database, "ROLLBACK TO work; RELEASE work", error);
}

/* Until all are done or the answer is large enough: a few bytes that meet a large row are answered
 * with the whole of it, each of them. The device sends again what it got no verdict for. */
static gboolean
apply_groups (Work *self, guint first, GError **error)
{
  while (has_operation (self, first) && self->before + self->packed->len < KONTOR_SYNC_PAGE_BYTES)
    {
      guint count = measure_group (self, first);
      KontorVerdict *verdict;

      if (count == 1 ? !apply_one (self, first, &verdict, error)
                     : !apply_group (self, first, count, error))
        return FALSE;
      first += count;
    }
  return TRUE;
}

/* --- pushes --- */

static gboolean
store_device (KontorDatabase *database, const KontorPush *push, gint64 last_n, GError **error)
{
  return kontord_sql_run (database, error, "UPDATE device SET last_n = ?2 WHERE device = ?1",
                          KONTORD_INT (push->device), KONTORD_INT (last_n))
         && kontord_verdicts_forget (database, push->device, push->ack, last_n, error);
}

/* Everything of a push that writes. The first @answered operations have been answered before. */
static gboolean
apply_new (Work *self, guint answered, KontorAnswer *answer, GError **error)
{
  KontordOperationContext *context = self->context;
  const KontorPush *push = self->push;

  if (has_operation (self, answered) && self->before < KONTOR_SYNC_PAGE_BYTES)
    {
      if (!kontord_origins_begin (&self->origins, context->database, context->actor, push->from,
                                  error)
          || !apply_groups (self, answered, error)
          || !kontord_new_changes_write (&context->new_changes, context->database, error)
          || !kontord_origins_keep (context->database, push, answer->verdicts, answered, error)
          || !kontord_verdicts_store (context->database, push->device, push->from + answered,
                                      answer->verdicts->len - answered, self->packed, error))
        return FALSE;
      answer->last = push->from + answer->verdicts->len - 1;
    }
  answer->seq = context->seq;
  return store_device (context->database, push, answer->last, error);
}

/* How many of the first operations, up to @last_n, are there. */
static guint
count_answered (Work *self, gint64 last_n)
{
  gint64 count = last_n + 1 - self->push->from;

  if (count <= 0 || has_operation (self, MIN (count, KONTOR_SYNC_MAX_OPERATIONS) - 1))
    return MAX (count, 0);
  return self->n_there;
}

static gboolean
apply_in_transaction (Work *self,
                      KontordOutcome *outcome,
                      KontorAnswer *answer,
                      gint64 *expected,
                      GError **error)
{
  KontordOperationContext *context = self->context;
  KontorDatabase *database = context->database;
  const KontorPush *push = self->push;
  gboolean is_same = TRUE;
  guint answered;

  context->seq = kontord_tenant_file_read_seq (database);
  context->has_purged
      = kontor_database_get_int (database, "SELECT 1 FROM tombstone LIMIT 1", 0) != 0;
  if (!read_last_n (database, context->actor, &answer->last, error))
    return FALSE;
  if (push->from > answer->last + 1)
    {
      *outcome = KONTORD_OUTCOME_GAP;
      *expected = answer->last + 1;
      return TRUE;
    }
  answered = count_answered (self, answer->last);
  if (answered > 0
      && !kontord_verdicts_recall (database, kontord_tenant_file_get_schema (context->file), push,
                                   answered, answer->verdicts, &self->before, &is_same, error))
    return FALSE;
  *outcome = is_same ? KONTORD_OUTCOME_DONE : KONTORD_OUTCOME_FORKED;
  return !is_same || apply_new (self, answered, answer, error);
}

gboolean
kontord_apply_push (KontordTenantFile *file,
                    const KontordGuards *guards,
                    const KontordActor *actor,
                    const KontorPush *push,
                    KontordReading *reading,
                    gint64 now,
                    KontordOutcome *outcome,
                    KontorAnswer **answer,
                    gint64 *expected,
                    GError **error)
{
  KontordOperationContext context = { .file = file, .guards = guards, .actor = actor, .now = now };
  g_autoptr (KontorAnswer) own = kontor_answer_new ();
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  Work work = { &context, push, reading, .verdicts = own->verdicts, .packed = packed };
  gboolean is_applied;

  if (!g_str_equal (push->epoch, kontord_tenant_file_get_epoch (file)))
    {
      *outcome = KONTORD_OUTCOME_EPOCH;
      return TRUE;
    }
  g_strlcpy (own->epoch, push->epoch, sizeof own->epoch);
  own->now = now;
  context.database = kontord_tenant_file_begin_write (file, error);
  if (context.database == NULL)
    return FALSE;
  if (reading == NULL)
    work.n_there = push->operations->len;
  is_applied = apply_in_transaction (&work, outcome, own, expected, error);
  if (reading != NULL && !kontord_reading_finish (reading, NULL))
    *outcome = KONTORD_OUTCOME_UNREADABLE;
  if (!is_applied || *outcome != KONTORD_OUTCOME_DONE)
    {
      kontord_tenant_file_end_write (file, FALSE, NULL);
      return is_applied;
    }
  if (!kontord_tenant_file_end_write (file, TRUE, error))
    return FALSE;
  *answer = g_steal_pointer (&own);
  return TRUE;
}
