/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http/kontord-certificate.h"

#include <string.h>

/* Certificates from one's own up to a root. */
#define MAX_CHAIN 16
#define KEY_ID_SIZE 64

struct _KontordCertificate
{
  char *certificate_file;
  char *key_file;
  GMutex mutex;
  GBytes *certificate; /* PEM */
  GBytes *key;
};

static GBytes *
read_file (const char *path, GError **error)
{
  g_autoptr (GError) own = NULL;
  char *text;
  gsize length;

  if (g_file_get_contents (path, &text, &length, &own))
    return g_bytes_new_take (text, length);
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_IO, own->message);
  return NULL;
}

static gnutls_datum_t
get_datum (GBytes *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  return (gnutls_datum_t) { (guchar *) data, size };
}

static void
free_chain (gnutls_pcert_st *chain, guint length)
{
  for (guint i = 0; i < length; i++)
    gnutls_pcert_deinit (&chain[i]);
  gnutls_free (chain);
}

static gboolean
parse_chain (GBytes *pem, gnutls_pcert_st **chain, guint *length)
{
  gnutls_datum_t datum = get_datum (pem);

  *length = MAX_CHAIN;
  *chain = gnutls_calloc (MAX_CHAIN, sizeof **chain);
  if (gnutls_pcert_list_import_x509_raw (*chain, length, &datum, GNUTLS_X509_FMT_PEM, 0) >= 0)
    return TRUE;
  gnutls_free (*chain);
  return FALSE;
}

static gboolean
parse_key (GBytes *pem, gnutls_privkey_t *key)
{
  gnutls_datum_t datum = get_datum (pem);

  gnutls_privkey_init (key);
  if (gnutls_privkey_import_x509_raw (*key, &datum, GNUTLS_X509_FMT_PEM, NULL, 0) >= 0)
    return TRUE;
  gnutls_privkey_deinit (*key);
  return FALSE;
}

static gboolean
belong_together (gnutls_pcert_st *certificate, gnutls_privkey_t key)
{
  guint8 certificate_id[KEY_ID_SIZE] = { 0 }, key_id[KEY_ID_SIZE] = { 0 };
  size_t certificate_size = KEY_ID_SIZE, key_size = KEY_ID_SIZE;
  gnutls_pubkey_t public;
  gboolean is_same;

  gnutls_pubkey_init (&public);
  is_same
      = gnutls_pubkey_import_privkey (public, key, 0, 0) >= 0
        && gnutls_pubkey_get_key_id (public, 0, key_id, &key_size) >= 0
        && gnutls_pubkey_get_key_id (certificate->pubkey, 0, certificate_id, &certificate_size) >= 0
        && memcmp (certificate_id, key_id, KEY_ID_SIZE) == 0;
  gnutls_pubkey_deinit (public);
  return is_same;
}

/* Each of the checks gives what is wrong, or NULL. */
static const char *
check_pair (GBytes *certificate, GBytes *key)
{
  gnutls_pcert_st *chain;
  gnutls_privkey_t parsed;
  gboolean is_pair;
  guint length;

  if (!parse_chain (certificate, &chain, &length))
    return "The certificate file holds no certificate";
  if (!parse_key (key, &parsed))
    {
      free_chain (chain, length);
      return "The key file holds no key";
    }
  is_pair = belong_together (&chain[0], parsed);
  free_chain (chain, length);
  gnutls_privkey_deinit (parsed);
  return is_pair ? NULL : "The key is not the certificate's";
}

gboolean
kontord_certificate_reload (KontordCertificate *self, GError **error)
{
  g_autoptr (GBytes) certificate = read_file (self->certificate_file, error);
  g_autoptr (GBytes) key = certificate != NULL ? read_file (self->key_file, error) : NULL;
  const char *wrong;

  if (key == NULL)
    return FALSE;
  wrong = check_pair (certificate, key);
  if (wrong != NULL)
    {
      g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_INVALID, wrong);
      return FALSE;
    }
  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->certificate, g_bytes_unref);
  g_clear_pointer (&self->key, g_bytes_unref);
  self->certificate = g_steal_pointer (&certificate);
  self->key = g_steal_pointer (&key);
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

KontordCertificate *
kontord_certificate_new (const char *certificate_file, const char *key_file, GError **error)
{
  KontordCertificate *self = g_new0 (KontordCertificate, 1);

  g_mutex_init (&self->mutex);
  self->certificate_file = g_strdup (certificate_file);
  self->key_file = g_strdup (key_file);
  if (kontord_certificate_reload (self, error))
    return self;
  kontord_certificate_free (self);
  return NULL;
}

void
kontord_certificate_free (KontordCertificate *self)
{
  g_clear_pointer (&self->certificate, g_bytes_unref);
  g_clear_pointer (&self->key, g_bytes_unref);
  g_mutex_clear (&self->mutex);
  g_free (self->certificate_file);
  g_free (self->key_file);
  g_free (self);
}

gboolean
kontord_certificate_copy (KontordCertificate *self,
                          gnutls_pcert_st **chain,
                          guint *length,
                          gnutls_privkey_t *key)
{
  g_autoptr (GBytes) certificate = NULL;
  g_autoptr (GBytes) key_pem = NULL;

  g_mutex_lock (&self->mutex);
  certificate = g_bytes_ref (self->certificate);
  key_pem = g_bytes_ref (self->key);
  g_mutex_unlock (&self->mutex);
  if (!parse_chain (certificate, chain, length))
    return FALSE;
  if (parse_key (key_pem, key))
    return TRUE;
  free_chain (*chain, *length);
  return FALSE;
}
