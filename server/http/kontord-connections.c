/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http/kontord-connections.h"

#include <sys/socket.h>

struct _KontordConnections
{
  GMutex mutex;
  GQueue open;
  gboolean is_ending;
};

static gint64
read_time (void)
{
  return g_get_monotonic_time () / 1000;
}

KontordConnections *
kontord_connections_new (void)
{
  KontordConnections *self = g_new0 (KontordConnections, 1);

  g_mutex_init (&self->mutex);
  g_queue_init (&self->open);
  return self;
}

void
kontord_connections_free (KontordConnections *self)
{
  g_assert (g_queue_is_empty (&self->open));
  g_mutex_clear (&self->mutex);
  g_free (self);
}

KontordConnection *
kontord_connections_add (KontordConnections *self, int fd, gpointer listener)
{
  KontordConnection *connection = g_new0 (KontordConnection, 1);

  connection->all = self;
  connection->link.data = connection;
  connection->fd = fd;
  connection->listener = listener;
  kontord_pace_begin (&connection->pace, read_time (), TRUE);
  g_mutex_lock (&self->mutex);
  g_queue_push_tail_link (&self->open, &connection->link);
  if (self->is_ending)
    shutdown (fd, SHUT_RDWR);
  g_mutex_unlock (&self->mutex);
  return connection;
}

void
kontord_connections_remove (KontordConnection *connection)
{
  g_mutex_lock (&connection->all->mutex);
  g_queue_unlink (&connection->all->open, &connection->link);
  g_mutex_unlock (&connection->all->mutex);
  g_free (connection);
}

void
kontord_connection_rest (KontordConnection *connection)
{
  g_mutex_lock (&connection->all->mutex);
  kontord_pace_begin (&connection->pace, read_time (), FALSE);
  g_mutex_unlock (&connection->all->mutex);
}

void
kontord_connection_receive (KontordConnection *connection, gsize bytes)
{
  g_mutex_lock (&connection->all->mutex);
  kontord_pace_receive (&connection->pace, read_time (), bytes);
  g_mutex_unlock (&connection->all->mutex);
}

void
kontord_connection_work (KontordConnection *connection)
{
  g_mutex_lock (&connection->all->mutex);
  kontord_pace_work (&connection->pace, read_time ());
  g_mutex_unlock (&connection->all->mutex);
}

void
kontord_connection_send (KontordConnection *connection, gsize bytes)
{
  g_mutex_lock (&connection->all->mutex);
  kontord_pace_send (&connection->pace, read_time (), bytes);
  g_mutex_unlock (&connection->all->mutex);
}

void
kontord_connections_cut_slow (KontordConnections *self, gint64 now)
{
  g_mutex_lock (&self->mutex);
  for (GList *link = self->open.head; link != NULL; link = link->next)
    {
      KontordConnection *connection = link->data;

      if (kontord_pace_is_overdue (&connection->pace, now))
        shutdown (connection->fd, SHUT_RDWR);
    }
  g_mutex_unlock (&self->mutex);
}

void
kontord_connections_cut_talkers (KontordConnections *self)
{
  g_mutex_lock (&self->mutex);
  self->is_ending = TRUE;
  for (GList *link = self->open.head; link != NULL; link = link->next)
    {
      KontordConnection *connection = link->data;

      if (connection->pace.phase == KONTORD_PACE_HEAD
          || connection->pace.phase == KONTORD_PACE_BODY)
        shutdown (connection->fd, SHUT_RDWR);
    }
  g_mutex_unlock (&self->mutex);
}
