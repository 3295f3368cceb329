/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-row.h"

#include "model/kontor-sample.h"
#include "model/kontor-wire.h"
#include "store/kontor-ddl.h"
#include "support/kontor-test-store.h"
#include "util/kontor-error.h"

#define NOW G_GINT64_CONSTANT (1767225600000)

/* Rows without a store around them. */
typedef struct
{
  KontorDatabase *database;
  KontorSampler sampler;
} Test;

static void
set_up (Test *test, gconstpointer data)
{
  const KontorSchema *schema = kontor_schema_get_default ();

  test->database = kontor_database_open (":memory:", KONTOR_DATABASE_CREATE, NULL);
  g_assert_nonnull (test->database);
  for (guint i = 0; i < schema->n_entities; i++)
    {
      g_autofree char *sql = kontor_ddl_dup_table (schema->entities[i]);

      g_assert_true (kontor_database_exec (test->database, sql, NULL));
    }
  kontor_sampler_init (&test->sampler, 7, NOW);
  test->sampler.edge_percent = 40;
}

static void
tear_down (Test *test, gconstpointer data)
{
  kontor_database_close (test->database);
}

static KontorId
make_id (guint number)
{
  return (KontorId) { { 1, number >> 8, number & 0xff } };
}

static KontorRow
insert (Test *test, const KontorEntity *entity, guint number)
{
  KontorRow row = { .id = make_id (number) };
  g_autoptr (GError) error = NULL;

  row.fields = kontor_sampler_make_fields (&test->sampler, entity);
  kontor_row_insert (test->database, &row, &error);
  g_assert_no_error (error);
  g_assert_cmpint (row.rowid, >, 0);
  return row;
}

static void
load (Test *test, const KontorEntity *entity, const KontorId *id, KontorRow *row)
{
  g_autoptr (GError) error = NULL;

  kontor_row_load (test->database, entity, id, row, &error);
  g_assert_no_error (error);
}

/* What is none may be missing. */
static void
assert_same_values (const KontorFields *a, const KontorFields *b)
{
  const KontorValue none = KONTOR_VALUE_NONE;
  const KontorEntity *entity = kontor_fields_get_entity (a);

  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    {
      const KontorValue *one = kontor_fields_get (a, i), *other = kontor_fields_get (b, i);

      if (!kontor_value_equal (one != NULL ? one : &none, other != NULL ? other : &none))
        g_error ("%s.%s differs", entity->name, kontor_entity_get_field (entity, i)->name);
    }
}

/* Records of every entity, with the values that programs get wrong. */
static void
test_all_values_come_back (Test *test, gconstpointer data)
{
  const KontorSchema *schema = kontor_schema_get_default ();

  for (guint i = 0; i < schema->n_entities; i++)
    for (guint j = 0; j < 100; j++)
      {
        const KontorEntity *entity = schema->entities[i];
        g_auto (KontorRow) written = insert (test, entity, j), read = { 0 }, at = { 0 };
        KontorId id;

        load (test, entity, &written.id, &read);
        assert_same_values (written.fields, read.fields);
        g_assert_cmpint (read.rowid, ==, written.rowid);
        g_assert_cmpint (read.version, ==, 0);
        g_assert_null (read.stamps);
        g_assert_true (kontor_row_load_at (test->database, entity, read.rowid, &at, NULL));
        g_assert_true (kontor_id_equal (&at.id, &written.id));
        g_assert_true (kontor_row_get_id (test->database, entity, read.rowid, &id, NULL));
        g_assert_true (kontor_id_equal (&id, &written.id));
      }
}

static void
test_updates_touch_their_fields_alone (Test *test, gconstpointer data)
{
  const KontorEntity *contact = kontor_test_entity ("contact");

  for (guint i = 0; i < 100; i++)
    {
      g_auto (KontorRow) row = insert (test, contact, i), read = { 0 };
      g_autoptr (KontorFields) expected = kontor_fields_copy (row.fields);
      g_autoptr (KontorFields) other = kontor_sampler_make_fields (&test->sampler, contact);
      guint64 mask = 0;

      for (guint j = 0; j < contact->n_fields; j++)
        {
          const KontorValue *value = kontor_fields_get (other, j);

          if (value == NULL)
            continue;
          kontor_fields_set (row.fields, j, value);
          if ((i + j) % 3 != 0)
            continue;
          kontor_fields_set (expected, j, value);
          mask |= G_GUINT64_CONSTANT (1) << j;
        }
      g_assert_true (kontor_row_update (test->database, &row, mask, FALSE, NULL));
      load (test, contact, &row.id, &read);
      assert_same_values (expected, read.fields);
    }
}

/* A title that changes is sorted by anew. */
static void
test_what_is_derived_follows (Test *test, gconstpointer data)
{
  const KontorEntity *company = kontor_test_entity ("company");
  g_auto (KontorRow) row = insert (test, company, 1);
  KontorStatement *statement;
  gboolean found;

  kontor_fields_set_text (row.fields, "name", "ÉCOLE");
  g_assert_true (kontor_row_update (test->database, &row, 1, FALSE, NULL));
  statement = kontor_database_prepare (test->database, "SELECT sort_key FROM company", NULL);
  g_assert_true (kontor_statement_step (statement, &found, NULL));
  g_assert_cmpstr (kontor_statement_get_text (statement, 0), ==, "ecole");
  kontor_statement_reset (statement);
}

static void
test_extras_come_back (Test *test, gconstpointer data)
{
  const KontorEntity *company = kontor_test_entity ("company");
  g_auto (KontorRow) row = { .id = make_id (1) }, read = { 0 }, again = { 0 };

  row.fields = kontor_sampler_make_fields (&test->sampler, company);
  kontor_fields_set_extra (row.fields, "77", "{\"a\":[1,null]}");
  g_assert_true (kontor_row_insert (test->database, &row, NULL));
  load (test, company, &row.id, &read);
  g_assert_cmpstr (kontor_fields_get_extra (read.fields, "77"), ==, "{\"a\":[1,null]}");
  kontor_fields_set_extra (read.fields, "78", "true");
  g_assert_true (kontor_row_update (test->database, &read, 0, TRUE, NULL));
  load (test, company, &row.id, &again);
  g_assert_cmpstr (kontor_fields_get_extra (again.fields, "77"), ==, "{\"a\":[1,null]}");
  g_assert_cmpstr (kontor_fields_get_extra (again.fields, "78"), ==, "true");
}

static void
test_stamps_come_back (Test *test, gconstpointer data)
{
  const KontorEntity *tag = kontor_test_entity ("tag");
  g_auto (KontorRow) row = insert (test, tag, 1), read = { 0 }, bare = { 0 };
  g_autoptr (GBytes) stamps = g_bytes_new_static ("\0\1\2", 3);

  g_assert_true (kontor_row_set_stamps (test->database, tag, row.rowid, 42, stamps, NULL));
  load (test, tag, &row.id, &read);
  g_assert_cmpint (read.version, ==, 42);
  g_assert_true (g_bytes_equal (read.stamps, stamps));
  g_assert_true (kontor_row_set_stamps (test->database, tag, row.rowid, 43, NULL, NULL));
  load (test, tag, &row.id, &bare);
  g_assert_cmpint (bare.version, ==, 43);
  g_assert_null (bare.stamps);
}

static void
test_one_id_is_one_row (Test *test, gconstpointer data)
{
  const KontorEntity *tag = kontor_test_entity ("tag");
  g_auto (KontorRow) first = insert (test, tag, 1), second = { .id = make_id (1) };
  g_autoptr (GError) error = NULL;

  second.fields = kontor_sampler_make_fields (&test->sampler, tag);
  g_assert_false (kontor_row_insert (test->database, &second, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
}

static void
test_new_or_not (Test *test, gconstpointer data)
{
  const KontorEntity *tag = kontor_test_entity ("tag");
  g_auto (KontorRow) first = insert (test, tag, 1), second = { .id = make_id (1) };
  g_auto (KontorRow) third = { .id = make_id (2) }, read = { 0 };
  gboolean is_new;

  second.fields = kontor_sampler_make_fields (&test->sampler, tag);
  kontor_fields_set_text (second.fields, "name", "another");
  g_assert_true (kontor_row_insert_new (test->database, &second, "another", &is_new, NULL));
  g_assert_false (is_new);
  load (test, tag, &first.id, &read);
  g_assert_cmpstr (kontor_fields_get_text (read.fields, "name"), !=, "another");
  third.fields = kontor_sampler_make_fields (&test->sampler, tag);
  g_assert_true (kontor_row_insert_new (test->database, &third, "a third", &is_new, NULL));
  g_assert_true (is_new);
  g_assert_cmpint (kontor_row_find (test->database, tag, &third.id), ==, third.rowid);
}

static void
test_what_is_not_there (Test *test, gconstpointer data)
{
  const KontorEntity *tag = kontor_test_entity ("tag");
  g_auto (KontorRow) row = insert (test, tag, 1), read = { 0 };
  g_autoptr (GError) error = NULL;
  KontorId other = make_id (2);

  g_assert_cmpint (kontor_row_find (test->database, tag, &row.id), ==, row.rowid);
  g_assert_cmpint (kontor_row_find (test->database, tag, &other), ==, 0);
  g_assert_false (kontor_row_load (test->database, tag, &other, &read, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (kontor_row_delete (test->database, tag, row.rowid, NULL));
  g_assert_cmpint (kontor_row_find (test->database, tag, &row.id), ==, 0);
  g_assert_false (kontor_row_load_at (test->database, tag, row.rowid, &read, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (kontor_row_get_id (test->database, tag, row.rowid, &other, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND);
}

/* Who wrote into the file by hand is read as far as it makes sense. */
static void
test_columns_of_another_kind (Test *test, gconstpointer data)
{
  const KontorEntity *company = kontor_test_entity ("company");
  g_auto (KontorRow) row = insert (test, company, 1), read = { 0 };
  g_autoptr (GError) error = NULL;
  const KontorValue *owner;
  const char *name;

  g_assert_true (kontor_database_exec (test->database,
                                       "UPDATE company SET founded = 'soon', owner = x'0102', "
                                       "name = 'A' || x'ff', extra = '[1'",
                                       NULL));
  kontor_row_load (test->database, company, &row.id, &read, &error);
  g_assert_no_error (error);
  g_assert_null (kontor_fields_get_extra (read.fields, "1"));
  name = kontor_fields_get_text (read.fields, "name");
  g_assert_cmpstr (name, ==, "A\xEF\xBF\xBD");
  owner = kontor_fields_get (read.fields, kontor_entity_find_field (company, "owner"));
  g_assert_true (owner == NULL || kontor_value_is_none (owner));
}

static void
test_amounts_of_nothing (Test *test, gconstpointer data)
{
  static const char *const currencies[] = { "NULL", "''", "'EU'", "'EUROS'", "x'ffffff'", "7" };
  const KontorEntity *deal = kontor_test_entity ("deal");
  g_auto (KontorRow) row = insert (test, deal, 1);

  for (guint i = 0; i < G_N_ELEMENTS (currencies); i++)
    {
      g_autofree char *sql
          = g_strdup_printf ("UPDATE deal SET value = 5, value_currency = %s", currencies[i]);
      g_auto (KontorRow) read = { 0 };

      g_assert_true (kontor_database_exec (test->database, sql, NULL));
      load (test, deal, &row.id, &read);
      g_assert_true (kontor_value_is_none (
          kontor_fields_get (read.fields, kontor_entity_find_field (deal, "value"))));
    }
}

#define ADD(path, func) g_test_add ("/row/" path, Test, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("all-values-of-all-entities-come-back", test_all_values_come_back);
  ADD ("updates-touch-their-fields-alone", test_updates_touch_their_fields_alone);
  ADD ("what-is-derived-follows", test_what_is_derived_follows);
  ADD ("fields-of-a-newer-kontor-come-back", test_extras_come_back);
  ADD ("stamps-come-back", test_stamps_come_back);
  ADD ("one-id-is-one-row", test_one_id_is_one_row);
  ADD ("is-inserted-where-it-is-new", test_new_or_not);
  ADD ("what-is-not-there-is-told", test_what_is_not_there);
  ADD ("amounts-of-nothing-are-none", test_amounts_of_nothing);
  ADD ("columns-of-another-kind-do-no-harm", test_columns_of_another_kind);
  return g_test_run ();
}
