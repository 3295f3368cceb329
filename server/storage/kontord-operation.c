/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-operation.h"

#include "storage/kontord-record.h"
#include "storage/kontord-sql.h"

/* The server itself, among the devices. */
#define SERVER_DEVICE 0

/* --- what the decision needs --- */

static void
remember (KontordOperationContext *context, const KontorEntity *entity, const KontorId *id)
{
  context->known.entity = entity;
  context->known.id = *id;
}

static gboolean
find_parent (KontordOperationContext *context,
             const KontorField *field,
             const KontorId *id,
             gboolean *exists,
             GError **error)
{
  const KontorEntity *known = context->known.entity, *target;

  *exists = known != NULL && kontor_id_equal (&context->known.id, id)
            && g_str_equal (known->name, field->target);
  if (*exists)
    return TRUE;
  target = kontor_schema_find (kontord_tenant_file_get_schema (context->file), field->target);
  if (!kontord_record_exists (context->database, target, id, exists, error))
    return FALSE;
  if (*exists)
    remember (context, target, id);
  return TRUE;
}

/* TRUE in *missing where one of the references to what @operation's record belongs to names no
 * record. */
static gboolean
check_parents (KontordOperationContext *context,
               const KontorOperation *operation,
               gboolean *missing,
               GError **error)
{
  const KontorEntity *entity = operation->entity;

  for (guint i = 0; i < entity->n_fields && !*missing; i++)
    {
      const KontorField *field = &entity->fields[i];
      const KontorValue *value;
      gboolean exists;

      if ((field->flags & KONTOR_PARENT) == 0)
        continue;
      value = kontor_fields_get (operation->fields, i);
      if (value == NULL || value->type != KONTOR_REF)
        continue;
      if (!find_parent (context, field, &value->id, &exists, error))
        return FALSE;
      *missing = !exists;
    }
  return TRUE;
}

/* The record as it stands. Its change may be one of those that wait. */
static gboolean
load_present (KontordOperationContext *context,
              const KontorOperation *operation,
              KontordRecord *record,
              GError **error)
{
  return kontord_new_changes_write (&context->new_changes, context->database, error)
         && kontord_record_load (record, context->database, operation->entity, &operation->id,
                                 error);
}

static gboolean
load_record (KontordOperationContext *context,
             const KontorOperation *operation,
             gboolean as_new,
             KontordRecord *record,
             GError **error)
{
  if (as_new)
    return !context->has_purged
           || kontord_record_expect_new (record, context->database, &operation->id, error);
  return load_present (context, operation, record, error);
}

static gboolean
describe_row (KontordOperationContext *context,
              const KontorOperation *operation,
              gboolean as_new,
              KontordRecord *record,
              KontorMergeRow *row,
              GError **error)
{
  if (!load_record (context, operation, as_new, record, error))
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
                              KontorFields *fields,
                              GError **error)
{
  g_auto (KontorRow) row = { .id = *id, .fields = fields };
  g_autofree char *sort_key = kontor_row_dup_sort_key (fields);
  KontorStamp stamp = {
    .device = SERVER_DEVICE,
    .hlc = kontor_hlc_new (context->now, 0),
    .version = context->seq + 1,
  };
  gboolean is_new;

  if (!kontord_record_insert (context->file, context->database, &context->new_changes, &row,
                              sort_key, &stamp, &is_new, error))
    return FALSE;
  if (is_new)
    context->seq = stamp.version;
  return TRUE;
}

static gboolean
keep_loser (KontordOperationContext *context,
            const KontorOperation *operation,
            const KontorLoser *loser,
            GError **error)
{
  KontorFields *fields;
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
insert_row (KontordOperationContext *context,
            const KontorOperation *operation,
            const KontorMerge *merge,
            KontordRecord *record,
            const KontorStamp *stamp,
            gboolean *is_new,
            GError **error)
{
  KontorRow row = { .id = operation->id, .fields = operation->fields };
  const char *sort_key = operation->sort_key;
  g_autofree char *own = NULL;

  if (merge->changes != NULL)
    {
      row.fields = merge->changes;
      sort_key = own = kontor_row_dup_sort_key (merge->changes);
    }
  if (!kontord_record_insert (context->file, context->database, &context->new_changes, &row,
                              sort_key, stamp, is_new, error))
    return FALSE;
  if (!*is_new)
    return TRUE;
  context->seq = record->row.version = stamp->version;
  if (!kontor_entity_has_parent (operation->entity))
    remember (context, operation->entity, &operation->id);
  /* What is not as it was asked is shown as it stands. */
  return merge->kind == KONTOR_VERDICT_OK || load_present (context, operation, record, error);
}

static gboolean
write_row (KontordOperationContext *context,
           const KontorOperation *operation,
           const KontorMerge *merge,
           KontordRecord *record,
           const KontorStamp *stamp,
           gboolean *is_there,
           GError **error)
{
  gboolean is_new;

  if (record->state == KONTOR_ROW_PRESENT)
    {
      context->seq = stamp->version;
      return kontord_record_update (record, context->database, merge->changes, merge->stamps, stamp,
                                    error);
    }
  if (!insert_row (context, operation, merge, record, stamp, &is_new, error))
    return FALSE;
  *is_there = !is_new;
  return TRUE;
}

/* Decides, and writes what is decided. With @as_new the record is taken to be new, and found to be
 * or not (@is_there) when it is written. */
static gboolean
settle (KontordOperationContext *context,
        const KontorOperation *operation,
        gboolean as_new,
        KontorMerge *merge,
        KontordRecord *record,
        gboolean *is_there,
        GError **error)
{
  KontorStamp stamp = {
    .device = context->actor->device,
    .hlc = kontor_hlc_clamp (operation->hlc, context->now),
    .version = context->seq + 1,
  };
  KontorMergeRow row;

  *is_there = FALSE;
  if (!describe_row (context, operation, as_new, record, &row, error))
    return FALSE;
  kontor_merge_apply (merge, &row, operation, stamp.device, stamp.hlc, stamp.version);
  if (merge->writes && !write_row (context, operation, merge, record, &stamp, is_there, error))
    return FALSE;
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
  gboolean as_new = operation->kind == KONTOR_OPERATION_INSERT, is_there;
  g_auto (KontordRecord) record = { 0 };
  g_auto (KontorMerge) merge = { 0 };

  if (context->actor->role < KONTORD_ROLE_MEMBER)
    return refuse (operation, KONTOR_REFUSAL_PERMISSION);
  /* Without an entity or values there is no row to look at. */
  if (operation->refusal != KONTOR_REFUSAL_NONE)
    return refuse (operation, operation->refusal);
  if (!settle (context, operation, as_new, &merge, &record, &is_there, error))
    return NULL;
  /* Nearly all inserts are of new records; what is wrong with one may not be with one that is there. */
  if (as_new && (is_there || merge.kind == KONTOR_VERDICT_REFUSED))
    {
      kontor_merge_clear (&merge);
      kontord_record_clear (&record);
      if (!settle (context, operation, FALSE, &merge, &record, &is_there, error))
        return NULL;
    }
  return make_verdict (operation, &merge, &record);
}

/* What has become of the record since is not what the device would make of its operation. */
KontorVerdict *
kontord_operation_repeat (KontordOperationContext *context,
                          const KontorOperation *operation,
                          KontorRefusal refusal,
                          GError **error)
{
  g_auto (KontordRecord) record = { 0 };
  KontorVerdict *verdict;

  if (refusal != KONTOR_REFUSAL_NONE)
    return refuse (operation, refusal);
  if (!load_present (context, operation, &record, error))
    return NULL;
  if (record.state != KONTOR_ROW_PRESENT)
    return refuse (operation, KONTOR_REFUSAL_DELETED);
  verdict = kontor_verdict_new (operation->n, KONTOR_VERDICT_MERGED);
  verdict->version = record.row.version;
  verdict->image = kontord_record_dup_image (&record);
  return verdict;
}
