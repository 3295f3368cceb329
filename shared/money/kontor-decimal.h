/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Fixed-point decimals: a whole number of units, each 10^-digits. Nothing here uses floating point,
 * reads the locale or keeps state; every function may be called from any thread. */

/* The most fraction digits a decimal can have: 10^18 is the largest power in a gint64. */
#define KONTOR_DECIMAL_MAX_DIGITS 18

/**
 * KontorDecimalMark:
 *
 * What stands before the fraction in a text. With %KONTOR_DECIMAL_ANY it follows from the text where
 * the text shows it, and a text that reads as two different numbers is refused.
 */
typedef enum
{
  KONTOR_DECIMAL_ANY,
  KONTOR_DECIMAL_POINT, /* 1,234.50 */
  KONTOR_DECIMAL_COMMA, /* 1.234,50 */
} KontorDecimalMark;

/**
 * kontor_decimal_parse_marked:
 * @text: a number as people and programs write it
 * @mark: the decimal mark of the text, where it is known
 * @digits: how many fraction digits a unit has, at most %KONTOR_DECIMAL_MAX_DIGITS
 * @units: (out): the number in units of 10^-@digits; left alone on failure
 *
 * Accepts a sign before or after (`-3`, `−3`, `3-`) or parentheses (`(3)`), and digits grouped by
 * comma, point, space or apostrophe in threes or as in India. A fraction that @digits can't hold is
 * refused, not rounded; zeros at its end don't count.
 *
 * With %KONTOR_DECIMAL_ANY a single point is a decimal point, as every machine writes it, and
 * `1,234` is grouped if @digits is less than three. Two texts are refused as ambiguous: `1,234` if
 * @digits is three or more, and `1.234` if it is less.
 *
 * Returns: %TRUE if @text is a number. Fails with %KONTOR_ERROR_INVALID if it is not or has too many
 *   fraction digits, with %KONTOR_ERROR_LIMIT if it does not fit.
 */
gboolean kontor_decimal_parse_marked (const char *text,
                                      KontorDecimalMark mark,
                                      guint digits,
                                      gint64 *units,
                                      GError **error);

/* The same with %KONTOR_DECIMAL_ANY. */
gboolean kontor_decimal_parse (const char *text, guint digits, gint64 *units, GError **error);

/* The mark that @text shows beyond doubt: `1.234,5` shows a comma, `12` and `1,234` show none. Texts
 * that are no numbers show none either. A column of numbers has the mark that one of them shows. */
KontorDecimalMark kontor_decimal_detect_mark (const char *text);

/* The canonical text: a sign if negative, no grouping, a point and all @digits digits. Goes round
 * through kontor_decimal_parse() with the same @digits. */
char *kontor_decimal_dup_text (gint64 units, guint digits);

/**
 * kontor_decimal_scale:
 * @denominator: greater than zero
 * @result: (out): @value × @numerator ÷ @denominator
 *
 * The one rounding function: half away from zero, as DIN 1333 and the tax authorities of the EU
 * round ("commercial" rounding; EN 16931 leaves it to the seller). The product is exact before it is
 * rounded once.
 *
 * Returns: %FALSE if the result does not fit, and @result is left alone.
 */
gboolean kontor_decimal_scale (gint64 value, gint64 numerator, gint64 denominator, gint64 *result);

/* 10^@digits, for @digits up to %KONTOR_DECIMAL_MAX_DIGITS. */
gint64 kontor_decimal_power (guint digits);

G_END_DECLS
