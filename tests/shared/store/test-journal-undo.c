/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/kontor-test-store.h"

#include <string.h>

static gint64
undo (KontorTestStore *test, gint64 entry)
{
  g_autoptr (GError) error = NULL;
  gint64 made;

  kontor_test_clock_advance (&test->clock, 1000);
  kontor_journal_undo (test->store, entry, 0, &made, NULL, &error);
  g_assert_no_error (error);
  return made;
}

static void
assert_text (KontorTestStore *test, const KontorId *id, const char *field, const char *expected)
{
  g_autofree char *text = kontor_test_store_get (test, "company", id, field);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_update_goes_back (KontorTestStore *test, gconstpointer data)
{
  KontorId id = kontor_test_store_insert (test, "company", "name", "Acme", NULL);
  gint64 edit = kontor_test_store_update (test, "company", &id, "name", "Acme Ltd", NULL);

  undo (test, edit);
  assert_text (test, &id, "name", "Acme");
  kontor_test_store_assert_whole (test);
}

static void
test_insert_goes_to_trash (KontorTestStore *test, gconstpointer data)
{
  KontorId id = kontor_test_store_insert (test, "company", "name", "Acme", NULL);
  gint64 undone = undo (test, 1);

  g_assert_cmpint (kontor_store_count (test->store, kontor_test_entity ("company")), ==, 0);
  undo (test, undone);
  g_assert_cmpint (kontor_store_count (test->store, kontor_test_entity ("company")), ==, 1);
  assert_text (test, &id, "name", "Acme");
}

static void
test_stack (KontorTestStore *test, gconstpointer data)
{
  KontorId id = kontor_test_store_insert (test, "company", "name", "One", NULL);

  kontor_test_store_update (test, "company", &id, "name", "Two", NULL);
  kontor_test_store_update (test, "company", &id, "name", "Three", NULL);
  undo (test, kontor_journal_get_undoable (test->store));
  assert_text (test, &id, "name", "Two");
  undo (test, kontor_journal_get_undoable (test->store));
  assert_text (test, &id, "name", "One");
  undo (test, kontor_journal_get_redoable (test->store));
  assert_text (test, &id, "name", "Two");
  undo (test, kontor_journal_get_redoable (test->store));
  assert_text (test, &id, "name", "Three");
  g_assert_cmpint (kontor_journal_get_redoable (test->store), ==, 0);
  for (int i = 0; i < 3; i++)
    undo (test, kontor_journal_get_undoable (test->store));
  g_assert_cmpint (kontor_journal_get_undoable (test->store), ==, 0);
  g_assert_cmpint (kontor_store_count (test->store, kontor_test_entity ("company")), ==, 0);
  for (int i = 0; i < 3; i++)
    undo (test, kontor_journal_get_redoable (test->store));
  assert_text (test, &id, "name", "Three");
  kontor_test_store_assert_whole (test);
}

static void
test_new_act_ends_redo (KontorTestStore *test, gconstpointer data)
{
  KontorId id = kontor_test_store_insert (test, "company", "name", "One", NULL);
  gint64 edit = kontor_test_store_update (test, "company", &id, "name", "Two", NULL);

  undo (test, edit);
  g_assert_cmpint (kontor_journal_get_redoable (test->store), >, 0);
  kontor_test_store_insert (test, "tag", "name", "VIP", NULL);
  g_assert_cmpint (kontor_journal_get_redoable (test->store), ==, 0);
}

static void
test_old_entry_with_other_fields (KontorTestStore *test, gconstpointer data)
{
  KontorId id = kontor_test_store_insert (test, "company", "name", "Acme", NULL);
  gint64 edit = kontor_test_store_update (test, "company", &id, "industry", "Retail", NULL);

  kontor_test_store_update (test, "company", &id, "name", "Acme Ltd", NULL);
  undo (test, edit);
  assert_text (test, &id, "industry", "");
  assert_text (test, &id, "name", "Acme Ltd");
}

static void
test_changed_since_is_told (KontorTestStore *test, gconstpointer data)
{
  KontorId id = kontor_test_store_insert (test, "company", "name", "Acme", NULL);
  gint64 edit
      = kontor_test_store_update (test, "company", &id, "name", "Two", "industry", "Retail", NULL);
  gint64 later = kontor_test_store_update (test, "company", &id, "name", "Three", NULL);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (KontorKept));
  g_autoptr (GError) error = NULL;
  g_autofree char *before = kontor_test_store_dump (test), *after = NULL;

  g_assert_false (kontor_journal_undo (test->store, edit, 0, NULL, kept, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpint (g_array_index (kept, KontorKept, 0).reason, ==, KONTOR_KEPT_CHANGED_SINCE);
  g_assert_cmpint (g_array_index (kept, KontorKept, 0).later_entry, ==, later);
  after = kontor_test_store_dump (test);
  g_assert_cmpstr (before, ==, after);

  g_assert_true (kontor_journal_undo (test->store, edit, KONTOR_UNDO_REST, NULL, NULL, NULL));
  assert_text (test, &id, "name", "Three");
  assert_text (test, &id, "industry", "");
}

static void
test_changed_and_changed_back (KontorTestStore *test, gconstpointer data)
{
  KontorId id = kontor_test_store_insert (test, "company", "name", "One", NULL);
  gint64 edit = kontor_test_store_update (test, "company", &id, "name", "Two", NULL);

  kontor_test_store_update (test, "company", &id, "name", "Three", NULL);
  kontor_test_store_update (test, "company", &id, "name", "Two", NULL);
  undo (test, edit);
  assert_text (test, &id, "name", "One");
}

static void
test_in_use_is_told (KontorTestStore *test, gconstpointer data)
{
  KontorId id = kontor_test_store_insert (test, "company", "name", "Acme", NULL);
  g_autofree char *text = kontor_id_dup_text (&id);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (KontorKept));
  g_autoptr (GError) error = NULL;

  kontor_test_store_insert (test, "contact", "first_name", "Ana", "company", text, NULL);
  g_assert_false (kontor_journal_undo (test->store, 1, 0, NULL, kept, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT);
  g_assert_cmpint (g_array_index (kept, KontorKept, 0).reason, ==, KONTOR_KEPT_IN_USE);
}

static void
test_twice_is_refused (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  kontor_test_store_insert (test, "company", "name", "Acme", NULL);
  undo (test, 1);
  g_assert_false (kontor_journal_undo (test->store, 1, 0, NULL, NULL, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT);
}

static void
test_undone_and_redone_can_be_undone (KontorTestStore *test, gconstpointer data)
{
  KontorId id = kontor_test_store_insert (test, "company", "name", "One", NULL);
  gint64 edit = kontor_test_store_update (test, "company", &id, "name", "Two", NULL);

  undo (test, undo (test, edit));
  assert_text (test, &id, "name", "Two");
  undo (test, edit);
  assert_text (test, &id, "name", "One");
}

/* Fields of a newer Kontor, or of the user's own. */
static gint64
set_extra (KontorTestStore *test, const KontorId *id, const char *key, const char *json)
{
  KontorActInfo info = { "edit", kontor_test_entity ("company"), KONTOR_ORIGIN_USER, NULL };
  g_autoptr (KontorFields) changes = kontor_fields_new (info.entity);
  KontorAct *act = kontor_act_begin (test->store, &info, NULL);
  gint64 entry;

  kontor_fields_set_extra (changes, key, json);
  g_assert_true (kontor_act_update (act, id, changes, NULL));
  g_assert_true (kontor_act_commit (act, &entry, NULL));
  return entry;
}

static void
assert_extra (KontorTestStore *test, const char *expected)
{
  g_autofree char *dump = kontor_test_store_dump (test);

  g_assert_nonnull (strstr (dump, expected));
}

static void
test_extras (KontorTestStore *test, gconstpointer data)
{
  KontorId id = kontor_test_store_insert (test, "company", "name", "Acme", NULL);
  gint64 edit = set_extra (test, &id, "311", "\"first\"");
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (KontorKept));
  g_autoptr (GError) error = NULL;
  gint64 later = set_extra (test, &id, "311", "\"second\"");

  set_extra (test, &id, "312", "\"other\"");
  g_assert_false (kontor_journal_undo (test->store, edit, 0, NULL, kept, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_true (kontor_journal_undo (test->store, edit, KONTOR_UNDO_REST, NULL, NULL, NULL));
  assert_extra (test, "second");
  undo (test, later);
  assert_extra (test, "first");
  assert_extra (test, "other");
}

/* What was made and has got such a field since is not only what was made. */
static void
test_extras_since (KontorTestStore *test, gconstpointer data)
{
  KontorId id = kontor_test_store_insert (test, "company", "name", "Acme", NULL);
  g_autoptr (GError) error = NULL;

  set_extra (test, &id, "311", "\"first\"");
  g_assert_false (kontor_journal_undo (test->store, 1, 0, NULL, NULL, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT);
}

/* Somebody else has done it by hand: the next Ctrl+Z is for what was before. */
static void
test_nothing_left (KontorTestStore *test, gconstpointer data)
{
  KontorId id = kontor_test_store_insert (test, "company", "name", "One", NULL);
  gint64 edit = kontor_test_store_update (test, "company", &id, "name", "Two", NULL);

  g_assert_true (kontor_database_exec (kontor_store_get_database (test->store),
                                       "UPDATE company SET name = 'One'", NULL));
  g_assert_true (kontor_journal_undo (test->store, edit, KONTOR_UNDO_REST, NULL, NULL, NULL));
  g_assert_cmpint (kontor_journal_get_undoable (test->store), <, edit);
}

/* More than one step of an undo. */
#define BULK 5000

/* Companies "Company 0"…; @first gets the id of the first one. */
static gint64
import_companies (KontorTestStore *test, KontorId *first)
{
  KontorActInfo info = { "import", kontor_test_entity ("company"), KONTOR_ORIGIN_IMPORT, NULL };
  KontorAct *act = kontor_act_begin (test->store, &info, NULL);
  gint64 entry;

  for (int i = 0; i < BULK; i++)
    {
      g_autofree char *name = g_strdup_printf ("Company %d", i);
      g_autoptr (KontorFields) fields
          = kontor_test_store_fields (test, "company", "name", name, NULL);

      g_assert_true (kontor_act_insert (act, NULL, fields, i == 0 ? first : NULL, NULL));
      kontor_act_next_group (act);
      if (i % 1000 == 0)
        g_assert_true (kontor_act_checkpoint (act, NULL));
    }
  g_assert_true (kontor_act_commit (act, &entry, NULL));
  return entry;
}

static void
test_bulk (KontorTestStore *test, gconstpointer data)
{
  KontorId first;
  g_autofree char *before = NULL, *after = NULL;
  gint64 entry = import_companies (test, &first), undone;

  before = kontor_test_store_dump (test);
  undone = undo (test, entry);
  g_assert_cmpint (kontor_store_count (test->store, kontor_test_entity ("company")), ==, 0);
  g_assert_cmpint (kontor_test_store_count (test, "SELECT count(*) FROM company_search"), ==, 0);
  undo (test, undone);
  after = kontor_test_store_dump (test);
  g_assert_cmpstr (before, ==, after);
  kontor_test_store_assert_whole (test);
}

static void
count_commit (KontorStore *store, KontorChangeSet *changes, gpointer data)
{
  *(guint *) data += 1;
}

/* Other work gets its turn also in the undo of what is not the last. */
static void
test_bulk_in_steps (KontorTestStore *test, gconstpointer data)
{
  KontorId first, other;
  gint64 entry = import_companies (test, &first);
  guint commits = 0;

  other = kontor_test_store_insert (test, "company", "name", "Other", NULL);
  kontor_test_store_update (test, "company", &other, "industry", "Retail", NULL);
  kontor_store_set_listener (test->store, count_commit, &commits);
  undo (test, entry);
  kontor_store_set_listener (test->store, NULL, NULL);
  g_assert_cmpuint (commits, ==, 3);
  assert_text (test, &other, "industry", "Retail");
  g_assert_cmpint (kontor_store_count (test->store, kontor_test_entity ("company")), ==, 1);
}

static void
test_bulk_in_use (KontorTestStore *test, gconstpointer data)
{
  KontorId first;
  gint64 entry = import_companies (test, &first);
  g_autofree char *text = kontor_id_dup_text (&first);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (KontorKept));
  g_autoptr (GError) error = NULL;

  kontor_test_store_insert (test, "contact", "first_name", "Ana", "company", text, NULL);
  g_assert_false (kontor_journal_undo (test->store, entry, 0, NULL, kept, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpint (g_array_index (kept, KontorKept, 0).reason, ==, KONTOR_KEPT_IN_USE);
}

/* Another program on the same file, which gets its turn when the store has committed a step. */
typedef struct
{
  KontorTestStore beside;
  KontorId id;
  gint64 entry; /* to undo; 0: a change of the record instead */
  gboolean done;
  GError *error; /* of that undo */
} Beside;

static void
write_beside (KontorStore *store, KontorChangeSet *changes, gpointer data)
{
  Beside *self = data;

  if (self->done)
    return;
  self->done = TRUE;
  if (self->entry != 0)
    kontor_journal_undo (self->beside.store, self->entry, KONTOR_UNDO_REST, NULL, NULL,
                         &self->error);
  else
    kontor_test_store_update (&self->beside, "company", &self->id, "industry", "Retail", NULL);
}

static void
open_beside (Beside *self, KontorTestStore *test)
{
  self->beside = *test;
  self->beside.store
      = kontor_store_open (test->path, kontor_schema_get_default (), &test->clock.parent, 0, NULL);
  g_assert_nonnull (self->beside.store);
  kontor_store_set_listener (test->store, write_beside, self);
}

static void
close_beside (Beside *self, KontorTestStore *test)
{
  g_assert_true (self->done);
  kontor_store_set_listener (test->store, NULL, NULL);
  kontor_store_close (self->beside.store);
}

static void
test_changed_meanwhile (KontorTestStore *test, gconstpointer data)
{
  Beside beside = { 0 };
  gint64 entry = import_companies (test, &beside.id);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (KontorKept));
  g_autoptr (GError) error = NULL;

  open_beside (&beside, test);
  g_assert_false (kontor_journal_undo (test->store, entry, 0, NULL, kept, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_true (kontor_id_equal (&g_array_index (kept, KontorKept, 0).id, &beside.id));
  g_assert_cmpint (g_array_index (kept, KontorKept, 0).reason, ==, KONTOR_KEPT_CHANGED_SINCE);
  close_beside (&beside, test);
  g_assert_cmpint (kontor_store_count (test->store, kontor_test_entity ("company")), ==, BULK);
  assert_text (test, &beside.id, "industry", "Retail");
  kontor_test_store_assert_whole (test);
}

static void
test_changed_meanwhile_stays (KontorTestStore *test, gconstpointer data)
{
  Beside beside = { 0 };
  gint64 entry = import_companies (test, &beside.id);

  open_beside (&beside, test);
  g_assert_true (kontor_journal_undo (test->store, entry, KONTOR_UNDO_REST, NULL, NULL, NULL));
  close_beside (&beside, test);
  g_assert_cmpint (kontor_store_count (test->store, kontor_test_entity ("company")), ==, 1);
  assert_text (test, &beside.id, "industry", "Retail");
  kontor_test_store_assert_whole (test);
}

static void
test_one_at_a_time (KontorTestStore *test, gconstpointer data)
{
  Beside beside = { 0 };
  gint64 redo;

  beside.entry = import_companies (test, &beside.id);
  open_beside (&beside, test);
  redo = undo (test, beside.entry);
  close_beside (&beside, test);
  g_assert_error (beside.error, KONTOR_ERROR, KONTOR_ERROR_BUSY);
  g_clear_error (&beside.error);
  undo (test, redo);
  g_assert_cmpint (kontor_store_count (test->store, kontor_test_entity ("company")), ==, BULK);
}

/* What a program leaves that ends in the middle of an undo while others have the file open. */
static void
test_half_done (KontorTestStore *test, gconstpointer data)
{
  KontorId first;
  gint64 entry = import_companies (test, &first);
  g_autofree char *open = g_strdup_printf (
      "INSERT INTO journal_entry (time, author, device, origin, verb, entity, undoes) "
      "SELECT time, author, device, 2, verb, entity, %" G_GINT64_FORMAT " FROM journal_entry "
      "WHERE entry = %" G_GINT64_FORMAT,
      entry, entry);

  g_assert_true (kontor_database_exec (kontor_store_get_database (test->store), open, NULL));
  undo (test, entry);
  g_assert_cmpint (kontor_store_count (test->store, kontor_test_entity ("company")), ==, 0);
  g_assert_cmpint (
      kontor_test_store_count (test, "SELECT count (*) FROM journal_entry WHERE state = 0"), ==, 0);
}

int
main (int argc, char **argv)
{
#define ADD(path, function)                                                                        \
  g_test_add (path, KontorTestStore, NULL, kontor_test_store_set_up, function,                     \
              kontor_test_store_tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("/undo/an-edit-goes-back", test_update_goes_back);
  ADD ("/undo/what-was-made-goes-to-the-trash-and-comes-back", test_insert_goes_to_trash);
  ADD ("/undo/goes-back-and-forth-step-by-step", test_stack);
  ADD ("/undo/a-new-act-ends-redo", test_new_act_ends_redo);
  ADD ("/undo/an-old-entry-leaves-later-edits-of-other-fields", test_old_entry_with_other_fields);
  ADD ("/undo/what-changed-since-is-told-and-the-rest-can-go", test_changed_since_is_told);
  ADD ("/undo/what-was-changed-back-is-not-in-the-way", test_changed_and_changed_back);
  ADD ("/undo/what-others-are-linked-to-is-told", test_in_use_is_told);
  ADD ("/undo/twice-is-refused", test_twice_is_refused);
  ADD ("/undo/what-was-redone-can-be-undone", test_undone_and_redone_can_be_undone);
  ADD ("/undo/leaves-later-values-of-unknown-fields", test_extras);
  ADD ("/undo/what-has-got-an-unknown-field-since-is-told", test_extras_since);
  ADD ("/undo/of-what-is-undone-by-hand-is-done", test_nothing_left);
  ADD ("/undo/a-bulk-act-goes-and-comes-as-one", test_bulk);
  ADD ("/undo/a-bulk-act-goes-in-steps-beside-what-is-not-of-it", test_bulk_in_steps);
  ADD ("/undo/a-bulk-act-in-use-is-told", test_bulk_in_use);
  ADD ("/undo/what-is-changed-while-it-runs-is-told-and-nothing-undone", test_changed_meanwhile);
  ADD ("/undo/what-is-changed-while-it-runs-stays", test_changed_meanwhile_stays);
  ADD ("/undo/is-done-by-one-program-at-a-time", test_one_at_a_time);
  ADD ("/undo/goes-on-where-another-program-ended-in-the-middle", test_half_done);
  return g_test_run ();
}
