/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/test-server.h"

static void
test_healthy (TestServer *server, gconstpointer data)
{
  g_autoptr (HttpAnswer) health = test_server_get (server, "/healthz", NULL);
  g_autoptr (HttpAnswer) ready = test_server_get (server, "/readyz", NULL);
  g_autofree char *health_text = http_answer_dup_text (health);
  g_autofree char *ready_text = http_answer_dup_text (ready);

  g_assert_cmpint (health->status, ==, 200);
  g_assert_cmpstr (health_text, ==, "{\"status\":\"ok\"}\n");
  g_assert_cmpint (ready->status, ==, 200);
  g_assert_cmpstr (ready_text, ==, "{\"status\":\"ready\"}\n");
}

/* The process still answers when its file does not, and says so. */
static void
test_not_ready (TestServer *server, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KontorDatabase *database = kontord_control_begin_write (server->service->control, &error);
  g_autoptr (HttpAnswer) health = NULL;
  g_autoptr (HttpAnswer) ready = NULL;

  g_assert_true (kontor_database_exec (database, "ALTER TABLE tenant RENAME TO gone", &error));
  g_assert_true (kontord_control_end_write (server->service->control, TRUE, &error));
  health = test_server_get (server, "/healthz", NULL);
  ready = test_server_get (server, "/readyz", NULL);
  g_assert_cmpint (health->status, ==, 200);
  g_assert_cmpint (ready->status, ==, 503);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, TestServer, NULL, test_server_set_up, test, test_server_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/health-routes/a-server-in-order-says-so", test_healthy);
  ADD ("/health-routes/a-server-without-its-file-is-not-ready", test_not_ready);
  return g_test_run ();
}
