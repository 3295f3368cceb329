/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http/kontord-request-private.h"

#include "http/kontord-limits.h"
#include "sync/kontor-frame.h"
#include "util/kontor-error.h"

#include <string.h>

#define JSON_TYPE "application/json"

KontordRequest *
kontord_request_new (struct MHD_Connection *connection, gpointer service)
{
  KontordRequest *self = g_new0 (KontordRequest, 1);

  self->connection = connection;
  self->service = service;
  self->started = g_get_monotonic_time ();
  return self;
}

void
kontord_request_free (KontordRequest *self)
{
  if (self->data_destroy != NULL)
    self->data_destroy (self->data);
  g_clear_pointer (&self->principal, kontord_principal_unref);
  g_clear_pointer (&self->body, g_byte_array_unref);
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_free (self->client);
  g_free (self);
}

KontordPrincipal *
kontord_request_get_principal (KontordRequest *self)
{
  return self->principal;
}

const char *
kontord_request_get_tenant (KontordRequest *self)
{
  return self->tenant;
}

const char *
kontord_request_get_client (KontordRequest *self)
{
  return self->client;
}

gpointer
kontord_request_get_service (KontordRequest *self)
{
  return self->service;
}

const char *
kontord_request_get_parameter (KontordRequest *self, const char *name)
{
  return MHD_lookup_connection_value (self->connection, MHD_GET_ARGUMENT_KIND, name);
}

gboolean
kontord_request_get_number (KontordRequest *self,
                            const char *name,
                            guint64 least,
                            guint64 most,
                            guint64 otherwise,
                            guint64 *number)
{
  const char *text = kontord_request_get_parameter (self, name);

  *number = otherwise;
  return text == NULL || g_ascii_string_to_unsigned (text, 10, least, most, number, NULL);
}

static GBytes *
unpack_body (GBytes *packed, gsize limit, KontordProblem *problem)
{
  g_autoptr (GError) error = NULL;
  GBytes *plain = kontor_frame_expand (packed, limit, &error);

  if (plain == NULL)
    *problem = g_error_matches (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT) ? KONTORD_PROBLEM_TOO_LARGE
                                                                         : KONTORD_PROBLEM_INVALID;
  return plain;
}

GBytes *
kontord_request_dup_body (KontordRequest *self, gsize limit, KontordProblem *problem)
{
  const char *coding = self->head.content_encoding;
  /* The bytes stay the request's, which outlives whoever works on it. */
  g_autoptr (GBytes) body = g_bytes_new_static (self->body->data, self->body->len);

  *problem = KONTORD_PROBLEM_NONE;
  if (coding == NULL || g_ascii_strcasecmp (coding, "identity") == 0)
    return g_steal_pointer (&body);
  if (g_ascii_strcasecmp (coding, "zstd") == 0)
    return unpack_body (body, limit, problem);
  *problem = KONTORD_PROBLEM_MEDIA_TYPE;
  return NULL;
}

void
kontord_request_set_data (KontordRequest *self, gpointer data, GDestroyNotify destroy)
{
  g_assert (self->data_destroy == NULL);
  self->data = data;
  self->data_destroy = destroy;
}

gpointer
kontord_request_get_data (KontordRequest *self)
{
  return self->data;
}

void
kontord_request_suspend (KontordRequest *self)
{
  g_assert (!self->is_suspended && !self->is_answered);
  self->is_suspended = TRUE;
  MHD_suspend_connection (self->connection);
}

void
kontord_request_defer (KontordRequest *self,
                       KontordQueue *queue,
                       KontordWork work,
                       KontordProblem when_full)
{
  kontord_request_suspend (self);
  if (!kontord_queue_push (queue, work, self))
    kontord_request_fail_with (self, when_full, NULL, 1);
}

static void
pack_answer (KontordRequest *self)
{
  g_autoptr (GBytes) plain = self->answer;

  self->answer = kontor_frame_compress (plain);
  self->is_answer_packed = TRUE;
}

/* The last thing done with @self: from here on the HTTP thread has it. */
static void
hand_back (KontordRequest *self)
{
  g_assert (!self->is_answered);
  self->is_answered = TRUE;
  if (self->is_suspended)
    MHD_resume_connection (self->connection);
}

void
kontord_request_answer (KontordRequest *self, guint status, const char *content_type, GBytes *body)
{
  self->status = status;
  self->content_type = content_type;
  self->answer = body != NULL ? g_bytes_ref (body) : NULL;
  if (body != NULL && g_bytes_get_size (body) >= KONTORD_COMPRESS_FROM
      && kontord_head_accepts_zstd (&self->head))
    pack_answer (self);
  hand_back (self);
}

void
kontord_request_answer_json (KontordRequest *self, guint status, const char *json)
{
  g_autoptr (GBytes) body = g_bytes_new (json, strlen (json));

  kontord_request_answer (self, status, JSON_TYPE, body);
}

void
kontord_request_fail (KontordRequest *self, KontordProblem problem)
{
  kontord_request_fail_with (self, problem, NULL, 0);
}

void
kontord_request_fail_with (KontordRequest *self,
                           KontordProblem problem,
                           const char *member,
                           guint retry_after)
{
  g_autofree char *retry = retry_after > 0 ? g_strdup_printf ("\"retry\":%u", retry_after) : NULL;
  g_autofree char *json = kontord_problem_dup_json (problem, member != NULL ? member : retry);

  self->problem = problem;
  self->retry_after = retry_after;
  kontord_request_answer_json (self, kontord_problem_get_status (problem), json);
}

static struct MHD_Response *
wrap_body (GBytes *body)
{
  gsize length = 0;
  gconstpointer data = body != NULL ? g_bytes_get_data (body, &length) : NULL;

  /* Kept by the request, which is freed only after the answer went out. */
  return MHD_create_response_from_buffer_static (length, length > 0 ? data : "");
}

struct MHD_Response *
kontord_request_make_response (KontordRequest *self)
{
  struct MHD_Response *response = wrap_body (self->answer);

  MHD_add_response_header (response, "Cache-Control", "no-store");
  MHD_add_response_header (response, "X-Content-Type-Options", "nosniff");
  if (self->is_last)
    MHD_add_response_header (response, "Connection", "close");
  if (self->content_type != NULL)
    MHD_add_response_header (response, "Content-Type", self->content_type);
  if (self->is_answer_packed)
    MHD_add_response_header (response, "Content-Encoding", "zstd");
  if (self->status == MHD_HTTP_UNAUTHORIZED)
    MHD_add_response_header (response, "WWW-Authenticate", "Bearer");
  if (self->status == MHD_HTTP_METHOD_NOT_ALLOWED && self->route != NULL)
    MHD_add_response_header (response, "Allow", self->route->method);
  if (self->retry_after > 0)
    {
      char seconds[16];

      g_snprintf (seconds, sizeof seconds, "%u", self->retry_after);
      MHD_add_response_header (response, "Retry-After", seconds);
    }
  return response;
}
