/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sales/kontor-defaults.h"

#include "store/kontor-seed.h"
#include "support/kontor-test-store.h"

#define TODAY 20454 /* 2026-01-01 */

static void
set_up (KontorTestStore *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  kontor_test_store_set_up (self, data);
  kontor_seed_plant (self->store, &kontor_seed_default, &error);
  g_assert_no_error (error);
}

static KontorId
find_stage (KontorTestStore *self, const char *name)
{
  g_autoptr (GPtrArray) found
      = kontor_store_find_titled (self->store, kontor_test_entity ("stage"), name, 2, NULL);

  g_assert_cmpuint (found->len, ==, 1);
  return *kontor_record_get_id (found->pdata[0]);
}

static char *
dup_value (const KontorFields *fields, const char *name)
{
  const KontorEntity *entity = kontor_fields_get_entity (fields);
  int index = kontor_entity_find_field (entity, name);
  const KontorValue *value = kontor_fields_get (fields, index);

  return value != NULL ? kontor_value_dup_text (kontor_entity_get_field (entity, index), value)
                       : NULL;
}

static void
assert_value (const KontorFields *fields, const char *name, const char *text)
{
  g_autofree char *value = dup_value (fields, name);

  g_assert_cmpstr (value, ==, text);
}

static void
assert_ref (const KontorFields *fields, const char *name, const KontorId *expected)
{
  KontorId id;

  g_assert_true (kontor_fields_get_ref (fields, name, &id));
  g_assert_true (kontor_id_equal (&id, expected));
}

static void
complete (KontorTestStore *self, KontorFields *fields)
{
  g_autoptr (GError) error = NULL;

  kontor_defaults_fill (self->store, fields, TODAY, &error);
  g_assert_no_error (error);
}

static void
test_new_deal (KontorTestStore *self, gconstpointer data)
{
  g_autoptr (KontorFields) deal = kontor_test_store_fields (self, "deal", "title", "A", NULL);
  KontorId lead = find_stage (self, "Lead"), me;

  kontor_store_get_me (self->store, &me);
  complete (self, deal);
  assert_ref (deal, "stage", &lead);
  assert_ref (deal, "owner", &me);
  assert_value (deal, "opened_on", "2026-01-01");
  assert_value (deal, "closed_on", NULL);
  g_assert_nonnull (kontor_fields_get_text (deal, "rank"));
  g_assert_true (kontor_fields_check (deal, TRUE, NULL));
}

static void
test_what_was_said_stays (KontorTestStore *self, gconstpointer data)
{
  KontorId won = find_stage (self, "Won");
  g_autofree char *stage = kontor_id_dup_text (&won);
  g_autoptr (KontorFields) deal
      = kontor_test_store_fields (self, "deal", "title", "A", "stage", stage, "rank", "V1", "owner",
                                  "", "opened_on", "2025-05-05", "closed_on", "", NULL);

  complete (self, deal);
  assert_ref (deal, "stage", &won);
  assert_value (deal, "rank", "V1");
  assert_value (deal, "owner", "");
  assert_value (deal, "opened_on", "2025-05-05");
  assert_value (deal, "closed_on", "");
}

static void
test_begins_closed (KontorTestStore *self, gconstpointer data)
{
  KontorId lost = find_stage (self, "Lost");
  g_autofree char *stage = kontor_id_dup_text (&lost);
  g_autoptr (KontorFields) deal
      = kontor_test_store_fields (self, "deal", "title", "A", "stage", stage, NULL);

  complete (self, deal);
  assert_value (deal, "closed_on", "2026-01-01");
}

static void
test_new_ones_come_last (KontorTestStore *self, gconstpointer data)
{
  g_autofree char *last = NULL;

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (KontorFields) deal = kontor_test_store_fields (self, "deal", "title", "A", NULL);
      g_autofree char *stage = NULL, *rank = NULL;

      complete (self, deal);
      stage = dup_value (deal, "stage");
      rank = dup_value (deal, "rank");
      g_assert_cmpstr (last, <, rank);
      kontor_test_store_insert (self, "deal", "title", "A", "stage", stage, "rank", rank, NULL);
      g_free (last);
      last = g_steal_pointer (&rank);
    }
}

static void
test_no_stage_left (KontorTestStore *self, gconstpointer data)
{
  g_autoptr (KontorFields) deal = kontor_test_store_fields (self, "deal", "title", "A", NULL);
  static const char *const open[] = { "Lead", "Contacted", "Proposal", "Negotiation" };

  for (gsize i = 0; i < G_N_ELEMENTS (open); i++)
    {
      KontorId stage = find_stage (self, open[i]);

      kontor_test_store_trash (self, "stage", &stage);
    }
  complete (self, deal);
  assert_value (deal, "stage", NULL); /* and the check will say that it is required */
}

static void
test_others (KontorTestStore *self, gconstpointer data)
{
  g_autoptr (KontorFields) activity = kontor_test_store_fields (self, "activity", NULL);
  g_autoptr (KontorFields) call = kontor_test_store_fields (self, "activity", "kind", "call", "at",
                                                            "2025-05-05T05:05:05Z", NULL);
  g_autoptr (KontorFields) task = kontor_test_store_fields (self, "task", "title", "A", NULL);
  g_autoptr (KontorFields) company = kontor_test_store_fields (self, "company", "name", "A", NULL);
  guint64 mask = kontor_fields_get_mask (company);
  KontorId me;

  kontor_store_get_me (self->store, &me);
  complete (self, activity);
  complete (self, call);
  complete (self, task);
  complete (self, company);
  assert_value (activity, "kind", "note");
  assert_value (activity, "at", "2026-01-01T00:00:00Z");
  assert_ref (activity, "author", &me);
  assert_value (call, "kind", "call");
  assert_value (call, "at", "2025-05-05T05:05:05Z");
  assert_ref (task, "owner", &me);
  g_assert_cmpuint (kontor_fields_get_mask (company), ==, mask);
}

#define ADD(path, func)                                                                            \
  g_test_add (path, KontorTestStore, NULL, set_up, func, kontor_test_store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/defaults/a-new-deal-begins-in-the-first-open-stage", test_new_deal);
  ADD ("/defaults/what-was-said-stays", test_what_was_said_stays);
  ADD ("/defaults/a-deal-that-begins-closed-is-closed-today", test_begins_closed);
  ADD ("/defaults/new-deals-come-last", test_new_ones_come_last);
  ADD ("/defaults/without-an-open-stage-none-is-given", test_no_stage_left);
  ADD ("/defaults/activities-and-tasks-are-ones-own", test_others);
  return g_test_run ();
}
