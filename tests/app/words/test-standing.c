/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "words/kontor-standing.h"

#include <locale.h>

#define NOW G_GINT64_CONSTANT (1795348800000)
#define MINUTE (60 * 1000)

static void
assert_label (KontorReplicaState state, gint64 waiting, gint64 attention, const char *expected)
{
  KontorStanding standing = { state, waiting, attention, NOW - 2 * MINUTE };
  g_autofree char *label = kontor_standing_dup_label (&standing, NOW);

  g_assert_cmpstr (label, ==, expected);
}

static void
test_without_server (void)
{
  assert_label (KONTOR_REPLICA_OFF, 0, 0, "Saved on this computer");
}

static void
test_in_step (void)
{
  assert_label (KONTOR_REPLICA_IN_STEP, 0, 0, "In step, 2 min ago");
}

static void
test_never_heard (void)
{
  KontorStanding standing = { .state = KONTOR_REPLICA_IN_STEP };
  g_autofree char *label = kontor_standing_dup_label (&standing, NOW);

  g_assert_cmpstr (label, ==, "In step");
}

static void
test_waits (void)
{
  assert_label (KONTOR_REPLICA_WAITING, 0, 0, "Offline, all is saved here");
  assert_label (KONTOR_REPLICA_WAITING, 1, 0, "Offline, 1 change waits");
  assert_label (KONTOR_REPLICA_WAITING, 12, 0, "Offline, 12 changes wait");
}

static void
test_works (void)
{
  assert_label (KONTOR_REPLICA_WORKING, 0, 0, "Getting the latest changes");
  assert_label (KONTOR_REPLICA_WORKING, 1, 0, "Sending 1 change");
  assert_label (KONTOR_REPLICA_WORKING, 20000, 0, "Sending 20,000 changes");
}

static void
test_attention (void)
{
  assert_label (KONTOR_REPLICA_IN_STEP, 0, 1, "1 change needs attention");
  assert_label (KONTOR_REPLICA_WAITING, 12, 3, "3 changes need attention");
}

/* Nothing else helps until one has signed in. */
static void
test_sign_in_goes_first (void)
{
  assert_label (KONTOR_REPLICA_SIGN_IN, 0, 3, "Sign in to sync again");
  assert_label (KONTOR_REPLICA_SIGN_IN, 2, 0, "Sign in, 2 changes wait");
  assert_label (KONTOR_REPLICA_STOPPED, 0, 3, "Syncing has stopped");
  assert_label (KONTOR_REPLICA_STOPPED, 1, 0, "Syncing stopped, 1 change waits");
}

static void
assert_ago (gint64 past, const char *expected)
{
  g_autofree char *ago = kontor_standing_dup_ago (NOW - past, NOW);

  g_assert_cmpstr (ago, ==, expected);
}

static void
test_ago (void)
{
  assert_ago (0, "just now");
  assert_ago (MINUTE - 1, "just now");
  assert_ago (MINUTE, "1 min ago");
  assert_ago (60 * MINUTE - 1, "59 min ago");
  /* A server whose clock is ahead. */
  assert_ago (-5 * MINUTE, "just now");
}

/* State is shape and word before it is colour: no two states share a shape. */
static void
test_icons (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (int state = KONTOR_REPLICA_OFF; state <= KONTOR_REPLICA_STOPPED; state++)
    {
      KontorStanding standing = { .state = (KontorReplicaState) state };
      const char *icon = kontor_standing_get_icon (&standing);

      g_assert_true (g_str_has_suffix (icon, "-symbolic"));
      g_assert_true (g_hash_table_add (seen, (gpointer) icon));
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/standing/without-a-server-it-is-saved-here", test_without_server);
  g_test_add_func ("/standing/in-step-says-since-when", test_in_step);
  g_test_add_func ("/standing/in-step-without-a-contact-says-no-time", test_never_heard);
  g_test_add_func ("/standing/offline-counts-what-waits", test_waits);
  g_test_add_func ("/standing/work-counts-what-is-sent", test_works);
  g_test_add_func ("/standing/attention-goes-before-being-in-step-or-offline", test_attention);
  g_test_add_func ("/standing/signing-in-goes-before-attention", test_sign_in_goes_first);
  g_test_add_func ("/standing/time-passes-in-minutes", test_ago);
  g_test_add_func ("/standing/every-state-has-a-shape-of-its-own", test_icons);
  return g_test_run ();
}
