/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-record.h"
#include "support/temp-folder.h"

#include "storage/kontord-sql.h"

typedef struct
{
  char *folder;
  KontordTenantFile *file;
  KontorDatabase *database; /* in a transaction */
  const KontorEntity *company;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const KontorSchema *schema = kontor_schema_get_default ();
  g_autofree char *path = NULL;

  fixture->folder = temp_folder_new ();
  path = g_build_filename (fixture->folder, "acme.db", NULL);
  kontord_tenant_file_create (path, schema, kontor_clock_system (), &error);
  fixture->file = kontord_tenant_file_open (path, schema, &error);
  fixture->database = kontord_tenant_file_begin_write (fixture->file, &error);
  fixture->company = kontor_schema_find (schema, "company");
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  kontord_tenant_file_end_write (fixture->file, FALSE, NULL);
  kontord_tenant_file_unref (fixture->file);
  temp_folder_remove (fixture->folder);
}

static gboolean
insert (Fixture *fixture, const KontorId *id, gint64 version)
{
  KontorStamp stamp = { .device = 4, .version = version, .hlc = kontor_hlc_new (1000, 1) };
  g_auto (KontorRow) row = { .id = *id, .fields = kontor_fields_new (fixture->company) };
  KontordNewChanges changes = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean is_new;

  kontor_fields_set_text (row.fields, "name", "Acme");
  g_assert_true (kontord_record_insert (fixture->file, fixture->database, &changes, &row, "acme",
                                        &stamp, &is_new, &error));
  g_assert_true (kontord_new_changes_write (&changes, fixture->database, &error));
  g_assert_no_error (error);
  return is_new;
}

static void
load (Fixture *fixture, KontordRecord *record, const KontorId *id)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kontord_record_load (record, fixture->database, fixture->company, id, &error));
  g_assert_no_error (error);
}

static gint64
count_changes (Fixture *fixture)
{
  return kontor_database_get_int (fixture->database, "SELECT count (*) FROM change", -1);
}

static void
test_goes_round (Fixture *fixture, gconstpointer data)
{
  KontorId id = { { 1 } };
  g_auto (KontordRecord) loaded = { 0 };
  g_autoptr (KontorImage) image = NULL;

  g_assert_true (insert (fixture, &id, 7));
  load (fixture, &loaded, &id);
  g_assert_cmpint (loaded.state, ==, KONTOR_ROW_PRESENT);
  g_assert_cmpint (loaded.row.version, ==, 7);
  g_assert_cmpint (loaded.last.device, ==, 4);
  g_assert_cmpint (kontor_hlc_get_time (loaded.last.hlc), ==, 1000);
  g_assert_null (loaded.stamps);
  image = kontord_record_dup_image (&loaded);
  g_assert_cmpint (image->version, ==, 7);
  g_assert_cmpstr (kontor_fields_get_text (image->fields, "name"), ==, "Acme");
  /* values that are none are left out */
  g_assert_null (kontor_fields_get_named (image->fields, "website"));
}

static void
test_absent_and_purged (Fixture *fixture, gconstpointer data)
{
  KontorId id = { { 1 } }, gone = { { 2 } };
  g_auto (KontordRecord) absent = { 0 }, purged = { 0 };

  g_assert_true (kontord_sql_run (fixture->database, NULL,
                                  "INSERT INTO tombstone VALUES (?1, 1, 5)", KONTORD_ID (&gone)));
  load (fixture, &absent, &id);
  load (fixture, &purged, &gone);
  g_assert_cmpint (absent.state, ==, KONTOR_ROW_ABSENT);
  g_assert_cmpint (purged.state, ==, KONTOR_ROW_PURGED);
}

static void
test_there_already (Fixture *fixture, gconstpointer data)
{
  KontorId id = { { 1 } }, gone = { { 2 } };
  g_auto (KontordRecord) again = { 0 }, loaded = { 0 }, purged = { 0 };

  g_assert_true (insert (fixture, &id, 7));
  g_assert_true (kontord_record_expect_new (&again, fixture->database, &id, NULL));
  g_assert_cmpint (again.state, ==, KONTOR_ROW_ABSENT);
  g_assert_false (insert (fixture, &id, 8));
  load (fixture, &loaded, &id);
  g_assert_cmpint (loaded.row.version, ==, 7);
  g_assert_cmpint (count_changes (fixture), ==, 1);
  g_assert_true (kontord_sql_run (fixture->database, NULL,
                                  "INSERT INTO tombstone VALUES (?1, 1, 5)", KONTORD_ID (&gone)));
  g_assert_true (kontord_record_expect_new (&purged, fixture->database, &gone, NULL));
  g_assert_cmpint (purged.state, ==, KONTOR_ROW_PURGED);
}

/* One entry for each record, that of its newest change. */
static void
test_change_moves (Fixture *fixture, gconstpointer data)
{
  KontorId id = { { 1 } }, other = { { 2 } };
  g_auto (KontordRecord) record = { 0 }, loaded = { 0 };
  g_autoptr (KontorFields) changes = kontor_fields_new (fixture->company);
  g_autoptr (GError) error = NULL;

  insert (fixture, &id, 1);
  insert (fixture, &other, 2);
  load (fixture, &record, &id);
  kontor_fields_set_text (changes, "website", "https://acme.example");
  for (gint64 version = 3; version < 10; version++)
    {
      KontorStamp stamp = { .tag = 2, .device = 5, .version = version, .hlc = 99 };
      g_autoptr (KontorStamps) stamps = kontor_stamps_new (&(KontorStamp) { .version = 1 });

      kontor_stamps_set (stamps, &stamp);
      g_assert_true (
          kontord_record_update (&record, fixture->database, changes, stamps, &stamp, &error));
    }
  g_assert_cmpint (count_changes (fixture), ==, 2);
  load (fixture, &loaded, &id);
  g_assert_cmpint (loaded.row.version, ==, 9);
  g_assert_cmpint (loaded.last.device, ==, 5);
  g_assert_cmpint (kontor_stamps_get (loaded.stamps, 2)->version, ==, 9);
  g_assert_cmpint (kontor_stamps_get (loaded.stamps, 1)->version, ==, 1);
  g_assert_cmpstr (kontor_fields_get_text (loaded.row.fields, "name"), ==, "Acme");
}

static void
test_exists (Fixture *fixture, gconstpointer data)
{
  KontorId id = { { 1 } }, other = { { 2 } };
  gboolean exists;

  insert (fixture, &id, 1);
  g_assert_true (kontord_record_exists (fixture->database, fixture->company, &id, &exists, NULL));
  g_assert_true (exists);
  g_assert_true (
      kontord_record_exists (fixture->database, fixture->company, &other, &exists, NULL));
  g_assert_false (exists);
}

static void
test_damage (Fixture *fixture, gconstpointer data)
{
  KontorId id = { { 1 } };
  g_auto (KontordRecord) loaded = { 0 }, again = { 0 };
  g_autoptr (GError) error = NULL;

  insert (fixture, &id, 1);
  g_assert_true (
      kontor_database_exec (fixture->database, "UPDATE company SET stamps = x'ff'", NULL));
  g_assert_false (kontord_record_load (&loaded, fixture->database, fixture->company, &id, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_true (kontor_database_exec (fixture->database, "DELETE FROM change", NULL));
  g_assert_false (kontord_record_load (&again, fixture->database, fixture->company, &id, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CORRUPT);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/record/goes-round", test_goes_round);
  ADD ("/record/absent-and-purged-are-two-things", test_absent_and_purged);
  ADD ("/record/is-inserted-once", test_there_already);
  ADD ("/record/its-one-change-moves-to-the-newest", test_change_moves);
  ADD ("/record/exists-or-not", test_exists);
  ADD ("/record/damage-is-told", test_damage);
  return g_test_run ();
}
