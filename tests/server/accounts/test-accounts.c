/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/temp-folder.h"

#include "accounts/kontord-accounts.h"

typedef struct
{
  char *folder;
  KontordControl *control;
  KontorId member;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = temp_folder_new ();
  fixture->control = kontord_control_open (fixture->folder, kontor_clock_system (), &error);
  fixture->member = (KontorId) { { 1 } };
  g_assert_true (kontord_accounts_add_tenant (fixture->control, "acme", "Acme Ltd", &error));
  g_assert_true (kontord_accounts_add_tenant (fixture->control, "zeta", "Zeta", &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kontord_control_close (fixture->control);
  temp_folder_remove (fixture->folder);
}

static gboolean
add (Fixture *fixture, const char *tenant, const char *email, const char *password, GError **error)
{
  return kontord_accounts_add_member (fixture->control, tenant, email, password, &fixture->member,
                                      KONTORD_ROLE_MEMBER, error);
}

static void
test_tenants (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tenants = NULL;
  KontordTenant *first;

  g_assert_true (add (fixture, "acme", "ada@example.org", "digest", &error));
  tenants = kontord_accounts_list_tenants (fixture->control, &error);
  g_assert_cmpint (tenants->len, ==, 2);
  first = tenants->pdata[0];
  g_assert_cmpstr (first->name, ==, "acme");
  g_assert_cmpstr (first->title, ==, "Acme Ltd");
  g_assert_cmpint (first->n_members, ==, 1);
  g_assert_cmpstr (((KontordTenant *) tenants->pdata[1])->name, ==, "zeta");
}

static void
test_tenant_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (kontord_accounts_add_tenant (fixture->control, "acme", "Again", &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT);
}

static void
test_one_account (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) memberships = NULL;
  g_auto (KontordAccount) account = { 0 };

  g_assert_true (add (fixture, "zeta", "ada@example.org", "digest", &error));
  g_assert_true (add (fixture, "acme", "ada@example.org", "another", &error));
  g_assert_true (kontord_accounts_find (fixture->control, "ada@example.org", &account, &error));
  g_assert_cmpint (account.id, !=, 0);
  g_assert_cmpstr (account.password, ==, "digest");
  memberships = kontord_accounts_list_memberships (fixture->control, account.id, &error);
  g_assert_cmpint (memberships->len, ==, 2);
  g_assert_cmpstr (((KontordMembership *) memberships->pdata[0])->tenant, ==, "acme");
  g_assert_cmpstr (((KontordMembership *) memberships->pdata[0])->title, ==, "Acme Ltd");
}

static void
test_member_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (add (fixture, "acme", "ada@example.org", "digest", &error));
  g_assert_false (add (fixture, "acme", "ada@example.org", "digest", &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (KontordAccount) account = { 0 };

  g_assert_false (add (fixture, "nobody", "ada@example.org", "digest", &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (add (fixture, "acme", "ada@example.org", NULL, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (kontord_accounts_list_members (fixture->control, "nobody", &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND);
  g_clear_error (&error);
  /* and the tenant that was not there left no account behind */
  g_assert_true (kontord_accounts_find (fixture->control, "ada@example.org", &account, &error));
  g_assert_cmpint (account.id, ==, 0);
}

static void
test_password (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (KontordAccount) account = { 0 };

  g_assert_true (add (fixture, "acme", "ada@example.org", "digest", &error));
  g_assert_true (
      kontord_accounts_set_password (fixture->control, "ada@example.org", "newer", &error));
  g_assert_true (kontord_accounts_find (fixture->control, "ada@example.org", &account, &error));
  g_assert_cmpstr (account.password, ==, "newer");
  g_assert_false (
      kontord_accounts_set_password (fixture->control, "eve@example.org", "newer", &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND);
}

static void
test_disabled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) members = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_auto (KontordAccount) account = { 0 };

  g_assert_true (add (fixture, "acme", "ada@example.org", "digest", &error));
  g_assert_true (kontord_accounts_find (fixture->control, "ada@example.org", &account, &error));
  g_assert_true (
      kontord_accounts_set_disabled (fixture->control, "acme", "ada@example.org", TRUE, &error));
  members = kontord_accounts_list_members (fixture->control, "acme", &error);
  g_assert_cmpint (members->len, ==, 1);
  g_assert_true (((KontordMembership *) members->pdata[0])->is_disabled);
  g_assert_cmpint (((KontordMembership *) members->pdata[0])->role, ==, KONTORD_ROLE_MEMBER);
  none = kontord_accounts_list_memberships (fixture->control, account.id, &error);
  g_assert_cmpint (none->len, ==, 0);
  g_assert_true (
      kontord_accounts_set_disabled (fixture->control, "acme", "ada@example.org", FALSE, &error));
  again = kontord_accounts_list_memberships (fixture->control, account.id, &error);
  g_assert_cmpint (again->len, ==, 1);
  g_assert_false (
      kontord_accounts_set_disabled (fixture->control, "zeta", "ada@example.org", TRUE, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/accounts/tenants-are-listed-with-their-members", test_tenants);
  ADD ("/accounts/a-tenant-s-name-is-its-own", test_tenant_twice);
  ADD ("/accounts/one-account-many-tenants-one-password", test_one_account);
  ADD ("/accounts/nobody-is-a-member-twice", test_member_twice);
  ADD ("/accounts/what-is-missing-is-told-and-nothing-is-left", test_missing);
  ADD ("/accounts/a-password-is-replaced", test_password);
  ADD ("/accounts/a-disabled-member-comes-back", test_disabled);
  return g_test_run ();
}
