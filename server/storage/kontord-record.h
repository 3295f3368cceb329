/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/kontord-new-changes.h"
#include "storage/kontord-tenant-file.h"
#include "store/kontor-row.h"
#include "sync/kontor-merge.h"

G_BEGIN_DECLS

/**
 * KontordRecord:
 *
 * One record of a tenant, as an operation meets it. Everything of @row is there only where @state
 * is PRESENT.
 */
typedef struct
{
  KontorRowState state;
  KontorRow row;
  KontorStamps *stamps; /* NULL for one that nobody has changed */
  KontorStamp last;     /* of its last change */
} KontordRecord;

void kontord_record_clear (KontordRecord *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KontordRecord, kontord_record_clear)

/* One that is not there is no error: see @state. */
gboolean kontord_record_load (KontordRecord *self,
                              KontorDatabase *database,
                              const KontorEntity *entity,
                              const KontorId *id,
                              GError **error);
/* One that is taken to be new, for kontord_record_insert() to find out: @state is ABSENT, or PURGED. */
gboolean kontord_record_expect_new (KontordRecord *self,
                                    KontorDatabase *database,
                                    const KontorId *id,
                                    GError **error);
/* The one that change @seq is of, from a row of `record, hlc, device` at @column of @change. */
gboolean kontord_record_load_changed (KontordRecord *self,
                                      KontorDatabase *database,
                                      const KontorEntity *entity,
                                      gint64 record,
                                      const KontorStamp *last,
                                      GError **error);
gboolean kontord_record_exists (KontorDatabase *database,
                                const KontorEntity *entity,
                                const KontorId *id,
                                gboolean *exists,
                                GError **error);

/* Writes a record that is not there, and puts its change among @changes. @row has its id and fields,
 * and @stamp version, device and clock stamp; @sort_key: kontor_row_dup_sort_key(). Of a record that
 * is there, nothing is written: @is_new says so. */
gboolean kontord_record_insert (KontordTenantFile *file,
                                KontorDatabase *database,
                                KontordNewChanges *changes,
                                KontorRow *row,
                                const char *sort_key,
                                const KontorStamp *stamp,
                                gboolean *is_new,
                                GError **error);
/* Writes the changes to one that is, with its stamps and its place likewise; @self is the record as
 * it then stands. */
gboolean kontord_record_update (KontordRecord *self,
                                KontorDatabase *database,
                                const KontorFields *changes,
                                const KontorStamps *stamps,
                                const KontorStamp *stamp,
                                GError **error);

/* The record as devices get it. */
KontorImage *kontord_record_dup_image (const KontordRecord *self);

G_END_DECLS
