/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "remote/kontor-http.h"
#include "support/kontor-test-loop.h"

#include <string.h>
#include <sys/socket.h>

/* What goes over the line before somebody has to be told of it. */
#define PIECE (512 * 1024)
#define N_PIECES 4

/* A server that takes and gives no more before the client has told of what it has. Little of what it
 * has not taken has a place here. */
typedef struct
{
  GSocketListener *listener;
  GThread *thread;
  char *url;
  guint heard; /* the server's thread */
  int told;    /* atomic */
  guint id;    /* of which it was told last */
} Line;

/* FALSE where it is not told in good time. */
static gboolean
wait_to_be_told (Line *self)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  self->heard++;
  while (g_atomic_int_get (&self->told) < (int) self->heard)
    {
      if (g_get_monotonic_time () > end)
        return FALSE;
      g_usleep (1000);
    }
  self->heard = (guint) g_atomic_int_get (&self->told);
  return TRUE;
}

static void
read_head (GInputStream *input)
{
  g_autoptr (GString) head = g_string_new (NULL);
  char byte;

  while (strstr (head->str, "\r\n\r\n") == NULL
         && g_input_stream_read (input, &byte, 1, NULL, NULL) == 1)
    g_string_append_c (head, byte);
}

static gboolean
crawl (Line *self, GInputStream *input, GOutputStream *output)
{
  g_autofree char *piece = g_strnfill (PIECE, 'x');
  g_autofree char *head
      = g_strdup_printf ("HTTP/1.1 200 Well\r\nContent-Length: %d\r\n\r\n", PIECE * N_PIECES);
  gsize n_read;

  read_head (input);
  for (guint i = 0; i < N_PIECES; i++)
    if (!g_input_stream_read_all (input, piece, PIECE, &n_read, NULL, NULL) || n_read < PIECE
        || !wait_to_be_told (self))
      return FALSE;
  g_output_stream_write_all (output, head, strlen (head), NULL, NULL, NULL);
  for (guint i = 0; i < N_PIECES; i++)
    if (!g_output_stream_write_all (output, piece, PIECE, NULL, NULL, NULL)
        || (i + 1 < N_PIECES && !wait_to_be_told (self)))
      return FALSE;
  return TRUE;
}

static gpointer
serve (gpointer data)
{
  Line *self = data;
  g_autoptr (GSocketConnection) connection
      = g_socket_listener_accept (self->listener, NULL, NULL, NULL);

  crawl (self, g_io_stream_get_input_stream (G_IO_STREAM (connection)),
         g_io_stream_get_output_stream (G_IO_STREAM (connection)));
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  return NULL;
}

static void
set_up (Line *self, gconstpointer data)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0), bound = NULL;
  g_autoptr (GSocket) socket
      = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_socket_set_option (socket, SOL_SOCKET, SO_RCVBUF, 64 * 1024, &error));
  g_assert_true (g_socket_bind (socket, any, TRUE, &error));
  g_assert_true (g_socket_listen (socket, &error));
  bound = g_socket_get_local_address (socket, NULL);
  self->url = g_strdup_printf ("http://127.0.0.1:%u",
                               g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  self->listener = g_socket_listener_new ();
  g_assert_true (g_socket_listener_add_socket (self->listener, socket, NULL, &error));
  self->thread = g_thread_new ("line", serve, self);
}

static void
tear_down (Line *self, gconstpointer data)
{
  g_thread_join (self->thread);
  g_socket_listener_close (self->listener);
  g_object_unref (self->listener);
  g_free (self->url);
}

static Line *line;

static void
told_cb (GObject *owner, guint id)
{
  line->id = id;
  g_atomic_int_inc (&line->told);
}

static void
test_both_ways (Line *self, gconstpointer data)
{
  g_autoptr (KontorHttp) http = kontor_http_new (self->url, NULL);
  g_autoptr (GBytes) body = g_bytes_new_take (g_strnfill (PIECE * N_PIECES, 'y'), PIECE * N_PIECES);
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  KontorHttpQuestion question = {
    .method = "POST",
    .path = "/",
    .type = "text/plain",
    .body = body,
    .progress = told_cb,
    .owner = owner,
    .id = 17,
  };
  g_autoptr (DexFuture) future = NULL;
  const KontorHttpAnswer *answer;

  line = self;
  future = kontor_http_ask (http, &question, NULL);
  g_assert_true (kontor_test_await (dex_ref (future), NULL));
  answer = g_value_get_boxed (dex_future_get_value (future, NULL));
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpuint (g_bytes_get_size (answer->body), ==, PIECE * N_PIECES);
  g_assert_cmpint (self->told, >=, 2 * N_PIECES - 1);
  g_assert_cmpuint (self->id, ==, 17);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add ("/progress/what-comes-through-a-slow-line-is-told-of", Line, NULL, set_up,
              test_both_ways, tear_down);
  return g_test_run ();
}
