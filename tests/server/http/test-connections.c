/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http/kontord-connections.h"

#include "http/kontord-limits.h"

#include <sys/socket.h>
#include <unistd.h>

/* A connection and the other end of its socket. */
typedef struct
{
  KontordConnection *connection;
  int ends[2];
} Line;

static void
open_line (Line *line, KontordConnections *all)
{
  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, line->ends), ==, 0);
  line->connection = kontord_connections_add (all, line->ends[0], all);
}

static void
close_line (Line *line)
{
  kontord_connections_remove (line->connection);
  close (line->ends[0]);
  close (line->ends[1]);
}

static gboolean
is_cut (const Line *line)
{
  char byte;

  return recv (line->ends[1], &byte, 1, 0) == 0;
}

static gint64
read_time (void)
{
  return g_get_monotonic_time () / 1000;
}

static void
test_slow (void)
{
  g_autoptr (KontordConnections) all = kontord_connections_new ();
  Line fresh, resting, receiving, working, sending;

  open_line (&fresh, all);
  open_line (&resting, all);
  open_line (&receiving, all);
  open_line (&working, all);
  open_line (&sending, all);
  kontord_connection_rest (resting.connection);
  kontord_connection_receive (receiving.connection, 100);
  kontord_connection_work (working.connection);
  kontord_connection_send (sending.connection, 20 * KONTORD_MIN_RATE);
  kontord_connections_cut_slow (all, read_time ());
  g_assert_false (is_cut (&fresh));
  kontord_connections_cut_slow (all, read_time () + KONTORD_HEAD_TIME + 100);
  g_assert_true (is_cut (&fresh));
  g_assert_false (is_cut (&resting));
  g_assert_true (is_cut (&receiving));
  g_assert_false (is_cut (&sending));
  kontord_connections_cut_slow (all, read_time () + 1000000);
  g_assert_true (is_cut (&resting));
  g_assert_true (is_cut (&sending));
  g_assert_false (is_cut (&working));
  close_line (&fresh);
  close_line (&resting);
  close_line (&receiving);
  close_line (&working);
  close_line (&sending);
}

static void
test_talkers (void)
{
  g_autoptr (KontordConnections) all = kontord_connections_new ();
  Line fresh, receiving, working, sending, late;

  open_line (&fresh, all);
  open_line (&receiving, all);
  open_line (&working, all);
  open_line (&sending, all);
  kontord_connection_receive (receiving.connection, 100);
  kontord_connection_work (working.connection);
  kontord_connection_send (sending.connection, 1);
  kontord_connections_cut_talkers (all);
  g_assert_true (is_cut (&fresh));
  g_assert_true (is_cut (&receiving));
  g_assert_false (is_cut (&working));
  g_assert_false (is_cut (&sending));
  open_line (&late, all);
  g_assert_true (is_cut (&late));
  close_line (&fresh);
  close_line (&receiving);
  close_line (&working);
  close_line (&sending);
  close_line (&late);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/connections/the-slow-are-cut", test_slow);
  g_test_add_func ("/connections/the-end-cuts-who-is-talking", test_talkers);
  return g_test_run ();
}
