/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  KONTORD_PACE_HEAD,    /* a request's head is awaited */
  KONTORD_PACE_BODY,    /* the body comes in */
  KONTORD_PACE_WORK,    /* it is the server's turn: no deadline for the client */
  KONTORD_PACE_SENDING, /* the client takes the answer */
} KontordPacePhase;

/**
 * KontordPace:
 *
 * Whether the other side of a connection keeps up. The library's own timeout counts silence only,
 * and one byte now and then would hold a connection for ever: the head has to be there in time,
 * and bodies and answers have to move at a minimum rate. Pure: times are given, in milliseconds of
 * one clock that never jumps. Not thread-safe.
 */
typedef struct
{
  KontordPacePhase phase;
  gint64 since;    /* when the phase began */
  gint64 deadline; /* KONTORD_PACE_HEAD, KONTORD_PACE_SENDING */
  gint64 received; /* KONTORD_PACE_BODY: bytes so far */
} KontordPace;

/* A new connection, or one that was answered and may send its next request. */
void kontord_pace_begin (KontordPace *self, gint64 now, gboolean is_first);
void kontord_pace_receive (KontordPace *self, gint64 now, gsize bytes);
void kontord_pace_work (KontordPace *self, gint64 now);
void kontord_pace_send (KontordPace *self, gint64 now, gsize bytes);

gboolean kontord_pace_is_overdue (const KontordPace *self, gint64 now);

G_END_DECLS
