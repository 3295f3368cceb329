/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-record-list.h"
#include "record/kontor-composer.h"
#include "record/kontor-facts-view.h"
#include "record/kontor-point-row.h"
#include "record/kontor-points-view.h"
#include "record/kontor-record-page.h"
#include "record/kontor-related.h"
#include "record/kontor-story-row.h"
#include "record/kontor-tag-strip.h"
#include "record/record-driver.h"

#include <string.h>

static void
test_edit (AppFixture *self, gconstpointer data)
{
  KontorId id = record_open_contact (self);
  KontorFactRow *row = record_find_fact (self, "job_title");
  GtkWidget *text = record_find_text (row);
  kontor_fact_row_edit (row);
  gtk_editable_set_text (GTK_EDITABLE (text), "Head of purchasing");
  g_signal_emit_by_name (text, "activate");
  record_wait_value (self, "contact", &id, "job_title", "Head of purchasing");
  app_wait_shows (self, "Role: Buyer → Head of purchasing");
}

/* What is typed is undone in the field, what is saved in the workspace, from where one is. */
static void
test_undo (AppFixture *self, gconstpointer data)
{
  KontorId id = record_open_contact (self);
  KontorFactRow *row = record_find_fact (self, "job_title");
  GtkWidget *text = record_find_text (row);
  kontor_fact_row_edit (row);
  gtk_editable_set_text (GTK_EDITABLE (text), "Head of purchasing");
  g_signal_emit_by_name (text, "activate");
  record_wait_value (self, "contact", &id, "job_title", "Head of purchasing");
  app_fixture_press (self, "<Control>z");
  record_wait_value (self, "contact", &id, "job_title", "Buyer");
  record_wait_text (row, "Buyer");
  app_fixture_press (self, "<Control><Shift>z");
  record_wait_value (self, "contact", &id, "job_title", "Head of purchasing");
  record_wait_text (row, "Head of purchasing");
  gtk_editable_set_text (GTK_EDITABLE (text), "Half-typ");
  app_fixture_press (self, "<Control>z");
  record_wait_value (self, "contact", &id, "job_title", "Head of purchasing");
}

/* Before the record has come back with what was saved. */
static void
test_changed_back (AppFixture *self, gconstpointer data)
{
  KontorId id = record_open_contact (self);
  KontorFactRow *row = record_find_fact (self, "job_title");
  GtkWidget *text = record_find_text (row);
  KontorFields *back = kontor_fields_new (app_fixture_entity (self, "contact"));
  kontor_fields_set_text (back, "job_title", "Buyer");
  kontor_fact_row_edit (row);
  gtk_editable_set_text (GTK_EDITABLE (text), "Head of purchasing");
  g_signal_emit_by_name (text, "activate");
  dex_future_disown (kontor_acts_update (self->workspace, &id, back, "Ana"));
  record_wait_text (row, "Buyer");
}

static void
test_escape (AppFixture *self, gconstpointer data)
{
  KontorId id = record_open_contact (self);
  KontorFactRow *row = record_find_fact (self, "job_title");
  GtkWidget *text = record_find_text (row);
  kontor_fact_row_edit (row);
  gtk_editable_set_text (GTK_EDITABLE (text), "Nonsense");
  kontor_fact_row_reset (row);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "Buyer");
  g_assert_true (kontor_fact_row_finish (row));
  app_fixture_settle ();
  record_wait_value (self, "contact", &id, "job_title", "Buyer");
}

static void
test_leave (AppFixture *self, gconstpointer data)
{
  KontorId id = record_open_contact (self);
  KontorFactRow *row = record_find_fact (self, "job_title");
  kontor_fact_row_edit (row);
  gtk_editable_set_text (GTK_EDITABLE (record_find_text (row)), "Left");
  app_fixture_go (self, "companies");
  record_wait_value (self, "contact", &id, "job_title", "Left");
}

static void
test_refused (AppFixture *self, gconstpointer data)
{
  KontorId id = app_fixture_make (self, "company", "name", "Acme", "employees", "12", NULL);
  KontorFactRow *row;
  GtkWidget *text;
  app_fixture_go_record (self, "companies", &id);
  row = record_find_fact (self, "employees");
  text = record_find_text (row);
  kontor_fact_row_edit (row);
  gtk_editable_set_text (GTK_EDITABLE (text), "many");
  g_assert_false (kontor_fact_row_finish (row));
  app_wait_shows (self, "This takes a whole number");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (text)), ==, "many");
  gtk_editable_set_text (GTK_EDITABLE (text), "1200");
  g_assert_true (kontor_fact_row_finish (row));
  app_wait_hides (self, "This takes a whole number");
  app_wait_shows (self, "1,200");
}

/* Another's change comes in while one types elsewhere, and what is being typed stays. */
static void
test_change_from_outside (AppFixture *self, gconstpointer data)
{
  KontorId id = record_open_contact (self);
  KontorFactRow *name = record_find_fact (self, "first_name");
  KontorFields *changes = kontor_fields_new (app_fixture_entity (self, "contact"));
  kontor_fact_row_edit (name);
  gtk_editable_set_text (GTK_EDITABLE (record_find_text (name)), "Half-typ");
  kontor_fields_set_text (changes, "first_name", "Hanna");
  kontor_fields_set_text (changes, "job_title", "Chief");
  app_fixture_await (kontor_acts_update (self->workspace, &id, changes, "Ana"));
  app_wait_shows (self, "Chief");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (record_find_text (name))), ==, "Half-typ");
}

static void
test_history (AppFixture *self, gconstpointer data)
{
  KontorId id = record_open_contact (self);
  KontorFactRow *row = record_find_fact (self, "job_title");
  GtkWidget *put_back;
  KontorFields *changes = kontor_fields_new (app_fixture_entity (self, "contact"));
  kontor_fact_row_edit (row);
  app_wait_shows (self, "Not changed since it was added");
  kontor_fields_set_text (changes, "job_title", "Chief");
  app_fixture_await (kontor_acts_update (self->workspace, &id, changes, "Ana"));
  app_wait_shows (self, "Ana Ruiz, Just now · it was “Buyer”");
  put_back = app_find_text (GTK_WIDGET (row), GTK_TYPE_BUTTON, "Put back");
  g_assert_nonnull (put_back);
  g_signal_emit_by_name (put_back, "clicked");
  record_wait_value (self, "contact", &id, "job_title", "Buyer");
  app_wait_shows (self, "Put back Role of “Ana”");
}

/* Where there is room, the story moves beside the facts: those are put elsewhere too. */
static void
test_layout (AppFixture *self, gconstpointer data)
{
  const int widths[] = { 1900, 900, 1900, 1200 };
  KontorFactRow *row;
  record_open_contact (self);
  row = record_find_fact (self, "job_title");
  kontor_fact_row_edit (row);
  gtk_editable_set_text (GTK_EDITABLE (record_find_text (row)), "Half-typ");
  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      GtkWidget *focus;
      gtk_window_set_default_size (GTK_WINDOW (self->window), widths[i], 800);
      app_fixture_settle ();
      focus = gtk_window_get_focus (GTK_WINDOW (self->window));
      g_assert_true (focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (row)));
    }
}

static void
test_fold (AppFixture *self, gconstpointer data)
{
  GtkWidget *view;
  record_open_contact (self);
  g_assert_null (record_find_fact (self, "nickname"));
  g_assert_nonnull (record_find_fact (self, "job_title"));
  view = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_FACTS_VIEW, 0);
  gtk_widget_activate_action (
      view, "facts.unfold", "u",
      (guint) kontor_entity_find_field (app_fixture_entity (self, "contact"), "nickname"));
  app_fixture_settle ();
  g_assert_nonnull (record_find_fact (self, "nickname"));
}

static void
test_points (AppFixture *self, gconstpointer data)
{
  GtkWidget *view, *row, *text;
  KontorId id = record_open_contact (self);
  g_autoptr (KontorRecord) record = app_fixture_get (self, "contact", &id);
  view = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_POINTS_VIEW, 0);
  gtk_widget_activate_action (view, "points.add", "s", "email");
  app_wait_shows (self, "Email");
  row = app_find (view, KONTOR_TYPE_POINT_ROW, 0);
  text = app_find (row, GTK_TYPE_TEXT, 0);
  gtk_editable_set_text (GTK_EDITABLE (text), "not an address");
  g_signal_emit_by_name (text, "activate");
  app_wait_shows (self, "This takes an email address");
  gtk_editable_set_text (GTK_EDITABLE (text), "ana@example.org");
  g_signal_emit_by_name (text, "activate");
  app_wait_hides (self, "This takes an email address");
  app_wait_shows (self, "ana@example.org");
}

/* The same as of the record's own facts. */
static void
test_point_changed_back (AppFixture *self, gconstpointer data)
{
  KontorId ana = record_open_contact (self);
  KontorId id = record_make_email (self, &ana, "ana@example.org");
  KontorFields *back = kontor_fields_new (app_fixture_entity (self, "contact_point"));
  GtkWidget *row, *text;
  kontor_fields_set_text (back, "email", "ana@example.org");
  app_wait_shows (self, "ana@example.org");
  app_fixture_settle ();
  row = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_POINT_ROW, 0);
  text = app_find (row, GTK_TYPE_TEXT, 0);
  gtk_widget_grab_focus (text);
  gtk_editable_set_text (GTK_EDITABLE (text), "ruiz@example.org");
  g_signal_emit_by_name (text, "activate");
  dex_future_disown (kontor_acts_update (self->workspace, &id, back, NULL));
  record_wait_text (KONTOR_FACT_ROW (app_find (row, KONTOR_TYPE_FACT_ROW, 0)), "ana@example.org");
}

static void
test_delete_point (AppFixture *self, gconstpointer data)
{
  KontorId ana = record_open_contact (self);
  KontorId first = record_make_email (self, &ana, "ana@example.org");
  g_autoptr (KontorRecord) record = NULL;
  GtkWidget *row, *focus;
  record_make_email (self, &ana, "ruiz@example.org");
  app_wait_shows (self, "ruiz@example.org");
  app_fixture_settle ();
  row = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_POINT_ROW, 0);
  /* From a text in it, where the key deletes a letter, one tabs on to its button. */
  gtk_widget_grab_focus (app_find (row, GTK_TYPE_TEXT, 0));
  app_fixture_settle ();
  gtk_widget_grab_focus (app_find (row, GTK_TYPE_BUTTON, 0));
  g_assert_true (app_fixture_press (self, "Delete"));
  app_wait_hides (self, "ana@example.org");
  record = app_fixture_get (self, "contact_point", &first);
  g_assert_true (record == NULL || kontor_record_is_trashed (record));
  focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_nonnull (gtk_widget_get_ancestor (focus, KONTOR_TYPE_POINT_ROW));
  g_assert_true (app_shows (self, "Ana"));
}

static void
test_delete_tags (AppFixture *self, gconstpointer data)
{
  static const char *const tags[] = { "fair", "vip" };
  const KontorEntity *entity = app_fixture_entity (self, "contact");
  KontorId ana = record_open_contact (self);
  GtkWidget *strip;
  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      app_fixture_await (
          kontor_acts_tag (self->workspace, kontor_ref_list_single (entity, &ana), tags[i]));
      app_wait_shows (self, tags[i]);
    }
  app_fixture_settle ();
  strip = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_TAG_STRIP, 0);
  gtk_widget_grab_focus (app_find (strip, GTK_TYPE_BUTTON, 0));
  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      g_assert_true (app_fixture_press (self, "Delete"));
      app_wait_hides (self, tags[i]);
    }
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (self->window)), strip));
}

static void
test_related (AppFixture *self, gconstpointer data)
{
  KontorId company = app_fixture_make (self, "company", "name", "Acme", NULL);
  g_autofree char *id = kontor_id_dup_text (&company);
  app_fixture_make (self, "company", "name", "Acme Spain", "parent", id, NULL);
  for (int i = 0; i < 7; i++)
    {
      g_autofree char *title = g_strdup_printf ("Deal %d", i);
      app_fixture_make (self, "deal", "title", title, "company", id, NULL);
    }
  app_fixture_go_record (self, "companies", &company);
  app_wait_shows (self, "Show all 7 deals");
  app_wait_shows (self, "Deals  7");
  app_wait_shows (self, "Companies · Subsidiary of  1");
  g_assert_true (app_shows (self, "Deal 4"));
  g_assert_false (app_shows (self, "Deal 6"));
  g_signal_emit_by_name (
      app_find_text (GTK_WIDGET (self->window), GTK_TYPE_BUTTON, "Show all 7 deals"), "clicked");
  app_wait_shows (self, "7 deals");
  g_assert_cmpstr (kontor_window_get_place (self->window)->section, ==, "deals");
}

/* @data: how wide the window is. */
static void
test_return (AppFixture *self, gconstpointer data)
{
  GtkWidget *focus;
  KontorId last;
  app_fixture_make_contacts (self, 60);
  last = app_fixture_make (self, "contact", "first_name", "Zoë", NULL);
  gtk_window_set_default_size (GTK_WINDOW (self->window), GPOINTER_TO_INT (data), 800);
  app_fixture_go (self, "contacts");
  app_fixture_go_record (self, "contacts", &last);
  app_wait_shows (self, "61 of 61");
  app_fixture_press (self, "Escape");
  g_assert_false (kontor_place_has_record (kontor_window_get_place (self->window)));
  focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_nonnull (focus);
  g_assert_nonnull (app_find_text (focus, GTK_TYPE_WIDGET, "Zoë"));
  g_assert_null (app_find_text (focus, GTK_TYPE_WIDGET, "Contact Number 0000"));
}

static void
assert_heading_focused (AppFixture *self, const char *title)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  g_assert_nonnull (focus);
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (focus)), ==,
                   GTK_ACCESSIBLE_ROLE_HEADING);
  g_assert_nonnull (app_find_text (focus, GTK_TYPE_LABEL, title));
}

/* By Enter in its list, from another page, and back on the trail; @data: how wide the window is. */
static void
test_focus (AppFixture *self, gconstpointer data)
{
  KontorId ana = app_fixture_make (self, "contact", "first_name", "Ana", NULL);
  GtkWidget *list;
  gtk_window_set_default_size (GTK_WINDOW (self->window), GPOINTER_TO_INT (data), 800);
  app_fixture_go (self, "contacts");
  list = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_RECORD_LIST, 0);
  kontor_record_list_focus (KONTOR_RECORD_LIST (list));
  gtk_widget_activate_action (gtk_window_get_focus (GTK_WINDOW (self->window)),
                              "list.activate-item", "u", 0);
  app_fixture_settle ();
  assert_heading_focused (self, "Ana");
  app_fixture_go (self, "trash");
  app_fixture_do (self, "win.back");
  assert_heading_focused (self, "Ana");
  app_fixture_go (self, "companies");
  app_fixture_go_record (self, "contacts", &ana);
  assert_heading_focused (self, "Ana");
}

static void
test_walk (AppFixture *self, gconstpointer data)
{
  KontorId first;
  g_autoptr (KontorRecord) record = NULL;
  app_fixture_make_contacts (self, 5);
  first = app_fixture_make (self, "contact", "first_name", "Aaron", NULL);
  app_fixture_go (self, "contacts");
  app_fixture_go_record (self, "contacts", &first);
  app_wait_shows (self, "1 of 6");
  g_assert_false (kontor_window_can (self->window, "record.previous"));
  app_fixture_do (self, "record.next");
  app_wait_shows (self, "2 of 6");
  app_fixture_do (self, "record.next");
  app_wait_shows (self, "3 of 6");
  app_fixture_do (self, "record.previous");
  app_wait_shows (self, "2 of 6");
  /* Walking leaves no trail of every step. */
  app_fixture_do (self, "win.back");
  g_assert_false (kontor_place_has_record (kontor_window_get_place (self->window)));
}

static void
test_gone (AppFixture *self, gconstpointer data)
{
  KontorId nobody = { { 1, 2, 3 } };
  app_fixture_go_record (self, "contacts", &nobody);
  app_wait_shows (self, "No longer here");
}

static GtkShortcutAction *
find_shortcut (GtkWidget *widget, GtkShortcutTrigger *trigger)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GListModel) shortcuts = g_list_model_get_item (controllers, i);
      for (guint k = 0;
           GTK_IS_SHORTCUT_CONTROLLER (shortcuts) && k < g_list_model_get_n_items (shortcuts); k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, k);
          if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), trigger))
            return gtk_shortcut_get_action (shortcut);
        }
    }
  return NULL;
}

/* What @key does with the focus in @widget, as text; NULL: nothing. */
static char *
dup_key_action (GtkWidget *widget, const char *key)
{
  g_autoptr (GtkShortcutTrigger) trigger = gtk_shortcut_trigger_parse_string (key);
  GtkShortcutAction *action = NULL;
  for (; widget && action == NULL; widget = gtk_widget_get_parent (widget))
    action = find_shortcut (widget, trigger);
  return action ? gtk_shortcut_action_to_string (action) : NULL;
}

/* Whoever presses Delete on a line of the story means that line, not all there is. */
static void
test_delete_key (AppFixture *self, gconstpointer data)
{
  GtkWidget *row;
  g_autofree char *alone = NULL, *control = NULL;
  record_open_contact (self);
  row = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_STORY_ROW, 0);
  g_assert_nonnull (row);
  alone = dup_key_action (row, "Delete");
  g_assert_cmpstr (alone, ==, NULL);
  control = dup_key_action (row, "<Control>Delete");
  g_assert_cmpstr (control, ==, "action(record.delete)");
}

static gboolean
is_loaded (gpointer model)
{
  return !kontor_list_model_is_loading (model);
}

static gboolean
has_no_point (gpointer view)
{
  return app_find (view, KONTOR_TYPE_POINT_ROW, 0) == NULL;
}

static gboolean
has_entered (gpointer text)
{
  return gtk_widget_has_focus (text);
}

static guint
count_points (AppFixture *self, KontorRecord *record)
{
  const KontorSchema *schema = kontor_workspace_get_schema (self->workspace);
  g_autoptr (KontorQuery) query = kontor_related_make_query (
      schema, app_fixture_entity (self, "contact_point"), "contact", record);
  g_autoptr (KontorListModel) model = kontor_list_model_new (self->workspace, query);
  app_fixture_wait (is_loaded, model, "points");
  return g_list_model_get_n_items (G_LIST_MODEL (model));
}

static GtkWidget *
add_point (AppFixture *self, const char *kind)
{
  GtkWidget *view = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_POINTS_VIEW, 0);
  GtkWidget *menu = app_find (view, GTK_TYPE_MENU_BUTTON, 0);
  GtkWidget *text;
  gtk_menu_button_popup (GTK_MENU_BUTTON (menu));
  app_fixture_settle ();
  text = app_find_text (menu, GTK_TYPE_LABEL, kind);
  g_assert_true (gtk_widget_activate (gtk_widget_get_parent (text)));
  app_fixture_settle ();
  text = app_find (app_find (view, KONTOR_TYPE_POINT_ROW, 0), GTK_TYPE_TEXT, 0);
  app_fixture_wait (has_entered, text, "the cursor in what is added");
  return text;
}

/* Whoever thinks better of it leaves nothing behind, whoever goes on has added it. */
static void
test_point_draft (AppFixture *self, gconstpointer data)
{
  g_autoptr (GtkShortcutTrigger) escape = gtk_shortcut_trigger_parse_string ("Escape");
  KontorId id = record_open_contact (self);
  g_autoptr (KontorRecord) record = app_fixture_get (self, "contact", &id);
  GtkWidget *view = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_POINTS_VIEW, 0);
  GtkWidget *menu = app_find (view, GTK_TYPE_MENU_BUTTON, 0);
  GtkWidget *text = add_point (self, "Phone");
  g_assert_cmpuint (count_points (self, record), ==, 0);
  /* Escape goes no further: the record stays open. */
  g_assert_true (gtk_shortcut_action_activate (find_shortcut (view, escape), 0, view, NULL));
  app_fixture_wait (has_no_point, view, "an empty draft going");
  g_assert_true (gtk_widget_get_state_flags (menu) & GTK_STATE_FLAG_FOCUS_WITHIN);
  g_assert_false (gtk_shortcut_action_activate (find_shortcut (view, escape), 0, view, NULL));
  g_assert_cmpuint (count_points (self, record), ==, 0);
  text = add_point (self, "Phone");
  gtk_editable_set_text (GTK_EDITABLE (text), "+49 30 123");
  gtk_widget_grab_focus (menu);
  app_fixture_settle ();
  app_wait_shows (self, "+49 30 123");
  g_assert_cmpuint (count_points (self, record), ==, 1);
  g_assert_null (app_find (view, KONTOR_TYPE_POINT_ROW, 1));
}

/* An address has parts: it is stored as a whole. */
static void
test_address_draft (AppFixture *self, gconstpointer data)
{
  KontorId id = record_open_contact (self);
  g_autoptr (KontorRecord) record = app_fixture_get (self, "contact", &id);
  GtkWidget *view = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_POINTS_VIEW, 0);
  GtkWidget *first = add_point (self, "Address");
  GtkWidget *second = app_find (app_find (view, KONTOR_TYPE_POINT_ROW, 0), GTK_TYPE_TEXT, 1);
  gtk_editable_set_text (GTK_EDITABLE (first), "Hauptstraße 1");
  gtk_widget_grab_focus (second);
  app_fixture_settle ();
  g_assert_cmpuint (count_points (self, record), ==, 0);
  gtk_editable_set_text (GTK_EDITABLE (second), "Linz");
  gtk_widget_grab_focus (app_find (view, GTK_TYPE_MENU_BUTTON, 0));
  app_wait_shows (self, "Hauptstraße 1, Linz");
  app_fixture_settle ();
  g_assert_cmpuint (count_points (self, record), ==, 1);
  g_assert_null (app_find (view, KONTOR_TYPE_POINT_ROW, 1));
}

/* Where nothing can be written, texts can still be selected and copied. */
static void
assert_writable (AppFixture *self, gboolean expected)
{
  const GType types[] = { KONTOR_TYPE_TAG_STRIP, KONTOR_TYPE_COMPOSER };
  GtkWidget *text = record_find_text (record_find_fact (self, "job_title"));
  GtkWidget *points = app_find (GTK_WIDGET (self->window), KONTOR_TYPE_POINTS_VIEW, 0);
  GtkWidget *add_point = app_find (points, GTK_TYPE_MENU_BUTTON, 0);
  int start, end;
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GtkWidget *widget = app_find (GTK_WIDGET (self->window), types[i], 0);
      g_assert_nonnull (widget);
      g_assert_cmpint (gtk_widget_is_sensitive (widget), ==, expected);
    }
  g_assert_cmpint (gtk_widget_is_sensitive (add_point), ==, expected);
  g_assert_cmpint (gtk_editable_get_editable (GTK_EDITABLE (text)), ==, expected);
  g_assert_true (gtk_widget_is_sensitive (text));
  gtk_editable_select_region (GTK_EDITABLE (text), 0, -1);
  g_assert_true (gtk_editable_get_selection_bounds (GTK_EDITABLE (text), &start, &end));
}

static void
test_trash (AppFixture *self, gconstpointer data)
{
  KontorId id = record_open_contact (self);
  assert_writable (self, TRUE);
  app_fixture_do (self, "record.delete");
  app_wait_shows (self, "This record is in the trash.");
  /* What is on its way out is read, not written. */
  assert_writable (self, FALSE);
  app_fixture_go (self, "trash");
  app_wait_shows (self, "Ana");
  g_signal_emit_by_name (app_find_text (GTK_WIDGET (self->window), GTK_TYPE_BUTTON, "Restore"),
                         "clicked");
  app_wait_shows (self, "The trash is empty");
  app_fixture_go_record (self, "contacts", &id);
  app_wait_hides (self, "This record is in the trash.");
  assert_writable (self, TRUE);
}

/* An entity that the app has never heard of. */
static const KontorChoice vehicle_conditions[] = { { "new", "New" }, { "used", "Used" }, { NULL } };
static const KontorField vehicle_fields[] = {
  { 1, "plate", KONTOR_TEXT, KONTOR_REQUIRED | KONTOR_TITLE, .since = 1, .label = "Plate" },
  { 2, "company", KONTOR_REF, 0, .since = 1, .label = "Keeper", .target = "company" },
  { 3, "price", KONTOR_MONEY, 0, .since = 1, .label = "Price" },
  { 4, "condition", KONTOR_CHOICE, 0, .since = 1, .label = "Condition",
    .choices = vehicle_conditions },
  { 5, "registered_on", KONTOR_DATE, 0, .since = 1, .label = "Registered on" },
  { 6, "insured", KONTOR_BOOLEAN, 0, .since = 1, .label = "Insured" },
  { 7, "remarks", KONTOR_LONG_TEXT, 0, .since = 1, .label = "Remarks" },
  { 8, "secret", KONTOR_TEXT, KONTOR_HIDDEN, .since = 1, .label = "Secret" },
};
static const KontorEntity vehicle = {
  "vehicle",           KONTOR_FIELDS (vehicle_fields), .since = 1,
  .label = "Vehicles", .label_one = "Vehicle",         .icon = "vehicle-symbolic",
};

/* "plate=B-KO 1 …": the rows of a form, and what stands in those that are shown. */
static void
describe_rows (GtkWidget *widget, GString *text)
{
  if (KONTOR_IS_FACT_ROW (widget))
    {
      KontorFactRow *row = KONTOR_FACT_ROW (widget);
      const KontorField *field = kontor_fact_row_get_field (row);
      const KontorValue *value = kontor_fact_row_get_value (row);
      g_autofree char *shown
          = kontor_value_is_none (value) ? g_strdup ("") : kontor_value_dup_text (field, value);
      g_string_append_printf (text, "%s%s=%s;", gtk_widget_get_visible (widget) ? "" : "-",
                              field->name, shown);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    describe_rows (child, text);
}

/* Its form follows from its table alone. */
static void
test_new_entity (AppFixture *self, gconstpointer data)
{
  g_autoptr (KontorFactsView) view
      = g_object_ref_sink (g_object_new (KONTOR_TYPE_FACTS_VIEW, NULL));
  const KontorId id = { { 1 } };
  KontorFields *fields = kontor_fields_new (&vehicle);
  g_autoptr (KontorRecord) record = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < kontor_entity_get_n_fields (&vehicle); i++)
    kontor_fields_take (fields, i, KONTOR_VALUE_NONE);
  kontor_fields_set_text (fields, "plate", "B-KO 1");
  kontor_fields_set_text (fields, "condition", "used");
  kontor_fields_take (fields, 2, kontor_value_money (1250000, "EUR"));
  record = kontor_record_new (&id, 1, fields);
  kontor_facts_view_set_record (view, self->workspace, record);
  describe_rows (GTK_WIDGET (view), text);
  g_assert_cmpstr (text->str, ==,
                   "plate=B-KO 1;-company=;price=12500.00 EUR;condition=used;-registered_on=;"
                   "-insured=;-remarks=;");
  kontor_facts_view_set_record (view, NULL, NULL);
}

#define ADD(path, test)                                                                            \
  g_test_add (path, AppFixture, NULL, app_fixture_set_up, test, app_fixture_tear_down)

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  ADD ("/record/an-entity-of-its-own-has-a-form", test_new_entity);
  ADD ("/record/enter-saves-a-fact-and-the-story-tells", test_edit);
  ADD ("/record/undo-in-a-field-undoes-what-it-saved", test_undo);
  ADD ("/record/what-is-changed-back-at-once-is-shown", test_changed_back);
  ADD ("/record/a-point-that-is-changed-back-at-once-is-shown", test_point_changed_back);
  ADD ("/record/escape-puts-back-what-was-there", test_escape);
  ADD ("/record/leaving-saves", test_leave);
  ADD ("/record/what-does-not-fit-is-said-and-stays", test_refused);
  ADD ("/record/a-change-from-outside-leaves-what-is-being-typed", test_change_from_outside);
  ADD ("/record/a-fact-tells-its-history-and-is-put-back", test_history);
  ADD ("/record/another-layout-leaves-the-focus-in-a-fact", test_layout);
  ADD ("/record/empty-facts-fold", test_fold);
  ADD ("/record/a-way-to-reach-is-added-and-edited", test_points);
  ADD ("/record/a-way-to-reach-is-stored-once-it-has-a-value", test_point_draft);
  ADD ("/record/an-address-is-stored-as-a-whole", test_address_draft);
  ADD ("/record/delete-on-a-way-to-reach-deletes-that", test_delete_point);
  ADD ("/record/delete-on-a-tag-takes-that-off", test_delete_tags);
  ADD ("/record/what-is-related-is-counted-and-shown", test_related);
  g_test_add ("/record/going-to-one-puts-the-focus-on-its-name", AppFixture, GINT_TO_POINTER (1900),
              app_fixture_set_up, test_focus, app_fixture_tear_down);
  g_test_add ("/record/going-to-one-on-a-phone-puts-the-focus-on-its-name", AppFixture,
              GINT_TO_POINTER (420), app_fixture_set_up, test_focus, app_fixture_tear_down);
  g_test_add ("/record/closing-goes-back-to-its-row-in-the-table", AppFixture,
              GINT_TO_POINTER (1900), app_fixture_set_up, test_return, app_fixture_tear_down);
  g_test_add ("/record/closing-goes-back-to-its-row-on-a-phone", AppFixture, GINT_TO_POINTER (420),
              app_fixture_set_up, test_return, app_fixture_tear_down);
  ADD ("/record/walks-through-the-list-it-came-from", test_walk);
  ADD ("/record/what-is-gone-says-so", test_gone);
  ADD ("/record/delete-alone-deletes-no-record", test_delete_key);
  ADD ("/record/what-is-in-the-trash-says-so-and-comes-back", test_trash);
  return g_test_run ();
}
