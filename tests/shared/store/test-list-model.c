/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-list-model.h"

#include "support/kontor-test-loop.h"
#include "support/kontor-test-store.h"
#include "util/kontor-error.h"

#include <gio/gio.h>

/* A model of companies, and a view of it that knows only what it is told. */
typedef struct
{
  KontorTestStore base; /* writes as another program would */
  KontorWorkspace *workspace;
  KontorListModel *model;
  GArray *view; /* of gint64: the rowids a view would show */
  guint n_told;
  guint n_rows_told; /* removed and added rows in all */
  GString *notified;
} Fixture;

static gint64
get_rowid (KontorListModel *model, guint position)
{
  g_autoptr (KontorRecord) record = kontor_list_model_dup_record (model, position);

  g_assert_nonnull (record);
  return kontor_record_get_rowid (record);
}

/* Whenever it is told, a view can ask for any row, and finds the list it knows. */
static void
items_changed_cb (GListModel *list, guint position, guint removed, guint added, Fixture *self)
{
  self->n_told++;
  self->n_rows_told += removed + added;
  g_assert_cmpuint (position + removed, <=, self->view->len);
  if (removed > 0)
    g_array_remove_range (self->view, position, removed);
  for (guint i = position; i < position + added; i++)
    {
      gint64 rowid = get_rowid (self->model, i);

      g_array_insert_val (self->view, i, rowid);
    }
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, self->view->len);
  for (guint i = 0; i < self->view->len; i++)
    g_assert_cmpint (get_rowid (self->model, i), ==, g_array_index (self->view, gint64, i));
  g_assert_null (g_list_model_get_item (list, self->view->len));
}

static void
notify_cb (KontorListModel *model, GParamSpec *pspec, Fixture *self)
{
  g_string_append_printf (self->notified, "%s ", pspec->name);
}

static KontorQuery *
make_query (const char *where, const char *sort)
{
  KontorQuery *query
      = kontor_query_new (kontor_schema_get_default (), kontor_test_entity ("company"));

  g_assert_true (kontor_query_set_where (query, where, NULL));
  g_assert_true (kontor_query_set_sort (query, sort, NULL));
  return query;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  DexFuture *future;

  kontor_test_store_set_up (&self->base, data);
  future = kontor_workspace_open (self->base.path, kontor_schema_get_default (),
                                  kontor_clock_system (), 0);
  g_assert_true (kontor_test_await (dex_ref (future), NULL));
  self->workspace = g_value_dup_object (dex_future_get_value (future, NULL));
  dex_unref (future);
  self->view = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->notified = g_string_new (NULL);
}

static void
show (Fixture *self, KontorQuery *query)
{
  self->model = kontor_list_model_new (self->workspace, query);
  g_signal_connect (self->model, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_signal_connect (self->model, "notify", G_CALLBACK (notify_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  kontor_database_guard_thread (NULL);
  g_clear_object (&self->model);
  g_assert_true (kontor_test_await (kontor_workspace_close (self->workspace), NULL));
  g_clear_object (&self->workspace);
  kontor_test_store_tear_down (&self->base, data);
  g_array_unref (self->view);
  g_string_free (self->notified, TRUE);
}

static gboolean
is_loaded (gpointer data)
{
  return !kontor_list_model_is_loading (((Fixture *) data)->model);
}

static void
wait_until_loaded (Fixture *self)
{
  kontor_test_wait_until (is_loaded, self);
}

static char *
describe (Fixture *self)
{
  GString *titles = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->model)); i++)
    {
      g_autoptr (KontorRecord) record = kontor_list_model_dup_record (self->model, i);

      g_string_append_printf (titles, "%s%s", i > 0 ? "," : "", kontor_record_get_title (record));
    }
  return g_string_free_and_steal (titles);
}

static void
assert_titles (Fixture *self, const char *expected)
{
  g_autofree char *titles = describe (self);

  g_assert_cmpstr (titles, ==, expected);
}

typedef struct
{
  Fixture *fixture;
  const char *titles;
} Wanted;

static gboolean
has_titles (gpointer data)
{
  Wanted *wanted = data;
  g_autofree char *titles = describe (wanted->fixture);

  return g_str_equal (titles, wanted->titles);
}

static void
wait_for_titles (Fixture *self, const char *titles)
{
  Wanted wanted = { self, titles };

  kontor_test_wait_until (has_titles, &wanted);
}

/* One write, as the app makes it. */
typedef struct
{
  const char *verb;
  KontorId *id;
  const char *name;
  int employees;
} Write;

static gpointer
write_job (KontorStore *store, gpointer data, GError **error)
{
  Write *write = data;
  KontorActInfo info = { write->verb, kontor_test_entity ("company"), KONTOR_ORIGIN_USER, NULL };
  g_autoptr (KontorFields) fields = kontor_fields_new (info.entity);
  KontorAct *act = kontor_act_begin (store, &info, error);
  gboolean done;

  g_assert_nonnull (act);
  if (write->name != NULL)
    kontor_fields_set_text (fields, "name", write->name);
  if (write->employees != 0)
    kontor_fields_set_integer (fields, "employees", write->employees);
  if (g_str_equal (write->verb, "create"))
    done = kontor_act_insert (act, NULL, fields, NULL, error);
  else if (g_str_equal (write->verb, "delete"))
    done = kontor_act_trash (act, info.entity, write->id, error);
  else
    done = kontor_act_update (act, write->id, fields, error);
  g_assert_true (done);
  g_assert_true (kontor_act_commit (act, NULL, error));
  return NULL;
}

static void
change (Fixture *self, Write write)
{
  g_assert_true (kontor_test_await (
      kontor_workspace_write (self->workspace, write_job, &write, NULL, NULL), NULL));
}

static KontorId
add (Fixture *self, const char *name)
{
  return kontor_test_store_insert (&self->base, "company", "name", name, "employees", "5", NULL);
}

static void
add_many (Fixture *self, guint n)
{
  KontorActInfo info = { "create", kontor_test_entity ("company"), KONTOR_ORIGIN_USER, NULL };
  KontorAct *act = kontor_act_begin (self->base.store, &info, NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KontorFields) fields = kontor_fields_new (info.entity);
      g_autofree char *name = g_strdup_printf ("%06u", i);

      kontor_fields_set_text (fields, "name", name);
      g_assert_true (kontor_act_insert (act, NULL, fields, NULL, NULL));
    }
  g_assert_true (kontor_act_commit (act, NULL, NULL));
}

static void
test_sizes (Fixture *self, gconstpointer data)
{
  static const guint sizes[] = { 0, 1, 3, 199, 200, 201, 300 };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (KontorQuery) query = make_query (NULL, NULL);

      add_many (self, sizes[i] - n);
      n = sizes[i];
      show (self, query);
      g_assert_true (kontor_list_model_is_loading (self->model));
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->model)), ==, 0);
      wait_until_loaded (self);
      g_assert_cmpuint (self->view->len, ==, n);
      g_assert_cmpuint (kontor_list_model_get_total (self->model), ==, n);
      g_assert_null (kontor_list_model_get_error (self->model));
      g_assert_null (kontor_list_model_dup_record (self->model, n));
      g_array_set_size (self->view, 0);
      g_clear_object (&self->model);
    }
}

static void
note_first_cb (GListModel *list, guint position, guint removed, guint added, guint *n_first)
{
  if (*n_first == 0)
    *n_first = added;
}

static void
test_first_rows (Fixture *self, gconstpointer data)
{
  g_autoptr (KontorQuery) query = make_query (NULL, NULL);
  guint n_first = 0;

  add_many (self, 1000);
  show (self, query);
  g_signal_connect (self->model, "items-changed", G_CALLBACK (note_first_cb), &n_first);
  wait_until_loaded (self);
  g_assert_cmpuint (n_first, ==, 200);
  g_assert_cmpuint (self->n_told, ==, 2);
  g_assert_cmpuint (self->view->len, ==, 1000);
}

static void
test_guarded (Fixture *self, gconstpointer data)
{
  g_autoptr (KontorQuery) query = make_query ("employees > 1", "-name");
  guint position = 0;
  KontorId id = add (self, "Acme");

  add (self, "Beta");
  /* As in the app's test builds: the main thread reads by key, or the program ends. */
  kontor_database_guard_thread (g_thread_self ());
  show (self, query);
  wait_until_loaded (self);
  assert_titles (self, "Beta,Acme");
  g_assert_true (kontor_list_model_find (self->model, &id, &position));
  g_assert_cmpuint (position, ==, 1);
  change (self, (Write) { "edit", &id, .name = "Zeta" });
  wait_for_titles (self, "Zeta,Beta");
  change (self, (Write) { "delete", &id });
  wait_for_titles (self, "Beta");
  g_assert_false (kontor_list_model_find (self->model, &id, &position));
}

static void
test_same_object (Fixture *self, gconstpointer data)
{
  g_autoptr (KontorQuery) query = make_query (NULL, NULL);
  KontorRecord *a, *b;

  add (self, "Acme");
  show (self, query);
  wait_until_loaded (self);
  a = g_list_model_get_item (G_LIST_MODEL (self->model), 0);
  b = kontor_list_model_dup_record (self->model, 0);
  g_assert_true (a == b);
  g_object_unref (b);
  /* The model does not keep it alive. */
  g_assert_finalize_object (a);
  g_assert_cmpint (get_rowid (self->model, 0), ==, 1);
}

static void
count_cb (KontorRecord *record, GParamSpec *pspec, guint *n_notified)
{
  ++*n_notified;
}

static void
test_record_in_place (Fixture *self, gconstpointer data)
{
  g_autoptr (KontorQuery) query = make_query (NULL, NULL);
  g_autoptr (KontorRecord) record = NULL;
  guint n_names = 0, n_others = 0, n_told;
  KontorId id = add (self, "Acme");

  show (self, query);
  wait_until_loaded (self);
  record = kontor_list_model_dup_record (self->model, 0);
  g_assert_cmpstr (kontor_record_get_title (record), ==, "Acme");
  g_signal_connect (record, "notify::employees", G_CALLBACK (count_cb), &n_names);
  g_signal_connect (record, "notify::website", G_CALLBACK (count_cb), &n_others);
  n_told = self->n_told;
  change (self, (Write) { "edit", &id, .employees = 7 });
  kontor_test_wait (50);
  g_assert_cmpint (kontor_record_get_value (record, "employees")->integer, ==, 7);
  g_assert_cmpuint (n_names, ==, 1);
  g_assert_cmpuint (n_others, ==, 0);
  /* Neither its place nor the number of rows is touched. */
  g_assert_cmpuint (self->n_told, ==, n_told);
}

static void
test_reference_title (Fixture *self, gconstpointer data)
{
  KontorId id = add (self, "Acme");
  g_autofree char *acme = kontor_id_dup_text (&id);
  g_autoptr (KontorQuery) query = make_query (NULL, NULL);
  g_autoptr (KontorRecord) record = NULL;

  kontor_test_store_insert (&self->base, "company", "name", "Labs", "parent", acme, NULL);
  show (self, query);
  wait_until_loaded (self);
  record = kontor_list_model_dup_record (self->model, 1);
  g_assert_cmpstr (kontor_record_get_ref_title (record, "parent"), ==, "Acme");
  change (self, (Write) { "edit", &id, .name = "Acme SE" });
  wait_for_titles (self, "Acme SE,Labs");
  g_assert_cmpstr (kontor_record_get_ref_title (record, "parent"), ==, "Acme SE");
}

static void
test_changes (Fixture *self, gconstpointer data)
{
  g_autoptr (KontorQuery) query = make_query ("employees > 1", NULL);
  KontorId b, d;

  add (self, "A");
  b = add (self, "B");
  add (self, "C");
  d = add (self, "D");
  show (self, query);
  wait_until_loaded (self);
  assert_titles (self, "A,B,C,D");

  self->n_rows_told = 0;
  change (self, (Write) { "create", NULL, "Bb", 5 });
  wait_for_titles (self, "A,B,Bb,C,D");
  g_assert_cmpuint (self->n_rows_told, ==, 1);

  self->n_rows_told = 0;
  change (self, (Write) { "edit", &d, .name = "Aa" });
  wait_for_titles (self, "A,Aa,B,Bb,C");
  g_assert_cmpuint (self->n_rows_told, ==, 2);

  self->n_rows_told = 0;
  change (self, (Write) { "edit", &b, .employees = 1 });
  wait_for_titles (self, "A,Aa,Bb,C");
  change (self, (Write) { "delete", &d });
  wait_for_titles (self, "A,Bb,C");
  g_assert_cmpuint (self->n_rows_told, ==, 2);
  g_assert_cmpuint (kontor_list_model_get_total (self->model), ==, 3);

  /* What does not belong in it is of no concern. */
  self->n_told = 0;
  change (self, (Write) { "create", NULL, "Small", 1 });
  kontor_test_wait (50);
  g_assert_cmpuint (self->n_told, ==, 0);
}

static void
test_other_program (Fixture *self, gconstpointer data)
{
  g_autoptr (KontorQuery) query = make_query (NULL, NULL);
  g_autoptr (KontorRecord) record = NULL;
  KontorId id = add (self, "Acme");

  show (self, query);
  wait_until_loaded (self);
  record = kontor_list_model_dup_record (self->model, 0);
  kontor_test_store_update (&self->base, "company", &id, "name", "Acme SE", NULL);
  add (self, "Beta");
  wait_for_titles (self, "Acme SE,Beta");
  g_assert_cmpstr (kontor_record_get_title (record), ==, "Acme SE");
}

static void
test_queries (Fixture *self, gconstpointer data)
{
  g_autoptr (KontorQuery) all = make_query (NULL, NULL);
  g_autoptr (KontorQuery) same = make_query (NULL, NULL);
  g_autoptr (KontorQuery) one = make_query ("name = beta", NULL);
  g_autoptr (KontorQuery) none = make_query ("name = x", NULL);

  add (self, "Acme");
  add (self, "Beta");
  show (self, all);
  wait_until_loaded (self);
  g_string_truncate (self->notified, 0);
  kontor_list_model_set_query (self->model, same);
  g_assert_true (kontor_list_model_get_query (self->model) == all);
  g_assert_cmpstr (self->notified->str, ==, "");

  kontor_list_model_set_query (self->model, one);
  /* What was there stays until something else is. */
  assert_titles (self, "Acme,Beta");
  wait_until_loaded (self);
  assert_titles (self, "Beta");
  g_assert_cmpstr (self->notified->str, ==, "loading query n-items total loading ");

  kontor_list_model_set_query (self->model, none);
  wait_until_loaded (self);
  assert_titles (self, "");
  kontor_list_model_set_query (self->model, all);
  wait_until_loaded (self);
  kontor_list_model_set_query (self->model, NULL);
  g_assert_false (kontor_list_model_is_loading (self->model));
  assert_titles (self, "");
  change (self, (Write) { "create", NULL, "New", 5 });
  kontor_test_wait (20);
  assert_titles (self, "");
}

static void
test_other_entity (Fixture *self, gconstpointer data)
{
  g_autoptr (KontorQuery) companies = make_query (NULL, NULL);
  g_autoptr (KontorQuery) teams
      = kontor_query_new (kontor_schema_get_default (), kontor_test_entity ("team"));

  add (self, "Acme");
  kontor_test_store_insert (&self->base, "team", "name", "West", NULL);
  show (self, companies);
  wait_until_loaded (self);
  kontor_list_model_set_query (self->model, teams);
  assert_titles (self, "");
  wait_until_loaded (self);
  assert_titles (self, "West");
}

/* As when somebody types: each query comes before the one before it has an answer. */
static void
test_race (Fixture *self, gconstpointer data)
{
  g_autoptr (KontorQuery) first = make_query (NULL, NULL);

  add_many (self, 3000);
  show (self, first);
  g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *where = g_strdup_printf ("name ^= '%06u'", i);
      g_autoptr (KontorQuery) query = i % 2 == 0 ? make_query (where, NULL)
                                                 : make_query (NULL, i % 4 == 3 ? "-name" : "name");

      kontor_list_model_set_query (self->model, query);
      for (guint j = 0; j < i % 7; j++)
        g_main_context_iteration (NULL, FALSE);
    }
  wait_until_loaded (self);
  kontor_test_wait (50);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->model)), ==, 3000);
  g_assert_cmpint (get_rowid (self->model, 0), ==, 3000);
}

static void
test_changes_while_loading (Fixture *self, gconstpointer data)
{
  g_autoptr (KontorQuery) query = make_query (NULL, NULL);
  DexFuture *last = NULL;
  Write writes[20];

  add_many (self, 500);
  show (self, query);
  for (guint i = 0; i < G_N_ELEMENTS (writes); i++)
    {
      dex_clear (&last);
      writes[i] = (Write) { "create", NULL, "zzz", 5 };
      last = kontor_workspace_write (self->workspace, write_job, &writes[i], NULL, NULL);
    }
  g_assert_true (kontor_test_await (last, NULL));
  kontor_test_wait (100);
  g_assert_cmpuint (self->view->len, ==, 520);
}

static void
test_limit (Fixture *self, gconstpointer data)
{
  g_autoptr (KontorQuery) query = make_query (NULL, "-name");

  add (self, "A");
  add (self, "B");
  add (self, "C");
  kontor_query_set_limit (query, 2);
  show (self, query);
  wait_until_loaded (self);
  assert_titles (self, "C,B");
  g_assert_cmpuint (kontor_list_model_get_total (self->model), ==, 3);
  change (self, (Write) { "create", NULL, "D", 5 });
  wait_for_titles (self, "D,C");
  g_assert_cmpuint (kontor_list_model_get_total (self->model), ==, 4);
}

static void
test_find (Fixture *self, gconstpointer data)
{
  g_autoptr (KontorQuery) query = make_query ("name != b", NULL);
  KontorId a, b, c, none = { 0 };
  guint position = 4711;

  a = add (self, "A");
  b = add (self, "B");
  c = add (self, "C");
  show (self, query);
  g_assert_false (kontor_list_model_find (self->model, &a, &position));
  wait_until_loaded (self);
  g_assert_false (kontor_list_model_find (self->model, &b, &position));
  g_assert_false (kontor_list_model_find (self->model, &none, &position));
  g_assert_cmpuint (position, ==, 4711);
  g_assert_true (kontor_list_model_find (self->model, &c, &position));
  g_assert_cmpuint (position, ==, 1);
  g_assert_true (kontor_list_model_find (self->model, &a, &position));
  g_assert_cmpuint (position, ==, 0);
}

static void
test_failure (Fixture *self, gconstpointer data)
{
  g_autoptr (KontorQuery) good = make_query (NULL, NULL);
  g_autoptr (KontorQuery) bad
      = kontor_query_new (kontor_schema_get_default (), kontor_test_entity ("deal"));

  add (self, "Acme");
  g_assert_true (kontor_store_set_setting (self->base.store, "currency", "JPY", NULL));
  g_assert_true (kontor_query_set_where (bad, "value > 10.50", NULL));
  show (self, bad);
  wait_until_loaded (self);
  g_assert_error (kontor_list_model_get_error (self->model), KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_assert_nonnull (g_strrstr (self->notified->str, "error"));
  kontor_list_model_set_query (self->model, good);
  wait_until_loaded (self);
  g_assert_null (kontor_list_model_get_error (self->model));
  assert_titles (self, "Acme");
}

static void
test_close (Fixture *self, gconstpointer data)
{
  g_autoptr (KontorQuery) query = make_query (NULL, NULL);
  g_autoptr (KontorQuery) other = make_query ("name ^= 0", NULL);
  g_autoptr (KontorRecord) record = NULL;

  add_many (self, 500);
  show (self, query);
  g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);
  g_assert_true (kontor_test_await (kontor_workspace_close (self->workspace), NULL));
  kontor_test_wait (20);
  /* What came in before it closed is there still; there is nothing to read it from. */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->model)), ==, 500);
  record = kontor_list_model_dup_record (self->model, 0);
  g_assert_cmpstr (kontor_record_get_title (record), ==, "");
  kontor_list_model_set_query (self->model, other);
  wait_until_loaded (self);
  g_assert_error (kontor_list_model_get_error (self->model), KONTOR_ERROR, KONTOR_ERROR_IO);
}

static void
test_dropped (Fixture *self, gconstpointer data)
{
  g_autoptr (KontorQuery) query = make_query (NULL, NULL);
  g_autoptr (KontorRecord) record = NULL;

  add_many (self, 500);
  show (self, query);
  g_assert_finalize_object (g_steal_pointer (&self->model));
  kontor_test_wait (20);

  g_array_set_size (self->view, 0);
  show (self, query);
  wait_until_loaded (self);
  /* A record may outlive its list. */
  record = kontor_list_model_dup_record (self->model, 7);
  kontor_test_wait (10);
  g_assert_finalize_object (g_steal_pointer (&self->model));
  g_assert_cmpstr (kontor_record_get_title (record), ==, "000007");
}

static void
test_unread (Fixture *self, gconstpointer data)
{
  g_autoptr (KontorQuery) query = make_query (NULL, NULL);
  g_autoptr (KontorRecord) first = NULL, second = NULL;
  KontorId a, b;

  a = add (self, "A");
  b = add (self, "B");
  show (self, query);
  wait_until_loaded (self);
  first = kontor_list_model_dup_record (self->model, 0);
  second = kontor_list_model_dup_record (self->model, 1);
  g_assert_false (kontor_record_is_read (first));
  g_assert_cmpstr (kontor_record_get_title (second), ==, "B");
  /* What changes meanwhile is seen by both. */
  change (self, (Write) { "rename", &a, "New A", 0 });
  change (self, (Write) { "rename", &b, "New B", 0 });
  wait_for_titles (self, "New A,New B");
  g_assert_cmpstr (kontor_record_get_title (first), ==, "New A");
  g_assert_cmpstr (kontor_record_get_title (second), ==, "New B");
}

/* Turns the list round from within its own telling. */
static void
turn_cb (GListModel *list, guint position, guint removed, guint added, KontorQuery *other)
{
  kontor_list_model_set_query (KONTOR_LIST_MODEL (list), other);
}

static void
test_reentrant (Fixture *self, gconstpointer data)
{
  g_autoptr (KontorQuery) query = make_query (NULL, NULL);
  g_autoptr (KontorQuery) turned = make_query (NULL, "-name");

  add (self, "A");
  add (self, "B");
  show (self, query);
  g_signal_connect (self->model, "items-changed", G_CALLBACK (turn_cb), turned);
  wait_for_titles (self, "B,A");
  wait_until_loaded (self);
  g_assert_true (kontor_list_model_get_query (self->model) == turned);
}

#define ADD(name, test) g_test_add ("/list-model/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  ADD ("lists-of-all-sizes-are-whole", test_sizes);
  ADD ("the-first-rows-come-first", test_first_rows);
  ADD ("the-main-thread-only-reads-by-key", test_guarded);
  ADD ("a-record-is-one-object-while-it-lives", test_same_object);
  ADD ("a-record-is-read-when-it-is-asked", test_unread);
  ADD ("a-record-changes-in-place", test_record_in_place);
  ADD ("a-record-shows-the-new-title-of-what-it-refers-to", test_reference_title);
  ADD ("only-rows-that-change-are-told-of", test_changes);
  ADD ("the-writing-of-others-shows", test_other_program);
  ADD ("a-query-takes-the-place-of-another", test_queries);
  ADD ("rows-of-one-kind-are-never-shown-as-anothers", test_other_entity);
  ADD ("the-last-query-wins", test_race);
  ADD ("nothing-is-missed-while-loading", test_changes_while_loading);
  ADD ("a-limit-has-a-total", test_limit);
  ADD ("records-are-found-by-id", test_find);
  ADD ("a-query-that-fails-says-why", test_failure);
  ADD ("closing-the-workspace-leaves-it-whole", test_close);
  ADD ("a-list-may-be-dropped-at-any-time", test_dropped);
  ADD ("the-query-may-change-while-it-is-told", test_reentrant);
  return g_test_run ();
}
