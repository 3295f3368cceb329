/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sim.h"

#include <errno.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

/* Every so many seeds one is run again: the same seed must give the same. */
#define REPEAT_EVERY 50

typedef struct
{
  guint64 counts[SIM_N_COUNTS];
} Totals;

/* Seeds that are run in several processes. */
typedef struct
{
  guint64 first;
  guint count;
  guint steps;
  guint jobs;
} Batch;

typedef struct
{
  pid_t process;
  int file;
} Job;

static guint64
run (const SimTemplate *template, guint64 seed, guint steps, gboolean loud, Totals *totals)
{
  Sim *sim = sim_new (template, seed, loud);
  guint64 hash;

  sim_run (sim, steps);
  sim_check_end (sim, template);
  hash = sim->hash;
  for (guint i = 0; i < SIM_N_COUNTS; i++)
    totals->counts[i] += sim->counts[i];
  sim_free (sim);
  return hash;
}

static void
run_one (guint64 seed, guint steps)
{
  SimTemplate *template = sim_template_new ();
  Totals totals = { 0 };

  printf ("end %016" G_GINT64_MODIFIER "x\n", run (template, seed, steps, TRUE, &totals));
  sim_template_free (template);
}

/* What one process runs: each @jobs-th seed. FALSE where one does not give the same twice. */
static gboolean
run_share (const Batch *batch, guint job, Totals *totals, GArray *ends)
{
  SimTemplate *template = sim_template_new ();
  gboolean is_same = TRUE;

  for (guint i = job; i < batch->count && is_same; i += batch->jobs)
    {
      guint64 seed = batch->first + i;
      guint64 end = run (template, seed, batch->steps, FALSE, totals);

      g_array_append_val (ends, end);
      is_same = i % REPEAT_EVERY != 0 || run (template, seed, batch->steps, FALSE, totals) == end;
      if (!is_same)
        fprintf (stderr, "seed %" G_GUINT64_FORMAT ": the same seed does not give the same\n",
                 seed);
    }
  sim_template_free (template);
  return is_same;
}

static gboolean
write_all (int file, gconstpointer data, gsize length)
{
  const char *bytes = data;

  while (length > 0)
    {
      gssize done = write (file, bytes, length);

      if (done <= 0)
        return FALSE;
      bytes += done;
      length -= (gsize) done;
    }
  return TRUE;
}

static gboolean
read_all (int file, gpointer data, gsize length)
{
  char *bytes = data;

  while (length > 0)
    {
      gssize done = read (file, bytes, length);

      if (done <= 0)
        return FALSE;
      bytes += done;
      length -= (gsize) done;
    }
  return TRUE;
}

/* In a process of its own: one that fails ends. What came of it goes to @file. */
static G_GNUC_NORETURN void
be_job (const Batch *batch, guint job, int file)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint64));
  Totals totals = { 0 };
  gboolean is_done = run_share (batch, job, &totals, ends)
                     && write_all (file, &totals, sizeof totals)
                     && write_all (file, &ends->len, sizeof ends->len)
                     && write_all (file, ends->data, ends->len * sizeof (guint64));

  fflush (stdout);
  _exit (is_done ? 0 : 1);
}

static Job
start_job (const Batch *batch, guint number)
{
  int files[2];
  Job job;

  fflush (stdout);
  if (pipe (files) != 0 || (job.process = fork ()) < 0)
    g_error ("%s", g_strerror (errno));
  if (job.process == 0)
    {
      close (files[0]);
      be_job (batch, number, files[1]);
    }
  close (files[1]);
  job.file = files[0];
  return job;
}

static gboolean
finish_job (const Job *job, Totals *totals, GHashTable *states)
{
  Totals own;
  guint count;
  int status;
  gboolean is_read
      = read_all (job->file, &own, sizeof own) && read_all (job->file, &count, sizeof count);

  for (guint i = 0; is_read && i < count; i++)
    {
      guint64 end;

      is_read = read_all (job->file, &end, sizeof end);
      g_hash_table_add (states, g_memdup2 (&end, sizeof end));
    }
  close (job->file);
  if (is_read)
    for (guint i = 0; i < G_N_ELEMENTS (own.counts); i++)
      totals->counts[i] += own.counts[i];
  return waitpid (job->process, &status, 0) == job->process && status == 0 && is_read;
}

static gboolean
run_batch (const Batch *batch)
{
  g_autoptr (GHashTable) states = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) jobs = g_array_new (FALSE, FALSE, sizeof (Job));
  gint64 start = g_get_monotonic_time ();
  Totals totals = { 0 };
  gboolean held = TRUE;

  for (guint i = 0; i < batch->jobs; i++)
    {
      Job job = start_job (batch, i);

      g_array_append_val (jobs, job);
    }
  for (guint i = 0; i < batch->jobs; i++)
    held &= finish_job (&g_array_index (jobs, Job, i), &totals, states);
  printf ("%u seeds in %.1f s: %u different ends", batch->count,
          (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC, g_hash_table_size (states));
  for (guint i = 0; i < SIM_N_COUNTS; i++)
    printf (", %" G_GUINT64_FORMAT " %s", totals.counts[i], sim_counts[i]);
  printf ("; %s\n", held ? "everything held" : "something did not hold");
  return held;
}

int
main (int argc, char **argv)
{
  gint64 seed = -1, first = 1;
  int seeds = 1000, steps = 80, jobs = (int) g_get_num_processors ();
  const GOptionEntry entries[] = {
    { "seeds", 0, 0, G_OPTION_ARG_INT, &seeds, "run so many seeds (1000)", "N" },
    { "first", 0, 0, G_OPTION_ARG_INT64, &first, "from this one on (1)", "N" },
    { "jobs", 0, 0, G_OPTION_ARG_INT, &jobs, "in so many processes (one a core)", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "run one seed and tell all that happens", "S" },
    { "steps", 0, 0, G_OPTION_ARG_INT, &steps, "so many things happen before all heals (80)", "N" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  Batch batch;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc > 1 || seeds < 1 || steps < 0
      || jobs < 1)
    {
      fprintf (stderr, "simulate: %s\n", error != NULL ? error->message : "see --help");
      return 2;
    }
  batch = (Batch) { (guint64) first, (guint) seeds, (guint) steps, (guint) MIN (jobs, seeds) };
  if (seed < 0)
    return run_batch (&batch) ? 0 : 1;
  run_one ((guint64) seed, batch.steps);
  return 0;
}
