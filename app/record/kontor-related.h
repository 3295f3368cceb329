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

/* Whether @field of @entity says what a record belongs to: a record of another entity that has its
 * place in the sidebar. */
gboolean kontor_related_belongs (const KontorSchema *schema,
                                 const KontorEntity *entity,
                                 const KontorField *field);
/* Whether a new record of @entity can be about a record of @about. */
gboolean kontor_related_can_refer (const KontorEntity *entity, const KontorEntity *about);
/* Makes new @fields be about @record: they refer to it, and belong to what it belongs to, as a call
 * about a deal is with the deal's contact. What they say already stays. */
void kontor_related_refer (const KontorSchema *schema, KontorFields *fields, KontorRecord *record);

G_END_DECLS
