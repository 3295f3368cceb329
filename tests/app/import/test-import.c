/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/kontor-import-page.h"
#include "support/app-fixture.h"

#include <glib/gstdio.h>

static const char list[] = "First name,Last name,Spitzname,Email\nAna,Ruiz,Anita,a@example.com\n";

/* Opens a file of @text on the page and waits until it has been looked at. */
static KontorImportPage *
open_file (AppFixture *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  KontorImportPage *page;
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_list_store_append (files, file);
  app_fixture_go (self, "import");
  page = KONTOR_IMPORT_PAGE (app_find (GTK_WIDGET (self->window), KONTOR_TYPE_IMPORT_PAGE, 0));
  kontor_import_page_take_files (page, G_LIST_MODEL (files));
  app_wait_shows (self, name);
  app_fixture_settle ();
  return page;
}

static AdwComboRow *
find_row (AppFixture *self, const char *title)
{
  for (guint i = 0;; i++)
    {
      GtkWidget *row = app_find (GTK_WIDGET (self->window), ADW_TYPE_COMBO_ROW, i);
      if (row == NULL)
        g_error ("There is no row %s", title);
      if (g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title))
        return ADW_COMBO_ROW (row);
    }
}

static const char *
get_chosen (AppFixture *self, const char *title)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (find_row (self, title));
  return item ? gtk_string_object_get_string (item) : NULL;
}

static void
choose (AppFixture *self, const char *title, const char *label)
{
  AdwComboRow *row = find_row (self, title);
  GtkStringList *labels = GTK_STRING_LIST (adw_combo_row_get_model (row));
  guint position = gtk_string_list_find (labels, label);
  g_assert_cmpuint (position, !=, GTK_INVALID_LIST_POSITION);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  adw_combo_row_set_selected (row, position);
}

static gboolean
has_focus (AppFixture *self, const char *title)
{
  GtkWidget *row = GTK_WIDGET (find_row (self, title));
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self->window));
  return focus && (focus == row || gtk_widget_is_ancestor (focus, row));
}

static gboolean
is_ready (gpointer page)
{
  return kontor_page_is_ready (KONTOR_PAGE (page));
}

static void
act (KontorImportPage *page, const char *action)
{
  GActionGroup *actions = kontor_page_get_actions (KONTOR_PAGE (page), "import");
  g_assert_true (g_action_group_get_action_enabled (actions, action));
  g_action_group_activate_action (actions, action, NULL);
}

static void
import (AppFixture *self, KontorImportPage *page)
{
  app_fixture_wait (is_ready, page, "the look");
  act (page, "differences");
  app_fixture_settle ();
  act (page, "run");
  app_wait_shows (self, "Imported");
}

static void
test_choose (AppFixture *self, gconstpointer data)
{
  KontorImportPage *page = open_file (self, "list.csv", list);
  GtkWidget *row;
  g_assert_cmpstr (get_chosen (self, "Rows are"), ==, "Contacts");
  g_assert_cmpstr (get_chosen (self, "Email"), ==, "Email");
  g_assert_cmpstr (get_chosen (self, "Spitzname"), ==, "Left out");
  row = GTK_WIDGET (find_row (self, "Spitzname"));
  choose (self, "Spitzname", "Nickname");
  choose (self, "Email", "Left out");
  app_fixture_wait (is_ready, page, "the second look");
  app_fixture_settle ();
  /* The row is the same, and has the choice; what was chosen before is not lost. */
  g_assert_true (row == GTK_WIDGET (find_row (self, "Spitzname")));
  g_assert_cmpstr (get_chosen (self, "Spitzname"), ==, "Nickname");
  g_assert_cmpstr (get_chosen (self, "Email"), ==, "Left out");
  g_assert_true (has_focus (self, "Email"));
  import (self, page);
  /* It has come in so, and is remembered. */
  page = open_file (self, "list.csv", list);
  app_fixture_wait (is_ready, page, "the look at what was imported");
  g_assert_cmpstr (get_chosen (self, "Spitzname"), ==, "Nickname");
  g_assert_cmpstr (get_chosen (self, "Email"), ==, "Left out");
  act (page, "differences");
  app_wait_shows (self, "1 same");
}

/* Nothing tells what these are; one says it, and says it otherwise. */
static void
test_about (AppFixture *self, gconstpointer data)
{
  KontorImportPage *page = open_file (self, "list.csv", "qwe,rty\nAcme,Tools\nBluth,Homes\n");
  app_wait_shows (self, "Not recognised, 2 rows, UTF-8");
  g_assert_cmpstr (get_chosen (self, "Rows are"), ==, "Contacts");
  choose (self, "Rows are", "Companies");
  app_wait_shows (self, "Companies, 2 rows, UTF-8");
  app_fixture_wait (is_ready, page, "the look at companies");
  g_assert_true (has_focus (self, "Rows are"));
  choose (self, "qwe", "Name");
  choose (self, "rty", "Industry");
  app_fixture_wait (is_ready, page, "the look at names");
  act (page, "differences");
  app_wait_shows (self, "2 new");
  app_wait_shows (self, "Acme");
}

/* What is shown while files are looked at is no longer what would happen. */
static void
test_wait (AppFixture *self, gconstpointer data)
{
  KontorImportPage *page = open_file (self, "list.csv", list);
  GActionGroup *actions = kontor_page_get_actions (KONTOR_PAGE (page), "import");
  choose (self, "Spitzname", "Nickname");
  /* On a machine that is quick it may have been looked at by now. */
  g_assert_true (g_action_group_get_action_enabled (actions, "differences") == is_ready (page));
  g_assert_true (g_action_group_get_action_enabled (actions, "run") == is_ready (page));
  app_fixture_wait (is_ready, page, "the look");
  g_assert_true (g_action_group_get_action_enabled (actions, "differences"));
}

/* Each row is labelled for a screen reader, which then reads what is chosen in it. */
static void
test_names (AppFixture *self, gconstpointer data)
{
  static const char *const rows[] = { "Rows are", "First name", "Spitzname", "Email" };
  open_file (self, "list.csv", list);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = app_dup_name (GTK_WIDGET (find_row (self, rows[i])));
      g_assert_nonnull (name);
    }
}

/* A file that can't be read says so on the page, and another one can be chosen there. */
static void
test_unreadable (AppFixture *self, gconstpointer data)
{
  KontorImportPage *page = open_file (self, "list.csv", list);
  g_autofree char *path = g_build_filename (self->folder, "list.csv", NULL);
  g_assert_cmpint (g_unlink (path), ==, 0);
  choose (self, "Spitzname", "Nickname");
  app_wait_shows (self, "“list.csv” is not there any more.");
  app_wait_shows (self, "Choose other files…");
  g_assert_false (g_action_group_get_action_enabled (
      kontor_page_get_actions (KONTOR_PAGE (page), "import"), "run"));
  open_file (self, "fine.csv", list);
  g_assert_cmpstr (get_chosen (self, "Spitzname"), ==, "Left out");
}

static guint
count_rows (AppFixture *self)
{
  guint count = 0;
  while (app_find (GTK_WIDGET (self->window), ADW_TYPE_COMBO_ROW, count) != NULL)
    count++;
  return count;
}

/* A file of many columns has rows for some, and for more when they are asked for. */
static void
test_many_columns (AppFixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("First name,Last name,Email");
  GtkWidget *more;
  guint before;
  for (guint i = 3; i < 1000; i++)
    g_string_append_printf (text, ",c%u", i);
  g_string_append (text, "\nAna,Ruiz,a@example.com");
  for (guint i = 3; i < 1000; i++)
    g_string_append (text, ",x");
  g_string_append_c (text, '\n');
  open_file (self, "wide.csv", text->str);
  before = count_rows (self);
  g_assert_cmpuint (before, <, 100);
  more = app_find (GTK_WIDGET (self->window), ADW_TYPE_BUTTON_ROW, 0);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (more)), ==,
                   "Show 950 more columns");
  g_signal_emit_by_name (more, "activated");
  app_fixture_settle ();
  g_assert_cmpuint (count_rows (self), ==, before + 50);
  g_assert_true (has_focus (self, "c50"));
  g_assert_cmpstr (get_chosen (self, "c99"), ==, "Left out");
  more = app_find (GTK_WIDGET (self->window), ADW_TYPE_BUTTON_ROW, 0);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (more)), ==,
                   "Show 900 more columns");
}

#define ADD(path, test)                                                                            \
  g_test_add (path, AppFixture, NULL, app_fixture_set_up, test, app_fixture_tear_down)

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  ADD ("/import/a-column-is-what-one-says", test_choose);
  ADD ("/import/rows-are-what-one-says", test_about);
  ADD ("/import/nothing-is-imported-that-was-not-looked-at", test_wait);
  ADD ("/import/columns-have-names", test_names);
  ADD ("/import/of-many-columns-more-are-shown-when-asked-for", test_many_columns);
  ADD ("/import/a-file-that-cannot-be-read-says-why", test_unreadable);
  return g_test_run ();
}
