/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-row.h"
#include "store/kontor-store.h"

G_BEGIN_DECLS

/**
 * KontorRemote:
 *
 * One transaction that takes over what the server says: rows as it has them, what it answered, the
 * cursor. What it changes is written into the journal as acts of who did it, never to be sent.
 * Holds the writer's transaction from begin to commit.
 */
typedef struct _KontorRemote KontorRemote;

/* @logged FALSE: a first load, which is not history. */
KontorRemote *kontor_remote_begin (KontorStore *store, gboolean logged, GError **error);
/* The same with no bulk act open in whatever program, as what an open one has written must not be
 * sent. KONTOR_ERROR_BUSY while one runs; what one has left open is taken back first. */
KontorRemote *kontor_remote_begin_alone (KontorStore *store, GError **error);
gboolean kontor_remote_commit (KontorRemote *self, GError **error); /* frees it either way */
void kontor_remote_cancel (KontorRemote *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorRemote, kontor_remote_cancel)

/* Says by which device and when the rows that follow were written; the member is known by
 * kontor_remote_set_member(). */
gboolean kontor_remote_set_author (KontorRemote *self, guint32 device, gint64 time, GError **error);
gboolean kontor_remote_set_member (KontorRemote *self,
                                   guint32 device,
                                   const KontorId *member,
                                   GError **error);

/* The row with @id as the user sees it; @row stays empty (no fields) where there is none. */
gboolean kontor_remote_load (KontorRemote *self,
                             const KontorEntity *entity,
                             const KontorId *id,
                             KontorRow *row,
                             GError **error);
/* A new row. Takes @fields over. */
gboolean kontor_remote_insert (KontorRemote *self,
                               const KontorId *id,
                               KontorFields *fields,
                               gint64 version,
                               GBytes *stamps,
                               GError **error);
/* Makes @row, which was loaded, show @view: every field of it, and no other. */
gboolean
kontor_remote_show (KontorRemote *self, KontorRow *row, const KontorFields *view, GError **error);
gboolean kontor_remote_set_version (KontorRemote *self,
                                    KontorRow *row,
                                    gint64 version,
                                    GBytes *stamps,
                                    GError **error);
gboolean kontor_remote_delete (KontorRemote *self, KontorRow *row, GError **error);
/* Sets the fields in @before without a word in the journal, out of which the change is taken. */
gboolean kontor_remote_take_back (KontorRemote *self,
                                  KontorRow *row,
                                  const KontorFields *before,
                                  GError **error);

/* The confirmed image of a row with waiting operations: its values, and the device's last operation
 * in it. NULL without an error where there is none: then the server has sent nothing since the
 * first of those operations was written. */
KontorFields *kontor_remote_get_confirmed (KontorRemote *self,
                                           const KontorEntity *entity,
                                           const KontorId *id,
                                           gint64 *n,
                                           GError **error);
gboolean kontor_remote_set_confirmed (KontorRemote *self,
                                      const KontorId *id,
                                      const KontorFields *fields,
                                      gint64 n,
                                      GError **error);
/* The device's operations are numbered anew: none of those that wait counts as in an image. */
gboolean kontor_remote_forget_numbers (KontorRemote *self, GError **error);
gboolean kontor_remote_drop_confirmed (KontorRemote *self, const KontorId *id, GError **error);

/**
 * kontor_remote_rename:
 *
 * Record @old is @new from now on, here and in everything that names it: "me" becomes the member
 * that the server knows. Ids that somebody still has under the old name lead to the new one.
 */
gboolean
kontor_remote_rename (KontorRemote *self, const KontorId *old, const KontorId *id, GError **error);

G_END_DECLS
