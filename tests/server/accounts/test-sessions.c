/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/temp-folder.h"

#include "accounts/kontord-accounts.h"
#include "accounts/kontord-sessions.h"

#include <string.h>

#define START 1763800000000

typedef struct
{
  char *folder;
  KontorTestClock clock;
  KontordControl *control;
  KontordSessions *sessions;
  gint64 account;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (KontordAccount) account = { 0 };
  KontorId member = { { 9 } };

  kontor_test_clock_init (&fixture->clock, START, 1);
  fixture->folder = temp_folder_new ();
  fixture->control = kontord_control_open (fixture->folder, &fixture->clock.parent, &error);
  kontord_accounts_add_tenant (fixture->control, "acme", "Acme", &error);
  kontord_accounts_add_tenant (fixture->control, "zeta", "Zeta", &error);
  kontord_accounts_add_member (fixture->control, "acme", "ada@example.org", "x", &member,
                               KONTORD_ROLE_MEMBER, &error);
  kontord_accounts_find (fixture->control, "ada@example.org", &account, &error);
  fixture->account = account.id;
  fixture->sessions = kontord_sessions_new (fixture->control, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kontord_sessions_free (fixture->sessions);
  kontord_control_close (fixture->control);
  temp_folder_remove (fixture->folder);
}

static void
sign_in (Fixture *fixture, const char *installation, KontordGrant *grant)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kontord_sessions_sign_in (fixture->sessions, fixture->account, "acme",
                                           installation, "Laptop", grant, &error));
  g_assert_no_error (error);
}

static gboolean
refresh (Fixture *fixture, const char *token, KontordGrant *grant)
{
  g_autoptr (GError) error = NULL;

  if (kontord_sessions_refresh (fixture->sessions, token, grant, &error))
    return TRUE;
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_DENIED);
  return FALSE;
}

static gboolean
is_good (Fixture *fixture, const char *access)
{
  g_autoptr (KontordPrincipal) principal
      = kontord_sessions_authenticate (fixture->sessions, access);

  return principal != NULL;
}

/* What a request that reads data does. */
static gboolean
use (Fixture *fixture, const char *access)
{
  g_autoptr (KontordPrincipal) principal
      = kontord_sessions_authenticate (fixture->sessions, access);
  g_autoptr (GError) error = NULL;
  KontordRole role;

  if (principal == NULL)
    return FALSE;
  if (kontord_sessions_check (fixture->sessions, principal, &role, &error))
    return TRUE;
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_DENIED);
  return FALSE;
}

static void
test_signs_in (Fixture *fixture, gconstpointer data)
{
  g_auto (KontordGrant) grant = { 0 };
  g_autoptr (KontordPrincipal) principal = NULL;

  sign_in (fixture, NULL, &grant);
  principal = kontord_sessions_authenticate (fixture->sessions, grant.access);
  g_assert_cmpstr (principal->tenant, ==, "acme");
  g_assert_cmpint (principal->device, ==, 1);
  g_assert_cmpint (principal->member.bytes[0], ==, 9);
  g_assert_cmpint (principal->role, ==, KONTORD_ROLE_MEMBER);
  g_assert_cmpint (principal->expires, ==, START + KONTORD_ACCESS_TIME);
  g_assert_false (is_good (fixture, grant.refresh));
  g_assert_false (is_good (fixture, "ka_"));
}

static void
test_other_tenants (Fixture *fixture, gconstpointer data)
{
  static const char *const tenants[] = { "zeta", "nobody", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (tenants); i++)
    {
      g_auto (KontordGrant) grant = { 0 };
      g_autoptr (GError) error = NULL;

      g_assert_false (kontord_sessions_sign_in (fixture->sessions, fixture->account, tenants[i],
                                                NULL, "Laptop", &grant, &error));
      g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_DENIED);
      g_assert_cmpstr (error->message, ==, "The account is no member of such a workspace");
    }
}

static void
test_access_ends (Fixture *fixture, gconstpointer data)
{
  g_auto (KontordGrant) grant = { 0 };

  sign_in (fixture, NULL, &grant);
  kontor_test_clock_advance (&fixture->clock, KONTORD_ACCESS_TIME - 1);
  g_assert_true (is_good (fixture, grant.access));
  kontor_test_clock_advance (&fixture->clock, 1);
  g_assert_false (is_good (fixture, grant.access));
  kontord_sessions_tick (fixture->sessions);
  g_assert_cmpint (kontord_sessions_get_n_tokens (fixture->sessions), ==, 0);
}

static void
test_keeps_device (Fixture *fixture, gconstpointer data)
{
  g_auto (KontordGrant) first = { 0 };
  g_auto (KontordGrant) other = { 0 };
  g_auto (KontordGrant) again = { 0 };

  sign_in (fixture, "installation-1", &first);
  sign_in (fixture, "installation-2", &other);
  sign_in (fixture, "installation-1", &again);
  g_assert_cmpint (first.principal->device, ==, 1);
  g_assert_cmpint (other.principal->device, ==, 2);
  g_assert_cmpint (again.principal->device, ==, 1);
  g_assert_true (is_good (fixture, first.access));
  g_assert_true (is_good (fixture, other.access));
  g_assert_true (is_good (fixture, again.access));
}

/* What is in use goes on, whoever else signs in with a copy of the file. */
static void
test_goes_on_beside (Fixture *fixture, gconstpointer data)
{
  g_auto (KontordGrant) first = { 0 };
  g_auto (KontordGrant) used = { 0 };

  sign_in (fixture, "installation-1", &first);
  for (guint i = 0; i < 3; i++)
    {
      g_auto (KontordGrant) other = { 0 };

      kontor_test_clock_advance (&fixture->clock, 1000);
      sign_in (fixture, "installation-1", &other);
    }
  kontor_test_clock_advance (&fixture->clock, 1000);
  g_assert_true (refresh (fixture, first.refresh, &used));
  for (guint i = 0; i < 3; i++)
    {
      g_auto (KontordGrant) other = { 0 };

      kontor_test_clock_advance (&fixture->clock, 1000);
      sign_in (fixture, "installation-1", &other);
    }
  g_assert_true (use (fixture, used.access));
}

static void
test_rotates (Fixture *fixture, gconstpointer data)
{
  g_auto (KontordGrant) first = { 0 };
  g_auto (KontordGrant) second = { 0 };

  sign_in (fixture, NULL, &first);
  kontor_test_clock_advance (&fixture->clock, KONTORD_ACCESS_TIME);
  g_assert_true (refresh (fixture, first.refresh, &second));
  g_assert_cmpstr (first.refresh, !=, second.refresh);
  g_assert_cmpint (second.principal->device, ==, first.principal->device);
  g_assert_cmpint (second.principal->session, ==, first.principal->session);
  g_assert_true (use (fixture, second.access));
}

static void
test_lost_answer (Fixture *fixture, gconstpointer data)
{
  g_auto (KontordGrant) first = { 0 };

  sign_in (fixture, NULL, &first);
  for (int i = 0; i < 5; i++)
    {
      g_auto (KontordGrant) lost = { 0 };

      kontor_test_clock_advance (&fixture->clock, 24 * 3600000);
      g_assert_true (refresh (fixture, first.refresh, &lost));
    }
}

static void
test_used_up (Fixture *fixture, gconstpointer data)
{
  g_auto (KontordGrant) first = { 0 };
  g_auto (KontordGrant) second = { 0 };
  g_auto (KontordGrant) third = { 0 };

  sign_in (fixture, NULL, &first);
  g_assert_true (refresh (fixture, first.refresh, &second));
  g_assert_true (use (fixture, second.access));
  g_assert_false (refresh (fixture, first.refresh, &third));
  /* and the whole family ends with it */
  g_assert_false (is_good (fixture, second.access));
  g_assert_false (refresh (fixture, second.refresh, &third));
}

static void
test_refreshing_is_use (Fixture *fixture, gconstpointer data)
{
  g_auto (KontordGrant) first = { 0 };
  g_auto (KontordGrant) second = { 0 };
  g_auto (KontordGrant) third = { 0 };
  g_auto (KontordGrant) none = { 0 };

  sign_in (fixture, NULL, &first);
  g_assert_true (refresh (fixture, first.refresh, &second));
  g_assert_true (refresh (fixture, second.refresh, &third));
  g_assert_false (refresh (fixture, first.refresh, &none));
  g_assert_false (refresh (fixture, third.refresh, &none));
}

static void
test_refresh_ends (Fixture *fixture, gconstpointer data)
{
  g_auto (KontordGrant) first = { 0 };
  g_auto (KontordGrant) second = { 0 };

  sign_in (fixture, NULL, &first);
  kontor_test_clock_advance (&fixture->clock, KONTORD_REFRESH_TIME);
  g_assert_false (refresh (fixture, first.refresh, &second));
}

static void
test_bad_refresh (Fixture *fixture, gconstpointer data)
{
  g_auto (KontordGrant) grant = { 0 };
  g_auto (KontordGrant) none = { 0 };
  g_autofree char *stranger = kontord_token_new_refresh (&fixture->clock.parent, NULL);

  sign_in (fixture, NULL, &grant);
  g_assert_false (refresh (fixture, "", &none));
  g_assert_false (refresh (fixture, grant.access, &none));
  g_assert_false (refresh (fixture, stranger, &none));
  g_assert_true (is_good (fixture, grant.access));
}

static void
test_signs_out (Fixture *fixture, gconstpointer data)
{
  g_auto (KontordGrant) grant = { 0 };
  g_auto (KontordGrant) none = { 0 };
  g_autoptr (GError) error = NULL;

  sign_in (fixture, NULL, &grant);
  g_assert_true (kontord_sessions_sign_out (fixture->sessions, grant.principal->session, &error));
  g_assert_false (is_good (fixture, grant.access));
  g_assert_false (refresh (fixture, grant.refresh, &none));
}

static void
test_restart (Fixture *fixture, gconstpointer data)
{
  g_auto (KontordGrant) grant = { 0 };
  g_auto (KontordGrant) next = { 0 };
  g_autoptr (GError) error = NULL;

  sign_in (fixture, NULL, &grant);
  kontord_sessions_free (fixture->sessions);
  fixture->sessions = kontord_sessions_new (fixture->control, &error);
  g_assert_true (use (fixture, grant.access));
  g_assert_true (refresh (fixture, grant.refresh, &next));
}

static void
test_disabled_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_auto (KontordGrant) grant = { 0 };
  g_auto (KontordGrant) none = { 0 };
  g_autoptr (GError) error = NULL;

  sign_in (fixture, NULL, &grant);
  g_assert_true (use (fixture, grant.access));
  g_assert_true (
      kontord_accounts_set_disabled (fixture->control, "acme", "ada@example.org", TRUE, &error));
  g_assert_false (use (fixture, grant.access));
  g_assert_false (is_good (fixture, grant.access));
  g_assert_false (refresh (fixture, grant.refresh, &none));
  g_assert_false (kontord_sessions_sign_in (fixture->sessions, fixture->account, "acme", NULL, "x",
                                            &none, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_DENIED);
}

static void
test_password_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_auto (KontordGrant) grant = { 0 };

  sign_in (fixture, NULL, &grant);
  g_assert_true (kontord_accounts_set_password (fixture->control, "ada@example.org", "y", NULL));
  g_assert_false (use (fixture, grant.access));
}

static void
test_device_limit (Fixture *fixture, gconstpointer data)
{
  g_auto (KontordGrant) oldest = { 0 };
  g_auto (KontordGrant) one_more = { 0 };
  g_autoptr (GError) error = NULL;

  sign_in (fixture, "oldest", &oldest);
  kontor_test_clock_advance (&fixture->clock, 1000);
  for (int i = 1; i < KONTORD_MAX_DEVICES; i++)
    {
      g_auto (KontordGrant) grant = { 0 };

      sign_in (fixture, NULL, &grant);
    }
  g_assert_false (kontord_sessions_sign_in (fixture->sessions, fixture->account, "acme", NULL, "x",
                                            &one_more, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT);
  g_clear_error (&error);
  kontord_grant_clear (&one_more);
  kontor_test_clock_advance (&fixture->clock, KONTORD_DEVICE_REST - 1000);
  sign_in (fixture, NULL, &one_more);
  /* a new number, though one has become free */
  g_assert_cmpint (one_more.principal->device, ==, KONTORD_MAX_DEVICES + 1);
}

static void
test_tokens_are_not_kept (Fixture *fixture, gconstpointer data)
{
  static const char *const files[] = { "control.db", "control.db-wal" };
  g_auto (KontordGrant) grant = { 0 };

  sign_in (fixture, NULL, &grant);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, files[i], NULL);
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      g_assert_null (memmem (bytes, length, grant.access + 3, 20));
      g_assert_null (memmem (bytes, length, grant.refresh + 3, 20));
    }
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/sessions/signing-in-gives-a-pair", test_signs_in);
  ADD ("/sessions/a-foreign-tenant-answers-like-none", test_other_tenants);
  ADD ("/sessions/access-ends", test_access_ends);
  ADD ("/sessions/the-same-installation-keeps-its-device", test_keeps_device);
  ADD ("/sessions/one-in-use-goes-on-beside-others", test_goes_on_beside);
  ADD ("/sessions/refreshing-rotates", test_rotates);
  ADD ("/sessions/a-lost-answer-logs-nobody-out", test_lost_answer);
  ADD ("/sessions/a-used-up-token-ends-the-family", test_used_up);
  ADD ("/sessions/refreshing-with-the-successor-uses-it", test_refreshing_is_use);
  ADD ("/sessions/refresh-ends", test_refresh_ends);
  ADD ("/sessions/what-is-no-refresh-token-harms-nobody", test_bad_refresh);
  ADD ("/sessions/signing-out-ends-both", test_signs_out);
  ADD ("/sessions/a-restart-logs-nobody-out", test_restart);
  ADD ("/sessions/disabling-elsewhere-counts-at-once", test_disabled_elsewhere);
  ADD ("/sessions/a-new-password-elsewhere-counts-at-once", test_password_elsewhere);
  ADD ("/sessions/devices-are-limited-and-numbers-never-reused", test_device_limit);
  ADD ("/sessions/tokens-are-not-in-the-file", test_tokens_are_not_kept);
  return g_test_run ();
}
