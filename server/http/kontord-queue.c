/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http/kontord-queue.h"

struct _KontordQueue
{
  GThreadPool *pool;
  int room; /* atomic: how many more may come in */
};

typedef struct
{
  KontordWork work;
  gpointer data;
} Item;

static void
run_item (gpointer data, gpointer user_data)
{
  g_autofree Item *item = data;
  KontordQueue *self = user_data;

  item->work (item->data);
  g_atomic_int_inc (&self->room);
}

KontordQueue *
kontord_queue_new (guint threads, guint max_waiting)
{
  KontordQueue *self = g_new0 (KontordQueue, 1);

  self->room = threads + max_waiting;
  /* Not exclusive: threads start when there is work and end when there has been none for long. */
  self->pool = g_thread_pool_new (run_item, self, threads, FALSE, NULL);
  return self;
}

void
kontord_queue_free (KontordQueue *self)
{
  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_free (self);
}

static void
push_item (KontordQueue *self, KontordWork work, gpointer data)
{
  Item *item = g_new (Item, 1);

  item->work = work;
  item->data = data;
  /* A thread that can't be started leaves the item queued for those that run. */
  g_thread_pool_push (self->pool, item, NULL);
}

gboolean
kontord_queue_push (KontordQueue *self, KontordWork work, gpointer data)
{
  if (g_atomic_int_add (&self->room, -1) <= 0)
    {
      g_atomic_int_inc (&self->room);
      return FALSE;
    }
  push_item (self, work, data);
  return TRUE;
}

void
kontord_queue_push_always (KontordQueue *self, KontordWork work, gpointer data)
{
  g_atomic_int_add (&self->room, -1);
  push_item (self, work, data);
}
