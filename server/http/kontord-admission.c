/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http/kontord-admission.h"

#include "http/kontord-limits.h"
#include "http/kontord-request-private.h"

#include <string.h>

static enum MHD_Result
add_field (void *data,
           enum MHD_ValueKind kind,
           const char *name,
           size_t name_length,
           const char *value,
           size_t value_length)
{
  kontord_head_add (data, name, value, value_length);
  return MHD_YES;
}

/* Each proxy appends whom it saw, so only the last entry is from the one that is trusted. */
static gboolean
parse_forwarded (KontordAddress *address, const char *forwarded)
{
  const char *last = strrchr (forwarded, ',');

  last = last != NULL ? last + 1 : forwarded;
  return kontord_address_parse_host (address, last + strspn (last, " \t"));
}

static char *
dup_client (KontordRequest *request, gboolean trusts_proxy)
{
  const union MHD_ConnectionInfo *info
      = MHD_get_connection_info (request->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  KontordAddress address;

  if (trusts_proxy && request->head.forwarded_for != NULL
      && parse_forwarded (&address, request->head.forwarded_for))
    return kontord_address_dup_client ((const struct sockaddr *) &address.address);
  return kontord_address_dup_client (info->client_addr);
}

static KontordProblem
check_head (KontordRequest *request, const char *version)
{
  KontordProblem problem = kontord_head_check (&request->head, version, &request->body_length);

  if (problem != KONTORD_PROBLEM_NONE)
    return problem;
  if (request->target_length > KONTORD_MAX_TARGET)
    return KONTORD_PROBLEM_TARGET_TOO_LONG;
  return request->is_target_bad ? KONTORD_PROBLEM_INVALID : KONTORD_PROBLEM_NONE;
}

static void
authenticate (KontordRequest *request, const KontordEngineOptions *options)
{
  const char *token = kontord_head_get_bearer (&request->head);

  if (request->route->role != KONTORD_ROLE_NONE && token != NULL)
    request->principal = options->authenticate (options->service, token);
}

static KontordProblem
check_body_length (KontordRequest *request, gint64 room)
{
  gint64 length = request->body_length;

  if (length > (gint64) request->route->max_body || (length < 0 && request->route->max_body == 0))
    return KONTORD_PROBLEM_TOO_LARGE;
  return length > room ? KONTORD_PROBLEM_BUSY : KONTORD_PROBLEM_NONE;
}

KontordProblem
kontord_admission_check (KontordRequest *request,
                         const KontordEngineOptions *options,
                         const char *url,
                         const char *method,
                         const char *version,
                         gint64 bodies)
{
  KontordProblem problem;

  MHD_get_connection_values_n (request->connection, MHD_HEADER_KIND, add_field, &request->head);
  request->client = dup_client (request, options->trusts_proxy);
  problem = check_head (request, version);
  if (problem != KONTORD_PROBLEM_NONE)
    return problem;
  request->route = kontord_route_find (options->routes, options->n_routes, method, url,
                                       request->tenant, &problem);
  if (problem != KONTORD_PROBLEM_NONE)
    return problem;
  authenticate (request, options);
  problem = kontord_route_authorise (request->route, request->principal, request->tenant);
  if (problem != KONTORD_PROBLEM_NONE)
    return problem;
  return check_body_length (request, options->max_bodies - bodies);
}

void
kontord_admission_log (KontordRequest *request, KontordLog *log)
{
  KontordLogLevel level
      = request->problem == KONTORD_PROBLEM_INTERNAL ? KONTORD_LOG_ERROR : KONTORD_LOG_INFO;
  KontordLogLine line;

  if (!kontord_log_is_on (log, level))
    return;
  kontord_log_line_begin (&line, log, level, "request");
  kontord_log_line_add_text (&line, "method", request->route ? request->route->method : NULL);
  kontord_log_line_add_text (&line, "route", request->route ? request->route->path : NULL);
  kontord_log_line_add_integer (&line, "status", request->status);
  if (request->problem != KONTORD_PROBLEM_NONE)
    kontord_log_line_add_text (&line, "problem", kontord_problem_get_code (request->problem));
  kontord_log_line_add_integer (&line, "in", request->body ? request->body->len : 0);
  kontord_log_line_add_integer (&line, "out",
                                request->answer ? g_bytes_get_size (request->answer) : 0);
  kontord_log_line_add_integer (&line, "us", g_get_monotonic_time () - request->started);
  kontord_log_line_add_text (&line, "client", request->client);
  if (request->principal != NULL)
    {
      kontord_log_line_add_text (&line, "tenant", request->principal->tenant);
      kontord_log_line_add_integer (&line, "device", request->principal->device);
    }
  kontord_log_line_end (&line);
}
