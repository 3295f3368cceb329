/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/kontor-column-guess.h"
#include "model/kontor-schema.h"

G_BEGIN_DECLS

typedef enum
{
  KONTOR_OWN_ID,
  KONTOR_OWN_FIELD,
  KONTOR_OWN_WHOLE, /* of a reference to a step: what that step is part of */
  KONTOR_OWN_PART,  /* a field of the @number-th part of one kind */
  KONTOR_OWN_TAGS,  /* names of tags, one a line */
} KontorOwnKind;

/* A column of the files we export. */
typedef struct
{
  char *name;
  KontorOwnKind kind;
  guint field;      /* of the entity, or of the part */
  const char *part; /* the key of the part's kind, such as "email" */
  guint number;     /* from 0 */
} KontorOwnColumn;

/**
 * KontorOwnColumns:
 *
 * What a list of an entity looks like as comma-separated values: id, fields by their names,
 * references by title, and flat beside them what belongs to a record: `email`, `email_label`,
 * `email_2` …, `street`, `city` … and `tags`. Follows from the tables, for writing and for reading
 * back.
 */
typedef struct
{
  const KontorEntity *entity;
  const KontorEntity *part; /* what belongs to it and has kinds; NULL: nothing */
  guint part_parent;        /* the part's reference to it */
  const KontorEntity *link; /* what joins it with tags, or NULL */
  guint link_parent;
  guint link_tag;
  GPtrArray *columns; /* of KontorOwnColumn */
} KontorOwnColumns;

/* @n_parts: for each kind of part, in the order of its choices, how many of it a record has at most;
 * may be NULL for one of each. */
KontorOwnColumns *kontor_own_columns_new (const KontorSchema *schema,
                                          const KontorEntity *entity,
                                          const guint *n_parts);
void kontor_own_columns_free (KontorOwnColumns *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorOwnColumns, kontor_own_columns_free)

/* The choices of the part's kind, ended by { NULL }; NULL where there is no part. */
const KontorChoice *kontor_own_columns_get_kinds (const KontorOwnColumns *self);

/* The columns of a file that was exported from Kontor, recognised by their names: the first of
 * them is "id", and all are ours. NULL for any other file. */
KontorOwnColumns *kontor_own_columns_recognise (const KontorSchema *schema,
                                                const char *const *header);
const KontorOwnColumn *kontor_own_columns_find (const KontorOwnColumns *self, const char *name);

/* What such a file holds, exactly. */
KontorTableGuess *kontor_own_columns_make_guess (const KontorOwnColumns *self,
                                                 const char *const *header);

G_END_DECLS
