/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "acts/kontor-acts.h"

#include "acts/kontor-acts-tasks.h"
#include "acts/kontor-new-workspace.h"
#include "support/kontor-test-loop.h"
#include "util/kontor-error.h"
#include "words/kontor-format.h"
#include "words/kontor-phrases.h"

#include <glib/gstdio.h>
#include <locale.h>

typedef struct
{
  char *folder;
  char *path;
  KontorWorkspace *workspace;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  DexFuture *future;
  g_autoptr (GError) error = NULL;
  self->folder = g_dir_make_tmp ("kontor-acts-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "deep", "test.kontor", NULL);
  future = kontor_new_workspace (self->path, "Test", "SEK", "Ana Ruiz");
  kontor_test_await (dex_ref (future), &error);
  g_assert_no_error (error);
  self->workspace = g_value_dup_object (dex_future_get_value (future, NULL));
  dex_unref (future);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  const char *const endings[] = { "", "-wal", "-shm", "-lock" };
  g_autofree char *deep = g_path_get_dirname (self->path);
  kontor_test_await (kontor_workspace_close (self->workspace), NULL);
  g_object_unref (self->workspace);
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *file = g_strconcat (self->path, endings[i], NULL);
      g_unlink (file);
    }
  g_rmdir (deep);
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

static const KontorEntity *
find_entity (Fixture *self, const char *name)
{
  return kontor_schema_find (kontor_workspace_get_schema (self->workspace), name);
}

/* Awaits @act and gives its outcome, which the caller frees. */
static KontorOutcome *
await (DexFuture *act)
{
  g_autoptr (DexFuture) kept = dex_ref (act);
  g_autoptr (GError) error = NULL;
  kontor_test_await (act, &error);
  g_assert_no_error (error);
  return kontor_outcome_ref (kontor_outcome_peek (kept));
}

static gint64
await_number (DexFuture *future)
{
  g_autoptr (DexFuture) kept = dex_ref (future);
  kontor_test_await (future, NULL);
  return g_value_get_int64 (dex_future_get_value (kept, NULL));
}

static void
assert_said (const KontorOutcome *outcome, const char *expected)
{
  g_autofree char *said = NULL;
  g_assert_nonnull (outcome->entry);
  said = kontor_phrase_entry (outcome->entry);
  g_assert_cmpstr (said, ==, expected);
}

static GPtrArray *
make_list (KontorFields *first)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_fields_free);
  g_ptr_array_add (records, first);
  return records;
}

static KontorId
make_contact (Fixture *self, const char *first_name)
{
  KontorFields *fields = kontor_fields_new (find_entity (self, "contact"));
  g_autoptr (KontorOutcome) outcome = NULL;
  kontor_fields_set_text (fields, "first_name", first_name);
  outcome = await (kontor_acts_create (self->workspace, NULL, make_list (fields)));
  return outcome->id;
}

static KontorRecord *
get (Fixture *self, const char *entity, const KontorId *id)
{
  KontorRecord *record = kontor_workspace_peek_id (self->workspace, find_entity (self, entity), id);
  g_assert_nonnull (record);
  return record;
}

static void
test_create (Fixture *self, gconstpointer data)
{
  KontorFields *contact = kontor_fields_new (find_entity (self, "contact"));
  KontorFields *point = kontor_fields_new (find_entity (self, "contact_point"));
  GPtrArray *records = make_list (contact);
  g_autoptr (KontorOutcome) outcome = NULL;
  kontor_fields_set_text (contact, "first_name", "Ana");
  kontor_fields_take_named (point, "kind", kontor_value_text (KONTOR_CHOICE, "email"));
  kontor_fields_take_named (point, "email", kontor_value_text (KONTOR_EMAIL, "a@b.example"));
  g_ptr_array_add (records, point);
  outcome = await (kontor_acts_create (self->workspace, NULL, records));
  assert_said (outcome, "Added “Ana”");
  g_assert_cmpuint (outcome->entry->count, ==, 2);
}

static void
test_create_refused (Fixture *self, gconstpointer data)
{
  KontorFields *company = kontor_fields_new (find_entity (self, "company"));
  g_autoptr (GError) error = NULL;
  g_assert_false (
      kontor_test_await (kontor_acts_create (self->workspace, NULL, make_list (company)), &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
}

static void
test_defaults (Fixture *self, gconstpointer data)
{
  KontorFields *deal = kontor_fields_new (find_entity (self, "deal"));
  g_autoptr (KontorOutcome) outcome = NULL;
  g_autoptr (KontorRecord) record = NULL;
  kontor_fields_set_text (deal, "title", "Pumps");
  outcome = await (kontor_acts_create (self->workspace, NULL, make_list (deal)));
  record = get (self, "deal", &outcome->id);
  g_assert_cmpstr (kontor_record_get_ref_title (record, "stage"), ==, "New");
  g_assert_cmpstr (kontor_record_get_ref_title (record, "owner"), ==, "Ana Ruiz");
}

static void
test_update (Fixture *self, gconstpointer data)
{
  KontorId id = make_contact (self, "Ana");
  KontorFields *changes = kontor_fields_new (find_entity (self, "contact"));
  g_autoptr (KontorOutcome) outcome = NULL;
  g_autoptr (KontorOutcome) same = NULL;
  g_autoptr (KontorRecord) record = NULL;
  kontor_fields_set_text (changes, "job_title", "Buyer");
  outcome = await (kontor_acts_update (self->workspace, &id, kontor_fields_copy (changes), "Ana"));
  assert_said (outcome, "Changed Role of “Ana”");
  same = await (kontor_acts_update (self->workspace, &id, changes, "Ana"));
  g_assert_null (same->entry);
  record = get (self, "contact", &id);
  g_assert_cmpstr (kontor_record_get_text (record, "job_title"), ==, "Buyer");
}

/* Acts take records by id and, where a list knows no more, by row. */
static void
test_delete_many (Fixture *self, gconstpointer data)
{
  const KontorEntity *contact = find_entity (self, "contact");
  GArray *refs = kontor_ref_list_new ();
  g_autoptr (KontorOutcome) outcome = NULL;
  KontorId ids[3];
  for (gsize i = 0; i < 3; i++)
    {
      g_autoptr (KontorRecord) record = NULL;
      KontorRef ref;
      ids[i] = make_contact (self, "Ana");
      record = get (self, "contact", &ids[i]);
      ref = i == 0 ? kontor_ref_make (contact, &ids[i])
                   : kontor_ref_make_row (contact, kontor_record_get_rowid (record));
      g_array_append_val (refs, ref);
    }
  outcome = await (kontor_acts_delete (self->workspace, refs, NULL));
  assert_said (outcome, "Deleted 3 contacts");
  for (gsize i = 0; i < 3; i++)
    {
      g_autoptr (KontorRecord) record = get (self, "contact", &ids[i]);
      g_assert_true (kontor_record_is_trashed (record));
    }
}

static void
test_all_or_nothing (Fixture *self, gconstpointer data)
{
  const KontorEntity *contact = find_entity (self, "contact");
  KontorId id = make_contact (self, "Ana");
  GArray *refs = kontor_ref_list_single (contact, &id);
  KontorRef missing = kontor_ref_make_row (contact, 123456);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorRecord) record = NULL;
  g_array_append_val (refs, missing);
  g_assert_false (kontor_test_await (kontor_acts_delete (self->workspace, refs, NULL), &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND);
  record = get (self, "contact", &id);
  g_assert_false (kontor_record_is_trashed (record));
}

static void
test_restore (Fixture *self, gconstpointer data)
{
  const KontorEntity *contact = find_entity (self, "contact");
  KontorId id = make_contact (self, "Ana");
  g_autoptr (KontorOutcome) gone
      = await (kontor_acts_delete (self->workspace, kontor_ref_list_single (contact, &id), "Ana"));
  g_autoptr (KontorOutcome) back
      = await (kontor_acts_restore (self->workspace, kontor_ref_list_single (contact, &id), "Ana"));
  g_autoptr (KontorRecord) record = get (self, "contact", &id);
  assert_said (gone, "Deleted “Ana”");
  assert_said (back, "Restored “Ana”");
  g_assert_false (kontor_record_is_trashed (record));
}

static void
test_tag (Fixture *self, gconstpointer data)
{
  const KontorEntity *contact = find_entity (self, "contact");
  KontorId ana = make_contact (self, "Ana");
  KontorId ben = make_contact (self, "Ben");
  GArray *both = kontor_ref_list_single (contact, &ana);
  KontorRef ref = kontor_ref_make (contact, &ben);
  g_autoptr (KontorOutcome) first = NULL;
  g_autoptr (KontorOutcome) again = NULL;
  g_array_append_val (both, ref);
  first = await (kontor_acts_tag (self->workspace, both, "VIP"));
  assert_said (first, "Tagged 2 contacts");
  g_assert_cmpuint (first->entry->count, ==, 3);
  /* The same tag in another case is the same tag, and who has it has it already. */
  again = await (kontor_acts_tag (self->workspace, kontor_ref_list_single (contact, &ana), "vip"));
  g_assert_null (again->entry);
}

static void
test_log (Fixture *self, gconstpointer data)
{
  KontorId ana = make_contact (self, "Ana");
  KontorFields *activity = kontor_fields_new (find_entity (self, "activity"));
  g_autoptr (KontorOutcome) outcome = NULL;
  g_autoptr (KontorRecord) record = NULL;
  kontor_fields_take_named (activity, "kind", kontor_value_text (KONTOR_CHOICE, "call"));
  kontor_fields_set_ref (activity, "contact", &ana);
  outcome = await (kontor_acts_log (self->workspace, activity, "Ana"));
  assert_said (outcome, "Logged a call with “Ana”");
  record = get (self, "activity", &outcome->id);
  g_assert_cmpstr (kontor_record_get_ref_title (record, "author"), ==, "Ana Ruiz");
}

static void
set_name (Fixture *self, const KontorId *id, const char *first, const char *last)
{
  KontorFields *changes = kontor_fields_new (find_entity (self, "contact"));
  kontor_fields_set_text (changes, "first_name", first);
  kontor_fields_set_text (changes, "last_name", last);
  kontor_outcome_unref (await (kontor_acts_update (self->workspace, id, changes, first)));
}

/* A name is one group: its parts go back together. */
static void
test_put_back (Fixture *self, gconstpointer data)
{
  const KontorEntity *contact = find_entity (self, "contact");
  guint first_name = (guint) kontor_entity_find_field (contact, "first_name");
  KontorId id = make_contact (self, "Ana");
  KontorRef ref = kontor_ref_make (contact, &id);
  g_autoptr (KontorOutcome) outcome = NULL;
  g_autoptr (KontorRecord) record = NULL;
  set_name (self, &id, "Anna", "Ruiz");
  outcome = await (kontor_acts_put_back (self->workspace, &ref, first_name));
  assert_said (outcome, "Put back First name of “Anna Ruiz”");
  record = get (self, "contact", &id);
  g_assert_cmpstr (kontor_record_get_title (record), ==, "Ana");
}

static void
test_put_back_nothing (Fixture *self, gconstpointer data)
{
  const KontorEntity *contact = find_entity (self, "contact");
  KontorId id = make_contact (self, "Ana");
  KontorRef ref = kontor_ref_make (contact, &id);
  g_autoptr (KontorOutcome) outcome = await (kontor_acts_put_back (self->workspace, &ref, 0));
  g_assert_null (outcome->entry);
}

static void
test_undo (Fixture *self, gconstpointer data)
{
  KontorId id = make_contact (self, "Ana");
  g_autoptr (KontorOutcome) undone = NULL;
  g_autoptr (KontorOutcome) redone = NULL;
  g_autoptr (KontorRecord) record = NULL;
  gint64 entry;
  g_assert_cmpint (await_number (kontor_acts_find_redoable (self->workspace)), ==, 0);
  set_name (self, &id, "Anna", "Ruiz");
  entry = await_number (kontor_acts_find_undoable (self->workspace));
  undone = await (kontor_acts_undo (self->workspace, entry, 0));
  assert_said (undone, "Changed “Anna”");
  entry = await_number (kontor_acts_find_redoable (self->workspace));
  redone = await (kontor_acts_undo (self->workspace, entry, 0));
  /* What people read is the act itself, however often it went to and fro. */
  assert_said (redone, "Changed “Anna”");
  record = get (self, "contact", &id);
  g_assert_cmpstr (kontor_record_get_title (record), ==, "Anna Ruiz");
}

static void
test_undo_conflict (Fixture *self, gconstpointer data)
{
  KontorId id = make_contact (self, "Ana");
  g_autoptr (GError) error = NULL;
  gint64 entry;
  set_name (self, &id, "Anna", "Ruiz");
  entry = await_number (kontor_acts_find_undoable (self->workspace));
  set_name (self, &id, "Hanna", "Ruiz");
  g_assert_false (kontor_test_await (kontor_acts_undo (self->workspace, entry, 0), &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT);
}

static gint64
get_number (Fixture *self, const KontorId *task, const char *field)
{
  g_autoptr (KontorRecord) record = get (self, "task", task);
  const KontorValue *value = kontor_record_get_value (record, field);
  return kontor_value_is_none (value) ? 0 : value->integer;
}

static KontorId
make_task (Fixture *self, const char *title, KontorDate due_on)
{
  KontorFields *fields = kontor_fields_new (find_entity (self, "task"));
  g_autoptr (KontorOutcome) outcome = NULL;
  kontor_fields_set_text (fields, "title", title);
  kontor_fields_take_named (fields, "due_on", kontor_value_integer (KONTOR_DATE, due_on));
  outcome = await (kontor_acts_create (self->workspace, NULL, make_list (fields)));
  return outcome->id;
}

static void
test_tasks (Fixture *self, gconstpointer data)
{
  KontorDate today = kontor_format_today ();
  KontorId late = make_task (self, "Late", today - 9), far = make_task (self, "Far", today + 9);
  KontorRef refs[] = { kontor_ref_make (find_entity (self, "task"), &late),
                       kontor_ref_make (find_entity (self, "task"), &far) };
  g_autoptr (GArray) both = kontor_ref_list_new ();
  g_autoptr (KontorOutcome) put_off = NULL, done = NULL, again = NULL, opened = NULL;
  gint64 when;
  g_array_append_vals (both, refs, G_N_ELEMENTS (refs));
  put_off = await (kontor_acts_snooze_tasks (self->workspace, g_array_ref (both), NULL));
  assert_said (put_off, "Put off 2 tasks");
  g_assert_cmpint (get_number (self, &late, "due_on"), ==, today + 1);
  g_assert_cmpint (get_number (self, &far, "due_on"), ==, today + 10);
  done = await (kontor_acts_finish_tasks (
      self->workspace, kontor_ref_list_single (find_entity (self, "task"), &late), "Late", TRUE));
  assert_said (done, "Finished “Late”");
  when = get_number (self, &late, "done_at");
  g_assert_cmpint (when, >, 0);
  again = await (kontor_acts_finish_tasks (self->workspace, g_array_ref (both), NULL, TRUE));
  g_assert_cmpint (get_number (self, &late, "done_at"), ==, when);
  g_assert_cmpint (get_number (self, &far, "done_at"), >, 0);
  opened = await (kontor_acts_finish_tasks (self->workspace, g_array_ref (both), NULL, FALSE));
  assert_said (opened, "Opened 2 tasks again");
  g_assert_cmpint (get_number (self, &late, "done_at"), ==, 0);
}

static void
test_new_path (void)
{
  const char *const names[] = { "My office", "a/b\\c:d", "..", "   ", "", "株式会社" };
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "kontor", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = kontor_new_workspace_dup_path (names[i]);
      g_autofree char *parent = g_path_get_dirname (path);
      g_autofree char *file = g_path_get_basename (path);
      g_assert_cmpstr (parent, ==, folder);
      g_assert_true (g_str_has_suffix (file, ".kontor"));
      g_assert_cmpint (file[0], !=, '.');
    }
  g_autofree char *endless = g_strnfill (5000, 'x');
  g_autofree char *path = kontor_new_workspace_dup_path (endless);
  g_autofree char *file = g_path_get_basename (path);
  g_assert_cmpuint (strlen (file), <, 200);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  ADD ("/acts/what-belongs-to-a-record-is-made-with-it", test_create);
  ADD ("/acts/what-can-not-be-is-refused", test_create_refused);
  ADD ("/acts/new-records-get-their-defaults", test_defaults);
  ADD ("/acts/an-update-says-its-field-and-nothing-is-no-act", test_update);
  ADD ("/acts/many-are-deleted-in-one-act", test_delete_many);
  ADD ("/acts/one-that-is-gone-stops-all", test_all_or_nothing);
  ADD ("/acts/what-was-deleted-comes-back", test_restore);
  ADD ("/acts/a-tag-is-made-once", test_tag);
  ADD ("/acts/what-is-logged-has-an-author", test_log);
  ADD ("/acts/a-field-is-put-back-with-its-group", test_put_back);
  ADD ("/acts/what-never-changed-is-not-put-back", test_put_back_nothing);
  ADD ("/acts/undo-and-redo-name-the-act", test_undo);
  ADD ("/acts/undo-stops-where-something-changed-since", test_undo_conflict);
  ADD ("/acts/tasks-are-put-off-and-done-together", test_tasks);
  g_test_add_func ("/acts/a-workspace-gets-a-file-name-whatever-it-is-called", test_new_path);
  return g_test_run ();
}
