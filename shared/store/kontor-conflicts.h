/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-act.h"

G_BEGIN_DECLS

/* What lost when two devices changed the same fields of a record: kept by the server for everybody
 * who sees the record, until somebody settles it. */
typedef struct
{
  KontorId id; /* of the conflict itself */
  const KontorEntity *entity;
  KontorId record;
  KontorFields *lost;
  KontorFields *won;
  KontorId author; /* who wrote what lost; null where that is not known */
  KontorId winner; /* who wrote what stands; the same */
  gint64 written_at;
} KontorConflict;

void kontor_conflict_free (KontorConflict *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorConflict, kontor_conflict_free)

/* Those that nobody has settled, newest first; at most @limit. KontorConflict. */
GPtrArray *kontor_conflicts_list (KontorStore *store, guint limit, GError **error);
KontorConflict *kontor_conflicts_get (KontorStore *store, const KontorId *id, GError **error);
gint64 kontor_conflicts_count (KontorStore *store);

/* As part of @act: lets what won stand, or gives the record the values that lost. */
gboolean kontor_conflict_settle (const KontorConflict *self,
                                 KontorAct *act,
                                 gboolean restore,
                                 GError **error);

G_END_DECLS
