/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "toy-web.h"

#include <string.h>

/* As long as it takes to stop a server that waits for nobody, many times over. */
#define LONG 100000

typedef struct
{
  ToyWeb web;
  int begun; /* atomic */
  int ended; /* atomic */
} Fixture;

static GBytes *
answer_late (const ToyQuestion *question, gpointer data)
{
  Fixture *self = data;

  g_atomic_int_inc (&self->begun);
  g_usleep (LONG);
  g_atomic_int_inc (&self->ended);
  return toy_answer_text (200, NULL, "late");
}

static GSocketConnection *
ask (ToyWeb *web)
{
  static const char question[] = "GET / HTTP/1.1\r\n\r\n";
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection
      = g_socket_client_connect_to_host (client, web->url + strlen ("http://"), 0, NULL, &error);

  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), question,
                             strlen (question), NULL, NULL, &error);
  g_assert_no_error (error);
  return connection;
}

static void
test_stops (void)
{
  Fixture self = { 0 };
  g_autoptr (GSocketConnection) first = NULL, second = NULL;

  toy_web_start (&self.web, answer_late, &self);
  first = ask (&self.web);
  second = ask (&self.web);
  while (g_atomic_int_get (&self.begun) == 0)
    g_main_context_iteration (NULL, FALSE);
  toy_web_stop (&self.web);
  g_assert_cmpint (g_atomic_int_get (&self.begun), >, 0);
  g_assert_cmpint (g_atomic_int_get (&self.ended), ==, g_atomic_int_get (&self.begun));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/toy-web/stopping-waits-for-who-is-served", test_stops);
  return g_test_run ();
}
