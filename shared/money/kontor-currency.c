/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "money/kontor-currency.h"

#include <string.h>

/* ISO 4217, lists one and three; the minor digits of a withdrawn currency are those it had while it
 * was legal tender. In order of code, for the binary search. */
static const KontorCurrency currencies[] = {
  { "AED", 2, FALSE, NULL },  { "AFA", 2, TRUE, NULL },  { "AFN", 2, FALSE, NULL },
  { "ALL", 2, FALSE, NULL },  { "AMD", 2, FALSE, "֏" },  { "ANG", 2, TRUE, NULL },
  { "AOA", 2, FALSE, NULL },  { "ARS", 2, FALSE, "$" },  { "ATS", 2, TRUE, NULL },
  { "AUD", 2, FALSE, "$" },   { "AWG", 2, FALSE, NULL }, { "AZM", 2, TRUE, NULL },
  { "AZN", 2, FALSE, "₼" },   { "BAM", 2, FALSE, "KM" }, { "BBD", 2, FALSE, NULL },
  { "BDT", 2, FALSE, "৳" },   { "BEF", 0, TRUE, NULL },  { "BGL", 2, TRUE, NULL },
  { "BGN", 2, TRUE, "лв" },   { "BHD", 3, FALSE, NULL }, { "BIF", 0, FALSE, NULL },
  { "BMD", 2, FALSE, NULL },  { "BND", 2, FALSE, NULL }, { "BOB", 2, FALSE, NULL },
  { "BRL", 2, FALSE, "R$" },  { "BSD", 2, FALSE, NULL }, { "BTN", 2, FALSE, NULL },
  { "BWP", 2, FALSE, NULL },  { "BYN", 2, FALSE, NULL }, { "BYR", 0, TRUE, NULL },
  { "BZD", 2, FALSE, NULL },  { "CAD", 2, FALSE, "$" },  { "CDF", 2, FALSE, NULL },
  { "CHF", 2, FALSE, "Fr" },  { "CLF", 4, FALSE, NULL }, { "CLP", 0, FALSE, "$" },
  { "CNY", 2, FALSE, "¥" },   { "COP", 2, FALSE, "$" },  { "CRC", 2, FALSE, "₡" },
  { "CSD", 2, TRUE, NULL },   { "CUC", 2, TRUE, NULL },  { "CUP", 2, FALSE, NULL },
  { "CVE", 2, FALSE, NULL },  { "CYP", 2, TRUE, NULL },  { "CZK", 2, FALSE, "Kč" },
  { "DEM", 2, TRUE, "DM" },   { "DJF", 0, FALSE, NULL }, { "DKK", 2, FALSE, "kr" },
  { "DOP", 2, FALSE, NULL },  { "DZD", 2, FALSE, NULL }, { "EEK", 2, TRUE, NULL },
  { "EGP", 2, FALSE, "£" },   { "ERN", 2, FALSE, NULL }, { "ESP", 0, TRUE, NULL },
  { "ETB", 2, FALSE, NULL },  { "EUR", 2, FALSE, "€" },  { "FIM", 2, TRUE, NULL },
  { "FJD", 2, FALSE, NULL },  { "FKP", 2, FALSE, NULL }, { "FRF", 2, TRUE, NULL },
  { "GBP", 2, FALSE, "£" },   { "GEL", 2, FALSE, "₾" },  { "GHC", 2, TRUE, NULL },
  { "GHS", 2, FALSE, "₵" },   { "GIP", 2, FALSE, NULL }, { "GMD", 2, FALSE, NULL },
  { "GNF", 0, FALSE, NULL },  { "GRD", 0, TRUE, NULL },  { "GTQ", 2, FALSE, NULL },
  { "GYD", 2, FALSE, NULL },  { "HKD", 2, FALSE, "$" },  { "HNL", 2, FALSE, NULL },
  { "HRK", 2, TRUE, NULL },   { "HTG", 2, FALSE, NULL }, { "HUF", 2, FALSE, "Ft" },
  { "IDR", 2, FALSE, "Rp" },  { "IEP", 2, TRUE, NULL },  { "ILS", 2, FALSE, "₪" },
  { "INR", 2, FALSE, "₹" },   { "IQD", 3, FALSE, NULL }, { "IRR", 2, FALSE, NULL },
  { "ISK", 0, FALSE, "kr" },  { "ITL", 0, TRUE, NULL },  { "JMD", 2, FALSE, NULL },
  { "JOD", 3, FALSE, NULL },  { "JPY", 0, FALSE, "¥" },  { "KES", 2, FALSE, NULL },
  { "KGS", 2, FALSE, NULL },  { "KHR", 2, FALSE, "៛" },  { "KMF", 0, FALSE, NULL },
  { "KPW", 2, FALSE, NULL },  { "KRW", 0, FALSE, "₩" },  { "KWD", 3, FALSE, NULL },
  { "KYD", 2, FALSE, NULL },  { "KZT", 2, FALSE, "₸" },  { "LAK", 2, FALSE, "₭" },
  { "LBP", 2, FALSE, NULL },  { "LKR", 2, FALSE, "Rs" }, { "LRD", 2, FALSE, NULL },
  { "LSL", 2, FALSE, NULL },  { "LTL", 2, TRUE, NULL },  { "LUF", 0, TRUE, NULL },
  { "LVL", 2, TRUE, NULL },   { "LYD", 3, FALSE, NULL }, { "MAD", 2, FALSE, NULL },
  { "MDL", 2, FALSE, "lei" }, { "MGA", 2, FALSE, NULL }, { "MGF", 0, TRUE, NULL },
  { "MKD", 2, FALSE, "ден" }, { "MMK", 2, FALSE, NULL }, { "MNT", 2, FALSE, "₮" },
  { "MOP", 2, FALSE, NULL },  { "MRO", 2, TRUE, NULL },  { "MRU", 2, FALSE, NULL },
  { "MTL", 2, TRUE, NULL },   { "MUR", 2, FALSE, NULL }, { "MVR", 2, FALSE, NULL },
  { "MWK", 2, FALSE, NULL },  { "MXN", 2, FALSE, "$" },  { "MYR", 2, FALSE, "RM" },
  { "MZM", 2, TRUE, NULL },   { "MZN", 2, FALSE, NULL }, { "NAD", 2, FALSE, NULL },
  { "NGN", 2, FALSE, "₦" },   { "NIO", 2, FALSE, NULL }, { "NLG", 2, TRUE, NULL },
  { "NOK", 2, FALSE, "kr" },  { "NPR", 2, FALSE, "Rs" }, { "NZD", 2, FALSE, "$" },
  { "OMR", 3, FALSE, NULL },  { "PAB", 2, FALSE, NULL }, { "PEN", 2, FALSE, "S/" },
  { "PGK", 2, FALSE, NULL },  { "PHP", 2, FALSE, "₱" },  { "PKR", 2, FALSE, "Rs" },
  { "PLN", 2, FALSE, "zł" },  { "PTE", 0, TRUE, NULL },  { "PYG", 0, FALSE, "₲" },
  { "QAR", 2, FALSE, NULL },  { "ROL", 2, TRUE, NULL },  { "RON", 2, FALSE, "lei" },
  { "RSD", 2, FALSE, "дин" }, { "RUB", 2, FALSE, "₽" },  { "RUR", 2, TRUE, NULL },
  { "RWF", 0, FALSE, NULL },  { "SAR", 2, FALSE, NULL }, { "SBD", 2, FALSE, NULL },
  { "SCR", 2, FALSE, NULL },  { "SDD", 2, TRUE, NULL },  { "SDG", 2, FALSE, NULL },
  { "SEK", 2, FALSE, "kr" },  { "SGD", 2, FALSE, "$" },  { "SHP", 2, FALSE, NULL },
  { "SIT", 2, TRUE, NULL },   { "SKK", 2, TRUE, NULL },  { "SLE", 2, FALSE, NULL },
  { "SLL", 2, TRUE, NULL },   { "SOS", 2, FALSE, NULL }, { "SRD", 2, FALSE, NULL },
  { "SRG", 2, TRUE, NULL },   { "SSP", 2, FALSE, NULL }, { "STD", 2, TRUE, NULL },
  { "STN", 2, FALSE, NULL },  { "SVC", 2, FALSE, NULL }, { "SYP", 2, FALSE, NULL },
  { "SZL", 2, FALSE, NULL },  { "THB", 2, FALSE, "฿" },  { "TJS", 2, FALSE, NULL },
  { "TMM", 2, TRUE, NULL },   { "TMT", 2, FALSE, NULL }, { "TND", 3, FALSE, NULL },
  { "TOP", 2, FALSE, NULL },  { "TRL", 0, TRUE, NULL },  { "TRY", 2, FALSE, "₺" },
  { "TTD", 2, FALSE, NULL },  { "TWD", 2, FALSE, "$" },  { "TZS", 2, FALSE, NULL },
  { "UAH", 2, FALSE, "₴" },   { "UGX", 0, FALSE, NULL }, { "USD", 2, FALSE, "$" },
  { "UYI", 0, FALSE, NULL },  { "UYU", 2, FALSE, "$" },  { "UYW", 4, FALSE, NULL },
  { "UZS", 2, FALSE, NULL },  { "VEB", 2, TRUE, NULL },  { "VED", 2, FALSE, NULL },
  { "VEF", 2, TRUE, NULL },   { "VES", 2, FALSE, NULL }, { "VND", 0, FALSE, "₫" },
  { "VUV", 0, FALSE, NULL },  { "WST", 2, FALSE, NULL }, { "XAF", 0, FALSE, NULL },
  { "XCD", 2, FALSE, NULL },  { "XCG", 2, FALSE, NULL }, { "XOF", 0, FALSE, NULL },
  { "XPF", 0, FALSE, NULL },  { "YER", 2, FALSE, NULL }, { "YUM", 2, TRUE, NULL },
  { "ZAR", 2, FALSE, "R" },   { "ZMK", 2, TRUE, NULL },  { "ZMW", 2, FALSE, NULL },
  { "ZWD", 2, TRUE, NULL },   { "ZWG", 2, FALSE, NULL }, { "ZWL", 2, TRUE, NULL },
};

/* What a symbol means where nothing else says which: the currency most traded under it, and the
 * forms that name the country. */
static const struct
{
  const char *symbol;
  const char *code;
} symbol_meanings[] = {
  { "$", "USD" },   { "US$", "USD" }, { "£", "GBP" },   { "¥", "JPY" },   { "￥", "JPY" },
  { "A$", "AUD" },  { "AU$", "AUD" }, { "C$", "CAD" },  { "CA$", "CAD" }, { "HK$", "HKD" },
  { "NZ$", "NZD" }, { "S$", "SGD" },  { "NT$", "TWD" }, { "MX$", "MXN" }, { "CN¥", "CNY" },
  { "JP¥", "JPY" }, { "元", "CNY" },  { "円", "JPY" },  { "Fr", "CHF" },  { "SFr", "CHF" },
};

const KontorCurrency *
kontor_currency_get_all (gsize *count)
{
  *count = G_N_ELEMENTS (currencies);
  return currencies;
}

const KontorCurrency *
kontor_currency_find (const char *code)
{
  gsize low = 0, high = G_N_ELEMENTS (currencies);

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;
      int order = g_ascii_strcasecmp (code, currencies[middle].code);

      if (order == 0)
        return &currencies[middle];
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }
  return NULL;
}

static const KontorCurrency *
find_only_one (const char *symbol)
{
  const KontorCurrency *found = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (currencies); i++)
    {
      if (g_strcmp0 (currencies[i].symbol, symbol) != 0)
        continue;
      if (found != NULL)
        return NULL;
      found = &currencies[i];
    }
  return found;
}

const KontorCurrency *
kontor_currency_find_symbol (const char *symbol, const char *preferred)
{
  const KontorCurrency *wanted = preferred != NULL ? kontor_currency_find (preferred) : NULL;

  if (wanted != NULL && g_strcmp0 (wanted->symbol, symbol) == 0)
    return wanted;
  for (gsize i = 0; i < G_N_ELEMENTS (symbol_meanings); i++)
    if (strcmp (symbol_meanings[i].symbol, symbol) == 0)
      return kontor_currency_find (symbol_meanings[i].code);
  return find_only_one (symbol);
}
