/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "memory-tokens.h"

#include "util/kontor-error.h"

struct _MemoryTokens
{
  GObject parent_instance;

  KontorTokens *tokens;
  char *key;
};

static void memory_tokens_iface_init (KontorTokenStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MemoryTokens,
                               memory_tokens,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KONTOR_TYPE_TOKEN_STORE,
                                                      memory_tokens_iface_init))

static DexFuture *
load (KontorTokenStore *store, const char *key)
{
  MemoryTokens *self = MEMORY_TOKENS (store);

  if (self->tokens == NULL)
    return dex_future_new_for_error (
        g_error_new_literal (KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND, "none"));
  return dex_future_new_take_boxed (KONTOR_TYPE_TOKENS, kontor_tokens_copy (self->tokens));
}

static DexFuture *
save (KontorTokenStore *store, const char *key, const KontorTokens *tokens)
{
  memory_tokens_put (MEMORY_TOKENS (store), tokens);
  g_set_str (&MEMORY_TOKENS (store)->key, key);
  return dex_future_new_for_boolean (TRUE);
}

static void
memory_tokens_iface_init (KontorTokenStoreInterface *iface)
{
  iface->load = load;
  iface->save = save;
}

static void
memory_tokens_finalize (GObject *object)
{
  g_clear_pointer (&MEMORY_TOKENS (object)->tokens, kontor_tokens_free);
  g_free (MEMORY_TOKENS (object)->key);
  G_OBJECT_CLASS (memory_tokens_parent_class)->finalize (object);
}

static void
memory_tokens_class_init (MemoryTokensClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = memory_tokens_finalize;
}

static void
memory_tokens_init (MemoryTokens *self)
{
}

MemoryTokens *
memory_tokens_new (void)
{
  return g_object_new (MEMORY_TYPE_TOKENS, NULL);
}

void
memory_tokens_put (MemoryTokens *self, const KontorTokens *tokens)
{
  KontorTokens *copy = tokens != NULL ? kontor_tokens_copy (tokens) : NULL;

  g_clear_pointer (&self->tokens, kontor_tokens_free);
  self->tokens = copy;
}

const char *
memory_tokens_get_refresh (MemoryTokens *self)
{
  return self->tokens != NULL ? self->tokens->refresh : NULL;
}

const char *
memory_tokens_get_key (MemoryTokens *self)
{
  return self->key;
}
