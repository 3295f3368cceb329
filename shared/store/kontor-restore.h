/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-journal.h"

G_BEGIN_DECLS

/**
 * KontorRestore:
 *
 * What was a workspace, put into one that is empty: records as they are, then the journal as it was
 * written. One transaction, in which nothing is written beside it. The numbers of entries and
 * operations stay; what a server had said of them does not, since this is another installation,
 * of which no server knows: all of it can be sent to one as if it had been made here.
 * What is given is taken for hostile: KONTOR_ERROR_CORRUPT where it contradicts itself.
 */
typedef struct _KontorRestore KontorRestore;

/* A workspace is empty that has no more than what it began with, which goes. KONTOR_ERROR_CONFLICT
 * where there is more, or a server. */
KontorRestore *kontor_restore_begin (KontorStore *store, GError **error);

/* With its life, also one in the trash. All records come before the journal. */
gboolean kontor_restore_add_record (KontorRestore *self,
                                    const KontorId *id,
                                    KontorFields *fields,
                                    GError **error);
/* Oldest first. The count is that of the changes that follow it. */
gboolean
kontor_restore_add_entry (KontorRestore *self, const KontorJournalEntry *entry, GError **error);
/* Of the entry that was added last; without @change's entry. */
gboolean
kontor_restore_add_change (KontorRestore *self, const KontorChange *change, GError **error);
gboolean kontor_restore_add_alias (KontorRestore *self,
                                   const KontorId *old,
                                   const KontorId *id,
                                   GError **error);
/* "name", "currency" and "me"; no @value takes out what is there. */
gboolean kontor_restore_set_setting (KontorRestore *self,
                                     const char *key,
                                     const char *value,
                                     GError **error);

/* Writes the search tables, and an entry of its own for records that came without one, as those did
 * that a server had sent at first. Frees it either way. */
gboolean kontor_restore_commit (KontorRestore *self, GError **error);
/* Leaves the workspace as it was, and frees it. */
void kontor_restore_cancel (KontorRestore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorRestore, kontor_restore_cancel)

G_END_DECLS
