/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/entities/kontor-entities.h"

#include <glib/gi18n.h>

static const KontorChoice kinds[] = {
  { "note", N_ ("Note") },
  { "call", N_ ("Call") },
  { "meeting", N_ ("Meeting") },
  { "mail", N_ ("Mail") },
  { NULL },
};

static const KontorField fields[] = {
  { 1, "kind", KONTOR_CHOICE, KONTOR_REQUIRED | KONTOR_COLUMN, .since = 1, .label = N_ ("Kind"),
    .choices = kinds },
  { 2, "subject", KONTOR_TEXT, KONTOR_SEARCH | KONTOR_TITLE | KONTOR_COLUMN, .since = 1,
    .label = N_ ("Subject"), .sample = KONTOR_SAMPLE_SUBJECT },
  { 3, "body", KONTOR_LONG_TEXT, KONTOR_SEARCH, .since = 1, .label = N_ ("Text"),
    .policy = KONTOR_TEXT3 },
  { 4, "at", KONTOR_INSTANT, KONTOR_REQUIRED | KONTOR_INDEXED | KONTOR_COLUMN, .since = 1,
    .label = N_ ("When") },
  { 5, "minutes", KONTOR_INTEGER, 0, .since = 1, .label = N_ ("Minutes"),
    .sample = KONTOR_SAMPLE_MINUTES },
  { 6, "contact", KONTOR_REF, KONTOR_INDEXED | KONTOR_COLUMN, .since = 1, .label = N_ ("Contact"),
    .target = "contact" },
  { 7, "company", KONTOR_REF, KONTOR_INDEXED, .since = 1, .label = N_ ("Company"),
    .target = "company" },
  { 8, "deal", KONTOR_REF, KONTOR_INDEXED, .since = 1, .label = N_ ("Deal"), .target = "deal" },
  { 9, "author", KONTOR_REF, KONTOR_COLUMN, .since = 1, .label = N_ ("By"), .target = "member" },
};

/* What happened: it is written down once it has. What is still to do is a task. */
const KontorEntity kontor_entity_activity = {
  "activity",
  KONTOR_FIELDS (fields),
  .since = 1,
  .label = N_ ("Activities"),
  .label_one = N_ ("Activity"),
  .icon = "document-open-recent-symbolic",
  .sort = "at",
};
