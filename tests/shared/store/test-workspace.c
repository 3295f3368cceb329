/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-workspace.h"

#include "support/kontor-test-loop.h"
#include "support/kontor-test-store.h"
#include "util/kontor-error.h"

#include <gio/gio.h>

/* A workspace, and beside it the store of a program of its own. */
typedef struct
{
  KontorTestStore other;
  KontorWorkspace *workspace;
  GThread *main_thread;
  guint n_changes;
  gboolean everything;
  gint64 last_rowid;
} Fixture;

static void
changed_cb (KontorWorkspace *workspace, KontorChangeSet *changes, Fixture *self)
{
  g_assert_true (g_thread_self () == self->main_thread);
  self->n_changes++;
  self->everything |= changes->everything;
  if (changes->rows->len > 0)
    self->last_rowid = g_array_index (changes->rows, KontorRowChange, 0).rowid;
}

static KontorWorkspace *
open_workspace (Fixture *self, KontorStoreFlags flags, GError **error)
{
  DexFuture *future = kontor_workspace_open (self->other.path, kontor_schema_get_default (),
                                             kontor_clock_system (), flags);
  KontorWorkspace *workspace = NULL;

  if (kontor_test_await (dex_ref (future), error))
    workspace = g_value_dup_object (dex_future_get_value (future, NULL));
  dex_unref (future);
  return workspace;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  kontor_test_store_set_up (&self->other, data);
  self->main_thread = g_thread_self ();
  self->workspace = open_workspace (self, 0, &error);
  g_assert_no_error (error);
  g_signal_connect (self->workspace, "changed", G_CALLBACK (changed_cb), self);
}

static void
close_workspace (Fixture *self)
{
  g_assert_true (kontor_test_await (kontor_workspace_close (self->workspace), NULL));
  g_assert_finalize_object (g_steal_pointer (&self->workspace));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->workspace != NULL)
    close_workspace (self);
  kontor_test_store_tear_down (&self->other, data);
}

static gpointer
insert_job (KontorStore *store, gpointer data, GError **error)
{
  KontorActInfo info = { "create", kontor_test_entity ("company"), KONTOR_ORIGIN_USER, NULL };
  g_autoptr (KontorFields) fields = kontor_fields_new (info.entity);
  KontorAct *act = kontor_act_begin (store, &info, error);
  g_autofree KontorId *id = g_new (KontorId, 1);

  if (act == NULL)
    return NULL;
  kontor_fields_set_text (fields, "name", data);
  if (!kontor_act_insert (act, NULL, fields, id, error))
    {
      kontor_act_cancel (act);
      return NULL;
    }
  return kontor_act_commit (act, NULL, error) ? g_steal_pointer (&id) : NULL;
}

static gpointer
count_job (KontorStore *store, gpointer data, GError **error)
{
  gint64 *count = g_new (gint64, 1);

  *count = kontor_store_count (store, kontor_test_entity ("company"));
  return count;
}

static gint64
count_companies (Fixture *self)
{
  DexFuture *future = kontor_workspace_read (self->workspace, count_job, NULL, NULL, g_free);
  g_autofree gint64 *count = NULL;

  g_assert_true (kontor_test_await (dex_ref (future), NULL));
  count = kontor_job_steal_result (future, NULL);
  g_assert_null (kontor_job_steal_result (future, NULL));
  dex_unref (future);
  return *count;
}

static void
insert (Fixture *self, const char *name)
{
  g_autoptr (GError) error = NULL;

  kontor_test_await (
      kontor_workspace_write (self->workspace, insert_job, (gpointer) name, NULL, g_free), &error);
  g_assert_no_error (error);
}

static gboolean
has_change (gpointer data)
{
  return ((Fixture *) data)->n_changes > 0;
}

static void
test_write_and_read (Fixture *self, gconstpointer data)
{
  g_autoptr (KontorRecord) record = NULL;

  g_assert_cmpint (count_companies (self), ==, 0);
  insert (self, "Acme");
  g_assert_cmpint (count_companies (self), ==, 1);
  kontor_test_wait_until (has_change, self);
  g_assert_cmpuint (self->n_changes, ==, 1);
  g_assert_false (self->everything);

  record
      = kontor_workspace_peek (self->workspace, kontor_test_entity ("company"), self->last_rowid);
  g_assert_cmpstr (kontor_record_get_title (record), ==, "Acme");
  g_assert_null (kontor_workspace_peek (self->workspace, kontor_test_entity ("company"), 4711));
}

static void
test_peek_titles (Fixture *self, gconstpointer data)
{
  KontorId acme = kontor_test_store_insert (&self->other, "company", "name", "Acme", NULL);
  g_autofree char *id = kontor_id_dup_text (&acme);
  g_autoptr (KontorRecord) record = NULL;

  kontor_test_store_insert (&self->other, "contact", "first_name", "Ana", "company", id, NULL);
  kontor_database_guard_thread (g_thread_self ());
  record = kontor_workspace_peek (self->workspace, kontor_test_entity ("contact"), 1);
  kontor_database_guard_thread (NULL);
  g_assert_cmpstr (kontor_record_get_title (record), ==, "Ana");
  g_assert_cmpstr (kontor_record_get_ref_title (record, "company"), ==, "Acme");
}

/* What is peeked at in one turn of the loop is of one moment only as long as nothing is written. */
static void
test_peek_fresh (Fixture *self, gconstpointer data)
{
  const KontorEntity *company = kontor_test_entity ("company");
  g_autoptr (DexFuture) written = NULL;
  g_autoptr (KontorRecord) record = NULL;

  g_assert_null (kontor_workspace_peek (self->workspace, company, 1));
  written = kontor_workspace_write (self->workspace, insert_job, (gpointer) "Acme", NULL, g_free);
  while (dex_future_is_pending (written))
    g_usleep (1000);
  record = kontor_workspace_peek (self->workspace, company, 1);
  g_assert_nonnull (record);
  g_assert_cmpstr (kontor_record_get_title (record), ==, "Acme");
}

static gpointer
append_job (KontorStore *store, gpointer data, GError **error)
{
  g_string_append_c (data, 'a' + ((GString *) data)->len);
  return NULL;
}

static void
test_order (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) order = g_string_new (NULL);
  DexFuture *last = NULL;

  for (guint i = 0; i < 20; i++)
    {
      dex_clear (&last);
      last = kontor_workspace_write (self->workspace, append_job, order, NULL, NULL);
    }
  g_assert_true (kontor_test_await (dex_ref (last), NULL));
  g_assert_cmpstr (order->str, ==, "abcdefghijklmnopqrst");
  g_assert_null (kontor_job_steal_result (last, NULL));
  dex_unref (last);
}

static gpointer
fail_job (KontorStore *store, gpointer data, GError **error)
{
  g_set_error_literal (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT, "no");
  return NULL;
}

static void
test_failure (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  DexFuture *future = kontor_workspace_write (self->workspace, fail_job, NULL, NULL, g_free);

  g_assert_false (kontor_test_await (dex_ref (future), &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_null (kontor_job_steal_result (future, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT);
  dex_unref (future);
}

static void
count_free (gpointer data)
{
  g_atomic_int_inc ((int *) data);
}

static gpointer
return_data_job (KontorStore *store, gpointer data, GError **error)
{
  return data;
}

static gboolean
is_two (gpointer data)
{
  return g_atomic_int_get ((int *) data) == 2;
}

/* A result that nobody takes is freed, and so is what a job was given. */
static void
test_unwanted (Fixture *self, gconstpointer data)
{
  int n_freed = 0;

  dex_unref (
      kontor_workspace_read (self->workspace, return_data_job, &n_freed, count_free, count_free));
  kontor_test_wait_until (is_two, &n_freed);
  kontor_test_wait (10);
  g_assert_cmpint (g_atomic_int_get (&n_freed), ==, 2);
}

static void
test_other_program (Fixture *self, gconstpointer data)
{
  kontor_test_store_insert (&self->other, "company", "name", "Acme", NULL);
  kontor_test_wait_until (has_change, self);
  g_assert_true (self->everything);
  g_assert_cmpuint (self->n_changes, ==, 1);
  g_assert_cmpint (count_companies (self), ==, 1);

  /* What this workspace writes itself is not taken for another's. */
  self->n_changes = 0;
  self->everything = FALSE;
  insert (self, "Beta");
  kontor_test_wait (1500);
  g_assert_cmpuint (self->n_changes, ==, 1);
  g_assert_false (self->everything);
}

static gpointer
read_currency_job (KontorStore *store, gpointer data, GError **error)
{
  return g_strdup (kontor_store_get_currency (store));
}

static void
test_settings (Fixture *self, gconstpointer data)
{
  g_assert_cmpint (count_companies (self), ==, 0);
  g_assert_true (kontor_store_set_setting (self->other.store, "currency", "CHF", NULL));
  for (guint i = 0; i < 4; i++)
    {
      DexFuture *future
          = i % 2 == 0
                ? kontor_workspace_read (self->workspace, read_currency_job, NULL, NULL, g_free)
                : kontor_workspace_write (self->workspace, read_currency_job, NULL, NULL, g_free);
      g_autofree char *currency = NULL;

      g_assert_true (kontor_test_await (dex_ref (future), NULL));
      currency = kontor_job_steal_result (future, NULL);
      g_assert_cmpstr (currency, ==, "CHF");
      dex_unref (future);
    }
  /* Nor where a peek has just begun what others share. */
  g_assert_null (kontor_workspace_peek (self->workspace, kontor_test_entity ("company"), 1));
  g_assert_true (kontor_store_set_setting (self->other.store, "currency", "SEK", NULL));
  g_assert_cmpstr (kontor_workspace_peek_currency (self->workspace), ==, "SEK");
}

/* Takes minutes if nobody stops it. */
static gpointer
endless_job (KontorStore *store, gpointer data, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      kontor_store_get_database (store),
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) "
      "SELECT count (*) FROM n",
      error);

  g_atomic_int_set ((int *) data, 1);
  if (statement != NULL)
    kontor_statement_run (statement, error);
  return NULL;
}

static gboolean
is_set (gpointer data)
{
  return g_atomic_int_get ((int *) data) != 0;
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  int running = 0, later = 0;
  DexFuture *future = kontor_workspace_read_until (self->workspace, cancellable, endless_job,
                                                   &running, NULL, NULL);

  kontor_test_wait_until (is_set, &running);
  g_cancellable_cancel (cancellable);
  g_assert_false (kontor_test_await (future, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  /* What is cancelled before its turn does not begin. */
  future
      = kontor_workspace_read_until (self->workspace, cancellable, endless_job, &later, NULL, NULL);
  g_assert_false (kontor_test_await (future, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (later, ==, 0);
  /* The thread it ran on goes on with others. */
  for (guint i = 0; i < 4; i++)
    g_assert_cmpint (count_companies (self), ==, 0);
}

static void
test_close (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  DexFuture *pending[10], *closed;

  for (guint i = 0; i < G_N_ELEMENTS (pending); i++)
    pending[i] = kontor_workspace_write (self->workspace, insert_job, "Acme", NULL, g_free);
  closed = kontor_workspace_close (self->workspace);
  g_assert_null (kontor_workspace_peek (self->workspace, kontor_test_entity ("company"), 1));

  /* What was asked for is done; what comes now is refused. */
  g_assert_false (kontor_test_await (
      kontor_workspace_write (self->workspace, insert_job, "Late", NULL, g_free), &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_IO);
  g_assert_true (kontor_test_await (closed, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (pending); i++)
    {
      g_assert_true (dex_future_is_resolved (pending[i]));
      dex_unref (pending[i]);
    }
  g_assert_cmpint (kontor_store_count (self->other.store, kontor_test_entity ("company")), ==, 10);
  g_assert_true (kontor_test_await (kontor_workspace_close (self->workspace), NULL));
}

static void
test_dropped (Fixture *self, gconstpointer data)
{
  DexFuture *pending = kontor_workspace_write (self->workspace, insert_job, "Acme", NULL, g_free);

  /* The loop has yet to let go of what opened it. */
  kontor_test_wait (10);
  g_assert_finalize_object (g_steal_pointer (&self->workspace));
  g_assert_true (kontor_test_await (pending, NULL));
  g_assert_cmpint (kontor_store_count (self->other.store, kontor_test_entity ("company")), ==, 1);
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;
  Fixture self = { .other.path = (char *) "/nowhere/at/all.kontor" };

  g_assert_null (open_workspace (&self, 0, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND);
}

static void
test_new_file (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorWorkspace) workspace = NULL;
  g_autofree char *path = self->other.path;

  self->other.path = g_strconcat (path, "-new", NULL);
  workspace = open_workspace (self, KONTOR_STORE_CREATE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kontor_workspace_get_path (workspace), ==, self->other.path);
  g_assert_true (kontor_workspace_get_schema (workspace) == kontor_schema_get_default ());
  g_assert_true (kontor_test_await (kontor_workspace_close (workspace), NULL));
  /* Nothing lies beside a file that nobody has open. */
  g_free (path);
  path = g_strconcat (self->other.path, "-wal", NULL);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

#define ADD(name, test) g_test_add ("/workspace/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  ADD ("what-is-written-is-read-and-told-of", test_write_and_read);
  ADD ("a-peek-reads-by-key-with-titles", test_peek_titles);
  ADD ("a-peek-sees-what-was-written-before-it", test_peek_fresh);
  ADD ("writes-keep-their-order", test_order);
  ADD ("a-failing-job-rejects-its-future", test_failure);
  ADD ("what-nobody-wants-is-freed", test_unwanted);
  ADD ("the-writing-of-others-is-seen", test_other_program);
  ADD ("settings-are-never-stale", test_settings);
  ADD ("a-read-can-be-cancelled", test_cancel);
  ADD ("closing-does-what-was-asked-for", test_close);
  ADD ("dropping-loses-nothing", test_dropped);
  ADD ("a-new-file-is-made-and-left-whole", test_new_file);
  g_test_add_func ("/workspace/a-missing-file-is-not-found", test_missing);
  return g_test_run ();
}
