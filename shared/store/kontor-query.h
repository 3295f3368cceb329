/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-query-parser.h"
#include "store/kontor-store.h"

G_BEGIN_DECLS

/**
 * KontorQuery:
 *
 * Which records of one entity, in which order: what a list, a saved view, a board column or
 * `kontorctl list` asks for. It knows no store until it is run.
 *
 * A query is made and set up on one thread; from then on it is shared by reference, on any thread,
 * and not changed any more: to ask something else, change a copy.
 */
typedef struct _KontorQuery KontorQuery;

#define KONTOR_TYPE_QUERY (kontor_query_get_type ())
GType kontor_query_get_type (void);

/* All live records of @entity, in the entity's own order. */
KontorQuery *kontor_query_new (const KontorSchema *schema, const KontorEntity *entity);
KontorQuery *kontor_query_copy (const KontorQuery *self);
KontorQuery *kontor_query_ref (KontorQuery *self);
void kontor_query_unref (KontorQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorQuery, kontor_query_unref)

const KontorEntity *kontor_query_get_entity (const KontorQuery *self);
const KontorSchema *kontor_query_get_schema (const KontorQuery *self);

/**
 * kontor_query_set_where:
 * @text: (nullable): a condition in the language of kontor-query-parser.h; NULL or blank: none
 *
 * Replaces the condition. KONTOR_ERROR_INVALID or LIMIT, with the place and what was expected in
 * the message; the condition stays as it was, and kontor_query_parse() says it to programs.
 */
gboolean kontor_query_set_where (KontorQuery *self, const char *text, GError **error);
/* Narrows it: what was asked for before must hold too. */
gboolean kontor_query_add_where (KontorQuery *self, const char *text, GError **error);
/* The conditions as they were given, joined by "and"; NULL where there are none. */
const char *kontor_query_get_where (const KontorQuery *self);

/* Only what full-text search finds for @text, as people type it; NULL or blank: no search. */
void kontor_query_set_search (KontorQuery *self, const char *text);
const char *kontor_query_get_search (const KontorQuery *self);

/**
 * kontor_query_set_sort:
 * @text: (nullable): fields, or paths over references, separated by commas, with "-" before what
 *   descends: "-value, company.name"; "title" is the record's title. NULL: the entity's own order
 *
 * References sort by what they point to, what belongs to a record ("email" of a contact) by the first, choices in the order of their table, money by currency,
 * the workspace's own first. What has no value comes last either way, and every order is total.
 */
gboolean kontor_query_set_sort (KontorQuery *self, const char *text, GError **error);
const char *kontor_query_get_sort (const KontorQuery *self);

/* Only the records with these ids (KontorId), or all but them; @ids NULL: whichever. */
void kontor_query_set_ids (KontorQuery *self, GArray *ids, gboolean except);

/* At most this many; 0: all. Counts and sums are of all. */
void kontor_query_set_limit (KontorQuery *self, guint limit);
guint kontor_query_get_limit (const KontorQuery *self);

/* TRUE: what lies in the trash instead of what lives. */
void kontor_query_set_trash (KontorQuery *self, gboolean trash);
gboolean kontor_query_get_trash (const KontorQuery *self);

/* The zone in which "today" is taken and dates are compared with instants; NULL: this machine's. */
void kontor_query_set_zone (KontorQuery *self, GTimeZone *zone);

gboolean kontor_query_equal (const KontorQuery *a, const KontorQuery *b);

/**
 * kontor_query_is_affected:
 *
 * Whether @changes may have changed which records the query finds, or their order. FALSE means that
 * what it found before still stands, though records in it may show something else.
 */
gboolean kontor_query_is_affected (const KontorQuery *self, const KontorChangeSet *changes);

/* Called for each row in order; FALSE ends the run, which is no error. */
typedef gboolean (*KontorQueryFunc) (gint64 rowid, gpointer user_data);

gboolean kontor_query_each (const KontorQuery *self,
                            KontorStore *store,
                            KontorQueryFunc func,
                            gpointer user_data,
                            GError **error);

/* Appends the rowids, in order, to @rowids (of gint64). */
gboolean
kontor_query_collect (const KontorQuery *self, KontorStore *store, GArray *rowids, GError **error);

/* How many there are, whatever the limit; -1 on an error. */
gint64 kontor_query_count (const KontorQuery *self, KontorStore *store, GError **error);

/* Whether one row is among them, whatever the limit. FALSE on an error too, with @error set. */
gboolean kontor_query_matches_row (const KontorQuery *self,
                                   KontorStore *store,
                                   gint64 rowid,
                                   GError **error);

/* Records with one value of the field that was grouped by. */
typedef struct
{
  KontorValue value; /* KONTOR_NONE for those that have none */
  gint64 count;
  GArray *sums;       /* of KontorMoney, one for each currency, by its code */
  gboolean too_large; /* a sum did not fit and is left out */
} KontorQueryGroup;

void kontor_query_group_free (KontorQueryGroup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorQueryGroup, kontor_query_group_free)

/**
 * kontor_query_sum:
 * @group_field: (nullable): a field of the entity; NULL: all in one group
 * @money_field: (nullable): a money field of the entity; NULL: just count
 *
 * Counts and sums by group, for the heads of a board. Amounts of different currencies are never
 * added up.
 *
 * Returns: (nullable): KontorQueryGroup, only those with records, in no certain order.
 */
GPtrArray *kontor_query_sum (const KontorQuery *self,
                             KontorStore *store,
                             const char *group_field,
                             const char *money_field,
                             GError **error);

G_END_DECLS
