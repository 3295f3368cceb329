/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "remote/kontor-sync-loop-private.h"

#include "store/kontor-outbox.h"
#include "sync/kontor-frame.h"
#include "sync/kontor-sync-limits.h"
#include "sync/kontor-sync-state.h"

#include <yyjson.h>

struct _KontorSyncLoop
{
  gatomicrefcount references;
  KontorReplica *replica; /* only jobs of the writer touch it */
};

/* One step on its way to the writer's thread. */
typedef struct
{
  KontorSyncLoop *loop;
  gboolean active;
  KontorSyncEvent *event;
} Step;

KontorSyncLoop *
kontor_sync_loop_new (gboolean live)
{
  KontorSyncLoop *self = g_new0 (KontorSyncLoop, 1);

  g_atomic_ref_count_init (&self->references);
  self->replica = kontor_replica_new (live);
  return self;
}

static KontorSyncLoop *
ref (KontorSyncLoop *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
kontor_sync_loop_unref (KontorSyncLoop *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  kontor_replica_free (self->replica);
  g_free (self);
}

void
kontor_sync_outcome_free (KontorSyncOutcome *self)
{
  if (self == NULL)
    return;
  kontor_actions_clear (&self->actions);
  g_free (self->server);
  g_free (self->account);
  g_free (self->tenant);
  g_free (self->installation);
  g_free (self);
}

static void
free_outcome (gpointer data)
{
  kontor_sync_outcome_free (data);
}

gint64
kontor_sync_loop_now (void)
{
  return g_get_monotonic_time () / 1000;
}

KontorSyncEvent *
kontor_sync_event_new (KontorEventKind kind)
{
  KontorSyncEvent *self = g_new0 (KontorSyncEvent, 1);

  self->kind = kind;
  return self;
}

KontorSyncEvent *
kontor_sync_event_new_reply (guint id, KontorHttpAnswer *answer)
{
  KontorSyncEvent *self = kontor_sync_event_new (KONTOR_EVENT_REPLY);

  self->id = id;
  if (answer != NULL)
    self->answer = kontor_http_answer_ref (answer);
  return self;
}

KontorSyncEvent *
kontor_sync_event_new_progress (guint id)
{
  KontorSyncEvent *self = kontor_sync_event_new (KONTOR_EVENT_PROGRESS);

  self->id = id;
  return self;
}

KontorSyncEvent *
kontor_sync_event_new_signed_in (const KontorMembership *membership)
{
  KontorSyncEvent *self = kontor_sync_event_new (KONTOR_EVENT_SIGNED_IN);

  self->membership = g_memdup2 (membership, sizeof *membership);
  self->membership->server = g_strdup (membership->server);
  self->membership->account = g_strdup (membership->account);
  self->membership->tenant = g_strdup (membership->tenant);
  return self;
}

static void
free_membership (KontorMembership *self)
{
  g_free ((char *) self->server);
  g_free ((char *) self->account);
  g_free ((char *) self->tenant);
  g_free (self);
}

void
kontor_sync_event_free (KontorSyncEvent *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->answer, kontor_http_answer_unref);
  g_clear_pointer (&self->membership, free_membership);
  g_free (self);
}

static void
free_step (gpointer data)
{
  Step *self = data;

  kontor_sync_loop_unref (self->loop);
  kontor_sync_event_free (self->event);
  g_free (self);
}

static void
pack (KontorAsk *ask)
{
  GBytes *packed;

  if (ask->body == NULL || g_bytes_get_size (ask->body) < KONTOR_SYNC_COMPRESS_FROM)
    return;
  packed = kontor_frame_compress (ask->body);
  g_bytes_unref (ask->body);
  ask->body = packed;
  ask->packed = TRUE;
}

/* "code" of {"error":{"code":…}}; a copy. */
static char *
read_code (GBytes *body)
{
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  yyjson_doc *doc = text != NULL ? yyjson_read (text, length, 0) : NULL;
  yyjson_val *error = yyjson_obj_get (yyjson_doc_get_root (doc), "error");
  char *code = g_strdup (yyjson_get_str (yyjson_obj_get (error, "code")));

  yyjson_doc_free (doc);
  return code;
}

/* The body as it was before it was packed; NULL for what can't be expanded. */
static GBytes *
expand (KontorHttpAnswer *answer)
{
  g_autoptr (GError) error = NULL;
  GBytes *body;

  if (!answer->packed)
    return g_bytes_ref (answer->body);
  body = kontor_frame_expand (answer->body, KONTOR_SYNC_MAX_BODY, &error);
  if (body == NULL)
    g_debug ("an answer: %s", error->message);
  return body;
}

static void
step_with_reply (Step *self, KontorStore *store, KontorEvent *event, KontorActions *actions)
{
  KontorHttpAnswer *answer = self->event->answer;
  KontorReply reply = { .id = self->event->id };
  g_autoptr (GBytes) body = NULL;
  g_autofree char *code = NULL;

  if (answer != NULL && answer->status != 0)
    body = expand (answer);
  if (body != NULL)
    {
      reply.status = answer->status;
      reply.retry = answer->retry;
      reply.age = (g_get_monotonic_time () - answer->moment) / 1000;
      reply.body = body;
      if (reply.status != 200)
        code = read_code (body);
      reply.code = code;
    }
  event->reply = &reply;
  kontor_replica_step (self->loop->replica, store, event, actions);
  event->reply = NULL;
}

/* Another process syncs: how things stand, and nothing to do. */
static void
look (KontorStore *store, const KontorSyncState *state, KontorSyncOutcome *outcome)
{
  outcome->actions.asks = g_ptr_array_new ();
  outcome->actions.drops = g_array_new (FALSE, FALSE, sizeof (guint));
  outcome->actions.wake = G_MAXINT64;
  outcome->status.waiting = kontor_outbox_count (store);
  outcome->status.refused = kontor_outbox_count_refused (store);
  outcome->status.contact = state->contact;
  outcome->status.state = state->device == 0            ? KONTOR_REPLICA_OFF
                          : outcome->status.waiting > 0 ? KONTOR_REPLICA_WORKING
                                                        : KONTOR_REPLICA_IN_STEP;
}

static gpointer
step_job (KontorStore *store, gpointer data, GError **error)
{
  Step *self = data;
  g_autoptr (KontorSyncOutcome) outcome = NULL;
  KontorEvent event = { self->event->kind, kontor_sync_loop_now (), NULL };
  g_autoptr (KontorSyncState) state = NULL;

  if (self->event->membership != NULL && !kontor_join (store, self->event->membership, error))
    return NULL;
  outcome = g_new0 (KontorSyncOutcome, 1);
  if (self->active)
    {
      step_with_reply (self, store, &event, &outcome->actions);
      kontor_replica_get_status (self->loop->replica, &outcome->status);
      g_ptr_array_foreach (outcome->actions.asks, (GFunc) pack, NULL);
    }
  state = kontor_sync_state_load (store, error);
  if (state == NULL)
    return NULL;
  if (!self->active)
    look (store, state, outcome);
  outcome->server = g_strdup (state->server);
  outcome->account = g_strdup (state->account);
  outcome->tenant = g_strdup (state->tenant);
  outcome->installation = kontor_store_dup_setting (store, "installation");
  return g_steal_pointer (&outcome);
}

DexFuture *
kontor_sync_loop_step (KontorSyncLoop *self,
                       KontorWorkspace *workspace,
                       gboolean active,
                       KontorSyncEvent *event)
{
  Step *step = g_new0 (Step, 1);

  step->loop = ref (self);
  step->active = active;
  step->event = event;
  return kontor_workspace_write (workspace, step_job, step, free_step, free_outcome);
}

static gpointer
installation_job (KontorStore *store, gpointer data, GError **error)
{
  return kontor_join_dup_installation (store, error);
}

static DexFuture *
make_string (DexFuture *future, gpointer data)
{
  GError *error = NULL;
  char *text = kontor_job_steal_result (future, &error);

  return text != NULL ? dex_future_new_take_string (text) : dex_future_new_for_error (error);
}

DexFuture *
kontor_sync_loop_get_installation (KontorWorkspace *workspace)
{
  DexFuture *future = kontor_workspace_write (workspace, installation_job, NULL, NULL, g_free);

  return dex_future_finally (future, make_string, NULL, NULL);
}
