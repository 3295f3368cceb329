/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "merge/kontor-alike-hint.h"
#include "record/kontor-new-dialog.h"
#include "record/kontor-ref-popover.h"
#include "record/record-driver.h"

typedef struct
{
  GtkWidget *popover;
  const char *text;
} Offer;

/* A dialog has saved nothing yet: what was done before it was opened stays. */
static void
test_undo_in_dialog (AppFixture *self, gconstpointer data)
{
  KontorId id = app_fixture_make (self, "contact", "first_name", "Ana", NULL);
  g_autoptr (KontorRecord) record = NULL;
  KontorFactRow *row;
  app_fixture_go (self, "contacts");
  app_fixture_do (self, "list.new");
  row = record_find_fact (self, "first_name");
  kontor_fact_row_edit (row);
  gtk_editable_set_text (GTK_EDITABLE (record_find_text (row)), "Zoë");
  g_assert_true (kontor_fact_row_finish (row));
  app_fixture_press (self, "<Control>z");
  record = app_fixture_get (self, "contact", &id);
  g_assert_false (kontor_record_is_trashed (record));
  adw_dialog_force_close (
      adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window)));
  app_fixture_settle ();
}

static void
test_new (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog, *save;
  app_fixture_go (self, "contacts");
  app_fixture_do (self, "list.new");
  dialog = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_NEW_DIALOG, 0);
  g_assert_nonnull (dialog);
  save = app_find_text (dialog, GTK_TYPE_BUTTON, "Add contact");
  g_signal_emit_by_name (save, "clicked");
  app_wait_shows (self, "It needs a name");
  gtk_editable_set_text (GTK_EDITABLE (record_find_text (record_find_fact (self, "first_name"))),
                         "Zoë");
  gtk_editable_set_text (GTK_EDITABLE (record_find_text (record_find_fact (self, "email"))),
                         "zoe@example.org");
  g_signal_emit_by_name (save, "clicked");
  app_wait_shows (self, "Added “Zoë”");
  app_wait_shows (self, "zoe@example.org");
  g_assert_null (app_find (GTK_WIDGET (self->window), KONTOR_TYPE_NEW_DIALOG, 0));
  g_assert_true (kontor_place_has_record (kontor_window_get_place (self->window)));
}

/* Two fields are left one after the other; then somebody is known again, and gone to instead. */
static void
test_known_again (AppFixture *self, gconstpointer data)
{
  KontorId id
      = app_fixture_make (self, "contact", "first_name", "Robert", "last_name", "Miller", NULL);
  GtkWidget *dialog, *row;
  KontorPlace place;
  app_fixture_go (self, "contacts");
  app_fixture_do (self, "list.new");
  dialog = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_NEW_DIALOG, 0);
  g_assert_null (app_find_text (dialog, GTK_TYPE_LABEL, "Already here?"));
  gtk_editable_set_text (GTK_EDITABLE (record_find_text (record_find_fact (self, "first_name"))),
                         "Bob");
  g_assert_true (kontor_fact_row_finish (record_find_fact (self, "first_name")));
  gtk_editable_set_text (GTK_EDITABLE (record_find_text (record_find_fact (self, "last_name"))),
                         "Miller");
  g_assert_true (kontor_fact_row_finish (record_find_fact (self, "last_name")));
  app_wait_shows (self, "Already here?");
  app_wait_shows (self, "Another form of the first name");
  row = app_find (app_find (dialog, KONTOR_TYPE_ALIKE_HINT, 0), ADW_TYPE_ACTION_ROW, 0);
  gtk_widget_activate (row);
  app_wait_shows (self, "Drop what you typed?");
  g_signal_emit_by_name (app_find_text (GTK_WIDGET (self->window), GTK_TYPE_BUTTON, "_Drop it"),
                         "clicked");
  app_wait_hides (self, "Add contact");
  app_fixture_settle ();
  place = *kontor_window_get_place (self->window);
  g_assert_true (kontor_id_equal (&place.id, &id));
}

static gboolean
is_offered (gpointer data)
{
  const Offer *offer = data;
  return app_find_text (offer->popover, GTK_TYPE_WIDGET, offer->text) != NULL;
}

/* The companies, as the dialog for a new deal offers them when they are first asked for. */
static GtkWidget *
open_chooser (AppFixture *self)
{
  Offer offer = { NULL, "Acme" };
  KontorFactRow *row;
  app_fixture_make (self, "company", "name", "Acme", NULL);
  app_fixture_make (self, "company", "name", "Zephyr", NULL);
  app_fixture_go (self, "deals");
  app_fixture_do (self, "list.new");
  row = record_find_fact (self, "company");
  kontor_fact_row_edit (row);
  app_fixture_settle ();
  offer.popover = app_find (GTK_WIDGET (row), KONTOR_TYPE_REF_POPOVER, 0);
  g_assert_nonnull (offer.popover);
  app_fixture_wait (is_offered, &offer, "Acme being offered");
  return offer.popover;
}

static void
drop_new (AppFixture *self)
{
  GtkWidget *drop;
  adw_dialog_close (ADW_DIALOG (app_find (GTK_WIDGET (self->window), KONTOR_TYPE_NEW_DIALOG, 0)));
  app_fixture_settle ();
  drop = app_find_text (GTK_WIDGET (self->window), GTK_TYPE_BUTTON, "_Drop it");
  if (drop)
    g_signal_emit_by_name (drop, "clicked");
  app_fixture_settle ();
}

static void
test_chooser (AppFixture *self, gconstpointer data)
{
  gtk_popover_popdown (GTK_POPOVER (open_chooser (self)));
  drop_new (self);
}

static gboolean
is_chosen (gpointer data)
{
  return !kontor_value_is_none (kontor_fact_row_get_value (data));
}

/* Enter, before what was typed has been looked for. */
static void
test_choose_fast (AppFixture *self, gconstpointer data)
{
  GtkWidget *popover = open_chooser (self);
  KontorFactRow *row = record_find_fact (self, "company");
  GtkWidget *search = app_find (popover, GTK_TYPE_SEARCH_ENTRY, 0);
  gtk_editable_set_text (GTK_EDITABLE (search), "zep");
  g_signal_emit_by_name (search, "activate");
  app_fixture_wait (is_chosen, row, "a company being chosen");
  g_assert_cmpstr (kontor_fact_row_get_ref_title (row), ==, "Zephyr");
  app_fixture_settle ();
  g_assert_false (gtk_widget_get_mapped (popover));
  drop_new (self);
}

/* Escape before the answer takes Enter back. */
static void
test_choose_and_close (AppFixture *self, gconstpointer data)
{
  GtkWidget *popover = open_chooser (self);
  KontorFactRow *row = record_find_fact (self, "company");
  GtkWidget *search = app_find (popover, GTK_TYPE_SEARCH_ENTRY, 0);
  gtk_editable_set_text (GTK_EDITABLE (search), "zep");
  g_signal_emit_by_name (search, "activate");
  gtk_popover_popdown (GTK_POPOVER (popover));
  app_fixture_settle ();
  g_assert_true (kontor_value_is_none (kontor_fact_row_get_value (row)));
  drop_new (self);
}

static gpointer
set_currency_job (KontorStore *store, gpointer data, GError **error)
{
  kontor_store_set_setting (store, "currency", data, error);
  return NULL;
}

static gboolean
has_amount (gpointer self)
{
  KontorFactRow *row = record_find_fact (self, "value");
  return row != NULL && !kontor_value_is_none (kontor_fact_row_get_value (row));
}

/* Also one that the workspace was given after the rows were made. */
static void
test_plain_amount (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog;
  KontorId id;
  app_fixture_go (self, "deals");
  app_fixture_do (self, "list.new");
  dialog = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_NEW_DIALOG, 0);
  gtk_editable_set_text (GTK_EDITABLE (record_find_text (record_find_fact (self, "title"))),
                         "Lamps");
  gtk_editable_set_text (GTK_EDITABLE (record_find_text (record_find_fact (self, "value"))),
                         "1200");
  g_signal_emit_by_name (app_find_text (dialog, GTK_TYPE_BUTTON, "Add deal"), "clicked");
  app_wait_shows (self, "Added “Lamps”");
  id = kontor_window_get_place (self->window)->id;
  record_wait_value (self, "deal", &id, "value", "1200.00 EUR");
  app_fixture_wait (has_amount, self, "the amount on the page of the deal");
  app_fixture_await (kontor_workspace_write (self->workspace, set_currency_job, "CHF", NULL, NULL));
  gtk_editable_set_text (GTK_EDITABLE (record_find_text (record_find_fact (self, "value"))),
                         "1300.50");
  g_assert_true (kontor_fact_row_finish (record_find_fact (self, "value")));
  record_wait_value (self, "deal", &id, "value", "1300.50 CHF");
}

typedef struct
{
  AppFixture *app;
  const char *field;
  const char *title;
} Given;

static gboolean
is_given (gpointer data)
{
  const Given *given = data;
  KontorFactRow *row = record_find_fact (given->app, given->field);
  return row && g_strcmp0 (kontor_fact_row_get_ref_title (row), given->title) == 0;
}

static void
wait_given (AppFixture *self, const char *field, const char *title)
{
  Given given = { self, field, title };
  app_fixture_wait (is_given, &given, field);
}

static KontorId
add_deal (AppFixture *self, const char *title)
{
  GtkWidget *dialog = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_NEW_DIALOG, 0);
  gtk_editable_set_text (GTK_EDITABLE (record_find_text (record_find_fact (self, "title"))), title);
  g_signal_emit_by_name (app_find_text (dialog, GTK_TYPE_BUTTON, "Add deal"), "clicked");
  app_wait_hides (self, "Add deal");
  return kontor_window_get_place (self->window)->id;
}

/* What is filled in where nothing is said is seen before, and can be emptied. */
static void
test_defaults (AppFixture *self, gconstpointer data)
{
  KontorId id;
  app_fixture_go (self, "deals");
  app_fixture_do (self, "list.new");
  wait_given (self, "stage", "New");
  wait_given (self, "owner", "Ana Ruiz");
  kontor_fact_row_commit (record_find_fact (self, "owner"), KONTOR_VALUE_NONE, NULL);
  id = add_deal (self, "Lamps");
  record_wait_value (self, "deal", &id, "owner", NULL);
}

/* The day one looks at, the stage one stands in. */
static void
test_presets (AppFixture *self, gconstpointer data)
{
  app_fixture_go (self, "today");
  app_fixture_do (self, "list.new");
  record_wait_text (record_find_fact (self, "due_on"), "Today");
  drop_new (self);
  app_fixture_go (self, "board");
  app_fixture_do (self, "list.new");
  wait_given (self, "stage", "New");
  g_assert_null (app_find_text (GTK_WIDGET (self->window), GTK_TYPE_BUTTON, "_Drop it"));
  drop_new (self);
}

/* Whose it is, and for whom; not when it will have ended. */
static void
test_belongs (AppFixture *self, gconstpointer data)
{
  app_fixture_go (self, "deals");
  app_fixture_do (self, "list.new");
  g_assert_nonnull (record_find_fact (self, "company"));
  g_assert_nonnull (record_find_fact (self, "contact"));
  g_assert_null (record_find_fact (self, "closed_on"));
  wait_given (self, "owner", "Ana Ruiz");
  /* What chooses another, but nothing that goes there. */
  g_assert_nonnull (app_find (GTK_WIDGET (record_find_fact (self, "owner")), GTK_TYPE_BUTTON, 0));
  g_assert_null (app_find (GTK_WIDGET (record_find_fact (self, "owner")), GTK_TYPE_BUTTON, 1));
  drop_new (self);
  app_fixture_go (self, "tasks");
  app_fixture_do (self, "list.new");
  g_assert_nonnull (record_find_fact (self, "contact"));
  g_assert_nonnull (record_find_fact (self, "company"));
  g_assert_nonnull (record_find_fact (self, "deal"));
  drop_new (self);
}

static GtkShortcutAction *
find_save_key (GtkWidget *dialog)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (dialog);
  g_autoptr (GtkShortcutTrigger) keys = gtk_shortcut_trigger_parse_string ("<Control>Return");
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GListModel) shortcuts = g_list_model_get_item (controllers, i);
      for (guint k = 0;
           GTK_IS_SHORTCUT_CONTROLLER (shortcuts) && k < g_list_model_get_n_items (shortcuts); k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, k);
          if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), keys))
            return gtk_shortcut_get_action (shortcut);
        }
    }
  g_assert_not_reached ();
}

/* The second time before the first is answered. */
static void
test_saved_twice (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog;
  app_fixture_make (self, "contact", "first_name", "Ana", NULL);
  app_fixture_go (self, "contacts");
  app_fixture_do (self, "list.new");
  dialog = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_NEW_DIALOG, 0);
  gtk_editable_set_text (GTK_EDITABLE (record_find_text (record_find_fact (self, "first_name"))),
                         "Zoë");
  for (int i = 0; i < 2; i++)
    gtk_shortcut_action_activate (find_save_key (dialog), 0, dialog, NULL);
  app_wait_shows (self, "Added “Zoë”");
  app_fixture_settle ();
  app_fixture_go (self, "contacts");
  app_wait_shows (self, "2 contacts");
  app_fixture_do (self, "win.undo");
  app_wait_shows (self, "1 contact");
}

/* Closing a dialog never loses what was typed without a word. */
static void
test_new_dropped (AppFixture *self, gconstpointer data)
{
  GtkWidget *dialog;
  app_fixture_go (self, "contacts");
  app_fixture_do (self, "list.new");
  dialog = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_NEW_DIALOG, 0);
  adw_dialog_close (ADW_DIALOG (dialog));
  app_fixture_settle ();
  g_assert_null (app_find (GTK_WIDGET (self->window), KONTOR_TYPE_NEW_DIALOG, 0));
  app_fixture_do (self, "list.new");
  dialog = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_NEW_DIALOG, 0);
  gtk_editable_set_text (GTK_EDITABLE (record_find_text (record_find_fact (self, "first_name"))),
                         "Zoë");
  adw_dialog_close (ADW_DIALOG (dialog));
  app_wait_shows (self, "Drop what you typed?");
  g_assert_nonnull (app_find (GTK_WIDGET (self->window), KONTOR_TYPE_NEW_DIALOG, 0));
  g_signal_emit_by_name (app_find_text (GTK_WIDGET (self->window), GTK_TYPE_BUTTON, "_Drop it"),
                         "clicked");
  app_wait_hides (self, "Add contact");
  g_assert_null (app_find (GTK_WIDGET (self->window), KONTOR_TYPE_NEW_DIALOG, 0));
}

#define ADD(path, test)                                                                            \
  g_test_add (path, AppFixture, NULL, app_fixture_set_up, test, app_fixture_tear_down)

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  ADD ("/new-dialog/a-new-one-needs-a-name-and-is-opened", test_new);
  ADD ("/new-dialog/who-is-here-already-is-known-again", test_known_again);
  ADD ("/new-dialog/undo-in-a-dialog-leaves-what-was-before-it", test_undo_in_dialog);
  ADD ("/new-dialog/a-plain-amount-is-in-the-currency-of-the-workspace", test_plain_amount);
  ADD ("/new-dialog/a-chooser-offers-what-there-is-at-once", test_chooser);
  ADD ("/new-dialog/enter-in-a-chooser-waits-for-what-was-typed", test_choose_fast);
  ADD ("/new-dialog/a-chooser-that-was-closed-chooses-nothing", test_choose_and_close);
  ADD ("/new-dialog/what-will-be-filled-in-is-seen-before", test_defaults);
  ADD ("/new-dialog/what-it-was-opened-with-is-seen", test_presets);
  ADD ("/new-dialog/asks-what-a-new-one-belongs-to", test_belongs);
  ADD ("/new-dialog/saved-twice-at-once-is-saved-once", test_saved_twice);
  ADD ("/new-dialog/what-was-typed-is-not-dropped-silently", test_new_dropped);
  return g_test_run ();
}
