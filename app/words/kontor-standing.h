/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sync/kontor-replica.h"

G_BEGIN_DECLS

/**
 * KontorStanding:
 * @waiting: changes that the server has not answered
 * @attention: changes that somebody has to look at
 * @contact: when the server was last heard, milliseconds since 1970; 0: never
 *
 * How a workspace stands with its server, for the one row that tells the truth about the data. A
 * plain value.
 */
typedef struct
{
  KontorReplicaState state;
  gint64 waiting;
  gint64 attention;
  gint64 contact;
} KontorStanding;

/* "In step, 2 min ago", "Offline, 12 changes wait". Free it. */
char *kontor_standing_dup_label (const KontorStanding *self, gint64 now);
/* A symbolic icon whose shape says the same. */
const char *kontor_standing_get_icon (const KontorStanding *self);

/* "just now", "2 min ago", and from an hour on the day and the time. Free it. */
char *kontor_standing_dup_ago (gint64 instant, gint64 now);

G_END_DECLS
