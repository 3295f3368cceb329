/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-search-terms.h"
#include "store/kontor-search.h"

G_BEGIN_DECLS

/* Reads the row and says what in it, or in what belongs to it, @terms match. NULL with an error. */
KontorSearchHit *kontor_search_hit_new (KontorStore *store,
                                        const KontorEntity *entity,
                                        gint64 rowid,
                                        const KontorSearchTerms *terms,
                                        GError **error);

G_END_DECLS
