/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether a run under ThreadSanitizer sees what two threads do at once, and takes what GLib orders
 * for ordered. */

#include <gio/gio.h>

#define ROUNDS 1000

typedef struct
{
  GMutex lock;
  GCond changed;
  gboolean locks;
  int n_started; /* atomic */
  guint count;
} Counter;

static gpointer
count_up (gpointer data)
{
  Counter *self = data;

  /* A thread that begins when another has ended may be taken for the same one. */
  g_atomic_int_inc (&self->n_started);
  while (g_atomic_int_get (&self->n_started) < 2)
    g_thread_yield ();
  for (guint i = 0; i < ROUNDS; i++)
    {
      if (self->locks)
        g_mutex_lock (&self->lock);
      self->count++;
      if (self->locks)
        g_mutex_unlock (&self->lock);
    }
  return NULL;
}

static void
count_in_two_threads (gboolean locks)
{
  Counter counter = { .locks = locks };
  GThread *first, *second;

  g_mutex_init (&counter.lock);
  first = g_thread_new ("first", count_up, &counter);
  second = g_thread_new ("second", count_up, &counter);
  g_thread_join (first);
  g_thread_join (second);
  g_mutex_clear (&counter.lock);
  if (locks)
    g_assert_cmpuint (counter.count, ==, 2 * ROUNDS);
}

static void
test_race (void)
{
  if (g_test_subprocess ())
    {
      count_in_two_threads (FALSE);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*data race*count_up*");
}

static void
test_lock (void)
{
  count_in_two_threads (TRUE);
}

static gpointer
tell (gpointer data)
{
  Counter *self = data;

  g_mutex_lock (&self->lock);
  self->count++;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
  return NULL;
}

static void
test_condition (void)
{
  Counter counter = { 0 };
  GThread *thread;

  g_mutex_init (&counter.lock);
  g_cond_init (&counter.changed);
  g_mutex_lock (&counter.lock);
  thread = g_thread_new ("teller", tell, &counter);
  while (counter.count == 0)
    g_cond_wait (&counter.changed, &counter.lock);
  counter.count++;
  g_mutex_unlock (&counter.lock);
  g_thread_join (thread);
  g_assert_cmpuint (counter.count, ==, 2);
  g_cond_clear (&counter.changed);
  g_mutex_clear (&counter.lock);
}

static void
add_in_pool (gpointer data, gpointer user_data)
{
  guint *numbers = data;

  numbers[1] = numbers[0] + 1;
}

static void
test_pool (void)
{
  GThreadPool *pool = g_thread_pool_new (add_in_pool, NULL, 2, FALSE, NULL);
  guint numbers[8][2];

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      numbers[i][0] = i;
      g_thread_pool_push (pool, numbers[i], NULL);
    }
  g_thread_pool_free (pool, FALSE, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_assert_cmpuint (numbers[i][1], ==, i + 1);
}

static gboolean
take_number (gpointer data)
{
  guint *number = data;

  g_assert_cmpuint (*number, ==, 7);
  *number = 8;
  return G_SOURCE_REMOVE;
}

static gpointer
send_number (gpointer data)
{
  guint *number = data;

  *number = 7;
  g_idle_add_full (G_PRIORITY_DEFAULT, take_number, number, NULL);
  return NULL;
}

static void
test_source (void)
{
  guint number = 0;
  GThread *thread = g_thread_new ("sender", send_number, &number);

  /* The number may be looked at only by the thread that has it. */
  while (!g_main_context_iteration (NULL, TRUE))
    ;
  g_assert_cmpuint (number, ==, 8);
  g_thread_join (thread);
}

static void
free_number (gpointer data)
{
  guint *number = data;

  *number += 1;
}

static gpointer
drop_bytes (gpointer bytes)
{
  gsize length;
  const guint *number = g_bytes_get_data (bytes, &length);

  g_assert_cmpuint (*number, ==, 3);
  g_bytes_unref (bytes);
  return NULL;
}

static void
test_count (void)
{
  guint number = 3;
  GBytes *bytes = g_bytes_new_with_free_func (&number, sizeof number, free_number, &number);
  GThread *thread = g_thread_new ("holder", drop_bytes, g_bytes_ref (bytes));

  g_bytes_unref (bytes);
  g_thread_join (thread);
  g_assert_cmpuint (number, ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/threads/two-that-write-at-once-are-seen", test_race);
  g_test_add_func ("/threads/a-lock-orders", test_lock);
  g_test_add_func ("/threads/a-condition-orders", test_condition);
  g_test_add_func ("/threads/a-pool-orders", test_pool);
  g_test_add_func ("/threads/a-source-orders", test_source);
  g_test_add_func ("/threads/the-last-reference-orders", test_count);
  return g_test_run ();
}
