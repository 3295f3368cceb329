/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-text-decoder.h"

#include "util/kontor-error.h"

#include <string.h>

/* Decodes @bytes in pieces of @piece bytes. */
static char *
decode (KontorTextDecoder *decoder, const char *bytes, gsize length, gsize piece, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize at = 0; at == 0 || at < length; at += piece)
    {
      gsize size = MIN (piece, length - at);

      if (!kontor_text_decoder_push (decoder, (const guint8 *) bytes + at, size,
                                     at + size == length, text, error))
        return NULL;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

typedef struct
{
  const char *bytes;
  gsize length;
  const char *text;
  KontorEncoding encoding;
  gboolean has_bom;
} Case;

#define BYTES(literal) literal, sizeof literal - 1

static const Case cases[] = {
  { BYTES (""), "", KONTOR_ENCODING_UTF_8, FALSE },
  { BYTES ("plain"), "plain", KONTOR_ENCODING_UTF_8, FALSE },
  { BYTES ("K\xc3\xb6ln \xf0\x9f\x98\x80"), "Köln 😀", KONTOR_ENCODING_UTF_8, FALSE },
  { BYTES ("\xef\xbb\xbf"
           "a"),
    "a", KONTOR_ENCODING_UTF_8, TRUE },
  { BYTES ("K\xf6ln"), "Köln", KONTOR_ENCODING_WINDOWS_1252, FALSE },
  { BYTES ("\x80 5 \x96 \x93x\x94 \x81"), "€ 5 – “x” \xc2\x81", KONTOR_ENCODING_WINDOWS_1252,
    FALSE },
  { BYTES ("\xff\xfe"
           "K\0\xf6\0"),
    "Kö", KONTOR_ENCODING_UTF_16_LE, TRUE },
  { BYTES ("\xfe\xff"
           "\0K\0\xf6"),
    "Kö", KONTOR_ENCODING_UTF_16_BE, TRUE },
  { BYTES ("n\0a\0m\0e\0\n\0"), "name\n", KONTOR_ENCODING_UTF_16_LE, FALSE },
  { BYTES ("\0n\0a\0m\0e\0\n"), "name\n", KONTOR_ENCODING_UTF_16_BE, FALSE },
  { BYTES ("\xff\xfe\x3d\xd8\x00\xde"), "😀", KONTOR_ENCODING_UTF_16_LE, TRUE },
  { BYTES ("\xfe\xff\xd8\x3d\xde\x00"), "😀", KONTOR_ENCODING_UTF_16_BE, TRUE },
};

static void
test_finds_the_encoding (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize piece = 1; piece <= MAX (1, cases[i].length); piece++)
      {
        g_autoptr (KontorTextDecoder) decoder = kontor_text_decoder_new (KONTOR_ENCODING_UNKNOWN);
        g_autofree char *text = decode (decoder, cases[i].bytes, cases[i].length, piece, NULL);

        g_assert_cmpstr (text, ==, cases[i].text);
        g_assert_cmpint (kontor_text_decoder_get_encoding (decoder), ==, cases[i].encoding);
        g_assert_cmpint (kontor_text_decoder_has_bom (decoder), ==, cases[i].has_bom);
        g_assert_cmpuint (kontor_text_decoder_get_n_damaged (decoder), ==, 0);
      }
}

static void
test_told_encoding_is_not_guessed (void)
{
  g_autoptr (KontorTextDecoder) latin = kontor_text_decoder_new (KONTOR_ENCODING_WINDOWS_1252);
  g_autoptr (KontorTextDecoder) wide = kontor_text_decoder_new (KONTOR_ENCODING_UTF_16_LE);
  g_autofree char *odd = decode (latin, BYTES ("\xc3\xb6"), 9, NULL);
  g_autofree char *text = decode (wide, BYTES ("\xff\xfe\xf6\0"), 9, NULL);

  g_assert_cmpstr (odd, ==, "Ã¶");
  g_assert_cmpstr (text, ==, "ö");
  g_assert_true (kontor_text_decoder_has_bom (wide));
}

/* ASCII well beyond what is looked at first, then @tail. */
static char *
decode_late (KontorTextDecoder *decoder, const char *tail)
{
  g_autofree char *ascii = g_strnfill (KONTOR_SNIFF_SIZE * 2, 'x');
  g_autofree char *bytes = g_strconcat (ascii, tail, NULL);
  g_autofree char *text = decode (decoder, bytes, strlen (bytes), 1000, NULL);

  g_assert_true (g_str_has_prefix (text, ascii));
  return g_strdup (text + strlen (ascii));
}

static void
test_late_byte_decides_ascii (void)
{
  g_autoptr (KontorTextDecoder) latin = kontor_text_decoder_new (KONTOR_ENCODING_UNKNOWN);
  g_autoptr (KontorTextDecoder) unicode = kontor_text_decoder_new (KONTOR_ENCODING_UNKNOWN);
  g_autofree char *latin_tail = decode_late (latin, "K\xf6ln \xc3\xb6");
  g_autofree char *unicode_tail = decode_late (unicode, "K\xc3\xb6ln");

  g_assert_cmpstr (latin_tail, ==, "Köln Ã¶");
  g_assert_cmpint (kontor_text_decoder_get_encoding (latin), ==, KONTOR_ENCODING_WINDOWS_1252);
  g_assert_cmpstr (unicode_tail, ==, "Köln");
  g_assert_cmpint (kontor_text_decoder_get_encoding (unicode), ==, KONTOR_ENCODING_UTF_8);
}

static void
test_damage_is_counted (void)
{
  static const char bytes[] = "K\xc3\xb6ln\r\nZ\xc3\xbcrich\rM\xfcnster \xc3\xa4\nx\xff";

  for (gsize piece = 1; piece < sizeof bytes; piece++)
    {
      g_autoptr (KontorTextDecoder) decoder = kontor_text_decoder_new (KONTOR_ENCODING_UNKNOWN);
      g_autofree char *text = decode (decoder, bytes, sizeof bytes - 1, piece, NULL);

      g_assert_cmpstr (text, ==, "Köln\r\nZürich\rMünster ä\nxÿ");
      g_assert_cmpuint (kontor_text_decoder_get_n_damaged (decoder), ==, 2);
      g_assert_cmpuint (kontor_text_decoder_get_damaged_line (decoder), ==, 3);
    }
}

static void
test_cut_off_character_is_damage (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    const char *text;
  } cut[] = {
    { BYTES ("\xef\xbb\xbfx\xe2\x82"), "xâ‚" },
    { BYTES ("\xff\xfex\0\x3d\xd8"), "x\ufffd" },
    { BYTES ("\xff\xfex\0y"), "x" },
    { BYTES ("\xff\xfe\x00\xdex\0"), "\ufffdx" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cut); i++)
    for (gsize piece = 1; piece <= cut[i].length; piece++)
      {
        g_autoptr (KontorTextDecoder) decoder = kontor_text_decoder_new (KONTOR_ENCODING_UNKNOWN);
        g_autofree char *text = decode (decoder, cut[i].bytes, cut[i].length, piece, NULL);

        g_assert_cmpstr (text, ==, cut[i].text);
        g_assert_cmpuint (kontor_text_decoder_get_n_damaged (decoder), >=, 1);
      }
}

static void
test_nul_is_refused_with_its_line (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    const char *line;
  } nuls[] = {
    { BYTES ("a,b\r\nc,d\r\ne\0f,g\r\nand a good deal of text behind it"), "line 3 " },
    { BYTES ("\0and a good deal of text behind it"), "line 1 " },
    { BYTES ("a\nb\rc\n\xc3\0 and a good deal of text behind it"), "line 4 " },
    { BYTES ("a\n\xe4\n\0 and a good deal of text behind it"), "line 3 " },
    { BYTES ("\xff\xfe"
             "a\0\n\0\0\0b\0"),
      "line 2 " },
    { BYTES ("\xef\xbb\xbf\0"), "line 1 " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (nuls); i++)
    for (gsize piece = 1; piece <= nuls[i].length; piece++)
      {
        g_autoptr (KontorTextDecoder) decoder = kontor_text_decoder_new (KONTOR_ENCODING_UNKNOWN);
        g_autoptr (GError) error = NULL;

        g_assert_null (decode (decoder, nuls[i].bytes, nuls[i].length, piece, &error));
        g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
        g_assert_nonnull (strstr (error->message, nuls[i].line));
      }
}

static void
test_output_is_always_utf_8 (void)
{
  guint8 bytes[64];

  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (KontorTextDecoder) decoder = kontor_text_decoder_new (round % 5);
      g_autoptr (GString) text = g_string_new (NULL);

      for (gsize i = 0; i < sizeof bytes; i++)
        bytes[i] = g_test_rand_int_range (1, 256);
      g_assert_true (kontor_text_decoder_push (decoder, bytes, sizeof bytes / 2, FALSE, text, NULL)
                     && kontor_text_decoder_push (decoder, bytes + sizeof bytes / 2,
                                                  sizeof bytes / 2, TRUE, text, NULL));
      g_assert_true (g_utf8_validate_len (text->str, text->len, NULL));
    }
}

static void
test_names_are_registered (void)
{
  g_assert_null (kontor_encoding_get_name (KONTOR_ENCODING_UNKNOWN));
  for (int i = KONTOR_ENCODING_UTF_8; i <= KONTOR_ENCODING_WINDOWS_1252; i++)
    {
      g_autofree char *text
          = g_convert ("x", 1, kontor_encoding_get_name (i), "UTF-8", NULL, NULL, NULL);

      g_assert_nonnull (text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-decoder/finds-the-encoding-in-pieces-of-any-size",
                   test_finds_the_encoding);
  g_test_add_func ("/text-decoder/told-encoding-is-not-guessed", test_told_encoding_is_not_guessed);
  g_test_add_func ("/text-decoder/late-byte-decides-ascii", test_late_byte_decides_ascii);
  g_test_add_func ("/text-decoder/damage-is-counted-with-its-line", test_damage_is_counted);
  g_test_add_func ("/text-decoder/cut-off-character-is-damage", test_cut_off_character_is_damage);
  g_test_add_func ("/text-decoder/nul-is-refused-with-its-line", test_nul_is_refused_with_its_line);
  g_test_add_func ("/text-decoder/output-is-always-utf-8", test_output_is_always_utf_8);
  g_test_add_func ("/text-decoder/names-are-registered", test_names_are_registered);
  return g_test_run ();
}
