/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/http-client.h"
#include "support/toy-server.h"

#include "sync/kontor-frame.h"

#include <string.h>

static const KontordEngineOptions defaults;

static void
check_text (ToyServer *server, const char *target, guint status, const char *expected)
{
  g_autoptr (HttpAnswer) answer = http_exchange (server->port, "GET", target, NULL, NULL);
  g_autofree char *text = http_answer_dup_text (answer);

  g_assert_cmpint (answer->status, ==, status);
  if (expected != NULL)
    g_assert_cmpstr (text, ==, expected);
}

static void
test_numbers (void)
{
  static const char *const odd[]
      = { "4", "11", "", "x", "7x", "%207", "-7", "99999999999999999999" };
  g_autoptr (ToyServer) server = toy_server_new (&defaults);

  check_text (server, "/number", 200, "{\"n\":7}");
  check_text (server, "/number?n=5", 200, "{\"n\":5}");
  check_text (server, "/number?other=1&n=10", 200, "{\"n\":10}");
  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autofree char *target = g_strconcat ("/number?n=", odd[i], NULL);

      check_text (server, target, 400, NULL);
    }
}

static void
test_parameters (void)
{
  g_autoptr (ToyServer) server = toy_server_new (&defaults);

  check_text (server, "/text", 200, "none");
  check_text (server, "/text?t=a%20b+c%C3%BC", 200, "a b cü");
}

static HttpAnswer *
echo_coded (ToyServer *server, const char *coding, GBytes *body)
{
  g_autoptr (HttpClient) client = http_client_new (server->port);
  g_autofree char *head
      = g_strdup_printf ("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Encoding: %s\r\n"
                         "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                         coding, g_bytes_get_size (body));

  http_client_send (client, head);
  http_client_send_bytes (client, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  return http_client_receive (client);
}

static void
test_packed_body (void)
{
  g_autoptr (ToyServer) server = toy_server_new (&defaults);
  g_autoptr (GBytes) plain = g_bytes_new_static ("hello", 5);
  g_autoptr (GBytes) packed = kontor_frame_compress (plain);
  g_autoptr (HttpAnswer) answer = echo_coded (server, "zstd", packed);
  g_autofree char *text = http_answer_dup_text (answer);

  g_assert_cmpint (answer->status, ==, 200);
  g_assert_cmpstr (text, ==, "hello");
}

static void
test_other_coding (void)
{
  g_autoptr (ToyServer) server = toy_server_new (&defaults);
  g_autoptr (GBytes) body = g_bytes_new_static ("hello", 5);
  g_autoptr (HttpAnswer) gzip = echo_coded (server, "gzip", body);
  g_autoptr (HttpAnswer) broken = echo_coded (server, "zstd", body);

  g_assert_cmpint (gzip->status, ==, 415);
  g_assert_true (http_answer_has_code (gzip, "media_type"));
  g_assert_cmpint (broken->status, ==, 400);
  g_assert_true (http_answer_has_code (broken, "invalid"));
}

static void
test_bomb (void)
{
  gsize size = 32 * 1024 * 1024;
  g_autoptr (ToyServer) server = toy_server_new (&defaults);
  g_autoptr (GBytes) zeros = g_bytes_new_take (g_malloc0 (size), size);
  g_autoptr (GBytes) packed = kontor_frame_compress (zeros);
  g_autoptr (HttpAnswer) answer = echo_coded (server, "zstd", packed);

  g_assert_cmpint (answer->status, ==, 413);
  g_assert_true (http_answer_has_code (answer, "large"));
}

static void
test_packed_answer (void)
{
  g_autoptr (ToyServer) server = toy_server_new (&defaults);
  g_autoptr (HttpClient) client = http_client_new (server->port);
  g_autoptr (HttpAnswer) packed = NULL;
  g_autoptr (HttpAnswer) plain = NULL;
  g_autofree char *coding = NULL;
  g_autofree char *text = NULL;

  http_client_send (client, "GET /large HTTP/1.1\r\nHost: a\r\nAccept-Encoding: zstd\r\n\r\n");
  packed = http_client_receive (client);
  coding = http_answer_dup_field (packed, "content-encoding");
  text = http_answer_dup_text (packed);
  g_assert_cmpstr (coding, ==, "zstd");
  g_assert_cmpint (g_bytes_get_size (packed->body), <, 1000);
  g_assert_cmpint (strlen (text), ==, TOY_LARGE_SIZE);
  http_client_send (client, "GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
  plain = http_client_receive (client);
  g_assert_cmpint (g_bytes_get_size (plain->body), ==, TOY_LARGE_SIZE);
}

static void
test_full_queue (void)
{
  g_autoptr (ToyServer) server = toy_server_new (&defaults);
  g_autoptr (HttpAnswer) answer = http_exchange (server->port, "GET", "/full", NULL, NULL);
  g_autofree char *seconds = http_answer_dup_field (answer, "retry-after");

  g_assert_cmpint (answer->status, ==, 503);
  g_assert_true (http_answer_has_code (answer, "busy"));
  g_assert_cmpstr (seconds, ==, "1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/request/numbers-have-bounds", test_numbers);
  g_test_add_func ("/request/parameters-are-unescaped", test_parameters);
  g_test_add_func ("/request/a-zstd-body-is-unpacked", test_packed_body);
  g_test_add_func ("/request/other-codings-are-refused", test_other_coding);
  g_test_add_func ("/request/a-bomb-is-refused", test_bomb);
  g_test_add_func ("/request/large-answers-are-packed-for-who-takes-it", test_packed_answer);
  g_test_add_func ("/request/a-full-queue-is-told", test_full_queue);
  return g_test_run ();
}
