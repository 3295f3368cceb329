/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorSyncLock:
 *
 * Of all processes that have a workspace open, one syncs it: the one that holds this. It is let go
 * when the process ends, however it ends.
 */
typedef struct _KontorSyncLock KontorSyncLock;

/* For the workspace file at @path. KONTOR_ERROR_BUSY while another process, or another lock of this
 * one, has it; READ_ONLY where the folder can't be written. */
KontorSyncLock *kontor_sync_lock_take (const char *path, GError **error);
void kontor_sync_lock_release (KontorSyncLock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorSyncLock, kontor_sync_lock_release)

G_END_DECLS
