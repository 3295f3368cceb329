/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-record-list.h"

#include "browse/kontor-face.h"
#include "browse/kontor-field-cell.h"
#include "support/app-fixture.h"

static KontorRecordList *
find_list (AppFixture *self)
{
  return KONTOR_RECORD_LIST (app_find (GTK_WIDGET (self->window), KONTOR_TYPE_RECORD_LIST, 0));
}

static void
test_gone_rows (AppFixture *self, gconstpointer data)
{
  KontorId id = app_fixture_make (self, "contact", "first_name", "Ana", NULL);
  app_fixture_make_contacts (self, 2);
  app_fixture_go (self, "contacts");
  app_fixture_do (self, "list.select-all");
  app_wait_shows (self, "3 selected");
  app_fixture_await (kontor_acts_delete (
      self->workspace, kontor_ref_list_single (app_fixture_entity (self, "contact"), &id), NULL));
  app_wait_shows (self, "2 selected");
  g_assert_cmpuint (kontor_record_list_get_n_selected (find_list (self)), ==, 2);
}

static void
count_painted (GtkWidget *widget, guint *n_cells, guint *n_painted)
{
  if (KONTOR_IS_FIELD_CELL (widget))
    {
      *n_cells += 1;
      *n_painted += *kontor_field_cell_get_text (KONTOR_FIELD_CELL (widget)) != '\0';
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    count_painted (child, n_cells, n_painted);
}

/* There are more rows than are seen, and most of them are never looked at. */
static void
test_unseen_rows (AppFixture *self, gconstpointer data)
{
  guint n_cells = 0, n_painted = 0;
  app_fixture_make_contacts (self, 150);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1300, 600);
  app_fixture_go (self, "contacts");
  app_wait_shows (self, "150 contacts");
  app_fixture_settle ();
  count_painted (GTK_WIDGET (find_list (self)), &n_cells, &n_painted);
  g_assert_cmpuint (n_cells, >=, 150);
  g_assert_cmpuint (n_painted, >, 0);
  g_assert_cmpuint (n_painted, <, n_cells / 2);
}

static gboolean
has_all_rows (gpointer data)
{
  GtkWidget *view = app_find (data, GTK_TYPE_COLUMN_VIEW, 0);
  GtkSelectionModel *rows = gtk_column_view_get_model (GTK_COLUMN_VIEW (view));
  return g_list_model_get_n_items (G_LIST_MODEL (rows)) == 150;
}

/* What is painted first has few rows. */
static void
test_all_rows (AppFixture *self, gconstpointer data)
{
  app_fixture_make_contacts (self, 150);
  app_fixture_go (self, "contacts");
  app_fixture_wait (has_all_rows, find_list (self), "all rows");
}

static gboolean
is_last_selected (gpointer data)
{
  g_autoptr (GtkBitset) selected = kontor_record_list_get_selected (data);
  return gtk_bitset_get_size (selected) == 1 && gtk_bitset_get_minimum (selected) == 150;
}

static void
test_far_row (AppFixture *self, gconstpointer data)
{
  KontorId id = app_fixture_make (self, "contact", "first_name", "Zzz", NULL);
  app_fixture_make_contacts (self, 150);
  app_fixture_go_record (self, "contacts", &id);
  app_fixture_wait (is_last_selected, find_list (self), "the selection of what is shown");
}

static gboolean
has_focus (AppFixture *self, GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));
  return focus && gtk_widget_is_ancestor (focus, widget);
}

/* Whatever a row holds may be a stop of its own; the other rows are not. @data: how wide. */
static void
test_tab (AppFixture *self, gconstpointer data)
{
  GtkWidget *list;
  guint steps = 0;
  app_fixture_make_contacts (self, 40);
  gtk_window_set_default_size (GTK_WINDOW (self->window), GPOINTER_TO_INT (data), 800);
  app_fixture_go (self, "contacts");
  list = GTK_WIDGET (find_list (self));
  kontor_record_list_focus (KONTOR_RECORD_LIST (list));
  g_assert_true (has_focus (self, list));
  while (has_focus (self, list) && steps++ < 20)
    gtk_widget_child_focus (GTK_WIDGET (self->window), GTK_DIR_TAB_FORWARD);
  g_assert_cmpuint (steps, <, 20);
}

static GtkWidget *
find_cell (GtkWidget *root, const char *text)
{
  GtkWidget *cell = NULL;
  for (guint i = 0; (cell = app_find (root, KONTOR_TYPE_FIELD_CELL, i)); i++)
    if (g_strcmp0 (kontor_field_cell_get_text (KONTOR_FIELD_CELL (cell)), text) == 0)
      return cell;
  return NULL;
}

static gboolean
has_tooltip (GtkWidget *cell)
{
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean shown = FALSE;
  g_signal_emit_by_name (cell, "query-tooltip", 1, 1, FALSE, tooltip, &shown);
  return shown;
}

/* What can be read needs not be said once more. */
static void
test_tooltips (AppFixture *self, gconstpointer data)
{
  static const char text[]
      = "Somebody with a name that no column of any table has room for, for all "
        "that a wide window would have to offer, and then some more of it";
  GtkWidget *list;
  app_fixture_make (self, "contact", "first_name", "Ana", NULL);
  app_fixture_make (self, "contact", "first_name", text, NULL);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1200, 800);
  app_fixture_go (self, "contacts");
  app_wait_shows (self, "Ana");
  app_fixture_settle ();
  list = GTK_WIDGET (find_list (self));
  g_assert_false (has_tooltip (find_cell (list, "Ana")));
  g_assert_true (has_tooltip (find_cell (list, text)));
}

/* What is painted costs most where it is made anew for every row. */
static void
test_same_face (void)
{
  KontorFaces *faces = kontor_faces_new ();
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  GskRenderNode *first = kontor_faces_dup (faces, context, "Ana Ruiz");
  GskRenderNode *again = kontor_faces_dup (faces, context, "Ana Ruiz");
  GskRenderNode *other = kontor_faces_dup (faces, context, "Berta Ruiz");
  GskRenderNode *anew;
  graphene_rect_t bounds;
  g_assert_true (first == again);
  g_assert_true (first != other);
  gsk_render_node_get_bounds (first, &bounds);
  g_assert_cmpfloat (bounds.size.width, ==, KONTOR_FACE_SIZE);
  g_assert_cmpfloat (bounds.size.height, ==, KONTOR_FACE_SIZE);
  kontor_faces_forget (faces);
  anew = kontor_faces_dup (faces, context, "Ana Ruiz");
  g_assert_true (first != anew);
  gsk_render_node_unref (first);
  gsk_render_node_unref (again);
  gsk_render_node_unref (other);
  gsk_render_node_unref (anew);
  g_object_unref (context);
  kontor_faces_free (faces);
}

static void
test_many_faces (void)
{
  KontorFaces *faces = kontor_faces_new ();
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  GskRenderNode *first = kontor_faces_dup (faces, context, "A");
  GskRenderNode *anew;
  for (gunichar letter = 0x4e00; letter < 0x4e00 + 1000; letter++)
    {
      char name[7] = { 0 };
      g_unichar_to_utf8 (letter, name);
      gsk_render_node_unref (kontor_faces_dup (faces, context, name));
    }
  anew = kontor_faces_dup (faces, context, "A");
  g_assert_true (first != anew);
  gsk_render_node_unref (first);
  gsk_render_node_unref (anew);
  g_object_unref (context);
  kontor_faces_free (faces);
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add ("/record-list/rows-that-go-are-no-longer-counted", AppFixture, NULL,
              app_fixture_set_up, test_gone_rows, app_fixture_tear_down);
  g_test_add ("/record-list/rows-that-are-not-seen-are-not-read", AppFixture, NULL,
              app_fixture_set_up, test_unseen_rows, app_fixture_tear_down);
  g_test_add ("/record-list/all-rows-follow-those-painted-first", AppFixture, NULL,
              app_fixture_set_up, test_all_rows, app_fixture_tear_down);
  g_test_add ("/record-list/a-record-far-down-is-selected-at-once", AppFixture, NULL,
              app_fixture_set_up, test_far_row, app_fixture_tear_down);
  g_test_add ("/record-list/a-tooltip-says-what-is-cut", AppFixture, NULL, app_fixture_set_up,
              test_tooltips, app_fixture_tear_down);
  g_test_add ("/record-list/tab-leads-out-of-a-table", AppFixture, GINT_TO_POINTER (1900),
              app_fixture_set_up, test_tab, app_fixture_tear_down);
  g_test_add ("/record-list/tab-leads-out-of-rows", AppFixture, GINT_TO_POINTER (420),
              app_fixture_set_up, test_tab, app_fixture_tear_down);
  g_test_add_func ("/record-list/a-face-is-made-once", test_same_face);
  g_test_add_func ("/record-list/only-so-many-faces-are-kept", test_many_faces);
  return g_test_run ();
}
