/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-strands.h"

struct _KontordStrands
{
  KontordQueue *queue;
  GMutex mutex;
  GCond idle;
  GHashTable *strands; /* tenant → Strand, those that have something to do */
};

typedef struct
{
  KontordStrands *owner;
  char *tenant;
  GQueue items;
} Strand;

typedef struct
{
  KontordWork work;
  gpointer data;
} Item;

static void
free_strand (gpointer data)
{
  Strand *strand = data;

  g_free (strand->tenant);
  g_free (strand);
}

KontordStrands *
kontord_strands_new (guint threads)
{
  KontordStrands *self = g_new0 (KontordStrands, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->idle);
  self->strands = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_strand);
  /* A strand is in the queue once, however much it has to do, and each was let in. */
  self->queue = kontord_queue_new (threads, 0);
  return self;
}

void
kontord_strands_free (KontordStrands *self)
{
  /* A turn that leaves something to do pushes the next one: the queue may end only after the last. */
  g_mutex_lock (&self->mutex);
  while (g_hash_table_size (self->strands) > 0)
    g_cond_wait (&self->idle, &self->mutex);
  g_mutex_unlock (&self->mutex);
  kontord_queue_free (self->queue);
  g_hash_table_unref (self->strands);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->idle);
  g_free (self);
}

/* One item; the strand stays at the head of its queue until it is done, so that nobody else begins
 * the next one. */
static void
take_turn (gpointer data)
{
  Strand *strand = data;
  KontordStrands *self = strand->owner;
  g_autofree Item *item = NULL;
  gboolean goes_on;

  g_mutex_lock (&self->mutex);
  item = g_queue_peek_head (&strand->items);
  g_mutex_unlock (&self->mutex);
  item->work (item->data);
  g_mutex_lock (&self->mutex);
  g_queue_pop_head (&strand->items);
  goes_on = !g_queue_is_empty (&strand->items);
  if (goes_on)
    kontord_queue_push_always (self->queue, take_turn, strand);
  else
    g_hash_table_remove (self->strands, strand->tenant);
  g_cond_signal (&self->idle);
  g_mutex_unlock (&self->mutex);
}

static Strand *
get_strand (KontordStrands *self, const char *tenant, gboolean *is_new)
{
  Strand *strand = g_hash_table_lookup (self->strands, tenant);

  *is_new = strand == NULL;
  if (strand != NULL)
    return strand;
  strand = g_new0 (Strand, 1);
  strand->owner = self;
  strand->tenant = g_strdup (tenant);
  g_queue_init (&strand->items);
  g_hash_table_insert (self->strands, strand->tenant, strand);
  return strand;
}

gboolean
kontord_strands_push (KontordStrands *self, const char *tenant, KontordWork work, gpointer data)
{
  gboolean is_new, is_taken;
  Strand *strand;

  g_mutex_lock (&self->mutex);
  strand = get_strand (self, tenant, &is_new);
  is_taken = strand->items.length <= KONTORD_MAX_WAITING_WRITES; /* and one that is being done */
  if (is_taken)
    {
      Item *item = g_new (Item, 1);

      *item = (Item) { work, data };
      g_queue_push_tail (&strand->items, item);
    }
  if (is_new)
    kontord_queue_push_always (self->queue, take_turn, strand);
  g_mutex_unlock (&self->mutex);
  return is_taken;
}
