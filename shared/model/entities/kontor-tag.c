/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/entities/kontor-entities.h"

#include <glib/gi18n.h>

static const KontorChoice colors[] = {
  { "blue", N_ ("Blue") },     { "teal", N_ ("Teal") },
  { "green", N_ ("Green") },   { "yellow", N_ ("Yellow") },
  { "orange", N_ ("Orange") }, { "red", N_ ("Red") },
  { "pink", N_ ("Pink") },     { "purple", N_ ("Purple") },
  { "slate", N_ ("Slate") },   { NULL },
};

static const KontorField fields[] = {
  { 1, "name", KONTOR_TEXT,
    KONTOR_REQUIRED | KONTOR_SEARCH | KONTOR_TITLE | KONTOR_KEY | KONTOR_COLUMN, .since = 1,
    .label = N_ ("Name"), .aliases = KONTOR_ALIASES ("Tag", "Label") },
  { 2, "color", KONTOR_CHOICE, 0, .since = 1, .label = N_ ("Colour"), .choices = colors },
};

const KontorEntity kontor_entity_tag = {
  "tag",
  KONTOR_FIELDS (fields),
  .since = 1,
  .label = N_ ("Tags"),
  .label_one = N_ ("Tag"),
  .icon = "kontor-tag-symbolic",
};
