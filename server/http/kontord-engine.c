/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http/kontord-engine.h"

#include "http/kontord-admission.h"
#include "http/kontord-connections.h"
#include "http/kontord-limits.h"
#include "http/kontord-request-private.h"
#include "util/kontor-error.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#if MHD_VERSION < 0x01000100
#  error "libmicrohttpd 1.0.1 or newer is needed"
#endif

/* Descriptors that are not connections: databases, logs, the listener. */
#define OTHER_DESCRIPTORS 512
#define LEAST_CONNECTIONS 16
#define TLS_PRIORITIES "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"

struct _KontordEngine
{
  KontordEngineOptions options;
  struct MHD_Daemon *daemon;
  int fd;
  int body_bytes; /* atomic: what all bodies together hold */

  KontordConnections *connections;

  GMutex mutex; /* guards what follows */
  GCond answered;
  guint n_requests;
  gboolean is_quiescing;
};

static KontordConnection *
get_connection (struct MHD_Connection *connection)
{
  return MHD_get_connection_info (connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

/* The library's own messages are about what clients do wrong. */
static void G_GNUC_PRINTF (2, 0) log_library (void *data, const char *format, va_list arguments)
{
  KontordLog *log = data;
  g_autofree char *message = NULL;

  if (!kontord_log_is_on (log, KONTORD_LOG_DEBUG))
    return;
  message = g_strdup_vprintf (format, arguments);
  kontord_log_message (log, KONTORD_LOG_DEBUG, "http", g_strchomp (message));
}

static void
notice_connection (void *data,
                   struct MHD_Connection *connection,
                   void **context,
                   enum MHD_ConnectionNotificationCode code)
{
  KontordEngine *self = data;

  if (code == MHD_CONNECTION_NOTIFY_STARTED)
    *context = kontord_connections_add (
        self->connections,
        MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd, self);
  else
    kontord_connections_remove (*context);
}

void
kontord_engine_tick (KontordEngine *self)
{
  kontord_connections_cut_slow (self->connections, g_get_monotonic_time () / 1000);
}

/* --- requests --- */

/* Before the target is unescaped. */
static void *
begin_request (void *data, const char *target, struct MHD_Connection *connection)
{
  KontordEngine *self = data;
  KontordRequest *request = kontord_request_new (connection, self->options.service);

  request->target_length = strlen (target);
  g_mutex_lock (&self->mutex);
  self->n_requests++;
  g_mutex_unlock (&self->mutex);
  return request;
}

static void
end_request (void *data,
             struct MHD_Connection *connection,
             void **context,
             enum MHD_RequestTerminationCode code)
{
  KontordEngine *self = data;
  KontordRequest *request = *context;

  if (request->is_answered)
    kontord_admission_log (request, self->options.log);
  if (request->body != NULL)
    g_atomic_int_add (&self->body_bytes, -(int) request->body->len);
  kontord_request_free (request);
  kontord_connection_rest (get_connection (connection));
  g_mutex_lock (&self->mutex);
  self->n_requests--;
  g_cond_broadcast (&self->answered);
  g_mutex_unlock (&self->mutex);
}

/* Percent signs in path and query. What then holds control characters or is no UTF-8 has no
 * business in an address. */
static size_t
unescape (void *data, struct MHD_Connection *connection, char *text)
{
  size_t length = MHD_http_unescape (text);
  gboolean is_bad = strlen (text) != length || !g_utf8_validate (text, length, NULL);

  for (size_t i = 0; i < length && !is_bad; i++)
    is_bad = (guchar) text[i] < 0x20 || text[i] == 0x7f;
  if (is_bad)
    get_connection (connection)->is_target_bad = TRUE;
  return length;
}

static enum MHD_Result
send_answer (KontordEngine *self, KontordRequest *request)
{
  struct MHD_Response *response = kontord_request_make_response (request);
  gsize size = request->answer != NULL ? g_bytes_get_size (request->answer) : 0;
  enum MHD_Result result = MHD_queue_response (request->connection, request->status, response);

  MHD_destroy_response (response);
  kontord_connection_send (get_connection (request->connection), size);
  return result;
}

/* FALSE where it is too much. */
static gboolean
keep_body (KontordEngine *self, KontordRequest *request, const char *bytes, gsize length)
{
  if (length > request->route->max_body - request->body->len
      || g_atomic_int_get (&self->body_bytes) + (gint64) length > self->options.max_bodies)
    return FALSE;
  g_byte_array_append (request->body, (const guint8 *) bytes, length);
  g_atomic_int_add (&self->body_bytes, (int) length);
  return TRUE;
}

static gboolean
drain_body (KontordRequest *request, gsize length)
{
  request->drained += length;
  return request->drained <= KONTORD_MAX_DRAIN;
}

/* FALSE where the connection has to be cut: the library takes no answer while a body comes in. */
static gboolean
take_body (KontordEngine *self, KontordRequest *request, const char *bytes, gsize length)
{
  kontord_connection_receive (get_connection (request->connection), length);
  return request->refusal != KONTORD_PROBLEM_NONE ? drain_body (request, length)
                                                  : keep_body (self, request, bytes, length);
}

static KontordProblem
admit (KontordEngine *self,
       KontordRequest *request,
       const char *url,
       const char *method,
       const char *version)
{
  KontordConnection *connection = get_connection (request->connection);
  gboolean is_quiescing;

  request->has_begun = TRUE;
  request->is_target_bad = connection->is_target_bad;
  request->body = g_byte_array_new ();
  kontord_connection_receive (connection, 0);
  g_mutex_lock (&self->mutex);
  is_quiescing = self->is_quiescing;
  g_mutex_unlock (&self->mutex);
  if (is_quiescing)
    return KONTORD_PROBLEM_STOPPING;
  return kontord_admission_check (request, &self->options, url, method, version,
                                  g_atomic_int_get (&self->body_bytes));
}

static enum MHD_Result
refuse (KontordEngine *self, KontordRequest *request, KontordProblem problem)
{
  kontord_request_fail_with (request, problem, NULL, problem == KONTORD_PROBLEM_BUSY ? 5 : 0);
  return send_answer (self, request);
}

/* Where it is not sure where the body ends, or nobody wants to read that much of it, or the client
 * asks before it sends it, the answer comes at once and the connection ends with it: what follows may
 * be a request that was smuggled. */
static gboolean
is_refused_at_once (const KontordRequest *request, KontordProblem problem)
{
  return problem == KONTORD_PROBLEM_INVALID || problem == KONTORD_PROBLEM_HEADERS_TOO_LARGE
         || problem == KONTORD_PROBLEM_STOPPING || request->head.expect != NULL
         || request->body_length > KONTORD_MAX_DRAIN;
}

static enum MHD_Result
begin_answering (KontordEngine *self,
                 KontordRequest *request,
                 const char *url,
                 const char *method,
                 const char *version)
{
  KontordProblem problem = admit (self, request, url, method, version);

  request->is_last = problem != KONTORD_PROBLEM_NONE && is_refused_at_once (request, problem);
  if (request->is_last)
    return refuse (self, request, problem);
  request->refusal = problem;
  return MHD_YES;
}

static enum MHD_Result
start_route (KontordEngine *self, KontordRequest *request)
{
  if (request->refusal != KONTORD_PROBLEM_NONE)
    return refuse (self, request, request->refusal);
  kontord_connection_work (get_connection (request->connection));
  request->route->start (request, request->service);
  /* A suspended request is somebody else's from here on. */
  return request->is_suspended ? MHD_YES : send_answer (self, request);
}

/* Called with the head, with each piece of the body and at its end; and again once a request that
 * was suspended has been answered. */
static enum MHD_Result
handle (void *data,
        struct MHD_Connection *connection,
        const char *url,
        const char *method,
        const char *version,
        const char *bytes,
        size_t *length,
        void **context)
{
  KontordEngine *self = data;
  KontordRequest *request = *context;

  if (!request->has_begun)
    return begin_answering (self, request, url, method, version);
  if (*length > 0)
    {
      gboolean is_taken = take_body (self, request, bytes, *length);

      *length = 0;
      return is_taken ? MHD_YES : MHD_NO;
    }
  return request->is_answered ? send_answer (self, request) : start_route (self, request);
}

/* --- the listener --- */

static gboolean
is_fit_for_strangers (const char *library)
{
  guint major = 0, minor = 0, patch = 0;

  sscanf (library, "%u.%u.%u", &major, &minor, &patch);
  return major > 1 || (major == 1 && (minor > 0 || patch >= 10));
}

const char *
kontord_engine_why_not (const char *library, const KontordAddress *address)
{
  if (is_fit_for_strangers (library) || kontord_address_is_local (address))
    return NULL;
  return "libmicrohttpd before 1.0.10 takes requests with two lengths and can be stalled or made "
         "to "
         "write out of bounds by strangers; listen on 127.0.0.1 or a unix socket, behind a proxy, "
         "or install 1.0.10";
}

static guint
count_connections (const KontordEngine *self)
{
  guint wanted
      = self->options.max_connections > 0 ? self->options.max_connections : KONTORD_MAX_CONNECTIONS;
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) < 0)
    return LEAST_CONNECTIONS;
  if (limit.rlim_cur < wanted + OTHER_DESCRIPTORS)
    {
      limit.rlim_cur = MIN (limit.rlim_max, (rlim_t) wanted + OTHER_DESCRIPTORS);
      setrlimit (RLIMIT_NOFILE, &limit);
      getrlimit (RLIMIT_NOFILE, &limit);
    }
  if (limit.rlim_cur >= wanted + OTHER_DESCRIPTORS)
    return wanted;
  kontord_log_message (self->options.log, KONTORD_LOG_WARNING, "limits",
                       "The limit of open files allows fewer connections than wanted");
  return MAX ((gint64) limit.rlim_cur - OTHER_DESCRIPTORS, LEAST_CONNECTIONS);
}

/* The library keeps the connection with the session, so that each listener finds its certificate. */
static int
show_certificate (gnutls_session_t session,
                  const struct gnutls_cert_retr_st *info,
                  gnutls_pcert_st **chain,
                  unsigned int *length,
                  gnutls_ocsp_data_st **ocsp,
                  unsigned int *ocsp_length,
                  gnutls_privkey_t *key,
                  unsigned int *flags)
{
  KontordEngine *self = get_connection (gnutls_session_get_ptr (session))->listener;

  *ocsp = NULL;
  *ocsp_length = 0;
  *flags |= GNUTLS_CERT_RETR_DEINIT_ALL;
  return kontord_certificate_copy (self->options.certificate, chain, length, key) ? 0 : -1;
}

static void
add_option (GArray *array, enum MHD_OPTION option, intptr_t value, gconstpointer pointer)
{
  struct MHD_OptionItem item = { option, value, (void *) pointer };

  g_array_append_val (array, item);
}

static GArray *
make_options (KontordEngine *self, gboolean is_shared_address)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (struct MHD_OptionItem));
  guint threads = self->options.threads > 0 ? self->options.threads : g_get_num_processors ();

  add_option (array, MHD_OPTION_LISTEN_SOCKET, self->fd, NULL);
  add_option (array, MHD_OPTION_CLIENT_DISCIPLINE_LVL, 1, NULL);
  add_option (array, MHD_OPTION_THREAD_POOL_SIZE, threads, NULL);
  add_option (array, MHD_OPTION_CONNECTION_LIMIT, count_connections (self), NULL);
  add_option (array, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
              is_shared_address ? 0 : KONTORD_MAX_CONNECTIONS_PER_ADDRESS, NULL);
  add_option (array, MHD_OPTION_CONNECTION_TIMEOUT, KONTORD_IDLE_TIME / 1000, NULL);
  add_option (array, MHD_OPTION_CONNECTION_MEMORY_LIMIT, KONTORD_CONNECTION_MEMORY, NULL);
  add_option (array, MHD_OPTION_LISTEN_BACKLOG_SIZE, KONTORD_BACKLOG, NULL);
  add_option (array, MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t) unescape, self);
  add_option (array, MHD_OPTION_URI_LOG_CALLBACK, (intptr_t) begin_request, self);
  add_option (array, MHD_OPTION_NOTIFY_COMPLETED, (intptr_t) end_request, self);
  add_option (array, MHD_OPTION_NOTIFY_CONNECTION, (intptr_t) notice_connection, self);
  if (self->options.certificate != NULL)
    {
      add_option (array, MHD_OPTION_HTTPS_CERT_CALLBACK2, 0, show_certificate);
      add_option (array, MHD_OPTION_HTTPS_PRIORITIES, 0, TLS_PRIORITIES);
    }
  add_option (array, MHD_OPTION_END, 0, NULL);
  return array;
}

static gboolean
start_daemon (KontordEngine *self, gboolean is_shared_address)
{
  g_autoptr (GArray) array = make_options (self, is_shared_address);
  guint flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;

  if (self->options.certificate != NULL)
    flags |= MHD_USE_TLS;
  /* The logger comes first: the library speaks while it reads the rest. */
  self->daemon = MHD_start_daemon (flags, 0, NULL, NULL, handle, self, MHD_OPTION_EXTERNAL_LOGGER,
                                   log_library, self->options.log, MHD_OPTION_ARRAY, array->data,
                                   MHD_OPTION_END);
  return self->daemon != NULL;
}

KontordEngine *
kontord_engine_new (const KontordEngineOptions *options, KontordAddress *address, GError **error)
{
  const char *why_not = kontord_engine_why_not (MHD_get_version (), address);
  KontordEngine *self;
  int fd;

  if (why_not != NULL)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_DENIED, why_not);
      return NULL;
    }
  fd = kontord_address_listen (address, KONTORD_BACKLOG, error);
  if (fd < 0)
    return NULL;
  self = g_new0 (KontordEngine, 1);
  self->options = *options;
  if (self->options.max_bodies == 0)
    self->options.max_bodies = KONTORD_MAX_BODIES;
  self->fd = fd;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->answered);
  self->connections = kontord_connections_new ();
  if (start_daemon (self, options->trusts_proxy || kontord_address_is_unix (address)))
    return self;
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_IO,
                       "The HTTP library did not start; see the log for its reason");
  kontord_engine_free (self);
  return NULL;
}

/* --- the end --- */

void
kontord_engine_quiesce (KontordEngine *self)
{
  g_mutex_lock (&self->mutex);
  self->is_quiescing = TRUE;
  g_mutex_unlock (&self->mutex);
  kontord_connections_cut_talkers (self->connections);
  MHD_quiesce_daemon (self->daemon);
  close (g_steal_fd (&self->fd));
}

/* An answer is taken at a minimum rate, so that this ends. */
static void
wait_for_answers (KontordEngine *self)
{
  g_mutex_lock (&self->mutex);
  while (self->n_requests > 0)
    {
      gint64 end = g_get_monotonic_time () + KONTORD_TICK * G_TIME_SPAN_MILLISECOND;

      if (g_cond_wait_until (&self->answered, &self->mutex, end))
        continue;
      g_mutex_unlock (&self->mutex);
      kontord_engine_tick (self);
      g_mutex_lock (&self->mutex);
    }
  g_mutex_unlock (&self->mutex);
}

void
kontord_engine_free (KontordEngine *self)
{
  if (self->daemon != NULL)
    {
      if (!self->is_quiescing)
        kontord_engine_quiesce (self);
      wait_for_answers (self);
      MHD_stop_daemon (self->daemon);
    }
  g_clear_fd (&self->fd, NULL);
  kontord_connections_free (self->connections);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->answered);
  g_free (self);
}
