/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "memory-tokens.h"
#include "remote/kontor-connection.h"
#include "support/kontor-test-loop.h"
#include "toy-web.h"
#include "util/kontor-error.h"

#include <string.h>

#define GRANT(access, refresh)                                                                     \
  "{\"access\":\"" access "\",\"refresh\":\"" refresh "\",\"expires\":900,\"tenant\":\"office\","  \
  "\"device\":7,\"member\":\"01980000-0000-7000-8000-000000000001\","                              \
  "\"epoch\":\"0123456789abcdef0123456789abcdef\"}"

typedef struct
{
  ToyWeb web;
  KontorTestClock clock;
  MemoryTokens *store;
  KontorConnection *connection;
  guint login;       /* status of a login */
  const char *error; /* and what it says */
  guint refresh;     /* status of a refresh; 0: no answer */
  guint refreshes, asks;
  int refreshing;    /* atomic: somebody waits for the answer to a refresh */
  int may_answer;    /* atomic: that it may go on */
  const char *valid; /* the access token that is taken */
} Fixture;

static GBytes *
handle_login (Fixture *self)
{
  return toy_answer_text (self->login, NULL,
                          self->login == 200 ? GRANT ("first", "r1") : self->error);
}

static GBytes *
handle_refresh (Fixture *self)
{
  self->refreshes++;
  g_atomic_int_set (&self->refreshing, TRUE);
  g_mutex_unlock (&self->web.mutex);
  while (!g_atomic_int_get (&self->may_answer))
    g_usleep (1000);
  g_mutex_lock (&self->web.mutex);
  if (self->refresh == 0)
    return NULL;
  if (self->refresh == 200)
    self->valid = "second";
  return toy_answer_text (self->refresh, NULL,
                          self->refresh == 200 ? GRANT ("second", "r2") : "{}");
}

static GBytes *
handle (const ToyQuestion *question, gpointer data)
{
  Fixture *self = data;
  g_autofree char *bearer = g_strdup_printf ("Authorization: Bearer %s\r\n", self->valid);

  if (g_str_equal (question->path, "/v1/login"))
    return handle_login (self);
  if (g_str_equal (question->path, "/v1/refresh"))
    return handle_refresh (self);
  self->asks++;
  if (!toy_has_header (question, bearer))
    return toy_answer_text (401, NULL, "{\"error\":{\"code\":\"token\"}}");
  if (g_str_has_suffix (question->path, "/device"))
    return toy_answer_text (200, NULL, GRANT ("third", "r3"));
  return toy_answer_text (200, NULL, question->path);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  kontor_test_clock_init (&self->clock, 1000000, 1);
  self->login = self->refresh = 200;
  self->may_answer = TRUE;
  self->valid = "first";
  toy_web_start (&self->web, handle, self);
  self->store = memory_tokens_new ();
  self->connection = kontor_connection_new (self->web.url, KONTOR_TOKEN_STORE (self->store), "key",
                                            &self->clock.parent, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->connection);
  g_clear_object (&self->store);
  toy_web_stop (&self->web);
}

static KontorSignIn *
sign_in (Fixture *self, GError **error)
{
  KontorCredentials credentials = { "anna@example.org", "secret", NULL, NULL };
  g_autoptr (DexFuture) future = kontor_connection_sign_in (self->connection, &credentials);

  if (!kontor_test_await (dex_ref (future), error))
    return NULL;
  return g_value_dup_boxed (dex_future_get_value (future, NULL));
}

static KontorHttpAnswer *
await_answer (DexFuture *future)
{
  KontorHttpAnswer *answer;

  g_assert_true (kontor_test_await (dex_ref (future), NULL));
  answer = g_value_dup_boxed (dex_future_get_value (future, NULL));
  dex_unref (future);
  return answer;
}

static KontorHttpAnswer *
ask (Fixture *self, const KontorAsk *question)
{
  return await_answer (kontor_connection_ask (self->connection, "office", question, NULL));
}

static guint
pull (Fixture *self)
{
  KontorAsk question = { .kind = KONTOR_ASK_PULL };
  g_autoptr (KontorHttpAnswer) answer = ask (self, &question);

  return answer->status;
}

static void
sign_in_well (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorSignIn) done = sign_in (self, &error);

  g_assert_no_error (error);
  g_assert_nonnull (done);
}

static void
test_sign_in (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorSignIn) done = sign_in (self, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (done->tenant, ==, "office");
  g_assert_cmpuint (done->device, ==, 7);
  g_assert_null (done->choices);
  g_assert_cmpstr (memory_tokens_get_refresh (self->store), ==, "r1");
  g_assert_cmpuint (pull (self), ==, 200);
  g_assert_cmpuint (self->refreshes, ==, 0);
}

static void
assert_refused (Fixture *self, guint status, const char *text, KontorError code)
{
  g_autoptr (GError) error = NULL;

  self->login = status;
  self->error = text;
  g_assert_null (sign_in (self, &error));
  g_assert_error (error, KONTOR_ERROR, (int) code);
  g_assert_null (memory_tokens_get_refresh (self->store));
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  assert_refused (self, 401, "{\"error\":{\"code\":\"credentials\"}}", KONTOR_ERROR_DENIED);
  assert_refused (self, 403, "{}", KONTOR_ERROR_DENIED);
  assert_refused (self, 409, "{\"error\":{\"code\":\"devices\"}}", KONTOR_ERROR_LIMIT);
  assert_refused (self, 429, "{}", KONTOR_ERROR_BUSY);
  assert_refused (self, 503, "{}", KONTOR_ERROR_BUSY);
  assert_refused (self, 404, "<html>", KONTOR_ERROR_INVALID);
  toy_web_stop (&self->web);
  assert_refused (self, 200, "", KONTOR_ERROR_OFFLINE);
  toy_web_start (&self->web, handle, self);
}

static GBytes *
handle_rubbish (const ToyQuestion *question, gpointer text)
{
  return toy_answer_text (200, NULL, text);
}

static void
test_rubbish (Fixture *self, gconstpointer data)
{
  static const char *const rubbish[]
      = { "", "<html></html>", "{}", "[1]", "{\"access\":\"a\",\"refresh\":\"b\",\"device\":0}" };

  for (guint i = 0; i < G_N_ELEMENTS (rubbish); i++)
    {
      g_autoptr (GError) error = NULL;

      self->web.handler = handle_rubbish;
      self->web.data = (gpointer) rubbish[i];
      g_assert_null (sign_in (self, &error));
      g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
    }
}

static void
test_choices (Fixture *self, gconstpointer data)
{
  g_autoptr (KontorSignIn) done = NULL;
  const KontorTenantChoice *choice;

  self->login = 409;
  self->error = "{\"error\":{\"code\":\"tenant\",\"tenants\":[{\"name\":\"club\",\"title\":\"The "
                "club\"},{\"name\":\"office\",\"title\":\"Office\"}]}}";
  done = sign_in (self, NULL);
  g_assert_nonnull (done);
  g_assert_cmpuint (done->choices->len, ==, 2);
  choice = done->choices->pdata[0];
  g_assert_cmpstr (choice->name, ==, "club");
  g_assert_cmpstr (choice->title, ==, "The club");
}

static void
test_refreshes_before_the_end (Fixture *self, gconstpointer data)
{
  sign_in_well (self);
  kontor_test_clock_advance (&self->clock, 890 * 1000);
  g_assert_cmpuint (pull (self), ==, 200);
  g_assert_cmpuint (self->refreshes, ==, 1);
  g_assert_cmpuint (self->asks, ==, 1);
  g_assert_cmpstr (memory_tokens_get_refresh (self->store), ==, "r2");
}

static void
test_refreshes_once (Fixture *self, gconstpointer data)
{
  KontorAsk question = { .kind = KONTOR_ASK_PULL };
  DexFuture *futures[3];

  sign_in_well (self);
  self->valid = "another";
  for (guint i = 0; i < G_N_ELEMENTS (futures); i++)
    futures[i] = kontor_connection_ask (self->connection, "office", &question, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (futures); i++)
    {
      g_autoptr (KontorHttpAnswer) answer = await_answer (futures[i]);

      g_assert_cmpuint (answer->status, ==, 200);
    }
  g_assert_cmpuint (self->refreshes, ==, 1);
}

static void
test_signed_out_by_server (Fixture *self, gconstpointer data)
{
  sign_in_well (self);
  self->valid = "another";
  self->refresh = 401;
  g_assert_cmpuint (pull (self), ==, 401);
  g_assert_null (memory_tokens_get_refresh (self->store));
  g_assert_cmpuint (pull (self), ==, 401);
  g_assert_cmpuint (self->refreshes, ==, 1);
}

/* A lost answer must not sign anybody out. */
static void
test_keeps_on_silence (Fixture *self, gconstpointer data)
{
  sign_in_well (self);
  self->valid = "another";
  self->refresh = 0;
  g_assert_cmpuint (pull (self), ==, 0);
  g_assert_cmpstr (memory_tokens_get_refresh (self->store), ==, "r1");
  self->refresh = 503;
  g_assert_cmpuint (pull (self), ==, 503);
  self->refresh = 200;
  g_assert_cmpuint (pull (self), ==, 200);
}

static void
test_loads (Fixture *self, gconstpointer data)
{
  KontorTokens kept = { NULL, 0, (char *) "r1" };

  g_assert_cmpuint (pull (self), ==, 401);
  g_clear_object (&self->connection);
  memory_tokens_put (self->store, &kept);
  self->connection = kontor_connection_new (self->web.url, KONTOR_TOKEN_STORE (self->store), "key",
                                            &self->clock.parent, NULL);
  g_assert_cmpuint (pull (self), ==, 200);
  g_assert_cmpuint (self->refreshes, ==, 1);
}

static void
test_without_store (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->connection);
  self->connection = kontor_connection_new (self->web.url, NULL, "key", &self->clock.parent, NULL);
  g_assert_cmpuint (pull (self), ==, 401);
  sign_in_well (self);
  g_assert_cmpuint (pull (self), ==, 200);
  g_assert_null (memory_tokens_get_refresh (self->store));
}

static void
assert_path (Fixture *self, const KontorAsk *question, const char *expected)
{
  g_autoptr (KontorHttpAnswer) answer = ask (self, question);

  g_assert_cmpmem (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body), expected,
                   strlen (expected));
}

static void
test_paths (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  KontorAsk question
      = { .kind = KONTOR_ASK_PULL, .cursor = (char *) "a b&c/d", .max = 70, .since = 42 };

  sign_in_well (self);
  assert_path (self, &question, "/v1/office/pull?max=70&c=a%20b%26c%2Fd");
  question.kind = KONTOR_ASK_LIVE;
  assert_path (self, &question, "/v1/office/live?since=42");
  question.kind = KONTOR_ASK_PUSH;
  question.body = body;
  assert_path (self, &question, "/v1/office/push");
}

static void
test_device (Fixture *self, gconstpointer data)
{
  KontorAsk question = { .kind = KONTOR_ASK_DEVICE, .installation = (char *) "copy" };
  g_autoptr (KontorHttpAnswer) answer = NULL;

  sign_in_well (self);
  answer = ask (self, &question);
  g_assert_cmpuint (answer->status, ==, 200);
  self->valid = "third";
  g_assert_cmpuint (pull (self), ==, 200);
  g_assert_cmpuint (self->refreshes, ==, 0);
  g_assert_cmpstr (memory_tokens_get_refresh (self->store), ==, "r3");
  /* Beside those of the workspace that this is a copy of. */
  g_assert_cmpstr (memory_tokens_get_key (self->store), ==, "copy");
}

/* Another program has refreshed what both have loaded: to ask with the old token would sign both
 * out. */
static void
test_refreshed_elsewhere (Fixture *self, gconstpointer data)
{
  KontorTokens theirs = { (char *) "second", 1000000 + 900 * 1000, (char *) "r2" };

  sign_in_well (self);
  memory_tokens_put (self->store, &theirs);
  self->valid = "second";
  self->refresh = 401;
  g_assert_cmpuint (pull (self), ==, 200);
  g_assert_cmpuint (self->refreshes, ==, 0);
}

static void
test_sign_out (Fixture *self, gconstpointer data)
{
  sign_in_well (self);
  g_assert_true (kontor_test_await (kontor_connection_sign_out (self->connection), NULL));
  g_assert_null (memory_tokens_get_refresh (self->store));
  g_assert_cmpuint (pull (self), ==, 401);
}

static gboolean
is_refreshing (gpointer data)
{
  return g_atomic_int_get (&((Fixture *) data)->refreshing);
}

/* A question that needs a refresh, whose answer is late. */
static DexFuture *
begin_refresh (Fixture *self)
{
  KontorAsk question = { .kind = KONTOR_ASK_PULL };
  DexFuture *asked;

  self->valid = "ninth";
  g_atomic_int_set (&self->may_answer, FALSE);
  asked = kontor_connection_ask (self->connection, "office", &question, NULL);
  kontor_test_wait_until (is_refreshing, self);
  return asked;
}

static guint
end_refresh (Fixture *self, DexFuture *asked)
{
  g_autoptr (KontorHttpAnswer) answer = NULL;

  g_atomic_int_set (&self->may_answer, TRUE);
  answer = await_answer (asked);
  return answer->status;
}

/* Somebody has signed in anew since: that sign-in is not forgotten, and is as good as any. */
static void
test_refused_late (Fixture *self, gconstpointer data)
{
  KontorTokens newer = { (char *) "ninth", G_MAXINT64 / 2, (char *) "r9" };
  DexFuture *asked;

  sign_in_well (self);
  self->refresh = 401;
  asked = begin_refresh (self);
  memory_tokens_put (self->store, &newer);
  g_assert_cmpuint (end_refresh (self, asked), ==, 200);
  g_assert_cmpstr (memory_tokens_get_refresh (self->store), ==, "r9");
}

/* Somebody has signed out since. */
static void
test_refreshed_late (Fixture *self, gconstpointer data)
{
  DexFuture *asked;

  sign_in_well (self);
  asked = begin_refresh (self);
  kontor_test_await (kontor_connection_sign_out (self->connection), NULL);
  g_assert_cmpuint (end_refresh (self, asked), ==, 401);
  g_assert_null (memory_tokens_get_refresh (self->store));
  g_assert_cmpuint (pull (self), ==, 401);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  ADD ("/connection/signing-in-keeps-the-tokens", test_sign_in);
  ADD ("/connection/refusal-says-why", test_refused);
  ADD ("/connection/what-is-no-server-is-refused", test_rubbish);
  ADD ("/connection/several-workspaces-are-offered", test_choices);
  ADD ("/connection/token-is-refreshed-before-its-end", test_refreshes_before_the_end);
  ADD ("/connection/several-questions-refresh-once", test_refreshes_once);
  ADD ("/connection/ended-sign-in-is-said-once", test_signed_out_by_server);
  ADD ("/connection/lost-answer-signs-nobody-out", test_keeps_on_silence);
  ADD ("/connection/kept-sign-in-is-used", test_loads);
  ADD ("/connection/lasts-as-long-as-itself-without-a-store", test_without_store);
  ADD ("/connection/questions-have-their-places", test_paths);
  ADD ("/connection/new-device-has-tokens-of-its-own", test_device);
  ADD ("/connection/what-another-program-has-refreshed-is-taken", test_refreshed_elsewhere);
  ADD ("/connection/late-refusal-forgets-no-newer-sign-in", test_refused_late);
  ADD ("/connection/late-refresh-signs-nobody-in", test_refreshed_late);
  ADD ("/connection/signing-out-forgets", test_sign_out);
  return g_test_run ();
}
