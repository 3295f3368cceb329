/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/kontorctl.h"
#include "transfer/kontor-import-files.h"

G_BEGIN_DECLS

/* What an import says while it runs, and prints at its end. */
typedef struct _KontorctlImportReport KontorctlImportReport;

/* NULL where there is no room for it. */
KontorctlImportReport *kontorctl_import_report_new (Kontorctl *self, gboolean dry_run);
void kontorctl_import_report_free (KontorctlImportReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorctlImportReport, kontorctl_import_report_free)

/* A KontorImportFunc whose user_data is the report. */
void kontorctl_import_report_take (const KontorImportEvent *event, gpointer report);

void kontorctl_import_report_print (KontorctlImportReport *self,
                                    KontorImportFiles *files,
                                    KontorImporter *importer,
                                    gint64 entry);

/* Notes in @plan what was probably meant by the names that were refused. */
void kontorctl_import_report_propose (KontorctlImportReport *self, KontorImportPlan *plan);

G_END_DECLS
