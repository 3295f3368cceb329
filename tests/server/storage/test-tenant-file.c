/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-tenant-file.h"
#include "support/temp-folder.h"

#include "storage/kontord-sql.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  char *path;
  const KontorSchema *schema;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = temp_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "acme.db", NULL);
  fixture->schema = kontor_schema_get_default ();
  kontord_tenant_file_create (fixture->path, fixture->schema, kontor_clock_system (), &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->path);
  temp_folder_remove (fixture->folder);
}

static KontordTenantFile *
open_file (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  KontordTenantFile *file = kontord_tenant_file_open (fixture->path, fixture->schema, &error);

  g_assert_no_error (error);
  return file;
}

static void
test_made_whole (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  g_autoptr (KontordTenantFile) file = NULL;
  GStatBuf status;

  g_assert_cmpstr (g_dir_read_name (folder), ==, "acme.db");
  g_assert_null (g_dir_read_name (folder));
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  file = open_file (fixture);
  g_assert_true (kontor_epoch_is_valid (kontord_tenant_file_get_epoch (file)));
}

static void
test_not_made_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontordTenantFile) before = open_file (fixture);
  g_autofree char *epoch = g_strdup (kontord_tenant_file_get_epoch (before));
  g_autoptr (KontordTenantFile) after = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&before, kontord_tenant_file_unref);
  g_assert_false (
      kontord_tenant_file_create (fixture->path, fixture->schema, kontor_clock_system (), &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT);
  after = open_file (fixture);
  g_assert_cmpstr (kontord_tenant_file_get_epoch (after), ==, epoch);
}

static void
test_epochs_differ (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "zeta.db", NULL);
  g_autoptr (KontordTenantFile) one = open_file (fixture);
  g_autoptr (KontordTenantFile) other = NULL;

  g_assert_true (kontord_tenant_file_create (path, fixture->schema, kontor_clock_system (), NULL));
  other = kontord_tenant_file_open (path, fixture->schema, NULL);
  g_assert_cmpstr (kontord_tenant_file_get_epoch (one), !=, kontord_tenant_file_get_epoch (other));
  g_assert_true (memcmp (kontord_tenant_file_get_key (one), kontord_tenant_file_get_key (other), 32)
                 != 0);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "nobody.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (kontord_tenant_file_open (path, fixture->schema, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
set_pragma (Fixture *fixture, const char *sql)
{
  g_autoptr (KontorDatabase) database = kontor_database_open (fixture->path, 0, NULL);

  g_assert_true (kontor_database_exec (database, sql, NULL));
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  set_pragma (fixture, "PRAGMA user_version = 65537");
  g_assert_null (kontord_tenant_file_open (fixture->path, fixture->schema, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_TOO_NEW);
}

static void
test_another_program_s (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  set_pragma (fixture, "PRAGMA application_id = 1");
  g_assert_null (kontord_tenant_file_open (fixture->path, fixture->schema, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
}

/* A server that is one entity newer, then the old one again on a copy of the older file. */
static void
test_migrates (Fixture *fixture, gconstpointer data)
{
  static const KontorField fields[]
      = { { 1, "plate", KONTOR_TEXT, KONTOR_TITLE, .since = 2, .label = "Plate" } };
  static const KontorEntity vehicle
      = { "vehicle", KONTOR_FIELDS (fields), .since = 2, .label = "Vehicles" };
  g_autofree const KontorEntity **entities
      = g_new (const KontorEntity *, fixture->schema->n_entities + 1);
  KontorSchema newer
      = { entities, fixture->schema->n_entities + 1, .version = fixture->schema->version + 1 };
  g_autoptr (KontordTenantFile) before = open_file (fixture);
  g_autoptr (KontordTenantFile) after = NULL;
  g_autoptr (GError) error = NULL;
  const KontorEntity *contact = kontor_schema_find (fixture->schema, "contact");
  guint number = kontord_tenant_file_get_number (before, contact);

  /* in front, so that places in the schema move but numbers in the file must not */
  entities[0] = &vehicle;
  for (guint i = 0; i < fixture->schema->n_entities; i++)
    entities[i + 1] = fixture->schema->entities[i];
  g_clear_pointer (&before, kontord_tenant_file_unref);
  after = kontord_tenant_file_open (fixture->path, &newer, &error);
  g_assert_no_error (error);
  g_assert_cmpint (kontord_tenant_file_get_number (after, contact), ==, number);
  g_assert_true (kontord_tenant_file_get_entity (after, number) == contact);
  g_assert_true (
      kontord_tenant_file_get_entity (after, kontord_tenant_file_get_number (after, &vehicle))
      == &vehicle);
  g_assert_null (kontord_tenant_file_get_entity (after, 999));
}

static void
add_change (KontordTenantFile *file, gint64 seq, gboolean keep)
{
  g_autoptr (GError) error = NULL;
  KontorDatabase *database = kontord_tenant_file_begin_write (file, &error);

  g_assert_true (kontord_sql_run (database, &error, "INSERT INTO change VALUES (?1, 1, 1, 0, 0)",
                                  KONTORD_INT (seq)));
  g_assert_cmpint (kontord_tenant_file_end_write (file, keep, &error), ==, keep);
}

static void
test_reader_sees_one_moment (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontordTenantFile) file = open_file (fixture);
  g_autoptr (GError) error = NULL;
  KontorDatabase *reader, *later;

  add_change (file, 1, TRUE);
  add_change (file, 2, FALSE);
  reader = kontord_tenant_file_begin_read (file, &error);
  g_assert_cmpint (kontord_tenant_file_read_seq (reader), ==, 1);
  add_change (file, 3, TRUE);
  g_assert_cmpint (kontord_tenant_file_read_seq (reader), ==, 1);
  later = kontord_tenant_file_begin_read (file, &error);
  g_assert_cmpint (kontord_tenant_file_read_seq (later), ==, 3);
  kontord_tenant_file_end_read (file, later);
  kontord_tenant_file_end_read (file, reader);
  reader = kontord_tenant_file_begin_read (file, &error);
  g_assert_cmpint (kontord_tenant_file_read_seq (reader), ==, 3);
  kontord_tenant_file_end_read (file, reader);
}

static void
test_checkpoint (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontordTenantFile) file = open_file (fixture);
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  KontorDatabase *database;

  add_change (file, 1, TRUE);
  /* while somebody writes it does nothing, and does not wait */
  database = kontord_tenant_file_begin_write (file, NULL);
  g_assert_nonnull (database);
  kontord_tenant_file_checkpoint (file);
  g_assert_false (kontord_tenant_file_end_write (file, FALSE, NULL));
  kontord_tenant_file_checkpoint (file);
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  /* the file alone has it now */
  {
    g_autofree char *copy = g_build_filename (fixture->folder, "copy.db", NULL);
    g_autofree char *bytes = NULL;
    g_autoptr (KontorDatabase) alone = NULL;
    gsize length;

    g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
    g_assert_true (g_file_set_contents (copy, bytes, length, NULL));
    alone = kontor_database_open (copy, 0, NULL);
    g_assert_cmpint (kontord_tenant_file_read_seq (alone), ==, 1);
  }
}

static void
test_full_durability (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KontordTenantFile) file = open_file (fixture);
  KontorDatabase *database = kontord_tenant_file_begin_write (file, NULL);

  g_assert_cmpint (kontor_database_get_int (database, "PRAGMA synchronous", -1), ==, 2);
  g_assert_cmpint (kontor_database_get_int (database, "PRAGMA wal_autocheckpoint", -1), ==, 20000);
  g_assert_false (kontord_tenant_file_end_write (file, FALSE, NULL));
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/tenant-file/is-made-whole-and-for-its-owner", test_made_whole);
  ADD ("/tenant-file/is-not-made-twice", test_not_made_twice);
  ADD ("/tenant-file/each-has-its-own-epoch-and-key", test_epochs_differ);
  ADD ("/tenant-file/a-missing-one-is-not-made-by-opening", test_missing);
  ADD ("/tenant-file/a-newer-one-is-refused", test_newer);
  ADD ("/tenant-file/another-program-s-is-refused", test_another_program_s);
  ADD ("/tenant-file/an-older-one-is-migrated-and-keeps-its-numbers", test_migrates);
  ADD ("/tenant-file/a-reader-sees-one-moment", test_reader_sees_one_moment);
  ADD ("/tenant-file/a-checkpoint-waits-for-nobody", test_checkpoint);
  ADD ("/tenant-file/what-is-acknowledged-is-on-the-disk", test_full_durability);
  return g_test_run ();
}
