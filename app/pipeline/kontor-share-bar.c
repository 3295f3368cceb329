/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "pipeline/kontor-share-bar.h"

#include "words/kontor-format.h"

#include <glib/gi18n.h>

#define HEIGHT 4
/* What one can hit is higher than what one sees. */
#define REACH 12
#define GAP 1

struct _KontorShareBar
{
  GtkWidget parent_instance;
  gint64 counts[KONTOR_N_NEXT_STATES];
};

G_DEFINE_FINAL_TYPE (KontorShareBar, kontor_share_bar, GTK_TYPE_WIDGET)

/* Most urgent first; what has no plan is the pale rest. */
static const struct
{
  KontorNextState state;
  float opacity;
} parts[] = {
  { KONTOR_NEXT_OVERDUE, 1.0f },
  { KONTOR_NEXT_TODAY, 0.7f },
  { KONTOR_NEXT_LATER, 0.4f },
  { KONTOR_NEXT_NOTHING, 0.15f },
};

static gint64
get_total (KontorShareBar *self)
{
  gint64 total = 0;
  for (guint i = 0; i < KONTOR_N_NEXT_STATES; i++)
    total += self->counts[i];
  return total;
}

static void
kontor_share_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KontorShareBar *self = KONTOR_SHARE_BAR (widget);
  gint64 total = get_total (self);
  float width = (float) gtk_widget_get_width (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  float x = 0;
  GdkRGBA color;
  gtk_widget_get_color (widget, &color);
  for (gsize i = 0; i < G_N_ELEMENTS (parts) && total > 0; i++)
    {
      float share = width * (float) self->counts[parts[i].state] / (float) total;
      GdkRGBA shade = color;
      graphene_rect_t rect;
      if (share <= 0)
        continue;
      shade.alpha *= parts[i].opacity;
      graphene_rect_init (&rect, mirrored ? width - x - share : x, (REACH - HEIGHT) / 2,
                          MAX (share - GAP, 1), HEIGHT);
      gtk_snapshot_append_color (snapshot, &shade, &rect);
      x += share;
    }
}

static void
kontor_share_bar_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? REACH : 0;
}

static void
kontor_share_bar_class_init (KontorShareBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  widget_class->snapshot = kontor_share_bar_snapshot;
  widget_class->measure = kontor_share_bar_measure;
  gtk_widget_class_set_css_name (widget_class, "sharebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

/* The part at @x; -1 where there is none. */
static int
find_state (KontorShareBar *self, double x)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double width = gtk_widget_get_width (widget);
  gint64 total = get_total (self);
  double end = 0;
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = width - x;
  for (gsize i = 0; i < G_N_ELEMENTS (parts) && total > 0; i++)
    {
      end += width * (double) self->counts[parts[i].state] / (double) total;
      if (x < end)
        return (int) parts[i].state;
    }
  return -1;
}

static void
clicked_cb (KontorShareBar *self, int n_press, double x)
{
  int state = find_state (self, x);
  if (state >= 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "board.show", "s",
                                kontor_next_state_get_name (state));
}

static void
kontor_share_bar_init (KontorShareBar *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  g_signal_connect_swapped (click, "released", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
}

static const char *const names[KONTOR_N_NEXT_STATES] = {
  [KONTOR_NEXT_NOTHING] = "nothing",
  [KONTOR_NEXT_OVERDUE] = "overdue",
  [KONTOR_NEXT_TODAY] = "today",
  [KONTOR_NEXT_LATER] = "later",
};

const char *
kontor_next_state_get_name (int state)
{
  return state >= 0 && state < KONTOR_N_NEXT_STATES ? names[state] : "all";
}

int
kontor_next_state_from_name (const char *name)
{
  for (int i = 0; i < KONTOR_N_NEXT_STATES; i++)
    if (g_strcmp0 (names[i], name) == 0)
      return i;
  return -1;
}

/* Takes @phrase over. */
static void
append_phrase (GString *words, int count, char *phrase)
{
  if (count > 0)
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", phrase);
  g_free (phrase);
}

static char *
make_words (KontorShareBar *self)
{
  GString *words = g_string_new (NULL);
  int overdue = (int) self->counts[KONTOR_NEXT_OVERDUE];
  int today = (int) self->counts[KONTOR_NEXT_TODAY];
  int later = (int) self->counts[KONTOR_NEXT_LATER];
  int nothing = (int) self->counts[KONTOR_NEXT_NOTHING];
  g_autofree char *n_overdue = kontor_format_number (overdue, 0);
  g_autofree char *n_today = kontor_format_number (today, 0);
  g_autofree char *n_later = kontor_format_number (later, 0);
  g_autofree char *n_nothing = kontor_format_number (nothing, 0);
  append_phrase (words, overdue,
                 g_strdup_printf (ngettext ("%s overdue", "%s overdue", overdue), n_overdue));
  append_phrase (words, today,
                 g_strdup_printf (ngettext ("%s for today", "%s for today", today), n_today));
  append_phrase (words, later,
                 g_strdup_printf (ngettext ("%s planned", "%s planned", later), n_later));
  append_phrase (
      words, nothing,
      g_strdup_printf (ngettext ("%s with nothing planned", "%s with nothing planned", nothing),
                       n_nothing));
  return g_string_free_and_steal (words);
}

void
kontor_share_bar_set_counts (KontorShareBar *self, const KontorNextCounts *counts)
{
  g_autofree char *words = NULL;
  for (guint i = 0; i < KONTOR_N_NEXT_STATES; i++)
    self->counts[i] = counts ? counts->counts[i] : 0;
  words = make_words (self);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
