/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-replica.h"

#include "store/kontor-outbox.h"
#include "sync/kontor-backoff.h"
#include "sync/kontor-incoming.h"
#include "sync/kontor-join.h"
#include "sync/kontor-outgoing.h"
#include "sync/kontor-sync-limits.h"
#include "sync/kontor-sync-state.h"

#include <yyjson.h>

/* Milliseconds. What is asked, and of which not a byte has moved in that time, is taken as lost: a line
 * may be dead without either end being told. A server parks a question for less than that. */
#define PATIENCE 9000
#define TICK 1000

/* Operations in a push. A slow line gets smaller ones. */
#define MAX_PUSH (KONTOR_SYNC_MAX_OPERATIONS - KONTOR_SYNC_MAX_GROUP)
#define MIN_PUSH 50

/* The same for rows in a page. */
#define MAX_PAGE KONTOR_SYNC_MAX_PAGE
#define MIN_PAGE 50

#define N_KINDS (KONTOR_ASK_DEVICE + 1)

/* A question that is under way. */
typedef struct
{
  guint id; /* 0: none is */
  gint64 asked;
  gint64 deadline;
} Pending;

/* What the workspace says of itself, as long as nobody has written there. */
typedef struct
{
  KontorStore *store; /* only compared */
  gint64 own_changes;
  gint64 data_version; /* of what others wrote */
  KontorSyncState *state;
  gint64 waiting;
  gint64 refused;
} View;

struct _KontorReplica
{
  gboolean live;
  View view;
  guint last_id;
  Pending pending[N_KINDS];
  KontorBackoff backoff;
  guint push_limit;
  gsize push_size; /* of what is being pushed, or was last */
  guint page_limit;
  gint64 known_seq;    /* the newest that the server has spoken of */
  gboolean must_pull;  /* whatever is known: at first, and where a page said that there is more */
  gboolean heard;      /* a page has come in */
  gboolean held_back;  /* what waits may not go before a bulk act that runs */
  gboolean must_renew; /* the device needs another number */
  KontorReplicaStatus status;
};

static void
free_ask (gpointer data)
{
  KontorAsk *ask = data;

  g_clear_pointer (&ask->body, g_bytes_unref);
  g_free (ask->cursor);
  g_free (ask->installation);
  g_free (ask);
}

void
kontor_actions_clear (KontorActions *self)
{
  g_clear_pointer (&self->asks, g_ptr_array_unref);
  g_clear_pointer (&self->drops, g_array_unref);
}

KontorReplica *
kontor_replica_new (gboolean live)
{
  KontorReplica *self = g_new0 (KontorReplica, 1);

  self->live = live;
  self->push_limit = MAX_PUSH;
  self->page_limit = MAX_PAGE;
  self->must_pull = TRUE;
  return self;
}

void
kontor_replica_free (KontorReplica *self)
{
  kontor_sync_state_free (self->view.state);
  g_free (self);
}

/* Most ticks find that nothing has happened, and that has to be cheap. */
static const KontorSyncState *
look (KontorReplica *self, KontorStore *store, GError **error)
{
  KontorDatabase *database = kontor_store_get_database (store);
  gint64 own_changes = kontor_database_get_total_changes (database);
  gint64 data_version = kontor_database_get_data_version (database);
  View *view = &self->view;

  if (view->store == store && view->own_changes == own_changes
      && view->data_version == data_version)
    return view->state;
  g_clear_pointer (&view->state, kontor_sync_state_free);
  view->store = NULL;
  view->state = kontor_sync_state_load (store, error);
  if (view->state == NULL)
    return NULL;
  *view = (View) {
    .store = store,
    .own_changes = own_changes,
    .data_version = data_version,
    .state = view->state,
    .waiting = kontor_outbox_count (store),
    .refused = kontor_outbox_count_refused (store),
  };
  return view->state;
}

void
kontor_replica_get_status (KontorReplica *self, KontorReplicaStatus *status)
{
  *status = self->status;
}

static void
stop (KontorReplica *self, KontorReplicaState state, const char *code)
{
  self->status.state = state;
  self->status.code = code;
}

static gboolean
is_stopped (KontorReplica *self)
{
  return self->status.state == KONTOR_REPLICA_SIGN_IN
         || self->status.state == KONTOR_REPLICA_STOPPED;
}

/* Waits longer each time; at least @retry seconds, which the server asked for. */
static void
back_off (KontorReplica *self, KontorStore *store, gint64 now, gint64 retry, const char *code)
{
  kontor_backoff_fail (&self->backoff, kontor_store_get_clock (store), now, retry * 1000);
  self->status.code = code;
}

static void
succeed (KontorReplica *self)
{
  kontor_backoff_succeed (&self->backoff);
  self->status.code = NULL;
}

/* What went wrong here, not at the server. */
static void
fail_locally (KontorReplica *self, KontorStore *store, gint64 now, const GError *error)
{
  g_debug ("sync: %s", error->message);
  if (g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_TOO_NEW))
    stop (self, KONTOR_REPLICA_STOPPED, "newer");
  else if (g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT))
    stop (self, KONTOR_REPLICA_STOPPED, "epoch");
  else if (g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CORRUPT))
    stop (self, KONTOR_REPLICA_STOPPED, "corrupt");
  else if (g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_BUSY))
    back_off (self, store, now, 0, "busy");
  else
    back_off (self, store, now, 0, "disk");
}

/* Nothing is asked until it can be read, which is tried at each tick. */
static void
fail_to_look (KontorReplica *self, const GError *error)
{
  g_debug ("sync: %s", error->message);
  if (g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_CORRUPT))
    stop (self, KONTOR_REPLICA_STOPPED, "corrupt");
  else
    self->status.code = "disk";
}

/* Rubbish instead of an answer: a proxy's page, a line that broke. */
static void
fail_to_read (KontorReplica *self, KontorStore *store, gint64 now, const GError *error)
{
  if (g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_TOO_NEW))
    fail_locally (self, store, now, error);
  else
    back_off (self, store, now, 0, "rubbish");
}

/* The server's time now, of what it was when it answered. */
static gint64
get_server_now (const KontorEvent *event, gint64 then)
{
  return MIN (then, G_MAXINT64 - event->reply->age) + event->reply->age;
}

static void
take_answer (KontorReplica *self, KontorStore *store, const KontorEvent *event)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorAnswer) answer
      = kontor_answer_decode (kontor_store_get_schema (store), event->reply->body, &error);

  if (answer != NULL)
    answer->now = get_server_now (event, answer->now);
  if (answer == NULL)
    fail_to_read (self, store, event->now, error);
  else if (!kontor_incoming_take_answer (store, answer, &error))
    fail_locally (self, store, event->now, error);
  else
    {
      self->known_seq = MAX (self->known_seq, answer->seq);
      self->push_limit = MIN (self->push_limit * 2, MAX_PUSH);
      self->status.sent += answer->verdicts->len;
      succeed (self);
    }
}

static void
take_page (KontorReplica *self, KontorStore *store, const KontorEvent *event)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorPage) page
      = kontor_page_decode (kontor_store_get_schema (store), event->reply->body, &error);

  if (page != NULL)
    page->head.now = get_server_now (event, page->head.now);
  if (page == NULL)
    fail_to_read (self, store, event->now, error);
  else if (!kontor_incoming_take_page (store, page, &error))
    fail_locally (self, store, event->now, error);
  else
    {
      self->known_seq = MAX (self->known_seq, page->head.seq);
      self->must_pull = page->more;
      self->page_limit = MIN (self->page_limit * 2, MAX_PAGE);
      self->heard = TRUE;
      self->status.received += page->rows->len;
      succeed (self);
    }
}

/* {"seq":N} */
static void
take_poke (KontorReplica *self, KontorStore *store, const KontorEvent *event)
{
  gsize length;
  const char *text = g_bytes_get_data (event->reply->body, &length);
  yyjson_doc *doc = yyjson_read (text, length, 0);
  yyjson_val *seq = yyjson_obj_get (yyjson_doc_get_root (doc), "seq");

  if (yyjson_is_uint (seq) && yyjson_get_uint (seq) <= G_MAXINT64)
    {
      self->known_seq = MAX (self->known_seq, (gint64) yyjson_get_uint (seq));
      succeed (self);
    }
  else
    back_off (self, store, event->now, 0, "rubbish");
  yyjson_doc_free (doc);
}

/* {"device":N} among others */
static void
take_device (KontorReplica *self, KontorStore *store, const KontorEvent *event)
{
  gsize length;
  const char *text = g_bytes_get_data (event->reply->body, &length);
  yyjson_doc *doc = yyjson_read (text, length, 0);
  guint64 device = yyjson_get_uint (yyjson_obj_get (yyjson_doc_get_root (doc), "device"));
  g_autoptr (GError) error = NULL;

  yyjson_doc_free (doc);
  if (device < 1 || device > G_MAXUINT32)
    back_off (self, store, event->now, 0, "rubbish");
  else if (!kontor_join_renew (store, (guint32) device, &error))
    fail_locally (self, store, event->now, error);
  else
    {
      self->must_renew = FALSE;
      succeed (self);
    }
}

static void
take_body (KontorReplica *self, KontorStore *store, KontorAskKind kind, const KontorEvent *event)
{
  switch (kind)
    {
    case KONTOR_ASK_PUSH:
      take_answer (self, store, event);
      break;

    case KONTOR_ASK_PULL:
      take_page (self, store, event);
      break;

    case KONTOR_ASK_LIVE:
      take_poke (self, store, event);
      break;

    case KONTOR_ASK_DEVICE:
    default:
      take_device (self, store, event);
      break;
    }
}

static void
shrink_push (KontorReplica *self)
{
  self->push_limit = MAX (self->push_limit / 2, 1);
}

/* 413: whatever stands between here and there may take less than the server. One group can't be made
 * smaller: it is refused in the server's stead, so that the rest goes on. Where not even that is too
 * much for anybody, it is not about size. */
static void
take_too_large (KontorReplica *self, KontorStore *store, const KontorEvent *event)
{
  g_autoptr (GError) error = NULL;

  if (self->push_limit > 1)
    shrink_push (self);
  else if (self->push_size <= KONTOR_SYNC_MIN_PUSH)
    stop (self, KONTOR_REPLICA_STOPPED, "large");
  else if (!kontor_incoming_refuse_first (store, &error))
    fail_locally (self, store, event->now, error);
}

/* 409: the server knows something that this device does not. */
static void
take_conflict (KontorReplica *self, const char *code)
{
  if (g_strcmp0 (code, "forked") == 0)
    self->must_renew = TRUE;
  else if (g_strcmp0 (code, "epoch") == 0)
    stop (self, KONTOR_REPLICA_STOPPED, "epoch");
  else if (g_strcmp0 (code, "gap") == 0)
    stop (self, KONTOR_REPLICA_STOPPED, "gap");
  else
    stop (self, KONTOR_REPLICA_STOPPED, "newer");
}

static void
start_over (KontorReplica *self, KontorStore *store, const KontorEvent *event)
{
  g_autoptr (GError) error = NULL;

  if (!kontor_store_set_setting (store, "cursor", NULL, &error))
    fail_locally (self, store, event->now, error);
  self->must_pull = TRUE;
}

static void
take_refusal (KontorReplica *self, KontorStore *store, KontorAskKind kind, const KontorEvent *event)
{
  const KontorReply *reply = event->reply;

  switch (reply->status)
    {
    case 401:
      stop (self, KONTOR_REPLICA_SIGN_IN, NULL);
      break;

    case 409:
      take_conflict (self, reply->code);
      break;

    case 410:
      start_over (self, store, event);
      break;

    case 413:
      if (kind == KONTOR_ASK_PUSH)
        take_too_large (self, store, event);
      else
        stop (self, KONTOR_REPLICA_STOPPED, "large");
      break;

    case 400:
      stop (self, KONTOR_REPLICA_STOPPED, "invalid");
      break;

    case 403:
    case 404:
      stop (self, KONTOR_REPLICA_STOPPED, "denied");
      break;

    default:
      back_off (self, store, event->now, reply->retry, "busy");
      break;
    }
}

/* What did not come through may have been too large for the line. A parked question that did not
 * come back says nothing of what there is: one that is answered at once does. */
static void
adapt (KontorReplica *self, KontorAskKind kind)
{
  if (kind == KONTOR_ASK_LIVE)
    self->must_pull = TRUE;
  if (kind == KONTOR_ASK_PUSH && self->push_limit > MIN_PUSH)
    shrink_push (self);
  else if (kind == KONTOR_ASK_PULL)
    self->page_limit = MAX (self->page_limit / 2, MIN_PAGE);
}

/* No whole answer came. The time that this took counts as waited: a line may have been well again for
 * most of it. */
static void
take_silence (KontorReplica *self, KontorStore *store, KontorAskKind kind, gint64 asked)
{
  adapt (self, kind);
  back_off (self, store, asked, 0, "offline");
}

/* Nothing came at all, in all the time that it had. */
static void
take_lateness (KontorReplica *self, KontorAskKind kind, gint64 now)
{
  adapt (self, kind);
  kontor_backoff_time_out (&self->backoff, now);
  self->status.code = "offline";
}

static void
take_reply (KontorReplica *self, KontorStore *store, const KontorEvent *event)
{
  const KontorReply *reply = event->reply;

  for (guint kind = 0; kind < N_KINDS; kind++)
    {
      if (self->pending[kind].id == 0 || self->pending[kind].id != reply->id)
        continue;
      self->pending[kind].id = 0;
      if (reply->status == 0)
        take_silence (self, store, (KontorAskKind) kind, self->pending[kind].asked);
      else if (reply->status == 200)
        take_body (self, store, (KontorAskKind) kind, event);
      else
        take_refusal (self, store, (KontorAskKind) kind, event);
      return;
    }
}

static void
drop (KontorReplica *self, KontorAskKind kind, KontorActions *actions)
{
  if (self->pending[kind].id == 0)
    return;
  g_array_append_val (actions->drops, self->pending[kind].id);
  self->pending[kind].id = 0;
}

static void
drop_all (KontorReplica *self, KontorActions *actions)
{
  for (guint kind = 0; kind < N_KINDS; kind++)
    drop (self, (KontorAskKind) kind, actions);
}

static void
drop_overdue (KontorReplica *self, gint64 now, KontorActions *actions)
{
  for (guint kind = 0; kind < N_KINDS; kind++)
    if (self->pending[kind].id != 0 && now >= self->pending[kind].deadline)
      {
        drop (self, (KontorAskKind) kind, actions);
        take_lateness (self, (KontorAskKind) kind, now);
      }
}

static KontorAsk *
ask (KontorReplica *self, KontorAskKind kind, gint64 now, KontorActions *actions)
{
  KontorAsk *one = g_new0 (KontorAsk, 1);

  one->kind = kind;
  one->id = ++self->last_id;
  self->pending[kind].id = one->id;
  self->pending[kind].asked = now;
  self->pending[kind].deadline = now + PATIENCE;
  g_ptr_array_add (actions->asks, one);
  return one;
}

/* What no server takes is not even asked. */
static gboolean
collect_push (KontorReplica *self, KontorStore *store, GBytes **body, GError **error)
{
  GError *own = NULL;

  while (!kontor_outgoing_collect (store, self->push_limit, body, &own))
    {
      if (!g_error_matches (own, KONTOR_ERROR, KONTOR_ERROR_LIMIT))
        {
          g_propagate_error (error, own);
          return FALSE;
        }
      g_clear_error (&own);
      if (!kontor_incoming_refuse_first (store, error))
        return FALSE;
    }
  self->push_size = *body != NULL ? g_bytes_get_size (*body) : 0;
  return TRUE;
}

static void
ask_push (KontorReplica *self, KontorStore *store, gint64 now, KontorActions *actions)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;

  self->held_back = FALSE;
  if (self->pending[KONTOR_ASK_PUSH].id != 0 || self->view.waiting == 0)
    return;
  if (!collect_push (self, store, &body, &error))
    fail_locally (self, store, now, error);
  else if (body != NULL)
    ask (self, KONTOR_ASK_PUSH, now, actions)->body = g_steal_pointer (&body);
  else
    self->held_back = TRUE;
}

static gboolean
is_behind (KontorReplica *self, const KontorSyncState *state)
{
  return self->must_pull || self->known_seq > state->seq;
}

static void
ask_pull (KontorReplica *self, const KontorSyncState *state, gint64 now, KontorActions *actions)
{
  KontorAsk *one;

  if (self->pending[KONTOR_ASK_PULL].id != 0 || !is_behind (self, state))
    return;
  one = ask (self, KONTOR_ASK_PULL, now, actions);
  one->cursor = g_strdup (state->cursor);
  one->max = self->page_limit;
}

/* Once it is known how far the server is. */
static void
ask_live (KontorReplica *self, const KontorSyncState *state, gint64 now, KontorActions *actions)
{
  if (self->live && self->heard && self->pending[KONTOR_ASK_LIVE].id == 0)
    ask (self, KONTOR_ASK_LIVE, now, actions)->since = MAX (self->known_seq, state->seq);
}

static void
ask_device (KontorReplica *self, KontorStore *store, gint64 now, KontorActions *actions)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *installation = NULL;

  if (self->pending[KONTOR_ASK_DEVICE].id != 0)
    return;
  installation = kontor_join_dup_renewal (store, &error);
  if (installation == NULL)
    fail_locally (self, store, now, error);
  else
    ask (self, KONTOR_ASK_DEVICE, now, actions)->installation = g_steal_pointer (&installation);
}

/* Everything that there is to ask, for as much as is not asked already. */
static void
ask_all (KontorReplica *self,
         KontorStore *store,
         const KontorSyncState *state,
         gint64 now,
         KontorActions *actions)
{
  if (self->must_renew)
    {
      ask_device (self, store, now, actions);
      return;
    }
  ask_push (self, store, now, actions);
  if (is_stopped (self) || kontor_backoff_get_wait (&self->backoff, now) > 0)
    return;
  ask_pull (self, state, now, actions);
  ask_live (self, state, now, actions);
}

/* Trying again is still waiting, until something comes of it. What can't be read may be anything. */
static KontorReplicaState
find_state (KontorReplica *self, const KontorSyncState *state)
{
  if (state != NULL && state->device == 0)
    return KONTOR_REPLICA_OFF;
  if (is_stopped (self))
    return self->status.state;
  if (state == NULL || self->backoff.failures > 0)
    return KONTOR_REPLICA_WAITING;
  return self->status.waiting > 0 || is_behind (self, state) || self->must_renew
             ? KONTOR_REPLICA_WORKING
             : KONTOR_REPLICA_IN_STEP;
}

static void
report (KontorReplica *self, const KontorSyncState *state)
{
  self->status.waiting = self->view.waiting;
  self->status.refused = self->view.refused;
  if (state != NULL)
    self->status.contact = state->contact;
  self->status.state = find_state (self, state);
  if (self->status.state == KONTOR_REPLICA_WORKING)
    self->status.code = self->held_back && self->status.waiting > 0 ? "bulk" : NULL;
  else if (self->status.state == KONTOR_REPLICA_OFF || self->status.state == KONTOR_REPLICA_IN_STEP)
    self->status.code = NULL;
}

static gint64
find_wake (KontorReplica *self, gint64 now)
{
  gint64 wait = kontor_backoff_get_wait (&self->backoff, now);
  gint64 wake = now + (wait > 0 ? wait : TICK);

  for (guint kind = 0; kind < N_KINDS; kind++)
    if (self->pending[kind].id != 0)
      wake = MIN (wake, self->pending[kind].deadline);
  return wake;
}

/* A slow line takes its time, as long as it takes anything. */
static void
take_progress (KontorReplica *self, const KontorEvent *event)
{
  for (guint kind = 0; kind < N_KINDS; kind++)
    if (self->pending[kind].id != 0 && self->pending[kind].id == event->reply->id)
      self->pending[kind].deadline = event->now + PATIENCE;
}

static void
take_event (KontorReplica *self, KontorStore *store, const KontorEvent *event)
{
  switch (event->kind)
    {
    case KONTOR_EVENT_REPLY:
      take_reply (self, store, event);
      break;

    case KONTOR_EVENT_PROGRESS:
      take_progress (self, event);
      break;

    case KONTOR_EVENT_NETWORK:
      kontor_backoff_succeed (&self->backoff);
      break;

    case KONTOR_EVENT_SIGNED_IN:
      kontor_backoff_succeed (&self->backoff);
      self->status.state = KONTOR_REPLICA_WORKING;
      self->must_pull = TRUE;
      break;

    case KONTOR_EVENT_SIGNED_OUT:
      stop (self, KONTOR_REPLICA_SIGN_IN, NULL);
      break;

    case KONTOR_EVENT_TICK:
    default:
      break;
    }
}

void
kontor_replica_step (KontorReplica *self,
                     KontorStore *store,
                     const KontorEvent *event,
                     KontorActions *actions)
{
  g_autoptr (GError) error = NULL;
  const KontorSyncState *state;

  actions->asks = g_ptr_array_new_with_free_func (free_ask);
  actions->drops = g_array_new (FALSE, FALSE, sizeof (guint));
  take_event (self, store, event);
  /* What was asked by another sign-in is not answered to this one. */
  if (event->kind == KONTOR_EVENT_SIGNED_IN)
    drop_all (self, actions);
  drop_overdue (self, event->now, actions);
  state = look (self, store, &error);
  if (state == NULL)
    fail_to_look (self, error);
  if (is_stopped (self) || (state != NULL && state->device == 0))
    drop_all (self, actions);
  else if (state != NULL && kontor_backoff_get_wait (&self->backoff, event->now) == 0)
    ask_all (self, store, state, event->now, actions);
  report (self, look (self, store, NULL));
  actions->wake = find_wake (self, event->now);
}
