/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a frame takes while the list of a million contacts is scrolled in the app's window: all that
 * the main thread computes for it, painting included, which is how long it takes where no other
 * program wants the processor. The baseline is a bare column view with as many columns of text, of a
 * list that makes its items up, in a window of the same size. */

#include "bench/kontor-bench-contacts.h"
#include "bench/kontor-bench.h"
#include "kontor-resources.h"
#include "window/kontor-window.h"

#include <adwaita.h>

#define N_CONTACTS 1000000
#define N_QUICK 500
#define N_FRAMES 600
#define N_QUICK_FRAMES 10
#define WIDTH 1100
#define HEIGHT 720
#define STEP 60 /* pixels a frame: a hard push of the wheel */

/* A list of texts that are nowhere. */
#define MADE_UP_TYPE_LIST (made_up_list_get_type ())
G_DECLARE_FINAL_TYPE (MadeUpList, made_up_list, MADE_UP, LIST, GObject)

struct _MadeUpList
{
  GObject parent_instance;
  guint n_items;
};

static GType
get_item_type (GListModel *model)
{
  return GTK_TYPE_STRING_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return MADE_UP_LIST (model)->n_items;
}

static gpointer
get_item (GListModel *model, guint position)
{
  g_autofree char *text = g_strdup_printf ("Friederike Bauer-%u", position);

  return position < MADE_UP_LIST (model)->n_items ? gtk_string_object_new (text) : NULL;
}

static void
init_list_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (MadeUpList,
                               made_up_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_list_model))

static void
made_up_list_class_init (MadeUpListClass *class)
{
}

static void
made_up_list_init (MadeUpList *self)
{
}

/* --- scrolling --- */

typedef struct
{
  GtkAdjustment *adjustment;
  gboolean jumps;
  GRand *rand;
  guint n_frames;
  double began;
  double painted; /* what had been computed when the last frame was painted */
  GArray *walls;  /* of double: milliseconds from the beginning of a frame to its end */
  GArray *frames; /* those computed, with what was done since the last one */
} Scroll;

static void
begin_frame_cb (GdkFrameClock *clock, Scroll *self)
{
  self->began = kontor_bench_now ();
}

static void
end_frame_cb (GdkFrameClock *clock, Scroll *self)
{
  double wall = kontor_bench_now () - self->began;
  double painted = kontor_bench_cpu (), frame = painted - self->painted;

  /* The first frame may have more to do than to scroll. */
  if (self->painted > 0 && self->frames->len < self->n_frames)
    {
      g_array_append_val (self->walls, wall);
      g_array_append_val (self->frames, frame);
    }
  self->painted = painted;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Scroll *self = data;
  double end = gtk_adjustment_get_upper (self->adjustment)
               - gtk_adjustment_get_page_size (self->adjustment);

  gtk_adjustment_set_value (self->adjustment,
                            self->jumps ? g_rand_double_range (self->rand, 0, end)
                                        : gtk_adjustment_get_value (self->adjustment) + STEP);
  return G_SOURCE_CONTINUE;
}

static void
say (const char *what, GArray *values)
{
  kontor_bench_say ("  %s: mean %.2f, p50 %.2f, p95 %.2f, p99 %.2f, at most %.2f ms", what,
                    kontor_bench_mean (values), kontor_bench_percentile (values, 50),
                    kontor_bench_percentile (values, 95), kontor_bench_percentile (values, 99),
                    kontor_bench_percentile (values, 100));
}

/* Scrolls @view, which is in a window that is shown. Returns what each frame took. */
static GArray *
scroll (GtkWidget *view, gboolean jumps, guint n_frames)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (view);
  Scroll self = {
    .adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view)),
    .jumps = jumps,
    .rand = g_rand_new_with_seed (1),
    .n_frames = n_frames,
    .walls = g_array_new (FALSE, FALSE, sizeof (double)),
    .frames = g_array_new (FALSE, FALSE, sizeof (double)),
  };
  gulong begin = g_signal_connect (clock, "before-paint", G_CALLBACK (begin_frame_cb), &self);
  gulong end = g_signal_connect (clock, "after-paint", G_CALLBACK (end_frame_cb), &self);
  guint tick = gtk_widget_add_tick_callback (view, tick_cb, &self, NULL);

  while (self.frames->len < n_frames)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_remove_tick_callback (view, tick);
  g_signal_handler_disconnect (clock, begin);
  g_signal_handler_disconnect (clock, end);
  g_rand_free (self.rand);
  say ("computing", self.frames);
  say ("from begin to end of a frame", self.walls);
  g_array_unref (self.walls);
  return self.frames;
}

/* --- what is scrolled --- */

static void
set_up_cell_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (text), 14);
  gtk_column_view_cell_set_child (cell, text);
}

static void
bind_cell_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell)
{
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_column_view_cell_get_child (cell)),
                            gtk_string_object_get_string (gtk_column_view_cell_get_item (cell)));
}

static void
add_columns (GtkColumnView *view, guint n_columns)
{
  for (guint i = 0; i < n_columns; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new ("Text", factory);

      g_signal_connect (factory, "setup", G_CALLBACK (set_up_cell_cb), NULL);
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), NULL);
      gtk_column_view_column_set_expand (column, TRUE);
      gtk_column_view_append_column (view, column);
    }
}

static void
wait_for_frame (GtkWidget *widget)
{
  gint64 before = 0;

  while (!gtk_widget_get_mapped (widget) || gtk_widget_get_frame_clock (widget) == NULL)
    g_main_context_iteration (NULL, TRUE);
  before = gdk_frame_clock_get_frame_counter (gtk_widget_get_frame_clock (widget));
  gtk_widget_queue_draw (widget);
  while (gdk_frame_clock_get_frame_counter (gtk_widget_get_frame_clock (widget)) < before + 2)
    {
      gtk_widget_queue_draw (widget);
      g_main_context_iteration (NULL, FALSE);
    }
}

/* A bare view in a window of the same size; the window. */
static GtkWidget *
show_bare (guint n_items, guint n_columns, GtkWidget **view)
{
  GtkWidget *window = gtk_window_new (), *scrolled = gtk_scrolled_window_new ();
  MadeUpList *list = g_object_new (MADE_UP_TYPE_LIST, NULL);

  list->n_items = n_items;
  *view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (list))));
  add_columns (GTK_COLUMN_VIEW (*view), n_columns);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), *view);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_frame (*view);
  return window;
}

static GtkWidget *
find_table (GtkWidget *root)
{
  if (GTK_IS_COLUMN_VIEW (root) && gtk_widget_get_mapped (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_table (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static KontorWorkspace *
open_workspace (const char *path)
{
  g_autoptr (DexFuture) opening
      = kontor_workspace_open (path, kontor_schema_get_default (), kontor_clock_system (), 0);
  GError *error = NULL;

  while (dex_future_is_pending (opening))
    g_main_context_iteration (NULL, FALSE);
  dex_future_get_value (opening, &error);
  kontor_bench_check (error);
  return g_value_dup_object (dex_future_get_value (opening, NULL));
}

/* Those that are seen; a table has some that wait to be chosen. */
static guint
count_columns (GtkWidget *table)
{
  GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (table));
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      count += gtk_column_view_column_get_visible (column);
    }
  return count;
}

static guint
count_items (GtkWidget *table)
{
  GtkSelectionModel *model = gtk_column_view_get_model (GTK_COLUMN_VIEW (table));

  return model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
}

/* The app's window on its contacts, all of them. */
static GtkWidget *
show_app (AdwApplication *application, KontorWorkspace *workspace, guint n_items)
{
  g_autofree char *state = g_build_filename (g_get_user_state_dir (), "bench.ini", NULL);
  KontorWindow *window = kontor_window_new (application, kontor_state_load (state));
  KontorPlace place = kontor_place_make ("contacts", NULL);
  GtkWidget *table = NULL;

  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  kontor_window_set_workspace (window, workspace, NULL);
  g_assert (kontor_window_go (window, &place));
  gtk_window_present (GTK_WINDOW (window));
  while (table == NULL || count_items (table) < n_items)
    {
      g_main_context_iteration (NULL, TRUE);
      table = find_table (GTK_WIDGET (window));
    }
  wait_for_frame (table);
  return table;
}

static void
print (const char *how, const char *what, double value, double bare, double target)
{
  g_autofree char *name = g_strdup_printf ("scrolling 1 000 000 contacts, %s, %s", how, what);

  kontor_figure_print (
      &(KontorFigure) { name, value, "ms", bare, target, KONTOR_BENCH_VALUE_AT_MOST });
}

static void
measure (GtkWidget *table, GtkWidget *bare, gboolean jumps, guint n_frames)
{
  const char *how = jumps ? "jumping" : "smooth";
  g_autoptr (GArray) plain = NULL, frames = NULL;

  kontor_bench_say ("a bare view, %s", how);
  plain = scroll (bare, jumps, n_frames);
  kontor_bench_say ("the app, %s", how);
  frames = scroll (table, jumps, n_frames);
  print (how, "mean", kontor_bench_mean (frames), kontor_bench_mean (plain), 8);
  print (how, "p99", kontor_bench_percentile (frames, 99), kontor_bench_percentile (plain, 99),
         16.7);
}

int
main (int argc, char **argv)
{
  gboolean quick = kontor_bench_is_quick (argc, argv);
  guint n = quick ? N_QUICK : N_CONTACTS, n_frames = quick ? N_QUICK_FRAMES : N_FRAMES;
  g_autoptr (AdwApplication) application = NULL;
  KontorBenchContacts contacts;
  KontorWorkspace *workspace;
  GtkWidget *table, *bare;

  kontor_bench_contacts_init (&contacts, n);
  dex_init ();
  adw_init ();
  kontor_register_resource ();
  application = adw_application_new ("org.kontor.Bench", G_APPLICATION_NON_UNIQUE);
  g_object_set (application, "resource-base-path", "/org/kontor/Kontor", NULL);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  workspace = open_workspace (contacts.path);
  table = show_app (application, workspace, n);
  kontor_bench_say ("%u columns", count_columns (table));
  show_bare (n, count_columns (table), &bare);
  measure (table, bare, FALSE, n_frames);
  measure (table, bare, TRUE, n_frames);
  kontor_bench_contacts_clear (&contacts);
  /* Nothing is left to be said, and closing a window asks it to remember its place. */
  _Exit (0);
}
