/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "http/kontord-queue.h"

G_BEGIN_DECLS

/* Pushes that may wait for one tenant. */
#define KONTORD_MAX_WAITING_WRITES 64

/**
 * KontordStrands:
 *
 * Work that is done one after the other for each tenant, in the order it came, by threads that all
 * tenants share. A tenant that has much to do gets one turn like the others. Thread-safe.
 */
typedef struct _KontordStrands KontordStrands;

KontordStrands *kontord_strands_new (guint threads);
/* Does what waits, then ends. Nobody may push any more. */
void kontord_strands_free (KontordStrands *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontordStrands, kontord_strands_free)

/* FALSE, and nothing taken, where KONTORD_MAX_WAITING_WRITES are waiting for @tenant already. */
gboolean
kontord_strands_push (KontordStrands *self, const char *tenant, KontordWork work, gpointer data);

G_END_DECLS
