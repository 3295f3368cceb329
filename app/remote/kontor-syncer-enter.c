/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "remote/kontor-syncer-private.h"

#include <string.h>

/* Somebody who signs in or out. */
typedef struct
{
  KontorSyncer *syncer;
  char *server;
  char *account;
  char *password; /* NULL: signs out */
  char *tenant;
  DexFuture *before;   /* who was here earlier is through; NULL: nobody was */
  DexPromise *through; /* so is this one */
} Entrance;

static void
free_entrance (gpointer data)
{
  Entrance *self = data;

  dex_promise_resolve_boolean (self->through, TRUE);
  dex_unref (self->through);
  dex_clear (&self->before);
  g_object_unref (self->syncer);
  g_free (self->server);
  g_free (self->account);
  if (self->password != NULL)
    explicit_bzero (self->password, strlen (self->password));
  g_free (self->password);
  g_free (self->tenant);
  g_free (self);
}

/* What comes of the one before is nothing to this one. */
static void
wait_fiber (Entrance *self)
{
  if (self->before != NULL)
    dex_await (g_steal_pointer (&self->before), NULL);
}

static DexFuture *
enter (KontorSyncer *syncer, DexFiberFunc fiber, Entrance *entrance)
{
  entrance->syncer = g_object_ref (syncer);
  entrance->through = dex_promise_new ();
  entrance->before = kontor_syncer_line_up (syncer, DEX_FUTURE (entrance->through));
  return dex_scheduler_spawn (NULL, 0, fiber, entrance, free_entrance);
}

/* From a fiber: a connection by which one is signed in, unless there is a choice to be made first. */
static KontorConnection *
sign_in_fiber (Entrance *self, KontorSignIn **sign_in, GError **error)
{
  g_autofree char *installation = dex_await_string (
      kontor_sync_loop_get_installation (kontor_syncer_get_workspace (self->syncer)), error);
  KontorCredentials credentials = { self->account, self->password, self->tenant, installation };
  g_autoptr (KontorConnection) connection = NULL;

  if (installation == NULL)
    return NULL;
  connection = kontor_connection_new (self->server, kontor_syncer_get_store (self->syncer),
                                      installation, kontor_clock_system (), error);
  if (connection == NULL)
    return NULL;
  *sign_in = dex_await_boxed (kontor_connection_sign_in (connection, &credentials), error);
  return *sign_in != NULL ? g_steal_pointer (&connection) : NULL;
}

/* From a fiber: the workspace becomes the server's, and from the same step on it is asked. */
static gboolean
join_fiber (Entrance *self,
            const KontorSignIn *sign_in,
            KontorConnection *connection,
            GError **error)
{
  KontorMembership membership = {
    .server = kontor_connection_get_server (connection),
    .account = self->account,
    .tenant = sign_in->tenant,
    .device = sign_in->device,
    .member = sign_in->member,
    .looks_on = sign_in->looks_on,
  };

  g_strlcpy (membership.epoch, sign_in->epoch, sizeof membership.epoch);
  return dex_await (
      kontor_syncer_take (self->syncer, kontor_sync_event_new_signed_in (&membership), connection),
      error);
}

static DexFuture *
connect_fiber (gpointer data)
{
  Entrance *self = data;
  GError *error = NULL;
  g_autoptr (KontorConnection) connection = NULL;
  g_autoptr (KontorSignIn) sign_in = NULL;

  wait_fiber (self);
  connection = sign_in_fiber (self, &sign_in, &error);
  if (connection == NULL
      || (sign_in->choices == NULL && !join_fiber (self, sign_in, connection, &error)))
    return dex_future_new_for_error (error);
  return dex_future_new_take_boxed (KONTOR_TYPE_SIGN_IN, g_steal_pointer (&sign_in));
}

DexFuture *
kontor_syncer_connect (KontorSyncer *self,
                       const char *server,
                       const char *account,
                       const char *password,
                       const char *tenant)
{
  Entrance *entrance = g_new0 (Entrance, 1);

  entrance->server = g_strdup (server);
  entrance->account = g_strdup (account);
  entrance->password = g_strdup (password);
  entrance->tenant = g_strdup (tenant);
  return enter (self, connect_fiber, entrance);
}

/* A question that is parked at the server would not learn of it for a while: that it is over is a
 * step of its own. */
static DexFuture *
sign_out_fiber (gpointer data)
{
  Entrance *self = data;
  KontorConnection *connection;

  wait_fiber (self);
  connection = kontor_syncer_ensure_connection (self->syncer);
  if (connection == NULL)
    return dex_future_new_for_boolean (TRUE);
  dex_await (kontor_connection_sign_out (connection), NULL);
  dex_await (
      kontor_syncer_take (self->syncer, kontor_sync_event_new (KONTOR_EVENT_SIGNED_OUT), NULL),
      NULL);
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
kontor_syncer_sign_out (KontorSyncer *self)
{
  return enter (self, sign_out_fiber, g_new0 (Entrance, 1));
}
