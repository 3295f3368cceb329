/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-query.h"

G_BEGIN_DECLS

/* One way in which records of another entity are about a record: contacts by their company. */
typedef struct
{
  const KontorEntity *entity;
  guint field; /* the reference, by index in @entity */
} KontorRelation;

/* What a page of @entity shows as related, read from the tables: entities with pages of their own
 * that refer to it, in the order of the schema. Activities are the story, not a card. Array of KontorRelation; free it. */
GArray *kontor_related_list (const KontorSchema *schema, const KontorEntity *entity);

/* The records of @entity whose reference @field is @record. */
KontorQuery *kontor_related_make_query (const KontorSchema *schema,
                                        const KontorEntity *entity,
                                        const char *field,
                                        KontorRecord *record);

G_END_DECLS
