/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench/kontor-bench.h"

#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <time.h>

gboolean
kontor_figure_print (const KontorFigure *figure)
{
  double ratio = figure->baseline > 0 ? figure->value / figure->baseline : 0;
  gboolean holds = figure->aim == KONTOR_BENCH_VALUE_AT_MOST   ? figure->value <= figure->target
                   : figure->aim == KONTOR_BENCH_RATIO_AT_MOST ? ratio <= figure->target
                                                               : ratio >= figure->target;

  printf ("{\"name\":\"%s\",\"value\":%.4f,\"unit\":\"%s\",\"baseline\":%.4f,\"ratio\":%.3f,"
          "\"target\":\"%s %g\",\"holds\":%s}\n",
          figure->name, figure->value, figure->unit, figure->baseline, ratio,
          figure->aim == KONTOR_BENCH_VALUE_AT_MOST   ? "at most"
          : figure->aim == KONTOR_BENCH_RATIO_AT_MOST ? "ratio at most"
                                                      : "ratio at least",
          figure->target, holds ? "true" : "false");
  fflush (stdout);
  return holds;
}

gboolean
kontor_bench_is_quick (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    if (g_str_equal (argv[i], "--quick"))
      return TRUE;
  return FALSE;
}

void
kontor_bench_check (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

char *
kontor_bench_make_folder (void)
{
  GError *error = NULL;
  char *folder = g_dir_make_tmp ("kontor-bench-XXXXXX", &error);

  kontor_bench_check (error);
  return folder;
}

void
kontor_bench_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        kontor_bench_remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

double
kontor_bench_percentile (GArray *values, double percent)
{
  guint index = ceil (values->len * percent / 100);

  g_assert (values->len > 0);
  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, MAX (index, 1) - 1);
}

double
kontor_bench_mean (GArray *values)
{
  double sum = 0;

  g_assert (values->len > 0);
  for (guint i = 0; i < values->len; i++)
    sum += g_array_index (values, double, i);
  return sum / values->len;
}

static double
read_clock (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

double
kontor_bench_now (void)
{
  return read_clock (CLOCK_MONOTONIC);
}

double
kontor_bench_cpu (void)
{
  return read_clock (CLOCK_THREAD_CPUTIME_ID);
}

void
kontor_bench_say (const char *format, ...)
{
  va_list args;

  va_start (args, format);
  vfprintf (stderr, format, args);
  va_end (args);
  fputc ('\n', stderr);
}
