/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-field-cell.h"

#include <string.h>

#define SPACING 9

struct _KontorFieldCell
{
  GtkWidget parent_instance;
  KontorFieldColumn *column;
  KontorRecord *record;
  gulong notify_handler; /* while what is shown is the record's */
  gboolean current;      /* what is shown is the record's as it is now */

  PangoLayout *text;   /* NULL until it was read */
  GskRenderNode *face; /* where the column has faces, as long as there is a text */
};

G_DEFINE_FINAL_TYPE (KontorFieldCell, kontor_field_cell, GTK_TYPE_WIDGET)

static void
forget_text (KontorFieldCell *self)
{
  self->current = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The record itself does not change with what belongs to it. */
static void
workspace_changed_cb (KontorFieldCell *self, KontorChangeSet *changes)
{
  if (self->current && kontor_change_set_touches (changes, self->column->part, 0))
    forget_text (self);
}

static PangoLayout *
make_layout (KontorFieldCell *self)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_auto_dir (layout, !self->column->is_phone);
  if (self->column->is_numeric)
    {
      PangoAttrList *attributes = pango_attr_list_new ();
      pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
      pango_layout_set_attributes (layout, attributes);
      pango_attr_list_unref (attributes);
    }
  return layout;
}

static void
follow_record (KontorFieldCell *self)
{
  if (self->notify_handler == 0)
    self->notify_handler
        = g_signal_connect_swapped (self->record, "notify", G_CALLBACK (forget_text), self);
  if (self->text)
    return;
  self->text = make_layout (self);
  if (self->column->part)
    g_signal_connect_object (self->column->workspace, "changed", G_CALLBACK (workspace_changed_cb),
                             self, G_CONNECT_SWAPPED);
}

/* A row is called as its record is. */
static void
name_row (KontorFieldCell *self, const char *title)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  while (row && !g_str_equal (gtk_widget_get_css_name (row), "row"))
    row = gtk_widget_get_parent (row);
  if (row)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
show_title (KontorFieldCell *self, const char *title)
{
  name_row (self, title);
  if (self->column->faces == NULL)
    return;
  g_clear_pointer (&self->face, gsk_render_node_unref);
  self->face = kontor_faces_dup (self->column->faces,
                                 gtk_widget_get_pango_context (GTK_WIDGET (self)), title);
}

/* Left and right are those of the layout: where a script runs the other way, it swaps them. */
static void
align_text (KontorFieldCell *self, float align)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gboolean at_end = align > 0.5f;
  pango_layout_set_alignment (self->text, at_end != rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
}

static void
ensure_text (KontorFieldCell *self)
{
  g_autofree char *text = NULL;
  if (self->current || self->record == NULL)
    return;
  self->current = TRUE;
  text = kontor_field_column_dup_text (self->column, GTK_WIDGET (self), self->record);
  follow_record (self);
  pango_layout_set_text (self->text, text ? text : "", -1);
  align_text (self, kontor_field_column_align (self->column, GTK_WIDGET (self), text));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text ? text : "", -1);
  if (self->column->is_title)
    show_title (self, text);
}

/* Whether @text stands there already, all of it. */
static gboolean
reads_whole (KontorFieldCell *self, const char *text)
{
  return self->text && !pango_layout_is_ellipsized (self->text)
         && strcmp (pango_layout_get_text (self->text), text) == 0;
}

static gboolean
kontor_field_cell_query_tooltip (GtkWidget *widget,
                                 int x,
                                 int y,
                                 gboolean keyboard,
                                 GtkTooltip *tooltip)
{
  KontorFieldCell *self = KONTOR_FIELD_CELL (widget);
  g_autofree char *text
      = self->record ? kontor_field_column_dup_exact (self->column, widget, self->record) : NULL;
  gtk_tooltip_set_text (tooltip, text);
  return text && *text && !reads_whole (self, text);
}

static int
get_face_room (const KontorFieldColumn *column)
{
  return column->faces ? KONTOR_FACE_SIZE + SPACING : 0;
}

static void
work_out_request (KontorFieldCell *self)
{
  KontorFieldColumn *column = self->column;
  PangoFontMetrics *metrics
      = pango_context_get_metrics (gtk_widget_get_pango_context (GTK_WIDGET (self)), NULL, NULL);
  int width = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                   pango_font_metrics_get_approximate_digit_width (metrics));
  int height = PANGO_PIXELS_CEIL (pango_font_metrics_get_ascent (metrics)
                                  + pango_font_metrics_get_descent (metrics));
  int room = get_face_room (column);
  pango_font_metrics_unref (metrics);
  column->request[GTK_ORIENTATION_HORIZONTAL][0]
      = room + PANGO_PIXELS_CEIL ((int) column->min_chars * width);
  column->request[GTK_ORIENTATION_HORIZONTAL][1]
      = room + PANGO_PIXELS_CEIL ((int) column->chars * width);
  column->request[GTK_ORIENTATION_VERTICAL][0] = column->request[GTK_ORIENTATION_VERTICAL][1]
      = column->faces ? MAX (height, KONTOR_FACE_SIZE) : height;
}

static void
kontor_field_cell_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  KontorFieldCell *self = KONTOR_FIELD_CELL (widget);
  if (self->column->request[orientation][0] == 0)
    work_out_request (self);
  *minimum = self->column->request[orientation][0];
  *natural = self->column->request[orientation][1];
}

/* Another font, or another size of text. */
static void
kontor_field_cell_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  KontorFieldCell *self = KONTOR_FIELD_CELL (widget);
  self->column->request[GTK_ORIENTATION_HORIZONTAL][0] = 0;
  self->column->request[GTK_ORIENTATION_VERTICAL][0] = 0;
  if (self->column->faces)
    kontor_faces_forget (self->column->faces);
  forget_text (self);
  GTK_WIDGET_CLASS (kontor_field_cell_parent_class)->system_setting_changed (widget, setting);
}

/* Where the other script begins is on the other side now. */
static void
kontor_field_cell_direction_changed (GtkWidget *widget, GtkTextDirection previous)
{
  forget_text (KONTOR_FIELD_CELL (widget));
  GTK_WIDGET_CLASS (kontor_field_cell_parent_class)->direction_changed (widget, previous);
}

static void
paint_face (KontorFieldCell *self, GtkSnapshot *snapshot, gboolean rtl)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (rtl ? width - KONTOR_FACE_SIZE : 0,
                                                          (height - KONTOR_FACE_SIZE) / 2));
  gtk_snapshot_append_node (snapshot, self->face);
  gtk_snapshot_restore (snapshot);
}

static void
paint_text (KontorFieldCell *self, GtkSnapshot *snapshot, gboolean rtl)
{
  int room = get_face_room (self->column);
  int width = gtk_widget_get_width (GTK_WIDGET (self)) - room;
  GdkRGBA colour;
  int height;
  pango_layout_set_width (self->text, width * PANGO_SCALE);
  pango_layout_get_pixel_size (self->text, NULL, &height);
  gtk_widget_get_color (GTK_WIDGET (self), &colour);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT (rtl ? 0 : room,
                                      (gtk_widget_get_height (GTK_WIDGET (self)) - height) / 2));
  gtk_snapshot_append_layout (snapshot, self->text, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
kontor_field_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KontorFieldCell *self = KONTOR_FIELD_CELL (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  ensure_text (self);
  if (self->face)
    paint_face (self, snapshot, rtl);
  if (self->text && *pango_layout_get_text (self->text))
    paint_text (self, snapshot, rtl);
}

static void
kontor_field_cell_dispose (GObject *object)
{
  KontorFieldCell *self = KONTOR_FIELD_CELL (object);
  kontor_field_cell_set_record (self, NULL);
  self->current = FALSE;
  g_clear_object (&self->text);
  g_clear_pointer (&self->face, gsk_render_node_unref);
  G_OBJECT_CLASS (kontor_field_cell_parent_class)->dispose (object);
}

static void
kontor_field_cell_finalize (GObject *object)
{
  kontor_field_column_unref (KONTOR_FIELD_CELL (object)->column);
  G_OBJECT_CLASS (kontor_field_cell_parent_class)->finalize (object);
}

static void
kontor_field_cell_class_init (KontorFieldCellClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = kontor_field_cell_dispose;
  G_OBJECT_CLASS (class)->finalize = kontor_field_cell_finalize;
  widget_class->measure = kontor_field_cell_measure;
  widget_class->snapshot = kontor_field_cell_snapshot;
  widget_class->query_tooltip = kontor_field_cell_query_tooltip;
  widget_class->system_setting_changed = kontor_field_cell_system_setting_changed;
  widget_class->direction_changed = kontor_field_cell_direction_changed;
  gtk_widget_class_set_css_name (widget_class, "fieldcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
kontor_field_cell_init (KontorFieldCell *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
kontor_field_cell_new (KontorFieldColumn *column)
{
  KontorFieldCell *self = g_object_new (KONTOR_TYPE_FIELD_CELL, NULL);
  self->column = kontor_field_column_ref (column);
  return GTK_WIDGET (self);
}

void
kontor_field_cell_set_record (KontorFieldCell *self, KontorRecord *record)
{
  if (self->record == record)
    return;
  if (self->record)
    g_clear_signal_handler (&self->notify_handler, self->record);
  g_set_object (&self->record, record);
  /* A cell without a record is seen by nobody, and gets another one: what it shows can stay. */
  if (record)
    forget_text (self);
}

const char *
kontor_field_cell_get_text (KontorFieldCell *self)
{
  return self->current ? pango_layout_get_text (self->text) : "";
}
