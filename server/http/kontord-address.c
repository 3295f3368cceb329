/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http/kontord-address.h"

#include "util/kontor-error.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static gboolean
parse_unix (KontordAddress *self, const char *path)
{
  struct sockaddr_un *address = (struct sockaddr_un *) &self->address;

  if (path[0] == '\0' || strlen (path) >= sizeof address->sun_path)
    return FALSE;
  address->sun_family = AF_UNIX;
  g_strlcpy (address->sun_path, path, sizeof address->sun_path);
  self->length = sizeof *address;
  return TRUE;
}

static gboolean
parse_port (const char *text, guint16 *port)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT16, &number, NULL))
    return FALSE;
  *port = htons (number);
  return TRUE;
}

gboolean
kontord_address_parse_host (KontordAddress *self, const char *host)
{
  struct sockaddr_in *v4 = (struct sockaddr_in *) &self->address;
  struct sockaddr_in6 *v6 = (struct sockaddr_in6 *) &self->address;

  memset (self, 0, sizeof *self);
  if (strchr (host, ':') != NULL)
    {
      v6->sin6_family = AF_INET6;
      self->length = sizeof *v6;
      return inet_pton (AF_INET6, host, &v6->sin6_addr) == 1;
    }
  v4->sin_family = AF_INET;
  self->length = sizeof *v4;
  return inet_pton (AF_INET, host, &v4->sin_addr) == 1;
}

static gboolean
parse_ip (KontordAddress *self, const char *text)
{
  struct sockaddr_in *v4 = (struct sockaddr_in *) &self->address;
  struct sockaddr_in6 *v6 = (struct sockaddr_in6 *) &self->address;
  const char *colon = strrchr (text, ':');
  g_autofree char *host = NULL;
  gsize length;

  if (colon == NULL)
    return FALSE;
  host = g_strndup (text, colon - text);
  length = strlen (host);
  if (length > 2 && host[0] == '[' && host[length - 1] == ']')
    {
      host[length - 1] = '\0';
      return strchr (host, ':') != NULL && kontord_address_parse_host (self, host + 1)
             && parse_port (colon + 1, &v6->sin6_port);
    }
  return strchr (host, ':') == NULL && kontord_address_parse_host (self, host)
         && parse_port (colon + 1, &v4->sin_port);
}

gboolean
kontord_address_parse (KontordAddress *self, const char *text, GError **error)
{
  memset (self, 0, sizeof *self);
  if (g_str_has_prefix (text, "unix:") ? parse_unix (self, text + strlen ("unix:"))
                                       : parse_ip (self, text))
    return TRUE;
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID,
               "“%s” is no address to listen on: give ADDRESS:PORT, [ADDRESS]:PORT or unix:PATH",
               text);
  return FALSE;
}

gboolean
kontord_address_is_unix (const KontordAddress *self)
{
  return self->address.ss_family == AF_UNIX;
}

gboolean
kontord_address_is_local (const KontordAddress *self)
{
  const struct sockaddr_in *v4 = (const struct sockaddr_in *) &self->address;
  const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *) &self->address;

  if (self->address.ss_family == AF_INET)
    return (ntohl (v4->sin_addr.s_addr) >> 24) == 127;
  if (self->address.ss_family == AF_INET6)
    return IN6_IS_ADDR_LOOPBACK (&v6->sin6_addr);
  return TRUE;
}

/* A socket file that a server left behind is in the way; one that answers is somebody's. */
static void
remove_stale_socket (const KontordAddress *self)
{
  const struct sockaddr_un *address = (const struct sockaddr_un *) &self->address;
  struct stat status;
  int fd;

  if (stat (address->sun_path, &status) < 0 || !S_ISSOCK (status.st_mode))
    return;
  fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0)
    return;
  if (connect (fd, (const struct sockaddr *) address, self->length) < 0 && errno == ECONNREFUSED)
    unlink (address->sun_path);
  close (fd);
}

/* For a proxy that runs as somebody else: its group, and the folder's permissions, say whether it may
 * connect. */
static gboolean
open_to_group (const KontordAddress *self)
{
  return chmod (((const struct sockaddr_un *) &self->address)->sun_path, 0660) == 0;
}

static gboolean
bind_and_listen (int fd, KontordAddress *self, int backlog)
{
  int on = 1;

  if (kontord_address_is_unix (self))
    remove_stale_socket (self);
  else if (setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0)
    return FALSE;
  if (bind (fd, (struct sockaddr *) &self->address, self->length) < 0
      || (kontord_address_is_unix (self) && !open_to_group (self)) || listen (fd, backlog) < 0)
    return FALSE;
  self->length = sizeof self->address;
  return getsockname (fd, (struct sockaddr *) &self->address, &self->length) == 0;
}

int
kontord_address_listen (KontordAddress *self, int backlog, GError **error)
{
  int fd = socket (self->address.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

  if (fd >= 0 && bind_and_listen (fd, self, backlog))
    return fd;
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_IO, "Can't listen there: %s", g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return -1;
}

char *
kontord_address_dup_url (const KontordAddress *self, const char *scheme)
{
  const struct sockaddr_in *v4 = (const struct sockaddr_in *) &self->address;
  const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *) &self->address;
  char text[INET6_ADDRSTRLEN];

  if (self->address.ss_family == AF_INET)
    return g_strdup_printf ("%s://%s:%u", scheme,
                            inet_ntop (AF_INET, &v4->sin_addr, text, sizeof text),
                            ntohs (v4->sin_port));
  if (self->address.ss_family == AF_INET6)
    return g_strdup_printf ("%s://[%s]:%u", scheme,
                            inet_ntop (AF_INET6, &v6->sin6_addr, text, sizeof text),
                            ntohs (v6->sin6_port));
  return g_strconcat ("unix:", ((const struct sockaddr_un *) &self->address)->sun_path, NULL);
}

char *
kontord_address_dup_client (const struct sockaddr *address)
{
  struct in6_addr network;
  char text[INET6_ADDRSTRLEN];

  if (address != NULL && address->sa_family == AF_INET)
    return g_strdup (
        inet_ntop (AF_INET, &((const struct sockaddr_in *) address)->sin_addr, text, sizeof text));
  if (address == NULL || address->sa_family != AF_INET6)
    return g_strdup ("local");
  network = ((const struct sockaddr_in6 *) address)->sin6_addr;
  if (IN6_IS_ADDR_V4MAPPED (&network))
    return g_strdup (inet_ntop (AF_INET, &network.s6_addr[12], text, sizeof text));
  memset (&network.s6_addr[8], 0, 8);
  return g_strdup (inet_ntop (AF_INET6, &network, text, sizeof text));
}
