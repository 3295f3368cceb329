/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "accounts/kontord-password.h"
#include "accounts/kontord-sessions.h"
#include "accounts/kontord-throttle.h"
#include "http/kontord-log.h"
#include "http/kontord-request.h"
#include "live/kontord-live.h"
#include "storage/kontord-storage.h"
#include "storage/kontord-strands.h"

G_BEGIN_DECLS

/**
 * KontordService:
 *
 * What the routes act on. Made once, before the first request, and the same for all threads.
 */
typedef struct
{
  KontorClock *clock;
  KontordLog *log;
  const KontorSchema *schema;
  KontordPasswordCost cost;

  KontordControl *control;
  KontordSessions *sessions;
  KontordStorage *storage;
  KontordThrottle *by_account; /* by account and address */
  KontordThrottle *by_address;
  KontordLive *live;

  KontordQueue *hashing; /* takes processor and memory: few, with a short queue */
  KontordQueue *signing; /* the control file */
  KontordQueue *readers; /* tenants' files */
  KontordStrands *writers;
  KontordQueue *decoders; /* what they have no time for; nobody waits for one that is free */
  KontordQueue *tidying;
  guint n_ticks;
} KontordService;

/* Opens what lies in @folder, whose lock is held. @cost: what a password costs. */
KontordService *kontord_service_open (const char *folder,
                                      const KontordPasswordCost *cost,
                                      KontorClock *clock,
                                      KontordLog *log,
                                      GError **error);
/* No request may be under way. */
void kontord_service_close (KontordService *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontordService, kontord_service_close)

/* To be called every KONTORD_TICK milliseconds. */
void kontord_service_tick (KontordService *self);

/* A KontordAuthenticateFunc. */
KontordPrincipal *kontord_service_authenticate (gpointer service, const char *token);

/* On a worker: whether the request's principal may still do what its route needs; else it has been
 * answered. Fills in @actor. */
gboolean kontord_service_check (KontordService *self, KontordRequest *request, KontordActor *actor);

/* Answers for trouble of the server's own, and logs what it was. */
void kontord_service_fail (KontordService *self, KontordRequest *request, const GError *error);

G_END_DECLS
