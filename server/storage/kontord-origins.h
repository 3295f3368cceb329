/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/kontord-storage.h"
#include "store/kontor-database.h"

G_BEGIN_DECLS

/**
 * KontordOrigins:
 *
 * An operation may come under several numbers: a device that gets another one sends what it has no
 * answer to again, and a copy of a workspace has what the original has. It is done once. Here one push
 * finds out what was answered under the number that an operation had first, or, by another device,
 * in the place of the number that it has.
 */
typedef struct
{
  KontorDatabase *database;
  const KontordActor *actor;
  gboolean is_carried; /* another device has sent some of what this one may send yet */
  guint32 asked;       /* a device that was asked about; 0: none was */
  gboolean is_own;     /* and whether it is of the actor's member */
} KontordOrigins;

/* @from: of the push. */
gboolean kontord_origins_begin (KontordOrigins *self,
                                KontorDatabase *database,
                                const KontordActor *actor,
                                gint64 from,
                                GError **error);
/* Whether @operation was answered under another number, and why it was refused, if it was. */
gboolean kontord_origins_find (KontordOrigins *self,
                               const KontorOperation *operation,
                               gboolean *found,
                               KontorRefusal *refusal,
                               GError **error);
/* Notes those operations of @push from @first on that had another number before, with @verdicts. */
gboolean kontord_origins_keep (KontorDatabase *database,
                               const KontorPush *push,
                               const GPtrArray *verdicts,
                               guint first,
                               GError **error);

G_END_DECLS
