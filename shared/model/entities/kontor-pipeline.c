/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/entities/kontor-entities.h"

#include <glib/gi18n.h>

static const KontorField fields[] = {
  { 1, "name", KONTOR_TEXT, KONTOR_REQUIRED | KONTOR_TITLE | KONTOR_KEY | KONTOR_COLUMN, .since = 1,
    .label = N_ ("Name"), .aliases = KONTOR_ALIASES ("Pipeline") },
  { 2, "position", KONTOR_RANK, KONTOR_HIDDEN, .since = 1, .label = N_ ("Place"),
    .policy = KONTOR_ORDER },
};

const KontorEntity kontor_entity_pipeline = {
  "pipeline",
  KONTOR_FIELDS (fields),
  .since = 1,
  .label = N_ ("Pipelines"),
  .label_one = N_ ("Pipeline"),
  .icon = "kontor-deal-symbolic",
  .sort = "position",
};
