/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "accounts/kontord-access-table.h"

static KontordDigest
make_digest (guint8 first)
{
  return (KontordDigest) { { first, 1, 2, 3 } };
}

static void
add (KontordAccessTable *table, guint8 digest, gint64 session, gint64 generation, gint64 expires)
{
  KontordDigest key = make_digest (digest);
  KontordPrincipal principal
      = { .session = session, .generation = generation, .expires = expires, .tenant = "acme" };

  kontord_access_table_add (table, &key, &principal);
}

static gboolean
has (KontordAccessTable *table, guint8 digest, gint64 now)
{
  KontordDigest key = make_digest (digest);
  g_autoptr (KontordPrincipal) principal = kontord_access_table_find (table, &key, now);

  return principal != NULL;
}

static void
test_ends (void)
{
  g_autoptr (KontordAccessTable) table = kontord_access_table_new ();

  add (table, 1, 1, 1, 1000);
  g_assert_true (has (table, 1, 999));
  g_assert_false (has (table, 1, 1000));
  g_assert_false (has (table, 2, 0));
  kontord_access_table_expire (table, 999);
  g_assert_cmpint (kontord_access_table_get_size (table), ==, 1);
  kontord_access_table_expire (table, 1000);
  g_assert_cmpint (kontord_access_table_get_size (table), ==, 0);
}

static void
test_two_generations (void)
{
  g_autoptr (KontordAccessTable) table = kontord_access_table_new ();

  for (guint8 i = 1; i <= 100; i++)
    {
      add (table, i, 7, i, 1000);
      g_assert_cmpint (kontord_access_table_get_size (table), <=, 2);
    }
  g_assert_true (has (table, 100, 0));
  g_assert_true (has (table, 99, 0));
  g_assert_false (has (table, 98, 0));
}

static void
test_session_ends (void)
{
  g_autoptr (KontordAccessTable) table = kontord_access_table_new ();

  add (table, 1, 7, 1, 1000);
  add (table, 2, 7, 2, 1000);
  add (table, 3, 8, 1, 1000);
  kontord_access_table_remove_session (table, 7);
  g_assert_false (has (table, 1, 0));
  g_assert_false (has (table, 2, 0));
  g_assert_true (has (table, 3, 0));
}

static void
test_found_one_lives_on (void)
{
  KontordAccessTable *table = kontord_access_table_new ();
  KontordDigest key = make_digest (1);
  g_autoptr (KontordPrincipal) principal = NULL;

  add (table, 1, 7, 1, 1000);
  principal = kontord_access_table_find (table, &key, 0);
  kontord_access_table_free (table);
  g_assert_cmpint (principal->session, ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/access-table/tokens-end", test_ends);
  g_test_add_func ("/access-table/a-session-has-two-at-most", test_two_generations);
  g_test_add_func ("/access-table/all-of-a-session-end-together", test_session_ends);
  g_test_add_func ("/access-table/what-was-found-lives-on", test_found_one_lives_on);
  return g_test_run ();
}
