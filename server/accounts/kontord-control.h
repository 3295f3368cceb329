/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-database.h"

G_BEGIN_DECLS

/**
 * KontordControl:
 *
 * The control file of a server: which tenants there are, who may sign in to which, and who is. What
 * a tenant keeps is in a file of its own. Two connections, one to read and one to write; each is one
 * thread's at a time, others wait. The command line opens the same file beside a running server.
 */
typedef struct _KontordControl KontordControl;

/* Opens DIR/control.db, making folder (for its owner only) and file where they are missing. */
KontordControl *kontord_control_open (const char *folder, KontorClock *clock, GError **error);
void kontord_control_close (KontordControl *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontordControl, kontord_control_close)

KontorClock *kontord_control_get_clock (KontordControl *self);

/* The connection that reads, until the end is told. */
KontorDatabase *kontord_control_begin_read (KontordControl *self);
void kontord_control_end_read (KontordControl *self);

/* The connection that writes, in a transaction; NULL where it could not be begun. What the end is
 * told to keep is on the disk when it returns TRUE; else nothing of it is. */
KontorDatabase *kontord_control_begin_write (KontordControl *self, GError **error);
gboolean kontord_control_end_write (KontordControl *self, gboolean keep, GError **error);

G_END_DECLS
