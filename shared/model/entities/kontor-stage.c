/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/entities/kontor-entities.h"

#include <glib/gi18n.h>

static const KontorChoice kinds[] = {
  { "open", N_ ("Open") },
  { "won", N_ ("Won") },
  { "lost", N_ ("Lost") },
  { NULL },
};

static const KontorField fields[] = {
  { 1, "pipeline", KONTOR_REF, KONTOR_REQUIRED | KONTOR_PARENT | KONTOR_INDEXED, .since = 1,
    .label = N_ ("Pipeline"), .target = "pipeline" },
  { 2, "name", KONTOR_TEXT, KONTOR_REQUIRED | KONTOR_TITLE | KONTOR_KEY | KONTOR_COLUMN, .since = 1,
    .label = N_ ("Name"), .aliases = KONTOR_ALIASES ("Stage") },
  { 3, "position", KONTOR_RANK, KONTOR_HIDDEN, .since = 1, .label = N_ ("Place"),
    .policy = KONTOR_ORDER },
  { 4, "kind", KONTOR_CHOICE, KONTOR_REQUIRED | KONTOR_COLUMN, .since = 1, .label = N_ ("Means"),
    .choices = kinds },
  { 5, "probability", KONTOR_INTEGER, KONTOR_COLUMN, .since = 1,
    .label = N_ ("Probability in percent"), .sample = KONTOR_SAMPLE_PERCENT },
  { 6, "rots_after", KONTOR_INTEGER, 0, .since = 1, .label = N_ ("Gone quiet after days") },
};

const KontorEntity kontor_entity_stage = {
  "stage",
  KONTOR_FIELDS (fields),
  .since = 1,
  .label = N_ ("Stages"),
  .label_one = N_ ("Stage"),
  .icon = "kontor-deal-symbolic",
  .sort = "position",
};
