/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "http/kontord-engine.h"
#include "support/http-client.h"

G_BEGIN_DECLS

#define TOY_MAX_ECHO 4096
#define TOY_LARGE_SIZE 100000

/**
 * ToyServer:
 *
 * The HTTP engine with a few routes that do nothing but show it:
 *  - GET /here: "here", from the HTTP thread
 *  - POST /echo: the body, from a queue; at most TOY_MAX_ECHO bytes
 *  - GET /number?n=: a number from 5 to 10, 7 where it is missing
 *  - GET /text?t=: the text
 *  - GET /large: TOY_LARGE_SIZE bytes
 *  - GET /full: deferred to a queue that takes nothing
 *  - GET /park: parked until toy_server_release(); POST /hold: the same, with a body
 *  - GET /v1/{T}/read and POST /v1/{T}/write: for viewers and members; the tokens "viewer" and
 *    "member" are of tenant acme
 */
typedef struct
{
  KontordEngine *engine;
  KontordLog *log;
  KontordQueue *queue;
  KontordQueue *full_queue;
  guint port;
  int log_fd; /* what was logged can be read here */

  GMutex mutex;
  GCond changed;
  GPtrArray *parked;
} ToyServer;

ToyServer *toy_server_new (const KontordEngineOptions *options);
void toy_server_free (ToyServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ToyServer, toy_server_free)

void toy_server_wait_parked (ToyServer *self, guint n);
void toy_server_release (ToyServer *self);

G_END_DECLS
