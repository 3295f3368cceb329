/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/entities/kontor-entities.h"

#include <glib/gi18n.h>

static const KontorField fields[] = {
  { 1, "contact", KONTOR_REF, KONTOR_INDEXED, .since = 2, .label = N_ ("Contact"),
    .target = "contact" },
  { 2, "other_contact", KONTOR_REF, KONTOR_INDEXED, .since = 2, .label = N_ ("Other contact"),
    .target = "contact" },
  { 3, "company", KONTOR_REF, KONTOR_INDEXED, .since = 2, .label = N_ ("Company"),
    .target = "company" },
  { 4, "other_company", KONTOR_REF, KONTOR_INDEXED, .since = 2, .label = N_ ("Other company"),
    .target = "company" },
};

/* Two records that look alike and are not the same: somebody said so. The one with the lesser id comes
 * first, so that the same is said by the same record. */
const KontorEntity kontor_entity_separation = {
  "separation",
  KONTOR_FIELDS (fields),
  .since = 2,
  .label = N_ ("Kept separate"),
  .label_one = N_ ("Kept separate"),
  .icon = "list-remove-symbolic",
  .flags = KONTOR_LINK,
};
