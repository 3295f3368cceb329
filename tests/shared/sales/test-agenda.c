/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sales/kontor-agenda.h"
#include "model/kontor-date.h"
#include "store/kontor-seed.h"
#include "support/kontor-test-store.h"

static void
set_up (KontorTestStore *test, gconstpointer data)
{
  kontor_test_store_set_up (test, data);
  test->clock.time = g_get_real_time () / 1000;
  g_assert_true (kontor_seed_plant (test->store, &kontor_seed_default, NULL));
}

static void
add_task (KontorTestStore *test, const char *title, int days, const char *owner)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *day
      = kontor_date_dup_text (kontor_date_at (g_get_real_time () / 1000, zone) + days);

  kontor_test_store_insert (test, "task", "title", title, "due_on", day, "owner", owner, NULL);
}

static void
assert_part (KontorAgenda *agenda, KontorAgendaPart part, const char *first, gint64 total)
{
  g_assert_cmpint (agenda->totals[part], ==, total);
  if (first == NULL)
    g_assert_cmpuint (agenda->parts[part]->len, ==, 0);
  else
    g_assert_cmpstr (kontor_record_get_title (agenda->parts[part]->pdata[0]), ==, first);
}

static void
test_parts (KontorTestStore *test, gconstpointer data)
{
  KontorId other = kontor_test_store_insert (test, "member", "name", "Ben", NULL), me;
  g_autofree char *other_id = kontor_id_dup_text (&other), *my_id = NULL;
  g_autoptr (KontorAgenda) agenda = NULL;
  g_autoptr (GError) error = NULL;

  kontor_store_get_me (test->store, &me);
  my_id = kontor_id_dup_text (&me);
  add_task (test, "late", -1, my_id);
  add_task (test, "later still", -3, "");
  add_task (test, "Ben's", -9, other_id);
  add_task (test, "now", 0, my_id);
  add_task (test, "soon", 1, my_id);
  add_task (test, "some day", 9, my_id);
  agenda = kontor_agenda_load (test->store, test->clock.time, 10, &error);
  g_assert_no_error (error);
  assert_part (agenda, KONTOR_AGENDA_OVERDUE, "later still", 2);
  assert_part (agenda, KONTOR_AGENDA_TODAY, "now", 1);
  assert_part (agenda, KONTOR_AGENDA_TOMORROW, "soon", 1);
  assert_part (agenda, KONTOR_AGENDA_QUIET, NULL, 0);
}

static void
test_limit (KontorTestStore *test, gconstpointer data)
{
  g_autoptr (KontorAgenda) agenda = NULL;

  for (int i = 0; i < 7; i++)
    add_task (test, "late", -1, "");
  agenda = kontor_agenda_load (test->store, test->clock.time, 5, NULL);
  g_assert_cmpuint (agenda->parts[KONTOR_AGENDA_OVERDUE]->len, ==, 5);
  g_assert_cmpint (agenda->totals[KONTOR_AGENDA_OVERDUE], ==, 7);
}

int
main (int argc, char **argv)
{
#define ADD(path, function)                                                                        \
  g_test_add (path, KontorTestStore, NULL, set_up, function, kontor_test_store_tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("/agenda/holds-what-is-mine-by-its-day", test_parts);
  ADD ("/agenda/lists-so-many-and-counts-all", test_limit);
  return g_test_run ();
}
