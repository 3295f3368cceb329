/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-workspace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * KontorDayWatch:
 *
 * Sees that another day has begun, and lets the workspace be read anew: what is overdue, what
 * "today" finds and how dates read depends on the day. It looks when the day should end, now and
 * then, as a computer may have slept, and when one comes back to the window. Main thread.
 */
typedef struct _KontorDayWatch KontorDayWatch;

/* @window is not referenced; the watch has to go before it. */
KontorDayWatch *kontor_day_watch_new (GtkWindow *window, KontorWorkspace *workspace);
void kontor_day_watch_free (KontorDayWatch *self);

G_END_DECLS
