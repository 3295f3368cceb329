/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/http-client.h"

#include "sync/kontor-frame.h"

#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define MAX_ANSWER (64 * 1024 * 1024)

HttpClient *
http_client_try_new (guint port)
{
  struct sockaddr_in address = {
    .sin_family = AF_INET,
    .sin_port = htons (port),
    .sin_addr.s_addr = htonl (INADDR_LOOPBACK),
  };
  HttpClient *self;
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  if (connect (fd, (struct sockaddr *) &address, sizeof address) < 0)
    {
      close (fd);
      return NULL;
    }
  self = g_new0 (HttpClient, 1);
  self->pending = g_string_new (NULL);
  self->fd = fd;
  http_client_set_timeout (self, 10);
  return self;
}

HttpClient *
http_client_new (guint port)
{
  HttpClient *self = http_client_try_new (port);

  if (self == NULL)
    g_error ("connect: %s", g_strerror (errno));
  return self;
}

void
http_client_free (HttpClient *self)
{
  close (self->fd);
  g_string_free (self->pending, TRUE);
  g_free (self);
}

void
http_client_set_timeout (HttpClient *self, guint seconds)
{
  struct timeval time = { .tv_sec = seconds };

  g_assert_cmpint (setsockopt (self->fd, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time), ==, 0);
}

gboolean
http_client_try_send (HttpClient *self, gconstpointer bytes, gsize length)
{
  const char *next = bytes;

  while (length > 0)
    {
      gssize sent = send (self->fd, next, length, MSG_NOSIGNAL);

      if (sent < 0)
        return FALSE;
      next += sent;
      length -= sent;
    }
  return TRUE;
}

void
http_client_send_bytes (HttpClient *self, gconstpointer bytes, gsize length)
{
  if (!http_client_try_send (self, bytes, length))
    g_error ("send: %s", g_strerror (errno));
}

void
http_client_send (HttpClient *self, const char *text)
{
  http_client_send_bytes (self, text, strlen (text));
}

void
http_client_end_sending (HttpClient *self)
{
  shutdown (self->fd, SHUT_WR);
}

/* FALSE at the end: closed or reset. */
static gboolean
read_more (HttpClient *self)
{
  char bytes[16384];
  gssize got = recv (self->fd, bytes, sizeof bytes, 0);

  if (got < 0 && errno == EAGAIN)
    g_error ("the server neither answers nor closes");
  if (got <= 0)
    return FALSE;
  g_string_append_len (self->pending, bytes, got);
  g_assert_cmpint (self->pending->len, <, MAX_ANSWER);
  return TRUE;
}

gboolean
http_client_is_closed (HttpClient *self)
{
  return self->pending->len == 0 && !read_more (self);
}

gboolean
http_client_has_answer (HttpClient *self)
{
  char byte;

  return self->pending->len > 0 || recv (self->fd, &byte, 1, MSG_PEEK) > 0;
}

static char *
take_head (HttpClient *self)
{
  const char *end;
  char *head;

  while ((end = strstr (self->pending->str, "\r\n\r\n")) == NULL)
    {
      if (!read_more (self))
        return NULL;
    }
  head = g_ascii_strdown (self->pending->str, end + 2 - self->pending->str);
  g_string_erase (self->pending, 0, end + 4 - self->pending->str);
  return head;
}

static GBytes *
take_body (HttpClient *self, gsize length)
{
  GBytes *body;

  while (self->pending->len < length)
    {
      if (!read_more (self))
        g_error ("the answer's body ends early");
    }
  body = g_bytes_new (self->pending->str, length);
  g_string_erase (self->pending, 0, length);
  return body;
}

HttpAnswer *
http_client_receive (HttpClient *self)
{
  HttpAnswer *answer = g_new0 (HttpAnswer, 1);
  g_autofree char *length = NULL;

  do
    {
      g_free (answer->head);
      answer->head = take_head (self);
      if (answer->head == NULL)
        return answer;
      answer->status = strtoul (answer->head + strlen ("http/1.1 "), NULL, 10);
    }
  while (answer->status == 100);
  length = http_answer_dup_field (answer, "content-length");
  answer->body = take_body (self, length != NULL ? strtoul (length, NULL, 10) : 0);
  return answer;
}

void
http_answer_free (HttpAnswer *self)
{
  g_free (self->head);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

char *
http_answer_dup_field (const HttpAnswer *self, const char *name)
{
  g_autofree char *start = g_strdup_printf ("\r\n%s: ", name);
  const char *found = self->head != NULL ? strstr (self->head, start) : NULL;

  if (found == NULL)
    return NULL;
  found += strlen (start);
  return g_strndup (found, strcspn (found, "\r"));
}

char *
http_answer_dup_text (const HttpAnswer *self)
{
  g_autofree char *coding = http_answer_dup_field (self, "content-encoding");
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GError) error = NULL;

  if (self->body == NULL)
    return g_strdup ("");
  if (g_strcmp0 (coding, "zstd") == 0)
    plain = kontor_frame_expand (self->body, MAX_ANSWER, &error);
  else
    plain = g_bytes_ref (self->body);
  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
}

gboolean
http_answer_has_code (const HttpAnswer *self, const char *code)
{
  g_autofree char *text = http_answer_dup_text (self);
  g_autofree char *start = g_strdup_printf ("{\"error\":{\"code\":\"%s\",\"message\":\"", code);

  return g_str_has_prefix (text, start);
}

HttpAnswer *
http_exchange (guint port,
               const char *method,
               const char *target,
               const char *token,
               const char *body)
{
  g_autoptr (HttpClient) client = http_client_new (port);
  g_autoptr (GString) head = g_string_new (NULL);

  g_string_append_printf (head, "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n",
                          method, target);
  if (token != NULL)
    g_string_append_printf (head, "Authorization: Bearer %s\r\n", token);
  if (body != NULL)
    g_string_append_printf (head, "Content-Length: %" G_GSIZE_FORMAT "\r\n", strlen (body));
  g_string_append (head, "\r\n");
  http_client_send (client, head->str);
  if (body != NULL)
    http_client_try_send (client, body, strlen (body));
  return http_client_receive (client);
}
