/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "duplicates/kontor-duplicates.h"

#include "store/kontor-outbox.h"
#include "support/kontor-test-device.h"

/* Ada twice, on both devices, with a task. */
typedef struct
{
  KontorTestOffice base;
  KontorId ada, other, task;
} Office;

static void
set_up (Office *self, gconstpointer data)
{
  char id[KONTOR_ID_TEXT_SIZE];

  kontor_test_office_set_up (&self->base, data);
  self->ada = kontor_test_make_contact (&self->base);
  self->other = kontor_test_store_insert (&self->base.a, "contact", "first_name", "A.", "last_name",
                                          "Byron", "lead_source", "Fair", NULL);
  self->task = kontor_test_store_insert (&self->base.a, "task", "title", "Call", "contact",
                                         kontor_id_to_text (&self->other, id), NULL);
  kontor_test_sync_both (&self->base);
}

static void
tear_down (Office *self, gconstpointer data)
{
  kontor_test_store_assert_whole (&self->base.a);
  kontor_test_store_assert_whole (&self->base.b);
  kontor_test_office_tear_down (&self->base, data);
}

static void
merge (KontorTestStore *store, const KontorId *winner, const KontorId *loser)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KontorId));
  g_autoptr (KontorMergePlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  g_array_append_vals (ids, winner, 1);
  g_array_append_vals (ids, loser, 1);
  plan = kontor_merge_plan_new (store->store, kontor_test_entity ("contact"), ids, &error);
  g_assert_no_error (error);
  kontor_merge_plan_run (plan, store->store, NULL, &error);
  g_assert_no_error (error);
  kontor_test_clock_advance (&store->clock, 1000);
}

static void
assert_leads_to (KontorTestStore *store, const KontorId *id, const KontorId *expected)
{
  g_autoptr (KontorRecord) record
      = kontor_store_get (store->store, kontor_test_entity ("contact"), id, NULL);

  g_assert_nonnull (record);
  g_assert_true (kontor_id_equal (kontor_record_get_id (record), expected));
  g_assert_false (kontor_record_is_trashed (record));
}

static void
test_a_merge_reaches_others (Office *self, gconstpointer data)
{
  char id[KONTOR_ID_TEXT_SIZE];

  merge (&self->base.a, &self->ada, &self->other);
  kontor_test_sync_both (&self->base);
  assert_leads_to (&self->base.b, &self->other, &self->ada);
  kontor_test_assert_field (&self->base.b, "task", &self->task, "contact",
                            kontor_id_to_text (&self->ada, id));
  kontor_test_assert_field (&self->base.b, "contact", &self->ada, "lead_source", "Fair");
}

static void
test_who_did_not_merge_can_split (Office *self, gconstpointer data)
{
  g_autofree char *before = kontor_test_store_dump_live (&self->base.a);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  merge (&self->base.a, &self->ada, &self->other);
  kontor_test_sync_both (&self->base);
  kontor_duplicates_split (self->base.b.store, kontor_test_entity ("contact"), &self->other, 0,
                           NULL, NULL, &error);
  g_assert_no_error (error);
  kontor_test_sync_both (&self->base);
  after = kontor_test_store_dump_live (&self->base.a);
  g_assert_cmpstr (after, ==, before);
}

/* B does not know yet that A merged the record which it edits and refers to. */
static void
test_nothing_is_lost_of_what_others_do_meanwhile (Office *self, gconstpointer data)
{
  g_autoptr (GPtrArray) tasks = NULL;
  char id[KONTOR_ID_TEXT_SIZE];
  KontorId late;

  merge (&self->base.a, &self->ada, &self->other);
  kontor_test_store_update (&self->base.b, "contact", &self->other, "job_title", "Analyst", NULL);
  late = kontor_test_store_insert (&self->base.b, "task", "title", "Late", "contact",
                                   kontor_id_to_text (&self->other, id), NULL);
  kontor_test_sync (&self->base.a, self->base.server);
  kontor_test_sync_both (&self->base);
  g_assert_cmpint (kontor_test_count_conflicts (&self->base.a), ==, 1);
  tasks = kontor_store_list_referring (self->base.a.store, kontor_test_entity ("task"), "contact",
                                       &self->ada, NULL);
  g_assert_cmpuint (tasks->len, ==, 2);
  merge (&self->base.a, &self->ada, &self->other);
  kontor_test_sync_both (&self->base);
  kontor_test_assert_field (&self->base.b, "task", &late, "contact",
                            kontor_id_to_text (&self->ada, id));
}

/* Each would be in the trash for the other, and nobody be left. */
static void
test_of_two_opposite_merges_the_second_is_refused (Office *self, gconstpointer data)
{
  merge (&self->base.a, &self->ada, &self->other);
  merge (&self->base.b, &self->other, &self->ada);
  kontor_test_sync (&self->base.a, self->base.server);
  kontor_test_sync_both (&self->base);
  g_assert_cmpint (kontor_outbox_count_refused (self->base.b.store), >, 0);
  assert_leads_to (&self->base.a, &self->other, &self->ada);
  assert_leads_to (&self->base.b, &self->other, &self->ada);
}

static void
test_the_same_merge_twice_is_one (Office *self, gconstpointer data)
{
  merge (&self->base.a, &self->ada, &self->other);
  merge (&self->base.b, &self->ada, &self->other);
  kontor_test_sync (&self->base.a, self->base.server);
  kontor_test_sync_both (&self->base);
  assert_leads_to (&self->base.a, &self->other, &self->ada);
  kontor_test_assert_field (&self->base.a, "contact", &self->ada, "merges", "1");
}

static void
test_who_is_kept_separate_by_both_is_so_once (Office *self, gconstpointer data)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (KontorId));
  const KontorEntity *contact = kontor_test_entity ("contact");

  g_array_append_vals (ids, &self->ada, 1);
  g_array_append_vals (ids, &self->other, 1);
  g_assert_true (kontor_duplicates_keep_separate (self->base.a.store, contact, ids, NULL, NULL));
  g_assert_true (kontor_duplicates_keep_separate (self->base.b.store, contact, ids, NULL, NULL));
  kontor_test_sync_both (&self->base);
  g_assert_cmpint (kontor_store_count (self->base.a.store, kontor_test_entity ("separation")), ==,
                   1);
}

int
main (int argc, char **argv)
{
#define ADD(path, function) g_test_add (path, Office, NULL, set_up, function, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("/merge-sync/a-merge-reaches-others", test_a_merge_reaches_others);
  ADD ("/merge-sync/who-did-not-merge-can-split", test_who_did_not_merge_can_split);
  ADD ("/merge-sync/nothing-is-lost-of-what-others-do-meanwhile",
       test_nothing_is_lost_of_what_others_do_meanwhile);
  ADD ("/merge-sync/of-two-opposite-merges-the-second-is-refused",
       test_of_two_opposite_merges_the_second_is_refused);
  ADD ("/merge-sync/the-same-merge-twice-is-one", test_the_same_merge_twice_is_one);
  ADD ("/merge-sync/who-is-kept-separate-by-both-is-so-once",
       test_who_is_kept_separate_by_both_is_so_once);
  return g_test_run ();
}
