/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-job-queue.h"

#include <pthread.h>

struct _KontorJobQueue
{
  KontorJobRun run;
  KontorJobLeave leave;
  KontorJobDone done;
  gpointer user_data;

  pthread_mutex_t lock; /* guards what follows */
  pthread_cond_t changed;
  GQueue jobs;
  guint n_threads;
  gboolean closed;
};

static gpointer
take_job (KontorJobQueue *self)
{
  gpointer job;

  pthread_mutex_lock (&self->lock);
  while (g_queue_is_empty (&self->jobs) && !self->closed)
    pthread_cond_wait (&self->changed, &self->lock);
  job = g_queue_pop_head (&self->jobs);
  pthread_mutex_unlock (&self->lock);
  return job;
}

static void
free_queue (KontorJobQueue *self)
{
  pthread_cond_destroy (&self->changed);
  pthread_mutex_destroy (&self->lock);
  g_free (self);
}

static void *
work (void *data)
{
  KontorJobQueue *self = data;
  gpointer own = NULL, job;
  gboolean is_last;

  while ((job = take_job (self)) != NULL)
    self->run (job, &own, self->user_data);
  self->leave (own, self->user_data);

  pthread_mutex_lock (&self->lock);
  is_last = --self->n_threads == 0;
  pthread_mutex_unlock (&self->lock);
  if (is_last)
    {
      self->done (self->user_data);
      free_queue (self);
    }
  return NULL;
}

static gboolean
start_thread (KontorJobQueue *self)
{
  pthread_t thread;

  if (pthread_create (&thread, NULL, work, self) != 0)
    return FALSE;
  pthread_detach (thread);
  return TRUE;
}

/* Threads that were started count themselves out under the lock, so the count must be whole before
 * the first of them can end. */
static guint
start_threads (KontorJobQueue *self, guint n_threads)
{
  pthread_mutex_lock (&self->lock);
  while (self->n_threads < n_threads && start_thread (self))
    self->n_threads++;
  n_threads = self->n_threads;
  pthread_mutex_unlock (&self->lock);
  return n_threads;
}

KontorJobQueue *
kontor_job_queue_new (guint n_threads,
                      KontorJobRun run,
                      KontorJobLeave leave,
                      KontorJobDone done,
                      gpointer user_data)
{
  KontorJobQueue *self = g_new0 (KontorJobQueue, 1);

  self->run = run;
  self->leave = leave;
  self->done = done;
  self->user_data = user_data;
  g_queue_init (&self->jobs);
  pthread_mutex_init (&self->lock, NULL);
  pthread_cond_init (&self->changed, NULL);
  /* Fewer threads than asked for do the same work. */
  if (start_threads (self, n_threads) > 0)
    return self;
  free_queue (self);
  return NULL;
}

gboolean
kontor_job_queue_push (KontorJobQueue *self, gpointer job)
{
  gboolean taken;

  pthread_mutex_lock (&self->lock);
  taken = !self->closed;
  if (taken)
    {
      g_queue_push_tail (&self->jobs, job);
      pthread_cond_signal (&self->changed);
    }
  pthread_mutex_unlock (&self->lock);
  return taken;
}

void
kontor_job_queue_close (KontorJobQueue *self)
{
  pthread_mutex_lock (&self->lock);
  self->closed = TRUE;
  pthread_cond_broadcast (&self->changed);
  pthread_mutex_unlock (&self->lock);
}
