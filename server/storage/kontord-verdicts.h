/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/kontord-storage.h"
#include "store/kontor-database.h"

G_BEGIN_DECLS

/**
 * Verdicts that were given and not yet acknowledged, packed by the push that brought them: a retry
 * is answered from them word for word. A done operation takes 20 bytes, and 12 once that is
 * acknowledged.
 */

/* Adds the verdict of the operation whose hash is @hash to @packed. */
void kontord_verdicts_append (GByteArray *packed, guint64 hash, const KontorVerdict *verdict);

/* Those of operations @first_n and following, @n_verdicts in all. */
gboolean kontord_verdicts_store (KontorDatabase *database,
                                 guint32 device,
                                 gint64 first_n,
                                 guint n_verdicts,
                                 GByteArray *packed,
                                 GError **error);

/* Of what @device has acknowledged up to @ack only that it was answered is kept, for
 * kontord_verdicts_find(); what is too old is forgotten. */
gboolean kontord_verdicts_forget (KontorDatabase *database,
                                  guint32 device,
                                  gint64 ack,
                                  gint64 last_n,
                                  GError **error);

/* Whether operation @n of @device was the one whose hash is @hash, and why it was refused, if it was:
 * a copy of the device's file may still hold it, to be sent under another number. */
gboolean kontord_verdicts_find (KontorDatabase *database,
                                guint32 device,
                                gint64 n,
                                guint64 hash,
                                gboolean *found,
                                KontorRefusal *refusal,
                                GError **error);

/* Appends to @verdicts those of the first @count operations of @push, all of which were answered
 * before; fewer, up to the end of a group, where their rows, @length bytes, reach KONTOR_SYNC_PAGE_BYTES. @is_same
 * gets FALSE where one of them was something else then, or is forgotten. */
gboolean kontord_verdicts_recall (KontorDatabase *database,
                                  const KontorSchema *schema,
                                  const KontorPush *push,
                                  guint count,
                                  GPtrArray *verdicts,
                                  gsize *length,
                                  gboolean *is_same,
                                  GError **error);

G_END_DECLS
