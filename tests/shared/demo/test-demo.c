/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo/kontor-demo.h"

#include "store/kontor-journal.h"
#include "store/kontor-query.h"
#include "store/kontor-seed.h"
#include "util/kontor-error.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1795342500000) /* 2026-11-22, a Sunday */
#define MS_A_DAY G_GINT64_CONSTANT (86400000)

typedef struct
{
  KontorTestClock clock;
  KontorStore *store;
} Demo;

static void
open_new (Demo *self, gint64 now, guint64 seed)
{
  g_autoptr (GError) error = NULL;

  kontor_test_clock_init (&self->clock, now, seed);
  self->store = kontor_store_open (":memory:", kontor_schema_get_default (), &self->clock.parent,
                                   KONTOR_STORE_CREATE, &error);
  g_assert_no_error (error);
}

static void
fill_new (Demo *self, gint64 now, guint64 seed)
{
  g_autoptr (GError) error = NULL;

  open_new (self, now, seed);
  kontor_demo_fill (self->store, &self->clock, seed, &error);
  g_assert_no_error (error);
}

static const KontorEntity *
find_entity (const char *name)
{
  return kontor_schema_find (kontor_schema_get_default (), name);
}

static gint64
count (Demo *self, const char *entity, const char *where)
{
  g_autoptr (KontorQuery) query
      = kontor_query_new (kontor_schema_get_default (), find_entity (entity));
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  gint64 number;

  kontor_query_set_zone (query, utc);
  kontor_query_set_where (query, where, &error);
  g_assert_no_error (error);
  number = kontor_query_count (query, self->store, &error);
  g_assert_no_error (error);
  return number;
}

static void
test_refuses_a_workspace_in_use (void)
{
  Demo self = { 0 };
  g_autoptr (GError) error = NULL;

  open_new (&self, NOW, 1);
  g_assert_true (kontor_seed_plant (self.store, &kontor_seed_default, NULL));
  g_assert_false (kontor_demo_fill (self.store, &self.clock, 1, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_CONFLICT);
  g_assert_cmpint (count (&self, "company", NULL), ==, 0);
  kontor_store_close (self.store);
}

static void
test_counts (gconstpointer data)
{
  Demo *self = (Demo *) data;
  g_assert_cmpint (count (self, "company", NULL), ==, KONTOR_DEMO_N_COMPANIES);
  g_assert_cmpint (count (self, "contact", NULL), ==, KONTOR_DEMO_N_CONTACTS);
  g_assert_cmpint (count (self, "deal", NULL), ==, KONTOR_DEMO_N_OPPORTUNITIES);
  g_assert_cmpint (count (self, "member", NULL), ==, 6);
  g_assert_cmpint (count (self, "activity", NULL), >, 300);
  g_assert_cmpint (count (self, "contact", "email is none"), ==, 0);
}

static void
test_is_whole (gconstpointer data)
{
  Demo *self = (Demo *) data;
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  kontor_store_check (self->store, findings, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_deals_stand_everywhere (gconstpointer data)
{
  Demo *self = (Demo *) data;
  static const char *const open[] = { "Lead", "Contacted", "Proposal", "Negotiation" };

  for (gsize i = 0; i < G_N_ELEMENTS (open); i++)
    {
      g_autofree char *where = g_strdup_printf ("stage = %s", open[i]);

      g_assert_cmpint (count (self, "deal", where), >, 3);
    }
  g_assert_cmpint (count (self, "deal", "stage = Won"), ==, 38);
  g_assert_cmpint (count (self, "deal", "stage = Lost"), ==, 22);
  g_assert_cmpint (count (self, "deal", "stage.kind != open and closed_on is none"), ==, 0);
  g_assert_cmpint (count (self, "deal", "stage.kind = open and closed_on is not none"), ==, 0);
  g_assert_cmpint (count (self, "deal", "stage = Lost and lost_reason is none"), ==, 0);
  g_assert_cmpint (count (self, "deal", "rank is none"), ==, 0);
  g_assert_cmpint (count (self, "deal", "closed_on > today"), ==, 0);
}

static void
test_there_is_something_to_do (gconstpointer data)
{
  Demo *self = (Demo *) data;
  g_assert_cmpint (count (self, "task", "owner = me and done_at is none and due_on < today"), >=,
                   4);
  g_assert_cmpint (count (self, "task", "owner = me and done_at is none and due_on = today"), >=,
                   5);
  g_assert_cmpint (count (self, "task", "owner = me and done_at is none and due_on > today"), >=,
                   8);
  g_assert_cmpint (count (self, "task", "done_at is not none"), >, 30);
}

static void
test_happened_in_the_half_year (gconstpointer data)
{
  Demo *self = (Demo *) data;
  g_autoptr (GPtrArray) entries = kontor_journal_list (self->store, 0, 10000, NULL);
  gint64 last = NOW;

  g_assert_cmpint (self->clock.time, ==, NOW);
  g_assert_cmpuint (entries->len, >, 500);
  for (guint i = 0; i < entries->len; i++)
    {
      const KontorJournalEntry *entry = entries->pdata[i];

      g_assert_cmpint (entry->time, <=, last);
      g_assert_cmpint (entry->time, >=, NOW - 180 * MS_A_DAY);
      last = entry->time;
    }
  g_assert_cmpint (count (self, "activity", "at > today+1d"), ==, 0);
}

static void
test_last_act_can_be_undone (gconstpointer data)
{
  Demo *self = (Demo *) data;
  gint64 entry = kontor_journal_get_undoable (self->store);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (entry, >, 0);
  kontor_journal_undo (self->store, entry, KONTOR_UNDO_ALL_OR_NOTHING, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
append (const char *text, gsize length, gpointer string, GError **error)
{
  g_string_append_len (string, text, length);
  return TRUE;
}

static char *
dup_dump (Demo *self)
{
  GString *dump = g_string_new (NULL);

  g_assert_true (kontor_store_dump (self->store, append, dump, NULL));
  return g_string_free_and_steal (dump);
}

static char *
dup_new_dump (gint64 now, guint64 seed)
{
  Demo self = { 0 };
  char *dump;

  fill_new (&self, now, seed);
  dump = dup_dump (&self);
  kontor_store_close (self.store);
  return dump;
}

static void
test_follows_from_seed_and_time (gconstpointer data)
{
  g_autofree char *first = dup_dump ((Demo *) data);
  g_autofree char *again = dup_new_dump (NOW, 1);
  g_autofree char *other = dup_new_dump (NOW, 2);

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, other);
}

/* Whatever the day and the hour, nothing comes before what it is about. */
static void
test_every_day_of_the_week (void)
{
  for (guint i = 1; i < 7; i += 3)
    {
      Demo self = { 0 };

      fill_new (&self, NOW + i * (MS_A_DAY + 3 * 3600000), 100 + i);
      g_assert_cmpint (count (&self, "deal", NULL), ==, KONTOR_DEMO_N_OPPORTUNITIES);
      g_assert_cmpint (self.clock.time, ==, NOW + i * (MS_A_DAY + 3 * 3600000));
      kontor_store_close (self.store);
    }
}

#define ADD(path, func) g_test_add_data_func (path, &demo, func)

int
main (int argc, char **argv)
{
  Demo demo = { 0 }; /* one for all that only look at it */
  int status;

  g_test_init (&argc, &argv, NULL);
  fill_new (&demo, NOW, 1);
  g_test_add_func ("/demo/refuses-a-workspace-in-use", test_refuses_a_workspace_in_use);
  ADD ("/demo/holds-what-it-promises", test_counts);
  ADD ("/demo/is-a-whole-workspace", test_is_whole);
  ADD ("/demo/deals-stand-in-every-stage", test_deals_stand_everywhere);
  ADD ("/demo/there-is-something-to-do", test_there_is_something_to_do);
  ADD ("/demo/all-happened-in-the-half-year-before-now", test_happened_in_the_half_year);
  ADD ("/demo/follows-from-seed-and-time", test_follows_from_seed_and_time);
  g_test_add_func ("/demo/any-day-will-do", test_every_day_of_the_week);
  ADD ("/demo/the-last-act-can-be-undone", test_last_act_can_be_undone);
  status = g_test_run ();
  kontor_store_close (demo.store);
  return status;
}
