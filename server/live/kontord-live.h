/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "http/kontord-request.h"

G_BEGIN_DECLS

/* A request is answered after this long in any case, milliseconds, and not all at once. A client that
 * hears nothing for nine seconds takes its line for dead. */
#define KONTORD_LEAST_PARKING 3000
#define KONTORD_MOST_PARKING 6000

/**
 * KontordLive:
 *
 * Requests that wait for something new in their tenant. They are told only that there is something,
 * never what: everything is right without them. Thread-safe.
 */
typedef struct _KontordLive KontordLive;

KontordLive *kontord_live_new (void);
/* Nothing may be parked any more. */
void kontord_live_free (KontordLive *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontordLive, kontord_live_free)

/* Takes @request, which is suspended, until there is a change after @since or its time has come; at
 * once where @seq or what was announced meanwhile is one. @now: milliseconds of a clock that does not
 * jump. */
void kontord_live_park (KontordLive *self,
                        KontordRequest *request,
                        const char *tenant,
                        gint64 since,
                        gint64 seq,
                        gint64 now);

/* There is change @seq in @tenant. */
void kontord_live_announce (KontordLive *self, const char *tenant, gint64 seq);

/* To be called every KONTORD_TICK: answers those whose time has come. */
void kontord_live_tick (KontordLive *self, gint64 now);

/* The server stops: answers everybody, now and from now on. */
void kontord_live_close (KontordLive *self);

guint kontord_live_get_n_parked (KontordLive *self);

G_END_DECLS
