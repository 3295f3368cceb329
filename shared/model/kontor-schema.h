/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-entity.h"

G_BEGIN_DECLS

/**
 * KontorSchema:
 *
 * The entities a workspace holds. Constant; tests make their own with one entity more.
 */
typedef struct
{
  const KontorEntity *const *entities;
  guint n_entities;
  guint version; /* grows with every field or entity that is added */
} KontorSchema;

/* Kontor's own. */
const KontorSchema *kontor_schema_get_default (void);

const KontorEntity *kontor_schema_find (const KontorSchema *schema, const char *name);
/* The place of @entity, which must be one of it, in the schema. */
guint kontor_schema_index (const KontorSchema *schema, const KontorEntity *entity);

/* Checks what a compiler can't: tags and names unique, targets there, limits kept.
 * KONTOR_ERROR_INVALID names the entity and the field. */
gboolean kontor_schema_check (const KontorSchema *schema, GError **error);

G_END_DECLS
