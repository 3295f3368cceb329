/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/temp-folder.h"

#include "accounts/kontord-accounts.h"
#include "accounts/kontord-devices.h"

static guint32
enrol (KontordControl *control, gint64 tenant, const char *installation, gint64 now)
{
  g_autoptr (GError) error = NULL;
  KontorDatabase *database = kontord_control_begin_write (control, &error);
  guint32 number = 0;
  gboolean is_done
      = kontord_devices_enrol (database, 1, tenant, installation, "name", now, &number, &error);

  kontord_control_end_write (control, is_done, is_done ? &error : NULL);
  if (!is_done)
    g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT);
  return number;
}

static void
test_numbers (void)
{
  g_autoptr (TempFolder) folder = temp_folder_new ();
  g_autoptr (KontordControl) control = kontord_control_open (folder, kontor_clock_system (), NULL);
  KontorId member = { { 1 } };

  kontord_accounts_add_tenant (control, "acme", "Acme", NULL);
  kontord_accounts_add_tenant (control, "zeta", "Zeta", NULL);
  kontord_accounts_add_member (control, "acme", "a@b", "x", &member, KONTORD_ROLE_ADMIN, NULL);
  g_assert_cmpint (enrol (control, 1, "a", 0), ==, 1);
  g_assert_cmpint (enrol (control, 1, "b", 0), ==, 2);
  g_assert_cmpint (enrol (control, 2, "a", 0), ==, 1);
  g_assert_cmpint (enrol (control, 1, "a", 0), ==, 1);
}

static void
test_room (void)
{
  g_autoptr (TempFolder) folder = temp_folder_new ();
  g_autoptr (KontordControl) control = kontord_control_open (folder, kontor_clock_system (), NULL);
  KontorId member = { { 1 } };

  kontord_accounts_add_tenant (control, "acme", "Acme", NULL);
  kontord_accounts_add_member (control, "acme", "a@b", "x", &member, KONTORD_ROLE_ADMIN, NULL);
  for (int i = 0; i < KONTORD_MAX_DEVICES; i++)
    {
      g_autofree char *installation = g_strdup_printf ("%d", i);

      g_assert_cmpint (enrol (control, 1, installation, i), ==, i + 1);
    }
  g_assert_cmpint (enrol (control, 1, "new", KONTORD_DEVICE_REST - 1), ==, 0);
  g_assert_cmpint (enrol (control, 1, "new", KONTORD_DEVICE_REST), ==, KONTORD_MAX_DEVICES + 1);
  /* the one that made room is unknown again, and has to wait in its turn */
  g_assert_cmpint (enrol (control, 1, "0", KONTORD_DEVICE_REST), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/devices/are-numbered-by-tenant", test_numbers);
  g_test_add_func ("/devices/the-longest-unseen-makes-room", test_room);
  return g_test_run ();
}
