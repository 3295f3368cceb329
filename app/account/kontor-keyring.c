/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "account/kontor-keyring.h"

#include "util/kontor-error.h"

#include <libsecret/secret.h>
#include <stdlib.h>
#include <string.h>
#include <yyjson.h>

/* A keyring that is locked asks for its password, which takes a person a while; one that hangs is
 * not waited for beyond that. Seconds. */
#define PATIENCE 60
/* Who signs in does not wait for the keyring's own question. Seconds. */
#define SAVE_PATIENCE 3

struct _KontorKeyring
{
  GObject parent_instance;

  gboolean keeps;
};

enum
{
  PROP_KEEPS = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void kontor_keyring_iface_init (KontorTokenStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KontorKeyring,
                               kontor_keyring,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KONTOR_TYPE_TOKEN_STORE,
                                                      kontor_keyring_iface_init))

/* The "key" is the workspace's own name for its sign-in: several workspaces have one each. */
static const SecretSchema schema = {
  .name = "org.kontor.Kontor.SignIn",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = { { "key", SECRET_SCHEMA_ATTRIBUTE_STRING } },
};

/* A question to the keyring on its way. */
typedef struct
{
  KontorKeyring *keyring;
  DexPromise *promise;
  GCancellable *cancellable;
  guint timeout;
  guint impatience; /* of a save; 0 once it has been answered */
} Request;

static void
set_keeps (KontorKeyring *self, gboolean keeps)
{
  if (self->keeps == keeps)
    return;
  self->keeps = keeps;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEEPS]);
}

static gboolean
give_up_cb (gpointer data)
{
  Request *self = data;

  self->timeout = 0;
  g_cancellable_cancel (self->cancellable);
  return G_SOURCE_REMOVE;
}

static Request *
request_new (KontorTokenStore *store)
{
  Request *self = g_new0 (Request, 1);

  self->keyring = g_object_ref (KONTOR_KEYRING (store));
  self->promise = dex_promise_new ();
  self->cancellable = g_cancellable_new ();
  self->timeout = g_timeout_add_seconds (PATIENCE, give_up_cb, self);
  return self;
}

static void
request_free (Request *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_object_unref (self->keyring);
  g_object_unref (self->cancellable);
  dex_unref (self->promise);
  g_free (self);
}

static void
note (KontorKeyring *self, const GError *error)
{
  if (error != NULL)
    g_debug ("keyring: %s", error->message);
  set_keeps (self, error == NULL);
}

/* NULL for what is no sign-in. */
static KontorTokens *
read_tokens (const char *text)
{
  yyjson_doc *doc = yyjson_read (text, strlen (text), 0);
  yyjson_val *root = yyjson_doc_get_root (doc);
  const char *refresh = yyjson_get_str (yyjson_obj_get (root, "refresh"));
  KontorTokens *tokens = NULL;

  if (refresh != NULL)
    {
      tokens = g_new0 (KontorTokens, 1);
      tokens->access = g_strdup (yyjson_get_str (yyjson_obj_get (root, "access")));
      tokens->expires = yyjson_get_sint (yyjson_obj_get (root, "expires"));
      tokens->refresh = g_strdup (refresh);
    }
  yyjson_doc_free (doc);
  return tokens;
}

/* From malloc(); the caller wipes it. */
static char *
write_tokens (const KontorTokens *tokens)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  char *text;

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_str (doc, root, "access", tokens->access);
  yyjson_mut_obj_add_int (doc, root, "expires", tokens->expires);
  yyjson_mut_obj_add_str (doc, root, "refresh", tokens->refresh);
  text = yyjson_mut_write (doc, 0, NULL);
  yyjson_mut_doc_free (doc);
  return text;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Request *self = data;
  g_autoptr (GError) error = NULL;
  char *text = secret_password_lookup_finish (result, &error);
  KontorTokens *tokens = text != NULL ? read_tokens (text) : NULL;

  note (self->keyring, error);
  if (tokens != NULL)
    dex_promise_resolve_boxed (self->promise, KONTOR_TYPE_TOKENS, tokens);
  else
    dex_promise_reject (self->promise, g_error_new_literal (KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND,
                                                            "no sign-in is kept"));
  secret_password_free (text);
  request_free (self);
}

static DexFuture *
load (KontorTokenStore *store, const char *key)
{
  Request *request = request_new (store);
  DexFuture *future = dex_ref (DEX_FUTURE (request->promise));

  secret_password_lookup (&schema, request->cancellable, loaded_cb, request, "key", key, NULL);
  return future;
}

/* It goes on, and what comes of it is noted. */
static gboolean
do_not_wait_cb (gpointer data)
{
  Request *self = data;

  self->impatience = 0;
  set_keeps (self->keyring, FALSE);
  dex_promise_resolve_boolean (self->promise, FALSE);
  return G_SOURCE_REMOVE;
}

static void
end_save (Request *self, const GError *error)
{
  note (self->keyring, error);
  if (self->impatience != 0)
    dex_promise_resolve_boolean (self->promise, error == NULL);
  g_clear_handle_id (&self->impatience, g_source_remove);
  request_free (self);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  secret_password_store_finish (result, &error);
  end_save (data, error);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  secret_password_clear_finish (result, &error);
  end_save (data, error);
}

static DexFuture *
save (KontorTokenStore *store, const char *key, const KontorTokens *tokens)
{
  Request *request = request_new (store);
  DexFuture *future = dex_ref (DEX_FUTURE (request->promise));
  char *text;

  request->impatience = g_timeout_add_seconds (SAVE_PATIENCE, do_not_wait_cb, request);
  if (tokens == NULL)
    {
      secret_password_clear (&schema, request->cancellable, cleared_cb, request, "key", key, NULL);
      return future;
    }
  text = write_tokens (tokens);
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, "Kontor", text, request->cancellable,
                         stored_cb, request, "key", key, NULL);
  explicit_bzero (text, strlen (text));
  free (text);
  return future;
}

static void
kontor_keyring_iface_init (KontorTokenStoreInterface *iface)
{
  iface->load = load;
  iface->save = save;
}

static void
kontor_keyring_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_KEEPS)
    g_value_set_boolean (value, KONTOR_KEYRING (object)->keeps);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kontor_keyring_class_init (KontorKeyringClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = kontor_keyring_get_property;
  properties[PROP_KEEPS]
      = g_param_spec_boolean ("keeps", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kontor_keyring_init (KontorKeyring *self)
{
  self->keeps = TRUE;
}

KontorTokenStore *
kontor_keyring_new (void)
{
  return g_object_new (KONTOR_TYPE_KEYRING, NULL);
}

gboolean
kontor_keyring_get_keeps (KontorKeyring *self)
{
  return self->keeps;
}
