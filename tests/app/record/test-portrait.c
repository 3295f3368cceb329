/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-portrait.h"

/* Of two points by three. */
#define PNG                                                                                        \
  "iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAEElEQVR42mP4z8AARAwoFABE0AX7TM5xDwAAAABJRU5E"   \
  "rkJggg=="
/* The same, that says it has sixty thousand each way. */
#define BOMB                                                                                       \
  "iVBORw0KGgoAAAANSUhEUgAA6mAAAOpgCAIAAAA2iEnWAAAAEElEQVR42mP4z8AARAwoFABE0AX7TM5xDwAAAABJRU5E"   \
  "rkJggg=="
#define CARD(properties) "BEGIN:VCARD\r\nVERSION:3.0\r\n" properties "\r\nEND:VCARD\r\n"

static void
assert_size (const char *card, int width, int height)
{
  g_autoptr (GdkPaintable) portrait = kontor_portrait_new (card);
  g_assert_nonnull (portrait);
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (portrait), ==, width);
  g_assert_cmpint (gdk_paintable_get_intrinsic_height (portrait), ==, height);
}

static void
test_photos (void)
{
  assert_size (CARD ("PHOTO;ENCODING=b;TYPE=PNG:" PNG), 2, 3);
  assert_size ("BEGIN:VCARD\r\nVERSION:4.0\r\nPHOTO:data:image/png;base64," PNG "\r\nEND:VCARD\r\n",
               2, 3);
}

static void
test_jpeg (void)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 300, 200);
  g_autofree char *bytes = NULL, *text = NULL, *card = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  gdk_pixbuf_fill (pixbuf, 0x3584e4ff);
  gdk_pixbuf_save_to_buffer (pixbuf, &bytes, &length, "jpeg", &error, NULL);
  g_assert_no_error (error);
  text = g_base64_encode ((const guint8 *) bytes, length);
  card = g_strdup_printf (CARD ("X-A:b\r\nPHOTO;TYPE=JPEG;ENCODING=b:%s"), text);
  assert_size (card, 300, 200);
}

static void
test_none (void)
{
  static const char *const cards[] = {
    NULL,
    "",
    "nonsense",
    CARD ("TEL:1"),
    CARD ("PHOTO;VALUE=uri:https://pictures.example/x.png"),
    CARD ("PHOTO;ENCODING=b;TYPE=PNG:"),
    CARD ("PHOTO;ENCODING=b;TYPE=PNG:bm8gcGljdHVyZQ=="),
    CARD ("PHOTO;ENCODING=b;TYPE=PNG:iVBORw0KGgoAAAANSUhEUgAAAAIAAAAD"),
    CARD ("PHOTO;ENCODING=b;TYPE=PNG:" BOMB),
    CARD ("PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD/"),
    CARD ("PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAA"),
  };
  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      g_autoptr (GdkPaintable) portrait = kontor_portrait_new (cards[i]);
      if (portrait != NULL)
        g_error ("there is a portrait in %s", cards[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/portrait/the-photo-of-a-card", test_photos);
  g_test_add_func ("/portrait/a-jpeg-says-its-size-behind-other-things", test_jpeg);
  g_test_add_func ("/portrait/what-is-no-portrait-is-none", test_none);
  return g_test_run ();
}
