/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/entities/kontor-entities.h"

#include <glib/gi18n.h>

static const KontorField fields[] = {
  { 1, "contact", KONTOR_REF, KONTOR_REQUIRED | KONTOR_PARENT | KONTOR_INDEXED, .since = 1,
    .label = N_ ("Contact"), .target = "contact" },
  { 2, "company", KONTOR_REF, KONTOR_REQUIRED | KONTOR_INDEXED, .since = 1, .label = N_ ("Company"),
    .target = "company" },
  { 3, "title", KONTOR_TEXT, KONTOR_SEARCH | KONTOR_TITLE, .since = 1, .label = N_ ("Role"),
    .sample = KONTOR_SAMPLE_JOB_TITLE },
  { 4, "began", KONTOR_DATE, 0, .since = 1, .label = N_ ("Since") },
  { 5, "ended", KONTOR_DATE, 0, .since = 1, .label = N_ ("Until") },
};

/* What a person is at a company beside the main one, which stands in the contact itself. */
const KontorEntity kontor_entity_role = {
  "role",
  KONTOR_FIELDS (fields),
  .since = 1,
  .label = N_ ("Roles"),
  .label_one = N_ ("Role"),
  .icon = "kontor-company-symbolic",
};
