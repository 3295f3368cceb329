/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/kontor-test-source.h"

#define TRASHED_ID "019b76da-a800-729f-b890-8fafafcc5252"

typedef KontorTestSource *(*MakeFunc) (void);

/* Runs it as a trial and then for real, which must say the same; then once more, which must change
 * nothing. Returns what it said. */
static char *
import (KontorTestStore *test, MakeFunc make)
{
  g_auto (KontorTestImport) trial = { 0 }, real = { 0 }, again = { 0 };
  g_autofree char *before = kontor_test_store_dump (test), *after = NULL, *last = NULL;
  g_autofree char *tried = NULL;

  kontor_test_import_run (&trial, test, TRUE, make (), NULL);
  tried = kontor_test_store_dump (test);
  g_assert_cmpstr (before, ==, tried);
  g_assert_cmpint (trial.entry, ==, 0);
  kontor_test_import_run (&real, test, FALSE, make (), NULL);
  after = kontor_test_store_dump (test);
  g_assert_cmpstr (trial.events->str, ==, real.events->str);
  g_assert_cmpmem (&trial.total, sizeof trial.total, &real.total, sizeof real.total);
  kontor_test_import_run (&again, test, FALSE, make (), NULL);
  last = kontor_test_store_dump (test);
  g_assert_cmpstr (after, ==, last);
  g_assert_cmpint (again.entry, ==, 0);
  g_assert_cmpint (again.total.created, ==, 0);
  g_assert_cmpint (again.total.updated, ==, 0);
  g_assert_cmpint (again.n_refused, ==, real.n_refused);
  kontor_test_store_assert_whole (test);
  return g_strdup (real.events->str);
}

static KontorTestSource *
make_companies (void)
{
  KontorTestSource *source = kontor_test_source_new ("companies.csv");

  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "name", "Acme", "founded", "1996", NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "name", "Ünal & Söhne", NULL);
  return source;
}

static void
test_rows_become_records (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *events = import (test, make_companies);

  g_assert_cmpstr (events, ==, "2 created company Acme\n3 created company Ünal & Söhne");
  g_assert_cmpint (kontor_store_count (test->store, kontor_test_entity ("company")), ==, 2);
}

static KontorTestSource *
make_subsidiaries (void)
{
  KontorTestSource *source = kontor_test_source_new ("companies.csv");

  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "name", "Bluth", "parent", "?Sitwell", NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "name", "Sitwell", "parent", "?Austero", NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "name", "Austero", NULL);
  return source;
}

static void
test_parents_may_come_later (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *events = import (test, make_subsidiaries);

  g_assert_cmpstr (events, ==,
                   "2 created company Bluth\n3 created company Sitwell\n4 created company Austero");
  g_assert_cmpint (kontor_test_store_count (
                       test, "SELECT count(*) FROM company AS a JOIN company AS b "
                             "ON a.parent = b.id WHERE a.name || b.name IN ('BluthSitwell', "
                             "'SitwellAustero')"),
                   ==, 2);
}

static KontorTestSource *
make_orphans (void)
{
  KontorTestSource *source = make_subsidiaries ();

  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "name", "Leaf", "parent", "?Branch", NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "name", "Branch", "parent", "?Trunk", NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "name", "Other", "parent", "?Aus-tero", NULL);
  return source;
}

static void
test_refused_parents_take_their_children (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *events = import (test, make_orphans);

  g_assert_cmpstr (events, ==,
                   "2 created company Bluth\n3 created company Sitwell\n4 created company Austero\n"
                   "5 refused parent \"Branch\": unknown\n"
                   "6 refused parent \"Trunk\": unknown\n"
                   "7 refused parent \"Aus-tero\": unknown (Austero?)");
}

static KontorTestSource *
make_circle (void)
{
  KontorTestSource *source = kontor_test_source_new ("companies.csv");

  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "name", "A", "parent", "?B", NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "name", "B", "parent", "?C", NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "name", "C", "parent", "?A", NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "name", "Below", "parent", "?A", NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "name", "Self", "parent", "?self", NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "name", "Fine", NULL);
  return source;
}

static void
test_circles_of_parents_are_refused (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *events = import (test, make_circle);

  g_assert_cmpstr (events, ==,
                   "2 refused parent \"B\": unknown\n3 refused parent \"C\": unknown\n"
                   "4 refused parent \"A\": unknown\n5 refused parent \"A\": unknown\n"
                   "6 refused parent \"self\": unknown\n7 created company Fine");
}

static KontorTestSource *
make_circle_with_old (void)
{
  KontorTestSource *source = kontor_test_source_new ("companies.csv");

  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "name", "Old", "parent", "?New", NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "name", "New", "parent", "?Older", NULL);
  return source;
}

static void
test_circles_through_the_workspace_are_refused (KontorTestStore *test, gconstpointer data)
{
  KontorId old = kontor_test_store_insert (test, "company", "name", "Old", NULL);
  g_autofree char *old_id = kontor_id_dup_text (&old), *events = NULL;

  kontor_test_store_insert (test, "company", "name", "Older", "parent", old_id, NULL);
  events = import (test, make_circle_with_old);
  g_assert_cmpstr (events, ==,
                   "2 refused parent \"New\": unknown\n3 refused parent \"Older\": cycle");
}

static KontorTestSource *
make_deals (void)
{
  KontorTestSource *source = kontor_test_source_new ("deals.csv");

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *key = g_strdup_printf ("D%u", i);

      kontor_test_source_add_row (source);
      kontor_test_source_add (source, "pipeline", "name", "Sales", "(existing)", "keep", NULL);
      kontor_test_source_add (source, "stage", "pipeline", "@0", "name", i == 0 ? "Won" : "Open",
                              "kind", i == 0 ? "won" : "open", "(existing)", "keep", NULL);
      kontor_test_source_add (source, "deal", "source", "deals", "external_key", key, "title",
                              "Same title", "company", i == 2 ? "?Nowhere" : "?Acme", "stage", "@1",
                              "value", "100", "owner", "+Ana", NULL);
      kontor_test_source_add (source, "deal_line", "deal", "@2", "product", "+GTX", "quantity", "1",
                              NULL);
    }
  return source;
}

static void
test_files_come_in_any_order (KontorTestStore *test, gconstpointer data)
{
  g_auto (KontorTestImport) real = { 0 }, again = { 0 };

  kontor_test_import_run (&real, test, FALSE, make_deals (), make_companies (), NULL);
  g_assert_cmpstr (real.events->str, ==,
                   "2 created company Acme\n3 created company Ünal & Söhne\n"
                   "2 created pipeline Sales\n2 created stage Won\n2 created deal Same title\n"
                   "2 created deal_line \n2 created member Ana\n2 created product GTX\n"
                   "3 unchanged pipeline Sales\n3 created stage Open\n3 created deal Same title\n"
                   "3 created deal_line \n4 refused company \"Nowhere\": unknown");
  g_assert_cmpint (real.total.created, ==, 2 + 1 + 2 + 1 + 1);
  kontor_test_import_run (&again, test, FALSE, make_deals (), make_companies (), NULL);
  g_assert_cmpint (again.entry, ==, 0);
  g_assert_cmpint (again.total.unchanged, ==, 2 + 1 + 2);
}

static KontorTestSource *
make_team (void)
{
  static const char *const rows[][2] = {
    { "Anna", "Dustin" }, { "Moses", "Dustin" }, { "Dustin", "Dustin" }, { "Vicki", "Celia" }
  };
  KontorTestSource *source = kontor_test_source_new ("teams.csv");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      kontor_test_source_add_row (source);
      kontor_test_source_add (source, "team", "name", rows[i][1], "lead", "@1", NULL);
      kontor_test_source_add (source, "member", "name", rows[i][1], "team", "@0", "(existing)",
                              "fill", NULL);
      kontor_test_source_add (source, "member", "name", rows[i][0], "team", "@0", "office",
                              "Central", NULL);
    }
  return source;
}

static void
test_a_row_makes_records_that_refer_to_each_other (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *events = import (test, make_team);

  g_assert_cmpint (kontor_store_count (test->store, kontor_test_entity ("member")), ==, 5);
  g_assert_cmpint (kontor_store_count (test->store, kontor_test_entity ("team")), ==, 2);
  g_assert_cmpint (kontor_test_store_count (
                       test, "SELECT count(*) FROM team JOIN member ON member.team = team.id AND "
                             "team.lead = member.id AND team.name = member.name"),
                   ==, 2);
}

static KontorTestSource *
make_manager_first (void)
{
  KontorTestSource *source = kontor_test_source_new ("teams.csv");

  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "team", "name", "Dustin", "lead", "@1", NULL);
  kontor_test_source_add (source, "member", "name", "Dustin", "team", "@0", NULL);
  kontor_test_source_add (source, "member", "name", "DUSTIN", "office", "Central", NULL);
  return source;
}

static void
test_one_record_named_twice_is_one (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *events = import (test, make_manager_first);

  g_assert_cmpstr (events, ==, "2 created team Dustin\n2 created member Dustin");
  g_assert_cmpint (
      kontor_test_store_count (
          test, "SELECT count(*) FROM member WHERE office = 'Central' AND team IS NOT NULL"),
      ==, 1);
}

static KontorTestSource *
make_bad_rows (void)
{
  KontorTestSource *source = kontor_test_source_new ("companies.csv");

  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "founded", "1996", NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "name", "Acme", "owner", "?Nobody", NULL);
  kontor_test_source_add (source, "contact", "first_name", "Ana", "company", "@0", NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "name", "Known", "(missing)", "refuse", NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "name", "Skipped", "(missing)", "skip", NULL);
  kontor_test_source_add (source, "contact_point", "company", "@0", "kind", "email", "email",
                          "a@example.com", NULL);
  return source;
}

static void
test_a_refused_row_writes_nothing (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *events = import (test, make_bad_rows);

  g_assert_cmpstr (events, ==,
                   "2 refused - \"\": missing\n3 refused owner \"Nobody\": unknown\n"
                   "4 refused name \"Known\": unknown");
  g_assert_cmpint (kontor_test_store_count (
                       test, "SELECT (SELECT count(*) FROM company) + (SELECT count(*) FROM "
                             "contact) + (SELECT count(*) FROM contact_point)"),
                   ==, 0);
}

static KontorTestSource *
make_updates (void)
{
  KontorTestSource *source = kontor_test_source_new ("companies.csv");

  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "name", "over", "industry", "new", "location", "new",
                          "description", "new", "(initial)", "description", NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "name", "Fill", "industry", "new", "location", "new",
                          "(existing)", "fill", NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "name", "Keep", "industry", "new", "(existing)",
                          "keep", NULL);
  return source;
}

static void
test_existing_records_follow_the_policy (KontorTestStore *test, gconstpointer data)
{
  static const char *const names[] = { "Over", "Fill", "Keep" };
  g_autofree char *events = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    kontor_test_store_insert (test, "company", "name", names[i], "industry", "old", "employees",
                              "7", NULL);
  events = import (test, make_updates);
  g_assert_cmpstr (events, ==,
                   "2 updated company Over: industry \"old\" to \"new\" "
                   "location \"\" to \"new\"\n"
                   "3 updated company Fill: location \"\" to \"new\"\n4 unchanged company Keep");
  g_assert_cmpint (kontor_test_store_count (test, "SELECT sum (employees) FROM company"), ==, 21);
}

static KontorTestSource *
make_keyed (void)
{
  KontorTestSource *source = kontor_test_source_new ("companies.csv");

  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "source", "crm", "external_key", "1", "name", "Acme",
                          NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "source", "crm", "external_key", "2", "name", "Acme",
                          NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "source", "crm", "external_key", "3", "name",
                          "By hand", NULL);
  return source;
}

static void
test_keys_tell_records_of_one_name_apart (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *events = NULL;

  kontor_test_store_insert (test, "company", "name", "By hand", NULL);
  events = import (test, make_keyed);
  g_assert_cmpstr (events, ==,
                   "2 created company Acme\n3 created company Acme\n"
                   "4 updated company By hand: source \"\" to \"crm\" external_key \"\" to \"3\"");
}

static KontorTestSource *
make_renamed (void)
{
  KontorTestSource *source = kontor_test_source_new ("companies.csv");

  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "source", "crm", "external_key", "1", "name",
                          "Renamed", NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "deal", "title", "A", "source", "crm", "external_key", "d",
                          "company", "?Acme", "stage", "?Won", NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "contact", "first_name", "Ana", "company", "?Renamed", NULL);
  return source;
}

static void
test_renamed_records_are_found_by_the_new_name (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *events = NULL;

  kontor_test_store_insert (test, "company", "name", "Acme", "source", "crm", "external_key", "1",
                            NULL);
  events = import (test, make_renamed);
  g_assert_true (g_str_has_prefix (
      events, "2 updated company Acme: name \"Acme\" to \"Renamed\"\n"
              "3 refused company \"Acme\": unknown\n3 refused stage \"Won\": unknown\n4 created"));
}

static KontorTestSource *
make_ambiguous (void)
{
  KontorTestSource *source = kontor_test_source_new ("mixed.csv");

  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "contact", "last_name", "Ruiz", "company", "?Acme", NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "name", "acme", "industry", "new", NULL);
  return source;
}

static void
test_names_of_several_records_are_refused (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *events = NULL;

  kontor_test_store_insert (test, "company", "name", "Acme", NULL);
  kontor_test_store_insert (test, "company", "name", "ACME", NULL);
  events = import (test, make_ambiguous);
  g_assert_cmpstr (events, ==,
                   "2 refused company \"Acme\": ambiguous\n3 refused name \"acme\": ambiguous");
}

static KontorTestSource *
make_other_keys (void)
{
  KontorTestSource *source = kontor_test_source_new ("lines.csv");

  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "name", "Acme", "owner", "?ana@example.com", NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "product", "name", "GTX Professional", "code", "G-1", NULL);
  return source;
}

static void
test_names_may_be_other_keys (KontorTestStore *test, gconstpointer data)
{
  g_autofree char *events = NULL;

  kontor_test_store_insert (test, "member", "name", "Ana", "email", "ana@example.com", NULL);
  kontor_test_store_insert (test, "product", "name", "GTX Pro", "code", "G-1", NULL);
  events = import (test, make_other_keys);
  g_assert_cmpstr (events, ==,
                   "2 created company Acme\n"
                   "3 updated product GTX Pro: name \"GTX Pro\" to \"GTX Professional\"");
}

static KontorTestSource *
make_trashed (void)
{
  KontorTestSource *source = kontor_test_source_new ("companies.csv");

  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "name", "By name", NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "id", TRASHED_ID, "name", "By id", NULL);
  kontor_test_source_add_row (source);
  kontor_test_source_add (source, "company", "id", "01a20303-5b2e-71bf-b47c-36ec3503d396", "name",
                          "Of another workspace", NULL);
  return source;
}

/* Nor does what is made anew take their ids. */
static void
test_records_in_the_trash_stay_there (KontorTestStore *test, gconstpointer data)
{
  KontorActInfo info = { "create", NULL, KONTOR_ORIGIN_USER, NULL };
  g_autoptr (KontorFields) fields
      = kontor_test_store_fields (test, "company", "name", "By id", NULL);
  KontorAct *act = kontor_act_begin (test->store, &info, NULL);
  KontorId other = { 0 }, id;
  g_autofree char *events = NULL;

  g_assert_true (kontor_id_from_text (&id, TRASHED_ID));
  g_assert_true (kontor_act_insert (act, &id, fields, NULL, NULL));
  g_assert_true (kontor_act_commit (act, NULL, NULL));
  kontor_test_store_trash (test, "company", &id);
  other = kontor_test_store_insert (test, "company", "name", "By name", NULL);
  kontor_test_store_trash (test, "company", &other);
  events = import (test, make_trashed);
  g_assert_cmpstr (events, ==,
                   "2 created company By name\n3 created company By id\n"
                   "4 created company Of another workspace");
  g_assert_cmpint (kontor_test_store_count (test, "SELECT count(*) FROM company"), ==, 5);
}

static void
test_an_import_is_undone_as_one (KontorTestStore *test, gconstpointer data)
{
  g_auto (KontorTestImport) result = { 0 };
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;

  kontor_test_store_insert (test, "company", "name", "Over", "industry", "old", NULL);
  before = kontor_test_store_dump (test);
  kontor_test_import_run (&result, test, FALSE, make_updates (), make_team (), make_deals (),
                          make_companies (), NULL);
  g_assert_cmpint (kontor_journal_get_undoable (test->store), ==, result.entry);
  kontor_journal_undo (test->store, result.entry, KONTOR_UNDO_ALL_OR_NOTHING, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < kontor_schema_get_default ()->n_entities; i++)
    {
      const KontorEntity *entity = kontor_schema_get_default ()->entities[i];

      g_assert_cmpint (kontor_store_count (test->store, entity), ==,
                       g_str_equal (entity->name, "company") ? 1 : 0);
    }
  after = kontor_test_store_dump (test);
  g_assert_nonnull (g_strstr_len (after, -1, "\"old\""));
  kontor_test_store_assert_whole (test);
  kontor_test_import_run (&result, test, FALSE, make_companies (), NULL);
  g_assert_cmpint (result.total.created, ==, 2);
}

static void
test_the_journal_says_what_came_in (KontorTestStore *test, gconstpointer data)
{
  g_auto (KontorTestImport) result = { 0 };
  g_autoptr (KontorJournalEntry) entry = NULL;

  kontor_test_import_run (&result, test, FALSE, make_companies (), make_team (), NULL);
  entry = kontor_journal_get (test->store, result.entry, NULL);
  g_assert_cmpint (entry->origin, ==, KONTOR_ORIGIN_IMPORT);
  g_assert_cmpstr (entry->verb, ==, "import");
  g_assert_cmpstr (entry->args, ==,
                   "{\"files\":[\"companies.csv\",\"teams.csv\"],\"records\":9,"
                   "\"counts\":{\"company\":2,\"member\":5,\"team\":2}}");
  /* The last is Dustin again, as an agent with an office. */
  g_assert_cmpint (entry->count, ==, 2 + 2 + 5 + 1);
}

#define TEST(path, func)                                                                           \
  g_test_add ("/importer/" path, KontorTestStore, NULL, kontor_test_store_set_up, func,            \
              kontor_test_store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("rows-become-records", test_rows_become_records);
  TEST ("parents-may-come-later", test_parents_may_come_later);
  TEST ("refused-parents-take-their-children", test_refused_parents_take_their_children);
  TEST ("circles-of-parents-are-refused", test_circles_of_parents_are_refused);
  TEST ("circles-through-the-workspace-are-refused",
        test_circles_through_the_workspace_are_refused);
  TEST ("files-come-in-any-order", test_files_come_in_any_order);
  TEST ("a-row-makes-records-that-refer-to-each-other",
        test_a_row_makes_records_that_refer_to_each_other);
  TEST ("one-record-named-twice-is-one", test_one_record_named_twice_is_one);
  TEST ("a-refused-row-writes-nothing", test_a_refused_row_writes_nothing);
  TEST ("existing-records-follow-the-policy", test_existing_records_follow_the_policy);
  TEST ("keys-tell-records-of-one-name-apart", test_keys_tell_records_of_one_name_apart);
  TEST ("renamed-records-are-found-by-the-new-name",
        test_renamed_records_are_found_by_the_new_name);
  TEST ("names-of-several-records-are-refused", test_names_of_several_records_are_refused);
  TEST ("names-may-be-other-keys", test_names_may_be_other_keys);
  TEST ("records-in-the-trash-stay-there", test_records_in_the_trash_stay_there);
  TEST ("an-import-is-undone-as-one", test_an_import_is_undone_as_one);
  TEST ("the-journal-says-what-came-in", test_the_journal_says_what_came_in);
  return g_test_run ();
}
