/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "accounts/kontord-principal.h"
#include "model/kontor-schema.h"
#include "storage/kontord-reading.h"
#include "sync/kontor-pull.h"

G_BEGIN_DECLS

/* Verdicts that a device has not acknowledged are kept for this many of its last operations. */
#define KONTORD_MAX_KEPT_VERDICTS (4 * 2000)

/* How a push or a pull ends that is neither trouble of the server's own nor a success. */
typedef enum
{
  KONTORD_OUTCOME_DONE,
  KONTORD_OUTCOME_EPOCH,      /* of another life of the workspace */
  KONTORD_OUTCOME_GAP,        /* operations before these are missing */
  KONTORD_OUTCOME_FORKED,     /* another operation had that number, or its verdict is forgotten */
  KONTORD_OUTCOME_CURSOR,     /* not one of this workspace's */
  KONTORD_OUTCOME_UNREADABLE, /* no push at all */
} KontordOutcome;

/* Who pushes or pulls. */
typedef struct
{
  guint32 device;
  KontorId member;
  KontordRole role; /* as it is now */
} KontordActor;

typedef struct
{
  char epoch[KONTOR_EPOCH_SIZE];
  gint64 seq; /* the newest change */
} KontordTenantState;

/**
 * KontordStorage:
 *
 * What the tenants of a server keep: each a workspace of its own, of which no operation reaches
 * another. Operations here mean something (take a push, what changed since); how that is kept is a
 * backend's. A tenant's writing operations are called by one thread at a time, others wait; reading
 * ones by any number. Errors are trouble of the server's own (BUSY, FULL, IO, CORRUPT): nothing was
 * done then, and the client may try again. NOT_FOUND where there is no such tenant.
 */
typedef struct _KontordStorage KontordStorage;

/* A file for each tenant, in @folder/tenants. */
KontordStorage *kontord_storage_open_sqlite (const char *folder,
                                             const KontorSchema *schema,
                                             KontorClock *clock,
                                             GError **error);
void kontord_storage_close (KontordStorage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontordStorage, kontord_storage_close)

/* An empty workspace with a new epoch. CONFLICT where there is one. */
gboolean kontord_storage_create (KontordStorage *self, const char *tenant, GError **error);
gboolean kontord_storage_get_state (KontordStorage *self,
                                    const char *tenant,
                                    KontordTenantState *state,
                                    GError **error);

/* The record of the member with that e-mail address; made, with @name, where there is none. */
gboolean kontord_storage_enrol_member (KontordStorage *self,
                                       const char *tenant,
                                       const char *name,
                                       const char *email,
                                       KontorId *member,
                                       GError **error);

/**
 * kontord_storage_apply:
 *
 * Takes a push, as shared/sync/README.md says: all of it in one transaction with the verdicts, which
 * is on the disk when this returns. @answer is there for DONE; for GAP @expected is the n to go on
 * from. @reading is where @push comes from; NULL where all of it is there. Nothing is done where its
 * end turns out not to be readable: UNREADABLE.
 */
gboolean kontord_storage_apply (KontordStorage *self,
                                const char *tenant,
                                const KontordActor *actor,
                                const KontorPush *push,
                                KontordReading *reading,
                                KontordOutcome *outcome,
                                KontorAnswer **answer,
                                gint64 *expected,
                                GError **error);

/* One page of what changed after @cursor (NULL: from the beginning), at most @max rows, all of one
 * moment. @page is there for DONE. */
gboolean kontord_storage_list_changes (KontordStorage *self,
                                       const char *tenant,
                                       const KontordActor *actor,
                                       const char *cursor,
                                       guint max,
                                       KontordOutcome *outcome,
                                       GBytes **page,
                                       GError **error);

/* Empties the logs of tenants that were not written to for @quiet milliseconds, and closes what was
 * not used for long. To be called now and then. */
void kontord_storage_tidy (KontordStorage *self, gint64 quiet);

G_END_DECLS
