/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/kontord-guards.h"
#include "storage/kontord-reading.h"
#include "storage/kontord-tenant-file.h"

G_BEGIN_DECLS

/* kontord_storage_apply() on an open file. */
gboolean kontord_apply_push (KontordTenantFile *file,
                             const KontordGuards *guards,
                             const KontordActor *actor,
                             const KontorPush *push,
                             KontordReading *reading,
                             gint64 now,
                             KontordOutcome *outcome,
                             KontorAnswer **answer,
                             gint64 *expected,
                             GError **error);

G_END_DECLS
