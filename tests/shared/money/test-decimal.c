/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "money/kontor-decimal.h"

#include "util/kontor-error.h"

typedef struct
{
  const char *text;
  guint digits;
  gint64 units;
} Good;

static void
test_reads_what_people_write (void)
{
  static const Good goods[] = {
    { "0", 2, 0 },
    { "1234.5", 2, 123450 },
    { "1,234.50", 2, 123450 },
    { "1.234,56", 2, 123456 },
    { "1 234,56", 2, 123456 },
    { "1\u00a0234,56", 2, 123456 },
    { "1\u202f234\u202f567", 0, 1234567 },
    { "1'234.50", 2, 123450 },
    { "1’234’567.5", 2, 123456750 },
    { "12,34,567.00", 2, 123456700 },
    { "1,234,567", 0, 1234567 },
    { "1.234.567", 0, 1234567 },
    { "1.234.567,8", 1, 12345678 },
    { "1,234", 2, 123400 },
    { "1234,567", 3, 1234567 },
    { "1.234", 3, 1234 },
    { "0.500", 2, 50 },
    { "0,500", 2, 50 },
    { "12,5", 2, 1250 },
    { ".5", 1, 5 },
    { "5.", 1, 50 },
    { "1234.50000", 2, 123450 },
    { "007", 0, 7 },
    { " 12 ", 0, 12 },
    { "-3", 0, -3 },
    { "+3", 0, 3 },
    { "- 3", 0, -3 },
    { "−3,25", 2, -325 },
    { "3-", 0, -3 },
    { "(1,234.50)", 2, -123450 },
    { "-0", 2, 0 },
    { "9223372036854775807", 0, G_MAXINT64 },
    { "-9223372036854775808", 0, G_MININT64 },
    { "-92233720368547758.08", 2, G_MININT64 },
    { "9.223372036854775807", 18, G_MAXINT64 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (goods); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 units = 42;

      if (!kontor_decimal_parse (goods[i].text, goods[i].digits, &units, &error))
        g_error ("“%s”: %s", goods[i].text, error->message);
      if (units != goods[i].units)
        g_error ("“%s” gives %" G_GINT64_FORMAT, goods[i].text, units);
    }
}

static void
assert_refused (const char *text, KontorDecimalMark mark, guint digits, int code)
{
  g_autoptr (GError) error = NULL;
  gint64 units = 42;

  if (kontor_decimal_parse_marked (text, mark, digits, &units, &error))
    g_error ("“%s” gives %" G_GINT64_FORMAT, text, units);
  g_assert_error (error, KONTOR_ERROR, code);
  g_assert_cmpint (units, ==, 42);
}

static void
test_refuses_what_is_no_number (void)
{
  static const char *const bads[] = {
    "",        " ",         ".",           ",",           "-",           "()",
    "x",       "1x",        "x1",          "1e5",         "0x10",        "--3",
    "-3-",     "(-3)",      "1-2",         "1..2",        "1,,234",      "1,23,4",
    "1.2.3",   "1,2,3",     "12,3456,789", "1.234,567.8", "1,234.567,8", "1 2",
    "1 2 345", "1 234 56",  ",123,456",    "NaN",         "inf",         "१२",
    "1\xff",   "1,234 567", "١٢",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bads); i++)
    assert_refused (bads[i], KONTOR_DECIMAL_ANY, 4, KONTOR_ERROR_INVALID);
}

static void
test_refuses_rather_than_rounds (void)
{
  assert_refused ("1.005", KONTOR_DECIMAL_POINT, 2, KONTOR_ERROR_INVALID);
  assert_refused ("0.001", KONTOR_DECIMAL_ANY, 2, KONTOR_ERROR_INVALID);
  assert_refused ("12.3456", KONTOR_DECIMAL_ANY, 2, KONTOR_ERROR_INVALID);
  assert_refused ("0.5", KONTOR_DECIMAL_ANY, 0, KONTOR_ERROR_INVALID);
}

static void
test_refuses_two_readings (void)
{
  assert_refused ("1.234", KONTOR_DECIMAL_ANY, 2, KONTOR_ERROR_INVALID);
  assert_refused ("1.000", KONTOR_DECIMAL_ANY, 0, KONTOR_ERROR_INVALID);
  assert_refused ("1,234", KONTOR_DECIMAL_ANY, 3, KONTOR_ERROR_INVALID);
}

static void
test_refuses_what_does_not_fit (void)
{
  g_autofree char *long_text = g_strnfill (100, '9');

  assert_refused ("9223372036854775808", KONTOR_DECIMAL_ANY, 0, KONTOR_ERROR_LIMIT);
  assert_refused ("-9223372036854775809", KONTOR_DECIMAL_ANY, 0, KONTOR_ERROR_LIMIT);
  assert_refused ("18446744073709551617", KONTOR_DECIMAL_ANY, 0, KONTOR_ERROR_LIMIT);
  assert_refused ("92233720368547758.08", KONTOR_DECIMAL_ANY, 2, KONTOR_ERROR_LIMIT);
  assert_refused ("10", KONTOR_DECIMAL_ANY, 18, KONTOR_ERROR_LIMIT);
  assert_refused (long_text, KONTOR_DECIMAL_ANY, 0, KONTOR_ERROR_INVALID);
}

static void
test_told_mark_decides (void)
{
  gint64 units;

  g_assert_true (kontor_decimal_parse_marked ("1.234", KONTOR_DECIMAL_COMMA, 2, &units, NULL));
  g_assert_cmpint (units, ==, 123400);
  g_assert_true (kontor_decimal_parse_marked ("1,234", KONTOR_DECIMAL_COMMA, 3, &units, NULL));
  g_assert_cmpint (units, ==, 1234);
  g_assert_true (kontor_decimal_parse_marked ("1,234", KONTOR_DECIMAL_POINT, 3, &units, NULL));
  g_assert_cmpint (units, ==, 1234000);
  g_assert_true (kontor_decimal_parse_marked ("1.500", KONTOR_DECIMAL_POINT, 2, &units, NULL));
  g_assert_cmpint (units, ==, 150);
  assert_refused ("1,5", KONTOR_DECIMAL_POINT, 2, KONTOR_ERROR_INVALID);
  assert_refused ("1.5", KONTOR_DECIMAL_COMMA, 2, KONTOR_ERROR_INVALID);
}

static void
test_finds_the_mark (void)
{
  static const struct
  {
    const char *text;
    KontorDecimalMark mark;
  } cases[] = {
    { "1.5", KONTOR_DECIMAL_POINT },
    { "1,5", KONTOR_DECIMAL_COMMA },
    { "1,234.5", KONTOR_DECIMAL_POINT },
    { "1.234,5", KONTOR_DECIMAL_COMMA },
    { "1,234,567", KONTOR_DECIMAL_POINT },
    { "1.234.567", KONTOR_DECIMAL_COMMA },
    { "0.123", KONTOR_DECIMAL_POINT },
    { "1 234,5", KONTOR_DECIMAL_COMMA },
    { "1,234", KONTOR_DECIMAL_ANY },
    { "1.234", KONTOR_DECIMAL_ANY },
    { "1234", KONTOR_DECIMAL_ANY },
    { "1 234", KONTOR_DECIMAL_ANY },
    { "", KONTOR_DECIMAL_ANY },
    { "1,2,3", KONTOR_DECIMAL_ANY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (kontor_decimal_detect_mark (cases[i].text) != cases[i].mark)
      g_error ("“%s” shows the wrong mark", cases[i].text);
}

static void
test_text_goes_round (void)
{
  static const gint64 units[] = {
    0, 1, -1, 5, 99, 100, -100, 123456789, 1234000, -1234000, G_MAXINT64, G_MININT64,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    for (guint digits = 0; digits <= KONTOR_DECIMAL_MAX_DIGITS; digits++)
      {
        g_autofree char *text = kontor_decimal_dup_text (units[i], digits);
        gint64 back = 42;

        if (!kontor_decimal_parse (text, digits, &back, NULL) || back != units[i])
          g_error ("“%s” comes back as %" G_GINT64_FORMAT, text, back);
      }
}

static void
test_text_is_canonical (void)
{
  g_autofree char *plain = kontor_decimal_dup_text (123450, 2);
  g_autofree char *small = kontor_decimal_dup_text (-5, 2);
  g_autofree char *whole = kontor_decimal_dup_text (-12, 0);

  g_assert_cmpstr (plain, ==, "1234.50");
  g_assert_cmpstr (small, ==, "-0.05");
  g_assert_cmpstr (whole, ==, "-12");
}

static void
test_rounds_half_away_from_zero (void)
{
  static const gint64 cases[][4] = {
    { 5, 1, 10, 1 },
    { -5, 1, 10, -1 },
    { 4, 1, 10, 0 },
    { -4, 1, 10, 0 },
    { 15, 1, 10, 2 },
    { 25, 1, 10, 3 },
    { -25, 1, 10, -3 },
    { 14, 1, 10, 1 },
    { 1, 1, 3, 0 },
    { 2, 1, 3, 1 },
    { -2, 1, 3, -1 },
    { 100, 1900, 10000, 19 },
    { 1, 1, 2, 1 },
    { -1, 1, 2, -1 },
    { 0, 7, 9, 0 },
    { G_MAXINT64, G_MAXINT64, G_MAXINT64, G_MAXINT64 },
    { G_MININT64, G_MAXINT64, G_MAXINT64, G_MININT64 },
  };
  gint64 result;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (kontor_decimal_scale (cases[i][0], cases[i][1], cases[i][2], &result));
      g_assert_cmpint (result, ==, cases[i][3]);
    }
  result = 42;
  g_assert_false (kontor_decimal_scale (G_MAXINT64, 3, 2, &result));
  g_assert_false (kontor_decimal_scale (G_MININT64, -1, 1, &result));
  g_assert_cmpint (result, ==, 42);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decimal/reads-what-people-write", test_reads_what_people_write);
  g_test_add_func ("/decimal/refuses-what-is-no-number", test_refuses_what_is_no_number);
  g_test_add_func ("/decimal/refuses-rather-than-rounds", test_refuses_rather_than_rounds);
  g_test_add_func ("/decimal/refuses-two-readings", test_refuses_two_readings);
  g_test_add_func ("/decimal/refuses-what-does-not-fit", test_refuses_what_does_not_fit);
  g_test_add_func ("/decimal/told-mark-decides", test_told_mark_decides);
  g_test_add_func ("/decimal/finds-the-mark", test_finds_the_mark);
  g_test_add_func ("/decimal/text-goes-round", test_text_goes_round);
  g_test_add_func ("/decimal/text-is-canonical", test_text_is_canonical);
  g_test_add_func ("/decimal/rounds-half-away-from-zero", test_rounds_half_away_from_zero);
  return g_test_run ();
}
