/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-column-profile.h"

#include <string.h>

/* Of values with | between them. */
static KontorColumnProfile *
make_profile (const char *values)
{
  KontorColumnProfile *profile = kontor_column_profile_new ();
  g_auto (GStrv) cells = g_strsplit (values, "|", -1);

  for (guint i = 0; cells[i] != NULL; i++)
    kontor_column_profile_add (profile, cells[i]);
  return profile;
}

static void
assert_type (const char *values, KontorType type)
{
  g_autoptr (KontorColumnProfile) profile = make_profile (values);
  KontorType found = kontor_column_profile_get_type (profile);

  if (found != type)
    g_error ("“%s” has type %d, not %d", values, found, type);
}

static void
test_types_are_found (void)
{
  assert_type ("", KONTOR_NONE);
  assert_type (" | ", KONTOR_NONE);
  assert_type ("12|7|-3|1,200", KONTOR_INTEGER);
  assert_type ("12.5|7|1,234.50", KONTOR_DECIMAL);
  assert_type ("12,5|7|1.234,50", KONTOR_DECIMAL);
  assert_type ("€ 12|7 €|$3.50|12", KONTOR_MONEY);
  assert_type ("2016-10-20|2017-03-01", KONTOR_DATE);
  assert_type ("20.10.2016|1.3.2017", KONTOR_DATE);
  assert_type ("04 Apr 2016|12 Dec 2017", KONTOR_DATE);
  assert_type ("2016-10-20 10:00|2017-03-01T12:00:00Z", KONTOR_INSTANT);
  assert_type ("a@b.example|c.d+e@f.example", KONTOR_EMAIL);
  assert_type ("+49 30 1234567|(030) 123456|905-555-1234|0301234567", KONTOR_PHONE);
  assert_type ("http://a.example/x|www.b.example|ibm.com", KONTOR_URL);
  assert_type ("yes|No|yes", KONTOR_BOOLEAN);
  assert_type ("08123|00501|04103", KONTOR_TEXT);
  assert_type ("Won|Lost|Won|Won|Lost|Won|Won|Lost|Won", KONTOR_CHOICE);
  assert_type ("Ada|Grace|Alan", KONTOR_TEXT);
  assert_type ("short|one\ntwo", KONTOR_LONG_TEXT);
}

static void
test_one_bad_cell_in_ten_is_borne (void)
{
  assert_type ("1|2|3|4|5|6|7|8|9|n/a", KONTOR_INTEGER);
  assert_type ("1|2|3|4|5|6|7|n/a|n/a", KONTOR_TEXT);
}

static void
test_fit_tells_how_many (void)
{
  g_autoptr (KontorColumnProfile) profile = make_profile ("1|2.5|x|a@b.example|");
  g_autoptr (KontorColumnProfile) empty = make_profile ("");

  g_assert_cmpuint (profile->n_values, ==, 4);
  g_assert_cmpuint (profile->n_empty, ==, 1);
  g_assert_cmpfloat (kontor_column_profile_get_fit (profile, KONTOR_INTEGER), ==, 0.25);
  g_assert_cmpfloat (kontor_column_profile_get_fit (profile, KONTOR_DECIMAL), ==, 0.5);
  g_assert_cmpfloat (kontor_column_profile_get_fit (profile, KONTOR_EMAIL), ==, 0.25);
  g_assert_cmpfloat (kontor_column_profile_get_fit (profile, KONTOR_TEXT), ==, 1);
  g_assert_cmpfloat (kontor_column_profile_get_fit (profile, KONTOR_DATE), ==, 0);
  g_assert_cmpfloat (kontor_column_profile_get_fit (empty, KONTOR_DATE), ==, 1);
}

static void
test_order_of_dates_is_asked_not_guessed (void)
{
  g_autoptr (KontorColumnProfile) open = make_profile ("03/04/2016|05/06/2016");
  g_autoptr (KontorColumnProfile) told = make_profile ("03/04/2016|13/06/2016");
  g_autoptr (KontorColumnProfile) iso = make_profile ("2016-03-04|2016-06-05");
  g_autoptr (KontorColumnProfile) torn = make_profile ("13/04/2016|04/13/2016");

  g_assert_true (kontor_column_profile_is_order_open (open));
  g_assert_cmpuint (open->date_orders, ==, KONTOR_DATE_DMY | KONTOR_DATE_MDY);
  g_assert_false (kontor_column_profile_is_order_open (told));
  g_assert_cmpuint (told->date_orders, ==, KONTOR_DATE_DMY);
  g_assert_false (kontor_column_profile_is_order_open (iso));
  g_assert_false (kontor_column_profile_has_no_order (iso));
  g_assert_true (kontor_column_profile_has_no_order (torn));
  g_assert_false (kontor_column_profile_is_order_open (torn));
}

static void
test_mark_is_found (void)
{
  g_autoptr (KontorColumnProfile) point = make_profile ("1.5|1,234|12");
  g_autoptr (KontorColumnProfile) comma = make_profile ("1,5|1.234|12");
  g_autoptr (KontorColumnProfile) money = make_profile ("1.234,50 €|€ 12,00");
  g_autoptr (KontorColumnProfile) open = make_profile ("1,234|12");
  g_autoptr (KontorColumnProfile) both = make_profile ("1,5|1.5");

  g_assert_cmpint (kontor_column_profile_get_mark (point), ==, KONTOR_DECIMAL_POINT);
  g_assert_cmpint (kontor_column_profile_get_mark (comma), ==, KONTOR_DECIMAL_COMMA);
  g_assert_cmpint (kontor_column_profile_get_mark (money), ==, KONTOR_DECIMAL_COMMA);
  g_assert_cmpint (kontor_column_profile_get_mark (open), ==, KONTOR_DECIMAL_ANY);
  g_assert_cmpint (kontor_column_profile_get_mark (both), ==, KONTOR_DECIMAL_ANY);
  g_assert_true (kontor_column_profile_has_both_marks (both));
  g_assert_false (kontor_column_profile_has_both_marks (point));
}

static void
test_samples_are_different (void)
{
  g_autoptr (KontorColumnProfile) profile = make_profile ("a|a| b |a|c|d");
  g_autoptr (KontorColumnProfile) long_one = kontor_column_profile_new ();
  g_autofree char *text = g_strnfill (10000, 'x');

  g_assert_cmpstr (profile->samples[0], ==, "a");
  g_assert_cmpstr (profile->samples[1], ==, "b");
  g_assert_cmpstr (profile->samples[2], ==, "c");
  g_assert_cmpuint (profile->n_distinct, ==, 4);
  kontor_column_profile_add (long_one, text);
  g_assert_cmpuint (strlen (long_one->samples[0]), ==, 200);
  g_assert_null (long_one->samples[1]);
}

static void
test_memory_is_bounded (void)
{
  g_autoptr (KontorColumnProfile) profile = kontor_column_profile_new ();

  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *text = g_strdup_printf ("value %u", i);

      kontor_column_profile_add (profile, text);
    }
  g_assert_cmpuint (profile->n_distinct, ==, KONTOR_PROFILE_MAX_DISTINCT + 1);
  g_assert_cmpuint (g_hash_table_size (profile->distinct), ==, KONTOR_PROFILE_MAX_DISTINCT + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/column-profile/types-are-found", test_types_are_found);
  g_test_add_func ("/column-profile/one-bad-cell-in-ten-is-borne",
                   test_one_bad_cell_in_ten_is_borne);
  g_test_add_func ("/column-profile/fit-tells-how-many", test_fit_tells_how_many);
  g_test_add_func ("/column-profile/order-of-dates-is-asked-not-guessed",
                   test_order_of_dates_is_asked_not_guessed);
  g_test_add_func ("/column-profile/mark-is-found", test_mark_is_found);
  g_test_add_func ("/column-profile/samples-are-different", test_samples_are_different);
  g_test_add_func ("/column-profile/memory-is-bounded", test_memory_is_bounded);
  return g_test_run ();
}
