/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "pipeline/kontor-board-head.h"

struct _KontorBoardHead
{
  AdwBin parent_instance;
  GPtrArray *peers; /* or NULL: alone */
};

G_DEFINE_FINAL_TYPE (KontorBoardHead, kontor_board_head, ADW_TYPE_BIN)

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_content (GtkWidget *head,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural)
{
  int content_minimum, content_natural;
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (head)), orientation, for_size, &content_minimum,
                      &content_natural, NULL, NULL);
  *minimum = MAX (*minimum, content_minimum);
  *natural = MAX (*natural, content_natural);
}

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  GPtrArray *peers = KONTOR_BOARD_HEAD (widget)->peers;
  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  measure_content (widget, orientation, for_size, minimum, natural);
  for (guint i = 0; peers && i < peers->len; i++)
    if (gtk_widget_is_visible (peers->pdata[i]))
      measure_content (peers->pdata[i], orientation, for_size, minimum, natural);
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
}

static void
kontor_board_head_finalize (GObject *object)
{
  g_clear_pointer (&KONTOR_BOARD_HEAD (object)->peers, g_ptr_array_unref);
  G_OBJECT_CLASS (kontor_board_head_parent_class)->finalize (object);
}

static void
kontor_board_head_class_init (KontorBoardHeadClass *class)
{
  G_OBJECT_CLASS (class)->finalize = kontor_board_head_finalize;
}

static void
kontor_board_head_init (KontorBoardHead *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self),
                                 gtk_custom_layout_new (get_request_mode, measure, allocate));
}

void
kontor_board_head_set_peers (KontorBoardHead *self, GPtrArray *peers)
{
  g_ptr_array_ref (peers);
  g_clear_pointer (&self->peers, g_ptr_array_unref);
  self->peers = peers;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
kontor_board_head_resize_peers (GPtrArray *peers)
{
  for (guint i = 0; i < peers->len; i++)
    gtk_widget_queue_resize (peers->pdata[i]);
}
