/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One measured figure beside a baseline that was taken in the same run. */
typedef struct
{
  const char *name;
  double value;
  const char *unit;
  double baseline;
  double target; /* in @unit, or of value ÷ baseline */
  enum
  {
    KONTOR_BENCH_VALUE_AT_MOST,
    KONTOR_BENCH_RATIO_AT_MOST,
    KONTOR_BENCH_RATIO_AT_LEAST,
  } aim;
} KontorFigure;

/* Prints it as ./dev bench reads it: a JSON object on a line. TRUE where it holds. */
gboolean kontor_figure_print (const KontorFigure *figure);

/* Whether the program was asked to be --quick: to do a little of everything, so that one sees that it
 * works. What it prints then says nothing about speed. */
gboolean kontor_bench_is_quick (int argc, char **argv);

/* Ends the program, where there is an error. */
void kontor_bench_check (GError *error);

/* A folder of its own, to be freed with kontor_bench_remove_folder() and g_free(). */
char *kontor_bench_make_folder (void);
void kontor_bench_remove_folder (const char *folder);

/* Of doubles, which are sorted in place: what @percent of them are at most. */
double kontor_bench_percentile (GArray *values, double percent);

double kontor_bench_mean (GArray *values);

/* Milliseconds on a clock that only runs, and those that this thread has computed: where the two
 * differ much, something else kept the machine busy, and the figures say nothing. */
double kontor_bench_now (void);
double kontor_bench_cpu (void);

/* Says on standard error what takes its time. */
void kontor_bench_say (const char *format, ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS
