/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/kontord-storage.h"
#include "store/kontor-database.h"

G_BEGIN_DECLS

/**
 * KontordTenantFile:
 *
 * The SQLite file of one tenant: one connection that writes and a few that read, each one thread's
 * at a time. Tables are in README.md. Reference-counted, thread-safe.
 */
typedef struct _KontordTenantFile KontordTenantFile;

/* "Kord": marks a tenant's file, in SQLite's application_id. */
#define KONTORD_APPLICATION_ID 0x4b6f7264

/* A new file with a new epoch at @path, whole or not there at all. CONFLICT where there is one. */
gboolean kontord_tenant_file_create (const char *path,
                                     const KontorSchema *schema,
                                     KontorClock *clock,
                                     GError **error);

/* Brings the file to @schema where it is older. NOT_FOUND, TOO_NEW, INVALID for another program's. */
KontordTenantFile *
kontord_tenant_file_open (const char *path, const KontorSchema *schema, GError **error);
KontordTenantFile *kontord_tenant_file_ref (KontordTenantFile *self);
void kontord_tenant_file_unref (KontordTenantFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KontordTenantFile, kontord_tenant_file_unref)

const char *kontord_tenant_file_get_epoch (KontordTenantFile *self);
/* What cursors are signed with: 32 bytes. */
const guint8 *kontord_tenant_file_get_key (KontordTenantFile *self);
/* The number that stands for @entity in the file. */
guint kontord_tenant_file_get_number (KontordTenantFile *self, const KontorEntity *entity);
/* The entity of that number; NULL for one that this Kontor does not know. */
const KontorEntity *kontord_tenant_file_get_entity (KontordTenantFile *self, guint number);
const KontorSchema *kontord_tenant_file_get_schema (KontordTenantFile *self);

/* The connection that writes, in a transaction: see kontord_control_begin_write(). */
KontorDatabase *kontord_tenant_file_begin_write (KontordTenantFile *self, GError **error);
gboolean kontord_tenant_file_end_write (KontordTenantFile *self, gboolean keep, GError **error);

/* A connection that reads, in a transaction that sees one moment. */
KontorDatabase *kontord_tenant_file_begin_read (KontordTenantFile *self, GError **error);
void kontord_tenant_file_end_read (KontordTenantFile *self, KontorDatabase *database);

/* The newest change, on either connection. */
gint64 kontord_tenant_file_read_seq (KontorDatabase *database);

/* Moves what was written from the log to the file, if nobody is writing. */
void kontord_tenant_file_checkpoint (KontordTenantFile *self);

G_END_DECLS
