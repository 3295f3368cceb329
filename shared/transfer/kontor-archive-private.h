/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-store.h"

G_BEGIN_DECLS

/* Every entry of the journal as a line of JSON, oldest first, each followed by a line for every record
 * that it made or changed, with values by tag. */
gboolean kontor_archive_write_journal (KontorStore *store,
                                       KontorSink sink,
                                       gpointer sink_data,
                                       GError **error);

G_END_DECLS
