/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-operation.h"

#include "storage/kontord-record.h"
#include "storage/kontord-sql.h"

/* The server itself, among the devices. */
#define SERVER_DEVICE 0

/* --- what the decision needs --- */

/* TRUE in *missing where one of the references to what @operation's record belongs to names no
 * record. */
static gboolean
check_parents (KontordOperationContext *context,
               const KontorOperation *operation,
               gboolean *missing,
               GError **error)
{
  const KontorSchema *schema = kontord_tenant_file_get_schema (context->file);
  const KontorEntity *entity = operation->entity;

  for (guint i = 0; i < entity->n_fields && !*missing; i++)
    {
      const KontorValue *value = kontor_fields_get (operation->fields, i);
      gboolean exists;

      if ((entity->fields[i].flags & KONTOR_PARENT) == 0 || value == NULL
          || kontor_value_is_none (value) || value->type != KONTOR_REF)
        continue;
      if (!kontord_record_exists (context->database,
                                  kontor_schema_find (schema, entity->fields[i].target), &value->id,
                                  &exists, error))
        return FALSE;
      *missing = !exists;
    }
  return TRUE;
}

static gboolean
describe_row (KontordOperationContext *context,
              const KontorOperation *operation,
              KontordRecord *record,
              KontorMergeRow *row,
              GError **error)
{
  if (!kontord_record_load (record, context->database, operation->entity, &operation->id, error))
    return FALSE;
  *row = (KontorMergeRow) { .state = record->state };
  if (record->state == KONTOR_ROW_PRESENT)
    {
      row->fields = record->row.fields;
      row->stamps = record->stamps;
      row->last = record->last;
      if (!kontord_guards_check (context->guards, context->database, &record->row, &row->guarded,
                                 error))
        return FALSE;
    }
  return check_parents (context, operation, &row->parent_missing, error);
}

/* --- losers --- */

static gboolean
find_member (KontorDatabase *database, guint32 device, KontorId *member, GError **error)
{
  KontorStatement *row;

  *member = (KontorId) { 0 };
  if (!kontord_sql_first (database, &row, error, "SELECT member FROM device WHERE device = ?1",
                          KONTORD_INT (device)))
    return FALSE;
  if (row != NULL)
    {
      kontor_statement_get_id (row, 0, member);
      kontor_statement_reset (row);
    }
  return TRUE;
}

gboolean
kontord_operation_insert_own (KontordOperationContext *context,
                              const KontorId *id,
                              const KontorFields *fields,
                              GError **error)
{
  const KontorEntity *entity = kontor_fields_get_entity (fields);
  g_auto (KontordRecord) record = { 0 };
  KontorStamp stamp = { .device = SERVER_DEVICE, .hlc = kontor_hlc_new (context->now, 0) };
  gboolean exists;

  if (!kontord_record_exists (context->database, entity, id, &exists, error))
    return FALSE;
  if (exists)
    return TRUE;
  stamp.version = ++context->seq;
  return kontord_record_insert (&record, context->file, context->database, id, fields, &stamp,
                                error);
}

static gboolean
keep_loser (KontordOperationContext *context,
            const KontorOperation *operation,
            const KontorLoser *loser,
            GError **error)
{
  g_autoptr (KontorFields) fields = NULL;
  KontorId author, winner, id;

  if (!find_member (context->database, loser->device, &author, error)
      || !find_member (context->database, loser->winner_device, &winner, error))
    return FALSE;
  fields = kontor_loser_describe (loser, kontord_tenant_file_get_schema (context->file),
                                  operation->entity, &operation->id, &author, &winner, &id);
  return kontord_operation_insert_own (context, &id, fields, error);
}

/* --- carrying it out --- */

static gboolean
write_merge (KontordOperationContext *context,
             const KontorOperation *operation,
             const KontorMerge *merge,
             KontordRecord *record,
             const KontorStamp *stamp,
             GError **error)
{
  if (merge->writes)
    {
      context->seq = stamp->version;
      if (record->state == KONTOR_ROW_PRESENT
              ? !kontord_record_update (record, context->database, merge->changes, merge->stamps,
                                        stamp, error)
              : !kontord_record_insert (record, context->file, context->database, &operation->id,
                                        merge->changes, stamp, error))
        return FALSE;
    }
  for (guint i = 0; merge->losers != NULL && i < merge->losers->len; i++)
    {
      if (!keep_loser (context, operation, merge->losers->pdata[i], error))
        return FALSE;
    }
  return TRUE;
}

static KontorVerdict *
make_verdict (const KontorOperation *operation,
              const KontorMerge *merge,
              const KontordRecord *record)
{
  KontorVerdict *verdict = kontor_verdict_new (operation->n, merge->kind);

  verdict->refusal = merge->refusal;
  if (merge->kind != KONTOR_VERDICT_REFUSED)
    verdict->version = record->row.version;
  if (merge->kind != KONTOR_VERDICT_OK && record->state == KONTOR_ROW_PRESENT)
    verdict->image = kontord_record_dup_image (record);
  return verdict;
}

static KontorVerdict *
refuse (const KontorOperation *operation, KontorRefusal refusal)
{
  KontorVerdict *verdict = kontor_verdict_new (operation->n, KONTOR_VERDICT_REFUSED);

  verdict->refusal = refusal;
  return verdict;
}

KontorVerdict *
kontord_operation_apply (KontordOperationContext *context,
                         const KontorOperation *operation,
                         GError **error)
{
  KontorStamp stamp = {
    .device = context->actor->device,
    .hlc = kontor_hlc_clamp (operation->hlc, context->now),
    .version = context->seq + 1,
  };
  g_auto (KontordRecord) record = { 0 };
  g_auto (KontorMerge) merge = { 0 };
  KontorMergeRow row;

  if (context->actor->role < KONTORD_ROLE_MEMBER)
    return refuse (operation, KONTOR_REFUSAL_PERMISSION);
  /* Without an entity or values there is no row to look at. */
  if (operation->refusal != KONTOR_REFUSAL_NONE)
    return refuse (operation, operation->refusal);
  if (!describe_row (context, operation, &record, &row, error))
    return NULL;
  kontor_merge_apply (&merge, &row, operation, stamp.device, stamp.hlc, stamp.version);
  if (merge.kind != KONTOR_VERDICT_REFUSED
      && !write_merge (context, operation, &merge, &record, &stamp, error))
    return NULL;
  return make_verdict (operation, &merge, &record);
}
