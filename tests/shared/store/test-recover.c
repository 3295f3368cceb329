/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/kontor-test-store.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void
insert_named (KontorTestStore *test, KontorAct *act, const char *name)
{
  g_autoptr (KontorFields) fields = kontor_test_store_fields (test, "company", "name", name, NULL);

  g_assert_true (kontor_act_insert (act, NULL, fields, NULL, NULL));
}

/* In a process of its own, which is killed in the middle. */
static void
import_and_die (KontorTestStore *test, const KontorId *changed)
{
  KontorActInfo info = { "import", kontor_test_entity ("company"), KONTOR_ORIGIN_IMPORT, NULL };
  g_autoptr (KontorFields) changes
      = kontor_test_store_fields (test, "company", "name", "Changed", NULL);
  KontorAct *act = kontor_act_begin (test->store, &info, NULL);

  for (int i = 0; i < 3000; i++)
    {
      insert_named (test, act, "Imported");
      if (i == 1500)
        g_assert_true (kontor_act_update (act, changed, changes, NULL));
      if (i % 500 == 0)
        g_assert_true (kontor_act_checkpoint (act, NULL));
    }
  kill (getpid (), SIGKILL);
}

static void
test_killed_import_is_taken_back (KontorTestStore *test, gconstpointer data)
{
  KontorId company = kontor_test_store_insert (test, "company", "name", "Mine", NULL);
  g_autofree char *before = kontor_test_store_dump (test), *after = NULL;
  int status;
  pid_t child;

  g_clear_pointer (&test->store, kontor_store_close);
  child = fork ();
  if (child == 0)
    {
      kontor_test_store_reopen (test);
      import_and_die (test, &company);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);

  kontor_test_store_reopen (test);
  after = kontor_test_store_dump (test);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpint (kontor_test_store_count (test, "SELECT count(*) FROM journal_entry"), ==, 1);
  kontor_test_store_assert_whole (test);
}

static void
test_cancelled_import_is_taken_back (KontorTestStore *test, gconstpointer data)
{
  KontorActInfo info = { "import", kontor_test_entity ("company"), KONTOR_ORIGIN_IMPORT, NULL };
  KontorAct *act = kontor_act_begin (test->store, &info, NULL);

  insert_named (test, act, "One");
  g_assert_true (kontor_act_checkpoint (act, NULL));
  insert_named (test, act, "Two");
  kontor_act_cancel (act);
  g_assert_cmpint (kontor_test_store_count (test, "SELECT count(*) FROM company"), ==, 0);
  kontor_test_store_assert_whole (test);
}

/* What somebody built on while it ran stays, and the journal still says where it came from. */
static void
test_what_was_built_on_stays (KontorTestStore *test, gconstpointer data)
{
  KontorActInfo info = { "import", kontor_test_entity ("company"), KONTOR_ORIGIN_IMPORT, NULL };
  g_autoptr (KontorStore) other
      = kontor_store_open (test->path, kontor_schema_get_default (), &test->clock.parent, 0, NULL);
  g_autoptr (KontorFields) first = kontor_test_store_fields (test, "company", "name", "One", NULL);
  g_autoptr (KontorFields) changes
      = kontor_test_store_fields (test, "company", "name", "Edited", NULL);
  KontorActInfo edit = { "edit", info.entity, KONTOR_ORIGIN_USER, NULL };
  KontorAct *act = kontor_act_begin (test->store, &info, NULL), *second;
  g_autofree char *name = NULL;
  KontorId id;

  g_assert_true (kontor_act_insert (act, NULL, first, &id, NULL));
  insert_named (test, act, "Two");
  g_assert_true (kontor_act_checkpoint (act, NULL));
  /* The act holds the writer again; an edit comes between by ending it as a crash would. */
  kontor_database_rollback (kontor_store_get_database (test->store));
  second = kontor_act_begin (other, &edit, NULL);
  g_assert_true (kontor_act_update (second, &id, changes, NULL));
  g_assert_true (kontor_act_commit (second, NULL, NULL));
  kontor_act_cancel (act);

  g_assert_cmpint (kontor_test_store_count (test, "SELECT count(*) FROM company"), ==, 1);
  name = kontor_test_store_get (test, "company", &id, "name");
  g_assert_cmpstr (name, ==, "Edited");
  kontor_test_store_assert_whole (test);
}

static KontorAct *
begin_edit (KontorStore *store, KontorOrigin origin, const KontorId *id, KontorFields *changes)
{
  KontorActInfo info = { "edit", kontor_test_entity ("company"), origin, NULL };
  KontorAct *act = kontor_act_begin (store, &info, NULL);

  g_assert_true (kontor_act_update (act, id, changes, NULL));
  return act;
}

/* Nor is what was set of a field that only a newer Kontor knows lost with the import's value. */
static void
test_unknown_field_built_on_stays (KontorTestStore *test, gconstpointer data)
{
  KontorId id = kontor_test_store_insert (test, "company", "name", "Acme", NULL);
  g_autoptr (KontorStore) other
      = kontor_store_open (test->path, kontor_schema_get_default (), &test->clock.parent, 0, NULL);
  g_autoptr (KontorFields) imported
      = kontor_test_store_fields (test, "company", "industry", "Tools", NULL);
  g_autoptr (KontorFields) edited = kontor_fields_new (kontor_test_entity ("company"));
  KontorAct *act;

  kontor_fields_set_extra (imported, "311", "[1]");
  kontor_fields_set_extra (edited, "311", "[2]");
  act = begin_edit (test->store, KONTOR_ORIGIN_IMPORT, &id, imported);
  g_assert_true (kontor_act_checkpoint (act, NULL));
  kontor_database_rollback (kontor_store_get_database (test->store));
  g_assert_true (
      kontor_act_commit (begin_edit (other, KONTOR_ORIGIN_USER, &id, edited), NULL, NULL));
  kontor_act_cancel (act);
  g_assert_cmpint (
      kontor_test_store_count (test, "SELECT count (*) FROM company WHERE extra = '{\"311\":[2]}'"),
      ==, 1);
  kontor_test_store_assert_whole (test);
}

/* What the import itself did before stays as well, where that was built on by what stays. */
static void
test_what_stays_stands_on_stays (KontorTestStore *test, gconstpointer data)
{
  KontorId id = kontor_test_store_insert (test, "company", "name", "Acme", NULL);
  g_autoptr (KontorStore) other
      = kontor_store_open (test->path, kontor_schema_get_default (), &test->clock.parent, 0, NULL);
  g_autoptr (KontorFields) first
      = kontor_test_store_fields (test, "company", "name", "First", "website", "a.example", NULL);
  g_autoptr (KontorFields) second
      = kontor_test_store_fields (test, "company", "name", "Second", "industry", "Tools", NULL);
  g_autoptr (KontorFields) edited
      = kontor_test_store_fields (test, "company", "industry", "Trade", NULL);
  g_autofree char *name = NULL;
  KontorAct *act = begin_edit (test->store, KONTOR_ORIGIN_IMPORT, &id, first);

  g_assert_true (kontor_act_update (act, &id, second, NULL));
  g_assert_true (kontor_act_checkpoint (act, NULL));
  kontor_database_rollback (kontor_store_get_database (test->store));
  g_assert_true (
      kontor_act_commit (begin_edit (other, KONTOR_ORIGIN_USER, &id, edited), NULL, NULL));
  kontor_act_cancel (act);
  kontor_test_store_assert_whole (test);
  name = kontor_test_store_get (test, "company", &id, "name");
  g_assert_cmpstr (name, ==, "Second");
}

/* Between two steps of an import of a company, its contact and another one, somebody notes a call
 * with the contact. */
typedef struct
{
  KontorTestStore beside;
  KontorId contact;
  gboolean done;
} Caller;

static void
note_call (KontorStore *store, KontorChangeSet *changes, gpointer data)
{
  Caller *self = data;
  g_autofree char *contact = kontor_id_dup_text (&self->contact);

  if (self->done)
    return;
  self->done = TRUE;
  kontor_test_store_insert (&self->beside, "activity", "kind", "note", "subject", "Called", "at",
                            "2026-11-22T10:00:00Z", "contact", contact, NULL);
}

static KontorId
import_contact (KontorTestStore *test, KontorAct *act, const char *company)
{
  g_autoptr (KontorFields) firm = kontor_test_store_fields (test, "company", "name", company, NULL);
  g_autoptr (KontorFields) person = NULL;
  g_autofree char *text = NULL;
  KontorId id;

  g_assert_true (kontor_act_insert (act, NULL, firm, &id, NULL));
  text = kontor_id_dup_text (&id);
  person = kontor_test_store_fields (test, "contact", "first_name", "Ada", "company", text, NULL);
  g_assert_true (kontor_act_insert (act, NULL, person, &id, NULL));
  return id;
}

static void
test_what_is_referred_to_stays (KontorTestStore *test, gconstpointer data)
{
  KontorActInfo info = { "import", kontor_test_entity ("contact"), KONTOR_ORIGIN_IMPORT, NULL };
  KontorAct *act = kontor_act_begin (test->store, &info, NULL);
  Caller caller = { .beside = *test };

  caller.contact = import_contact (test, act, "Wanted");
  import_contact (test, act, "Not wanted");
  caller.beside.store
      = kontor_store_open (test->path, kontor_schema_get_default (), &test->clock.parent, 0, NULL);
  kontor_store_set_listener (test->store, note_call, &caller);
  g_assert_true (kontor_act_checkpoint (act, NULL));
  kontor_store_set_listener (test->store, NULL, NULL);
  g_assert_true (caller.done);
  kontor_act_cancel (act);
  kontor_store_close (caller.beside.store);

  g_assert_cmpint (kontor_test_store_count (test, "SELECT count (*) FROM contact"), ==, 1);
  g_assert_cmpint (kontor_test_store_count (
                       test,
                       "SELECT count (*) FROM activity AS a JOIN contact AS c ON c.id = a.contact "
                       "JOIN company AS f ON f.id = c.company WHERE f.name = 'Wanted'"),
                   ==, 1);
  g_assert_cmpint (kontor_test_store_count (test, "SELECT count (*) FROM company"), ==, 1);
  g_assert_cmpint (
      kontor_test_store_count (test, "SELECT count FROM journal_entry WHERE verb = 'import'"), ==,
      2);
  kontor_test_store_assert_whole (test);
}

static void
test_running_import_is_left_alone (KontorTestStore *test, gconstpointer data)
{
  KontorActInfo info = { "import", kontor_test_entity ("company"), KONTOR_ORIGIN_IMPORT, NULL };
  KontorAct *act = kontor_act_begin (test->store, &info, NULL);
  g_autoptr (KontorStore) other = NULL;
  g_autoptr (GError) error = NULL;

  insert_named (test, act, "One");
  g_assert_true (kontor_act_checkpoint (act, NULL));
  other = kontor_store_open (test->path, kontor_schema_get_default (), &test->clock.parent,
                             KONTOR_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (kontor_store_count (other, info.entity), ==, 1);
  g_assert_true (kontor_act_commit (act, NULL, NULL));
  g_assert_cmpint (kontor_store_count (other, info.entity), ==, 1);
}

int
main (int argc, char **argv)
{
#define ADD(path, function)                                                                        \
  g_test_add (path, KontorTestStore, NULL, kontor_test_store_set_up, function,                     \
              kontor_test_store_tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("/recover/a-killed-import-is-taken-back", test_killed_import_is_taken_back);
  ADD ("/recover/a-cancelled-import-is-taken-back", test_cancelled_import_is_taken_back);
  ADD ("/recover/what-was-built-on-stays", test_what_was_built_on_stays);
  ADD ("/recover/an-unknown-field-that-was-built-on-stays", test_unknown_field_built_on_stays);
  ADD ("/recover/what-stays-keeps-what-it-was-built-on", test_what_stays_stands_on_stays);
  ADD ("/recover/what-others-refer-to-stays-with-what-it-stands-on",
       test_what_is_referred_to_stays);
  ADD ("/recover/a-running-import-is-left-alone", test_running_import_is_left_alone);
  return g_test_run ();
}
