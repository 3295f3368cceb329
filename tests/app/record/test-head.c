/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-composer.h"
#include "record/kontor-new-dialog.h"
#include "record/kontor-record-page.h"
#include "record/record-driver.h"

#include <glib/gstdio.h>
#include <string.h>

/* Where the app that stands in for those of a desktop leaves what it was asked to open. */
static char *opened;

static GtkWidget *
find_pill (AppFixture *self, const char *label)
{
  GtkWidget *page = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_RECORD_PAGE, 0);
  GtkWidget *words = app_find_text (page, GTK_TYPE_LABEL, label);
  return words ? gtk_widget_get_ancestor (words, GTK_TYPE_BUTTON) : NULL;
}

static void
press_pill (AppFixture *self, const char *label)
{
  GtkWidget *pill = find_pill (self, label);
  g_assert_nonnull (pill);
  g_signal_emit_by_name (pill, "clicked");
}

static void
check_composes (AppFixture *self, const char *kind)
{
  GtkWidget *composer = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_COMPOSER, 0);
  GtkWidget *kinds = app_find (composer, ADW_TYPE_TOGGLE_GROUP, 0);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_true (focus && gtk_widget_is_ancestor (focus, composer));
  g_assert_true (GTK_IS_TEXT_VIEW (focus));
  g_assert_cmpstr (adw_toggle_group_get_active_name (ADW_TOGGLE_GROUP (kinds)), ==, kind);
}

static gboolean
has_opened (gpointer data)
{
  g_autofree char *text = NULL;
  return g_file_get_contents (opened, &text, NULL, NULL) && strcmp (text, data) == 0;
}

static KontorId
make_point (AppFixture *self,
            const char *owner,
            const KontorId *id,
            const char *kind,
            const char *is)
{
  g_autofree char *text = kontor_id_dup_text (id);
  return app_fixture_make (self, "contact_point", owner, text, "kind", kind, kind, is, NULL);
}

static void
test_note (AppFixture *self, gconstpointer data)
{
  record_open_contact (self);
  press_pill (self, "Note");
  check_composes (self, "note");
}

static void
test_call (AppFixture *self, gconstpointer data)
{
  KontorId ana = record_open_contact (self);
  make_point (self, "contact", &ana, "phone", "+34600123123");
  app_wait_shows (self, "+34600123123");
  press_pill (self, "Call");
  check_composes (self, "call");
  app_fixture_wait (has_opened, (gpointer) "tel:+34600123123", "the call");
}

/* One without an address of its own is written to where it belongs. */
static void
test_mail (AppFixture *self, gconstpointer data)
{
  KontorId acme = app_fixture_make (self, "company", "name", "Acme", NULL);
  g_autofree char *company = kontor_id_dup_text (&acme);
  KontorId deal = app_fixture_make (self, "deal", "title", "Lamps", "company", company, NULL);
  make_point (self, "company", &acme, "email", "info@acme.example");
  app_fixture_go_record (self, "deals", &deal);
  app_wait_shows (self, "Lamps");
  press_pill (self, "Mail");
  check_composes (self, "mail");
  app_fixture_wait (has_opened, (gpointer) "mailto:info@acme.example", "the mail");
}

static KontorFactRow *
find_fact (GtkWidget *dialog, const char *name)
{
  for (guint i = 0;; i++)
    {
      GtkWidget *row = app_find (dialog, KONTOR_TYPE_FACT_ROW, i);
      if (row == NULL
          || strcmp (kontor_fact_row_get_field (KONTOR_FACT_ROW (row))->name, name) == 0)
        return row ? KONTOR_FACT_ROW (row) : NULL;
    }
}

static void
check_refers (GtkWidget *dialog, const char *field, const char *title)
{
  KontorFactRow *row = find_fact (dialog, field);
  g_assert_nonnull (row);
  g_assert_cmpstr (kontor_fact_row_get_ref_title (row), ==, title);
}

/* Saved on the page it was begun on, which shows it. */
static void
test_add (AppFixture *self, gconstpointer data)
{
  KontorId acme = app_fixture_make (self, "company", "name", "Acme", NULL);
  g_autofree char *company = kontor_id_dup_text (&acme);
  KontorId ana = app_fixture_make (self, "contact", "first_name", "Ana", "company", company, NULL);
  app_fixture_go_record (self, "contacts", &ana);
  app_wait_shows (self, "Ana");
  for (int i = 0; i < 2; i++)
    {
      GtkWidget *dialog;
      press_pill (self, i == 0 ? "Task" : "Deal");
      dialog = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_NEW_DIALOG, 0);
      g_assert_nonnull (dialog);
      app_fixture_settle ();
      check_refers (dialog, "contact", "Ana");
      check_refers (dialog, "company", "Acme");
      gtk_editable_set_text (GTK_EDITABLE (record_find_text (find_fact (dialog, "title"))),
                             i == 0 ? "Ring her" : "Lamps");
      g_signal_emit_by_name (
          app_find_text (dialog, GTK_TYPE_BUTTON, i == 0 ? "Add task" : "Add deal"), "clicked");
      app_wait_hides (self, i == 0 ? "Add task" : "Add deal");
      app_wait_shows (self, i == 0 ? "Ring her" : "Lamps");
      g_assert_true (kontor_id_equal (&kontor_window_get_place (self->window)->id, &ana));
    }
}

/* A task has no deals, and nothing can be added to what is in the trash. */
static void
test_none (AppFixture *self, gconstpointer data)
{
  KontorId task = app_fixture_make (self, "task", "title", "Ring", NULL);
  app_fixture_go_record (self, "tasks", &task);
  app_wait_shows (self, "Ring");
  g_assert_null (find_pill (self, "Note"));
  g_assert_null (find_pill (self, "Deal"));
  g_assert_false (kontor_window_can (self->window, "record.deal"));
  record_open_contact (self);
  g_assert_nonnull (find_pill (self, "Task"));
  app_fixture_do (self, "record.delete");
  app_wait_shows (self, "This record is in the trash.");
  g_assert_null (find_pill (self, "Task"));
}

/* The picture that somebody's card brought. */
static void
test_portrait (AppFixture *self, gconstpointer data)
{
  static const char card[] = "BEGIN:VCARD\r\nVERSION:3.0\r\nPHOTO;ENCODING=b;TYPE=PNG:"
                             "iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAEElEQVR42mP4z8AARAwoF"
                             "ABE0AX7TM5xDwAAAABJRU5E"
                             "rkJggg==\r\nEND:VCARD\r\n";
  KontorId ana = app_fixture_make (self, "contact", "first_name", "Ana", "card", card, NULL);
  GtkWidget *page;
  app_fixture_go_record (self, "contacts", &ana);
  page = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_RECORD_PAGE, 0);
  g_assert_nonnull (adw_avatar_get_custom_image (ADW_AVATAR (app_find (page, ADW_TYPE_AVATAR, 0))));
}

/* An app for calls and mail, as a desktop would have one. */
static void
install_app (const char *folder)
{
  g_autofree char *applications = g_build_filename (folder, "applications", NULL);
  g_autofree char *desktop = g_build_filename (applications, "stand-in.desktop", NULL);
  g_autofree char *program = g_build_filename (folder, "stand-in", NULL);
  g_autofree char *list = g_build_filename (applications, "mimeapps.list", NULL);
  g_autofree char *entry
      = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Stand-in\nExec=%s %%u\n"
                         "MimeType=x-scheme-handler/tel;x-scheme-handler/mailto;\n",
                         program);
  g_autofree char *script = g_strdup_printf (
      "#!/bin/sh\nprintf '%%s' \"$1\" > %s.new && mv %s.new %s\n", opened, opened, opened);
  g_assert_cmpint (g_mkdir_with_parents (applications, 0700), ==, 0);
  g_assert_true (g_file_set_contents (desktop, entry, -1, NULL));
  g_assert_true (g_file_set_contents (program, script, -1, NULL));
  g_assert_cmpint (g_chmod (program, 0700), ==, 0);
  g_assert_true (g_file_set_contents (list,
                                      "[Default Applications]\n"
                                      "x-scheme-handler/tel=stand-in.desktop\n"
                                      "x-scheme-handler/mailto=stand-in.desktop\n",
                                      -1, NULL));
}

#define ADD(path, test)                                                                            \
  g_test_add (path, AppFixture, NULL, app_fixture_set_up, test, app_fixture_tear_down)

int
main (int argc, char **argv)
{
  /* A home of its own, which run-headless gives every test. */
  opened = g_build_filename (g_get_user_data_dir (), "opened", NULL);
  install_app (g_get_user_data_dir ());
  app_fixture_init (&argc, &argv);
  ADD ("/head/note-puts-the-cursor-into-the-composer", test_note);
  ADD ("/head/call-calls-and-is-written-down", test_call);
  ADD ("/head/mail-goes-to-whom-a-deal-is-with", test_mail);
  ADD ("/head/task-and-deal-begin-with-whom-they-are-for", test_add);
  ADD ("/head/shows-the-picture-of-a-card", test_portrait);
  ADD ("/head/offers-what-can-be-added-alone", test_none);
  return g_test_run ();
}
