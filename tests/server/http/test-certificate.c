/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/temp-folder.h"
#include "support/tls.h"
#include "support/toy-server.h"

#include "http/kontord-certificate.h"

#include <glib/gstdio.h>
#include <string.h>

#define REQUEST "GET /here HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"

static KontordCertificate *
open_certificate (const char *start, GError **error)
{
  g_autofree char *certificate = g_strconcat (start, ".pem", NULL);
  g_autofree char *key = g_strconcat (start, ".key", NULL);

  return kontord_certificate_new (certificate, key, error);
}

static void
copy_file (const char *from, const char *to, const char *end)
{
  g_autofree char *source = g_strconcat (from, end, NULL);
  g_autofree char *target = g_strconcat (to, end, NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (source, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (target, bytes, length, NULL));
}

static void
check_shown (ToyServer *server, const char *name)
{
  g_autofree char *seen = NULL;
  g_autofree char *answer = tls_exchange (server->port, "NORMAL", REQUEST, &seen);

  g_assert_nonnull (answer);
  g_assert_cmpstr (seen, ==, name);
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 200 "));
  g_assert_true (g_str_has_suffix (answer, "\r\n\r\nhere"));
}

static void
test_encrypts (void)
{
  g_autoptr (TempFolder) folder = temp_folder_new ();
  g_autofree char *start = tls_make_certificate (folder, "office");
  g_autoptr (KontordCertificate) certificate = open_certificate (start, NULL);
  g_autoptr (ToyServer) server
      = toy_server_new (&(KontordEngineOptions) { .certificate = certificate });

  check_shown (server, "office");
}

static void
test_old_versions (void)
{
  static const char *const old[]
      = { "NORMAL:-VERS-ALL:+VERS-TLS1.1", "NORMAL:-VERS-ALL:+VERS-TLS1.0" };
  g_autoptr (TempFolder) folder = temp_folder_new ();
  g_autofree char *start = tls_make_certificate (folder, "office");
  g_autoptr (KontordCertificate) certificate = open_certificate (start, NULL);
  g_autoptr (ToyServer) server
      = toy_server_new (&(KontordEngineOptions) { .certificate = certificate });
  g_autofree char *seen = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (old); i++)
    g_assert_null (tls_exchange (server->port, old[i], REQUEST, &seen));
  check_shown (server, "office");
}

static void
test_plain_to_encrypted (void)
{
  g_autoptr (TempFolder) folder = temp_folder_new ();
  g_autofree char *start = tls_make_certificate (folder, "office");
  g_autoptr (KontordCertificate) certificate = open_certificate (start, NULL);
  g_autoptr (ToyServer) server
      = toy_server_new (&(KontordEngineOptions) { .certificate = certificate });
  g_autoptr (HttpClient) client = http_client_new (server->port);
  g_autoptr (HttpAnswer) answer = NULL;

  http_client_send (client, REQUEST);
  answer = http_client_receive (client);
  g_assert_cmpint (answer->status, ==, 0);
}

/* The new one is shown without a restart; a broken one is not, and the old goes on. */
static void
test_reloads (void)
{
  g_autoptr (TempFolder) folder = temp_folder_new ();
  g_autofree char *start = tls_make_certificate (folder, "office");
  g_autofree char *next = tls_make_certificate (folder, "next");
  g_autofree char *key = g_strconcat (start, ".key", NULL);
  g_autoptr (KontordCertificate) certificate = open_certificate (start, NULL);
  g_autoptr (ToyServer) server
      = toy_server_new (&(KontordEngineOptions) { .certificate = certificate });
  g_autoptr (GError) error = NULL;

  check_shown (server, "office");
  copy_file (next, start, ".pem");
  g_assert_false (kontord_certificate_reload (certificate, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "The key is not the certificate's");
  g_clear_error (&error);
  check_shown (server, "office");
  copy_file (next, start, ".key");
  g_assert_true (kontord_certificate_reload (certificate, &error));
  check_shown (server, "next");
  g_assert_cmpint (g_unlink (key), ==, 0);
  g_assert_false (kontord_certificate_reload (certificate, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_IO);
  check_shown (server, "next");
}

static void
test_bad_files (void)
{
  g_autoptr (TempFolder) folder = temp_folder_new ();
  g_autofree char *start = tls_make_certificate (folder, "office");
  g_autofree char *noise = g_build_filename (folder, "noise", NULL);
  g_autofree char *noise_pem = g_strconcat (noise, ".pem", NULL);
  g_autofree char *noise_key = g_strconcat (noise, ".key", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (open_certificate (noise, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_IO);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (noise_pem, "noise", -1, NULL));
  copy_file (start, noise, ".key");
  g_assert_null (open_certificate (noise, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_clear_error (&error);
  copy_file (start, noise, ".pem");
  g_assert_true (g_file_set_contents (noise_key, "noise", -1, NULL));
  g_assert_null (open_certificate (noise, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/certificate/encrypts", test_encrypts);
  g_test_add_func ("/certificate/old-versions-of-tls-are-refused", test_old_versions);
  g_test_add_func ("/certificate/plain-words-get-no-answer", test_plain_to_encrypted);
  g_test_add_func ("/certificate/is-replaced-without-a-restart", test_reloads);
  g_test_add_func ("/certificate/files-of-no-form-are-refused", test_bad_files);
  return g_test_run ();
}
