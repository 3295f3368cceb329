/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/app-fixture.h"

#include "merge/kontor-duplicate-card.h"

typedef struct
{
  AppFixture base;
  KontorId ada, other;
} Office;

static void
set_up (Office *self, gconstpointer data)
{
  char id[KONTOR_ID_TEXT_SIZE];

  app_fixture_set_up (&self->base, data);
  self->ada = app_fixture_make (&self->base, "contact", "first_name", "Ada", "last_name",
                                "Lovelace", "job_title", "Countess", NULL);
  self->other = app_fixture_make (&self->base, "contact", "first_name", "A.", "last_name",
                                  "Lovelace", "job_title", "Analyst", NULL);
  app_fixture_make (&self->base, "contact_point", "contact", kontor_id_to_text (&self->ada, id),
                    "kind", "email", "email", "ada@example.com", NULL);
  app_fixture_make (&self->base, "contact_point", "contact", kontor_id_to_text (&self->other, id),
                    "kind", "email", "email", "ADA@example.com", NULL);
}

static void
tear_down (Office *self, gconstpointer data)
{
  app_fixture_tear_down (&self->base, data);
}

static GtkWidget *
find_card (Office *self)
{
  return app_find (GTK_WIDGET (self->base.window), KONTOR_TYPE_DUPLICATE_CARD, 0);
}

static gboolean
has_card (gpointer data)
{
  return find_card (data) != NULL;
}

static gboolean
has_no_card (gpointer data)
{
  return find_card (data) == NULL;
}

static GtkWidget *
go (Office *self)
{
  app_fixture_go (&self->base, "duplicates");
  app_fixture_wait (has_card, self, "a card");
  return find_card (self);
}

static void
press (GtkWidget *card, const char *words)
{
  GtkWidget *button = app_find_text (card, GTK_TYPE_BUTTON, words);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static const char *
get_result (GtkWidget *card, const char *label)
{
  const KontorDuplicate *duplicate = kontor_duplicate_card_get (KONTOR_DUPLICATE_CARD (card));

  for (guint i = 0; i < duplicate->lines->len; i++)
    {
      const KontorDuplicateLine *line = duplicate->lines->pdata[i];

      if (g_str_equal (line->field->label, label))
        return kontor_duplicate_get_result (duplicate, line);
    }
  return NULL;
}

/* The value of @text, as a button to choose it. */
static GtkWidget *
find_choice (GtkWidget *card, const char *text)
{
  GtkWidget *choice;

  for (guint i = 0; (choice = app_find (card, GTK_TYPE_CHECK_BUTTON, i)) != NULL; i++)
    {
      GtkWidget *label = gtk_check_button_get_child (GTK_CHECK_BUTTON (choice));

      if (g_str_equal (gtk_label_get_label (GTK_LABEL (label)), text))
        return choice;
    }
  return NULL;
}

static void
test_pairs_are_explained (Office *self, gconstpointer data)
{
  go (self);
  g_assert_true (app_shows (&self->base, "Contact · Almost certainly the same"));
  g_assert_true (app_shows (&self->base,
                            "One name is part of the other · Same email address: ada@example.com"));
}

static void
test_the_result_follows_the_choice (Office *self, gconstpointer data)
{
  GtkWidget *card = go (self);
  GtkWidget *choice = find_choice (card, "Analyst");
  g_autoptr (KontorRecord) record = NULL;

  g_assert_cmpstr (get_result (card, "Role"), ==, "Countess");
  g_assert_cmpstr (get_result (card, "Email"), ==, "ada@example.com");
  g_assert_nonnull (choice);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (choice), TRUE);
  g_assert_cmpstr (get_result (card, "Role"), ==, "Analyst");
  press (card, "Merge");
  app_fixture_wait (has_no_card, self, "the merge");
  record = app_fixture_get (&self->base, "contact", &self->other);
  g_assert_true (kontor_id_equal (kontor_record_get_id (record), &self->ada));
  g_assert_cmpstr (kontor_record_get_text (record, "job_title"), ==, "Analyst");
}

static void
test_what_was_done_can_be_undone (Office *self, gconstpointer data)
{
  press (go (self), "Merge");
  app_fixture_wait (has_no_card, self, "the merge");
  app_fixture_do (&self->base, "win.undo");
  app_fixture_wait (has_card, self, "the undo");
}

static void
test_what_is_kept_separate_goes (Office *self, gconstpointer data)
{
  press (go (self), "Keep separate");
  app_fixture_wait (has_no_card, self, "keeping separate");
  app_wait_shows (&self->base, "No duplicates");
  app_fixture_do (&self->base, "win.undo");
  app_fixture_wait (has_card, self, "the undo");
}

int
main (int argc, char **argv)
{
#define ADD(path, function) g_test_add (path, Office, NULL, set_up, function, tear_down)
  app_fixture_init (&argc, &argv);
  ADD ("/duplicates-page/pairs-are-explained", test_pairs_are_explained);
  ADD ("/duplicates-page/the-result-follows-the-choice", test_the_result_follows_the_choice);
  ADD ("/duplicates-page/what-was-done-can-be-undone", test_what_was_done_can_be_undone);
  ADD ("/duplicates-page/what-is-kept-separate-goes", test_what_is_kept_separate_goes);
  return g_test_run ();
}
