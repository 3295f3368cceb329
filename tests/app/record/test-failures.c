/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is shown where something could not be saved or found, or came too late. */

#include "record/kontor-point-row.h"
#include "record/kontor-ref-popover.h"
#include "record/record-driver.h"
#include "search/kontor-finder.h"

static gboolean
is_over (gpointer future)
{
  return !dex_future_is_pending (future);
}

/* From now on nothing can be read or written, as where a disk has gone. */
static void
break_workspace (AppFixture *self)
{
  g_autoptr (DexFuture) closing = kontor_workspace_close (self->workspace);
  app_fixture_wait (is_over, closing, "the workspace being closed");
}

static void
test_fact (AppFixture *self, gconstpointer data)
{
  KontorFactRow *row;
  GtkWidget *text;
  record_open_contact (self);
  row = record_find_fact (self, "job_title");
  text = record_find_text (row);
  kontor_fact_row_edit (row);
  gtk_editable_set_text (GTK_EDITABLE (text), "Head of purchasing");
  break_workspace (self);
  g_signal_emit_by_name (text, "activate");
  app_wait_shows (self, "The disk did not take it. Nothing was changed: try again.");
  app_fixture_settle ();
  g_assert_cmpstr (kontor_fact_row_get_value (row)->text, ==, "Buyer");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "Head of purchasing");
  app_fixture_press (self, "Escape");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "Buyer");
}

static void
test_point (AppFixture *self, gconstpointer data)
{
  KontorId ana = record_open_contact (self);
  GtkWidget *row, *text;
  record_make_email (self, &ana, "ana@example.org");
  app_wait_shows (self, "ana@example.org");
  row = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_POINT_ROW, 0);
  kontor_point_row_edit (KONTOR_POINT_ROW (row));
  text = app_find (row, GTK_TYPE_TEXT, 0);
  gtk_editable_set_text (GTK_EDITABLE (text), "ruiz@example.org");
  break_workspace (self);
  g_signal_emit_by_name (text, "activate");
  app_wait_shows (self, "The disk did not take it. Nothing was changed: try again.");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "ruiz@example.org");
  app_fixture_press (self, "Escape");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "ana@example.org");
}

typedef struct
{
  AppFixture *app;
  KontorId contact;
} Employee;

static gboolean
is_employed (gpointer data)
{
  const Employee *employee = data;
  g_autoptr (KontorRecord) record = app_fixture_get (employee->app, "contact", &employee->contact);
  return g_strcmp0 (kontor_record_get_ref_title (record, "company"), "New and Co") == 0;
}

/* A company is made for one contact, and another is shown before it is there. */
static void
test_late_reference (AppFixture *self, gconstpointer data)
{
  KontorId old = app_fixture_make (self, "company", "name", "Old and Co", NULL);
  g_autofree char *old_id = kontor_id_dup_text (&old);
  Employee ana
      = { self, app_fixture_make (self, "contact", "first_name", "Ana", "company", old_id, NULL) };
  KontorId ben = app_fixture_make (self, "contact", "first_name", "Ben", "company", old_id, NULL);
  KontorPlace next = kontor_place_make ("contacts", &ben);
  GtkWidget *button;
  app_fixture_go_record (self, "contacts", &ana.contact);
  button = kontor_fact_row_get_editor (record_find_fact (self, "company"));
  g_signal_emit_by_name (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)), "create",
                         "New and Co");
  g_assert_true (kontor_window_go (self->window, &next));
  app_fixture_wait (is_employed, &ana, "the contact being at the new company");
  app_fixture_settle ();
  record_wait_value (self, "contact", &ben, "company", old_id);
  g_assert_true (app_shows (self, "Ben"));
}

static void
test_search (AppFixture *self, gconstpointer data)
{
  GtkWidget *entry;
  app_fixture_go (self, "search");
  entry = app_find (GTK_WIDGET (self->window), GTK_TYPE_SEARCH_ENTRY, 0);
  break_workspace (self);
  gtk_editable_set_text (GTK_EDITABLE (entry), "ana");
  app_wait_shows (self, "The search failed");
  g_assert_false (app_shows (self, "Nothing found"));
}

static void
test_palette (AppFixture *self, gconstpointer data)
{
  AdwDialog *palette;
  GtkWidget *entry;
  app_fixture_go (self, "contacts");
  app_fixture_do (self, "win.palette");
  palette = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
  entry = app_find (GTK_WIDGET (palette), GTK_TYPE_SEARCH_ENTRY, 0);
  break_workspace (self);
  gtk_editable_set_text (GTK_EDITABLE (entry), "yilmaz");
  app_wait_shows (self, "The search failed");
  adw_dialog_force_close (palette);
  app_fixture_settle ();
}

#define ADD(path, test)                                                                            \
  g_test_add (path, AppFixture, NULL, app_fixture_set_up, test, app_fixture_tear_down)

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  ADD ("/failures/a-fact-that-was-not-saved-says-so-and-keeps-what-was-typed", test_fact);
  ADD ("/failures/a-way-to-reach-that-was-not-saved-says-so-and-keeps-what-was-typed", test_point);
  ADD ("/failures/a-new-company-goes-to-the-contact-it-was-made-for", test_late_reference);
  ADD ("/failures/a-search-that-failed-has-not-found-nothing", test_search);
  ADD ("/failures/the-palette-says-that-its-search-failed", test_palette);
  return g_test_run ();
}
