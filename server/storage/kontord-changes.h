/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/kontord-tenant-file.h"

G_BEGIN_DECLS

/* kontord_storage_list_changes() on an open file. */
gboolean kontord_changes_list (KontordTenantFile *file,
                               const KontordActor *actor,
                               const char *cursor,
                               guint max,
                               gint64 now,
                               KontordOutcome *outcome,
                               GBytes **page,
                               GError **error);

G_END_DECLS
