/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-journal.h"
#include "store/kontor-workspace.h"

G_BEGIN_DECLS

#define KONTOR_TYPE_FIELD_HISTORY (kontor_field_history_get_type ())

/**
 * KontorFieldHistory:
 *
 * The last change of one field, ready to be said. Immutable, reference-counted.
 */
typedef struct
{
  gatomicrefcount references;
  gint64 time;  /* 0: it has not changed since the record was made */
  char *author; /* who; NULL where that is not known */
  char *before; /* what it was, for people; "" for nothing */
} KontorFieldHistory;

GType kontor_field_history_get_type (void);
KontorFieldHistory *kontor_field_history_ref (KontorFieldHistory *self);
void kontor_field_history_unref (KontorFieldHistory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorFieldHistory, kontor_field_history_unref)

/* Resolves to a KontorFieldHistory. */
DexFuture *kontor_field_history_read (KontorWorkspace *workspace,
                                      const KontorEntity *entity,
                                      const KontorId *id,
                                      guint index);

/* "Changed by Ben yesterday at 14:05, it was “Acme”". Free it. */
char *kontor_field_history_say (const KontorFieldHistory *self, gint64 now);
gboolean kontor_field_history_can_put_back (const KontorFieldHistory *self);

/* On a reader's thread: a value as people read it, references by the title of what they point to;
 * "" for none. Free it. */
char *kontor_field_history_dup_value_text (KontorStore *store,
                                           const KontorField *field,
                                           const KontorValue *value);

G_END_DECLS
