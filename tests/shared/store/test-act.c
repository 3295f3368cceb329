/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/kontor-test-store.h"

static void
test_insert_reads_back (KontorTestStore *test, gconstpointer data)
{
  KontorId company = kontor_test_store_insert (test, "company", "name", "Ünal & Söhne", "founded",
                                               "1996", "revenue", "1100.04", NULL);
  g_autofree char *name = kontor_test_store_get (test, "company", &company, "name");
  g_autofree char *revenue = kontor_test_store_get (test, "company", &company, "revenue");

  g_assert_cmpstr (name, ==, "Ünal & Söhne");
  g_assert_cmpstr (revenue, ==, "1100.04");
  kontor_test_store_assert_whole (test);
}

static void
test_survives_reopening (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;

  kontor_test_store_insert (test, "product", "name", "GTX Pro", "price", "4821 USD", NULL);
  before = kontor_test_store_dump (test);
  kontor_test_store_reopen (test);
  after = kontor_test_store_dump (test);
  g_assert_cmpstr (before, ==, after);
  g_assert_nonnull (strstr (after, "[482100,\"USD\"]"));
}

static void
test_refuses_what_is_wrong (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (KontorFields) nameless
      = kontor_test_store_fields (test, "company", "founded", "1996", NULL);
  KontorActInfo info = { "create", kontor_test_entity ("company"), KONTOR_ORIGIN_USER, NULL };
  g_autoptr (GError) error = NULL;
  KontorAct *act = kontor_act_begin (test->store, &info, NULL);
  gint64 entry = -1;

  g_assert_false (kontor_act_insert (act, NULL, nameless, NULL, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_assert_true (kontor_act_commit (act, &entry, NULL));
  g_assert_cmpint (entry, ==, 0);
  g_assert_cmpint (kontor_test_store_count (test, "SELECT count(*) FROM journal_entry"), ==, 0);
}

static void
test_cancel_leaves_nothing (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (KontorFields) fields
      = kontor_test_store_fields (test, "company", "name", "Acme", NULL);
  KontorActInfo info = { "create", kontor_test_entity ("company"), KONTOR_ORIGIN_USER, NULL };
  KontorAct *act = kontor_act_begin (test->store, &info, NULL);

  g_assert_true (kontor_act_insert (act, NULL, fields, NULL, NULL));
  kontor_act_cancel (act);
  g_assert_cmpint (kontor_store_count (test->store, kontor_test_entity ("company")), ==, 0);
  g_assert_cmpint (kontor_test_store_count (test, "SELECT count(*) FROM journal_op"), ==, 0);
  g_assert_cmpint (kontor_test_store_count (test, "SELECT count(*) FROM company_search"), ==, 0);
}

static void
test_same_values_are_no_act (KontorTestStore *test, gconstpointer data)
{
  KontorId id = kontor_test_store_insert (test, "company", "name", "Acme", NULL);

  g_assert_cmpint (kontor_test_store_update (test, "company", &id, "name", "Acme", NULL), ==, 0);
  g_assert_cmpint (kontor_test_store_count (test, "SELECT count(*) FROM journal_entry"), ==, 1);
}

static void
test_group_changes_whole (KontorTestStore *test, gconstpointer data)
{
  KontorId id
      = kontor_test_store_insert (test, "contact", "first_name", "Ana", "last_name", "Ruiz", NULL);
  g_autoptr (GPtrArray) changes = NULL;
  KontorChange *change;

  kontor_test_store_update (test, "contact", &id, "last_name", "Ruíz", NULL);
  changes = kontor_journal_list_record (test->store, kontor_test_entity ("contact"), &id, 1, NULL);
  change = changes->pdata[0];
  g_assert_cmpstr (kontor_fields_get_text (change->before, "last_name"), ==, "Ruiz");
  g_assert_cmpstr (kontor_fields_get_text (change->after, "first_name"), ==, "Ana");
}

static void
test_link_is_one (KontorTestStore *test, gconstpointer data)
{
  KontorId tag = kontor_test_store_insert (test, "tag", "name", "VIP", NULL);
  KontorId contact = kontor_test_store_insert (test, "contact", "first_name", "Ana", NULL);
  g_autofree char *tag_id = kontor_id_dup_text (&tag), *contact_id = kontor_id_dup_text (&contact);
  KontorId first
      = kontor_test_store_insert (test, "tagging", "tag", tag_id, "contact", contact_id, NULL);
  KontorId again;

  kontor_test_store_trash (test, "tagging", &first);
  g_assert_cmpint (kontor_store_count (test->store, kontor_test_entity ("tagging")), ==, 0);
  again = kontor_test_store_insert (test, "tagging", "tag", tag_id, "contact", contact_id, NULL);
  g_assert_true (kontor_id_equal (&first, &again));
  g_assert_cmpint (kontor_store_count (test->store, kontor_test_entity ("tagging")), ==, 1);
}

static void
test_trash_takes_parts (KontorTestStore *test, gconstpointer data)
{
  KontorId contact = kontor_test_store_insert (test, "contact", "first_name", "Ana", NULL);
  g_autofree char *id = kontor_id_dup_text (&contact);
  const KontorEntity *point = kontor_test_entity ("contact_point");
  KontorId early = kontor_test_store_insert (test, "contact_point", "contact", id, "kind", "email",
                                             "email", "old@example.org", NULL);
  KontorActInfo info = { "restore", kontor_test_entity ("contact"), KONTOR_ORIGIN_USER, NULL };
  KontorAct *act;

  kontor_test_store_insert (test, "contact_point", "contact", id, "kind", "phone", "phone",
                            "+34 600 123 456", NULL);
  kontor_test_store_trash (test, "contact_point", &early);
  kontor_test_store_trash (test, "contact", &contact);
  g_assert_cmpint (kontor_store_count (test->store, point), ==, 0);

  /* What had gone before does not come back with it. */
  act = kontor_act_begin (test->store, &info, NULL);
  g_assert_true (kontor_act_restore (act, kontor_test_entity ("contact"), &contact, NULL));
  g_assert_true (kontor_act_commit (act, NULL, NULL));
  g_assert_cmpint (kontor_store_count (test->store, point), ==, 1);
  kontor_test_store_assert_whole (test);
}

static void
count_rows (KontorStore *store, KontorChangeSet *changes, gpointer user_data)
{
  guint *rows = user_data;

  *rows += changes->everything ? 1000000 : changes->rows->len;
}

static void
test_listener_hears_what_changed (KontorTestStore *test, gconstpointer data)
{
  KontorId id;
  guint rows = 0;

  kontor_store_set_listener (test->store, count_rows, &rows);
  id = kontor_test_store_insert (test, "company", "name", "Acme", NULL);
  g_assert_cmpuint (rows, ==, 1);
  kontor_test_store_update (test, "company", &id, "name", "Acme", NULL);
  g_assert_cmpuint (rows, ==, 1);
}

static void
test_other_writer_waits_for_checkpoint (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (KontorFields) fields
      = kontor_test_store_fields (test, "company", "name", "Acme", NULL);
  KontorActInfo info = { "import", kontor_test_entity ("company"), KONTOR_ORIGIN_IMPORT, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorStore) other
      = kontor_store_open (test->path, kontor_schema_get_default (), &test->clock.parent, 0, NULL);
  KontorAct *act = kontor_act_begin (test->store, &info, NULL), *second;
  gint64 entry;

  g_assert_true (kontor_act_insert (act, NULL, fields, NULL, NULL));
  g_assert_true (kontor_act_checkpoint (act, NULL));
  g_assert_true (kontor_act_insert (act, NULL, fields, NULL, NULL));
  g_assert_true (kontor_act_checkpoint (act, NULL));
  g_assert_cmpint (kontor_store_count (other, kontor_test_entity ("company")), ==, 2);
  g_assert_true (kontor_act_commit (act, &entry, NULL));
  g_assert_cmpint (entry, >, 0);

  second = kontor_act_begin (other, &info, &error);
  g_assert_no_error (error);
  kontor_act_cancel (second);
}

/* Else it would be taken for a workspace without a server, and what is written never sent. */
static void
test_unreadable_settings (KontorTestStore *test, gconstpointer data)
{
  KontorActInfo info = { "create", kontor_test_entity ("company"), KONTOR_ORIGIN_USER, NULL };
  KontorDatabase *database = kontor_store_get_database (test->store);
  g_autoptr (GError) error = NULL;

  g_assert_true (kontor_store_set_setting (test->store, "device", "1", NULL));
  g_assert_true (kontor_database_exec (database, "ALTER TABLE setting RENAME TO gone", NULL));
  g_assert_null (kontor_act_begin (test->store, &info, &error));
  g_assert_nonnull (error);
  g_assert_false (kontor_database_in_transaction (database));
  g_assert_true (kontor_database_exec (database, "ALTER TABLE gone RENAME TO setting", NULL));
  kontor_test_store_insert (test, "company", "name", "Acme", NULL);
  g_assert_cmpint (
      kontor_test_store_count (test, "SELECT count (*) FROM journal_op WHERE state = 1"), ==, 1);
}

int
main (int argc, char **argv)
{
#define ADD(path, function)                                                                        \
  g_test_add (path, KontorTestStore, NULL, kontor_test_store_set_up, function,                     \
              kontor_test_store_tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("/act/what-is-inserted-reads-back", test_insert_reads_back);
  ADD ("/act/what-is-written-survives-reopening", test_survives_reopening);
  ADD ("/act/a-record-without-a-required-field-is-refused", test_refuses_what_is_wrong);
  ADD ("/act/cancel-leaves-nothing", test_cancel_leaves_nothing);
  ADD ("/act/the-same-values-are-no-act", test_same_values_are_no_act);
  ADD ("/act/a-group-changes-as-a-whole", test_group_changes_whole);
  ADD ("/act/the-same-link-twice-is-one", test_link_is_one);
  ADD ("/act/the-trash-takes-and-gives-back-what-belongs-together", test_trash_takes_parts);
  ADD ("/act/the-listener-hears-what-changed", test_listener_hears_what_changed);
  ADD ("/act/others-read-and-write-between-checkpoints", test_other_writer_waits_for_checkpoint);
  ADD ("/act/is-not-begun-where-settings-can-not-be-read", test_unreadable_settings);
  return g_test_run ();
}
