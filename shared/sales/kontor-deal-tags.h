/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-store.h"

G_BEGIN_DECLS

/* The tags of every live deal that has some: KontorId to a text of their names, "Fair · VIP". */
GHashTable *kontor_deal_tags_load (KontorStore *store, GError **error);

G_END_DECLS
