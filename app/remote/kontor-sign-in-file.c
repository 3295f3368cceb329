/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "remote/kontor-sign-in-file.h"

#include "util/kontor-error.h"

#include <glib/gstdio.h>
#include <string.h>

#define GROUP "sign-in"
#define SUFFIX "-sign-in"

struct _KontorSignInFile
{
  GObject parent_instance;

  char *path;
};

static void kontor_sign_in_file_iface_init (KontorTokenStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KontorSignInFile,
                               kontor_sign_in_file,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KONTOR_TYPE_TOKEN_STORE,
                                                      kontor_sign_in_file_iface_init))

static DexFuture *
load (KontorTokenStore *store, const char *key)
{
  KontorSignInFile *self = KONTOR_SIGN_IN_FILE (store);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *kept = NULL;
  KontorTokens *tokens;

  if (g_key_file_load_from_file (file, self->path, G_KEY_FILE_NONE, NULL))
    kept = g_key_file_get_string (file, GROUP, "key", NULL);
  if (g_strcmp0 (kept, key) != 0)
    return dex_future_new_for_error (
        g_error_new_literal (KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND, "no sign-in is kept"));
  tokens = g_new0 (KontorTokens, 1);
  tokens->access = g_key_file_get_string (file, GROUP, "access", NULL);
  tokens->refresh = g_key_file_get_string (file, GROUP, "refresh", NULL);
  tokens->expires = g_key_file_get_int64 (file, GROUP, "expires", NULL);
  return dex_future_new_take_boxed (KONTOR_TYPE_TOKENS, tokens);
}

static DexFuture *
save (KontorTokenStore *store, const char *key, const KontorTokens *tokens)
{
  KontorSignInFile *self = KONTOR_SIGN_IN_FILE (store);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (tokens == NULL)
    {
      g_unlink (self->path);
      return dex_future_new_for_boolean (TRUE);
    }
  g_key_file_set_string (file, GROUP, "key", key);
  g_key_file_set_string (file, GROUP, "access", tokens->access);
  g_key_file_set_string (file, GROUP, "refresh", tokens->refresh);
  g_key_file_set_int64 (file, GROUP, "expires", tokens->expires);
  text = g_key_file_to_data (file, &length, NULL);
  /* A new file with that mode takes the place of the old one, whatever mode that had. */
  if (!g_file_set_contents_full (self->path, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT,
                                 0600, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  explicit_bzero (text, length);
  return dex_future_new_for_boolean (TRUE);
}

static void
kontor_sign_in_file_iface_init (KontorTokenStoreInterface *iface)
{
  iface->load = load;
  iface->save = save;
}

static void
kontor_sign_in_file_finalize (GObject *object)
{
  g_free (KONTOR_SIGN_IN_FILE (object)->path);
  G_OBJECT_CLASS (kontor_sign_in_file_parent_class)->finalize (object);
}

static void
kontor_sign_in_file_class_init (KontorSignInFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kontor_sign_in_file_finalize;
}

static void
kontor_sign_in_file_init (KontorSignInFile *self)
{
}

KontorTokenStore *
kontor_sign_in_file_new (const char *workspace)
{
  KontorSignInFile *self = g_object_new (KONTOR_TYPE_SIGN_IN_FILE, NULL);

  self->path = g_strconcat (workspace, SUFFIX, NULL);
  return KONTOR_TOKEN_STORE (self);
}

gboolean
kontor_sign_in_file_exists (const char *workspace)
{
  g_autofree char *path = g_strconcat (workspace, SUFFIX, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}
