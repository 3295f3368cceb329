/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "words/kontor-format.h"

#include "model/entities/kontor-entities.h"

#include <locale.h>
#include <string.h>

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_numbers (void)
{
  assert_text (kontor_format_number (0, 0), "0");
  assert_text (kontor_format_number (999, 0), "999");
  assert_text (kontor_format_number (1234567, 0), "1,234,567");
  assert_text (kontor_format_number (-1234567, 2), "\342\210\22212,345.67");
  assert_text (kontor_format_number (5, 3), "0.005");
  assert_text (kontor_format_number (G_MININT64, 0), "\342\210\2229,223,372,036,854,775,808");
}

static void
test_money (void)
{
  KontorMoney euro = { 123450, "EUR" };
  KontorMoney yen = { -1500, "JPY" };
  KontorMoney krone = { 100, "SEK" };
  g_autofree char *euro_text = kontor_format_money (&euro);
  g_autofree char *krone_text = kontor_format_money (&krone);
  g_assert_nonnull (strstr (euro_text, "1,234.50"));
  g_assert_nonnull (strstr (euro_text, "€"));
  /* "kr" is several currencies, so the code is shown. */
  g_assert_nonnull (strstr (krone_text, "SEK"));
  g_autofree char *yen_text = kontor_format_money (&yen);
  g_assert_nonnull (strstr (yen_text, "1,500"));
  g_assert_null (strstr (yen_text, "."));
}

static void
test_near_dates (void)
{
  KontorDate today;
  g_assert_true (kontor_date_from_ymd (2026, 11, 22, &today)); /* a Sunday */
  assert_text (kontor_format_date (today, today), "Today");
  assert_text (kontor_format_date (today + 1, today), "Tomorrow");
  assert_text (kontor_format_date (today - 1, today), "Yesterday");
  assert_text (kontor_format_date (today + 2, today), "Tuesday");
  assert_text (kontor_format_date (today + 6, today), "Saturday");
  assert_text (kontor_format_date (today + 7, today), "29 Nov");
  assert_text (kontor_format_date (today - 2, today), "20 Nov");
  assert_text (kontor_format_date (today + 60, today), "21 Jan 2027");
  assert_text (kontor_format_day (today - 2, today), "Friday, 20 November");
  assert_text (kontor_format_date_exact (today), "Sunday, 22 November 2026");
}

static void
test_instants (void)
{
  gint64 now;
  g_assert_true (kontor_instant_from_text ("2026-11-22T15:00:00Z", &now));
  assert_text (kontor_format_instant (now, now), "Just now");
  assert_text (kontor_format_instant (now - 60000, now), "1 minute ago");
  assert_text (kontor_format_instant (now - 59 * 60000, now), "59 minutes ago");
  assert_text (kontor_format_instant (now - 3 * 3600000, now), "Today 12:00");
  assert_text (kontor_format_instant (now - 24 * 3600000, now), "Yesterday 15:00");
  assert_text (kontor_format_instant (now - 30 * G_GINT64_CONSTANT (86400000), now), "23 Oct");
  assert_text (kontor_format_instant (now + 3600000, now), "Today 16:00");
  assert_text (kontor_format_instant_exact (now), "Sunday, 22 November 2026, 15:00");
}

static void
test_values (void)
{
  const KontorField year = { 1, "founded", KONTOR_INTEGER, KONTOR_YEAR };
  const KontorField number = { 3, "employees", KONTOR_INTEGER };
  const KontorField url = { 2, "website", KONTOR_URL };
  const char *const addresses[][2] = {
    { "https://www.acme.example/", "acme.example" },
    { "http://acme.example/a/", "acme.example/a/" },
    { "https://", "https://" },
    { "ftp://acme.example", "ftp://acme.example" },
  };
  KontorValue value = kontor_value_integer (KONTOR_INTEGER, 1921);
  assert_text (kontor_format_value (&year, &value), "1921");
  assert_text (kontor_format_value (&number, &value), "1,921");
  value.integer = -44;
  assert_text (kontor_format_value (&year, &value), "\342\210\22244");
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      KontorValue address = kontor_value_text (KONTOR_URL, addresses[i][0]);
      assert_text (kontor_format_value (&url, &address), addresses[i][1]);
      kontor_value_clear (&address);
    }
}

static void
test_choice (void)
{
  const KontorEntity *stage = &kontor_entity_stage;
  const KontorField *kind
      = kontor_entity_get_field (stage, (guint) kontor_entity_find_field (stage, "kind"));
  KontorValue won = kontor_value_text (KONTOR_CHOICE, "won");
  KontorValue unknown = kontor_value_text (KONTOR_CHOICE, "sleeping");
  assert_text (kontor_format_value (kind, &won), "Won");
  assert_text (kontor_format_value (kind, &unknown), "sleeping");
  assert_text (kontor_format_value (kind, NULL), "");
  kontor_value_clear (&won);
  kontor_value_clear (&unknown);
}

int
main (int argc, char **argv)
{
  /* Formats follow the locale and the zone: these are the ones the tests are written for. */
  g_setenv ("TZ", "UTC", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/format/numbers-are-grouped-and-signed", test_numbers);
  g_test_add_func ("/format/money-has-its-own-digits-and-a-symbol-only-where-it-is-sure",
                   test_money);
  g_test_add_func ("/format/near-dates-are-named-and-far-ones-written", test_near_dates);
  g_test_add_func ("/format/instants-tell-how-long-ago-then-when", test_instants);
  g_test_add_func ("/format/a-year-has-no-comma-and-an-address-no-scheme", test_values);
  g_test_add_func ("/format/a-choice-shows-its-label-and-an-unknown-one-its-key", test_choice);
  return g_test_run ();
}
