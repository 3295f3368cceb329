/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "browse/kontor-face.h"

#define SIZE KONTOR_FACE_SIZE
#define FONT_SIZE 10
/* What fits well into the disc. */
#define MAX_WIDTH 16

/* More than a page of them, and few enough to keep: people have some hundred initials. */
#define MAX_KEPT 1000

struct _KontorFaces
{
  GHashTable *made; /* GskRenderNode, by the number of the colour and the initials */
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
make_layout (PangoContext *context, const char *initials)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoAttrList *attributes = pango_attr_list_new ();
  pango_layout_set_text (layout, initials, -1);
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_size_new_absolute (FONT_SIZE * PANGO_SCALE));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  return layout;
}

static void
paint_disc (GtkSnapshot *snapshot, guint colour)
{
  GskColorStop stops[2] = { { 0 }, { 1 } };
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, SIZE, SIZE);
  GskRoundedRect disc;
  gsk_rounded_rect_init_from_rect (&disc, &area, SIZE / 2.0f);
  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    gdk_rgba_parse (&stops[i].color, colours[colour][i]);
  gtk_snapshot_push_rounded_clip (snapshot, &disc);
  gtk_snapshot_append_linear_gradient (snapshot, &area, &GRAPHENE_POINT_INIT (0, 0),
                                       &GRAPHENE_POINT_INIT (0, SIZE), stops, G_N_ELEMENTS (stops));
  gtk_snapshot_pop (snapshot);
}

static void
paint_initials (GtkSnapshot *snapshot, PangoLayout *initials)
{
  const GdkRGBA white = { 1, 1, 1, 1 };
  int width, height;
  float scale;
  pango_layout_get_pixel_size (initials, &width, &height);
  scale = width > MAX_WIDTH ? MAX_WIDTH / (float) width : 1;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT ((SIZE - width * scale) / 2, (SIZE - height * scale) / 2));
  gtk_snapshot_scale (snapshot, scale, scale);
  gtk_snapshot_append_layout (snapshot, initials, &white);
  gtk_snapshot_restore (snapshot);
}

static GskRenderNode *
make_face (PangoContext *context, guint colour, const char *initials)
{
  g_autoptr (PangoLayout) layout = make_layout (context, initials);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  paint_disc (snapshot, colour);
  paint_initials (snapshot, layout);
  return gtk_snapshot_free_to_node (snapshot);
}

KontorFaces *
kontor_faces_new (void)
{
  KontorFaces *self = g_new (KontorFaces, 1);
  self->made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify) gsk_render_node_unref);
  return self;
}

void
kontor_faces_free (KontorFaces *self)
{
  g_hash_table_unref (self->made);
  g_free (self);
}

/* Initials in bold between texts that are not let the toolkit make a font for each text it paints:
 * that is most of what a face costs. */
GskRenderNode *
kontor_faces_dup (KontorFaces *self, PangoContext *context, const char *name)
{
  guint colour = g_str_hash (name) % G_N_ELEMENTS (colours);
  g_autofree char *initials = kontor_face_dup_initials (name);
  g_autofree char *look = g_strdup_printf ("%u %s", colour, initials);
  GskRenderNode *face = g_hash_table_lookup (self->made, look);
  if (face == NULL)
    {
      if (g_hash_table_size (self->made) >= MAX_KEPT)
        kontor_faces_forget (self);
      face = make_face (context, colour, initials);
      g_hash_table_insert (self->made, g_steal_pointer (&look), face);
    }
  return gsk_render_node_ref (face);
}

void
kontor_faces_forget (KontorFaces *self)
{
  g_hash_table_remove_all (self->made);
}
