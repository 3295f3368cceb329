/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/temp-folder.h"

#include "accounts/kontord-accounts.h"
#include "accounts/kontord-session-row.h"

#define NOW 1763800000000

typedef struct
{
  char *folder;
  KontordControl *control;
  KontorDatabase *database; /* in a transaction */
  KontordGrant grant;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KontorId member = { { 9 } };

  fixture->folder = temp_folder_new ();
  fixture->control = kontord_control_open (fixture->folder, kontor_clock_system (), &error);
  kontord_accounts_add_tenant (fixture->control, "acme", "Acme", &error);
  kontord_accounts_add_member (fixture->control, "acme", "a@b", "x", &member, KONTORD_ROLE_ADMIN,
                               &error);
  fixture->database = kontord_control_begin_write (fixture->control, &error);
  fixture->grant.access = kontord_token_new_access (kontor_clock_system ());
  fixture->grant.refresh = kontord_token_new_refresh (kontor_clock_system (), NULL);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kontord_control_end_write (fixture->control, FALSE, NULL);
  kontord_control_close (fixture->control);
  kontord_grant_clear (&fixture->grant);
  temp_folder_remove (fixture->folder);
}

static void
insert (Fixture *fixture, KontordSessionRow *row, guint32 device, gint64 *ended)
{
  g_autoptr (GError) error = NULL;

  *row = (KontordSessionRow) { .principal.generation = 1, .principal.expires = NOW + 1000 };
  g_assert_true (kontord_session_row_join (row, fixture->database, 1, "acme", &error));
  row->principal.device = device;
  g_assert_true (
      kontord_session_row_insert (row, fixture->database, &fixture->grant, NOW, ended, &error));
  g_assert_no_error (error);
}

static void
test_goes_round (Fixture *fixture, gconstpointer data)
{
  KontordSessionRow made, found;
  KontordDigest family, refresh;
  gint64 ended;

  insert (fixture, &made, 5, &ended);
  g_assert_cmpint (ended, ==, 0);
  g_assert_true (kontord_token_digest_refresh (fixture->grant.refresh, &family, &refresh));
  g_assert_true (kontord_session_row_find (&found, fixture->database, &family, NULL));
  g_assert_cmpint (found.principal.session, ==, made.principal.session);
  g_assert_cmpstr (found.principal.tenant, ==, "acme");
  g_assert_cmpint (found.principal.device, ==, 5);
  g_assert_cmpint (found.principal.role, ==, KONTORD_ROLE_ADMIN);
  g_assert_cmpint (found.principal.member.bytes[0], ==, 9);
  g_assert_true (kontord_digest_equal (&found.refresh, &refresh));
  g_assert_false (found.has_previous);
  g_assert_cmpint (found.ends_at, ==, NOW + KONTORD_REFRESH_TIME);
}

/* The app and a program beside it have one each; the fifth takes the place of what was used least
 * lately. */
static void
test_few_for_each_device (Fixture *fixture, gconstpointer data)
{
  KontordSessionRow rows[5];
  gint64 ended;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      insert (fixture, &rows[i], 5, &ended);
      g_assert_cmpint (ended, ==, i < 4 ? 0 : rows[0].principal.session);
      g_free (fixture->grant.refresh);
      fixture->grant.refresh = kontord_token_new_refresh (kontor_clock_system (), NULL);
    }
  g_assert_cmpint (rows[4].principal.session, >, rows[3].principal.session);
  insert (fixture, &rows[0], 6, &ended);
  g_assert_cmpint (ended, ==, 0);
}

static void
count_row (const KontordSessionRow *row, gpointer count)
{
  (*(guint *) count)++;
}

static guint
count_good (Fixture *fixture, gint64 now)
{
  guint count = 0;

  g_assert_true (kontord_session_rows_each (fixture->database, now, count_row, &count, NULL));
  return count;
}

static void
test_each_good_one (Fixture *fixture, gconstpointer data)
{
  KontordSessionRow row;
  gint64 ended;

  insert (fixture, &row, 5, &ended);
  g_assert_cmpint (count_good (fixture, NOW), ==, 1);
  g_assert_cmpint (count_good (fixture, NOW + 999), ==, 1);
  g_assert_cmpint (count_good (fixture, NOW + 1000), ==, 0);
}

static void
test_strangers (Fixture *fixture, gconstpointer data)
{
  KontordSessionRow row = { 0 };
  KontordDigest family = { { 1 } };
  g_autoptr (GError) error = NULL;

  g_assert_true (kontord_session_row_find (&row, fixture->database, &family, &error));
  g_assert_cmpint (row.principal.session, ==, 0);
  g_assert_false (kontord_session_row_join (&row, fixture->database, 1, "nobody", &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_false (kontord_session_row_join (&row, fixture->database, 2, "acme", &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_DENIED);
}

static void
test_standing (Fixture *fixture, gconstpointer data)
{
  KontordSessionRow row;
  KontordRole role;
  gint64 ended, confirmed = -1;

  insert (fixture, &row, 5, &ended);
  g_assert_true (kontord_session_row_get_standing (fixture->database, row.principal.session, &role,
                                                   &confirmed, NULL));
  g_assert_cmpint (role, ==, KONTORD_ROLE_ADMIN);
  g_assert_cmpint (confirmed, ==, 0);
  row.principal.generation = 3;
  g_assert_true (kontord_session_row_confirm (fixture->database, &row.principal, NULL));
  row.principal.generation = 2; /* a request that was under way before: it takes nothing back */
  g_assert_true (kontord_session_row_confirm (fixture->database, &row.principal, NULL));
  g_assert_true (kontord_session_row_get_standing (fixture->database, row.principal.session, &role,
                                                   &confirmed, NULL));
  g_assert_cmpint (confirmed, ==, 3);
  g_assert_true (kontord_session_row_delete (fixture->database, row.principal.session, NULL));
  g_assert_true (kontord_session_row_get_standing (fixture->database, row.principal.session, &role,
                                                   &confirmed, NULL));
  g_assert_cmpint (role, ==, KONTORD_ROLE_NONE);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/session-row/goes-round", test_goes_round);
  ADD ("/session-row/a-device-has-few", test_few_for_each_device);
  ADD ("/session-row/the-good-ones-are-listed", test_each_good_one);
  ADD ("/session-row/strangers-have-none", test_strangers);
  ADD ("/session-row/standing-only-moves-on", test_standing);
  return g_test_run ();
}
