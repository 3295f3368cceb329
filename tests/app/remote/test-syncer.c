/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "memory-tokens.h"
#include "remote/kontor-sync-lock.h"
#include "remote/kontor-syncer.h"
#include "support/kontor-test-device.h"
#include "support/kontor-test-loop.h"
#include "sync/kontor-frame.h"
#include "toy-web.h"
#include "util/kontor-error.h"

#include <glib/gstdio.h>
#include <string.h>

/* A server in memory behind real HTTP, a workspace with its syncer, and another device that speaks
 * to the server directly. */
typedef struct
{
  ToyWeb web;
  KontorTestServer *server;
  KontorTestStore other;
  KontorId anna, ben;
  guint32 device;
  int status;      /* atomic: of everything but signing in, while it is not 0 */
  gboolean packed; /* something came packed */
  int parks;       /* atomic: live questions wait long for their answer */
  int leaving;     /* atomic: somebody asks to be signed out, and waits while it may not go on */
  int may_leave;   /* atomic */

  char *folder;
  char *path;
  MemoryTokens *store;
  KontorWorkspace *workspace;
  KontorSyncer *syncer;
} Fixture;

static GBytes *
serve_login (Fixture *self)
{
  g_autofree char *member = kontor_id_dup_text (&self->anna), *text = NULL;

  if (self->device == 0)
    self->device = kontor_test_server_add_device (self->server, &self->anna);
  text = g_strdup_printf ("{\"access\":\"a\",\"refresh\":\"r\",\"expires\":900,\"tenant\":"
                          "\"office\",\"device\":%u,\"member\":\"%s\",\"epoch\":\"%s\"}",
                          self->device, member, KONTOR_TEST_EPOCH);
  return toy_answer_text (200, NULL, text);
}

static GBytes *
serve_push (Fixture *self, const ToyQuestion *question)
{
  g_autoptr (GBytes) body = NULL, answer = NULL, packed = NULL;
  gint64 expected;

  if (toy_has_header (question, "Content-Encoding: zstd\r\n"))
    {
      self->packed = TRUE;
      body = kontor_frame_expand (question->body, G_MAXSIZE, NULL);
    }
  else
    body = g_bytes_ref (question->body);
  if (kontor_test_server_push (self->server, body, &answer, &expected) != 200)
    return toy_answer_text (409, NULL, "{\"error\":{\"code\":\"forked\"}}");
  packed = kontor_frame_compress (answer);
  return toy_answer (200, "Content-Encoding: zstd\r\n", packed);
}

static GBytes *
serve_pull (Fixture *self, const ToyQuestion *question)
{
  const char *cursor = strstr (question->path, "&c=");
  g_autoptr (GBytes) page = kontor_test_server_pull (self->server, self->device,
                                                     cursor != NULL ? cursor + 3 : NULL, 100);

  return toy_answer (200, NULL, page);
}

/* Where it does not park it answers at once, as a server may. */
static GBytes *
serve_live (Fixture *self)
{
  g_autofree char *text = g_strdup_printf ("{\"seq\":%" G_GINT64_FORMAT "}",
                                           kontor_test_server_get_seq (self->server));

  for (guint i = 0; i < (g_atomic_int_get (&self->parks) ? 600 : 1); i++)
    g_usleep (5000);
  return toy_answer_text (200, NULL, text);
}

/* Others are served meanwhile. */
static GBytes *
serve_logout (Fixture *self)
{
  g_atomic_int_set (&self->leaving, TRUE);
  g_mutex_unlock (&self->web.mutex);
  while (!g_atomic_int_get (&self->may_leave))
    g_usleep (1000);
  g_mutex_lock (&self->web.mutex);
  return toy_answer_text (200, NULL, "{}");
}

static GBytes *
handle (const ToyQuestion *question, gpointer data)
{
  Fixture *self = data;
  int status = g_atomic_int_get (&self->status);

  if (g_str_equal (question->path, "/v1/login"))
    return serve_login (self);
  if (g_str_equal (question->path, "/v1/logout"))
    return serve_logout (self);
  if (status != 0)
    return toy_answer_text (status, NULL, "{\"error\":{\"code\":\"toy\"}}");
  if (g_str_has_suffix (question->path, "/push"))
    return serve_push (self, question);
  if (strstr (question->path, "/pull") != NULL)
    return serve_pull (self, question);
  return serve_live (self);
}

static void
open_workspace (Fixture *self)
{
  g_autoptr (DexFuture) future = kontor_workspace_open (
      self->path, kontor_schema_get_default (), kontor_clock_system (), KONTOR_STORE_CREATE);
  g_autoptr (GError) error = NULL;

  kontor_test_await (dex_ref (future), &error);
  g_assert_no_error (error);
  self->workspace = g_value_dup_object (dex_future_get_value (future, NULL));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->anna = kontor_id_for_name ("test", "anna");
  self->ben = kontor_id_for_name ("test", "ben");
  kontor_test_store_set_up (&self->other, NULL);
  self->other.clock.time = kontor_clock_now (kontor_clock_system ());
  self->server = kontor_test_server_new (kontor_schema_get_default (), kontor_clock_system ());
  kontor_test_join (&self->other, self->server, &self->ben);
  toy_web_start (&self->web, handle, self);
  self->folder = g_dir_make_tmp ("kontor-syncer-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "a.kontor", NULL);
  self->store = memory_tokens_new ();
  self->may_leave = TRUE;
  open_workspace (self);
  self->syncer = kontor_syncer_new (self->workspace, KONTOR_TOKEN_STORE (self->store), 0);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->syncer != NULL)
    kontor_syncer_stop (self->syncer);
  g_clear_object (&self->syncer);
  g_assert_true (kontor_test_await (kontor_workspace_close (self->workspace), NULL));
  g_clear_object (&self->workspace);
  g_clear_object (&self->store);
  kontor_test_wait (20); /* for what was cancelled */
  toy_web_stop (&self->web);
  kontor_test_server_free (self->server);
  kontor_test_store_tear_down (&self->other, NULL);
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static gboolean
is_in_step (gpointer data)
{
  return kontor_syncer_get_state (((Fixture *) data)->syncer) == KONTOR_REPLICA_IN_STEP;
}

static gboolean
is_waiting (gpointer data)
{
  return kontor_syncer_get_state (((Fixture *) data)->syncer) == KONTOR_REPLICA_WAITING;
}

static void
connect_well (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  kontor_test_await (
      kontor_syncer_connect (self->syncer, self->web.url, "anna@example.org", "secret", NULL),
      &error);
  g_assert_no_error (error);
  kontor_test_wait_until (is_in_step, self);
}

static gpointer
insert_job (KontorStore *store, gpointer data, GError **error)
{
  const KontorEntity *team = kontor_test_entity ("team");
  KontorActInfo info = { "create", team, KONTOR_ORIGIN_USER, NULL };
  g_autoptr (KontorFields) fields = kontor_fields_new (team);
  KontorAct *act = kontor_act_begin (store, &info, error);

  kontor_fields_set_text (fields, "name", data);
  g_assert_true (kontor_act_insert (act, NULL, fields, NULL, error));
  g_assert_true (kontor_act_commit (act, NULL, error));
  return NULL;
}

static void
insert (Fixture *self, const char *name)
{
  g_assert_true (kontor_test_await (
      kontor_workspace_write (self->workspace, insert_job, (gpointer) name, NULL, NULL), NULL));
}

static gboolean
server_has_team (gpointer data)
{
  Fixture *self = data;
  gboolean has;

  g_mutex_lock (&self->web.mutex);
  has = kontor_test_server_count (self->server, "team") == 1;
  g_mutex_unlock (&self->web.mutex);
  return has;
}

static gpointer
count_job (KontorStore *store, gpointer data, GError **error)
{
  *(gint64 *) data = kontor_store_count (store, kontor_test_entity ("team"));
  return NULL;
}

static gboolean
has_team (gpointer data)
{
  Fixture *self = data;
  gint64 count = 0;

  g_assert_true (kontor_test_await (
      kontor_workspace_read (self->workspace, count_job, &count, NULL, NULL), NULL));
  return count == 1;
}

static gboolean
is_off (gpointer data)
{
  return kontor_syncer_get_state (((Fixture *) data)->syncer) == KONTOR_REPLICA_OFF;
}

static void
test_without_server (Fixture *self, gconstpointer data)
{
  kontor_test_wait_until (is_off, self);
  insert (self, "North");
  kontor_test_wait (30);
  g_assert_cmpint (kontor_syncer_get_waiting (self->syncer), ==, 0);
  g_assert_null (kontor_syncer_get_server (self->syncer));
}

static void
test_connects (Fixture *self, gconstpointer data)
{
  insert (self, "North");
  connect_well (self);
  g_assert_true (server_has_team (self));
  g_assert_cmpstr (kontor_syncer_get_server (self->syncer), ==, self->web.url);
  g_assert_cmpstr (kontor_syncer_get_account (self->syncer), ==, "anna@example.org");
  g_assert_cmpint (kontor_syncer_get_last_contact (self->syncer), >, 0);
  g_assert_nonnull (memory_tokens_get_refresh (self->store));
}

static void
count_cb (guint *count)
{
  *count += 1;
}

static void
test_sends (Fixture *self, gconstpointer data)
{
  guint notified = 0;

  connect_well (self);
  g_signal_connect_swapped (self->syncer, "notify::last-contact", G_CALLBACK (count_cb), &notified);
  insert (self, "North");
  kontor_test_wait_until (server_has_team, self);
  kontor_test_wait_until (is_in_step, self);
  g_assert_cmpuint (notified, >, 0);
  g_assert_cmpint (kontor_syncer_get_waiting (self->syncer), ==, 0);
}

static void
test_packs (Fixture *self, gconstpointer data)
{
  g_autofree char *name = g_strnfill (2000, 'x');

  connect_well (self);
  insert (self, name);
  kontor_test_wait_until (server_has_team, self);
  g_assert_true (self->packed);
}

static void
test_receives (Fixture *self, gconstpointer data)
{
  connect_well (self);
  kontor_test_store_insert (&self->other, "team", "name", "South", NULL);
  g_mutex_lock (&self->web.mutex);
  kontor_test_push (&self->other, self->server);
  g_mutex_unlock (&self->web.mutex);
  kontor_test_wait_until (has_team, self);
}

static void
test_offline (Fixture *self, gconstpointer data)
{
  connect_well (self);
  g_atomic_int_set (&self->status, 503);
  insert (self, "North");
  kontor_test_wait_until (is_waiting, self);
  g_assert_cmpstr (kontor_syncer_get_code (self->syncer), ==, "busy");
  g_assert_cmpint (kontor_syncer_get_waiting (self->syncer), ==, 1);
  g_atomic_int_set (&self->status, 0);
  kontor_syncer_retry (self->syncer);
  kontor_test_wait_until (server_has_team, self);
}

static void
test_refused_sign_in (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kontor_test_await (
      kontor_syncer_connect (self->syncer, "http://127.0.0.1:1", "a", "b", NULL), &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_OFFLINE);
  g_clear_error (&error);
  g_assert_false (kontor_test_await (
      kontor_syncer_connect (self->syncer, "gopher://example.org", "a", "b", NULL), &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_assert_null (kontor_syncer_get_server (self->syncer));
}

static gboolean
asks_to_sign_in (gpointer data)
{
  return kontor_syncer_get_state (((Fixture *) data)->syncer) == KONTOR_REPLICA_SIGN_IN;
}

static void
test_signs_in_again (Fixture *self, gconstpointer data)
{
  connect_well (self);
  g_atomic_int_set (&self->status, 401);
  insert (self, "North");
  kontor_test_wait_until (asks_to_sign_in, self);
  g_atomic_int_set (&self->status, 0);
  connect_well (self);
  g_assert_true (server_has_team (self));
}

/* At once, although the server is silent about it. */
static void
test_signs_out (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  connect_well (self);
  g_atomic_int_set (&self->parks, TRUE);
  kontor_test_wait (50);
  kontor_test_await (kontor_syncer_sign_out (self->syncer), &error);
  g_assert_no_error (error);
  kontor_test_wait (200);
  g_assert_true (asks_to_sign_in (self));
  g_atomic_int_set (&self->parks, FALSE);
  connect_well (self);
  insert (self, "North");
  kontor_test_wait_until (server_has_team, self);
}

/* What goes on while somebody signs in: at each turn of the loop a step, which the writer comes to
 * only with what the next turn brings; nobody hears of either before both are over. */
typedef struct
{
  Fixture *fixture;
  GMutex mutex;
  GCond cond;
  guint begun, reached, opened; /* gates in the writer's way */
  guint source;
} Crowd;

static gpointer
gate_job (KontorStore *store, gpointer data, GError **error)
{
  Crowd *self = data;
  guint gate;

  g_mutex_lock (&self->mutex);
  gate = ++self->reached;
  g_cond_broadcast (&self->cond);
  while (self->opened < gate)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
  return NULL;
}

static void
open_gates (Crowd *self, guint gate)
{
  g_mutex_lock (&self->mutex);
  self->opened = gate;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static gboolean
crowd_cb (gpointer data)
{
  Crowd *self = data;

  dex_unref (kontor_workspace_write (self->fixture->workspace, gate_job, self, NULL, NULL));
  kontor_syncer_retry (self->fixture->syncer);
  open_gates (self, self->begun++);
  g_mutex_lock (&self->mutex);
  while (self->reached < self->begun)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
  return G_SOURCE_CONTINUE;
}

static void
crowd_begin (Crowd *self, Fixture *fixture)
{
  self->fixture = fixture;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->source = g_idle_add_full (G_PRIORITY_DEFAULT, crowd_cb, self, NULL);
}

/* Waits for the writer to be through the last gate. */
static void
crowd_end (Crowd *self)
{
  g_source_remove (self->source);
  open_gates (self, self->begun);
  kontor_test_await (
      kontor_workspace_write (self->fixture->workspace, count_job, &(gint64) { 0 }, NULL, NULL),
      NULL);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->mutex);
}

static gboolean
is_decided (gpointer data)
{
  return is_in_step (data) || asks_to_sign_in (data);
}

/* Where nothing can be kept, a connection that is made anew has no tokens. */
static void
test_crowd (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Crowd crowd = { 0 };

  kontor_syncer_stop (self->syncer);
  g_clear_object (&self->syncer);
  self->syncer = kontor_syncer_new (self->workspace, NULL, 0);
  insert (self, "North");
  crowd_begin (&crowd, self);
  kontor_test_await (
      kontor_syncer_connect (self->syncer, self->web.url, "anna@example.org", "secret", NULL),
      &error);
  g_assert_no_error (error);
  kontor_test_wait_until (is_decided, self);
  crowd_end (&crowd);
  g_assert_true (is_in_step (self));
  g_assert_true (server_has_team (self));
}

static gboolean
is_leaving (gpointer data)
{
  return g_atomic_int_get (&((Fixture *) data)->leaving);
}

/* Who signs out and in again is in, however late the first is answered. */
static void
test_out_and_in (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  DexFuture *out, *in;

  connect_well (self);
  self->may_leave = FALSE;
  out = kontor_syncer_sign_out (self->syncer);
  in = kontor_syncer_connect (self->syncer, self->web.url, "anna@example.org", "secret", NULL);
  kontor_test_wait_until (is_leaving, self);
  kontor_test_wait (50); /* that is what a sign-in that did not wait would take */
  g_atomic_int_set (&self->may_leave, TRUE);
  g_assert_true (kontor_test_await (out, &error));
  g_assert_true (kontor_test_await (in, &error));
  insert (self, "North");
  kontor_test_wait_until (server_has_team, self);
  g_assert_nonnull (memory_tokens_get_refresh (self->store));
}

/* Who signs in and out again is out. */
static void
test_in_and_out (Fixture *self, gconstpointer data)
{
  DexFuture *in, *out;

  in = kontor_syncer_connect (self->syncer, self->web.url, "anna@example.org", "secret", NULL);
  out = kontor_syncer_sign_out (self->syncer);
  g_assert_true (kontor_test_await (in, NULL));
  g_assert_true (kontor_test_await (out, NULL));
  kontor_test_wait_until (asks_to_sign_in, self);
  g_assert_null (memory_tokens_get_refresh (self->store));
}

/* Nobody is told that it worked, and nothing is asked. */
static void
test_stopped (Fixture *self, gconstpointer data)
{
  DexFuture *in
      = kontor_syncer_connect (self->syncer, self->web.url, "anna@example.org", "secret", NULL);

  kontor_syncer_stop (self->syncer);
  g_assert_false (kontor_test_await (in, NULL));
  g_assert_finalize_object (g_steal_pointer (&self->syncer));
}

static gboolean
is_elsewhere (gpointer data)
{
  return kontor_syncer_get_elsewhere (((Fixture *) data)->syncer);
}

/* Another process has the lock: this one shows how things stand and takes over when it ends. */
static void
test_elsewhere (Fixture *self, gconstpointer data)
{
  KontorSyncLock *lock;

  connect_well (self);
  kontor_syncer_stop (self->syncer);
  g_clear_object (&self->syncer);
  kontor_test_wait (20);
  lock = kontor_sync_lock_take (self->path, NULL);
  g_assert_nonnull (lock);
  self->syncer = kontor_syncer_new (self->workspace, KONTOR_TOKEN_STORE (self->store), 0);
  kontor_test_wait_until (is_elsewhere, self);
  insert (self, "North");
  kontor_test_wait (50);
  g_assert_cmpint (kontor_syncer_get_waiting (self->syncer), ==, 1);
  g_assert_false (server_has_team (self));
  kontor_sync_lock_release (lock);
  kontor_test_wait_until (server_has_team, self);
  g_assert_false (kontor_syncer_get_elsewhere (self->syncer));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  ADD ("/syncer/without-a-server-nothing-waits", test_without_server);
  ADD ("/syncer/connecting-sends-what-is-there", test_connects);
  ADD ("/syncer/commit-is-sent-by-itself", test_sends);
  ADD ("/syncer/large-bodies-are-packed", test_packs);
  ADD ("/syncer/others-changes-come-in-by-themselves", test_receives);
  ADD ("/syncer/busy-server-is-waited-for", test_offline);
  ADD ("/syncer/refused-sign-in-changes-nothing", test_refused_sign_in);
  ADD ("/syncer/ended-sign-in-goes-on-after-another", test_signs_in_again);
  ADD ("/syncer/signing-out-is-seen-at-once", test_signs_out);
  ADD ("/syncer/signing-in-among-other-steps-is-one-step", test_crowd);
  ADD ("/syncer/signing-out-and-in-again-ends-in", test_out_and_in);
  ADD ("/syncer/signing-in-and-out-again-ends-out", test_in_and_out);
  ADD ("/syncer/who-stops-is-not-signed-in", test_stopped);
  ADD ("/syncer/one-process-at-a-time", test_elsewhere);
  return g_test_run ();
}
