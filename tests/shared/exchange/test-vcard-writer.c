/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-vcard-writer.h"

#include "exchange/kontor-vcard-reader.h"

#include <string.h>

static KontorVcard *
read_one (const char *text)
{
  g_autoptr (GPtrArray) cards = kontor_vcard_read_text (text, NULL);

  g_assert_cmpuint (cards->len, ==, 1);
  return g_ptr_array_steal_index (cards, 0);
}

static char *
write_one (const KontorVcard *card, KontorVcardVersion version)
{
  GString *bytes = g_string_new (NULL);

  kontor_vcard_write (card, version, bytes);
  return g_string_free (bytes, FALSE);
}

static void
assert_same_property (const KontorVcardProperty *a, const KontorVcardProperty *b)
{
  g_autofree char *a_text = kontor_vcard_property_dup_text (a);
  g_autofree char *b_text = kontor_vcard_property_dup_text (b);

  g_assert_cmpstr (a->group, ==, b->group);
  g_assert_cmpstr (a->name, ==, b->name);
  g_assert_cmpstr (a_text, ==, b_text);
  g_assert_cmpuint (a->params->len, ==, b->params->len);
  for (guint i = 0; i < a->params->len; i++)
    {
      KontorVcardParam *a_param = &g_array_index (a->params, KontorVcardParam, i);
      KontorVcardParam *b_param = &g_array_index (b->params, KontorVcardParam, i);

      g_assert_true (g_ascii_strcasecmp (a_param->name, b_param->name) == 0);
      g_assert_cmpstr (a_param->value, ==, b_param->value);
    }
}

static void
assert_same_card (const KontorVcard *a, const KontorVcard *b)
{
  g_assert_cmpint (a->version, ==, b->version);
  g_assert_cmpuint (a->properties->len, ==, b->properties->len);
  for (guint i = 0; i < a->properties->len; i++)
    assert_same_property (kontor_vcard_get (a, i), kontor_vcard_get (b, i));
}

static void
assert_goes_round (const KontorVcard *card)
{
  g_autofree char *bytes = write_one (card, card->version);
  g_autoptr (KontorVcard) back = read_one (bytes);

  g_assert_cmpuint (back->flags & KONTOR_VCARD_DAMAGED, ==, 0);
  assert_same_card (card, back);
}

#define CARD(version, body) "BEGIN:VCARD\r\nVERSION:" version "\r\n" body "END:VCARD\r\n"

static void
test_writes_what_it_read (void)
{
  static const char *const cards[] = {
    CARD ("2.1", "FN:plain\r\nTEL;WORK;VOICE:1\r\nX;P=x y:v\r\nNOTE:a\\;b,c\r\n"),
    CARD ("2.1", "PHOTO;JPEG;ENCODING=BASE64:\r\n AAAA\r\n\r\nFN:x\r\n"),
    CARD ("2.1", "AGENT:\r\nBEGIN:VCARD\r\nVERSION:2.1\r\nFN:b\r\nEND:VCARD\r\nFN:a\r\n"),
    CARD ("3.0", "item1.TEL;TYPE=work,voice:1\r\nitem1.X-ABLabel:Boat\r\nNOTE:a\\nb\\,c\r\n"),
    CARD ("3.0", "X;P=\"a;b:c,d\":v\r\nX-EMPTY:\r\n"),
    CARD ("4.0", "X;P=a^nb^^^':v\r\nTEL;VALUE=uri;PREF=1:tel:+1\r\n"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cards); i++)
    {
      g_autoptr (KontorVcard) card = read_one (cards[i]);
      g_autofree char *bytes = write_one (card, card->version);

      g_assert_cmpstr (bytes, ==, cards[i]);
    }
}

static void
test_long_lines_are_folded_between_characters (void)
{
  g_autoptr (KontorVcard) card = kontor_vcard_new (KONTOR_VCARD_3_0);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *bytes = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append (text, i % 3 == 0 ? "ö" : (i % 7 == 0 ? " " : "😀"));
  kontor_vcard_add (card, "NOTE", text->str);
  bytes = write_one (card, KONTOR_VCARD_3_0);
  lines = g_strsplit (bytes, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
    }
  assert_goes_round (card);
}

static void
test_2_1_quotes_what_it_must (void)
{
  g_autoptr (KontorVcard) card = kontor_vcard_new (KONTOR_VCARD_2_1);
  g_autofree char *bytes = NULL;

  kontor_vcard_add (card, "FN", "Köln");
  kontor_vcard_add (card, "NOTE", "a=b\nc ");
  bytes = write_one (card, KONTOR_VCARD_2_1);
  g_assert_cmpstr (bytes, ==,
                   CARD ("2.1",
                         "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:K=C3=B6ln\r\n"
                         "NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:a=3Db=0D=0Ac=20\r\n"));
  assert_goes_round (card);
}

static void
test_text_can_not_end_the_card (void)
{
  static const char *const texts[] = {
    "a\nEND:VCARD\nBEGIN:VCARD",
    "END:VCARD",
    "\nEND:VCARD",
    "ö                                                                END:VCARD",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (int version = KONTOR_VCARD_2_1; version <= KONTOR_VCARD_4_0; version++)
      {
        g_autoptr (KontorVcard) card = kontor_vcard_new (version);
        g_autofree char *value = kontor_vcard_escape (texts[i]);

        kontor_vcard_add (card, "NOTE", texts[i]);
        kontor_vcard_add (card, "FN", value);
        assert_goes_round (card);
      }
}

static void
assert_converts (const char *from, KontorVcardVersion version, const char *to)
{
  g_autoptr (KontorVcard) card = read_one (from);
  g_autofree char *bytes = write_one (card, version);

  g_assert_cmpstr (bytes, ==, to);
}

static void
test_versions_are_converted (void)
{
  assert_converts (CARD ("2.1", "TEL;WORK;PREF:1\r\nFN:Doe, John\r\nX-P:a,b\r\n"
                                "PHOTO;JPEG;ENCODING=BASE64:\r\n AAAA\r\n\r\nURL;8BIT:x\r\n"),
                   KONTOR_VCARD_3_0,
                   CARD ("3.0", "TEL;TYPE=WORK,PREF:1\r\nFN:Doe\\, John\r\nX-P:a,b\r\n"
                                "PHOTO;TYPE=JPEG;ENCODING=b:AAAA\r\nURL:x\r\n"));
  assert_converts (CARD ("3.0", "TEL;TYPE=cell,pref:1\r\nPHOTO;ENCODING=b;TYPE=JPEG:AAAA\r\n"),
                   KONTOR_VCARD_4_0,
                   CARD ("4.0", "TEL;TYPE=cell;PREF=1:1\r\nPHOTO:data:image/jpeg;base64,AAAA\r\n"));
  assert_converts (CARD ("4.0", "TEL;VALUE=uri;PREF=1;TYPE=cell:tel:+1-2\r\n"
                                "PHOTO:data:image/jpeg;base64,AAAA\r\nPHOTO:http://a.b/c,d\r\n"),
                   KONTOR_VCARD_3_0,
                   CARD ("3.0", "TEL;TYPE=cell,pref:+1-2\r\n"
                                "PHOTO;ENCODING=b;TYPE=JPEG:AAAA\r\nPHOTO:http://a.b/c,d\r\n"));
  assert_converts (CARD ("3.0", "ADR;TYPE=home:;;A\\, B;C;;1\\;2;D\r\nNOTE:one\\ntwo\r\n"
                                "PHOTO;ENCODING=b;TYPE=JPEG:AAAA\r\n"),
                   KONTOR_VCARD_2_1,
                   CARD ("2.1", "ADR;home:;;A, B;C;;1\\;2;D\r\n"
                                "NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo\r\n"
                                "PHOTO;JPEG;ENCODING=BASE64:\r\n AAAA\r\n\r\n"));
}

static char *
make_text (void)
{
  static const char *const parts[] = { "a", ",", ";",  "\\", "\n", "ö",         "😀",        " ",
                                       "=", ":", "\"", "^",  "\t", "END:VCARD", "0123456789" };
  GString *text = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, 40); n > 0; n--)
    g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
  return g_string_free (text, FALSE);
}

static void
test_any_text_goes_round (void)
{
  for (guint round = 0; round < 600; round++)
    {
      g_autoptr (KontorVcard) card = kontor_vcard_new (round % 3);

      for (guint i = 0; i < 5; i++)
        {
          g_autofree char *text = make_text ();
          g_autofree char *value = kontor_vcard_escape (text);

          kontor_vcard_add (card, i % 2 == 0 ? "NOTE" : "X-SOME", value);
        }
      assert_goes_round (card);
    }
}

static void
test_real_files_lose_nothing (void)
{
  static const char *const names[] = {
    "gmail-list.vcf",         "rfc6350-example.vcf", "outlook-2007.vcf",
    "John_Doe_EVOLUTION.vcf", "John_Doe_IPHONE.vcf",
  };
  const char *data = g_getenv ("KONTOR_TEST_DATA");

  if (data == NULL)
    {
      g_test_skip ("KONTOR_TEST_DATA does not name a folder with cards");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (data, "vcard", names[i], NULL);
      g_autofree char *bytes = NULL;
      g_autoptr (GPtrArray) cards = NULL;

      g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
      cards = kontor_vcard_read_text (bytes, NULL);
      for (guint j = 0; j < cards->len; j++)
        assert_goes_round (g_ptr_array_index (cards, j));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vcard-writer/writes-what-it-read", test_writes_what_it_read);
  g_test_add_func ("/vcard-writer/long-lines-are-folded-between-characters",
                   test_long_lines_are_folded_between_characters);
  g_test_add_func ("/vcard-writer/2.1-quotes-what-it-must", test_2_1_quotes_what_it_must);
  g_test_add_func ("/vcard-writer/text-can-not-end-the-card", test_text_can_not_end_the_card);
  g_test_add_func ("/vcard-writer/versions-are-converted", test_versions_are_converted);
  g_test_add_func ("/vcard-writer/any-text-goes-round", test_any_text_goes_round);
  g_test_add_func ("/vcard-writer/real-files-lose-nothing", test_real_files_lose_nothing);
  return g_test_run ();
}
