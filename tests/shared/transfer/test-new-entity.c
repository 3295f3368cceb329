/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-journal.h"
#include "store/kontor-query.h"
#include "store/kontor-search.h"
#include "support/kontor-test-store.h"
#include "transfer/kontor-exporter.h"
#include "transfer/kontor-import-files.h"

#include <string.h>

/* What it takes to add an entity beside those there are: its table and one line in the list. What a
 * record is of itself, its wire form and its samples are shown in tests/shared/model. */

static const KontorChoice conditions[] = { { "new", "New" }, { "used", "Used" }, { NULL } };

static const KontorField vehicle_fields[] = {
  { 1, "plate", KONTOR_TEXT, KONTOR_REQUIRED | KONTOR_TITLE | KONTOR_SEARCH | KONTOR_KEY,
    .since = 2, .label = "Plate", .aliases = KONTOR_ALIASES ("Kennzeichen") },
  { 2, "company", KONTOR_REF, KONTOR_INDEXED, .since = 2, .label = "Company", .target = "company" },
  { 3, "price", KONTOR_MONEY, 0, .since = 2, .label = "Price" },
  { 4, "condition", KONTOR_CHOICE, 0, .since = 2, .label = "Condition", .choices = conditions },
  { 5, "registered_on", KONTOR_DATE, KONTOR_INDEXED, .since = 2, .label = "Registered on" },
  { 6, "driver_phone", KONTOR_PHONE, KONTOR_SEARCH, .since = 2, .label = "Driver's phone" },
};

static const KontorEntity vehicle = {
  "vehicle",           KONTOR_FIELDS (vehicle_fields), .since = 2,
  .label = "Vehicles", .label_one = "Vehicle",         .icon = "vehicle-symbolic",
};

static const KontorEntity *entities[64];
static KontorSchema schema = { entities, 0, 0 };

static void
set_up_schema (void)
{
  const KontorSchema *own = kontor_schema_get_default ();

  for (guint i = 0; i < own->n_entities; i++)
    entities[schema.n_entities++] = own->entities[i];
  entities[schema.n_entities++] = &vehicle;
  schema.version = own->version + 1;
}

/* A workspace that was made without vehicles, and is opened with them. */
static void
set_up (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  kontor_test_store_set_up (test, data);
  kontor_test_store_insert (test, "company", "name", "Acme", NULL);
  g_clear_pointer (&test->store, kontor_store_close);
  test->store = kontor_store_open (test->path, &schema, &test->clock.parent, 0, &error);
  g_assert_no_error (error);
}

static KontorFields *
make_vehicle (const char *plate, const char *price, const char *day)
{
  const struct
  {
    const char *name;
    const char *text;
  } values[] = { { "plate", plate },
                 { "price", price },
                 { "condition", "used" },
                 { "registered_on", day },
                 { "driver_phone", "+49 171 5550101" } };
  KontorFields *fields = kontor_fields_new (&vehicle);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      int index = kontor_entity_find_field (&vehicle, values[i].name);
      KontorValue value;

      g_assert_true (
          kontor_value_from_text (&vehicle_fields[index], values[i].text, "EUR", &value, NULL));
      kontor_fields_take (fields, index, value);
    }
  return fields;
}

static KontorId
insert (KontorTestStore *test, const char *plate, const char *price, const char *day)
{
  g_autoptr (KontorFields) fields = make_vehicle (plate, price, day);
  KontorActInfo info = { "create", &vehicle, KONTOR_ORIGIN_USER, NULL };
  KontorAct *act = kontor_act_begin (test->store, &info, NULL);
  g_autoptr (GError) error = NULL;
  KontorId id;

  kontor_act_insert (act, NULL, fields, &id, &error);
  g_assert_no_error (error);
  kontor_act_commit (act, NULL, &error);
  g_assert_no_error (error);
  return id;
}

static void
test_comes_into_a_workspace (KontorTestStore *test, gconstpointer data)
{
  KontorId id = insert (test, "B-KO 2026", "12500 EUR", "2024-02-29");
  g_autoptr (KontorRecord) record = kontor_store_get (test->store, &vehicle, &id, NULL);
  g_autoptr (KontorStore) old = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (kontor_record_get_title (record), ==, "B-KO 2026");
  g_assert_cmpint (kontor_store_count (test->store, kontor_test_entity ("company")), ==, 1);
  kontor_test_store_assert_whole (test);
  /* One that knows no vehicles leaves them alone. */
  g_clear_pointer (&test->store, kontor_store_close);
  old = kontor_store_open (test->path, kontor_schema_get_default (), &test->clock.parent, 0,
                           &error);
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_TOO_NEW);
}

static void
test_is_found (KontorTestStore *test, gconstpointer data)
{
  static const char *const texts[] = { "ko 20", "B-KO", "1715550", "0171 555" };

  insert (test, "B-KÖ 2026", "12500 EUR", "2024-02-29");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (KontorSearchGroup) group
          = kontor_search_run_entity (test->store, &vehicle, texts[i], 10, NULL);

      g_assert_nonnull (group);
      g_assert_cmpuint (group->hits->len, ==, 1);
    }
}

static guint
count (KontorTestStore *test, const char *where)
{
  g_autoptr (KontorQuery) query = kontor_query_new (&schema, &vehicle);
  g_autoptr (GArray) rowids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  kontor_query_set_where (query, where, &error);
  g_assert_no_error (error);
  kontor_query_collect (query, test->store, rowids, &error);
  g_assert_no_error (error);
  return rowids->len;
}

static void
test_is_asked_for (KontorTestStore *test, gconstpointer data)
{
  insert (test, "A", "100 EUR", "2024-02-29");
  insert (test, "B", "200 EUR", "2025-01-01");
  g_assert_cmpuint (count (test, "price > 150"), ==, 1);
  g_assert_cmpuint (count (test, "registered_on < 2024-12-31 and condition = used"), ==, 1);
  g_assert_cmpuint (count (test, "company is none"), ==, 2);
}

static void
test_is_undone (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  insert (test, "A", "100 EUR", "2024-02-29");
  for (guint i = 0; i < 2; i++)
    {
      gint64 entry = i == 0 ? kontor_journal_get_undoable (test->store)
                            : kontor_journal_get_redoable (test->store);

      kontor_journal_undo (test->store, entry, KONTOR_UNDO_ALL_OR_NOTHING, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (kontor_store_count (test->store, &vehicle), ==, i);
    }
}

static void
import (KontorTestStore *test, const char *name, const char *text, KontorImportCount *count)
{
  g_autofree char *path = g_build_filename (test->folder, name, NULL);
  g_autoptr (KontorImportFiles) files = kontor_import_files_new (&schema, test->store, NULL, NULL);
  g_autoptr (KontorImporter) importer = NULL;
  KontorImporterOptions options = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  kontor_import_files_add (files, path, &error);
  g_assert_no_error (error);
  kontor_import_files_prepare (files, &error);
  g_assert_no_error (error);
  importer = kontor_import_files_begin (files, &options, &error);
  g_assert_no_error (error);
  kontor_importer_run (importer, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kontor_importer_get_n_refused (importer), ==, 0);
  *count = *kontor_importer_get_count (importer, &vehicle);
}

static void
test_is_imported (KontorTestStore *test, gconstpointer data)
{
  static const char text[] = "Kennzeichen;Company;Price;Condition;Registered on\n"
                             "B-KO 1;Acme;12.500,00;Used;29.02.2024\n"
                             "B-KO 2;Bluth;1.250,50;New;31.12.2023\n";
  KontorImportCount result;

  import (test, "vehicles.csv", text, &result);
  g_assert_cmpuint (result.created, ==, 2);
  g_assert_cmpuint (count (test, "company.name = Acme and price = 12500"), ==, 1);
  g_assert_cmpuint (count (test, "registered_on = 2023-12-31 and condition = new"), ==, 1);
  import (test, "vehicles.csv", text, &result);
  g_assert_cmpuint (result.unchanged, ==, 2);
}

static gboolean
take (const char *text, gsize length, gpointer user_data, GError **error)
{
  g_string_append_len (user_data, text, length);
  return TRUE;
}

static void
test_is_exported (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (KontorQuery) query = kontor_query_new (&schema, &vehicle);
  g_autoptr (GString) text = g_string_new (NULL);
  KontorExportOptions options = { 0 };
  g_autofree char *before = NULL, *after = NULL;
  KontorImportCount result;

  insert (test, "B-KO 1", "12500 EUR", "2024-02-29");
  before = kontor_test_store_dump (test);
  g_assert_nonnull (strstr (before, "vehicle "));
  g_assert_true (kontor_export_csv (test->store, query, &options, take, text, NULL));
  g_assert_true (
      g_str_has_prefix (text->str, "id,plate,company,price,condition,registered_on,driver_phone"));
  import (test, "back.csv", text->str, &result);
  g_assert_cmpuint (result.unchanged, ==, 1);
  after = kontor_test_store_dump (test);
  g_assert_cmpstr (before, ==, after);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/new-entity/" path, KontorTestStore, NULL, set_up, func, kontor_test_store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  set_up_schema ();
  ADD ("it-comes-into-a-workspace-that-had-none", test_comes_into_a_workspace);
  ADD ("it-is-found", test_is_found);
  ADD ("it-is-asked-for", test_is_asked_for);
  ADD ("it-is-undone-and-redone", test_is_undone);
  ADD ("it-is-imported-by-the-names-of-its-fields", test_is_imported);
  ADD ("it-is-exported-and-read-again", test_is_exported);
  return g_test_run ();
}
