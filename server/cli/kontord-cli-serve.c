/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontord-cli.h"

#include "http/kontord-engine.h"
#include "http/kontord-limits.h"
#include "routes/kontord-routes.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define DEFAULT_LISTEN "127.0.0.1:8765"

typedef struct
{
  char *listen;
  char *port_file;
  char *certificate_file;
  char *key_file;
  KontordCertificate *certificate;
  char *log_level;
  gboolean trusts_proxy;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->listen);
  g_free (self->port_file);
  g_free (self->certificate_file);
  g_free (self->key_file);
  g_clear_pointer (&self->certificate, kontord_certificate_free);
  g_free (self->log_level);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

typedef struct
{
  GMainLoop *loop;
  KontordLog *log;
  KontordService *service;
  KontordEngine *engine;
  KontordCertificate *certificate; /* or NULL */
} Server;

/* --- options --- */

static gboolean
parse_options (KontordCommandLine *line, char **arguments, Options *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "listen", 0, 0, G_OPTION_ARG_STRING, &options->listen, NULL, NULL },
    { "port-file", 0, 0, G_OPTION_ARG_FILENAME, &options->port_file, NULL, NULL },
    { "certificate", 0, 0, G_OPTION_ARG_FILENAME, &options->certificate_file, NULL, NULL },
    { "key", 0, 0, G_OPTION_ARG_FILENAME, &options->key_file, NULL, NULL },
    { "log", 0, 0, G_OPTION_ARG_STRING, &options->log_level, NULL, NULL },
    { "trust-proxy", 0, 0, G_OPTION_ARG_NONE, &options->trusts_proxy, NULL, NULL },
    { NULL },
  };
  g_auto (GStrv) words = g_strdupv (arguments);

  if (!kontord_cli_parse (line, &words, entries, 0, 0, error))
    return FALSE;
  if (options->listen == NULL)
    options->listen = g_strdup (DEFAULT_LISTEN);
  if ((options->certificate_file == NULL) == (options->key_file == NULL))
    return TRUE;
  g_set_error_literal (error, KONTORD_USAGE_ERROR, 0, "--certificate and --key belong together");
  return FALSE;
}

static gboolean
parse_level (const char *text, KontordLogLevel *level, GError **error)
{
  static const char *const names[] = { "debug", "info", "warning" };

  *level = KONTORD_LOG_INFO;
  if (text == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (!g_str_equal (names[i], text))
        continue;
      *level = i;
      return TRUE;
    }
  g_set_error (error, KONTORD_USAGE_ERROR, 0, "“%s” is no level of the log", text);
  return FALSE;
}

static gboolean
read_certificate (Options *options, GError **error)
{
  if (options->certificate_file == NULL)
    return TRUE;
  options->certificate
      = kontord_certificate_new (options->certificate_file, options->key_file, error);
  return options->certificate != NULL;
}

/* A password must not cross a network in the clear. */
static gboolean
check_listener (const Options *options, const KontordAddress *address, GError **error)
{
  if (kontord_address_is_local (address) || options->certificate != NULL || options->trusts_proxy)
    return TRUE;
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_DENIED,
                       "Passwords would cross the network in the clear: give --certificate and "
                       "--key, or --trust-proxy where a proxy in front does the encrypting");
  return FALSE;
}

/* --- one server a folder --- */

/* The descriptor that holds the lock, until it is closed or the process ends, however it ends. */
static int
lock_folder (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "server.lock", NULL);
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  int fd;

  if (g_mkdir_with_parents (folder, 0700) < 0
      || (fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600)) < 0)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_IO, "Can't use the folder %s: %s", folder,
                   g_strerror (errno));
      return -1;
    }
  if (fcntl (fd, F_OFD_SETLK, &lock) == 0)
    return fd;
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_BUSY, "Another kontord serves %s", folder);
  close (fd);
  return -1;
}

/* --- running --- */

static gboolean
stop (gpointer data)
{
  g_main_loop_quit (((Server *) data)->loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
tick (gpointer data)
{
  Server *self = data;

  kontord_engine_tick (self->engine);
  kontord_service_tick (self->service);
  return G_SOURCE_CONTINUE;
}

static gboolean
reload (gpointer data)
{
  Server *self = data;
  g_autoptr (GError) error = NULL;

  if (self->certificate == NULL)
    return G_SOURCE_CONTINUE;
  if (kontord_certificate_reload (self->certificate, &error))
    kontord_log_message (self->log, KONTORD_LOG_INFO, "reload", "The certificate was read anew");
  else
    kontord_log_message (self->log, KONTORD_LOG_ERROR, "reload", error->message);
  return G_SOURCE_CONTINUE;
}

static gboolean
write_port_file (const char *path, const KontordAddress *address, GError **error)
{
  /* The port is at the same place in both kinds of address. */
  guint port = ntohs (((const struct sockaddr_in *) &address->address)->sin_port);
  g_autofree char *text = g_strdup_printf ("%u\n", port);
  g_autoptr (GError) own = NULL;

  if (path == NULL || kontord_address_is_unix (address)
      || g_file_set_contents (path, text, -1, &own))
    return TRUE;
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_IO, own->message);
  return FALSE;
}

static void
announce (const KontordAddress *address, const Options *options)
{
  g_autofree char *url
      = kontord_address_dup_url (address, options->certificate != NULL ? "https" : "http");

  printf ("Listening on %s\n", url);
  fflush (stdout);
}

/* Until a signal comes. */
static void
run_loop (Server *self)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint sources[4];

  self->loop = loop;
  sources[0] = g_unix_signal_add (SIGTERM, stop, self);
  sources[1] = g_unix_signal_add (SIGINT, stop, self);
  sources[2] = g_unix_signal_add (SIGHUP, reload, self);
  sources[3] = g_timeout_add (KONTORD_TICK, tick, self);
  g_main_loop_run (loop);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    g_source_remove (sources[i]);
}

static gboolean
listen_and_run (Server *self, const Options *options, KontordAddress *address, GError **error)
{
  const KontordEngineOptions engine = {
    .routes = kontord_routes,
    .n_routes = kontord_n_routes,
    .service = self->service,
    .authenticate = kontord_service_authenticate,
    .log = self->log,
    .trusts_proxy = options->trusts_proxy,
    .certificate = options->certificate,
  };
  gboolean is_told;

  self->engine = kontord_engine_new (&engine, address, error);
  if (self->engine == NULL)
    return FALSE;
  is_told = write_port_file (options->port_file, address, error);
  if (is_told)
    {
      announce (address, options);
      run_loop (self);
      kontord_log_message (self->log, KONTORD_LOG_INFO, "stop", "Waiting for what is under way");
    }
  kontord_engine_quiesce (self->engine);
  kontord_live_close (self->service->live);
  kontord_engine_free (self->engine);
  return is_told;
}

static gboolean
serve (const char *folder,
       const Options *options,
       KontordAddress *address,
       KontordLog *log,
       GError **error)
{
  Server self = { .log = log, .certificate = options->certificate };
  int lock = lock_folder (folder, error);
  gboolean is_done;

  if (lock < 0)
    return FALSE;
  self.service
      = kontord_service_open (folder, &kontord_password_cost, kontor_clock_system (), log, error);
  is_done = self.service != NULL && listen_and_run (&self, options, address, error);
  g_clear_pointer (&self.service, kontord_service_close);
  if (kontord_address_is_unix (address))
    g_unlink (((struct sockaddr_un *) &address->address)->sun_path);
  close (lock);
  return is_done;
}

gboolean
kontord_cli_serve (KontordCommandLine *self, char **arguments, GError **error)
{
  g_auto (Options) options = { 0 };
  g_autoptr (KontordLog) log = NULL;
  KontordAddress address;
  KontordLogLevel level;

  if (!parse_options (self, arguments, &options, error)
      || !parse_level (options.log_level, &level, error)
      || !kontord_address_parse (&address, options.listen, error)
      || !read_certificate (&options, error) || !check_listener (&options, &address, error))
    return FALSE;
  /* Files are for their owner only, and who closes a pipe is no reason to end. */
  umask (077);
  signal (SIGPIPE, SIG_IGN);
  log = kontord_log_new (STDERR_FILENO, level, kontor_clock_system ());
  return serve (self->folder, &options, &address, log, error);
}
