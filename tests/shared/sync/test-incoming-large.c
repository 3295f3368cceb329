/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-incoming.h"

#include "store/kontor-outbox.h"
#include "support/kontor-test-device.h"
#include "sync/kontor-sync-state.h"

static void
refuse_first (KontorTestOffice *office)
{
  g_autoptr (GError) error = NULL;

  kontor_incoming_refuse_first (office->a.store, &error);
  g_assert_no_error (error);
}

static void
assert_refused (KontorTestOffice *office, guint index, const char *code)
{
  g_autoptr (GArray) refused = kontor_outbox_list_refused (office->a.store, NULL);

  g_assert_cmpuint (index, <, refused->len);
  g_assert_cmpstr (g_array_index (refused, KontorOutboxOp, index).code, ==, code);
}

/* What follows it is sent as if it had never been. */
static void
test_rest_goes_on (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_test_store_insert (&office->a, "contact", "first_name", "Ada", NULL);
  g_autoptr (KontorFields) before = NULL, mine = NULL;
  g_autoptr (GArray) refused = NULL;

  kontor_test_store_insert (&office->a, "team", "name", "North", NULL);
  g_bytes_unref (kontor_test_collect (&office->a));
  kontor_test_store_insert (&office->a, "team", "name", "South", NULL);
  refuse_first (office);
  g_assert_cmpint (kontor_test_store_count (&office->a, "SELECT count (*) FROM contact"), ==, 0);
  refused = kontor_outbox_list_refused (office->a.store, NULL);
  g_assert_cmpuint (refused->len, ==, 1);
  assert_refused (office, 0, "large");
  g_assert_true (kontor_outbox_read (office->a.store, &g_array_index (refused, KontorOutboxOp, 0),
                                     &before, &mine, NULL));
  g_assert_cmpstr (kontor_fields_get_text (mine, "first_name"), ==, "Ada");
  kontor_test_sync_both (office);
  g_assert_cmpuint (kontor_test_server_count (office->server, "team"), ==, 2);
  /* Its own number is there for what comes next. */
  kontor_test_store_insert (&office->a, "team", "name", "West", NULL);
  kontor_test_sync_both (office);
  g_assert_cmpuint (kontor_test_server_count (office->server, "team"), ==, 3);
  g_assert_true (kontor_id_equal (&g_array_index (refused, KontorOutboxOp, 0).id, &id));
}

static void
test_group (KontorTestOffice *office, gconstpointer data)
{
  KontorActInfo info = { "edit", kontor_test_entity ("contact"), KONTOR_ORIGIN_USER, NULL };
  KontorId id = kontor_test_make_contact (office);
  g_autoptr (KontorFields) first
      = kontor_test_store_fields (&office->a, "contact", "job_title", "Countess", NULL);
  g_autoptr (KontorFields) second
      = kontor_test_store_fields (&office->a, "contact", "job_title", "Lady", NULL);
  KontorAct *act = kontor_act_begin (office->a.store, &info, NULL);

  g_assert_true (kontor_act_update (act, &id, first, NULL));
  g_assert_true (kontor_act_update (act, &id, second, NULL));
  g_assert_true (kontor_act_commit (act, NULL, NULL));
  kontor_test_store_update (&office->a, "contact", &id, "nickname", "Ada", NULL);
  refuse_first (office);
  kontor_test_assert_field (&office->a, "contact", &id, "job_title", "Mathematician");
  kontor_test_assert_field (&office->a, "contact", &id, "nickname", "Ada");
  assert_refused (office, 0, "large");
  assert_refused (office, 1, "group");
  g_assert_cmpint (kontor_outbox_count (office->a.store), ==, 1);
  kontor_test_sync_both (office);
  kontor_test_assert_field (&office->b, "contact", &id, "nickname", "Ada");
}

/* What has moved up into its number is no part of what the server has confirmed. */
static void
test_next_stands (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_test_make_contact (office);

  kontor_test_store_update (&office->a, "contact", &id, "job_title", "Countess", NULL);
  kontor_test_store_update (&office->a, "contact", &id, "nickname", "Ada", NULL);
  refuse_first (office);
  kontor_test_push (&office->a, office->server);
  kontor_test_assert_field (&office->a, "contact", &id, "job_title", "Mathematician");
  kontor_test_assert_field (&office->a, "contact", &id, "nickname", "Ada");
  kontor_test_sync_both (office);
}

static void
test_nothing (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (KontorSyncState) before = kontor_sync_state_load (office->a.store, NULL), after = NULL;

  refuse_first (office);
  after = kontor_sync_state_load (office->a.store, NULL);
  g_assert_cmpint (after->next_n, ==, before->next_n);
  g_assert_cmpint (kontor_outbox_count_refused (office->a.store), ==, 0);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, KontorTestOffice, NULL, kontor_test_office_set_up, test,                       \
              kontor_test_office_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/incoming-large/what-comes-after-it-is-sent", test_rest_goes_on);
  ADD ("/incoming-large/a-group-is-refused-as-a-whole", test_group);
  ADD ("/incoming-large/what-moves-up-stands", test_next_stands);
  ADD ("/incoming-large/nothing-is-refused-where-nothing-waits", test_nothing);
  return g_test_run ();
}
