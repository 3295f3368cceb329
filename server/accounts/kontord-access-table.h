/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "accounts/kontord-principal.h"
#include "accounts/kontord-token.h"

G_BEGIN_DECLS

/**
 * KontordAccessTable:
 *
 * The access tokens that are good, by digest, in memory. A session has at most two: the newest and
 * the one before, which requests under way may still show. Thread-safe.
 */
typedef struct _KontordAccessTable KontordAccessTable;

KontordAccessTable *kontord_access_table_new (void);
void kontord_access_table_free (KontordAccessTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontordAccessTable, kontord_access_table_free)

/* Forgets those of the session's generations before the last one. */
void kontord_access_table_add (KontordAccessTable *self,
                               const KontordDigest *digest,
                               const KontordPrincipal *principal);
/* NULL where there is none, or it has ended at @now. Full transfer. */
KontordPrincipal *
kontord_access_table_find (KontordAccessTable *self, const KontordDigest *digest, gint64 now);
void kontord_access_table_remove_session (KontordAccessTable *self, gint64 session);
/* Those that have ended at @now. */
void kontord_access_table_expire (KontordAccessTable *self, gint64 now);
guint kontord_access_table_get_size (KontordAccessTable *self);

G_END_DECLS
