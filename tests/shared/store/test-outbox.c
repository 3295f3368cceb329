/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-outbox.h"

#include "model/kontor-wire.h"
#include "support/kontor-test-store.h"

#define REFUSED 4

static void
connect (KontorTestStore *test)
{
  g_assert_true (kontor_store_set_setting (test->store, "device", "17", NULL));
}

static gint64
enlist (KontorTestStore *test, const KontorId *except)
{
  g_autoptr (GError) error = NULL;
  gint64 count;

  g_assert_true (kontor_database_begin (kontor_store_get_database (test->store), NULL));
  kontor_outbox_enlist (test->store, except, 1000, &count, &error);
  g_assert_no_error (error);
  g_assert_true (kontor_database_commit (kontor_store_get_database (test->store), NULL));
  return count;
}

static GArray *
list_new (KontorTestStore *test)
{
  g_autoptr (GError) error = NULL;
  GArray *ops = kontor_outbox_list_new (test->store, 100, &error);

  g_assert_no_error (error);
  return ops;
}

static const KontorOutboxOp *
get (GArray *ops, guint index)
{
  g_assert_cmpuint (index, <, ops->len);
  return &g_array_index (ops, KontorOutboxOp, index);
}

static void
assert_values (KontorTestStore *test,
               const KontorOutboxOp *op,
               const char *before,
               const char *after)
{
  g_autoptr (KontorFields) old = NULL, new = NULL;
  g_autofree char *old_json = NULL, *new_json = NULL;
  g_autoptr (GError) error = NULL;

  kontor_outbox_read (test->store, op, &old, &new, &error);
  g_assert_no_error (error);
  old_json = old == NULL ? NULL : kontor_fields_dup_json (old);
  new_json = kontor_fields_dup_json (new);
  g_assert_cmpstr (old_json, ==, before);
  g_assert_cmpstr (new_json, ==, after);
}

/* "{…}" of a team's fields, those without a value among them. */
#define TEAM(name) "{\"1\":\"" name "\",\"2\":null,\"900\":null,\"901\":null,\"902\":null}"

static void
test_unconnected (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (GArray) ops = NULL;

  kontor_test_store_insert (test, "team", "name", "North", NULL);
  ops = list_new (test);
  g_assert_cmpuint (ops->len, ==, 0);
  g_assert_cmpint (kontor_outbox_count (test->store), ==, 0);
}

static void
test_waits (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (GArray) ops = NULL;
  KontorId id;

  connect (test);
  id = kontor_test_store_insert (test, "team", "name", "North", NULL);
  kontor_test_store_update (test, "team", &id, "name", "South", NULL);
  ops = list_new (test);
  g_assert_cmpuint (ops->len, ==, 2);
  g_assert_cmpint (kontor_outbox_count (test->store), ==, 2);
  g_assert_cmpint (get (ops, 0)->kind, ==, KONTOR_CHANGE_INSERT);
  g_assert_true (kontor_id_equal (&get (ops, 0)->id, &id));
  g_assert_cmpint (get (ops, 1)->time - get (ops, 0)->time, ==, 1000);
  /* An insert is what the record was made with, whatever became of it. */
  assert_values (test, get (ops, 0), NULL, TEAM ("North"));
  assert_values (test, get (ops, 1), "{\"1\":\"North\"}", "{\"1\":\"South\"}");
}

static void
test_open_entry (KontorTestStore *test, gconstpointer data)
{
  KontorActInfo info = { "import", kontor_test_entity ("team"), KONTOR_ORIGIN_IMPORT, NULL };
  g_autoptr (KontorFields) fields = NULL;
  g_autoptr (GArray) before = NULL, during = NULL, after = NULL;
  KontorAct *act;

  connect (test);
  kontor_test_store_insert (test, "team", "name", "First", NULL);
  fields = kontor_test_store_fields (test, "team", "name", "Bulk", NULL);
  act = kontor_act_begin (test->store, &info, NULL);
  g_assert_true (kontor_act_insert (act, NULL, fields, NULL, NULL));
  g_assert_true (kontor_act_checkpoint (act, NULL));
  during = list_new (test);
  g_assert_cmpuint (during->len, ==, 1);
  g_assert_true (kontor_act_commit (act, NULL, NULL));
  after = list_new (test);
  g_assert_cmpuint (after->len, ==, 2);
}

static void
test_numbered (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (GArray) ops = NULL, numbered = NULL, rest = NULL, record = NULL;
  KontorId id;

  connect (test);
  id = kontor_test_store_insert (test, "team", "name", "North", NULL);
  kontor_test_store_update (test, "team", &id, "name", "South", NULL);
  kontor_test_store_insert (test, "team", "name", "East", NULL);
  ops = list_new (test);
  g_assert_true (kontor_outbox_number (test->store, get (ops, 0)->op, 1, 70, NULL, NULL));
  g_assert_true (
      kontor_outbox_number (test->store, get (ops, 1)->op, 2, G_MAXINT64, "{\"1\":5}", NULL));
  rest = list_new (test);
  g_assert_cmpuint (rest->len, ==, 1);
  numbered = kontor_outbox_list (test->store, 2, 10, NULL);
  g_assert_cmpuint (numbered->len, ==, 1);
  g_assert_cmpint (get (numbered, 0)->n, ==, 2);
  g_assert_cmpuint (get (numbered, 0)->hlc, ==, G_MAXINT64);
  g_assert_cmpstr (get (numbered, 0)->base, ==, "{\"1\":5}");
  record = kontor_outbox_list_record (test->store, &id, NULL);
  g_assert_cmpuint (record->len, ==, 2);
  g_assert_cmpint (get (record, 1)->n, ==, 2);
}

/* What the user saw stays what he saw, though it is numbered after something newer came in. */
static void
test_base_frozen (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (GArray) ops = NULL, numbered = NULL;

  connect (test);
  kontor_test_store_insert (test, "team", "name", "North", NULL);
  ops = list_new (test);
  g_assert_true (kontor_outbox_set_base (test->store, get (ops, 0)->op, "{\"1\":5}", NULL));
  g_assert_true (kontor_outbox_number (test->store, get (ops, 0)->op, 1, 70, "{\"1\":9}", NULL));
  numbered = kontor_outbox_list (test->store, 1, 10, NULL);
  g_assert_cmpstr (get (numbered, 0)->base, ==, "{\"1\":5}");
}

static void
test_refused (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (GArray) ops = NULL, refused = NULL, none = NULL;

  connect (test);
  kontor_test_store_insert (test, "team", "name", "North", NULL);
  ops = list_new (test);
  kontor_outbox_number (test->store, get (ops, 0)->op, 1, 70, NULL, NULL);
  g_assert_true (kontor_outbox_answer (test->store, get (ops, 0)->op, REFUSED, "quota",
                                       "{\"1\":[null,\"North\"]}", NULL));
  g_assert_cmpint (kontor_outbox_count (test->store), ==, 0);
  g_assert_cmpint (kontor_outbox_count_refused (test->store), ==, 1);
  refused = kontor_outbox_list_refused (test->store, NULL);
  g_assert_cmpstr (get (refused, 0)->code, ==, "quota");
  assert_values (test, get (refused, 0), NULL, "{\"1\":\"North\"}");
  g_assert_true (kontor_outbox_settle (test->store, get (ops, 0)->op, NULL));
  none = kontor_outbox_list_refused (test->store, NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
count_cb (KontorStore *store, KontorChangeSet *changes, gpointer user_data)
{
  guint *count = user_data;

  g_assert_cmpuint (changes->rows->len, ==, 0);
  g_assert_false (changes->everything);
  ++*count;
}

static void
test_discard_is_told (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (GArray) ops = NULL;
  guint count = 0;

  connect (test);
  kontor_test_store_insert (test, "team", "name", "North", NULL);
  ops = list_new (test);
  kontor_outbox_number (test->store, get (ops, 0)->op, 1, 70, NULL, NULL);
  kontor_outbox_answer (test->store, get (ops, 0)->op, REFUSED, "quota", "{\"1\":[null,\"North\"]}",
                        NULL);
  kontor_store_set_listener (test->store, count_cb, &count);
  g_assert_true (kontor_outbox_discard (test->store, get (ops, 0)->op, NULL));
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpint (kontor_outbox_count_refused (test->store), ==, 0);
  kontor_store_set_listener (test->store, NULL, NULL);
}

/* The numbers begin anew with another device: two refused ones may have the same. */
static void
test_refused_of_two_devices (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (GArray) ops = NULL, refused = NULL, left = NULL;

  connect (test);
  kontor_test_store_insert (test, "team", "name", "North", NULL);
  kontor_test_store_insert (test, "team", "name", "South", NULL);
  ops = list_new (test);
  for (guint i = 0; i < 2; i++)
    {
      kontor_outbox_number (test->store, get (ops, i)->op, 1, 70, NULL, NULL);
      kontor_outbox_answer (test->store, get (ops, i)->op, REFUSED, "quota", NULL, NULL);
    }
  refused = kontor_outbox_list_refused (test->store, NULL);
  g_assert_cmpuint (refused->len, ==, 2);
  g_assert_true (kontor_outbox_discard (test->store, get (refused, 1)->op, NULL));
  left = kontor_outbox_list_refused (test->store, NULL);
  g_assert_cmpuint (left->len, ==, 1);
  g_assert_cmpint (get (left, 0)->op, ==, get (ops, 0)->op);
}

static void
test_enlist (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *contact_text = NULL;
  g_autoptr (GArray) ops = NULL;
  KontorId me, first, second, point;

  me = kontor_test_store_insert (test, "member", "name", "Me", NULL);
  first = kontor_test_store_insert (test, "contact", "first_name", "Ada", NULL);
  contact_text = kontor_id_dup_text (&first);
  point = kontor_test_store_insert (test, "contact_point", "contact", contact_text, "kind", "email",
                                    "email", "ada@example.org", NULL);
  second = kontor_test_store_insert (test, "team", "name", "North", NULL);
  kontor_test_store_update (test, "team", &second, "name", "South", NULL);
  g_assert_cmpint (enlist (test, &me), ==, 3);
  connect (test);
  kontor_test_store_update (test, "team", &second, "name", "West", NULL);
  ops = kontor_outbox_list (test->store, 1, 10, NULL);
  g_assert_cmpuint (ops->len, ==, 3);
  g_assert_true (kontor_id_equal (&get (ops, 0)->id, &first));
  g_assert_true (kontor_id_equal (&get (ops, 1)->id, &point));
  g_assert_true (kontor_id_equal (&get (ops, 2)->id, &second));
  g_assert_cmpuint (get (ops, 2)->hlc, ==, 1003);
  /* As it was when it was connected, not as it was made. */
  assert_values (test, get (ops, 2), NULL, TEAM ("South"));
}

static void
test_enlist_moved (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *old_text = NULL, *new_text = NULL;
  g_autoptr (GArray) ops = NULL;
  KontorId me, old, new, moved, stays;

  me = kontor_test_store_insert (test, "member", "name", "Me", NULL);
  old = kontor_test_store_insert (test, "contact", "first_name", "Ada", NULL);
  old_text = kontor_id_dup_text (&old);
  moved = kontor_test_store_insert (test, "contact_point", "contact", old_text, "kind", "email",
                                    "email", "ada@example.org", NULL);
  stays = kontor_test_store_insert (test, "contact_point", "contact", old_text, "kind", "email",
                                    "email", "byron@example.org", NULL);
  new = kontor_test_store_insert (test, "contact", "first_name", "Ada", NULL);
  new_text = kontor_id_dup_text (&new);
  kontor_test_store_update (test, "contact_point", &moved, "contact", new_text, NULL);
  g_assert_cmpint (enlist (test, &me), ==, 4);
  connect (test);
  ops = kontor_outbox_list (test->store, 1, 10, NULL);
  g_assert_true (kontor_id_equal (&get (ops, 0)->id, &old));
  g_assert_true (kontor_id_equal (&get (ops, 1)->id, &stays));
  g_assert_true (kontor_id_equal (&get (ops, 2)->id, &new));
  g_assert_true (kontor_id_equal (&get (ops, 3)->id, &moved));
}

static void
test_renumber (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (GArray) ops = NULL, numbered = NULL;
  gint64 count;

  connect (test);
  for (guint i = 0; i < 4; i++)
    kontor_test_store_insert (test, "team", "name", "Team", NULL);
  ops = list_new (test);
  for (guint i = 0; i < 3; i++)
    kontor_outbox_number (test->store, get (ops, i)->op, 90 + i, 70 + i, NULL, NULL);
  kontor_outbox_answer (test->store, get (ops, 0)->op, 2, NULL, NULL, NULL);
  g_assert_true (kontor_outbox_renumber (test->store, &count, NULL));
  g_assert_cmpint (count, ==, 2);
  numbered = kontor_outbox_list (test->store, 1, 10, NULL);
  g_assert_cmpuint (numbered->len, ==, 2);
  g_assert_cmpint (get (numbered, 0)->op, ==, get (ops, 1)->op);
  g_assert_cmpint (get (numbered, 0)->n, ==, 1);
  g_assert_cmpuint (get (numbered, 0)->hlc, ==, 71);
  g_assert_cmpint (get (numbered, 1)->n, ==, 2);
}

/* Each step of syncing asks these, however long the journal is: the guard ends the program where one
 * of them reads all of it, or sorts. */
static void
test_by_index (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (GArray) new = NULL, numbered = NULL, refused = NULL;

  connect (test);
  for (guint i = 0; i < 4; i++)
    kontor_test_store_insert (test, "team", "name", "North", NULL);
  new = list_new (test);
  g_assert_cmpuint (new->len, ==, 4);
  kontor_outbox_number (test->store, get (new, 0)->op, 1, 70, NULL, NULL);
  kontor_outbox_number (test->store, get (new, 1)->op, 2, 71, NULL, NULL);
  kontor_outbox_answer (test->store, get (new, 1)->op, REFUSED, "guard", NULL, NULL);
  g_clear_pointer (&new, g_array_unref);
  kontor_database_guard_thread (g_thread_self ());
  new = list_new (test);
  numbered = kontor_outbox_list (test->store, 1, 100, NULL);
  refused = kontor_outbox_list_refused (test->store, NULL);
  g_assert_cmpint (kontor_outbox_count (test->store), ==, 3);
  g_assert_cmpint (kontor_outbox_count_refused (test->store), ==, 1);
  kontor_database_guard_thread (NULL);
  g_assert_cmpuint (new->len, ==, 2);
  g_assert_cmpuint (numbered->len, ==, 1);
  g_assert_cmpuint (refused->len, ==, 1);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, KontorTestStore, NULL, kontor_test_store_set_up, test,                         \
              kontor_test_store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/outbox/nothing-waits-without-a-server", test_unconnected);
  ADD ("/outbox/what-was-done-waits-in-its-order", test_waits);
  ADD ("/outbox/stops-before-an-open-entry", test_open_entry);
  ADD ("/outbox/numbers-are-given-once", test_numbered);
  ADD ("/outbox/base-is-what-the-user-saw", test_base_frozen);
  ADD ("/outbox/refused-keeps-reason-and-values", test_refused);
  ADD ("/outbox/listener-is-told-of-what-is-seen-to", test_discard_is_told);
  ADD ("/outbox/refused-ones-of-two-devices-are-told-apart", test_refused_of_two_devices);
  ADD ("/outbox/connecting-sends-what-is-there-owners-first", test_enlist);
  ADD ("/outbox/what-has-moved-goes-after-its-new-owner", test_enlist_moved);
  ADD ("/outbox/another-device-number-begins-anew-in-order", test_renumber);
  ADD ("/outbox/what-waits-is-found-by-an-index", test_by_index);
  return g_test_run ();
}
