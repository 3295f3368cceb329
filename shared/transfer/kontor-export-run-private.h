/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "transfer/kontor-exporter.h"

G_BEGIN_DECLS

typedef gboolean (*KontorExportRecordFunc) (KontorRecord *record,
                                            gpointer user_data,
                                            GError **error);

/* Calls @func for each record that @query finds, in its order, in one state of the workspace. */
gboolean kontor_export_run (KontorStore *store,
                            const KontorQuery *query,
                            const KontorExportOptions *options,
                            KontorExportRecordFunc func,
                            gpointer user_data,
                            GError **error);

/* Live parts of @record, in their order. KontorRecord. */
GPtrArray *kontor_export_list_parts (KontorStore *store,
                                     KontorRecord *record,
                                     const KontorEntity *part,
                                     guint parent,
                                     GError **error);

G_END_DECLS
