/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "remote/kontor-http.h"
#include "support/kontor-test-loop.h"
#include "sync/kontor-sync-limits.h"
#include "toy-web.h"
#include "util/kontor-error.h"

#include <string.h>

typedef struct
{
  ToyWeb web;
  KontorHttp *http;
  GBytes *answer; /* what the server writes */
  char *asked;    /* the head of what it was asked */
  char *body;
} Fixture;

static GBytes *
handle (const ToyQuestion *question, gpointer data)
{
  Fixture *self = data;

  g_free (self->asked);
  self->asked = g_strdup (question->head);
  g_free (self->body);
  self->body
      = g_strndup (g_bytes_get_data (question->body, NULL), g_bytes_get_size (question->body));
  return self->answer != NULL ? g_bytes_ref (self->answer) : NULL;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  toy_web_start (&self->web, handle, self);
  self->http = kontor_http_new (self->web.url, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->http);
  toy_web_stop (&self->web);
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_free (self->asked);
  g_free (self->body);
}

static KontorHttpAnswer *
ask (Fixture *self, const KontorHttpQuestion *question)
{
  g_autoptr (DexFuture) future = kontor_http_ask (self->http, question, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (kontor_test_await (dex_ref (future), &error));
  g_assert_no_error (error);
  return g_value_dup_boxed (dex_future_get_value (future, NULL));
}

static KontorHttpAnswer *
get (Fixture *self)
{
  KontorHttpQuestion question = { .method = "GET", .path = "/v1/office/pull?max=5" };

  return ask (self, &question);
}

static void
test_answer (Fixture *self, gconstpointer data)
{
  g_autoptr (KontorHttpAnswer) answer = NULL;

  self->answer = toy_answer_text (503, "Retry-After: 17\r\n", "busy");
  answer = get (self);
  g_assert_cmpuint (answer->status, ==, 503);
  g_assert_cmpint (answer->retry, ==, 17);
  g_assert_false (answer->packed);
  g_assert_cmpmem (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body), "busy",
                   4);
  g_assert_true (g_str_has_prefix (self->asked, "GET /v1/office/pull?max=5 HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (self->asked, "Accept-Encoding: zstd\r\n"));
  g_assert_null (strstr (self->asked, "Authorization"));
}

/* When the server looked at its clock is some time between question and answer. */
static void
test_moment (Fixture *self, gconstpointer data)
{
  gint64 before = g_get_monotonic_time (), after;
  g_autoptr (KontorHttpAnswer) answer = NULL;

  self->answer = toy_answer_text (200, NULL, "well");
  answer = get (self);
  after = g_get_monotonic_time ();
  g_assert_cmpint (answer->moment, >=, before);
  g_assert_cmpint (answer->moment, <=, after);
}

static void
test_question (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("something", 9);
  KontorHttpQuestion question = {
    .method = "POST",
    .path = "/v1/office/push",
    .token = "abc",
    .type = "application/x-ndjson",
    .body = body,
    .packed = TRUE,
  };
  g_autoptr (KontorHttpAnswer) answer = NULL;

  self->answer = toy_answer_text (200, "Content-Encoding: zstd\r\n", "packed");
  answer = ask (self, &question);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_true (answer->packed);
  g_assert_nonnull (strstr (self->asked, "Authorization: Bearer abc\r\n"));
  g_assert_nonnull (strstr (self->asked, "Content-Encoding: zstd\r\n"));
  g_assert_nonnull (strstr (self->asked, "Content-Type: application/x-ndjson\r\n"));
  g_assert_cmpstr (self->body, ==, "something");
}

static void
assert_none (Fixture *self)
{
  g_autoptr (KontorHttpAnswer) answer = get (self);

  g_assert_cmpuint (answer->status, ==, 0);
  g_assert_null (answer->body);
  g_assert_nonnull (answer->trouble);
}

static void
test_no_answer (Fixture *self, gconstpointer data)
{
  assert_none (self);
  self->answer = g_bytes_new_static ("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", 45);
  assert_none (self);
  toy_web_stop (&self->web);
  assert_none (self);
  toy_web_start (&self->web, handle, self);
}

static void
test_redirect (Fixture *self, gconstpointer data)
{
  g_autofree char *there = g_strdup_printf ("Location: %s/elsewhere\r\n", self->web.url);
  g_autoptr (KontorHttpAnswer) answer = NULL;

  self->answer = toy_answer_text (302, there, "");
  answer = get (self);
  g_assert_cmpuint (answer->status, ==, 302);
  g_assert_nonnull (strstr (self->asked, "/v1/office/pull"));
}

static void
test_too_large (Fixture *self, gconstpointer data)
{
  gsize length = KONTOR_SYNC_MAX_BODY + 1;
  g_autoptr (GBytes) body = g_bytes_new_take (g_malloc0 (length), length);

  self->answer = toy_answer (200, NULL, body);
  assert_none (self);
}

static void
test_cancelled (Fixture *self, gconstpointer data)
{
  KontorHttpQuestion question = { .method = "GET", .path = "/v1/office/live" };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (DexFuture) future = NULL;
  const KontorHttpAnswer *answer;

  g_mutex_lock (&self->web.mutex); /* nobody answers */
  future = kontor_http_ask (self->http, &question, cancellable);
  kontor_test_wait (20);
  g_cancellable_cancel (cancellable);
  g_assert_true (kontor_test_await (dex_ref (future), NULL));
  g_mutex_unlock (&self->web.mutex);
  answer = g_value_get_boxed (dex_future_get_value (future, NULL));
  g_assert_cmpuint (answer->status, ==, 0);
}

/* How many connections three pushes take, one after the other. */
static guint
count_connections (Fixture *self, gboolean repeatable)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("push", 4);
  KontorHttpQuestion question = { .method = "POST",
                                  .path = "/v1/acme/push",
                                  .type = "text/plain",
                                  .body = body,
                                  .repeatable = repeatable };
  guint before, after;

  g_mutex_lock (&self->web.counting);
  before = self->web.n_taken;
  g_mutex_unlock (&self->web.counting);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (KontorHttpAnswer) answer = ask (self, &question);

      g_assert_cmpstr (answer->trouble, ==, NULL);
      g_assert_cmpuint (answer->status, ==, 200);
      g_assert_cmpstr (self->body, ==, "push");
    }
  g_mutex_lock (&self->web.counting);
  after = self->web.n_taken;
  g_mutex_unlock (&self->web.counting);
  return after - before;
}

static void
test_connection_stays (Fixture *self, gconstpointer data)
{
  static const char text[] = "HTTP/1.1 200 Toy\r\nContent-Length: 2\r\n\r\nok";

  self->answer = g_bytes_new_static (text, strlen (text));
  g_atomic_int_set (&self->web.keeps, TRUE);
  g_assert_cmpuint (count_connections (self, TRUE), ==, 1);
  g_assert_cmpuint (count_connections (self, FALSE), ==, 3);
  /* One that the server has closed meanwhile is no failure. */
  g_atomic_int_set (&self->web.keeps, FALSE);
  g_assert_cmpuint (count_connections (self, TRUE), <=, 3);
}

static void
test_addresses (void)
{
  static const char *const good[][2] = {
    { "https://kontor.example.org", "https://kontor.example.org" },
    { "https://Kontor.Example.org/", "https://kontor.example.org" },
    { "https://example.org:8443", "https://example.org:8443" },
    { "http://localhost:8765/", "http://localhost:8765" },
    { "http://127.0.0.1:8765", "http://127.0.0.1:8765" },
    { "http://[::1]:8765", "http://[::1]:8765" },
  };
  static const char *const bad[] = { "",
                                     "example.org",
                                     "http://example.org",
                                     "http://192.168.0.1:8765",
                                     "http://127.0.0.1.example.org",
                                     "ftp://example.org",
                                     "file:///etc/passwd",
                                     "https://",
                                     "https://anna:secret@example.org",
                                     "https://example.org/v1",
                                     "https://example.org?x=1",
                                     "https://example.org#x" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KontorHttp) http = kontor_http_new (good[i][0], &error);

      g_assert_no_error (error);
      g_assert_cmpstr (kontor_http_get_server (http), ==, good[i][1]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (kontor_http_new (bad[i], &error));
      g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
    }
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  ADD ("/http/answer-comes-as-it-is", test_answer);
  ADD ("/http/answer-is-of-a-moment-since-the-question", test_moment);
  ADD ("/http/question-goes-as-it-is", test_question);
  ADD ("/http/no-whole-answer-is-none", test_no_answer);
  ADD ("/http/redirects-are-not-followed", test_redirect);
  ADD ("/http/too-large-answer-is-none", test_too_large);
  ADD ("/http/cancelled-is-no-answer", test_cancelled);
  ADD ("/http/what-may-come-twice-takes-an-open-connection", test_connection_stays);
  g_test_add_func ("/http/passwords-go-to-safe-addresses-only", test_addresses);
  return g_test_run ();
}
