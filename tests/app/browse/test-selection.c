/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-selection.h"

#include "acts/kontor-acts.h"
#include "acts/kontor-new-workspace.h"
#include "store/kontor-act.h"
#include "store/kontor-list-records.h"
#include "support/kontor-test-loop.h"

#include <glib/gstdio.h>

#define N_MANY 10000

typedef struct
{
  char *folder;
  char *path;
  KontorWorkspace *workspace;
  KontorListModel *rows;
  KontorSelection *selection;
  guint n_shown; /* as far as was told */
  GString *changed;
} Fixture;

/* The linker leads the library's calls here. */
static guint n_records;
static guint n_reads;

KontorRecord *__real_kontor_list_records_dup (KontorListRecords *self, gint64 rowid);
KontorRecord *__wrap_kontor_list_records_dup (KontorListRecords *self, gint64 rowid);
KontorRecord *
__real_kontor_workspace_peek (KontorWorkspace *self, const KontorEntity *entity, gint64 rowid);
KontorRecord *
__wrap_kontor_workspace_peek (KontorWorkspace *self, const KontorEntity *entity, gint64 rowid);

KontorRecord *
__wrap_kontor_list_records_dup (KontorListRecords *self, gint64 rowid)
{
  n_records++;
  return __real_kontor_list_records_dup (self, rowid);
}

KontorRecord *
__wrap_kontor_workspace_peek (KontorWorkspace *self, const KontorEntity *entity, gint64 rowid)
{
  n_reads++;
  return __real_kontor_workspace_peek (self, entity, rowid);
}

/* A view finds the list that it was told of. */
static void
items_changed_cb (GListModel *list, guint position, guint removed, guint added, Fixture *self)
{
  g_assert_cmpuint (position + removed, <=, self->n_shown);
  self->n_shown += added - removed;
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, self->n_shown);
}

static void
selection_changed_cb (GtkSelectionModel *model, guint position, guint count, Fixture *self)
{
  g_assert_cmpuint (position + count, <=, self->n_shown);
  g_string_append_printf (self->changed, "%u+%u ", position, count);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  DexFuture *future;
  self->folder = g_dir_make_tmp ("kontor-selection-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "test.kontor", NULL);
  future = kontor_new_workspace (self->path, "Test", "EUR", "Ana Ruiz");
  g_assert_true (kontor_test_await (dex_ref (future), NULL));
  self->workspace = g_value_dup_object (dex_future_get_value (future, NULL));
  dex_unref (future);
  self->changed = g_string_new (NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  const char *const endings[] = { "", "-wal", "-shm", "-lock" };
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  kontor_test_await (kontor_workspace_close (self->workspace), NULL);
  g_object_unref (self->workspace);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (self->path, endings[i], NULL);
      g_unlink (file);
    }
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
  g_string_free (self->changed, TRUE);
}

static const KontorEntity *
find_company (Fixture *self)
{
  return kontor_schema_find (kontor_workspace_get_schema (self->workspace), "company");
}

static gpointer
fill_job (KontorStore *store, gpointer names, GError **error)
{
  const KontorEntity *company = kontor_schema_find (kontor_store_get_schema (store), "company");
  KontorActInfo info = { "import", company, KONTOR_ORIGIN_USER, NULL };
  g_autoptr (KontorAct) act = kontor_act_begin (store, &info, error);
  for (guint i = 0; act && ((char **) names)[i]; i++)
    {
      g_autoptr (KontorFields) fields = kontor_fields_new (company);
      kontor_fields_set_text (fields, "name", ((char **) names)[i]);
      if (!kontor_act_insert (act, NULL, fields, NULL, error))
        return NULL;
    }
  return act && kontor_act_commit (g_steal_pointer (&act), NULL, error) ? g_strdup ("") : NULL;
}

/* Takes @names. */
static void
fill (Fixture *self, char **names)
{
  g_autoptr (GError) error = NULL;
  kontor_test_await (kontor_workspace_write (self->workspace, fill_job, names,
                                             (GDestroyNotify) g_strfreev, g_free),
                     &error);
  g_assert_no_error (error);
}

static void
add (Fixture *self, const char *names)
{
  fill (self, g_strsplit (names, ",", -1));
}

static KontorQuery *
make_query (Fixture *self, const char *sort)
{
  KontorQuery *query
      = kontor_query_new (kontor_workspace_get_schema (self->workspace), find_company (self));
  g_assert_true (kontor_query_set_sort (query, sort, NULL));
  return query;
}

static gboolean
is_loaded (gpointer rows)
{
  return !kontor_list_model_is_loading (rows);
}

static void
show (Fixture *self)
{
  g_autoptr (KontorQuery) query = make_query (self, NULL);
  self->rows = kontor_list_model_new (self->workspace, query);
  self->selection = kontor_selection_new (self->rows);
  g_signal_connect (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_signal_connect (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb), self);
  kontor_test_wait_until (is_loaded, self->rows);
}

static char *
dup_titles (Fixture *self, gboolean selected)
{
  GString *titles = g_string_new (NULL);
  for (guint i = 0; i < self->n_shown; i++)
    {
      g_autoptr (KontorRecord) record = g_list_model_get_item (G_LIST_MODEL (self->selection), i);
      if (!selected || gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), i))
        g_string_append_printf (titles, "%s%s", titles->len ? "," : "",
                                kontor_record_get_title (record));
    }
  return g_string_free_and_steal (titles);
}

static void
assert_selected (Fixture *self, const char *expected)
{
  g_autofree char *titles = dup_titles (self, TRUE);
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
  g_autofree char *titles = dup_titles (wanted->fixture, FALSE);
  return g_str_equal (titles, wanted->titles);
}

static void
wait_for (Fixture *self, const char *titles)
{
  Wanted wanted = { self, titles };
  kontor_test_wait_until (has_titles, &wanted);
}

static KontorId
get_id (Fixture *self, guint position)
{
  g_autoptr (KontorRecord) record = kontor_list_model_dup_record (self->rows, position);
  return *kontor_record_get_id (record);
}

static void
rename_at (Fixture *self, guint position, const char *name)
{
  KontorId id = get_id (self, position);
  KontorFields *changes = kontor_fields_new (find_company (self));
  kontor_fields_set_text (changes, "name", name);
  g_assert_true (
      kontor_test_await (kontor_acts_update (self->workspace, &id, changes, NULL), NULL));
}

static void
choose (Fixture *self, guint position)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, FALSE);
}

static void
test_choose (Fixture *self, gconstpointer data)
{
  GtkSelectionModel *model;
  add (self, "A,B,C,D,E");
  show (self);
  model = GTK_SELECTION_MODEL (self->selection);
  choose (self, 1);
  choose (self, 3);
  assert_selected (self, "B,D");
  g_assert_cmpstr (self->changed->str, ==, "1+1 3+1 ");
  choose (self, 3);
  g_assert_cmpstr (self->changed->str, ==, "1+1 3+1 ");
  gtk_selection_model_unselect_item (model, 1);
  assert_selected (self, "D");
  gtk_selection_model_select_all (model);
  assert_selected (self, "A,B,C,D,E");
  gtk_selection_model_select_item (model, 2, TRUE);
  assert_selected (self, "C");
  gtk_selection_model_unselect_all (model);
  assert_selected (self, "");
}

static void
test_beyond (Fixture *self, gconstpointer data)
{
  g_autoptr (GtkBitset) far = gtk_bitset_new_range (1, 100);
  g_autoptr (GtkBitset) selected = NULL;
  add (self, "A,B,C");
  show (self);
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), far, far);
  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  g_assert_cmpuint (gtk_bitset_get_size (selected), ==, 2);
  g_assert_cmpstr (self->changed->str, ==, "1+2 ");
}

static void
test_inserted (Fixture *self, gconstpointer data)
{
  add (self, "B,D,F");
  show (self);
  choose (self, 0);
  choose (self, 2);
  add (self, "A,C,E,G");
  wait_for (self, "A,B,C,D,E,F,G");
  assert_selected (self, "B,F");
}

/* Up and down: it is told as gone before it is told as come, and the other way round. */
static void
test_moved (Fixture *self, gconstpointer data)
{
  add (self, "B,C,D,E");
  show (self);
  choose (self, 1);
  choose (self, 3);
  rename_at (self, 1, "X");
  wait_for (self, "B,D,E,X");
  assert_selected (self, "E,X");
  rename_at (self, 2, "A");
  wait_for (self, "A,B,D,X");
  assert_selected (self, "A,X");
}

static void
test_other_order (Fixture *self, gconstpointer data)
{
  g_autoptr (KontorQuery) backwards = make_query (self, "-name");
  add (self, "A,B,C,D,E");
  show (self);
  choose (self, 0);
  choose (self, 1);
  kontor_list_model_set_query (self->rows, backwards);
  kontor_test_wait_until (is_loaded, self->rows);
  wait_for (self, "E,D,C,B,A");
  assert_selected (self, "B,A");
}

static void
test_left (Fixture *self, gconstpointer data)
{
  KontorId id;
  add (self, "A,B,C");
  show (self);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
  id = get_id (self, 1);
  g_assert_true (kontor_test_await (
      kontor_acts_delete (self->workspace, kontor_ref_list_single (find_company (self), &id), NULL),
      NULL));
  wait_for (self, "A,C");
  assert_selected (self, "A,C");
  g_assert_true (kontor_test_await (
      kontor_acts_restore (self->workspace, kontor_ref_list_single (find_company (self), &id),
                           NULL),
      NULL));
  wait_for (self, "A,B,C");
  assert_selected (self, "A,C");
}

/* Who lets go of all while another order is read has let go of what is yet to come, too. */
static void
test_let_go_while_loading (Fixture *self, gconstpointer data)
{
  g_autoptr (KontorQuery) none = make_query (self, NULL);
  g_autoptr (KontorQuery) all = make_query (self, NULL);
  g_assert_true (kontor_query_set_where (none, "name = \"Z\"", NULL));
  add (self, "A,B");
  show (self);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
  kontor_list_model_set_query (self->rows, none);
  wait_for (self, "");
  kontor_list_model_set_query (self->rows, all);
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  wait_for (self, "A,B");
  assert_selected (self, "");
}

static void
test_limit (Fixture *self, gconstpointer data)
{
  add (self, "B,C,D,E,F");
  show (self);
  kontor_selection_set_limit (self->selection, 3);
  g_assert_cmpuint (self->n_shown, ==, 3);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (self->selection), 3));
  choose (self, 1);
  add (self, "A,G");
  wait_for (self, "A,B,C");
  assert_selected (self, "C");
  kontor_selection_set_limit (self->selection, G_MAXUINT);
  g_assert_cmpuint (self->n_shown, ==, 7);
  assert_selected (self, "C");
}

static void
test_select_rows (Fixture *self, gconstpointer data)
{
  g_autoptr (GArray) chosen = NULL;
  gint64 elsewhere = G_MAXINT64;
  add (self, "A,B,C,D");
  show (self);
  choose (self, 3);
  choose (self, 1);
  chosen = kontor_selection_dup_rowids (self->selection);
  g_assert_cmpuint (chosen->len, ==, 2);
  g_assert_cmpint (g_array_index (chosen, gint64, 0), ==,
                   kontor_list_model_get_rowid (self->rows, 1));
  g_array_prepend_val (chosen, elsewhere);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), 0, TRUE);
  kontor_selection_select_rows (self->selection, chosen);
  assert_selected (self, "B,D");
}

static gboolean
is_empty (gpointer rows)
{
  return g_list_model_get_n_items (rows) == 0;
}

static gboolean
is_full (gpointer rows)
{
  return g_list_model_get_n_items (rows) == N_MANY;
}

static GArray *
list_chosen (Fixture *self)
{
  g_autoptr (GArray) rowids = kontor_selection_dup_rowids (self->selection);
  GArray *refs = kontor_ref_list_new ();
  for (guint i = 0; i < rowids->len; i++)
    {
      KontorRef ref = kontor_ref_make_row (find_company (self), g_array_index (rowids, gint64, i));
      g_array_append_val (refs, ref);
    }
  return refs;
}

static void
test_many (Fixture *self, gconstpointer data)
{
  char **names = g_new0 (char *, N_MANY + 1);
  g_autoptr (DexFuture) act = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkBitset) selected = NULL;
  g_autofree char *titles = NULL;
  for (guint i = 0; i < N_MANY; i++)
    names[i] = g_strdup_printf ("Company %05u", i);
  fill (self, names);
  show (self);
  kontor_test_wait_until (is_full, self->rows);
  n_records = n_reads = 0;
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  g_assert_cmpuint (gtk_bitset_get_size (selected), ==, N_MANY);
  act = kontor_acts_delete (self->workspace, list_chosen (self), NULL);
  kontor_test_await (dex_ref (act), &error);
  g_assert_no_error (error);
  kontor_test_wait_until (is_empty, self->rows);
  kontor_test_await (kontor_acts_undo (self->workspace, kontor_outcome_peek (act)->entry->entry, 0),
                     &error);
  g_assert_no_error (error);
  kontor_test_wait_until (is_full, self->rows);
  g_assert_cmpuint (n_records, ==, 0);
  g_assert_cmpuint (n_reads, ==, 0);
  assert_selected (self, "");
  /* They do count. */
  g_assert_cmpuint (n_records, ==, N_MANY);
  titles = dup_titles (self, FALSE);
  g_assert_cmpuint (n_reads, ==, N_MANY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
#define ADD(path, test) g_test_add ("/selection/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("rows-are-chosen-one-by-one-and-all-at-once", test_choose);
  ADD ("what-is-not-there-is-not-chosen", test_beyond);
  ADD ("rows-that-come-leave-the-same-ones-chosen", test_inserted);
  ADD ("a-row-stays-chosen-where-it-moves", test_moved);
  ADD ("another-order-leaves-the-same-ones-chosen", test_other_order);
  ADD ("a-row-that-left-comes-back-unchosen", test_left);
  ADD ("letting-go-of-all-holds-for-rows-that-are-being-read", test_let_go_while_loading);
  ADD ("a-limit-shows-the-first-rows-and-keeps-what-is-chosen", test_limit);
  ADD ("rows-of-the-file-are-chosen-where-they-are", test_select_rows);
  ADD ("choosing-ten-thousand-and-acting-on-them-reads-none-here", test_many);
  return g_test_run ();
}
