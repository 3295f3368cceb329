/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-date.h"

G_BEGIN_DECLS

/**
 * KontorDateOrder:
 *
 * The order in which people write a date in digits. A set of them says which orders a text, or a
 * whole column, can be read in.
 */
typedef enum
{
  KONTOR_DATE_YMD = 1 << 0, /* 2016-10-20, 16.10.20 */
  KONTOR_DATE_DMY = 1 << 1, /* 20.10.2016 */
  KONTOR_DATE_MDY = 1 << 2, /* 10/20/2016 */
} KontorDateOrder;

#define KONTOR_DATE_ANY_ORDER (KONTOR_DATE_YMD | KONTOR_DATE_DMY | KONTOR_DATE_MDY)

/**
 * kontor_date_from_text_in_order:
 * @text: a date as people write it
 * @order: the one order to read it in
 *
 * Accepts three numbers with points, slashes, dashes or blanks between them, a month by its name
 * (`3 Apr 2016`, `April 3, 2016`, `3. März 2016`; English, German, French, Spanish, Italian,
 * Portuguese and Dutch, from the third letter on), and eight digits that begin with the year. A year
 * of four digits in front and a name of the month leave only one reading, whatever @order says. Years
 * of two digits are those from 1970 to 2069. A time of day behind the date is left out.
 *
 * Pure; may be called from any thread.
 */
gboolean kontor_date_from_text_in_order (const char *text, KontorDateOrder order, KontorDate *date);

/* The orders in which @text is a date; 0 if it is none. All of them where there is only one reading,
 * since none contradicts it; more than one but not all where it has to be asked: 03/04/2016. */
guint kontor_date_find_orders (const char *text);

G_END_DECLS
