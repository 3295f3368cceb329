/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sync/kontor-outgoing.h"

#include "model/kontor-wire.h"
#include "support/kontor-test-device.h"
#include "sync/kontor-sync-limits.h"

static KontorPush *
collect (KontorTestStore *store, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;
  KontorPush *push;

  kontor_outgoing_collect (store->store, limit, &body, &error);
  g_assert_no_error (error);
  g_assert_nonnull (body);
  push = kontor_push_decode (kontor_schema_get_default (), body, &error);
  g_assert_no_error (error);
  return push;
}

static const KontorOperation *
get (const KontorPush *push, guint index)
{
  g_assert_cmpuint (index, <, push->operations->len);
  return push->operations->pdata[index];
}

static void
insert_teams (KontorTestStore *store, guint count, guint group)
{
  KontorActInfo info = { "import", kontor_test_entity ("team"), KONTOR_ORIGIN_IMPORT, NULL };
  g_autoptr (KontorFields) fields = kontor_test_store_fields (store, "team", "name", "T", NULL);
  KontorAct *act = kontor_act_begin (store->store, &info, NULL);

  for (guint i = 0; i < count; i++)
    {
      if (i % group == 0)
        kontor_act_next_group (act);
      g_assert_true (kontor_act_insert (act, NULL, fields, NULL, NULL));
    }
  g_assert_true (kontor_act_commit (act, NULL, NULL));
}

static void
test_nothing (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (GBytes) body = NULL;

  g_assert_true (kontor_outgoing_collect (office->a.store, 100, &body, NULL));
  g_assert_null (body);
}

/* An act of @count records with a text of @length each, all in one group. */
static void
insert_texts (KontorTestStore *store, guint count, gsize length)
{
  KontorActInfo info = { "edit", kontor_test_entity ("contact"), KONTOR_ORIGIN_USER, NULL };
  g_autofree char *text = g_strnfill (length, 'x');
  g_autoptr (KontorFields) fields
      = kontor_test_store_fields (store, "contact", "first_name", "Ada", "description", text, NULL);
  KontorAct *act = kontor_act_begin (store->store, &info, NULL);

  for (guint i = 0; i < count; i++)
    g_assert_true (kontor_act_insert (act, NULL, fields, NULL, NULL));
  g_assert_true (kontor_act_commit (act, NULL, NULL));
}

/* A group that fits is sent whatever it weighs; one that no server takes is not. */
static void
test_group_too_large (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (KontorPush) push = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GArray) first = NULL;
  g_autoptr (GError) error = NULL;

  insert_texts (&office->a, 15, 1024 * 1024);
  push = collect (&office->a, 1);
  g_assert_cmpuint (push->operations->len, ==, 15);
  insert_texts (&office->b, 16, 1024 * 1024);
  kontor_test_store_insert (&office->b, "team", "name", "North", NULL);
  g_assert_false (kontor_outgoing_collect (office->b.store, 100, &body, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT);
  g_assert_null (body);
  first = kontor_outgoing_list_first (office->b.store, NULL);
  g_assert_cmpuint (first->len, ==, 16);
}

/* The server reads no line of more than eight. */
static void
test_long_line (KontorTestOffice *office, gconstpointer data)
{
  KontorActInfo info = { "edit", kontor_test_entity ("team"), KONTOR_ORIGIN_USER, NULL };
  g_autofree char *text = g_strnfill (KONTOR_MAX_LONG_TEXT - 2, 'x');
  g_autofree char *json = g_strdup_printf ("\"%s\"", text);
  g_autoptr (KontorFields) fields
      = kontor_test_store_fields (&office->a, "team", "name", "North", NULL);
  KontorAct *act = kontor_act_begin (office->a.store, &info, NULL);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", 9000 + i);

      kontor_fields_set_extra (fields, key, json);
    }
  g_assert_true (kontor_act_insert (act, NULL, fields, NULL, NULL));
  g_assert_true (kontor_act_commit (act, NULL, NULL));
  g_assert_false (kontor_outgoing_collect (office->a.store, 100, &body, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT);
}

static void
test_head (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (KontorPush) push = NULL;

  kontor_test_store_insert (&office->b, "team", "name", "North", NULL);
  kontor_test_push (&office->b, office->server);
  kontor_test_store_insert (&office->b, "team", "name", "South", NULL);
  push = collect (&office->b, 100);
  g_assert_cmpuint (push->device, ==, 2);
  g_assert_cmpint (push->from, ==, 2);
  g_assert_cmpint (push->ack, ==, 1);
  g_assert_cmpstr (push->epoch, ==, KONTOR_TEST_EPOCH);
  g_assert_cmpuint (push->operations->len, ==, 1);
}

static void
test_groups (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (KontorPush) push = NULL, cut = NULL;

  insert_teams (&office->a, 9, 3);
  push = collect (&office->a, 100);
  g_assert_cmpuint (push->operations->len, ==, 9);
  for (guint i = 0; i < 9; i++)
    g_assert_cmpint (get (push, i)->group, ==, 1 + i / 3 * 3);
  /* A group is never split. */
  cut = collect (&office->a, 4);
  g_assert_cmpuint (cut->operations->len, ==, 6);
}

static void
test_large_group (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (KontorPush) push = NULL;

  insert_teams (&office->a, KONTOR_SYNC_MAX_GROUP + 5, G_MAXUINT);
  push = collect (&office->a, KONTOR_SYNC_MAX_OPERATIONS);
  g_assert_cmpuint (push->operations->len, ==, KONTOR_SYNC_MAX_GROUP + 5);
  g_assert_cmpint (get (push, KONTOR_SYNC_MAX_GROUP - 1)->group, ==, 1);
  g_assert_cmpint (get (push, KONTOR_SYNC_MAX_GROUP)->group, ==, KONTOR_SYNC_MAX_GROUP + 1);
}

static void
test_many (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (KontorPush) push = NULL;

  insert_teams (&office->a, KONTOR_SYNC_MAX_OPERATIONS + 500, 1);
  push = collect (&office->a, KONTOR_SYNC_MAX_OPERATIONS);
  g_assert_cmpuint (push->operations->len, <=, KONTOR_SYNC_MAX_OPERATIONS);
  kontor_test_sync (&office->a, office->server);
  kontor_test_sync (&office->b, office->server);
  kontor_test_assert_same (&office->a, &office->b);
}

static void
test_bytes (KontorTestOffice *office, gconstpointer data)
{
  g_autofree char *text = g_strnfill (400 * 1024, 'x');
  g_autoptr (GBytes) body = NULL;

  for (guint i = 0; i < 5; i++)
    kontor_test_store_insert (&office->a, "contact", "first_name", "Ada", "description", text,
                              NULL);
  body = kontor_test_collect (&office->a);
  g_assert_cmpuint (g_bytes_get_size (body), <=, KONTOR_SYNC_MAX_BATCH);
  kontor_test_sync (&office->a, office->server);
  g_assert_cmpuint (kontor_test_server_count (office->server, "contact"), ==, 5);
}

static void
set_open (KontorTestStore *store)
{
  g_assert_true (kontor_database_exec (
      kontor_store_get_database (store->store),
      "UPDATE journal_entry SET state = 0 WHERE entry = (SELECT max (entry) FROM journal_entry)",
      NULL));
}

/* A program has ended in the middle of an import while this one has the file open. */
static void
test_half_import (KontorTestOffice *office, gconstpointer data)
{
  g_autoptr (KontorPush) push = NULL;

  insert_teams (&office->a, 3, 1);
  set_open (&office->a);
  kontor_test_store_insert (&office->a, "team", "name", "Later", NULL);
  push = collect (&office->a, 100);
  g_assert_cmpuint (push->operations->len, ==, 1);
  g_assert_cmpint (kontor_test_store_count (&office->a, "SELECT count (*) FROM team"), ==, 1);
}

/* One operation that is larger than a push of many may be goes out by itself. */
static void
test_large_operation (KontorTestOffice *office, gconstpointer data)
{
  g_autofree char *text = g_strnfill (KONTOR_MAX_LONG_TEXT, '"');
  KontorId id;

  kontor_test_store_insert (&office->a, "team", "name", "North", NULL);
  id = kontor_test_store_insert (&office->a, "contact", "first_name", "Ada", "description", text,
                                 NULL);
  text[0] = '.';
  kontor_test_store_update (&office->a, "contact", &id, "description", text, NULL);
  kontor_test_sync (&office->a, office->server);
  kontor_test_sync (&office->b, office->server);
  kontor_test_assert_same (&office->a, &office->b);
}

static void
test_update (KontorTestOffice *office, gconstpointer data)
{
  KontorId id = kontor_test_store_insert (&office->a, "contact", "first_name", "Ada", "description",
                                          "old", NULL);
  g_autoptr (KontorPush) push = NULL;
  g_autofree char *fields = NULL, *before = NULL;
  const KontorOperation *operation;

  kontor_test_push (&office->a, office->server);
  kontor_test_store_update (&office->a, "contact", &id, "last_name", "Byron", NULL);
  kontor_test_push (&office->a, office->server);
  kontor_test_store_update (&office->a, "contact", &id, "first_name", "Augusta", "description",
                            "new", NULL);
  push = collect (&office->a, 100);
  operation = get (push, 0);
  fields = kontor_fields_dup_json (operation->fields);
  before = kontor_fields_dup_json (operation->before);
  /* A group goes as a whole, a text with what it was made on. */
  g_assert_cmpstr (fields, ==,
                   "{\"1\":null,\"2\":\"Augusta\",\"3\":null,\"4\":\"Byron\",\"5\":null,"
                   "\"13\":\"new\"}");
  g_assert_cmpstr (before, ==, "{\"13\":\"old\"}");
  g_assert_cmpint (kontor_operation_get_base (operation, 1), ==, 2);
  g_assert_cmpint (kontor_operation_get_base (operation, 13), ==, 1);
  g_assert_false (operation->strict);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, KontorTestOffice, NULL, kontor_test_office_set_up, test,                       \
              kontor_test_office_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/outgoing/nothing-waits-nothing-goes", test_nothing);
  ADD ("/outgoing/begins-where-the-answers-end", test_head);
  ADD ("/outgoing/groups-stay-whole", test_groups);
  ADD ("/outgoing/a-group-that-no-server-takes-is-not-sent", test_group_too_large);
  ADD ("/outgoing/a-line-that-no-server-reads-is-not-sent", test_long_line);
  ADD ("/outgoing/group-beyond-the-limit-is-cut", test_large_group);
  ADD ("/outgoing/many-go-in-several-pushes", test_many);
  ADD ("/outgoing/bytes-are-limited", test_bytes);
  ADD ("/outgoing/import-that-ended-in-the-middle-is-not-waited-for", test_half_import);
  ADD ("/outgoing/large-operation-goes-alone", test_large_operation);
  ADD ("/outgoing/update-says-what-was-seen", test_update);
  return g_test_run ();
}
