/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-apply.h"

#include "storage/kontord-operation.h"
#include "storage/kontord-sql.h"
#include "storage/kontord-verdicts.h"

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

/* The number of operations from @first on that stand or fall together. */
static guint
measure_group (const KontorPush *push, guint first)
{
  const KontorOperation *begin = push->operations->pdata[first];
  guint end = first + 1;

  while (end < push->operations->len
         && ((KontorOperation *) push->operations->pdata[end])->group == begin->group)
    end++;
  return end - first;
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

/* Applies operations until one is refused; *guilty is its place, or the end. */
static gboolean
apply_until_refused (KontordOperationContext *context,
                     const KontorPush *push,
                     guint first,
                     guint count,
                     GPtrArray *verdicts,
                     guint *guilty,
                     GError **error)
{
  for (*guilty = first; *guilty < first + count; (*guilty)++)
    {
      KontorVerdict *verdict
          = kontord_operation_apply (context, push->operations->pdata[*guilty], error);

      if (verdict == NULL)
        return FALSE;
      g_ptr_array_add (verdicts, verdict);
      if (verdict->kind == KONTOR_VERDICT_REFUSED)
        break;
    }
  return TRUE;
}

/* A group of several: what its first ones wrote goes away when a later one is refused. */
static gboolean
apply_group (KontordOperationContext *context,
             const KontorPush *push,
             guint first,
             guint count,
             GPtrArray *verdicts,
             GError **error)
{
  gint64 seq = context->seq;
  guint guilty;

  if (!kontor_database_exec (context->database, "SAVEPOINT work", error)
      || !apply_until_refused (context, push, first, count, verdicts, &guilty, error))
    return FALSE;
  if (guilty == first + count)
    return kontor_database_exec (context->database, "RELEASE work", error);
  context->seq = seq;
  for (guint i = guilty + 1; i < first + count; i++)
    {
      KontorOperation *operation = push->operations->pdata[i];

      g_ptr_array_add (verdicts, kontor_verdict_new (operation->n, KONTOR_VERDICT_REFUSED));
    }
  refuse_others (verdicts, first, guilty);
  return kontor_database_exec (context->database, "ROLLBACK TO work; RELEASE work", error);
}

static gboolean
apply_one (KontordOperationContext *context,
           const KontorPush *push,
           guint index,
           GPtrArray *verdicts,
           GError **error)
{
  KontorVerdict *verdict = kontord_operation_apply (context, push->operations->pdata[index], error);

  if (verdict == NULL)
    return FALSE;
  g_ptr_array_add (verdicts, verdict);
  return TRUE;
}

static gboolean
apply_groups (KontordOperationContext *context,
              const KontorPush *push,
              guint first,
              GPtrArray *verdicts,
              GError **error)
{
  while (first < push->operations->len)
    {
      guint count = measure_group (push, first);

      if (count == 1 ? !apply_one (context, push, first, verdicts, error)
                     : !apply_group (context, push, first, count, verdicts, error))
        return FALSE;
      first += count;
    }
  return TRUE;
}

/* --- pushes --- */

static gboolean
store_verdicts (KontorDatabase *database,
                const KontorPush *push,
                guint first,
                GPtrArray *verdicts,
                GError **error)
{
  g_autoptr (GByteArray) packed = g_byte_array_new ();

  for (guint i = first; i < verdicts->len; i++)
    kontord_verdicts_append (packed, ((KontorOperation *) push->operations->pdata[i])->hash,
                             verdicts->pdata[i]);
  return kontord_verdicts_store (database, push->device, push->from + first, verdicts->len - first,
                                 packed, error);
}

static gboolean
store_device (KontorDatabase *database, const KontorPush *push, gint64 last_n, GError **error)
{
  return kontord_sql_run (database, error, "UPDATE device SET last_n = ?2 WHERE device = ?1",
                          KONTORD_INT (push->device), KONTORD_INT (last_n))
         && kontord_verdicts_forget (database, push->device, push->ack, last_n, error);
}

/* Everything of a push that writes. The first @answered operations have been answered before. */
static gboolean
apply_new (KontordOperationContext *context,
           const KontorPush *push,
           guint answered,
           KontorAnswer *answer,
           GError **error)
{
  if (answered < push->operations->len)
    {
      if (!apply_groups (context, push, answered, answer->verdicts, error)
          || !store_verdicts (context->database, push, answered, answer->verdicts, error))
        return FALSE;
      answer->last = push->from + push->operations->len - 1;
    }
  answer->seq = context->seq;
  return store_device (context->database, push, answer->last, error);
}

static gboolean
apply_in_transaction (KontordOperationContext *context,
                      const KontorPush *push,
                      KontordOutcome *outcome,
                      KontorAnswer *answer,
                      gint64 *expected,
                      GError **error)
{
  KontorDatabase *database = context->database;
  guint answered;
  gboolean is_same = TRUE;

  context->seq = kontord_tenant_file_read_seq (database);
  if (!read_last_n (database, context->actor, &answer->last, error))
    return FALSE;
  if (push->from > answer->last + 1)
    {
      *outcome = KONTORD_OUTCOME_GAP;
      *expected = answer->last + 1;
      return TRUE;
    }
  answered = MIN (answer->last + 1 - push->from, push->operations->len);
  if (answered > 0
      && !kontord_verdicts_recall (database, kontord_tenant_file_get_schema (context->file), push,
                                   answered, answer->verdicts, &is_same, error))
    return FALSE;
  *outcome = is_same ? KONTORD_OUTCOME_DONE : KONTORD_OUTCOME_FORKED;
  return !is_same || apply_new (context, push, answered, answer, error);
}

gboolean
kontord_apply_push (KontordTenantFile *file,
                    const KontordGuards *guards,
                    const KontordActor *actor,
                    const KontorPush *push,
                    gint64 now,
                    KontordOutcome *outcome,
                    KontorAnswer **answer,
                    gint64 *expected,
                    GError **error)
{
  KontordOperationContext context = { .file = file, .guards = guards, .actor = actor, .now = now };
  g_autoptr (KontorAnswer) own = kontor_answer_new ();
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
  is_applied = apply_in_transaction (&context, push, outcome, own, expected, error);
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
