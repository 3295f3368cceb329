/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sys/socket.h>

G_BEGIN_DECLS

/**
 * KontordAddress:
 *
 * Where the server listens: `127.0.0.1:8765`, `[::1]:0` (port 0: any that is free) or
 * `unix:/run/kontord.sock`.
 */
typedef struct
{
  struct sockaddr_storage address;
  socklen_t length;
} KontordAddress;

/* KONTOR_ERROR_INVALID for another form; names are not resolved. */
gboolean kontord_address_parse (KontordAddress *self, const char *text, GError **error);
/* Just an IPv4 or IPv6 address, as a proxy writes it; the port is 0. */
gboolean kontord_address_parse_host (KontordAddress *self, const char *host);
/* TRUE where only this machine can connect. */
gboolean kontord_address_is_local (const KontordAddress *self);
gboolean kontord_address_is_unix (const KontordAddress *self);

/* Opens a listening socket, close-on-exec and non-blocking, and stores in @self where it really
 * listens. Returns the descriptor, which the caller closes, or -1 with KONTOR_ERROR_IO. */
int kontord_address_listen (KontordAddress *self, int backlog, GError **error);

/* `http://127.0.0.1:8765`, with @scheme; the path of a unix socket behind `unix:`. */
char *kontord_address_dup_url (const KontordAddress *self, const char *scheme);

/* The part of a client's address that one client holds alone: the whole of an IPv4 address, the
 * first 64 bits of an IPv6 one, "local" for a unix socket. */
char *kontord_address_dup_client (const struct sockaddr *address);

G_END_DECLS
