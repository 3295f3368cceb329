/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/kontor-demo-files.h"
#include "support/kontor-test-store.h"
#include "transfer/kontor-import-files.h"

#include <glib/gstdio.h>
#include <string.h>

/* The four files of a CRM that is left: made by the generator, or the real ones. */
typedef struct
{
  const char *folder;
  const char *misspelt;
  const char *meant;
} Crm;

static const char *const crm_names[]
    = { "sales_pipeline.csv", "accounts.csv", "products.csv", "sales_teams.csv", NULL };

typedef struct
{
  KontorTestStore store;
  KontorImportPlan *given;
  const KontorEntity *entity;
  /* Of the last import. */
  KontorImportCount total;
  guint64 n_refused;
  gint64 entry;
  char *plan;
  GHashTable *refused; /* "file column value suggestion" to the number of rows */
} Test;

static void
set_up (Test *test, gconstpointer data)
{
  kontor_test_store_set_up (&test->store, NULL);
  g_assert_true (kontor_store_set_setting (test->store.store, "currency", "EUR", NULL));
}

static void
forget_result (Test *test)
{
  g_clear_pointer (&test->plan, g_free);
  g_clear_pointer (&test->refused, g_hash_table_unref);
}

static void
tear_down (Test *test, gconstpointer data)
{
  forget_result (test);
  g_clear_pointer (&test->given, kontor_import_plan_free);
  kontor_test_store_tear_down (&test->store, NULL);
}

static void
take_event (const KontorImportEvent *event, gpointer user_data)
{
  Test *test = user_data;
  char *key;

  if (event->verdict != KONTOR_VERDICT_REFUSED)
    return;
  key = g_strdup_printf (
      "%s %s %s %s", event->source, event->problem->column == NULL ? "-" : event->problem->column,
      event->problem->value, event->problem->suggestion == NULL ? "-" : event->problem->suggestion);
  g_hash_table_insert (
      test->refused, key,
      GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (test->refused, key)) + 1));
}

static guint
get_refused (Test *test, const char *key)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (test->refused, key));
}

static void
import (Test *test, gboolean trial, const char *const *paths)
{
  g_autoptr (KontorImportFiles) files = kontor_import_files_new (
      kontor_schema_get_default (), test->store.store, test->given, test->entity);
  KontorImporterOptions options = { .trial = trial, .report = take_event, .report_data = test };
  g_autoptr (KontorImporter) importer = NULL;
  g_autoptr (GError) error = NULL;

  forget_result (test);
  test->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; paths[i] != NULL; i++)
    {
      kontor_import_files_add (files, paths[i], &error);
      g_assert_no_error (error);
    }
  kontor_import_files_prepare (files, &error);
  g_assert_no_error (error);
  test->plan = kontor_import_plan_to_json (kontor_import_files_get_plan (files));
  importer = kontor_import_files_begin (files, &options, &error);
  g_assert_no_error (error);
  kontor_importer_run (importer, NULL, NULL, &test->entry, &error);
  g_assert_no_error (error);
  test->total = *kontor_importer_get_total (importer);
  test->n_refused = kontor_importer_get_n_refused (importer);
  if (!trial)
    g_assert_true (kontor_import_files_remember (files, NULL));
}

static void
import_crm (Test *test, gboolean trial, const Crm *crm)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;

  for (guint i = 0; crm_names[i] != NULL; i++)
    g_strv_builder_take (builder, g_build_filename (crm->folder, crm_names[i], NULL));
  paths = g_strv_builder_end (builder);
  import (test, trial, (const char *const *) paths);
}

/* Writes @text to a file of the test's own and imports it. */
static void
import_text (Test *test, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (test->store.folder, name, NULL);
  const char *paths[] = { path, NULL };

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  import (test, FALSE, paths);
}

static void
give_plan (Test *test, const char *json)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&test->given, kontor_import_plan_free);
  test->given = kontor_import_plan_from_json (kontor_schema_get_default (), json, &error);
  g_assert_no_error (error);
}

static void
give_correction (Test *test, const Crm *crm)
{
  g_autofree char *json = g_strdup_printf ("{\"corrections\": {\"product\": {\"%s\": \"%s\"}}}",
                                           crm->misspelt, crm->meant);

  give_plan (test, json);
}

static gint64
count (Test *test, const char *sql)
{
  return kontor_test_store_count (&test->store, sql);
}

static gint64
count_stage (Test *test, const char *stage)
{
  g_autofree char *sql
      = g_strdup_printf ("SELECT count(*) FROM deal JOIN stage ON deal.stage = stage.id "
                         "JOIN pipeline ON stage.pipeline = pipeline.id WHERE stage.name = '%s' "
                         "AND pipeline.name = 'Sales pipeline' AND stage.deleted_at IS NULL",
                         stage);

  return count (test, sql);
}

static void
assert_crm_is_in (Test *test)
{
  g_assert_cmpint (count (test, "SELECT count(*) FROM company"), ==, 85);
  g_assert_cmpint (count (test, "SELECT count(*) FROM company AS a JOIN company AS b "
                                "ON a.parent = b.id"),
                   ==, 15);
  g_assert_cmpint (count (test, "SELECT count(*) FROM product"), ==, 7);
  g_assert_cmpint (count (test, "SELECT count(*) FROM product WHERE price_currency = 'EUR'"), ==,
                   7);
  g_assert_cmpint (count (test, "SELECT count(*) FROM member"), ==, 41);
  g_assert_cmpint (count (test, "SELECT count(*) FROM member WHERE team IS NULL"), ==, 0);
  g_assert_cmpint (count (test, "SELECT count(*) FROM team"), ==, 6);
  g_assert_cmpint (count (test, "SELECT count(*) FROM team JOIN member ON team.lead = member.id "
                                "AND member.team = team.id AND member.name = team.name"),
                   ==, 6);
  g_assert_cmpint (count (test, "SELECT count(*) FROM member WHERE office IN ('Central', 'East', "
                                "'West')"),
                   ==, 35);
}

static void
assert_deals_are_in (Test *test)
{
  g_assert_cmpint (count (test, "SELECT count(*) FROM deal"), ==, 8800);
  g_assert_cmpint (count_stage (test, "Won"), ==, 4238);
  g_assert_cmpint (count_stage (test, "Lost"), ==, 2473);
  g_assert_cmpint (count_stage (test, "Engaging"), ==, 1589);
  g_assert_cmpint (count_stage (test, "Prospecting"), ==, 500);
  g_assert_cmpint (count (test, "SELECT count(*) FROM deal WHERE company IS NULL"), ==, 1425);
  g_assert_cmpint (count (test, "SELECT count(*) FROM deal WHERE owner IS NULL"), ==, 0);
  g_assert_cmpint (count (test, "SELECT count(*) FROM deal WHERE opened_on IS NULL"), ==, 500);
  g_assert_cmpint (count (test, "SELECT count(*) FROM deal WHERE closed_on IS NOT NULL AND "
                                "value_currency = 'EUR'"),
                   ==, 4238 + 2473);
  g_assert_cmpint (count (test, "SELECT count(*) FROM deal_line JOIN deal ON deal_line.deal = "
                                "deal.id JOIN product ON deal_line.product = product.id"),
                   ==, 8800);
  g_assert_cmpint (count (test, "SELECT count(*) FROM deal JOIN deal_line ON deal_line.deal = "
                                "deal.id JOIN product ON deal_line.product = product.id "
                                "LEFT JOIN company ON company.id = deal.company WHERE deal.title = "
                                "product.name || coalesce (' – ' || company.name, '')"),
                   ==, 8800);
  g_assert_cmpint (count (test, "SELECT count(DISTINCT external_key) FROM deal WHERE source = "
                                "'sales_pipeline'"),
                   ==, 8800);
}

static void
assert_stages_are_theirs (Test *test)
{
  KontorStatement *statement = kontor_database_prepare (
      kontor_store_get_database (test->store.store),
      "SELECT group_concat (stage.name || ' ' || stage.kind, ', ' ORDER BY stage.position) "
      "FROM stage JOIN pipeline ON stage.pipeline = pipeline.id "
      "WHERE pipeline.name = 'Sales pipeline' AND stage.deleted_at IS NULL",
      NULL);
  gboolean found;

  g_assert_true (kontor_statement_step (statement, &found, NULL));
  g_assert_cmpstr (kontor_statement_get_text (statement, 0), ==,
                   "Prospecting open, Engaging open, Won won, Lost lost");
  kontor_statement_reset (statement);
}

static const Crm *
get_real (void)
{
  static Crm real = { NULL, "GTXPro", "GTX Pro" };
  const char *data = g_getenv ("KONTOR_TEST_DATA");
  g_autofree char *folder
      = data == NULL ? NULL : g_build_filename (data, "crm-opportunities", NULL);

  if (folder == NULL || !g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("KONTOR_TEST_DATA does not lead to the real files");
      return NULL;
    }
  if (real.folder == NULL)
    real.folder = g_steal_pointer (&folder);
  return &real;
}

static const Crm *
get_made (void)
{
  static Crm made = { NULL, KONTOR_DEMO_MISSPELT, KONTOR_DEMO_MEANT };
  g_autoptr (KontorDemoFiles) files = NULL;

  if (made.folder != NULL)
    return &made;
  files = kontor_demo_files_new (1);
  made.folder = g_dir_make_tmp ("kontor-crm-XXXXXX", NULL);
  g_assert_true (kontor_demo_files_write (files, made.folder, NULL));
  return &made;
}

static void
remove_made (void)
{
  const char *folder = get_made ()->folder;

  for (guint i = 0; crm_names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folder, crm_names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

typedef const Crm *(*GetCrm) (void);

static void
test_wrong_names_are_refused (Test *test, gconstpointer data)
{
  const Crm *crm = ((GetCrm) data) ();
  g_autofree char *key = NULL;

  if (crm == NULL)
    return;
  key = g_strdup_printf ("sales_pipeline.csv product %s %s", crm->misspelt, crm->meant);
  import_crm (test, FALSE, crm);
  g_assert_cmpuint (test->n_refused, ==, 1480);
  g_assert_cmpuint (g_hash_table_size (test->refused), ==, 1);
  g_assert_cmpuint (get_refused (test, key), ==, 1480);
  assert_crm_is_in (test);
  g_assert_cmpint (count (test, "SELECT count(*) FROM deal"), ==, 8800 - 1480);
  kontor_test_store_assert_whole (&test->store);
}

/* As a trial, which says the same and changes nothing; for real; and once more. */
static void
import_thrice (Test *test, const Crm *crm)
{
  g_autofree char *before = kontor_test_store_dump (&test->store), *after = NULL, *again = NULL;
  KontorImportCount trial, real;

  import_crm (test, TRUE, crm);
  after = kontor_test_store_dump (&test->store);
  g_assert_cmpstr (before, ==, after);
  trial = test->total;
  import_crm (test, FALSE, crm);
  g_assert_cmpmem (&trial, sizeof trial, &test->total, sizeof test->total);
  g_assert_cmpuint (test->n_refused, ==, 0);
  real = test->total;
  g_set_str (&after, NULL);
  after = kontor_test_store_dump (&test->store);
  /* The correction is remembered. */
  g_clear_pointer (&test->given, kontor_import_plan_free);
  import_crm (test, FALSE, crm);
  again = kontor_test_store_dump (&test->store);
  g_assert_cmpstr (after, ==, again);
  g_assert_cmpint (test->entry, ==, 0);
  g_assert_cmpuint (test->n_refused, ==, 0);
  g_assert_cmpuint (test->total.created, ==, 0);
  g_assert_cmpuint (test->total.updated, ==, 0);
  g_assert_cmpuint (test->total.unchanged, ==, real.created + real.updated);
}

static void
test_all_come_in_once_and_go_as_one (Test *test, gconstpointer data)
{
  const Crm *crm = ((GetCrm) data) ();
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 entry;

  if (crm == NULL)
    return;
  /* One that the import changes rather than makes. */
  kontor_test_store_insert (&test->store, "product", "name", crm->meant, "series", "Old", NULL);
  before = kontor_test_store_dump_live (&test->store);
  give_correction (test, crm);
  import_thrice (test, crm);
  assert_crm_is_in (test);
  assert_deals_are_in (test);
  assert_stages_are_theirs (test);
  kontor_test_store_assert_whole (&test->store);
  entry = kontor_journal_get_undoable (test->store.store);
  kontor_journal_undo (test->store.store, entry, KONTOR_UNDO_ALL_OR_NOTHING, NULL, NULL, &error);
  g_assert_no_error (error);
  after = kontor_test_store_dump_live (&test->store);
  g_assert_cmpstr (before, ==, after);
  kontor_test_store_assert_whole (&test->store);
}

static void
test_a_plan_is_taken_as_it_was_proposed (Test *test, gconstpointer data)
{
  const Crm *crm = get_made ();
  g_autofree char *plan = NULL;

  give_correction (test, crm);
  import_crm (test, TRUE, crm);
  plan = g_strdup (test->plan);
  give_plan (test, plan);
  import_crm (test, FALSE, crm);
  g_assert_cmpstr (plan, ==, test->plan);
  g_assert_cmpuint (test->n_refused, ==, 0);
  assert_deals_are_in (test);
}

static void
test_a_pipeline_with_these_stages_is_used (Test *test, gconstpointer data)
{
  KontorId pipeline = kontor_test_store_insert (&test->store, "pipeline", "name", "Ours", NULL);
  g_autofree char *id = kontor_id_dup_text (&pipeline);

  kontor_test_store_insert (&test->store, "stage", "name", "Talking", "kind", "open", "pipeline",
                            id, NULL);
  kontor_test_store_insert (&test->store, "stage", "name", "Signed", "kind", "won", "pipeline", id,
                            NULL);
  import_text (test, "deals.csv",
               "Deal name,Deal stage,Amount\nA,Talking,10\nB,signed,20 USD\nC,Talking,\n");
  g_assert_cmpuint (test->n_refused, ==, 0);
  g_assert_cmpint (count (test, "SELECT count(*) FROM pipeline"), ==, 1);
  g_assert_cmpint (count (test, "SELECT count(*) FROM stage"), ==, 2);
  g_assert_cmpint (count (test, "SELECT count(*) FROM deal JOIN stage ON deal.stage = stage.id "
                                "WHERE stage.name = 'Talking'"),
                   ==, 2);
  g_assert_cmpint (count (test, "SELECT sum (value) FROM deal WHERE value_currency = 'USD'"), ==,
                   2000);
}

static void
test_rows_without_a_key_are_found_again (Test *test, gconstpointer data)
{
  static const char text[] = "Deal name,Deal stage,Amount\nA,Open,10\nA,Open,10\nB,Open,20\n";

  import_text (test, "deals.csv", text);
  g_assert_cmpint (count (test, "SELECT count(*) FROM deal"), ==, 3);
  import_text (test, "deals.csv", text);
  g_assert_cmpuint (test->total.created, ==, 0);
  g_assert_cmpuint (test->total.unchanged, ==, 3 + 1);
  /* In another order, under another name, and one more. */
  import_text (test, "deals (2).csv",
               "Deal name,Deal stage,Amount\nB,Open,20\nA,Open,10\nA,Open,10\nA,Open,10\n");
  g_assert_cmpuint (test->total.created, ==, 1);
  g_assert_cmpint (count (test, "SELECT count(*) FROM deal"), ==, 4);
}

static void
test_names_that_no_file_lists_are_new (Test *test, gconstpointer data)
{
  kontor_test_store_insert (&test->store, "product", "name", "GTX Pro", NULL);
  import_text (test, "deals.csv",
               "Deal name,Deal stage,Account,Product\nA,Open,Acme,GTXPro\nB,Open,Acme,GTX Mini\n");
  /* But one that is written like another is probably that one. */
  g_assert_cmpuint (test->n_refused, ==, 1);
  g_assert_cmpuint (get_refused (test, "deals.csv Product GTXPro GTX Pro"), ==, 1);
  g_assert_cmpint (count (test, "SELECT count(*) FROM company"), ==, 1);
  g_assert_cmpint (count (test, "SELECT count(*) FROM product"), ==, 2);
  /* Which can be said not to be so. */
  give_plan (test, "{\"corrections\": {\"Product\": {\"GTXPro\": \"GTX-Pro (new)\"}}}");
  import_text (test, "deals.csv",
               "Deal name,Deal stage,Account,Product\nA,Open,Acme,GTXPro\nB,Open,Acme,GTX Mini\n");
  g_assert_cmpuint (test->n_refused, ==, 0);
  g_assert_cmpint (count (test, "SELECT count(*) FROM product"), ==, 3);
}

static void
test_contacts_come_with_their_addresses (Test *test, gconstpointer data)
{
  static const char text[]
      = "First Name,Last Name,Company,Email,Phone,Mobile Phone,Street,City,Birthday\n"
        "Ana,Ruiz,Acme,ana@example.com,+34 600 123 456,,Calle 1,Madrid,1980-03-22\n"
        "Bo,Li,ACME,bo@example.com,,+49 170 1,,,\n"
        "Ana,Ruiz,Other,ANA@example.com,,,,,\n";

  import_text (test, "contacts.csv", text);
  g_assert_cmpuint (test->n_refused, ==, 0);
  g_assert_cmpint (count (test, "SELECT count(*) FROM contact"), ==, 2);
  g_assert_cmpint (count (test, "SELECT count(*) FROM company"), ==, 2);
  g_assert_cmpint (count (test, "SELECT count(*) FROM contact_point"), ==, 2 + 2 + 1);
  g_assert_cmpint (count (test, "SELECT count(*) FROM contact_point WHERE kind = 'address' AND "
                                "street = 'Calle 1' AND city = 'Madrid'"),
                   ==, 1);
  g_assert_cmpuint (test->total.created, ==, 2 + 2);
}

static void
test_whole_names_are_taken_apart (Test *test, gconstpointer data)
{
  import_text (test, "people.csv",
               "Name,E-mail\nDr. Ana María Ruiz,a@example.com\n\"Li, Bo\",b@example.com\n");
  g_assert_cmpint (count (test, "SELECT count(*) FROM contact WHERE first_name = 'Bo' AND "
                                "last_name = 'Li'"),
                   ==, 1);
  g_assert_cmpint (count (test, "SELECT count(*) FROM contact WHERE prefix = 'Dr.' AND last_name "
                                "= 'Ruiz'"),
                   ==, 1);
}

static void
test_bad_cells_refuse_their_row (Test *test, gconstpointer data)
{
  test->entity = kontor_test_entity ("company");
  import_text (test, "firms.csv",
               "Company,Founded,Employees,Website\nGood,1996,10,example.com\nBad,soon,10.5,\n"
               "Long,1996,99999999999999999999,\nRagged,1996,10,,more\nShort\n,1996,10,\n");
  g_assert_cmpuint (test->n_refused, ==, 4);
  g_assert_cmpuint (get_refused (test, "firms.csv Founded soon -"), ==, 1);
  g_assert_cmpuint (get_refused (test, "firms.csv Employees 10.5 -"), ==, 1);
  g_assert_cmpuint (get_refused (test, "firms.csv Employees 99999999999999999999 -"), ==, 1);
  g_assert_cmpuint (get_refused (test, "firms.csv - more -"), ==, 1);
  g_assert_cmpuint (get_refused (test, "firms.csv Company  -"), ==, 1);
  g_assert_cmpint (count (test, "SELECT count(*) FROM company"), ==, 2);
}

static void
test_dates_that_read_two_ways_are_asked_about (Test *test, gconstpointer data)
{
  static const char text[] = "First name,Last name,Birthday\nAna,Ruiz,03/04/1980\n";

  import_text (test, "contacts.csv", text);
  g_assert_cmpuint (test->n_refused, ==, 1);
  g_assert_cmpuint (get_refused (test, "contacts.csv Birthday 03/04/1980 -"), ==, 1);
  give_plan (test, "{\"files\": [{\"file\": \"contacts.csv\", \"columns\": {\"Birthday\": "
                   "{\"dates\": \"dmy\"}}}]}");
  import_text (test, "contacts.csv", text);
  g_assert_cmpuint (test->n_refused, ==, 0);
  /* 1980-04-03 in days. */
  g_assert_cmpint (count (test, "SELECT birthday FROM contact"), ==, 3745);
  /* The answer is remembered too. */
  g_clear_pointer (&test->given, kontor_import_plan_free);
  import_text (test, "more.csv", "First name,Last name,Birthday\nBo,Li,03/04/1980\n");
  g_assert_cmpuint (test->n_refused, ==, 0);
  g_assert_cmpint (count (test, "SELECT count(*) FROM contact WHERE birthday = 3745"), ==, 2);
}

static void
test_a_file_about_nothing_is_refused (Test *test, gconstpointer data)
{
  g_autoptr (KontorImportFiles) files
      = kontor_import_files_new (kontor_schema_get_default (), test->store.store, NULL, NULL);
  g_autofree char *path = g_build_filename (test->store.folder, "x.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (kontor_import_files_add (files, path, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "qwe,rty\n1,2\n3,4\n", -1, NULL));
  g_assert_true (kontor_import_files_add (files, path, NULL));
  g_assert_false (kontor_import_files_prepare (files, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "x.csv"));
}

static void
test_a_nul_in_a_file_refuses_it (Test *test, gconstpointer data)
{
  g_autoptr (KontorImportFiles) files
      = kontor_import_files_new (kontor_schema_get_default (), test->store.store, NULL, NULL);
  g_autofree char *path = g_build_filename (test->store.folder, "x.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "Company,City\nA,B\nC\0D,E\n", 22, NULL));
  g_assert_false (kontor_import_files_add (files, path, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "3"));
}

#define ADD(path, data, func)                                                                      \
  g_test_add ("/import-files/" path, Test, data, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  ADD ("made/wrong-names-are-refused", get_made, test_wrong_names_are_refused);
  ADD ("made/all-come-in-once-and-go-as-one", get_made, test_all_come_in_once_and_go_as_one);
  ADD ("real/wrong-names-are-refused", get_real, test_wrong_names_are_refused);
  ADD ("real/all-come-in-once-and-go-as-one", get_real, test_all_come_in_once_and_go_as_one);
  ADD ("a-plan-is-taken-as-it-was-proposed", NULL, test_a_plan_is_taken_as_it_was_proposed);
  ADD ("a-pipeline-with-these-stages-is-used", NULL, test_a_pipeline_with_these_stages_is_used);
  ADD ("rows-without-a-key-are-found-again", NULL, test_rows_without_a_key_are_found_again);
  ADD ("names-that-no-file-lists-are-new", NULL, test_names_that_no_file_lists_are_new);
  ADD ("contacts-come-with-their-addresses", NULL, test_contacts_come_with_their_addresses);
  ADD ("whole-names-are-taken-apart", NULL, test_whole_names_are_taken_apart);
  ADD ("bad-cells-refuse-their-row", NULL, test_bad_cells_refuse_their_row);
  ADD ("dates-that-read-two-ways-are-asked-about", NULL,
       test_dates_that_read_two_ways_are_asked_about);
  ADD ("a-file-about-nothing-is-refused", NULL, test_a_file_about_nothing_is_refused);
  ADD ("a-nul-in-a-file-refuses-it", NULL, test_a_nul_in_a_file_refuses_it);
  status = g_test_run ();
  remove_made ();
  return status;
}
