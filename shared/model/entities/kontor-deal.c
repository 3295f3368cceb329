/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/entities/kontor-entities.h"

#include <glib/gi18n.h>

static const KontorField fields[] = {
  { 1, "title", KONTOR_TEXT, KONTOR_REQUIRED | KONTOR_SEARCH | KONTOR_TITLE | KONTOR_COLUMN,
    .since = 1, .label = N_ ("Title"), .sample = KONTOR_SAMPLE_SUBJECT,
    .aliases
    = KONTOR_ALIASES ("Deal name", "Deal title", "Opportunity name", "Opportunity", "Name") },
  { 2, "company", KONTOR_REF, KONTOR_INDEXED | KONTOR_COLUMN, .since = 1, .label = N_ ("Company"),
    .target = "company",
    .aliases = KONTOR_ALIASES ("Account", "Account name", "Organization", "Associated company") },
  { 3, "contact", KONTOR_REF, KONTOR_INDEXED, .since = 1, .label = N_ ("Contact"),
    .target = "contact",
    .aliases
    = KONTOR_ALIASES ("Contact person", "Primary contact", "Associated contact", "Person") },
  { 4, "stage", KONTOR_REF, KONTOR_REQUIRED | KONTOR_INDEXED | KONTOR_COLUMN, .since = 1,
    .label = N_ ("Stage"), .target = "stage", .group = "stage", .policy = KONTOR_ORDER,
    .guarded_while = "stage.kind != open",
    .aliases = KONTOR_ALIASES ("Deal stage", "Sales stage") },
  { 5, "rank", KONTOR_RANK, KONTOR_HIDDEN, .since = 1, .label = N_ ("Place"), .group = "stage" },
  { 6, "value", KONTOR_MONEY, KONTOR_INDEXED | KONTOR_COLUMN, .since = 1, .label = N_ ("Value"),
    .policy = KONTOR_GUARDED,
    .aliases = KONTOR_ALIASES ("Amount", "Close value", "Deal value", "Expected revenue") },
  { 7, "owner", KONTOR_REF, KONTOR_INDEXED | KONTOR_COLUMN, .since = 1, .label = N_ ("Owner"),
    .target = "member", .policy = KONTOR_GUARDED,
    .aliases = KONTOR_ALIASES ("Sales agent",
                               "Deal owner",
                               "Opportunity owner",
                               "Salesperson",
                               "Assigned user",
                               "Assigned to") },
  { 8, "opened_on", KONTOR_DATE, 0, .since = 1, .label = N_ ("Opened on"),
    .aliases = KONTOR_ALIASES ("Engage date", "Create date", "Created date", "Deal created") },
  { 9, "expected_on", KONTOR_DATE, KONTOR_COLUMN, .since = 1, .label = N_ ("Expected on"),
    .aliases = KONTOR_ALIASES ("Expected close date") },
  { 10, "closed_on", KONTOR_DATE, KONTOR_COLUMN | KONTOR_LATER, .since = 1,
    .label = N_ ("Closed on"),
    .aliases = KONTOR_ALIASES ("Close date", "Closed date", "Won time") },
  { 11, "lost_reason", KONTOR_TEXT, 0, .since = 1, .label = N_ ("Lost because"),
    .sample = KONTOR_SAMPLE_REASON,
    .aliases = KONTOR_ALIASES ("Lost reason", "Closed lost reason") },
  { 12, "description", KONTOR_LONG_TEXT, KONTOR_SEARCH, .since = 1, .label = N_ ("About"),
    .policy = KONTOR_TEXT3, .aliases = KONTOR_ALIASES ("Description", "Deal description") },
};

/* The stage says the pipeline too, so that the two can't contradict each other. */
const KontorEntity kontor_entity_deal = {
  "deal",
  KONTOR_FIELDS (fields),
  .since = 1,
  .label = N_ ("Deals"),
  .label_one = N_ ("Deal"),
  .icon = "kontor-deal-symbolic",
};
