/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorJobQueue:
 *
 * Threads that take jobs in the order they came. Each thread keeps something of its own between
 * jobs, such as a connection. Any thread may push and close.
 *
 * This stands on POSIX threads alone, so that ThreadSanitizer sees every lock it takes.
 */
typedef struct _KontorJobQueue KontorJobQueue;

/* Runs @job, which it owns, on a thread of the queue. @own is the thread's own, NULL at first. */
typedef void (*KontorJobRun) (gpointer job, gpointer *own, gpointer user_data);
/* The thread ends. */
typedef void (*KontorJobLeave) (gpointer own, gpointer user_data);
/* All threads have ended; called once, on the last of them. */
typedef void (*KontorJobDone) (gpointer user_data);

/* NULL where the system gives no threads. @user_data has to live until it is done. */
KontorJobQueue *kontor_job_queue_new (guint n_threads,
                                      KontorJobRun run,
                                      KontorJobLeave leave,
                                      KontorJobDone done,
                                      gpointer user_data);

/* FALSE where the queue is closed; @job is the caller's still. */
gboolean kontor_job_queue_push (KontorJobQueue *self, gpointer job);

/* Takes no more jobs. What was pushed is done, then the threads end, and the queue frees itself: it
 * may not be touched any more. Returns at once. */
void kontor_job_queue_close (KontorJobQueue *self);

G_END_DECLS
