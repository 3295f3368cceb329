/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-act.h"
#include "store/kontor-journal.h"

G_BEGIN_DECLS

/* The outbox is that part of the journal which waits for the server's answer. */

/* An operation of the journal that waits, or was refused. */
typedef struct
{
  gint64 op;
  gint64 entry;
  guint group; /* within the entry */
  gint64 time; /* of the entry, milliseconds */
  KontorOrigin origin;
  KontorChangeKind kind;
  const KontorEntity *entity; /* NULL for one this Kontor does not know */
  KontorId id;
  char *payload;
  gint64 n;    /* 0 until it has one */
  guint64 hlc; /* 0 until it has one */
  char
      *base; /* JSON: the versions that its author saw, by tag, and KONTOR_OUTBOX_ORIGIN; NULL where
                * there is nothing in it */
  char *code; /* why it was refused, else NULL */
} KontorOutboxOp;

/* The key in a base under which the first number of an operation is kept. */
#define KONTOR_OUTBOX_ORIGIN "w"

void kontor_outbox_op_clear (KontorOutboxOp *self);

/* Operations that wait, and those that were refused and not seen to. */
gint64 kontor_outbox_count (KontorStore *store);
gint64 kontor_outbox_count_refused (KontorStore *store);

/* Each of these gives an array of KontorOutboxOp, NULL on an error. */

/* Waiting ones without a number, in the order they were done, up to the first entry that is still
 * open: what comes after may build on it. */
GArray *kontor_outbox_list_new (KontorStore *store, guint limit, GError **error);
/* Numbered ones from @n on, in order. */
GArray *kontor_outbox_list (KontorStore *store, gint64 n, guint limit, GError **error);
/* All that wait of one record, in order; those without a number, also of open entries, last. */
GArray *kontor_outbox_list_record (KontorStore *store, const KontorId *id, GError **error);
/* Accepted ones on a record before operation @op, newest first. Not an insert of what somebody else
 * had made: that is his. */
GArray *
kontor_outbox_list_accepted (KontorStore *store, const KontorId *id, gint64 op, GError **error);
/* Refused ones that nobody has seen to, in order of n. They are named by their op: n begins anew
 * when the device gets another number. */
GArray *kontor_outbox_list_refused (KontorStore *store, GError **error);

/* What an operation sets, and what was there before; @before is NULL for an insert, whose values are
 * those it was made with, or for what was there when the workspace was connected those of then. */
gboolean kontor_outbox_read (KontorStore *store,
                             const KontorOutboxOp *op,
                             KontorFields **before,
                             KontorFields **after,
                             GError **error);

/* A refused operation has been seen to: a transaction of its own, of which the store's listener is
 * told although no record changes. */
gboolean kontor_outbox_discard (KontorStore *store, gint64 op, GError **error);

/**
 * kontor_outbox_do_again:
 * @changes: values that take the place of what was refused; or NULL
 *
 * Does what was refused once more, as part of @act. A record that was deleted for good comes back as
 * another one: its id is used up.
 */
gboolean kontor_outbox_do_again (KontorStore *store,
                                 KontorAct *act,
                                 const KontorOutboxOp *op,
                                 const KontorFields *changes,
                                 GError **error);

/* Whether an insert says what was inserted at first: nobody changed the record before the workspace
 * was connected. Later changes are operations of their own. */
gboolean kontor_outbox_is_as_inserted (KontorStore *store,
                                       const KontorOutboxOp *op,
                                       gboolean *as_inserted,
                                       GError **error);

/* The functions below write inside a transaction of the caller's. */

gboolean kontor_outbox_number (KontorStore *store,
                               gint64 op,
                               gint64 n,
                               guint64 hlc,
                               const char *base,
                               GError **error);
/* For one that gets its number later. */
gboolean kontor_outbox_set_base (KontorStore *store, gint64 op, const char *base, GError **error);
/* @state is one of journal_op.state; @code for a refused one; @payload where it is to be kept. */
gboolean kontor_outbox_answer (KontorStore *store,
                               gint64 op,
                               int state,
                               const char *code,
                               const char *payload,
                               GError **error);
/* What waits with a number after @n is numbered less by @count: those in between are out of it. */
gboolean kontor_outbox_move_up (KontorStore *store, gint64 n, guint count, GError **error);
/* Where @op is the last of an undo, and all of it was refused, what that had undone stands again. */
gboolean kontor_outbox_reopen (KontorStore *store, const KontorOutboxOp *op, GError **error);
/* A refused one is seen to. */
gboolean kontor_outbox_settle (KontorStore *store, gint64 op, GError **error);

/**
 * kontor_outbox_enlist:
 * @except: a record that is not sent
 * @hlc: stamps begin after it
 * @count: gets how many there are
 *
 * When a workspace is connected: everything that is there waits to be sent, as it is now, numbered
 * from 1, what others belong to before what belongs to it, and that right after it where it can be.
 * Its history stays here.
 */
gboolean kontor_outbox_enlist (KontorStore *store,
                               const KontorId *except,
                               guint64 hlc,
                               gint64 *count,
                               GError **error);
/* Operations up to this one were there then; 0 where nothing was. */
gint64 kontor_outbox_get_enlisted (KontorStore *store);
/* Numbers what has a number and waits anew from 1, in the same order: what comes before it will not be
 * sent. @count gets how many there are. */
gboolean kontor_outbox_renumber (KontorStore *store, gint64 *count, GError **error);
/* Notes of what has a number and waits that it was to be sent, and may have been, as that of @device,
 * for KONTOR_OUTBOX_ORIGIN: [device, n]. It keeps the first one that is noted. */
gboolean kontor_outbox_note_origin (KontorStore *store, guint32 device, GError **error);

G_END_DECLS
