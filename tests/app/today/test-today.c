/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/app-fixture.h"
#include "today/kontor-today-row.h"
#include "words/kontor-format.h"

typedef struct
{
  AppFixture *app;
  const char *title;
} Task;

/* Due @days from today. */
static KontorId
make_task (AppFixture *app, const char *title, int days)
{
  g_autofree char *due_on = kontor_date_dup_text (kontor_format_today () + days);
  return app_fixture_make (app, "task", "title", title, "due_on", due_on, NULL);
}

static GtkWidget *
find_row (AppFixture *app, const char *title)
{
  GtkWidget *row;
  for (guint i = 0; (row = app_find (GTK_WIDGET (app->window), KONTOR_TYPE_TODAY_ROW, i)); i++)
    if (g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title) == 0)
      return row;
  return NULL;
}

static gboolean
is_listed (gpointer data)
{
  const Task *task = data;
  return find_row (task->app, task->title) != NULL;
}

static gboolean
has_focus (gpointer data)
{
  const Task *task = data;
  GtkWidget *row = find_row (task->app, task->title);
  return row && gtk_widget_has_focus (row);
}

static void
wait_listed (AppFixture *app, const char *title)
{
  Task task = { app, title };
  app_fixture_wait (is_listed, &task, title);
  app_fixture_settle ();
}

static void
focus (AppFixture *app, const char *title)
{
  wait_listed (app, title);
  g_assert_true (gtk_widget_grab_focus (find_row (app, title)));
}

static void
wait_focus (AppFixture *app, const char *title)
{
  Task task = { app, title };
  app_fixture_wait (has_focus, &task, title);
  app_fixture_settle ();
  g_assert_true (has_focus (&task));
}

static void
make_three (AppFixture *app)
{
  app_fixture_go (app, "today");
  make_task (app, "One", -3);
  make_task (app, "Two", -2);
  make_task (app, "Three", 0);
  wait_listed (app, "Three");
}

/* As a pull does: what comes in stands above. */
static void
test_comes_above (AppFixture *app, gconstpointer data)
{
  make_three (app);
  focus (app, "Two");
  make_task (app, "Of another device", -5);
  wait_listed (app, "Of another device");
  wait_focus (app, "Two");
}

static void
test_one_after_the_other (AppFixture *app, gconstpointer data)
{
  make_three (app);
  focus (app, "One");
  app_fixture_do (app, "task.done");
  wait_focus (app, "Two");
  app_fixture_do (app, "task.done");
  wait_focus (app, "Three");
}

/* It stays on the page, among those of tomorrow. */
static void
test_put_off (AppFixture *app, gconstpointer data)
{
  make_three (app);
  focus (app, "Two");
  app_fixture_do (app, "task.snooze");
  wait_focus (app, "Three");
  g_assert_nonnull (find_row (app, "Two"));
}

static void
test_more_urgent (AppFixture *app, gconstpointer data)
{
  KontorFields *changes = kontor_fields_new (app_fixture_entity (app, "task"));
  KontorId id;
  make_three (app);
  id = make_task (app, "Four", 1);
  focus (app, "Four");
  kontor_fields_take_named (changes, "due_on",
                            kontor_value_integer (KONTOR_DATE, kontor_format_today () - 9));
  app_fixture_await (kontor_acts_update (app->workspace, &id, changes, "Four"));
  app_fixture_settle ();
  wait_focus (app, "Four");
}

static void
test_last (AppFixture *app, gconstpointer data)
{
  make_three (app);
  focus (app, "Three");
  app_fixture_do (app, "task.done");
  wait_focus (app, "Two");
}

#define ADD(path, test)                                                                            \
  g_test_add (path, AppFixture, NULL, app_fixture_set_up, test, app_fixture_tear_down)

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  ADD ("/today/the-focus-stays-with-its-task-when-another-comes-above", test_comes_above);
  ADD ("/today/doing-one-task-after-the-other-goes-on-with-the-next", test_one_after_the_other);
  ADD ("/today/the-focus-does-not-follow-a-task-that-is-put-off", test_put_off);
  ADD ("/today/the-focus-follows-a-task-that-becomes-more-urgent", test_more_urgent);
  ADD ("/today/after-the-last-task-the-focus-is-on-the-one-before", test_last);
  return g_test_run ();
}
