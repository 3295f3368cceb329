/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-journal.h"
#include "store/kontor-store-private.h"

G_BEGIN_DECLS

/* One line of journal_op. */
typedef struct
{
  gint64 op;
  gint64 entry;
  const KontorEntity *entity; /* NULL for one this Kontor does not know */
  KontorId id;
  int kind;
  guint64 mask;
  char *payload;
  int state;
  guint group;
} KontorOp;

#define KONTOR_OP_COLUMNS "op, entry, entity, id, kind, mask, payload, state, grp"

/* From the current row of a SELECT of KONTOR_OP_COLUMNS. */
void kontor_op_read (KontorStatement *statement, KontorStore *store, KontorOp *op);

/* All rows of such a SELECT as KontorOp, in its order. NULL on error. */
GArray *kontor_op_read_all (KontorStatement *statement, KontorStore *store, GError **error);
void kontor_op_clear (KontorOp *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KontorOp, kontor_op_clear)

/* The newest operation that touched the same groups of the same record after @op, of another entry
 * than @except, which is 0 for none; its entry, 0 where there is none, -1 with an error. An insert touches all; a field that this
 * Kontor does not know is a group of its own, which the mask says nothing of. */
gint64
kontor_journal_find_later (KontorStore *store, const KontorOp *op, gint64 except, GError **error);

/* Reads all operations of @entry into KontorOp, oldest first. NULL on error. */
GArray *
kontor_journal_read_ops (KontorStore *store, gint64 entry, guint skip, guint limit, GError **error);

/* Adds to @findings where the history of a field is no chain: each operation finds what the one
 * before it has left, and the record is as the last one left it. FALSE on error. */
gboolean kontor_journal_check_chains (KontorStore *store, GPtrArray *findings, GError **error);

/* A record. */
typedef struct
{
  const KontorEntity *entity; /* NULL for one this Kontor does not know */
  KontorId id;
} KontorPlace;

/* The records that entries other than @except have touched with operation @from and after, at most
 * @limit. KontorPlace; NULL on error. */
GArray *kontor_journal_list_touched (KontorStore *store,
                                     gint64 from,
                                     gint64 except,
                                     guint limit,
                                     GError **error);
/* Whether @entry has made the record with @id, or, unless @made, has touched it. FALSE on error. */
gboolean kontor_journal_find_of_entry (KontorStore *store,
                                       gint64 entry,
                                       const KontorId *id,
                                       gboolean made,
                                       gboolean *found,
                                       GError **error);
/* Appends to @places what the record at @place, of a known entity, refers to and @entry has made.
 * FALSE on error. */
gboolean kontor_journal_list_targets (KontorStore *store,
                                      gint64 entry,
                                      const KontorPlace *place,
                                      GArray *places,
                                      GError **error);

G_END_DECLS
