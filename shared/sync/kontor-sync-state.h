/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-store.h"
#include "sync/kontor-hlc.h"
#include "sync/kontor-push.h"

G_BEGIN_DECLS

/**
 * KontorSyncState:
 *
 * Where a workspace stands with its server, as it lies in the workspace's settings.
 */
typedef struct
{
  char *server; /* its address; NULL: there is none */
  char *tenant;
  char *account;                 /* the e-mail address that signs in */
  guint32 device;                /* 0: there is no server */
  char epoch[KONTOR_EPOCH_SIZE]; /* "" until it is known */
  char *cursor;                  /* NULL: nothing has been pulled */
  gint64 seq;                    /* in step up to here */
  gboolean loaded;               /* has been in step: what comes in from now on is history */
  gint64 next_n;                 /* of the next operation, from 1 */
  KontorHlc hlc;                 /* the newest stamp seen or made */
  gint64 offset;                 /* server's clock − this one's, milliseconds */
  gint64 contact;                /* when the server was last heard, by this clock; 0: never */
} KontorSyncState;

/* NULL with an error where it can't be read, which is not the same as that there is no server. */
KontorSyncState *kontor_sync_state_load (KontorStore *store, GError **error);
void kontor_sync_state_free (KontorSyncState *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorSyncState, kontor_sync_state_free)

/* Inside a transaction of the caller's. */
gboolean kontor_sync_state_save (const KontorSyncState *self, KontorStore *store, GError **error);

/* Notes that the server was heard at @now and said it was @server_now. */
void kontor_sync_state_hear (KontorSyncState *self, gint64 now, gint64 server_now);

G_END_DECLS
