/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "http/kontord-address.h"
#include "http/kontord-certificate.h"
#include "http/kontord-log.h"
#include "http/kontord-request.h"

G_BEGIN_DECLS

/* Who holds @token: full transfer, or NULL. Called on HTTP threads: from memory only. */
typedef KontordPrincipal *(*KontordAuthenticateFunc) (gpointer service, const char *token);

/**
 * KontordEngineOptions:
 * @routes: kept, not copied
 * @service: passed to @authenticate and to the routes
 * @threads: HTTP threads; 0: as many as there are processors
 * @max_connections: 0: as many as the limits allow
 * @max_bodies: bytes of all bodies in memory at one time; 0: as many as the limits allow
 * @trusts_proxy: a proxy in front says in X-Forwarded-For who the client is; its own address is not
 *   limited then
 * @certificate: for TLS; NULL: without
 */
typedef struct
{
  const KontordRoute *routes;
  gsize n_routes;
  gpointer service;
  KontordAuthenticateFunc authenticate;
  KontordLog *log;
  guint threads;
  guint max_connections;
  gint64 max_bodies;
  gboolean trusts_proxy;
  KontordCertificate *certificate;
} KontordEngineOptions;

/**
 * KontordEngine:
 *
 * The HTTP listener: libmicrohttpd and what it leaves to us, limits, framing guard, slow
 * connections. Its functions are called from one thread; it has its own for the connections.
 */
typedef struct _KontordEngine KontordEngine;

/* NULL where @library (as of MHD_get_version()) is fit to listen at @address; otherwise why not. */
const char *kontord_engine_why_not (const char *library, const KontordAddress *address);

/* Opens @address, and stores there where it really listens. */
KontordEngine *
kontord_engine_new (const KontordEngineOptions *options, KontordAddress *address, GError **error);

/* To be called every KONTORD_TICK milliseconds: cuts connections that are too slow. */
void kontord_engine_tick (KontordEngine *self);

/* Takes no connections and no requests any more. What is under way goes on. */
void kontord_engine_quiesce (KontordEngine *self);
/* Waits until all requests have been answered and the answers taken (or their takers been cut as too
 * slow), and ends. Who holds requests must be answering them. */
void kontord_engine_free (KontordEngine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontordEngine, kontord_engine_free)

G_END_DECLS
