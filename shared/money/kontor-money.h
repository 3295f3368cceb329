/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "money/kontor-decimal.h"

G_BEGIN_DECLS

/**
 * KontorMoney:
 *
 * An amount in the minor unit of its currency: 1234.50 EUR is { 123450, "EUR" }. A plain value, of a
 * currency that kontor_currency_find() knows. All functions are pure and may be called from any
 * thread; where one returns %FALSE, it has left its result alone.
 */
typedef struct
{
  gint64 minor;
  char currency[4]; /* ISO 4217, upper case, with the closing NUL */
} KontorMoney;

/* Fails with %KONTOR_ERROR_INVALID if @currency is unknown. */
gboolean kontor_money_init (KontorMoney *money, gint64 minor, const char *currency, GError **error);

/**
 * kontor_money_parse_marked:
 * @text: an amount as people and programs write it
 * @mark: the decimal mark of the text, where it is known
 * @default_currency: (nullable): the currency of a text that names none, and the meaning of a symbol
 *   that several share
 *
 * Accepts a code or a symbol before or after the number, what kontor_decimal_parse_marked() accepts
 * as one, a sign before or after the symbol, and a dash for no minor units (`12,–`).
 *
 * Returns: %TRUE if @text is money. Fails with %KONTOR_ERROR_INVALID if it is not, has no currency
 *   or an unknown one, or more fraction digits than its currency; with %KONTOR_ERROR_LIMIT if it
 *   does not fit.
 */
gboolean kontor_money_parse_marked (const char *text,
                                    KontorDecimalMark mark,
                                    const char *default_currency,
                                    KontorMoney *money,
                                    GError **error);

/* The same with %KONTOR_DECIMAL_ANY. */
gboolean kontor_money_parse (const char *text,
                             const char *default_currency,
                             KontorMoney *money,
                             GError **error);

/* The canonical text, `1234.50 EUR`: every digit of the currency, no grouping. Goes round through
 * kontor_money_parse(). */
char *kontor_money_dup_text (const KontorMoney *money);

/* Fails with %KONTOR_ERROR_INVALID on two currencies, with %KONTOR_ERROR_LIMIT if the sum does not
 * fit. @sum may be @a or @b. */
gboolean
kontor_money_add (const KontorMoney *a, const KontorMoney *b, KontorMoney *sum, GError **error);

/* An order to sort by: by currency first, since amounts of two currencies have none. */
int kontor_money_compare (const KontorMoney *a, const KontorMoney *b);

/**
 * kontor_money_multiply:
 * @units: a quantity in units of 10^-@digits
 *
 * The price of a quantity, rounded once to the minor unit by kontor_decimal_scale().
 *
 * Returns: %FALSE with %KONTOR_ERROR_LIMIT if @product does not fit.
 */
gboolean kontor_money_multiply (const KontorMoney *price,
                                gint64 units,
                                guint digits,
                                KontorMoney *product,
                                GError **error);

G_END_DECLS
