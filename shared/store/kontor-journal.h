/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-act.h"

G_BEGIN_DECLS

/* One act, as the journal keeps it. */
typedef struct
{
  gint64 entry;
  gint64 time;     /* milliseconds since 1970 UTC, by the clock of who wrote it */
  KontorId author; /* a member */
  guint32 device;  /* 0 before a server is known */
  KontorOrigin origin;
  char *verb;
  const KontorEntity *entity; /* NULL where an older or newer Kontor had it */
  guint count;                /* operations in it */
  char *args;                 /* JSON object or NULL */
  gint64 undoes;              /* the entry this one undid or redid, or 0 */
  gint64 undone_by;           /* the entry that undid this one, or 0 */
} KontorJournalEntry;

void kontor_journal_entry_free (KontorJournalEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorJournalEntry, kontor_journal_entry_free)

typedef enum
{
  KONTOR_CHANGE_INSERT = 1,
  KONTOR_CHANGE_UPDATE = 2,
} KontorChangeKind;

/* What an entry did to one record. */
typedef struct
{
  KontorJournalEntry *entry;
  KontorChangeKind kind;
  const KontorEntity *entity;
  KontorId id;
  gint64 op;            /* its place in the journal: later ones have higher numbers */
  guint group;          /* of those in the entry that stand or fall together */
  gboolean refused;     /* the server did not take it: it does not stand */
  KontorFields *before; /* NULL for an insert */
  KontorFields *after;  /* for an insert: the values it was made with */
} KontorChange;

void kontor_change_free (KontorChange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorChange, kontor_change_free)

/* Newest first, below entry @before (0: from the newest), at most @limit. KontorJournalEntry. */
GPtrArray *kontor_journal_list (KontorStore *store, gint64 before, guint limit, GError **error);
KontorJournalEntry *kontor_journal_get (KontorStore *store, gint64 entry, GError **error);
/* What an entry did, in order, from operation @skip on, at most @limit. KontorChange. */
GPtrArray *kontor_journal_list_changes (KontorStore *store,
                                        gint64 entry,
                                        guint skip,
                                        guint limit,
                                        GError **error);
/* What happened to a record, newest first. KontorChange. */
GPtrArray *kontor_journal_list_record (KontorStore *store,
                                       const KontorEntity *entity,
                                       const KontorId *id,
                                       guint limit,
                                       GError **error);
/* The last change of one field: who, when, and what it was. NULL without an error where it never
 * changed since the record was made. */
KontorChange *kontor_journal_get_field (KontorStore *store,
                                        const KontorEntity *entity,
                                        const KontorId *id,
                                        guint index,
                                        GError **error);

/* A record's values as they stood right after operation @op of the journal: its present ones with
 * every later change taken back. */
KontorFields *kontor_journal_get_fields_after (KontorStore *store,
                                               const KontorEntity *entity,
                                               const KontorId *id,
                                               gint64 op,
                                               GError **error);

/* What Ctrl+Z and Ctrl+Shift+Z take: one's own newest act that stands, or was undone. 0: none. */
gint64 kontor_journal_get_undoable (KontorStore *store);
gint64 kontor_journal_get_redoable (KontorStore *store);

typedef enum
{
  KONTOR_UNDO_ALL_OR_NOTHING = 0, /* refuse where something has changed since */
  KONTOR_UNDO_REST = 1 << 0,      /* leave what has changed since, undo the rest */
} KontorUndoFlags;

/* Why a part of an entry was not undone. */
typedef enum
{
  KONTOR_KEPT_CHANGED_SINCE, /* somebody changed the same fields after it */
  KONTOR_KEPT_IN_USE,        /* made by it, and others have been linked to it since */
  KONTOR_KEPT_IMMUTABLE,
} KontorKeptReason;

typedef struct
{
  const KontorEntity *entity;
  KontorId id;
  guint64 mask;
  KontorKeptReason reason;
  gint64 later_entry; /* the entry that stands in the way, 0 where that is not known */
} KontorKept;

/**
 * kontor_journal_undo:
 *
 * Undoes @entry, of whatever age, as a new act; for an entry that is itself an undo this is redo.
 * With KONTOR_UNDO_ALL_OR_NOTHING and something in the way: KONTOR_ERROR_CONFLICT, nothing is
 * changed, and @kept (GArray of KontorKept, may be NULL) lists it.
 */
gboolean kontor_journal_undo (KontorStore *store,
                              gint64 entry,
                              KontorUndoFlags flags,
                              gint64 *made,
                              GArray *kept,
                              GError **error);

G_END_DECLS
