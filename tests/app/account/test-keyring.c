/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "account/kontor-keyring.h"

#include "util/kontor-error.h"

/* Seconds: a bus without a keyring answers at once, one with it in milliseconds. */
#define PATIENCE 20

static DexFuture *
resolved_cb (DexFuture *future, gpointer resolved)
{
  *(gboolean *) resolved = TRUE;
  return dex_ref (future);
}

/* Takes @future; borrowed from @keep. */
static const GValue *
await (DexFuture *future, DexFuture **keep, GError **error)
{
  gboolean resolved = FALSE;
  gint64 end = g_get_monotonic_time () + PATIENCE * G_USEC_PER_SEC;

  *keep = dex_future_finally (future, resolved_cb, &resolved, NULL);
  while (!resolved)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
  return dex_future_get_value (*keep, error);
}

static gboolean
save (KontorTokenStore *store, const char *key, const KontorTokens *tokens)
{
  g_autoptr (DexFuture) keep = NULL;
  g_autoptr (GError) error = NULL;
  const GValue *value = await (kontor_token_store_save (store, key, tokens), &keep, &error);

  g_assert_no_error (error);
  return g_value_get_boolean (value);
}

static KontorTokens *
load (KontorTokenStore *store, const char *key)
{
  g_autoptr (DexFuture) keep = NULL;
  g_autoptr (GError) error = NULL;
  const GValue *value = await (kontor_token_store_load (store, key), &keep, &error);

  if (value != NULL)
    return g_value_dup_boxed (value);
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND);
  return NULL;
}

static void
test_keeps (void)
{
  g_autoptr (KontorTokenStore) store = kontor_keyring_new ();
  g_autoptr (KontorTokenStore) next = NULL;
  g_autoptr (KontorTokens) found = NULL;
  KontorTokens tokens = { (char *) "access “one”", 1795348800000, (char *) "refresh\none" };

  g_assert_true (save (store, "kept", &tokens));
  next = kontor_keyring_new ();
  found = load (next, "kept");
  g_assert_nonnull (found);
  g_assert_cmpstr (found->access, ==, tokens.access);
  g_assert_cmpstr (found->refresh, ==, tokens.refresh);
  g_assert_cmpint (found->expires, ==, tokens.expires);
  g_assert_true (kontor_keyring_get_keeps (KONTOR_KEYRING (next)));
}

static void
test_apart (void)
{
  g_autoptr (KontorTokenStore) store = kontor_keyring_new ();
  g_autoptr (KontorTokens) one = NULL, two = NULL, none = NULL;
  KontorTokens first = { (char *) "a", 1, (char *) "first" };
  KontorTokens second = { (char *) "a", 1, (char *) "second" };

  g_assert_true (save (store, "one", &first));
  g_assert_true (save (store, "two", &second));
  one = load (store, "one");
  two = load (store, "two");
  none = load (store, "three");
  g_assert_cmpstr (one->refresh, ==, "first");
  g_assert_cmpstr (two->refresh, ==, "second");
  g_assert_null (none);
}

static void
test_replaces_and_forgets (void)
{
  g_autoptr (KontorTokenStore) store = kontor_keyring_new ();
  g_autoptr (KontorTokens) replaced = NULL, forgotten = NULL;
  KontorTokens old = { (char *) "a", 1, (char *) "old" };
  KontorTokens fresh = { NULL, 0, (char *) "fresh" };

  g_assert_true (save (store, "same", &old));
  g_assert_true (save (store, "same", &fresh));
  replaced = load (store, "same");
  g_assert_cmpstr (replaced->refresh, ==, "fresh");
  g_assert_null (replaced->access);
  save (store, "same", NULL);
  forgotten = load (store, "same");
  g_assert_null (forgotten);
}

/* Nothing fails: one is asked for the password again, and it is known that one will be. */
static void
test_without (void)
{
  g_autoptr (KontorTokenStore) store = kontor_keyring_new ();
  g_autoptr (KontorTokens) found = NULL;
  KontorTokens tokens = { (char *) "a", 1, (char *) "r" };

  g_assert_true (kontor_keyring_get_keeps (KONTOR_KEYRING (store)));
  g_assert_false (save (store, "kept", &tokens));
  g_assert_false (kontor_keyring_get_keeps (KONTOR_KEYRING (store)));
  found = load (store, "kept");
  g_assert_null (found);
}

/* The keyring asks for a password and nobody answers: who signs in does not wait for that. */
static void
test_locked (void)
{
  g_autoptr (KontorTokenStore) store = kontor_keyring_new ();
  KontorTokens tokens = { (char *) "a", 1, (char *) "r" };
  gint64 begun = g_get_monotonic_time ();

  g_assert_false (save (store, "kept", &tokens));
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 10 * G_USEC_PER_SEC);
  g_assert_false (kontor_keyring_get_keeps (KONTOR_KEYRING (store)));
}

/* The first argument says which keyring there is. */
int
main (int argc, char **argv)
{
  g_autofree char *kind = g_strdup (argc > 1 ? argv[1] : "");

  if (g_str_equal (kind, "none"))
    g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  if (g_str_equal (kind, "none"))
    g_test_add_func ("/keyring/without-one-nothing-is-kept-and-nothing-fails", test_without);
  else if (g_str_equal (kind, "locked"))
    g_test_add_func ("/keyring/nobody-waits-for-one-that-stays-locked", test_locked);
  else
    {
      g_test_add_func ("/keyring/a-sign-in-is-there-the-next-time", test_keeps);
      g_test_add_func ("/keyring/workspaces-have-sign-ins-of-their-own", test_apart);
      g_test_add_func ("/keyring/a-sign-in-is-replaced-and-forgotten", test_replaces_and_forgets);
    }
  return g_test_run ();
}
