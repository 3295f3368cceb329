/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "acts/kontor-outcome.h"
#include "store/kontor-workspace.h"

G_BEGIN_DECLS

/* What the app does to records. Each is one named act of the journal; the futures resolve to a
 * KontorOutcome (kontor-outcome.h) once it is on the disk. Main thread. */

/* A record by its id or, where that is null, by its row in this file: what acts on several take, in
 * a GArray. */
typedef struct
{
  const KontorEntity *entity;
  KontorId id;
  gint64 rowid;
} KontorRef;

KontorRef kontor_ref_make (const KontorEntity *entity, const KontorId *id);
KontorRef kontor_ref_make_row (const KontorEntity *entity, gint64 rowid);
GArray *kontor_ref_list_new (void);
GArray *kontor_ref_list_single (const KontorEntity *entity, const KontorId *id);

/**
 * kontor_acts_create:
 * @verb: (nullable): what to call it; NULL: "create"
 * @records: (transfer full): KontorFields; those after the first belong to it, and get their
 *   reference named after its entity where it has none
 *
 * What the first does not say is filled in, as kontor_defaults_fill() has it.
 */
DexFuture *kontor_acts_create (KontorWorkspace *workspace, const char *verb, GPtrArray *records);

/* Writes down an activity, which is taken over; @about is the title of the record it is about. */
DexFuture *kontor_acts_log (KontorWorkspace *workspace, KontorFields *activity, const char *about);

/* @changes is taken over. @title is the record's, for the words. */
DexFuture *kontor_acts_update (KontorWorkspace *workspace,
                               const KontorId *id,
                               KontorFields *changes,
                               const char *title);

/* Takes @records (of KontorRef) over; @title is that of the only one, or NULL. */
DexFuture *kontor_acts_delete (KontorWorkspace *workspace, GArray *records, const char *title);
DexFuture *kontor_acts_restore (KontorWorkspace *workspace, GArray *records, const char *title);

/* Gives the tag called @name, which is made where there is none, to @records, which are taken
 * over; and takes one off again. */
DexFuture *kontor_acts_tag (KontorWorkspace *workspace, GArray *records, const char *name);

/* Gives a field, with those it changes together with, the value it had before its last change. */
DexFuture *kontor_acts_put_back (KontorWorkspace *workspace, const KontorRef *record, guint index);

/**
 * kontor_acts_undo:
 *
 * Undoes an act of whatever age; of one that is itself an undo, this is redo. Resolves to an
 * outcome whose entry is the act as people know it: the one that was undone or came back.
 * KONTOR_ERROR_CONFLICT: something in it has been changed since, and nothing was undone.
 */
DexFuture *kontor_acts_undo (KontorWorkspace *workspace, gint64 entry, KontorUndoFlags flags);

/* Resolves to the number (int64) of one's own last act that can be undone or redone; 0: none. */
DexFuture *kontor_acts_find_undoable (KontorWorkspace *workspace);
DexFuture *kontor_acts_find_redoable (KontorWorkspace *workspace);

G_END_DECLS
