/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-workspace.h"

G_BEGIN_DECLS

/**
 * KontorListRecords:
 *
 * The records of one entity that somebody holds: one object for each row as long as it lives, kept
 * in step with the workspace. It holds no references itself. Main thread.
 */
typedef struct _KontorListRecords KontorListRecords;

KontorListRecords *kontor_list_records_new (KontorWorkspace *workspace, const KontorEntity *entity);
void kontor_list_records_free (KontorListRecords *self);

const KontorEntity *kontor_list_records_get_entity (KontorListRecords *self);
guint kontor_list_records_count (KontorListRecords *self);

/* The record of the row; an empty one where the row is gone. (transfer full) */
KontorRecord *kontor_list_records_dup (KontorListRecords *self, gint64 rowid);

/* Lets the records show what @changes changed, in them and in what they refer to. */
void kontor_list_records_update (KontorListRecords *self, const KontorChangeSet *changes);

G_END_DECLS
