/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "window/kontor-glyphs.h"

#include <adwaita.h>
#include <dlfcn.h>

typedef int LoadGlyph (gpointer face, guint glyph, gint32 flags);
LoadGlyph FT_Load_Glyph;

static GThread *main_thread;
static guint n_made; /* by the main thread */

/* Stands before FreeType's, which is where letters are made. */
int
FT_Load_Glyph (gpointer face, guint glyph, gint32 flags)
{
  LoadGlyph *load = (LoadGlyph *) (guintptr) dlsym (RTLD_NEXT, "FT_Load_Glyph");
  n_made += g_thread_self () == main_thread;
  return load (face, glyph, flags);
}

/* How many letters are made when @text is set and drawn as a widget would. */
static guint
count_made (const char *css_class, const char *text)
{
  GtkWidget *label = g_object_ref_sink (gtk_label_new (NULL));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 400, 40);
  cairo_t *cr = cairo_create (surface);
  PangoLayout *layout;
  guint before = n_made;
  gtk_widget_add_css_class (label, css_class);
  layout = gtk_widget_create_pango_layout (label, text);
  pango_cairo_show_layout (cr, layout);
  g_object_unref (layout);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_object_unref (label);
  return n_made - before;
}

static void
test_prepared (void)
{
  g_thread_join (kontor_glyphs_prepare ());
  g_assert_cmpuint (count_made ("body", "Anna Weber, 1815"), ==, 0);
  g_assert_cmpuint (count_made ("caption", "S"), ==, 0);
  g_assert_cmpuint (count_made ("heading", "C"), ==, 0);
  /* So they would be counted. */
  g_assert_cmpuint (count_made ("body", "Жß"), >, 0);
  g_assert_cmpuint (count_made ("title-1", "C"), >, 0);
}

/* Who doesn't wait for it sees the same text. */
static void
test_beside (void)
{
  GThread *thread = kontor_glyphs_prepare ();
  for (guint i = 0; i < 100; i++)
    count_made ("body", "The quick brown fox jumps over the lazy dog");
  g_thread_join (thread);
}

int
main (int argc, char **argv)
{
  main_thread = g_thread_self ();
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/glyphs/prepared-letters-are-not-made-again", test_prepared);
  g_test_add_func ("/glyphs/text-is-set-while-they-are-prepared", test_beside);
  return g_test_run ();
}
