/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-replica.h"

#include "store/kontor-outbox.h"
#include "support/kontor-test-device.h"
#include "sync/kontor-backoff.h"
#include "sync/kontor-join.h"
#include "sync/kontor-sync-state.h"

#include <string.h>

/* An office, and a replica at desk a whose questions lie on the table until they are answered. */
typedef struct
{
  KontorTestOffice office;
  KontorReplica *replica;
  GPtrArray *asks; /* KontorAsk, not answered */
  gint64 now;
  gint64 wake;
  gint64 age; /* of replies */
} Desk;

static void
set_up (Desk *desk, gconstpointer live)
{
  kontor_test_office_set_up (&desk->office, NULL);
  desk->replica = kontor_replica_new (live != NULL);
  desk->asks = g_ptr_array_new ();
  desk->now = 1000;
}

static void
free_ask (KontorAsk *ask)
{
  g_clear_pointer (&ask->body, g_bytes_unref);
  g_free (ask->cursor);
  g_free (ask->installation);
  g_free (ask);
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  for (guint i = 0; i < desk->asks->len; i++)
    free_ask (desk->asks->pdata[i]);
  g_ptr_array_unref (desk->asks);
  kontor_replica_free (desk->replica);
  kontor_test_office_tear_down (&desk->office, NULL);
}

static void
forget (Desk *desk, guint id)
{
  for (guint i = 0; i < desk->asks->len; i++)
    if (((KontorAsk *) desk->asks->pdata[i])->id == id)
      {
        free_ask (g_ptr_array_steal_index (desk->asks, i));
        return;
      }
  g_assert_not_reached ();
}

static void
step (Desk *desk, KontorEventKind kind, const KontorReply *reply)
{
  KontorEvent event = { kind, desk->now, reply };
  g_auto (KontorActions) actions = { 0 };

  kontor_replica_step (desk->replica, desk->office.a.store, &event, &actions);
  for (guint i = 0; i < actions.drops->len; i++)
    forget (desk, g_array_index (actions.drops, guint, i));
  while (actions.asks->len > 0)
    g_ptr_array_add (desk->asks, g_ptr_array_steal_index (actions.asks, 0));
  g_assert_cmpint (actions.wake, >, desk->now);
  desk->wake = actions.wake;
}

static void
tick (Desk *desk)
{
  step (desk, KONTOR_EVENT_TICK, NULL);
}

/* The one question of that kind; NULL where there is none. */
static KontorAsk *
find (Desk *desk, KontorAskKind kind)
{
  KontorAsk *found = NULL;

  for (guint i = 0; i < desk->asks->len; i++)
    {
      KontorAsk *ask = desk->asks->pdata[i];

      if (ask->kind != kind)
        continue;
      g_assert_null (found);
      found = ask;
    }
  return found;
}

static void
reply (Desk *desk, KontorAskKind kind, guint status, const char *code, GBytes *body)
{
  KontorAsk *ask = find (desk, kind);
  KontorReply one = { .status = status, .code = code, .body = body, .age = desk->age };

  g_assert_nonnull (ask);
  one.id = ask->id;
  forget (desk, ask->id);
  step (desk, KONTOR_EVENT_REPLY, &one);
}

static void
reply_text (Desk *desk, KontorAskKind kind, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new_static (text, strlen (text));

  reply (desk, kind, 200, NULL, body);
}

static void
serve_push (Desk *desk)
{
  KontorAsk *ask = find (desk, KONTOR_ASK_PUSH);
  g_autoptr (GBytes) answer = NULL;
  gint64 expected;
  guint status;

  g_assert_nonnull (ask);
  status = kontor_test_server_push (desk->office.server, ask->body, &answer, &expected);
  reply (desk, KONTOR_ASK_PUSH, status, expected > 0 ? "gap" : "forked", answer);
}

static void
serve_pull (Desk *desk, guint max)
{
  KontorAsk *ask = find (desk, KONTOR_ASK_PULL);
  g_autoptr (GBytes) page = NULL;

  g_assert_nonnull (ask);
  page = kontor_test_server_pull (desk->office.server, 1, ask->cursor, max);
  reply (desk, KONTOR_ASK_PULL, 200, NULL, page);
}

static void
assert_state (Desk *desk, KontorReplicaState state, const char *code)
{
  KontorReplicaStatus status;

  kontor_replica_get_status (desk->replica, &status);
  g_assert_cmpint (status.state, ==, state);
  g_assert_cmpstr (status.code, ==, code);
}

/* Answers everything but the parked question until there is nothing else. */
static void
settle (Desk *desk)
{
  tick (desk);
  while (find (desk, KONTOR_ASK_PUSH) != NULL || find (desk, KONTOR_ASK_PULL) != NULL)
    {
      if (find (desk, KONTOR_ASK_PUSH) != NULL)
        serve_push (desk);
      if (find (desk, KONTOR_ASK_PULL) != NULL)
        serve_pull (desk, 1000);
    }
}

static void
insert (Desk *desk)
{
  kontor_test_store_insert (&desk->office.a, "team", "name", "North", NULL);
}

static void
test_in_step (Desk *desk, gconstpointer data)
{
  KontorReplicaStatus status;

  insert (desk);
  tick (desk);
  assert_state (desk, KONTOR_REPLICA_WORKING, NULL);
  g_assert_nonnull (find (desk, KONTOR_ASK_PUSH));
  g_assert_nonnull (find (desk, KONTOR_ASK_PULL));
  g_assert_null (find (desk, KONTOR_ASK_PULL)->cursor);
  settle (desk);
  assert_state (desk, KONTOR_REPLICA_IN_STEP, NULL);
  g_assert_cmpuint (desk->asks->len, ==, 0);
  kontor_replica_get_status (desk->replica, &status);
  g_assert_cmpuint (status.sent, ==, 1);
  g_assert_cmpint (status.waiting, ==, 0);
  g_assert_cmpint (status.contact, ==, desk->office.a.clock.time);
}

/* What a large page takes to come is not taken for a clock that is behind. */
static void
test_slow_page (Desk *desk, gconstpointer data)
{
  g_autoptr (KontorSyncState) state = NULL;

  insert (desk);
  desk->age = 4000;
  settle (desk);
  state = kontor_sync_state_load (desk->office.a.store, NULL);
  g_assert_cmpint (state->offset, ==, 4000);
}

static void
test_one_at_a_time (Desk *desk, gconstpointer data)
{
  insert (desk);
  for (guint i = 0; i < 5; i++)
    tick (desk);
  g_assert_nonnull (find (desk, KONTOR_ASK_PUSH));
  g_assert_nonnull (find (desk, KONTOR_ASK_PULL));
  insert (desk);
  tick (desk);
  g_assert_cmpuint (desk->asks->len, ==, 2);
}

static void
test_idle (Desk *desk, gconstpointer data)
{
  settle (desk);
  g_assert_cmpuint (desk->asks->len, ==, 1);
  g_assert_cmpint (find (desk, KONTOR_ASK_LIVE)->since, ==, 0);
  for (guint i = 0; i < 50; i++)
    {
      desk->now += 1000;
      tick (desk);
      g_assert_cmpuint (desk->asks->len, ==, 1);
      if (i % 6 == 5)
        reply_text (desk, KONTOR_ASK_LIVE, "{\"seq\":0}");
    }
}

static void
test_poke (Desk *desk, gconstpointer data)
{
  settle (desk);
  kontor_test_store_insert (&desk->office.b, "team", "name", "South", NULL);
  kontor_test_push (&desk->office.b, desk->office.server);
  reply_text (desk, KONTOR_ASK_LIVE, "{\"seq\":1}");
  g_assert_nonnull (find (desk, KONTOR_ASK_PULL));
  g_assert_cmpint (find (desk, KONTOR_ASK_LIVE)->since, ==, 1);
  serve_pull (desk, 1000);
  assert_state (desk, KONTOR_REPLICA_IN_STEP, NULL);
  kontor_test_assert_same (&desk->office.a, &desk->office.b);
}

/* What another program writes into the file is seen at the next tick, and what it takes over too. */
static void
test_others_write (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorStore) other = NULL;
  KontorTestStore store = desk->office.a;
  KontorReplicaStatus status;

  settle (desk);
  other = kontor_store_open (store.path, kontor_schema_get_default (), &store.clock.parent, 0,
                             &error);
  g_assert_no_error (error);
  store.store = other;
  kontor_test_store_insert (&store, "team", "name", "South", NULL);
  tick (desk);
  kontor_replica_get_status (desk->replica, &status);
  g_assert_cmpint (status.waiting, ==, 1);
  g_assert_nonnull (find (desk, KONTOR_ASK_PUSH));
  kontor_test_push (&store, desk->office.server);
  tick (desk);
  kontor_replica_get_status (desk->replica, &status);
  g_assert_cmpint (status.waiting, ==, 0);
  /* FTS5's check of a file goes by what its connection knew of it before. */
  kontor_test_store_reopen (&desk->office.a);
}

static void
test_pages (Desk *desk, gconstpointer data)
{
  for (guint i = 0; i < 5; i++)
    kontor_test_store_insert (&desk->office.b, "team", "name", "South", NULL);
  kontor_test_push (&desk->office.b, desk->office.server);
  tick (desk);
  serve_pull (desk, 2);
  assert_state (desk, KONTOR_REPLICA_WORKING, NULL);
  serve_pull (desk, 2);
  serve_pull (desk, 2);
  assert_state (desk, KONTOR_REPLICA_IN_STEP, NULL);
  kontor_test_assert_same (&desk->office.a, &desk->office.b);
}

/* What was written after it may not go before it. */
static void
test_bulk (Desk *desk, gconstpointer data)
{
  KontorTestStore *a = &desk->office.a;
  KontorActInfo info = { "import", kontor_test_entity ("team"), KONTOR_ORIGIN_IMPORT, NULL };
  g_autoptr (KontorFields) fields = kontor_test_store_fields (a, "team", "name", "North", NULL);
  g_autoptr (KontorStore) other
      = kontor_store_open (a->path, kontor_schema_get_default (), &a->clock.parent, 0, NULL);
  KontorAct *act = kontor_act_begin (other, &info, NULL);

  g_assert_true (kontor_act_insert (act, NULL, fields, NULL, NULL));
  g_assert_true (kontor_act_checkpoint (act, NULL));
  /* It gives the file to others, as between two of its steps. */
  kontor_database_rollback (kontor_store_get_database (other));
  settle (desk);
  assert_state (desk, KONTOR_REPLICA_WORKING, "bulk");
  kontor_act_cancel (act);
  settle (desk);
  assert_state (desk, KONTOR_REPLICA_IN_STEP, NULL);
  /* The first removal from a search table changes its form, which only who opens the file anew sees. */
  kontor_test_store_reopen (a);
}

static void
test_offline (Desk *desk, gconstpointer data)
{
  gint64 heals;

  insert (desk);
  tick (desk);
  for (guint i = 0; i < 30; i++)
    {
      reply (desk, KONTOR_ASK_PUSH, 0, NULL, NULL);
      if (find (desk, KONTOR_ASK_PULL) != NULL)
        reply (desk, KONTOR_ASK_PULL, 0, NULL, NULL);
      assert_state (desk, KONTOR_REPLICA_WAITING, "offline");
      g_assert_cmpuint (desk->asks->len, ==, 0);
      g_assert_cmpint (desk->wake - desk->now, <=, KONTOR_BACKOFF_MAX + 1);
      desk->now = desk->wake;
      tick (desk);
      assert_state (desk, KONTOR_REPLICA_WAITING, "offline");
    }
  heals = desk->now;
  settle (desk);
  assert_state (desk, KONTOR_REPLICA_IN_STEP, NULL);
  g_assert_cmpint (desk->now - heals, <=, KONTOR_BACKOFF_MAX);
}

/* Where the settings can't be read, that is said: it is not as if there were no server, nor are they
 * written anew. */
static void
test_unreadable (Desk *desk, gconstpointer data)
{
  KontorDatabase *database = kontor_store_get_database (desk->office.a.store);

  settle (desk);
  g_assert_true (kontor_database_exec (database,
                                       "ALTER TABLE setting RENAME TO hidden;"
                                       "UPDATE hidden SET value = value",
                                       NULL));
  desk->now += 1000;
  tick (desk);
  assert_state (desk, KONTOR_REPLICA_WAITING, "disk");
  g_assert_true (kontor_database_exec (database, "ALTER TABLE hidden RENAME TO setting", NULL));
  desk->now = desk->wake;
  settle (desk);
  assert_state (desk, KONTOR_REPLICA_IN_STEP, NULL);
}

static void
test_waits (Desk *desk, gconstpointer data)
{
  insert (desk);
  tick (desk);
  reply (desk, KONTOR_ASK_PULL, 0, NULL, NULL);
  reply (desk, KONTOR_ASK_PUSH, 0, NULL, NULL);
  tick (desk);
  g_assert_cmpuint (desk->asks->len, ==, 0);
  step (desk, KONTOR_EVENT_NETWORK, NULL);
  g_assert_nonnull (find (desk, KONTOR_ASK_PUSH));
}

static void
test_busy (Desk *desk, gconstpointer data)
{
  KontorReply busy = { .status = 503, .code = "busy", .retry = 30 };

  tick (desk);
  busy.id = find (desk, KONTOR_ASK_PULL)->id;
  forget (desk, busy.id);
  step (desk, KONTOR_EVENT_REPLY, &busy);
  assert_state (desk, KONTOR_REPLICA_WAITING, "busy");
  g_assert_cmpint (desk->wake, >, desk->now + 30000);
}

/* A line that hangs is given up, and what comes of it later is not listened to. */
static void
test_hangs (Desk *desk, gconstpointer data)
{
  KontorReply late = { .status = 503 };
  g_autoptr (GBytes) answer = NULL;
  gint64 expected;

  insert (desk);
  tick (desk);
  late.id = find (desk, KONTOR_ASK_PUSH)->id;
  kontor_test_server_push (desk->office.server, find (desk, KONTOR_ASK_PUSH)->body, &answer,
                           &expected);
  desk->now += 60000;
  tick (desk);
  assert_state (desk, KONTOR_REPLICA_WAITING, "offline");
  g_assert_cmpuint (find (desk, KONTOR_ASK_PUSH)->id, !=, late.id);
  step (desk, KONTOR_EVENT_REPLY, &late);
  assert_state (desk, KONTOR_REPLICA_WAITING, "offline");
  settle (desk);
  assert_state (desk, KONTOR_REPLICA_IN_STEP, NULL);
}

/* As long as a byte moves now and then it is waited for, however long all of it takes: what is one
 * group can't be made smaller. */
static void
test_crawls (Desk *desk, gconstpointer data)
{
  KontorReply some = { 0 };

  insert (desk);
  tick (desk);
  serve_pull (desk, 1000);
  some.id = find (desk, KONTOR_ASK_PUSH)->id;
  for (guint i = 0; i < 20; i++)
    {
      desk->now += 8000;
      step (desk, KONTOR_EVENT_PROGRESS, &some);
      g_assert_cmpuint (find (desk, KONTOR_ASK_PUSH)->id, ==, some.id);
      assert_state (desk, KONTOR_REPLICA_WORKING, NULL);
    }
  desk->now += 9000;
  tick (desk);
  g_assert_true (find (desk, KONTOR_ASK_PUSH) == NULL
                 || find (desk, KONTOR_ASK_PUSH)->id != some.id);
  settle (desk);
  assert_state (desk, KONTOR_REPLICA_IN_STEP, NULL);
}

/* Lets time pass, with nothing answered, until there is another question of that kind. */
static void
wait_for_another (Desk *desk, KontorAskKind kind)
{
  guint id = find (desk, kind)->id;
  gint64 start = desk->now;

  while (find (desk, kind) == NULL || find (desk, kind)->id == id)
    {
      g_assert_cmpint (desk->now, <, start + 60000);
      desk->now = desk->wake;
      tick (desk);
    }
}

static void
test_lost_poke (Desk *desk, gconstpointer data)
{
  gint64 lost;

  settle (desk);
  lost = desk->now;
  desk->now += 8000;
  tick (desk);
  assert_state (desk, KONTOR_REPLICA_IN_STEP, NULL);
  wait_for_another (desk, KONTOR_ASK_LIVE);
  g_assert_cmpint (desk->now, <, lost + 10000);
  assert_state (desk, KONTOR_REPLICA_WAITING, "offline");
  serve_pull (desk, 1000);
  assert_state (desk, KONTOR_REPLICA_IN_STEP, NULL);
}

/* That a line is dead may be heard long after it has come to life again. */
static void
test_late_failure (Desk *desk, gconstpointer data)
{
  gint64 asked;

  insert (desk);
  tick (desk);
  for (guint i = 0; i < 12; i++)
    {
      if (find (desk, KONTOR_ASK_PULL) != NULL)
        reply (desk, KONTOR_ASK_PULL, 0, NULL, NULL);
      asked = desk->now;
      desk->now += 8500;
      reply (desk, KONTOR_ASK_PUSH, 0, NULL, NULL);
      while (find (desk, KONTOR_ASK_PUSH) == NULL)
        {
          desk->now = desk->wake;
          tick (desk);
        }
      g_assert_cmpint (desk->now, <, asked + 10000);
    }
}

static void
test_lost_push (Desk *desk, gconstpointer data)
{
  gint64 lost = desk->now;

  insert (desk);
  tick (desk);
  wait_for_another (desk, KONTOR_ASK_PUSH);
  g_assert_cmpint (desk->now, <, lost + 10000);
  settle (desk);
  assert_state (desk, KONTOR_REPLICA_IN_STEP, NULL);
}

/* A page that a slow line does not carry in time is asked for in smaller ones. */
static void
test_slow (Desk *desk, gconstpointer data)
{
  guint max;

  for (guint i = 0; i < 200; i++)
    kontor_test_store_insert (&desk->office.b, "team", "name", "South", NULL);
  kontor_test_push (&desk->office.b, desk->office.server);
  tick (desk);
  max = find (desk, KONTOR_ASK_PULL)->max;
  wait_for_another (desk, KONTOR_ASK_PULL);
  g_assert_cmpuint (find (desk, KONTOR_ASK_PULL)->max, ==, max / 2);
  for (guint i = 0; i < 10; i++)
    wait_for_another (desk, KONTOR_ASK_PULL);
  g_assert_cmpuint (find (desk, KONTOR_ASK_PULL)->max, ==, 50);
  serve_pull (desk, 50);
  g_assert_cmpuint (find (desk, KONTOR_ASK_PULL)->max, ==, 100);
  settle (desk);
  kontor_test_assert_same (&desk->office.a, &desk->office.b);
}

static void
test_sign_in (Desk *desk, gconstpointer data)
{
  insert (desk);
  tick (desk);
  reply (desk, KONTOR_ASK_PUSH, 401, "token", NULL);
  assert_state (desk, KONTOR_REPLICA_SIGN_IN, NULL);
  g_assert_cmpuint (desk->asks->len, ==, 0);
  desk->now += 100000;
  tick (desk);
  g_assert_cmpuint (desk->asks->len, ==, 0);
  step (desk, KONTOR_EVENT_SIGNED_IN, NULL);
  settle (desk);
  assert_state (desk, KONTOR_REPLICA_IN_STEP, NULL);
}

/* Nothing is asked any more, and what was is dropped, also what waits at the server. */
/* What the old sign-in was asked is answered too late to say anything of the new one. */
static void
test_sign_in_meanwhile (Desk *desk, gconstpointer data)
{
  KontorReply late = { .status = 401, .code = "token" };

  insert (desk);
  tick (desk);
  late.id = find (desk, KONTOR_ASK_PULL)->id;
  step (desk, KONTOR_EVENT_SIGNED_IN, NULL);
  g_assert_cmpuint (desk->asks->len, ==, 2);
  g_assert_cmpuint (find (desk, KONTOR_ASK_PULL)->id, >, late.id);
  step (desk, KONTOR_EVENT_REPLY, &late);
  settle (desk);
  assert_state (desk, KONTOR_REPLICA_IN_STEP, NULL);
}

static void
test_sign_out (Desk *desk, gconstpointer data)
{
  settle (desk);
  assert_state (desk, KONTOR_REPLICA_IN_STEP, NULL);
  step (desk, KONTOR_EVENT_SIGNED_OUT, NULL);
  assert_state (desk, KONTOR_REPLICA_SIGN_IN, NULL);
  g_assert_cmpuint (desk->asks->len, ==, 0);
  insert (desk);
  tick (desk);
  g_assert_cmpuint (desk->asks->len, ==, 0);
  step (desk, KONTOR_EVENT_SIGNED_IN, NULL);
  settle (desk);
  assert_state (desk, KONTOR_REPLICA_IN_STEP, NULL);
}

static void
assert_stops (Desk *desk, guint status, const char *code, const char *expected)
{
  tick (desk);
  reply (desk, KONTOR_ASK_PULL, status, code, NULL);
  assert_state (desk, KONTOR_REPLICA_STOPPED, expected);
  desk->now += 100000;
  tick (desk);
  g_assert_cmpuint (desk->asks->len, ==, 0);
  step (desk, KONTOR_EVENT_SIGNED_IN, NULL);
}

static void
test_stops (Desk *desk, gconstpointer data)
{
  assert_stops (desk, 409, "epoch", "epoch");
  assert_stops (desk, 409, "gap", "gap");
  assert_stops (desk, 409, "schema", "newer");
  assert_stops (desk, 403, "denied", "denied");
  assert_stops (desk, 404, NULL, "denied");
  assert_stops (desk, 400, "invalid", "invalid");
  assert_stops (desk, 413, "large", "large");
}

static void
test_rubbish (Desk *desk, gconstpointer data)
{
  tick (desk);
  reply_text (desk, KONTOR_ASK_PULL, "<html>Please sign in to the hotel's network</html>\n");
  assert_state (desk, KONTOR_REPLICA_WAITING, "rubbish");
  desk->now = desk->wake;
  settle (desk);
  assert_state (desk, KONTOR_REPLICA_IN_STEP, NULL);
  reply_text (desk, KONTOR_ASK_LIVE, "{\"seq\":\"many\"}");
  assert_state (desk, KONTOR_REPLICA_WAITING, "rubbish");
}

static void
test_newer (Desk *desk, gconstpointer data)
{
  tick (desk);
  reply_text (desk, KONTOR_ASK_PULL,
              "{\"proto\":1,\"schema\":9,\"epoch\":\"" KONTOR_TEST_EPOCH
              "\",\"now\":1,\"n\":0,\"seq\":1}\n{\"hologram\":true}\n"
              "{\"cursor\":\"1\",\"seq\":1,\"more\":false}\n");
  assert_state (desk, KONTOR_REPLICA_STOPPED, "newer");
}

static void
test_large (Desk *desk, gconstpointer data)
{
  gsize size;

  for (guint i = 0; i < 40; i++)
    insert (desk);
  tick (desk);
  serve_pull (desk, 1000);
  size = g_bytes_get_size (find (desk, KONTOR_ASK_PUSH)->body);
  for (guint i = 0; i < 7; i++)
    reply (desk, KONTOR_ASK_PUSH, 413, "large", NULL);
  g_assert_cmpuint (g_bytes_get_size (find (desk, KONTOR_ASK_PUSH)->body), <, size);
  settle (desk);
  assert_state (desk, KONTOR_REPLICA_IN_STEP, NULL);
}

static void
insert_text (Desk *desk, gsize length)
{
  g_autofree char *text = g_strnfill (length, 'x');

  kontor_test_store_insert (&desk->office.a, "contact", "first_name", "Ada", "description", text,
                            NULL);
}

static void
refuse_pushes (Desk *desk)
{
  for (guint i = 0; i < 20 && find (desk, KONTOR_ASK_PUSH) != NULL
                    && g_bytes_get_size (find (desk, KONTOR_ASK_PUSH)->body) > 70000;
       i++)
    reply (desk, KONTOR_ASK_PUSH, 413, NULL, NULL);
}

/* A proxy takes less than the server: what can't be made smaller waits for its author, and the rest
 * does not wait for it. */
static void
test_too_large (Desk *desk, gconstpointer data)
{
  g_autoptr (GArray) refused = NULL;

  settle (desk);
  insert_text (desk, 100000);
  insert (desk);
  tick (desk);
  refuse_pushes (desk);
  settle (desk);
  assert_state (desk, KONTOR_REPLICA_IN_STEP, NULL);
  g_assert_cmpuint (kontor_test_server_count (desk->office.server, "team"), ==, 1);
  refused = kontor_outbox_list_refused (desk->office.a.store, NULL);
  g_assert_cmpuint (refused->len, ==, 1);
  g_assert_cmpstr (g_array_index (refused, KontorOutboxOp, 0).code, ==, "large");
}

/* What nobody takes is not asked at all. */
static void
test_never_asked (Desk *desk, gconstpointer data)
{
  KontorActInfo info = { "edit", kontor_test_entity ("contact"), KONTOR_ORIGIN_USER, NULL };
  g_autofree char *text = g_strnfill (1024 * 1024, 'x');
  g_autoptr (KontorFields) fields = kontor_test_store_fields (
      &desk->office.a, "contact", "first_name", "Ada", "description", text, NULL);
  KontorAct *act;

  settle (desk);
  act = kontor_act_begin (desk->office.a.store, &info, NULL);
  for (guint i = 0; i < 16; i++)
    g_assert_true (kontor_act_insert (act, NULL, fields, NULL, NULL));
  g_assert_true (kontor_act_commit (act, NULL, NULL));
  insert (desk);
  tick (desk);
  g_assert_cmpuint (g_bytes_get_size (find (desk, KONTOR_ASK_PUSH)->body), <, 1000);
  settle (desk);
  assert_state (desk, KONTOR_REPLICA_IN_STEP, NULL);
  g_assert_cmpint (kontor_outbox_count_refused (desk->office.a.store), ==, 16);
  g_assert_cmpuint (kontor_test_server_count (desk->office.server, "team"), ==, 1);
}

/* A proxy that takes nothing at all says so of anything: no reason to give up what was written. */
static void
test_nothing_is_taken (Desk *desk, gconstpointer data)
{
  settle (desk);
  insert (desk);
  tick (desk);
  while (find (desk, KONTOR_ASK_PUSH) != NULL)
    reply (desk, KONTOR_ASK_PUSH, 413, NULL, NULL);
  assert_state (desk, KONTOR_REPLICA_STOPPED, "large");
  g_assert_cmpint (kontor_outbox_count (desk->office.a.store), ==, 1);
}

static void
test_cursor (Desk *desk, gconstpointer data)
{
  settle (desk);
  kontor_test_store_insert (&desk->office.b, "team", "name", "South", NULL);
  kontor_test_push (&desk->office.b, desk->office.server);
  reply_text (desk, KONTOR_ASK_LIVE, "{\"seq\":1}");
  g_assert_nonnull (find (desk, KONTOR_ASK_PULL)->cursor);
  reply (desk, KONTOR_ASK_PULL, 410, "cursor", NULL);
  g_assert_null (find (desk, KONTOR_ASK_PULL)->cursor);
  settle (desk);
  kontor_test_assert_same (&desk->office.a, &desk->office.b);
}

static void
test_forked (Desk *desk, gconstpointer data)
{
  g_autofree char *before = kontor_join_dup_installation (desk->office.a.store, NULL);
  g_autofree char *asked = NULL, *after = NULL, *text = NULL;
  guint32 device;

  insert (desk);
  tick (desk);
  serve_pull (desk, 1000);
  reply (desk, KONTOR_ASK_PUSH, 409, "forked", NULL);
  g_assert_null (find (desk, KONTOR_ASK_PUSH));
  g_assert_nonnull (find (desk, KONTOR_ASK_DEVICE));
  asked = g_strdup (find (desk, KONTOR_ASK_DEVICE)->installation);
  g_assert_cmpstr (asked, !=, before);
  /* The answer gets lost: it asks for the same again, and not for one more. */
  reply (desk, KONTOR_ASK_DEVICE, 0, NULL, NULL);
  desk->now = desk->wake;
  tick (desk);
  g_assert_cmpstr (find (desk, KONTOR_ASK_DEVICE)->installation, ==, asked);
  device = kontor_test_server_add_device (desk->office.server, &desk->office.anna);
  text = g_strdup_printf ("{\"access\":\"x\",\"device\":%u}", device);
  reply_text (desk, KONTOR_ASK_DEVICE, text);
  after = kontor_join_dup_installation (desk->office.a.store, NULL);
  g_assert_cmpstr (after, ==, asked);
  settle (desk);
  assert_state (desk, KONTOR_REPLICA_IN_STEP, NULL);
  g_assert_cmpuint (kontor_test_server_count (desk->office.server, "team"), ==, 1);
}

static void
test_no_server (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (KontorReplica) replica = kontor_replica_new (TRUE);
  g_auto (KontorActions) actions = { 0 };
  KontorEvent event = { KONTOR_EVENT_TICK, 1, NULL };
  KontorReplicaStatus status;

  kontor_replica_step (replica, test->store, &event, &actions);
  kontor_replica_get_status (replica, &status);
  g_assert_cmpint (status.state, ==, KONTOR_REPLICA_OFF);
  g_assert_cmpuint (actions.asks->len, ==, 0);
}

#define ADD(path, live, test) g_test_add (path, Desk, live, set_up, test, tear_down)
#define LIVE "live"

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/replica/sends-and-fetches-until-in-step", NULL, test_in_step);
  ADD ("/replica/one-push-and-one-pull-at-a-time", NULL, test_one_at_a_time);
  ADD ("/replica/idle-asks-nothing", LIVE, test_idle);
  ADD ("/replica/poke-fetches-at-once", LIVE, test_poke);
  ADD ("/replica/sees-what-others-write", NULL, test_others_write);
  ADD ("/replica/fetches-page-after-page", NULL, test_pages);
  ADD ("/replica/says-that-it-waits-for-an-import", NULL, test_bulk);
  ADD ("/replica/offline-waits-and-finds-back", NULL, test_offline);
  ADD ("/replica/network-that-comes-back-is-used-at-once", NULL, test_waits);
  ADD ("/replica/busy-server-is-given-its-time", NULL, test_busy);
  ADD ("/replica/line-that-hangs-is-given-up", NULL, test_hangs);
  ADD ("/replica/line-that-crawls-is-given-its-time", NULL, test_crawls);
  ADD ("/replica/lost-poke-costs-less-than-ten-seconds", LIVE, test_lost_poke);
  ADD ("/replica/failure-that-took-long-is-not-waited-for-again", LIVE, test_late_failure);
  ADD ("/replica/lost-push-is-sent-again-within-ten-seconds", LIVE, test_lost_push);
  ADD ("/replica/slow-line-gets-smaller-pages", LIVE, test_slow);
  ADD ("/replica/expired-token-asks-to-sign-in", NULL, test_sign_in);
  ADD ("/replica/answers-to-the-sign-in-before-are-not-heard", NULL, test_sign_in_meanwhile);
  ADD ("/replica/signing-out-ends-all-questions", NULL, test_sign_out);
  ADD ("/replica/what-trying-does-not-mend-stops-it", NULL, test_stops);
  ADD ("/replica/rubbish-is-tried-again", LIVE, test_rubbish);
  ADD ("/replica/newer-server-is-said-to-be", NULL, test_newer);
  ADD ("/replica/too-large-push-is-made-smaller", NULL, test_large);
  ADD ("/replica/what-is-too-large-alone-holds-nothing-up", NULL, test_too_large);
  ADD ("/replica/what-no-server-takes-is-not-asked", NULL, test_never_asked);
  ADD ("/replica/nothing-is-given-up-where-nothing-is-taken", NULL, test_nothing_is_taken);
  ADD ("/replica/what-cant-be-read-is-said", NULL, test_unreadable);
  ADD ("/replica/time-on-the-way-is-no-wrong-clock", NULL, test_slow_page);
  ADD ("/replica/dead-cursor-begins-anew", LIVE, test_cursor);
  ADD ("/replica/copy-takes-a-number-of-its-own", NULL, test_forked);
  g_test_add ("/replica/without-a-server-does-nothing", KontorTestStore, NULL,
              kontor_test_store_set_up, test_no_server, kontor_test_store_tear_down);
  return g_test_run ();
}
