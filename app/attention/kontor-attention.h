/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-record.h"
#include "store/kontor-store.h"

G_BEGIN_DECLS

/* How many changes of who works here somebody has to look at: those that the server refused and
 * those that lost against another one. On a thread of the workspace. */
gint64 kontor_attention_count (KontorStore *store);

G_END_DECLS
