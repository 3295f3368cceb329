/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-store.h"

G_BEGIN_DECLS

/* Days after which an open deal has gone quiet where its stage does not say. */
#define KONTOR_QUIET_DAYS 21

/**
 * kontor_quiet_deals_list:
 * @now: milliseconds since 1970 UTC
 * @limit: how many at most
 *
 * Open deals for which nothing is planned, and for which nothing was written down for as many days
 * as their stage allows (from their opening, where nothing ever was); the longest quiet first.
 *
 * Returns: (nullable): KontorRecord of deals.
 */
GPtrArray *kontor_quiet_deals_list (KontorStore *store, gint64 now, guint limit, GError **error);

/* How long each of those has been quiet: KontorId to days (GINT_TO_POINTER). */
GHashTable *kontor_quiet_deals_load (KontorStore *store, gint64 now, GError **error);

G_END_DECLS
