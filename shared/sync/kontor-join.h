/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-store.h"
#include "sync/kontor-push.h"

G_BEGIN_DECLS

/* What a server says to who signs in. */
typedef struct
{
  const char *server; /* the address that was asked */
  const char *account;
  const char *tenant;
  guint32 device;
  KontorId member;
  char epoch[KONTOR_EPOCH_SIZE];
  gboolean looks_on; /* may read, and create nothing */
} KontorMembership;

/**
 * kontor_join:
 *
 * Makes the workspace one of the server's: "me" becomes the member that the server knows, and what
 * is there waits to be sent; but not what a workspace begins with, where who signs in only looks on:
 * that goes, and comes as the server has it. One that is the server's already keeps everything, and takes a new
 * device number where it is given one. KONTOR_ERROR_CONFLICT where it belongs to another server,
 * tenant or member, or where the server was restored since; KONTOR_ERROR_BUSY while a bulk act runs
 * in one that is joined for the first time. One transaction.
 */
gboolean kontor_join (KontorStore *store, const KontorMembership *membership, GError **error);

/* The workspace was copied or restored: what waits is numbered anew for @device. */
gboolean kontor_join_renew (KontorStore *store, guint32 device, GError **error);

/* The installation's own id, by which it gets the same device number when it signs in again; made
 * when first asked for. */
char *kontor_join_dup_installation (KontorStore *store, GError **error);
/* The id that it is to have once it has got another device number, as it turned out to be a copy; the
 * same until it has. */
char *kontor_join_dup_renewal (KontorStore *store, GError **error);

G_END_DECLS
