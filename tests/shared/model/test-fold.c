/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-fold.h"

#include <string.h>

static void
assert_fold (const char *text, const char *folded)
{
  g_autofree char *found = kontor_fold (text);
  g_autofree char *again = kontor_fold (found);

  g_assert_cmpstr (found, ==, folded);
  g_assert_cmpstr (again, ==, folded);
}

static void
test_bad_bytes (void)
{
  assert_fold ("", "");
  assert_fold (" \t\n\r ", "");
  assert_fold ("M\xfcller", "m\xef\xbf\xbdller");
  assert_fold ("a\xe2\x82", "a\xef\xbf\xbd\xef\xbf\xbd");
}

static void
test_case_accents_space (void)
{
  assert_fold ("ACME  GmbH\t& Co.", "acme gmbh & co.");
  assert_fold ("  Ünal  ŞAHIN ", "unal sahin");
  assert_fold ("Straße", "strasse");
  assert_fold ("STRASSE", "strasse");
  assert_fold ("ÉCOLE", "ecole");
  assert_fold ("e\xcc\x81"
               "cole",
               "ecole");
  assert_fold ("Ξένος ΟΔΥΣΣΕΎΣ", "ξενοσ οδυσσευσ");
  assert_fold ("Ёлкин Й", "елкин и");
  assert_fold ("Nguyễn Thị Ánh", "nguyen thi anh");
}

static void
test_letters_that_do_not_decompose (void)
{
  assert_fold ("Łukasz Żółć", "lukasz zolc");
  assert_fold ("Søren Ærø", "soren aero");
  assert_fold ("ØRSTED", "orsted");
  assert_fold ("Đorđević", "dordevic");
  assert_fold ("ışık IŞIK İzmir", "isik isik izmir");
  assert_fold ("Þór", "thor");
  assert_fold ("Œuvre", "oeuvre");
}

static void
test_signs (void)
{
  assert_fold ("O’Brien", "o'brien");
  assert_fold ("O’Brien हि", "o'brien हि");
  assert_fold ("Müller–Lüdenscheidt", "muller-ludenscheidt");
  assert_fold ("„Zoo“", "„zoo\"");
  assert_fold ("Ａｃｍｅ　１２", "acme 12");
  assert_fold ("ﬁrm", "firm");
  assert_fold ("non\xc2\xa0"
               "breaking",
               "non breaking");
  assert_fold ("soft\xc2\xadhyphen\xe2\x80\x8b", "softhyphen");
  assert_fold ("\xef\xbb\xbfName", "name");
}

static void
test_other_scripts_stay_readable (void)
{
  assert_fold ("がくせい", "がくせい");
  assert_fold ("ガクセイ", "ガクセイ");
  assert_fold ("हिन्दी", "हिन्दी");
  assert_fold ("ภาษาไทยที่", "ภาษาไทยที่");
  assert_fold ("한국", "한국");
  assert_fold ("株式会社", "株式会社");
  assert_fold ("ᄒ"
               "ᅡ"
               "ᆫ국",
               "한국");       /* jamo */
  assert_fold ("ᏣᎳᎩ", "ꮳꮃꭹ"); /* Cherokee, which Unicode folds to large letters */
}

static void
test_points_go (void)
{
  assert_fold ("مُحَمَّد", "محمد");
  assert_fold ("محـــمد", "محمد");
  assert_fold ("שָׁלוֹם", "שלום");
}

static void
test_ascii_agrees_with_the_long_way (void)
{
  char text[] = "??", longer[] = "?? é";

  for (int a = 1; a < 128; a++)
    for (int b = 1; b < 128; b++)
      {
        g_autofree char *folded = NULL, *other = NULL;

        text[0] = longer[0] = a;
        text[1] = longer[1] = b;
        folded = kontor_fold (text);
        other = kontor_fold (longer);
        if (*folded == '\0')
          g_assert_cmpstr (other, ==, "e");
        else
          g_assert_true (g_str_has_prefix (other, folded));
        g_assert_cmpuint (strlen (other), ==, *folded ? strlen (folded) + 2 : 1);
      }
}

/* A vowel sign, which only the long way knows, forces that. */
static void
test_letters_agree_with_the_long_way (void)
{
  for (gunichar c = 0xa0; c <= 0xffff; c += c < 0x1200 ? 1 : 7)
    {
      char letter[7] = "";
      g_autofree char *text = NULL, *longer = NULL, *folded = NULL, *other = NULL;
      g_autofree char *expected = NULL;

      if (!g_unichar_validate (c))
        continue;
      g_unichar_to_utf8 (c, letter);
      text = g_strconcat ("a", letter, "b", NULL);
      longer = g_strconcat (text, "हि", NULL);
      folded = kontor_fold (text);
      other = kontor_fold (longer);
      expected = g_strconcat (folded, "हि", NULL);
      g_assert_cmpstr (other, ==, expected);
    }
}

static void
assert_phone (const char *text, const char *digits)
{
  g_autofree char *found = kontor_fold_phone (text);

  g_assert_cmpstr (found, ==, digits);
}

static void
test_phone (void)
{
  assert_phone ("", "");
  assert_phone ("none", "");
  assert_phone ("+34 (600) 12-34", "346001234");
  assert_phone ("0034 600 1234", "346001234");
  assert_phone ("00 34.600.1234", "346001234");
  assert_phone ("+49 (0)30 1234567", "49301234567");
  assert_phone ("0049 (0)30 1234567", "49301234567");
  assert_phone ("030/1234567", "0301234567");
  assert_phone ("(0)30 123", "030123");
  assert_phone ("0", "0");
  assert_phone ("00", "");
  assert_phone ("1 000 000", "1000000");
  assert_phone ("٠٥٠ ١٢٣", "050123");
  assert_phone ("Tel.: +1 (555) 010-9999", "15550109999");
}

static void
test_phone_extension (void)
{
  assert_phone ("555-0100 ext. 12", "5550100");
  assert_phone ("555-0100x12", "5550100");
  assert_phone ("555-0100,12#", "5550100");
  assert_phone ("555-0100;12", "5550100");
  assert_phone ("1-800-FLOWERS", "1800");
  assert_phone ("555\xff"
                "0100",
                "555");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fold/bytes-that-are-no-text", test_bad_bytes);
  g_test_add_func ("/fold/case-accents-and-white-space", test_case_accents_space);
  g_test_add_func ("/fold/letters-unicode-does-not-take-apart", test_letters_that_do_not_decompose);
  g_test_add_func ("/fold/signs-written-in-several-ways", test_signs);
  g_test_add_func ("/fold/scripts-that-need-their-marks-keep-them",
                   test_other_scripts_stay_readable);
  g_test_add_func ("/fold/arabic-and-hebrew-points-go", test_points_go);
  g_test_add_func ("/fold/ascii-path-agrees-with-the-other", test_ascii_agrees_with_the_long_way);
  g_test_add_func ("/fold/letters-agree-with-the-long-way", test_letters_agree_with_the_long_way);
  g_test_add_func ("/fold-phone/digits-and-country-codes", test_phone);
  g_test_add_func ("/fold-phone/extensions-are-left-out", test_phone_extension);
  return g_test_run ();
}
