/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/http-client.h"
#include "support/toy-server.h"

#include "http/kontord-limits.h"
#include "util/kontor-error.h"

#include <string.h>
#include <unistd.h>

static const KontordEngineOptions defaults;

/* Sends @text over a connection of its own. */
static HttpAnswer *
send_raw (ToyServer *server, const char *text)
{
  g_autoptr (HttpClient) client = http_client_new (server->port);

  http_client_send (client, text);
  return http_client_receive (client);
}

static void
check_raw (ToyServer *server, const char *text, guint status, const char *code)
{
  g_autoptr (HttpAnswer) answer = send_raw (server, text);

  g_assert_cmpint (answer->status, ==, status);
  if (code != NULL)
    g_assert_true (http_answer_has_code (answer, code));
}

static void
test_answers (void)
{
  g_autoptr (ToyServer) server = toy_server_new (&defaults);
  g_autoptr (HttpAnswer) here = http_exchange (server->port, "GET", "/here", NULL, NULL);
  g_autoptr (HttpAnswer) echo = http_exchange (server->port, "POST", "/echo", NULL, "hello");
  g_autofree char *here_text = http_answer_dup_text (here);
  g_autofree char *echo_text = http_answer_dup_text (echo);
  g_autofree char *cache = http_answer_dup_field (here, "cache-control");

  g_assert_cmpint (here->status, ==, 200);
  g_assert_cmpstr (here_text, ==, "here");
  g_assert_cmpstr (cache, ==, "no-store");
  g_assert_cmpint (echo->status, ==, 200);
  g_assert_cmpstr (echo_text, ==, "hello");
}

static void
test_many_on_one_connection (void)
{
  g_autoptr (ToyServer) server = toy_server_new (&defaults);
  g_autoptr (HttpClient) client = http_client_new (server->port);

  for (int i = 0; i < 50; i++)
    {
      g_autofree char *body = g_strdup_printf ("%d", i);
      g_autofree char *request = g_strdup_printf (
          "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
          strlen (body), body);
      g_autoptr (HttpAnswer) answer = NULL;
      g_autofree char *text = NULL;

      http_client_send (client, request);
      answer = http_client_receive (client);
      text = http_answer_dup_text (answer);
      g_assert_cmpstr (text, ==, body);
    }
}

/* Both in one segment: answered in order. */
static void
test_pipelined (void)
{
  g_autoptr (ToyServer) server = toy_server_new (&defaults);
  g_autoptr (HttpClient) client = http_client_new (server->port);
  g_autoptr (HttpAnswer) first = NULL;
  g_autoptr (HttpAnswer) second = NULL;
  g_autofree char *first_text = NULL;
  g_autofree char *second_text = NULL;

  http_client_send (client, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\none"
                            "GET /here HTTP/1.1\r\nHost: a\r\n\r\n");
  first = http_client_receive (client);
  second = http_client_receive (client);
  first_text = http_answer_dup_text (first);
  second_text = http_answer_dup_text (second);
  g_assert_cmpstr (first_text, ==, "one");
  g_assert_cmpstr (second_text, ==, "here");
}

static void
test_not_found_and_method (void)
{
  g_autoptr (ToyServer) server = toy_server_new (&defaults);
  g_autoptr (HttpAnswer) other = http_exchange (server->port, "DELETE", "/here", NULL, NULL);
  g_autofree char *allow = http_answer_dup_field (other, "allow");

  g_assert_cmpint (other->status, ==, 405);
  g_assert_cmpstr (allow, ==, "get"); /* the test's client folds the head */
  check_raw (server, "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n", 404, "not_found");
}

static void
test_authenticates (void)
{
  g_autoptr (ToyServer) server = toy_server_new (&defaults);
  g_autoptr (HttpAnswer) good
      = http_exchange (server->port, "GET", "/v1/acme/read", "viewer", NULL);
  g_autoptr (HttpAnswer) none = http_exchange (server->port, "GET", "/v1/acme/read", NULL, NULL);
  g_autoptr (HttpAnswer) bad = http_exchange (server->port, "GET", "/v1/acme/read", "x", NULL);
  g_autofree char *challenge = http_answer_dup_field (none, "www-authenticate");

  g_assert_cmpint (good->status, ==, 200);
  g_assert_cmpint (none->status, ==, 401);
  g_assert_cmpstr (challenge, ==, "bearer");
  g_assert_true (http_answer_has_code (none, "token"));
  g_assert_cmpint (bad->status, ==, 401);
}

static void
test_authorises (void)
{
  g_autoptr (ToyServer) server = toy_server_new (&defaults);
  g_autoptr (HttpAnswer) less
      = http_exchange (server->port, "POST", "/v1/acme/write", "viewer", "x");
  g_autoptr (HttpAnswer) other
      = http_exchange (server->port, "POST", "/v1/other/write", "member", "x");
  g_autoptr (HttpAnswer) right
      = http_exchange (server->port, "POST", "/v1/acme/write", "member", "x");

  g_assert_cmpint (less->status, ==, 403);
  g_assert_cmpint (other->status, ==, 403);
  g_assert_cmpint (right->status, ==, 200);
}

static void
check_keeps_connection (ToyServer *server, const char *refused, gsize body, guint status)
{
  g_autoptr (HttpClient) client = http_client_new (server->port);
  g_autofree char *bytes = g_strnfill (body, 'x');
  g_autoptr (HttpAnswer) answer = NULL;
  g_autoptr (HttpAnswer) next = NULL;

  http_client_send (client, refused);
  http_client_send (client, bytes);
  answer = http_client_receive (client);
  g_assert_cmpint (answer->status, ==, status);
  http_client_send (client, "GET /here HTTP/1.1\r\nHost: a\r\n\r\n");
  next = http_client_receive (client);
  g_assert_cmpint (next->status, ==, 200);
}

/* Who is refused learns why, even if he had begun to send: a closed connection would eat it. */
static void
test_refused_while_sending (void)
{
  g_autoptr (ToyServer) server = toy_server_new (&defaults);

  check_keeps_connection (
      server, "POST /v1/acme/write HTTP/1.1\r\nHost: a\r\nContent-Length: 4000\r\n\r\n", 4000, 401);
  check_keeps_connection (
      server, "POST /v1/acme/write HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n", 1000000,
      401);
  check_keeps_connection (server, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4097\r\n\r\n",
                          4097, 413);
  check_keeps_connection (server, "POST /nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n",
                          5, 404);
  check_keeps_connection (server, "GET /v1/acme/read HTTP/1.1\r\nHost: a\r\n\r\n", 0, 401);
}

static void
test_announced_too_large (void)
{
  g_autoptr (ToyServer) server = toy_server_new (&defaults);

  check_raw (server, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n", 413,
             "large");
  check_raw (server, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1073741824\r\n\r\n", 413,
             "large");
  check_raw (server,
             "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4097\r\n"
             "Expect: 100-continue\r\n\r\n",
             413, "large");
  check_raw (server, "GET /here HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx", 413, "large");
  check_raw (server, "GET /here HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
             413, "large");
}

static void
test_largest_body (void)
{
  g_autoptr (ToyServer) server = toy_server_new (&defaults);
  g_autofree char *body = g_strnfill (TOY_MAX_ECHO, 'y');
  g_autoptr (HttpAnswer) answer = http_exchange (server->port, "POST", "/echo", NULL, body);
  g_autofree char *text = http_answer_dup_text (answer);

  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpstr (text, ==, body);
}

static void
test_chunks (void)
{
  g_autoptr (ToyServer) server = toy_server_new (&defaults);
  g_autoptr (HttpAnswer) answer
      = send_raw (server, "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                          "3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n");
  g_autofree char *text = http_answer_dup_text (answer);

  g_assert_cmpstr (text, ==, "onetwo");
}

static void
test_endless_chunks (gconstpointer data)
{
  g_autoptr (ToyServer) server = toy_server_new (&defaults);
  g_autoptr (HttpClient) client = http_client_new (server->port);
  g_autofree char *kibibyte = g_strnfill (1024, 'z');
  g_autofree char *chunk = g_strdup_printf ("400\r\n%s\r\n", kibibyte);
  guint sent = 0;

  http_client_send (client, data);
  http_client_send (client, " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
  while (http_client_try_send (client, chunk, strlen (chunk)))
    g_assert_cmpint (++sent, <, 100000);
  g_assert_true (http_client_is_closed (client));
}

static void
test_framing (void)
{
  static const char *const attacks[] = {
    "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxy",
    "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx",
    "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: "
    "chunked\r\n\r\n0\r\n\r\n",
    "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0x1\r\n\r\nx",
    "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length : 1\r\n\r\nx",
    "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
    "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "GET /here HTTP/1.1\r\nHost: a b\r\n\r\n",
    "GET /here HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "GET /here HTTP/1.1\r\n\r\n",
    "GET /here HTTP/9.9\r\nHost: a\r\n\r\n",
    "GET /here\r\n\r\n",
    "\x16\x03\x01\x02\x01\r\n\r\n",
  };
  g_autoptr (ToyServer) server = toy_server_new (&defaults);

  for (gsize i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      g_autoptr (HttpClient) client = http_client_new (server->port);
      g_autoptr (HttpAnswer) answer = NULL;

      http_client_send (client, attacks[i]);
      answer = http_client_receive (client);
      g_test_message ("%s: %u", attacks[i], answer->status);
      g_assert_true (answer->status == 0 || (answer->status >= 400 && answer->status < 600));
      /* and no second request is found in what is left */
      g_assert_true (http_client_is_closed (client));
    }
}

static void
test_expectation (void)
{
  g_autoptr (ToyServer) server = toy_server_new (&defaults);
  g_autoptr (HttpClient) client = http_client_new (server->port);
  g_autoptr (HttpAnswer) answer = NULL;

  check_raw (server, "GET /here HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\n\r\n", 417,
             "expectation");
  http_client_send (client, "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n"
                            "Expect: 100-continue\r\n\r\n");
  g_usleep (50000);
  http_client_send (client, "ok");
  answer = http_client_receive (client);
  g_assert_cmpint (answer->status, ==, 200);
}

static void
test_targets (void)
{
  g_autoptr (ToyServer) server = toy_server_new (&defaults);
  g_autofree char *fill = g_strnfill (KONTORD_MAX_TARGET - strlen ("/text?t="), 'x');
  g_autofree char *fits = g_strdup_printf ("GET /text?t=%s HTTP/1.1\r\nHost: a\r\n\r\n", fill);
  g_autofree char *too_long = g_strdup_printf ("GET /text?t=%sx HTTP/1.1\r\nHost: a\r\n\r\n", fill);

  check_raw (server, fits, 200, NULL);
  check_raw (server, too_long, 414, "target");
  check_raw (server, "GET /text?t=%0a HTTP/1.1\r\nHost: a\r\n\r\n", 400, "invalid");
  check_raw (server, "GET /text?t=%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400, "invalid");
  check_raw (server, "GET /text?t=%ff HTTP/1.1\r\nHost: a\r\n\r\n", 400, "invalid");
  check_raw (server, "GET /here%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400, NULL);
}

static void
test_head_too_large (void)
{
  g_autoptr (ToyServer) server = toy_server_new (&defaults);
  g_autoptr (HttpClient) client = http_client_new (server->port);
  g_autofree char *fill = g_strnfill (KONTORD_CONNECTION_MEMORY, 'x');
  g_autofree char *request
      = g_strdup_printf ("GET /here HTTP/1.1\r\nHost: a\r\nX: %s\r\n\r\n", fill);
  g_autoptr (HttpAnswer) answer = NULL;

  http_client_try_send (client, request, strlen (request));
  answer = http_client_receive (client);
  g_assert_true (answer->status == 431 || answer->status == 0);
}

static void
test_too_many_fields (void)
{
  g_autoptr (ToyServer) server = toy_server_new (&defaults);
  g_autoptr (GString) request = g_string_new ("GET /here HTTP/1.1\r\nHost: a\r\n");

  for (int i = 0; i < KONTORD_MAX_HEADER_FIELDS; i++)
    g_string_append_printf (request, "X-%d: y\r\n", i);
  g_string_append (request, "\r\n");
  check_raw (server, request->str, 431, "headers");
}

static void
test_connections_per_address (void)
{
  g_autoptr (ToyServer) server = toy_server_new (&defaults);
  g_autoptr (GPtrArray) clients
      = g_ptr_array_new_with_free_func ((GDestroyNotify) http_client_free);
  g_autoptr (HttpClient) further = NULL;

  for (int i = 0; i < KONTORD_MAX_CONNECTIONS_PER_ADDRESS; i++)
    {
      HttpClient *client = http_client_new (server->port);
      g_autoptr (HttpAnswer) answer = NULL;

      g_ptr_array_add (clients, client);
      http_client_send (client, "GET /here HTTP/1.1\r\nHost: a\r\n\r\n");
      answer = http_client_receive (client);
      g_assert_cmpint (answer->status, ==, 200);
    }
  further = http_client_new (server->port);
  g_assert_true (http_client_is_closed (further));
}

/* Beyond the most of all, whoever comes has to wait until one has left. */
static void
test_connections_altogether (void)
{
  g_autoptr (ToyServer) server
      = toy_server_new (&(KontordEngineOptions) { .max_connections = 8, .threads = 1 });
  g_autoptr (GPtrArray) clients
      = g_ptr_array_new_with_free_func ((GDestroyNotify) http_client_free);
  guint status = 0;

  for (int i = 0; i < 8; i++)
    g_ptr_array_add (clients, http_client_new (server->port));
  g_usleep (100000);
  {
    g_autoptr (HttpClient) further = http_client_new (server->port);

    http_client_set_timeout (further, 1);
    http_client_try_send (further, "GET /here HTTP/1.1\r\nHost: a\r\n\r\n", 31);
    g_assert_false (http_client_has_answer (further));
  }
  g_ptr_array_set_size (clients, 0);
  for (int i = 0; i < 50 && status != 200; i++)
    {
      g_autoptr (HttpAnswer) answer = http_exchange (server->port, "GET", "/here", NULL, NULL);

      status = answer->status;
      g_usleep (20000);
    }
  g_assert_cmpint (status, ==, 200);
}

static void
test_bodies_altogether (void)
{
  g_autoptr (ToyServer) server = toy_server_new (&(KontordEngineOptions) { .max_bodies = 6000 });
  g_autofree char *body = g_strnfill (4000, 'x');
  g_autoptr (HttpClient) holder = http_client_new (server->port);
  g_autoptr (HttpAnswer) busy = NULL;
  g_autoptr (HttpAnswer) held = NULL;
  g_autoptr (HttpAnswer) later = NULL;

  http_client_send (holder, "POST /hold HTTP/1.1\r\nHost: a\r\nContent-Length: 4000\r\n\r\n");
  http_client_send (holder, body);
  toy_server_wait_parked (server, 1);
  busy = http_exchange (server->port, "POST", "/echo", NULL, body);
  g_assert_cmpint (busy->status, ==, 503);
  g_assert_true (http_answer_has_code (busy, "busy"));
  /* one that does not say how much it is finds out on the way */
  {
    g_autoptr (HttpClient) chunked = http_client_new (server->port);
    g_autofree char *chunk = g_strdup_printf ("fa0\r\n%s\r\n0\r\n\r\n", body);

    http_client_send (chunked,
                      "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    http_client_try_send (chunked, chunk, strlen (chunk));
    g_assert_true (http_client_is_closed (chunked));
  }
  toy_server_release (server);
  held = http_client_receive (holder);
  g_assert_cmpint (held->status, ==, 200);
  http_client_free (g_steal_pointer (&holder));
  g_usleep (50000);
  later = http_exchange (server->port, "POST", "/echo", NULL, body);
  g_assert_cmpint (later->status, ==, 200);
}

static void
test_parks (void)
{
  g_autoptr (ToyServer) server = toy_server_new (&defaults);
  g_autoptr (HttpClient) first = http_client_new (server->port);
  g_autoptr (HttpClient) second = http_client_new (server->port);
  g_autoptr (HttpAnswer) first_answer = NULL;
  g_autoptr (HttpAnswer) second_answer = NULL;

  http_client_send (first, "GET /park HTTP/1.1\r\nHost: a\r\n\r\n");
  http_client_send (second, "GET /park HTTP/1.1\r\nHost: a\r\n\r\n");
  toy_server_wait_parked (server, 2);
  toy_server_release (server);
  first_answer = http_client_receive (first);
  second_answer = http_client_receive (second);
  g_assert_cmpint (first_answer->status, ==, 200);
  g_assert_cmpint (second_answer->status, ==, 200);
}

static void
test_parked_client_leaves (void)
{
  g_autoptr (ToyServer) server = toy_server_new (&defaults);
  HttpClient *client = http_client_new (server->port);

  http_client_send (client, "GET /park HTTP/1.1\r\nHost: a\r\n\r\n");
  toy_server_wait_parked (server, 1);
  http_client_free (client);
  toy_server_release (server);
  check_raw (server, "GET /here HTTP/1.1\r\nHost: a\r\n\r\n", 200, NULL);
}

static gpointer
quiesce (gpointer data)
{
  ToyServer *server = data;

  kontord_engine_quiesce (server->engine);
  g_usleep (100000);
  toy_server_release (server);
  return NULL;
}

static void
test_stops_in_order (void)
{
  ToyServer *server = toy_server_new (&defaults);
  g_autoptr (HttpClient) waiting = http_client_new (server->port);
  g_autoptr (HttpClient) talking = http_client_new (server->port);
  g_autoptr (HttpAnswer) answer = NULL;
  g_autoptr (HttpAnswer) nothing = NULL;

  http_client_send (waiting, "GET /park HTTP/1.1\r\nHost: a\r\n\r\n");
  http_client_send (talking, "GET /he");
  toy_server_wait_parked (server, 1);
  g_thread_join (g_thread_new ("quiesce", quiesce, server));
  answer = http_client_receive (waiting);
  nothing = http_client_receive (talking);
  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpint (nothing->status, ==, 0);
  toy_server_free (server);
}

static void
test_logs (void)
{
  g_autoptr (ToyServer) server = toy_server_new (&defaults);
  g_autoptr (HttpAnswer) answer = http_exchange (
      server->port, "POST", "/v1/acme/write?x=secret-query", "member", "secret-body");
  char text[4096] = "";
  gssize length = 0;

  g_assert_cmpint (answer->status, ==, 200);
  for (int i = 0; i < 100 && length <= 0; i++)
    {
      length = read (server->log_fd, text, sizeof text - 1);
      g_usleep (10000);
    }
  g_assert_nonnull (strstr (text,
                            "\"event\":\"request\",\"method\":\"POST\","
                            "\"route\":\"/v1/{T}/write\",\"status\":200,\"in\":11,\"out\":4,"));
  g_assert_nonnull (strstr (text, "\"client\":\"127.0.0.1\",\"tenant\":\"acme\",\"device\":3}"));
  g_assert_null (strstr (text, "secret"));
}

static void
test_forwarded (gconstpointer data)
{
  gboolean trusts = GPOINTER_TO_INT (data);
  g_autoptr (ToyServer) server
      = toy_server_new (&(KontordEngineOptions) { .trusts_proxy = trusts });
  char text[4096] = "";
  gssize length = 0;

  check_raw (server,
             "GET /here HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 198.51.100.9, 192.0.2.7\r\n\r\n",
             200, NULL);
  for (int i = 0; i < 100 && length <= 0; i++)
    {
      length = read (server->log_fd, text, sizeof text - 1);
      g_usleep (10000);
    }
  g_assert_nonnull (
      strstr (text, trusts ? "\"client\":\"192.0.2.7\"" : "\"client\":\"127.0.0.1\""));
}

static void
test_old_library (void)
{
  static const struct
  {
    const char *library, *address;
    gboolean is_fit;
  } cases[] = {
    { "1.0.1", "127.0.0.1:1", TRUE }, { "1.0.1", "0.0.0.0:1", FALSE },
    { "1.0.9", "[::]:1", FALSE },     { "1.0.10", "0.0.0.0:1", TRUE },
    { "1.1.0", "0.0.0.0:1", TRUE },   { "2.0.0", "0.0.0.0:1", TRUE },
    { "0.9.77", "0.0.0.0:1", FALSE }, { "1.0.1", "unix:/a", TRUE },
    { "nonsense", "[::]:1", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KontordAddress address;
      const char *why_not;

      g_assert_true (kontord_address_parse (&address, cases[i].address, NULL));
      why_not = kontord_engine_why_not (cases[i].library, &address);
      g_assert_cmpint (why_not == NULL, ==, cases[i].is_fit);
      if (why_not != NULL)
        g_assert_nonnull (strstr (why_not, "1.0.10"));
    }
}

static void
test_port_in_use (void)
{
  g_autoptr (ToyServer) server = toy_server_new (&defaults);
  g_autofree char *text = g_strdup_printf ("127.0.0.1:%u", server->port);
  KontordEngineOptions options = { .log = server->log };
  g_autoptr (GError) error = NULL;
  KontordAddress address;

  g_assert_true (kontord_address_parse (&address, text, &error));
  g_assert_null (kontord_engine_new (&options, &address, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_IO);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/answers-from-the-thread-and-from-a-queue", test_answers);
  g_test_add_func ("/engine/keeps-a-connection", test_many_on_one_connection);
  g_test_add_func ("/engine/answers-pipelined-requests-in-order", test_pipelined);
  g_test_add_func ("/engine/tells-not-found-from-method", test_not_found_and_method);
  g_test_add_func ("/engine/authenticates", test_authenticates);
  g_test_add_func ("/engine/authorises", test_authorises);
  g_test_add_func ("/engine/who-is-refused-learns-why", test_refused_while_sending);
  g_test_add_func ("/engine/refuses-a-body-announced-too-large", test_announced_too_large);
  g_test_add_func ("/engine/takes-the-largest-body", test_largest_body);
  g_test_add_func ("/engine/takes-chunks", test_chunks);
  g_test_add_data_func ("/engine/cuts-endless-chunks", "POST /echo", test_endless_chunks);
  g_test_add_data_func ("/engine/cuts-a-stranger-s-endless-chunks", "POST /v1/acme/write",
                        test_endless_chunks);
  g_test_add_func ("/engine/closes-on-ambiguous-framing", test_framing);
  g_test_add_func ("/engine/meets-only-100-continue", test_expectation);
  g_test_add_func ("/engine/refuses-odd-targets", test_targets);
  g_test_add_func ("/engine/refuses-a-head-that-is-too-large", test_head_too_large);
  g_test_add_func ("/engine/refuses-too-many-fields", test_too_many_fields);
  g_test_add_func ("/engine/limits-connections-per-address", test_connections_per_address);
  g_test_add_func ("/engine/limits-connections-altogether", test_connections_altogether);
  g_test_add_func ("/engine/limits-bodies-altogether", test_bodies_altogether);
  g_test_add_func ("/engine/parks-and-releases", test_parks);
  g_test_add_func ("/engine/a-parked-client-may-leave", test_parked_client_leaves);
  g_test_add_func ("/engine/stops-after-the-last-answer", test_stops_in_order);
  g_test_add_func ("/engine/logs-no-query-token-or-body", test_logs);
  g_test_add_data_func ("/engine/believes-a-trusted-proxy", GINT_TO_POINTER (TRUE), test_forwarded);
  g_test_add_data_func ("/engine/believes-no-other", GINT_TO_POINTER (FALSE), test_forwarded);
  g_test_add_func ("/engine/old-library-listens-only-locally", test_old_library);
  g_test_add_func ("/engine/a-port-in-use-is-told", test_port_in_use);
  return g_test_run ();
}
