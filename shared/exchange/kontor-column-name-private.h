/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-entity.h"

G_BEGIN_DECLS

/* The name of a column, or of a field, as words to compare: folded, camel case taken apart, without
 * punctuation: `E-mail 1 - Value` is e, mail, 1, value. */
GPtrArray *kontor_column_name_split (const char *name);

/* The words from … to without anything between them: what names are compared by. */
char *kontor_column_name_join (GPtrArray *words, guint from, guint to);

/**
 * KontorColumnLabel:
 *
 * What a column's name says beside its field, as those of contact points do: `Business Phone 2`.
 */
typedef struct
{
  char *label;  /* work, home, mobile, work fax …, or NULL */
  guint number; /* 0: none */
  gboolean ends_with_number;
  gboolean is_phone; /* says phone by itself: `Mobile`, `Fax` */
  gboolean is_label; /* the column holds the label, not the value: `Phone 1 - Type` */
  char *rest;        /* what is left, joined */
} KontorColumnLabel;

void kontor_column_label_read (GPtrArray *words, KontorColumnLabel *label);
void kontor_column_label_clear (KontorColumnLabel *label);

/**
 * KontorColumnNames:
 *
 * The names of fields and entities, joined, each of them once: every column of every file is compared
 * with all of them. They are constants, and kept for each thread that has asked for them.
 */
typedef struct _KontorColumnNames KontorColumnNames;

/* Those of this thread; they are lent. */
KontorColumnNames *kontor_column_names_get (void);

/* Whether @joined is the field's name, its label or (then @is_alias) one of its aliases. */
gboolean kontor_column_name_is_field (KontorColumnNames *names,
                                      const char *joined,
                                      const KontorField *field,
                                      gboolean *is_alias);

/* Whether @joined is what records of @entity are called in a word: its name, its label, or a
 * one-word alias of its title or of a reference to it. */
gboolean kontor_column_name_is_entity (KontorColumnNames *names,
                                       const char *joined,
                                       const KontorEntity *entity,
                                       const KontorEntity *const *entities,
                                       guint n_entities);

G_END_DECLS
