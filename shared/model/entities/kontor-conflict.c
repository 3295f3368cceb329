/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/entities/kontor-entities.h"

#include <glib/gi18n.h>

static const KontorField fields[] = {
  { 1, "subject_entity", KONTOR_TEXT, KONTOR_REQUIRED | KONTOR_HIDDEN, .since = 1,
    .label = N_ ("Kind of record"), .policy = KONTOR_SERVER },
  { 2, "subject", KONTOR_TEXT, KONTOR_REQUIRED | KONTOR_INDEXED | KONTOR_HIDDEN, .since = 1,
    .label = N_ ("Record"), .policy = KONTOR_SERVER },
  { 3, "subject_group", KONTOR_INTEGER, KONTOR_REQUIRED | KONTOR_HIDDEN, .since = 1,
    .label = N_ ("Fields"), .policy = KONTOR_SERVER },
  { 4, "value", KONTOR_LONG_TEXT, KONTOR_HIDDEN, .since = 1, .label = N_ ("Value that lost"),
    .policy = KONTOR_SERVER },
  { 5, "winner", KONTOR_LONG_TEXT, KONTOR_HIDDEN, .since = 1, .label = N_ ("Value that stands"),
    .policy = KONTOR_SERVER },
  { 6, "author", KONTOR_REF, KONTOR_HIDDEN, .since = 1, .label = N_ ("Written by"),
    .target = "member", .policy = KONTOR_SERVER },
  { 7, "written_at", KONTOR_INSTANT, KONTOR_HIDDEN, .since = 1, .label = N_ ("Written"),
    .policy = KONTOR_SERVER },
  { 8, "base", KONTOR_INTEGER, KONTOR_HIDDEN, .since = 1, .label = N_ ("Version it was based on"),
    .policy = KONTOR_SERVER },
  { 9, "winner_author", KONTOR_REF, KONTOR_HIDDEN, .since = 1, .label = N_ ("Won by"),
    .target = "member", .policy = KONTOR_SERVER },
};

/* What lost when two devices changed the same group: kept, shown, and restorable. The server makes
 * them. The values are JSON objects keyed by tag. */
const KontorEntity kontor_entity_conflict = {
  "conflict",
  KONTOR_FIELDS (fields),
  .since = 1,
  .label = N_ ("Conflicts"),
  .label_one = N_ ("Conflict"),
  .icon = "dialog-warning-symbolic",
  .flags = KONTOR_INTERNAL,
};
