/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KONTOR_BENCH_WIDTH 1100
#define KONTOR_BENCH_HEIGHT 900

/* Whether a window shows what is waited for. */
typedef gboolean (*KontorBenchIsShown) (GtkWidget *window);

/**
 * kontor_bench_frame_watch:
 *
 * For a program that is started to see how long that takes: makes the first window of @application
 * as large as all are, and when a frame has been painted in which @is_shown holds (NULL: at once)
 * notes the time. Once nothing more happens it writes a line to standard output and ends the process:
 * that time in milliseconds of the clock that only runs, what was computed until then, and the
 * process's proportional and private memory in KiB.
 */
void kontor_bench_frame_watch (GtkApplication *application, KontorBenchIsShown is_shown);

G_END_DECLS
