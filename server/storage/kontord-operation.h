/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/kontord-guards.h"
#include "storage/kontord-new-changes.h"
#include "storage/kontord-tenant-file.h"
#include "sync/kontor-merge.h"

G_BEGIN_DECLS

/**
 * KontordOperationContext:
 *
 * What the operations of one push share, while they are applied in one transaction.
 */
typedef struct
{
  KontordTenantFile *file;
  KontorDatabase *database;
  const KontordGuards *guards;
  const KontordActor *actor;
  gint64 now;          /* the server's time, milliseconds */
  gint64 seq;          /* the newest change */
  gboolean has_purged; /* something is gone for good, so that a new record may be it */
  KontordNewChanges new_changes;
  /* A record that is known to be there, since an operation has just made it or asked for it: what
   * belongs to one thing comes in a row. To be cleared where that was taken back. */
  struct
  {
    const KontorEntity *entity; /* NULL for none */
    KontorId id;
  } known;
} KontordOperationContext;

/* Does what kontor_merge_apply() says of it, and gives the verdict. NULL, with an error, only for
 * trouble of the server's own. Changes of what is new are left to wait. */
KontorVerdict *kontord_operation_apply (KontordOperationContext *context,
                                        const KontorOperation *operation,
                                        GError **error);

/* The verdict on one that was done or refused before, under another number: nothing is done. */
KontorVerdict *kontord_operation_repeat (KontordOperationContext *context,
                                         const KontorOperation *operation,
                                         KontorRefusal refusal,
                                         GError **error);

/* Writes a record of the server's own making, unless it is there already; its change may wait. */
gboolean kontord_operation_insert_own (KontordOperationContext *context,
                                       const KontorId *id,
                                       KontorFields *fields, /* taken over */
                                       GError **error);

G_END_DECLS
