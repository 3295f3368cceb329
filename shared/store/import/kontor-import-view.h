/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-act.h"

G_BEGIN_DECLS

/**
 * KontorImportView:
 *
 * The workspace as it stands for an import that goes on: what is in it, and on top of that what the
 * import has made and changed so far. An import that is only tried out writes that into tables of
 * its own, in a file that vanishes with the view, and answers every question as if it had been
 * written: so trial and import decide alike, and a trial holds no lock and little memory.
 */
typedef struct _KontorImportView KontorImportView;

typedef struct
{
  KontorId id;
  gint64 rowid; /* in the workspace; 0 for what a trial made */
} KontorImportHit;

/* A view for trying out. It reads one state of the workspace until it is freed. */
KontorImportView *kontor_import_view_new_trial (KontorStore *store, GError **error);
/* A view that writes. */
KontorImportView *kontor_import_view_new (KontorStore *store);
/* What it writes with, before it does; the caller goes on to own it. */
void kontor_import_view_set_act (KontorImportView *self, KontorAct *act);
/* Around a checkpoint of the act, so that what others made in between is not taken for its own. */
void kontor_import_view_end_step (KontorImportView *self);
void kontor_import_view_begin_step (KontorImportView *self);
void kontor_import_view_free (KontorImportView *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontorImportView, kontor_import_view_free)

/* These append live records to @hits (of KontorImportHit), no more than a hundred. */
gboolean kontor_import_view_find_title (KontorImportView *self,
                                        const KontorEntity *entity,
                                        const char *folded,
                                        GArray *hits,
                                        GError **error);
gboolean kontor_import_view_find_origin (KontorImportView *self,
                                         const KontorEntity *entity,
                                         const char *source,
                                         const char *external_key,
                                         GArray *hits,
                                         GError **error);
/* By the value of one field: text, or a reference. */
gboolean kontor_import_view_find_value (KontorImportView *self,
                                        const KontorEntity *entity,
                                        guint field,
                                        const KontorValue *value,
                                        GArray *hits,
                                        GError **error);
/* In the trash too: @trashed says so. FALSE without an error where there is none. */
gboolean kontor_import_view_find_id (KontorImportView *self,
                                     const KontorEntity *entity,
                                     const KontorId *id,
                                     KontorImportHit *hit,
                                     gboolean *trashed,
                                     GError **error);

/* Whether this import made it. */
gboolean kontor_import_view_is_made (KontorImportView *self,
                                     const KontorEntity *entity,
                                     const KontorImportHit *hit);

/* All values of a record. */
KontorFields *kontor_import_view_load (KontorImportView *self,
                                       const KontorEntity *entity,
                                       const KontorImportHit *hit,
                                       GError **error);

gboolean kontor_import_view_insert (KontorImportView *self,
                                    const KontorId *id,
                                    const KontorFields *fields,
                                    GError **error);
/* What a record without a name is called, from now on: it is found by it as by a title. */
gboolean kontor_import_view_call (KontorImportView *self,
                                  const KontorEntity *entity,
                                  const KontorId *id,
                                  const char *called,
                                  GError **error);
gboolean kontor_import_view_update (KontorImportView *self,
                                    const KontorImportHit *hit,
                                    const KontorFields *changes,
                                    GError **error);

/* Calls @func with the title of every live record of @entity, in no certain order, until it returns
 * FALSE. */
typedef gboolean (*KontorTitleFunc) (const char *title, gpointer user_data);
gboolean kontor_import_view_each_title (KontorImportView *self,
                                        const KontorEntity *entity,
                                        KontorTitleFunc func,
                                        gpointer user_data,
                                        GError **error);

/* An id for a record to be made. */
KontorId kontor_import_view_next_id (KontorImportView *self);

G_END_DECLS
