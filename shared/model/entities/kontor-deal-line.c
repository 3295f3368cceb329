/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/entities/kontor-entities.h"

#include <glib/gi18n.h>

static const KontorField fields[] = {
  { 1, "deal", KONTOR_REF, KONTOR_REQUIRED | KONTOR_PARENT | KONTOR_INDEXED, .since = 1,
    .label = N_ ("Deal"), .target = "deal" },
  { 2, "product", KONTOR_REF, KONTOR_INDEXED, .since = 1, .label = N_ ("Product"),
    .target = "product", .aliases = KONTOR_ALIASES ("Item", "Product name") },
  { 3, "description", KONTOR_TEXT, KONTOR_TITLE | KONTOR_SEARCH, .since = 1,
    .label = N_ ("Description"), .sample = KONTOR_SAMPLE_PRODUCT },
  { 4, "quantity", KONTOR_DECIMAL, 0, .since = 1, .label = N_ ("Quantity"), .digits = 3,
    .aliases = KONTOR_ALIASES ("Qty") },
  { 5, "price", KONTOR_MONEY, 0, .since = 1, .label = N_ ("Price"), .policy = KONTOR_GUARDED,
    .aliases = KONTOR_ALIASES ("Unit price", "Sales price") },
  { 6, "position", KONTOR_RANK, KONTOR_HIDDEN, .since = 1, .label = N_ ("Place"),
    .policy = KONTOR_ORDER },
};

const KontorEntity kontor_entity_deal_line = {
  "deal_line",
  KONTOR_FIELDS (fields),
  .since = 1,
  .label = N_ ("Deal lines"),
  .label_one = N_ ("Deal line"),
  .icon = "view-list-symbolic",
  .sort = "position",
};
