/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/kontor-demo.h"
#include "model/kontor-sample.h"
#include "support/kontor-test-store.h"
#include "transfer/kontor-exporter.h"
#include "transfer/kontor-import-files.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  KontorTestStore store;
  char *folder; /* where files are exported to */
  KontorImportCount total;
  GString *problems;
} Test;

static void
set_up (Test *test, gconstpointer data)
{
  kontor_test_store_set_up (&test->store, NULL);
  test->folder = g_dir_make_tmp ("kontor-export-XXXXXX", NULL);
  test->problems = g_string_new (NULL);
}

static void
tear_down (Test *test, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (test->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (test->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (test->folder);
  g_free (test->folder);
  g_string_free (test->problems, TRUE);
  kontor_test_store_tear_down (&test->store, NULL);
}

static gboolean
take_text (const char *text, gsize length, gpointer string, GError **error)
{
  g_string_append_len (string, text, length);
  return TRUE;
}

static GString *
export_csv (Test *test, const char *entity, const char *where)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  g_autoptr (KontorQuery) query = kontor_query_new (schema, kontor_test_entity (entity));
  KontorExportOptions options = { 0 };
  GString *text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (kontor_query_set_where (query, where, NULL));
  kontor_export_csv (test->store.store, query, &options, take_text, text, &error);
  g_assert_no_error (error);
  return text;
}

static GString *
export_vcards (Test *test, const char *entity, KontorVcardVersion version)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  g_autoptr (KontorQuery) query = kontor_query_new (schema, kontor_test_entity (entity));
  KontorExportOptions options = { .vcard = version };
  GString *text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  kontor_export_vcards (test->store.store, query, &options, take_text, text, &error);
  g_assert_no_error (error);
  return text;
}

static char *
write_file (Test *test, const char *name, const GString *text)
{
  char *path = g_build_filename (test->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text->str, text->len, NULL));
  return path;
}

static void
take_event (const KontorImportEvent *event, gpointer user_data)
{
  GString *problems = ((Test *) user_data)->problems;

  if (event->problem != NULL)
    g_string_append_printf (problems, "%s %" G_GUINT64_FORMAT " %s “%s” %d\n", event->source,
                            event->row, event->problem->column, event->problem->value,
                            event->problem->kind);
  if (event->verdict != KONTOR_VERDICT_UPDATED)
    return;
  for (guint i = 0; i < kontor_entity_get_n_fields (event->entity); i++)
    {
      const KontorField *field = kontor_entity_get_field (event->entity, i);
      g_autofree char *before = kontor_value_dup_text (field, kontor_fields_get (event->before, i));
      g_autofree char *after = NULL;

      if (kontor_fields_get (event->after, i) == NULL)
        continue;
      after = kontor_value_dup_text (field, kontor_fields_get (event->after, i));
      g_string_append_printf (problems, "%s %" G_GUINT64_FORMAT " %s.%s “%s” to “%s”\n",
                              event->source, event->row, event->entity->name, field->name, before,
                              after);
    }
}

static void
import (Test *test, KontorStore *store, GPtrArray *paths)
{
  g_autoptr (KontorImportFiles) files
      = kontor_import_files_new (kontor_schema_get_default (), store, NULL, NULL);
  KontorImporterOptions options = { .report = take_event, .report_data = test };
  g_autoptr (KontorImporter) importer = NULL;
  g_autoptr (GError) error = NULL;

  g_string_truncate (test->problems, 0);
  for (guint i = 0; i < paths->len; i++)
    {
      kontor_import_files_add (files, paths->pdata[i], &error);
      g_assert_no_error (error);
    }
  kontor_import_files_prepare (files, &error);
  g_assert_no_error (error);
  importer = kontor_import_files_begin (files, &options, &error);
  g_assert_no_error (error);
  kontor_importer_run (importer, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  test->total = *kontor_importer_get_total (importer);
}

/* All that lists are exported of. */
static GPtrArray *
export_all (Test *test, const char *prefix)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < schema->n_entities; i++)
    {
      const char *entity = schema->entities[i]->name;
      g_autofree char *name = g_strdup_printf ("%s%s.csv", prefix, entity);
      g_autoptr (GString) text = NULL;

      if (schema->entities[i]->flags & KONTOR_INTERNAL
          || kontor_store_count (test->store.store, schema->entities[i]) == 0)
        continue;
      text = export_csv (test, entity, NULL);
      g_ptr_array_add (paths, write_file (test, name, text));
    }
  return paths;
}

static gboolean
find_any (KontorSampler *sampler, const KontorField *field, KontorId *id, gpointer store)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT id FROM \"%s\" WHERE deleted_at IS NULL LIMIT 1 OFFSET ?1", field->target);
  const KontorEntity *entity = kontor_test_entity (field->target);
  gint64 count = kontor_store_count (store, entity);
  KontorStatement *statement
      = kontor_database_prepare (kontor_store_get_database (store), sql, NULL);
  gboolean found;

  if (count == 0)
    return FALSE;
  kontor_statement_bind_int (statement, 1, kontor_random_below (&sampler->random, count));
  g_assert_true (kontor_statement_step (statement, &found, NULL));
  g_assert_true (kontor_statement_get_id (statement, 0, id));
  kontor_statement_reset (statement);
  return TRUE;
}

/* Records with values that programs get wrong, of what stands by itself. */
static void
add_samples (Test *test, guint64 seed, guint edge_percent)
{
  static const char *const entities[]
      = { "company", "contact", "product", "deal", "task", "activity", "member" };
  KontorActInfo info = { "create", NULL, KONTOR_ORIGIN_USER, NULL };
  KontorAct *act = kontor_act_begin (test->store.store, &info, NULL);
  g_autoptr (GError) error = NULL;
  KontorSampler sampler;

  kontor_sampler_init (&sampler, seed, kontor_clock_now (&test->store.clock.parent));
  sampler.edge_percent = edge_percent;
  sampler.find_ref = find_any;
  sampler.ref_data = test->store.store;
  for (guint i = 0; i < 30 * G_N_ELEMENTS (entities); i++)
    {
      g_autoptr (KontorFields) fields = kontor_sampler_make_fields (
          &sampler, kontor_test_entity (entities[i % G_N_ELEMENTS (entities)]));

      kontor_act_insert (act, NULL, fields, NULL, &error);
      g_assert_no_error (error);
    }
  g_assert_true (kontor_act_commit (act, NULL, NULL));
}

static void
fill (Test *test, guint edge_percent)
{
  g_autoptr (GError) error = NULL;

  kontor_demo_fill (test->store.store, &test->store.clock, 1, &error);
  g_assert_no_error (error);
  add_samples (test, 1, edge_percent);
}

static void
test_what_is_exported_changes_nothing (Test *test, gconstpointer data)
{
  fill (test, 30);
  for (guint64 seed = 2; seed <= 4; seed++)
    {
      g_autoptr (GPtrArray) paths = NULL;
      g_autofree char *before = NULL, *after = NULL;

      add_samples (test, seed, 30);
      before = kontor_test_store_dump (&test->store);
      paths = export_all (test, "");
      import (test, test->store.store, paths);
      g_assert_cmpstr (test->problems->str, ==, "");
      g_assert_cmpuint (test->total.created, ==, 0);
      g_assert_cmpuint (test->total.updated, ==, 0);
      after = kontor_test_store_dump (&test->store);
      g_assert_cmpstr (before, ==, after);
    }
}

static void
test_lists_go_to_another_workspace (Test *test, gconstpointer data)
{
  KontorTestStore here = { 0 };
  g_autoptr (GPtrArray) paths = NULL, again = NULL;

  fill (test, 30);
  paths = export_all (test, "");
  here = test->store;
  kontor_test_store_set_up (&test->store, NULL);
  import (test, test->store.store, paths);
  g_assert_cmpstr (test->problems->str, ==, "");
  again = export_all (test, "again-");
  g_assert_cmpuint (paths->len, ==, again->len);
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *first = NULL, *second = NULL;
      gsize first_length, second_length;

      g_assert_true (g_file_get_contents (paths->pdata[i], &first, &first_length, NULL));
      g_assert_true (g_file_get_contents (again->pdata[i], &second, &second_length, NULL));
      g_assert_cmpint (first_length, ==, second_length);
    }
  kontor_test_store_tear_down (&test->store, NULL);
  test->store = here;
}

static void
test_a_list_has_what_a_person_reads (Test *test, gconstpointer data)
{
  KontorId acme = kontor_test_store_insert (&test->store, "company", "name", "Acme, Inc.", NULL);
  KontorId ana, vip;
  g_autofree char *acme_id = kontor_id_dup_text (&acme), *ana_id = NULL, *vip_id = NULL;
  g_autofree char *expected = NULL;
  g_autoptr (GString) text = NULL;

  ana = kontor_test_store_insert (&test->store, "contact", "first_name", "Ana", "last_name",
                                  "Ruiz \"A\"", "company", acme_id, "birthday", "1980-03-22", NULL);
  ana_id = kontor_id_dup_text (&ana);
  kontor_test_store_insert (&test->store, "contact_point", "contact", ana_id, "kind", "email",
                            "email", "a@example.com", "label", "work", "position", "V", NULL);
  kontor_test_store_insert (&test->store, "contact_point", "contact", ana_id, "kind", "email",
                            "email", "b@example.com", "position", "k", NULL);
  kontor_test_store_insert (&test->store, "contact_point", "contact", ana_id, "kind", "address",
                            "city", "Madrid", NULL);
  vip = kontor_test_store_insert (&test->store, "tag", "name", "VIP", NULL);
  vip_id = kontor_id_dup_text (&vip);
  kontor_test_store_insert (&test->store, "tagging", "tag", vip_id, "contact", ana_id, NULL);
  text = export_csv (test, "contact", NULL);
  expected = g_strdup_printf (
      "id,prefix,first_name,middle_name,last_name,suffix,nickname,company,job_title,owner,birthday,"
      "lead_source,consent,description,email,email_label,email_2,email_2_label,phone,phone_label,"
      "street,postal_code,city,region,country,address_label,url,url_label,tags\r\n"
      "%s,,Ana,,\"Ruiz \"\"A\"\"\",,,\"Acme, Inc.\",,,1980-03-22,,,,a@example.com,work,"
      "b@example.com,,,,,,Madrid,,,,,,VIP\r\n",
      ana_id);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_a_title_that_does_not_tell_is_an_id (Test *test, gconstpointer data)
{
  KontorId one = kontor_test_store_insert (&test->store, "company", "name", "Acme", NULL);
  KontorId two = kontor_test_store_insert (&test->store, "company", "name", "ACME", NULL);
  g_autofree char *one_id = kontor_id_dup_text (&one), *two_id = kontor_id_dup_text (&two);
  g_autoptr (GString) text = NULL;

  kontor_test_store_insert (&test->store, "contact", "last_name", "Ruiz", "company", two_id, NULL);
  text = export_csv (test, "contact", NULL);
  g_assert_nonnull (strstr (text->str, two_id));
  g_assert_null (strstr (text->str, one_id));
}

static void
test_a_query_chooses (Test *test, gconstpointer data)
{
  g_autoptr (GString) text = NULL;

  kontor_test_store_insert (&test->store, "company", "name", "Acme", "founded", "1990", NULL);
  kontor_test_store_insert (&test->store, "company", "name", "Bluth", "founded", "2000", NULL);
  text = export_csv (test, "company", "founded > 1995");
  g_assert_null (strstr (text->str, "Acme"));
  g_assert_nonnull (strstr (text->str, "Bluth"));
}

static gboolean
stop (const char *text, gsize length, gpointer data, GError **error)
{
  g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_FULL, "full");
  return FALSE;
}

static gboolean
cancel (double progress, gpointer data)
{
  return FALSE;
}

static void
test_what_goes_wrong_is_said (Test *test, gconstpointer data)
{
  const KontorSchema *schema = kontor_schema_get_default ();
  g_autoptr (KontorQuery) query = kontor_query_new (schema, kontor_test_entity ("company"));
  g_autoptr (KontorQuery) deals = kontor_query_new (schema, kontor_test_entity ("deal"));
  KontorExportOptions options = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  kontor_test_store_insert (&test->store, "company", "name", "Acme", NULL);
  g_assert_false (kontor_export_csv (test->store.store, query, &options, stop, NULL, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_FULL);
  g_clear_error (&error);
  g_assert_false (kontor_export_vcards (test->store.store, query, &options, stop, NULL, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_FULL);
  g_clear_error (&error);
  g_assert_false (
      kontor_export_vcards (test->store.store, deals, &options, take_text, text, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_clear_error (&error);
  options.progress = cancel;
  g_assert_false (kontor_export_csv (test->store.store, query, &options, take_text, text, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* And the store can be written to again. */
  kontor_test_store_insert (&test->store, "company", "name", "Bluth", NULL);
}

static void
test_exported_cards_change_nothing (Test *test, gconstpointer data)
{
  static const KontorVcardVersion versions[] = { KONTOR_VCARD_3_0, KONTOR_VCARD_4_0 };

  /* Not those that no card can hold: "a,b;c|d" in front of a name is two titles. */
  fill (test, 0);
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autoptr (GString) contacts = export_vcards (test, "contact", versions[i]);
      g_autoptr (GString) companies = export_vcards (test, "company", versions[i]);
      g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

      g_ptr_array_add (paths, write_file (test, "contacts.vcf", contacts));
      g_ptr_array_add (paths, write_file (test, "companies.vcf", companies));
      import (test, test->store.store, paths);
      g_assert_cmpstr (test->problems->str, ==, "");
      g_assert_cmpuint (test->total.created, ==, 0);
      g_assert_cmpuint (test->total.updated, ==, 0);
    }
}

/* Of a way to reach somebody that was cleared but for its kind, a card says nothing. */
static void
test_a_cleared_point_is_in_no_card (Test *test, gconstpointer data)
{
  static const char *const kinds[] = { "email", "phone", "url" };
  KontorId ana = kontor_test_store_insert (&test->store, "contact", "last_name", "Ruiz", NULL);
  g_autofree char *id = kontor_id_dup_text (&ana);
  g_autoptr (GString) cards = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    kontor_test_store_insert (&test->store, "contact_point", "contact", id, "kind", kinds[i],
                              "label", "work", NULL);
  cards = export_vcards (test, "contact", KONTOR_VCARD_4_0);
  g_assert_nonnull (strstr (cards->str, "Ruiz"));
  g_assert_null (strstr (cards->str, "EMAIL"));
  g_assert_null (strstr (cards->str, "TEL"));
  g_assert_null (strstr (cards->str, "URL"));
}

static void
test_a_card_comes_back_whole (Test *test, gconstpointer data)
{
  static const char card[]
      = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Ruiz;Ana;;;\r\nFN:Ana Ruiz\r\nORG:Acme;Sales\r\n"
        "item1.EMAIL;TYPE=INTERNET;TYPE=pref:ana@example.com\r\nitem1.X-ABLabel:Desk\r\n"
        "TEL;TYPE=CELL;TYPE=VOICE:+34 600\r\nPHOTO;ENCODING=b;TYPE=JPEG:AAAA\r\n"
        "X-SKYPE:ana\r\nUID:u-1\r\nREV:2012-03-05T13:32:54Z\r\nEND:VCARD\r\n";
  static const char *const lines[] = {
    "N:Ruiz;Ana;;;", "FN:Ana Ruiz", "ORG:Acme;Sales",           "item1.X-ABLabel:Desk",
    "X-SKYPE:ana",   "UID:u-1",     "REV:2012-03-05T13:32:54Z", "PHOTO;ENCODING=b;TYPE=JPEG:AAAA"
  };
  g_autoptr (GString) given = g_string_new (card), back = NULL;
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (paths, write_file (test, "card.vcf", given));
  import (test, test->store.store, paths);
  back = export_vcards (test, "contact", KONTOR_VCARD_3_0);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (strstr (back->str, lines[i]) == NULL)
      g_error ("no “%s” in\n%s", lines[i], back->str);
  g_assert_nonnull (strstr (back->str, "ana@example.com"));
  g_assert_nonnull (strstr (back->str, "+34 600"));
}

#define ADD(path, func) g_test_add ("/exporter/" path, Test, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what-is-exported-changes-nothing", test_what_is_exported_changes_nothing);
  ADD ("lists-go-to-another-workspace", test_lists_go_to_another_workspace);
  ADD ("a-list-has-what-a-person-reads", test_a_list_has_what_a_person_reads);
  ADD ("a-title-that-does-not-tell-is-an-id", test_a_title_that_does_not_tell_is_an_id);
  ADD ("a-query-chooses", test_a_query_chooses);
  ADD ("what-goes-wrong-is-said", test_what_goes_wrong_is_said);
  ADD ("exported-cards-change-nothing", test_exported_cards_change_nothing);
  ADD ("a-cleared-point-is-in-no-card", test_a_cleared_point_is_in_no_card);
  ADD ("a-card-comes-back-whole", test_a_card_comes_back_whole);
  return g_test_run ();
}
