/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/kontord-process.h"

#include "http/kontord-limits.h"

#include <string.h>

#define MEBIBYTE 1024 /* of memory, in KiB */

static void
check_alive (KontordProcess *process)
{
  g_autoptr (HttpAnswer) answer = http_exchange (process->port, "GET", "/healthz", NULL, NULL);

  g_assert_cmpint (answer->status, ==, 200);
}

static char *
dup_push_head (const TestGrant *grant, const char *framing)
{
  return g_strdup_printf ("POST /v1/acme/push HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n"
                          "%s\r\n\r\n",
                          grant->access, framing);
}

/* Announced or not: nothing of it stays in memory. */
static void
test_gibibyte (KontordProcess *process, gconstpointer data)
{
  g_auto (TestGrant) ada = { 0 };
  g_autofree char *announced = NULL;
  g_autofree char *chunked = NULL;
  g_autofree char *piece = g_strnfill (65536, 'x');
  g_autofree char *chunk = g_strdup_printf ("10000\r\n%s\r\n", piece);
  g_autoptr (HttpClient) first = http_client_new (process->port);
  g_autoptr (HttpClient) second = http_client_new (process->port);
  g_autoptr (HttpAnswer) answer = NULL;
  gint64 before, after, sent = 0;

  kontord_process_sign_in (process, "ada@example.org", &ada);
  before = kontord_process_get_memory (process);
  announced = dup_push_head (&ada, "Content-Length: 1073741824");
  http_client_send (first, announced);
  answer = http_client_receive (first);
  g_assert_cmpint (answer->status, ==, 413);
  chunked = dup_push_head (&ada, "Transfer-Encoding: chunked");
  http_client_send (second, chunked);
  while (http_client_try_send (second, chunk, strlen (chunk)))
    {
      sent += strlen (piece);
      g_assert_cmpint (sent, <, 1024 * 1024 * 1024);
    }
  after = kontord_process_get_memory (process);
  g_test_message ("cut after %" G_GINT64_FORMAT " KiB, memory %" G_GINT64_FORMAT
                  " → %" G_GINT64_FORMAT " KiB",
                  sent / 1024, before, after);
  g_assert_cmpint (after - before, <, 32 * MEBIBYTE);
  check_alive (process);
}

/* One byte now and then would hold a connection for ever if only silence counted. */
static gpointer
trickle (gpointer data)
{
  HttpClient *client = data;
  gint64 start = g_get_monotonic_time ();

  while (http_client_try_send (client, "x", 1))
    {
      g_usleep (500000);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 40 * G_USEC_PER_SEC);
    }
  return GINT_TO_POINTER ((g_get_monotonic_time () - start) / G_USEC_PER_SEC);
}

static void
test_slow_senders (KontordProcess *process, gconstpointer data)
{
  g_auto (TestGrant) ada = { 0 };
  g_autoptr (HttpClient) head = http_client_new (process->port);
  g_autoptr (HttpClient) body = http_client_new (process->port);
  g_autofree char *request = NULL;
  GThread *head_thread, *body_thread;
  int head_time, body_time;

  kontord_process_sign_in (process, "ada@example.org", &ada);
  request = dup_push_head (&ada, "Content-Length: 100000");
  http_client_send (head, "GET /healthz HTTP/1.1\r\nX: ");
  http_client_send (body, request);
  head_thread = g_thread_new ("head", trickle, head);
  body_thread = g_thread_new ("body", trickle, body);
  check_alive (process);
  head_time = GPOINTER_TO_INT (g_thread_join (head_thread));
  body_time = GPOINTER_TO_INT (g_thread_join (body_thread));
  g_test_message ("head cut after %d s, body after %d s", head_time, body_time);
  g_assert_cmpint (head_time, >=, 9);
  g_assert_cmpint (head_time, <=, 14);
  g_assert_cmpint (body_time, >=, 9);
  g_assert_cmpint (body_time, <=, 14);
  check_alive (process);
}

/* As many silent connections as an address may have, and the server goes on for who comes from
 * where there is room: after they are gone. */
static void
test_silent_connections (KontordProcess *process, gconstpointer data)
{
  g_autoptr (GPtrArray) clients
      = g_ptr_array_new_with_free_func ((GDestroyNotify) http_client_free);

  for (int i = 0; i < KONTORD_MAX_CONNECTIONS_PER_ADDRESS; i++)
    g_ptr_array_add (clients, http_client_new (process->port));
  g_usleep (100000);
  g_ptr_array_set_size (clients, 0);
  g_usleep (200000);
  check_alive (process);
}

static void
test_noise (KontordProcess *process, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (42);

  for (int round = 0; round < 200; round++)
    {
      g_autoptr (HttpClient) client = http_client_new (process->port);
      guint8 noise[512];

      for (gsize i = 0; i < sizeof noise; i++)
        noise[i] = g_rand_int_range (random, 0, 256);
      http_client_try_send (client, noise, g_rand_int_range (random, 1, sizeof noise));
      http_client_end_sending (client);
    }
  check_alive (process);
}

/* A push of noise, and one cut at every place. */
static void
test_broken_pushes (KontordProcess *process, gconstpointer data)
{
  g_auto (TestGrant) ada = { 0 };
  g_autofree char *whole = NULL;
  g_autofree char *page = NULL;

  kontord_process_sign_in (process, "ada@example.org", &ada);
  whole = test_grant_dup_push (&ada, 1, "Acme");
  for (gsize length = 0; length < strlen (whole); length++)
    {
      g_autofree char *cut = g_strndup (whole, length);
      g_autoptr (HttpAnswer) answer
          = http_exchange (process->port, "POST", "/v1/acme/push", ada.access, cut);

      g_assert_true (answer->status == 400 || answer->status == 200);
    }
  page = kontord_process_pull (process, &ada);
  g_assert_null (strstr (page, "Acme"));
  check_alive (process);
}

/* Forty at once: two are hashed, thirty-two wait, the rest are told to come back. */
static gpointer
log_in (gpointer data)
{
  KontordProcess *process = data;
  g_autofree char *body = g_strdup_printf ("{\"email\":\"user%p@example.org\",\"password\":\"%s\"}",
                                           (gpointer) g_thread_self (), TEST_PASSWORD);
  g_autoptr (HttpClient) client = http_client_new (process->port);
  g_autofree char *request = g_strdup_printf (
      "POST /v1/login HTTP/1.1\r\nHost: a\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
      strlen (body), body);
  g_autoptr (HttpAnswer) answer = NULL;

  http_client_set_timeout (client, 60);
  http_client_send (client, request);
  answer = http_client_receive (client);
  return GUINT_TO_POINTER (answer->status);
}

static void
test_login_flood (KontordProcess *process, gconstpointer data)
{
  GThread *threads[48];
  gint64 before = kontord_process_get_memory (process);
  guint denied = 0, told_to_wait = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("login", log_in, process);
  /* hashing takes two threads: all else goes on */
  check_alive (process);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      guint status = GPOINTER_TO_UINT (g_thread_join (threads[i]));

      g_assert_true (status == 401 || status == 429);
      denied += status == 401;
      told_to_wait += status == 429;
    }
  g_test_message ("%u denied, %u told to wait, %" G_GINT64_FORMAT " KiB more", denied, told_to_wait,
                  kontord_process_get_memory (process) - before);
  g_assert_cmpint (denied, >=, 34);
  g_assert_cmpint (told_to_wait, >, 0);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, KontordProcess, NULL, kontord_process_set_up, test, kontord_process_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/hostile/a-gibibyte-takes-no-memory", test_gibibyte);
  ADD ("/hostile/slow-senders-are-cut", test_slow_senders);
  ADD ("/hostile/silent-connections-are-survived", test_silent_connections);
  ADD ("/hostile/noise-is-survived", test_noise);
  ADD ("/hostile/broken-pushes-do-nothing", test_broken_pushes);
  ADD ("/hostile/a-flood-of-logins-is-bounded", test_login_flood);
  return g_test_run ();
}
