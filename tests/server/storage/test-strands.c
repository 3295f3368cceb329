/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-strands.h"

#define MANY 20 /* less than may wait */

typedef struct
{
  GMutex mutex;
  GCond changed;
  GString *order;
  guint running, most_running;
  gboolean is_open;
} Record;

typedef struct
{
  Record *record;
  char name;
} Job;

static void
record_init (Record *record, gboolean is_open)
{
  *record = (Record) { .order = g_string_new (NULL), .is_open = is_open };
  g_mutex_init (&record->mutex);
  g_cond_init (&record->changed);
}

static void
open_gate (Record *record)
{
  g_mutex_lock (&record->mutex);
  record->is_open = TRUE;
  g_cond_broadcast (&record->changed);
  g_mutex_unlock (&record->mutex);
}

static void
run_job (gpointer data)
{
  g_autofree Job *job = data;
  Record *record = job->record;

  g_mutex_lock (&record->mutex);
  record->running++;
  record->most_running = MAX (record->most_running, record->running);
  while (!record->is_open)
    g_cond_wait (&record->changed, &record->mutex);
  g_string_append_c (record->order, job->name);
  g_mutex_unlock (&record->mutex);
  g_usleep (100);
  g_mutex_lock (&record->mutex);
  record->running--;
  g_mutex_unlock (&record->mutex);
}

static gboolean
push (KontordStrands *strands, const char *tenant, Record *record, char name)
{
  Job *job = g_new (Job, 1);

  *job = (Job) { record, name };
  if (kontord_strands_push (strands, tenant, run_job, job))
    return TRUE;
  g_free (job);
  return FALSE;
}

static void
test_in_order (void)
{
  KontordStrands *strands = kontord_strands_new (4);
  Record record;

  record_init (&record, TRUE);
  for (int i = 0; i < MANY; i++)
    g_assert_true (push (strands, "acme", &record, 'a' + i));
  kontord_strands_free (strands);
  g_assert_cmpstr (record.order->str, ==, "abcdefghijklmnopqrst");
  g_assert_cmpint (record.most_running, ==, 1);
  g_string_free (record.order, TRUE);
}

static void
test_side_by_side (void)
{
  KontordStrands *strands = kontord_strands_new (4);
  Record record;
  guint running = 0;

  record_init (&record, FALSE);
  g_assert_true (push (strands, "acme", &record, 'a'));
  g_assert_true (push (strands, "zeta", &record, 'z'));
  for (int i = 0; i < 5000 && running < 2; i++)
    {
      g_usleep (1000);
      g_mutex_lock (&record.mutex);
      running = record.running;
      g_mutex_unlock (&record.mutex);
    }
  g_assert_cmpint (running, ==, 2);
  open_gate (&record);
  kontord_strands_free (strands);
  g_string_free (record.order, TRUE);
}

/* One thread for all: who has much to do does not keep the others waiting for the end of it. */
static void
test_turns (void)
{
  KontordStrands *strands = kontord_strands_new (1);
  Record record;

  record_init (&record, FALSE);
  for (int i = 0; i < MANY; i++)
    g_assert_true (push (strands, "acme", &record, 'a'));
  g_assert_true (push (strands, "zeta", &record, 'z'));
  open_gate (&record);
  kontord_strands_free (strands);
  g_assert_cmpint (record.order->str[1], ==, 'z');
  g_string_free (record.order, TRUE);
}

static void
test_bounded (void)
{
  KontordStrands *strands = kontord_strands_new (2);
  Record record;

  record_init (&record, FALSE);
  for (int i = 0; i < 1 + KONTORD_MAX_WAITING_WRITES; i++)
    g_assert_true (push (strands, "acme", &record, 'a'));
  g_assert_false (push (strands, "acme", &record, 'b'));
  g_assert_true (push (strands, "zeta", &record, 'z'));
  open_gate (&record);
  kontord_strands_free (strands);
  g_assert_cmpint (record.order->len, ==, 2 + KONTORD_MAX_WAITING_WRITES);
  g_string_free (record.order, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strands/one-tenant-s-work-is-done-in-order", test_in_order);
  g_test_add_func ("/strands/tenants-work-side-by-side", test_side_by_side);
  g_test_add_func ("/strands/tenants-take-turns", test_turns);
  g_test_add_func ("/strands/one-tenant-can-not-fill-the-server", test_bounded);
  return g_test_run ();
}
