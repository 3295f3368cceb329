/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/toy-server.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <string.h>
#include <unistd.h>

#define TEXT_TYPE "text/plain; charset=utf-8"

static void
answer_text (KontordRequest *request, const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  kontord_request_answer (request, 200, TEXT_TYPE, body);
}

static void
start_here (KontordRequest *request, gpointer service)
{
  answer_text (request, "here");
}

static void
echo (gpointer data)
{
  KontordRequest *request = data;
  KontordProblem problem;
  g_autoptr (GBytes) body = kontord_request_dup_body (request, 1024 * 1024, &problem);

  if (body == NULL)
    kontord_request_fail (request, problem);
  else
    kontord_request_answer (request, 200, TEXT_TYPE, body);
}

static void
start_echo (KontordRequest *request, gpointer service)
{
  kontord_request_defer (request, ((ToyServer *) service)->queue, echo, KONTORD_PROBLEM_BUSY);
}

static void
start_number (KontordRequest *request, gpointer service)
{
  g_autofree char *json = NULL;
  guint64 number;

  if (!kontord_request_get_number (request, "n", 5, 10, 7, &number))
    {
      kontord_request_fail (request, KONTORD_PROBLEM_INVALID);
      return;
    }
  json = g_strdup_printf ("{\"n\":%" G_GUINT64_FORMAT "}", number);
  kontord_request_answer_json (request, 200, json);
}

static void
start_text (KontordRequest *request, gpointer service)
{
  const char *text = kontord_request_get_parameter (request, "t");

  answer_text (request, text != NULL ? text : "none");
}

static void
start_large (KontordRequest *request, gpointer service)
{
  g_autofree char *text = g_strnfill (TOY_LARGE_SIZE, 'x');

  answer_text (request, text);
}

static void
start_full (KontordRequest *request, gpointer service)
{
  kontord_request_defer (request, ((ToyServer *) service)->full_queue, echo, KONTORD_PROBLEM_BUSY);
}

static void
start_park (KontordRequest *request, gpointer service)
{
  ToyServer *self = service;

  kontord_request_suspend (request);
  g_mutex_lock (&self->mutex);
  g_ptr_array_add (self->parked, request);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->mutex);
}

static void
start_tenant (KontordRequest *request, gpointer service)
{
  answer_text (request, kontord_request_get_tenant (request));
}

static const KontordRoute routes[] = {
  { "GET", "/here", KONTORD_ROLE_NONE, 0, start_here },
  { "POST", "/echo", KONTORD_ROLE_NONE, TOY_MAX_ECHO, start_echo },
  { "GET", "/number", KONTORD_ROLE_NONE, 0, start_number },
  { "GET", "/text", KONTORD_ROLE_NONE, 0, start_text },
  { "GET", "/large", KONTORD_ROLE_NONE, 0, start_large },
  { "GET", "/full", KONTORD_ROLE_NONE, 0, start_full },
  { "GET", "/park", KONTORD_ROLE_NONE, 0, start_park },
  { "POST", "/hold", KONTORD_ROLE_NONE, TOY_MAX_ECHO, start_park },
  { "GET", "/v1/{T}/read", KONTORD_ROLE_VIEWER, 0, start_tenant },
  { "POST", "/v1/{T}/write", KONTORD_ROLE_MEMBER, TOY_MAX_ECHO, start_tenant },
};

static KontordPrincipal *
authenticate (gpointer service, const char *token)
{
  KontordPrincipal values = { .tenant = "acme", .device = 3 };

  values.role = kontord_role_from_name (token);
  return values.role == KONTORD_ROLE_NONE ? NULL : kontord_principal_copy (&values);
}

static void
start_engine (ToyServer *self, const KontordEngineOptions *given)
{
  KontordEngineOptions options = *given;
  g_autoptr (GError) error = NULL;
  KontordAddress address;

  options.routes = routes;
  options.n_routes = G_N_ELEMENTS (routes);
  options.service = self;
  options.authenticate = authenticate;
  options.log = self->log;
  g_assert_true (kontord_address_parse (&address, "127.0.0.1:0", &error));
  self->engine = kontord_engine_new (&options, &address, &error);
  g_assert_no_error (error);
  self->port = ntohs (((struct sockaddr_in *) &address.address)->sin_port);
}

ToyServer *
toy_server_new (const KontordEngineOptions *options)
{
  ToyServer *self = g_new0 (ToyServer, 1);
  int ends[2];

  g_assert_cmpint (pipe2 (ends, O_CLOEXEC | O_NONBLOCK), ==, 0);
  self->log_fd = ends[0];
  self->log = kontord_log_new (ends[1], KONTORD_LOG_INFO, kontor_clock_system ());
  self->queue = kontord_queue_new (2, 100);
  self->full_queue = kontord_queue_new (0, 0);
  self->parked = g_ptr_array_new ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  start_engine (self, options);
  return self;
}

void
toy_server_free (ToyServer *self)
{
  toy_server_release (self);
  kontord_engine_free (self->engine);
  kontord_queue_free (self->queue);
  kontord_queue_free (self->full_queue);
  kontord_log_free (self->log);
  g_ptr_array_unref (self->parked);
  close (self->log_fd);
  g_free (self);
}

void
toy_server_wait_parked (ToyServer *self, guint n)
{
  g_mutex_lock (&self->mutex);
  while (self->parked->len < n)
    g_cond_wait (&self->changed, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

void
toy_server_release (ToyServer *self)
{
  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->parked->len; i++)
    answer_text (self->parked->pdata[i], "released");
  g_ptr_array_set_size (self->parked, 0);
  g_mutex_unlock (&self->mutex);
}
