/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "account/kontor-entrance.h"

#include "util/kontor-error.h"
#include "words/kontor-sync-words.h"

#include <glib/gstdio.h>
#include <string.h>

#define PATIENCE (20 * G_USEC_PER_SEC)

static void
assert_address (const char *typed, const char *expected)
{
  g_autofree char *address = kontor_entrance_dup_address (typed);

  g_assert_cmpstr (address, ==, expected);
}

static void
test_address (void)
{
  assert_address (" crm.example.com ", "https://crm.example.com");
  assert_address ("https://crm.example.com/kontor", "https://crm.example.com/kontor");
  assert_address ("http://127.0.0.1:8080", "http://127.0.0.1:8080");
  assert_address ("", "");
}

static void
test_own_machine (void)
{
  assert_address ("localhost:8080", "http://localhost:8080");
  assert_address ("127.0.0.1", "http://127.0.0.1");
  assert_address ("[::1]:8080", "http://[::1]:8080");
  assert_address ("localhost.example.com", "https://localhost.example.com");
}

static guint
count_files (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "kontor", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

static gboolean
is_resolved (gpointer data)
{
  return !dex_future_is_pending (data);
}

static gboolean
is_empty (gpointer data)
{
  return count_files () == 0;
}

static void
wait_until (gboolean (*done) (gpointer data), gpointer data)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (!done (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

/* Port 1 is nobody's. */
static void
test_unreachable (void)
{
  KontorEntrance *entrance = kontor_entrance_new (NULL, NULL, NULL);
  g_autoptr (DexFuture) future
      = kontor_entrance_enter (entrance, "http://127.0.0.1:1", "ana@example.com", "secret", NULL);
  g_autoptr (GError) error = NULL;

  wait_until (is_resolved, future);
  g_assert_null (dex_future_get_value (future, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_OFFLINE);
  g_assert_cmpuint (count_files (), >, 0);
  g_object_unref (entrance);
  wait_until (is_empty, NULL);
}

static void
test_bad_address (void)
{
  KontorEntrance *entrance = kontor_entrance_new (NULL, NULL, NULL);
  g_autoptr (DexFuture) future
      = kontor_entrance_enter (entrance, "ftp://example.com", "ana@example.com", "secret", NULL);
  g_autoptr (GError) error = NULL;

  wait_until (is_resolved, future);
  g_assert_null (dex_future_get_value (future, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_object_unref (entrance);
  wait_until (is_empty, NULL);
}

/* Each says something else to do. */
static void
test_words (void)
{
  static const KontorError codes[]
      = { KONTOR_ERROR_DENIED,  KONTOR_ERROR_OFFLINE,  KONTOR_ERROR_BUSY, KONTOR_ERROR_LIMIT,
          KONTOR_ERROR_INVALID, KONTOR_ERROR_CONFLICT, KONTOR_ERROR_IO };
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (KONTOR_ERROR, (int) codes[i], "internal");
      const char *words = kontor_phrase_sign_in (error);

      g_assert_null (strstr (words, "internal"));
      g_assert_true (g_hash_table_add (seen, (gpointer) words));
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("kontor-entrance-XXXXXX", NULL);
  g_autofree char *workspaces = g_build_filename (folder, "kontor", NULL);
  int failed;

  /* Only this one is the test's own: what the system shares is read for the proxy settings. */
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/entrance/an-address-is-taken-as-people-type-it", test_address);
  g_test_add_func ("/entrance/a-server-on-this-machine-needs-no-certificate", test_own_machine);
  g_test_add_func ("/entrance/who-does-not-get-in-leaves-no-workspace-behind", test_unreachable);
  g_test_add_func ("/entrance/what-is-no-address-of-a-server-is-refused", test_bad_address);
  g_test_add_func ("/entrance/every-failure-has-words-of-its-own", test_words);
  failed = g_test_run ();
  g_rmdir (workspaces);
  g_rmdir (folder);
  return failed;
}
