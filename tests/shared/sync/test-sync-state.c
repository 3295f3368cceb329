/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-sync-state.h"

#include "support/kontor-test-store.h"

static void
test_nothing (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorSyncState) state = kontor_sync_state_load (test->store, &error);

  g_assert_no_error (error);
  g_assert_null (state->server);
  g_assert_null (state->cursor);
  g_assert_cmpstr (state->epoch, ==, "");
  g_assert_cmpuint (state->device, ==, 0);
  g_assert_cmpint (state->next_n, ==, 1);
  g_assert_false (state->loaded);
}

static void
test_kept (KontorTestStore *test, gconstpointer data)
{
  KontorSyncState state = {
    .server = (char *) "https://kontor.example",
    .tenant = (char *) "office",
    .account = (char *) "anna@example.org",
    .device = 7,
    .epoch = "0123456789abcdef0123456789abcdef",
    .cursor = (char *) "c 1",
    .seq = 42,
    .loaded = TRUE,
    .next_n = 8,
    .hlc = G_GUINT64_CONSTANT (0x019b2c7a12340001),
    .offset = -250,
    .contact = 1767225600000,
  };
  g_autoptr (KontorSyncState) again = NULL;

  g_assert_true (kontor_sync_state_save (&state, test->store, NULL));
  kontor_test_store_reopen (test);
  again = kontor_sync_state_load (test->store, NULL);
  g_assert_cmpstr (again->server, ==, state.server);
  g_assert_cmpstr (again->tenant, ==, state.tenant);
  g_assert_cmpstr (again->account, ==, state.account);
  g_assert_cmpuint (again->device, ==, state.device);
  g_assert_cmpstr (again->epoch, ==, state.epoch);
  g_assert_cmpstr (again->cursor, ==, state.cursor);
  g_assert_cmpint (again->seq, ==, state.seq);
  g_assert_true (again->loaded);
  g_assert_cmpint (again->next_n, ==, state.next_n);
  g_assert_cmpuint (again->hlc, ==, state.hlc);
  g_assert_cmpint (again->offset, ==, state.offset);
  g_assert_cmpint (again->contact, ==, state.contact);
}

/* What can't be read is not missing. */
static void
test_unreadable (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kontor_database_exec (kontor_store_get_database (test->store),
                                       "ALTER TABLE setting RENAME TO hidden", NULL));
  g_assert_null (kontor_sync_state_load (test->store, &error));
  g_assert_nonnull (error);
}

static void
test_offset (void)
{
  KontorSyncState state = { .offset = 5 };

  kontor_sync_state_hear (&state, 1000, 1400);
  g_assert_cmpint (state.offset, ==, 400);
  g_assert_cmpint (state.contact, ==, 1000);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, KontorTestStore, NULL, kontor_test_store_set_up, test,                         \
              kontor_test_store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/sync-state/a-new-workspace-has-no-server", test_nothing);
  ADD ("/sync-state/what-was-kept-is-there", test_kept);
  ADD ("/sync-state/what-cant-be-read-is-not-missing", test_unreadable);
  g_test_add_func ("/sync-state/the-clocks-are-apart-by-so-much", test_offset);
  return g_test_run ();
}
