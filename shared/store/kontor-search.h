/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-store.h"

G_BEGIN_DECLS

/* As many hits of one entity as are ever looked at. */
#define KONTOR_SEARCH_MAX_HITS 500

/* A part of a text, in bytes. */
typedef struct
{
  guint start;
  guint length;
} KontorSpan;

/* One record that was found. */
typedef struct
{
  const KontorEntity *entity;
  gint64 rowid;
  KontorId id;
  char *title;
  GArray *title_spans; /* of KontorSpan: what matched in the title */
  /* Where else it matched: the field (its label says what it is), a piece of its text, and what
   * matched in that. NULL where the title says it all. */
  const KontorField *field;
  char *fragment;
  GArray *fragment_spans;
} KontorSearchHit;

void kontor_search_hit_free (KontorSearchHit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorSearchHit, kontor_search_hit_free)

/* What was found of one entity. */
typedef struct
{
  const KontorEntity *entity;
  GPtrArray *hits;  /* KontorSearchHit, the best first */
  gboolean more;    /* there are more than these */
  gboolean guessed; /* nothing has these words: these have words spelt like them */
} KontorSearchGroup;

void kontor_search_group_free (KontorSearchGroup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorSearchGroup, kontor_search_group_free)

/**
 * kontor_search_run:
 * @text: whatever was typed; nothing in it is an error
 * @limit: hits for each entity, at most %KONTOR_SEARCH_MAX_HITS
 *
 * Live records that have all the words of @text, each as the beginning of a word, without case and
 * accents. Digits that follow each other, with the punctuation of phone numbers, count as one
 * number too. Titles that begin with the text come first; then of the newest that have the words
 * those that have them in their title, and then the others. Takes some milliseconds at a million
 * records, whatever is typed.
 *
 * Returns: (nullable): KontorSearchGroup, in the order of the schema, only where something was
 *   found; empty for a text without letters and digits. NULL on an error of the file.
 */
GPtrArray *kontor_search_run (KontorStore *store, const char *text, guint limit, GError **error);

/* The same for one entity; NULL without an error where nothing is found. */
KontorSearchGroup *kontor_search_run_entity (KontorStore *store,
                                             const KontorEntity *entity,
                                             const char *text,
                                             guint limit,
                                             GError **error);

G_END_DECLS
