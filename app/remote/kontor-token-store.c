/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "remote/kontor-token-store.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (KontorTokens, kontor_tokens, kontor_tokens_copy, kontor_tokens_free)
G_DEFINE_INTERFACE (KontorTokenStore, kontor_token_store, G_TYPE_OBJECT)

static void
kontor_token_store_default_init (KontorTokenStoreInterface *iface)
{
}

KontorTokens *
kontor_tokens_copy (const KontorTokens *self)
{
  KontorTokens *copy = g_new0 (KontorTokens, 1);

  copy->access = g_strdup (self->access);
  copy->expires = self->expires;
  copy->refresh = g_strdup (self->refresh);
  return copy;
}

static void
wipe (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

void
kontor_tokens_free (KontorTokens *self)
{
  if (self == NULL)
    return;
  wipe (self->access);
  wipe (self->refresh);
  g_free (self);
}

DexFuture *
kontor_token_store_load (KontorTokenStore *self, const char *key)
{
  return KONTOR_TOKEN_STORE_GET_IFACE (self)->load (self, key);
}

DexFuture *
kontor_token_store_save (KontorTokenStore *self, const char *key, const KontorTokens *tokens)
{
  return KONTOR_TOKEN_STORE_GET_IFACE (self)->save (self, key, tokens);
}
