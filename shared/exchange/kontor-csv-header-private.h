/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/kontor-csv-dialect.h"

G_BEGIN_DECLS

/* Whether the first row behind the preamble of @sample names the columns rather than being data. A
 * row of names stands above columns of numbers, dates, addresses and the like without being one; if
 * nothing tells, it is taken for a header, as files mostly have one. */
gboolean kontor_csv_header_detect (const char *sample,
                                   gsize length,
                                   gboolean is_whole,
                                   const KontorCsvDialect *dialect);

G_END_DECLS
