/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "bench/kontor-bench-frame.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Milliseconds after which whatever a start leaves to be done later is done. */
#define SETTLED 1500

typedef struct
{
  KontorBenchIsShown is_shown;
  GtkWidget *window;
  double shown;
  double computed;
} Watch;

static double
read_clock (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static long
read_memory (const char *rollup, const char *name)
{
  const char *line = strstr (rollup, name);

  return line != NULL ? strtol (line + strlen (name), NULL, 10) : 0;
}

static gboolean
report_cb (gpointer data)
{
  const Watch *self = data;
  g_autofree char *rollup = NULL;

  g_file_get_contents ("/proc/self/smaps_rollup", &rollup, NULL, NULL);
  g_assert (rollup != NULL);
  printf ("%.3f %.3f %ld %ld\n", self->shown, self->computed, read_memory (rollup, "\nPss:"),
          read_memory (rollup, "\nPrivate_Clean:") + read_memory (rollup, "\nPrivate_Dirty:"));
  fflush (stdout);
  _exit (0);
}

static void
painted_cb (GdkFrameClock *clock, Watch *self)
{
  if (self->shown > 0 || (self->is_shown != NULL && !self->is_shown (self->window)))
    return;
  self->shown = read_clock (CLOCK_MONOTONIC);
  self->computed = read_clock (CLOCK_PROCESS_CPUTIME_ID);
  g_timeout_add (SETTLED, report_cb, self);
}

/* By now it has taken the size that it remembers. */
static void
realized_cb (GtkWidget *window, Watch *self)
{
  gtk_window_set_default_size (GTK_WINDOW (window), KONTOR_BENCH_WIDTH, KONTOR_BENCH_HEIGHT);
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb),
                    self);
}

static void
added_cb (GtkApplication *application, GtkWindow *window, Watch *self)
{
  if (self->window != NULL)
    return;
  self->window = GTK_WIDGET (window);
  g_signal_connect (window, "realize", G_CALLBACK (realized_cb), self);
}

void
kontor_bench_frame_watch (GtkApplication *application, KontorBenchIsShown is_shown)
{
  Watch *self = g_new0 (Watch, 1); /* as long as the process */

  self->is_shown = is_shown;
  g_signal_connect (application, "window-added", G_CALLBACK (added_cb), self);
}
