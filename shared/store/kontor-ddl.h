/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/kontor-schema.h"
#include "store/kontor-database.h"

G_BEGIN_DECLS

/* "Ktor": marks a workspace file, in SQLite's application_id. */
#define KONTOR_APPLICATION_ID 0x4b746f72

/* TRUE where the table has a sort_key: what stands in lists or is found by its title. */
gboolean kontor_ddl_has_sort_key (const KontorEntity *entity);

/* The statements that make an entity's table and indexes, and its search table where it has one. */
char *kontor_ddl_dup_table (const KontorEntity *entity);
char *kontor_ddl_dup_search (const KontorEntity *entity); /* NULL where it is not searched */
/* Everything a workspace file has, in the order it is made. */
char *kontor_ddl_dup_workspace (const KontorSchema *schema);

/**
 * kontor_ddl_migrate:
 *
 * Brings a file to @schema, in one transaction: makes what is not there, never drops or changes
 * what is. @rebuild gets the entities whose search has to be made anew.
 */
gboolean kontor_ddl_migrate (KontorDatabase *database,
                             const KontorSchema *schema,
                             GPtrArray *rebuild,
                             GError **error);

/* The same without the journal, indexes and search: the records alone, as a server keeps them. */
gboolean
kontor_ddl_migrate_records (KontorDatabase *database, const KontorSchema *schema, GError **error);

G_END_DECLS
