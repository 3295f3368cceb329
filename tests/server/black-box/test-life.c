/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/kontord-process.h"
#include "support/tls.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

/* An answer means that it is on the disk: the power may go the moment after. */
static void
test_killed (KontordProcess *process, gconstpointer data)
{
  g_auto (TestGrant) ada = { 0 };
  g_autoptr (HttpAnswer) first = NULL;
  g_autoptr (HttpAnswer) second = NULL;
  g_autoptr (HttpAnswer) again = NULL;
  g_autofree char *first_text = NULL;
  g_autofree char *again_text = NULL;
  g_autofree char *page = NULL;

  kontord_process_sign_in (process, "ada@example.org", &ada);
  first = kontord_process_push (process, &ada, 1, "Acme|Byron");
  first_text = http_answer_dup_text (first);
  g_assert_true (WIFSIGNALED (kontord_process_stop (process, SIGKILL)));
  kontord_process_start (process);
  page = kontord_process_pull (process, &ada);
  g_assert_nonnull (strstr (page, "\"Acme\""));
  g_assert_nonnull (strstr (page, "\"Byron\""));
  /* and a retry of what was answered gets the same verdicts */
  again = kontord_process_push (process, &ada, 1, "Acme|Byron");
  again_text = http_answer_dup_text (again);
  g_assert_cmpint (again->status, ==, 200);
  g_assert_cmpstr (strchr (first_text, '\n'), ==, strchr (again_text, '\n'));
  second = kontord_process_push (process, &ada, 3, "Curie");
  g_assert_cmpint (second->status, ==, 200);
}

static void
check_shown (KontordProcess *process, const char *name)
{
  g_autofree char *seen = NULL;
  g_autofree char *answer = NULL;

  for (int i = 0; i < 100 && g_strcmp0 (seen, name) != 0; i++)
    {
      g_clear_pointer (&seen, g_free);
      g_clear_pointer (&answer, g_free);
      answer
          = tls_exchange (process->port, "NORMAL",
                          "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", &seen);
      g_assert_nonnull (answer);
      g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 200 "));
      g_usleep (20000);
    }
  g_assert_cmpstr (seen, ==, name);
}

/* A signal, and the new certificate is shown. */
static void
test_certificate (KontordProcess *process, gconstpointer data)
{
  g_autofree char *first = tls_make_certificate (process->folder, "first");
  g_autofree char *second = tls_make_certificate (process->folder, "second");
  static const char *const ends[] = { ".pem", ".key" };

  kontord_process_stop (process, SIGTERM);
  process->certificate = first;
  kontord_process_start (process);
  check_shown (process, "first");
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *from = g_strconcat (second, ends[i], NULL);
      g_autofree char *to = g_strconcat (first, ends[i], NULL);

      g_assert_cmpint (rename (from, to), ==, 0);
    }
  g_assert_cmpint (kill (process->pid, SIGHUP), ==, 0);
  check_shown (process, "second");
}

typedef struct
{
  KontordProcess *process;
  const TestGrant *grant;
  int answered; /* atomic: the last n with an answer */
} Writer;

static gpointer
write_until_it_ends (gpointer data)
{
  Writer *writer = data;
  guint port = writer->process->port;

  for (gint64 n = 1;; n++)
    {
      g_autofree char *name = g_strdup_printf ("Company %" G_GINT64_FORMAT, n);
      g_autofree char *body = test_grant_dup_push (writer->grant, n, name);
      g_autofree char *head
          = g_strdup_printf ("POST /v1/acme/push HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                             "Authorization: Bearer %s\r\n"
                             "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                             writer->grant->access, strlen (body));
      g_autoptr (HttpClient) client = http_client_try_new (port);
      g_autoptr (HttpAnswer) answer = NULL;

      if (client == NULL || !http_client_try_send (client, head, strlen (head))
          || !http_client_try_send (client, body, strlen (body)))
        return NULL;
      answer = http_client_receive (client);
      if (answer->status != 200)
        return NULL;
      g_atomic_int_set (&writer->answered, n);
    }
}

/* Killed in the middle of writing, several times: what was answered is there, and nothing twice. */
static void
test_killed_while_writing (KontordProcess *process, gconstpointer data)
{
  g_auto (TestGrant) ada = { 0 };

  for (int round = 0; round < 3; round++)
    {
      Writer writer = { process, &ada };
      g_autofree char *page = NULL;
      GThread *thread;
      guint rows = 0;

      kontord_process_sign_in (process, "ada@example.org", &ada);
      thread = g_thread_new ("writer", write_until_it_ends, &writer);
      g_usleep (150000 + 37000 * round);
      kontord_process_stop (process, SIGKILL);
      g_thread_join (thread);
      kontord_process_start (process);
      page = kontord_process_pull (process, &ada);
      for (int n = 1; n <= g_atomic_int_get (&writer.answered); n++)
        {
          g_autofree char *id = g_strdup_printf ("-%06x%06x\"", ada.device, n);

          g_assert_nonnull (strstr (page, id));
          rows++;
        }
      g_test_message ("%u answered before it was killed", rows);
      g_assert_cmpint (rows, >, 0);
    }
}

static void
test_ends_in_order (KontordProcess *process, gconstpointer data)
{
  g_auto (TestGrant) ada = { 0 };
  g_autoptr (HttpClient) client = http_client_new (process->port);
  g_autoptr (HttpAnswer) answer = NULL;
  g_autofree char *request = NULL;
  gint64 start = g_get_monotonic_time ();
  int status;

  kontord_process_sign_in (process, "ada@example.org", &ada);
  request = g_strdup_printf ("GET /v1/acme/live?since=1000 HTTP/1.1\r\nHost: a\r\n"
                             "Authorization: Bearer %s\r\n\r\n",
                             ada.access);
  http_client_send (client, request);
  g_usleep (200000);
  status = kontord_process_stop (process, SIGINT);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
  answer = http_client_receive (client);
  g_assert_cmpint (answer->status, ==, 503);
}

static void
test_log (KontordProcess *process, gconstpointer data)
{
  g_auto (TestGrant) ada = { 0 };
  g_autoptr (HttpAnswer) pushed = NULL;
  g_autoptr (HttpAnswer) refused = NULL;
  g_autofree char *log = NULL;
  g_auto (GStrv) lines = NULL;

  kontord_process_sign_in (process, "ada@example.org", &ada);
  pushed = kontord_process_push (process, &ada, 1, "Confidential Ltd");
  refused = http_exchange (process->port, "POST", "/v1/login", NULL,
                           "{\"email\":\"ada@example.org\",\"password\":\"a wrong secret\"}");
  kontord_process_stop (process, SIGTERM);
  log = kontord_process_dup_log (process);
  g_assert_null (strstr (log, TEST_PASSWORD));
  g_assert_null (strstr (log, "a wrong secret"));
  g_assert_null (strstr (log, "Confidential"));
  g_assert_null (strstr (log, ada.access));
  g_assert_null (strstr (log, ada.refresh));
  g_assert_null (strstr (log, "ada@example.org"));
  lines = g_strsplit (log, "\n", -1);
  g_assert_true (g_str_has_prefix (lines[0], "Listening on http://127.0.0.1:"));
  for (int i = 1; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      yyjson_doc *document = yyjson_read (lines[i], strlen (lines[i]), 0);

      g_assert_true (yyjson_is_obj (yyjson_doc_get_root (document)));
      yyjson_doc_free (document);
    }
}

static gpointer
poll_live (gpointer data)
{
  Writer *writer = data;
  g_autofree char *request = g_strdup_printf ("GET /v1/acme/live?since=%d HTTP/1.1\r\nHost: a\r\n"
                                              "Authorization: Bearer %s\r\n\r\n",
                                              writer->answered, writer->grant->access);
  g_autoptr (HttpClient) client = http_client_new (writer->process->port);
  g_autoptr (HttpAnswer) answer = NULL;
  gint64 *end = g_new (gint64, 1);

  http_client_set_timeout (client, 60);
  http_client_send (client, request);
  answer = http_client_receive (client);
  *end = g_get_monotonic_time ();
  g_assert_cmpint (answer->status, ==, 200);
  return end;
}

/* From one device's push to the poke at another, each with its own commit to the disk. */
static void
test_poke_is_quick (KontordProcess *process, gconstpointer data)
{
  g_auto (TestGrant) ada = { 0 }, other = { 0 };
  gint64 best = G_MAXINT64;

  kontord_process_sign_in (process, "ada@example.org", &ada);
  kontord_process_sign_in (process, "ada@example.org", &other);
  for (int i = 1; i <= 10; i++)
    {
      /* the member's own record is change 1 */
      Writer writer = { process, &other, i };
      GThread *thread = g_thread_new ("poll", poll_live, &writer);
      g_autoptr (HttpAnswer) answer = NULL;
      g_autofree gint64 *end = NULL;
      gint64 start;

      g_usleep (50000);
      start = g_get_monotonic_time ();
      answer = kontord_process_push (process, &ada, i, "Acme");
      g_assert_cmpint (answer->status, ==, 200);
      end = g_thread_join (thread);
      best = MIN (best, *end - start);
    }
  g_test_message ("best of ten: %" G_GINT64_FORMAT " µs", best);
  g_assert_cmpint (best, <, 100000);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, KontordProcess, NULL, kontord_process_set_up, test, kontord_process_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/life/what-was-answered-outlives-a-kill", test_killed);
  ADD ("/life/killed-while-writing-loses-nothing-answered", test_killed_while_writing);
  ADD ("/life/a-new-certificate-needs-no-restart", test_certificate);
  ADD ("/life/ends-in-order-with-someone-parked", test_ends_in_order);
  ADD ("/life/the-log-has-lines-and-no-secrets", test_log);
  ADD ("/life/a-poke-is-quick", test_poke_is_quick);
  return g_test_run ();
}
