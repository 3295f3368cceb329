/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KontorCurrency:
 *
 * A currency of ISO 4217, constant for the life of the program. Those withdrawn since 2000 are
 * known too, since old deals are in them; units of account, metals and the codes for "none" and
 * "test" are not.
 */
typedef struct
{
  char code[4];
  guint8 digits;      /* minor digits: 2 for EUR, 0 for JPY, 3 for KWD */
  gboolean withdrawn; /* no longer legal tender: read and kept, not offered */
  const char
      *symbol; /* as people write it, possibly shared with others; NULL if the code is used */
} KontorCurrency;

/* All of them by code. */
const KontorCurrency *kontor_currency_get_all (gsize *count);

/* The currency with the code @code, in either case; NULL if there is none. */
const KontorCurrency *kontor_currency_find (const char *code);

/**
 * kontor_currency_find_symbol:
 * @symbol: a symbol such as `€`, `$`, `US$`, `kr`
 * @preferred: (nullable): a code that is taken if its currency has the symbol
 *
 * Returns: (nullable): @preferred where it has the symbol; else the currency the symbol means by
 *   itself (`$` is USD, `£` GBP, `¥` JPY); %NULL where it means none or, as `kr`, several equally.
 */
const KontorCurrency *kontor_currency_find_symbol (const char *symbol, const char *preferred);

G_END_DECLS
