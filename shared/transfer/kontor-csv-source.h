/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "transfer/kontor-import-plan.h"

G_BEGIN_DECLS

/**
 * kontor_csv_source_new:
 * @plan: of the file, whole; with @shared kept as long as the source
 * @currency: of amounts that name none, where the plan names none either
 *
 * The rows of a file of comma-separated values as drafts of records. KONTOR_ERROR_NOT_FOUND, DENIED,
 * IO; INVALID where the file is no text or the plan does not fit it; LIMIT.
 */
KontorDraftSource *kontor_csv_source_new (const KontorSchema *schema,
                                          const char *path,
                                          const KontorFilePlan *plan,
                                          const KontorImportPlan *shared,
                                          const char *currency,
                                          GError **error);

G_END_DECLS
