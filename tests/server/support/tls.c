/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/tls.h"

#include "support/http-client.h"

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <string.h>
#include <time.h>

static void
write_pem (const char *start, const char *end, const gnutls_datum_t *pem)
{
  g_autofree char *path = g_strconcat (start, end, NULL);

  g_assert_true (g_file_set_contents (path, (const char *) pem->data, pem->size, NULL));
}

char *
tls_make_certificate (const char *folder, const char *name)
{
  char *start = g_build_filename (folder, name, NULL);
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t certificate;
  gnutls_datum_t pem;
  guint8 serial = 1;

  gnutls_x509_privkey_init (&key);
  g_assert_cmpint (gnutls_x509_privkey_generate (
                       key, GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0),
                   ==, 0);
  gnutls_x509_crt_init (&certificate);
  gnutls_x509_crt_set_version (certificate, 3);
  gnutls_x509_crt_set_serial (certificate, &serial, 1);
  gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, name, strlen (name));
  gnutls_x509_crt_set_activation_time (certificate, time (NULL) - 3600);
  gnutls_x509_crt_set_expiration_time (certificate, time (NULL) + 3600);
  gnutls_x509_crt_set_key (certificate, key);
  g_assert_cmpint (gnutls_x509_crt_sign2 (certificate, certificate, key, GNUTLS_DIG_SHA256, 0), ==,
                   0);
  g_assert_cmpint (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &pem), ==, 0);
  write_pem (start, ".pem", &pem);
  gnutls_free (pem.data);
  g_assert_cmpint (gnutls_x509_privkey_export2 (key, GNUTLS_X509_FMT_PEM, &pem), ==, 0);
  write_pem (start, ".key", &pem);
  gnutls_free (pem.data);
  gnutls_x509_crt_deinit (certificate);
  gnutls_x509_privkey_deinit (key);
  return start;
}

static char *
dup_common_name (gnutls_session_t session)
{
  const gnutls_datum_t *shown = gnutls_certificate_get_peers (session, NULL);
  gnutls_x509_crt_t certificate;
  char name[128] = "";
  size_t size = sizeof name;

  gnutls_x509_crt_init (&certificate);
  g_assert_cmpint (gnutls_x509_crt_import (certificate, shown, GNUTLS_X509_FMT_DER), ==, 0);
  gnutls_x509_crt_get_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, 0, name, &size);
  gnutls_x509_crt_deinit (certificate);
  return g_strdup (name);
}

static char *
talk (gnutls_session_t session, const char *request)
{
  GString *answer = g_string_new (NULL);
  char bytes[4096];
  gssize got;

  g_assert_cmpint (gnutls_record_send (session, request, strlen (request)), ==, strlen (request));
  while ((got = gnutls_record_recv (session, bytes, sizeof bytes)) > 0)
    g_string_append_len (answer, bytes, got);
  return g_string_free_and_steal (answer);
}

char *
tls_exchange (guint port, const char *priorities, const char *request, char **seen)
{
  g_autoptr (HttpClient) client = http_client_new (port);
  gnutls_certificate_credentials_t credentials;
  gnutls_session_t session;
  char *answer = NULL;
  int result;

  gnutls_certificate_allocate_credentials (&credentials);
  gnutls_init (&session, GNUTLS_CLIENT);
  gnutls_credentials_set (session, GNUTLS_CRD_CERTIFICATE, credentials);
  g_assert_cmpint (gnutls_priority_set_direct (session, priorities, NULL), ==, 0);
  gnutls_transport_set_int (session, client->fd);
  do
    result = gnutls_handshake (session);
  while (result < 0 && !gnutls_error_is_fatal (result));
  if (result == 0)
    {
      *seen = dup_common_name (session);
      answer = talk (session, request);
    }
  gnutls_deinit (session);
  gnutls_certificate_free_credentials (credentials);
  return answer;
}
