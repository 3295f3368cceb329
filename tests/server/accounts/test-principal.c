/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "accounts/kontord-principal.h"

#include <string.h>

static void
test_roles_grow (void)
{
  g_assert_cmpint (KONTORD_ROLE_NONE, <, KONTORD_ROLE_VIEWER);
  g_assert_cmpint (KONTORD_ROLE_VIEWER, <, KONTORD_ROLE_MEMBER);
  g_assert_cmpint (KONTORD_ROLE_MEMBER, <, KONTORD_ROLE_ADMIN);
}

static void
test_role_names (void)
{
  for (KontordRole role = KONTORD_ROLE_VIEWER; role <= KONTORD_ROLE_ADMIN; role++)
    g_assert_cmpint (kontord_role_from_name (kontord_role_get_name (role)), ==, role);
  g_assert_cmpint (kontord_role_from_name ("none"), ==, KONTORD_ROLE_NONE);
  g_assert_cmpint (kontord_role_from_name ("Admin"), ==, KONTORD_ROLE_NONE);
  g_assert_cmpint (kontord_role_from_name (""), ==, KONTORD_ROLE_NONE);
}

static void
test_tenant_names (void)
{
  static const char *const good[]
      = { "a", "0", "acme", "acme-2", "a--b", "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuv" };
  static const char *const bad[] = { "",
                                     "-a",
                                     "Acme",
                                     "a.b",
                                     "a/b",
                                     "..",
                                     "a b",
                                     "ä",
                                     "a\n",
                                     "control.db",
                                     "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvw" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (kontord_tenant_name_is_valid (good[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (kontord_tenant_name_is_valid (bad[i]));
}

static void
test_copy_lives_on (void)
{
  KontordPrincipal values = { .session = 7, .tenant = "acme", .role = KONTORD_ROLE_ADMIN };
  g_autoptr (KontordPrincipal) copy = kontord_principal_copy (&values);
  g_autoptr (KontordPrincipal) again = kontord_principal_ref (copy);

  memset (&values, 0, sizeof values);
  g_clear_pointer (&copy, kontord_principal_unref);
  g_assert_cmpstr (again->tenant, ==, "acme");
  g_assert_cmpint (again->session, ==, 7);
  g_assert_cmpint (again->role, ==, KONTORD_ROLE_ADMIN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/principal/each-role-includes-the-one-before", test_roles_grow);
  g_test_add_func ("/principal/role-names-go-round", test_role_names);
  g_test_add_func ("/principal/tenant-names-are-safe-in-paths", test_tenant_names);
  g_test_add_func ("/principal/a-copy-lives-on", test_copy_lives_on);
  return g_test_run ();
}
