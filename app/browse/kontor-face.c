/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-face.h"

#define SIZE 24
#define FONT_SIZE 10
/* What fits well into the disc. */
#define MAX_WIDTH 16

struct _KontorFace
{
  GtkWidget parent_instance;
  char *name;
  guint colour;
  PangoLayout *layout; /* of the initials; NULL until they are painted */
};

G_DEFINE_FINAL_TYPE (KontorFace, kontor_face, GTK_TYPE_WIDGET)

/* From top to bottom, as the platform paints its avatars. */
static const char *const colours[][2] = {
  { "#83b6ec", "#337fdc" }, { "#7ad9f1", "#0f9ac8" }, { "#8de6b1", "#29ae74" },
  { "#b5e98a", "#6ab85b" }, { "#f8e359", "#d29d09" }, { "#ffcb62", "#d68400" },
  { "#ffa95a", "#ed5b00" }, { "#f78773", "#e62d42" }, { "#e973ab", "#e33b6a" },
  { "#cb78d4", "#9945b5" }, { "#9e91e8", "#7a59ca" }, { "#e3cf9c", "#b08952" },
  { "#be916d", "#785336" }, { "#c0bfbc", "#6e6d71" },
};

char *
kontor_face_dup_initials (const char *name)
{
  g_autofree char *upper = g_utf8_strup (name, -1);
  g_autofree char *composed
      = g_utf8_normalize (g_strstrip (upper), -1, G_NORMALIZE_DEFAULT_COMPOSE);
  GString *initials = g_string_new (NULL);
  const char *last;
  if (composed == NULL || *composed == '\0')
    return g_string_free_and_steal (initials);
  g_string_append_unichar (initials, g_utf8_get_char (composed));
  last = g_utf8_strrchr (composed, -1, ' ');
  if (last)
    g_string_append_unichar (initials, g_utf8_get_char (g_utf8_next_char (last)));
  return g_string_free_and_steal (initials);
}

static void
ensure_layout (KontorFace *self)
{
  g_autofree char *initials = NULL;
  PangoAttrList *attributes;
  if (self->layout)
    return;
  initials = kontor_face_dup_initials (self->name);
  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), initials);
  attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_size_new_absolute (FONT_SIZE * PANGO_SCALE));
  pango_layout_set_attributes (self->layout, attributes);
  pango_attr_list_unref (attributes);
}

static void
paint_disc (KontorFace *self, GtkSnapshot *snapshot)
{
  GskColorStop stops[2] = { { 0 }, { 1 } };
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, SIZE, SIZE);
  GskRoundedRect disc;
  gsk_rounded_rect_init_from_rect (&disc, &area, SIZE / 2.0f);
  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    gdk_rgba_parse (&stops[i].color, colours[self->colour][i]);
  gtk_snapshot_push_rounded_clip (snapshot, &disc);
  gtk_snapshot_append_linear_gradient (snapshot, &area, &GRAPHENE_POINT_INIT (0, 0),
                                       &GRAPHENE_POINT_INIT (0, SIZE), stops, G_N_ELEMENTS (stops));
  gtk_snapshot_pop (snapshot);
}

static void
paint_initials (KontorFace *self, GtkSnapshot *snapshot)
{
  const GdkRGBA white = { 1, 1, 1, 1 };
  int width, height;
  float scale;
  ensure_layout (self);
  pango_layout_get_pixel_size (self->layout, &width, &height);
  scale = width > MAX_WIDTH ? MAX_WIDTH / (float) width : 1;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT ((SIZE - width * scale) / 2, (SIZE - height * scale) / 2));
  gtk_snapshot_scale (snapshot, scale, scale);
  gtk_snapshot_append_layout (snapshot, self->layout, &white);
  gtk_snapshot_restore (snapshot);
}

static void
kontor_face_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KontorFace *self = KONTOR_FACE (widget);
  if (self->name == NULL)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (0, (gtk_widget_get_height (widget) - SIZE) / 2));
  paint_disc (self, snapshot);
  paint_initials (self, snapshot);
  gtk_snapshot_restore (snapshot);
}

static void
kontor_face_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  *minimum = *natural = SIZE;
}

/* Another font, or another size of text. */
static void
kontor_face_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  g_clear_object (&KONTOR_FACE (widget)->layout);
  GTK_WIDGET_CLASS (kontor_face_parent_class)->system_setting_changed (widget, setting);
}

static void
kontor_face_finalize (GObject *object)
{
  KontorFace *self = KONTOR_FACE (object);
  g_free (self->name);
  g_clear_object (&self->layout);
  G_OBJECT_CLASS (kontor_face_parent_class)->finalize (object);
}

static void
kontor_face_class_init (KontorFaceClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->finalize = kontor_face_finalize;
  widget_class->snapshot = kontor_face_snapshot;
  widget_class->measure = kontor_face_measure;
  widget_class->system_setting_changed = kontor_face_system_setting_changed;
  gtk_widget_class_set_css_name (widget_class, "face");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
kontor_face_init (KontorFace *self)
{
}

GtkWidget *
kontor_face_new (void)
{
  return g_object_new (KONTOR_TYPE_FACE, NULL);
}

void
kontor_face_set_name (KontorFace *self, const char *name)
{
  if (!g_set_str (&self->name, name))
    return;
  self->colour = name ? g_str_hash (name) % G_N_ELEMENTS (colours) : 0;
  g_clear_object (&self->layout);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
