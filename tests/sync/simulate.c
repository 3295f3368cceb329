/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sim.h"

#include <stdio.h>

/* Every so many seeds one is run again: the same seed must give the same. */
#define REPEAT_EVERY 50

typedef struct
{
  guint64 pushes, pages, refused, conflicts, crashes;
} Totals;

static guint64
run (const SimTemplate *template, guint64 seed, guint steps, gboolean loud, Totals *totals)
{
  Sim *sim = sim_new (template, seed, loud);
  guint64 hash;

  sim_run (sim, steps);
  sim_check_end (sim, template);
  hash = sim->hash;
  totals->pushes += sim->pushes;
  totals->pages += sim->pages;
  totals->refused += sim->refused;
  totals->conflicts += sim->conflicts;
  totals->crashes += sim->crashes;
  sim_free (sim);
  return hash;
}

static gboolean
run_many (const SimTemplate *template, guint64 first, guint count, guint steps)
{
  g_autoptr (GHashTable) states = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gint64 start = g_get_monotonic_time ();
  Totals totals = { 0 };

  for (guint i = 0; i < count; i++)
    {
      guint64 hash = run (template, first + i, steps, FALSE, &totals);

      g_hash_table_add (states, g_memdup2 (&hash, sizeof hash));
      if (i % REPEAT_EVERY == 0 && run (template, first + i, steps, FALSE, &totals) != hash)
        {
          fprintf (stderr, "seed %" G_GUINT64_FORMAT ": the same seed does not give the same\n",
                   first + i);
          return FALSE;
        }
    }
  printf ("%u seeds in %.1f s: %u different ends, %" G_GUINT64_FORMAT " pushes, %" G_GUINT64_FORMAT
          " pages, %" G_GUINT64_FORMAT " refused operations, %" G_GUINT64_FORMAT
          " conflicts, %" G_GUINT64_FORMAT " crashes; everything held\n",
          count, (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC,
          g_hash_table_size (states), totals.pushes, totals.pages, totals.refused, totals.conflicts,
          totals.crashes);
  return TRUE;
}

int
main (int argc, char **argv)
{
  gint64 seed = -1, first = 1;
  int seeds = 1000, steps = 80;
  const GOptionEntry entries[] = {
    { "seeds", 0, 0, G_OPTION_ARG_INT, &seeds, "run so many seeds (1000)", "N" },
    { "first", 0, 0, G_OPTION_ARG_INT64, &first, "from this one on (1)", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "run one seed and tell all that happens", "S" },
    { "steps", 0, 0, G_OPTION_ARG_INT, &steps, "so many things happen before all heals (80)", "N" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  SimTemplate *template;
  gboolean held = TRUE;
  Totals totals = { 0 };

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc > 1 || seeds < 1 || steps < 0)
    {
      fprintf (stderr, "simulate: %s\n", error != NULL ? error->message : "see --help");
      return 2;
    }
  template = sim_template_new ();
  if (seed >= 0)
    printf ("end %016" G_GINT64_MODIFIER "x\n",
            run (template, (guint64) seed, (guint) steps, TRUE, &totals));
  else
    held = run_many (template, (guint64) first, (guint) seeds, (guint) steps);
  sim_template_free (template);
  return held ? 0 : 1;
}
