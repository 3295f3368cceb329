/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "account/kontor-truth.h"

#include "attention/kontor-attention.h"
#include "support/kontor-test-device.h"
#include "support/kontor-test-loop.h"

static KontorWorkspace *
open_workspace (KontorTestStore *store)
{
  DexFuture *opening
      = kontor_workspace_open (store->path, kontor_schema_get_default (), &store->clock.parent, 0);
  g_autoptr (DexFuture) kept = dex_ref (opening);
  g_autoptr (GError) error = NULL;

  kontor_test_await (opening, &error);
  g_assert_no_error (error);
  return g_value_dup_object (dex_future_get_value (kept, NULL));
}

static void
close_workspace (KontorWorkspace *workspace)
{
  g_autoptr (GError) error = NULL;

  kontor_test_await (kontor_workspace_close (workspace), &error);
  g_assert_no_error (error);
}

static void
make_refusals (KontorTestOffice *office, guint count)
{
  kontor_test_sync (&office->a, office->server);
  kontor_test_server_refuse_inserts (office->server, kontor_test_entity ("company"));
  for (guint i = 0; i < count; i++)
    kontor_test_store_insert (&office->a, "company", "name", "Beta", NULL);
  kontor_test_sync (&office->a, office->server);
}

static gint64
get_attention (KontorTruth *truth)
{
  gint64 count;

  g_object_get (truth, "attention", &count, NULL);
  return count;
}

static gboolean
counts_two (gpointer data)
{
  return get_attention (data) == 2;
}

static gboolean
counts_one (gpointer data)
{
  return get_attention (data) == 1;
}

static gboolean
counts_none (gpointer data)
{
  return get_attention (data) == 0;
}

static void
settle_first (KontorTestOffice *office, KontorWorkspace *workspace, gboolean keep)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = kontor_attention_list (office->a.store, 10, &error);

  g_assert_no_error (error);
  kontor_test_await (kontor_attention_settle (workspace, list->pdata[0], keep), &error);
  g_assert_no_error (error);
}

/* The one is discarded, which changes no record, the other one is tried again. */
static void
test_settled (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (KontorWorkspace) workspace = NULL;
  g_autoptr (KontorTruth) truth = NULL;
  g_autofree char *label = NULL;

  make_refusals (office, 2);
  workspace = open_workspace (&office->a);
  truth = kontor_truth_new (workspace);
  kontor_test_wait_until (counts_two, truth);
  g_object_get (truth, "attention-label", &label, NULL);
  g_assert_cmpstr (label, ==, "2 changes need attention");
  settle_first (office, workspace, FALSE);
  kontor_test_wait_until (counts_one, truth);
  settle_first (office, workspace, TRUE);
  kontor_test_wait_until (counts_none, truth);
  g_clear_object (&truth);
  close_workspace (workspace);
}

/* A workspace of one's own: no server is spoken of, nothing is amiss. */
static void
test_alone (KontorTestStore *store, gconstpointer data)
{
  g_autoptr (KontorWorkspace) workspace = open_workspace (store);
  g_autoptr (KontorTruth) truth = kontor_truth_new (workspace);
  g_autofree char *label = NULL, *trouble = NULL, *attention = NULL;
  gboolean connected, signed_out;

  g_object_get (truth, "label", &label, "trouble", &trouble, "attention-label", &attention,
                "connected", &connected, "signed-out", &signed_out, NULL);
  g_assert_cmpstr (label, ==, "Saved on this computer");
  g_assert_cmpstr (trouble, ==, "");
  g_assert_cmpstr (attention, ==, "");
  g_assert_false (connected);
  g_assert_false (signed_out);
  g_clear_object (&truth);
  close_workspace (workspace);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add ("/truth/what-is-seen-to-is-not-counted-any-more", KontorTestOffice, NULL,
              kontor_test_office_set_up, test_settled, kontor_test_office_tear_down);
  g_test_add ("/truth/a-workspace-of-ones-own-is-saved-here", KontorTestStore, NULL,
              kontor_test_store_set_up, test_alone, kontor_test_store_tear_down);
  return g_test_run ();
}
