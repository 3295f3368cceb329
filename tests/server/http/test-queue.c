/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http/kontord-queue.h"

typedef struct
{
  GMutex mutex;
  GCond changed;
  gboolean is_open;
  guint running, most_running, done;
} Gate;

static void
gate_init (Gate *gate)
{
  *gate = (Gate) { 0 };
  g_mutex_init (&gate->mutex);
  g_cond_init (&gate->changed);
}

static void
gate_open (Gate *gate)
{
  g_mutex_lock (&gate->mutex);
  gate->is_open = TRUE;
  g_cond_broadcast (&gate->changed);
  g_mutex_unlock (&gate->mutex);
}

static void
gate_wait_running (Gate *gate, guint running)
{
  g_mutex_lock (&gate->mutex);
  while (gate->running < running)
    g_cond_wait (&gate->changed, &gate->mutex);
  g_mutex_unlock (&gate->mutex);
}

static void
pass (gpointer data)
{
  Gate *gate = data;

  g_mutex_lock (&gate->mutex);
  gate->running++;
  gate->most_running = MAX (gate->most_running, gate->running);
  g_cond_broadcast (&gate->changed);
  while (!gate->is_open)
    g_cond_wait (&gate->changed, &gate->mutex);
  gate->running--;
  gate->done++;
  g_mutex_unlock (&gate->mutex);
}

static void
test_bound (void)
{
  Gate gate;
  KontordQueue *queue = kontord_queue_new (2, 3);

  gate_init (&gate);
  for (int i = 0; i < 5; i++)
    g_assert_true (kontord_queue_push (queue, pass, &gate));
  g_assert_false (kontord_queue_push (queue, pass, &gate));
  gate_wait_running (&gate, 2);
  g_assert_false (kontord_queue_push (queue, pass, &gate));
  gate_open (&gate);
  kontord_queue_free (queue);
  g_assert_cmpint (gate.done, ==, 5);
  g_assert_cmpint (gate.most_running, ==, 2);
}

static void
test_place_is_free_again (void)
{
  Gate gate;
  KontordQueue *queue = kontord_queue_new (1, 0);
  guint taken = 0;

  gate_init (&gate);
  gate_open (&gate);
  while (taken < 100)
    taken += kontord_queue_push (queue, pass, &gate);
  kontord_queue_free (queue);
  g_assert_cmpint (gate.done, ==, 100);
}

static void
test_continuation_comes_in (void)
{
  Gate gate;
  KontordQueue *queue = kontord_queue_new (1, 0);

  gate_init (&gate);
  g_assert_true (kontord_queue_push (queue, pass, &gate));
  g_assert_false (kontord_queue_push (queue, pass, &gate));
  kontord_queue_push_always (queue, pass, &gate);
  gate_open (&gate);
  kontord_queue_free (queue);
  g_assert_cmpint (gate.done, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/queue/is-bounded-and-runs-what-it-took", test_bound);
  g_test_add_func ("/queue/a-place-is-free-again", test_place_is_free_again);
  g_test_add_func ("/queue/a-continuation-comes-in-always", test_continuation_comes_in);
  return g_test_run ();
}
