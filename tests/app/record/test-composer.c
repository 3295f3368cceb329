/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-composer.h"
#include "record/kontor-story-row.h"
#include "record/record-driver.h"

static gboolean
is_editable (gpointer text)
{
  return gtk_text_view_get_editable (text);
}

/* What the workspace does not take is still there to be mended. */
static void
test_unsaved_note (AppFixture *self, gconstpointer data)
{
  g_autoptr (GString) note = g_string_new ("Too long");
  GtkWidget *composer, *text;
  GtkTextBuffer *buffer;
  record_open_contact (self);
  composer = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_COMPOSER, 0);
  text = app_find (composer, GTK_TYPE_TEXT_VIEW, 0);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  while (note->len <= KONTOR_MAX_LONG_TEXT)
    g_string_append_printf (note, "\n%01000d", 0);
  gtk_text_buffer_set_text (buffer, note->str, -1);
  app_fixture_settle ();
  g_signal_emit_by_name (app_find_text (composer, GTK_TYPE_BUTTON, "Save"), "clicked");
  app_fixture_wait (is_editable, text, "the answer to the act");
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, (int) note->len);
}

static void
test_composer (AppFixture *self, gconstpointer data)
{
  KontorId ana = record_open_contact (self);
  KontorId ben = app_fixture_make (self, "contact", "first_name", "Ben", NULL);
  GtkWidget *composer, *text;
  GtkTextBuffer *buffer;
  app_fixture_do (self, "record.call");
  composer = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_COMPOSER, 0);
  text = app_find (composer, GTK_TYPE_TEXT_VIEW, 0);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  gtk_text_buffer_set_text (buffer, "Wants an offer\n\nBy Friday.", -1);
  /* What is being written stays with its record while one looks at another. */
  app_fixture_go_record (self, "contacts", &ben);
  app_wait_shows (self, "Ben");
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 0);
  app_fixture_go_record (self, "contacts", &ana);
  app_wait_shows (self, "Ana");
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), >, 0);
  g_signal_emit_by_name (app_find_text (composer, GTK_TYPE_BUTTON, "Save"), "clicked");
  app_wait_shows (self, "Wants an offer");
  app_wait_shows (self, "By Friday.");
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 0);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, AppFixture, NULL, app_fixture_set_up, test, app_fixture_tear_down)

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  ADD ("/composer/what-is-written-down-stands-in-the-story", test_composer);
  ADD ("/composer/what-could-not-be-saved-stays-to-be-mended", test_unsaved_note);
  return g_test_run ();
}
