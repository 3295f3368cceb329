/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-row.h"
#include "store/kontor-store.h"

G_BEGIN_DECLS

/**
 * KontorSearchIndex:
 *
 * Keeps the search tables in step with the rows. During a transaction it notes which records were
 * touched; before the commit it writes each of them anew, once, with the text of what belongs to
 * it. Records in the trash are not found.
 */
typedef struct _KontorSearchIndex KontorSearchIndex;

KontorSearchIndex *kontor_search_index_new (KontorDatabase *database, const KontorSchema *schema);
void kontor_search_index_free (KontorSearchIndex *self);

/* Notes a change of @row: of the record itself, or of what it belongs to. @before is the row's
 * fields as they were (NULL for a new one), since what it belonged to changes as well. */
void kontor_search_index_note (KontorSearchIndex *self,
                               const KontorRow *row,
                               const KontorFields *before);
/* Takes a row that is about to be deleted out at once. */
gboolean kontor_search_index_remove (KontorSearchIndex *self,
                                     const KontorEntity *entity,
                                     gint64 rowid,
                                     GError **error);
/* Writes what was noted. Records without a name, which may be called something else now, are added to
 * @changes. */
gboolean
kontor_search_index_flush (KontorSearchIndex *self, KontorChangeSet *changes, GError **error);
/* What left a search table along with many others is still in the file: a step of taking it out, a
 * short transaction of its own. @done says whether there is nothing left to do. */
gboolean kontor_search_index_merge (KontorSearchIndex *self, gboolean *done, GError **error);
/* Forgets it: the transaction was rolled back. */
void kontor_search_index_forget (KontorSearchIndex *self);

/* Writes the whole search table of @entity anew. */
gboolean
kontor_search_index_rebuild (KontorSearchIndex *self, const KontorEntity *entity, GError **error);

/* The words a phone number is found by: its digits, and every end of them from four digits on, so
 * that it is found with and without its country code and by its last digits. */
void kontor_search_append_phone (GString *text, const char *phone);

G_END_DECLS
