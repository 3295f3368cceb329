/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-reading.h"

#define NOBODY G_MAXUINT

struct _KontordReading
{
  const KontorSchema *schema;
  GBytes *body;
  KontorPush *push; /* written by who reads; of it others see what @count says */

  GMutex mutex;
  GCond changed;
  gboolean has_head;
  guint count;  /* operations that are there */
  guint wanted; /* how many somebody waits for, to be woken no sooner; NOBODY */
  gboolean is_over;
  GError *error; /* of the end, where it was a bad one */
};

static void
tell_progress (const KontorPush *push, gpointer data)
{
  KontordReading *self = data;
  gboolean is_wanted;

  g_mutex_lock (&self->mutex);
  self->has_head = TRUE;
  self->count = push->operations->len;
  is_wanted = self->wanted <= self->count;
  g_mutex_unlock (&self->mutex);
  /* Who is woken finds the lock free. */
  if (is_wanted)
    g_cond_signal (&self->changed);
}

/* Nothing of @self is touched after the lock is let go of: it may be freed then. */
static void
read_body (gpointer data)
{
  KontordReading *self = data;
  GError *error = NULL;
  gboolean is_read
      = kontor_push_read (self->push, self->schema, self->body, tell_progress, self, &error);

  g_mutex_lock (&self->mutex);
  self->count = is_read ? self->push->operations->len : self->count;
  self->error = error;
  self->is_over = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->mutex);
}

KontordReading *
kontord_reading_start (KontordQueue *queue, const KontorSchema *schema, GBytes *body)
{
  KontordReading *self = g_new0 (KontordReading, 1);

  self->schema = schema;
  self->body = g_bytes_ref (body);
  self->push = kontor_push_new ();
  self->wanted = NOBODY;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  if (g_bytes_get_size (body) < KONTORD_SMALL_PUSH || !kontord_queue_push (queue, read_body, self))
    read_body (self);
  return self;
}

static void
wait_until_over (KontordReading *self)
{
  g_mutex_lock (&self->mutex);
  while (!self->is_over)
    g_cond_wait (&self->changed, &self->mutex);
  g_mutex_unlock (&self->mutex);
}

void
kontord_reading_free (KontordReading *self)
{
  wait_until_over (self);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->changed);
  g_clear_error (&self->error);
  kontor_push_free (self->push);
  g_bytes_unref (self->body);
  g_free (self);
}

/* With the lock. */
static void
wait_for (KontordReading *self, guint count)
{
  self->wanted = count;
  while (!(self->has_head && self->count >= count) && !self->is_over)
    g_cond_wait (&self->changed, &self->mutex);
  self->wanted = NOBODY;
}

const KontorPush *
kontord_reading_get_push (KontordReading *self)
{
  gboolean is_there;

  g_mutex_lock (&self->mutex);
  wait_for (self, 0);
  is_there = self->has_head;
  g_mutex_unlock (&self->mutex);
  return is_there ? self->push : NULL;
}

guint
kontord_reading_wait (KontordReading *self, guint count)
{
  g_mutex_lock (&self->mutex);
  wait_for (self, count);
  count = self->count;
  g_mutex_unlock (&self->mutex);
  return count;
}

gboolean
kontord_reading_finish (KontordReading *self, GError **error)
{
  wait_until_over (self);
  if (self->error != NULL && error != NULL)
    *error = g_error_copy (self->error);
  return self->error == NULL;
}
