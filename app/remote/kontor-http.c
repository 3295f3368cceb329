/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "remote/kontor-http.h"

#include "sync/kontor-sync-limits.h"
#include "util/kontor-error.h"

#include <libsoup/soup.h>
#include <linux/sockios.h>
#include <sys/ioctl.h>

/* A push, a pull, a parked question, and one to sign in. */
#define MAX_CONNECTIONS 4

/* Seconds without a byte: more than a question may be parked. */
#define TIMEOUT 65

#define CHUNK (64 * 1024)

/* How often one looks whether bytes have moved, milliseconds. */
#define PROGRESS_INTERVAL 500

struct _KontorHttp
{
  GObject parent_instance;

  SoupSession *session;
  char *server;
  GHashTable *sockets; /* id of a connection → its GSocket */
};

G_DEFINE_FINAL_TYPE (KontorHttp, kontor_http, G_TYPE_OBJECT)
G_DEFINE_BOXED_TYPE (KontorHttpAnswer,
                     kontor_http_answer,
                     kontor_http_answer_ref,
                     kontor_http_answer_unref)

/* One exchange under way. */
typedef struct
{
  SoupSession *session;
  DexPromise *promise;
  SoupMessage *message;
  GBytes *question; /* the body that is sent; NULL for none */
  char *type;
  GCancellable *cancellable;
  GInputStream *stream;
  GByteArray *body;
  gint64 asked, moment; /* monotonic microseconds; see KontorHttpAnswer */

  KontorHttpProgress progress; /* NULL: nobody asks */
  GObject *owner;
  guint id;
  KontorHttp *http;
  GSocket *socket; /* NULL until it is known */
  guint64 written; /* bytes of the body, as far as the system has taken them */
  guint64 through; /* bytes that had come through when they were last counted */
  guint timer;     /* source; 0: none */
} Exchange;

KontorHttpAnswer *
kontor_http_answer_ref (KontorHttpAnswer *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_answer (gpointer data)
{
  KontorHttpAnswer *self = data;

  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->trouble);
}

void
kontor_http_answer_unref (KontorHttpAnswer *self)
{
  g_atomic_rc_box_release_full (self, clear_answer);
}

static void
free_exchange (Exchange *self)
{
  g_object_unref (self->session);
  dex_unref (self->promise);
  g_signal_handlers_disconnect_by_data (self->message, self);
  g_object_unref (self->message);
  g_clear_pointer (&self->question, g_bytes_unref);
  g_free (self->type);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->stream);
  g_byte_array_unref (self->body);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->owner);
  g_clear_object (&self->http);
  g_clear_object (&self->socket);
  g_free (self);
}

/* What the system has taken and the other side has not: a good deal on a slow line. */
static guint64
count_unsent (Exchange *self)
{
  int unsent = 0;

  if (self->socket == NULL || ioctl (g_socket_get_fd (self->socket), SIOCOUTQ, &unsent) != 0)
    return 0;
  return (guint64) MAX (unsent, 0);
}

static gboolean
look_cb (gpointer data)
{
  Exchange *self = data;
  guint64 unsent = count_unsent (self), written = self->written - MIN (unsent, self->written);
  guint64 through = written + self->body->len;

  if (through > self->through)
    self->progress (self->owner, self->id);
  self->through = MAX (self->through, through);
  return G_SOURCE_CONTINUE;
}

static void
written_cb (Exchange *self, guint size)
{
  self->written += size;
}

/* A new connection. */
static void
network_cb (Exchange *self, GSocketClientEvent event, GIOStream *stream)
{
  if (event == G_SOCKET_CLIENT_CONNECTED && G_IS_SOCKET_CONNECTION (stream))
    g_set_object (&self->socket, g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream)));
}

static gboolean
is_closed (gpointer id, gpointer socket, gpointer data)
{
  return g_socket_is_closed (socket);
}

/* By a new connection or by one that others have used. */
static void
starting_cb (Exchange *self)
{
  guint64 id = soup_message_get_connection_id (self->message);
  GHashTable *sockets = self->http->sockets;

  g_hash_table_foreach_remove (sockets, is_closed, NULL);
  if (self->socket != NULL)
    g_hash_table_replace (sockets, g_memdup2 (&id, sizeof id), g_object_ref (self->socket));
  else
    g_set_object (&self->socket, g_hash_table_lookup (sockets, &id));
}

static void
watch_progress (Exchange *self, KontorHttp *http, const KontorHttpQuestion *question)
{
  if (question->progress == NULL)
    return;
  self->progress = question->progress;
  self->owner = g_object_ref (question->owner);
  self->id = question->id;
  self->http = g_object_ref (http);
  g_signal_connect_swapped (self->message, "network-event", G_CALLBACK (network_cb), self);
  g_signal_connect_swapped (self->message, "starting", G_CALLBACK (starting_cb), self);
  g_signal_connect_swapped (self->message, "wrote-body-data", G_CALLBACK (written_cb), self);
  self->timer = g_timeout_add (PROGRESS_INTERVAL, look_cb, self);
}

static void
resolve (Exchange *self, KontorHttpAnswer *answer)
{
  dex_promise_resolve_boxed (self->promise, KONTOR_TYPE_HTTP_ANSWER, answer);
  free_exchange (self);
}

static void
give_up (Exchange *self, const char *trouble)
{
  KontorHttpAnswer *answer = g_atomic_rc_box_new0 (KontorHttpAnswer);

  answer->trouble = g_strdup (trouble);
  resolve (self, answer);
}

/* Seconds; dates, which it may be too, are passed over. */
static gint64
read_retry (SoupMessageHeaders *headers)
{
  const char *text = soup_message_headers_get_one (headers, "Retry-After");
  guint64 seconds;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &seconds, NULL))
    return 0;
  return (gint64) seconds;
}

/* Neither to find the way there nor to carry a body counts. */
static void
asked_cb (Exchange *self)
{
  self->asked = g_get_monotonic_time ();
}

static void
heard_cb (Exchange *self)
{
  self->moment = self->asked + (g_get_monotonic_time () - self->asked) / 2;
}

static void
watch (Exchange *self)
{
  g_signal_connect_swapped (self->message, "wrote-headers", G_CALLBACK (asked_cb), self);
  g_signal_connect_swapped (self->message, "wrote-body", G_CALLBACK (asked_cb), self);
  g_signal_connect_swapped (self->message, "got-headers", G_CALLBACK (heard_cb), self);
}

static void
finish (Exchange *self)
{
  KontorHttpAnswer *answer = g_atomic_rc_box_new0 (KontorHttpAnswer);
  SoupMessageHeaders *headers = soup_message_get_response_headers (self->message);

  answer->status = soup_message_get_status (self->message);
  answer->packed
      = g_strcmp0 (soup_message_headers_get_one (headers, "Content-Encoding"), "zstd") == 0;
  answer->retry = read_retry (headers);
  answer->moment = self->moment;
  answer->body = g_byte_array_free_to_bytes (g_steal_pointer (&self->body));
  self->body = g_byte_array_new ();
  resolve (self, answer);
}

static void read_on (Exchange *self);

static void
read_cb (GObject *stream, GAsyncResult *result, gpointer data)
{
  Exchange *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes
      = g_input_stream_read_bytes_finish (G_INPUT_STREAM (stream), result, &error);
  gsize length;
  gconstpointer read;

  if (bytes == NULL)
    {
      give_up (self, error->message);
      return;
    }
  read = g_bytes_get_data (bytes, &length);
  if (length == 0)
    finish (self);
  else if (self->body->len + length > KONTOR_SYNC_MAX_BODY)
    give_up (self, "the answer is too large");
  else
    {
      g_byte_array_append (self->body, read, (guint) length);
      read_on (self);
    }
}

static void
read_on (Exchange *self)
{
  g_input_stream_read_bytes_async (self->stream, CHUNK, G_PRIORITY_DEFAULT, self->cancellable,
                                   read_cb, self);
}

static void send (Exchange *self);

/* An open connection was taken just as the server closed it. The next one is new. */
static gboolean
send_again (Exchange *self, const GError *error)
{
  if (!soup_message_query_flags (self->message, SOUP_MESSAGE_IDEMPOTENT)
      || !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    return FALSE;
  soup_message_remove_flags (self->message, SOUP_MESSAGE_IDEMPOTENT);
  self->written = 0;
  send (self);
  return TRUE;
}

static void
send_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  Exchange *self = data;
  g_autoptr (GError) error = NULL;

  self->stream = soup_session_send_finish (SOUP_SESSION (session), result, &error);
  if (self->stream != NULL)
    read_on (self);
  else if (!send_again (self, error))
    give_up (self, error->message);
}

static void
send (Exchange *self)
{
  if (self->question != NULL)
    soup_message_set_request_body_from_bytes (self->message, self->type, self->question);
  soup_session_send_async (self->session, self->message, G_PRIORITY_DEFAULT, self->cancellable,
                           send_cb, self);
}

static void
kontor_http_finalize (GObject *object)
{
  KontorHttp *self = KONTOR_HTTP (object);

  soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_clear_pointer (&self->sockets, g_hash_table_unref);
  g_free (self->server);
  G_OBJECT_CLASS (kontor_http_parent_class)->finalize (object);
}

static void
kontor_http_class_init (KontorHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_http_finalize;
}

static void
kontor_http_init (KontorHttp *self)
{
  self->session = soup_session_new_with_options ("timeout", TIMEOUT, "idle-timeout", TIMEOUT,
                                                 "max-conns-per-host", MAX_CONNECTIONS,
                                                 "user-agent", "Kontor", NULL);
  self->sockets = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  /* Bodies are zstd, which it does not know, and are bounded where they are expanded. */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);
}

static gboolean
is_this_machine (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return g_ascii_strcasecmp (host, "localhost") == 0;
}

static gboolean
is_server (GUri *uri)
{
  const char *scheme = g_uri_get_scheme (uri), *host = g_uri_get_host (uri);
  const char *path = g_uri_get_path (uri);

  if (host == NULL || *host == '\0' || g_uri_get_userinfo (uri) != NULL
      || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL
      || (*path != '\0' && !g_str_equal (path, "/")))
    return FALSE;
  return g_str_equal (scheme, "https") || (g_str_equal (scheme, "http") && is_this_machine (host));
}

/* "[::1]" of "::1" */
static char *
dup_server (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  gboolean bracket = strchr (host, ':') != NULL;
  g_autofree char *folded = g_ascii_strdown (host, -1);
  g_autofree char *port
      = g_uri_get_port (uri) > 0 ? g_strdup_printf (":%d", g_uri_get_port (uri)) : g_strdup ("");

  return g_strdup_printf ("%s://%s%s%s%s", g_uri_get_scheme (uri), bracket ? "[" : "", folded,
                          bracket ? "]" : "", port);
}

KontorHttp *
kontor_http_new (const char *server, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (server, G_URI_FLAGS_NONE, NULL);
  KontorHttp *self;

  if (uri == NULL || !is_server (uri))
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, "%s: no address of a server", server);
      return NULL;
    }
  self = g_object_new (KONTOR_TYPE_HTTP, NULL);
  self->server = dup_server (uri);
  return self;
}

const char *
kontor_http_get_server (KontorHttp *self)
{
  return self->server;
}

static void
set_headers (SoupMessage *message, const KontorHttpQuestion *question)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_headers_replace (headers, "Accept-Encoding", "zstd");
  if (question->packed)
    soup_message_headers_replace (headers, "Content-Encoding", "zstd");
  if (question->token != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", question->token, NULL);

      soup_message_headers_replace (headers, "Authorization", bearer);
    }
}

DexFuture *
kontor_http_ask (KontorHttp *self, const KontorHttpQuestion *question, GCancellable *cancellable)
{
  g_autofree char *uri = g_strconcat (self->server, question->path, NULL);
  Exchange *exchange = g_new0 (Exchange, 1);
  DexFuture *future;

  exchange->session = g_object_ref (self->session);
  exchange->promise = dex_promise_new ();
  exchange->body = g_byte_array_new ();
  exchange->message = soup_message_new (question->method, uri);
  g_set_object (&exchange->cancellable, cancellable);
  future = dex_ref (DEX_FUTURE (exchange->promise));
  soup_message_add_flags (exchange->message, SOUP_MESSAGE_NO_REDIRECT);
  if (question->repeatable)
    soup_message_add_flags (exchange->message, SOUP_MESSAGE_IDEMPOTENT);
  watch (exchange);
  watch_progress (exchange, self, question);
  exchange->question = question->body != NULL ? g_bytes_ref (question->body) : NULL;
  exchange->type = g_strdup (question->type);
  set_headers (exchange->message, question);
  send (exchange);
  return future;
}
