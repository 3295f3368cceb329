/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "words/kontor-input.h"

#include "util/kontor-error.h"
#include "words/kontor-format.h"

#include <locale.h>

#define TODAY 20779 /* 2026-11-22, a Sunday */

static const KontorField text_field = { 1, "name", KONTOR_TEXT, KONTOR_REQUIRED };
static const KontorField whole_field = { 2, "count", KONTOR_INTEGER };
static const KontorField decimal_field = { 3, "share", KONTOR_DECIMAL, .digits = 2 };
static const KontorField money_field = { 4, "value", KONTOR_MONEY };
static const KontorField email_field = { 5, "email", KONTOR_EMAIL };
static const KontorField date_field = { 6, "day", KONTOR_DATE };

static void
assert_refused (const KontorField *field, const char *text)
{
  g_autoptr (GError) error = NULL;
  KontorValue value = KONTOR_VALUE_NONE;
  g_assert_false (kontor_input_parse (field, text, "EUR", TODAY, &value, &error));
  g_assert_true (error && error->domain == KONTOR_ERROR);
  g_assert_cmpuint (strlen (error->message), >, 5);
  g_assert_true (kontor_value_is_none (&value));
}

static gint64
parse_number (const KontorField *field, const char *text)
{
  g_autoptr (GError) error = NULL;
  KontorValue value = KONTOR_VALUE_NONE;
  g_assert_true (kontor_input_parse (field, text, "EUR", TODAY, &value, &error));
  g_assert_no_error (error);
  return value.integer;
}

static void
assert_date (const char *text, const char *expected)
{
  KontorDate date;
  g_autofree char *shown = NULL;
  g_assert_true (kontor_input_parse_date (text, TODAY, &date));
  shown = kontor_date_dup_text (date);
  g_assert_cmpstr (shown, ==, expected);
}

static void
test_dates (void)
{
  KontorDate date;
  g_assert_true (kontor_date_from_ymd (2026, 11, 22, &date));
  g_assert_cmpint (date, ==, TODAY);
  assert_date ("2026-03-01", "2026-03-01");
  assert_date (" today ", "2026-11-22");
  assert_date ("Tomorrow", "2026-11-23");
  assert_date ("yesterday", "2026-11-21");
  assert_date ("+3d", "2026-11-25");
  assert_date ("+2w", "2026-12-06");
  assert_date ("tue", "2026-11-24");
  /* The same weekday means the next one, not today. */
  assert_date ("sunday", "2026-11-29");
  /* The locale of these tests puts the month first. */
  assert_date ("12/24/2026", "2026-12-24");
  assert_date ("12/24", "2026-12-24");
  assert_date ("12/24/27", "2027-12-24");
}

static void
test_bad_dates (void)
{
  const char *bad[] = { "",  "x",          "s",       "2026-02-30", "13/45/2026", "1",
                        "+", "+99999999w", "1/2/3/4", "tuesdays",   "12/",        "-3d" };
  KontorDate date;
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    if (kontor_input_parse_date (bad[i], TODAY, &date))
      g_error ("'%s' was taken as a date", bad[i]);
  assert_refused (&date_field, "some day");
}

static void
test_numbers (void)
{
  g_assert_cmpint (parse_number (&whole_field, "1,234"), ==, 1234);
  g_assert_cmpint (parse_number (&decimal_field, "1234.5"), ==, 123450);
  assert_refused (&whole_field, "12.5");
  assert_refused (&whole_field, "many");
  assert_refused (&decimal_field, "1.234");
  assert_refused (&whole_field, "99999999999999999999");
}

static void
test_money (void)
{
  KontorValue value = KONTOR_VALUE_NONE;
  g_assert_true (kontor_input_parse (&money_field, "1,200", "EUR", TODAY, &value, NULL));
  g_assert_cmpint (value.money.minor, ==, 120000);
  g_assert_cmpstr (value.money.currency, ==, "EUR");
  g_assert_true (kontor_input_parse (&money_field, "$ 99.90", "EUR", TODAY, &value, NULL));
  g_assert_cmpstr (value.money.currency, ==, "USD");
  assert_refused (&money_field, "12 doubloons");
  assert_refused (&money_field, "1.999 EUR");
}

static void
test_entry_round_trip (void)
{
  const gint64 amounts[] = { 0, 1, -1, 99, 123456789, -987654321 };
  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      KontorValue before = kontor_value_money (amounts[i], i % 2 ? "EUR" : "SEK");
      KontorValue after = KONTOR_VALUE_NONE;
      g_autofree char *text = kontor_format_for_entry (&money_field, &before);
      g_assert_true (kontor_input_parse (&money_field, text, "USD", TODAY, &after, NULL));
      g_assert_true (kontor_value_equal (&before, &after));
    }
}

static void
test_empty (void)
{
  KontorValue value = kontor_value_integer (KONTOR_INTEGER, 3);
  g_assert_true (kontor_input_parse (&whole_field, "   ", "EUR", TODAY, &value, NULL));
  g_assert_true (kontor_value_is_none (&value));
  assert_refused (&text_field, "  ");
}

static void
test_bad_text (void)
{
  g_autofree char *longest = g_strnfill (KONTOR_MAX_TEXT + 1, 'x');
  assert_refused (&text_field, longest);
  assert_refused (&email_field, "not an address");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/input/dates-are-read-as-people-write-them", test_dates);
  g_test_add_func ("/input/what-is-no-day-is-refused", test_bad_dates);
  g_test_add_func ("/input/numbers-are-read-in-the-locale-and-refused-when-unclear", test_numbers);
  g_test_add_func ("/input/an-amount-takes-the-currency-it-names", test_money);
  g_test_add_func ("/input/what-an-entry-shows-reads-back-as-the-same-value",
                   test_entry_round_trip);
  g_test_add_func ("/input/nothing-clears-a-field-unless-it-is-required", test_empty);
  g_test_add_func ("/input/text-too-long-or-malformed-is-refused", test_bad_text);
  return g_test_run ();
}
