/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "attention/kontor-attention.h"

#include "store/kontor-conflicts.h"
#include "store/kontor-outbox.h"

gint64
kontor_attention_count (KontorStore *store)
{
  return kontor_outbox_count_refused (store) + kontor_conflicts_count (store);
}
