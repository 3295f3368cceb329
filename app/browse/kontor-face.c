/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-face.h"

#define SIZE KONTOR_FACE_SIZE
#define FONT_SIZE 10
/* What fits well into the disc. */
#define MAX_WIDTH 16

struct _KontorFace
{
  guint colour;
  PangoLayout *initials;
};

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

static PangoLayout *
make_layout (GtkWidget *widget, const char *name)
{
  g_autofree char *initials = kontor_face_dup_initials (name);
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, initials);
  PangoAttrList *attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_size_new_absolute (FONT_SIZE * PANGO_SCALE));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
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
  pango_layout_get_pixel_size (self->initials, &width, &height);
  scale = width > MAX_WIDTH ? MAX_WIDTH / (float) width : 1;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT ((SIZE - width * scale) / 2, (SIZE - height * scale) / 2));
  gtk_snapshot_scale (snapshot, scale, scale);
  gtk_snapshot_append_layout (snapshot, self->initials, &white);
  gtk_snapshot_restore (snapshot);
}

KontorFace *
kontor_face_new (GtkWidget *widget, const char *name)
{
  KontorFace *self = g_new (KontorFace, 1);
  self->colour = g_str_hash (name) % G_N_ELEMENTS (colours);
  self->initials = make_layout (widget, name);
  return self;
}

void
kontor_face_free (KontorFace *self)
{
  g_object_unref (self->initials);
  g_free (self);
}

void
kontor_face_paint (KontorFace *self, GtkSnapshot *snapshot)
{
  paint_disc (self, snapshot);
  paint_initials (self, snapshot);
}
