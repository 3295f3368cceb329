/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-store.h"

G_BEGIN_DECLS

typedef enum
{
  KONTOR_ORIGIN_USER = 0,
  KONTOR_ORIGIN_IMPORT = 1,
  KONTOR_ORIGIN_UNDO = 2,
  KONTOR_ORIGIN_REDO = 3,
  KONTOR_ORIGIN_RULE = 4,
  KONTOR_ORIGIN_SEED = 5,   /* what a new workspace begins with */
  KONTOR_ORIGIN_REMOTE = 6, /* came from the server; never sent there */
} KontorOrigin;

/**
 * KontorAct:
 *
 * One named act of a person, an import, a rule: everything it writes becomes one journal entry, all
 * of it or nothing. An act holds the writer's transaction from begin to commit, so it is short;
 * an act of many rows calls kontor_act_checkpoint() between them, which commits what there is
 * (the entry stays open, and is taken back if the program ends before its commit) and lets others
 * write. Verbs are words of the code, such as "create", "edit", "move", "import"; what people read
 * is made from them where it is shown.
 */
typedef struct _KontorAct KontorAct;

typedef struct
{
  const char *verb;
  const KontorEntity *entity; /* what it is about */
  KontorOrigin origin;
  const char *args; /* a JSON object for the words, or NULL */
} KontorActInfo;

KontorAct *kontor_act_begin (KontorStore *store, const KontorActInfo *info, GError **error);

KontorStore *kontor_act_get_store (KontorAct *self);

/* Makes a record with @id, or a new one where it is NULL (links get theirs from what they join);
 * @made may be NULL. A link that is there already is brought to life instead. Checks the values:
 * KONTOR_ERROR_INVALID. */
gboolean kontor_act_insert (KontorAct *self,
                            const KontorId *id,
                            const KontorFields *fields,
                            KontorId *made,
                            GError **error);
/* Changes the fields in @changes that differ; nothing where none does. */
gboolean kontor_act_update (KontorAct *self,
                            const KontorId *id,
                            const KontorFields *changes,
                            GError **error);
/* To the trash and back, with everything that belongs to it and lives, or went with it. */
gboolean
kontor_act_trash (KontorAct *self, const KontorEntity *entity, const KontorId *id, GError **error);
gboolean kontor_act_restore (KontorAct *self,
                             const KontorEntity *entity,
                             const KontorId *id,
                             GError **error);

/* In a bulk act: what follows, up to the next call, stands or falls together on the server. */
void kontor_act_next_group (KontorAct *self);
gboolean kontor_act_checkpoint (KontorAct *self, GError **error);

/* Gives the entry other arguments for its words, now that more is known. */
gboolean kontor_act_set_args (KontorAct *self, const char *args, GError **error);

/* Ends it. @entry (may be NULL) gets the journal entry, 0 where nothing was changed; what was
 * written is on the disk when this returns TRUE. Frees the act either way. */
gboolean kontor_act_commit (KontorAct *self, gint64 *entry, GError **error);
/* Takes everything back, checkpoints too, and frees it. */
void kontor_act_cancel (KontorAct *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorAct, kontor_act_cancel)

G_END_DECLS
