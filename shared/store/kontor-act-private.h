/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-act.h"
#include "store/kontor-row.h"

G_BEGIN_DECLS

/* What journal_op.kind says. */
#define KONTOR_OP_INSERT 1
#define KONTOR_OP_UPDATE 2

/* What journal_op.state says. */
#define KONTOR_OP_LOCAL 0
#define KONTOR_OP_WAITING 1
#define KONTOR_OP_ACCEPTED 2
#define KONTOR_OP_MERGED 3
#define KONTOR_OP_REFUSED 4
#define KONTOR_OP_SETTLED 5 /* refused, and seen to */

/* kontor_act_begin() with the entry that this one undoes. */
KontorAct *kontor_act_begin_undo (KontorStore *store,
                                  const KontorActInfo *info,
                                  gint64 undoes,
                                  GError **error);

/* An act that takes over what the server says. Its values are not checked, nothing of it waits to be
 * sent, and it commits also where no row changed. Unless @logged, rows that it makes are not written into the
 * journal; changes of those that are there always are. */
KontorAct *kontor_act_begin_remote (KontorStore *store, gboolean logged, GError **error);
/* Who wrote what follows, and when: another entry, unless it is the same act. */
gboolean kontor_act_set_author (KontorAct *self,
                                const KontorId *author,
                                guint32 device,
                                gint64 time,
                                GError **error);
/* A row as it is given, with its version and stamps. */
gboolean kontor_act_insert_row (KontorAct *self, KontorRow *row, GError **error);
/* Takes a row out that the server does not want: only for acts of the server. */
gboolean kontor_act_delete_row (KontorAct *self, KontorRow *row, GError **error);
/* Sets the fields in @before without a word in the journal: only for what is taken out of it. */
gboolean
kontor_act_take_back (KontorAct *self, KontorRow *row, const KontorFields *before, GError **error);
/* More was changed than can be listed. */
void kontor_act_note_everything (KontorAct *self);

/* The journal entry being written. */
gint64 kontor_act_get_entry (KontorAct *self);

/* kontor_act_update() of a row that is at hand. */
gboolean kontor_act_change_row (KontorAct *self,
                                KontorRow *row,
                                const KontorFields *changes,
                                GError **error);

/* Sets or clears "deleted_at" alone, with no regard to what belongs to the record. */
gboolean kontor_act_set_life (KontorAct *self, KontorRow *row, gboolean live, GError **error);

/* TRUE where the record is not in the trash. */
gboolean kontor_row_is_live (const KontorRow *row);

G_END_DECLS
