/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One bulk act at a time over all processes, and a queue before it: it writes in steps, and who waits
 * for the file is let in between two of them. SQLite's lock alone knows no queue: taken again at once,
 * the others' next try finds it taken, until they give up. Locks on a file beside the workspace's,
 * which the kernel lets go of when a process ends, however it ends. Descriptors are closed with
 * close(); -1 stands for none. */

/* For the workspace at @path: -1 with KONTOR_ERROR_BUSY where another bulk act is open. */
int kontor_bulk_lock_take (const char *path, GError **error);

/* Says that the caller waits for its turn, until what is returned is closed. -1 where no bulk act is
 * there to hear it. */
int kontor_bulk_lock_ask (const char *path);

gboolean kontor_bulk_lock_is_asked (int lock);

/* Waits until nobody waits, but no longer than a second. To be called with nothing locked in the
 * database. */
void kontor_bulk_lock_give_way (int lock);

G_END_DECLS
