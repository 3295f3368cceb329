/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "duplicates/kontor-duplicates.h"

#include "store/kontor-query.h"
#include "support/kontor-test-store.h"
#include "util/kontor-error.h"

#include <string.h>

/* Ada twice, once with all that she has, and Grace. */
typedef struct
{
  KontorTestStore base;
  KontorId acme, umbrella, ada, other, grace;
  KontorId email, same_email, phone, deal, task, tag, tagging;
} Office;

#define INSERT(...) kontor_test_store_insert (&self->base, __VA_ARGS__, NULL)

static const char *
text_of (const KontorId *id)
{
  static char texts[8][KONTOR_ID_TEXT_SIZE];
  static guint next;

  next = (next + 1) % G_N_ELEMENTS (texts);
  return kontor_id_to_text (id, texts[next]);
}

static void
set_up (Office *self, gconstpointer data)
{
  kontor_test_store_set_up (&self->base, data);
  self->acme = INSERT ("company", "name", "Acme");
  self->umbrella = INSERT ("company", "name", "Umbrella");
  self->ada = INSERT ("contact", "first_name", "Ada", "last_name", "Lovelace", "company",
                      text_of (&self->acme), "description", "Knows engines.");
  self->other = INSERT ("contact", "first_name", "A.", "last_name", "Lovelace", "company",
                        text_of (&self->umbrella), "job_title", "Analyst", "birthday", "1815-12-10",
                        "description", "Likes horses.");
  self->grace = INSERT ("contact", "first_name", "Grace", "last_name", "Hopper");
  self->email = INSERT ("contact_point", "contact", text_of (&self->ada), "kind", "email", "email",
                        "ada@example.com");
  self->same_email = INSERT ("contact_point", "contact", text_of (&self->other), "kind", "email",
                             "email", "ADA@example.com", "label", "work");
  self->phone = INSERT ("contact_point", "contact", text_of (&self->other), "kind", "phone",
                        "phone", "+49 30 123456");
  self->task = INSERT ("task", "title", "Call", "contact", text_of (&self->other));
  self->tag = INSERT ("tag", "name", "Friend");
  self->tagging
      = INSERT ("tagging", "tag", text_of (&self->tag), "contact", text_of (&self->other));
}

static void
tear_down (Office *self, gconstpointer data)
{
  kontor_test_store_assert_whole (&self->base);
  kontor_test_store_tear_down (&self->base, data);
}

static GArray *
list_ids (const KontorId *a, const KontorId *b, const KontorId *c)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (KontorId));

  g_array_append_vals (ids, a, 1);
  if (b != NULL)
    g_array_append_vals (ids, b, 1);
  if (c != NULL)
    g_array_append_vals (ids, c, 1);
  return ids;
}

static gint64
merge (Office *self, const KontorId *winner, const KontorId *loser)
{
  g_autoptr (GArray) ids = list_ids (winner, loser, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorMergePlan) plan
      = kontor_merge_plan_new (self->base.store, kontor_test_entity ("contact"), ids, &error);
  gint64 entry = 0;

  g_assert_no_error (error);
  kontor_merge_plan_run (plan, self->base.store, &entry, &error);
  g_assert_no_error (error);
  g_assert_cmpint (entry, >, 0);
  kontor_test_clock_advance (&self->base.clock, 1000);
  return entry;
}

static void
assert_field (Office *self,
              const char *entity,
              const KontorId *id,
              const char *field,
              const char *expected)
{
  g_autofree char *text = kontor_test_store_get (&self->base, entity, id, field);

  g_assert_cmpstr (text, ==, expected);
}

/* How many of @entity live and refer to @id, as a list of them asks. */
static gint64
count (Office *self, const char *entity, const char *field, const KontorId *id)
{
  const KontorSchema *schema = kontor_store_get_schema (self->base.store);
  g_autoptr (KontorQuery) query = kontor_query_new (schema, kontor_test_entity (entity));
  g_autofree char *where = g_strdup_printf ("%s = %s", field, text_of (id));
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n;

  kontor_query_set_where (query, where, &error);
  g_assert_no_error (error);
  n = kontor_query_count (query, self->base.store, &error);
  g_assert_no_error (error);
  records = kontor_store_list_referring (self->base.store, kontor_test_entity (entity), field, id,
                                         &error);
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, records->len);
  return n;
}

static void
test_what_belongs_to_both_is_joined (Office *self, gconstpointer data)
{
  merge (self, &self->ada, &self->other);
  g_assert_cmpint (count (self, "contact_point", "contact", &self->ada), ==, 2);
  assert_field (self, "contact_point", &self->phone, "contact", text_of (&self->ada));
  assert_field (self, "task", &self->task, "contact", text_of (&self->ada));
  g_assert_cmpint (count (self, "tagging", "contact", &self->ada), ==, 1);
  g_assert_cmpint (kontor_store_count (self->base.store, kontor_test_entity ("contact")), ==, 2);
}

static void
test_values_that_were_not_chosen_are_kept (Office *self, gconstpointer data)
{
  merge (self, &self->ada, &self->other);
  assert_field (self, "contact", &self->ada, "first_name", "Ada");
  assert_field (self, "contact", &self->ada, "company", text_of (&self->acme));
  assert_field (self, "contact", &self->ada, "birthday", "1815-12-10");
  assert_field (self, "contact", &self->ada, "job_title", "Analyst");
  assert_field (self, "contact", &self->ada, "description", "Knows engines.\n\nLikes horses.");
  /* The other employer is a role. */
  g_assert_cmpint (count (self, "role", "contact", &self->ada), ==, 1);
  g_assert_cmpint (count (self, "role", "company", &self->umbrella), ==, 1);
}

static void
test_each_value_can_be_chosen (Office *self, gconstpointer data)
{
  const KontorEntity *contact = kontor_test_entity ("contact");
  int first_name = kontor_entity_find_field (contact, "first_name");
  int company = kontor_entity_find_field (contact, "company");
  g_autoptr (GArray) ids = list_ids (&self->ada, &self->other, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorMergePlan) plan = kontor_merge_plan_new (self->base.store, contact, ids, &error);
  g_autoptr (KontorFields) before = kontor_merge_plan_dup_result (plan);
  g_autoptr (KontorFields) after = NULL;

  g_assert_cmpstr (kontor_fields_get_text (before, "first_name"), ==, "Ada");
  kontor_merge_plan_choose (plan, first_name, 1);
  kontor_merge_plan_choose (plan, company, 1);
  g_assert_cmpint (kontor_merge_plan_get_source (plan, first_name), ==, 1);
  after = kontor_merge_plan_dup_result (plan);
  g_assert_cmpstr (kontor_fields_get_text (after, "first_name"), ==, "A.");
  g_assert_cmpstr (kontor_fields_get_text (after, "last_name"), ==, "Lovelace");
  kontor_merge_plan_run (plan, self->base.store, NULL, &error);
  g_assert_no_error (error);
  assert_field (self, "contact", &self->ada, "first_name", "A.");
  assert_field (self, "contact", &self->ada, "company", text_of (&self->umbrella));
  g_assert_cmpint (count (self, "role", "company", &self->acme), ==, 1);
}

static void
test_both_ids_lead_to_the_one_that_stays (Office *self, gconstpointer data)
{
  g_autoptr (KontorRecord) by_id = NULL, of_any = NULL, task = NULL;
  KontorId late;

  merge (self, &self->ada, &self->other);
  by_id = kontor_store_get (self->base.store, kontor_test_entity ("contact"), &self->other, NULL);
  g_assert_true (kontor_id_equal (kontor_record_get_id (by_id), &self->ada));
  of_any = kontor_store_find (self->base.store, &self->other, NULL);
  g_assert_true (kontor_id_equal (kontor_record_get_id (of_any), &self->ada));
  /* Somebody who did not know of it refers to the other one. */
  late = INSERT ("task", "title", "Late", "contact", text_of (&self->other));
  task = kontor_store_get (self->base.store, kontor_test_entity ("task"), &late, NULL);
  g_assert_cmpstr (kontor_record_get_ref_title (task, "contact"), ==, "Ada Lovelace");
  g_assert_cmpint (count (self, "task", "contact", &self->ada), ==, 2);
}

static void
test_a_chain_of_merges_leads_to_its_end (Office *self, gconstpointer data)
{
  g_autoptr (KontorRecord) record = NULL;

  merge (self, &self->ada, &self->other);
  merge (self, &self->grace, &self->ada);
  record = kontor_store_get (self->base.store, kontor_test_entity ("contact"), &self->other, NULL);
  g_assert_true (kontor_id_equal (kontor_record_get_id (record), &self->grace));
  assert_field (self, "task", &self->task, "contact", text_of (&self->grace));
}

static void
test_a_merge_is_undone_and_redone (Office *self, gconstpointer data)
{
  g_autofree char *before = kontor_test_store_dump_live (&self->base);
  g_autofree char *merged = NULL, *undone = NULL, *redone = NULL;
  g_autoptr (GError) error = NULL;
  gint64 entry = merge (self, &self->ada, &self->other), undo = 0;

  merged = kontor_test_store_dump_live (&self->base);
  g_assert_cmpstr (before, !=, merged);
  kontor_journal_undo (self->base.store, entry, 0, &undo, NULL, &error);
  g_assert_no_error (error);
  undone = kontor_test_store_dump_live (&self->base);
  g_assert_cmpstr (undone, ==, before);
  kontor_journal_undo (self->base.store, undo, 0, NULL, NULL, &error);
  g_assert_no_error (error);
  redone = kontor_test_store_dump_live (&self->base);
  g_assert_cmpstr (redone, ==, merged);
}

static void
split (Office *self, const KontorId *id, KontorUndoFlags flags, GArray *kept, int code)
{
  g_autoptr (GError) error = NULL;
  gint64 entry = 0;
  gboolean done = kontor_duplicates_split (self->base.store, kontor_test_entity ("contact"), id,
                                           flags, &entry, kept, &error);

  if (code < 0)
    g_assert_no_error (error);
  else
    g_assert_error (error, KONTOR_ERROR, code);
  g_assert_cmpint (done, ==, code < 0);
  g_assert_cmpint (entry > 0, ==, done);
}

static void
test_a_split_gives_everything_back (Office *self, gconstpointer data)
{
  g_autofree char *before = kontor_test_store_dump_live (&self->base);
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) merged = NULL;

  merge (self, &self->ada, &self->other);
  merged = kontor_duplicates_list_merged (self->base.store, kontor_test_entity ("contact"),
                                          &self->ada, NULL);
  g_assert_cmpuint (merged->len, ==, 1);
  g_assert_true (kontor_id_equal (kontor_record_get_id (merged->pdata[0]), &self->other));
  split (self, &self->other, 0, NULL, -1);
  after = kontor_test_store_dump_live (&self->base);
  g_assert_cmpstr (after, ==, before);
}

static void
test_a_split_asks_about_later_edits (Office *self, gconstpointer data)
{
  g_autofree char *merged = NULL, *refused = NULL;
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (KontorKept));
  KontorId added;

  merge (self, &self->ada, &self->other);
  kontor_test_store_update (&self->base, "contact", &self->ada, "job_title", "Countess", NULL);
  kontor_test_store_update (&self->base, "task", &self->task, "contact", text_of (&self->grace),
                            NULL);
  added = INSERT ("task", "title", "New", "contact", text_of (&self->ada));
  merged = kontor_test_store_dump (&self->base);
  split (self, &self->other, 0, kept, KONTOR_ERROR_CONFLICT);
  g_assert_cmpuint (kept->len, ==, 2);
  refused = kontor_test_store_dump (&self->base);
  g_assert_cmpstr (refused, ==, merged);
  split (self, &self->other, KONTOR_UNDO_REST, NULL, -1);
  assert_field (self, "contact", &self->ada, "job_title", "Countess");
  assert_field (self, "contact", &self->ada, "birthday", "");
  assert_field (self, "contact", &self->other, "job_title", "Analyst");
  assert_field (self, "task", &self->task, "contact", text_of (&self->grace));
  assert_field (self, "task", &added, "contact", text_of (&self->ada));
}

static void
test_what_was_not_merged_is_not_split (Office *self, gconstpointer data)
{
  split (self, &self->ada, 0, NULL, KONTOR_ERROR_NOT_FOUND);
  merge (self, &self->ada, &self->other);
  split (self, &self->ada, 0, NULL, KONTOR_ERROR_NOT_FOUND);
  split (self, &self->other, 0, NULL, -1);
  split (self, &self->other, 0, NULL, KONTOR_ERROR_NOT_FOUND);
  split (self, &self->tag, 0, NULL, KONTOR_ERROR_NOT_FOUND);
}

static void
test_what_came_to_a_merged_one_is_carried_over (Office *self, gconstpointer data)
{
  KontorId late, double_email;

  merge (self, &self->ada, &self->other);
  late = INSERT ("task", "title", "Late", "contact", text_of (&self->other));
  double_email = INSERT ("contact_point", "contact", text_of (&self->other), "kind", "email",
                         "email", "ada@EXAMPLE.com");
  merge (self, &self->ada, &self->other);
  assert_field (self, "task", &late, "contact", text_of (&self->ada));
  g_assert_cmpint (count (self, "contact_point", "contact", &self->ada), ==, 2);
  split (self, &self->other, 0, NULL, -1);
  assert_field (self, "task", &late, "contact", text_of (&self->other));
  assert_field (self, "task", &self->task, "contact", text_of (&self->other));
  assert_field (self, "contact_point", &double_email, "contact", text_of (&self->other));
}

static void
test_several_are_merged_and_split_in_any_order (Office *self, gconstpointer data)
{
  g_autoptr (GArray) ids = list_ids (&self->ada, &self->other, &self->grace);
  g_autoptr (GError) error = NULL;
  g_autoptr (KontorMergePlan) plan
      = kontor_merge_plan_new (self->base.store, kontor_test_entity ("contact"), ids, &error);

  INSERT ("contact_point", "contact", text_of (&self->grace), "kind", "email", "email",
          "grace@example.com");
  kontor_merge_plan_run (plan, self->base.store, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (self, "contact_point", "contact", &self->ada), ==, 3);
  assert_field (self, "contact", &self->ada, "merges", "2");
  split (self, &self->other, KONTOR_UNDO_REST, NULL, -1);
  g_assert_cmpint (count (self, "contact_point", "contact", &self->ada), ==, 2);
  split (self, &self->grace, KONTOR_UNDO_REST, NULL, -1);
  g_assert_cmpint (count (self, "contact_point", "contact", &self->ada), ==, 1);
  assert_field (self, "contact", &self->ada, "merges", "");
}

static void
assert_no_plan (Office *self, const KontorId *a, const KontorId *b, int code)
{
  g_autoptr (GArray) ids = list_ids (a, b, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (
      kontor_merge_plan_new (self->base.store, kontor_test_entity ("contact"), ids, &error));
  g_assert_error (error, KONTOR_ERROR, code);
}

static void
test_what_can_not_be_merged_is_refused (Office *self, gconstpointer data)
{
  assert_no_plan (self, &self->ada, NULL, KONTOR_ERROR_INVALID);
  assert_no_plan (self, &self->ada, &self->ada, KONTOR_ERROR_INVALID);
  assert_no_plan (self, &self->ada, &self->acme, KONTOR_ERROR_NOT_FOUND);
  kontor_test_store_trash (&self->base, "contact", &self->grace);
  assert_no_plan (self, &self->ada, &self->grace, KONTOR_ERROR_CONFLICT);
  assert_no_plan (self, &self->grace, &self->ada, KONTOR_ERROR_CONFLICT);
  g_assert_false (kontor_duplicates_can_merge (kontor_test_entity ("deal")));
}

static void
test_firms_are_merged_with_their_people_and_daughters (Office *self, gconstpointer data)
{
  const KontorEntity *company = kontor_test_entity ("company");
  KontorId daughter = INSERT ("company", "name", "Acme East", "parent", text_of (&self->umbrella));
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GArray) ids = list_ids (&self->acme, &self->umbrella, NULL);
  g_autoptr (KontorMergePlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  kontor_test_store_update (&self->base, "company", &self->acme, "website", "https://acme.com",
                            "parent", text_of (&self->umbrella), NULL);
  kontor_test_store_update (&self->base, "company", &self->umbrella, "website",
                            "https://umbrella.com", NULL);
  before = kontor_test_store_dump_live (&self->base);
  plan = kontor_merge_plan_new (self->base.store, company, ids, &error);
  g_assert_no_error (error);
  kontor_merge_plan_run (plan, self->base.store, NULL, &error);
  g_assert_no_error (error);
  assert_field (self, "company", &daughter, "parent", text_of (&self->acme));
  assert_field (self, "company", &self->acme, "parent", "");
  assert_field (self, "contact", &self->other, "company", text_of (&self->acme));
  g_assert_cmpint (count (self, "contact_point", "company", &self->acme), ==, 1);
  kontor_duplicates_split (self->base.store, company, &self->umbrella, 0, NULL, NULL, &error);
  g_assert_no_error (error);
  after = kontor_test_store_dump_live (&self->base);
  g_assert_cmpstr (after, ==, before);
}

static void
test_who_is_kept_separate_is_said_once (Office *self, gconstpointer data)
{
  g_autoptr (GArray) ids = list_ids (&self->ada, &self->other, NULL);
  g_autoptr (GArray) back = list_ids (&self->other, &self->ada, NULL);
  g_autoptr (GArray) self_twice = list_ids (&self->ada, &self->ada, NULL);
  const KontorEntity *contact = kontor_test_entity ("contact");
  g_autoptr (GError) error = NULL;
  gint64 entry = 0;

  kontor_duplicates_keep_separate (self->base.store, contact, ids, &entry, &error);
  g_assert_no_error (error);
  g_assert_cmpint (entry, >, 0);
  kontor_duplicates_keep_separate (self->base.store, contact, back, &entry, &error);
  g_assert_no_error (error);
  g_assert_cmpint (entry, ==, 0);
  g_assert_cmpint (kontor_store_count (self->base.store, kontor_test_entity ("separation")), ==, 1);
  g_assert_false (
      kontor_duplicates_keep_separate (self->base.store, contact, self_twice, NULL, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
}

static void
test_one_kept_separate_stays_so_when_merged (Office *self, gconstpointer data)
{
  g_autoptr (GArray) ids = list_ids (&self->other, &self->grace, NULL);

  kontor_duplicates_keep_separate (self->base.store, kontor_test_entity ("contact"), ids, NULL,
                                   NULL);
  merge (self, &self->ada, &self->other);
  g_assert_cmpint (kontor_store_count (self->base.store, kontor_test_entity ("separation")), ==, 2);
}

int
main (int argc, char **argv)
{
#define ADD(path, function) g_test_add (path, Office, NULL, set_up, function, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("/merge-records/what-belongs-to-both-is-joined", test_what_belongs_to_both_is_joined);
  ADD ("/merge-records/values-that-were-not-chosen-are-kept",
       test_values_that_were_not_chosen_are_kept);
  ADD ("/merge-records/each-value-can-be-chosen", test_each_value_can_be_chosen);
  ADD ("/merge-records/both-ids-lead-to-the-one-that-stays",
       test_both_ids_lead_to_the_one_that_stays);
  ADD ("/merge-records/a-chain-of-merges-leads-to-its-end",
       test_a_chain_of_merges_leads_to_its_end);
  ADD ("/merge-records/a-merge-is-undone-and-redone", test_a_merge_is_undone_and_redone);
  ADD ("/merge-records/what-came-to-a-merged-one-is-carried-over",
       test_what_came_to_a_merged_one_is_carried_over);
  ADD ("/merge-records/several-are-merged-and-split-in-any-order",
       test_several_are_merged_and_split_in_any_order);
  ADD ("/merge-records/what-can-not-be-merged-is-refused", test_what_can_not_be_merged_is_refused);
  ADD ("/merge-records/firms-are-merged-with-their-people-and-daughters",
       test_firms_are_merged_with_their_people_and_daughters);
  ADD ("/split/everything-is-given-back", test_a_split_gives_everything_back);
  ADD ("/split/later-edits-are-asked-about", test_a_split_asks_about_later_edits);
  ADD ("/split/what-was-not-merged-is-not-split", test_what_was_not_merged_is_not_split);
  ADD ("/keep-separate/is-said-once", test_who_is_kept_separate_is_said_once);
  ADD ("/keep-separate/stays-so-when-merged", test_one_kept_separate_stays_so_when_merged);
  return g_test_run ();
}
