/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "money/kontor-money.h"

#include "money/kontor-currency.h"
#include "util/kontor-error.h"

static void
test_reads_what_people_write (void)
{
  static const struct
  {
    const char *text;
    const char *currency;
    const char *canonical;
  } cases[] = {
    { "1234.5", "EUR", "1234.50 EUR" },
    { "1,234.50", "EUR", "1234.50 EUR" },
    { "1.234,56", "EUR", "1234.56 EUR" },
    { "€ 12", "USD", "12.00 EUR" },
    { "€12", NULL, "12.00 EUR" },
    { "12 €", NULL, "12.00 EUR" },
    { "12,50\u00a0€", NULL, "12.50 EUR" },
    { "12 EUR", "USD", "12.00 EUR" },
    { "EUR 12", "USD", "12.00 EUR" },
    { "eur12", NULL, "12.00 EUR" },
    { "-3", "EUR", "-3.00 EUR" },
    { "-$3", "EUR", "-3.00 USD" },
    { "$-3", "EUR", "-3.00 USD" },
    { "−3 €", NULL, "-3.00 EUR" },
    { "3.00- EUR", NULL, "-3.00 EUR" },
    { "($1,234.50)", NULL, "-1234.50 USD" },
    { "+7", "EUR", "7.00 EUR" },
    { "$5", "CAD", "5.00 CAD" },
    { "$5 CAD", "EUR", "5.00 CAD" },
    { "US$ 5", "CAD", "5.00 USD" },
    { "R$ 1.234,56", NULL, "1234.56 BRL" },
    { "CHF 1'234.50", NULL, "1234.50 CHF" },
    { "12.–", "CHF", "12.00 CHF" },
    { "1.234,56 kr", "SEK", "1234.56 SEK" },
    { "kr.500", "DKK", "500.00 DKK" },
    { "Rs. 500", "INR", NULL },
    { "Rs. 500", "PKR", "500.00 PKR" },
    { "9,- €", NULL, "9.00 EUR" },
    { "¥1,234", NULL, "1234 JPY" },
    { "1.234 KWD", NULL, "1.234 KWD" },
    { "€.50", NULL, "0.50 EUR" },
    { "1000 DEM", NULL, "1000.00 DEM" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;
      KontorMoney money;

      if (kontor_money_parse (cases[i].text, cases[i].currency, &money, NULL))
        text = kontor_money_dup_text (&money);
      if (g_strcmp0 (text, cases[i].canonical) != 0)
        g_error ("“%s” gives “%s”", cases[i].text, text);
    }
}

static void
assert_refused (const char *text, const char *currency, int code)
{
  g_autoptr (GError) error = NULL;
  KontorMoney money = { 42, "EUR" };

  if (kontor_money_parse (text, currency, &money, &error))
    g_error ("“%s” gives %" G_GINT64_FORMAT " %s", text, money.minor, money.currency);
  g_assert_error (error, KONTOR_ERROR, code);
  g_assert_cmpint (money.minor, ==, 42);
}

static void
test_refuses_what_is_no_money (void)
{
  static const char *const bads[] = {
    "",       "EUR",  "€",       "1 2 EUR",    "1€2",    "€ 12 USD", "12 EUR 13",
    "--3",    "-$-3", "(-3)",    "-(3)",       "12 XXX", "12 kr",    "12 euros and more than that",
    "12 / 3", "1e3",  "\xff 12", "12 EUR USD", "twelve",
  };
  g_autofree char *long_text = g_strnfill (4000, '1');

  for (gsize i = 0; i < G_N_ELEMENTS (bads); i++)
    assert_refused (bads[i], "EUR", KONTOR_ERROR_INVALID);
  assert_refused (long_text, "EUR", KONTOR_ERROR_INVALID);
}

static void
test_refuses_without_currency (void)
{
  assert_refused ("12", NULL, KONTOR_ERROR_INVALID);
  assert_refused ("12", "XXX", KONTOR_ERROR_INVALID);
  assert_refused ("kr 12", NULL, KONTOR_ERROR_INVALID);
}

static void
test_refuses_rather_than_rounds (void)
{
  assert_refused ("12.345", "EUR", KONTOR_ERROR_INVALID);
  assert_refused ("0.001", "EUR", KONTOR_ERROR_INVALID);
  assert_refused ("12.5", "JPY", KONTOR_ERROR_INVALID);
  assert_refused ("1.2345 KWD", NULL, KONTOR_ERROR_INVALID);
}

static void
test_refuses_what_does_not_fit (void)
{
  KontorMoney money;

  assert_refused ("92233720368547758.08", "EUR", KONTOR_ERROR_LIMIT);
  g_assert_true (kontor_money_parse ("-92233720368547758.08", "EUR", &money, NULL));
  g_assert_cmpint (money.minor, ==, G_MININT64);
}

static void
test_told_mark_decides (void)
{
  KontorMoney money;

  g_assert_true (kontor_money_parse_marked ("1.234 €", KONTOR_DECIMAL_COMMA, NULL, &money, NULL));
  g_assert_cmpint (money.minor, ==, 123400);
}

static void
test_text_goes_round (void)
{
  static const gint64 amounts[] = { 0, 1, -1, 12345, -100000, 1234567, G_MAXINT64, G_MININT64 };
  gsize count;
  const KontorCurrency *all = kontor_currency_get_all (&count);

  for (gsize i = 0; i < count; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (amounts); j++)
      {
        g_autofree char *text = NULL;
        KontorMoney money, back;

        g_assert_true (kontor_money_init (&money, amounts[j], all[i].code, NULL));
        text = kontor_money_dup_text (&money);
        g_assert_true (kontor_money_parse (text, NULL, &back, NULL));
        g_assert_cmpint (kontor_money_compare (&money, &back), ==, 0);
      }
}

static void
test_unknown_currency_is_refused (void)
{
  g_autoptr (GError) error = NULL;
  KontorMoney money;

  g_assert_false (kontor_money_init (&money, 1, "XXX", &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
}

static void
test_adds_one_currency (void)
{
  KontorMoney a = { 1000, "EUR" }, b = { -250, "EUR" };

  g_assert_true (kontor_money_add (&a, &b, &a, NULL));
  g_assert_cmpint (a.minor, ==, 750);
  g_assert_cmpstr (a.currency, ==, "EUR");
}

static void
test_never_adds_two_currencies (void)
{
  g_autoptr (GError) error = NULL;
  KontorMoney a = { 1000, "EUR" }, b = { 1000, "USD" }, sum = { 42, "JPY" };

  g_assert_false (kontor_money_add (&a, &b, &sum, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_INVALID);
  g_assert_cmpint (sum.minor, ==, 42);
}

static void
test_sum_that_does_not_fit_is_refused (void)
{
  g_autoptr (GError) error = NULL;
  KontorMoney a = { G_MAXINT64, "EUR" }, b = { 1, "EUR" }, sum = { 42, "EUR" };

  g_assert_false (kontor_money_add (&a, &b, &sum, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT);
  g_assert_cmpint (sum.minor, ==, 42);
}

static void
test_sorts_by_currency_then_amount (void)
{
  KontorMoney small = { 1, "EUR" }, large = { 2, "EUR" }, other = { 0, "USD" };

  g_assert_cmpint (kontor_money_compare (&small, &large), <, 0);
  g_assert_cmpint (kontor_money_compare (&large, &small), >, 0);
  g_assert_cmpint (kontor_money_compare (&large, &other), <, 0);
  g_assert_cmpint (kontor_money_compare (&small, &small), ==, 0);
}

static void
test_quantity_times_price_rounds_once (void)
{
  g_autoptr (GError) error = NULL;
  KontorMoney price = { 333, "EUR" }, product;

  g_assert_true (kontor_money_multiply (&price, 1500, 3, &product, NULL));
  g_assert_cmpint (product.minor, ==, 500); /* 499.5 */
  g_assert_true (kontor_money_multiply (&price, -1500, 3, &product, NULL));
  g_assert_cmpint (product.minor, ==, -500);
  g_assert_true (kontor_money_multiply (&price, 3, 0, &product, NULL));
  g_assert_cmpint (product.minor, ==, 999);
  g_assert_cmpstr (product.currency, ==, "EUR");
  price.minor = G_MAXINT64;
  product.minor = 42;
  g_assert_false (kontor_money_multiply (&price, 2, 0, &product, &error));
  g_assert_error (error, KONTOR_ERROR, KONTOR_ERROR_LIMIT);
  g_assert_cmpint (product.minor, ==, 42);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/money/reads-what-people-write", test_reads_what_people_write);
  g_test_add_func ("/money/refuses-what-is-no-money", test_refuses_what_is_no_money);
  g_test_add_func ("/money/refuses-without-currency", test_refuses_without_currency);
  g_test_add_func ("/money/refuses-rather-than-rounds", test_refuses_rather_than_rounds);
  g_test_add_func ("/money/refuses-what-does-not-fit", test_refuses_what_does_not_fit);
  g_test_add_func ("/money/told-mark-decides", test_told_mark_decides);
  g_test_add_func ("/money/text-goes-round", test_text_goes_round);
  g_test_add_func ("/money/unknown-currency-is-refused", test_unknown_currency_is_refused);
  g_test_add_func ("/money/adds-one-currency", test_adds_one_currency);
  g_test_add_func ("/money/never-adds-two-currencies", test_never_adds_two_currencies);
  g_test_add_func ("/money/sum-that-does-not-fit-is-refused",
                   test_sum_that_does_not_fit_is_refused);
  g_test_add_func ("/money/sorts-by-currency-then-amount", test_sorts_by_currency_then_amount);
  g_test_add_func ("/money/quantity-times-price-rounds-once",
                   test_quantity_times_price_rounds_once);
  return g_test_run ();
}
