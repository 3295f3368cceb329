/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-field-column.h"
#include "browse/kontor-list-export.h"
#include "browse/kontor-record-list.h"
#include "support/app-fixture.h"
#include "window/kontor-section-item.h"
#include "words/kontor-format.h"

#include <string.h>

#define NUMBER "+49 30 123"
/* Numbers read from left to right beside words that don't. */
#define ISOLATED_NUMBER "\342\201\246" NUMBER "\342\201\251"

static KontorId
add_contact (AppFixture *self, const char *name, const char *email)
{
  KontorId id = app_fixture_make (self, "contact", "first_name", name, NULL);
  g_autofree char *contact = kontor_id_dup_text (&id);
  if (email)
    app_fixture_make (self, "contact_point", "contact", contact, "kind", "email", "email", email,
                      NULL);
  return id;
}

static KontorRecordList *
find_list (AppFixture *self)
{
  return KONTOR_RECORD_LIST (app_find (GTK_WIDGET (self->window), KONTOR_TYPE_RECORD_LIST, 0));
}

static GtkColumnViewColumn *
find_column (AppFixture *self, const char *name)
{
  GtkWidget *view = app_find (GTK_WIDGET (self->window), GTK_TYPE_COLUMN_VIEW, 0);
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (view));
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      if (g_strcmp0 (gtk_column_view_column_get_id (column), name) == 0)
        return column;
    }
  g_error ("There is no column %s", name);
}

static gboolean
is_first (AppFixture *self, const char *title)
{
  KontorListModel *model = kontor_record_list_get_model (find_list (self));
  g_autoptr (KontorRecord) record = kontor_list_model_dup_record (model, 0);
  return record && strcmp (kontor_record_get_title (record), title) == 0;
}

static gboolean
is_berta_first (gpointer data)
{
  return is_first (data, "Berta");
}

/* What belongs to a record is no part of it, and is followed all the same. */
static void
test_points (AppFixture *self, gconstpointer data)
{
  KontorId id = add_contact (self, "Ana", "ana@example.org");
  g_autofree char *contact = kontor_id_dup_text (&id);
  app_fixture_go (self, "contacts");
  app_wait_shows (self, "ana@example.org");
  g_assert_false (app_shows (self, NUMBER));
  app_fixture_make (self, "contact_point", "contact", contact, "kind", "phone", "phone", NUMBER,
                    NULL);
  app_wait_shows (self, NUMBER);
}

static void
test_phone_direction (AppFixture *self, gconstpointer data)
{
  KontorId id = add_contact (self, "Ana", NULL);
  g_autofree char *contact = kontor_id_dup_text (&id);
  app_fixture_make (self, "contact_point", "contact", contact, "kind", "phone", "phone", NUMBER,
                    NULL);
  app_fixture_go (self, "contacts");
  app_wait_shows (self, NUMBER);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  app_wait_shows (self, ISOLATED_NUMBER);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  app_wait_shows (self, NUMBER);
}

static KontorFieldColumn *
make_value_column (AppFixture *self)
{
  const KontorEntity *deal = app_fixture_entity (self, "deal");
  int value = kontor_entity_find_field (deal, "value");
  KontorShapeColumn shape = { .field = (guint) value, .usual = TRUE };
  return kontor_field_column_new (self->workspace, deal, &shape, FALSE);
}

/* Letters of a currency turn the layout of an amount round, and with it left and right. */
static void
test_amounts_align (AppFixture *self, gconstpointer data)
{
  g_autoptr (KontorFieldColumn) column = make_value_column (self);
  GtkWidget *widget = GTK_WIDGET (self->window);
  gtk_widget_set_direction (widget, GTK_TEXT_DIR_RTL);
  g_assert_cmpfloat (kontor_field_column_align (column, widget, "€1,730.00"), ==, 1);
  g_assert_cmpfloat (kontor_field_column_align (column, widget, "3,830.00 SEK"), ==, 0);
  gtk_widget_set_direction (widget, GTK_TEXT_DIR_LTR);
  g_assert_cmpfloat (kontor_field_column_align (column, widget, "€1,730.00"), ==, 1);
  g_assert_cmpfloat (kontor_field_column_align (column, widget, "3,830.00 SEK"), ==, 1);
}

static void
test_sort (AppFixture *self, gconstpointer data)
{
  GtkWidget *view;
  add_contact (self, "Ana", "zeta@example.org");
  add_contact (self, "Berta", "alpha@example.org");
  app_fixture_go (self, "contacts");
  g_assert_true (is_first (self, "Ana"));
  view = app_find (GTK_WIDGET (self->window), GTK_TYPE_COLUMN_VIEW, 0);
  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (view), find_column (self, "email"),
                                  GTK_SORT_ASCENDING);
  app_fixture_wait (is_berta_first, self, "sorting by e-mail");
}

/* There are two ways to fill a list, and both are offered. */
static void
test_empty (AppFixture *self, gconstpointer data)
{
  GtkWidget *import;
  app_fixture_go (self, "contacts");
  app_wait_shows (self, "No contacts yet");
  g_assert_nonnull (app_find_text (GTK_WIDGET (self->window), GTK_TYPE_BUTTON, "New contact"));
  import = app_find_text (GTK_WIDGET (self->window), GTK_TYPE_BUTTON, "Import files");
  g_assert_nonnull (import);
  g_signal_emit_by_name (import, "clicked");
  app_fixture_settle ();
  g_assert_cmpstr (kontor_window_get_place (self->window)->section, ==, "import");
}

static gboolean
has_record (gpointer data)
{
  return kontor_place_has_record (kontor_window_get_place (data));
}

/* Enter comes before the entry tells what was typed, and long before the answer. */
static void
test_fast_search (AppFixture *self, gconstpointer data)
{
  GtkWidget *search;
  KontorId id;
  add_contact (self, "Ana", NULL);
  id = add_contact (self, "Yılmaz", NULL);
  app_fixture_go (self, "contacts");
  app_fixture_do (self, "list.search");
  search = app_find (GTK_WIDGET (self->window), GTK_TYPE_SEARCH_ENTRY, 0);
  gtk_editable_set_text (GTK_EDITABLE (search), "yilm");
  g_signal_emit_by_name (search, "activate");
  app_fixture_wait (has_record, self->window, "opening what was searched for");
  g_assert_true (kontor_id_equal (&kontor_window_get_place (self->window)->id, &id));
  /* Nothing is opened where nothing is found, or where one has gone elsewhere meanwhile. */
  app_fixture_go (self, "contacts");
  gtk_editable_set_text (GTK_EDITABLE (search), "nobody");
  g_signal_emit_by_name (search, "activate");
  app_wait_shows (self, "Nothing here has “nobody”.");
  g_assert_false (has_record (self->window));
  gtk_editable_set_text (GTK_EDITABLE (search), "ana");
  g_signal_emit_by_name (search, "activate");
  app_fixture_go (self, "companies");
  g_assert_false (has_record (self->window));
  g_assert_cmpstr (kontor_window_get_place (self->window)->section, ==, "companies");
}

static void
assert_columns (AppFixture *self, const char *expected)
{
  g_autofree char *columns = kontor_record_list_dup_columns (find_list (self));
  g_assert_cmpstr (columns, ==, expected);
}

static void
reopen (AppFixture *self)
{
  gtk_window_close (GTK_WINDOW (self->window));
  app_fixture_settle ();
  self->window = kontor_window_new (self->application, self->state);
  kontor_window_set_workspace (self->window, self->workspace, NULL);
  gtk_window_present (GTK_WINDOW (self->window));
  app_fixture_settle ();
}

/* By the menu, by dragging heads, and from start to start. */
static void
test_columns (AppFixture *self, gconstpointer data)
{
  GtkWidget *list, *view;
  add_contact (self, "Ana", "ana@example.org");
  app_fixture_go (self, "contacts");
  assert_columns (self, "title,company,job_title,email,phone");
  list = GTK_WIDGET (find_list (self));
  gtk_widget_activate_action (list, "columns.company", NULL);
  gtk_widget_activate_action (list, "columns.birthday", NULL);
  g_assert_false (gtk_widget_activate_action (list, "columns.title", NULL));
  view = app_find (GTK_WIDGET (self->window), GTK_TYPE_COLUMN_VIEW, 0);
  gtk_column_view_insert_column (GTK_COLUMN_VIEW (view), 2, find_column (self, "phone"));
  app_fixture_settle ();
  assert_columns (self, "title,phone,job_title,email,birthday");
  /* The checks of selecting are no column that one chooses. */
  app_fixture_do (self, "list.select");
  assert_columns (self, "title,phone,job_title,email,birthday");
  /* As drawing at a head does. */
  gtk_column_view_column_set_fixed_width (find_column (self, "email"), 321);
  reopen (self);
  app_fixture_go (self, "contacts");
  assert_columns (self, "title,phone,job_title,email:321,birthday");
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (find_column (self, "email")), ==, 321);
  app_fixture_go (self, "companies");
  app_fixture_go (self, "contacts");
  assert_columns (self, "title,phone,job_title,email:321,birthday");
}

/* A column that has gone since, a title left out, nothing at all. */
static void
test_columns_from_elsewhere (AppFixture *self, gconstpointer data)
{
  kontor_state_set_text (self->state, "columns", "contact", "colour:9,email:-3,,email:x,company:1");
  kontor_state_set_text (self->state, "columns", "company", "");
  add_contact (self, "Ana", "ana@example.org");
  app_fixture_make (self, "company", "name", "Acme", NULL);
  app_fixture_go (self, "contacts");
  app_wait_shows (self, "Ana");
  assert_columns (self, "email,company:24,title");
  app_fixture_go (self, "companies");
  app_wait_shows (self, "Acme");
  assert_columns (self, "title");
}

static gboolean
is_written (gpointer data)
{
  return !dex_future_is_pending (data);
}

static char *
export_to (AppFixture *self, const char *name, KontorListForm form, gint64 expected)
{
  KontorListModel *model = kontor_record_list_get_model (find_list (self));
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (DexFuture) future
      = kontor_list_export_write (self->workspace, kontor_list_model_get_query (model), form, file);
  g_autoptr (GError) error = NULL;
  const GValue *count;
  char *text = NULL;
  app_fixture_wait (is_written, future, "an export");
  count = dex_future_get_value (future, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_value_get_int64 (count), ==, expected);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* Just what is on screen: filtered and in its order. */
static void
test_export (AppFixture *self, gconstpointer data)
{
  g_autofree char *csv = NULL, *cards = NULL;
  add_contact (self, "Zoë", "zoe@example.org");
  add_contact (self, "Ana", "ana@example.org");
  add_contact (self, "Zacharias", NULL);
  app_fixture_go (self, "contacts");
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-where", "(ss)", "contacts",
                              "first_name ^= Z");
  app_wait_shows (self, "2 contacts");
  csv = export_to (self, "list.csv", KONTOR_LIST_AS_CSV, 2);
  g_assert_true (g_str_has_prefix (csv, "id,"));
  g_assert_null (strstr (csv, "ana@example.org"));
  g_assert_nonnull (strstr (csv, "zoe@example.org"));
  g_assert_true (strstr (csv, "Zacharias") < strstr (csv, "Zoë"));
  cards = export_to (self, "list.vcf", KONTOR_LIST_AS_CARDS, 2);
  g_assert_true (g_str_has_prefix (cards, "BEGIN:VCARD"));
  g_assert_nonnull (strstr (cards, "zoe@example.org"));
}

/* The file that was there is left as it was. */
static void
test_export_fails (AppFixture *self, gconstpointer data)
{
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nonexistent/list.csv");
  g_autofree char *path = g_build_filename (self->folder, "deals.vcf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (DexFuture) refused = NULL, wrong = NULL;
  g_autoptr (GError) error = NULL, reason = NULL;
  g_autofree char *kept = NULL;
  KontorQuery *query;
  app_fixture_make (self, "deal", "title", "Lamps", NULL);
  app_fixture_go (self, "deals");
  query = kontor_list_model_get_query (kontor_record_list_get_model (find_list (self)));
  refused = kontor_list_export_write (self->workspace, query, KONTOR_LIST_AS_CSV, nowhere);
  app_fixture_wait (is_written, refused, "an export to nowhere");
  g_assert_null (dex_future_get_value (refused, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_true (g_file_set_contents (path, "before", -1, NULL));
  wrong = kontor_list_export_write (self->workspace, query, KONTOR_LIST_AS_CARDS, file);
  app_fixture_wait (is_written, wrong, "deals as vCards");
  g_assert_null (dex_future_get_value (wrong, &reason));
  g_assert_nonnull (reason);
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "before");
  g_assert_false (kontor_window_can (self->window, "list.export-cards"));
  g_assert_true (kontor_window_can (self->window, "list.export-csv"));
}

static gboolean
is_zoe_first (gpointer data)
{
  KontorListModel *model = kontor_record_list_get_model (find_list (data));
  g_autoptr (KontorRecord) first = kontor_list_model_dup_record (model, 0);
  return first && g_strcmp0 (kontor_record_get_title (first), "Zoë") == 0;
}

static gboolean
is_ana_first (gpointer data)
{
  return !is_zoe_first (data);
}

/* By the menu, which keys reach, also where a narrow list has no heads. */
static void
test_sort_menu (AppFixture *self, gconstpointer data)
{
  GtkWidget *list;
  add_contact (self, "Ana", NULL);
  add_contact (self, "Zoë", NULL);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 400, 800);
  app_fixture_go (self, "contacts");
  app_fixture_wait (is_ana_first, self, "Ana standing first");
  list = GTK_WIDGET (find_list (self));
  g_assert_true (gtk_widget_activate_action (list, "list.sort", "s", "title"));
  g_assert_true (gtk_widget_activate_action (list, "list.sort-reverse", NULL));
  app_fixture_wait (is_zoe_first, self, "Zoë standing first");
  g_assert_true (gtk_widget_activate_action (list, "list.sort-reverse", NULL));
  app_fixture_wait (is_ana_first, self, "Ana standing first again");
}

static GtkWidget *
get_head (AppFixture *self, guint nth)
{
  GtkWidget *view = app_find (GTK_WIDGET (self->window), GTK_TYPE_COLUMN_VIEW, 0);
  GtkWidget *head = gtk_widget_get_first_child (gtk_widget_get_first_child (view));
  while (nth-- > 0)
    head = gtk_widget_get_next_sibling (head);
  return head;
}

static void
assert_order (AppFixture *self, guint nth, GtkAccessibleSort order)
{
  g_autofree char *wrong = gtk_test_accessible_check_property (
      GTK_ACCESSIBLE (get_head (self, nth)), GTK_ACCESSIBLE_PROPERTY_SORT, order);
  g_assert_null (wrong);
}

/* The first head is that of the checks. */
static void
test_sort_keys (AppFixture *self, gconstpointer data)
{
  add_contact (self, "Ana", "zeta@example.org");
  add_contact (self, "Berta", "alpha@example.org");
  app_fixture_go (self, "contacts");
  for (guint column = 1; column <= 4; column++)
    {
      app_fixture_do (self, "list.sort-next");
      assert_order (self, column, GTK_ACCESSIBLE_SORT_ASCENDING);
      assert_order (self, column == 1 ? 2 : 1, GTK_ACCESSIBLE_SORT_NONE);
    }
  app_fixture_wait (is_berta_first, self, "Berta standing first");
  app_fixture_do (self, "list.sort-reverse");
  assert_order (self, 4, GTK_ACCESSIBLE_SORT_DESCENDING);
  app_fixture_wait (is_ana_first, self, "Ana standing first");
  app_fixture_do (self, "list.sort-next");
  app_fixture_do (self, "list.sort-next");
  assert_order (self, 1, GTK_ACCESSIBLE_SORT_ASCENDING);
}

static gboolean
is_over (gpointer future)
{
  return !dex_future_is_pending (future);
}

/* No search has failed where nobody has searched. */
static void
test_no_tasks (AppFixture *self, gconstpointer data)
{
  app_fixture_go (self, "tasks");
  app_wait_shows (self, "Nothing left to do");
  g_assert_false (app_shows (self, "Nothing found"));
  app_fixture_do (self, "list.clear-filter");
  app_wait_shows (self, "No tasks yet");
  kontor_page_show_where (kontor_window_get_page (self->window), "title = \"Ring\"");
  app_wait_shows (self, "Nothing found");
}

/* What is done is there for those who ask for it. */
static void
test_tasks (AppFixture *self, gconstpointer data)
{
  g_autoptr (GListModel) items = kontor_section_items_new ();
  g_autoptr (DexFuture) counted = NULL;
  app_fixture_make (self, "task", "title", "Call back", NULL);
  app_fixture_make (self, "task", "title", "Send the quote", "done_at", "2026-03-03T12:00:00.000Z",
                    NULL);
  app_fixture_go (self, "tasks");
  app_wait_shows (self, "Call back");
  g_assert_false (app_shows (self, "Send the quote"));
  app_wait_shows (self, "Done: not yet");
  counted = kontor_section_items_count (items, self->workspace);
  app_fixture_wait (is_over, counted, "the sections being counted");
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (KontorSectionItem) item = g_list_model_get_item (items, i);
      gint64 count;
      g_object_get (item, "count", &count, NULL);
      if (g_str_equal (kontor_section_item_get_section (item)->name, "tasks"))
        g_assert_cmpint (count, ==, 1);
    }
  app_fixture_do (self, "list.clear-filter");
  app_wait_shows (self, "Send the quote");
}

static KontorRecordList *
show_tasks (AppFixture *self)
{
  KontorRecordList *list;
  app_fixture_make (self, "task", "title", "One", "due_on", "2026-01-01", NULL);
  app_fixture_make (self, "task", "title", "Two", "due_on", "2026-01-02", NULL);
  app_fixture_make (self, "task", "title", "Three", "due_on", "2026-01-03", NULL);
  app_fixture_go (self, "tasks");
  app_wait_shows (self, "Three");
  list = KONTOR_RECORD_LIST (app_find (GTK_WIDGET (self->window), KONTOR_TYPE_RECORD_LIST, 0));
  kontor_record_list_show_position (list, 0);
  kontor_record_list_return (list, 0);
  app_fixture_settle ();
  return list;
}

/* One after the other, with no more than the one key. */
static void
test_tasks_done (AppFixture *self, gconstpointer data)
{
  show_tasks (self);
  g_assert_true (app_fixture_press (self, "e"));
  app_wait_hides (self, "One");
  app_fixture_settle ();
  g_assert_true (app_fixture_press (self, "e"));
  app_wait_hides (self, "Two");
  g_assert_true (app_shows (self, "Three"));
  app_fixture_do (self, "win.undo");
  app_wait_shows (self, "Two");
}

static gboolean
is_put_off (gpointer data)
{
  g_autoptr (KontorRecord) first = kontor_list_model_dup_record (data, 0);
  g_autoptr (KontorRecord) last = kontor_list_model_dup_record (data, 2);
  return g_str_equal (kontor_record_get_title (first), "Two")
         && g_str_equal (kontor_record_get_title (last), "One")
         && kontor_record_get_value (last, "due_on")->integer == kontor_format_today () + 1;
}

static void
test_tasks_put_off (AppFixture *self, gconstpointer data)
{
  KontorRecordList *list = show_tasks (self);
  g_autoptr (GtkBitset) selected = NULL;
  g_assert_true (app_fixture_press (self, "h"));
  app_fixture_wait (is_put_off, kontor_record_list_get_model (list), "the task being put off");
  selected = kontor_record_list_get_selected (list);
  g_assert_cmpuint (gtk_bitset_get_size (selected), ==, 1);
  g_assert_true (gtk_bitset_contains (selected, 0));
}

static void
test_tasks_together (AppFixture *self, gconstpointer data)
{
  show_tasks (self);
  app_fixture_do (self, "list.select-all");
  g_assert_true (app_fixture_press (self, "e"));
  app_wait_hides (self, "One");
  g_assert_false (app_shows (self, "Three"));
  app_fixture_do (self, "win.undo");
  app_wait_shows (self, "One");
  g_assert_true (app_shows (self, "Three"));
}

#define ADD(path, test)                                                                            \
  g_test_add (path, AppFixture, NULL, app_fixture_set_up, test, app_fixture_tear_down)

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  ADD ("/browse/an-empty-list-can-be-filled-in-two-ways", test_empty);
  ADD ("/browse/enter-waits-for-what-was-typed", test_fast_search);
  ADD ("/browse/ways-to-reach-are-shown-and-followed", test_points);
  ADD ("/browse/phone-number-reads-from-left-to-right-everywhere", test_phone_direction);
  ADD ("/browse/amounts-of-any-currency-stand-at-the-end", test_amounts_align);
  ADD ("/browse/ways-to-reach-can-be-sorted-by", test_sort);
  ADD ("/browse/the-order-is-chosen-without-a-pointer", test_sort_menu);
  ADD ("/browse/keys-sort-by-one-column-after-the-other-and-heads-tell", test_sort_keys);
  ADD ("/browse/an-empty-list-of-tasks-is-work-done", test_no_tasks);
  ADD ("/browse/tasks-that-are-done-are-out-of-the-way", test_tasks);
  ADD ("/browse/tasks-are-done-one-after-the-other-by-their-key", test_tasks_done);
  ADD ("/browse/tasks-are-put-off-by-their-key", test_tasks_put_off);
  ADD ("/browse/several-tasks-are-done-in-one-act", test_tasks_together);
  ADD ("/browse/chosen-columns-are-remembered", test_columns);
  ADD ("/browse/columns-that-make-no-sense-do-no-harm", test_columns_from_elsewhere);
  ADD ("/browse/an-export-has-just-what-is-on-screen", test_export);
  ADD ("/browse/an-export-that-fails-leaves-nothing", test_export_fails);
  return g_test_run ();
}
