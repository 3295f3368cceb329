/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "toy-web.h"

#include <string.h>

#define MAX_THREADS 8

static gsize
find_length (const char *head)
{
  const char *at = strstr (head, "Content-Length:");

  return at != NULL ? (gsize) g_ascii_strtoull (at + strlen ("Content-Length:"), NULL, 10) : 0;
}

static void
clear_question (ToyQuestion *question)
{
  g_free (question->method);
  g_free (question->path);
  g_free (question->head);
  g_clear_pointer (&question->body, g_bytes_unref);
}

static gboolean
read_question (GInputStream *stream, ToyQuestion *question, GCancellable *stopped)
{
  g_autoptr (GString) head = g_string_new (NULL);
  g_auto (GStrv) words = NULL;
  g_autofree char *body = NULL;
  gsize length, n_read = 0;
  char byte;

  while (strstr (head->str, "\r\n\r\n") == NULL)
    {
      if (g_input_stream_read (stream, &byte, 1, stopped, NULL) != 1)
        return FALSE;
      g_string_append_c (head, byte);
    }
  words = g_strsplit (head->str, " ", 3);
  question->method = g_strdup (words[0]);
  question->path = g_strdup (words[1]);
  length = find_length (head->str);
  body = g_malloc0 (length + 1);
  /* Whoever gives up in the middle has asked nothing. */
  if (!g_input_stream_read_all (stream, body, length, &n_read, stopped, NULL) || n_read < length)
    return FALSE;
  question->body = g_bytes_new_take (g_steal_pointer (&body), length);
  question->head = g_string_free_and_steal (g_steal_pointer (&head));
  return TRUE;
}

/* Counts before a thread has begun: a connection may wait for one. */
static gboolean
incoming_cb (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  ToyWeb *self = data;

  g_mutex_lock (&self->counting);
  self->n_connections++;
  self->n_taken++;
  g_mutex_unlock (&self->counting);
  return FALSE;
}

/* FALSE where nothing more comes on the connection. */
static gboolean
answer_question (ToyWeb *self, GIOStream *stream)
{
  ToyQuestion question = { 0 };
  g_autoptr (GBytes) answer = NULL;

  if (read_question (g_io_stream_get_input_stream (stream), &question, self->stopped))
    {
      g_mutex_lock (&self->mutex);
      answer = self->handler (&question, self->data);
      g_mutex_unlock (&self->mutex);
    }
  clear_question (&question);
  return answer != NULL
         && g_output_stream_write_all (g_io_stream_get_output_stream (stream),
                                       g_bytes_get_data (answer, NULL), g_bytes_get_size (answer),
                                       NULL, self->stopped, NULL)
         && g_atomic_int_get (&self->keeps);
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection *connection,
        GObject *source,
        gpointer data)
{
  ToyWeb *self = data;
  GIOStream *stream = G_IO_STREAM (connection);

  while (answer_question (self, stream))
    ;
  g_io_stream_close (stream, NULL, NULL);
  g_mutex_lock (&self->counting);
  self->n_connections--;
  g_cond_broadcast (&self->counted);
  g_mutex_unlock (&self->counting);
  return TRUE;
}

void
toy_web_start (ToyWeb *self, ToyHandler handler, gpointer data)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  self->handler = handler;
  self->data = data;
  g_mutex_init (&self->mutex);
  g_mutex_init (&self->counting);
  g_cond_init (&self->counted);
  self->n_connections = self->n_taken = 0;
  self->stopped = g_cancellable_new ();
  self->service = g_threaded_socket_service_new (MAX_THREADS);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), any, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  self->url = g_strdup_printf ("http://127.0.0.1:%u",
                               g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  g_signal_connect (self->service, "run", G_CALLBACK (run_cb), self);
  g_socket_service_start (self->service);
}

void
toy_web_stop (ToyWeb *self)
{
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_cancellable_cancel (self->stopped);
  g_mutex_lock (&self->counting);
  while (self->n_connections > 0)
    g_cond_wait (&self->counted, &self->counting);
  g_mutex_unlock (&self->counting);
  g_clear_object (&self->service);
  g_clear_object (&self->stopped);
  g_clear_pointer (&self->url, g_free);
  g_cond_clear (&self->counted);
  g_mutex_clear (&self->counting);
  g_mutex_clear (&self->mutex);
}

GBytes *
toy_answer (guint status, const char *headers, GBytes *body)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *head = g_strdup_printf (
      "HTTP/1.1 %u Toy\r\nConnection: close\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n%s\r\n",
      status, g_bytes_get_size (body), headers != NULL ? headers : "");

  g_byte_array_append (bytes, (const guint8 *) head, (guint) strlen (head));
  g_byte_array_append (bytes, g_bytes_get_data (body, NULL), (guint) g_bytes_get_size (body));
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

GBytes *
toy_answer_text (guint status, const char *headers, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return toy_answer (status, headers, body);
}

gboolean
toy_has_header (const ToyQuestion *question, const char *line)
{
  return strstr (question->head, line) != NULL;
}
