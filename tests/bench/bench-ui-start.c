/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What it costs to open the app on many contacts: from starting the process until the first frame
 * that shows a page of them, and the memory it has once nothing more happens. The baseline is a
 * program that opens an empty window of the platform; what a window takes there that has a list but
 * nothing of the app is said, too. */

#include "bench/kontor-bench-contacts.h"
#include "bench/kontor-bench-frame.h"
#include "bench/kontor-bench.h"
#include "browse/kontor-field-cell.h"
#include "kontor-application.h"
#include "kontor-resources.h"

#include <libdex.h>
#include <stdio.h>

#define N_CONTACTS 100000
#define N_QUICK 200
#define N_ROUNDS 7
#define ROWS 20 /* real ones, in that frame */

/* What a start comes to: milliseconds, and MiB. */
typedef struct
{
  double shown;
  double computed;
  double proportional;
  double private;
} Start;

/* Says something that was painted. */
static gboolean
has_text (GtkWidget *widget)
{
  if (KONTOR_IS_FIELD_CELL (widget))
    return *kontor_field_cell_get_text (KONTOR_FIELD_CELL (widget)) != '\0';
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child))
      return TRUE;
  return FALSE;
}

static guint
count_rows (GtkWidget *widget)
{
  guint count = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if (g_str_equal (gtk_widget_get_css_name (widget), "row"))
    return gtk_widget_get_ancestor (widget, GTK_TYPE_COLUMN_VIEW) != NULL && has_text (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += count_rows (child);
  return count;
}

static gboolean
is_page_shown (GtkWidget *window)
{
  return count_rows (window) >= ROWS;
}

/* As main() of the app does. */
static int
run_app (void)
{
  g_autoptr (KontorApplication) application = NULL;
  char *argv[] = { (char *) "kontor", (char *) "--page=contacts", NULL };

  g_set_prgname ("kontor");
  dex_init ();
  kontor_register_resource ();
  application = kontor_application_new ();
  kontor_bench_frame_watch (GTK_APPLICATION (application), is_page_shown);
  return g_application_run (G_APPLICATION (application), G_N_ELEMENTS (argv) - 1, argv);
}

static Start
start (const char *const *argv)
{
  g_autofree char *out = NULL;
  GError *error = NULL;
  double began = kontor_bench_now ();
  Start self = { 0 };

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, NULL, &error);
  kontor_bench_check (error);
  if (sscanf (out, "%lf %lf %lf %lf", &self.shown, &self.computed, &self.proportional,
              &self.private)
      != 4)
    g_error ("%s did not show what it was to show", argv[0]);
  self.shown -= began;
  self.proportional /= 1024;
  self.private /= 1024;
  return self;
}

static void
take_best (Start *best, const Start *other)
{
  best->shown = MIN (best->shown, other->shown);
  best->computed = MIN (best->computed, other->computed);
  best->proportional = MIN (best->proportional, other->proportional);
  best->private = MIN (best->private, other->private);
}

/* The best of some rounds, taken in turns: other programs slow both down. */
static void
measure (guint n_rounds)
{
  const char *const app_argv[] = { "/proc/self/exe", "--app", NULL };
  const char *const empty_argv[] = { EMPTY_WINDOW, NULL };
  const char *const list_argv[] = { LIST_WINDOW, NULL };
  Start app = { G_MAXDOUBLE, G_MAXDOUBLE, G_MAXDOUBLE, G_MAXDOUBLE }, empty = app, list = app;

  for (guint i = 0; i < n_rounds; i++)
    {
      Start one = start (empty_argv);

      take_best (&empty, &one);
      one = start (list_argv);
      take_best (&list, &one);
      one = start (app_argv);
      take_best (&app, &one);
    }
  kontor_bench_say ("computing until the first frame: %.0f ms, an empty window %.0f", app.computed,
                    empty.computed);
  kontor_bench_say (
      "a bare window with such a list: first frame after %.0f ms, %.2f of an empty one; "
      "the app takes %.2f of that",
      list.shown, list.shown / empty.shown, app.shown / list.shown);
  kontor_bench_say ("private memory: %.1f MiB, an empty window %.1f", app.private, empty.private);
  kontor_figure_print (&(KontorFigure) { "first frame with 100 000 contacts", app.shown, "ms",
                                         empty.shown, 1.3, KONTOR_BENCH_RATIO_AT_MOST });
  kontor_figure_print (&(KontorFigure) { "memory with 100 000 contacts", app.proportional, "MiB",
                                         empty.proportional, 1.6, KONTOR_BENCH_RATIO_AT_MOST });
}

int
main (int argc, char **argv)
{
  gboolean quick = kontor_bench_is_quick (argc, argv);
  KontorBenchContacts contacts;

  if (argc > 1 && g_str_equal (argv[1], "--app"))
    return run_app ();
  kontor_bench_contacts_init (&contacts, quick ? N_QUICK : N_CONTACTS);
  g_setenv ("KONTOR_WORKSPACE", contacts.path, TRUE);
  measure (quick ? 1 : N_ROUNDS);
  kontor_bench_contacts_clear (&contacts);
  return 0;
}
