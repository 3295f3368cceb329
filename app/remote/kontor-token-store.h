/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* A sign-in. */
typedef struct
{
  char *access;   /* NULL where none is kept */
  gint64 expires; /* of access, milliseconds since 1970 */
  char *refresh;
} KontorTokens;

#define KONTOR_TYPE_TOKENS (kontor_tokens_get_type ())
GType kontor_tokens_get_type (void);
KontorTokens *kontor_tokens_copy (const KontorTokens *self);
void kontor_tokens_free (KontorTokens *self); /* leaves nothing of them in memory */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorTokens, kontor_tokens_free)

#define KONTOR_TYPE_TOKEN_STORE (kontor_token_store_get_type ())
G_DECLARE_INTERFACE (KontorTokenStore, kontor_token_store, KONTOR, TOKEN_STORE, GObject)

/**
 * KontorTokenStore:
 *
 * Where sign-ins are kept between two runs. Main thread.
 */
struct _KontorTokenStoreInterface
{
  GTypeInterface parent;

  /* Resolves to KontorTokens (boxed), or is rejected with KONTOR_ERROR_NOT_FOUND. */
  DexFuture *(*load) (KontorTokenStore *self, const char *key);
  /* NULL forgets what is kept. Resolves to a boolean; where nothing can be kept, that is no error:
   * then one signs in anew next time. */
  DexFuture *(*save) (KontorTokenStore *self, const char *key, const KontorTokens *tokens);
};

/* @key: one sign-in of one workspace. */
DexFuture *kontor_token_store_load (KontorTokenStore *self, const char *key);
DexFuture *
kontor_token_store_save (KontorTokenStore *self, const char *key, const KontorTokens *tokens);

G_END_DECLS
