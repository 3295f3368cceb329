/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-vcard-reader.h"
#include "exchange/kontor-vcard-writer.h"

#include <string.h>

/* Cards that nobody wrote, on their way through the three versions. */

static const KontorVcardVersion versions[]
    = { KONTOR_VCARD_2_1, KONTOR_VCARD_3_0, KONTOR_VCARD_4_0 };

/* Reads the one card of @text, in pieces of any length. */
static KontorVcard *
read_card (const char *text, gsize length, GRand *random)
{
  g_autoptr (KontorVcardReader) reader = kontor_vcard_reader_new (&(KontorVcardOptions) { 0 });
  g_autoptr (GError) error = NULL;
  KontorVcard *card = NULL, *found = NULL;
  gsize at = 0;

  while (TRUE)
    {
      gsize most = g_rand_int_range (random, 1, 60), piece = MIN (length - at, most);

      switch (kontor_vcard_reader_next (reader, &found, &error))
        {
        case KONTOR_VCARD_CARD:
          g_assert_null (card);
          card = found;
          break;

        case KONTOR_VCARD_NEED_MORE:
          kontor_vcard_reader_push (reader, (const guint8 *) text + at, piece, at + piece == length,
                                    &error);
          g_assert_no_error (error);
          at += piece;
          break;

        case KONTOR_VCARD_END:
          g_assert_nonnull (card);
          g_assert_cmpint (card->flags, ==, 0);
          return card;

        case KONTOR_VCARD_FAILED:
        default:
          g_error ("%s", error->message);
        }
    }
}

/* Texts with all that has to be written otherwise. */
static char *
make_text (GRand *random)
{
  static const char *const parts[] = { "a",         "B",   "7",       " ",  ",",
                                       ";",         ":",   "\\",      "\"", "\n",
                                       "=",         "ß",   "名",      "😀", "long words in a row ",
                                       "END:VCARD", "=3D", "\xC2\xA0" };
  GString *text = g_string_new ("x");
  int n = g_rand_int_range (random, 0, 30);

  for (int i = 0; i < n; i++)
    g_string_append (text, parts[g_rand_int_range (random, 0, G_N_ELEMENTS (parts))]);
  /* Blanks at the end are no text. */
  g_string_append_c (text, 'y');
  return g_string_free_and_steal (text);
}

static KontorVcard *
make_card (GRand *random, KontorVcardVersion version)
{
  static const char *const names[] = { "FN", "NOTE", "TITLE", "X-THING", "EMAIL", "TEL", "ORG" };
  static const char *const types[] = { "work", "home", "cell", "fax", "pref" };
  KontorVcard *card = kontor_vcard_new (version);
  int n = g_rand_int_range (random, 1, 12);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *text = make_text (random), *value = kontor_vcard_escape (text);
      KontorVcardProperty *property = kontor_vcard_add (
          card, names[g_rand_int_range (random, 0, G_N_ELEMENTS (names))], value);

      if (g_rand_int_range (random, 0, 3) == 0)
        property->group = g_strdup_printf ("item%d", i);
      if (strcmp (property->name, "EMAIL") == 0 || strcmp (property->name, "TEL") == 0)
        kontor_vcard_property_add_param (property, "TYPE",
                                         types[g_rand_int_range (random, 0, G_N_ELEMENTS (types))]);
    }
  return card;
}

static GString *
write_card (const KontorVcard *card, KontorVcardVersion version)
{
  GString *bytes = g_string_new (NULL);

  kontor_vcard_write (card, version, bytes);
  g_assert_true (g_utf8_validate (bytes->str, bytes->len, NULL));
  return bytes;
}

static void
assert_same_texts (const KontorVcard *a, const KontorVcard *b)
{
  g_assert_cmpuint (a->properties->len, ==, b->properties->len);
  for (guint i = 0; i < a->properties->len; i++)
    {
      g_autofree char *one = kontor_vcard_property_dup_text (kontor_vcard_get (a, i));
      g_autofree char *other = kontor_vcard_property_dup_text (kontor_vcard_get (b, i));

      g_assert_true (
          kontor_vcard_property_is (kontor_vcard_get (b, i), kontor_vcard_get (a, i)->name));
      g_assert_cmpstr (kontor_vcard_get (a, i)->group, ==, kontor_vcard_get (b, i)->group);
      g_assert_cmpstr (one, ==, other);
    }
}

/* What is written is what is read, and written again it is the same to the byte. */
static void
test_a_version_goes_round (void)
{
  for (guint32 seed = 1; seed <= 300; seed++)
    for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
      {
        g_autoptr (GRand) random = g_rand_new_with_seed (seed);
        g_autoptr (KontorVcard) card = make_card (random, versions[i]);
        g_autoptr (GString) bytes = write_card (card, versions[i]);
        g_autoptr (KontorVcard) read = read_card (bytes->str, bytes->len, random);
        g_autoptr (GString) again = write_card (read, versions[i]);

        g_assert_cmpint (read->version, ==, versions[i]);
        assert_same_texts (card, read);
        g_assert_cmpstr (bytes->str, ==, again->str);
      }
}

/* Through any other version and back no property is gone and no text is another. */
static void
test_other_versions_keep_all (void)
{
  for (guint32 seed = 1; seed <= 300; seed++)
    for (guint i = 0; i < G_N_ELEMENTS (versions) * G_N_ELEMENTS (versions); i++)
      {
        KontorVcardVersion from = versions[i / G_N_ELEMENTS (versions)];
        KontorVcardVersion to = versions[i % G_N_ELEMENTS (versions)];
        g_autoptr (GRand) random = g_rand_new_with_seed (seed);
        g_autoptr (KontorVcard) card = make_card (random, from);
        g_autoptr (GString) there = write_card (card, to);
        g_autoptr (KontorVcard) other = read_card (there->str, there->len, random);
        g_autoptr (GString) back = write_card (other, from);
        g_autoptr (KontorVcard) again = read_card (back->str, back->len, random);

        g_assert_cmpint (other->version, ==, to);
        assert_same_texts (card, again);
      }
}

/* No line is longer than the standards allow, where folds can be. */
static void
test_lines_are_short (void)
{
  for (guint32 seed = 1; seed <= 200; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autoptr (KontorVcard) card = make_card (random, KONTOR_VCARD_4_0);
      g_autoptr (GString) bytes = write_card (card, KONTOR_VCARD_4_0);
      g_auto (GStrv) lines = g_strsplit (bytes->str, "\r\n", -1);

      for (guint i = 0; lines[i] != NULL; i++)
        {
          g_assert_cmpuint (strlen (lines[i]), <=, 75);
          g_assert_null (strchr (lines[i], '\n'));
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vcard-versions/a-version-goes-round", test_a_version_goes_round);
  g_test_add_func ("/vcard-versions/other-versions-keep-all", test_other_versions_keep_all);
  g_test_add_func ("/vcard-versions/lines-are-short", test_lines_are_short);
  return g_test_run ();
}
