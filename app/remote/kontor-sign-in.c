/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "remote/kontor-sign-in-private.h"

#include "sync/kontor-push.h"
#include "util/kontor-error.h"

#include <string.h>
#include <yyjson.h>

typedef yyjson_doc Document;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Document, yyjson_doc_free)

G_DEFINE_BOXED_TYPE (KontorSignIn, kontor_sign_in, kontor_sign_in_ref, kontor_sign_in_unref)

KontorSignIn *
kontor_sign_in_ref (KontorSignIn *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_sign_in (gpointer data)
{
  KontorSignIn *self = data;

  g_free (self->tenant);
  g_free (self->epoch);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
}

void
kontor_sign_in_unref (KontorSignIn *self)
{
  g_atomic_rc_box_release_full (self, clear_sign_in);
}

static void
free_secret (gpointer data)
{
  explicit_bzero (data, strlen (data));
  free (data);
}

/* Writes @doc and frees it. What it held is wiped where it ends. */
static GBytes *
write_document (yyjson_mut_doc *doc)
{
  size_t length;
  char *text = yyjson_mut_write (doc, 0, &length);

  yyjson_mut_doc_free (doc);
  return g_bytes_new_with_free_func (text, length, free_secret, text);
}

/* The name under which people find the device in a list. */
static void
add_device (yyjson_mut_doc *doc, yyjson_mut_val *root, const char *installation)
{
  yyjson_mut_val *device = yyjson_mut_obj_add_obj (doc, root, "device");

  yyjson_mut_obj_add_strcpy (doc, device, "name", g_get_host_name ());
  if (installation != NULL)
    yyjson_mut_obj_add_strcpy (doc, device, "id", installation);
}

GBytes *
kontor_sign_in_make (const KontorCredentials *credentials)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_str (doc, root, "email", credentials->account);
  yyjson_mut_obj_add_str (doc, root, "password", credentials->password);
  if (credentials->tenant != NULL)
    yyjson_mut_obj_add_str (doc, root, "tenant", credentials->tenant);
  add_device (doc, root, credentials->installation);
  return write_document (doc);
}

GBytes *
kontor_sign_in_make_refresh (const char *refresh)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_str (doc, root, "refresh", refresh);
  return write_document (doc);
}

/* The copy of a workspace is an installation of its own: asked again, as the answer got lost, it is
 * the same device, and it is when somebody signs in there. */
GBytes *
kontor_sign_in_make_device (const char *installation)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);

  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_strcpy (doc, root, "name", g_get_host_name ());
  if (installation != NULL)
    yyjson_mut_obj_add_strcpy (doc, root, "id", installation);
  return write_document (doc);
}

static const char *
get_text (yyjson_val *object, const char *key)
{
  return yyjson_get_str (yyjson_obj_get (object, key));
}

static Document *
parse (GBytes *body)
{
  gsize length;
  const char *text = g_bytes_get_data (body, &length);

  return text == NULL ? NULL : yyjson_read (text, length, 0);
}

KontorTokens *
kontor_sign_in_read_tokens (GBytes *body, gint64 now)
{
  g_autoptr (Document) doc = parse (body);
  yyjson_val *root = yyjson_doc_get_root (doc);
  const char *access = get_text (root, "access"), *refresh = get_text (root, "refresh");
  gint64 seconds = yyjson_get_sint (yyjson_obj_get (root, "expires"));
  KontorTokens *tokens;

  if (access == NULL || refresh == NULL)
    return NULL;
  tokens = g_new0 (KontorTokens, 1);
  tokens->access = g_strdup (access);
  tokens->refresh = g_strdup (refresh);
  tokens->expires = now + CLAMP (seconds, 0, G_MAXINT32) * 1000;
  return tokens;
}

static void
free_choice (gpointer data)
{
  KontorTenantChoice *choice = data;

  g_free (choice->name);
  g_free (choice->title);
  g_free (choice);
}

/* NULL where the answer offers none. */
static GPtrArray *
read_choices (yyjson_val *error)
{
  yyjson_val *tenants = yyjson_obj_get (error, "tenants"), *tenant;
  g_autoptr (GPtrArray) choices = NULL;
  size_t i, max;

  if (g_strcmp0 (get_text (error, "code"), "tenant") != 0 || yyjson_arr_size (tenants) == 0)
    return NULL;
  choices = g_ptr_array_new_with_free_func (free_choice);
  yyjson_arr_foreach (tenants, i, max, tenant)
  {
    KontorTenantChoice *choice = g_new0 (KontorTenantChoice, 1);

    choice->name = g_strdup (get_text (tenant, "name"));
    choice->title = g_strdup (get_text (tenant, "title"));
    g_ptr_array_add (choices, choice);
    if (choice->name == NULL)
      return NULL;
  }
  return g_steal_pointer (&choices);
}

static gboolean
read_member (KontorSignIn *sign_in, yyjson_val *root)
{
  const char *tenant = get_text (root, "tenant"), *epoch = get_text (root, "epoch");
  const char *member = get_text (root, "member");
  guint64 device = yyjson_get_uint (yyjson_obj_get (root, "device"));

  if (tenant == NULL || !kontor_epoch_is_valid (epoch) || member == NULL
      || !kontor_id_from_text (&sign_in->member, member) || device < 1 || device > G_MAXUINT32
      || get_text (root, "access") == NULL || get_text (root, "refresh") == NULL)
    return FALSE;
  sign_in->tenant = g_strdup (tenant);
  sign_in->epoch = g_strdup (epoch);
  sign_in->device = (guint32) device;
  sign_in->looks_on = g_strcmp0 (get_text (root, "role"), "viewer") == 0;
  return TRUE;
}

static int
find_error (KontorHttpAnswer *answer, const char *code)
{
  switch (answer->status)
    {
    case 0:
      return KONTOR_ERROR_OFFLINE;

    case 401:
    case 403:
      return KONTOR_ERROR_DENIED;

    case 409:
      return g_strcmp0 (code, "devices") == 0 ? KONTOR_ERROR_LIMIT : KONTOR_ERROR_INVALID;

    case 429:
    case 500:
    case 502:
    case 503:
    case 504:
      return KONTOR_ERROR_BUSY;

    default:
      return KONTOR_ERROR_INVALID;
    }
}

KontorSignIn *
kontor_sign_in_read (KontorHttpAnswer *answer, GError **error)
{
  g_autoptr (KontorSignIn) sign_in = g_atomic_rc_box_new0 (KontorSignIn);
  g_autoptr (Document) doc = answer->body != NULL ? parse (answer->body) : NULL;
  yyjson_val *root = yyjson_doc_get_root (doc), *trouble = yyjson_obj_get (root, "error");
  const char *code = get_text (trouble, "code");

  if (answer->status == 200 && read_member (sign_in, root))
    return g_steal_pointer (&sign_in);
  sign_in->choices = read_choices (trouble);
  if (answer->status == 409 && sign_in->choices != NULL)
    return g_steal_pointer (&sign_in);
  g_set_error (error, KONTOR_ERROR, find_error (answer, code), "signing in: %u %s", answer->status,
               answer->trouble != NULL ? answer->trouble
               : code != NULL          ? code
                                       : "");
  return NULL;
}
