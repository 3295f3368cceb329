/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-remote.h"

#include "model/kontor-wire.h"
#include "store/kontor-outbox.h"
#include "support/kontor-test-store.h"

static KontorRemote *
begin (KontorTestStore *test, gboolean logged)
{
  g_autoptr (GError) error = NULL;
  KontorRemote *remote = kontor_remote_begin (test->store, logged, &error);

  g_assert_no_error (error);
  return remote;
}

static void
commit (KontorRemote *remote)
{
  g_autoptr (GError) error = NULL;

  kontor_remote_commit (remote, &error);
  g_assert_no_error (error);
}

static KontorFields *
parse (const char *entity, const char *json)
{
  g_autoptr (GError) error = NULL;
  KontorFields *fields = kontor_fields_parse_json (kontor_test_entity (entity), json, -1, &error);

  g_assert_no_error (error);
  return fields;
}

static void
assert_field (KontorTestStore *test, const KontorId *id, const char *field, const char *expected)
{
  g_autofree char *text = kontor_test_store_get (test, "team", id, field);

  g_assert_cmpstr (text, ==, expected);
}

static gint64
count_entries (KontorTestStore *test)
{
  return kontor_test_store_count (test, "SELECT count (*) FROM journal_entry");
}

static void
test_first_load (KontorTestStore *test, gconstpointer data)
{
  KontorId id = kontor_id_for_name ("test", "team");
  gint64 before = count_entries (test);
  KontorRemote *remote = begin (test, FALSE);

  g_assert_true (
      kontor_remote_insert (remote, &id, parse ("team", "{\"1\":\"North\"}"), 7, NULL, NULL));
  g_assert_true (kontor_store_set_setting (test->store, "cursor", "c", NULL));
  commit (remote);
  assert_field (test, &id, "name", "North");
  g_assert_cmpint (count_entries (test), ==, before);
  g_assert_cmpint (kontor_test_store_count (test, "SELECT version FROM team"), ==, 7);
  kontor_test_store_assert_whole (test);
}

static void
test_authors (KontorTestStore *test, gconstpointer data)
{
  KontorId anna = kontor_id_for_name ("test", "anna"), ids[3];
  g_autoptr (GPtrArray) entries = NULL;
  KontorRemote *remote = begin (test, TRUE);
  const KontorJournalEntry *entry;

  g_assert_true (kontor_remote_set_member (remote, 5, &anna, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);

      ids[i] = kontor_id_for_name ("team", name);
      g_assert_true (kontor_remote_set_author (remote, i < 2 ? 5 : 6, 1000000 + i * 100, NULL));
      g_assert_true (kontor_remote_insert (remote, &ids[i], parse ("team", "{\"1\":\"North\"}"),
                                           7 + i, NULL, NULL));
    }
  commit (remote);
  entries = kontor_journal_list (test->store, 0, 2, NULL);
  entry = entries->pdata[1];
  g_assert_cmpint (entry->origin, ==, KONTOR_ORIGIN_REMOTE);
  g_assert_true (kontor_id_equal (&entry->author, &anna));
  g_assert_cmpint (entry->time, ==, 1000000);
  g_assert_cmpuint (entry->count, ==, 2);
  entry = entries->pdata[0];
  g_assert_cmpuint (entry->device, ==, 6);
  g_assert_true (kontor_id_is_null (&entry->author));
  g_assert_cmpint (kontor_outbox_count (test->store), ==, 0);
  kontor_test_store_assert_whole (test);
}

static void
test_show (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (KontorFields) view = parse ("team", "{\"1\":\"South\",\"77\":[1]}");
  g_auto (KontorRow) row = { 0 }, none = { 0 };
  KontorId lead = kontor_id_for_name ("test", "lead"), id, other = { 0 };
  g_autofree char *lead_text = kontor_id_dup_text (&lead);
  g_autoptr (GBytes) stamps = g_bytes_new_static ("stamps", 6);
  KontorRemote *remote;

  id = kontor_test_store_insert (test, "team", "name", "North", "lead", lead_text, NULL);
  remote = begin (test, TRUE);
  g_assert_true (kontor_remote_load (remote, kontor_test_entity ("team"), &other, &none, NULL));
  g_assert_null (none.fields);
  g_assert_true (kontor_remote_load (remote, kontor_test_entity ("team"), &id, &row, NULL));
  g_assert_true (kontor_remote_set_author (remote, 5, 1000000, NULL));
  g_assert_true (kontor_remote_show (remote, &row, view, NULL));
  g_assert_true (kontor_remote_set_version (remote, &row, 9, stamps, NULL));
  commit (remote);
  assert_field (test, &id, "name", "South");
  assert_field (test, &id, "lead", "");
  g_assert_cmpint (kontor_test_store_count (test, "SELECT version FROM team"), ==, 9);
  g_assert_cmpint (kontor_test_store_count (test, "SELECT length (stamps) FROM team"), ==, 6);
  kontor_test_store_assert_whole (test);
}

static void
test_nothing_changed (KontorTestStore *test, gconstpointer data)
{
  KontorId id = kontor_test_store_insert (test, "team", "name", "North", NULL);
  g_autoptr (KontorFields) view = parse ("team", "{\"1\":\"North\"}");
  g_auto (KontorRow) row = { 0 };
  gint64 before = count_entries (test);
  KontorRemote *remote = begin (test, TRUE);

  kontor_remote_set_author (remote, 5, 1000000, NULL);
  kontor_remote_load (remote, kontor_test_entity ("team"), &id, &row, NULL);
  g_assert_true (kontor_remote_show (remote, &row, view, NULL));
  commit (remote);
  g_assert_cmpint (count_entries (test), ==, before);
}

static void
test_cancel (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *before = kontor_test_store_dump (test), *after = NULL, *setting = NULL;
  KontorId id = kontor_id_for_name ("test", "team");
  KontorRemote *remote = begin (test, TRUE);

  kontor_remote_insert (remote, &id, parse ("team", "{\"1\":\"North\"}"), 7, NULL, NULL);
  kontor_store_set_setting (test->store, "cursor", "c", NULL);
  kontor_remote_cancel (remote);
  after = kontor_test_store_dump (test);
  g_assert_cmpstr (after, ==, before);
  setting = kontor_store_dup_setting (test->store, "cursor");
  g_assert_null (setting);
  kontor_test_store_assert_whole (test);
}

static void
test_delete (KontorTestStore *test, gconstpointer data)
{
  KontorId id;
  g_auto (KontorRow) row = { 0 };
  KontorRemote *remote;

  kontor_store_set_setting (test->store, "device", "17", NULL);
  id = kontor_test_store_insert (test, "team", "name", "North", NULL);
  remote = begin (test, TRUE);
  kontor_remote_load (remote, kontor_test_entity ("team"), &id, &row, NULL);
  g_assert_true (kontor_remote_delete (remote, &row, NULL));
  commit (remote);
  g_assert_cmpint (kontor_test_store_count (test, "SELECT count (*) FROM team"), ==, 0);
  kontor_test_store_assert_whole (test);
}

static void
test_confirmed (KontorTestStore *test, gconstpointer data)
{
  const KontorEntity *team = kontor_test_entity ("team");
  KontorId id = kontor_id_for_name ("test", "team");
  g_autoptr (KontorFields) fields = parse ("team", "{\"1\":\"North\",\"77\":true}"), again = NULL;
  g_autofree char *json = NULL;
  KontorRemote *remote = begin (test, TRUE);
  gint64 n = 0;

  g_assert_null (kontor_remote_get_confirmed (remote, team, &id, &n, NULL));
  g_assert_true (kontor_remote_set_confirmed (remote, &id, fields, 4, NULL));
  g_assert_true (kontor_remote_set_confirmed (remote, &id, fields, 5, NULL));
  again = kontor_remote_get_confirmed (remote, team, &id, &n, NULL);
  json = kontor_fields_dup_json (again);
  g_assert_cmpstr (json, ==, "{\"1\":\"North\",\"77\":true}");
  g_assert_cmpint (n, ==, 5);
  g_assert_true (kontor_remote_drop_confirmed (remote, &id, NULL));
  g_assert_null (kontor_remote_get_confirmed (remote, team, &id, &n, NULL));
  commit (remote);
}

static void
test_rename (KontorTestStore *test, gconstpointer data)
{
  KontorId me = kontor_test_store_insert (test, "member", "name", "Me", NULL), team, found;
  KontorId known = kontor_id_for_name ("test", "known");
  g_autofree char *me_text = kontor_id_dup_text (&me), *known_text = kontor_id_dup_text (&known);
  g_autoptr (KontorRecord) record = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  KontorRemote *remote;

  team = kontor_test_store_insert (test, "team", "name", "North", NULL);
  kontor_test_store_update (test, "team", &team, "lead", me_text, NULL);
  remote = begin (test, TRUE);
  g_assert_true (kontor_remote_rename (remote, &me, &known, NULL));
  commit (remote);
  assert_field (test, &team, "lead", known_text);
  record = kontor_store_get (test->store, kontor_test_entity ("member"), &me, NULL);
  g_assert_nonnull (record);
  g_assert_true (kontor_id_equal (kontor_record_get_id (record), &known));
  changes = kontor_journal_list_record (test->store, kontor_test_entity ("team"), &team, 1, NULL);
  g_assert_true (
      kontor_fields_get_ref (((KontorChange *) changes->pdata[0])->after, "lead", &found));
  g_assert_true (kontor_id_equal (&found, &known));
  kontor_test_store_assert_whole (test);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, KontorTestStore, NULL, kontor_test_store_set_up, test,                         \
              kontor_test_store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/remote/first-load-is-no-history", test_first_load);
  ADD ("/remote/changes-are-acts-of-who-did-them", test_authors);
  ADD ("/remote/row-shows-the-view-and-nothing-else", test_show);
  ADD ("/remote/what-is-the-same-leaves-no-trace", test_nothing_changed);
  ADD ("/remote/cancel-takes-cursor-and-rows-back", test_cancel);
  ADD ("/remote/unwanted-row-goes-from-search-too", test_delete);
  ADD ("/remote/confirmed-image-is-kept-and-dropped", test_confirmed);
  ADD ("/remote/me-becomes-the-servers-member-everywhere", test_rename);
  return g_test_run ();
}
