/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-job-queue.h"

#include <pthread.h>
#include <unistd.h>

#define N_JOBS 2000
#define N_PUSHERS 4

/* What the threads leave behind, under a lock that ThreadSanitizer knows. */
typedef struct
{
  pthread_mutex_t lock;
  pthread_cond_t changed;
  guint order[N_JOBS * N_PUSHERS];
  guint n_run;
  guint n_left;
  guint sum_left; /* of what each thread kept */
  gboolean done;
  gboolean slow;
  KontorJobQueue *queue;
} Record;

static void
init_record (Record *record)
{
  *record = (Record) { 0 };
  pthread_mutex_init (&record->lock, NULL);
  pthread_cond_init (&record->changed, NULL);
}

/* @own counts the jobs of its thread. */
static void
run (gpointer job, gpointer *own, gpointer user_data)
{
  Record *record = user_data;

  *own = GUINT_TO_POINTER (GPOINTER_TO_UINT (*own) + 1);
  if (record->slow)
    usleep (1000);
  pthread_mutex_lock (&record->lock);
  record->order[record->n_run++] = GPOINTER_TO_UINT (job);
  pthread_mutex_unlock (&record->lock);
}

static void
leave (gpointer own, gpointer user_data)
{
  Record *record = user_data;

  pthread_mutex_lock (&record->lock);
  record->n_left++;
  record->sum_left += GPOINTER_TO_UINT (own);
  pthread_mutex_unlock (&record->lock);
}

static void
end (gpointer user_data)
{
  Record *record = user_data;

  pthread_mutex_lock (&record->lock);
  g_assert_false (record->done);
  record->done = TRUE;
  pthread_cond_signal (&record->changed);
  pthread_mutex_unlock (&record->lock);
}

static void
wait_until_done (Record *record)
{
  pthread_mutex_lock (&record->lock);
  while (!record->done)
    pthread_cond_wait (&record->changed, &record->lock);
  pthread_mutex_unlock (&record->lock);
}

static void
test_order (void)
{
  Record record;

  init_record (&record);
  record.queue = kontor_job_queue_new (1, run, leave, end, &record);
  for (guint i = 1; i <= N_JOBS; i++)
    g_assert_true (kontor_job_queue_push (record.queue, GUINT_TO_POINTER (i)));
  kontor_job_queue_close (record.queue);
  wait_until_done (&record);
  g_assert_cmpuint (record.n_run, ==, N_JOBS);
  for (guint i = 0; i < N_JOBS; i++)
    g_assert_cmpuint (record.order[i], ==, i + 1);
  g_assert_cmpuint (record.n_left, ==, 1);
}

static void *
push_jobs (void *data)
{
  Record *record = data;

  for (guint i = 1; i <= N_JOBS; i++)
    g_assert_true (kontor_job_queue_push (record->queue, GUINT_TO_POINTER (i)));
  return NULL;
}

static void
test_many (void)
{
  pthread_t pushers[N_PUSHERS];
  guint counts[N_JOBS + 1] = { 0 };
  Record record;

  init_record (&record);
  record.queue = kontor_job_queue_new (3, run, leave, end, &record);
  for (guint i = 0; i < N_PUSHERS; i++)
    g_assert_cmpint (pthread_create (&pushers[i], NULL, push_jobs, &record), ==, 0);
  for (guint i = 0; i < N_PUSHERS; i++)
    pthread_join (pushers[i], NULL);
  kontor_job_queue_close (record.queue);
  wait_until_done (&record);
  g_assert_cmpuint (record.n_run, ==, N_JOBS * N_PUSHERS);
  for (guint i = 0; i < record.n_run; i++)
    counts[record.order[i]]++;
  for (guint i = 1; i <= N_JOBS; i++)
    g_assert_cmpuint (counts[i], ==, N_PUSHERS);
  g_assert_cmpuint (record.n_left, ==, 3);
  g_assert_cmpuint (record.sum_left, ==, record.n_run);
}

static void
test_close (void)
{
  Record record;

  init_record (&record);
  record.slow = TRUE;
  record.queue = kontor_job_queue_new (2, run, leave, end, &record);
  for (guint i = 1; i <= 20; i++)
    g_assert_true (kontor_job_queue_push (record.queue, GUINT_TO_POINTER (i)));
  kontor_job_queue_close (record.queue);
  /* Some of the jobs can't have begun yet, and the threads live while there are any. */
  g_assert_false (kontor_job_queue_push (record.queue, GUINT_TO_POINTER (21)));
  wait_until_done (&record);
  g_assert_cmpuint (record.n_run, ==, 20);
}

static void
test_idle (void)
{
  for (guint i = 0; i < 50; i++)
    {
      Record record;

      init_record (&record);
      record.queue = kontor_job_queue_new (3, run, leave, end, &record);
      kontor_job_queue_close (record.queue);
      wait_until_done (&record);
      g_assert_cmpuint (record.n_left, ==, 3);
      g_assert_cmpuint (record.n_run, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/job-queue/one-thread-keeps-the-order", test_order);
  g_test_add_func ("/job-queue/every-job-is-done-once", test_many);
  g_test_add_func ("/job-queue/closing-does-what-was-pushed", test_close);
  g_test_add_func ("/job-queue/an-idle-queue-ends", test_idle);
  return g_test_run ();
}
