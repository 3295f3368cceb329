/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "remote/kontor-token-store.h"

G_BEGIN_DECLS

#define MEMORY_TYPE_TOKENS (memory_tokens_get_type ())
G_DECLARE_FINAL_TYPE (MemoryTokens, memory_tokens, MEMORY, TOKENS, GObject)

/* A store that a test can look into. */
MemoryTokens *memory_tokens_new (void);
void memory_tokens_put (MemoryTokens *self, const KontorTokens *tokens);
/* NULL where none is kept. */
const char *memory_tokens_get_refresh (MemoryTokens *self);
/* Under which something was saved last. */
const char *memory_tokens_get_key (MemoryTokens *self);

G_END_DECLS
