/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/record-driver.h"
#include "support/app-fixture.h"
#include "today/kontor-today-row.h"
#include "words/kontor-format.h"

#include <stdlib.h>

/* From the one zone to the other it is the same time of the next day. The sign is changed where it
 * stands: other threads may be reading the environment. */
#define SIGN 3
static char zone[] = "TZ=-12:00";

static void
set_up (AppFixture *self, gconstpointer data)
{
  zone[SIGN] = '-';
  app_fixture_set_up (self, data);
}

/* Somebody comes back to the window the next morning. */
static void
sleep_over (AppFixture *self)
{
  KontorDate before = kontor_format_today ();
  zone[SIGN] = '+';
  g_assert_cmpint (kontor_format_today (), ==, before + 1);
  g_object_notify (G_OBJECT (self->window), "is-active");
}

static KontorId
make_task (AppFixture *self)
{
  g_autofree char *due_on = kontor_date_dup_text (kontor_format_today () + 1);
  return app_fixture_make (self, "task", "title", "Call back", "due_on", due_on, NULL);
}

static int
find_part (AppFixture *self)
{
  GtkWidget *row = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_TODAY_ROW, 0);
  return row ? (int) kontor_today_row_get_part (KONTOR_TODAY_ROW (row)) : -1;
}

static gboolean
is_for_tomorrow (gpointer self)
{
  return find_part (self) == KONTOR_AGENDA_TOMORROW;
}

static gboolean
is_for_today (gpointer self)
{
  return find_part (self) == KONTOR_AGENDA_TODAY;
}

static void
test_today (AppFixture *self, gconstpointer data)
{
  g_autofree char *today = NULL;
  make_task (self);
  app_fixture_go (self, "today");
  app_fixture_wait (is_for_tomorrow, self, "the task being one for tomorrow");
  sleep_over (self);
  app_fixture_wait (is_for_today, self, "the task being one for today");
  today = kontor_format_date_exact (kontor_format_today ());
  g_assert_true (app_shows (self, today));
}

static void
test_list (AppFixture *self, gconstpointer data)
{
  make_task (self);
  app_fixture_go (self, "tasks");
  app_wait_shows (self, "Tomorrow");
  sleep_over (self);
  app_wait_hides (self, "Tomorrow");
}

static void
test_record (AppFixture *self, gconstpointer data)
{
  KontorId id = make_task (self);
  app_fixture_go_record (self, "tasks", &id);
  record_wait_text (record_find_fact (self, "due_on"), "Tomorrow");
  sleep_over (self);
  record_wait_text (record_find_fact (self, "due_on"), "Today");
}

#define ADD(path, test) g_test_add (path, AppFixture, NULL, set_up, test, app_fixture_tear_down)

int
main (int argc, char **argv)
{
  putenv (zone);
  app_fixture_init (&argc, &argv);
  ADD ("/day/what-was-for-tomorrow-is-for-today", test_today);
  ADD ("/day/a-list-says-how-far-away-a-day-is-now", test_list);
  ADD ("/day/a-fact-says-how-far-away-a-day-is-now", test_record);
  return g_test_run ();
}
