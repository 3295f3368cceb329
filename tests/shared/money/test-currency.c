/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "money/kontor-currency.h"

#include <string.h>

static void
test_table_is_searchable (void)
{
  gsize count;
  const KontorCurrency *all = kontor_currency_get_all (&count);

  g_assert_cmpuint (count, >, 150);
  for (gsize i = 0; i < count; i++)
    {
      g_assert_cmpuint (strlen (all[i].code), ==, 3);
      g_assert_cmpuint (all[i].digits, <=, 4);
      g_assert_true (kontor_currency_find (all[i].code) == &all[i]);
      if (i > 0)
        g_assert_cmpstr (all[i - 1].code, <, all[i].code);
    }
}

static void
test_knows_minor_digits (void)
{
  static const struct
  {
    const char *code;
    guint digits;
  } cases[] = {
    { "EUR", 2 }, { "USD", 2 }, { "JPY", 0 }, { "KRW", 0 }, { "KWD", 3 }, { "TND", 3 },
    { "CLF", 4 }, { "CLP", 0 }, { "ISK", 0 }, { "HUF", 2 }, { "DEM", 2 }, { "ITL", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (kontor_currency_find (cases[i].code)->digits, ==, cases[i].digits);
}

static void
test_case_does_not_matter (void)
{
  g_assert_true (kontor_currency_find ("eur") == kontor_currency_find ("EUR"));
}

static void
test_unknown_is_none (void)
{
  static const char *const codes[]
      = { "", "E", "EU", "EURO", "XXX", "XTS", "XAU", "ABC", "€", "ZZZ" };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_null (kontor_currency_find (codes[i]));
}

static void
assert_symbol (const char *symbol, const char *preferred, const char *code)
{
  const KontorCurrency *currency = kontor_currency_find_symbol (symbol, preferred);

  g_assert_cmpstr (currency != NULL ? currency->code : NULL, ==, code);
}

static void
test_shared_symbol_follows_preference (void)
{
  assert_symbol ("$", NULL, "USD");
  assert_symbol ("$", "EUR", "USD");
  assert_symbol ("$", "CAD", "CAD");
  assert_symbol ("¥", NULL, "JPY");
  assert_symbol ("¥", "CNY", "CNY");
  assert_symbol ("kr", "SEK", "SEK");
  assert_symbol ("kr", "EUR", NULL);
  assert_symbol ("kr", NULL, NULL);
  assert_symbol ("€", "USD", "EUR");
  assert_symbol ("US$", "CAD", "USD");
  assert_symbol ("zł", NULL, "PLN");
  assert_symbol ("?", "EUR", NULL);
  assert_symbol ("", "EUR", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/currency/table-is-searchable", test_table_is_searchable);
  g_test_add_func ("/currency/knows-minor-digits", test_knows_minor_digits);
  g_test_add_func ("/currency/case-does-not-matter", test_case_does_not_matter);
  g_test_add_func ("/currency/unknown-is-none", test_unknown_is_none);
  g_test_add_func ("/currency/shared-symbol-follows-preference",
                   test_shared_symbol_follows_preference);
  return g_test_run ();
}
