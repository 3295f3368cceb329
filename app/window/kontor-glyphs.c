/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-glyphs.h"

#include <pango/pangocairo.h>

/* A letter is another picture at each quarter of a pixel that it begins at. */
#define PHASES 4
/* From one to the next, so that each begins where it is to: pixels. */
#define ADVANCE 32

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                              " .,:;-+_/@&'()…";

/* Those that a window has much of first; of the others, what their fonts are like and each letter
 * where a word begins will do. */
static const struct
{
  const char *css_class;
  guint phases;
} styles[] = { { "body", PHASES }, { "heading", 1 }, { "caption", 1 }, { "caption-heading", 1 } };

/* How the platform sets text, which can be asked of widgets alone. */
typedef struct
{
  PangoFontDescription *fonts[G_N_ELEMENTS (styles)];
  cairo_font_options_t *options;
  double resolution;
  gboolean rounds;
  int scale;
} Type;

static void
take_style (Type *self, gsize style)
{
  GtkWidget *label = g_object_ref_sink (gtk_label_new (NULL));
  PangoContext *context;
  gtk_widget_add_css_class (label, styles[style].css_class);
  context = gtk_widget_get_pango_context (label);
  self->fonts[style] = pango_font_description_copy (pango_context_get_font_description (context));
  if (self->options == NULL)
    {
      self->options = cairo_font_options_copy (pango_cairo_context_get_font_options (context));
      self->resolution = pango_cairo_context_get_resolution (context);
      self->rounds = pango_context_get_round_glyph_positions (context);
      self->scale = gtk_widget_get_scale_factor (label);
    }
  g_object_unref (label);
}

static Type *
type_new (void)
{
  Type *self = g_new0 (Type, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    take_style (self, i);
  return self;
}

static void
type_free (Type *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    pango_font_description_free (self->fonts[i]);
  cairo_font_options_destroy (self->options);
  g_free (self);
}

/* A thread has fonts of its own. What they are made from, cairo's fonts and the letters of those, is
 * one for all. */
static PangoContext *
make_context (const Type *self, cairo_hint_style_t hints)
{
  g_autoptr (PangoFontMap) map = pango_cairo_font_map_new ();
  PangoContext *context = pango_font_map_create_context (map);
  cairo_font_options_t *options = cairo_font_options_copy (self->options);
  if (hints != CAIRO_HINT_STYLE_DEFAULT)
    cairo_font_options_set_hint_style (options, hints);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, self->resolution);
  pango_context_set_round_glyph_positions (context, self->rounds);
  cairo_font_options_destroy (options);
  return context;
}

static cairo_t *
make_canvas (const Type *self)
{
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_A8, (int) sizeof letters * ADVANCE * self->scale, ADVANCE * self->scale);
  cairo_t *cr;
  cairo_surface_set_device_scale (surface, self->scale, self->scale);
  cr = cairo_create (surface);
  cairo_surface_destroy (surface);
  return cr;
}

static void
draw_run (cairo_t *cr, PangoGlyphItem *run, double baseline, guint phases)
{
  for (int i = 0; i < run->glyphs->num_glyphs; i++)
    run->glyphs->glyphs[i].geometry.width = ADVANCE * PANGO_SCALE;
  for (guint phase = 0; phase < phases; phase++)
    {
      cairo_move_to (cr, (double) phase / PHASES, baseline);
      pango_cairo_show_glyph_string (cr, run->item->analysis.font, run->glyphs);
    }
}

/* What is painted is told to be as large as letters are that regard no grid. */
static void
measure_run (PangoContext *unhinted, PangoGlyphItem *run)
{
  PangoFont *font = run->item->analysis.font;
  PangoFont *plain
      = pango_font_map_reload_font (pango_font_get_font_map (font), font, 1, unhinted, NULL);
  PangoRectangle ink;
  pango_glyph_string_extents (run->glyphs, plain, &ink, NULL);
  g_object_unref (plain);
}

static void
draw_letters (cairo_t *cr,
              PangoContext *context,
              PangoContext *unhinted,
              const PangoFontDescription *font,
              guint phases)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  double baseline;
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, letters, -1);
  baseline = pango_layout_get_baseline (layout) / (double) PANGO_SCALE;
  for (GSList *run = pango_layout_get_line_readonly (layout, 0)->runs; run; run = run->next)
    {
      measure_run (unhinted, run->data);
      draw_run (cr, run->data, baseline, phases);
    }
}

static gpointer
prepare (gpointer data)
{
  Type *self = data;
  PangoContext *context = make_context (self, CAIRO_HINT_STYLE_DEFAULT);
  PangoContext *unhinted = make_context (self, CAIRO_HINT_STYLE_NONE);
  cairo_t *cr = make_canvas (self);
  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    draw_letters (cr, context, unhinted, self->fonts[i], styles[i].phases);
  cairo_destroy (cr);
  g_object_unref (unhinted);
  g_object_unref (context);
  type_free (self);
  return NULL;
}

GThread *
kontor_glyphs_prepare (void)
{
  return g_thread_new ("glyphs", prepare, type_new ());
}
