/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/entities/kontor-entities.h"

#include <glib/gi18n.h>

static const KontorField fields[] = {
  { 1, "name", KONTOR_TEXT,
    KONTOR_REQUIRED | KONTOR_SEARCH | KONTOR_TITLE | KONTOR_KEY | KONTOR_COLUMN, .since = 1,
    .label = N_ ("Name"), .sample = KONTOR_SAMPLE_FULL_NAME,
    .aliases = KONTOR_ALIASES ("Full name", "Agent", "Sales agent", "User") },
  { 2, "email", KONTOR_EMAIL, KONTOR_SEARCH | KONTOR_KEY | KONTOR_INDEXED | KONTOR_COLUMN,
    .since = 1, .label = N_ ("Email"),
    .aliases = KONTOR_ALIASES ("E-mail", "Email address", "Mail") },
  { 3, "phone", KONTOR_PHONE, KONTOR_SEARCH, .since = 1, .label = N_ ("Phone") },
  { 4, "team", KONTOR_REF, KONTOR_INDEXED | KONTOR_COLUMN, .since = 1, .label = N_ ("Team"),
    .target = "team" },
  { 5, "office", KONTOR_TEXT, KONTOR_COLUMN, .since = 1, .label = N_ ("Office"),
    .sample = KONTOR_SAMPLE_CITY,
    .aliases = KONTOR_ALIASES ("Regional office", "Region", "Location") },
  { 6, "job_title", KONTOR_TEXT, 0, .since = 1, .label = N_ ("Job title"),
    .sample = KONTOR_SAMPLE_JOB_TITLE, .aliases = KONTOR_ALIASES ("Title", "Position") },
};

/* A person who can own records and be given work. Who may sign in is an account, on the server. */
const KontorEntity kontor_entity_member = {
  "member",
  KONTOR_FIELDS (fields),
  .since = 1,
  .label = N_ ("Members"),
  .label_one = N_ ("Member"),
  .icon = "system-users-symbolic",
};
