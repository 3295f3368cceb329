/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/entities/kontor-entities.h"

#include <glib/gi18n.h>

static const KontorField fields[] = {
  { 1, "name", KONTOR_TEXT,
    KONTOR_REQUIRED | KONTOR_SEARCH | KONTOR_TITLE | KONTOR_KEY | KONTOR_COLUMN, .since = 1,
    .label = N_ ("Name"), .sample = KONTOR_SAMPLE_PRODUCT,
    .aliases = KONTOR_ALIASES ("Product", "Product name", "Item") },
  { 2, "code", KONTOR_TEXT, KONTOR_SEARCH | KONTOR_KEY | KONTOR_INDEXED | KONTOR_COLUMN, .since = 1,
    .label = N_ ("Code"), .aliases = KONTOR_ALIASES ("SKU", "Product code", "Article number") },
  { 3, "series", KONTOR_TEXT, KONTOR_SEARCH | KONTOR_COLUMN, .since = 1, .label = N_ ("Series"),
    .sample = KONTOR_SAMPLE_SERIES,
    .aliases = KONTOR_ALIASES ("Family", "Product family", "Category") },
  { 4, "price", KONTOR_MONEY, KONTOR_COLUMN, .since = 1, .label = N_ ("Price"),
    .policy = KONTOR_GUARDED,
    .aliases = KONTOR_ALIASES ("Sales price", "Unit price", "List price") },
  { 5, "description", KONTOR_LONG_TEXT, KONTOR_SEARCH, .since = 1, .label = N_ ("About"),
    .policy = KONTOR_TEXT3, .aliases = KONTOR_ALIASES ("Description") },
};

const KontorEntity kontor_entity_product = {
  "product",
  KONTOR_FIELDS (fields),
  .since = 1,
  .label = N_ ("Products"),
  .label_one = N_ ("Product"),
  .icon = "package-x-generic-symbolic",
};
