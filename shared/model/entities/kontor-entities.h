/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-schema.h"

G_BEGIN_DECLS

/* One line for each entity: the other line it needs is in kontor-entities.c. */
extern const KontorEntity kontor_entity_member;
extern const KontorEntity kontor_entity_team;
extern const KontorEntity kontor_entity_company;
extern const KontorEntity kontor_entity_contact;
extern const KontorEntity kontor_entity_contact_point;
extern const KontorEntity kontor_entity_role;
extern const KontorEntity kontor_entity_tag;
extern const KontorEntity kontor_entity_tagging;
extern const KontorEntity kontor_entity_pipeline;
extern const KontorEntity kontor_entity_stage;
extern const KontorEntity kontor_entity_product;
extern const KontorEntity kontor_entity_deal;
extern const KontorEntity kontor_entity_deal_line;
extern const KontorEntity kontor_entity_activity;
extern const KontorEntity kontor_entity_task;
extern const KontorEntity kontor_entity_conflict;
extern const KontorEntity kontor_entity_separation;

/* What a record has that can be merged into another of its kind, as three fields from @first_tag on:
 * into which one, what was carried over to that, so that it can be split off again, and, of one that
 * others were merged into, how many. They are one group, and both records of a merge change theirs: of
 * two merges of one record that know nothing of each other, the second is refused. */
#define KONTOR_MERGE_FIELDS(first_tag, entity_name)                                                \
  { first_tag,                                                                                     \
    "merged_into",                                                                                 \
    KONTOR_REF,                                                                                    \
    KONTOR_HIDDEN | KONTOR_INDEXED | KONTOR_ALIAS,                                                 \
    .since = 2,                                                                                    \
    .label = N_ ("Merged into"),                                                                   \
    .target = entity_name,                                                                         \
    .group = "merge",                                                                              \
    .policy = KONTOR_GUARDED },                                                                    \
      { first_tag + 1,   "carried_over", KONTOR_LONG_TEXT,                                         \
        KONTOR_HIDDEN,   .since = 2,     .label = N_ ("Carried over"),                             \
        .group = "merge" },                                                                        \
      { first_tag + 2,   "merges",   KONTOR_INTEGER,                                               \
        KONTOR_HIDDEN,   .since = 2, .label = N_ ("Merged records"),                               \
        .group = "merge" }

extern const KontorSchema kontor_default_schema;

G_END_DECLS
