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

/* kontor_act_begin() with the entry that this one undoes. */
KontorAct *kontor_act_begin_undo (KontorStore *store,
                                  const KontorActInfo *info,
                                  gint64 undoes,
                                  GError **error);

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
