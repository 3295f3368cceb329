/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/entities/kontor-entities.h"

#include <glib/gi18n.h>

static const KontorField fields[] = {
  { 1, "name", KONTOR_TEXT,
    KONTOR_REQUIRED | KONTOR_SEARCH | KONTOR_TITLE | KONTOR_KEY | KONTOR_COLUMN, .since = 1,
    .label = N_ ("Name"), .sample = KONTOR_SAMPLE_CITY, .aliases = KONTOR_ALIASES ("Team") },
  { 2, "lead", KONTOR_REF, KONTOR_COLUMN, .since = 1, .label = N_ ("Led by"), .target = "member",
    .aliases = KONTOR_ALIASES ("Manager", "Team lead") },
};

const KontorEntity kontor_entity_team = {
  "team",
  KONTOR_FIELDS (fields),
  .since = 1,
  .label = N_ ("Teams"),
  .label_one = N_ ("Team"),
  .icon = "system-users-symbolic",
};
