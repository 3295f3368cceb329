/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "remote/kontor-connection.h"

#include "remote/kontor-sign-in-private.h"
#include "util/kontor-error.h"

/* Milliseconds before its end from which an access token is not used any more. */
#define SPARE 30000

struct _KontorConnection
{
  GObject parent_instance;

  KontorHttp *http;
  KontorTokenStore *store;
  char *key;
  KontorClock *clock;
  KontorTokens *tokens;  /* NULL until they are loaded */
  gboolean loaded;       /* there is nothing more in the store */
  gboolean kept;         /* the store has had the tokens: what it has now is as new at least */
  DexFuture *refreshing; /* while it is under way, so that nobody does it twice */
};

enum
{
  PROGRESS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KontorConnection, kontor_connection, G_TYPE_OBJECT)

/* A question of a replica on its way. */
typedef struct
{
  KontorConnection *connection;
  char *path;
  const char *method;
  GBytes *body;
  gboolean packed;
  gboolean repeatable;
  const char *type;
  char *installation; /* of another device */
  GCancellable *cancellable;
  KontorHttpProgress progress; /* NULL: nobody is told */
  guint id;
} Carriage;

/* Somebody who signs in. */
typedef struct
{
  KontorConnection *connection;
  GBytes *body;
} Entrance;

static void
kontor_connection_finalize (GObject *object)
{
  KontorConnection *self = KONTOR_CONNECTION (object);

  g_clear_object (&self->http);
  g_clear_object (&self->store);
  g_free (self->key);
  g_clear_pointer (&self->tokens, kontor_tokens_free);
  dex_clear (&self->refreshing);
  G_OBJECT_CLASS (kontor_connection_parent_class)->finalize (object);
}

static void
kontor_connection_class_init (KontorConnectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_connection_finalize;
  signals[PROGRESS] = g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
kontor_connection_init (KontorConnection *self)
{
}

KontorConnection *
kontor_connection_new (const char *server,
                       KontorTokenStore *store,
                       const char *key,
                       KontorClock *clock,
                       GError **error)
{
  g_autoptr (KontorHttp) http = kontor_http_new (server, error);
  KontorConnection *self;

  if (http == NULL)
    return NULL;
  self = g_object_new (KONTOR_TYPE_CONNECTION, NULL);
  self->http = g_steal_pointer (&http);
  self->key = g_strdup (key);
  self->clock = clock;
  g_set_object (&self->store, store);
  self->loaded = store == NULL;
  return self;
}

const char *
kontor_connection_get_server (KontorConnection *self)
{
  return kontor_http_get_server (self->http);
}

static KontorHttpAnswer *
await_answer (DexFuture *future)
{
  return dex_await_boxed (future, NULL);
}

/* From a fiber: tokens that were kept; nothing where there are none. */
static void
load_fiber (KontorConnection *self)
{
  KontorTokens *tokens;

  if (self->loaded)
    return;
  tokens = dex_await_boxed (kontor_token_store_load (self->store, self->key), NULL);
  self->loaded = TRUE;
  if (self->tokens == NULL)
    {
      self->tokens = tokens;
      self->kept = tokens != NULL;
    }
  else
    kontor_tokens_free (tokens);
}

/* From a fiber: another program at the same workspace, or at a copy of it, may have refreshed the
 * sign-in. To use the token from before once more would end it for both. */
static void
reload_fiber (KontorConnection *self)
{
  g_autoptr (KontorTokens) tokens = NULL;

  if (!self->kept)
    return;
  tokens = dex_await_boxed (kontor_token_store_load (self->store, self->key), NULL);
  if (tokens == NULL || self->tokens == NULL
      || g_strcmp0 (tokens->refresh, self->tokens->refresh) == 0)
    return;
  kontor_tokens_free (self->tokens);
  self->tokens = g_steal_pointer (&tokens);
}

/* From a fiber: takes and keeps tokens; what can't be kept is good for this run. */
static void
keep_fiber (KontorConnection *self, const KontorTokens *tokens)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->tokens, kontor_tokens_free);
  self->tokens = tokens != NULL ? kontor_tokens_copy (tokens) : NULL;
  self->loaded = TRUE;
  if (self->store == NULL)
    return;
  self->kept = dex_await (kontor_token_store_save (self->store, self->key, tokens), &error);
  if (!self->kept)
    g_debug ("the sign-in can't be kept: %s", error->message);
}

static DexFuture *
post (KontorConnection *self, const char *path, const char *token, GBytes *body)
{
  KontorHttpQuestion question = {
    .method = "POST",
    .path = path,
    .token = token,
    .type = body != NULL ? "application/json" : NULL,
    .body = body,
  };

  return kontor_http_ask (self->http, &question, NULL);
}

static gboolean
has_access (KontorConnection *self)
{
  return self->tokens != NULL && self->tokens->access != NULL
         && self->tokens->expires - SPARE > kontor_clock_now (self->clock);
}

/* From a fiber: fresh tokens, unless somebody has signed out while the server was asked. */
static guint
take_fresh_fiber (KontorConnection *self, KontorHttpAnswer *answer)
{
  g_autoptr (KontorTokens) tokens
      = kontor_sign_in_read_tokens (answer->body, kontor_clock_now (self->clock));

  if (self->tokens == NULL)
    return 401;
  if (tokens == NULL)
    return 0;
  keep_fiber (self, tokens);
  return 200;
}

/* From a fiber: the sign-in that @refresh was of has ended, which is not to say that there is no
 * other: somebody may have signed in at the same workspace while the server was asked. */
static guint
take_end_fiber (KontorConnection *self, const char *refresh)
{
  reload_fiber (self);
  if (self->tokens != NULL && g_strcmp0 (self->tokens->refresh, refresh) == 0)
    keep_fiber (self, NULL);
  if (self->tokens == NULL)
    return 401;
  return has_access (self) ? 200 : 0;
}

/* Resolves to a status: 200 with tokens, 401 where one has to sign in, 0 or another where it did not
 * work out. */
static DexFuture *
refresh_fiber (gpointer data)
{
  KontorConnection *self = data;
  g_autofree char *used = g_strdup (self->tokens->access);
  g_autofree char *refresh = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (KontorHttpAnswer) answer = NULL;

  reload_fiber (self);
  if (self->tokens == NULL)
    return dex_future_new_for_uint (401);
  if (has_access (self) && g_strcmp0 (self->tokens->access, used) != 0)
    return dex_future_new_for_uint (200);
  refresh = g_strdup (self->tokens->refresh);
  body = kontor_sign_in_make_refresh (refresh);
  answer = await_answer (post (self, "/v1/refresh", NULL, body));
  if (answer->status == 200)
    return dex_future_new_for_uint (take_fresh_fiber (self, answer));
  return dex_future_new_for_uint (answer->status == 401 ? take_end_fiber (self, refresh)
                                                        : answer->status);
}

static DexFuture *
forget_refreshing (DexFuture *future, gpointer data)
{
  KontorConnection *self = data;

  dex_clear (&self->refreshing);
  return NULL;
}

/* From a fiber: a fresh access token; 200, or the status that says why not. */
static guint
refresh_once_fiber (KontorConnection *self)
{
  if (self->refreshing == NULL)
    self->refreshing = dex_future_finally (
        dex_scheduler_spawn (NULL, 0, refresh_fiber, g_object_ref (self), g_object_unref),
        forget_refreshing, g_object_ref (self), g_object_unref);
  return dex_await_uint (dex_ref (self->refreshing), NULL);
}

/* From a fiber. */
static guint
ensure_access_fiber (KontorConnection *self)
{
  load_fiber (self);
  if (has_access (self))
    return 200;
  if (self->tokens == NULL || self->tokens->refresh == NULL)
    return 401;
  return refresh_once_fiber (self);
}

static void
free_carriage (gpointer data)
{
  Carriage *self = data;

  g_object_unref (self->connection);
  g_free (self->path);
  g_free (self->installation);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_object (&self->cancellable);
  g_free (self);
}

static DexFuture *
carry_once (Carriage *self)
{
  KontorHttpQuestion question = {
    .method = self->method,
    .path = self->path,
    .token = self->connection->tokens->access,
    .type = self->type,
    .body = self->body,
    .packed = self->packed,
    .progress = self->progress,
    .owner = G_OBJECT (self->connection),
    .id = self->id,
    .repeatable = self->repeatable,
  };

  return kontor_http_ask (self->connection->http, &question, self->cancellable);
}

static DexFuture *
answer_status (guint status)
{
  KontorHttpAnswer *answer = g_atomic_rc_box_new0 (KontorHttpAnswer);

  answer->status = status;
  answer->body = g_bytes_new (NULL, 0);
  return dex_future_new_take_boxed (KONTOR_TYPE_HTTP_ANSWER, answer);
}

/* The server may have ended the token before its time: once more with a fresh one, which another
 * question may have brought meanwhile. */
static DexFuture *
carry_fiber (gpointer data)
{
  Carriage *self = data;
  KontorConnection *connection = self->connection;
  guint status = ensure_access_fiber (connection);
  g_autoptr (KontorHttpAnswer) answer = NULL;
  g_autofree char *used = NULL;

  if (status != 200)
    return answer_status (status);
  used = g_strdup (connection->tokens->access);
  answer = await_answer (carry_once (self));
  if (answer->status != 401 || connection->tokens == NULL)
    return dex_future_new_take_boxed (KONTOR_TYPE_HTTP_ANSWER, g_steal_pointer (&answer));
  if (g_strcmp0 (connection->tokens->access, used) == 0)
    status = refresh_once_fiber (connection);
  return status != 200 ? answer_status (status) : carry_once (self);
}

static char *
dup_pull_path (const char *tenant, const char *cursor, guint max)
{
  g_autofree char *escaped
      = cursor != NULL ? g_uri_escape_string (cursor, NULL, FALSE) : g_strdup ("");

  return g_strdup_printf ("/v1/%s/pull?max=%u%s%s", tenant, max, cursor != NULL ? "&c=" : "",
                          escaped);
}

static char *
dup_path (const char *tenant, const KontorAsk *ask)
{
  switch (ask->kind)
    {
    case KONTOR_ASK_PUSH:
      return g_strdup_printf ("/v1/%s/push", tenant);

    case KONTOR_ASK_PULL:
      return dup_pull_path (tenant, ask->cursor, ask->max);

    case KONTOR_ASK_LIVE:
      return g_strdup_printf ("/v1/%s/live?since=%" G_GINT64_FORMAT, tenant, ask->since);

    case KONTOR_ASK_DEVICE:
    default:
      return g_strdup_printf ("/v1/%s/device", tenant);
    }
}

/* The answer to a new device is a sign-in of its own. It is kept beside the one from before, which is
 * that of the workspace from which this one was copied. */
static DexFuture *
keep_device_fiber (gpointer data)
{
  Carriage *self = data;
  g_autoptr (KontorHttpAnswer) answer = await_answer (
      dex_scheduler_spawn (NULL, 0, carry_fiber, g_memdup2 (self, sizeof *self), g_free));
  g_autoptr (KontorTokens) tokens = NULL;

  if (answer->status == 200)
    tokens = kontor_sign_in_read_tokens (answer->body, kontor_clock_now (self->connection->clock));
  if (tokens != NULL)
    {
      g_set_str (&self->connection->key, self->installation);
      keep_fiber (self->connection, tokens);
    }
  return dex_future_new_take_boxed (KONTOR_TYPE_HTTP_ANSWER, g_steal_pointer (&answer));
}

static void
progress_cb (GObject *connection, guint id)
{
  g_signal_emit (connection, signals[PROGRESS], 0, id);
}

DexFuture *
kontor_connection_ask (KontorConnection *self,
                       const char *tenant,
                       const KontorAsk *ask,
                       GCancellable *cancellable)
{
  Carriage *carriage = g_new0 (Carriage, 1);
  gboolean post = ask->kind == KONTOR_ASK_PUSH || ask->kind == KONTOR_ASK_DEVICE;

  carriage->connection = g_object_ref (self);
  carriage->path = dup_path (tenant, ask);
  carriage->method = post ? "POST" : "GET";
  carriage->type = ask->kind == KONTOR_ASK_PUSH ? "application/x-ndjson" : "application/json";
  carriage->packed = ask->packed;
  /* The server knows an operation that it has answered. */
  carriage->repeatable = ask->kind == KONTOR_ASK_PUSH;
  carriage->installation = g_strdup (ask->installation);
  if (ask->kind == KONTOR_ASK_DEVICE)
    carriage->body = kontor_sign_in_make_device (ask->installation);
  else if (ask->body != NULL)
    carriage->body = g_bytes_ref (ask->body);
  g_set_object (&carriage->cancellable, cancellable);
  carriage->progress = ask->kind != KONTOR_ASK_LIVE ? progress_cb : NULL;
  carriage->id = ask->id;
  return dex_scheduler_spawn (NULL, 0,
                              ask->kind == KONTOR_ASK_DEVICE ? keep_device_fiber : carry_fiber,
                              carriage, free_carriage);
}

static void
free_entrance (gpointer data)
{
  Entrance *self = data;

  g_object_unref (self->connection);
  g_bytes_unref (self->body);
  g_free (self);
}

static DexFuture *
sign_in_fiber (gpointer data)
{
  Entrance *self = data;
  g_autoptr (KontorHttpAnswer) answer
      = await_answer (post (self->connection, "/v1/login", NULL, self->body));
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorSignIn) sign_in = kontor_sign_in_read (answer, &error);
  g_autoptr (KontorTokens) tokens = NULL;

  if (sign_in == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (sign_in->choices == NULL)
    {
      tokens
          = kontor_sign_in_read_tokens (answer->body, kontor_clock_now (self->connection->clock));
      keep_fiber (self->connection, tokens);
    }
  return dex_future_new_take_boxed (KONTOR_TYPE_SIGN_IN, g_steal_pointer (&sign_in));
}

DexFuture *
kontor_connection_sign_in (KontorConnection *self, const KontorCredentials *credentials)
{
  Entrance *entrance = g_new0 (Entrance, 1);

  entrance->connection = g_object_ref (self);
  entrance->body = kontor_sign_in_make (credentials);
  return dex_scheduler_spawn (NULL, 0, sign_in_fiber, entrance, free_entrance);
}

static DexFuture *
sign_out_fiber (gpointer data)
{
  KontorConnection *self = data;

  if (ensure_access_fiber (self) == 200)
    kontor_http_answer_unref (await_answer (post (self, "/v1/logout", self->tokens->access, NULL)));
  keep_fiber (self, NULL);
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
kontor_connection_sign_out (KontorConnection *self)
{
  return dex_scheduler_spawn (NULL, 0, sign_out_fiber, g_object_ref (self), g_object_unref);
}
