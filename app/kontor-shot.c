/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "kontor-shot.h"

#include "window/kontor-window.h"

#include <stdio.h>

/* Frames without a change in readiness: rows and avatars come a frame or two after the data. */
#define SETTLED_FRAMES 12
/* Something is worth a picture too that never becomes ready: seconds. */
#define PATIENCE 15

struct _KontorShot
{
  char *path;
  GStrv actions; /* what to do first, detailed, one after the other; NULL: nothing */
  guint done;    /* of them */
  int width;
  int height;
  GtkWindow *window; /* weak */
  guint tick;
  guint frames;
  gint64 begun;
};

KontorShot *
kontor_shot_new (GVariantDict *options)
{
  KontorShot *self = g_new0 (KontorShot, 1);
  const char *size = NULL;
  g_variant_dict_lookup (options, "shot-out", "^ay", &self->path);
  g_variant_dict_lookup (options, "shot-do", "^as", &self->actions);
  self->width = 1200;
  self->height = 780;
  if (g_variant_dict_lookup (options, "shot-size", "&s", &size)
      && sscanf (size, "%dx%d", &self->width, &self->height) != 2)
    g_warning ("--shot-size is WIDTHxHEIGHT, not “%s”", size);
  return self;
}

static void
stop (KontorShot *self)
{
  if (self->window && self->tick)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->window), self->tick);
  self->tick = 0;
}

void
kontor_shot_free (KontorShot *self)
{
  stop (self);
  g_clear_weak_pointer (&self->window);
  g_free (self->path);
  g_strfreev (self->actions);
  g_free (self);
}

static void
snapshot_widget (GtkSnapshot *snapshot, GtkWidget *widget)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget),
                          gtk_widget_get_height (widget));
}

/* A menu has a surface of its own, placed by that of the window. */
static void
snapshot_popover (GtkSnapshot *snapshot, GtkNative *window, GtkNative *popover)
{
  GdkPopup *popup = GDK_POPUP (gtk_native_get_surface (popover));
  graphene_point_t at
      = { (float) gdk_popup_get_position_x (popup), (float) gdk_popup_get_position_y (popup) };
  double outer_x, outer_y, inner_x, inner_y;
  gtk_native_get_surface_transform (window, &outer_x, &outer_y);
  gtk_native_get_surface_transform (popover, &inner_x, &inner_y);
  at.x += (float) (inner_x - outer_x);
  at.y += (float) (inner_y - outer_y);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &at);
  snapshot_widget (snapshot, GTK_WIDGET (popover));
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_popovers (GtkSnapshot *snapshot, GtkNative *window, GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_POPOVER (child) && gtk_widget_get_mapped (child))
        snapshot_popover (snapshot, window, GTK_NATIVE (child));
      snapshot_popovers (snapshot, window, child);
    }
}

static void
paint (KontorShot *self)
{
  GtkWidget *widget = GTK_WIDGET (self->window);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                             (float) gtk_widget_get_height (widget));
  snapshot_widget (snapshot, widget);
  snapshot_popovers (snapshot, GTK_NATIVE (widget), widget);
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL)
    {
      g_warning ("There was nothing to take a picture of");
      return;
    }
  texture
      = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (widget)), node, &area);
  if (!gdk_texture_save_to_png (texture, self->path))
    g_warning ("The picture %s could not be written", self->path);
}

static void
painted_cb (KontorShot *self, GdkFrameClock *clock)
{
  g_signal_handlers_disconnect_by_func (clock, painted_cb, self);
  if (self->window == NULL)
    return;
  paint (self);
  g_application_quit (G_APPLICATION (gtk_window_get_application (self->window)));
}

static gboolean
is_ready (KontorShot *self)
{
  KontorPage *page = kontor_window_get_page (KONTOR_WINDOW (self->window));
  return page == NULL || kontor_page_is_ready (page);
}

static void
act (KontorShot *self)
{
  const char *action = self->actions[self->done++];
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  if (!g_action_parse_detailed_name (action, &name, &target, NULL)
      || !gtk_widget_activate_action_variant (GTK_WIDGET (self->window), name, target))
    g_warning ("There is no action “%s” here", action);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  KontorShot *self = user_data;
  gboolean late = g_get_monotonic_time () - self->begun > PATIENCE * G_USEC_PER_SEC;
  self->frames = is_ready (self) ? self->frames + 1 : 0;
  if (self->frames < SETTLED_FRAMES && !late)
    return G_SOURCE_CONTINUE;
  if (self->actions && self->actions[self->done])
    {
      act (self);
      self->frames = 0;
      return G_SOURCE_CONTINUE;
    }
  /* What a widget looks like is known only once it has drawn itself. */
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), self);
  gtk_widget_queue_draw (widget);
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

void
kontor_shot_begin (KontorShot *self, GtkWindow *window)
{
  g_set_weak_pointer (&self->window, window);
  gtk_window_set_default_size (window, self->width, self->height);
  self->begun = g_get_monotonic_time ();
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (window), tick_cb, self, NULL);
}
