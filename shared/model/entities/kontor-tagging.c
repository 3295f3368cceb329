/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/entities/kontor-entities.h"

#include <glib/gi18n.h>

static const KontorField fields[] = {
  { 1, "tag", KONTOR_REF, KONTOR_REQUIRED | KONTOR_INDEXED, .since = 1, .label = N_ ("Tag"),
    .target = "tag" },
  { 2, "contact", KONTOR_REF, KONTOR_PARENT | KONTOR_INDEXED, .since = 1, .label = N_ ("Contact"),
    .target = "contact" },
  { 3, "company", KONTOR_REF, KONTOR_PARENT | KONTOR_INDEXED, .since = 1, .label = N_ ("Company"),
    .target = "company" },
  { 4, "deal", KONTOR_REF, KONTOR_PARENT | KONTOR_INDEXED, .since = 1, .label = N_ ("Deal"),
    .target = "deal" },
};

const KontorEntity kontor_entity_tagging = {
  "tagging",
  KONTOR_FIELDS (fields),
  .since = 1,
  .label = N_ ("Taggings"),
  .label_one = N_ ("Tagging"),
  .icon = "kontor-tag-symbolic",
  .flags = KONTOR_LINK,
};
