/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-query-parser.h"

G_BEGIN_DECLS

/* The path has led to records (contact_point), and not yet to a field of theirs. */
#define KONTOR_EXPR_RECORDS (-3)

/**
 * KontorQueryPath:
 *
 * Where a dotted name leads: over references and to the records that refer here, and then to a
 * field. @entity has @field (an index, or KONTOR_EXPR_TITLE, ID or RECORDS).
 */
typedef struct
{
  const KontorSchema *schema;
  const KontorEntity *entity;
  int field;
  guint n_names;
  GPtrArray *steps; /* KontorExpr without parts, TARGET and CHILD, from the outside in */
} KontorQueryPath;

void kontor_query_path_init (KontorQueryPath *self,
                             const KontorSchema *schema,
                             const KontorEntity *entity);
void kontor_query_path_clear (KontorQueryPath *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KontorQueryPath, kontor_query_path_clear)

/* Takes the next name; what is wrong with it is returned and, for people who write conditions, put
 * in words into @why. */
KontorQueryFault kontor_query_path_step (KontorQueryPath *self, const char *name, char **why);

/* The field, or NULL where it is none of the entity's own. */
const KontorField *kontor_query_path_get_field (const KontorQueryPath *self);

/* @leaf, a condition on the entity the path leads to, as one on where it starts. Takes @leaf. */
KontorExpr *kontor_query_path_wrap (const KontorQueryPath *self, KontorExpr *leaf);
/* That there is a value at its end. */
KontorExpr *kontor_query_path_exists (const KontorQueryPath *self);

G_END_DECLS
