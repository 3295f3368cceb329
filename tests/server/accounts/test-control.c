/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/temp-folder.h"

#include "accounts/kontord-control.h"

#include <glib/gstdio.h>

static void
test_makes_private_files (void)
{
  g_autoptr (TempFolder) folder = temp_folder_new ();
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autofree char *path = g_build_filename (data, "control.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontordControl) control = kontord_control_open (data, kontor_clock_system (), &error);
  GStatBuf status;

  g_assert_no_error (error);
  g_assert_cmpint (g_stat (data, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static gint64
count_tenants (KontordControl *control)
{
  gint64 count = kontor_database_get_int (kontord_control_begin_read (control),
                                          "SELECT count (*) FROM tenant", -1);

  kontord_control_end_read (control);
  return count;
}

static gboolean
add_tenant (KontordControl *control, gboolean keep)
{
  g_autoptr (GError) error = NULL;
  KontorDatabase *database = kontord_control_begin_write (control, &error);

  g_assert_no_error (error);
  g_assert_true (kontor_database_exec (
      database, "INSERT INTO tenant (name, title, created_at) VALUES ('a', 'A', 0)", &error));
  return kontord_control_end_write (control, keep, &error);
}

static void
test_keeps_what_is_kept (void)
{
  g_autoptr (TempFolder) folder = temp_folder_new ();
  KontordControl *control = kontord_control_open (folder, kontor_clock_system (), NULL);

  g_assert_false (add_tenant (control, FALSE));
  g_assert_cmpint (count_tenants (control), ==, 0);
  g_assert_true (add_tenant (control, TRUE));
  g_assert_cmpint (count_tenants (control), ==, 1);
  kontord_control_close (control);
  control = kontord_control_open (folder, kontor_clock_system (), NULL);
  g_assert_cmpint (count_tenants (control), ==, 1);
  kontord_control_close (control);
}

static void
test_two_programs (void)
{
  g_autoptr (TempFolder) folder = temp_folder_new ();
  g_autoptr (KontordControl) server = kontord_control_open (folder, kontor_clock_system (), NULL);
  g_autoptr (KontordControl) cli = kontord_control_open (folder, kontor_clock_system (), NULL);

  g_assert_true (add_tenant (cli, TRUE));
  g_assert_cmpint (count_tenants (server), ==, 1);
}

/* A file from before keeps who is signed in, and no session gets a number that was used. */
static void
test_older_file (void)
{
  g_autoptr (TempFolder) folder = temp_folder_new ();
  KontordControl *control = kontord_control_open (folder, kontor_clock_system (), NULL);
  g_autoptr (GError) error = NULL;
  KontorDatabase *database = kontord_control_begin_write (control, &error);

  g_assert_true (kontor_database_exec (
      database,
      "DROP TABLE session;"
      "CREATE TABLE session (session INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL,"
      " tenant INTEGER NOT NULL, device INTEGER NOT NULL, family BLOB NOT NULL UNIQUE,"
      " refresh BLOB NOT NULL, previous BLOB, generation INTEGER NOT NULL,"
      " confirmed INTEGER NOT NULL, access BLOB NOT NULL, access_ends_at INTEGER NOT NULL,"
      " ends_at INTEGER NOT NULL, UNIQUE (tenant, device)) STRICT;"
      "CREATE INDEX session_by_account ON session (account);"
      "INSERT INTO session VALUES (7, 1, 1, 5, x'01', x'02', NULL, 1, 0, x'03', 4, 5);"
      "INSERT INTO session VALUES (9, 1, 1, 6, x'02', x'02', NULL, 1, 0, x'03', 4, 5);"
      "DELETE FROM session WHERE session = 9; PRAGMA user_version = 1",
      &error));
  g_assert_true (kontord_control_end_write (control, TRUE, &error));
  kontord_control_close (control);
  control = kontord_control_open (folder, kontor_clock_system (), &error);
  g_assert_no_error (error);
  database = kontord_control_begin_write (control, &error);
  g_assert_true (kontor_database_exec (
      database,
      "INSERT INTO session (account, tenant, device, family, refresh, generation, confirmed,"
      " access, access_ends_at, ends_at) VALUES (1, 1, 5, x'04', x'02', 1, 0, x'05', 4, 5)",
      &error));
  g_assert_no_error (error);
  g_assert_cmpint (kontor_database_get_int (database, "SELECT min (session) FROM session", 0), ==,
                   7);
  g_assert_cmpint (kontor_database_get_int (database, "SELECT max (session) FROM session", 0), ==,
                   10);
  g_assert_true (kontord_control_end_write (control, TRUE, &error));
  kontord_control_close (control);
}

static void
test_newer_file (void)
{
  g_autoptr (TempFolder) folder = temp_folder_new ();
  KontordControl *control = kontord_control_open (folder, kontor_clock_system (), NULL);
  g_autoptr (GError) error = NULL;
  KontorDatabase *database = kontord_control_begin_write (control, &error);

  g_assert_true (kontor_database_exec (database, "PRAGMA user_version = 99", &error));
  g_assert_true (kontord_control_end_write (control, TRUE, &error));
  kontord_control_close (control);
  g_assert_null (kontord_control_open (folder, kontor_clock_system (), &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_TOO_NEW);
}

static void
test_other_file (void)
{
  g_autoptr (TempFolder) folder = temp_folder_new ();
  g_autofree char *path = g_build_filename (folder, "control.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *noise = g_strnfill (4096, 'x');

  g_assert_true (g_file_set_contents (path, noise, -1, NULL));
  g_assert_null (kontord_control_open (folder, kontor_clock_system (), &error));
  g_assert_nonnull (error);
}

static void
test_no_folder (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kontord_control_open ("/proc/nowhere", kontor_clock_system (), &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_IO);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/control/is-its-owner-s-only", test_makes_private_files);
  g_test_add_func ("/control/keeps-just-what-is-to-be-kept", test_keeps_what_is_kept);
  g_test_add_func ("/control/two-programs-see-one-file", test_two_programs);
  g_test_add_func ("/control/an-older-file-keeps-its-sessions", test_older_file);
  g_test_add_func ("/control/a-newer-file-is-left-alone", test_newer_file);
  g_test_add_func ("/control/another-file-is-refused", test_other_file);
  g_test_add_func ("/control/a-folder-that-can-not-be-made-is-told", test_no_folder);
  return g_test_run ();
}
