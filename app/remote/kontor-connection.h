/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "remote/kontor-http.h"
#include "remote/kontor-token-store.h"
#include "sync/kontor-replica.h"
#include "util/kontor-id.h"

G_BEGIN_DECLS

/* What somebody who signs in says. */
typedef struct
{
  const char *account; /* the e-mail address */
  const char *password;
  const char *tenant;       /* NULL: the only one there is */
  const char *installation; /* of the workspace: keeps its device number */
} KontorCredentials;

/* A workspace that the account may sign in to. */
typedef struct
{
  char *name;
  char *title;
} KontorTenantChoice;

/* What the server says to that. */
typedef struct
{
  char *tenant;
  guint32 device;
  KontorId member;
  char *epoch;
  gboolean looks_on; /* may read, and create nothing */
  GPtrArray
      *choices; /* KontorTenantChoice: there are several, and nothing above is set; else NULL */
} KontorSignIn;

#define KONTOR_TYPE_SIGN_IN (kontor_sign_in_get_type ())
GType kontor_sign_in_get_type (void);
KontorSignIn *kontor_sign_in_ref (KontorSignIn *self);
void kontor_sign_in_unref (KontorSignIn *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorSignIn, kontor_sign_in_unref)

#define KONTOR_TYPE_CONNECTION (kontor_connection_get_type ())
G_DECLARE_FINAL_TYPE (KontorConnection, kontor_connection, KONTOR, CONNECTION, GObject)

/**
 * KontorConnection:
 *
 * A sign-in at a server: keeps its tokens fresh and carries a replica's questions. Main thread.
 *
 * Signal "progress" (guint): bytes of the question with that id, or of its answer, have come through;
 * now and then, as long as they do. Not of those that are parked.
 */

/* @store may be NULL: then the sign-in lasts as long as the connection. KONTOR_ERROR_INVALID where
 * @server is no address that one may sign in to. */
KontorConnection *kontor_connection_new (const char *server,
                                         KontorTokenStore *store,
                                         const char *key,
                                         KontorClock *clock,
                                         GError **error);
const char *kontor_connection_get_server (KontorConnection *self);

/**
 * kontor_connection_sign_in:
 *
 * Resolves to a KontorSignIn, with the tokens kept. Rejected with KONTOR_ERROR_DENIED for a wrong
 * address or password, OFFLINE where the server can't be reached, BUSY where it asks to wait, LIMIT
 * where the account has too many devices, INVALID where it is no server of Kontor's.
 */
DexFuture *kontor_connection_sign_in (KontorConnection *self, const KontorCredentials *credentials);
/* Tells the server, if it can be reached, and forgets the tokens. Resolves to a boolean. */
DexFuture *kontor_connection_sign_out (KontorConnection *self);

/* Resolves to a KontorHttpAnswer; its status is 401 where one has to sign in again. */
DexFuture *kontor_connection_ask (KontorConnection *self,
                                  const char *tenant,
                                  const KontorAsk *ask,
                                  GCancellable *cancellable);

G_END_DECLS
