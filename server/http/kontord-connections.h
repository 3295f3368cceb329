/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "http/kontord-pace.h"

G_BEGIN_DECLS

/**
 * KontordConnections:
 *
 * The open connections of a listener, and how each keeps up. Cutting one shuts its socket: the
 * library notices, and closes the descriptor, which stays its own. Thread-safe.
 */
typedef struct _KontordConnections KontordConnections;

typedef struct
{
  KontordConnections *all;
  GList link;
  int fd;
  KontordPace pace; /* guarded by @all */
  gpointer listener;
  gboolean is_target_bad; /* of the request at hand, which is the last one then; its own thread's */
} KontordConnection;

KontordConnections *kontord_connections_new (void);
/* None may be open. */
void kontord_connections_free (KontordConnections *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontordConnections, kontord_connections_free)

KontordConnection *kontord_connections_add (KontordConnections *self, int fd, gpointer listener);
/* Before the descriptor is closed. */
void kontord_connections_remove (KontordConnection *connection);

/* What a connection is about, as kontord-pace.h has it. */
void kontord_connection_rest (KontordConnection *connection);
void kontord_connection_receive (KontordConnection *connection, gsize bytes);
void kontord_connection_work (KontordConnection *connection);
void kontord_connection_send (KontordConnection *connection, gsize bytes);

/* Cuts those that are too slow by @now, in the milliseconds of g_get_monotonic_time(). */
void kontord_connections_cut_slow (KontordConnections *self, gint64 now);
/* The end: cuts who is still talking, and who comes from now on; who waits for an answer or takes
 * one goes on. */
void kontord_connections_cut_talkers (KontordConnections *self);

G_END_DECLS
