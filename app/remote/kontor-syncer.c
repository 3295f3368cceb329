/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "remote/kontor-syncer-private.h"

#include "remote/kontor-sync-lock.h"
#include "util/kontor-error.h"

/* How often another process that syncs is asked to make room, milliseconds. */
#define LOCK_INTERVAL 2000

/* Something to be taken in. */
typedef struct
{
  KontorSyncEvent *event;
  KontorConnection *connection; /* of somebody who has signed in; else NULL */
  DexPromise *promise;          /* that it was taken in */
} Turn;

struct _KontorSyncer
{
  GObject parent_instance;

  KontorWorkspace *workspace;
  KontorTokenStore *store;
  KontorSyncLoop *loop; /* the replica, shared with its jobs */
  KontorSyncLock *lock; /* NULL while another process has it */
  KontorConnection *connection;
  GHashTable *asks; /* id → GCancellable of what is under way */
  Turn *turn;       /* whose step is under way: its outcome is carried out before the next begins */
  GQueue turns;     /* those after it */
  DexFuture *entering; /* the last one who signs in or out is through; NULL: nobody did */
  gulong changed;
  gulong network;
  guint wake;       /* source */
  gboolean ticking; /* a tick is among those after it, or will be: it sees all that is there then */
  gboolean stopped;

  KontorReplicaStatus status;
  char *server;
  char *account;
  char *tenant;
  char *installation;
};

enum
{
  PROP_0,
  PROP_STATE,
  PROP_CODE,
  PROP_WAITING,
  PROP_ATTENTION,
  PROP_LAST_CONTACT,
  PROP_ELSEWHERE,
  PROP_SERVER,
  PROP_ACCOUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KontorSyncer, kontor_syncer, G_TYPE_OBJECT)
G_DEFINE_ENUM_TYPE (KontorReplicaState,
                    kontor_replica_state,
                    G_DEFINE_ENUM_VALUE (KONTOR_REPLICA_OFF, "off"),
                    G_DEFINE_ENUM_VALUE (KONTOR_REPLICA_WORKING, "working"),
                    G_DEFINE_ENUM_VALUE (KONTOR_REPLICA_IN_STEP, "in-step"),
                    G_DEFINE_ENUM_VALUE (KONTOR_REPLICA_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (KONTOR_REPLICA_SIGN_IN, "sign-in"),
                    G_DEFINE_ENUM_VALUE (KONTOR_REPLICA_STOPPED, "stopped"))

/* A question whose answer goes back to the replica. */
typedef struct
{
  KontorSyncer *syncer;
  guint id;
} Awaited;

static void take (KontorSyncer *self, KontorEventKind kind);
static void begin_turn (KontorSyncer *self);

static GError *
make_stopped_error (void)
{
  return g_error_new_literal (KONTOR_ERROR, KONTOR_ERROR_IO,
                              "the workspace is not synced any more");
}

static void
free_turn (Turn *self)
{
  kontor_sync_event_free (self->event);
  g_clear_object (&self->connection);
  dex_unref (self->promise);
  g_free (self);
}

static void
set_text (KontorSyncer *self, char **place, const char *text, guint property)
{
  if (g_set_str (place, text) && property != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
notify_changed (KontorSyncer *self, gboolean changed, guint property)
{
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_status (KontorSyncer *self, const KontorReplicaStatus *status)
{
  KontorReplicaStatus old = self->status;

  self->status = *status;
  notify_changed (self, old.state != status->state, PROP_STATE);
  notify_changed (self, g_strcmp0 (old.code, status->code) != 0, PROP_CODE);
  notify_changed (self, old.waiting != status->waiting, PROP_WAITING);
  notify_changed (self, old.refused != status->refused, PROP_ATTENTION);
  notify_changed (self, old.contact != status->contact, PROP_LAST_CONTACT);
}

/* Only one process does it: the lock is tried for at every tick while another one has it. */
static gboolean
ensure_lock (KontorSyncer *self)
{
  g_autoptr (GError) error = NULL;

  if (self->lock != NULL)
    return TRUE;
  self->lock = kontor_sync_lock_take (kontor_workspace_get_path (self->workspace), &error);
  if (self->lock != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ELSEWHERE]);
  else
    g_debug ("%s", error->message);
  return self->lock != NULL;
}

static void
progress_cb (KontorSyncer *self, guint id)
{
  if (g_hash_table_contains (self->asks, GUINT_TO_POINTER (id)))
    dex_unref (kontor_syncer_take (self, kontor_sync_event_new_progress (id), NULL));
}

/* Takes @connection, which may be NULL. */
static void
set_connection (KontorSyncer *self, KontorConnection *connection)
{
  if (self->connection != NULL)
    g_signal_handlers_disconnect_by_data (self->connection, self);
  g_clear_object (&self->connection);
  self->connection = connection;
  if (connection != NULL)
    g_signal_connect_object (connection, "progress", G_CALLBACK (progress_cb), self,
                             G_CONNECT_SWAPPED);
}

KontorConnection *
kontor_syncer_ensure_connection (KontorSyncer *self)
{
  g_autoptr (GError) error = NULL;

  if (self->connection != NULL || self->server == NULL)
    return self->connection;
  set_connection (self, kontor_connection_new (self->server, self->store, self->installation,
                                               kontor_clock_system (), &error));
  if (self->connection == NULL)
    g_warning ("%s", error->message);
  return self->connection;
}

static DexFuture *
answer_cb (DexFuture *future, gpointer data)
{
  Awaited *awaited = data;
  KontorSyncer *self = awaited->syncer;
  const GValue *value = dex_future_get_value (future, NULL);

  if (g_hash_table_remove (self->asks, GUINT_TO_POINTER (awaited->id)))
    dex_unref (kontor_syncer_take (
        self,
        kontor_sync_event_new_reply (awaited->id, value != NULL ? g_value_get_boxed (value) : NULL),
        NULL));
  return NULL;
}

static void
free_awaited (gpointer data)
{
  g_object_unref (((Awaited *) data)->syncer);
  g_free (data);
}

static void
start_ask (KontorSyncer *self, const KontorAsk *ask)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  KontorConnection *connection = kontor_syncer_ensure_connection (self);
  Awaited *awaited = g_new0 (Awaited, 1);
  DexFuture *future;

  awaited->syncer = g_object_ref (self);
  awaited->id = ask->id;
  future = connection != NULL ? kontor_connection_ask (connection, self->tenant, ask, cancellable)
                              : dex_future_new_for_boolean (FALSE);
  g_hash_table_insert (self->asks, GUINT_TO_POINTER (ask->id), g_steal_pointer (&cancellable));
  dex_future_disown (dex_future_finally (future, answer_cb, awaited, free_awaited));
}

static void
drop_ask (KontorSyncer *self, guint id)
{
  GCancellable *cancellable = g_hash_table_lookup (self->asks, GUINT_TO_POINTER (id));

  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
  g_hash_table_remove (self->asks, GUINT_TO_POINTER (id));
}

static gboolean
wake_cb (gpointer data)
{
  KontorSyncer *self = data;

  self->wake = 0;
  take (self, KONTOR_EVENT_TICK);
  return G_SOURCE_REMOVE;
}

static void
set_wake (KontorSyncer *self, gint64 milliseconds)
{
  g_clear_handle_id (&self->wake, g_source_remove);
  self->wake = g_timeout_add ((guint) CLAMP (milliseconds, 1, LOCK_INTERVAL), wake_cb, self);
}

/* Who has just signed in brings the connection, and the tokens that may be nowhere else. */
static void
set_place (KontorSyncer *self, const KontorSyncOutcome *outcome, KontorConnection *connection)
{
  if (connection != NULL)
    set_connection (self, g_object_ref (connection));
  else if (g_strcmp0 (self->server, outcome->server) != 0)
    set_connection (self, NULL);
  set_text (self, &self->server, outcome->server, PROP_SERVER);
  set_text (self, &self->account, outcome->account, PROP_ACCOUNT);
  set_text (self, &self->tenant, outcome->tenant, 0);
  set_text (self, &self->installation, outcome->installation, 0);
}

static void
carry_out (KontorSyncer *self, KontorSyncOutcome *outcome, KontorConnection *connection)
{
  /* Who hears of it may ask for the next step, or for none. */
  g_object_freeze_notify (G_OBJECT (self));
  set_place (self, outcome, connection);
  for (guint i = 0; i < outcome->actions.drops->len; i++)
    drop_ask (self, g_array_index (outcome->actions.drops, guint, i));
  for (guint i = 0; i < outcome->actions.asks->len; i++)
    start_ask (self, outcome->actions.asks->pdata[i]);
  set_status (self, &outcome->status);
  set_wake (self, outcome->actions.wake - kontor_sync_loop_now ());
  g_object_thaw_notify (G_OBJECT (self));
}

static void
end_turn (Turn *turn, GError *error)
{
  if (error != NULL)
    dex_promise_reject (turn->promise, error);
  else
    dex_promise_resolve_boolean (turn->promise, TRUE);
  free_turn (turn);
}

static DexFuture *
stepped_cb (DexFuture *future, gpointer data)
{
  KontorSyncer *self = data;
  GError *error = NULL;
  g_autoptr (KontorSyncOutcome) outcome = kontor_job_steal_result (future, &error);

  if (error != NULL)
    g_debug ("sync: %s", error->message);
  if (!self->stopped && outcome != NULL)
    carry_out (self, outcome, self->turn->connection);
  else if (!self->stopped)
    set_wake (self, LOCK_INTERVAL);
  end_turn (g_steal_pointer (&self->turn), error);
  begin_turn (self);
  return NULL;
}

/* One step of the replica as a job of the workspace. */
static void
begin_turn (KontorSyncer *self)
{
  DexFuture *future;

  if (self->turn != NULL || g_queue_is_empty (&self->turns))
    return;
  self->turn = g_queue_pop_head (&self->turns);
  if (self->turn->event->kind == KONTOR_EVENT_TICK)
    self->ticking = FALSE;
  future = kontor_sync_loop_step (self->loop, self->workspace, ensure_lock (self),
                                  g_steal_pointer (&self->turn->event));
  dex_future_disown (dex_future_finally (future, stepped_cb, g_object_ref (self), g_object_unref));
}

DexFuture *
kontor_syncer_take (KontorSyncer *self, KontorSyncEvent *event, KontorConnection *connection)
{
  Turn *turn = g_new0 (Turn, 1);
  DexFuture *future;

  turn->event = event;
  turn->promise = dex_promise_new ();
  g_set_object (&turn->connection, connection);
  future = dex_ref (DEX_FUTURE (turn->promise));
  if (self->stopped)
    {
      end_turn (turn, make_stopped_error ());
      return future;
    }
  g_queue_push_tail (&self->turns, turn);
  begin_turn (self);
  return future;
}

static void
take (KontorSyncer *self, KontorEventKind kind)
{
  dex_unref (kontor_syncer_take (self, kontor_sync_event_new (kind), NULL));
}

static gboolean
tick_cb (gpointer data)
{
  take (data, KONTOR_EVENT_TICK);
  return G_SOURCE_REMOVE;
}

/* Many commits in one turn of the loop are one reason to look. */
static void
tick_soon (KontorSyncer *self)
{
  if (self->ticking || self->stopped)
    return;
  self->ticking = TRUE;
  g_idle_add_full (G_PRIORITY_DEFAULT, tick_cb, g_object_ref (self), g_object_unref);
}

static void
changed_cb (KontorSyncer *self)
{
  tick_soon (self);
}

static void
network_cb (KontorSyncer *self, gboolean available)
{
  if (available)
    take (self, KONTOR_EVENT_NETWORK);
}

static void
kontor_syncer_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  KontorSyncer *self = KONTOR_SYNCER (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->status.state);
      break;

    case PROP_CODE:
      g_value_set_string (value, self->status.code);
      break;

    case PROP_WAITING:
      g_value_set_int64 (value, self->status.waiting);
      break;

    case PROP_ATTENTION:
      g_value_set_int64 (value, self->status.refused);
      break;

    case PROP_LAST_CONTACT:
      g_value_set_int64 (value, self->status.contact);
      break;

    case PROP_ELSEWHERE:
      g_value_set_boolean (value, self->lock == NULL);
      break;

    case PROP_SERVER:
      g_value_set_string (value, self->server);
      break;

    case PROP_ACCOUNT:
      g_value_set_string (value, self->account);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
kontor_syncer_dispose (GObject *object)
{
  KontorSyncer *self = KONTOR_SYNCER (object);

  kontor_syncer_stop (self);
  g_clear_object (&self->workspace);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (kontor_syncer_parent_class)->dispose (object);
}

static void
kontor_syncer_finalize (GObject *object)
{
  KontorSyncer *self = KONTOR_SYNCER (object);

  g_clear_pointer (&self->loop, kontor_sync_loop_unref);
  g_clear_pointer (&self->asks, g_hash_table_unref);
  dex_clear (&self->entering);
  g_free (self->server);
  g_free (self->account);
  g_free (self->tenant);
  g_free (self->installation);
  G_OBJECT_CLASS (kontor_syncer_parent_class)->finalize (object);
}

#define READABLE (G_PARAM_READABLE | G_PARAM_STATIC_STRINGS)

static void
kontor_syncer_class_init (KontorSyncerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kontor_syncer_get_property;
  object_class->dispose = kontor_syncer_dispose;
  object_class->finalize = kontor_syncer_finalize;
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, KONTOR_TYPE_REPLICA_STATE,
                                              KONTOR_REPLICA_WORKING, READABLE);
  properties[PROP_CODE] = g_param_spec_string ("code", NULL, NULL, NULL, READABLE);
  properties[PROP_WAITING] = g_param_spec_int64 ("waiting", NULL, NULL, 0, G_MAXINT64, 0, READABLE);
  properties[PROP_ATTENTION]
      = g_param_spec_int64 ("attention", NULL, NULL, 0, G_MAXINT64, 0, READABLE);
  properties[PROP_LAST_CONTACT]
      = g_param_spec_int64 ("last-contact", NULL, NULL, 0, G_MAXINT64, 0, READABLE);
  properties[PROP_ELSEWHERE] = g_param_spec_boolean ("elsewhere", NULL, NULL, FALSE, READABLE);
  properties[PROP_SERVER] = g_param_spec_string ("server", NULL, NULL, NULL, READABLE);
  properties[PROP_ACCOUNT] = g_param_spec_string ("account", NULL, NULL, NULL, READABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kontor_syncer_init (KontorSyncer *self)
{
  self->asks = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  g_queue_init (&self->turns);
  self->status.state = KONTOR_REPLICA_WORKING; /* it is not known yet */
}

KontorSyncer *
kontor_syncer_new (KontorWorkspace *workspace, KontorTokenStore *store, KontorSyncerFlags flags)
{
  KontorSyncer *self = g_object_new (KONTOR_TYPE_SYNCER, NULL);

  self->workspace = g_object_ref (workspace);
  g_set_object (&self->store, store);
  self->loop = kontor_sync_loop_new ((flags & KONTOR_SYNCER_ONCE) == 0);
  self->changed = g_signal_connect_swapped (workspace, "changed", G_CALLBACK (changed_cb), self);
  self->network = g_signal_connect_data (g_network_monitor_get_default (), "network-changed",
                                         G_CALLBACK (network_cb), self, NULL, G_CONNECT_SWAPPED);
  tick_soon (self);
  return self;
}

KontorReplicaState
kontor_syncer_get_state (KontorSyncer *self)
{
  return self->status.state;
}

const char *
kontor_syncer_get_code (KontorSyncer *self)
{
  return self->status.code;
}

gint64
kontor_syncer_get_waiting (KontorSyncer *self)
{
  return self->status.waiting;
}

gint64
kontor_syncer_get_attention (KontorSyncer *self)
{
  return self->status.refused;
}

gint64
kontor_syncer_get_last_contact (KontorSyncer *self)
{
  return self->status.contact;
}

gboolean
kontor_syncer_get_elsewhere (KontorSyncer *self)
{
  return self->lock == NULL;
}

const char *
kontor_syncer_get_server (KontorSyncer *self)
{
  return self->server;
}

const char *
kontor_syncer_get_account (KontorSyncer *self)
{
  return self->account;
}

void
kontor_syncer_get_counts (KontorSyncer *self, guint64 *sent, guint64 *received)
{
  *sent = self->status.sent;
  *received = self->status.received;
}

KontorWorkspace *
kontor_syncer_get_workspace (KontorSyncer *self)
{
  return self->workspace;
}

KontorTokenStore *
kontor_syncer_get_store (KontorSyncer *self)
{
  return self->store;
}

DexFuture *
kontor_syncer_line_up (KontorSyncer *self, DexFuture *through)
{
  DexFuture *before = self->entering;

  self->entering = dex_ref (through);
  return before;
}

void
kontor_syncer_retry (KontorSyncer *self)
{
  take (self, KONTOR_EVENT_NETWORK);
}

void
kontor_syncer_stop (KontorSyncer *self)
{
  GHashTableIter iter;
  gpointer cancellable;
  Turn *turn;

  if (self->stopped)
    return;
  self->stopped = TRUE;
  g_clear_handle_id (&self->wake, g_source_remove);
  g_clear_signal_handler (&self->changed, self->workspace);
  g_clear_signal_handler (&self->network, g_network_monitor_get_default ());
  g_hash_table_iter_init (&iter, self->asks);
  while (g_hash_table_iter_next (&iter, NULL, &cancellable))
    g_cancellable_cancel (cancellable);
  g_hash_table_remove_all (self->asks);
  while ((turn = g_queue_pop_head (&self->turns)) != NULL)
    end_turn (turn, make_stopped_error ());
  set_connection (self, NULL);
  g_clear_pointer (&self->lock, kontor_sync_lock_release);
}
