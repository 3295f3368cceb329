/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-store.h"
#include "transfer/kontor-import-plan.h"
#include "transfer/kontor-inspection.h"

G_BEGIN_DECLS

/* What a workspace remembers of files it imported, by the names of their columns: what their keys
 * are keys of, always, so that the same export under another name finds its records again; and the
 * whole plan where somebody decided on it. A file without a header is not remembered. */

/* NULL where nothing is. Free the result. */
char *kontor_import_memory_dup_source (KontorStore *store, const KontorInspection *inspection);
KontorFilePlan *kontor_import_memory_find (KontorStore *store, const KontorInspection *inspection);

gboolean kontor_import_memory_keep (KontorStore *store,
                                    const KontorInspection *inspection,
                                    const KontorFilePlan *plan,
                                    gboolean decided,
                                    GError **error);

G_END_DECLS
