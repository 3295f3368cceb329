/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "http/kontord-address.h"

#include "util/kontor-error.h"

#include <arpa/inet.h>
#include <glib/gstdio.h>
#include <netinet/in.h>
#include <unistd.h>

static void
test_forms (void)
{
  static const struct
  {
    const char *text, *url;
    gboolean is_local;
  } cases[] = {
    { "127.0.0.1:8765", "http://127.0.0.1:8765", TRUE },
    { "127.255.0.3:1", "http://127.255.0.3:1", TRUE },
    { "[::1]:80", "http://[::1]:80", TRUE },
    { "0.0.0.0:65535", "http://0.0.0.0:65535", FALSE },
    { "192.0.2.1:8765", "http://192.0.2.1:8765", FALSE },
    { "[::]:8765", "http://[::]:8765", FALSE },
    { "[2001:db8::1]:0", "http://[2001:db8::1]:0", FALSE },
    { "unix:/run/kontord.sock", "unix:/run/kontord.sock", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *url = NULL;
      KontordAddress address;

      g_assert_true (kontord_address_parse (&address, cases[i].text, &error));
      g_assert_no_error (error);
      url = kontord_address_dup_url (&address, "http");
      g_assert_cmpstr (url, ==, cases[i].url);
      g_assert_cmpint (kontord_address_is_local (&address), ==, cases[i].is_local);
    }
}

static void
test_refuses_other_forms (void)
{
  static const char *const forms[] = {
    "",
    ":",
    "8765",
    "localhost:8765",
    "127.0.0.1",
    "127.0.0.1:",
    "127.0.0.1:65536",
    "127.0.0.1:-1",
    "127.0.0.1: 80",
    "127.0.0.256:80",
    "::1:80",
    "[::1]",
    "[127.0.0.1]:80",
    "[]:80",
    "unix:",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (GError) error = NULL;
      KontordAddress address;

      g_assert_false (kontord_address_parse (&address, forms[i], &error));
      g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
    }
}

static void
test_path_too_long (void)
{
  g_autofree char *path = g_strnfill (200, 'x');
  g_autofree char *text = g_strconcat ("unix:/", path, NULL);
  g_autoptr (GError) error = NULL;
  KontordAddress address;

  g_assert_false (kontord_address_parse (&address, text, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
}

static void
test_any_free_port (void)
{
  g_autoptr (GError) error = NULL;
  KontordAddress first, second;
  int first_fd, second_fd;

  g_assert_true (kontord_address_parse (&first, "127.0.0.1:0", &error));
  first_fd = kontord_address_listen (&first, 5, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ntohs (((struct sockaddr_in *) &first.address)->sin_port), !=, 0);
  second = first;
  second_fd = kontord_address_listen (&second, 5, &error);
  g_assert_cmpint (second_fd, ==, -1);
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_IO);
  close (first_fd);
}

static void
test_stale_socket_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kontord-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "socket", NULL);
  g_autofree char *text = g_strconcat ("unix:", path, NULL);
  g_autoptr (GError) error = NULL;
  KontordAddress address;
  int left_behind, fd;
  GStatBuf status;

  g_assert_true (kontord_address_parse (&address, text, &error));
  left_behind = kontord_address_listen (&address, 5, &error);
  g_assert_cmpint (left_behind, >=, 0);
  g_assert_cmpint (kontord_address_listen (&address, 5, &error), ==, -1);
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_IO);
  g_clear_error (&error);
  close (left_behind);
  g_assert_true (kontord_address_parse (&address, text, &error));
  fd = kontord_address_listen (&address, 5, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0660);
  close (fd);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_a_file_is_not_removed (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kontord-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "letter", NULL);
  g_autofree char *text = g_strconcat ("unix:", path, NULL);
  g_autoptr (GError) error = NULL;
  KontordAddress address;

  g_assert_true (g_file_set_contents (path, "dear", -1, NULL));
  g_assert_true (kontord_address_parse (&address, text, &error));
  g_assert_cmpint (kontord_address_listen (&address, 5, &error), ==, -1);
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_IO);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static char *
dup_client_of (const char *host)
{
  KontordAddress address;

  g_assert_true (kontord_address_parse_host (&address, host));
  return kontord_address_dup_client ((struct sockaddr *) &address.address);
}

static void
test_one_client (void)
{
  g_autofree char *v4 = dup_client_of ("192.0.2.7");
  g_autofree char *v6 = dup_client_of ("2001:db8:1:2:3:4:5:6");
  g_autofree char *neighbour = dup_client_of ("2001:db8:1:2:ffff::1");
  g_autofree char *mapped = dup_client_of ("::ffff:192.0.2.7");
  g_autofree char *none = kontord_address_dup_client (NULL);

  g_assert_cmpstr (v4, ==, "192.0.2.7");
  g_assert_cmpstr (v6, ==, "2001:db8:1:2::");
  g_assert_cmpstr (neighbour, ==, v6);
  g_assert_cmpstr (mapped, ==, v4);
  g_assert_cmpstr (none, ==, "local");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/address/knows-its-three-forms", test_forms);
  g_test_add_func ("/address/refuses-other-forms", test_refuses_other_forms);
  g_test_add_func ("/address/refuses-a-path-that-does-not-fit", test_path_too_long);
  g_test_add_func ("/address/port-0-is-any-and-told", test_any_free_port);
  g_test_add_func ("/address/takes-over-a-stale-socket-file-only", test_stale_socket_file);
  g_test_add_func ("/address/does-not-remove-a-file", test_a_file_is_not_removed);
  g_test_add_func ("/address/an-ipv6-network-is-one-client", test_one_client);
  return g_test_run ();
}
